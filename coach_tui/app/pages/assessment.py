"""An assessment on the screen: its rows, the page beside it, each item as a bar with what it was before."""

from __future__ import annotations

from coach_tui.app.coach import Coach
from coach_tui.app.pages.round_rows import serving
from coach_tui.app.widgets.detail import Line, section, title
from coach_tui.app.widgets.drawing import Cell, Span
from coach_tui.app.widgets.rows import Column, Row
from coach_tui.changes.rounds import need_of
from coach_tui.exchange.assessment_form import scale_words
from coach_tui.exchange.bars import bar
from coach_tui.plan.assessed import OwnScore, assessed, course
from coach_tui.plan.assessment import KIND_NAMES, Assessment, unanswered_words
from coach_tui.plan.compare import signed_level
from coach_tui.plan.dates import beside_today, short
from coach_tui.plan.practice import Plan

BAR = 14
COLUMNS = (
    Column(None, min=18),
    Column(BAR),
    Column(2, "right"),
    Column(3, "right"),
    Column(None, min=10, drop=1),
)


def told_of(plan: Plan, asked: Assessment, coach: Coach) -> list[Span]:
    """Where an assessment stands, in a few words."""
    if asked.answered_on is None:
        return [(unanswered_words(asked, coach.today), "accent" if asked.waits else "dim")]
    said = f"answered {short(asked.answered_on, coach.today)}"
    return [(", ".join(filter(None, (said, assessed(plan, asked).moved))), "dim")]


def assessment_rows(coach: Coach, plan: Plan, asked: Assessment) -> list[Row]:
    """The rows of an assessment's page: items as bars, then questions with their answers."""
    found = assessed(plan, asked)
    since = f"before: {short(found.before.day, coach.today)}" if found.before else ""
    rows = [Row(None, [asked.title, since], heading=True)]
    if not asked.answered:
        key = coach.key_of("add")
        rows.append(
            Row("note:none", [(f"Not answered yet: {key} takes the answers down, :form sends it.", "dim")])
        )
    for number, one in enumerate(found.items):
        rows.append(_item_row(coach, plan, asked, number, one))
    for number, (topic, said) in enumerate(found.words):
        rows.append(Row(None, [topic], heading=True))
        first = said.split("\n")[0] if said else "–"
        rows.append(Row(f"answer:{number}", [(first, "" if said else "dim")], search=said))
    return rows


def _item_row(coach: Coach, plan: Plan, asked: Assessment, number: int, one: OwnScore) -> Row:
    change = one.change
    cells: list[Cell] = [
        one.item,
        own_bar(asked, one, BAR, coach.ascii_only),
        "–" if one.score is None else str(one.score),
        ("" if not change else signed_level(change), "good" if (change or 0) > 0 else "warn"),
        (", ".join(_follows(plan, one.item)) or one.remark, "dim"),
    ]
    return Row(f"item:{number}", cells, mark=("·", "dim"), search=one.remark)


def own_bar(asked: Assessment, one: OwnScore, width: int, ascii_only: bool) -> list[Span]:
    """An item on its scale, with a mark where it stood before."""
    return bar(_share(asked, one.score), _share(asked, one.before), width, ascii_only)


def _share(asked: Assessment, score: int | None) -> float | None:
    return None if score is None else (score - asked.low) / (asked.high - asked.low)


def _follows(plan: Plan, item: str) -> list[str]:
    """What serves the need that an item became, or why nothing does now; else the need itself."""
    need = need_of(plan, item)
    if need is None:
        return []
    if need.not_now:
        return [f"not now: {need.not_now}"]
    return [f"→ {name}" for name in serving(plan, need)] or [f"→ {need.kind}: {need.title}"]


def assessment_detail(coach: Coach, plan: Plan, asked: Assessment) -> list[Line]:
    """What was asked and answered, all of it."""
    found = assessed(plan, asked)
    lines = [
        title(asked.title),
        Line("Kind", KIND_NAMES[asked.kind]),
        Line("Asked on", beside_today(asked.asked_on, coach.today)),
    ]
    if asked.answered_on is not None:
        lines.append(Line("Answered on", beside_today(asked.answered_on, coach.today)))
    if asked.dropped_on is not None:
        lines.append(Line("Dropped on", beside_today(asked.dropped_on, coach.today)))
    if asked.snooze:
        lines.append(Line("Put off", Assessment.show(asked.raw, "snooze")))
    if found.before is not None:
        lines.append(Line("Before", f"{found.before.title}, {beside_today(found.before.day, coach.today)}"))
    if found.first is not None:
        lines.append(Line("At first", f"{found.first.title}, {beside_today(found.first.day, coach.today)}"))
    if asked.visibility:
        lines.append(Line("Visibility", asked.visibility))
    if asked.note:
        lines.append(Line("Coach's note", asked.note))
    if not asked.answered:
        lines += [
            *_how_to(coach, asked),
            section("Asks"),
            Line("", "\n".join([*asked.items, *asked.questions])),
        ]
        return lines
    if found.items:
        lines += [section("Items"), Line("", (scale_words(asked), "dim"))]
        lines += [line for one in found.items for line in _item_lines(coach, asked, one)]
    for topic, said in found.words:
        lines += [section(topic), Line("", said or "–")]
    return lines


def _item_lines(coach: Coach, asked: Assessment, one: OwnScore) -> list[Line]:
    score = "–" if one.score is None else str(one.score)
    change = f"  {signed_level(one.change)}" if one.change else ""
    first = "" if one.first is None else f"  {one.first} at first"
    drawn = own_bar(asked, one, BAR, coach.ascii_only)
    spans: list[Span] = [*drawn, (f" {score}{change}", "bold"), (first, "dim")]
    lines = [Line("", one.item), Line("", spans)]
    return [*lines, Line("", (one.remark, "dim"))] if one.remark else lines


def _how_to(coach: Coach, asked: Assessment) -> list[Line]:
    """How the answers are got."""
    return [
        section("Getting the answers"),
        Line("Send", f":form writes it for an e-mail, as does coach form CLIENT {asked.kind}"),
        Line("Read back", ":reply, or coach import FILE"),
        Line("In the room", f"Enter, then {coach.key_of('add')} takes them down"),
    ]


def assessment_page_detail(coach: Coach, plan: Plan, asked: Assessment, key: str) -> list[Line]:
    """The page for a row of an assessment's page."""
    found = assessed(plan, asked)
    kind, _, number = key.partition(":")
    if kind == "answer" and int(number) < len(found.words):
        topic, said = found.words[int(number)]
        return [title(topic), Line("", said or "–")]
    if kind != "item" or int(number) >= len(found.items):
        return assessment_detail(coach, plan, asked)
    one = found.items[int(number)]
    lines = [title(one.item)]
    if one.remark:
        lines.append(Line("", one.remark))
    lines.append(section("Time by time"))
    for day, score in course(plan, asked, one.item):
        drawn = bar(_share(asked, score), None, BAR, coach.ascii_only)
        lines.append(Line(short(day, coach.today), [*drawn, (f" {score}", "bold")]))
    follows = _follows(plan, one.item)
    lines.append(section("What follows"))
    if follows:
        return [*lines, *[Line("", name) for name in follows]]
    key_name = coach.key_of("follow")
    said = f"Nothing yet: {key_name} makes an objective, a strategy or a need of it, or says why not now."
    return [*lines, Line("", (said, "dim"))]
