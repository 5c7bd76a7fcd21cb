"""What holds for rounds of feedback whoever writes: what locks, freezes, is answered once (domain §3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.plan.asking import check_answer
from coach_tui.plan.dates import day_words
from coach_tui.plan.draft import content_of
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.rating import results
from coach_tui.plan.round import FROZEN, LOCKED, Rater, Response, Round
from coach_tui.plan.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from coach_tui.changes.desk import Change
    from coach_tui.plan.draft import Draft
    from coach_tui.plan.practice import Plan
    from coach_tui.plan.record import Record


def check_part(plan: Plan, noun: type[Record], stored: Mapping[str, Any], uid: str | None) -> None:
    """Checks a round, a rater or an answer against the rest of its plan, before it is written.

    An answer is checked against its round here; whether it is still taken, by `check_open`.

    Raises:
        BadInput: a locked field would change, an answer does not fit, a rater stands there already.
    """
    if noun is Round:
        before = plan.practice.find("rounds", uid) if uid else None
        if isinstance(before, Round):
            check_locks(before, stored, answered=any(True for _ in answers_to(plan, before.uid)))
        return
    asked = plan.practice.find("rounds", stored["round"])
    if not isinstance(asked, Round):
        return
    if noun is Rater:
        _check_rater(plan, asked, stored, uid)
        return
    check_answer(asked, stored)
    before = plan.practice.find("responses", uid) if uid else None
    if not asked.open and (before is None or _bare(before.raw) != _bare(stored)):
        raise BadInput(late(plan, asked))
    if stored["group"] == "self":
        others = [one for one in answers_to(plan, asked.uid) if one.group == "self" and one.uid != uid]
        if others:
            raise BadInput(f"group: the client has answered {quote(asked.title)} already")


def answers_to(plan: Plan, asked: str) -> list[Response]:
    """What was answered to a round (uid)."""
    return [answer for answer in plan.part(Response) if answer.round == asked]


def raters_of(plan: Plan, asked: str) -> list[Rater]:
    """Who was invited to a round (uid)."""
    return [rater for rater in plan.part(Rater) if rater.round == asked]


def check_locks(before: Round, stored: Mapping[str, Any], *, answered: bool) -> None:
    """Refuses a change of what is locked or frozen."""
    keys = FROZEN if not before.open else LOCKED if answered else ()
    for key in keys:
        if before.raw.get(key) != stored.get(key) and not _same_default(before, stored, key):
            why = "the round is closed and frozen" if not before.open else "somebody has answered already"
            raise BadInput(f"{key}: {why}; a new round may ask otherwise")


def _same_default(before: Round, stored: Mapping[str, Any], key: str) -> bool:
    default = Round.fields[key].default
    return default is not None and {before.raw.get(key), stored.get(key)} == {None, default}


def _check_rater(plan: Plan, asked: Round, stored: Mapping[str, Any], uid: str | None) -> None:
    if uid is None and not asked.open:
        raise BadInput(late(plan, asked))
    for other in plan.practice.documents(Rater.table, plan.engagement.uid):
        if other["round"] == asked.uid and other["uid"] != uid and same_person(other, stored):
            raise BadInput(f"name: {quote(other['name'])} is invited to {quote(asked.title)} already")


def same_person(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two raters of a round are one: by their addresses, else by name and group."""
    mine, theirs = one.get("email"), other.get("email")
    if mine and theirs:
        return fold(mine) == fold(theirs)
    return bool(one["group"] == other["group"]) and fold(one["name"]) == fold(other["name"])


def check_open(change: Change, plan: Plan, asked: Round) -> None:
    """Refuses an answer that comes late: two results of one round would give away who came between.

    A round that was closed and opened again by undo counts as closed, if there was a result to see.
    """
    if not asked.open:
        raise BadInput(late(plan, asked))
    if _was_closed(change, asked) and results(plan, asked, as_if_closed=True).shown:
        raise BadInput(
            f"{quote(asked.title)} was closed before, and its results could be seen; "
            f"answers belong to the next round{_next(plan, asked)}"
        )


def _was_closed(change: Change, asked: Round) -> bool:
    return any(
        op["table"] == "rounds" and op["uid"] == asked.uid and (op["after"] or {}).get("closed_on")
        for entry in change.transaction.tables["journal"].values()
        for op in entry["ops"]
    )


def late(plan: Plan, asked: Round) -> str:
    """The line for an answer that comes after its round was closed; it names the next round."""
    day = f" on {day_words(asked.closed_on)}" if asked.closed_on else ""
    return (
        f"{quote(asked.title)} was closed{day} and is frozen; "
        f"late answers belong to the next round{_next(plan, asked)}"
    )


def _next(plan: Plan, asked: Round) -> str:
    following = [r for r in plan.rounds if r.open and r.uid != asked.uid and r.kind == asked.kind]
    if following:
        return f", {quote(following[-1].title)}"
    return f": begin one, such as {quote(next_title(plan, asked.title))}"


def next_title(plan: Plan, title: str) -> str:
    """A title for the round after this one that no other round has."""
    taken = {fold(one.title) for one in plan.rounds}
    stem, _, number = title.rpartition(" ")
    count = int(number) if stem and number.isdecimal() and len(number) < 3 else 1
    stem = stem if count > 1 or number == "1" else title
    while fold(f"{stem} {count + 1}") in taken:
        count += 1
    return f"{stem} {count + 1}"


def clear_for(change: Change, plan: Plan, record: Record) -> None:
    """Deletes who was invited to a round and what was answered; one answer only while it is open."""
    if isinstance(record, Response):
        asked = plan.practice.find("rounds", record.round)
        if isinstance(asked, Round):
            check_open(change, plan, asked)
        return
    for response in answers_to(plan, record.uid):
        change.delete(Response, response.uid)
    for rater in raters_of(plan, record.uid):
        change.delete(Rater, rater.uid)


# Whole plans


def check_rounds(draft: Draft) -> None:
    """Checks the rounds of a plan file against their raters and answers, before anything is stored.

    Raises:
        BadInput: somebody is invited twice, answers twice, or answers what was not asked.
    """
    rounds = {raw["title"]: Round(raw) for raw in draft.get("round", [])}
    people: dict[str, list[Mapping[str, Any]]] = {}
    for rater in draft.get("rater", []):
        others = people.setdefault(rater["round"], [])
        if any(same_person(rater, other) for other in others):
            raise BadInput(f"rater: {quote(rater['name'])} is invited twice to {quote(rater['round'])}")
        others.append(rater)
    selves: set[str] = set()
    for answer in draft.get("response", []):
        asked = rounds.get(answer["round"])
        if asked is None:
            continue  # named by what looks its title up
        try:
            check_answer(asked, answer)
        except BadInput as error:
            raise BadInput(f"response: {error}") from None
        if answer["group"] == "self":
            if answer["round"] in selves:
                raise BadInput(f"response: the client answers {quote(answer['round'])} twice")
            selves.add(answer["round"])


def check_kept(plan: Plan, draft: Draft) -> None:
    """Refuses a plan file that would change what is locked or frozen in a round that it keeps.

    Raises:
        BadInput: with the round and what it would change.
    """
    kept = {raw.get("id") or "": raw for raw in draft.get("round", [])}
    titles = {fold(raw["title"]): raw for raw in draft.get("round", [])}
    for asked in plan.rounds:
        raw = kept.get(asked.uid) or titles.get(fold(asked.title))
        if raw is None:
            continue
        before = sorted(_bare(answer.raw) for answer in answers_to(plan, asked.uid))
        try:
            check_locks(asked, raw, answered=bool(before))
        except BadInput as error:
            raise BadInput(f"round {quote(asked.title)}: {error}") from None
        after = sorted(_bare(one) for one in draft.get("response", []) if one["round"] == raw["title"])
        if not asked.open and before != after:
            raise BadInput(
                f"round {quote(asked.title)}: it is closed and frozen, and the file holds other answers; "
                "leave them as they are, or leave the whole round out"
            )


def _bare(answer: Mapping[str, Any]) -> str:
    return content_of({**answer, "round": None})
