"""Every place where a day is typed says on which side of today it may lie; a new one is to be listed here."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

import coach_tui
from coach_tui.cli.main import _DATED, COMMANDS
from coach_tui.cli.parser import build_parser
from coach_tui.plan.errors import BadInput
from coach_tui.plan.field_times import Day
from coach_tui.plan.record import Record
from coach_tui.plan.schema import NOUNS
from coach_tui.plan.side import Side

TODAY = date(2026, 11, 24)
ROOT = Path(coach_tui.__file__).parent
SIDE = re.compile(r"Side\.[A-Z_]+|([a-z]+\.)?side")

PAST = {
    "Client.log_consent_on",
    "Engagement.agreed_on",
    "Engagement.closed_on",
    "Accepted.on",
    "Override.on",
    "Objective.agreed_on",
    "Objective.status_on",
    "Objective.closed_on",
    "Confidence.on",
    "MeasureItem.done_on",
    "Need.found_on",
    "Need.agreed_on",
    "Strategy.agreed_on",
    "Strategy.ended_on",
    "Milestone.agreed_on",
    "Milestone.done_on",
    "Milestone.closed_on",
    "Revision.on",
    "Move.on",
    "Rhythm.until",
    "EarlierEvery.until",
    "SessionMove.on",
    "Review.held_on",
    "Review.received_on",
    "Checkin.on",
    "Commitment.made_on",
    "Commitment.settled_on",
    "Win.on",
    "Round.opened_on",
    "Round.closed_on",
    "Rater.invited_on",
    "Assessment.asked_on",
    "Assessment.answered_on",
    "Assessment.dropped_on",
}
"""Fields of what has happened."""
EITHER = {
    "Client.retention_on",
    "Engagement.start",
    "Engagement.end",
    "Accepted.until",
    "Snooze.until",
    "Objective.start",
    "Objective.due",
    "Strategy.start",
    "Milestone.due",
    "Milestone.baseline",
    "Move.from",
    "Move.to",
    "SessionMove.from",
    "SessionMove.to",
    "Review.due",
    "Outcome.until",
    "Commitment.due",
}
"""Fields that take what was planned once as well as what is planned now."""
NEAR = {"Pause.since", "Pause.until", "Holiday.since", "Holiday.until", "Session.on"}
"""Fields of what is noted ahead as well as afterwards: time off, sessions."""
QUESTIONS = {
    ("plan/placing.py", "EITHER"): 1,
    ("app/dialogues/erase.py", "AHEAD"): 1,
    ("app/dialogues/end_page.py", "EITHER"): 1,
    ("app/forms/end_page.py", "PAST"): 1,
    ("app/forms/renewal_page.py", "EITHER"): 3,
    ("app/dialogues/health.py", "AHEAD"): 1,
    ("app/dialogues/move.py", "MOVED"): 2,
    ("app/dialogues/pause.py", "AHEAD"): 1,
    ("app/dialogues/pause.py", "NEAR"): 2,
    ("cli/pause.py", "NEAR"): 1,
    ("cli/promise.py", "AHEAD"): 1,
    ("cli/promise.py", "EITHER"): 1,
    ("cli/renew.py", "EITHER"): 2,
    ("app/dialogues/questions.py", "side"): 3,
    ("app/places/calendar.py", "EITHER"): 1,
    ("app/forms/review.py", "PAST"): 1,
    ("app/forms/session.py", "PAST"): 2,
    ("app/forms/sections/adjusting.py", "EITHER"): 1,
    ("app/forms/sections/adjusting.py", "side"): 2,
    ("app/forms/sections/coming.py", "EITHER"): 2,
    ("app/forms/sections/coming.py", "PAST"): 1,
    ("app/forms/sections/commitments.py", "EITHER"): 1,
    ("app/forms/sections/days.py", "side"): 2,
    ("app/forms/sections/days.py", "PAST"): 1,
    ("app/forms/sections/milestones.py", "PAST"): 2,
    ("app/forms/sections/promises.py", "EITHER"): 2,
    ("app/forms/sections/proposals.py", "PAST"): 1,
    ("app/dialogues/promise.py", "AHEAD"): 1,
    ("app/dialogues/several.py", "AHEAD"): 1,
    ("app/dialogues/move_together.py", "MOVED"): 1,
    ("app/dialogues/snooze.py", "AHEAD"): 1,
    ("app/checks.py", "side"): 1,
    ("cli/close.py", "AHEAD"): 1,
    ("cli/context.py", "EITHER"): 1,
    ("cli/deciding.py", "AHEAD"): 1,
    ("cli/import_reply.py", "PAST"): 1,
    ("cli/log.py", "PAST_FIRST"): 1,
    ("cli/move.py", "MOVED"): 1,
    ("plan/when.py", "EITHER"): 2,
    ("plan/when.py", "NEAR"): 2,
    ("plan/when.py", "side"): 1,
    ("plan/field_times.py", "side"): 1,
    ("plan/series.py", "AHEAD"): 1,
    ("plan/session_agenda.py", "side"): 1,
    ("plan/session_line.py", "side"): 1,
}
"""How often a file asks for a day and reads one, by the side; days off are read in plan/field_times.py."""
OPTIONS: dict[tuple[str, str], tuple[list[str], Side]] = {
    ("checkin", "--on"): (["checkin", "anna", "--note", "x", "--on"], Side.PAST),
    ("import", "--on"): (["import", "-", "--client", "anna", "--as", "checkin", "--yes", "--on"], Side.PAST),
    ("log", "--from"): (["log", "--from"], Side.PAST_FIRST),
    ("log", "--to"): (["log", "--to"], Side.PAST_FIRST),
    ("close", "--on"): (["close", "anna", "--on"], Side.PAST),
    ("close", "--until"): (["close", "anna", "--until"], Side.AHEAD),
    ("renew", "--from"): (["renew", "anna", "--from"], Side.EITHER),
    ("renew", "--to"): (["renew", "anna", "--from", "2026-11-02", "--to"], Side.EITHER),
    ("pause", "--from"): (["pause", "anna", "--from"], Side.NEAR),
    ("pause", "--until"): (["pause", "anna", "--from", "2026-08-01", "--until"], Side.NEAR),
    ("promise", "--due"): (["promise", "anna", "Call Jonas", "--due"], Side.EITHER),
    ("health", "--until"): (
        ["health", "anna", "--accept", "P2", "--reason", "so be it", "--until"],
        Side.AHEAD,
    ),
}
"""Every option that takes a day: a command line that ends with it, and the side."""


def records() -> Iterator[type[Record]]:
    """All nouns, and the records inside them."""
    waiting = list(NOUNS.values())
    seen: set[type[Record]] = set()
    while waiting:
        noun = waiting.pop()
        if noun not in seen:
            seen.add(noun)
            yield noun
            waiting += [field.record for field in noun.fields.values() if hasattr(field, "record")]


DAYS = [(f"{noun.__name__}.{key}", field) for noun in records() for key, field in noun.fields.items()]
FIELDS = {name: field for name, field in DAYS if isinstance(field, Day)}


def test_every_field_of_a_day_is_listed() -> None:
    assert set(FIELDS) == PAST | EITHER | NEAR
    assert not PAST & EITHER | PAST & NEAR | EITHER & NEAR


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_a_field_reads_a_day_on_its_side(name: str) -> None:
    field = FIELDS[name]
    past, near = name in PAST, name in NEAR
    assert field.side is (Side.PAST if past else Side.NEAR if near else Side.EITHER)
    assert field.parse("fri", TODAY) == ("2026-11-20" if past else "2026-11-27")
    assert field.parse("20.11.", TODAY) == ("2026-11-20" if past or near else "2027-11-20")
    assert field.parse("tue", TODAY) == field.parse("24 nov", TODAY) == "2026-11-24"
    if past:
        with pytest.raises(BadInput, match=f"^{field.key}: Fri 27 Nov is in the future; it takes what has"):
            field.parse("2026-11-27", TODAY)
    else:
        assert field.parse("2026-11-27", TODAY) == "2026-11-27"


def sides_in(source: str) -> Iterator[str]:
    """The side that each call says that asks for a day or reads one."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        called = [node.func, *node.args[:1]]  # the question may stand inside partial(…)
        names = {ast.unparse(one) for one in called}
        if names & {"parse_day", "parse_ahead", "day_check", "ask_day", "asked_day"}:
            said = [ast.unparse(one).split()[0] for one in node.args]
            yield next((one.rpartition(".")[2] for one in said if SIDE.fullmatch(one)), "none is said")


def test_every_question_for_a_day_is_listed() -> None:
    found: Counter[tuple[str, str]] = Counter()
    for path in ROOT.rglob("*.py"):
        found.update((path.relative_to(ROOT).as_posix(), side) for side in sides_in(path.read_text("utf-8")))
    assert found == Counter(QUESTIONS)


def test_every_option_that_takes_a_day_is_listed() -> None:
    found = set()
    for name, (module, line) in COMMANDS.items():
        parser = build_parser(name, line, import_module(f"coach_tui.cli.{module}").arguments)
        for action in parser._actions:
            if action.metavar == "DATE":
                found |= {(name, option) for option in action.option_strings}
    assert {(name, option) for name, option in found if option != "--today"} == set(OPTIONS)
    assert {option for _, option in found} == set(_DATED)
