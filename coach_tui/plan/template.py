"""Templates: plan files from which a plan begins. What happened is left out, dates move to the new start."""

from __future__ import annotations

from datetime import date, timedelta

from coach_tui.plan.field_lists import Refs
from coach_tui.plan.field_records import Records
from coach_tui.plan.field_times import Day
from coach_tui.plan.fields import Ref
from coach_tui.plan.objective import GIVEN_UP
from coach_tui.plan.schema import NOUNS, PARTS
from coach_tui.plan.time_off import WEEKDAYS, day_off

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from coach_tui.plan.draft import Draft
    from coach_tui.plan.fields import Field
    from coach_tui.plan.record import Record

KEPT = ("objective", "need", "strategy", "milestone")
"""The parts that a template has; the others say what happened."""
HAPPENED = {
    "objective": (
        "reality", "why", "why_by", "agreed_on", "agreed_to", "confidence", "gas_now", "status",
        "status_reason", "status_on", "closed_on", "closed_as", "closed_reason", "replaced_by", "revisions",
        "accepted",
    ),
    "need": ("found_on", "current", "words", "agreed_on", "agreed_to", "note", "not_now", "accepted"),
    "strategy": (
        "confidence", "words", "agreed_on", "agreed_to", "status", "status_reason", "ended_on",
        "pauses", "rhythms", "accepted",
    ),
    "milestone": (
        "done_on", "evidence", "words", "agreed_on", "agreed_to", "moves", "baseline", "closed_on",
        "closed_as", "closed_reason", "replaced_by", "accepted", "snooze",
    ),
}  # fmt: skip
"""Fields that belong to one client or to what happened."""
ENGAGEMENT = ("type", "start", "end", "review_every", "sessions")


def as_template(draft: Draft) -> Draft:
    """A plan without what belongs to its client, or was given up: the template that can be kept of it."""
    gone = {
        noun.entry: {one.get(key) for one in draft.get(noun.entry, ()) if _given_up(one) for key in _CALLED}
        for noun in PARTS
    }
    template: Draft = {
        "client": {"name": "Template"},
        "engagement": {key: value for key, value in draft["engagement"].items() if key in ENGAGEMENT},
    }
    for noun in PARTS:
        if noun.entry in KEPT and draft.get(noun.entry):
            kept = [_bare(noun, one, gone) for one in draft[noun.entry] if not _given_up(one)]
            template |= {noun.entry: kept} if kept else {}
    return template


_CALLED = ("title", "id")
"""By what the records of a plan file name one another."""


def _given_up(record: Mapping[str, Any]) -> bool:
    """Whether it was dropped, or another took its place."""
    return record.get("closed_as") in GIVEN_UP


def _without(field: Field, value: Any, gone: Mapping[str, set[Any]]) -> Any:
    """What a field holds without the names of what is left out."""
    if isinstance(field, Refs):
        return [one for one in value if one not in gone[NOUNS[field.table].entry]]
    if isinstance(field, Ref) and value in gone[NOUNS[field.table].entry]:
        return None
    return value


def _bare(noun: type[Record], record: Mapping[str, Any], gone: Mapping[str, set[Any]]) -> dict[str, Any]:
    left_out = (*HAPPENED[noun.entry], "visibility", "id", "continues")
    bare = {
        key: kept
        for key, value in record.items()
        if key not in left_out and (kept := _without(noun.fields[key], value, gone)) not in (None, [])
    }
    if "measure" in bare:
        bare["measure"] = [
            {
                key: [{"text": item["text"]} for item in value] if key == "items" else value
                for key, value in measure.items()
                if key not in ("uid", "id", "rhythms")
            }
            for measure in bare["measure"]
        ]
    return bare


def begin_from(
    template: Draft, client: Mapping[str, Any], engagement: Mapping[str, Any], start: date
) -> Draft:
    """A plan for a client from a template: every date as far from `start` as it was from the template's.

    What would be due on a day off (Saturday or Sunday, unless the client has others) is due on the next day
    that is none.

    Args:
        template: a plan file's document.
        client: the stored fields of the new client.
        engagement: stored fields that take the place of the template's.
        start: the day the plan starts.
    """
    bare = as_template(template)
    by = start - date.fromisoformat(bare["engagement"]["start"])
    off = client.get("days_off") or list(WEEKDAYS[5:])
    plan: Draft = {
        "client": dict(client),
        "engagement": {
            **_moved(NOUNS["engagements"], bare["engagement"], by),
            **engagement,
            "start": start.isoformat(),
        },
    }
    for noun in PARTS:
        if noun.entry in bare:
            plan[noun.entry] = [_on_workday(_moved(noun, record, by), off) for record in bare[noun.entry]]
    return plan


def _on_workday(record: dict[str, Any], off: list[str]) -> dict[str, Any]:
    """A record whose date to come is put off to the next day that is not off, if it falls on one."""
    if "due" in record:
        due = date.fromisoformat(record["due"])
        free = next((day for n in range(15) if not day_off(off, day := due + timedelta(days=n))), due)
        record["due"] = free.isoformat()
    return record


def _moved(noun: type[Record], record: Mapping[str, Any], by: timedelta) -> dict[str, Any]:
    """A record with all its days moved."""
    moved: dict[str, Any] = {}
    for key, value in record.items():
        field = noun.fields[key]
        if isinstance(field, Day):
            value = (date.fromisoformat(value) + by).isoformat()
        elif isinstance(field, Records):
            value = [_moved(field.record, inner, by) for inner in value]
        moved[key] = value
    return moved
