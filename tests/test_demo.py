"""The made-up practice: every client in the state promised, on whatever day it is built."""

from __future__ import annotations

import re
import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach_tui.changes.desk import Desk
from coach_tui.changes.undo import history, undo
from coach_tui.cli.main import main
from coach_tui.clock import Clock
from coach_tui.demo import build, dated
from coach_tui.plan.attention.survey import attention
from coach_tui.plan.client import Client
from coach_tui.plan.draft import from_plan
from coach_tui.plan.errors import BadInput
from coach_tui.plan.health import findings
from coach_tui.plan.hours import hours_log
from coach_tui.plan.insight import insights
from coach_tui.plan.package import package_of, package_words
from coach_tui.plan.practice import Plan
from coach_tui.plan.schema import PARTS
from tests.bulk import build_many

TODAY = date(2026, 11, 24)


def demo(path: Path, today: date = TODAY) -> Desk:
    desk = Desk(path, Clock(today))
    build(desk)
    return desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return demo(tmp_path_factory.mktemp("demo") / "coach.json")


def plan_of(desk: Desk, name: str) -> Plan:
    practice = desk.practice()
    plan = practice.plan(practice.client_named(name).uid)
    assert plan is not None
    return plan


STATES = {
    "Anna": "on track",
    "José": "on track",
    "Lena": "needs attention",
    "Łukasz": "on track",
    "Maeve": "on track",
    "Priya": "achieved",
    "Samuel": "on track",
    "Tom": "off track",
    "Zoë": "needs attention",
    "美咲": "not measured",
}


def check_states(desk: Desk) -> None:
    """What holds on every day."""
    today = desk.today
    assert {name: insights(plan_of(desk, name), today).status for name in STATES} == STATES
    found = {
        (item.client.name.split()[0], item.kind): item.reason for item in attention(desk.practice(), today)
    }
    assert found["Anna", "review_overdue"] == "review 40 days late, 3 cycles missed"
    assert found["Lena", "stalled"] == "no contact for 31 days, nothing booked"
    assert found["Samuel", "session"] == "10:00 session, 6 of 12: 1 promise"
    assert ("Tom", "milestone_overdue") in found
    assert found["Zoë", "engagement_ending"].endswith("one session left, 4 of 5 used")
    assert {who for who, kind in found if kind.startswith("engagement_")} == {"Zoë"}
    assert ("José", "milestone_due") in found
    assert not {who for who, _ in found} & {"Łukasz", "Priya"}
    late = {who for who, kind in found if kind == "review_overdue"}
    assert late == {"Anna"}
    assert {who for who, kind in found if kind == "stalled"} == {"Lena"}
    fired = {name: {f.id for f in findings(plan_of(desk, name), today)} for name in STATES}
    assert "T1" in fired["Anna"]
    assert {"F2", "I2"} <= fired["Tom"]
    assert "F1" in fired["Zoë"]
    assert {"T4", "T5", "P1"} <= fired["Lena"]
    assert {"V1", "V2", "V3", "I1", "P4"} <= fired["美咲"]
    assert not any(fired[name] for name in ("José", "Łukasz", "Maeve", "Priya", "Samuel"))


def test_states(desk: Desk) -> None:
    assert len(desk.practice().clients) == 10
    check_states(desk)
    items = attention(desk.practice(), desk.today)
    assert [(i.section, i.client.name, i.reason) for i in items][:3] == [
        ("Now", "Anna Berg", "review 40 days late, 3 cycles missed"),
        ("Now", "Tom Okafor", "“First client call” was due on Friday"),
        ("Now", "Lena Fischer", "no contact for 31 days, nothing booked"),
    ]
    assert {i.section for i in items} == {"Now", "Today", "This week", "Won"}


@given(st.dates(date(2024, 1, 1), date(2040, 12, 31)))
@settings(derandomize=True, deadline=None, max_examples=12)
def test_states_on_any_day(today: date) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        check_states(demo(Path(folder) / "coach.json", today))


def test_weekends_and_leap_days(tmp_path: Path) -> None:
    for n, today in enumerate((date(2026, 11, 28), date(2026, 11, 29), date(2028, 2, 29), date(2027, 1, 1))):
        check_states(demo(tmp_path / f"{n}.json", today))


def test_what_each_client_is_there_for(desk: Desk) -> None:
    new = plan_of(desk, "美咲")
    assert new.engagement.start == TODAY - timedelta(days=1)
    assert [o.title for o in new.objectives] == ["Speak up in the steering committee"]
    late_shift = next(m for m in plan_of(desk, "Zoë").milestones if m.title == "Late shift takes it over")
    assert len(late_shift.moves) == 3
    assert all(move["reason"] for move in late_shift.moves)
    paused = plan_of(desk, "Łukasz").engagement
    assert paused.paused(TODAY)
    assert paused.raw["pauses"][0]["reason"].startswith("parental leave")
    closed = plan_of(desk, "Priya")
    assert not closed.engagement.open
    assert closed.engagement.outcome
    assert closed.objectives[0].gas_now == 1
    back = desk.practice().engagements(desk.practice().client_named("Maeve").uid)
    assert [engagement.open for engagement in back] == [False, True]
    sponsored = plan_of(desk, "Samuel")
    assert sponsored.engagement.sponsor
    assert sponsored.engagement.sponsor_sees == ["objectives", "milestones", "status"]
    statuses = {
        commitment.status
        for client in desk.practice().clients
        for engagement in desk.practice().engagements(client.uid)
        for commitment in Plan(desk.practice(), client, engagement).commitments
    }
    assert statuses == {"open", "done", "late", "partly", "moved", "dropped"}


def test_two_plans_bend_and_say_so(desk: Desk) -> None:
    for name, who in (("Anna", "client"), ("Samuel", "sponsor")):
        plan = plan_of(desk, name)
        cancelled = [one for one in plan.sessions if one.state == "cancelled"]
        assert [(one.cancelled_by, bool(one.reason)) for one in cancelled] == [("client", True)]
        assert all(pause["reason"] and pause["until"] < TODAY.isoformat() for pause in plan.engagement.pauses)
        assert len(plan.engagement.pauses) == 1
        revised = [revision for one in plan.objectives for revision in one.revised]
        assert [(one.by, bool(one.reason)) for one in revised] == [(who, True)]
    late, in_time = (
        next(one for one in plan_of(desk, name).sessions if one.state == "cancelled")
        for name in ("Anna", "Samuel")
    )
    assert (late.late, in_time.late) == (True, False)
    assert package_words(package_of(plan_of(desk, "Anna"))) == "4 of 12 used, 1 late cancellation counted"
    assert package_words(package_of(plan_of(desk, "Samuel"))) == "5 of 12 used"


def test_sessions_of_every_kind_and_end(desk: Desk) -> None:
    (missed,) = (one for one in plan_of(desk, "Lena").sessions if one.state == "no_show")
    assert missed.reason
    (moved,) = (one for one in plan_of(desk, "Zoë").sessions if one.moves)
    assert moved.state == "booked"
    assert moved.on > TODAY
    assert all(move["by"] == "client" and move["reason"] for move in moved.moves)
    first = plan_of(desk, "Samuel").sessions[0]
    assert (first.kind, first.state) == ("three-way", "held")
    together = {
        name: [one for one in plan_of(desk, name).sessions if one.kind == "group"]
        for name in ("José", "Samuel", "Łukasz")
    }
    assert len({one.uid for found in together.values() for one in found if one.state == "held"}) == 1
    assert all(len(found[0].also) == 2 for found in together.values())
    rows = [one for one in hours_log(desk.practice(), TODAY).rows if one.size == 3]
    assert [(len(one.people), one.paid) for one in rows] == [(3, 1.5)]


def test_history_can_be_taken_back(tmp_path: Path) -> None:
    desk = demo(tmp_path / "coach.json")
    assert 10 < len(history(desk)) < 30
    assert history(desk)[0].what.startswith("noted a win")
    undo(desk)
    assert len(desk.practice().clients) == 10


def test_nobody_is_real(desk: Desk) -> None:
    text = desk.store.path.read_text(encoding="utf-8")
    emails = [client.email for client in desk.practice().clients]
    assert all(email.endswith("@example.org") for email in emails)
    assert not any(client.phone for client in desk.practice().clients)
    assert text.count("@") == text.count("@example.org")


def test_nothing_happened_in_the_future(desk: Desk) -> None:
    today = TODAY.isoformat()
    tables = desk.practice().tables
    for table, key in (("checkins", "on"), ("wins", "on"), ("reviews", "held_on"), ("milestones", "done_on")):
        assert all(raw.get(key, "") <= today for raw in tables[table].values())
    for client in desk.practice().clients:
        for engagement in desk.practice().engagements(client.uid):
            plan = Plan(desk.practice(), client, engagement)
            dates = [c.raw["on"] for c in (*plan.checkins, *plan.wins, *plan.sessions)]
            dates += [r.raw["held_on"] for r in plan.held_reviews]
            assert all(day >= engagement.raw["start"] for day in dates)


def test_the_same_day_gives_the_same_practice(desk: Desk, tmp_path: Path) -> None:
    def drafts(one: Desk) -> list[object]:
        practice = one.practice()
        plans = (practice.plan(c.uid, e.uid) for c in practice.clients for e in practice.engagements(c.uid))
        return [from_plan(plan) for plan in plans if plan]

    assert drafts(demo(tmp_path / "coach.json")) == drafts(desk)


def test_only_an_empty_file_is_filled(tmp_path: Path) -> None:
    desk = demo(tmp_path / "coach.json")
    before = desk.store.path.read_bytes()
    with pytest.raises(BadInput, match="holds clients already"):
        build(desk)
    assert desk.store.path.read_bytes() == before


def test_days_are_filled_in() -> None:
    text = 'start = @-1\nend = ~+4\nlist = [~-2, @+0]\nmail = "a@-b.org" # 3~+4'
    assert dated(text, TODAY) == (
        'start = 2026-11-23\nend = 2026-11-30\nlist = [2026-11-20, 2026-11-24]\nmail = "a@-b.org" # 3~+4'
    )


@pytest.mark.no_cover
def test_many(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "coach.json", Clock(TODAY))
    build_many(desk, 50, 40)
    practice = desk.practice()
    assert len(practice.clients) == 50
    total = sum(len(practice.documents(noun.table, f"c{n:05}-e")) for n in range(50) for noun in PARTS)
    assert total + 2 * 50 == 50 * 40
    fresh = Desk(desk.store.path, Clock(TODAY)).practice()  # passes the full check of the file
    assert isinstance(fresh.client("c00000"), Client)
    started = time.process_time()
    count = sum(len(findings(plan, TODAY)) for c in practice.clients if (plan := practice.plan(c.uid)))
    assert count > 0
    assert time.process_time() - started < 0.5  # it takes 10 ms


def test_differences_of_a_round_have_a_real_minus(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["feedback", "anna", "--data", str(desk.store.path), "--today", TODAY.isoformat()]) == 0
    said = capsys.readouterr().out
    assert "−" in said
    assert not re.search(r"[ (]-\d", said)
