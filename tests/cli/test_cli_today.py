"""`coach today`."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def test_the_list_as_text(coach: Any) -> None:
    coach.ok("checkin", "anna", "--win", "Said no once", "--on", "2026-11-20")
    assert coach.ok("today") == (
        "Now\n"
        " ! Anna Berg  review 40 days late, 3 cycles missed\n"
        " ! Anna Berg  “First part delegated” was due on Friday\n"
        " ~ Anna Berg  no contact for 36 days, nothing booked\n"
        "Won\n"
        " * Anna Berg  Said no once  Fri 20 Nov\n"
    )


def test_the_list_as_json(coach: Any) -> None:
    coach.ok("checkin", "anna", "--win", "Said no once", "--on", "2026-11-20")
    found = coach("today", "--json").json
    assert len({item.pop("client_id") for item in found["items"]}) == 1

    def item(kind: str, reason: str, due: str, late: int = 0, missed: int = 0) -> dict[str, Any]:
        return {
            "kind": kind, "client": "Anna Berg", "reason": reason, "due": due, "days_late": late,
            "cycles_missed": missed,
        }  # fmt: skip

    assert found == {
        "date": "2026-11-24",
        "offers": [],
        "items": [
            item("review_overdue", "review 40 days late, 3 cycles missed", "2026-10-15", 40, 3),
            item("milestone_overdue", "“First part delegated” was due on Friday", "2026-11-20", 4),
            item("stalled", "no contact for 36 days, nothing booked", "2026-10-19"),
            item("win", "Said no once", "2026-11-20"),
        ],
    }


def test_check_tells_by_its_exit_status(coach: Any) -> None:
    assert coach("today", "--check").status == 1
    assert coach("today", "--check", "--json").status == 1
    assert coach("today", "--check", "--today", "2026-10-15").status == 0
    assert coach("today", "--today", "2026-10-15").status == 0


def test_nothing_to_do_and_nothing_there(coach: Any, empty: Any, tmp_path: Any) -> None:
    assert coach.ok("today", "--today", "2026-09-02") == "Nothing needs you today.\n"
    nobody = "No clients yet; add one in the app (coach) or with: coach import plan.toml\n"
    assert coach.ok("today", "--data", str(tmp_path / "none.json")) == nobody
    assert not (tmp_path / "none.json").exists()
    assert coach("today", "--data", str(tmp_path / "none.json"), "--json", "--check").json["items"] == []


def test_columns_are_aligned_in_cells_and_wrapped_on_a_terminal(coach: Any) -> None:
    plan = '[client]\nname = "田中 美咲"\n[engagement]\nstart = 2026-01-01\nreview_every = "1 week"\n'
    coach.ok("import", "-", stdin=plan)
    coach.ok("import", "-", stdin=plan.replace("田中 美咲", "A name that is very long indeed, too long"))
    piped = coach.ok("today").split("\n")
    assert any(line.startswith(" ! 田中 美咲                                  ") for line in piped)
    assert any("very long indeed, too long  review" in line for line in piped)
    lines = coach.ok("today", terminal=True).split("\n")
    at = next(n for n, line in enumerate(lines) if line.startswith(" ! A name that is very"))
    assert lines[at].startswith(" ! A name that is very     review")
    assert lines[at + 1 : at + 2] == [" long indeed, too long"]
    assert max(map(len, lines)) <= 80


def test_a_terminal_shows_what_fits_and_a_pipe_everything(coach: Any) -> None:
    steps = "".join(f'[[milestone]]\ntitle = "Step {n:02}"\ndue = 2026-11-20\n' for n in range(20))
    plan = f'[client]\nname = "Bo"\n[engagement]\nstart = 2026-11-01\nreview_every = "9 weeks"\n{steps}'
    coach.ok("import", "-", stdin=plan)
    lines = coach.ok("today", terminal=True).split("\n")
    assert sum("Bo" in line for line in lines) == 4  # Anna waits too
    assert lines[-2] == "+16 more: coach today --all"
    assert coach.ok("today").count("Bo") == 20
    assert coach.ok("today", "--all", terminal=True).count("Bo") == 20
    assert len(coach("today", "--json", terminal=True).json["items"]) == 23


def test_what_is_put_off_waits_behind_a_line(coach: Any, example: Any) -> None:
    plan = example.read_text("utf-8").replace(
        'review_every = "2 weeks"',
        'review_every = "2 weeks"\nsnooze = { until = 2026-12-01, reason = "on leave" }',
    )
    coach.ok("import", "--replace", "-", stdin=plan)
    assert "review" not in coach.ok("today")
    assert coach("today", "--check").status == 0
    assert coach.ok("today", terminal=True).endswith("\n1 put off: coach today --all\n")
    told = "Put off\n · Anna Berg  until Tue 1 Dec: review of Thu 15 Oct, on leave\n"
    assert coach.ok("today", "--all").endswith(told)
    (*_, last) = coach("today", "--json", "--all").json["items"]
    assert last["put_off"] == {"until": "2026-12-01", "reason": "on leave"}


def test_one_line_for_a_prompt(coach: Any, empty: Any) -> None:
    assert coach.ok("today", "--line") == "1 review overdue · 1 milestone late · 1 client gone quiet\n"
    assert coach("today", "--line", "--check").status == 1
    assert coach.ok("today", "--line", "--today", "2026-09-02") == ""


def test_todays_session_is_shown_however_much_is_late(coach: Any) -> None:
    for number in range(12):
        session = '[[session]]\non = 2026-11-24\ntime = "10:00"\n' if number == 11 else ""
        plan = (
            f'[client]\nname = "Client {number:02}"\n'
            '[engagement]\nstart = 2026-09-01\nreview_every = "2 weeks"\n'
            f'[[milestone]]\ntitle = "Step"\ndue = 2026-11-20\n{session}'
        )
        coach.ok("import", "-", stdin=plan)
    lines = coach.ok("today", terminal=True).split("\n")
    assert lines[-2].startswith("+")
    assert [line for line in lines if "10:00 session" in line] == [" · Client 11  10:00 session: review due"]
    assert "1 session" in coach.ok("today", "--line")
    kinds = [item["kind"] for item in coach("today", "--json").json["items"]]
    assert kinds.count("session") == 1


def test_promises_late_and_due(coach: Any) -> None:
    plan = """[client]
name = "Bo"
[engagement]
start = 2026-11-20
[[commitment]]
text = "Send the roster template"
owner = "coach"
due = 2026-11-23
[[commitment]]
text = "Call Jonas"
due = 2026-11-24
"""
    coach.ok("import", "-", stdin=plan)
    found = [item for item in coach("today", "--json").json["items"] if item["client"] == "Bo"]
    assert [(item["kind"], item["reason"], item["owner"], item["days_late"]) for item in found] == [
        ("promise_overdue", "your promise, 1 day late: Send the roster template", "coach", 1),
        ("promise_due", "promise, due today: Call Jonas", "client", 0),
    ]
    assert "1 promise late" in coach.ok("today", "--line")
    assert "1 promise due" in coach.ok("today", "--line")
    assert " ! Bo         your promise, 1 day late: Send the roster template\n" in coach.ok("today")


def test_what_could_move_after_a_pause_is_an_offer(coach: Any, tmp_path: Path) -> None:
    file = tmp_path / "anna.toml"
    pause = "pauses = [{ since = 2026-11-10, until = 2026-11-23 }]\nreview_every"
    file.write_text(coach.ok("plan", "anna").replace("review_every", pause), encoding="utf-8")
    coach.ok("import", str(file), "--replace")
    assert "pause over: move what lies ahead by 14 days?" in coach.ok("today")
    told = coach("today", "--json").json
    assert [one["kind"] for one in told["offers"]] == ["pause_over"]
    assert "pause_over" not in {one["kind"] for one in told["items"]}


def test_what_has_come_back_says_why_it_was_put_off(coach: Any, example: Any) -> None:
    plan = example.read_text().replace(
        'review_every = "2 weeks"',
        'review_every = "2 weeks"\nsnooze = { until = 2026-11-24, reason = "on leave" }',
    )
    coach.ok("import", "-", "--replace", stdin=plan)
    assert "cycles missed  put off: on leave\n" in coach.ok("today")
