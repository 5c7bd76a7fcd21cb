"""Which column is what in a table of one row a rater: the close cases."""

from __future__ import annotations

import pytest

from coach_tui.plan.errors import BadInput
from coach_tui.plan.round import Round
from tests.exchange.test_rater_csv import ITEMS, read


def test_a_column_without_a_heading_is_none() -> None:
    with pytest.raises(BadInput, match="no column is found that names the groups"):
        read(["", *ITEMS], ["peer", "4", "3"])
    many = ["", *[f"h{n}" for n in range(13)]]
    with pytest.raises(BadInput) as caught:
        read(many, ["4"] * 14)
    assert str(caught.value).endswith("there are " + ", ".join(f"“h{n}”" for n in range(12)))


@pytest.mark.parametrize(("length", "is_group"), [(79, True), (80, True), (81, False)])
def test_what_says_the_group_is_short(length: int, is_group: bool) -> None:
    said = "peer ".ljust(length, "x")
    assert len(said) == length
    if is_group:
        assert read(["About you", *ITEMS], [said, "4", "3"]).replies[0].group == "peer"
    else:
        with pytest.raises(BadInput, match="no column is found"):
            read(["About you", *ITEMS], [said, "4", "3"])


def test_of_two_columns_of_groups_the_first_is_taken() -> None:
    found = read(["Group", "Role", *ITEMS], ["peer", "colleague", "4", "3"])
    assert (found.replies[0].group, found.faults) == ("peer", [])
    assert found.notes[-1] == "not used: “Role”"
    found = read(["Group", "Role", *ITEMS], ["peer", "manager", "4", "3"])
    assert found.replies[0].group == "peer"
    assert found.faults == [
        "“Group” and “Role” both name groups, and not the same ones; the first is taken. "
        "Name it with --group-column"
    ]


def test_what_is_left_of_two_columns_of_one_item_is_told() -> None:
    found = read(["Group", "Listens", "1. Listens", "Delegates"], ["peer", "4", "1", "3"])
    assert found.notes[-1] == "not used: “1. Listens”"


@pytest.mark.parametrize(
    ("item", "near", "exact"),
    [
        ("360 view", "The 360 view of it", "360 view"),
        ("Listens", "How she listens to us", "Rate: [Listens]"),
        ("Listens", "How she listens to us", "2) Listens"),
    ],
)
def test_a_heading_that_is_the_item_goes_before_one_that_only_holds_it(
    item: str, near: str, exact: str
) -> None:
    asked = Round({"uid": "r", "title": "x", "items": [item]})
    found = read(["Group", near, exact], ["peer", "1", "4"], asked=asked)
    assert found.replies[0].scores == {item: 4}


def test_a_number_alone_heads_no_question() -> None:
    asked = Round({"uid": "r", "title": "x", "items": ITEMS, "questions": ["What helps?"]})
    found = read(["Group", *ITEMS, "Q1"], ["peer", "4", "3", "Calm."], asked=asked)
    assert found.replies[0].comments == {}
    assert found.notes[-1] == "not used: “Q1”"


def test_what_a_new_round_calls_things() -> None:
    found = read(["Group", "Rate: [ Delegates ]", " 1. Why? "], ["peer", "4", "so"], asked=None)
    assert (found.items, found.questions) == (["Delegates"], ["Why?"])


def test_a_column_is_a_question_when_half_of_it_are_words() -> None:
    found = read(["Group", "Listens", "Odd"], ["peer", "4", "so"], ["peer", "4", "#"], asked=None)
    assert found.questions == ["Odd"]
    found = read(["Group", "Listens", "Odd"], *[["peer", "4", one] for one in ("so", "#", "#")], asked=None)
    assert found.questions == []


def test_nothing_is_asked_twice_in_a_new_round() -> None:
    found = read(["Group", "Why?", "Why", "Listens"], ["peer", "so", "much", "4"], asked=None)
    assert (found.items, found.questions) == (["Listens"], ["Why?"])
    assert found.replies[0].comments == {"Why?": "so\nmuch"}
    found = read(["Group", "Why?", "Why", "Listens"], ["peer", "so", "3", "4"], asked=None)
    assert (found.items, found.replies[0].comments) == (["Why", "Listens"], {"Why": "so"})


def test_who_it_is_is_told_and_stands_in_one_line() -> None:
    found = read(["Group", "E-mail", "Name", *ITEMS], ["peer", "jo@\nx.org", "Jo\nMeier", "4", "3"])
    assert (found.replies[0].email, found.replies[0].rater) == ("jo@ x.org", "Jo Meier")
    assert found.notes[1:4] == ["group: “Group”", "rater: “Name”", "e-mail: “E-mail”"]


def test_dashes_of_every_kind_are_no_comment() -> None:
    found = read(["Group", *ITEMS, "Comments"], ["peer", "4", "3", "-–—−."])
    assert found.replies[0].comments == {}


# Who is meant


@pytest.mark.parametrize(
    "said", ["none", "nobody", "n/a", "X", "Anonymous", "I stay anonymous", "Anonyme", "null", ""]
)
def test_who_says_that_nobody_is_named_has_no_name(said: str) -> None:
    (reply,) = read(["Group", "Name", *ITEMS], ["peer", said, "4", "3"]).replies
    assert reply.rater == ""


@pytest.mark.parametrize("said", ["Nora", "Xavier", "Guest House", "Ono Nymous"])
def test_a_name_that_only_begins_so_is_one(said: str) -> None:
    (reply,) = read(["Group", "Name", *ITEMS], ["peer", said, "4", "3"]).replies
    assert reply.rater == said


def test_words_for_a_group_that_is_not_known_are_told_once() -> None:
    long = "neighbour " + "x" * 70
    rows = [
        ["neighbour", "4", "3"],
        ["peer", "4", "3"],
        ["", "4", "3"],
        ["neighbour", "5", "3"],
        [long, "1", "1"],
    ]
    found = read(["Group", *ITEMS], *rows, ["peer", "2", "2"], ["peer", "2", "2"])
    assert found.strange == ["neighbour", long]
    assert [reply.group for reply in found.replies] == ["peer"] * 3
    groups = "self, manager, peer, report, other"
    told = [one for one in found.faults if "group" in one]
    assert told[:2] == [
        f"lines 2, 5: the group “neighbour” is not known ({groups}); left out. "
        'Say which it is: --group "neighbour=…"',
        f"line 4: no group is named ({groups}); left out",
    ]
    assert told[2].endswith(f'Say which it is: --group "{long[:60]}=…"')


@pytest.mark.parametrize(
    ("use", "name", "email"),
    [("rater", "Jo", ""), ("email", "", "Jo"), ("nothing", "", ""), ("group", "", "")],
)
def test_a_column_that_is_said_to_be_something_is_no_item(use: str, name: str, email: str) -> None:
    """Though it is headed like one."""
    asked = Round({"uid": "r", "title": "x", "items": ["Listens"], "questions": ["Who"]})
    said = ("peer", "peer") if use == "group" else ("Jo", "Kim")
    rows = (["peer", "4", one] for one in said)
    reply, _ = read(["Group", "Listens", "Who"], *rows, asked=asked, columns=[f"{use}=Who"]).replies
    assert (reply.rater, reply.email, reply.comments) == (name, email, {})
    assert reply.scores == {"Listens": 4}


def test_a_round_to_be_begun_asks_no_item_again_as_a_question() -> None:
    headings = ["Group", "Listens", "Listens - comment", "Comments", "What helps?"]
    rows = [["peer", "4", "to all of us", "all is well here", "the calm of it"] for _ in range(3)]
    rows[1][2:] = ["only to some people", "it is not so bad", "that she asks us"]
    rows[2][2:] = ["not to me, I fear", "no words for that", "the way she talks"]
    found = read(headings, *rows, asked=None)
    assert found.items == ["Listens"]
    assert found.questions == ["What helps?"]


def test_without_scores_the_words_that_may_be_some_are_told() -> None:
    rows = [["peer", word] for word in ("blue", "green", "blue", "green")]
    with pytest.raises(BadInput, match=r"“Mood” holds “blue”, “green”\. If they are scores"):
        read(["Group", "Mood"], *rows, asked=None)
    with pytest.raises(BadInput, match="no column holds scores; name one"):
        read(["Group", "Why?"], ["peer", "so it is with us"], ["peer", "that is not clear to me"], asked=None)


def test_of_two_columns_of_an_item_the_one_with_scores_is_taken() -> None:
    cells = [("yes", "1"), ("no", "2"), ("yes", "3"), ("no", "4")]  # a running number by its looks
    found = read(["Group", "Listens", "1. Listens", "Delegates"], *(["peer", *one, "3"] for one in cells))
    assert [reply.scores["Listens"] for reply in found.replies] == [1, 2, 3, 4]


@pytest.mark.parametrize(("use", "topic"), [("item", "Listens"), ("question", "What helps?")])
def test_of_a_round_that_is_there_it_has_to_be_said_which_item_a_column_is(use: str, topic: str) -> None:
    rows = (["Group", *ITEMS, "Mood"], ["peer", "4", "3", "5"])
    with pytest.raises(BadInput) as caught:
        read(*rows, columns=[f"{use}=Mood"])
    assert str(caught.value) == (
        f'--column: say which {use} of “Autumn” that is, such as --column "{topic}=Mood"'
    )
