"""What counts as a form's tag in a reply, and what is an answer that only looks like one."""

from __future__ import annotations

import pytest

from tests.exchange.test_client_forms import CHECKIN, WHOLE, C, filled, read
from tests.exchange.test_rater_forms import ITEMS, QUESTIONS
from tests.exchange.test_rater_forms import WHOLE as SCORED
from tests.exchange.test_rater_forms import filled as scored
from tests.exchange.test_rater_forms import read as read_scored

ANSWERS = [
    "[laughs] I did [x] it, see [1] and [mood]!\nmore lines",
    "I did\n[mood] it was\nand more",
    "see\n[1] the talk\n[win] the prize\nmore",
    "the\n[end]\nof it",
    "- [mood] as ever\n- [engagement] as well",
    "one\n[wheel]\n[x]",
    "[done]",
    "[mood]",
    "[x] all of it",
    "mine [1]",
]
HOW = {
    "as it is": "{}",
    "quoted": "> {}",
}


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize("said", ANSWERS, ids=range(len(ANSWERS)))
@pytest.mark.parametrize("tag", ["note", "mood", "win"])
def test_an_answer_that_names_tags_is_whole(said: str, tag: str, how: str) -> None:
    text = filled(CHECKIN, {"engagement": "4", tag: said})
    found = read("\n".join(HOW[how].format(line) for line in text.split("\n")))
    name = tag.capitalize()
    shown = said if tag == "note" else " ".join(said.split())
    assert found.taken == [("Engagement", "4"), (name, shown)]
    assert set(found.missing) == {"hours worked", "Delegate one task", "Mood", "Win", "Note"} - {name}
    assert (found.faults, found.left_out) == ([], [])


@pytest.mark.parametrize("said", ANSWERS, ids=range(len(ANSWERS)))
@pytest.mark.parametrize("tag", ["q1", "q2"])
def test_a_raters_answer_that_names_tags_is_whole(said: str, tag: str) -> None:
    said = said.replace("[mood]", "[q2]").replace("[win]", "[2]")
    found = read_scored(scored({**SCORED, "q1": "", tag: said}))
    (reply,) = found.replies
    assert reply.comments == {QUESTIONS[int(tag[1]) - 1]: said}
    assert reply.scores == {ITEMS[0]: 4, ITEMS[2]: 2}
    assert found.faults == []


def test_tags_without_their_labels_count_where_the_form_has_none() -> None:
    found = read("[mood] calm\n[engagement] 4\n" + CHECKIN)
    assert (found.values["mood"], found.values["engagement"]) == ("calm", 4)
    below = read("".join(f"> {line}\n" for line in CHECKIN.split("\n")) + "\n[mood] calm\n[win] Ran it")
    assert (below.values["mood"], below.win) == ("calm", "Ran it")
    bare = filled(CHECKIN, {**WHOLE, C["hours worked"]: "46"}).replace("Answer:", "")
    assert read(bare).values["mood"] == "tired but proud"


def test_of_words_given_twice_the_first_are_taken_and_the_others_told() -> None:
    found = read(filled(CHECKIN, {"mood": "calm"}) + "\n" + filled(CHECKIN, {"mood": "angry"}))
    assert found.values["mood"] == "calm"
    assert found.taken == [("Mood", "calm")]
    assert found.faults == ["“Mood” is answered twice; the first is taken"]
    assert found.left_out == ["Mood, once more: angry"]
    inside = read("[mood] calm\n[mood] angry\n" + CHECKIN)
    assert (inside.values["mood"], inside.left_out) == ("calm", ["Mood, once more: angry"])
