"""Every word for a group, for “not known” and for a column that raters and form tools may use."""

from __future__ import annotations

import pytest

from coach_tui.exchange.group_words import group_of
from coach_tui.exchange.score_scale import score_of
from coach_tui.plan.errors import BadInput
from coach_tui.plan.round import Round
from tests.exchange.test_rater_csv import ITEMS, read

ASKED = Round({"uid": "r", "title": "Autumn", "items": ITEMS})
GROUPS = {
    "self": "self me myself i coachee selbst ich soi moi yo self-assessment selbsteinschätzung",
    "manager": "manager managers boss supervisor superior vorgesetzte vorgesetzter führungskraft chef jefe",
    "peer": "peer peers colleague colleagues coworker kollege kollegin kollegen collègue pair compañero",
    "report": "report reports subordinate employee mitarbeiter mitarbeiterin mitarbeitende collaborateur",
    "other": "other others stakeholder external friend andere anderer sonstige autre otro",
}
PHRASES = {
    "direct report": "report",
    "line manager": "manager",
    "self assessment": "self",
    "self evaluation": "self",
}
NOT_KNOWN = (
    "na, n/a, not applicable, not enough information, cannot say, can't say, don't know, k. A., "
    "keine Angabe, weiß nicht, no opinion, no answer, ne sait pas, no sé"
)


@pytest.mark.parametrize(("group", "words"), GROUPS.items())
def test_every_word_for_a_group(group: str, words: str) -> None:
    assert {word: group_of(word) for word in words.split()} == dict.fromkeys(words.split(), group)
    assert group_of(f"their {words.split()[0]}") == ("" if group == "self" else group)


@pytest.mark.parametrize(("phrase", "group"), PHRASES.items())
def test_a_phrase_goes_before_its_words(phrase: str, group: str) -> None:
    assert group_of(phrase) == group
    assert group_of(f"{phrase.capitalize()} (as I see it)") == group


@pytest.mark.parametrize(
    ("said", "group"),
    [("a b peer", "peer"), ("Others", "other"), ("peer, or manager", ""), ("manager of a peer", "")],
)
def test_two_groups_at_once_are_none(said: str, group: str) -> None:
    assert group_of(said) == group


@pytest.mark.parametrize("said", NOT_KNOWN.split(", "))
def test_every_word_for_what_is_not_known(said: str) -> None:
    assert score_of(said, ASKED) is None
    assert score_of(said.upper(), ASKED) is None


@pytest.mark.parametrize("sign", "-–—−.")
def test_dashes_say_nothing(sign: str) -> None:
    assert score_of(sign * 2, ASKED) is None
    assert score_of(f"{sign}x", ASKED) == f"“{sign}x” is no score"
    assert score_of("", ASKED) == "“” is no score"


@pytest.mark.parametrize(
    "heading", ["Group", "Rater group", "Relationship", "Relation", "Role", "Gruppe", "Rolle", "Groupe"]
)
def test_every_heading_of_groups(heading: str) -> None:
    """Where another column holds words for groups as well, the heading decides."""
    found = read(["Team", heading, *ITEMS], ["peer", "manager", "4", "3"])
    assert [reply.group for reply in found.replies] == ["manager"]


@pytest.mark.parametrize(
    "heading",
    ["Rater", "Rater ID", "Respondent", "Name", "Your name", "Full name", "Respondent ID", "ID", "Nom"],
)
def test_every_heading_of_raters(heading: str) -> None:
    assert read(["Group", heading, *ITEMS], ["peer", "Jo", "4", "3"]).replies[0].rater == "Jo"
    long = read(["group", heading, "item", "score"], ["peer", "Jo", ITEMS[0], "4"])
    assert [reply.rater for reply in long.replies] == ["Jo"]


@pytest.mark.parametrize(
    "heading",
    [
        "Email", "E-mail", "Email address", "E-mail address", "Mail", "Username", "User name",
        "E-Mail-Adresse",
    ],
)  # fmt: skip
def test_every_heading_of_addresses(heading: str) -> None:
    assert read(["Group", heading, *ITEMS], ["peer", "jo@x.org", "4", "3"]).replies[0].email == "jo@x.org"
    long = read(["group", heading, "item", "score"], ["peer", "jo@x.org", ITEMS[0], "4"])
    assert [reply.email for reply in long.replies] == ["jo@x.org"]


@pytest.mark.parametrize(
    "heading",
    ["Comment", "Any remarks", "Kommentar", "Bemerkungen", "Commentaire", "In your own words", "Feedback"],
)
def test_every_heading_of_comments(heading: str) -> None:
    assert read(["Group", *ITEMS, heading], ["peer", "4", "3", "Calm."]).replies[0].comments == {
        "Comments": "Calm."
    }


@pytest.mark.parametrize(
    "heading", ["Comment", "Remark", "Kommentar", "Bemerkung", "Commentaire", "Feedback"]
)
def test_every_heading_of_comments_in_a_long_table(heading: str) -> None:
    long = read(["group", "rater", "item", "score", heading], ["peer", "Jo", ITEMS[0], "4", "Calm."])
    assert long.replies[0].comments == {ITEMS[0]: "Calm."}


@pytest.mark.parametrize(
    "heading",
    ["Timestamp", "Time", "Date", "Submitted", "Start time", "Completion time", "Zeitstempel", "Datum"],
)
def test_every_heading_of_times_is_no_item(heading: str) -> None:
    found = read([heading, "Group", *ITEMS], ["5", "peer", "4", "3"], asked=None)
    assert found.items == ITEMS
    assert found.notes[-1] == f"not used: “{heading}”"


def test_a_score_is_a_whole_number() -> None:
    assert type(score_of("4.0", ASKED)) is int
    assert score_of("4 5x", ASKED) == "“4 5x” is no score"
    assert score_of("-–—−.", ASKED) is None
    numbered = Round({"uid": "r", "title": "x", "items": ["y"], "anchors": ["1", "3", "5", "7", "9"]})
    assert [score_of(said, numbered) for said in ("3", "5")] == [3, 5]
    assert score_of("7", numbered) == "“7” is outside 1 to 5"


@pytest.mark.parametrize(
    ("items", "headings"),
    [
        (["Score", "Listens"], ["Group", "Score", "Listens"]),
        (["Item", "Listens"], ["Group", "Item", "Listens"]),
        (["Item", "Score"], ["Team", "Item", "Score"]),
    ],
)
def test_what_is_asked_may_be_called_item_or_score(items: list[str], headings: list[str]) -> None:
    """A table of one row an answer has item, score and group; without one it is of one row a rater."""
    asked = Round({"uid": "r", "title": "x", "items": items})
    found = read(headings, ["peer", "4", "3"], asked=asked)
    assert found.notes[0] == "read as one row a rater"
    assert found.replies[0].scores == dict(zip(items, (4, 3), strict=True))


def test_a_heading_of_two_lines_is_told_as_one() -> None:
    found = read(["Group", *ITEMS, "My\nmood"], ["peer", "4", "3", "fine"])
    assert found.notes[-1] == "not used: “My mood”"
    assert read(["Group", "My\nmood"], ["peer", "4"], asked=None).items == ["My mood"]


def test_twelve_headings_are_told_where_none_is_found() -> None:
    many = [f"h{n}" for n in range(14)]
    with pytest.raises(BadInput) as caught:
        read(many, ["peer"] * 14, group_column="Gruppe")
    assert str(caught.value).endswith("“h10”, “h11”")
    assert "“h0”, “h1”" in str(caught.value)
