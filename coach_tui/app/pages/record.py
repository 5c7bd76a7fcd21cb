"""The detail pages: every stored field of a record, and what belongs to it."""

from __future__ import annotations

from datetime import date
from typing import Any

from coach_tui.app.pages.milestone import history_lines, standing_lines
from coach_tui.app.widgets.detail import Line, section, title
from coach_tui.exchange.status_marks import STATUS_MARKS as STATUS_MARKS
from coach_tui.plan.became import became_words
from coach_tui.plan.client import Engagement
from coach_tui.plan.continued import CONTINUED, Linked, came_from, values_before, went_on_as
from coach_tui.plan.dates import beside_today, short
from coach_tui.plan.ending import ending
from coach_tui.plan.field_lists import counted
from coach_tui.plan.field_times import Day
from coach_tui.plan.fields import Field, plain_number
from coach_tui.plan.fit import conflicts_with_days_off
from coach_tui.plan.if_then import if_then
from coach_tui.plan.insight_words import before_words, figure, of_planned, plain_day, signed
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.need import Need
from coach_tui.plan.objective import GAS_LEVELS, Measure, Objective
from coach_tui.plan.package import package_of, package_words
from coach_tui.plan.practice import Plan, Practice
from coach_tui.plan.record import Record
from coach_tui.plan.revision_words import revision_words
from coach_tui.plan.session import Session
from coach_tui.plan.session_words import moved_from_words
from coach_tui.plan.standing import measure_progress, standing
from coach_tui.plan.strategy import Strategy
from coach_tui.plan.target_line import target_before
from coach_tui.plan.told import Teller
from coach_tui.plan.weeks import PracticeLog

OWN_PART = {
    "engagements": ("continues",),
    "objectives": (
        "title",
        "measure",
        "confidence",
        "gas",
        "gas_baseline",
        "gas_now",
        "revisions",
        "continues",
    ),
    "milestones": ("title", "baseline", "moves"),
    "needs": ("title",),
    "strategies": ("title", "continues", "cue", "response"),
    "sessions": ("shares", "moves"),
}
"""Fields that a page of their noun shows in a part of their own."""


def page(practice: Practice, plan: Plan | None, record: Record, today: date, name: str = "") -> list[Line]:
    """The page of any record; `name` stands in place of a client's while names are hidden."""
    heading = name or record.name
    lines = [title(heading)]
    if isinstance(record, Objective) and plan:
        lines += _standing(plan, record, today)
    lines += fields(practice, record, today, skip=("name",) if name else ())
    if isinstance(record, Engagement):
        lines += _ends(practice, record, today)
    if isinstance(record, CONTINUED):
        lines += continued_lines(practice, record)
    if isinstance(record, Objective) and plan:
        lines += (
            _took_place_of(plan, record)
            + _smart(plan, record)
            + _measures(plan, record, today)
            + _confidence(record, today)
            + _ladder(record)
            + changed_lines(record, today)
            + _serving(plan, record, today)
        )
    elif isinstance(record, Milestone):
        if plan:
            lines += _took_place_of(plan, record)
            lines += standing_lines(plan, record, today)
        lines += history_lines(record, today)
    elif isinstance(record, Session) and record.moves:
        lines.append(section("Moved"))
        lines += [
            Line(short(date.fromisoformat(one["on"]), today), moved_from_words(one, today))
            for one in record.moves
        ]
    elif isinstance(record, Strategy) and plan:
        lines += _practice(plan, record, today)
    elif isinstance(record, Need) and plan:
        lines += _served(plan, record)
    return lines


def fields(practice: Practice, record: Record, today: date, skip: tuple[str, ...] = ()) -> list[Line]:
    """Label and value of every field that holds something."""
    lines = []
    for key, field in record.fields.items():
        if key == "cue" and isinstance(record, Strategy) and (record.cue or record.response):
            lines.append(Line("If–then", if_then(record.cue, record.response)))
        if key in skip or key in OWN_PART.get(record.table, ()) or not field.means(record.raw):
            continue
        value = record.raw.get(key, field.default if isinstance(field.default, str) else None)
        if value in (None, "", [], {}):
            continue
        text = show(practice, field, value, today)
        if field.listed:
            shared = key in (record.raw.get(field.listed) or ())
            lines.append(
                Line(field.label, [("shared  ", "accent") if shared else ("private  ", "dim"), (text, "")])
            )
        else:
            lines.append(Line(field.label, text))
    return lines


def show(practice: Practice, field: Field, value: Any, today: date) -> str:
    """A stored value for a reader: days with their distance, references by name."""
    if isinstance(field, Day):
        return beside_today(date.fromisoformat(value), today)
    return Teller(practice, today).tell(field, value)


def percent(value: float | None) -> str:
    """A share as a whole percentage, “–” for none."""
    return "–" if value is None else f"{round(value * 100)}%"


def _standing(plan: Plan, objective: Objective, today: date) -> list[Line]:
    stand = standing(plan, objective, today)
    mark, style = STATUS_MARKS.get(stand.status, ("", ""))
    said = f"{mark} {became_words(plan, objective) if objective.given_up else stand.status}"
    if stand.status != stand.computed:
        said += f" (computed: {stand.computed})"
    expected = f", expected {percent(stand.expected)}" if stand.expected is not None else ""
    return [Line("Stands", [(said, style), (f"  {percent(stand.progress)}{expected}", "")])]


def _ends(practice: Practice, engagement: Engagement, today: date) -> list[Line]:
    """What is used of the sessions agreed, and how the engagement ends, once that is near."""
    plan = practice.plan_of(engagement)
    if plan is None:
        return []
    found = ending(plan, today)
    used = [Line("So far", package_words(package_of(plan)))] if plan.sessions or engagement.sessions else []
    return [*used, Line("Ends", (found.words(today), "warn"))] if found else used


def continued_lines(practice: Practice, record: Linked) -> list[Line]:
    """The earlier record that one goes on with, and the later one that goes on with it."""
    lines = []
    others = {"Continues": came_from(practice, record), "Goes on as": went_on_as(practice, record)}
    for label, other in others.items():
        if other is not None:
            plan = practice.plan_of(other)
            of = f"  ({plan.engagement.name})" if plan and not isinstance(other, Engagement) else ""
            lines.append(Line(label, [(other.name, ""), (of, "dim")]))
    return lines


def _took_place_of(plan: Plan, record: Objective | Milestone) -> list[Line]:
    """What it stands in place of: what was merged into it, split, or replaced by it."""
    others = [one.name for one in plan.part(type(record)) if record.uid in one.replaced_by]
    return [Line("In place of", "\n".join(others))] if others else []


def changed_lines(objective: Objective, today: date) -> list[Line]:
    """What its target, measures and dates were before, the first on top."""
    revised = objective.revised
    if not revised:
        return []
    lines = [section("What was changed")]
    for one in revised:
        lines.append(Line(short(one.on, today), revision_words(one, lambda day: plain_day(day, today))))
    return lines


def _smart(plan: Plan, objective: Objective) -> list[Line]:
    """The letters that miss something, each with its question; nothing where all is there."""
    from coach_tui.app.pages.judgement_line import MARKS
    from coach_tui.plan.smart import smart

    found = smart(objective, plan)
    lines = []
    for letter in found.letters:
        if letter.question:
            mark, style = MARKS[letter.ok]
            lines.append(Line(letter.word, [(f"{mark} ", style), (letter.question, "")]))
    for hint in found.hints:
        lines.append(Line("Wording", [("~ ", "warn"), (f"“{hint.word}”: {hint.question}", "")]))
    return [section("SMART"), *lines] if lines else []


def _measures(plan: Plan, objective: Objective, today: date) -> list[Line]:
    lines = []
    for measure in objective.measures:
        lines.append(section(f"Measure: {measure.name}"))
        lines += measure_lines(plan, objective, measure, today)
    return lines


def measure_lines(plan: Plan, objective: Objective, measure: Measure, today: date) -> list[Line]:
    """What a measure is, and its latest values."""
    lines = []
    if measure.kind == "numeric":
        values = plan.values(measure.uid)
        ends = [plain_number(v) if v is not None else "?" for v in (measure.baseline, measure.target)]
        now = f", now {plain_number(values[-1][1])}" if values else ""
        was = target_before(objective, measure.uid)
        until = f" ({plain_number(was[0])} until {plain_day(was[1], today)})" if was else ""
        lines.append(Line("From → to", f"{ends[0]} → {ends[1]}{until} {measure.unit}{now}"))
        if before := before_words(values_before(plan, objective, measure), today):
            lines.append(Line("Earlier plan", before))
        if values:
            recent = "\n".join(f"{short(on, today):<11} {plain_number(value)}" for on, value in values[-6:])
            lines.append(Line("Values", recent))
    else:
        lines.append(Line("Kind", measure.kind))
    lines.append(Line("Progress", percent(measure_progress(plan, objective, measure))))
    if measure.every:
        lines.append(Line("Updated every", str(measure.every)))
    if "weight" in measure.raw and measure.weight:
        lines.append(Line("Weight", plain_number(measure.weight)))
    if measure.items:
        lines.append(
            Line(
                "Items", "\n".join(f"[{'x' if i.get('done_on') else ' '}] {i['text']}" for i in measure.items)
            )
        )
    return lines


def _confidence(objective: Objective, today: date) -> list[Line]:
    if not objective.confidence:
        return []
    lines = [section("Confidence, 0 to 10")]
    for rating in objective.confidences:
        said = [
            plain_number(rating.value or 0),
            rating.note,
            rating.solving and f"what helps: {rating.solving}",
        ]
        lines.append(Line(short(rating.on, today), " · ".join(part for part in said if part)))
    return lines


def _ladder(objective: Objective) -> list[Line]:
    if not objective.gas:
        return []
    lines = [section("GAS ladder")]
    now, baseline = objective.gas_now, objective.gas_baseline
    for level, text in reversed(list(zip(GAS_LEVELS, objective.gas, strict=True))):
        marks = [word for word, at in (("now", now), ("start", baseline)) if at == level]
        said = f"{text}  ({', '.join(marks)})" if marks else text
        lines.append(Line(signed(level, 0), (said, "bold" if "now" in marks else "")))
    return lines


def _dated(milestone: Milestone, today: date) -> str:
    """A milestone behind its day."""
    day = milestone.done_on or milestone.due
    return f"{short(day, today)}  {milestone.title}" if day else milestone.title


def _serving(plan: Plan, objective: Objective, today: date) -> list[Line]:
    milestones = [m for m in plan.milestones if m.objective == objective.uid]
    strategies = [s for s in plan.strategies if objective.uid in s.objectives]
    needs = [n for n in plan.needs if objective.uid in n.objectives]
    lines = []
    if milestones or strategies or needs:
        lines.append(section("Served by"))
    if milestones:
        lines.append(Line("Milestones", "\n".join(_dated(one, today) for one in milestones)))
    if strategies:
        lines.append(Line("Strategies", "\n".join(s.title for s in strategies)))
    if needs:
        lines.append(Line("Needs", "\n".join(n.title for n in needs)))
    return lines


def _practice(plan: Plan, strategy: Strategy, today: date) -> list[Line]:
    against = conflicts_with_days_off(strategy.raw, plan.client.days_off, today) if strategy.active else {}
    lines = [Line("Days off", (f"! {said}", "warn")) for said in against.values()]
    log = PracticeLog(plan, strategy)
    cadence = strategy.cadence
    if strategy.active and not log.asks:
        lines.append(Line("Asks for", ("nothing any more: what it is for is reached or given up", "dim")))
    if cadence and cadence.per_week and log.asks and (log.done or strategy.practised):
        recent = log.four_weeks(today)
        lines.append(Line("Four weeks", of_planned(recent.done, recent.expected, recent.in_pause)))
    if log.done:
        lines.append(section("Practised"))
        said = counted(beside_today(on, today) for on in reversed(log.done))
        lines += [Line("", one) for one in said[:10]]
    return lines


def _served(plan: Plan, need: Need) -> list[Line]:
    strategies = [s for s in plan.strategies if need.uid in s.needs]
    lines = []
    if need.priority is not None:
        lines.append(Line("Priority", f"{figure(need.priority)} = gap {figure(need.gap or 0)} × importance"))
    if strategies:
        lines.append(Line("Strategies", "\n".join(s.title for s in strategies)))
    return lines
