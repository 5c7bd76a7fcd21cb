"""Taking in what a client says of the plan: where objectives stand, their words, what they agree to (§9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.daily import check_day
from coach_tui.changes.records import insert_checked, plan_at
from coach_tui.changes.replies import earlier_checkin
from coach_tui.plan.agreed import AGREED_TO, is_agreed
from coach_tui.plan.contact import Checkin
from coach_tui.plan.errors import BadInput
from coach_tui.plan.objective import Objective
from coach_tui.plan.schema import NOUNS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Any

    from coach_tui.changes.desk import Change, Desk
    from coach_tui.plan.practice import Plan
    from coach_tui.store.journal import Entry

    Parts = Mapping[str, Mapping[str, Mapping[str, Any]]]
    """What is said of parts of the plan, by table and uid: fields, and `agreed` where the client does."""


def part_changes(plan: Plan, parts: Parts, on: str = "") -> dict[tuple[str, str], dict[str, Any]]:
    """What changes in each part (table, uid) of a plan by what the client says of it on a day (ISO).

    What was agreed to before stays agreed on the day of that; a reason in the client's words is theirs.
    """
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for table, those in parts.items():
        for uid, said in those.items():
            record = plan.practice.find(table, uid)
            if not isinstance(record, AGREED_TO):
                continue
            after = {key: value for key, value in said.items() if key != "agreed"}
            if said.get("agreed") and not is_agreed(record):
                after["agreed_on"] = on
            if "why" in after and isinstance(record, Objective) and record.why_by == "coach":
                after["why_by"] = "client"
            changes = {key: value for key, value in after.items() if value != record.raw.get(key)}
            if changes:
                found[table, uid] = changes
    return found


def plan_changes(plan: Plan, values: Mapping[str, Any], form: str = "") -> bool:
    """Whether anything is new in what a reply says of a plan: of its parts, or in the note (`values`)."""
    before = earlier_checkin(plan, form)
    note = values.get("note", "")
    fresh = note and (before is None or before.note != note)
    return bool(fresh or part_changes(plan, values.get("parts", {})))


def other_words(plan: Plan, values: Mapping[str, Any]) -> list[str]:
    """The names of the parts of which other words stand in the plan than a reply says."""
    changes = part_changes(plan, values.get("parts", {}))
    found = []
    for (table, uid), changed in changes.items():
        record = plan.practice.find(table, uid)
        if record is not None and any(record.raw.get(key) for key in changed if key != "why_by"):
            found.append(record.name)
    return found


def take_own_words(
    desk: Desk, engagement: str, form: str, on: date, values: Mapping[str, Any]
) -> Entry | None:
    """Stores what a client says of the plan, as one change.

    Args:
        desk: the desk.
        engagement: the engagement's uid.
        form: the form's id; "" where it is not known.
        on: the day the client wrote it on, which is that of what they agree to.
        values: `parts`, and a `note` for what has no field: it becomes a check-in, which keeps the form's id.

    Raises:
        BadInput: a value is refused, the day is in the future or before the start, or nothing was said.
    """
    with desk.change("took in the client's words for the plan") as change:
        plan = plan_at(change, engagement)
        change.about(plan.client.uid)
        change.describe(f"took in what {plan.client.name} says of the plan")
        check_day(desk, plan, on.isoformat())
        if not values.get("parts") and not values.get("note"):
            raise BadInput("nothing to keep; the reply says nothing")
        change_parts(change, plan, values.get("parts", {}), on.isoformat())
        if values.get("note"):
            _keep_note(change, plan, form, on.isoformat(), values["note"])
    return change.entry


def change_parts(change: Change, plan: Plan, parts: Parts, on: str) -> None:
    """Gives the parts of a plan what the client says of them on a day (ISO), inside a change."""
    for (table, uid), changed in part_changes(plan, parts, on).items():
        noun = NOUNS[table]
        change.update(noun, uid, noun.check(changed, whole=False))


def _keep_note(change: Change, plan: Plan, form: str, on: str, note: str) -> None:
    """Keeps words without a field as a check-in; a form that comes again mends the one it has become."""
    found = earlier_checkin(plan, form)
    if found is not None:
        change.update(Checkin, found.uid, Checkin.check({"note": note}, whole=False))
    else:
        insert_checked(change, plan, Checkin, {"on": on, "note": note, **({"form": form} if form else {})})
