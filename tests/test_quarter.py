"""A quarter of a practice, lived day by day through the verbs: what Today, the log and the figures say."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from coach_tui.changes.at_once import OpenDesk
from coach_tui.changes.clients import close_engagement
from coach_tui.changes.daily import check_in
from coach_tui.changes.desk import Desk
from coach_tui.changes.milestones import toggle_done
from coach_tui.changes.plans import take_in
from coach_tui.changes.records import add, edit
from coach_tui.changes.reviews import hold_review
from coach_tui.changes.session_states import cancel_session, hold_as_booked, miss_session, move_session
from coach_tui.changes.time_off import add_holiday, pause
from coach_tui.clock import Clock
from coach_tui.exchange.planfile import read_toml
from coach_tui.plan.attention.survey import attention
from coach_tui.plan.hours import hours_log
from coach_tui.plan.insight import insights
from coach_tui.plan.objective import Objective
from coach_tui.plan.package import package_of, package_words
from coach_tui.plan.past import status_on
from coach_tui.plan.practice import Plan
from coach_tui.plan.session import Session

START, LAST = date(2026, 9, 1), date(2026, 12, 28)
HOURS = [date(2026, 9, 8) + timedelta(days=14 * n) for n in range(8)]
"""Every second Tuesday, to 15 December."""
DONE, DONE_LATE = date(2026, 11, 20), date(2026, 11, 27)
"""The day on which the milestone is reached, and that on which Lea reaches it."""
PAUSED = [f"2026-10-{day:02}" for day in (5, 12, 19, 26)] + ["2026-11-02", "2026-11-15"]
LOOKED_AT = {"2026-09-14", "2026-10-12", *PAUSED, "2026-11-16", "2026-11-23", "2026-12-01", "2026-12-28"}
NAMES = (
    "Ada Brandt", "Ben Okafor", "Cleo Marsh", "Dora Lind", "Emil Novak", "Finn Hale",
    "Gita Rao", "Hugo Klein", "Iris Costa", "Jan Vos", "Kay Moreau", "Lea Stern",
)  # fmt: skip
PLAN = """
[client]
name = "{name}"
[engagement]
start = 2026-09-01
{end}
sessions = 8
review_every = "2 weeks"
agreed_on = 2026-09-01
[[objective]]
title = "Lead the stand-ups"
activity = "Leads them without the coach"
why = "I want to be asked less."
due = 2026-12-18
measure = {{ name = "led alone", unit = "a week", baseline = 0, target = 12, every = "1 week" }}
[[strategy]]
title = "Ask first"
objectives = ["Lead the stand-ups"]
cadence = "1 per week"
cue = "If somebody asks, I ask back"
[[milestone]]
title = "Half of them"
due = 2026-11-20
objective = "Lead the stand-ups"
"""


class Days(Clock):
    """A clock whose day is set."""

    def __init__(self) -> None:
        super().__init__(START)

    def set(self, day: date) -> None:
        self.fixed = day


class Quarter:
    """Twelve clients from 1 September on: check-ins on Mondays, an hour and its review every second Tuesday.

    Ben cancels one hour in time and one too late; Cleo moves one and misses one; Dora pauses from 5 October
    to 15 November; Emil's target is lowered, with a reason; Finn stops on 30 October. All but Gita end on
    18 December. The coach is away from 21 December to 3 January.
    """

    def __init__(self, path: Path) -> None:
        self.clock = Days()
        self.desk = Desk(path, self.clock)
        self.clients = {}
        for name in NAMES:
            end = "" if name == "Gita Rao" else "end = 2026-12-18"
            self.clients[name.split()[0]], _ = take_in(self.desk, read_toml(PLAN.format(name=name, end=end)))
        self.booked = {who: [self._book(who, day) for day in HOURS] for who in self.clients}
        add_holiday(self.desk, "2026-12-21", "2027-01-03", "Christmas")
        self.told: dict[str, list[tuple[str, str, str]]] = {}
        """What Today said at the end of some days: client, kind, reason; only what is late or ends."""
        self.status: dict[str, dict[str, tuple[str, float | None, int]]] = {}
        """On some days, by client: status, what was expected by then, and how often practice was missed."""
        day = START
        while day <= LAST:
            self.clock.set(day)
            self._live(day)
            if day.isoformat() in LOOKED_AT:
                self._look(day)
            day += timedelta(days=1)

    def _look(self, day: date) -> None:
        practice = self.desk.practice()
        self.told[day.isoformat()] = [
            (item.client.name.split()[0], item.kind, item.reason)
            for item in attention(practice, day)
            if item.section == "Now" or item.kind.startswith("engagement")
        ]
        told = {}
        for who in self.clients:
            found = insights(self.plan(who), day)
            expected = found.objectives[0].standing.expected
            missed = max((one.missed for one in found.practice), default=0)  # none: reached already
            told[who] = (found.status, expected, missed)
        self.status[day.isoformat()] = told

    def plan(self, who: str) -> Plan:
        found = self.desk.practice().plan(self.clients[who])
        assert found is not None
        return found

    def _book(self, who: str, day: date) -> str:
        plan = self.desk.practice().plan(self.clients[who])
        assert plan is not None
        number = list(self.clients).index(who)
        values = {"on": day.isoformat(), "time": f"{8 + number:02}:00"}
        return add(self.desk, Session, plan.engagement.uid, values)

    def _live(self, day: date) -> None:
        self._ben_and_cleo(day)
        if day == date(2026, 10, 5):
            pause(self.desk, self.plan("Dora").engagement.uid, "a baby", until="2026-11-15")
            for uid in self.booked["Dora"][2:5]:
                cancel_session(self.desk, uid, "coach")
        if day == date(2026, 11, 10):
            emil = self.plan("Emil").objectives[0]
            measure = [{**emil.measure[0], "target": 8}]
            edit(self.desk, Objective, emil.uid, {"measure": measure}, why="two people left")
        if day == date(2026, 10, 30):
            close_engagement(self.desk, self.plan("Finn").engagement.uid, "moved away", None)
        if day in (DONE, DONE_LATE):
            for who in self._there(day):
                if (who == "Lea") == (day == DONE_LATE):
                    toggle_done(self.desk, self.plan(who).milestones[0].uid)
        if day.weekday() == 0 and day <= date(2026, 12, 14):
            with self.desk.change("checked in") as change:
                for who in self._there(day):
                    self._check_in(OpenDesk(self.desk, change), who, day)
        if day in HOURS:
            for who in self._there(day):
                self._hour(who, self.booked[who][HOURS.index(day)])

    def _there(self, day: date) -> list[str]:
        gone = {"Dora"} if date(2026, 10, 5) <= day <= date(2026, 11, 15) else set()
        return [who for who in self.clients if who not in gone and (who != "Finn" or day.month < 11)]

    def _check_in(self, desk: Desk, who: str, day: date) -> None:
        plan = self.plan(who)
        value = min(12, (day - START).days // 8)
        values = {
            "measures": {plan.objectives[0].measures[0].uid: value},
            "done": [plan.strategies[0].uid],
        }
        check_in(desk, plan.engagement.uid, values)

    def _hour(self, who: str, session: str) -> None:
        stored = self.desk.practice().find("sessions", session)
        assert isinstance(stored, Session)
        if stored.state == "booked" and stored.on == self.clock.fixed:
            hold_as_booked(self.desk, session)
            values = {"reflection": "It goes on.", "feedback": {"overall": 9}}
            hold_review(self.desk, self.plan(who).engagement.uid, values)

    def _ben_and_cleo(self, day: date) -> None:
        if day == date(2026, 9, 21):
            cancel_session(self.desk, self.booked["Ben"][1], "client", reason="ill")
        if day == date(2026, 10, 6):
            cancel_session(self.desk, self.booked["Ben"][2], "client", late=True)
        if day == date(2026, 10, 19):
            move_session(self.desk, self.booked["Cleo"][3], "2026-10-22", by="client", reason="a trip")
        if day == date(2026, 10, 22):
            self._hour("Cleo", self.booked["Cleo"][3])
        if day == date(2026, 11, 3):
            miss_session(self.desk, self.booked["Cleo"][4])


@pytest.fixture(scope="module")
def quarter(tmp_path_factory: pytest.TempPathFactory) -> Quarter:
    return Quarter(tmp_path_factory.mktemp("quarter") / "coach.json")


def test_the_log_counts_what_was_held(quarter: Quarter) -> None:
    log = hours_log(quarter.desk.practice(), LAST)
    hours = {row.client.name.split()[0]: row.paid for row in log.rows}
    others = dict.fromkeys(("Ada", "Emil", "Gita", "Hugo", "Iris", "Jan", "Kay", "Lea"), 8.0)
    assert hours == others | {"Ben": 6.0, "Cleo": 7.0, "Dora": 5.0, "Finn": 4.0}
    assert log.hours == 86


def test_the_package_counts_what_the_agreement_says(quarter: Quarter) -> None:
    used = {
        who: package_words(package_of(quarter.plan(who))) for who in ("Ada", "Ben", "Cleo", "Dora", "Finn")
    }
    assert used == {
        "Ada": "8 of 8 used",
        "Ben": "7 of 8 used, 1 late cancellation counted",
        "Cleo": "8 of 8 used, 1 no-show counted",
        "Dora": "5 of 8 used",
        "Finn": "4 of 8 used",
    }


def test_a_session_that_was_moved_keeps_where_it_was(quarter: Quarter) -> None:
    moved = next(one for one in quarter.plan("Cleo").sessions if one.moves)
    assert (moved.on, moved.state) == (date(2026, 10, 22), "held")
    assert [(move["from"], move["to"], move["by"], move["reason"]) for move in moved.moves] == [
        ("2026-10-20", "2026-10-22", "client", "a trip")
    ]


OFFER = ("Dora", "pause_over", "pause over: move what lies ahead by 42 days?")
"""What Today offers for a fortnight after Dora's pause."""


@pytest.mark.parametrize(
    ("day", "lines"),
    [
        ("2026-09-14", []),
        ("2026-10-12", [("Ben", "review_overdue", "review 20 days late, 2 cycles missed")]),
        ("2026-11-23", [OFFER, ("Lea", "milestone_overdue", "“Half of them” was due on Friday")]),
    ],
)
def test_what_today_said_of_what_was_late(
    quarter: Quarter, day: str, lines: list[tuple[str, str, str]]
) -> None:
    assert quarter.told[day] == lines


def test_nobody_is_nagged_while_the_plan_pauses(quarter: Quarter) -> None:
    assert [line for day in PAUSED for line in quarter.told[day] if line[0] == "Dora"] == []


def test_a_pause_is_over_and_nothing_of_it_counts(quarter: Quarter) -> None:
    late = [line for line in quarter.told["2026-11-16"] if line[0] == "Dora"]
    assert late == [("Dora", "review_overdue", "review 1 day late, 1 cycle missed, time off left out"), OFFER]
    status, expected, missed = quarter.status["2026-11-16"]["Dora"]
    assert (status, missed) == ("on track", 0)
    assert expected == pytest.approx(34 / 66)
    assert quarter.status["2026-11-16"]["Ada"][1] == pytest.approx(76 / 108)


def test_an_ending_is_announced_and_then_stands_for_all_else(quarter: Quarter) -> None:
    soon = {who: reason for who, kind, reason in quarter.told["2026-12-01"] if kind == "engagement_ending"}
    assert set(soon) == set(quarter.clients) - {"Finn"}
    assert soon["Ada"] == "ends in 17 days, on Fri 18 Dec; one session left, 7 of 8 used"
    over = [line for line in quarter.told["2026-12-28"] if line[0] != "Gita"]
    assert sorted(who for who, _, _ in over) == sorted(set(quarter.clients) - {"Finn", "Gita"})
    assert {kind for _, kind, _ in over} == {"engagement_ended"}


def test_the_coachs_holiday_makes_nobody_stalled(quarter: Quarter) -> None:
    assert "stalled" not in {kind for _, kind, _ in quarter.told["2026-12-28"]}


def test_how_the_plans_stand_at_the_end(quarter: Quarter) -> None:
    status = {who: told[0] for who, told in quarter.status["2026-12-28"].items()}
    assert status == dict.fromkeys(quarter.clients, "achieved") | {"Finn": "on track"}


def test_a_goal_that_was_lowered_keeps_what_it_was(quarter: Quarter) -> None:
    plan = quarter.plan("Emil")
    goal = plan.objectives[0]
    (revision,) = goal.revisions
    assert (revision["from"], revision["to"], revision["reason"]) == ("12", "8", "two people left")
    assert status_on(plan, goal, date(2026, 10, 12)) == "on track"
    assert status_on(plan, goal, date(2026, 11, 9)) == "on track"  # 8 of the 12 that were wanted then
    assert status_on(plan, goal, date(2026, 11, 10)) == "achieved"
    reached = insights(plan, LAST).objectives[0].forecast
    assert reached.date == date(2026, 11, 10), "at 8 the day before, when 12 were wanted"


def test_what_was_booked_after_the_end_is_off(quarter: Quarter) -> None:
    after = [one.state for one in quarter.plan("Finn").sessions if one.on > date(2026, 10, 30)]
    assert after == ["cancelled"] * 4


def test_practice_is_counted_week_by_week(quarter: Quarter) -> None:
    (told,) = insights(quarter.plan("Ada"), date(2026, 12, 14)).practice
    assert (told.times, told.missed) == (4, 0), "what it served is reached: nothing of it is missed"
    (told,) = insights(quarter.plan("Finn"), date(2026, 12, 14)).practice
    assert (told.times, told.expected, told.missed) == (4, 4, 0)
