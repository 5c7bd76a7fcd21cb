"""The page of a review: its fields in the order of the conversation (domain rules §6)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from rich.cells import cell_len

from coach_tui.app.forms.commitments_settled import day_checker, settle_fields
from coach_tui.app.forms.record_form import RecordForm
from coach_tui.app.forms.review_answers import stored_value
from coach_tui.app.forms.widgets.fields import Ask, FieldSpec
from coach_tui.plan import adjustment as kinds
from coach_tui.plan.client_words import says, words_waiting
from coach_tui.plan.contact import Checkin, Review
from coach_tui.plan.dates import short
from coach_tui.plan.errors import BadInput
from coach_tui.plan.feedback import given_feedback, latest_feedback
from coach_tui.plan.fields import plain_number
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.moves import conflicts
from coach_tui.plan.objective import GAS_LEVELS, Measure, Objective
from coach_tui.plan.practice import Plan
from coach_tui.plan.proposals import Proposal, off_twice
from coach_tui.plan.review_agenda import (
    Since,
    expected_value,
    measure_words,
    milestones_far,
    milestones_near,
    waiting,
)
from coach_tui.plan.strategy import Strategy
from coach_tui.plan.when import parse_day

Check = Callable[[str], str | None]

LONG = 22
"""Cells from which on a measure's name stands on a line of its own."""
WHY = Ask("why", hint="the reason, in a few words; the review keeps it", required=True)
PROPOSED = {
    kinds.DATE: ("m", "move the date", "to"),
    kinds.TARGET: ("t", "target", "to"),
    kinds.STRATEGY: ("s", "new strategy", "what"),
    kinds.CADENCE: ("c", "how often", "to"),
    kinds.STATUS: ("p", "pause it", ""),
    kinds.HOURS: ("h", "hours", "a week"),
    kinds.MILESTONE: ("m", "another day", "to"),
    kinds.RHYTHM: ("e", "meet", "every"),
    kinds.HELP: ("w", "what helps", "what"),
}
"""Kind of adjustment → letter, word, and what it asks for besides the reason."""


def heading(text: str) -> FieldSpec:
    """A heading of the page."""
    return FieldSpec(f"section.{text}", text, "heading")


def said(text: str, sign: str = "", style: str = "") -> FieldSpec:
    """A line of the page."""
    return FieldSpec("said", text, "said", said=[(text, style)], beside=sign)


def since_lines(plan: Plan, today: date) -> list[FieldSpec]:
    """What happened since the last review: wins first, what was reached and moved, and a warning."""
    since = Since(plan, today)
    on = since.last.held_on if since.last else None
    specs = [said(f"{win.text}  {_short(win.on, today)}", "*") for win in since.wins]
    specs += [said(f"{m.title}, reached {_short(m.done_on, today)}", "✓") for m in since.reached]
    for milestone, moves in since.moved:
        to = short(date.fromisoformat(moves[-1]["to"]), today)
        specs.append(said(f"{milestone.title}, moved to {to}", "→"))
    notes = [checkin for checkin in since.checkins if checkin.note][-3:]
    specs += [said(f"{_short(checkin.on, today)}: {checkin.note}", "·", "dim") for checkin in notes]
    if not specs:
        specs = [said("no win and no note yet", style="dim")]
    if any(off_twice(plan, objective, today) for objective in plan.objectives if objective.open):
        warning = "Off track at the last review too, and nothing changed: change the plan, or say why not."
        specs.insert(0, said(warning, "!", "bad"))
    title = f"Since the review of {short(on, today)}" if on else "Since the start"
    return [heading(title), *specs]


def words_heading(plan: Plan, today: date) -> FieldSpec:
    """The heading over the client's words, which says where they came in beforehand."""
    review = words_waiting(plan)
    day = review.received_on if review is not None else None
    return heading(f"The client's words, received {short(day, today)}" if day else "The client's words")


def _short(day: date | None, today: date) -> str:
    return short(day, today) if day else ""


def promise_fields(plan: Plan, today: date, coming: str) -> list[FieldSpec]:
    """The open commitments."""
    fields = settle_fields(waiting(plan), today, coming, says(plan))
    return [heading("What was promised, and what came of it"), *fields] if fields else []


def measure_fields(plan: Plan, form: RecordForm, today: date) -> list[FieldSpec]:
    """A new value for each measure, beside what is known of it."""
    specs: list[FieldSpec] = []
    known = {m.uid: (o, m) for o in plan.objectives for m in o.measures}
    for spec in form.specs():
        objective, measure = known[spec.key.partition(".")[2]]
        if cell_len(spec.label) > LONG:
            specs.append(said(spec.label))
            spec.label = "now"
        spec.beside = measure_words(plan, objective, measure, today)
        by_now = expected_value(plan, objective, measure, today)
        now = f"by now {plain_number(by_now)}; " if by_now is not None else ""
        spec.hint = f"{measure.unit or 'value'}, for “{objective.title}”; {now}empty: no new value"
        specs.append(spec)
    return [heading("Where the measures stand"), *specs] if specs else []


def value_form(plan: Plan, today: date) -> RecordForm:
    """The fields of a check-in that hold the values of the measures."""
    return RecordForm(Checkin, plan, today, None, {}, tuple(k for k in Checkin.fields if k != "measures"))


def _against(plan: Plan, milestone: Milestone, today: date, text: str) -> str:
    """What speaks against a day that was typed for a milestone, in a line; "" for nothing."""
    try:
        day = parse_day(text, today)
    except BadInput:
        return ""
    return "; ".join(conflicts(plan, milestone, day, today=today))


def milestone_field(plan: Plan, milestone: Milestone, today: date) -> FieldSpec:
    """Reached, moved with a reason, or not yet."""
    due = milestone.due or today
    to = Ask("to", hint="fri, +2w, 24.12.", check=day_checker(today), required=True)
    to.remark = partial(_against, plan, milestone, today)
    moves = f", moved {len(milestone.moves)}×" if milestone.moves else ""
    return FieldSpec(
        f"mile.{milestone.uid}",
        milestone.title,
        "answer",
        "",
        "d reached, on the day of the review unless you say another  m move it",
        [("done", "reached"), ("moved", "move it")],
        said=[
            (milestone.title, ""),
            ("  due ", "dim"),
            (short(due, today), "bad" if due < today else "dim"),
            (moves, "dim"),
        ],
        letters={"done": "d", "moved": "m"},
        asks={
            "done": [Ask("on", hint="empty: the day of the review", check=day_checker(today, past=True))],
            "moved": [to, WHY],
        },
    )


def milestone_fields(plan: Plan, today: date) -> list[FieldSpec]:
    """The milestones that are late or come soon."""
    fields = [milestone_field(plan, milestone, today) for milestone in milestones_near(plan, today)]
    return [heading("Milestones"), *fields] if fields else []


def ladder_fields(plan: Plan) -> list[FieldSpec]:
    """The GAS ladder of each open objective that has one."""
    fields = []
    for objective in plan.objectives:
        if not objective.open or not objective.gas:
            continue
        start = -1 if objective.gas_baseline is None else int(objective.gas_baseline)
        last = start if objective.gas_now is None else int(objective.gas_now)
        marks = {str(start): "at the start"}
        marks[str(last)] = "last, as at the start" if last == start else "last"
        levels = list(zip(GAS_LEVELS, objective.gas, strict=True))
        fields.append(
            FieldSpec(
                f"gas.{objective.uid}",
                objective.title,
                "ladder",
                "",
                "2 1 0 choose, - and + go a step down or up; backspace: not looked at",
                [(str(level), text) for level, text in reversed(levels)],
                said=[(objective.title, "")],
                letters=marks,
            )
        )
    return [heading("Goal attainment"), *fields] if fields else []


def feedback_fields(plan: Plan, specs: list[FieldSpec]) -> list[FieldSpec]:
    """The four items, each beside the last score and the usual one."""
    if not given_feedback(plan):
        return specs
    scores = {score.key: score for score in latest_feedback(plan)}
    for spec in specs:
        score = scores.get(spec.key.partition(".")[2])
        if score is not None:
            spec.beside = f"last {plain_number(score.value)}"
            if score.usual is not None:
                spec.beside += f" · usually {plain_number(score.usual)}"
            if score.flagged:
                spec.beside += " · talk about it"
    return specs


def proposal_field(plan: Plan, proposal: Proposal, today: date) -> FieldSpec:
    """Accept it, do another thing, or not now."""
    choices, letters, asks = [], {}, {}
    if proposal.choices[0][2] != "":
        choices.append(("accepted", "accept"))
        letters["accepted"] = "a"
    for kind, about, value in proposal.choices:
        letter, word, label = PROPOSED[kind]
        reason = Ask("why", hint="empty: the figures are the reason")
        choices.append((kind, word))
        letters[kind] = letter
        check = value_checker(kind, today)
        text = value if isinstance(value, str) else plain_number(value)
        first = [Ask(label, text, _HINTS.get(kind, ""), check, required=True)] if label else []
        moved = plan.practice.find(Milestone.table, about) if kind == kinds.MILESTONE else None
        if isinstance(moved, Milestone):
            first[0].remark = partial(_against, plan, moved, today)
        asks[kind] = [*first, reason]
    choices.append(("declined", "not now"))
    letters["declined"] = "n"
    asks["declined"] = [Ask("why", hint="why not now; the review keeps it", required=True)]
    return FieldSpec(
        f"idea.{proposal.key}",
        proposal.text,
        "answer",
        "",
        "the figures suggest it; you decide, and the review keeps what you decided",
        choices,
        said=[(proposal.text, ""), ("\n", ""), (proposal.figures, "dim")],
        letters=letters,
        asks=asks,
    )


_HINTS = {
    kinds.DATE: "the new target date: fri, +2w, 24.12.",
    kinds.MILESTONE: "the new day: fri, +2w, 24.12.",
    kinds.TARGET: "the new target, a number",
    kinds.STRATEGY: "what the client will do; “what | how often” gives it a rhythm",
    kinds.CADENCE: "1 per week, 1 every 2 weeks, …",
    kinds.HOURS: "hours a week",
    kinds.RHYTHM: "1 week, 2 weeks, 1 month",
    kinds.HELP: "what would make it more certain, in the client's words",
}


def value_checker(kind: str, today: date) -> Check | None:
    """The check of what a kind of adjustment asks for."""

    def check(text: str) -> str | None:
        try:
            if text.strip():
                stored_value(kind, text, today)
        except BadInput as error:
            return str(error).partition(": ")[2] or str(error)
        return None

    return check


def change_fields(plan: Plan, today: date) -> list[FieldSpec]:
    """Objectives, strategies and later milestones, each with the changes that can be made of it here."""
    fields = []
    for objective in plan.objectives:
        if objective.open:
            several = [measure for measure in objective.measures if measure.kind == "numeric"]
            fields.append(_objective(objective, several[0] if len(several) == 1 else None, today))
            fields += [_measure(measure, today) for measure in several if len(several) > 1]
    fields += [_strategy(strategy, today) for strategy in plan.strategies if strategy.status in KEPT]
    fields += [milestone_field(plan, milestone, today) for milestone in milestones_far(plan, today)]
    return fields


KEPT = ("active", "paused")


def _objective(objective: Objective, measure: Measure | None, today: date) -> FieldSpec:
    """An objective, with its measure where it has just one."""
    now = [f"until {short(objective.due, today)}" if objective.due else "no target date"]
    asks = [Ask("date", hint=_HINTS[kinds.DATE], check=value_checker(kinds.DATE, today)), WHY]
    if measure is not None:
        now.append(_target(measure))
        hint = f"the new target of “{measure.name}”; empty: as it is"
        asks.insert(0, Ask("target", hint=hint, check=value_checker(kinds.TARGET, today)))
    else:
        asks[0].required = True
    new = [
        Ask("what", hint="what the client will do", required=True),
        Ask("how often", hint=_HINTS[kinds.CADENCE], check=value_checker(kinds.CADENCE, today)),
        WHY,
    ]
    return FieldSpec(
        f"adjust.{objective.uid}",
        objective.title,
        "answer",
        "",
        f"c changes {'target or date' if measure else 'the date'}; nothing: it stays as it is",
        [("change", "change"), ("strategy", "new strategy"), ("reached", "reached"), ("dropped", "drop")],
        said=[(objective.title, ""), ("  " + ", ".join(now), "dim")],
        letters={"change": "c", "strategy": "s", "reached": "r", "dropped": "x"},
        asks={"change": asks, "strategy": new, "reached": [WHY], "dropped": [WHY]},
    )


def _target(measure: Measure) -> str:
    target = "?" if measure.target is None else plain_number(measure.target)
    return f"target {target} {measure.unit}".rstrip()


def _measure(measure: Measure, today: date) -> FieldSpec:
    """One of several measures of an objective."""
    hint = f"the new target of “{measure.name}”"
    target = Ask("target", hint=hint, check=value_checker(kinds.TARGET, today), required=True)
    return FieldSpec(
        f"adjust.{measure.uid}",
        measure.name,
        "answer",
        "",
        "c changes the target; nothing: it stays as it is",
        [("change", "change")],
        said=[(measure.name, ""), (f"  {_target(measure)}", "dim")],
        letters={"change": "c"},
        asks={"change": [target, WHY]},
    )


def _strategy(strategy: Strategy, today: date) -> FieldSpec:
    now = [str(strategy.raw.get("cadence") or "no rhythm")]
    if strategy.hours_per_week:
        now.append(f"{plain_number(strategy.hours_per_week)} h a week")
    letters = {"change": "c", "paused": "p", "finished": "f", "dropped": "x"}
    words = {"change": "change", "paused": "pause", "finished": "finished", "dropped": "drop"}
    if strategy.status == "paused":
        now.append("paused")
        letters = {"active": "r", "finished": "f", "dropped": "x"}
        words = {"active": "resume", "finished": "finished", "dropped": "drop"}
    asks: dict[str, list[Ask]] = {word: [WHY] for word in letters}
    if "change" in asks:
        asks["change"] = [
            Ask("how often", hint=_HINTS[kinds.CADENCE], check=value_checker(kinds.CADENCE, today)),
            Ask("hours", hint="hours a week", check=value_checker(kinds.HOURS, today)),
            WHY,
        ]
    return FieldSpec(
        f"adjust.{strategy.uid}",
        strategy.title,
        "answer",
        "",
        "nothing: it stays as it is",
        list(words.items()),
        said=[(strategy.title, ""), ("  " + ", ".join(now), "dim")],
        letters=letters,
        asks=asks,
    )


LEFT_OUT = (
    "due",
    "said",
    "received_on",
    "forms",
    "outcomes",
    "levels",
    "changes",
    "considered",
    "status",
    "accepted",
)
"""Fields of a review that it fills in by itself."""


def review_form(plan: Plan, today: date, start: dict[str, object]) -> RecordForm:
    """The fields of the review that are typed."""
    return RecordForm(Review, plan, today, None, start, LEFT_OUT)
