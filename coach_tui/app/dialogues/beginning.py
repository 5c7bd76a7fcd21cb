"""The first minute: a plan from a template, plans from a file, a look at made-up clients."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Sequence

from coach_tui.app.coach import Coach
from coach_tui.app.dialogues.editor import away
from coach_tui.app.dialogues.questions import ask_line, choose
from coach_tui.app.dialogues.record import edit_record
from coach_tui.app.forms.plan_begin import TEMPLATE, own_templates
from coach_tui.exchange.templates import find_templates

START = "import sys; from coach_tui.cli.main import entry; sys.exit(entry())"
"""What the interpreter does that this program runs in: the command line of the same version."""


async def begin_from_template(coach: Coach) -> None:
    """Ask which template, then for the client.

    Raises:
        Left: a question or the form was left.
    """
    names = list(find_templates(own_templates()))
    answers: dict[str, str] = {}
    for name in names:
        letter = next((sign for sign in (*name, *"123456789") if sign.isalnum() and sign not in answers), "")
        if letter:
            answers[letter] = name
    name = answers[await choose(coach, "A plan from", answers, ahead=True)]
    await edit_record(coach, "clients", values={TEMPLATE: name})


async def bring_in(coach: Coach) -> None:
    """Ask for a file, and take it in as `coach import` does, which shows what it holds and asks.

    Raises:
        BadInput: names are hidden.
        Left: the question was left.
    """
    coach.refuse_names()
    file = (await ask_line(coach, "Bring in the file", hint="a plan file, a list of clients as CSV")).strip()
    if file:
        await _in_the_shell(coach, ["import", os.path.expanduser(file)], wait=True)  # noqa: PTH111


async def look_around(coach: Coach) -> None:
    """The app on made-up clients; leaving it comes back here."""
    await _in_the_shell(coach, ["demo"], wait=False)


async def _in_the_shell(coach: Coach, command: Sequence[str], *, wait: bool) -> None:
    path = str(coach.desk.store.path)
    line = [sys.executable, "-c", START, "--data", path, "--today", coach.today.isoformat(), *command]
    away(coach, lambda: _run(line, command, wait=wait), lambda said: coach.bottom.say(said, "bad"))
    await coach.written(coach.desk.practice)


def _run(line: Sequence[str], shown: Sequence[str], *, wait: bool) -> None:
    """Run a command in the terminal; ctrl+c there is its own."""
    before = signal.signal(signal.SIGINT, lambda number, frame: None)
    try:
        if wait:
            sys.stdout.write(f"coach {shlex.join(shown)}\n\n")
            sys.stdout.flush()
        subprocess.run(line, check=False)
        if wait:
            input("\nEnter goes back to coach.")
    except (EOFError, OSError):
        pass
    finally:
        signal.signal(signal.SIGINT, before)
