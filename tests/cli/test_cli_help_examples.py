"""What help gives as an example can be typed: each one is run, and a new one has to be added here."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coach_tui.cli.main import COMMANDS, parser_of

GIVEN = re.compile(r"such as “?([^\s,;.)”]+(?: [^\s”]+(?=”))?)”?")
ROUND = ("--client", "anna", "--as", "360", "--round", "Autumn", "--yes")
ANSWERS = "Group,Rater,Says what is good,Listens\nself,Anna,3,4\nCustomer,Vera,2,5\npeer,Tom,4,4\n"


def list_of_clients(coach: Any, folder: Path, example: str) -> str:
    table = folder / "clients.csv"
    table.write_text("Coachee,Since\nMira Solberg,2026-11-01\n")
    coach.ok("import", str(table), "--column", example, "--yes")
    return str(coach.ok("clients"))


def answers(coach: Any, folder: Path, *more: str) -> str:
    table = folder / "answers.csv"
    table.write_text(ANSWERS.replace("Says what is good", "Gives feedback"))
    ran = coach("import", str(table), *ROUND, *more)
    assert ran.status == 0, ran.err
    return f"{ran.out}{ran.err}{coach.ok('plan', 'anna')}"


def accepted(coach: Any, _: Path, example: str) -> str:
    vague = '[[objective]]\ntitle = "Become a better leader"\n'
    coach.ok("import", "-", stdin=f'[client]\nname = "Tom"\n[engagement]\nstart = 2026-11-02\n{vague}')
    coach.ok("health", "tom", "--accept", example, "--until", "+2w", "--reason", "he wants it so")
    return str(coach.ok("health", "tom"))


EXAMPLES: dict[tuple[str, str], tuple[Callable[[Any, Path, str], str], str]] = {
    ("import", "name=Coachee"): (list_of_clients, "Mira Solberg"),
    ("import", "item=Gives feedback"): (
        lambda coach, folder, example: answers(coach, folder, "--column", example), "Gives feedback",
    ),
    ("import", "Customer=other"): (
        lambda coach, folder, example: answers(coach, folder, "--group", example), 'group = "other"',
    ),
    ("health", "V2"): (accepted, "accepted until"),
}  # fmt: skip
"""By command and example: how it is run, and what is seen of it."""


def examples() -> set[tuple[str, str]]:
    """What each help gives as an example."""
    return {
        (name, found)
        for name in COMMANDS
        for found in GIVEN.findall(" ".join(parser_of(name).format_help().split()))
    }


def test_every_example_is_run_here() -> None:
    assert examples() == set(EXAMPLES)


@pytest.mark.parametrize(("command", "example"), sorted(EXAMPLES), ids=lambda one: re.sub(r"\W+", "-", one))
def test_an_example_can_be_typed(coach: Any, tmp_path: Path, command: str, example: str) -> None:
    run, seen = EXAMPLES[command, example]
    assert seen in run(coach, tmp_path, example)


def test_the_scale_that_help_gives_can_be_typed(coach: Any, tmp_path: Path) -> None:
    told = re.search(r"the scale of a round that a CSV begins: ([^,]+), or", " ".join(
        coach.ok("import", "--help").split()
    ))  # fmt: skip
    assert told
    assert "scale 0 to 10" in answers(coach, tmp_path, "--group", "Customer=other", "--scale", told[1])
