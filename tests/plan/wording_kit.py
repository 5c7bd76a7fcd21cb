"""How far the judge of wording and people agree on labelled goals, by source and by language.

`.venv/bin/python -m tests.plan.wording_kit` prints it for every source.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from coach_tui.plan.wording import LANGUAGES, judge, language_of

DATA = Path(__file__).parent.parent / "data"
COLUMNS = {"specific": "specific", "measurable": "measurable", "time_bound": "timebound"}
SOURCES = {
    "published": ("goals.tsv", "goals-other-languages.tsv"),
    "wild": ("goals-wild.tsv",),
    "pages": ("goals-pages.tsv",),
    "own": ("goals-own.tsv",),
    "held out": ("goals-held-out.tsv",),
}
"""Whose goals they are, and their files: see the docstring of `tests.plan.test_wording_accuracy`."""

Goal = dict[str, str]


class Agreement(NamedTuple):
    """Shares between 0 and 1, but the numbers of goals and of the two ways to be wrong."""

    goals: int
    verdict: float
    letters: dict[str, float]
    vague: int
    vague_called_smart: int
    smart: int
    smart_called_vague: int


def goals(source: str, language: str = "") -> list[Goal]:
    """The labelled goals of a source; those of one language where it is given."""
    read: list[Goal] = []
    for name in SOURCES[source]:
        with (DATA / name).open(encoding="utf-8", newline="") as file:
            for goal in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                goal.setdefault("language", language_of(goal["text"]))
                read.append(goal)
    return [goal for goal in read if language in ("", goal["language"])]


def has_no_date_but_is_called_good(goal: Goal) -> bool:
    """Whether its author calls a goal smart that has no time: the judge goes by the letters."""
    return goal["label"] == "smart" and goal["timebound"] == "0"


def agreement(read: list[Goal]) -> Agreement:
    """How far the judge agrees with the labels of these goals."""
    right = dict.fromkeys(("verdict", *COLUMNS), 0)
    wrong = {"vague": 0, "smart": 0}
    for goal in read:
        judgement = judge(goal["text"])
        if judgement.verdict == goal["label"]:
            right["verdict"] += 1
        else:
            wrong[goal["label"]] += 1
        for letter, column in COLUMNS.items():
            right[letter] += judgement.letters[letter].ok is (goal[column] == "1")
    shares = {name: count / len(read) for name, count in right.items()}
    vague = sum(goal["label"] == "vague" for goal in read)
    return Agreement(
        len(read), shares.pop("verdict"), shares, vague, wrong["vague"], len(read) - vague, wrong["smart"]
    )


def report() -> Iterator[str]:
    """A line for each source and language, then the pages on whose goals the judge disagrees."""
    yield f"{'source':10} {'':3} {'goals':>5}  verdict  S     M     T    vague called smart, smart vague"
    for source in SOURCES:
        for language in ("", *LANGUAGES):
            if read := goals(source, language):
                told = agreement(read)
                letters = " ".join(f"{share:.3f}" for share in told.letters.values())
                yield (
                    f"{source:10} {language or 'all':3} {told.goals:5}  {told.verdict:.3f}  {letters}"
                    f"  {told.vague_called_smart}/{told.vague}, {told.smart_called_vague}/{told.smart}"
                )
    for source in ("published", "wild", "pages"):
        pages: dict[str, list[Goal]] = {}
        for goal in goals(source):
            pages.setdefault(goal["source"], []).append(goal)
        for page, read in pages.items():
            told = agreement(read)
            if told.verdict < 1:
                wrong = told.vague_called_smart + told.smart_called_vague
                yield f"{source:10} {wrong} of {told.goals} otherwise than {page}"


if __name__ == "__main__":
    sys.stdout.write("\n".join(report()) + "\n")
