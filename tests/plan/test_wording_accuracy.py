"""How often the judge of wording agrees with people: goals that others published and labelled, and our own.

`goals.tsv` and `goals-other-languages.tsv` name the page that each goal comes from. In some of them the
author's verdict contradicts the letters (a goal without a date called smart); the judge goes by the letters,
so it cannot agree with those.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from coach_tui.plan.wording import judge

DATA = Path(__file__).parent.parent / "data"
COLUMNS = {"specific": "specific", "measurable": "measurable", "time_bound": "timebound"}

Goal = dict[str, str]


def goals(name: str, language: str = "") -> list[Goal]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        read = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [goal for goal in read if not language or goal["language"] == language]


def agreement(read: list[Goal]) -> dict[str, float]:
    """The share of goals on which judge and label agree: verdict, and each letter."""
    right = dict.fromkeys(("verdict", *COLUMNS), 0)
    for goal in read:
        judgement = judge(goal["text"])
        right["verdict"] += judgement.verdict == goal["label"]
        for letter, column in COLUMNS.items():
            right[letter] += judgement.letters[letter].ok is (goal[column] == "1")
    return {name: count / len(read) for name, count in right.items()}


@pytest.mark.parametrize(
    ("read", "least"),
    [
        (goals("goals.tsv"), {"verdict": 0.93, "specific": 0.93, "measurable": 0.96, "time_bound": 0.98}),
        (
            goals("goals-other-languages.tsv"),
            {"verdict": 0.88, "specific": 0.96, "measurable": 0.96, "time_bound": 0.96},
        ),
        *(
            (goals("goals-own.tsv", language), dict.fromkeys(("verdict", *COLUMNS), 0.95))
            for language in ("en", "fr", "de", "es")
        ),
    ],
    ids=["published en", "published other", "own en", "own fr", "own de", "own es"],
)
def test_the_judge_agrees_with_people(read: list[Goal], least: dict[str, float]) -> None:
    assert len(read) >= 25
    shares = agreement(read)
    assert all(shares[name] >= share for name, share in least.items()), shares


@pytest.mark.parametrize("language", ["en", "fr", "de", "es"])
def test_the_language_of_a_goal_is_told(language: str) -> None:
    wrong = [
        goal["text"] for goal in goals("goals-own.tsv", language) if judge(goal["text"]).language != language
    ]
    assert len(wrong) <= 2, wrong
