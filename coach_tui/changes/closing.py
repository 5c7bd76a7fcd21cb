"""The end of an engagement, all that is said at it as one change (domain rules §11)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coach_tui.changes.at_once import OpenDesk
from coach_tui.changes.called_off import closing_words
from coach_tui.changes.clients import close_engagement
from coach_tui.changes.endings import end
from coach_tui.changes.erase import keep_until
from coach_tui.changes.explaining import explain_told
from coach_tui.changes.promises import settle_promises
from coach_tui.changes.records import add, edit, plan_at
from coach_tui.changes.replacing import replace
from coach_tui.changes.reviews import hold_review
from coach_tui.changes.rounds import begin_round
from coach_tui.changes.session_states import settle_session
from coach_tui.plan.client import Engagement
from coach_tui.plan.dates import day_words
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.objective import Objective
from coach_tui.plan.practice import fitting
from coach_tui.plan.session import Session

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from coach_tui.changes.desk import Change, Desk
    from coach_tui.changes.explaining import Explained
    from coach_tui.plan.practice import Plan
    from coach_tui.store.journal import Entry


class Ended(NamedTuple):
    """What is said at the end of an engagement."""

    closed_on: str = ""
    """The day (ISO) on which it closes; "" while it stays open, as for a round to be answered first."""
    terms: Mapping[str, Any] = {}
    """Fields of the Engagement, such as the outcome and who may read it."""
    kept_until: str = ""
    """The day (ISO) until which the client's data is kept; "" leaves it as it is."""
    ends: Mapping[str, Sequence[str]] = {}
    """How objectives ended, by uid: reached, dropped or replaced, and why; others go on.

    Of one that is replaced also the title of what takes its place: another that is open, or a new one.
    """
    review: Mapping[str, Any] = {}
    """Fields of the closing Review, such as the feedback on the coaching."""
    measures: Mapping[str, float] | None = None
    """Last values by measure uid; they, levels and fields of the review make a review of that day."""
    levels: Mapping[str, int] = {}
    """Last levels, −2 to +2, by objective uid."""
    rounds: Sequence[Mapping[str, Any]] = ()
    """Fields of rounds that begin."""
    meeting: Mapping[str, Any] | None = None
    """Fields of a session that is booked."""
    came: Mapping[str, tuple[str, str]] = {}
    """What came of past sessions, by uid: one of `coach_tui.changes.session_states.CAME`, and why."""
    settled: Mapping[str, Sequence[str]] = {}
    """What came of promises, by uid, as `coach_tui.changes.promises.settle_promises` takes it."""
    explained: Mapping[str, Sequence[Explained]] = {}
    """Why objectives (by uid) were changed before they ended."""

    def check(self) -> None:
        """Refuses what says nothing, or closes before what it is to wait for; raises BadInput."""
        if not any(self):
            raise BadInput("closed_on: nothing was said yet; give the day on which it closes, or leave this")
        if self.closed_on and (self.meeting or {}).get("on", "") > self.closed_on:
            meeting = "the meeting is still to come"
            raise BadInput(f"closed_on: {meeting}; leave this empty, and close the engagement then")


def end_engagement(desk: Desk, engagement: str, said: Ended) -> Entry | None:
    """Takes what is said at the end of an engagement (uid) as one change, and closes it where a day is given.

    Raises:
        BadInput: a value is refused, nothing was said, another hand has closed it, it closes before what it
            is to wait for, or the data is to be kept until a day that is past.
    """
    said.check()
    with desk.change("ended the engagement") as change:
        plan = _open_plan(change, engagement)
        inner = OpenDesk(desk, change)
        if said.review or said.measures or said.levels:
            given = {"held_on": said.closed_on or desk.today, **said.review}
            hold_review(inner, engagement, given, measures=said.measures, levels=said.levels)
        for uid, (how, reason) in said.came.items():
            settle_session(inner, uid, how, reason)
        settle_promises(change, said.settled, said.closed_on or change.today.isoformat(), "")
        explain_told(inner, said.explained)
        for uid, ended in said.ends.items():
            _end(inner, plan_at(change, engagement), uid, *ended)
        for values in said.rounds:
            begin_round(inner, engagement, values)
        if said.meeting:
            add(inner, Session, engagement, said.meeting)
        edit(inner, Engagement, engagement, said.terms)
        if said.kept_until:
            keep_until(inner, plan.client.uid, said.kept_until)
        if said.closed_on:
            close_engagement(inner, engagement, on=said.closed_on)
        change.about(plan.client.uid)
        now = plan_at(change, engagement)
        came = closing_words(change, now, said.closed_on) if said.closed_on else ""
        change.describe(_told(plan, said) + came)
    return change.entry


class Afterwards(NamedTuple):
    """What is said of the end of an engagement that is closed."""

    terms: Mapping[str, Any] = {}
    """Fields of the Engagement, such as the outcome and who may read it."""
    kept_until: str = ""
    """The day (ISO) until which the client's data is kept; "" leaves it as it is."""


def amend_end(desk: Desk, engagement: str, said: Afterwards) -> Entry | None:
    """Takes what is said later of the end of an engagement (uid), as one change; None where nothing is new.

    Raises:
        BadInput: a value is refused, the engagement is gone, or the day is past.
    """
    with desk.change("changed the end of the engagement") as change:
        plan = plan_at(change, engagement)
        inner = OpenDesk(desk, change)
        if said.terms:
            edit(inner, Engagement, engagement, said.terms)
        if said.kept_until:
            keep_until(inner, plan.client.uid, said.kept_until)
        change.about(plan.client.uid)
        change.describe(f"changed the end of the engagement with {plan.client.name}")
    return change.entry


def _end(desk: OpenDesk, plan: Plan, uid: str, how: str, reason: str, by: str = "") -> None:
    """Ends an objective; `by` is the title of what takes its place."""
    if how != "replaced":
        end(desk, Objective, uid, how, reason)
        return
    if not by.strip():
        raise BadInput("replaced: name what takes its place, by its title")
    others = [one for one in plan.objectives if one.open and one.uid != uid]
    meant = fitting(others, by)
    if len(meant) > 1:
        raise BadInput(f"{quote(by)} fits {len(meant)} objectives; write more of the title")
    replace(desk, Objective, uid, [meant[0].uid if meant else {"title": by}], reason)


def _open_plan(change: Change, engagement: str) -> Plan:
    plan = plan_at(change, engagement)
    if plan.engagement.closed_on:
        raise BadInput(
            f"this engagement was closed on {day_words(plan.engagement.closed_on, change.today)} meanwhile"
        )
    return plan


def _told(plan: Plan, said: Ended) -> str:
    """What was done, for the history."""
    hows = [how for how, *_ in said.ends.values()]
    counted = ", ".join(f"{hows.count(how)} {how}" for how in dict.fromkeys(hows))
    did = "closed the engagement" if said.closed_on else "prepared the end of the engagement"
    return f"{did} with {plan.client.name}" + (f": {counted}" if counted else "")
