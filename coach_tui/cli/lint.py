"""`coach lint`: judges the wording of goals."""

from __future__ import annotations

from coach_tui import bounds
from coach_tui.cli.exits import Exit
from coach_tui.cli.table import columns
from coach_tui.plan.errors import BadInput
from coach_tui.plan.text import clean
from coach_tui.plan.wording import LANGUAGES, judge
from coach_tui.plan.wording.questions import ASK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from coach_tui.cli.context import Context
    from coach_tui.plan.wording import Judgement

HELP = (
    "Judges a goal's wording: what is specific, measurable and time-bound about it, and what to ask. English,"
    " French, German, Spanish; it asks in the goal's language. Vague goals are no error: it exits with 0."
)
FLAGS = ("--json",)
"""Its switch, for `coach_tui.cli.main`, which reads it without argparse."""

GOAL_LIMIT = 10_000
"""Characters of one goal."""

_SHORT = {"specific": "S", "measurable": "M", "achievable": "A", "relevant": "R", "time_bound": "T"}
_MARKS = {True: "✓", False: "?", None: "–"}
_ASCII_MARKS = {True: "+", False: "?", None: "-"}


def arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of `coach lint`."""
    parser.add_argument(
        "text", metavar="TEXT", nargs="?", help="the goal; without it, or with -, each line of standard input"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object a line")
    parser.add_argument(
        "--language", choices=LANGUAGES, help="en, fr, de, es; told from the text where it is left out"
    )


def run(args: Namespace, context: Context) -> int:
    """Judges the goal, or those on standard input, and prints what is found."""
    text = getattr(args, "text", None)
    language = getattr(args, "language", None)
    if text in (None, "-"):
        goals = list(_lines(context.read_stdin(bounds.GOALS)))
        bounds.check_count(goals, bounds.GOAL_LINES, "goals")
    else:
        goals = [_goal(text, "the text")]
    if not goals:
        raise BadInput("there is no goal to judge; give it as text, or one a line on standard input")
    judged = [judge(goal, language=language, ask_in="") for goal in goals]
    if args.json:
        context.out("\n".join(_json(one, context.utf8) for one in judged))
    else:
        context.out("\n\n".join("\n".join(_for_people(one, context)) for one in judged))
    return Exit.DONE


def _lines(text: str) -> Iterator[str]:
    """The goals of a text, one a line; empty lines are passed over."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield _goal(line, f"line {number}")


def _goal(text: str | None, where: str) -> str:
    """A goal that can be judged.

    Raises:
        BadInput: when it is empty, too long, or no text.
    """
    goal = (text or "").strip()
    if not goal:
        raise BadInput(f"{where} is empty; give a goal to judge")
    if len(goal) > GOAL_LIMIT:
        raise BadInput(f"{where} has {len(goal):,} characters; a goal has {GOAL_LIMIT:,} at most")
    if not goal.isascii() and any("\ud800" <= char <= "\udfff" for char in goal):
        raise BadInput(f"{where} is not UTF-8 text; convert it first")
    return goal


def _json(judgement: Judgement, utf8: bool) -> str:
    """A judgement on one line; what a terminal could take for a command is escaped."""
    import json

    value = judgement.as_json()
    line = json.dumps(value, ensure_ascii=not utf8)
    return line if line.isascii() or clean(line) == line else json.dumps(value)


def _for_people(judgement: Judgement, context: Context) -> Iterator[str]:
    """The goal, its five letters with what tells them or what to ask, its vague words, the one question."""
    marks, opening, closing = (_MARKS, "“", "”") if context.utf8 else (_ASCII_MARKS, '"', '"')
    yield f"{judgement.verdict}: {judgement.text.strip()}"
    rows = [
        (f"{marks[letter.ok]} {_SHORT[name]}", "; ".join(letter.found) or letter.question or "")
        for name, letter in judgement.letters.items()
    ]
    rows += [("", f"{opening}{hint.word}{closing}: {hint.question}") for hint in judgement.hints]
    yield from columns(rows, context.width, indent=2)
    yield f"  {ASK[judgement.language]}: {judgement.question}"
