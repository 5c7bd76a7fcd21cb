"""Answers of raters in a CSV of one row an answer: who is who, what belongs together, what is told of it."""

from __future__ import annotations

import pytest

from coach_tui.plan.errors import BadInput
from coach_tui.plan.round import Round
from tests.exchange.test_rater_csv import ITEMS, read, told

LONG = ["group", "rater", "item", "score", "comment"]


def test_a_table_of_one_row_an_answer_whole() -> None:
    found = read(
        [*LONG, "Mood", ""],
        ["peer", "Jo", "Listens", "4", "to all\nalways", "fine", ""],
        ["peer", "Jo", "2. Delegates", "n/a", "", "", ""],
        ["self", "", "Listens", "5", "", "", ""],
        ["peer", "Jo", "What helps?", "", "Calm.", "", ""],
        ["peer", "Jo", "", "", "In general.", "", ""],
        ["self", "", "Delegates", "2", "", "", ""],
    )
    words = {"Listens": "to all\nalways", "What helps?": "Calm.", "Comments": "In general."}
    assert told(found) == [
        ("peer", "Jo", "", {"Listens": 4}, words, "line 3"),
        ("self", "", "", {"Listens": 5, "Delegates": 2}, {}, "line 5"),
    ]
    assert found.faults == []
    assert found.notes == [
        "read as one row an answer: group, rater, item, score, comment",
        "not used: “Mood”",
    ]


@pytest.mark.parametrize(
    ("first", "second", "people"),
    [
        ("Tom@x.org", "tom@X.org", 1),
        ("Zoë", "zoe", 1),
        ("Tom", "Tim", 2),
    ],
)
def test_a_rater_is_one_person_however_the_name_is_written(first: str, second: str, people: int) -> None:
    found = read(LONG, ["peer", first, "Listens", "4", ""], ["peer", second, "Delegates", "3", ""])
    assert len(found.replies) == people
    found = read(LONG, ["peer", first, "Listens", "4", ""], ["peer", second, "Listens", "1", ""])
    assert len(found.replies) == people
    assert found.replies[0].scores == {"Listens": 4}
    assert any("is answered twice by the same rater" in line for line in found.faults) == (people == 1)


def test_people_of_one_name_in_two_groups_are_two_and_the_client_is_one() -> None:
    found = read(
        LONG,
        ["peer", "Jo", "Listens", "4", ""],
        ["other", "Jo", "Listens", "2", ""],
        ["self", "Anna", "Listens", "5", ""],
        ["self", "A. Berg", "Delegates", "3", ""],
    )
    assert [(reply.group, reply.rater, reply.scores) for reply in found.replies] == [
        ("peer", "Jo", {"Listens": 4}),
        ("other", "Jo", {"Listens": 2}),
        ("self", "Anna", {"Listens": 5, "Delegates": 3}),
    ]


def test_the_address_tells_who_it_is_before_the_name() -> None:
    headings = ["group", "name", "e-mail", "item", "score"]
    found = read(
        headings,
        ["peer", "Jo", "jo@x.org", "Listens", "4"],
        ["peer", "J.", "JO@x.org", "Delegates", "3"],
        ["peer", "Jo", "other@x.org", "Listens", "1"],
    )
    assert [(reply.rater, reply.email, reply.scores) for reply in found.replies] == [
        ("Jo", "jo@x.org", {"Listens": 4, "Delegates": 3}),
        ("Jo", "other@x.org", {"Listens": 1}),
    ]
    assert "comment" not in found.notes[1:]


@pytest.mark.parametrize(("said", "email"), [("jo@x.org", "jo@x.org"), ("Jo", "")])
def test_an_address_in_the_raters_column_is_one(said: str, email: str) -> None:
    found = read(LONG, ["peer", said, "Listens", "4", ""])
    assert (found.replies[0].rater, found.replies[0].email) == (said, email)


@pytest.mark.parametrize(
    ("group", "rater", "taken"),
    [
        ("peer", "", False),
        ("report", "", False),
        ("other", "", False),
        ("manager", "", True),
        ("self", "", True),
    ],
)
def test_only_the_client_and_the_manager_need_no_name(group: str, rater: str, taken: bool) -> None:
    found = read(LONG, [group, rater, "Listens", "4", ""], [group, rater, "Delegates", "3", ""])
    if taken:
        assert [reply.scores for reply in found.replies] == [{"Listens": 4, "Delegates": 3}]
    else:
        assert found.replies == []
        assert found.faults == ["line 2: no rater is named; left out", "line 3: no rater is named; left out"]


def test_two_comments_on_one_thing_stand_below_each_other() -> None:
    found = read(LONG, ["peer", "Jo", "", "", "one"], ["peer", "Jo", "Comments", "", "two"])
    assert found.replies[0].comments == {"Comments": "one\ntwo"}


@pytest.mark.parametrize(
    ("row", "faults"),
    [
        (["peer", "Jo", "Delegates", "", ""], ["line 3: no answer to “Delegates”; taken as n/a"]),
        (["peer", "Jo", "Delegates", "", "hard to say"], []),
        (["peer", "Jo", "What helps?", "4", "Calm."], [
            "line 3: “What helps?” is answered in words; the score is left out",
            "line 2: “Jo” has no answer to “Delegates”; taken as n/a",
        ]),
        (["peer", "Jo", "Sings", "4", ""], [
            "line 3: “Sings” is not asked in this round; left out",
            "line 2: “Jo” has no answer to “Delegates”; taken as n/a",
        ]),
        (["peer", "Jo", "Delegates", "9", ""], [
            "line 3: “9” is outside 1 to 5, for “Delegates”; taken as n/a",
        ]),
    ],
)  # fmt: skip
def test_what_is_not_clear_in_an_answer(row: list[str], faults: list[str]) -> None:
    found = read(LONG, ["peer", "Jo", "Listens", "4", ""], row)
    assert found.faults == faults
    assert found.replies[0].scores == {"Listens": 4}


def test_who_left_something_out() -> None:
    asked = Round({"uid": "r", "title": "x", "items": ["a", "b", "c", "d"]})
    found = read(
        ["group", "name", "email", "item", "score"],
        ["manager", "", "", "a", "4"],
        ["self", "Anna", "", "a", "4"],
        ["peer", "", "jo@x.org", "a", "4"],
        asked=asked,
    )
    assert found.faults == [
        "line 2: the manager has no answer to “b”, “c” and 1 more; taken as n/a",
        "line 3: the self has no answer to “b”, “c” and 1 more; taken as n/a",
        "line 4: “jo@x.org” has no answer to “b”, “c” and 1 more; taken as n/a",
    ]


def test_a_new_round_of_answers_asks_what_is_scored_and_what_has_words() -> None:
    found = read(
        LONG,
        ["peer", "Jo", "Listens", "", "to all"],
        ["peer", "Kim", "listens", "4", ""],
        ["peer", "Kim", "Why?", "", "so"],
        ["peer", "Kim", "Delegates", "3", ""],
        asked=None,
    )
    assert (found.items, found.questions) == (["listens", "Delegates"], ["Why?"])
    assert [(reply.rater, reply.scores, reply.comments) for reply in found.replies] == [
        ("Jo", {}, {"listens": "to all"}),
        ("Kim", {"listens": 4, "Delegates": 3}, {"Why?": "so"}),
    ]


def test_a_new_round_of_answers_needs_scores() -> None:
    with pytest.raises(BadInput, match="no item has a score"):
        read(LONG, ["peer", "p", "Why?", "", "so"], asked=None)


def test_the_groups_of_answers_may_stand_in_a_column_that_is_named() -> None:
    headings = ["team", "rater", "item", "score"]
    found = read(headings, ["peer", "Jo", "Listens", "4"], group_column="team")
    assert (found.replies[0].group, found.replies[0].scores) == ("peer", {"Listens": 4})
    both = read(["group", *headings], ["cat", "peer", "Jo", "Listens", "4"], group_column="team")
    assert both.replies[0].group == "peer"
    assert both.notes[-1] == "not used: “group”"


def test_an_address_of_its_own_column_goes_before_one_in_the_raters() -> None:
    found = read(["group", "name", "email", "item", "score"], ["peer", "j@y.org", "jo@x.org", "Listens", "4"])
    assert (found.replies[0].rater, found.replies[0].email) == ("j@y.org", "jo@x.org")


def test_an_item_that_begins_with_a_number_is_not_cut() -> None:
    asked = Round({"uid": "r", "title": "x", "items": ["360 view", "view"]})
    found = read(LONG, ["peer", "Jo", "360 view", "4", ""], ["peer", "Jo", "1. view", "2", ""], asked=asked)
    assert found.replies[0].scores == {"360 view": 4, "view": 2}


def test_names_are_of_one_line_and_rows_may_be_short() -> None:
    found = read(LONG, ["peer", "Jo\nMeier", "Listens", "4"], ["peer", "Jo Meier", "Delegates"])
    assert [(reply.rater, reply.scores) for reply in found.replies] == [("Jo Meier", {"Listens": 4})]
    assert found.faults == ["line 4: no answer to “Delegates”; taken as n/a"]


def test_no_column_holds_two_things() -> None:
    headings = ["name", "rater", "item", "score"]
    found = read(headings, ["peer", "Jo", "Listens", "4"], group_column="name")
    assert [(reply.group, reply.rater) for reply in found.replies] == [("peer", "Jo")]


def test_an_item_on_another_scale_than_the_rounds_is_left_out_whole() -> None:
    rows = [["peer", name, "Listens", score, ""] for name, score in (("a", "8"), ("b", "4"), ("c", "7"))]
    rows += [["peer", name, "Delegates", "3", ""] for name in "abc"]
    found = read(LONG, *rows)
    assert [reply.scores for reply in found.replies] == [{"Delegates": 3}] * 3
    assert found.faults == ["“Listens” has another scale than 1 to 5; taken as n/a for all"]


@pytest.mark.parametrize(
    ("columns", "who"),
    [
        ([], ("", "a@b.example")),
        (["rater=Who"], ("Jo", "a@b.example")),
        (["rater=who", "email=Reach"], ("Jo", "jo@b.example")),
        (["rater=Who", "nothing=Email"], ("Jo", "")),
    ],
)
def test_what_is_said_of_columns_holds_here_too(columns: list[str], who: tuple[str, str]) -> None:
    rows = [["group", "Who", "Email", "Reach", "item", "score"]]
    rows += [["peer", "Jo", "a@b.example", "jo@b.example", item, "4"] for item in ITEMS]
    (reply,) = read(*rows, columns=columns).replies
    assert (reply.rater, reply.email) == who
    assert reply.scores == dict.fromkeys(ITEMS, 4)


def test_a_heading_that_is_not_there_is_refused_here_too() -> None:
    rows = [["group", "item", "score"], ["peer", ITEMS[0], "4"]]
    with pytest.raises(BadInput, match="no column is headed “Whom”; there are “group”, “item”, “score”"):
        read(*rows, columns=["rater=Whom"])
