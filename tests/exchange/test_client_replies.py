"""What is told of a client's reply before it is taken in: each answer, whose it is, when it was sent."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from coach_tui import bounds
from coach_tui.exchange.client_form import BOXES, client_text_form, code_of, questions
from coach_tui.exchange.client_replies import is_reply, read_reply
from coach_tui.exchange.client_reply import ClientReply
from coach_tui.plan.errors import BadInput
from coach_tui.plan.practice import Plan, Practice
from tests.exchange.test_client_forms import (
    BACK,
    CHECKIN,
    PLAN,
    PRACTICE,
    REFLECTION,
    TODAY,
    WHOLE,
    C,
    R,
    filled,
    mail,
    read,
)

# What is taken


def test_what_is_taken_of_a_check_in_whole() -> None:
    found = read(filled(CHECKIN, {**WHOLE, C["hours worked"]: "46 hours/week, better"}))
    assert found.taken == [
        ("hours worked", "46 hours/week"),
        ("hours worked, in words", "better"),
        ("Delegate one task", "3 times"),
        ("Engagement", "4"),
        ("Mood", "tired but proud"),
        ("Win", "Ran it alone"),
        ("Note", "Two lines\n\nof note."),
    ]
    assert found.heading == "Anna Berg, reply to the check-in form of Tue 24 Nov 2026"


def test_what_is_taken_of_a_reflection_whole() -> None:
    found = read(filled(REFLECTION, {**BACK, R["Ask Jonas"]: "[ ] done [x] partly [ ] not yet  he is ill"}))
    assert found.taken == [
        ("What went well", "I let go."),
        ("What was hard", "Saying no."),
        ("What I learned", "It holds without me."),
        ("Ask Jonas", "partly (he is ill)"),
        ("Feedback, heard", "9"),
        ("Feedback, right topics", "8.5"),
        ("Feedback, useful way of working", "8"),
        ("Feedback, overall", "9"),
    ]
    assert read(filled(REFLECTION, BACK)).taken[3] == ("Ask Jonas", "done")
    assert found.heading == "Anna Berg, reply to the reflection form of Tue 24 Nov 2026"


def test_a_reply_for_programs() -> None:
    sent = read(mail(filled(CHECKIN, {"engagement": "4", C["hours worked"]: "lots"})))
    assert sent.as_json() == {
        "kind": "checkin",
        "form": code_of("checkin", "e-anna", TODAY),
        "client": "Anna Berg",
        "sent": "2026-11-23",
        "taken": [
            {"question": "hours worked, in words", "answer": "lots"},
            {"question": "Engagement", "answer": "4"},
        ],
        "unclear": ["“lots” is no number, for “hours worked”; kept as words"],
        "left_out": [],
        "far_off": [],
        "missing": ["Delegate one task", "Mood", "Win", "Note"],
    }
    assert read(filled(CHECKIN, WHOLE)).as_json()["sent"] is None


@pytest.mark.parametrize(("said", "told"), [("0", "0 times"), ("1", "1 time"), ("2", "2 times")])
def test_how_often_in_words(said: str, told: str) -> None:
    tag = C["Delegate one task"]
    found = read(filled(CHECKIN, {tag: f"{said}, at last", "mood": "fine"}))
    assert found.taken[0] == ("Delegate one task", told)
    kept = {"done": ["s1"] * int(said)} if said != "0" else {}
    remark = "at last" if said != "0" else "0 times at last"
    assert found.values == {"mood": "fine", **kept, "note": f"Delegate one task: {remark}"}


@pytest.mark.parametrize("said", ["5k", "90min", "90 min, better", "2m"])
def test_a_number_short_or_in_another_unit_is_unclear(said: str) -> None:
    found = read(filled(CHECKIN, {C["hours worked"]: said}))
    assert found.values == {"note": f"hours worked: {said}"}
    assert found.faults == [f"“{said}” can be read in two ways, for “hours worked”; kept as words"]


@pytest.mark.parametrize("said", ["46h", "46 hrs", "46 hours", "46 Stunden"])
def test_the_unit_may_be_said_in_other_words(said: str) -> None:
    assert read(filled(CHECKIN, {C["hours worked"]: said})).values == {"measures": {"m1": 46}}


def test_an_unclear_answer_and_words_without_a_field_are_kept_together() -> None:
    found = read(filled(REFLECTION, {"well": "It went.", "heard": "nine", "else": "A rise?"}))
    assert found.values == {
        "reflection": "What went well: It went.\n\nFeedback, heard: nine\n\nAnything else: A rise?"
    }
    found = read(filled(CHECKIN, {C["hours worked"]: "lots,\n  I fear", "note": "Mine."}))
    assert found.values == {"note": "Mine.\nhours worked: lots, I fear"}


@pytest.mark.parametrize(
    "nothing",
    ["–", "-", "none", "None.", "nothing!", "No", "nichts", "nein", "rien", "nada", "na", "n a", "!"],
)
def test_nothing_is_no_answer(nothing: str) -> None:
    found = read(filled(CHECKIN, {"mood": "fine", "win": nothing, "note": nothing}))
    assert found.values == {"mood": "fine"}
    assert found.win == ""
    assert found.missing == ["hours worked", "Delegate one task", "Engagement", "Win", "Note"]


@pytest.mark.parametrize(("length", "kept"), [(500, True), (501, False)])
@pytest.mark.parametrize("tag", ["win", "mood"])
def test_what_is_too_long_for_a_line_is_kept_in_the_note(tag: str, length: int, kept: bool) -> None:
    long = ("word " * 200)[: length - 1] + "!"
    found = read(filled(CHECKIN, {tag: long, "note": "Mine."}))
    name = {"win": "Win", "mood": "Mood"}[tag]
    assert (name, long) in found.taken
    if kept:
        assert (found.win if tag == "win" else found.values["mood"]) == long
        assert (found.values["note"], found.faults) == ("Mine.", [])
    else:
        assert (found.win, "mood" in found.values) == ("", False)
        assert found.values["note"] == f"Mine.\n{name}: {long}"
        assert found.faults == [f"“{name}” is too long for one line; kept in the note"]


def test_a_line_is_one_line_and_a_note_may_be_several() -> None:
    found = read(filled(CHECKIN, {"win": "Ran it\n  alone", "mood": "so\nso", "note": "one\ntwo"}))
    assert (found.win, found.values) == ("Ran it alone", {"mood": "so so", "note": "one\ntwo"})


def test_a_note_may_be_longer_than_a_line() -> None:
    found = read(filled(CHECKIN, {"note": "word " * 199 + "end"}))
    assert (len(found.values["note"]), found.faults) == (998, [])


def test_the_same_answer_twice_is_one_and_empty_boxes_are_none() -> None:
    twice = filled(CHECKIN, WHOLE) + filled(CHECKIN, {**WHOLE, "mood": "tired  but proud"})
    found = read(twice)
    assert (found.faults, found.values["mood"]) == ([], "tired but proud")
    boxes = filled(REFLECTION, {**BACK, R["Ask Jonas"]: BOXES})
    assert read(boxes).missing == ["Ask Jonas", "Anything else"]
    told = read(boxes + filled(REFLECTION, {R["Ask Jonas"]: "[x] done [ ] partly [ ] not yet"}))
    assert (told.values["said"], told.faults) == ([{"text": "Ask Jonas", "says": "done"}], [])


# Which question it answers


def without(*tables: str) -> Practice:
    return Practice({name: rows for name, rows in PRACTICE.tables.items() if name not in tables})


def test_an_answer_to_what_is_gone_is_told_and_an_empty_one_is_not() -> None:
    found = read_reply(filled(CHECKIN, {"mood": "fine"}).encode(), without("strategies"), TODAY)
    assert (found.faults, found.values) == ([], {"mood": "fine"})
    found = read_reply(
        filled(REFLECTION, {"well": "It went.", R["Ask Jonas"]: "[x] done [ ] partly [ ] not yet"}).encode(),
        without("commitments"),
        TODAY,
    )
    assert len(found.faults) == 1
    assert found.faults[0].endswith("is about something that is no longer in the plan")
    assert "said" not in found.values


def test_what_was_settled_meanwhile_may_still_be_answered() -> None:
    commitments = {number: dict(raw) for number, raw in PRACTICE.tables["commitments"].items()}
    commitments["1"]["status"] = "done"
    later = Practice({**PRACTICE.tables, "commitments": commitments})
    found = read_reply(filled(REFLECTION, BACK).encode(), later, TODAY)
    assert (found.values["said"], found.faults) == ([{"text": "Ask Jonas", "says": "done"}], [])


def test_an_answer_with_the_tag_of_two_questions_goes_to_neither() -> None:
    """Tags are five signs of a checksum; two may be the same once in many plans."""
    tag = {}
    number = 0
    while True:  # until two uids have one tag
        uid = f"s{number}"
        plan = plan_with({"uid": uid, "title": uid})
        (one,) = [question.tag for question in questions(plan, "checkin", TODAY) if question.uid == uid]
        if one in tag:
            break
        tag[one] = uid
        number += 1
    pair = plan_with(*({"uid": each, "title": f"Practice {each}"} for each in (tag[one], uid)))
    form = client_text_form(pair, "checkin", TODAY)
    assert form.count(f"[{one}]") == 2
    found = read_reply(filled(form, {one: "3", "mood": "fine"}).encode(), pair.practice, TODAY)
    assert found.values == {"mood": "fine"}
    assert found.faults == ["“3” is about something that is no longer in the plan"] * 2


def plan_with(*strategies: dict[str, Any]) -> Plan:
    rows = {
        str(n): {"plan": "e-anna", "kind": "practice", "cadence": "1 per week", **one}
        for n, one in enumerate(strategies)
    }
    plan = Practice({**PRACTICE.tables, "strategies": rows}).plan("anna")
    assert plan is not None
    return plan


def test_a_measure_without_a_unit_is_told_as_a_number() -> None:
    objective = {
        "uid": "o1", "plan": "e-anna", "title": "Rest",
        "measure": [{"uid": "m1", "name": "naps", "baseline": 0, "target": 7}],
    }  # fmt: skip
    rested = Practice({**PRACTICE.tables, "objectives": {"1": objective}})
    plan = rested.plan("anna")
    assert plan is not None
    form = filled(client_text_form(plan, "checkin", TODAY), {C["hours worked"]: "4"})
    found = read_reply(form.encode(), rested, TODAY)
    assert (found.taken, found.values) == ([("naps", "4")], {"measures": {"m1": 4}})


CARD = "Viele Grüße\n\nAnna Berg\nLeiterin Logistik\nTel. +49 431 770 12\nwww.firma.example"


def test_a_card_under_a_leave_taking_is_listed() -> None:
    form = filled(CHECKIN, {"engagement": "4", "note": "Fine."})
    told = " ".join(CARD.split())
    for text in (f"I quit.\n\n{CARD}\n\n{form}", f"{form}\nI quit.\n{CARD}\n"):
        found = read(text)
        assert (dict(found.taken)["Beside the form"], found.left_out) == ("I quit.", [told])
    found = read(form.replace("[end]", CARD))
    assert (found.values["note"], found.left_out) == ("Fine.", [told])


@pytest.mark.parametrize(
    "more",
    ["\n\nPS: I quit, call +49 431 770 12.", "\nAnna, who quits", "\nAnna\nI cannot come. www.x.example!"],
)
def test_what_is_no_card_is_kept(more: str) -> None:
    words = f"It was fine.\nViele Grüße{more}"
    found = read(filled(CHECKIN, {"engagement": "4"}) + words)
    assert (dict(found.taken)["Beside the form"], found.left_out) == (words, [])


def test_a_long_answer_to_what_is_gone_is_listed_whole() -> None:
    long = "3, but only when the others are not in the room and nobody looks"
    tag = C["Delegate one task"]
    found = read_reply(filled(CHECKIN, {"mood": "fine", tag: long}).encode(), without("strategies"), TODAY)
    assert found.left_out == [long]


@pytest.mark.parametrize("said", ["(x) done   ( ) partly   ( ) not yet", "[x] done ( ) partly ( ) not yet"])
def test_boxes_with_round_brackets(said: str) -> None:
    found = read(filled(REFLECTION, {R["Ask Jonas"]: said}))
    assert found.values["said"] == [{"text": "Ask Jonas", "says": "done"}]


def test_long_words_beside_a_promise_are_kept_whole() -> None:
    long = ("word " * 120).strip()
    found = read(filled(REFLECTION, {R["Ask Jonas"]: f"[x] done [ ] partly [ ] not yet {long}"}))
    assert found.values["said"] == [{"text": "Ask Jonas", "says": "done"}]
    assert found.values["reflection"] == f"Ask Jonas: {long}"


# When and from whom


@pytest.mark.parametrize(
    ("day", "sent"),
    [("Mon, 23", date(2026, 11, 23)), ("Tue, 24", date(2026, 11, 24)), ("Wed, 25", None), ("Mon, 30", None)],
)
def test_a_mail_of_a_later_day_has_no_day(day: str, sent: date | None) -> None:
    """A clock that is wrong must not make a check-in of a day to come."""
    text = mail(filled(CHECKIN, WHOLE)).replace(b"Mon, 23 Nov", f"{day} Nov".encode())
    found = read(text)
    assert (found.sent, found.sender) == (sent, "anna@example.org")


@pytest.mark.parametrize(
    ("address", "sender", "fault"),
    [
        ("Anna@Example.org ", "anna@example.org", ""),
        ("anna@example.org", "ANNA@example.org", ""),
        ("anna@example.org", "somebody@example.org", ""),
        ("", "ben@example.org", "the mail came from the address of “Ben Fox”"),
        ("anna@example.org", "ben@example.org", "the mail came from the address of “Ben Fox”"),
    ],
)
def test_a_mail_from_another_clients_address_is_told(address: str, sender: str, fault: str) -> None:
    clients = {number: dict(raw) for number, raw in PRACTICE.tables["clients"].items()}
    clients["1"]["email"] = address
    text = mail(filled(CHECKIN, WHOLE)).replace(b"anna@example.org", sender.encode())
    found = read_reply(text, Practice({**PRACTICE.tables, "clients": clients}), TODAY)
    assert found.faults == ([fault] if fault else [])
    spaced = {**clients, "2": dict(clients["2"], email=" Ben@Example.org ")}
    assert read_reply(text, Practice({**PRACTICE.tables, "clients": spaced}), TODAY).faults == found.faults
    both = dict(clients["2"], email=clients["1"]["email"])
    shared = read_reply(text, Practice({**PRACTICE.tables, "clients": {**clients, "2": both}}), TODAY)
    assert shared.faults == []


def test_a_text_without_a_sender_is_nobodys_mail() -> None:
    clients = {number: dict(raw) for number, raw in PRACTICE.tables["clients"].items()}
    del clients["2"]["email"]
    found = read_reply(
        filled(CHECKIN, WHOLE).encode(), Practice({**PRACTICE.tables, "clients": clients}), TODAY
    )
    assert (found.sender, found.faults) == ("", [])


# Which form


def test_an_id_alone_makes_no_reply_of_a_file_of_ours() -> None:
    form = filled(CHECKIN, WHOLE)
    assert is_reply(form.encode())
    assert is_reply(f"[client]: me\n{form}".encode())
    assert not is_reply(f'{{"text": "{form}"}}'.encode())
    assert not is_reply(f'  \n{{"text": "{form}"}}'.encode())
    assert not is_reply(f'# a plan\n[client]  \nname = "x"\n{form}'.encode())
    assert not is_reply(f"BEGIN:VCALENDAR\n{form}".encode())
    assert not is_reply(b"\x00\x01\x02\xff" * 9)


def test_a_reply_that_is_too_large_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    form = filled(CHECKIN, WHOLE)
    monkeypatch.setattr(bounds, "LETTER", len(form.encode()))
    assert read(form).win == "Ran it alone"
    with pytest.raises(
        BadInput, match="too large for a reply; save the reply alone, without what is attached"
    ):
        read(form + " ")


def test_the_newest_form_that_says_something_is_read() -> None:
    assert PLAN is not None
    assert PLAN is not None
    older = client_text_form(PLAN, "checkin", date(2026, 11, 17))
    found = read(CHECKIN + filled(older, {"mood": "old"}))
    assert (found.values, found.heading[-11:]) == ({"mood": "old"}, "17 Nov 2026")
    oldest = filled(client_text_form(PLAN, "checkin", date(2026, 11, 10)), {"mood": "oldest"})
    found = read(CHECKIN + filled(older, {"mood": "old"}) + oldest)
    assert (found.values, found.heading[-11:]) == ({"mood": "old"}, "17 Nov 2026")
    code = code_of("checkin", "e-anna", TODAY)
    assert read(filled(CHECKIN, WHOLE).replace(code, code.upper())).code == code
    unclear = filled(CHECKIN, {C["hours worked"]: "lots"}).replace(f"[{C['hours worked']}]", "[m00000]")
    with pytest.raises(BadInput, match="nothing in it can be taken: “lots” is about something that is no"):
        read(unclear + filled(older, {"mood": "old"}))


@pytest.mark.parametrize("missing", [{"plan": PLAN}, {"kind": "checkin"}, {}])
def test_without_the_forms_id_both_client_and_kind_are_needed(missing: dict[str, Any]) -> None:
    text = filled(CHECKIN, WHOLE).split("]", 1)[1].encode()
    with pytest.raises(
        BadInput, match="say whose it is: --client NAME --as checkin, reflection, plan, self or intake"
    ):
        read_reply(text, PRACTICE, TODAY, **missing)
    found = read_reply(text, PRACTICE, TODAY, plan=PLAN, kind="checkin")
    assert found.heading == "Anna Berg, reply to the check-in form"
    assert found.win == "Ran it alone"


def test_the_kind_and_the_client_that_are_said_have_to_be_the_forms() -> None:
    form = filled(REFLECTION, BACK)
    assert read(form, plan=PLAN, kind="reflection").kind == "reflection"
    with pytest.raises(BadInput, match="it answers a reflection form, not a check-in form"):
        read(form, kind="checkin", plan=PLAN)
    with pytest.raises(BadInput, match="of “Anna Berg”, not of “Ben Fox”; nothing was taken in"):
        read(form, plan=PRACTICE.plan("ben"))
    lost = form.replace(code_of("reflection", "e-anna", TODAY), code_of("reflection", "e-nobody", TODAY))
    with pytest.raises(BadInput, match="written for no client here; look at the file's name"):
        read(lost)


# What stands beside the form


def beside(found: ClientReply) -> str:
    return dict(found.taken).get("Beside the form", "")


@pytest.mark.parametrize("form", [CHECKIN, REFLECTION])
@pytest.mark.parametrize(
    ("above", "below", "kept"),
    [
        ("I quit on Friday.\n\n", "", "I quit on Friday."),
        ("", "\nPS: I quit on Friday.\n", "PS: I quit on Friday."),
        ("Hi,\n\nfirst this.\n", "And that.", "Hi,\n\nfirst this.\n\nAnd that."),
        ("First this.\n\nOn 3 Nov 2026, coach wrote:\n> Dear Anna, my words.\n> \n", "", "First this."),
        ("> Dear Anna, my words.\n", "> and more of mine\n", ""),
        ("First this.\n", "-- \nAnna Berg, Logistics\n", "First this."),
    ],
)
def test_words_above_and_below_are_kept(form: str, above: str, below: str, kept: str) -> None:
    answers = {"engagement": "4"} if form is CHECKIN else {"well": "Much."}
    found = read(above + filled(form, answers) + below)
    assert beside(found) == kept
    assert found.faults == []
    assert found.left_out == (["-- Anna Berg, Logistics"] if "-- " in below else [])
    text = found.values.get("note" if form is CHECKIN else "reflection", "")
    assert text.endswith(f"Beside the form: {kept}") if kept else "Beside" not in text


@pytest.mark.parametrize(
    "line",
    [
        "Sent from my iPhone",
        "Sent from Yahoo Mail on Android",
        "Sent from Mail for Windows",
        "Get Outlook for iOS",
        "Von meinem iPhone gesendet",
        "Mit der GMX App gesendet",
        "Gesendet von Mail für Windows",
        "Envoyé de mon iPhone",
        "Envoyé depuis l'application Mail",
        "Enviado desde mi iPhone",
    ],
)
def test_what_a_telephone_adds_is_nobodys_words(line: str) -> None:
    form = filled(CHECKIN, {"engagement": "4"})
    for text in (f"I quit.\n\n{line}\n\n{form}", f"{form}\nI quit.\n{line}\n"):
        assert beside(read(text)) == "I quit."


@pytest.mark.parametrize(
    ("cut", "told"),
    [
        ("Two things:\n--\nFirst, my holiday.\n", "-- First, my holiday."),
        ("From: Coach\nSent: Sunday, November 22, 2026 9:00 AM\nTo: Anna\n\n", ""),
        ("-----Original Message-----\nFrom: coach\nSent: Monday\n\n", ""),
        ("On Mon, 23 Nov 2026 at 21:04, A Coach\n<coach@example.org> wrote:\n", ""),
        (
            "From: Coach\nSent: Sunday\n\nDear Anna, here it is.\n",
            "From: Coach Sent: Sunday Dear Anna, here it is.",
        ),
    ],
)
def test_what_is_cut_off_is_told(cut: str, told: str) -> None:
    form = filled(CHECKIN, {"engagement": "4", "note": "Fine."})
    for text in (f"{cut}{form}", f"{form}{cut}", form.replace("[end]", cut)):
        assert read(text).left_out == ([told] if told else []), text


@pytest.mark.parametrize("form", [CHECKIN, REFLECTION])
def test_words_alone_are_an_answer(form: str) -> None:
    found = read("I cannot do this now, call me.\n\n" + form)
    assert found.taken == [("Beside the form", "I cannot do this now, call me.")]


def test_words_between_what_the_form_says_are_kept() -> None:
    for form, said in (
        (CHECKIN, "three minutes."),
        (CHECKIN, "rest."),
        (REFLECTION, "with."),
        (REFLECTION, "rest."),
        (REFLECTION, "test."),
    ):
        assert form.count(said) == 1, said
        found = read(form.replace(said, f"{said}\nNo time this week."))
        assert found.taken == [("Beside the form", "No time this week.")], said


@pytest.mark.parametrize("how", ["{}", "> {}", "{}  "])
def test_what_the_form_says_is_nobodys_words(how: str) -> None:
    for form, answers in ((CHECKIN, {"engagement": "4"}), (REFLECTION, {"well": "Much."})):
        text = "\n".join(how.format(line) for line in filled(form, answers).split("\n"))
        found = read(text)
        assert len(found.taken) == 1
        assert found.left_out == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Hello!", "Hello!"),
        ("Hi Ruth,\n\nthanks\n\nAnna", "Hi Ruth, thanks Anna"),
        ("Liebe Ruth,\n\nViele Grüße\nAnna Berg", "Liebe Ruth, Viele Grüße Anna Berg"),
        ("Bonjour,\nmerci !", "Bonjour, merci !"),
    ],
)
def test_a_greeting_alone_is_told_and_left_out(words: str, told: str) -> None:
    found = read(f"{words}\n\n" + filled(CHECKIN, {"engagement": "4"}))
    assert (found.left_out, beside(found)) == ([told], "")
    with pytest.raises(BadInput, match="nothing is answered in it"):
        read(f"{words}\n\n{CHECKIN}")


@pytest.mark.parametrize("words", ["Hi Ruth,\nno.", "Thanks for 3 days", "Anna", "Hello, I quit: on Friday."])
def test_whatever_says_more_is_kept(words: str) -> None:
    assert beside(read(f"{words}\n\n" + filled(CHECKIN, {"engagement": "4"}))) == words


WHOLE_WORDS = [
    "My boss wrote to everybody:\n“Great work”.\nI cannot come on Friday.",
    "Two things:\n--\nFirst, my holiday.\n--\nSecond, I want to stop.",
    "From: the heart\nDate: today\nIt goes well.",
    "Sent from my iPhone is what I write under everything\nand this below it",
    "_______\nbelow a line",
]


@pytest.mark.parametrize("words", WHOLE_WORDS)
def test_what_stands_between_two_tags_is_whole(words: str) -> None:
    assert read(filled(CHECKIN, {"note": words})).values["note"] == words
    assert read(filled(REFLECTION, {"hard": words})).values["reflection"] == f"What was hard: {words}"


def test_answers_above_a_blank_form_are_the_forms() -> None:
    head = "From: Coach\nSent: Sunday, November 22, 2026 9:00 AM\nSubject: How is it going?\n\n"
    for between in ("", head, "On 3 Nov 2026, coach wrote:\n"):
        found = read(f"[mood] calm\n[note] Away next week.\n\n{between}{CHECKIN}")
        assert found.values == {"mood": "calm", "note": "Away next week."}, between
        assert beside(found) == ""


def test_words_before_the_label_are_kept_beside_those_behind_it() -> None:
    question = "Anything I should know\n"
    text = filled(CHECKIN, {"note": "Fine."}).replace(question, f"{question}I was ill.\n")
    assert read(text).values["note"] == "Fine.\nI was ill."


def test_words_go_with_the_form_that_is_answered() -> None:
    """The newest one is quoted blank, an older one below it is filled in."""
    assert PLAN is not None
    older = client_text_form(PLAN, "checkin", date(2026, 11, 17))
    found = read("Late, sorry.\n\n" + CHECKIN + filled(older, {"engagement": "3"}))
    assert found.code == code_of("checkin", "e-anna", date(2026, 11, 17))
    assert beside(found) == "Late, sorry."
