"""What surviving records hang from comes back: what one side deleted and the other hung something on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.plan.contact import Checkin
from coach_tui.plan.field_lists import Others
from coach_tui.plan.objective import Measure, Objective
from coach_tui.plan.schema import NOUNS
from coach_tui.plan.session import CANCELS, Session
from coach_tui.plan.whereabouts import stepped
from coach_tui.sync.merging.deleted_with import back_with
from coach_tui.sync.merging.hanging import named_by
from coach_tui.sync.merging.lists import joined_order

if TYPE_CHECKING:
    from coach_tui.store.shapes import Record
    from coach_tui.sync.merging.found import Found


def bring_back(found: Found) -> None:
    """Bring back what is missing, what that hangs from, to any depth, and what went with it; say of what."""
    while missing := _missing(found):
        back = False
        for table, uid in sorted(missing):
            record = found.anywhere(table, uid)
            if record is not None:
                found.table(table)[uid] = record
                back = True
        if not back:
            break
        for table, uid in sorted(missing):
            if uid in found.table(table):
                _tell(found, table, uid)
        back_with(found, missing)
    _bring_measures_back(found)
    _mend_sessions(found)


def _tell(found: Found, table: str, uid: str) -> None:
    record = found.table(table)[uid]
    found.remark(
        f"the {found.named(table, record)} was deleted on one machine and is back: "
        "something new hangs from it"
    )


def _missing(found: Found) -> set[tuple[str, str]]:
    return {
        (table, uid)
        for name in NOUNS
        for record in found.table(name).values()
        for table, uid in named_by(name, record)
        if uid not in found.table(table)
    }


def _bring_measures_back(found: Found) -> None:
    """A measure of which a check-in brought a value is there, in its objective."""
    known = {
        measure.get("uid")
        for objective in found.table(Objective.table).values()
        for measure in objective.get("measure") or ()
    }
    wanted = {
        uid
        for checkin in found.changed(Checkin.table)
        for uid in checkin.get("measures") or ()
        if uid not in known
    }
    for uid in sorted(wanted):
        for side in (*found.sides, found.base):
            if _measure_back(found, uid, side.records.get(Objective.table, {})):
                break


def _measure_back(found: Found, uid: str, objectives: dict[str, Record]) -> bool:
    for objective in objectives.values():
        for measure in objective.get("measure") or ():
            if measure.get("uid") == uid:
                key = objective["uid"]
                if key not in found.table(Objective.table):
                    found.table(Objective.table)[key] = {**objective, "measure": []}
                changed = found.change(Objective.table, key, measure=_with_measure(found, key, measure))
                found.remark(
                    f"a measure of the {found.named(Objective.table, changed)} was deleted on one machine "
                    "and is back: a check-in has a value of it"
                )
                return True
    return False


def _with_measure(found: Found, objective: str, measure: Record) -> list[Record]:
    """The measures of an objective (uid) with one more, in the place that it had."""
    present = found.table(Objective.table)[objective].get("measure") or []
    was = (found.base.record(Objective.table, objective) or {}).get("measure")
    steps = stepped([*present, measure], Measure)
    return [steps[step] for step in joined_order(list(stepped(was, Measure)), steps)]


def _mend_sessions(found: Found) -> None:
    """Who was not there, or cancelled, is somebody in the session."""
    keys = [key for key, field in Session.fields.items() if isinstance(field, Others) and key != "also"]
    for session in list(found.changed(Session.table)):
        there = {session.get("plan"), *(session.get("also") or ())}
        for key in keys:
            said = session.get(key) or []
            kept = [uid for uid in said if (uid in there) != (key == "left")]
            if kept != said:
                session = found.change(Session.table, session["uid"], **{key: kept or None})
        if not session.get("also") and any(session.get(key) for key in CANCELS):
            found.change(Session.table, session["uid"], **dict.fromkeys(CANCELS))
