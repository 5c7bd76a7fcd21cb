"""Answers of raters in a CSV of any form tool: which column is what, who is who, and what is told of it."""

from __future__ import annotations

from typing import Any

import pytest

from coach_tui import bounds
from coach_tui.exchange.answer_headings import unnumbered
from coach_tui.exchange.group_words import group_of
from coach_tui.exchange.rater_answers import RaterAnswers
from coach_tui.exchange.rater_csv import read_csv
from coach_tui.exchange.rater_hints import hints_said
from coach_tui.exchange.score_scale import FIVE, score_of
from coach_tui.plan.errors import BadInput
from coach_tui.plan.round import Round

ITEMS = ["Listens", "Delegates"]
ASKED = Round({"uid": "r", "title": "Autumn", "items": ITEMS, "questions": ["What helps?"]})
HEADINGS = ["Group", "Name", "Listens", "Delegates", "What helps?"]


def read(*rows: list[str], asked: Round | None = ASKED, **more: Any) -> RaterAnswers:
    text = "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in rows)
    return read_csv(text, asked, hints_said(**more))


def told(found: RaterAnswers) -> list[tuple[Any, ...]]:
    return [
        (reply.group, reply.rater, reply.email, reply.scores, reply.comments, reply.where)
        for reply in found.replies
    ]


# Words


@pytest.mark.parametrize(
    ("said", "group"),
    [
        ("Self", "self"),
        ("I", "self"),
        ("Self-assessment", "self"),
        ("Selbsteinschätzung", "self"),
        ("Her manager", "manager"),
        ("Line manager", "manager"),
        ("Führungskraft", "manager"),
        ("a colleague", "peer"),
        ("A close peer", "peer"),
        ("one of the peers", "peer"),
        ("Kollegin", "peer"),
        ("Direct report", "report"),
        ("I am on her team", "report"),
        ("Other (customer)", "other"),
        ("Sonstige", "other"),
        ("neighbour", ""),
        ("selfish", ""),
        ("", ""),
    ],
)
def test_words_for_a_group(said: str, group: str) -> None:
    assert group_of(said) == group


SCALE = Round({"uid": "r", "title": "x", "items": ["y"], "anchors": ["never", "", "", "", "always"]})
PULSE = Round({"uid": "r", "title": "x", "kind": "pulse", "items": ["y"]})


@pytest.mark.parametrize(
    ("said", "asked", "score"),
    [
        ("4", ASKED, 4),
        (" 4 ", ASKED, 4),
        ("4.0", ASKED, 4),
        ("4,0", ASKED, 4),
        ("1", ASKED, 1),
        ("5", ASKED, 5),
        ("5", None, 5),
        ("1", None, 1),
        ("5 - nearly always", ASKED, 5),
        ("5 points", ASKED, 5),
        ("0", ASKED, "“0” is outside 1 to 5"),
        ("6", ASKED, "“6” is outside 1 to 5"),
        ("6", None, "“6” is outside 1 to 5"),
        ("−2", PULSE, -2),
        ("-3", PULSE, -3),
        ("+3", PULSE, 3),
        ("0", PULSE, 0),
        ("4", PULSE, "“4” is outside -3 to 3"),
        ("3.5", ASKED, "“3.5” is no score"),
        ("4/5", ASKED, "“4/5” is no score"),
        ("4%", ASKED, "“4%” is no score"),
        ("4 5", ASKED, "“4 5” is no score"),
        ("often", ASKED, "“often” is no score"),
        ("often", None, "“often” is no score"),
        ("Always!", SCALE, 5),
        ("never", SCALE, 1),
        ("sometimes", SCALE, "“sometimes” is no score"),
        ("n/a", ASKED, None),
        ("N.A.", ASKED, None),
        ("weiß nicht", ASKED, None),
        ("Can't say", ASKED, None),
        ("–", ASKED, None),
        ("--", ASKED, None),
        ("…", ASKED, "“…” is no score"),
    ],
)
def test_words_for_a_score(said: str, asked: Round | None, score: int | str | None) -> None:
    assert score_of(said, asked or FIVE) == score


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("2. Delegates", "Delegates"),
        ("q12) Delegates", "Delegates"),
        ("item 3: Delegates", "Delegates"),
        ("frage 3 Delegates", "Delegates"),
        ("360 degrees", "degrees"),
        ("2026 goals", "2026 goals"),
        ("2.", "2."),
    ],
)
def test_the_number_before_a_heading(heading: str, said: str) -> None:
    assert unnumbered(heading) == said


# One row a rater


def test_a_table_of_one_row_a_rater_whole() -> None:
    found = read(
        [*HEADINGS, "Mood"],
        ["peer", "Jo", "4", "n/a", "Calm.", "fine"],
        ["manager", "", "5", "2", "", ""],
    )
    assert told(found) == [
        ("peer", "Jo", "", {"Listens": 4}, {"What helps?": "Calm."}, "line 2"),
        ("manager", "", "", {"Listens": 5, "Delegates": 2}, {}, "line 3"),
    ]
    assert found.faults == []
    assert found.notes == [
        "read as one row a rater",
        "group: “Group”",
        "rater: “Name”",
        "item “Listens”: “Listens”",
        "item “Delegates”: “Delegates”",
        "comments on “What helps?”: “What helps?”",
        "not used: “Mood”",
    ]


@pytest.mark.parametrize("nothing", ["n/a", "N/A", "weiß nicht", "–", "-", "--", "...", "No answer", "k. A."])
def test_nothing_said_is_no_comment(nothing: str) -> None:
    found = read(HEADINGS, ["peer", "Jo", "4", "3", nothing])
    assert (found.replies[0].comments, found.faults) == ({}, [])


def test_a_few_signs_are_a_comment() -> None:
    assert read(HEADINGS, ["peer", "Jo", "4", "3", "- calm"]).replies[0].comments == {"What helps?": "- calm"}


def test_several_columns_of_words_on_one_thing_come_together() -> None:
    found = read(
        ["Group", "Listens", "Comment on Listens", "Delegates", "Comments", "Other remarks", "Kommentar"],
        ["peer", "4", "to all", "3", "fine", "late", "so so"],
    )
    assert found.replies[0].comments == {"Listens": "to all", "Comments": "fine\nlate\nso so"}
    assert found.notes[-4:] == [
        "comments on “Comments”: “Comments”",
        "comments on “Listens”: “Comment on Listens”",
        "comments on “Comments”: “Other remarks”",
        "comments on “Comments”: “Kommentar”",
    ]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (["peer", "Jo", "4", "3", "", "x"], "line 2: more cells than headings; what is too much is left out"),
        (["peer", "Jo", "4", "", ""], "line 2: no answer to “Delegates”; taken as n/a"),
        (["peer", "Jo", "4"], "line 2: no answer to “Delegates”; taken as n/a"),
        (["peer", "Jo", "4", "9", ""], "line 2: “9” is outside 1 to 5, for “Delegates”; taken as n/a"),
    ],
)
def test_what_is_not_clear_in_a_row(row: list[str], fault: str) -> None:
    found = read(HEADINGS, row)
    assert found.faults == [fault]
    assert found.replies[0].scores["Listens"] == 4


@pytest.mark.parametrize(
    ("group", "fault"),
    [
        (
            "cat",
            "line 2: the group “cat” is not known (self, manager, peer, report, other); left out. "
            'Say which it is: --group "cat=…"',
        ),
        ("", "line 2: no group is named (self, manager, peer, report, other); left out"),
    ],
)
def test_a_row_of_no_group_is_left_out(group: str, fault: str) -> None:
    found = read(HEADINGS, [group, "Jo", "4", "3", ""], ["peer", "Kim", "2", "1", ""])
    assert found.faults == [fault]
    assert [reply.rater for reply in found.replies] == ["Kim"]


def test_how_many_are_left_out() -> None:
    asked = Round({"uid": "r", "title": "x", "items": ["a", "b", "c", "d"]})
    found = read(
        ["group", "a", "b", "c", "d"], ["peer", "1", "", "", ""], ["self", "", "2", "3", ""], asked=asked
    )
    assert found.faults == [
        "line 2: no answer to “b”, “c” and 1 more; taken as n/a",
        "line 3: no answer to “a”, “d”; taken as n/a",
    ]


@pytest.mark.parametrize(
    ("headings", "rater", "email"),
    [
        (["E-mail", "Name"], "Jo", "jo@x.org"),
        (["Email Address", "Full name"], "Jo", "jo@x.org"),
        (["User name", "Rater"], "Jo", "jo@x.org"),
        (["Mood", "Name"], "Jo", "jo@x.org"),  # what holds addresses is a column of addresses
        (["Rater", "Mood"], "", "jo@x.org"),
    ],
)
def test_who_the_rater_is(headings: list[str], rater: str, email: str) -> None:
    found = read(["Group", *headings, *ITEMS], ["peer", "jo@x.org", "Jo", "4", "3"])
    assert (found.replies[0].rater, found.replies[0].email) == (rater, email)
    assert found.replies[0].scores == {"Listens": 4, "Delegates": 3}


def test_a_column_that_is_asked_about_is_no_column_of_names() -> None:
    asked = Round({"uid": "r", "title": "x", "items": ["Name", "Listens"]})
    found = read(["Group", "Name", "Listens"], ["peer", "4", "3"], asked=asked)
    assert told(found) == [("peer", "", "", {"Name": 4, "Listens": 3}, {}, "line 2")]


# Which column names the groups


def rows_with(cells: list[str], heading: str = "Who are you") -> list[list[str]]:
    return [[heading, "Listens", "Delegates"], *[[cell, "4", "3"] for cell in cells]]


@pytest.mark.parametrize(("known", "found"), [(8, True), (7, False), (10, True)])
def test_a_column_is_known_by_its_words_when_most_of_them_are_known(known: int, found: bool) -> None:
    rows = rows_with(["peer"] * known + ["cat"] * (10 - known))
    if found:
        assert len(read(*rows).replies) == known
    else:
        with pytest.raises(BadInput, match="no column is found that names the groups"):
            read(*rows)


def test_empty_cells_do_not_count_against_a_column() -> None:
    assert len(read(*rows_with(["peer"] * 3 + [""] * 5)).replies) == 3


def test_long_texts_that_begin_with_a_groups_word_are_no_groups() -> None:
    long = "peer " + "x" * 80
    found = read(["About you", *HEADINGS[2:], "Words"], ["peer", "4", "3", "", long])
    assert [reply.group for reply in found.replies] == ["peer"]
    with pytest.raises(BadInput, match="no column is found"):
        read(["About you", "Listens", "Delegates"], [long, "4", "3"])


@pytest.mark.parametrize(
    "heading", ["Group", "Rolle", "Your relationship to Anna", "Which group?", "Beziehung"]
)
def test_a_heading_alone_names_the_column_where_the_words_are_not_known(heading: str) -> None:
    found = read([heading, "Listens", "Delegates"], ["cat", "4", "3"], ["peer", "2", "1"], ["dog", "2", "1"])
    assert [reply.group for reply in found.replies] == ["peer"]
    assert f"group: “{heading}”" in found.notes


def test_of_several_columns_the_one_with_heading_and_words_is_taken() -> None:
    found = read(
        ["Team", "Role", "Group", "Listens", "Delegates"],
        ["peer", "engineer", "manager", "4", "3"],
        ["peer", "designer", "self", "4", "3"],
    )
    assert [reply.group for reply in found.replies] == ["manager", "self"]
    with pytest.raises(BadInput) as caught:
        read(["Team", "Friends", "Listens", "Delegates"], ["peer", "peer", "4", "3"])
    assert str(caught.value) == (
        "no column is found that names the groups (self, manager, peer, report, other); "
        "name it with --group-column; there are “Team”, “Friends”, “Listens”, “Delegates”"
    )


def test_the_column_of_groups_can_be_named() -> None:
    rows = [["Team", "Friends", "Listens", "Delegates"], ["peer", "manager", "4", "3"]]
    assert read(*rows, group_column="friends").replies[0].group == "manager"
    assert read(*rows, group_column="TEAM").replies[0].group == "peer"
    with pytest.raises(
        BadInput, match="no column is headed “Gruppe”; there are “Team”, “Friends”, “Listens”"
    ):
        read(*rows, group_column="Gruppe")
    signs = [["!!", "??", "Listens", "Delegates"], ["peer", "manager", "4", "3"]]
    assert read(*signs, group_column="!!").replies[0].group == "peer"


# Which column is which item


@pytest.mark.parametrize(
    "heading",
    [
        "Listens",
        "LISTENS",
        "1. Listens",
        "Q1: Listens",
        "G01Q01[SQ001]. Listens",
        "Rate: [Listens]",
        "How often do you see this? Listens",
    ],
)
def test_an_item_by_its_heading(heading: str) -> None:
    found = read(["Group", heading, "Delegates", "What helps?"], ["peer", "4", "3", ""])
    assert (found.faults, found.replies[0].scores) == ([], {"Listens": 4, "Delegates": 3})


@pytest.mark.parametrize("heading", ["1", "Q1", "Item 1", "Q12", "Rate: [Listen]", "Listen"])
def test_what_is_not_the_items_heading(heading: str) -> None:
    found = read(["Group", heading, "Delegates", "What helps?"], ["peer", "4", "3", ""])
    assert found.faults == ["no column is headed “Listens”; taken as n/a for all"]
    assert found.replies[0].scores == {"Delegates": 3}


def test_a_number_alone_names_no_item() -> None:
    rows = ["Group", "Q1", "Q2", "Q3"], ["peer", "4", "3", "Calm."]
    with pytest.raises(BadInput, match=r'Say which is which, an item a time: --column "Listens=…"'):
        read(*rows)
    found = read(*rows, columns=["Listens=Q2", "delegates=q1", "What helps?=Q3"])
    assert found.replies[0].scores == {"Listens": 3, "Delegates": 4}
    assert found.replies[0].comments == {"What helps?": "Calm."}
    with pytest.raises(BadInput, match="“Sings” is neither item nor question of “Autumn”"):
        read(*rows, columns=["Sings=Q2"])
    with pytest.raises(BadInput, match="no column is headed “Q9”; there are “Group”, “Q1”"):
        read(*rows, columns=["Listens=Q9"])


def test_a_heading_that_is_the_item_goes_before_one_that_holds_it() -> None:
    found = read(["Group", "Listens more than before", "Listens", "Delegates"], ["peer", "1", "4", "3"])
    assert found.replies[0].scores["Listens"] == 4


def test_the_first_of_two_columns_is_taken_and_that_is_told() -> None:
    found = read(["Group", "Listens", "1. Listens", "Delegates"], ["peer", "4", "1", "3"])
    assert found.replies[0].scores == {"Listens": 4, "Delegates": 3}
    assert found.faults == ["“Listens” has 2 columns; the first one is taken"]


def test_general_comments_have_a_column_of_that_very_name() -> None:
    found = read(["Group", *ITEMS, "Comments"], ["peer", "4", "3", "Calm."])
    assert found.replies[0].comments == {"Comments": "Calm."}
    found = read(["Group", *ITEMS, "All comments"], ["peer", "4", "3", "Calm."])
    assert found.replies[0].comments == {"Comments": "Calm."}


def test_no_heading_is_an_item() -> None:
    with pytest.raises(BadInput) as caught:
        read(["Group", "Sings", "", "Dances"], ["peer", "4", "", "3"])
    assert str(caught.value) == (
        "no heading is an item of “Autumn”; there are “Sings”, “Dances”. "
        'Say which is which, an item a time: --column "Listens=…", or name another --round'
    )
    many = [f"h{n}" for n in range(20)]
    with pytest.raises(BadInput) as caught:
        read(["Group", *many], ["peer", *["4"] * 20])
    assert "“h11”" in str(caught.value)
    assert "“h12”" not in str(caught.value)


# A round that is still to be begun


def test_what_a_new_round_asks() -> None:
    found = read(
        [
            "Timestamp",
            "Group",
            "1. Listens",
            "Rate: [Delegates]",
            "Feedback",
            "Why?",
            "Empty",
            "Listens",
            "Odd",
        ],
        ["1/11", "peer", "4", "3", "5", "because", "", "2", "2026-11-02"],
        ["2/11", "self", "n/a", "x", "4", "", "", "2", "#"],
        asked=None,
    )
    assert (found.items, found.questions) == (["Listens", "Delegates", "Feedback"], ["Why?"])
    assert found.replies[0].scores == {"Listens": 4, "Delegates": 3, "Feedback": 5}
    assert found.replies[0].comments == {"Why?": "because"}
    assert found.notes[-1] == "not used: “Timestamp”, “Empty”, “Listens”, “Odd”"
    assert found.faults == [
        "“Listens” has 2 columns; the first one is taken",
        "line 3: “x” is no score, for “Delegates”; taken as n/a",
    ]


@pytest.mark.parametrize(("scores", "taken"), [(["4", "3", "x", "y"], True), (["4", "x", "y", "z"], False)])
def test_a_column_is_an_item_when_half_of_it_are_scores(scores: list[str], taken: bool) -> None:
    found = read(["Group", "Listens", "Odd"], *[["peer", "4", score] for score in scores], asked=None)
    assert found.items == (["Listens", "Odd"] if taken else ["Listens"])
    assert found.questions == ([] if taken else ["Odd"])


def test_a_new_round_needs_scores() -> None:
    with pytest.raises(BadInput, match="no column holds scores; name one: --column"):
        read(["Group", "Why?"], ["peer", "because"], asked=None)


LONG = [["group", "rater", "item", "score"]] + [
    ["peer", rater, item, "4"] for rater in ("Jo", "Kim", "Lea") for item in ("Listens", "Delegates")
]
WIDE = [
    ["Group", "Name", "Listens", "Delegates"],
    *(["peer", name, "4", "4"] for name in ("Jo", "Kim", "Lea")),
]


@pytest.mark.parametrize(
    ("rows", "bound", "fits", "what"),
    [
        (LONG, "SINGLE", 7, "answers"),
        (LONG, "ITEMS", 2, "items"),
        (LONG, "ANSWERS", 3, "people's answers"),
        (WIDE, "ANSWERS", 4, "people's answers"),
        (WIDE, "ITEMS", 4, "columns"),
    ],
)
def test_how_many_answers_there_may_be(
    monkeypatch: pytest.MonkeyPatch, rows: list[list[str]], bound: str, fits: int, what: str
) -> None:
    monkeypatch.setattr(bounds, bound, fits)
    assert len(read(*rows, asked=None).replies) == 3
    monkeypatch.setattr(bounds, bound, fits - 1)
    with pytest.raises(BadInput, match=f"{fits} {what}"):
        read(*rows, asked=None)
