"""A rater's reply by mail, read by the same means as a client's: each word is taken or named."""

from __future__ import annotations

import re

import pytest

from coach_tui.exchange.client_replies import is_reply, read_reply
from coach_tui.exchange.rater_answers import RaterAnswers
from coach_tui.exchange.rater_replies import read_replies
from coach_tui.plan.errors import BadInput
from tests.exchange.test_client_forms import CHECKIN, PRACTICE, TODAY
from tests.exchange.test_mail_body import attached, mail, part, parts
from tests.exchange.test_rater_forms import (
    ASKED,
    FORM,
    ITEMS,
    QUESTIONS,
    WHOLE,
    WHOLE_SCORES,
    filled,
    quoted,
    read,
)
from tests.exchange.test_reply_lines import CHANGED, HEADS

LETTER = "Dear Jonas,\n\nhere are ourwords for you.\n\nRuth Ourname\n"
FILLED = filled(WHOLE)


def told(found: RaterAnswers) -> str:
    (reply,) = found.replies
    return f"{found.notes}{found.faults}{reply.rater}{reply.comments}"


@pytest.mark.parametrize("program", HEADS)
def test_the_head_of_an_older_mail_in_any_program(program: str) -> None:
    older = f"{LETTER}\n{FILLED}\nRuth Ourname, Coaching\n"
    for below in (older, quoted(older)):
        found = read(f"My own words.\n\n{HEADS[program]}\n{below}\n")
        (reply,) = found.replies
        assert (reply.group, reply.rater, reply.scores) == ("peer", "Jonas", WHOLE_SCORES)
        assert reply.comments == {QUESTIONS[0]: "Keeps calm.\nAlways."}
        assert found.faults == ["left out, since it stands beside the questions: “My own words.”"]
        assert "ourwords" in str(found.notes)
        assert "@" not in str(found.notes)


@pytest.mark.parametrize("how", [how for how in CHANGED if not how.startswith("id")])
def test_tags_and_labels_that_were_changed_on_the_way(how: str) -> None:
    (reply,) = read(CHANGED[how](FILLED)).replies
    assert (reply.group, reply.rater, reply.scores) == ("peer", "Jonas", WHOLE_SCORES)
    assert reply.comments == {QUESTIONS[0]: "Keeps calm.\nAlways."}


@pytest.mark.parametrize("mark", ["{}", "> {}"])
def test_a_word_written_anywhere_is_taken_or_named(mark: str) -> None:
    lines = f"Hello,\n\nOn 23/11/2026 21:04, Ruth wrote:\n{quoted(LETTER + FILLED)}\n\nJonas\n".split("\n")
    for place in range(len(lines) + 1):
        text = "\n".join([*lines[:place], mark.format("Heregoes, friend!"), *lines[place:]])
        assert "Heregoes" in told(read(text)), f"below {lines[place - 1]!r}"


def test_the_group_in_more_words_is_shown_whole() -> None:
    found = read(filled({**WHOLE, "group": "colleague, since 2019\nin the same team"}))
    assert found.replies[0].group == "peer"
    assert found.notes[-1].endswith("of the group peer, from “colleague, since 2019 in the same team”")
    assert read(FILLED).notes[-1].endswith("of the group peer")


def test_the_group_without_its_label() -> None:
    assert read(FILLED.replace("Answer: ", "")).replies[0].group == "peer"


def test_what_is_not_taken_is_named_in_full() -> None:
    long = "mostly she does, and now and then in the evening she does not"
    assert f"left out: “{long}”" in read(filled({**WHOLE, "2": long})).notes
    twice = read(FILLED + filled({**WHOLE, "1": f"2 {long}", "q1": "Calm."}))
    assert any("(“4”, “2 mostly" in fault for fault in twice.faults)
    assert "[q1] is answered twice; the first is taken, not “Calm.”" in twice.faults
    assert (
        "[9] is not asked in this round; left out: “5 or so”"
        in read(FILLED + "[9] x\nAnswer: 5 or so").faults
    )


def test_parts_files_and_mails_of_machines() -> None:
    found = read_replies(
        parts(
            "mixed",
            part("See below."),
            attached("form.txt", "text/plain", FILLED),
            attached("a.pdf", "x/pdf"),
        ),
        ASKED,
    )
    assert found.replies[0].scores == WHOLE_SCORES
    assert "left out: “attached: a.pdf”" in found.notes
    away = mail("Away.\n\n" + quoted(FORM), subject="Automatic reply: Feedback")
    sealed = parts("encrypted", part("Version: 1", "application/pgp-encrypted"))
    for data, said in (
        (away, "an automatic answer"),
        (mail("Away.", subject="Abwesend: Feedback"), "an automatic answer"),
        (sealed, "it is encrypted"),
        (mail("I have no time for this."), "no form is in this mail"),
    ):
        with pytest.raises(BadInput, match=said):
            read_replies(data, ASKED)


def test_a_form_at_the_wrong_door() -> None:
    own = f"{CHECKIN}".encode()
    for data in (own, mail(CHECKIN)):
        with pytest.raises(BadInput, match="a form of the client's own: import it without --as 360"):
            read_replies(data, ASKED)
    for data in (FILLED.encode(), mail(f"Hello,\n\n{quoted(FILLED)}")):
        assert is_reply(data)
        with pytest.raises(BadInput, match="a round of feedback: import it with --client NAME --as 360"):
            read_reply(data, PRACTICE, TODAY)


def test_a_second_form_below_does_not_reach_into_the_last_answer() -> None:
    last = re.sub(r"(?s)\[end\]\n", "", filled({**WHOLE, "q2": "Nothing more to say."}))
    found = read(f"{last}\n{HEADS['Outlook, German']}\n{FORM}")
    assert found.replies[0].comments[QUESTIONS[1]] == "Nothing more to say."
    assert found.replies[0].scores[ITEMS[0]] == 4
