"""The rows of a round of feedback: who was invited while it is open, what was found once it is closed.

Imported when a round is first looked at, as are `round_detail`, `round_form` and `round_dialogues`. What may
be shown comes from `coach_tui.plan.rating` alone.
"""

from __future__ import annotations

from coach_tui.app.coach import Coach
from coach_tui.app.widgets.drawing import Cell, Span
from coach_tui.app.widgets.glyphs import glyph
from coach_tui.app.widgets.rows import Column, Row
from coach_tui.changes.rounds import need_of
from coach_tui.plan.dates import short
from coach_tui.plan.insight_words import signed
from coach_tui.plan.need import Need
from coach_tui.plan.practice import Plan
from coach_tui.plan.rating import (
    AGREED_AREA,
    AGREED_STRENGTH,
    HIDDEN_STRENGTH,
    Counts,
    ItemResult,
    Results,
    counts,
    results,
)
from coach_tui.plan.round import GROUPS, PEOPLE, Rater, Round
from coach_tui.plan.text import fold

TRACK, NARROW_TRACK = 13, 9
SHORT_READINGS = {AGREED_AREA: "to develop", AGREED_STRENGTH: "strength", HIDDEN_STRENGTH: "hidden"}
"""Readings as the list has them; the page beside it has them in full."""
OPEN_COLUMNS = (Column(None, min=16), Column(26, drop=1), Column(14))


def closed_columns(compared: bool) -> tuple[Column, ...]:
    """Item, the scale with both marks, self, others, n, gap, the change if there is one, reading."""
    change = (Column(4, "right"),) if compared else ()
    track = Column(NARROW_TRACK if compared else TRACK)
    figures = (Column(4, "right"), Column(4, "right"), Column(2, "right"), Column(4, "right"))
    return (Column(None, min=14), track, *figures, *change, Column(10))


def said_of(asked: Round, count: Counts, coach: Coach) -> list[Span]:
    """Where a round stands, in a few words: counts while it is open."""
    if not asked.open:
        on = asked.closed_on
        return [(f"closed {short(on, coach.today)}" if on else "closed", "dim")]
    since = asked.opened_on
    told = f", open since {short(since, coach.today)}" if since else ", open"
    style = "good" if count.complete else ""
    return [(f"{count.answered} of {count.invited} answered", style), (told, "dim")]


def page_rows(coach: Coach, plan: Plan, asked: Round) -> list[Row]:
    """The rows of a round's page."""
    return _open_rows(coach, plan, asked) if asked.open else _closed_rows(plan, results(plan, asked))


def _open_rows(coach: Coach, plan: Plan, asked: Round) -> list[Row]:
    count = counts(plan, asked)
    raters = [rater for rater in plan.part(Rater) if rater.round == asked.uid]
    rows = [Row(None, [asked.title, f"{count.answered} of {count.invited} answered"], heading=True)]
    rows += [Row(None, [(warning, "warn")], mark=("!", "warn")) for warning in count.warnings()]
    if not raters and not count.answered:
        rows.append(Row("note:none", [("Nobody is invited yet: a adds raters.", "dim")]))
    for group in GROUPS:
        answered, invited = count.groups[group]
        if not invited:
            continue
        rows.append(
            Row(None, [PEOPLE[group][1].capitalize(), f"{answered} of {invited} answered"], heading=True)
        )
        listed = [rater for rater in raters if rater.group == group]
        for rater in sorted(listed, key=lambda one: fold(one.name)):
            state = ("answered", "good") if rater.answered else ("not yet", "dim")
            mark = ("✓", "good") if rater.answered else ("·", "dim")
            rows.append(Row(f"raters:{rater.uid}", [rater.name, (rater.email, "dim"), state], mark=mark))
        if invited > len(listed):
            more = invited - len(listed)
            rows.append(
                Row(f"note:{group}", [(f"{more} more, without a name", "dim"), "", ("answered", "good")])
            )
    return rows


def _closed_rows(plan: Plan, found: Results) -> list[Row]:
    asked, compared = found.round, found.before is not None
    key = [(glyph("open"), "accent"), (" self  ", "dim"), (glyph("full"), "accent"), (" others", "dim")]
    rows = [Row(None, [asked.title, key], heading=True)]
    heads = ["", f"{asked.low}{asked.high:>{(NARROW_TRACK if compared else TRACK) - len(str(asked.low))}}"]
    heads += ["self", "all", "n", "gap", *(["chg"] if compared else []), ""]
    rows.append(Row(None, [(head, "dim") for head in heads]))
    for number, one in enumerate(found.items):
        rows.append(_item_row(plan, found, number, one))
    if not found.shown:
        rows.append(Row(None, [("Too few have answered for anything to be shown.", "warn")]))
    topic = ""
    for number, comment in enumerate(found.comments):
        if comment.topic != topic:
            topic = comment.topic
            rows.append(Row(None, [topic], heading=True))
        said: list[Span] = [(f"{comment.group:<8}", "dim"), (comment.text, "")]
        rows.append(Row(f"comment:{number}", [said]))
    return rows


def _item_row(plan: Plan, found: Results, number: int, one: ItemResult) -> Row:
    compared = found.before is not None
    width = NARROW_TRACK if compared else TRACK
    change = one.change.get("others")
    cells: list[Cell] = [
        one.item,
        track(found.round, one, width),
        "–" if one.own is None else str(one.own),
        ("–", "dim") if one.others is None else f"{one.others.mean:.1f}",
        (str(one.others.n) if one.others else "", "dim"),
        ("", "dim") if one.gap is None else signed(one.gap),
    ]
    if compared:
        cells.append(("" if change is None else signed(change), "good" if (change or 0) > 0 else "dim"))
    waits = one.wanting and not dealt_with(plan, one.item)
    style = "warn" if waits else "dim"
    cells.append((SHORT_READINGS.get(one.reading, one.reading), style))
    return Row(f"item:{number}", cells, mark=("~", "warn") if waits else ("·", "dim"))


def dealt_with(plan: Plan, item: str) -> bool:
    """Whether something follows from an item already, or was put off."""
    need = need_of(plan, item)
    return need is not None and bool(need.not_now or serving(plan, need))


def serving(plan: Plan, need: Need) -> list[str]:
    """The titles of what serves a need."""
    served = [one.title for one in plan.objectives if one.uid in need.objectives]
    return served + [one.title for one in plan.strategies if need.uid in one.needs]


def track(asked: Round, one: ItemResult, width: int) -> list[Span]:
    """The scale with self and others on it, and the way between them."""

    def place(value: float) -> int:
        return round((value - asked.low) / (asked.high - asked.low) * (width - 1))

    own = None if one.own is None else place(one.own)
    others = None if one.others is None else place(one.others.mean)
    signs: list[Span] = [(glyph("rule"), "rule")] * width
    if own is not None and others is not None:
        for cell in range(min(own, others), max(own, others) + 1):
            signs[cell] = (glyph("bar_full"), "dim")
    if others is not None:
        signs[others] = (glyph("full"), "accent")
    if own is not None:
        signs[own] = (glyph("diamond") if own == others else glyph("open"), "accent")
    return signs
