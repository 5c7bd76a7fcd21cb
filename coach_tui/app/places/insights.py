"""Insights (7): where the plan stands and where it is heading, from its figures."""

from __future__ import annotations

from typing import ClassVar

from coach_tui.app.pages.insight import ladder_page, objective_page, score_page
from coach_tui.app.pages.insight_client import (
    contact_page,
    days_ago,
    kept_page,
    practice_page,
    reflections_page,
    said_page,
    sessions_page,
)
from coach_tui.app.pages.insight_feedback import assessed_page, feedback_page, rounds_page
from coach_tui.app.pages.insight_timeline import milestone_way, slip_cell, timeline_page
from coach_tui.app.pages.record import STATUS_MARKS, percent
from coach_tui.app.places.record_place import RecordPlace
from coach_tui.app.widgets.detail import Line
from coach_tui.app.widgets.drawing import Cell, Span
from coach_tui.app.widgets.rows import Column, Row
from coach_tui.exchange.bars import bar
from coach_tui.plan.dates import days_text, relative, short
from coach_tui.plan.fields import plain_number
from coach_tui.plan.gas import LEVELS
from coach_tui.plan.insight import Insights, ObjectiveInsight, insights
from coach_tui.plan.insight_words import (
    days_late,
    forecast_short,
    of_planned,
    plain_day,
    score_words,
    signed,
)
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.package import called_off_words, used_words
from coach_tui.plan.trend import median
from coach_tui.plan.weeks import FLAG

BAR = 12
"""Cells of what is drawn in a row."""


class InsightsPlace(RecordPlace):
    """Progress against what was expected, the forecast, GAS, engagement, practice, 360, slip.

    A row says it shortly; its page draws it, beside the list where there is room.
    """

    title = "Insights"
    leads = "where it stands"
    keys = ("open", "everyone", "checkin")
    labels: ClassVar[dict[str, str]] = {"everyone": "all clients"}
    columns = (Column(None, min=20), Column(BAR), Column(13, "right"), Column(20, drop=1))
    empty_text = "Nothing to measure yet: objectives with a measure, and check-ins, fill this page."

    def make_rows(self) -> list[Row]:
        """Objectives, goal attainment, then the parts of engagement, practice, 360 and timeline."""
        plan = self.plan
        if plan is None:
            return []
        found = self.found = insights(plan, self.coach.today)
        return [
            *self._progress(found),
            *self._gas(found),
            *self._engagement(found),
            *self._feedback(found),
            *self._practice(found),
            *self._assessed(found),
            *self._rounds(found),
            *self._timeline(found),
        ]

    def _bar(self, share: float | None, expected: float | None = None) -> list[Span]:
        return bar(share, expected, BAR, self.coach.ascii_only)

    def _progress(self, found: Insights) -> list[Row]:
        if not found.objectives:
            return []
        mark, style = STATUS_MARKS.get(found.status, ("", "dim"))
        said: Cell = (f"the plan: {mark} {found.status}", style) if found.status else ""
        rows = [Row(None, ["Progress", said], heading=True)]
        for one in found.objectives:
            rows.append(self._objective(one, found))
            if one.own[0] and (one.objective.open or one.own[0] != one.standing.computed):
                rows.append(self._own_status(one, found))
        return rows

    def _objective(self, one: ObjectiveInsight, found: Insights) -> Row:
        stand = one.standing
        mark, style = STATUS_MARKS.get(stand.status, ("·", ""))
        where = percent(stand.progress)
        if stand.expected is not None:
            where += f", due {percent(stand.expected)}"
        ahead = forecast_short(one.forecast, found.today)
        return Row(
            f"objectives:{one.objective.uid}",
            [one.objective.title, self._bar(stand.progress, stand.expected), where, (ahead, "dim")],
            mark=(mark, style),
            search=stand.status,
        )

    @staticmethod
    def _own_status(one: ObjectiveInsight, found: Insights) -> Row:
        status, since, _ = one.own
        own = f"{status}{f' since {plain_day(since, found.today)}' if since else ''}"
        return Row(None, [(f"  you: {own}; computed: {one.standing.computed}", "dim")])

    @staticmethod
    def _gas(found: Insights) -> list[Row]:
        if not any(one.gas for one in found.objectives):
            return []
        rows = [Row(None, ["Goal attainment"], heading=True)]
        for one in found.objectives:
            if one.gas is not None:
                start, now = one.gas
                said = f"{signed(start, 0)} → {signed(now, 0)}"
                rows.append(
                    Row(f"gas:{one.objective.uid}", [one.objective.title, _ladder(start, now), said, ""])
                )
        gas = found.gas
        if gas.baseline is None or gas.now is None or gas.change is None:  # no ladder has a weight
            rows.append(Row("gas:t", ["All together: 50 is expected", "", "–", ""]))
        else:
            said, change = f"{gas.baseline:.1f} → {gas.now:.1f}", f"change {signed(gas.change)}"
            rows.append(Row("gas:t", ["All together: 50 is expected", "", said, (change, "dim")]))
        return rows

    def _engagement(self, found: Insights) -> list[Row]:
        parts, today = found.engagement, found.today
        rows = [Row(None, ["Engagement"], heading=True)]
        kept = f"{parts.kept} of {parts.settled}" if parts.settled else "none settled"
        share = parts.kept / parts.settled if parts.settled else None
        last = ("last 4 reviews", "dim")
        rows.append(Row("part:kept", ["Commitments kept", self._bar(share), kept, last]))
        reflections = f"{parts.reflections} of {parts.reviews}" if parts.reviews else "no review"
        share = parts.reflections / parts.reviews if parts.reviews else None
        rows.append(Row("part:reflections", ["Reflections received", self._bar(share), reflections, last]))
        since = parts.contact.ago
        gap = f"usual gap {days_text(round(parts.contact.usual_gap))}" if parts.contact.usual_gap else ""
        mark: Span = ("~", "warn") if parts.contact.stalled else ("", "")
        style = "warn" if parts.contact.stalled else ""
        what = "Last contact: stalled" if parts.contact.stalled else "Last contact"
        rows.append(Row("part:contact", [what, "", (since, style), (gap, "dim")], mark=mark))
        booked = parts.contact.booked
        when = (relative(booked, today), "dim") if booked else ""
        rows.append(
            Row("part:booked", ["Booked next", "", short(booked, today) if booked else "nothing", when])
        )
        sessions, off = found.sessions, called_off_words(found.sessions)
        if sessions.used or off:
            share = sessions.used / sessions.contracted if sessions.contracted else None
            used = used_words(sessions) or f"{sessions.used} used"
            rows.append(Row("part:sessions", ["Sessions", self._bar(share), used, (off, "dim")]))
        if found.said:
            *earlier, now = [value for _, value in found.said]
            usual = median(earlier)
            drawn = self._bar(now / 5, usual / 5 if usual is not None else None)
            said: Cell = (f"usually {plain_number(usual)}" if usual is not None else "first time", "dim")
            rows.append(Row("part:said", ["Engagement, last said", drawn, f"{plain_number(now)} of 5", said]))
        return rows

    def _feedback(self, found: Insights) -> list[Row]:
        if not found.feedback:
            return []
        rows = [Row(None, ["Feedback on the coaching"], heading=True)]
        for trend in found.feedback:
            values = [value for _, value in trend.points]
            score = trend.score
            usual = score.usual if score else None
            flagged = score is not None and score.flagged
            said = score_words(score) if score else "not in the latest"
            style = "warn" if flagged else ""
            cells: list[Cell] = [
                trend.label[:1].upper() + trend.label[1:],
                self._bar(values[-1] / 10, None if usual is None else usual / 10),
                (plain_number(values[-1]), style),
                (said, style or "dim"),
            ]
            rows.append(Row(f"feedback:{trend.key}", cells, mark=("~", "warn") if flagged else ("", "")))
        return rows

    def _practice(self, found: Insights) -> list[Row]:
        if not found.practice:
            return []
        rows = [Row(None, ["Practice, four weeks"], heading=True)]
        for one in found.practice:
            missed = one.missed >= FLAG
            last = f"last {days_ago(one.days_since)}" if one.days_since is not None else "not yet"
            said = f"missed {one.missed} in a row" if missed else last
            rows.append(
                Row(
                    f"strategies:{one.strategy.uid}",
                    [
                        one.strategy.title,
                        self._bar(one.rate),
                        of_planned(one.times, one.expected, one.in_pause),
                        (said, "warn" if missed else "dim"),
                    ],
                    mark=("!", "warn") if missed else ("", ""),
                )
            )
        return rows

    @staticmethod
    def _assessed(found: Insights) -> list[Row]:
        if not found.assessed:
            return []
        rows = [Row(None, ["The client's own view"], heading=True)]
        for one in found.assessed:
            said = one.moved or "the first"
            when = (plain_day(one.assessment.day, found.today), "dim")
            rows.append(Row(f"assessed:{one.assessment.uid}", [one.assessment.title, "", said, when]))
        return rows

    def _rounds(self, found: Insights) -> list[Row]:
        rounds = found.rounds
        if rounds is None:
            return []
        changes = [item.change for item in rounds.items if item.change is not None]
        up = sum(1 for change in changes if change >= STEP)
        down = sum(1 for change in changes if change <= -STEP)
        said = f"{up} up, {down} down" if changes else "too few answers"
        cells: list[Cell] = [
            rounds.latest.title,
            "",
            said,
            f"of {len(rounds.items)} items",
        ]
        return [Row(None, [f"360 against “{rounds.before.title}”"], heading=True), Row("rounds:all", cells)]

    def _timeline(self, found: Insights) -> list[Row]:
        milestones = found.timeline.milestones
        if not milestones:
            return []
        rows = [Row(None, ["Planned and actual"], heading=True)]
        for milestone in milestones:
            said, style = slip_cell(milestone, found)
            planned = f"planned {plain_day(milestone.first_planned, found.today)}"
            track = milestone_way(milestone, found, BAR, self.coach.ascii_only)
            cells: list[Cell] = [milestone.title, track, (said, style), (planned, "dim")]
            late = style == "bad"
            rows.append(Row(f"milestones:{milestone.uid}", cells, mark=("!", "bad") if late else ("", "")))
        usual = found.timeline.usual_slip
        if usual:
            said = "on time" if not usual[0] else days_late(round(usual[0]))
            rows.append(Row("part:slip", ["Usually", "", said, (f"of {usual[1]} milestones", "dim")]))
        return rows

    def make_detail(self, key: str) -> list[Line]:
        """The chart of the row, and what it says in words."""
        found = self.found
        kind, _, uid = key.partition(":")
        if kind in ("objectives", "gas") and uid != "t":
            one = next((one for one in found.objectives if one.objective.uid == uid), None)
            if one is None:
                return []
            return objective_page(found, one) if kind == "objectives" else ladder_page(found, one)
        if kind == "feedback":
            return feedback_page(found, uid)
        if kind == "assessed":
            return assessed_page(found, uid)
        if kind == "strategies":
            practised = next((one for one in found.practice if one.strategy.uid == uid), None)
            return practice_page(found, practised) if practised else []
        if kind == "milestones" or key == "part:slip":
            record = self.record
            return timeline_page(found, record if isinstance(record, Milestone) else None)
        page = PAGES.get(key)
        return page(found) if page else []

    can_add = can_delete = RecordPlace._never

    def do_everyone(self) -> None:
        """All clients, what is worst first."""
        self.coach.go("across", self.coach.client_uid)

    def go_on(self) -> None:
        """To the record's place."""
        record = self.record
        if record is not None:
            place = {"objectives": "objectives", "strategies": "strategies", "milestones": "timeline"}
            self.coach.go(place.get(record.table, "evaluation"), record.uid)
        else:
            self._open_part()

    def _open_part(self) -> None:
        """Where the figures of a row without a record come from."""
        kind, _, uid = self.key.partition(":")
        if kind == "gas":
            self.coach.go("objectives", "" if uid == "t" else uid)
        elif kind == "assessed":
            self.coach.go("needs", uid)
        elif kind == "rounds":
            self.coach.go("needs", self.found.rounds.latest.uid if self.found.rounds else "")
        elif uid == "slip":
            self.coach.go("timeline")
        else:
            self.coach.go("evaluation")


STEP = 0.05
"""A change of a mean that is more than a matter of rounding."""
PAGES = {
    "gas:t": score_page,
    "part:kept": kept_page,
    "part:reflections": reflections_page,
    "part:contact": contact_page,
    "part:booked": contact_page,
    "part:sessions": sessions_page,
    "part:said": said_page,
    "rounds:all": rounds_page,
}
"""Row → its page, for those that are about no record."""


def _ladder(start: int, now: int) -> list[Span]:
    """The five levels from −2 to +2 as places, with the one at the start and the one reached."""
    cells = [
        ("●", "accent") if level == now else ("◇", "dim") if level == start else ("·", "dim")
        for level in LEVELS
    ]
    return [part for cell in cells for part in (cell, (" ", ""))]
