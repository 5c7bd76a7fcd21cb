"""The formats of `coach import`: each says what it is, and every option belongs to one at least."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest

from coach_tui.cli.formats import MODULES, WHERE

if TYPE_CHECKING:
    from pathlib import Path

FORMATS = [import_module(f"coach_tui.cli.{name}") for name in MODULES]


def test_each_module_says_what_it_reads_and_how_it_is_known() -> None:
    assert len({one.NAME for one in FORMATS}) == len(FORMATS)
    for one in FORMATS:
        assert one.recognises.__doc__
        assert one.take.__doc__
        assert set(one.OPTIONS) <= set(WHERE)


def test_every_option_about_what_a_file_holds_goes_with_a_format(coach: Any) -> None:
    taken = set().union(*(one.OPTIONS for one in FORMATS))
    assert taken == set(WHERE)
    out = coach.ok("import", "--help")
    assert [option for option in WHERE if option not in out] == []


@pytest.mark.parametrize(
    ("name", "text", "argv", "said"),
    [
        ("a.toml", '[client]\nname = "Di"\n', ["--dates", "dmy"], "--dates goes with lists of clients"),
        ("a.toml", '[client]\nname = "Di"\n', ["--column", "name=x"], "--column goes with tables (CSV)"),
        ("a.csv", "Name\nDi\n", ["--replace"], "--replace goes with plan files and"),
        ("a.csv", "Name\nDi\n", ["--on", "fri"], "--on goes with replies; this is a list of clients"),
        ("a.csv", "Name\nDi\n", ["--client", "anna"], "--client goes with replies, and answers"),
        ("a.ics", "BEGIN:VCALENDAR\n", ["--column", "a=b"], "--column goes with tables (CSV)"),
        ("a.ics", "BEGIN:VCALENDAR\n", ["--as", "checkin", "--client", "anna"], "this is a calendar"),
        ("a.txt", "BEGIN:VCALENDAR\n", ["--replace"], "this is a calendar"),
        ("a.json", '{"format": "coach-tui export"}', ["--yes"], "this is a whole export"),
    ],
)  # fmt: skip
def test_an_option_of_another_format_is_refused(
    coach: Any, tmp_path: Path, name: str, text: str, argv: list[str], said: str
) -> None:
    path = tmp_path / name
    path.write_text(text)
    before = coach.path.read_bytes()
    assert said in coach.refused("import", str(path), *argv)
    assert coach.path.read_bytes() == before
