"""Rounds of feedback: what is closed takes no answers of the other side; nobody answers twice (domain §3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.round_rules import same_person
from coach_tui.plan.asking import check_answer
from coach_tui.plan.errors import BadInput
from coach_tui.plan.merged import ASKED, canonical, derived_uid
from coach_tui.plan.round import FROZEN, LOCKED, Rater, Response, Round
from coach_tui.sync.merging.sides import same_value

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from coach_tui.store.shapes import Record, Tables
    from coach_tui.sync.merging.found import Found
    from coach_tui.sync.merging.sides import Side


def close_rounds(found: Found) -> None:
    """A round that was closed since is as the first closing left it; later answers go on or are refused."""
    for uid in sorted(found.table(Round.table)):
        was = found.base.record(Round.table, uid)
        if was is not None and was.get("closed_on"):
            _keep_closed(found, uid, was)
            continue
        closed = [side for side in found.sides if (side.record(Round.table, uid) or {}).get("closed_on")]
        if closed:
            first = min(closed, key=lambda side: _closing(side, uid))
            for other in found.sides:
                if other is not first:
                    _freeze(found, uid, first, other)


def late_answers(base: Tables, side: Tables) -> bool:
    """Whether a side has answers that are new to a round which was closed before."""
    closed = {one["uid"] for one in base.get(Round.table, {}).values() if one.get("closed_on")}
    if not closed:
        return False
    known = {one["uid"] for one in base.get(Response.table, {}).values()}
    answers = side.get(Response.table, {}).values()
    return any(one["uid"] not in known and one.get("round") in closed for one in answers)


def _keep_closed(found: Found, uid: str, was: Record) -> None:
    """A round that was closed before takes no answers, but of a side that took it up and closed it again."""
    closing = _closed_at(found.base, uid, was)
    asked = found.table(Round.table)[uid]
    for side in found.sides:
        there = side.record(Round.table, uid)
        if not (asked.get("closed_on") and there and _closed_at(side, uid, there) == closing):
            continue
        late = _late(found, side, uid)
        for table, records in late.items():
            for record in records:
                found.table(table).pop(record["uid"], None)
                if (before := found.base.record(table, record["uid"])) is not None:
                    found.table(table)[record["uid"]] = before
        if late[Response.table]:
            _go_on(found, asked, late)


def _closed_at(side: Side, uid: str, record: Record) -> tuple[Any, Any]:
    """By what one closing of a round is known."""
    day = record.get("closed_on")
    return day, side.set_at(Round.table, uid, ("closed_on",), day)


def _late(found: Found, side: Side, uid: str) -> dict[str, list[Record]]:
    """The answers to a round that a side has newly, and who gave them."""
    answers = [
        one
        for key, one in sorted(_of_round(side, Response.table, uid).items())
        if found.base.record(Response.table, key) is None
    ]
    raters = [
        one
        for key, one in sorted(_of_round(side, Rater.table, uid).items())
        if answers and one.get("answered") and not (found.base.record(Rater.table, key) or {}).get("answered")
    ]
    return {Response.table: answers, Rater.table: raters}


def _closing(side: Side, uid: str) -> tuple[Any, ...]:
    """By what the first of two closings is known, whichever side it stands on."""
    asked = side.record(Round.table, uid) or {}
    day = asked.get("closed_on")
    answers = sorted(_of_round(side, Response.table, uid))
    return day, *side.first_moment(Round.table, uid, "closed_on", day), canonical([asked, answers])


def _of_round(side: Side, table: str, uid: str) -> dict[str, Record]:
    rows = side.records.get(table, {})
    return {key: record for key, record in rows.items() if record.get("round") == uid}


def _freeze(found: Found, uid: str, first: Side, other: Side) -> None:
    """A round, who was invited and what was answered, as the side has it that closed it first.

    That is so, too, where the other side has deleted the round meanwhile.
    """
    asked = first.record(Round.table, uid) or {}
    found.change(Round.table, uid, **{key: asked.get(key) for key in FROZEN})
    late: dict[str, list[Record]] = {}
    for table in (Response.table, Rater.table):
        kept, theirs = _of_round(first, table, uid), _of_round(other, table, uid)
        for key in [key for key, one in found.table(table).items() if one.get("round") == uid]:
            del found.table(table)[key]
        found.table(table).update(kept)
        late[table] = [
            record
            for key, record in sorted(theirs.items())
            if key not in kept and found.base.record(table, key) is None
        ]
    came = {key: one for key, one in _of_round(other, Rater.table, uid).items() if one.get("answered")}
    kept = _of_round(first, Rater.table, uid)
    late[Rater.table] += [
        one for key, one in sorted(came.items()) if key in kept and not kept[key].get("answered")
    ]
    _go_on(found, asked, late)


def _go_on(found: Found, asked: Record, late: Mapping[str, list[Record]]) -> None:
    """Late answers and who gave them go to the next open round that asks the same, else nowhere."""
    target = _next_round(found, asked)
    answers = late[Response.table]
    if target is not None:
        for response in answers:
            found.table(Response.table)[response["uid"]] = {**response, "round": target["uid"]}
        for rater in late[Rater.table]:
            _invite(found, rater, target["uid"])
    if not answers:
        return
    count = "1 answer" if len(answers) == 1 else f"{len(answers)} answers"
    name = found.named(Round.table, asked)
    if target is None:
        found.refused |= {one["uid"]: True for one in answers}
    if target is not None:
        found.remark(f"{count} to the {name}, closed on another machine, went on to “{target['title']}”")
    else:
        found.remark(
            f"{count} to the {name} came after it was closed on another machine and cannot be taken: "
            "begin a new round, and ask again"
        )


def _next_round(found: Found, asked: Record) -> Record | None:
    same = [
        one
        for one in found.table(Round.table).values()
        if one.get("plan") == asked.get("plan")
        and one["uid"] != asked["uid"]
        and not one.get("closed_on")
        and all(same_value(one.get(key), asked.get(key)) for key in LOCKED)
    ]
    return min(same, key=lambda one: (one.get("opened_on") or "", one["uid"]), default=None)


def _invite(found: Found, rater: Record, target: str) -> None:
    """Put a rater on the list of the next round, where they are not on it already."""
    listed = [one for one in found.table(Rater.table).values() if one.get("round") == target]
    known = next((one for one in listed if same_person(one, rater)), None)
    if known is None:
        known = {**rater, "uid": derived_uid("rater", rater["uid"], target), "round": target}
        found.table(Rater.table)[known["uid"]] = known
    elif rater.get("answered"):
        found.change(Rater.table, known["uid"], answered=True)


def settle_answers(found: Found) -> None:
    """What is asked stays as it was answered; nobody is invited twice, nobody answers twice."""
    for uid in sorted(found.table(Round.table)):
        _keep_locked(found, uid)
        twice = _same_raters(found, uid)
        answers = [one for one in found.table(Response.table).values() if one.get("round") == uid]
        if any(found.base.record(Response.table, one["uid"]) is not one for one in answers):
            _answered_twice(found, uid, twice)


def _keep_locked(found: Found, uid: str) -> None:
    """Of a round that one side has answers to, and the other asks otherwise now, the answers decide."""
    was = found.base.record(Round.table, uid)
    if was is None or was.get("closed_on") or _of_round(found.base, Response.table, uid):
        return
    answered = [side for side in found.sides if _of_round(side, Response.table, uid)]
    asked = found.table(Round.table)[uid]
    if len(answered) != 1 or asked.get("closed_on"):
        return
    there = answered[0].record(Round.table, uid) or was
    if any(not same_value(there.get(key), asked.get(key)) for key in LOCKED):
        found.change(Round.table, uid, **{key: there.get(key) for key in LOCKED})
        found.clashes.note(Round.table, uid, ASKED, {"round": uid})
        found.remark(
            f"the {found.named(Round.table, asked)} asks as it did when it was answered: "
            "what was changed of it on the other machine is not taken"
        )


def _same_raters(found: Found, uid: str) -> dict[str, int]:
    """Make one of raters who are the same person; how many answered on both sides, by group."""
    twice: dict[str, int] = {}
    kept: list[Record] = []
    rows = sorted(key for key, one in found.table(Rater.table).items() if one.get("round") == uid)
    for key in rows:
        rater = found.table(Rater.table)[key]
        known = next((one for one in kept if same_person(one, rater)), None)
        if known is None or found.base.record(Rater.table, key) is not None:
            kept.append(rater)
            if _answered_on_both(found, key):
                twice[rater["group"]] = twice.get(rater["group"], 0) + 1
            continue
        if rater.get("answered") and known.get("answered"):
            twice[rater["group"]] = twice.get(rater["group"], 0) + 1
        elif rater.get("answered"):
            kept[kept.index(known)] = found.change(Rater.table, known["uid"], answered=True)
        del found.table(Rater.table)[key]
    return twice


def _answered_on_both(found: Found, uid: str) -> bool:
    was = found.base.record(Rater.table, uid) or {}
    return not was.get("answered") and all(
        (side.record(Rater.table, uid) or {}).get("answered") for side in found.sides
    )


def _answered_twice(found: Found, uid: str, twice: dict[str, int]) -> None:
    """Take out what does not fit what is asked, and what one person is known to have answered twice."""
    asked = Round(found.table(Round.table)[uid])
    seen: dict[str, str] = {}
    refused = 0
    own = _own_answer(found, uid)
    for key in sorted(key for key, one in found.table(Response.table).items() if one.get("round") == uid):
        answer = found.table(Response.table)[key]
        if found.base.record(Response.table, key) is not None:
            continue
        said = canonical({**answer, "uid": ""})
        if answer["group"] == "self" and key != own:
            del found.table(Response.table)[key]
            found.refused[key] = False
            refused += said != canonical({**found.table(Response.table)[own], "uid": ""})
        elif said in seen and twice.get(answer["group"], 0):
            twice[answer["group"]] -= 1
            found.refused[key] = False
            del found.table(Response.table)[key]
        elif not _fits(asked, answer):
            del found.table(Response.table)[key]
            found.refused[key] = False
            refused += 1
        else:
            seen[said] = key
    if refused:
        count = "1 answer" if refused == 1 else f"{refused} answers"
        found.remark(
            f"{count} to the {found.named(Round.table, asked.raw)} cannot be taken: "
            "somebody has answered on two machines, or what was asked was changed on one"
        )


def _own_answer(found: Found, uid: str) -> str:
    """The client's own answer (uid) to a round: the first of several; "" for none."""
    rows = found.table(Response.table).items()
    own = [key for key, one in rows if one.get("round") == uid and one.get("group") == "self"]
    return min(own, key=lambda key: _since(found, key), default="")


def _since(found: Found, key: str) -> tuple[bool, str, str]:
    """Since when an answer is there, as an order."""
    sides = [side for side in found.sides if side.record(Response.table, key) is not None]
    at = min((side.moment(Response.table, key, ()).at for side in sides), default="")
    return found.base.record(Response.table, key) is None, at, key


def _fits(asked: Round, answer: Mapping[str, Any]) -> bool:
    try:
        check_answer(asked, answer)
    except BadInput:
        return False
    return True
