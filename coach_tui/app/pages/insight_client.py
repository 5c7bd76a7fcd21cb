"""The pages of Insights about what the client does: promises, reflections, contact, mood, practice."""

from __future__ import annotations

from datetime import date

from coach_tui.app.pages.insight_drawn import LOW_CHART, DrawnToWidth
from coach_tui.app.pages.record import percent
from coach_tui.app.widgets.detail import Line, drawn, section, title
from coach_tui.app.widgets.drawing import Span
from coach_tui.exchange.bars import bar
from coach_tui.exchange.chart import Chart
from coach_tui.plan.client_words import words_waiting
from coach_tui.plan.contact import SETTLED
from coach_tui.plan.dates import MONTHS, every_text, relative, short
from coach_tui.plan.fields import plain_number
from coach_tui.plan.insight import Insights, PracticeInsight
from coach_tui.plan.insight_words import of_planned
from coach_tui.plan.package import called_off_words, package_words
from coach_tui.plan.session import CANCELLED, NO_SHOW
from coach_tui.plan.session_words import moved_from_words, state_words
from coach_tui.plan.weeks import FLAG, Week

MANY = 12
"""Records of one kind that a page lists at most."""
OUTCOMES = {"done": ("✓", "good"), "late": ("~", "warn"), "partly": ("~", "warn"), "dropped": ("·", "dim")}


def kept_page(found: Insights) -> list[Line]:
    """Commitments by outcome, then the latest of them."""
    parts = found.engagement
    lines = [title("Commitments kept"), Line("", ("those that fell due in the last 4 reviews", "dim"))]
    for outcome in SETTLED:
        count = parts.outcomes[outcome]
        share = count / parts.settled if parts.settled else 0.0
        cells = bar(share, None, 20)
        lines.append(Line(outcome, [(f"{count:>3}  ", ""), *cells] if count else f"{count:>3}"))
    settled = [one for one in found.plan.commitments if one.status in SETTLED]
    settled.sort(key=lambda one: one.settled_on or one.due or date.min)
    if settled:
        lines.append(section("The latest"))
    for one in settled[: -MANY - 1 : -1]:
        sign, style = OUTCOMES[one.status]
        why = f" ({one.reason})" if one.reason else ""
        due = f", promised for {short(one.due, found.today)}" if one.due and one.due != one.settled_on else ""
        said: list[Span] = [(f"{sign} {one.status}", style), (f"  {one.text}{why}", ""), (due, "dim")]
        lines.append(Line(short(one.settled_on, found.today) if one.settled_on else "", said))
    return lines


def reflections_page(found: Insights) -> list[Line]:
    """The last reviews, with what the client said, or that nothing was said."""
    lines = [title("Reflections received")]
    coming = words_waiting(found.plan)
    if coming is not None and coming.reflection:
        day = coming.received_on
        when = f"for the next review, received {short(day, found.today)}" if day else "for the next review"
        lines.append(Line("next", [(coming.reflection, ""), (f"  ({when})", "dim")]))
    for review in found.plan.evaluations[:-5:-1]:
        if review.held_on:
            said = review.reflection or ("no reflection", "dim")
            lines.append(Line(short(review.held_on, found.today), said))
    return lines


def contact_page(found: Insights) -> list[Line]:
    """The last contact, the usual gap, what is booked, and whether it is stalled."""
    contact, today = found.engagement.contact, found.today
    lines = [title("Contact")]
    last = contact.last
    lines.append(Line("Last", f"{short(last, today)}, {contact.ago}" if last else "none yet"))
    if contact.usual_gap:
        lines.append(Line("Usually", every_text(contact.usual_gap)))
    booked = contact.booked
    said = f"{short(booked, today)}, {relative(booked, today)}" if booked else "nothing"
    lines.append(Line("Booked next", said))
    if contact.stalled:
        why = "nothing is booked, and it is half as long again as usual since the last contact"
        lines.append(Line("Stalled", (why, "warn")))
    return lines


def sessions_page(found: Insights) -> list[Line]:
    """How many of the sessions agreed are used, and the latest that were called off or moved."""
    sessions, today = found.sessions, found.today
    lines = [title("Sessions"), Line("", package_words(sessions))]
    if sessions.booked:
        lines.append(Line("Booked", f"{sessions.booked}"))
    if off := called_off_words(sessions):
        lines += [Line("Of all", off), section("The latest")]
    odd = [one for one in found.plan.sessions if one.moves or one.state in (CANCELLED, NO_SHOW)]
    for one in odd[: -MANY - 1 : -1]:
        why = f": {one.reason}" if one.reason else ""
        said = [f"{state_words(one, today)}{why}"]
        for move in one.moves:
            said.append(moved_from_words(move, today))
        lines.append(Line(short(one.on, today), "; ".join(said)))
    return lines


def said_page(found: Insights) -> list[Line]:
    """The engagement that check-ins say, with mood and note of the latest."""
    lines = [title("Engagement, as check-ins say, 1 to 5")]
    lines.append(drawn(Chart(found.said, today=found.today, low=1, high=5, height=LOW_CHART)))
    lines.append(section("The latest"))
    told = [one for one in found.plan.checkins if one.engagement is not None or one.mood]
    for one in told[: -MANY - 1 : -1]:
        number = plain_number(one.engagement) if one.engagement is not None else "–"
        if one.on:
            lines.append(Line(short(one.on, found.today), f"{number}  {one.mood}".rstrip()))
    return lines


def practice_page(found: Insights, one: PracticeInsight) -> list[Line]:
    """How it went over four weeks, then week by week."""
    lines = [title(one.strategy.title), Line("Cadence", str(one.strategy.cadence))]
    said = of_planned(one.times, one.expected, one.in_pause)
    rate = f", {percent(one.rate)}" if one.rate is not None else ""
    lines.append(Line("Four weeks", said + rate))
    days = one.days_since
    lines.append(Line("Last", "not yet" if days is None else days_ago(days)))
    if one.missed >= FLAG:
        lines.append(Line("Missed", (f"{one.missed} times in a row", "warn")))
    return [*lines, section("Week by week"), drawn(Weeks(*one.weeks))]


class Weeks(DrawnToWidth):
    """Weeks below one another, a filled mark for each time, an empty one for each that was missed."""

    def draw(self, width: int, ascii_only: bool = False) -> list[list[Span]]:
        """One row a week, the latest first."""
        full, empty = "*o" if ascii_only else "●○"
        rows: list[list[Span]] = []
        for week in reversed(self.what):
            assert isinstance(week, Week)
            wanted = round(week.expected)
            filled = full * min(week.done, 14)
            missing = empty * min(14, max(0, wanted - (week.done - week.in_pause)))
            said = of_planned(week.done, week.expected, week.in_pause) if wanted else f"{week.done}"
            marks = [(filled, "accent"), (missing, "dim"), (" " * max(0, 8 - len(filled + missing)), "")]
            rows.append([(f"{span_words(week):>13}  ", "dim"), *marks, (said, "")])
        return rows


def span_words(week: Week) -> str:
    """From when to when: “18–24 Nov”, “28 Oct–3 Nov”."""
    if week.first == week.last:
        return f"{week.first.day} {MONTHS[week.first.month - 1]}"
    month = "" if week.first.month == week.last.month else f" {MONTHS[week.first.month - 1]}"
    return f"{week.first.day}{month}–{week.last.day} {MONTHS[week.last.month - 1]}"


def days_ago(days: int) -> str:
    """“today”, “yesterday”, “6 days ago”."""
    return {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")
