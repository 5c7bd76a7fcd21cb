"""The page of the review that comes next: its rhythm, what the client wrote for it, what waits for it."""

from __future__ import annotations

from datetime import date

from coach_tui.app.widgets.detail import Line, section, title
from coach_tui.plan.client_words import says, words_waiting
from coach_tui.plan.contact import Review
from coach_tui.plan.dates import short
from coach_tui.plan.practice import Plan
from coach_tui.plan.wins import since_last_review


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
