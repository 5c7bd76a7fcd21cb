"""Reviews as pages to read: one that was held, what it changed, the figures of the last; and the next."""

from __future__ import annotations

from datetime import date
from typing import Any

from rich.cells import cell_len

from coach_tui.app.widgets.detail import Line, section, title
from coach_tui.app.widgets.drawing import Span
from coach_tui.plan.client_words import says, words_waiting
from coach_tui.plan.compare import NOTHING, comparison, found_status, signed_level
from coach_tui.plan.contact import Commitment, Feedback, Review
from coach_tui.plan.dates import beside_today, parse_iso, short
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import plain_number
from coach_tui.plan.figures_named import bent
from coach_tui.plan.insight_words import plain_day
from coach_tui.plan.practice import Plan
from coach_tui.plan.progress import OFF_TRACK, OVERDUE
from coach_tui.plan.review_agenda import Since, settled_before
from coach_tui.plan.revision_words import revision_words
from coach_tui.plan.wins import since_last_review
from coach_tui.plan.with_review import session_with

_LAST = ("received_on", "forms", "visibility", "accepted")
"""Fields of a review that say nothing of the conversation."""
NAMES = 22
"""Cells for the names of the figures at most."""
COLUMN = 10
PAD = "\u00a0"
"""A blank that a line may begin with."""


def review_page(plan: Plan, review: Review, today: date, width: int, *, before: bool = True) -> list[Line]:
    """The page of a held review, in the order of the conversation.

    Args:
        plan: its plan.
        review: the review.
        today: the day taken as today.
        width: cells of the page, for the columns of figures.
        before: whether the figures across the last reviews stand at its end.
    """
    day = review.held_on or today
    since = Since(plan, day)
    status = found_status(plan, review)
    lines = [title(f"Review of {short(day, today)}"), Line("Held", _held(review, day, today))]
    if review.uid not in {one.uid for one in plan.evaluations}:
        lines.append(Line("", ("nothing was said in it: it counts as no evaluation", "warn")))
    if session_with(plan, review) is not None:
        lines.append(Line("", ("in the session of that day", "dim")))
    if status:
        off = status in (OFF_TRACK, OVERDUE)
        lines.append(Line("Plan was", (status, "bad" if off else "")))
    lines += _part("Won", [Line("", f"* {win.text}, {_on(win.on, today)}") for win in since.wins])
    settled = [_settled(one, today) for one in settled_before(since, review)]
    lines += _part("What came of the promises", settled + [_outcome(one, today) for one in review.outcomes])
    lines += _part("What the client said of them", [_client_said(one) for one in review.said])
    lines += _part("Measures", _measures(plan, day, since))
    lines += _part("Milestones", _milestones(review, since, today))
    lines += _part("Objectives changed", _revised(review, since, today))
    lines += _part(
        "Goal attainment", [Line(signed_level(int(one["level"])), one["objective"]) for one in review.levels]
    )
    lines += _part("The client's words", [Line("", review.reflection)] if review.reflection else [])
    lines += _part("Feedback", _feedback(plan, review))
    lines += _part("What the data suggested", [_considered(one) for one in review.considered])
    lines += _changed(plan, review, status, today)
    lines += _part("Decisions", [Line("", review.decisions)] if review.decisions else [])
    promised = [c for c in plan.commitments if c.made_on == review.held_on]
    lines += _part("Promised for next time", [_promise(one, today) for one in promised])
    kept = [
        Line(Review.fields[key].label, Review.show(review.raw, key)) for key in _LAST if review.raw.get(key)
    ]
    lines += _part("Kept with it", kept)
    if before:
        lines += figures(plan, review, today, width)
    return lines


def _client_said(one: dict[str, Any]) -> Line:
    note = f" ({one['note']})" if one.get("note") else ""
    return Line(one["says"], f"{one['text']}{note}")


def _part(heading: str, lines: list[Line]) -> list[Line]:
    return [section(heading), *lines] if lines else []


def _on(day: date | None, today: date) -> str:
    return short(day, today) if day else ""


def _held(review: Review, day: date, today: date) -> str:
    said = beside_today(day, today)
    if review.due and review.due != day:
        days = (day - review.due).days
        said += f", due {short(review.due, today)}, {abs(days)} day{'s' * (abs(days) != 1)} "
        said += "late" if days > 0 else "early"
    return said


_STYLES = {"done": "good", "late": "warn", "partly": "warn", "moved": "warn", "dropped": "dim"}


def _outcome(outcome: dict[str, Any], today: date) -> Line:
    status = outcome.get("status", "")
    said: list[Span] = [(outcome["text"], "")]
    if outcome.get("until"):
        said.append((f", to {short(date.fromisoformat(outcome['until']), today)}", _STYLES.get(status, "")))
    if outcome.get("reason"):
        said.append((f": {outcome['reason']}", "dim"))
    return Line(status, said)


def _settled(promise: Commitment, today: date) -> Line:
    """What came of a promise between the reviews."""
    why = f": {promise.reason}" if promise.reason else ""
    return Line(promise.status, [(promise.text, ""), (f", {_on(promise.settled_on, today)}{why}", "dim")])


def _measures(plan: Plan, day: date, since: Since) -> list[Line]:
    """Values given since the last review, the latest of each, with what it was before."""
    lines = []
    after = since.last.held_on if since.last else None
    for objective in plan.objectives:
        for measure in objective.measures:
            values = [(on, value) for on, value in plan.values(measure.uid) if on <= day]
            new = [value for on, value in values if after is None or on > after]
            if not new:
                continue
            known = [value for on, value in values if after is not None and on <= after]
            start = known[-1] if known else measure.baseline
            was = "" if start is None else f"  ({plain_number(start)} before)"
            lines.append(Line(measure.name, [(plain_number(new[-1]), "bold"), (was, "dim")]))
    return lines


def _milestones(review: Review, since: Since, today: date) -> list[Line]:
    """What was reached and moved since the last review; the review's own moves are among what it changed."""
    own = [str(change["what"]) for change in review.changes]
    lines = [Line("reached", f"{m.title}, {_on(m.done_on, today)}") for m in since.reached]
    for milestone, moves in since.moved:
        for move in moves:
            if move["on"] == str(review.held_on) and any(f"“{milestone.title}”" in what for what in own):
                continue
            start, to = (short(date.fromisoformat(move[key]), today) for key in ("from", "to"))
            why = f": {move['reason']}" if move.get("reason") else ""
            lines.append(Line("moved", [(f"{milestone.title}, {start} → {to}", ""), (why, "dim")]))
    return lines


def _revised(review: Review, since: Since, today: date) -> list[Line]:
    """What targets, measures and dates were changed since the last review, but for what the review itself
    changed."""
    own = [str(change["what"]).partition(" of “")[0] for change in review.changes]
    lines = []
    for objective, revised in since.revised:
        for one in revised:
            if one.on == review.held_on and one.what.partition(" of “")[0] in own:
                continue
            said = revision_words(one, lambda day: plain_day(day, today))
            lines.append(Line("", [(objective.title, ""), (f": {said}", "dim")]))
    return lines


_BRIEF = {"way": "useful way"}
"""Labels that are too long for a page."""


def _feedback(plan: Plan, review: Review) -> list[Line]:
    given = review.feedback
    earlier = [one.feedback for one in plan.held_reviews if one.day < review.day and one.feedback]
    last = earlier[-1] if earlier else {}
    lines = []
    for key, field in Feedback.fields.items():
        if key in given:
            was = f"  ({plain_number(last[key])} before)" if key in last else ""
            label = _BRIEF.get(key, field.label).capitalize()
            lines.append(Line(label, [(plain_number(given[key]), "bold"), (was, "dim")]))
    return lines


def _considered(one: dict[str, Any]) -> Line:
    said: list[Span] = [(one["proposal"], "")]
    if one.get("figures"):
        said.append((f"  {one['figures']}", "dim"))
    if one.get("reason"):
        said.append((f"\n{one['reason']}", ""))
    return Line(one.get("decision", "declined"), said)


def _changed(plan: Plan, review: Review, status: str, today: date) -> list[Line]:
    if not review.changes:
        if status in (OFF_TRACK, OVERDUE) and not bent(plan, review):
            nothing = f"Nothing, and the plan was {status}."
            return [section("What this review changed"), Line("", (nothing, "warn"))]
        return []
    lines = [section("What this review changed")]
    for change in review.changes:
        ends = " → ".join(_end(change[key], today) for key in ("from", "to") if change.get(key))
        said: list[Span] = [(change["what"], ""), (f": {ends}" if ends else "", "bold")]
        if change.get("reason"):
            said.append((f"\n{change['reason']}", "dim"))
        lines.append(Line("changed", said))
    return lines


def _end(text: str, today: date) -> str:
    """What a change began or ended with: a day as days are written, all else as it is."""
    try:
        return short(parse_iso(text), today)
    except BadInput:
        return text


def _promise(commitment: Commitment, today: date) -> Line:
    until = f", until {_on(commitment.due, today)}" if commitment.due else ""
    return Line(commitment.status, [(commitment.text, ""), (f"  {commitment.owner}{until}", "dim")])


def figures(plan: Plan, review: Review, today: date, width: int) -> list[Line]:
    """The figures of this review and the ones before it, in as many columns as there is room for."""
    names = NAMES if width >= NAMES + 2 * COLUMN + 1 else max(12, width - 2 * COLUMN - 1)
    found = comparison(plan, review, max(2, (width - names - 2) // COLUMN))
    if len(found.reviews) < 2:
        return []
    lines = [section("Across the last reviews")]
    dates = [_day(one, today) for one in found.reviews]
    for number, (name, cells) in enumerate([("held on", dates), *found.rows]):
        if cell_len(name) > names:
            lines.append(Line("", (name, "dim")))
            name = ""
        lead = name + " " * (names - cell_len(name)) if name else PAD * names
        row: list[Span] = [(lead, "dim")]
        for place, cell in enumerate(cells):
            last = place == len(cells) - 1
            style = "dim" if not number or cell == NOTHING else "bold" if last else ""
            row += [(" " * max(1, COLUMN - cell_len(cell)), ""), (cell, style)]
        lines.append(Line("", row))
    return lines


def _day(review: Review, today: date) -> str:
    day = review.held_on
    if day is None:
        return NOTHING
    said = short(day, today).partition(" ")[2]
    return said if day.year == today.year else f"{said[:-5]} {day.year % 100:02}"


# The next one


def next_review_page(plan: Plan, today: date) -> list[Line]:
    """What a coach wants to know before the review."""
    every = plan.engagement.review_every
    lines = [title("The next review"), Line("Every", str(every) if every else "no rhythm is set")]
    last = plan.held_reviews[-1:]
    if last and last[0].held_on:
        lines.append(Line("Last held", short(last[0].held_on, today)))
    won = [Line("", f"* {win.text}") for win in since_last_review(plan)]
    lines += _from_client(plan, today) + _to_be_settled(plan)
    return [*lines, section("Won since then"), *won] if won else lines


def _from_client(plan: Plan, today: date) -> list[Line]:
    """What came by mail and waits for the review."""
    lines: list[Line] = []
    coming = words_waiting(plan)
    if coming is None:
        return lines
    if coming.received_on:
        lines.append(Line("Client wrote", short(coming.received_on, today)))
    if coming.reflection:
        lines += [section("The client's words"), Line("", coming.reflection)]
    if coming.feedback:
        lines += [section("Feedback"), Line("", Review.show(coming.raw, "feedback"))]
    return lines


def _to_be_settled(plan: Plan) -> list[Line]:
    """The commitments that are open, each with what the client says of it."""
    told = says(plan)
    lines: list[Line] = []
    for commitment in plan.commitments:
        if commitment.open:
            said = told.get(commitment.text, "")
            says_ = [(f"  client says {said}", "accent")] if said else []
            lines.append(Line("", [(f"· {commitment.text} ({commitment.owner})", ""), *says_]))
    return [section("To be settled"), *lines] if lines else []
