"""How much a reply may hold, and that what is within takes no longer for how it is made."""

from __future__ import annotations

import time

import pytest

from coach_tui import bounds
from coach_tui.plan.errors import BadInput
from tests.exchange.test_client_forms import CHECKIN, filled, read
from tests.exchange.test_rater_forms import WHOLE
from tests.exchange.test_rater_forms import filled as scored
from tests.exchange.test_rater_forms import read as read_scored

LINES = ["\n", "\r", "\r\n", "\v", "\u2028", "a\n", "*\n", "* a\n", "a: b\n", "> \n", "[mood]\n", "[end]\n"]
WORDS = ["Answer: ", "Answer - ", "[mood ", "What you write goes to ", "Sent from my iPhone ", "[[ x ", "a@"]


@pytest.mark.parametrize("line", LINES, ids=range(len(LINES)))
def test_a_reply_of_too_many_lines_is_refused_in_one_clear_line(line: str) -> None:
    above = line * (900_000 // len(line.encode()))
    said = "it has more than 5,000 lines; save the reply alone, without what is quoted below it"
    for reader, form in ((read, filled(CHECKIN, {"mood": "calm"})), (read_scored, scored(WHOLE))):
        began = time.process_time()
        with pytest.raises(BadInput) as refused:
            reader(above + form)
        assert str(refused.value) == said
        assert time.process_time() - began < 2


def test_as_many_lines_as_may_be_are_read() -> None:
    form = filled(CHECKIN, {"mood": "calm"})
    assert read("\n" * (bounds.REPLY_LINES - form.count("\n")) + form).values == {"mood": "calm"}


@pytest.mark.parametrize("word", WORDS, ids=range(len(WORDS)))
def test_an_answer_of_one_word_again_and_again_takes_no_longer(word: str) -> None:
    many = word * (900_000 // len(word))
    for reader, form in (
        (read, filled(CHECKIN, {"mood": "calm", "win": many})),
        (read_scored, scored({**WHOLE, "q1": many})),
    ):
        began = time.process_time()
        reader(form)
        assert time.process_time() - began < 2.5
