"""No tracking: reviews, measures and milestones that nobody looks at (domain rules §9, T1 to T5)."""

from __future__ import annotations

from datetime import date, timedelta

from coach_tui.plan.agenda import next_review
from coach_tui.plan.contact import Review
from coach_tui.plan.dates import Interval, relative
from coach_tui.plan.due import gap_by, in_force, words
from coach_tui.plan.feedback import latest_feedback
from coach_tui.plan.fields import plain_number, quote
from coach_tui.plan.mistakes.look import HIGH, MEDIUM, TRACKING, Finding
from coach_tui.plan.strategy import Strategy
from coach_tui.plan.weeks import FLAG, PracticeLog

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach_tui.plan.mistakes.look import Document, Look

AHEAD = timedelta(days=30)
"""A milestone is to come within this."""
CARRIED, MOST_CARRIED = 2, 2
"""More than two commitments carried forward twice or more are a flag."""


def find(look: Look) -> Iterator[Finding]:
    """What is not tracked in a plan; nothing while it is paused."""
    if look.quiet:
        return
    yield from _review(look)
    for raw in look.objectives:
        if (raw.get("start") or look.start) <= look.day:
            yield from _measures(look, raw)
            yield from _milestones(look, raw)
    yield from _practice(look)
    yield from _commitments(look)
    yield from _feedback(look)


def _review(look: Look) -> Iterator[Finding]:
    review = next_review(look.plan, look.today, look.grace_days)
    if review.on is None:
        said = "No review is planned: without a rhythm nobody notices when the plan drifts."
        about = ("engagements", look.engagement["uid"], "review_every", "Reviews")
        yield Finding("T1", TRACKING, HIGH, *about, said)
    elif review.late:
        said = f"The review is {words(review.late)}: hold it, or agree a day for it."
        of = look.engagement["uid"]
        yield Finding("T1", TRACKING, HIGH, "reviews", review.agreed, "held_on", "Review", said, about=of)


def _measures(look: Look, raw: Document) -> Iterator[Finding]:
    """The first measure of an objective whose last value is older than twice its rhythm."""
    for measure in raw.get("measure") or ():
        every = measure.get("every")
        kind = measure.get("kind", "numeric")
        if not every or kind not in ("numeric", "checklist"):
            continue
        last = look.updated.get(measure.get("uid", ""), "")
        if kind == "checklist":
            last = max((item.get("done_on", "") for item in measure.get("items") or ()), default="")
        since = date.fromisoformat(last or raw.get("start") or look.start)
        interval = Interval.parse(every)
        rhythms = in_force(measure.get("rhythms") or (), interval, since)
        off = look.plan.off("measure")
        days = gap_by(rhythms, look.today, 2, off)
        if days is not None and off.elapsed(since, look.today) > 2 * days:
            rhythm = interval.unit[:-1] if interval.n == 1 else str(interval)
            ago = f"was last updated {relative(since, look.today)}" if last else "has no value yet"
            said = f"{quote(measure['name'])} {ago}, and is due every {rhythm}."
            yield Finding("T2", TRACKING, MEDIUM, "objectives", raw["uid"], "measure", raw["title"], said)
            return


def _practice(look: Look) -> Iterator[Finding]:
    """Strategies missed twice in a row."""
    for raw in look.strategies:
        if not raw.get("cadence"):
            continue
        last = look.practised.get(raw["uid"])
        done = [date.fromisoformat(last)] if last else []
        missed = PracticeLog(look.plan, Strategy(raw), done).missed(look.today)
        if missed >= FLAG:
            said = f"Missed {missed} times in a row: one miss is nothing, at two a habit begins to fade."
            yield Finding("T2", TRACKING, MEDIUM, "strategies", raw["uid"], "cadence", raw["title"], said)


def _milestones(look: Look, raw: Document) -> Iterator[Finding]:
    """An objective without a milestone, or without one that waits or comes soon.

    Its own target date counts as the last milestone.
    """
    mine = [milestone for milestone in look.milestones if milestone.get("objective") == raw["uid"]]
    title, of = raw["title"], raw["uid"]
    if not mine:
        said = "No milestone leads to it: nothing shows on the way whether it will be reached."
        yield Finding("T3", TRACKING, MEDIUM, "milestones", "", "objective", title, said, about=of)
        return
    limit = (look.today + AHEAD).isoformat()
    waiting = [milestone for milestone in mine if not milestone.get("done_on")]
    dates = [milestone["due"] for milestone in waiting]
    if raw.get("due"):
        dates.append(raw["due"])
    if not dates or min(dates) > limit:
        coming = min(waiting, key=lambda milestone: str(milestone["due"]))["uid"] if waiting else ""
        said = f"No milestone in the next {AHEAD.days} days: the next mark is too far off to steer by."
        yield Finding("T3", TRACKING, MEDIUM, "milestones", coming, "due", title, said, about=of)


def _commitments(look: Look) -> Iterator[Finding]:
    carried = [
        raw
        for raw in look.commitments
        if raw.get("carried", 0) >= CARRIED and raw.get("status", "open") in ("open", "moved")
    ]
    if len(carried) > MOST_CARRIED:
        most = max(carried, key=lambda raw: float(raw["carried"]))
        said = (
            f"{len(carried)} commitments were carried forward twice or more: make them smaller or drop them."
        )
        about = look.engagement["uid"]
        yield Finding(
            "T4", TRACKING, MEDIUM, "commitments", most["uid"], "status", most["text"], said, about=about
        )


def _feedback(look: Look) -> Iterator[Finding]:
    last = look.held[-2:]
    if not last:
        return
    about = ("reviews", last[-1]["uid"], "feedback", Review(last[-1]).name)
    if len(last) == 2 and not any(review.get("feedback") for review in last):
        said = "The last 2 reviews hold no feedback on the coaching: ask for the four scores."
        yield Finding("T5", TRACKING, MEDIUM, *about, said)
        return
    falling = [item for item in latest_feedback(look.plan) if item.falling]
    if falling:
        worst = max(falling, key=lambda item: (item.usual or 0) - item.value)
        said = (
            f"Feedback on “{worst.label}” fell to {plain_number(worst.value)}, "
            f"usually {plain_number(worst.usual or 0)}: ask what has changed."
        )
        yield Finding("T5", TRACKING, MEDIUM, *about, said)
