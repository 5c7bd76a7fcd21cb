"""Holding a review (domain rules §6)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from coach_tui.changes.adjust import adjust
from coach_tui.changes.at_once import OpenDesk
from coach_tui.changes.booking import book_sessions
from coach_tui.changes.daily import check_day
from coach_tui.changes.explaining import explain_told
from coach_tui.changes.promises import promise, settle_promises
from coach_tui.changes.records import insert_checked, plan_at
from coach_tui.plan.agenda import next_by_rule, next_review
from coach_tui.plan.client import Engagement
from coach_tui.plan.contact import Checkin, Review
from coach_tui.plan.dates import day_words
from coach_tui.plan.errors import BadInput
from coach_tui.plan.measured import measures_taking_values
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import Objective
from coach_tui.plan.past import status_then
from coach_tui.plan.side import Side
from coach_tui.plan.silent import has_words
from coach_tui.plan.visibility import secret_names, tells

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from coach_tui.changes.desk import Change, Desk
    from coach_tui.changes.explaining import Explained
    from coach_tui.plan.adjustment import Adjustment
    from coach_tui.plan.agenda import NextReview
    from coach_tui.plan.practice import Plan
    from coach_tui.store.journal import Entry


_NEEDED = ("due", "held_on")


class NothingSaid(BadInput):
    """A review would be held in which nothing was answered; `where` is the part of the hour that it is."""

    def __init__(self, where: str = "") -> None:
        super().__init__(f"nothing was said{where}: hold it all the same?")


class Reviewed(NamedTuple):
    """What a review finds besides promises and the next date, as `hold_review` explains each of them."""

    values: Mapping[str, Any]
    measures: Mapping[str, float] | None = None
    reached: Mapping[str, str] | None = None
    levels: Mapping[str, int] | None = None
    adjustments: Sequence[Adjustment] = ()
    explained: Mapping[str, Sequence[Explained]] | None = None
    refuse_empty: bool = False


def hold_review(
    desk: Desk,
    engagement: str,
    values: Mapping[str, Any],
    *,
    settled: Mapping[str, Sequence[str]] | None = None,
    measures: Mapping[str, float] | None = None,
    reached: Mapping[str, str] | None = None,
    levels: Mapping[str, int] | None = None,
    adjustments: Sequence[Adjustment] = (),
    explained: Mapping[str, Sequence[Explained]] | None = None,
    commitments: Sequence[Mapping[str, Any]] = (),
    next_on: str | None = None,
    sessions: Sequence[Mapping[str, Any]] = (),
    refuse_empty: bool = False,
) -> Entry | None:
    """Records a review as held, with everything that came of it, as one change (domain rules §6).

    The review keeps what came of the commitments, the GAS levels found, what it changed in the plan, and the
    plan's status once all that is in. What is kept from the client then stays so, whatever becomes of it.

    Args:
        desk, engagement: the desk, and the engagement's uid.
        values: fields of a Review; held today unless `held_on` says otherwise. None empties what was there.
        settled: what came of open commitments, by uid: the status the coach saw, the new one, and then,
            each may be left out, the reason and the new day (ISO), else the next review where that is later.
        measures: new values by measure uid; they become a check-in of that day.
        reached: milestones that were reached, by uid: the day (ISO; "" for that of the review).
        levels: GAS levels now, −2 to +2, by objective uid.
        adjustments, explained: what changes in the plan; why objectives (by uid) were changed before.
        commitments: fields of those made for next time: for the next review unless they say otherwise.
        next_on: a day (ISO) agreed for the next review; without it, the rule decides.
        sessions: fields of sessions that are booked, each with its day.
        refuse_empty: whether one in which nothing was answered is refused; else it is no evaluation.

    Raises:
        NothingSaid: nothing was answered, and that is refused.
        BadInput: a value is refused, or the review would lie in the future or before the start.
        ChangedMeanwhile: a commitment was settled otherwise meanwhile.
    """
    found = Reviewed(values, measures, reached, levels, adjustments, explained, refuse_empty)
    with desk.change("held a review", why=why_of(found)) as change:
        held = HeldReview(desk, change, engagement, found, next_on)
        held.adjust()
        held.find(settle_promises(change, settled or {}, held.held_on, held.coming))
        held.enter(said=bool(commitments))
        held.promise(commitments)
        booked = _book(desk, change, engagement, sessions)
        change.describe(f"held the review with {held.plan.client.name}{held.counted}{booked}")
    return change.entry


def _book(desk: Desk, change: Change, engagement: str, sessions: Sequence[Mapping[str, Any]]) -> str:
    """Books the sessions that were agreed, inside a change; in words."""
    for one in sessions:
        book_sessions(OpenDesk(desk, change), engagement, [(one["on"], one.get("time", ""))], one)
    return f"; booked {len(sessions)} session{'s' if sessions[1:] else ''}" if sessions else ""


def why_of(found: Reviewed) -> str:
    """The reasons of all that a review changes in the plan, for the history."""
    return "; ".join(dict.fromkeys(one.reason for one in found.adjustments if one.reason))


class HeldReview:
    """A review while it is being held, inside a change: the record it becomes, and what came of it so far."""

    def __init__(
        self,
        desk: Desk,
        change: Change,
        engagement: str,
        found: Reviewed,
        next_on: str | None = None,
        *,
        due: NextReview | None = None,
        kept: str = "",
    ) -> None:
        """Begin it.

        `due` is the review that was next before the change, where the session is in already; `kept` is the
        uid of a review that was held in this hour already, and is added to.
        """
        self.desk = desk
        self.change = change
        self.engagement = engagement
        self.found = found
        self.next_on = next_on
        plan, values = self.plan, found.values
        self.in_session = due is not None
        due = due or next_review(plan)
        self.agreed = kept or due.agreed
        self.secrets = secret_names(plan, "client")
        self.asked = [measure.uid for measure in measures_taking_values(plan)]
        given = {key: value for key, value in values.items() if value is not None}
        self.stored = Review.check({"held_on": desk.today, **given})
        self.held_on: str = self.stored["held_on"]
        _check_held(desk, plan, self.held_on)
        if due.on and "due" not in self.stored and not kept:
            self.stored["due"] = due.on.isoformat()
        if next_on and next_on <= self.held_on:
            raise BadInput("next review: choose a day after this one")
        self.changed: list[dict[str, Any]] = []
        self.coming = ""
        change.about(plan.client.uid)

    @property
    def plan(self) -> Plan:
        """The plan as the change has left it so far."""
        return plan_at(self.change, self.engagement)

    @property
    def counted(self) -> str:
        """How much it has changed in the plan, for the history."""
        count = len(self.changed)
        return f", {count} change{'s' if count > 1 else ''} to the plan" if count else ""

    @property
    def _before(self) -> Mapping[str, Any]:
        """What was stored of it before it is entered: words that came in, or an hour that is noted anew."""
        return self.change.record(Review, self.agreed).raw if self.agreed else {}

    def adjust(self) -> None:
        """Changes the plan; then it is known when the next review is."""
        explain_told(OpenDesk(self.desk, self.change), self.found.explained or {})
        self.changed = adjust(self.change, self.engagement, self.found.adjustments)
        self.coming = self.next_on or next_by_rule(self.plan, self.held_on)

    def find(self, outcomes: Sequence[dict[str, Any]]) -> None:
        """Takes what came of promises, of milestones, levels and values, and keeps it in the review."""
        for uid, day in (self.found.reached or {}).items():
            _reach(self.desk, self.change, uid, day or self.held_on)
        levels = [_level(self.change, uid, level) for uid, level in (self.found.levels or {}).items()]
        if self.found.measures:
            values = {"on": self.held_on, "measures": dict(self.found.measures)}
            insert_checked(self.change, self.plan, Checkin, values, self.asked)
        for key, entries in (("outcomes", outcomes), ("levels", levels), ("changes", self.changed)):
            if entries:
                before = self.stored.get(key) or self._before.get(key, [])
                self.stored[key] = [*before, *map(self._closed, entries)]

    def _closed(self, entry: dict[str, Any]) -> dict[str, Any]:
        """What is kept, for the coach alone where it names what the client may not know of."""
        return {**entry, "visibility": "private"} if tells(entry, self.secrets) else entry

    def enter(self, *, said: bool) -> None:
        """Stores the review, with the plan's status now that all this is in.

        `said` is whether something was answered that stands elsewhere: a promise.
        """
        status = status_then(self.plan, date.fromisoformat(self.held_on), self.desk.today)
        stored = Review.check({**self.stored, **({"status": status} if status else {})})
        given = self.found.values.items()
        emptied = {key: None for key, value in given if value is None and key not in _NEEDED}
        if said or self._answered({**emptied, **stored}):
            emptied |= {"empty": None} if self._before.get("empty") else {}
        elif self.found.refuse_empty:
            raise NothingSaid(" in the review" if self.in_session else "")
        else:
            stored["empty"] = True
        _enter(self.change, self.plan, self.agreed, {**emptied, **stored})

    def _answered(self, stored: Mapping[str, Any]) -> bool:
        """Whether something was answered in the review, or written for it beforehand."""
        record = {**self._before, **stored}
        return bool(self.found.measures or self.found.reached) or has_words(record)

    def promise(self, commitments: Sequence[Mapping[str, Any]]) -> None:
        """Makes the commitments for the next review, and that one where its day was agreed."""
        promise(self.change, self.plan, self.held_on, self.coming, commitments)
        if self.next_on:
            insert_checked(self.change, self.plan, Review, {"due": self.next_on})


def _check_held(desk: Desk, plan: Plan, day: str) -> None:
    if day > desk.today.isoformat():
        said = day_words(day, desk.today)
        raise BadInput(f"held_on: {said} is in the future; a review is held first, or agreed with m")
    check_day(desk, plan, day)


def _reach(desk: Desk, change: Change, uid: str, day: str) -> None:
    Side.PAST.check(day, desk.today, "done_on")
    change.update(Milestone, uid, Milestone.check({"done_on": day}, whole=False))


def _level(change: Change, uid: str, level: int) -> dict[str, Any]:
    change.update(Objective, uid, Objective.check({"gas_now": level}, whole=False))
    return {"objective": change.record(Objective, uid).name, "level": level}


def _enter(change: Change, plan: Plan, agreed: str, stored: Mapping[str, Any]) -> None:
    """Puts a review into the record where a day was agreed (its uid), else adds it; a snooze is over."""
    if agreed:
        change.update(Review, agreed, stored)
    else:
        insert_checked(change, plan, Review, {key: one for key, one in stored.items() if one is not None})
    if plan.engagement.snooze:
        change.update(Engagement, plan.engagement.uid, {"snooze": None})


def agree_review(desk: Desk, engagement: str, on: str) -> Entry | None:
    """Moves the next review to a day (ISO) agreed with the client.

    Raises:
        BadInput: the day is not after the last review held, or after the engagement's start.
    """
    with desk.change("agreed the next review") as change:
        plan = plan_at(change, engagement)
        change.about(plan.client.uid)
        due = next_review(plan)
        stored = Review.check({"due": on})
        held = plan.held_reviews
        day, start = date.fromisoformat(stored["due"]), plan.engagement.start
        said = day_words(day, desk.today)
        if held and day <= held[-1].day:
            raise BadInput(
                f"due: {said} is not after the last review, held on {day_words(held[-1].day, desk.today)}"
            )
        if day <= start:
            raise BadInput(f"due: {said} is not after the engagement's start, {day_words(start, desk.today)}")
        change.describe(f"agreed the next review for {said}")
        _enter(change, plan, due.agreed, stored)
    return change.entry
