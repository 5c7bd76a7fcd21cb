"""Commitments within a review or a session: what came of the old ones, and the new ones (domain rules §6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.daily import check_seen, settle_in
from coach_tui.changes.records import insert_checked
from coach_tui.plan.contact import Commitment
from coach_tui.plan.dates import iso

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from coach_tui.changes.desk import Change
    from coach_tui.plan.practice import Plan


def settle_promises(
    change: Change, settled: Mapping[str, Sequence[str]], on: str, coming: str
) -> list[dict[str, Any]]:
    """Settles commitments inside a change; returns what came of them, as a review keeps it.

    Args:
        change: the change under way.
        settled: by uid the status the coach saw, the new one, and then, each may be left out, the reason and
            the new day (ISO).
        on: the day (ISO) of the review or session in which it was said.
        coming: the day (ISO; "" for none) to which one moves that is given none, where that is later.

    Raises:
        ChangedMeanwhile: a commitment was settled otherwise meanwhile.
    """
    outcomes = []
    for uid, said in settled.items():
        seen, status, reason, until = (*said, "", "")[:4]
        record = change.record(Commitment, uid)
        check_seen(record, seen)
        later = coming if coming > (iso(record.due) or "") else ""
        moved_to = (until or later) if status == "moved" else ""
        settle_in(change, record, status, reason, moved_to or None, on)
        outcome = {"text": record.text, "status": status, "until": moved_to, "reason": reason}
        if status != "open":
            outcomes.append({key: value for key, value in outcome.items() if value})
    return outcomes


def promise(
    change: Change, plan: Plan, on: str, coming: str, commitments: Sequence[Mapping[str, Any]]
) -> None:
    """Makes commitments (fields) on a day (ISO), inside a change, for the day to come ("": none)."""
    until = {"due": coming} if coming else {}
    for commitment in commitments:
        insert_checked(change, plan, Commitment, {"made_on": on, **until, **commitment})
