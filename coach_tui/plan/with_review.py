"""A session that was the review, and the review that it was: both are one hour (domain rules §6).

The session says that it was the review; that is then the one held on its day, so that neither moves or goes
without the other (`coach_tui.changes.one_hour`).
"""

from __future__ import annotations

from coach_tui.plan.contact import Review
from coach_tui.plan.session import HELD, Session, state_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from coach_tui.plan.practice import Plan

    Document = Mapping[str, Any]


def hours_reviewed(plan: Plan) -> dict[str, Document]:
    """The stored reviews that were held in sessions, by the uid of the session: one in each."""
    uid, documents = plan.engagement.uid, plan.practice.documents
    sessions = [raw for raw in documents("sessions", uid) if raw.get("review") and state_of(raw) == HELD]
    if not sessions:
        return {}
    sessions.sort(key=lambda raw: (raw["on"], raw.get("time", ""), raw["uid"]))
    free = sorted(
        (raw for raw in documents("reviews", uid) if raw.get("held_on")), key=lambda raw: raw["uid"]
    )
    found = {}
    for session in sessions:
        held = next((raw for raw in free if raw["held_on"] == session["on"]), None)
        if held is not None:
            free.remove(held)
            found[session["uid"]] = held
    return found


def review_in(plan: Plan, session: Session) -> Review | None:
    """The review that was held in a session; None where it was no review, or none is kept of it."""
    found = hours_reviewed(plan).get(session.uid)
    return None if found is None else Review(found)


def session_with(plan: Plan, review: Review) -> Session | None:
    """The session in which a review was held; None where it was held by itself."""
    hours = hours_reviewed(plan).items()
    found = next((uid for uid, raw in hours if raw["uid"] == review.uid), "")
    session = plan.practice.find("sessions", found) if found else None
    return session if isinstance(session, Session) else None
