"""`coach today`."""

from __future__ import annotations

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
    found = coach("today", "--json").json
    assert list(found) == ["date", "items"]
    assert found["date"] == "2026-11-24"
    first = found["items"][0]
    assert {key: first[key] for key in ("kind", "client", "reason", "due", "days_late", "cycles_missed")} == {
        "kind": "review_overdue",
        "client": "Anna Berg",
        "reason": "review 40 days late, 3 cycles missed",
        "due": "2026-10-15",
        "days_late": 40,
        "cycles_missed": 3,
    }
    assert [item["kind"] for item in found["items"]] == ["review_overdue", "milestone_overdue", "stalled"]


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


def test_columns_are_aligned_in_cells_and_cut_on_a_terminal(coach: Any) -> None:
    plan = '[client]\nname = "田中 美咲"\n[engagement]\nstart = 2026-01-01\nreview_every = "1 week"\n'
    coach.ok("import", "-", stdin=plan)
    coach.ok("import", "-", stdin=plan.replace("田中 美咲", "A name that is very long indeed, too long"))
    piped = coach.ok("today").split("\n")
    assert any(line.startswith(" ! 田中 美咲                                  ") for line in piped)
    assert any("very long indeed, too long  review" in line for line in piped)
    lines = coach.ok("today", terminal=True).split("\n")
    assert any(line.startswith(" ! A name that is very l…  review") for line in lines)
    assert max(map(len, lines)) <= 80
