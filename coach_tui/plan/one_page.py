"""The plan on a page: what there is to say of a client's plan, line by line, and of which record.

It has no width: `coach_tui.exchange.page_rows` makes rows of it, for the terminal and for the shell.
"""

from __future__ import annotations

from datetime import date

from coach_tui.plan.agenda import contact, next_review, review_words
from coach_tui.plan.attention.item import NOW, TODAY
from coach_tui.plan.attention.sessions import find_today
from coach_tui.plan.attention.survey import plan_items
from coach_tui.plan.became import became_words
from coach_tui.plan.checklist import checklist
from coach_tui.plan.continued import carried_over
from coach_tui.plan.dates import days_text, plan_week, relative, short
from coach_tui.plan.ending import END_DAYS
from coach_tui.plan.health import findings
from coach_tui.plan.insight import PracticeInsight, insights
from coach_tui.plan.insight_words import forecast_short, of_planned, plain_day, share, signed, way
from coach_tui.plan.package import number_words, package_of, package_words
from coach_tui.plan.page_gaps import with_gaps
from coach_tui.plan.page_line import PageLine, Reached, Shift, Value
from coach_tui.plan.paused import paused_until
from coach_tui.plan.prepare import last_said
from coach_tui.plan.session import to_come
from coach_tui.plan.standing import is_over, milestone_late, plan_status_words, serves
from coach_tui.plan.weeks import FLAG
from coach_tui.plan.wins import since_last_review

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach_tui.plan.attention.item import AttentionItem
    from coach_tui.plan.insight import Insights, MeasureInsight, ObjectiveInsight
    from coach_tui.plan.milestone import Milestone
    from coach_tui.plan.mistakes.look import Finding
    from coach_tui.plan.practice import Plan
    from coach_tui.plan.round import Round
    from coach_tui.plan.strategy import Strategy

AHEAD = 5
"""Milestones ahead that are told; the rest are counted."""
PROMISES = 6
WINS = 2
WEEKS = 4
"""Weeks of practice that are told, the last one the present one."""
SAID = 160
"""Characters of a reflection that are told."""


class PlanPage(Value):
    """What is said of a plan on a day: its lines, and the days between which its milestones lie."""

    __slots__ = ("first", "last", "lines", "more", "signs", "today")

    def __init__(
        self,
        lines: Sequence[PageLine],
        signs: Sequence[tuple[date, str]],
        first: date,
        last: date,
        today: date,
    ) -> None:
        self.lines = tuple(lines)
        self.more: tuple[PageLine, ...] = ()
        """What is told besides, after all that: fields of client and engagement, where they are asked for."""
        self.signs = tuple(signs)
        """Day and state of every milestone that was not given up: done, late or open."""
        self.first = first
        self.last = last
        self.today = today

    def with_lines(self, lines: Sequence[PageLine], more: Sequence[PageLine] = ()) -> PlanPage:
        """The same page with other lines on top, below the name, and with `more` after it; what the former
        say is not said again."""
        said = {line.about for line in lines}
        name, *rest = self.lines
        rest = [one for one in rest if not (one.kind == "line" and one.mark and one.about in said)]
        page = PlanPage([name, *lines, *rest], self.signs, self.first, self.last, self.today)
        page.more = tuple(more)
        return page


def plan_page(
    plan: Plan, today: date, *, grace_days: int = 0, end_days: int = END_DAYS, **limits: int
) -> PlanPage:
    """The plan on a page as it stands today; one that is closed or has ended as it stood then.

    `grace_days`, `end_days` and `limits` are what the coach has set, as `coach_tui.plan.attention.survey`
    and `coach_tui.plan.health` take them.
    """
    found, rules = insights(plan, today), {"grace_days": grace_days, **limits}
    wrong = findings(plan, today, **rules) if plan.engagement.open else []
    reasons = [_attention(item) for item in _items(plan, today, grace_days, end_days)]
    said = {line.about for line in reasons}
    parts = [
        *_dates(plan, today, grace_days),
        *_practice(plan, today),
        *_promises(plan, today),
        *_assessment(found, today),
        *_won(plan, today),
        *_health(plan, today, wrong, rules),
    ]
    head = [*_head(plan, today), *reasons, *_objectives(found, today), *_timeline(plan, today)]
    lines = [*head, *(line for line in parts if line.about not in said)]
    if plan.engagement.open:
        lines = with_gaps(plan, lines, wrong)
    milestones = [one for one in plan.milestones if one.closed_on is None]
    signs = [(one.done_on or one.due, _state(plan, one, today)) for one in milestones]
    engagement = plan.engagement
    known = [engagement.start, engagement.last_day, today if engagement.open else None]
    known += [day for one in milestones for day in (one.first_planned, one.due, one.done_on)]
    days = [day for day in known if day is not None]
    return PlanPage(lines, signs, min(days), max(days), today)


def _items(plan: Plan, today: date, grace_days: int, end_days: int) -> list[AttentionItem]:
    """What a plan asks of the coach by today, the most urgent first; what is put off does not."""
    if not plan.engagement.open:
        return find_today(plan, today)
    found = plan_items(plan, today, grace_days, end_days)
    return [item for part in (NOW, TODAY) for item in found if item.section == part and not item.put_off]


def _head(plan: Plan, today: date) -> Iterator[PageLine]:
    """Who it is, and how far the engagement has come."""
    client, engagement = plan.client, plan.engagement
    yield PageLine("name", ("clients", client.uid), client.name, *filter(None, [client.role]))
    said = [engagement.type]
    last, pause = engagement.last_day, engagement.pause_on(today)
    if engagement.closed_on:
        said.append(
            f"{plain_day(engagement.start, today)} to {plain_day(engagement.closed_on, today)}, closed"
        )
    elif last:
        said.append(f"{plan_week(engagement.start, last, today)}, until {plain_day(last, today)}")
    else:
        since = "from" if engagement.start > today else "since"
        said.append(f"{since} {plain_day(engagement.start, today)}")
    if pause is not None and engagement.state(today) == "paused":
        until = pause.get("until")
        when = f" until {short(date.fromisoformat(until), today)}" if until else ""
        said.append(f"paused{when}" + (f": {pause['reason']}" if pause.get("reason") else ""))
    package = package_of(plan)
    used = []
    if package.used or package.contracted is not None:
        words = package_words(package)
        short_words = words.replace(" late cancellations", " late").replace(" late cancellation", " late")
        noun = "session" if words.startswith("1 used") or package.contracted == 1 else "sessions"
        used = list(dict.fromkeys([words.replace(" used", f" {noun} used", 1), words, short_words]))
    yield PageLine("line", ("engagements", engagement.uid), ", ".join(filter(None, said)), *used)


def _attention(item: AttentionItem) -> PageLine:
    return PageLine("line", item.about, item.reason, mark=item.weight)


def _objectives(found: Insights, today: date) -> Iterator[PageLine]:
    """Each objective with its values and its next step; those that are over in a line each."""
    plan = found.plan
    status = plan_status_words(plan, today)
    yield PageLine("heading", ("objectives", ""), "Objectives", status, mark=status)
    shown = [one for one in found.objectives if one.objective.open or not plan.engagement.open]
    ahead = plan.milestones_ahead
    for one in shown:
        yield from objective_lines(plan, one, ahead, today)
    for one in found.objectives:
        if one not in shown:
            objective = one.objective
            when = f" {plain_day(objective.closed_on, today)}" if objective.closed_on else ""
            how = became_words(plan, objective) if objective.given_up else one.standing.status
            said = f"{how}{when}"
            about = ("objectives", objective.uid)
            yield PageLine("line", about, objective.title, said, mark=one.standing.status)


def objective_lines(
    plan: Plan, one: ObjectiveInsight, ahead: Sequence[Milestone], today: date
) -> Iterator[PageLine]:
    """How far an objective is, the latest values of its measures, and the first of the milestones ahead."""
    yield _objective(plan, one, today)
    for measure in one.measures:
        yield from _values(one, measure)
    step = next((found for found in ahead if found.objective == one.objective.uid), None)
    if step is not None and not is_over(plan, one.objective.uid):
        state, said = _ahead(plan, step, today)
        told = (f"{short(step.due, today)}, {said[0]}", *said)
        mark, about = "late" if state == "late" else "", ("milestones", step.uid)
        yield PageLine("step", about, step.title, *told, mark=mark)


def _objective(plan: Plan, one: ObjectiveInsight, today: date) -> PageLine:
    objective, stand = one.objective, one.standing
    due = relative(objective.due, today) if objective.due and objective.open else ""
    if objective.open and not plan.engagement.open:
        due = "went on" if carried_over(plan, objective) else ""
    where = share(stand.progress)
    if stand.expected is not None:
        where += f", due {share(stand.expected)}"
    reached = Reached(stand.progress, stand.expected, where, forecast_short(one.forecast, today), due)
    about = ("objectives", objective.uid)
    return PageLine("objective", about, objective.title, stand.status, mark=stand.status, figure=reached)


def _values(one: ObjectiveInsight, measured: MeasureInsight) -> Iterator[PageLine]:
    """The latest values of a measure on the way to its target, or how much of it is done."""
    measure, about = measured.measure, ("values", one.objective.uid)
    if measure.kind == "numeric":
        unit = f" {measure.unit}" if measure.unit else ""
        told = way(measure, [value for _, value in measured.values])
        yield PageLine("values", about, measure.name, f"{told[0]}{unit}", *told)
    elif measure.kind == "checklist" and measure.items:
        done = sum(1 for item in measure.items if item.get("done_on"))
        yield PageLine("values", about, measure.name, f"{done} of {len(measure.items)} done")
    elif measure.kind == "gas" and one.gas is not None:
        start, now = one.gas
        yield PageLine("values", about, measure.name, f"{signed(start, 0)} → {signed(now, 0)}")


def _state(plan: Plan, milestone: Milestone, today: date) -> str:
    if milestone.done_on:
        return "done"
    return "late" if milestone_late(plan, milestone, today) else "open"


def _ahead(plan: Plan, milestone: Milestone, today: date) -> tuple[str, list[str]]:
    """How a milestone ahead stands, and when it is, the fullest words first."""
    over = carried_over(plan, milestone)
    late = 0 if over else milestone_late(plan, milestone, today)
    when = "went on" if over else f"{days_text(late)} late" if late else relative(milestone.due, today)
    moved = [f"{when}, moved {signed(milestone.slip, 0)}"] if milestone.slip else []
    return "late" if late else "open", [*moved, when]


def _timeline(plan: Plan, today: date) -> Iterator[PageLine]:
    """The axis, then the milestones ahead, the next one first."""
    milestones = [one for one in plan.milestones if one.closed_on is None]
    if not milestones:
        said = "no milestone" if plan.milestones else "no milestone yet"
        yield PageLine("line", ("milestones", ""), said, part="Timeline", mark="quiet")
        return
    done = sum(1 for one in milestones if one.done_on)
    yield PageLine("axis", ("milestones", ""), "Timeline", f"{done} of {len(milestones)} done")
    ahead = plan.milestones_ahead
    for one in ahead[:AHEAD]:
        state, when = _ahead(plan, one, today)
        about, where = ("milestones", one.uid), Shift(one.first_planned, one.due)
        yield PageLine("milestone", about, one.title, *when, mark=state, figure=where)
    if ahead[AHEAD:]:
        yield PageLine("more", ("milestones", ""), f"and {len(ahead) - AHEAD} more")


def _dates(plan: Plan, today: date, grace_days: int) -> Iterator[PageLine]:
    """The next session and the next review."""
    if not plan.engagement.open:
        return
    day = today.isoformat()
    booked = [one for one in plan.sessions if to_come(one.raw, day)]
    if booked:
        one = min(booked, key=lambda session: (session.on, session.time))
        number = f", {said}" if (said := number_words(plan, one, "")) else ""
        more = f"; {len(booked)} booked" if booked[1:] else ""
        said = f"{short(one.on, today)} {one.time}".rstrip() + number + more
        yield PageLine("line", ("sessions", one.uid), said, relative(one.on, today), part="Session")
    else:
        found = contact(plan, today)
        last = f"last contact {found.ago}" if found.last or found.before else "no contact yet"
        yield PageLine("line", ("sessions", ""), "nothing booked", last, part="Session", mark="quiet")
    review = next_review(plan, today, grace_days)
    about = ("reviews", review.agreed)
    if review.put_off_until:
        said = f"put off until {short(review.put_off_until, today)}"
        yield PageLine("line", about, said, part="Review", mark="quiet")
    elif review.on is None:
        yield PageLine("line", about, "none planned", part="Review", mark="quiet")
    else:
        away = [relative(review.on, today)] if review.on > today else []
        yield PageLine("line", about, review_words(review, today), *away, part="Review")


def _practice(plan: Plan, today: date) -> Iterator[PageLine]:
    """What the client does, with its rhythm, the last weeks and this one."""
    if not plan.engagement.open:
        return
    for one in plan.strategies:
        if one.status == "paused" or (one.active and serves(plan, one)):
            yield _practised(plan, one, today)


def _practised(plan: Plan, one: Strategy, today: date) -> PageLine:
    about = ("strategies", one.uid)
    rhythm = f"{one.cadence}" if one.cadence else one.kind
    if one.start and one.start > today:
        said = f"from {short(one.start, today)}"
        return PageLine("line", about, one.title, f"{rhythm}, {said}", said, part="Practice")
    if one.status == "paused" or paused_until(plan, one, today) is not None:
        return PageLine("line", about, one.title, "paused", part="Practice", mark="quiet")
    found = PracticeInsight(plan, one, plan.engagement.clock(today))
    weeks = found.weeks[-WEEKS:]
    if not one.cadence or not weeks or (found.days_since is None and not one.practised):
        return PageLine("line", about, one.title, rhythm, part="Practice")
    now = weeks[-1]
    times = of_planned(now.done, now.expected, now.in_pause) if now.done or now.expected >= 1 else "none"
    week = f"{times} this week"
    row = " ".join(str(week.done) if week.done else "–" for week in weeks)
    missed = found.missed >= FLAG
    said = f"missed {found.missed} in a row" if missed else week
    told = [f"{rhythm}   {row}   {said}", f"{row}   {said}", said, *([] if missed else [times])]
    return PageLine("line", about, one.title, *told, part="Practice", mark="warn" if missed else "")


def _promises(plan: Plan, today: date) -> Iterator[PageLine]:
    """What was promised and still waits, the first to come first."""
    waiting = [one for one in plan.commitments if one.open]
    waiting.sort(key=lambda one: one.due or date.max)
    for one in waiting[:PROMISES]:
        over = carried_over(plan, one)
        late = 0 if over else plan.late_by(one.due, today)
        said = "went on" if over else f"until {short(one.due, today)}" if one.due else "no date"
        said = f"{days_text(late)} late" if late else said
        who = "" if one.owner == "client" else f"{'you' if one.mine else one.owner}, "
        mark = "late" if late else "open"
        yield PageLine("line", ("commitments", one.uid), one.text, who + said, part="Promised", mark=mark)
    if len(waiting) > PROMISES:
        said = f"and {len(waiting) - PROMISES} more"
        yield PageLine("line", ("commitments", ""), said, part="Promised", mark="quiet")


def _assessment(found: Insights, today: date) -> Iterator[PageLine]:
    """What others say in rounds, and what the client says of themself."""
    plan = found.plan
    rounds = plan.rounds
    if rounds:
        from coach_tui.plan.rating import counts, results
    for asked in rounds:
        if asked.open:
            count = counts(plan, asked)
            said = f"{count.answered} of {count.invited} answered"
            about = ("rounds", asked.uid)
            yield PageLine("line", about, asked.title, said, part=_round(asked), mark="open")
    closed = [asked for asked in rounds if not asked.open]
    if closed:
        asked = max(closed, key=lambda one: one.closing)
        seen = results(plan, asked)
        when = f"closed {short(asked.closed_on, today)}" if asked.closed_on else "closed"
        said, mark = asked.title, "quiet"
        if not seen.shown:
            when += ", too few answers to be shown"
        elif seen.wanting:
            first = seen.wanting[0]
            said, mark = f"{first.reading or 'to look at'}: {first.item}", "warn"
            when = f"and {len(seen.wanting) - 1} more" if seen.wanting[1:] else asked.title
        yield PageLine("line", ("rounds", asked.uid), said, when, part=_round(asked), mark=mark)
    for one in plan.assessments:
        if one.waits:
            said = f"asked {short(one.asked_on, today)}, not answered yet"
            yield PageLine("line", ("assessments", one.uid), one.title, said, part="Own view", mark="open")
    for own in found.assessed[:1]:
        said = own.moved or short(own.assessment.day, today)
        about = ("assessments", own.assessment.uid)
        yield PageLine("line", about, own.assessment.title, said, part="Own view", mark="quiet")


def _round(asked: Round) -> str:
    return "Pulse" if asked.pulse else "360"


def _won(plan: Plan, today: date) -> Iterator[PageLine]:
    """Wins since the last review, else the last one; and what the client said last."""
    wins = since_last_review(plan)[-WINS:] or plan.wins[-1:]
    for win in reversed(wins):
        yield PageLine("line", ("wins", win.uid), win.text, relative(win.on, today), part="Won", mark="won")
    review = last_said(plan)
    if review is not None:
        said = " ".join(review.reflection.split())
        said = f"{said[:SAID].rstrip()}…" if len(said) > SAID else said
        when = short(review.held_on, today) if review.held_on else "for the next review"
        yield PageLine("line", ("reviews", review.uid), said, when, part="Said", mark="quiet")


def _health(plan: Plan, today: date, wrong: Sequence[Finding], rules: dict[str, int]) -> Iterator[PageLine]:
    """How much is missing or wrong, and how far the checklist has come."""
    if not plan.engagement.open:
        return
    waiting = [one.level for one in wrong if not one.accepted]
    counted = [(level, waiting.count(level)) for level in dict.fromkeys(waiting)]
    said = ", ".join(f"{count} {_level(level, count)}" for level, count in counted) or "no findings"
    items = checklist(plan, today, **rules)
    done = sum(1 for item in items if item.done)
    mark = "warn" if "high" in waiting else "open"
    yield PageLine(
        "line", ("health", ""), said, f"checklist {done} of {len(items)}", part="Health", mark=mark
    )


def _level(level: str, count: int) -> str:
    return f"hint{'' if count == 1 else 's'}" if level == "hint" else level
