"""The form of an assessment goes out and comes back: by its id, quoted, half filled, without its id."""

from __future__ import annotations

import re
from typing import Any

import pytest

from coach_tui.exchange.assessment_form import (
    assessment_code,
    assessment_of_code,
    assessment_questions,
    assessment_text_form,
    scale_words,
)
from coach_tui.exchange.client_form import plan_of_code
from coach_tui.exchange.client_replies import is_reply, read_reply
from coach_tui.exchange.client_reply import ClientReply
from coach_tui.exchange.reply_taking import earlier
from coach_tui.exchange.reply_text import ANSWER
from coach_tui.plan.assessment import Assessment
from coach_tui.plan.errors import BadInput
from coach_tui.plan.practice import Practice
from tests.plan.plan_kit import NOW_DAY, practice_of

WHEEL: dict[str, Any] = {
    "uid": "a1",
    "title": "Wheel of life",
    "asked_on": "2026-11-20",
    "items": ["Health: sleep, body, energy", "Work", "Friends"],
    "questions": ["What is good as it is?"],
}
INTAKE: dict[str, Any] = {
    "uid": "a2",
    "title": "Intake",
    "kind": "intake",
    "asked_on": "2026-11-20",
    "questions": ["What brings you here?", "What matters to you?"],
}
PRACTICE = practice_of(assessments=[WHEEL, INTAKE])
HEALTH, WORK, FRIENDS, GOOD = (question.tag for question in assessment_questions(Assessment(WHEEL))[:4])
FORM = assessment_text_form(Assessment(WHEEL))


def filled(form: str, answers: dict[str, str]) -> str:
    """The form with these answers, by tag, behind their labels."""
    out, tag = [], ""
    for line in form.split("\n"):
        found = re.match(r"\[(\w+)\]", line)
        tag = found[1] if found else tag
        out.append(f"{ANSWER} {answers[tag]}" if line.startswith(ANSWER) and tag in answers else line)
    return "\n".join(out)


def read(text: str, practice: Practice = PRACTICE, **given: Any) -> ClientReply:
    return read_reply(text.encode(), practice, NOW_DAY, **given)


def test_a_form_names_nobody_and_says_its_scale() -> None:
    assert "Anna" not in FORM
    assert "Berg" not in FORM
    assert FORM.startswith(f"Where you stand\n[form {assessment_code(Assessment(WHEEL))}]\n")
    assert "[scale] A number for each, 0 (not at all) to 10 (fully). Leave out what" in " ".join(FORM.split())
    assert all(len(line) <= 70 for line in FORM.split("\n"))
    intake = assessment_text_form(Assessment(INTAKE))
    assert "[scale]" not in intake
    assert intake.startswith("Getting to know you\n")


@pytest.mark.parametrize(
    ("scale", "says"),
    [
        ({"scale_low": 1, "scale_high": 3, "anchors": ["no", "so so", "yes"]}, "1 = no, 2 = so so, 3 = yes."),
        ({"scale_low": 1, "scale_high": 4, "anchors": ["never", "always"]}, "1 (never) to 4 (always)."),
        ({"scale_high": 5, "anchors": ["a", "b", "c"]}, "A number for each, 0 to 5."),
    ],
)
def test_a_scale_in_words(scale: dict[str, Any], says: str) -> None:
    assert says in scale_words(Assessment({**WHEEL, **scale}))


def test_the_id_tells_whose_it_is_and_nobody_can_make_one_up() -> None:
    code = assessment_code(Assessment(WHEEL))
    assert re.fullmatch(r"s20261120m[0-9a-f]{12}", code)
    found = assessment_of_code(PRACTICE, code)
    assert found is not None
    assert found.uid == "a1"
    assert plan_of_code(PRACTICE, code) is None
    assert assessment_of_code(PRACTICE, f"i{code[1:]}") is None
    assert assessment_of_code(PRACTICE, f"{code[:-1]}{'0' if code[-1] != '0' else '1'}") is None
    moved = practice_of(assessments=[{**WHEEL, "asked_on": "2026-11-01"}])  # the day was mended meanwhile
    assert assessment_of_code(moved, code) is not None


@pytest.mark.parametrize("quote", ["", "> ", "| "])
def test_what_is_answered_comes_back(quote: str) -> None:
    answers = {HEALTH: "6", WORK: "7, but tired of late", FRIENDS: "n/a", GOOD: "My team.\nAnd the dog."}
    text = "\n".join(quote + line for line in filled(FORM, answers).split("\n"))
    assert is_reply(text.encode())
    found = read(text)
    assert found.kind == "self"
    assert found.asked is not None
    assert found.asked.uid == "a1"
    assert found.values == {
        "scores": {"Health: sleep, body, energy": 6, "Work": 7},
        "comments": {"Work": "but tired of late", "What is good as it is?": "My team.\nAnd the dog."},
    }
    assert found.faults == []
    assert found.left_out == []
    assert found.missing == ["Anything else"]
    assert found.heading == "Anna Berg, reply to the self-assessment form of Fri 20 Nov 2026"


@pytest.mark.parametrize(
    ("said", "score", "remark"),
    [
        ("0", 0, ""),
        ("10", 10, ""),
        ("7/10", 7, ""),
        ("8 of 10", 8, ""),
        ("6 - since spring", 6, "since spring"),
        ("fully", 10, ""),
        ("10 - Fully", 10, ""),
        ("cannot say", None, ""),
    ],
)
def test_a_score_as_people_write_it(said: str, score: int | None, remark: str) -> None:
    found = read(filled(FORM, {WORK: said, FRIENDS: "5"}))
    assert found.values["scores"].get("Work") == score
    assert found.values["comments"].get("Work", "") == remark
    assert found.faults == []


@pytest.mark.parametrize("said", ["11", "6-7", "7.5", "quite good", "-1"])
def test_what_is_no_score_is_told_and_kept_as_words(said: str) -> None:
    found = read(filled(FORM, {WORK: said, FRIENDS: "5"}))
    assert found.values == {"scores": {"Friends": 5}, "comments": {"Work": said}}
    assert len(found.faults) == 1
    assert "kept as words" in found.faults[0]


def test_an_intake_comes_back_with_what_stands_beside_it() -> None:
    form = assessment_text_form(Assessment(INTAKE))
    tags = [question.tag for question in assessment_questions(Assessment(INTAKE))]
    text = "Dear coach,\nI had to think about this for a while.\n\n" + filled(
        form, {tags[0]: "The new job.", tags[1]: "-", "else": "I am away in May."}
    )
    found = read(text)
    assert found.values["comments"]["What brings you here?"] == "The new job."
    assert "What matters to you?" not in found.values["comments"]
    beside = found.values["comments"]["Comments"]
    assert beside.startswith("I am away in May.")
    assert "I had to think about this for a while." in beside
    assert not any("questions before we begin" in text for text in found.left_out)


def test_without_its_id_it_goes_to_the_one_that_waits() -> None:
    text = filled(FORM, {WORK: "5"}).replace(f"[form {assessment_code(Assessment(WHEEL))}]", "")
    plan = PRACTICE.plan("c")
    with pytest.raises(BadInput, match="--as checkin, reflection, plan, self or intake"):
        read(text)
    found = read(text, plan=plan, kind="self")
    assert found.asked is not None
    assert found.asked.uid == "a1"
    with pytest.raises(BadInput, match="was not asked for any self-assessment here"):
        read(text, practice_of(), plan=practice_of().plan("c"), kind="self")


def test_an_empty_form_and_another_clients_are_refused() -> None:
    with pytest.raises(BadInput, match="nothing is answered in it"):
        read(FORM)
    with pytest.raises(BadInput, match="no client here"):
        read(filled(FORM, {WORK: "5"}), practice_of())


def test_that_it_was_taken_in_before_is_told() -> None:
    answered = {**WHEEL, "answered_on": "2026-11-22", "scores": {"Work": 5}}
    practice = practice_of(assessments=[answered])
    same = read(filled(FORM, {WORK: "5"}), practice)
    assert earlier(same, NOW_DAY) == ("a reply to this form was taken in already (Wheel of life)", "")
    other = read(filled(FORM, {WORK: "6", GOOD: "The team."}), practice)
    assert earlier(other, NOW_DAY)[1] == "scores, answers"
    first = read(filled(FORM, {WORK: "5"}))
    assert earlier(first, NOW_DAY) == ("", "")


def answered(asked: dict[str, Any], day: int) -> dict[str, Any]:
    """An assessment that was answered on a day of November."""
    said = {"scores": {"Work": 5}} if "items" in asked else {"comments": {asked["questions"][0]: "Well."}}
    return {**asked, "answered_on": f"2026-11-{day}", **said}


@pytest.mark.parametrize(
    ("assessments", "kind", "uid"),
    [
        ([WHEEL, INTAKE], "self", "a1"),
        ([WHEEL, INTAKE], "intake", "a2"),
        ([answered(WHEEL, 21), answered(INTAKE, 22)], "self", "a1"),
        ([answered(WHEEL, 21), answered(INTAKE, 22)], "intake", "a2"),
        ([answered(WHEEL, 22), {**WHEEL, "uid": "a0"}], "self", "a0"),  # it waits
        (
            [answered(WHEEL, 22), answered({**WHEEL, "uid": "a0"}, 21)],
            "self",
            "a1",
        ),
    ],
)
def test_without_its_id_it_goes_to_the_last_of_its_kind(
    assessments: list[dict[str, Any]], kind: str, uid: str
) -> None:
    practice = practice_of(assessments=assessments)
    asked = Assessment(WHEEL if kind == "self" else INTAKE)
    tag = assessment_questions(asked)[-1 if kind == "self" else 0].tag
    text = filled(assessment_text_form(asked), {tag: "Well."})
    found = read(re.sub(r"\[form \w+\]", "", text), practice, plan=practice.plan("c"), kind=kind)
    assert found.asked is not None
    assert found.asked.uid == uid


def test_words_that_say_nothing_are_missing() -> None:
    found = read(filled(FORM, {WORK: "5", GOOD: "none"}))
    assert found.values == {"scores": {"Work": 5}, "comments": {}}
    assert WHEEL["questions"][0] in found.missing


def test_a_form_that_is_not_known_here_goes_to_the_one_that_waits() -> None:
    """Whose it is, and of which kind, has to be said; its id was made by another data file."""
    text = filled(FORM, {WORK: "5"})
    waiting = practice_of(assessments=[{**WHEEL, "uid": "other"}, answered({**WHEEL, "uid": "old"}, 22)])
    found = read(text, waiting, plan=waiting.plan("c"), kind="self")
    assert found.asked is not None
    assert (found.asked.uid, found.plan.client.uid, found.values["scores"]) == ("other", "c", {"Work": 5})
    for kind in ("", "intake"):
        with pytest.raises(
            BadInput, match=r"no client here|it answers a self-assessment form, not an intake"
        ):
            read(text, waiting, plan=waiting.plan("c"), kind=kind)
    none = practice_of(assessments=[answered({**WHEEL, "uid": "old"}, 22)])
    with pytest.raises(
        BadInput, match="no self-assessment of “Anna Berg” waits for answers; ask for it again"
    ):
        read(text, none, plan=none.plan("c"), kind="self")
