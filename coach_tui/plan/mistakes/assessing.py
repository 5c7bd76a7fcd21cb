"""The assessment that a plan rests on, and how often both look at it again (domain rules §9, P5 and P6)."""

from __future__ import annotations

from datetime import date

from coach_tui.plan.agenda import next_review
from coach_tui.plan.dates import MONTH_DAYS, Interval, add_months, short
from coach_tui.plan.mistakes.client_input import self_evaluated
from coach_tui.plan.mistakes.look import MEDIUM, PRACTICE, Finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach_tui.plan.mistakes.look import Look
    from coach_tui.plan.time_off import TimeOff


def find(look: Look) -> Iterator[Finding]:
    """Where too little, or nothing of late, is known of the client; and where reviews are too rare."""
    yield from _thin(look)
    yield from _rare(look)


def _thin(look: Look) -> Iterator[Finding]:
    """One finding for all that the assessment lacks; its field is the first of these."""
    lacks: list[tuple[str, str]] = []
    if not any(raw["kind"] == "strength" for raw in look.needs):
        lacks.append(("kind", "no strength"))
    if not self_evaluated(look):
        lacks.append(("source", "no self-evaluation"))
    newest = newest_assessed(look)
    off = look.plan.off("other")
    if newest and _longer(off, date.fromisoformat(newest), look.today, look.assessment_months):
        months = look.assessment_months
        lacks.append(("found_on", f"nothing newer than {months} month{'' if months == 1 else 's'}"))
    if not lacks:
        return
    words = [said for _, said in lacks]
    told = ", ".join(words[:-1]) + (" and " if words[1:] else "") + words[-1]
    said = f"The assessment is thin: {told}. Look again together at where the client stands."
    about = look.engagement["uid"]
    yield Finding("P5", PRACTICE, MEDIUM, "needs", "", lacks[0][0], "Assessment", said, about=about)


def _longer(off: TimeOff, first: date, last: date, months: int) -> bool:
    """Whether more than so many months lie between two days, those of time off left out (domain §11)."""
    return off.elapsed(first, last) > (add_months(first, months) - first).days


def newest_assessed(look: Look) -> str:
    """The last day (ISO) of which a need, an answer of the client's or a closed round tells; "" for none.

    A need without a day was found when the coaching began.
    """
    documents, uid = look.plan.practice.documents, look.engagement["uid"]
    days = [raw.get("found_on") or look.start for raw in look.needs]
    days += [raw["answered_on"] for raw in documents("assessments", uid) if raw.get("answered_on")]
    days += [raw["closed_on"] for raw in documents("rounds", uid) if raw.get("closed_on")]
    return max(days, default="")


def too_rare(every: Interval, months: int) -> bool:
    """Whether a rhythm leaves more than so many months between two reviews; a day more or less is none."""
    return every.days > months * MONTH_DAYS + 1


def _rare(look: Look) -> Iterator[Finding]:
    months = look.review_months
    most = f"more than {months} month{'' if months == 1 else 's'}"
    every = look.plan.engagement.review_every
    uid = look.engagement["uid"]
    if every and too_rare(every, months):
        said = f"Reviews are {every} apart, {most}: too late to change course. Meet more often."
        yield Finding("P6", PRACTICE, MEDIUM, "engagements", uid, "review_every", "Reviews", said)
        return
    coming = next_review(look.plan)
    if look.quiet or not coming.agreed or coming.on is None:
        return
    last = date.fromisoformat(look.held[-1]["held_on"]) if look.held else look.plan.engagement.start
    if _longer(look.plan.off("review"), last, coming.on, months):
        day = short(coming.on, look.today)
        said = f"The next review, {day}, is {most} after the last: agree an earlier day."
        yield Finding("P6", PRACTICE, MEDIUM, "reviews", coming.agreed, "due", "Next review", said)
