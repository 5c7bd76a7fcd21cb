"""Commands that only read: clients, plan, calendar, health, insights, history."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest


def test_clients(coach: Any) -> None:
    assert coach.ok("clients") == (
        "Anna Berg  needs attention  leadership  review 40 days late, 3 cycles missed\n"
    )
    assert coach.ok("clients", "--names") == "Anna Berg\n"
    (anna,) = coach("clients", "--json").json["clients"]
    assert anna["engagement"]["sessions"] == {
        "contracted": 12, "used": 1, "held": 1, "late_cancellations": 0, "no_shows": 0, "booked": 0,
        "all_cancelled": 0, "all_no_shows": 0, "moved": 0,
    }  # fmt: skip
    assert anna["client"] == "Anna Berg"
    assert anna["engagement"]["days_late"] == 40
    assert anna["engagement"]["next_review"] == "2026-10-15"


def test_clients_of_an_empty_file(empty: Any) -> None:
    assert empty.ok("clients").startswith("No clients yet")
    assert empty.ok("clients", "--names") == ""
    assert empty("clients", "--json").json == {"clients": []}
    assert not empty.path.exists()


def test_states_of_clients(coach: Any) -> None:
    plans = {
        "Closed": "closed_on = 2026-03-01",
        "Paused": 'pause = { since = 2026-02-01 }\nreview_every = "1 week"',
        "Put off": 'snooze = { until = 2026-12-01, reason = "away" }\nreview_every = "1 week"',
        "Soon": 'review_every = "11 months"',
    }
    for name, line in plans.items():
        coach.ok(
            "import", "-", stdin=f'[client]\nname = "{name}"\n[engagement]\nstart = 2026-01-01\n{line}\n'
        )
    lines = coach.ok("clients").split("\n")
    assert [line.split("  ")[1].strip() or line for line in lines[1:3]]
    said = dict(zip(["anna", *plans], lines, strict=False))
    assert "closed" in said["Closed"]
    assert "paused" in said["Paused"]
    assert said["Put off"].endswith("review put off until Tue 1 Dec")
    assert said["Soon"].endswith("review Tue 1 Dec")
    assert "no objective yet" in said["Soon"]


def test_the_plan_is_a_plan_file(coach: Any, example: Any) -> None:
    printed = tomllib.loads(coach.ok("plan", "berg"))
    given = tomllib.loads(example.read_text("utf-8"))
    assert set(printed) == set(given)
    assert printed["client"] == given["client"]
    assert printed["review"] == given["review"]
    assert printed["checkin"] == given["checkin"]


def test_the_plan_as_json_has_the_files_keys_and_ids(coach: Any) -> None:
    found = coach("plan", "anna", "--json").json
    assert found["client"]["id"]
    assert found["engagement"]["start"] == "2026-09-01"
    assert found["milestone"][1]["after"] == ["Kick-off held without the manager"]
    assert found["objective"][0]["measure"][0]["id"]
    assert all(record["id"] for entry in found.values() if isinstance(entry, list) for record in entry)


def test_the_month_as_cal_prints_it(coach: Any) -> None:
    assert coach.ok("calendar", "2026-10") == (
        "          Oct 2026\n"
        " Mo  Tu  We  Th  Fr  Sa  Su\n"
        "              1.  2   3   4\n"
        "  5   6   7   8   9  10  11\n"
        " 12  13  14  15! 16  17  18\n"
        " 19  20  21  22  23  24  25\n"
        " 26  27  28  29  30  31\n"
        "\n"
        "! overdue, . done\n"
        "\n"
        "Thu  1 .  Anna Berg  milestone  Kick-off held without the manager\n"
        "Thu  1 .  Anna Berg  review\n"
        "Thu  1 .  Anna Berg  session\n"
        "Thu 15 !  Anna Berg  review\n"
    )
    assert "[24]" in coach.ok("calendar")
    assert coach.ok("calendar", "2030-02").endswith("Nothing falls in it.\n")


def test_the_month_as_json(coach: Any) -> None:
    found = coach("calendar", "2026-10", "--json").json
    assert found["month"] == "2026-10"
    assert [len(week) for week in found["weeks"]] == [7] * 5
    assert found["weeks"][0][0] == "2026-09-28"
    assert found["weeks"][-1][-1] == "2026-11-01"
    first = found["items"][0]
    assert {key: first[key] for key in ("date", "kind", "client", "title", "done", "overdue")} == {
        "date": "2026-10-01",
        "kind": "milestone",
        "client": "Anna Berg",
        "title": "Kick-off held without the manager",
        "done": True,
        "overdue": False,
    }


def test_the_month_of_one_client(coach: Any) -> None:
    coach.ok(
        "import", "-", stdin='[client]\nname = "Tom"\n[engagement]\nstart = 2026-01-01\nend = 2026-11-25\n'
    )
    assert coach("calendar", "--client", "tom", "--json").json["items"][0]["kind"] == "engagement"
    assert "Anna" not in coach.ok("calendar", "--client", "tom")
    assert "Tom" in coach.ok("calendar")
    assert coach.refused("calendar", "--client", "bob").startswith("no client matches “bob”")


def test_days_off_of_one_client_are_marked(coach: Any) -> None:
    plan = '[client]\nname = "Tom"\ndays_off = ["fri"]\n[engagement]\nstart = 2026-01-01\nend = 2026-11-27\n'
    coach.ok("import", "-", stdin=plan)
    said = coach.ok("calendar", "--client", "tom")
    assert " 20- 21" in said
    assert " 27* 28" in said  # what falls on it counts for more
    assert "* to come, - day off" in said
    found = coach("calendar", "--client", "tom", "--json").json
    assert found["days_off"] == ["2026-11-06", "2026-11-13", "2026-11-20", "2026-11-27"]
    assert "days_off" not in coach("calendar", "--json").json
    assert coach("import", "-", "--replace", stdin=plan + "closed_on = 2026-11-01\n").status == 0
    assert coach("calendar", "--client", "tom", "--json").json["days_off"] == []


@pytest.mark.parametrize(
    "month", ["2026-13", "2026-00", "26-01", "2026", "1066-10", "9999-12", "²026-01", "x", ""]
)
def test_an_impossible_month(coach: Any, month: str) -> None:
    assert coach.refused("calendar", month).endswith("is no month; write it like 2026-11")


def test_every_month_has_its_days(coach: Any) -> None:
    for month in ("2026-02", "2028-02", "2027-01", "8999-12", "1900-01"):
        weeks = coach("calendar", month, "--json").json["weeks"]
        days = [date.fromisoformat(day) for week in weeks for day in week]
        assert {f"{day:%Y-%m}" for day in days} >= {month}
        assert days == sorted(set(days))


def test_health(coach: Any) -> None:
    found = coach("health", "anna", "--json").json
    (anna,) = found["clients"]
    assert anna["client"] == "Anna Berg"
    assert {"id", "mistake", "level", "field", "reason", "accepted_until"} <= set(anna["findings"][0])
    assert len(anna["checklist"]) == 6
    assert {"item", "done", "evidence", "override"} <= set(anna["checklist"][0])
    assert coach("health", "--json").json == found
    assert "T1" in coach.ok("health", "anna")
    assert coach.ok("health").startswith("Anna Berg  ")
    assert coach("health", "bob").status == 2


def test_health_of_nobody_and_of_closed_plans(empty: Any) -> None:
    assert empty.ok("health").startswith("No plans yet")
    empty.ok(
        "import",
        "-",
        stdin='[client]\nname = "T"\n[engagement]\nstart = 2026-01-01\nclosed_on = 2026-02-01\n',
    )
    assert empty("health", "--json").json == {"clients": []}
    assert len(empty("health", "t", "--json").json["clients"]) == 1


def test_insights(coach: Any) -> None:
    found = coach("insights", "anna", "--json").json
    assert {"client", "status", "objectives", "gas", "engagement"} <= set(found)
    assert {"title", "progress", "expected", "status", "forecast"} <= set(found["objectives"][0])
    assert {"date", "reason", "values"} <= set(found["objectives"][0]["forecast"])
    assert {"baseline", "now", "change"} <= set(found["gas"])
    out = coach.ok("insights", "anna")
    assert out.startswith("Anna Berg: needs attention\n")
    assert "42%, 56% expected" in out


def test_insights_of_a_client_on_a_terminal_are_drawn(coach: Any) -> None:
    piped = coach.ok("insights", "anna")
    drawn = coach.ok("insights", "anna", terminal=True)
    said = "stand-ups led: 5 of 12 per month; due by today 6.72"
    assert said in piped
    assert said in drawn
    assert "target line" not in piped
    assert "◇ target line" in drawn
    assert max(map(len, drawn.splitlines())) <= 80
    console = coach.ok("insights", "anna", terminal=True, env={"TERM": "linux"})
    assert ". . X target line" in console
    assert "Kick-off held" in piped


def test_insights_across_clients(coach: Any) -> None:
    coach.ok("import", "-", stdin='[client]\nname = "Tom"\n[engagement]\nstart = 2026-11-20\n')
    lines = coach.ok("insights").splitlines()
    assert lines[0].split(maxsplit=3)[:3] == ["Anna", "Berg", "stalled"]
    assert "no contact for 36 days" in lines[0]
    assert lines[3].split() == ["Tom", "no", "open", "objective"]
    found = coach("insights", "--json").json
    assert set(found) == {"date", "clients", "strategies"}
    assert found["date"] == "2026-11-24"
    first = found["clients"][0]
    assert (first["client"], first["status"]) == ("Anna Berg", "needs attention")
    assert [trouble["kind"] for trouble in first["troubles"]] == [
        "stalled",
        "needs attention",
        "needs attention",
    ]
    assert first["troubles"][0]["days"] == 36


def test_insights_across_nobody(empty: Any) -> None:
    assert empty.ok("insights").startswith("No plan is running; add a client")
    assert empty("insights", "--json").json["clients"] == []


def test_insights_of_an_empty_plan(empty: Any) -> None:
    empty.ok("import", "-", stdin='[client]\nname = "T"\n[engagement]\nstart = 2026-01-01\n')
    assert "no open objective" in empty.ok("insights", "t")


def test_history(coach: Any) -> None:
    assert coach.ok("history", "--data", "/nowhere/else.json") == "Nothing was changed yet.\n"
    coach.ok("checkin", "anna", "--note", "x")
    coach.ok("import", "-", stdin='[client]\nname = "Tom"\n[engagement]\nstart = 2026-01-01\n')
    coach.ok("undo")
    lines = coach.ok("history").split("\n")
    assert lines[0].endswith("took in the plan of Tom (undone)")
    assert lines[1].startswith("Tue 24 Nov ")
    assert lines[1].endswith("checked in with Anna Berg: note")
    newest, _, oldest = coach("history", "--json").json["entries"]
    assert (newest["client"], newest["state"]) == ("Tom", "undone")
    assert oldest["what"] == "took in the plan of Anna Berg"
    assert {change["action"] for change in oldest["changes"]} == {"added"}
    assert len(coach("history", "anna", "--json").json["entries"]) == 2


def test_what_an_older_format_wrote_is_done_in_json_too(empty: Any) -> None:
    empty.path.parent.mkdir()
    empty.path.write_bytes((Path(__file__).parent.parent / "data" / "format-1.json").read_bytes())
    empty.path.chmod(0o600)
    entries = empty("history", "--json").json["entries"]
    said = empty("history").out.splitlines()
    assert ["(undone)" in line for line in said] == [entry["state"] != "done" for entry in entries]
    assert "done" in {entry["state"] for entry in entries}


def test_without_a_weight_there_is_no_t_score(empty: Any, tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    head = '[client]\nname = "Tom"\n[engagement]\nstart = 2026-09-01\n[[objective]]\ntitle = "Calm"\n'
    path.write_text(f'{head}gas = ["a", "b", "c", "d", "e"]\ngas_now = 1\nweight = 0\n')
    empty.ok("import", str(path))
    told = " ".join(empty.ok("insights", "tom").split())
    assert "Calm −1 at the start, +1 now d All together, 50 is expected: –, as no ladder has a weight" in told


def test_the_first_change_of_an_older_file_says_where_it_lies_as_it_was(empty: Any) -> None:
    before = (Path(__file__).parent.parent / "data" / "format-1.json").read_bytes()
    empty.path.parent.mkdir()
    empty.path.write_bytes(before)
    empty.path.chmod(0o600)
    assert "format" not in empty("clients").err
    done = empty("promise", "anna", "call Jonas")
    assert done.status == 0
    (line,) = done.err.splitlines()
    assert line.startswith("coach: noted; the data file has format 3 now; as it was it lies in ")
    assert Path(line.rpartition(" ")[2]).read_bytes() == before
    assert empty("promise", "anna", "call Ben").err == ""
