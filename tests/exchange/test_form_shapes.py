"""Shapes that form tools give a table of answers: always the same four, to two items and a question."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from coach_tui.exchange.rater_csv import read_csv
from coach_tui.exchange.rater_hints import hints_said
from coach_tui.plan.errors import BadInput
from coach_tui.plan.round import Round
from tests.exchange.test_form_tools import text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coach_tui.exchange.rater_answers import RaterAnswers

ITEMS = ["Listens", "Gives work away"]
WORDS = "What should stay?"
SAID = ["Keep asking us", "The short notes", "Her calm in the storm", "That she calls"]


class Rater(NamedTuple):
    """Who answers what."""

    group: str
    meant: str
    name: str
    scores: tuple[int, int]


RATERS = [
    Rater("Self", "self", "Anna Berg", (5, 4)),
    Rater("Line manager", "manager", "Ben Lund", (3, 2)),
    Rater("Peer", "peer", "Cleo Ng", (4, 3)),
    Rater("Direct report", "report", "Dan Ott", (2, 5)),
]
CHOICES = [rater.group for rater in RATERS]


def table(
    headings: Sequence[object], cells: Callable[[int, Rater], Sequence[object]]
) -> list[Sequence[object]]:
    return [headings, *(cells(row, rater) for row, rater in enumerate(RATERS))]


def read(rows: Sequence[Sequence[object]], asked: Round | None = None, **more: object) -> RaterAnswers:
    return read_csv(text_of(rows), asked, hints_said(client="Anna Berg", **more))  # type: ignore[arg-type]


def check(found: RaterAnswers, *, words: bool = True, faults: Sequence[str] = ()) -> None:
    assert found.faults == list(faults)
    assert [reply.group for reply in found.replies] == [rater.meant for rater in RATERS]
    assert [tuple(reply.scores[item] for item in ITEMS) for reply in found.replies] == [
        rater.scores for rater in RATERS
    ]
    assert [reply.comments for reply in found.replies] == [{WORDS: said} if words else {} for said in SAID]


def answers(row: int, rater: Rater) -> list[object]:
    return [*rater.scores, SAID[row]]


PLAIN = ["Relationship", *ITEMS, WORDS]


def plain(row: int, rater: Rater) -> list[object]:
    return [rater.group, *answers(row, rater)]


def quiz(points: str, feedback: str) -> list[Sequence[object]]:
    """Microsoft Forms: points and feedback of whoever made the quiz beside each question."""
    headings = [text for asked in PLAIN for text in (asked, points.format(asked), feedback.format(asked))]

    def cells(row: int, rater: Rater) -> list[object]:
        return [cell for said in plain(row, rater) for cell in (said, 1, "Well done")]

    return table(headings, cells)


def in_branches() -> list[Sequence[object]]:
    """Google Forms: each part of the form asks the same, and each rater answers one part."""
    asked = [*ITEMS, WORDS]
    return table(
        ["Relationship", *asked, *asked],
        lambda row, rater: [
            rater.group,
            *(answers(row, rater) if row == 0 else [""] * 3),
            *([""] * 3 if row == 0 else answers(row, rater)),
        ],
    )


def expanded() -> list[Sequence[object]]:
    """SurveyMonkey: a column for each answer that can be chosen."""
    return [
        ["Respondent ID", "Relationship", "", "", "", "How often?", "", WORDS],
        ["", *CHOICES, *ITEMS, "Open-Ended Response"],
        *(
            [22500 + row, *[one if one == rater.group else "" for one in CHOICES], *answers(row, rater)]
            for row, rater in enumerate(RATERS)
        ),
    ]


def ticked() -> list[Sequence[object]]:
    """Typeform: a column for each answer that can be chosen, without the question."""
    return table(
        ["#", *CHOICES, *ITEMS, WORDS],
        lambda row, rater: [
            f"zq{row}w8h",
            *[one if one == rater.group else "" for one in CHOICES],
            *answers(row, rater),
        ],
    )


def with_options() -> list[Sequence[object]]:
    """Tally: the question, and each answer to it once more."""
    return table(
        ["Relationship", *[f"Relationship ({one})" for one in CHOICES], *ITEMS, WORDS],
        lambda row, rater: [
            rater.group,
            *["TRUE" if one == rater.group else "FALSE" for one in CHOICES],
            *answers(row, rater),
        ],
    )


def with_title() -> list[Sequence[object]]:
    """What spreadsheets hold above the headings."""
    return [["360 of Anna, autumn"], ["Exported:", "24.11.2026"], *table(PLAIN, plain)]


def with_codes() -> list[Sequence[object]]:
    """LimeSurvey: the code of each question before its words."""
    codes = ["id. Response ID", "lastpage. Last page", "rel. Relationship", "how[SQ001]. How? [Listens]"]
    headings = [*codes, "how[SQ002]. How? [Gives work away]", f"keep. {WORDS}"]
    return table(headings, lambda row, rater: [row + 1, 3, *plain(row, rater)])


def with_times() -> list[Sequence[object]]:
    """LimeSurvey: how long each question took."""
    return table(
        [*PLAIN, "interviewtime", "groupTime716", "RelationshipTime", "ListensTime"],
        lambda row, rater: [*plain(row, rater), 120.5, 60.25, row + 1, 4],
    )


def of_sosci() -> list[Sequence[object]]:
    """SoSci Survey: codes above words, and its own columns on both sides."""
    codes = [
        "CASE",
        "QUESTNNR",
        "MODE",
        "STARTED",
        "A101",
        "A102_01",
        "A102_02",
        "A103_01",
        "TIME001",
        "MAXPAGE",
    ]
    texts = [
        "Interview",
        "Fragebogen",
        "Modus",
        "Beginn",
        PLAIN[0],
        f"Wie oft: {ITEMS[0]}",
        f"Wie oft: {ITEMS[1]}",
    ]
    texts += [f"{WORDS}: [01]", "Verweildauer Seite 1", "Hinterste Seite"]
    return [
        [*codes, "MISSING"],
        [*texts, "Anteil fehlender Antworten"],
        *([20 + row, "base", "interview", "2026-11-02 10:14:17", *plain(row, rater), 30 + row, 3, 0]
          for row, rater in enumerate(RATERS)),
    ]  # fmt: skip


def of_framaforms() -> list[Sequence[object]]:
    """A webform's own numbers stand between its times and addresses."""
    return table(
        ["Serial", "SID", "Submitted Time", "Draft", "Batch", "IP Address", *PLAIN],
        lambda row, rater: [
            row + 1, 2000 + row, "10/11/2026 - 10:14", 0, 0, f"198.51.100.{row}", *plain(row, rater)
        ],
    )  # fmt: skip


def with_display_order() -> list[Sequence[object]]:
    """Qualtrics: in which order the rows were shown, and which browser showed them."""
    how = [f"How? - {item}" for item in ITEMS]
    order = [f"How? - Display Order - {item}" for item in ITEMS]
    return table(
        ["Relationship", *how, WORDS, *order, "Browser Meta Info - Version", f"{WORDS} - Actionability"],
        lambda row, rater: [*plain(row, rater), 1 + row % 2, 2 - row % 2, f"115.{row}", 1],
    )


SHAPES = {
    "quiz-en": quiz("Points - {}", "Feedback - {}"),
    "quiz-de": quiz("Punkte – {}", "Feedback – {}"),
    "quiz-es": quiz("Puntos: {}", "Comentarios: {}"),
    "quiz-google": quiz("{} [Score]", "{} [Feedback]"),
    "in-branches": in_branches(),
    "expanded": expanded(),
    "ticked": ticked(),
    "with-options": with_options(),
    "with-title": with_title(),
    "with-codes": with_codes(),
    "with-times": with_times(),
    "of-sosci": of_sosci(),
    "with-display-order": with_display_order(),
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("known", [False, True])
def test_a_shape_is_read(shape: str, known: bool) -> None:
    asked = Round({"uid": "r", "title": "x", "items": ITEMS[::-1], "questions": [WORDS]}) if known else None
    found = read(SHAPES[shape], asked)
    check(found)
    if not known:
        assert (found.items, found.questions) == (ITEMS, [WORDS])


def test_numbers_between_a_tools_columns_are_asked_about() -> None:
    found = read(of_framaforms())
    assert found.items == ITEMS
    assert [fault.partition(":")[0] for fault in found.faults] == [
        "“Batch” holds numbers that may be no scores"
    ]


@pytest.mark.parametrize("heading", ["Score", "Status", "Progress", "Date", "Response time"])
def test_a_tools_heading_among_the_items_is_asked_about(heading: str) -> None:
    rows = table(
        ["Relationship", "Listens", heading, "Gives work away", WORDS],
        lambda row, rater: [rater.group, rater.scores[0], 5 - row, *answers(row, rater)[1:]],
    )
    found = read(rows)
    assert found.items == ITEMS
    assert found.faults == [
        f"“{heading}” holds what may be the tool's own: left out. Say what it is: "
        f'--column "item={heading}", or question, rater, nothing'
    ]
    found = read(rows, columns=[f"item={heading}"])
    assert (found.items, found.faults) == (["Listens", heading, "Gives work away"], [])
    asked = Round({"uid": "r", "title": "x", "items": [*ITEMS, heading]})
    assert [reply.scores[heading] for reply in read(rows, asked).replies] == [5, 4, 3, 2]


@pytest.mark.parametrize(
    "heading", ["Other", "Other (please specify)", "Sonstiges", "Autre", "Relationship [Other]"]
)
def test_what_was_written_beside_the_choice_is_read_with_it(heading: str) -> None:
    rows = table(
        ["Relationship", heading, *ITEMS, WORDS], lambda row, rater: [rater.group, "", *answers(row, rater)]
    )
    rows.append(["", "A customer of hers", 1, 1, ""])
    rows.append(["Other", "From the board", 2, 2, ""])
    found = read(rows)
    assert (found.items, found.questions) == (ITEMS, [WORDS])
    assert [reply.group for reply in found.replies[4:]] == ["other", "other"]
    told = next(note for note in found.notes if note.startswith("group: "))
    assert told.endswith("; “Other: A customer of hers” is other; “Other: From the board” is other)")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Comment", "Comment"),
        ("Comment", "Comment2"),
        ("Why?", "Why? (2)"),
        ("Bemerkung 1", "Bemerkung 2"),
        ("What have you seen?", "What have you seen?"),
    ],
)
@pytest.mark.parametrize("known", [False, True])
def test_words_behind_each_item_belong_to_it(one: str, two: str, known: bool) -> None:
    rows = table(
        ["Relationship", ITEMS[0], one, ITEMS[1], two],
        lambda row, rater: [
            rater.group, rater.scores[0], SAID[row], rater.scores[1], "" if row else "Hands over in time"
        ],
    )  # fmt: skip
    asked = Round({"uid": "r", "title": "x", "items": ITEMS}) if known else None
    found = read(rows, asked)
    assert found.faults == []
    assert [reply.comments for reply in found.replies] == [
        {"Listens": said, **({} if row else {"Gives work away": "Hands over in time"})}
        for row, said in enumerate(SAID)
    ]


def test_the_last_words_are_no_words_on_the_last_item() -> None:
    found = read(table(["Relationship", *ITEMS, "Comments"], plain))
    assert [reply.comments for reply in found.replies] == [{"Comments": said} for said in SAID]


def test_a_question_asked_twice_loses_no_words() -> None:
    found = read(table([*PLAIN, WORDS], lambda row, rater: [*plain(row, rater), f"And number {row}"]))
    assert found.replies[1].comments == {WORDS: "The short notes\nAnd number 1"}


def test_how_often_and_how_important_are_two_things() -> None:
    rows = table(
        [
            "Relationship",
            "How often? [Listens]",
            "How often? [Asks]",
            "How vital? [Listens]",
            "How vital? [Asks]",
        ],
        lambda row, rater: [rater.group, *rater.scores, 5 - row, 4],
    )
    found = read(rows)
    assert found.items == [
        "How often? [Listens]", "How often? [Asks]", "How vital? [Listens]", "How vital? [Asks]",
    ]  # fmt: skip
    assert found.faults == []


# Who, and about whom


def with_names(first: str, last: str) -> RaterAnswers:
    def cells(row: int, rater: Rater) -> list[object]:
        return [*rater.name.split(), *plain(row, rater)]

    return read(table([first, last, *PLAIN], cells))


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("What's your first name?", "And your last name?"),
        ("Evaluator First Name", "Evaluator Last Name"),
        ("Wie lautet dein Vorname?", "Und dein Nachname?"),
        ("Prénom de l’évaluateur", "Nom de famille de l’évaluateur"),
    ],
)
def test_a_name_may_be_asked_for_in_any_words(first: str, last: str) -> None:
    assert [reply.rater for reply in with_names(first, last).replies] == [rater.name for rater in RATERS]


def test_who_else_is_named_is_no_rater() -> None:
    found = read(table(["Who should she meet?", *PLAIN], lambda row, rater: [rater.name, *plain(row, rater)]))
    assert [reply.rater for reply in found.replies] == [""] * 4
    assert [fault.partition(":")[0] for fault in found.faults] == [
        "“Who should she meet?” holds names, it seems"
    ]


@pytest.mark.parametrize(
    "heading", ["Who are you giving feedback on?", "Feedback for", "Bewertete Person", "Leader"]
)
def test_answers_about_somebody_else_are_left_out(heading: str) -> None:
    rows = table([heading, *PLAIN], lambda row, rater: ["Anna Berg", *plain(row, rater)])
    rows += table([], lambda row, rater: ["Tom Okafor", rater.group, 1, 1, f"About Tom, {row}"])[1:]
    found = read(rows)
    check(
        found, faults=[f"line {n}: it is about “Tom Okafor”, not Anna Berg; left out" for n in range(6, 10)]
    )
    assert f"whom it is about: “{heading}”" in found.notes


def test_the_name_of_the_client_in_two_columns_is_no_raters() -> None:
    rows = table(
        ["Subject First Name", "Subject Last Name", "Evaluator First Name", "Evaluator Last Name", *PLAIN],
        lambda row, rater: ["Anna", "Berg", *rater.name.split(), *plain(row, rater)],
    )
    found = read(rows)
    check(found)
    assert [reply.rater for reply in found.replies] == [rater.name for rater in RATERS]


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("Department", ["Sales", "IT", "Sales", "IT"]),
        ("How long have you worked with Anna?", ["1-2 years", "3-5 years", "1-2 years", "3-5 years"]),
        ("I agree that my answers are used", ["Yes"] * 4),
        ("Dürfen wir Sie kontaktieren?", ["Ja", "Nein", "Ja", "Ja"]),
        ("created by", ["petra"] * 4),
        ("Group", ["Sales team"] * 4),
        ("Attribute: Site", ["Oslo", "Rom", "Rom", "Oslo"]),
        ("", ["1", "2", "3", "4"]),
        ("Unnamed: 0", ["0", "1", "2", "3"]),
    ],
)
def test_what_is_plainly_no_answer_is_not_asked_about(heading: str, said: list[str]) -> None:
    check(read(table([heading, *PLAIN], lambda row, rater: [said[row], *plain(row, rater)])))


@pytest.mark.parametrize(
    ("nobody", "who"),
    [("Ich bleibe anonym", ""), ("(anonymous)", ""), ("Anonymous 3", ""), ("Prefer to stay anonymous", "")],
)
def test_who_stays_anonymous_is_nobody(nobody: str, who: str) -> None:
    found = read(table(["Name", *PLAIN], lambda row, rater: [nobody if row else "Jo Li", *plain(row, rater)]))
    assert [reply.rater for reply in found.replies] == ["Jo Li", who, who, who]


# Scales


def scored(cell: Callable[[int], object], headings: Sequence[str] = ITEMS) -> list[Sequence[object]]:
    return table(
        ["Relationship", *headings, WORDS],
        lambda row, rater: [rater.group, *map(cell, rater.scores), SAID[row]],
    )


NAMED = ["Never", "Rarely", "Sometimes", "Often", "Always"]


@pytest.mark.parametrize(
    "cell",
    [
        lambda score: f"{score} - {NAMED[score - 1]}",
        lambda score: f"{NAMED[score - 1]} ({score})",
        lambda score: f"({score}) {NAMED[score - 1]}",
        lambda score: f"{score}: {NAMED[score - 1]}",
        lambda score: f"{score}/5",
        lambda score: "★" * score + "☆" * (5 - score),
        lambda score: f'="{score}"',
        lambda score: NAMED[score - 1],
    ],
    ids=["dash", "brackets behind", "brackets before", "colon", "of five", "stars", "as text", "words"],
)
def test_scores_are_written_in_many_ways(cell: Callable[[int], object]) -> None:
    check(read(scored(cell)))


def test_a_few_words_of_no_scale_are_told_one_by_one() -> None:
    rows = [list(row) for row in scored(lambda score: NAMED[score - 1])]
    rows[2][2], rows[3][2] = "It depends", "Not observed (N/A)"
    found = read(rows)
    assert (found.items, found.questions) == (ITEMS, [WORDS])
    assert found.faults == ["line 3: “It depends” is no score, for “Gives work away”; taken as n/a"]
    assert [reply.scores.get("Gives work away") for reply in found.replies] == [4, None, None, 5]


def test_words_beside_a_score_are_kept() -> None:
    words = ["talks too long at times", "well done", "asks before she answers", "never in large meetings"]
    rows = table(
        PLAIN, lambda row, rater: [rater.group, f"{rater.scores[0]} - {words[row]}", rater.scores[1], ""]
    )
    found = read([*rows, ["Peer", "4 - less than before, though", 4, ""]])
    assert [reply.comments.get("Listens") for reply in found.replies[:4]] == words
    assert [reply.scores["Listens"] for reply in found.replies] == [5, 3, 4, 2, 4]
    assert read(scored(lambda score: f"{score} - Step {score}")).replies[0].comments == {WORDS: SAID[0]}


def test_numbered_items_are_not_one() -> None:
    rows = table(
        ["Relationship", "Goal", "Goal 2"],
        lambda row, rater: [rater.group, *((4, "") if row % 2 else ("", 3))],
    )
    assert read(rows).items == ["Goal", "Goal 2"]


def test_two_answers_are_no_score() -> None:
    rows = [list(row) for row in scored(lambda score: score)]
    rows[2][1] = "4, 5"
    assert read(rows).faults == ["line 3: “4, 5” is no score, for “Listens”; taken as n/a"]


def test_words_that_are_said_begin_a_round() -> None:
    own = ["Beginner", "Learner", "Able", "Strong", "Model"]
    rows = scored(lambda score: own[score - 1]) * 2
    with pytest.raises(
        BadInput, match="no column holds scores that are known; “Listens” holds “Model”, “Able”"
    ):
        read([*rows[:5], *rows[6:]])
    found = read(scored(lambda score: own[score - 1]), scale=", ".join(own))
    check(found)


def test_scores_against_their_words_are_turned_round() -> None:
    faults = [
        "“Listens” and 1 more: 1 stands for “Always” and 5 for “Never”, so the scores are turned round, "
        "and 5 is the best"
    ]
    rows = scored(lambda score: f"{6 - score} - {NAMED[score - 1]}")
    rows.append(["Peer", "1 - Always", "5 - Never", ""])
    found = read(rows)
    assert found.replies.pop().scores == {"Listens": 5, "Gives work away": 1}
    check(found, faults=faults)
    asked = Round({"uid": "r", "title": "x", "items": ITEMS, "questions": [WORDS]})
    found = read(rows, asked)
    assert found.replies.pop().scores == {"Listens": 5, "Gives work away": 1}
    check(found, faults=faults)


def test_a_heading_may_say_that_scores_run_down() -> None:
    headings = [f"{item} (1 = always, 5 = never)" for item in ITEMS]
    found = read(scored(lambda score: 6 - score, headings))
    assert [tuple(reply.scores.values()) for reply in found.replies] == [rater.scores for rater in RATERS]
    assert len(found.faults) == 1
    assert (
        read(scored(lambda score: score, [f"{item} (1 = never, 5 = always)" for item in ITEMS])).faults == []
    )


def test_codes_of_answers_are_taken_and_asked_about() -> None:
    found = read(scored(lambda score: f"A{score}"))
    check(found, faults=[
        "“Listens” holds codes of answers, such as “A5”: taken as 5. If the first answer offered is the best "
        "one, export the answers in words instead"
    ])  # fmt: skip


def test_codes_make_no_items_unasked() -> None:
    found = read(scored(lambda score: score, ["SQ001", "SQ002"]))
    assert found.faults == [
        "the headings are codes, such as “SQ001”, and would become the items; export the answers with the "
        "texts of the questions"
    ]


def test_a_heading_with_a_scale_of_its_own_is_no_scale_for_all() -> None:
    headings = [*ITEMS, "Would you recommend her (0-10)?"]
    rows = table(
        ["Relationship", *headings, WORDS],
        lambda row, rater: [rater.group, *rater.scores, row + 1 if row else 3, SAID[row]],
    )
    found = read(rows)
    check(found, faults=[
        "“Would you recommend her (0-10)?” has another scale than the other items; left out"
    ])  # fmt: skip
    assert (found.scale.low, found.scale.high) == (1, 5)


def test_a_scale_that_one_of_two_headings_names_is_asked_about() -> None:
    rows = scored(lambda score: score, ["Listens (0-10)", "Gives work away"])
    assert read(rows).faults == ["“Listens (0-10)” names the scale 0 to 10: taken for the other items, too"]


def test_four_steps_in_a_round_of_five_are_asked_about() -> None:
    four = ["Never", "Sometimes", "Often", "Always"]
    asked = Round({"uid": "r", "title": "x", "items": ITEMS, "questions": [WORDS]})
    rows = table(PLAIN, lambda row, rater: [rater.group, four[row], four[3 - row], SAID[row]])
    (fault,) = read(rows, asked).faults
    assert fault.startswith("the words of the scores are taken as 1 “Never”, 2 “Rarely”, 3 “Sometimes”")


# Lines


@pytest.mark.parametrize(
    "headings", [("Gruppe", "Bewerter", "Frage", "Wert"), ("Rater type", "Reviewer", "Question", "Rating")]
)
def test_one_row_an_answer_in_other_words(headings: tuple[str, ...]) -> None:
    rows: list[Sequence[object]] = [[*headings, "Kommentar"]]
    for row, rater in enumerate(RATERS):
        rows += [[rater.group, rater.name, ITEMS[n], rater.scores[n], ""] for n in (0, 1)]
        rows.append([rater.group, rater.name, WORDS, "", SAID[row]])
    check(read(rows))


@pytest.mark.parametrize("title", ["360 of Anna, autumn\n\n", "A title; with signs\n"])
def test_a_title_does_not_say_what_parts_the_columns(title: str) -> None:
    found = read_csv(title + text_of(table(PLAIN, plain), ";"), None)
    check(found)
    assert found.notes[1].startswith("above the headings: “")


def test_blanks_behind_the_commas() -> None:
    check(read_csv("\n".join(", ".join(f'"{cell}"' for cell in row) for row in table(PLAIN, plain)), None))
