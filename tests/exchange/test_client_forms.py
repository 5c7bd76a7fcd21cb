"""A client's forms go out and come back: through mail programs, half filled, twice, from somebody else."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from textwrap import wrap
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach_tui.exchange.client_form import BOXES, client_text_form, code_of, plan_of_code, questions
from coach_tui.exchange.client_replies import is_reply, read_reply
from coach_tui.exchange.client_reply import ClientReply
from coach_tui.exchange.html_text import text_of_html
from coach_tui.exchange.letter import unflowed
from coach_tui.exchange.reply_text import ANSWER
from coach_tui.plan.errors import BadInput
from coach_tui.plan.practice import Plan, Practice
from coach_tui.plan.schema import check_record

TODAY = date(2026, 11, 24)


def practice() -> Practice:
    tables: dict[str, dict[str, dict[str, Any]]] = {
        "clients": {
            "1": {"uid": "anna", "name": "Anna Berg", "email": "anna@example.org"},
            "2": {"uid": "ben", "name": "Ben Fox", "email": "Ben@Example.org"},
        },
        "engagements": {
            "1": {"uid": "e-anna", "client": "anna", "start": "2026-09-01", "review_every": "2 weeks"},
            "2": {"uid": "e-ben", "client": "ben", "start": "2026-09-01"},
        },
        "objectives": {
            "1": {
                "uid": "o1",
                "plan": "e-anna",
                "title": "Leave on time",
                "measure": [{"uid": "m1", "name": "hours worked", "unit": "hours/week", "baseline": 58}],
            },
            "2": {
                "uid": "o2",
                "plan": "e-anna",
                "title": "A secret one",
                "visibility": "private",
                "measure": [{"uid": "m2", "name": "secret figure"}],
            },
        },
        "strategies": {
            "1": {"uid": "s1", "plan": "e-anna", "title": "Delegate one task", "cadence": "1 per week"},
            "2": {"uid": "s2", "plan": "e-anna", "title": "Talk to the boss", "kind": "meeting"},
        },
        "checkins": {"1": {"uid": "k1", "plan": "e-anna", "on": "2026-11-20", "measures": {"m1": 48}}},
        "commitments": {
            "1": {"uid": "c1", "plan": "e-anna", "text": "Ask Jonas", "due": "2026-11-20"},
            "2": {"uid": "c2", "plan": "e-anna", "text": "Coach sends a book", "owner": "coach"},
            "3": {"uid": "c3", "plan": "e-anna", "text": "Long settled", "status": "done"},
        },
    }
    for table, rows in tables.items():
        for raw in rows.values():
            check_record(table, raw)
    return Practice(tables)


PRACTICE = practice()
PLAN = PRACTICE.plan("anna")
assert isinstance(PLAN, Plan)
CHECKIN = client_text_form(PLAN, "checkin", TODAY)
REFLECTION = client_text_form(PLAN, "reflection", TODAY)


def tags(kind: str) -> dict[str, str]:
    """The tag of each question by what it is about."""
    assert PLAN is not None
    return {question.name: question.tag for question in questions(PLAN, kind, TODAY)}


C, R = tags("checkin"), tags("reflection")


def filled(form: str, answers: dict[str, str]) -> str:
    """The form with these answers, by tag, behind their labels."""
    out, tag = [], ""
    for line in form.split("\n"):
        found = re.match(r"\[(\w+)\]", line)
        tag = found[1] if found else tag
        if line.startswith(ANSWER) and tag in answers:
            line = f"{ANSWER} {answers[tag]}"
        out.append(line)
    return "\n".join(out)


WHOLE = {
    C["hours worked"]: "46",
    C["Delegate one task"]: "3",
    "engagement": "4",
    "mood": "tired but proud",
    "win": "Ran it alone",
    "note": "Two lines\n\nof note.",
}
WHOLE_VALUES = {
    "measures": {"m1": 46},
    "done": ["s1"] * 3,
    "engagement": 4,
    "mood": "tired but proud",
    "note": "Two lines\n\nof note.",
}
BACK = {
    "well": "I let go.",
    "hard": "Saying no.",
    "learned": "It holds without me.",
    R["Ask Jonas"]: "[x] done   [ ] partly   [ ] not yet",
    "heard": "9",
    "topics": "8.5",
    "way": "8",
    "overall": "9",
    "else": "",
}
BACK_VALUES = {
    "reflection": (
        "What went well: I let go.\n\nWhat was hard: Saying no.\n\nWhat I learned: It holds without me."
    ),
    "feedback": {"heard": 9, "topics": 8.5, "way": 8, "overall": 9},
    "said": [{"text": "Ask Jonas", "says": "done"}],
}


def read(text: str | bytes, **more: Any) -> ClientReply:
    data = text.encode() if isinstance(text, str) else text
    assert is_reply(data) or "plan" in more
    return read_reply(data, PRACTICE, TODAY, **more)


def flat(value: Any) -> Any:
    """Values with every run of blanks and breaks as one blank."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, dict):
        return {key: flat(one) for key, one in value.items()}
    return [flat(one) for one in value] if isinstance(value, list) else value


def answered(values: dict[str, Any]) -> Any:
    """Values, flat, without what was written beside the form."""
    texts = {key: re.sub(r"\s*Beside the form: .*", "", values[key]) for key in TEXTS if key in values}
    return {**flat(values), **flat({key: text for key, text in texts.items() if text})}


TEXTS = ("note", "reflection")


@pytest.mark.parametrize("form", [CHECKIN, REFLECTION])
def test_a_form_names_nobody_and_keeps_to_its_width(form: str) -> None:
    assert max(map(len, form.split("\n"))) <= 72
    for hidden in ("Anna", "Berg", "secret", "Coach sends", "Long settled", "anna@"):
        assert hidden not in form


def test_what_a_form_asks() -> None:
    assert "hours worked (hours/week): where does it stand? Last: 48 on Fri" in CHECKIN.replace("\n", " ")
    assert "Delegate one task (1 per week): how many times" in CHECKIN.replace("\n", " ")
    assert "Talk to the boss" not in CHECKIN
    assert f"What came of it: Ask Jonas (until Fri 20 Nov)\n{ANSWER} {BOXES}" in REFLECTION
    assert "no validated test" in REFLECTION.replace("\n", " ")


def test_the_id_belongs_to_one_engagement_kind_and_day() -> None:
    codes = {
        code_of(kind, uid, day)
        for kind in ("checkin", "reflection")
        for uid in ("e-anna", "e-ben")
        for day in (TODAY, date(2026, 11, 25))
    }
    assert len(codes) == 8
    assert len({code[10:] for code in codes}) == 8
    found = plan_of_code(PRACTICE, code_of("checkin", "e-ben", TODAY))
    assert found is not None
    assert found.client.name == "Ben Fox"
    assert plan_of_code(PRACTICE, "c20261124m000000000000") is None
    assert plan_of_code(PRACTICE, "c20269924m000000000000") is None


def quoted(text: str) -> str:
    return "\n".join(f"> {line}" if line else ">" for line in text.split("\n"))


def broken(text: str) -> str:
    """As a mail program breaks what another had quoted: at 40."""
    return "\n".join("\n".join(wrap(line, 40)) for line in text.split("\n"))


def as_html(text: str) -> str:
    lines = "".join(f"<div>{line}</div>\n" if line else "<div><br></div>\n" for line in text.split("\n"))
    return f"<html><head><style>p {{ }}</style></head><body>\n{lines}</body></html>"


def mail(text: str, html: str = "", *, cte: str = "quoted-printable", charset: str = "utf-8") -> bytes:
    message = EmailMessage()
    message["From"] = "Anna Berg <anna@example.org>"
    message["To"] = "coach@example.org"
    message["Date"] = "Mon, 23 Nov 2026 21:04:00 +0100"
    message["Received"] = "x" * 6000
    message["Subject"] = "Re: How is it going?"
    if text:
        message.set_content(text, cte=cte, charset=charset)
        if html:
            message.add_alternative(html, subtype="html")
    else:
        message.set_content(html, subtype="html", cte=cte)
    return message.as_bytes(policy=SMTP)


def flowed(text: str) -> str:
    """Long lines as soft breaks, quoted lines too."""
    out = []
    for line in text.split("\n"):
        prefix = "> " if line.startswith(">") else ""
        parts = wrap(line.removeprefix("> "), 50, break_long_words=False) or [""]
        out += [f"{prefix}{part} " for part in parts[:-1]] + [f"{prefix}{parts[-1]}"]
    return "\n".join(out)


MANGLED: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "quoted": quoted,
    "quoted twice": lambda text: quoted(quoted(text)),
    "broken lines": broken,
    "quoted and broken": lambda text: quoted(broken(text)),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "Windows line ends": lambda text: text.replace("\n", "\r\n"),
    "no blank lines": lambda text: re.sub(r"\n{2,}", "\n", text),
    "more blank lines": lambda text: text.replace("\n", "\n\n"),
    "blanks at the ends": lambda text: text.replace("\n", "   \n"),
    "indented": lambda text: text.replace("\n", "\n  "),
    "byte order mark": lambda text: "\ufeff" + text,
    "a signature": lambda text: text.replace("[end]", "-- \nAnna Berg\nLogistics\n+49 431 4\n"),
    "a telephone": lambda text: text.replace("[end]", "Sent from my iPhone\n"),
    "a greeting": lambda text: "Dear coach,\n\nhere you are. 5 minutes!\n\nAnna\n\n" + text,
    "Outlook": lambda text: (
        text.replace("[end]", "") + "\n-----Original Message-----\nFrom: coach\nSent: Monday\n\n" + CHECKIN
    ),
    "Outlook of today": lambda text: text.replace("[end]", "From: coach\nSent: Monday 23 November\nTo: x\n"),
    "the form below": lambda text: text + "\n\nOn 3 Nov 2026, coach wrote:\n" + quoted(CHECKIN),
    "wrote over two lines": lambda text: (
        text.replace("[end]", "") + "\nOn Mon, 23 Nov 2026 at 21:04, A Coach\n<coach@example.org> wrote:\n"
    ),
    "the page as text": lambda text: text_of_html(as_html(text)),
    "a page in pre": lambda text: text_of_html(f"<blockquote><pre>{text}</pre></blockquote>"),
    "soft breaks": lambda text: unflowed(flowed(text)),
    "soft breaks, quoted": lambda text: unflowed(flowed(quoted(text))),
    "one more blank": lambda text: text.replace("[", "[ ").replace("]", " ]"),
}


@pytest.mark.parametrize("how", MANGLED)
def test_a_checkin_survives_mail(how: str) -> None:
    found = read(MANGLED[how](filled(CHECKIN, WHOLE)))
    assert found.plan.client.name == "Anna Berg"
    assert answered(flat(found.values)) == flat(WHOLE_VALUES), found.faults
    assert ("Beside the form" in dict(found.taken)) == (how == "a greeting")
    assert found.win == "Ran it alone"
    assert (found.faults, found.missing) == ([], [])


@pytest.mark.parametrize("how", [how for how in MANGLED if "form below" not in how and "Outlook" not in how])
def test_a_reflection_survives_mail(how: str) -> None:
    found = read(MANGLED[how](filled(REFLECTION, BACK)))
    assert answered(flat(found.values)) == flat(BACK_VALUES), found.faults
    assert ("Beside the form" in dict(found.taken)) == (how == "a greeting")
    assert (found.faults, found.missing) == ([], ["Anything else"])


MAILS = {
    "quoted-printable": lambda text: mail(quoted(text)),
    "base64": lambda text: mail(text, cte="base64"),
    "Windows-1252": lambda text: mail(text, charset="cp1252"),
    "HTML alone": lambda text: mail("", as_html(text)),
    "an empty text beside HTML": lambda text: mail("See below.", as_html(text)),
    "both": lambda text: mail(text, as_html(text)),
    "soft breaks": lambda text: mail(flowed(text)).replace(
        b'Content-Type: text/plain; charset="utf-8"',
        b'Content-Type: text/plain; charset="utf-8"; format=flowed',
    ),
    "a mailbox": lambda text: b"From anna@example.org Mon Nov 23 21:04:00 2026\n" + mail(text),
}


@pytest.mark.parametrize("how", MAILS)
def test_a_saved_mail_is_read(how: str) -> None:
    found = read(MAILS[how](filled(CHECKIN, {**WHOLE, "mood": "“fine”, à peu près"})))
    assert flat(found.values) == flat({**WHOLE_VALUES, "mood": "“fine”, à peu près"}), found.faults
    assert (found.sent, found.sender) == (date(2026, 11, 23), "anna@example.org")
    assert found.faults == []


def test_an_attached_form_is_found() -> None:
    message = EmailMessage()
    message["From"] = "anna@example.org"
    message["Date"] = "Mon, 23 Nov 2026 21:04:00 +0100"
    message.set_content("It is in the attachment.")
    message.add_attachment(filled(CHECKIN, WHOLE), filename="form.txt")
    found = read(message.as_bytes())
    assert answered(found.values) == flat(WHOLE_VALUES)
    assert found.taken[-1] == ("Beside the form", "It is in the attachment.")


WORDS = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"), exclude_characters="[]>|_-–—.:"),
    min_size=3,
    max_size=120,
).filter(lambda text: len(re.sub(r"\W", "", text)) > 2 and not re.search(r"(?i)answer|wrote|none|noth", text))
NUMBERS = st.one_of(st.integers(-999, 999), st.floats(-99, 99).map(lambda value: round(value, 2)))


@settings(max_examples=60)
@given(
    number=NUMBERS,
    times=st.integers(0, 70),
    scale=st.integers(1, 5),
    words=st.lists(WORDS, min_size=3, max_size=3),
    how=st.lists(st.sampled_from(sorted(MANGLED)), min_size=1, max_size=3, unique=True),
)
def test_any_answers_survive_any_mail(
    number: float, times: int, scale: int, words: list[str], how: list[str]
) -> None:
    answers = {
        C["hours worked"]: str(number),
        C["Delegate one task"]: str(times),
        "engagement": str(scale),
        "mood": words[0],
        "win": words[1],
        "note": words[2],
    }
    straight = read(filled(CHECKIN, answers))
    assert straight.values["measures"] == {"m1": number}
    assert straight.values.get("done", []) == ["s1"] * times
    assert straight.values["engagement"] == scale
    text = filled(CHECKIN, answers)
    for step in how:
        if "page" not in step:
            text = MANGLED[step](text)
    found = read(text)
    assert answered(flat(found.values)) == answered(flat(straight.values))
    assert (found.win, found.faults) == (straight.win, straight.faults)


@pytest.mark.parametrize(
    ("said", "value", "remark"),
    [
        ("46", 46, None),
        ("46.5", 46.5, None),
        ("46,5", 46.5, None),
        ("−3", -3, None),
        ("46 hours/week", 46, None),
        ("46 hours/week, better", 46, "better"),
        ("46 (a short week)", 46, "a short week"),
        ("[46]", 46, None),
        ("46.", 46, None),
        ("4 000", 4000, None),
        ("4'000.5", 4000.5, None),
        ("46\nmore or less", 46, "more or less"),
        ("about 40", None, "about 40"),
        ("40-45", None, "40-45"),
        ("40 to 45", None, "40 to 45"),
        ("4 5", None, "4 5"),
        ("1,200", None, "1,200"),
        ("12.11.2026", None, "12.11.2026"),
        ("too many", None, "too many"),
        ("9" * 30, None, "9" * 30),
    ],
)
def test_how_people_write_a_number(said: str, value: float | None, remark: str | None) -> None:
    found = read(filled(CHECKIN, {**WHOLE, C["hours worked"]: said}))
    assert found.values.get("measures", {}).get("m1") == value
    assert found.values["note"] == WHOLE["note"] + (f"\nhours worked: {remark}" if remark else "")
    assert bool(found.faults) == (value is None)
    assert all("“hours worked”; kept as words" in fault for fault in found.faults)


@pytest.mark.parametrize(
    ("said", "times", "remark"),
    [
        ("3", 3, None),
        ("3x", 3, None),
        ("3 times", 3, None),
        ("twice", 2, None),
        ("daily", 7, None),
        ("every day", 7, None),
        ("yes", 1, None),
        ("not once", 0, "0 times once"),
        ("0", 0, "0 times"),
        ("none, I was ill", 0, "0 times I was ill"),
        ("2, both late", 2, "both late"),
        ("2-3", None, "2-3"),
        ("3.5", None, "3.5"),
        ("often", None, "often"),
        ("100", None, "100"),
    ],
)
def test_how_people_write_how_often(said: str, times: int | None, remark: str | None) -> None:
    found = read(filled(CHECKIN, {**WHOLE, C["Delegate one task"]: said}))
    assert found.values.get("done", []) == ["s1"] * (times or 0)
    assert found.values["note"] == WHOLE["note"] + (f"\nDelegate one task: {remark}" if remark else "")
    assert bool(found.faults) == (times is None)


@pytest.mark.parametrize(
    ("said", "says", "note"),
    [
        ("[x] done   [ ] partly   [ ] not yet", "done", None),
        ("[ ] done   [X] partly   [ ] not yet", "partly", None),
        ("[ ] done   [ ] partly   [x] not\nyet", "not yet", None),
        ("☐ done ☑ partly ☐ not yet", "partly", None),
        ("[ ] done   [ x ] partly   [ ] not yet   half of it", "partly", "half of it"),
        ("done", "done", None),
        ("Yes, on Monday", "done", "on Monday"),
        ("not yet, he was away", "not yet", "he was away"),
        ("[ ] done   [ ] partly   [ ] not yet  partly", "partly", None),
        (BOXES, None, None),
        ("", None, None),
    ],
)
def test_how_people_say_what_came_of_it(said: str, says: str | None, note: str | None) -> None:
    found = read(filled(REFLECTION, {**BACK, R["Ask Jonas"]: said}))
    wanted = {"text": "Ask Jonas", "says": says} | ({"note": note} if note else {})
    assert found.values.get("said", []) == ([wanted] if says else [])
    assert ("Ask Jonas" in found.missing) == (says is None)
    assert found.faults == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"heard": "11"}, "“11” is outside 0 to 10, for “Feedback, heard”; kept as words"),
        ({"heard": "nine"}, "“nine” is no number"),
        ({R["Ask Jonas"]: "[x] done [x] partly [ ] not yet"}, "“Ask Jonas”: done and partly are both ticked"),
        ({R["Ask Jonas"]: "maybe"}, "“maybe” is not done, partly or not yet, for “Ask Jonas”"),
    ],
)
def test_what_is_not_clear_is_said_and_kept_as_words(change: dict[str, str], fault: str) -> None:
    found = read(filled(REFLECTION, {**BACK, **change}))
    assert any(fault in line for line in found.faults), found.faults
    (said,) = change.values()
    assert " ".join(said.split()) in found.values["reflection"]
    assert found.values["feedback"]["overall"] == 9


def test_scores_out_of_what_can_be() -> None:
    found = read(filled(REFLECTION, {**BACK, "heard": "8/10", "topics": "7 of 10, mostly"}))
    assert found.values["feedback"] == {"heard": 8, "topics": 7, "way": 8, "overall": 9}
    assert "Feedback, right topics: mostly" in found.values["reflection"]


def test_half_filled() -> None:
    found = read(filled(CHECKIN, {"mood": "fine"}))
    assert found.values == {"mood": "fine"}
    assert found.missing == ["hours worked", "Delegate one task", "Engagement", "Win", "Note"]
    with pytest.raises(BadInput, match="nothing is answered in it"):
        read(CHECKIN)
    with pytest.raises(BadInput, match="nothing is answered in it"):
        read(filled(CHECKIN, {"note": "–", "win": "none"}))


def test_answered_twice() -> None:
    both = filled(CHECKIN, WHOLE) + "\n" + filled(CHECKIN, {**WHOLE, C["hours worked"]: "47"})
    found = read(both)
    assert "measures" not in found.values
    assert "hours worked: 46 / 47" in found.values["note"]
    assert found.faults == ["“hours worked” is answered twice, and differently; kept as words"]


def test_an_older_form_below_is_left_out() -> None:
    assert PLAN is not None
    older = filled(client_text_form(PLAN, "checkin", date(2026, 11, 17)), {"mood": "old"})
    found = read(filled(CHECKIN, {"engagement": "5"}) + quoted(older))
    assert found.values == {"engagement": 5}
    assert read(CHECKIN + quoted(older)).values == {"mood": "old"}


def test_another_clients_reply() -> None:
    with pytest.raises(BadInput, match="it answers a form of “Anna Berg”, not of “Ben Fox”"):
        read(filled(CHECKIN, WHOLE), plan=PRACTICE.plan("ben"))
    with pytest.raises(BadInput, match="written for no client here"):
        read(
            filled(CHECKIN, WHOLE)
            .replace("m", "m", 1)
            .replace(code_of("checkin", "e-anna", TODAY), "c20261124m" + "0" * 12)
        )
    with pytest.raises(BadInput, match="a check-in form, not a reflection form"):
        read(filled(CHECKIN, WHOLE), plan=PLAN, kind="reflection")
    sent = mail(filled(CHECKIN, WHOLE)).replace(b"anna@example.org", b"ben@example.org")
    assert read(sent).faults == ["the mail came from the address of “Ben Fox”"]


def test_the_id_is_gone() -> None:
    text = re.sub(r"\[form \w+\]", "", filled(CHECKIN, WHOLE))
    assert is_reply(text.encode())
    with pytest.raises(BadInput, match="the form's id is gone"):
        read_reply(text.encode(), PRACTICE, TODAY)
    found = read(text, plan=PLAN, kind="checkin")
    assert flat(found.values) == flat(WHOLE_VALUES)
    assert found.code == ""


def test_a_text_that_is_no_form_at_all() -> None:
    with pytest.raises(BadInput, match="nothing is answered in it"):
        read_reply(b"Hello, here I am.", PRACTICE, TODAY, PLAN, "checkin")


def test_a_plan_file_with_a_form_in_a_note_is_no_reply() -> None:
    note = filled(CHECKIN, WHOLE)
    assert not is_reply(f'[client]\nname = "A"\nnotes = """\n{note}"""\n'.encode())
    assert not is_reply(f'{{"note": "{note}"}}'.encode())


def test_what_left_the_plan_meanwhile_is_said() -> None:
    tables = {name: dict(rows) for name, rows in PRACTICE.tables.items() if name != "strategies"}
    found = read_reply(filled(CHECKIN, WHOLE).encode(), Practice(tables), TODAY)
    assert "done" not in found.values
    assert found.faults == ["“3” is about something that is no longer in the plan"]


@pytest.mark.parametrize("text", ["\x1b]0;x\x07", "[bold]x[/]", "=1+1", "\u202e x"])
def test_hostile_words_are_data(text: str) -> None:
    found = read(filled(CHECKIN, {"mood": f"a {text}", "note": text, "win": f"b {text}"}))
    for said in (found.values["mood"], found.values.get("note", ""), found.win):
        assert "\x1b" not in said
        assert "\u202e" not in said


def test_bytes_that_are_no_mail() -> None:
    assert not is_reply(b"\xff\xfe\x00")
    assert not is_reply(b"")
    assert not is_reply(Path(__file__).parent.parent.joinpath("data", "plan-example.toml").read_bytes())
    spoilt = b"MIME-Version: 1.0\nContent-Type: text/plain; charset=nonsense\n\n" + CHECKIN.encode()
    with pytest.raises(BadInput, match="nothing is answered"):
        read(spoilt)
