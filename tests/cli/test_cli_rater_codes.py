"""A form for each invited rater: its code says who answers, and nobody answers in another's place."""

from __future__ import annotations

import json
import re
import stat
from email import message_from_bytes
from email.policy import default
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

GIVEN = ("--client", "anna", "--as", "360", "--round", "autumn")
PLAN = """
[[round]]
title = "Autumn"
kind = "360"
items = ["Listens", "Delegates"]
questions = ["What should stay?"]
"""
RATERS = [("Emre Tan", "peer", "emre@rater.example"), ("Jo Ott", "report", ""), ("Mia Lee", "manager", "")]


@pytest.fixture
def asked(coach: Any, tmp_path: Path) -> Any:
    path = tmp_path / "anna.toml"
    raters = "".join(
        f'\n[[rater]]\nround = "Autumn"\nname = "{name}"\ngroup = "{group}"\n'
        + (f'email = "{email}"\n' if email else "")
        for name, group, email in RATERS
    )
    path.write_text(coach.ok("plan", "anna") + PLAN + raters)
    coach.ok("import", "--replace", str(path))
    return coach


def filled(form: str, name: str = "", score: str = "4") -> str:
    form = re.sub(r"(\[name\][^\n]*\nAnswer:)", rf"\1 {name}", form)
    return re.sub(r"(\[\d\][^\n]*\nAnswer:)", rf"\1 {score}", form)


def answered(coach: Any) -> dict[str, int]:
    (found,) = [one for one in coach("feedback", "anna", "--json").json["rounds"] if one["name"] == "Autumn"]
    return {group: count for group, count in found["answered"].items() if count}


def take(coach: Any, tmp_path: Path, text: str, *more: str) -> Any:
    reply = tmp_path / "reply.txt"
    reply.write_text(text)
    return coach("import", str(reply), *GIVEN, *more)


def test_a_code_says_who_answers(asked: Any, tmp_path: Path) -> None:
    form = asked.ok("form", "anna", "360", "--rater", "emre")
    assert re.search(
        r"^\[code [2-9A-Z]{5}\] This form is for you alone: please do not pass it on\.$", form, re.M
    )
    assert "[group]" not in form
    ran = take(asked, tmp_path, filled(form))
    assert ran.status == 0, ran.err
    assert "with the code of an invited rater" in ran.out
    assert answered(asked) == {"peer": 1}
    ran = take(asked, tmp_path, filled(form, score="1"), "--yes")
    assert (ran.status, "has answered already; left out" in ran.err) == (2, True)
    assert form == asked.ok("form", "anna", "360", "--rater", "emre")


def test_who_answers_in_anothers_form_is_asked_about(asked: Any, tmp_path: Path) -> None:
    form = asked.ok("form", "anna", "360", "--rater", "emre")
    ran = take(asked, tmp_path, filled(form, "Jo Ott"), "--yes")
    assert ran.status == 2
    assert "“Jo Ott” answers in the form of “Emre Tan”; left out. Send “Jo Ott” an own form" in ran.err
    assert answered(asked) == {}
    assert take(asked, tmp_path, filled(form, "emre t.")).status == 0
    assert answered(asked) == {"peer": 1}


def test_a_code_of_nobody_is_told(asked: Any, tmp_path: Path) -> None:
    form = asked.ok("form", "anna", "360", "--rater", "emre")
    wrong = re.sub(r"\[code \w+\]", "[code 22222]", filled(form))
    ran = take(asked, tmp_path, wrong, "--yes")
    assert ran.status == 2
    assert "the code “22222” is of no rater of this round; left out" in ran.err


def test_a_form_for_each(asked: Any, tmp_path: Path) -> None:
    folder = tmp_path / "forms"
    out = asked.ok("form", "anna", "360", "--each", "-o", str(folder))
    names = sorted(path.name for path in folder.iterdir())
    assert len(names) == 3
    assert all(re.fullmatch(r"form-[2-9A-Z]{5}\.txt", name) for name in names)
    assert "Wrote 3 forms into" in out
    assert "Emre Tan" in out
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert "exists already" in asked.refused("form", "anna", "360", "--each", "-o", str(folder))
    for path in folder.iterdir():
        path.write_text(filled(path.read_text()))
    asked.ok("import", *sorted(map(str, folder.iterdir())), *GIVEN)
    assert answered(asked) == {"peer": 1, "report": 1, "manager": 1}
    said = asked.refused("form", "anna", "360", "--each", "-o", str(tmp_path / "more"))
    assert "nobody is invited to “Autumn” who has not answered" in said


def test_drafts_are_addressed_to_the_raters(asked: Any, tmp_path: Path) -> None:
    out = asked.ok("form", "anna", "360", "--each", "--eml", "-o", str(tmp_path / "mail"))
    mails = [message_from_bytes(path.read_bytes(), policy=default) for path in (tmp_path / "mail").iterdir()]
    assert sorted(str(mail["To"]) for mail in mails) == ["Emre Tan <emre@rater.example>", "None", "None"]
    assert out.count(", no address is known") == 2
    one = asked.ok("form", "anna", "360", "--rater", "emre", "--eml")
    assert "To: Emre Tan <emre@rater.example>" in one


def test_the_page_holds_the_code(asked: Any, tmp_path: Path) -> None:
    page = asked.ok("form", "anna", "360", "--rater", "jo", "--html")
    code = re.search(r'data-code="(\w{5})"', page)
    assert code is not None
    assert '<input type="hidden" name="group" value="report">' in page
    mark = re.search(r'data-mark="(\w+)"', page)
    assert mark is not None
    saved = {
        "format": "coach-tui 360 answers", "version": 1, "round": mark[1], "name": "", "group": "report",
        "code": code[1], "scores": {"1": "4", "2": "3"}, "comments": {},
    }  # fmt: skip
    ran = take(asked, tmp_path, json.dumps(saved))
    assert ran.status == 0, ran.err
    assert answered(asked) == {"report": 1}
    assert 'data-code=""' in asked.ok("form", "anna", "360", "--html")


def test_a_code_may_stand_in_a_column(asked: Any, tmp_path: Path) -> None:
    form = asked.ok("form", "anna", "360", "--rater", "mia")
    code = re.search(r"\[code (\w+)\]", form)
    assert code is not None
    ran = take(asked, tmp_path, f"Code,Group,Listens,Delegates\n{code[1].lower()},manager,4,3\n")
    assert ran.status == 0, ran.err
    assert answered(asked) == {"manager": 1}


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["checkin", "--each", "-o", "x"], "--each and --rater go with 360"),
        (["checkin", "--rater", "emre"], "--round, --rater and --html go with 360"),
        (["360", "--each"], "name a folder for them with -o"),
        (["360", "--each", "--rater", "emre", "-o", "x"], "leave one out"),
        (["360", "--rater", "nobody"], "no rater matches “nobody”; invite them to “Autumn” in the app first"),
    ],
)
def test_refused(asked: Any, argv: list[str], said: str) -> None:
    assert said in asked.refused("form", "anna", *argv)


def test_one_rater_under_several_names(asked: Any, tmp_path: Path) -> None:
    table = "Group,Name,Listens,Delegates\npeer,{},4,3\n"
    ran = take(asked, tmp_path, table.format("Emre T."))
    assert ran.status == 2
    assert "line 2: “Emre T.” is taken as “Emre Tan”, who was invited" in ran.err
    assert take(asked, tmp_path, table.format("emre TAN")).status == 0
    ran = take(asked, tmp_path, table.format("Emre"), "--yes")
    assert "line 2: “Emre” may be “Emre Tan”, who has answered already; left out" in ran.err
    ran = take(asked, tmp_path, table.format("Jo"), "--yes")
    assert "line 2: “Jo” may be “Jo Ott”, who was invited as report; left out" in ran.err
    both = "Group,Name,Listens,Delegates\npeer,Kim Alt,4,3\npeer,K. Alt,2,1\nreport,kim alt,2,1\n"
    ran = take(asked, tmp_path, both, "--yes")
    assert ran.status == 0
    assert "line 3: “K. Alt” may be the same as line 2; left out" in ran.err
    assert "line 4: “kim alt” may be the same as line 2; left out" in ran.err
    assert answered(asked) == {"peer": 2}


def mail(sender: str, text: str) -> str:
    return f"From: {sender}\nTo: coach@c.example\nMIME-Version: 1.0\nContent-Type: text/plain\n\n{text}"


def test_a_form_sent_from_another_raters_address_is_left_out(asked: Any, tmp_path: Path) -> None:
    form = filled(asked.ok("form", "anna", "360", "--rater", "jo"))
    ran = take(asked, tmp_path, mail("Emre <emre@rater.example>", form), "--yes")
    assert ran.status == 2
    assert "sent by “Emre Tan”, in the form of “Jo Ott”; left out. Ask who has answered" in ran.err
    ran = take(asked, tmp_path, mail("Pat Ray <pat@else.example>", form))
    assert ran.status == 2
    assert "sent from “pat@else.example”, in the form of “Jo Ott”; taken as theirs" in ran.err
    assert answered(asked) == {}
    assert take(asked, tmp_path, mail("J. Ott <jo.ott@else.example>", form)).status == 0
    assert answered(asked) == {"report": 1}


def test_of_two_forms_in_a_reply_the_one_that_is_answered_counts(asked: Any, tmp_path: Path) -> None:
    emre, jo = (asked.ok("form", "anna", "360", "--rater", name) for name in ("emre", "jo"))
    ran = take(asked, tmp_path, filled(emre) + "\n" + filled(jo), "--yes")
    assert ran.status == 2
    assert "it holds answers in the forms of several raters; save each form by itself" in ran.err
    ran = take(asked, tmp_path, emre + "\n" + filled(jo))
    assert ran.status == 0, ran.err
    assert answered(asked) == {"report": 1}


def test_a_name_on_the_list_says_the_group_where_the_code_is_gone(asked: Any, tmp_path: Path) -> None:
    form = re.sub(r"\[code .*\n", "", filled(asked.ok("form", "anna", "360", "--rater", "jo"), "jo ott"))
    ran = take(asked, tmp_path, form)
    assert ran.status == 0, ran.err
    assert answered(asked) == {"report": 1}
    ran = take(asked, tmp_path, form.replace("jo ott", "Pat Ray"), "--yes")
    assert ran.status == 2
    assert "no group is named, and “Pat Ray” was not invited; left out" in ran.err


def test_anonymous_in_a_form_with_a_code_is_no_other_name(asked: Any, tmp_path: Path) -> None:
    form = asked.ok("form", "anna", "360", "--rater", "emre")
    ran = take(asked, tmp_path, filled(form, "anonymous"))
    assert ran.status == 0, ran.err
    assert answered(asked) == {"peer": 1}
    ran = take(asked, tmp_path, filled(form))
    assert "the reply: “Emre Tan” has answered already; left out" in ran.err


@pytest.mark.parametrize("headings", ["Code,Listens,Delegates", "Code,Group,Listens,Delegates"])
def test_codes_in_a_table_say_who_answers(asked: Any, tmp_path: Path, headings: str) -> None:
    codes = [
        re.findall(r"\[code (\w+)\]", asked.ok("form", "anna", "360", "--rater", name))[0]
        for name in ("emre", "jo")
    ]
    group = "," if "Group" in headings else ""
    path = tmp_path / "answers.csv"
    path.write_text(f"{headings}\n" + "".join(f"{code},{group}4,3\n" for code in codes))
    ran = asked("import", str(path), *GIVEN, "--yes")
    assert ran.status == 0, ran.err
    assert answered(asked) == {"peer": 1, "report": 1}
    assert "4 of 4" not in asked.ok("feedback", "anna", "--round", "autumn")
