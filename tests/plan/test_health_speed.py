"""Health over many clients: told as a ratio, so that a slow machine does not matter."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from coach_tui.changes.desk import Desk
from coach_tui.clock import Clock
from coach_tui.plan.checklist import checklist
from coach_tui.plan.health import findings
from coach_tui.plan.practice import Practice
from tests.bulk import build_many
from tests.plan.test_health import TODAY

pytestmark = pytest.mark.no_cover


def examine(tables: dict[str, dict[str, dict[str, object]]]) -> tuple[float, int]:
    """Seconds for findings and checklist of every plan, and how many findings there are."""
    begun = time.perf_counter()
    practice = Practice(tables)
    count = 0
    for client in practice.clients:
        plan = practice.plan(client.uid)
        assert plan is not None
        count += len(findings(plan, TODAY))
        assert len(checklist(plan, TODAY)) == 6
    return time.perf_counter() - begun, count


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, dict[str, object]]]:
    desk = Desk(tmp_path_factory.mktemp("many") / "coach.json", Clock(TODAY))
    build_many(desk, 100, 40)
    tables: dict[str, Any] = dict(desk.practice().tables)
    return {name: dict(table) for name, table in tables.items()}


def test_health_costs_no_more_than_reading_the_file_a_few_times(
    tables: dict[str, dict[str, dict[str, object]]],
) -> None:
    """It takes about twice as long as parsing the file, 0.1 s for a thousand clients; five times that is
    still within a second."""
    text = json.dumps(tables)
    read, spent = [], []
    for _ in range(3):
        begun = time.perf_counter()
        json.loads(text)
        read.append(time.perf_counter() - begun)
        spent.append(examine(tables)[0])
    assert examine(tables)[1] > 100
    assert min(spent) < 10 * min(read), (min(spent), min(read))


def test_health_costs_in_proportion_to_the_clients(tmp_path: Path) -> None:
    def spent(clients: int) -> float:
        desk = Desk(tmp_path / str(clients) / "coach.json", Clock(TODAY))
        build_many(desk, clients, 40)
        tables: dict[str, Any] = {name: dict(table) for name, table in desk.practice().tables.items()}
        begun = time.process_time()
        examine(tables)
        return time.process_time() - begun

    spent(5)
    few, many = spent(30), spent(120)
    assert many < 4 * 1.8 * few, (few, many)
