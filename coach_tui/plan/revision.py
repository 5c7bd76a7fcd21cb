"""How an objective was revised: what a change revises, and what it was before (domain §5)."""

from __future__ import annotations

from itertools import zip_longest

from coach_tui.plan.dates import iso
from coach_tui.plan.fields import Number, plain_number
from coach_tui.plan.objective import GAS_LEVELS, Objective, Revision
from coach_tui.plan.stands import stands

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from typing import Any

    from coach_tui.plan.practice import Practice

    Document = Mapping[str, Any]
    Difference = dict[str, str]
    """What, from and to, as a revision keeps them; what is empty is left out."""

DUE, START, LADDER_START = "target date", "start", "level at the start"
_DATES = {START: "start", DUE: "due"}
_DEFAULTS: dict[str, Any] = {"kind": "numeric", "weight": 1}
_OF_MEASURE = ("kind", "unit", "baseline", "target", "weight")
"""Fields of a measure that say what is to be reached, or how much it counts."""
_NUMBERS = ("baseline", "target", "weight")
_NAME = 200
"""Characters of a measure's name that stand in a revision."""
_LONGEST = 500


def differences(before: Document, after: Document) -> list[Difference]:
    """What the change of a stored objective revises: each target, measure or date it has no more.

    What is said for the first time, such as the target date of an objective without one, is no revision;
    a measure that joins others is one. Measures are told apart by their uids.
    """
    found = [
        _difference(what, before[key], after.get(key)) for what, key in _DATES.items() if before.get(key)
    ]
    was, now = _by_uid(before), _by_uid(after)
    for uid, measure in was.items():
        if uid in now:
            found += _of_measure(measure, now[uid])
        else:
            found.append(_difference(_measure_named(measure), measure_in_short(measure), ""))
    if was:
        found += [
            _difference(_measure_named(one), "", measure_in_short(one))
            for uid, one in now.items()
            if uid not in was
        ]
    found += _of_ladder(before, after)
    return [one for one in found if one.get("from") != one.get("to")]


def of_measure(what: str) -> tuple[str, str]:
    """Which part of a measure a revision is of, and the measure's name; two empty texts for none.

    >>> of_measure("target of “talks”"), of_measure("target date")
    (('target', 'talks'), ('', ''))
    """
    key, of, name = what.partition(" of “")
    known = (*_OF_MEASURE, "item", "name")
    return (key, name[:-1]) if of and name.endswith("”") and key in known else ("", "")


def _by_uid(raw: Document) -> dict[str, Document]:
    return {measure["uid"]: measure for measure in raw.get("measure") or () if measure.get("uid")}


def _difference(what: str, before: Any, after: Any) -> Difference:
    pairs = {"what": what, "from": _said(before), "to": _said(after)}
    return {key: value for key, value in pairs.items() if value}


def _said(value: Any) -> str:
    """A stored value as a revision has it: what it was, without loss."""
    if value is None:
        return ""
    return str(value)[:_LONGEST] if isinstance(value, str) else Number("").text(value)


def _called(measure: Document) -> str:
    return str(measure["name"])[:_NAME]


def _measure_named(measure: Document) -> str:
    return f"measure “{_called(measure)}”"


def _of_measure(was: Document, now: Document) -> list[Difference]:
    """What was revised of one measure; its new name comes last, so that all before it has the old one."""
    name = _called(was)
    found = []
    for key in _OF_MEASURE:
        default = _DEFAULTS.get(key)
        before, after = was.get(key, default), now.get(key, default)
        if before not in (None, ""):
            found.append(_difference(f"{key} of “{name}”", before, after))
    items = [[item["text"] for item in one.get("items") or ()] for one in (was, now)]
    if items[0]:
        gone = [text for text in items[0] if text not in items[1]]
        new = [text for text in items[1] if text not in items[0]]
        found += [
            _difference(f"item of “{name}”", one, other)
            for one, other in zip_longest(gone, new, fillvalue="")
        ]
    return [*found, _difference(f"name of “{name}”", name, _called(now))]


def _of_ladder(before: Document, after: Document) -> Iterator[Difference]:
    was, now = before.get("gas") or (), after.get("gas") or ()
    if not was:
        return
    for level, one, other in zip_longest(GAS_LEVELS, was, now, fillvalue=""):
        yield _difference(_level(int(level)), one, other)
    yield _difference(LADDER_START, before.get("gas_baseline", -1), after.get("gas_baseline", -1))


def _level(level: int) -> str:
    return f"level {level:+d} of the ladder" if level else "level 0 of the ladder"


def measure_in_short(measure: Document) -> str:
    """What a measure is, in a few words: “4 → 12 per month”, “checklist of 3: read, ask, write”."""
    kind = measure.get("kind", "numeric")
    if kind == "checklist":
        items = [item["text"] for item in measure.get("items") or ()]
        return f"checklist of {len(items)}: {', '.join(items)}"[:_LONGEST]
    if kind != "numeric":
        return {"gas": "the GAS ladder"}.get(kind, str(kind))
    ends = ["?" if (end := measure.get(key)) is None else plain_number(end) for key in ("baseline", "target")]
    return f"{' → '.join(ends)} {measure.get('unit') or ''}".strip()[:_LONGEST]


def still_worded(practice: Practice, objective: Objective, today: date) -> bool:
    """Whether an objective is only being put into words today, so that no change of it is a revision yet.

    It was put into the plan today, whenever it begins, and nothing shows that it stood (`has_stood`).
    """
    day, plan = today.isoformat(), objective.plan
    if has_stood(
        objective.raw, day, practice.documents("milestones", plan), practice.documents("checkins", plan)
    ):
        return False
    return any(
        op["uid"] == objective.uid and op["before"] is None
        for entry in practice.tables.get("journal", {}).values()
        if entry["at"][:10] == day and stands(entry)
        for op in entry["ops"]
    )


def has_stood(raw: Document, day: str, milestones: Iterable[Document], checkins: Iterable[Document]) -> bool:
    """Whether something shows by a day (ISO) that a stored objective was more than words.

    The client agreed to it, or rated it on an earlier day; it was revised; or something of it was measured or
    done. `milestones` and `checkins` (stored) are those of its plan, or of all.
    """
    measures = raw.get("measure") or ()
    if raw.get("agreed_on") or raw.get("revisions") or raw.get("gas_now") is not None:
        return True
    if any(rating["on"] < day for rating in raw.get("confidence") or ()):
        return True
    if any(item.get("done_on") for measure in measures for item in measure.get("items") or ()):
        return True
    if any(one.get("objective") == raw["uid"] and "" < one.get("done_on", "") <= day for one in milestones):
        return True
    uids = {measure.get("uid") for measure in measures}
    return any(one["on"] <= day and uids & set(one.get("measures") or ()) for one in checkins)


def joined(
    revisions: Sequence[Document], found: Sequence[Difference], on: str, by: str = "", reason: str = ""
) -> list[dict[str, Any]]:
    """The revisions of an objective (stored) with those that one more change makes (`differences`).

    What is changed again on the same day (ISO), asked by the same and for the same reason, is one revision;
    where another asked or another reason is given, both stand. What is taken back on the day was not revised
    at all where neither change says who asked or why; else both stand.
    """
    kept = [dict(one) for one in revisions]
    for one in found:
        fresh = {"on": on, **one, "by": by, "reason": reason}
        earlier = next((old for old in reversed(kept) if old["what"] == fresh["what"]), None)
        if earlier is not None and _goes_on(earlier, fresh):
            kept.remove(earlier)
            fresh = {**fresh, "from": earlier.get("from", "")}
        if fresh.get("from", "") != fresh.get("to", ""):
            kept.append({key: fresh[key] for key in Revision.fields if fresh.get(key)})
    return kept


def _goes_on(earlier: Document, fresh: Document) -> bool:
    """Whether a change of the same thing goes on with the one before, or takes back what nobody explained."""
    if earlier["on"] != fresh["on"] or earlier.get("to", "") != fresh.get("from", ""):
        return False
    taken_back = fresh.get("to", "") == earlier.get("from", "")
    if taken_back and (fresh["by"] or fresh["reason"]):
        return False
    return all(earlier.get(key, "") == fresh[key] for key in ("by", "reason"))


def eases(objective: Objective, one: Revision) -> bool:
    """Whether a revision makes an objective easier, or another than it was (health rule F4).

    A target nearer to its baseline, whichever way it goes; a later target date, or none; any other change of
    a measure or of the ladder. A new name alone, and another start, do not.
    """
    before, after = one.from_, one.to
    if one.what == DUE:
        return not after or after > before
    key, name = of_measure(one.what)
    if one.what == START or key == "name":
        return False
    if key == "target" and (was := _number(before)) is not None:
        now = _number(after)
        return now is None or _nearer(_baseline(as_of(objective, one.on), name), was, now)
    return True


def unexplained(objective: Objective) -> list[int]:
    """The places (from 0) of the revisions that made an objective easier, or another, and say not why."""
    return [n for n, one in enumerate(objective.revised) if not one.reason and eases(objective, one)]


def _baseline(objective: Objective, name: str) -> float | None:
    return next((one.baseline for one in objective.measures if one.name[:_NAME] == name), None)


def _nearer(baseline: float | None, before: float, after: float) -> bool:
    """Whether a target is nearer to the baseline than before, or lies on its other side."""
    if baseline is None:
        return after < before
    way, left = before - baseline, after - baseline
    return way * left < 0 or abs(left) < abs(way)


# Back


def as_of(objective: Objective, day: date | None) -> Objective:
    """The objective with the target, measures and dates that it had at the end of a day (None: at first)."""
    raw = dict(objective.raw)
    for one in reversed(objective.revised):
        if day is None or one.on > day:
            raw = _undone(raw, one)
    return Objective(raw)


def first_of(objective: Objective) -> Objective:
    """The objective with the target, measures and dates that it had at first.

    Of a measure that was taken away is known what a revision tells of it.
    """
    raw = dict(objective.raw)
    for one in reversed(objective.revised):
        raw = (
            _with_measure(raw, one) if one.what.startswith("measure “") and not one.to else _undone(raw, one)
        )
    return Objective(raw)


def _with_measure(raw: dict[str, Any], gone: Revision) -> dict[str, Any]:
    """A stored objective with a measure again that was taken away; one that cannot be read stays away."""
    name = gone.what.removeprefix("measure “").removesuffix("”")
    ends, _, rest = gone.from_.partition(" → ")
    end, _, unit = rest.partition(" ")
    numbers = {"baseline": _number(ends), "target": _number(end)}
    if not rest or any(_called(one) == name for one in raw.get("measure") or ()):
        return raw
    known = {key: value for key, value in numbers.items() if value is not None}
    was = {"uid": f"was-{name}", "name": name, **known, **({"unit": unit} if unit else {})}
    return _with(raw, "measure", [*(raw.get("measure") or ()), was])


def history_json(objective: Objective, replaced_by: Sequence[str]) -> dict[str, Any]:
    """How an objective came to be as it is, in the shape of `coach plan --json` and `coach insights --json`.

    `replaced_by` are the titles of those that took its place. Where it has several measures, `target` is
    that of the first in numbers, and `targets` has all of them by their names.
    """
    first = first_of(objective)
    targets = {one.name: one.target for one in first.measures if one.kind == "numeric"}
    return {
        "first": {
            "target": next(iter(targets.values()), None),
            "due": iso(first.due),
            "targets": targets,
        },
        "revisions": [_json(one) for one in objective.revised],
        "state": objective.state,
        "replaced_by": list(replaced_by),
    }


def _json(one: Revision) -> dict[str, Any]:
    """A revision with all its keys; what is a number is one, what is missing is null."""
    counted = one.what == LADDER_START or of_measure(one.what)[0] in _NUMBERS
    ends: dict[str, Any] = {"from": one.from_ or None, "to": one.to or None}
    if counted:
        ends = {key: None if end is None else _number(end) for key, end in ends.items()}
    said = {"by": one.by or None, "reason": one.reason or None}
    return {"on": one.on.isoformat(), "what": one.what, **ends, **said}


def eras(objective: Objective) -> list[tuple[date | None, Objective]]:
    """The objective as it was from the beginning (None), and from each day on which it was revised."""
    days = sorted({one.on for one in objective.revised})
    return [(day, as_of(objective, day)) for day in (None, *days)]


def _undone(raw: dict[str, Any], revision: Revision) -> dict[str, Any]:
    """A stored objective before a revision; one that somebody wrote and nobody can read changes nothing."""
    what, before, after = revision.what, revision.from_, revision.to
    if what in _DATES:
        return _with(raw, _DATES[what], before or None)
    if what == LADDER_START:
        return _with(raw, "gas_baseline", _number(before))
    levels = [_level(level) for level in GAS_LEVELS]
    if what in levels:
        ladder = list(raw.get("gas") or [""] * len(levels))
        ladder[levels.index(what)] = before
        return _with(raw, "gas", ladder)
    if not before and what.startswith("measure “"):
        kept = [one for one in raw.get("measure") or () if _measure_named(one) != what]
        return _with(raw, "measure", kept)
    key, name = of_measure(what)
    if not key:
        return raw
    called = after if key == "name" else name
    measures = [
        _measure_before(one, key, before, after) if _called(one) == called else one
        for one in raw.get("measure") or ()
    ]
    return _with(raw, "measure", measures)


def _measure_before(measure: Document, key: str, before: str, after: str) -> dict[str, Any]:
    if key == "item":
        items = list(measure.get("items") or ())
        at = next((n for n, item in enumerate(items) if item["text"] == after), len(items))
        items[at : at + 1] = [{**(items[at] if at < len(items) else {}), "text": before}] if before else []
        return {**measure, "items": items}
    return _with(measure, key, _number(before) if key in _NUMBERS else before or None)


def _with(raw: Document, key: str, value: Any) -> dict[str, Any]:
    kept = {**raw, key: value}
    return {one: there for one, there in kept.items() if there is not None or one != key}


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return int(value) if value.is_integer() else value
