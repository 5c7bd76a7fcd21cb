"""Templates are plan files: they begin a plan on any day, and hold nothing of the client they came from."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from coach_tui.changes.desk import Desk
from coach_tui.changes.plans import check_draft, take_in
from coach_tui.changes.records import edit
from coach_tui.clock import Clock
from coach_tui.exchange.planfile import read_toml, write_toml
from coach_tui.exchange.templates import SHIPPED, find_templates, load_template, save_template
from coach_tui.plan.draft import from_plan
from coach_tui.plan.errors import BadInput
from coach_tui.plan.health import findings
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import Objective
from coach_tui.plan.template import as_template, begin_from
from coach_tui.plan.time_off import day_off

EXAMPLE = Path(__file__).parent.parent / "data" / "plan-example.toml"
NAMES = {"leadership", "career-change", "wellbeing", "new-manager-90-days"}
START = date(2026, 11, 24)


def test_they_are_there() -> None:
    assert {path.stem for path in SHIPPED.glob("*.toml")} == NAMES


def _workday(day: date) -> date:
    return day + timedelta(days=max(0, 7 - day.weekday()) % 7 if day.weekday() > 4 else 0)


def test_dates_keep_clear_of_the_days_off() -> None:
    template = load_template(SHIPPED / "leadership.toml")
    for off in (["fri", "sat", "sun"], ["sun", "2026-12-29"], []):
        draft = begin_from(template, {"name": "Mira", "days_off": off}, {}, START)
        dues = [date.fromisoformat(one["due"]) for noun in ("objective", "milestone") for one in draft[noun]]
        assert not any(day_off(off or ["sat", "sun"], due) for due in dues)
    all_week = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    assert begin_from(template, {"name": "Mira", "days_off": all_week}, {}, START)["milestone"]


@pytest.mark.parametrize("name", sorted(NAMES))
def test_a_plan_begins_from_it(name: str, tmp_path: Path) -> None:
    template = load_template(SHIPPED / f"{name}.toml")
    assert as_template(template) == {key: part for key, part in template.items() if part}
    draft = begin_from(template, {"name": "Mira"}, {"review_every": "1 month"}, START)
    check_draft(draft)
    desk = Desk(tmp_path / "coach.json", Clock(START))
    uid, entry = take_in(desk, read_toml(write_toml(draft)))
    plan = desk.practice().plan(uid)
    assert entry is not None
    assert plan is not None
    assert plan.engagement.start == START
    assert str(plan.engagement.review_every) == "1 month"
    by = START - date.fromisoformat(template["engagement"]["start"])
    dues = [_workday(date.fromisoformat(record["due"]) + by) for record in template["milestone"]]
    assert sorted(m.due for m in plan.milestones if m.due) == sorted(dues)
    assert all(o.due and o.due.weekday() < 5 for o in plan.objectives)
    assert "T3" not in {finding.id for finding in findings(plan, START)}
    assert all(measure.complete for o in plan.objectives for measure in o.measures)
    assert all(strategy.objectives for strategy in plan.strategies)


def test_nothing_of_the_client_is_kept(tmp_path: Path) -> None:
    draft = read_toml(EXAMPLE.read_text("utf-8"))
    path = save_template(tmp_path / "templates", "Anna's plan", draft)
    text = path.read_text("utf-8")
    assert path.stat().st_mode & 0o777 == 0o600
    for word in ("Anna Berg", "anna@", "fixes everything", "Nordlicht", "naming the conflict", "2026-10-01"):
        assert word not in text
    assert "Lead a project team" in text
    assert find_templates(tmp_path / "templates")["anna-s-plan"] == path
    with pytest.raises(BadInput, match="is there already"):
        save_template(tmp_path / "templates", "Anna's plan", draft)


def test_what_was_given_up_is_no_part_of_it(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "coach.json", Clock(START))
    client, _ = take_in(desk, read_toml(EXAMPLE.read_text("utf-8")))
    plan = desk.practice().plan(client)
    assert plan is not None
    old = plan.objectives[0]
    values = {"closed_on": "2026-11-20", "closed_as": "dropped", "closed_reason": "x"}
    edit(desk, Objective, old.uid, values)
    edit(desk, Milestone, plan.milestones_ahead[0].uid, values)
    plan = desk.practice().plan(client)
    assert plan is not None
    template = read_toml(save_template(tmp_path / "templates", "Kept", from_plan(plan)).read_text("utf-8"))
    assert old.title not in [one["title"] for one in template["objective"]]
    assert len(template["milestone"]) == len(plan.milestones) - 1
    named = [name for part in ("strategy", "milestone") for one in template[part] for name in _refs(one)]
    assert old.title not in named
    check_draft(begin_from(template, {"name": "Mira"}, {}, START))


def _refs(one: dict[str, Any]) -> list[str]:
    return [*one.get("objectives", []), *one.get("after", []), one.get("objective", "")]


def test_a_broken_template_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("[client]\nnom = 1\n")
    with pytest.raises(BadInput, match=r"bad\.toml"):
        load_template(tmp_path / "bad.toml")
