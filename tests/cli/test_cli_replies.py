"""`coach form CLIENT reflection|checkin`, and `coach import` of what comes back."""

from __future__ import annotations

import re
import stat
from pathlib import Path
from typing import Any

import pytest

from tests.exchange.test_recognise import BINARY

ANSWERS = ("6", "46 hours/week, better", "3x", "4", "tired", "Ran it alone", "Fine.")
CHECKIN = {"stand-ups led": 6, "hours worked": 46}


def fill(form: str, *answers: str) -> str:
    """The form with these answers, one after the other."""
    given = iter(answers)
    return re.sub(r"(?m)^Answer:.*$", lambda label: f"Answer: {next(given, '')}".rstrip(), form)


@pytest.fixture
def reply(coach: Any, tmp_path: Path) -> Path:
    """A check-in form, filled in and quoted."""
    path = tmp_path / "reply.txt"
    text = fill(coach.ok("form", "anna", "checkin"), *ANSWERS)
    path.write_text("Hello!\n" + "".join(f"> {line}\n" for line in text.split("\n")))
    return path


def ours(coach: Any) -> list[Any]:
    """The check-ins that came from a form."""
    plan = coach("plan", "anna", "--json").json
    return [one for one in plan["checkin"] if one.get("form")]


def test_a_reply_is_shown_and_taken_in_once_somebody_agrees(coach: Any, reply: Path) -> None:
    before = coach.path.read_bytes()
    ran = coach("import", str(reply), terminal=True, stdin="n\n")
    assert ran.status == 2
    assert coach.path.read_bytes() == before
    assert ran.out.splitlines() == [
        "Anna Berg, reply to the check-in form of Tue 24 Nov 2026",
        "  stand-ups led: 6 per month",
        "  hours worked: 46 hours/week",
        "  hours worked, in words: better",
        "  Delegate one task a week: 3 times",
        "  Engagement: 4",
        "  Mood: tired",
        "  Win: Ran it alone",
        "  Note: Fine.",
        "  left out: Hello!",
    ]
    assert "Take it in? [y/N]" in ran.err
    ran = coach("import", str(reply), terminal=True, stdin="y\n")
    assert ran.status == 0
    assert "took in a check-in form of Anna Berg. To take it back: coach undo" in ran.out
    (one,) = ours(coach)
    assert one["measures"] == CHECKIN
    assert one["done"] == ["Delegate one task a week"] * 3
    assert one["note"] == "Fine.\nhours worked: better"
    assert [win["text"] for win in coach("plan", "anna", "--json").json["win"]][-1] == "Ran it alone"
    coach.ok("undo")
    assert ours(coach) == []


def test_without_a_terminal_it_needs_yes(coach: Any, reply: Path) -> None:
    before = coach.path.read_bytes()
    ran = coach("import", str(reply))
    assert ran.status == 2
    assert (
        ran.err
        == "coach: " + f"{reply}: nothing was taken in; agree at a terminal, or take it in with --yes\n"
    )
    assert coach.path.read_bytes() == before
    ran = coach("import", str(reply), "--json")
    assert ran.status == 2
    (one,) = ran.json["files"]
    assert one["changes"] == []
    assert one["reply"]["taken"][0] == {"question": "stand-ups led", "answer": "6 per month"}
    told = coach("import", str(reply), "--json", "--yes").json
    assert told["client"] == "Anna Berg"
    assert sorted(change["table"] for change in told["changes"]) == ["checkins", "wins"]
    assert told["files"][0]["reply"]["kind"] == "checkin"


def test_from_standard_input_and_on_another_day(coach: Any, reply: Path) -> None:
    text = reply.read_text()
    assert coach("import", "-", stdin=text).status == 2
    out = coach.ok("import", "-", "--yes", "--on", "yesterday", stdin=text)
    assert "standard input: took in" in out
    assert ours(coach)[0]["on"] == "2026-11-23"
    assert "nonsense" in coach.refused("import", "-", "--yes", "--on", "nonsense", stdin=text)


def test_the_same_reply_twice_is_said_and_stored_once(coach: Any, reply: Path) -> None:
    coach.ok("import", str(reply), "--yes")
    before = coach.path.read_bytes()
    out = coach.ok("import", str(reply))
    assert "a reply to this form was taken in already (Check-in of Tue 24 Nov 2026)" in out
    assert "nothing changed, all of it is here already" in out
    assert coach.path.read_bytes() == before


def test_a_mended_reply_says_what_differs(coach: Any, reply: Path) -> None:
    coach.ok("import", str(reply), "--yes")
    reply.write_text(reply.read_text().replace("tired", "rested"))
    ran = coach("import", str(reply), "--yes")
    assert "this one differs in mood: it takes the place of that" in ran.err
    (one,) = ours(coach)
    assert one["mood"] == "rested"


def test_half_filled_and_out_of_scale(coach: Any, reply: Path) -> None:
    reply.write_text(fill(coach.ok("form", "anna", "checkin"), "", "", "", "9", "tired"))
    ran = coach("import", str(reply), "--yes")
    assert ran.status == 0
    assert ran.err == "coach: “9” is outside 1 to 5, for “Engagement”; kept as words\n"
    assert "not answered: stand-ups led, hours worked, Delegate one task a week, Win, Note" in ran.out
    (one,) = ours(coach)
    assert "engagement" not in one
    assert one["note"] == "Engagement: 9"


def other_client(coach: Any, tmp_path: Path) -> None:
    text = (Path(__file__).parent.parent / "data" / "plan-example.toml").read_text()
    (tmp_path / "ben.toml").write_text(text.replace("Anna Berg", "Ben Fox").replace("anna@", "ben@"))
    coach.ok("import", str(tmp_path / "ben.toml"))


def test_another_clients_reply_is_one_line(coach: Any, reply: Path, tmp_path: Path) -> None:
    other_client(coach, tmp_path)
    said = coach.refused("import", str(reply), "--client", "ben", "--yes")
    assert said.endswith("it answers a form of “Anna Berg”, not of “Ben Fox”; nothing was taken in")
    assert coach.ok("form", "ben", "checkin") != coach.ok("form", "anna", "checkin")
    assert "Anna Berg" in coach.ok("import", str(reply), "--yes")  # known by the id alone
    coach.ok("undo")
    reply.write_text(re.sub(r"(\[form c\d+m)\w+", r"\g<1>000000000000", reply.read_text()))
    assert "no client here" in coach.refused("import", str(reply), "--yes")


def test_the_id_is_gone(coach: Any, reply: Path) -> None:
    reply.write_text(re.sub(r"\[form \w+\]", "", reply.read_text()))
    for more in ((), ("--client", "anna")):
        said = coach.refused("import", str(reply), *more)
        assert "the form's id is gone from it; say whose it is: --client NAME --as checkin" in said
    out = coach.ok("import", str(reply), "--client", "anna", "--as", "checkin", "--yes")
    assert "took in a check-in form of Anna Berg" in out
    assert "needs --client" in coach.refused("import", str(reply), "--as", "checkin")


def test_a_reflection_waits_for_the_review(coach: Any, tmp_path: Path) -> None:
    form = coach.ok("form", "anna", "reflection")
    assert "Anna" not in form
    path = tmp_path / "reply.txt"
    path.write_text(fill(form, "All of it", "", "Let go", "9", "8/10", "8", "6 - tired", "Nothing."))
    out = coach.ok("import", str(path), "--yes")
    assert "  Feedback, overall: 6" in out
    assert "not answered: What was hard, Anything else" in out
    review = coach("plan", "anna", "--json").json["review"][-1]
    assert review["due"] == "2026-10-15"
    assert (
        review["reflection"]
        == "What went well: All of it\n\nWhat I learned: Let go\n\nFeedback, overall: tired"
    )
    assert review["feedback"] == {"heard": 9, "topics": 8, "way": 8, "overall": 6}
    assert review["received_on"] == "2026-11-24"
    assert coach("insights", "anna", "--json").json["engagement"]["reflections"] == 3
    told = coach.ok("report", "anna", "--for", "client")
    assert "### 15 Oct 2026 (to come; what you wrote for it)\n\nWhat went well: All of it" in told
    coach.ok("undo")
    assert coach("insights", "anna", "--json").json["engagement"]["reflections"] == 2


def test_a_form_goes_to_a_file_of_ones_own(coach: Any, tmp_path: Path) -> None:
    path = tmp_path / "form.txt"
    coach.ok("form", "anna", "checkin", "-o", str(path))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text() == coach.ok("form", "anna", "checkin")
    assert "exists already" in coach.refused("form", "anna", "checkin", "-o", str(path))


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("form", "anna", "checkin", "--html"), "--round, --rater and --html go with 360"),
        (("form", "anna", "checkin", "--round", "x"), "--round, --rater and --html go with 360"),
        (("form", "anna", "nothing"), "invalid choice"),
        (("import", "x", "--round", "y"), "--round, --group-column, --group and --scale go with --as 360"),
        (("import", "tests/data/plan-example.toml", "--on", "fri"), "--client and --on go with replies"),
    ],
)
def test_refusals(coach: Any, argv: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(__file__).parent.parent.parent)
    assert said in coach.refused(*argv)


def test_a_closed_engagement_asks_no_more(coach: Any, tmp_path: Path, example: Path) -> None:
    path = tmp_path / "closed.toml"
    path.write_text(example.read_text().replace("sessions = 12", "sessions = 12\nclosed_on = 2026-11-20"))
    assert coach("import", "--replace", str(path)).status == 0
    assert "was closed on Fri 20 Nov 2026" in coach.refused("form", "anna", "checkin")


def test_a_mail_made_to_do_harm_is_told_in_a_line_and_the_others_are_taken_in(
    coach: Any, tmp_path: Path
) -> None:
    head = "To: d@example.org\r\nDate: Tue, 24 Nov 2026 10:00:00 +0000\r\nMIME-Version: 1.0\r\n\r\nhi"
    (tmp_path / "x.eml").write_text("From: " + "(" * 20_000 + "\r\n" + head)
    said = coach.refused("import", str(tmp_path / "x.eml"))
    assert said.endswith("x.eml: this mail cannot be read; save its text alone")
    (tmp_path / "y.eml").write_text("From: a@example.org\r\n" + head)
    assert "no form is in it" in coach.refused("import", str(tmp_path / "y.eml"))


@pytest.mark.parametrize("more", [(), ("--client", "anna", "--as", "checkin")])
def test_what_is_no_text_says_what_it_is(coach: Any, tmp_path: Path, more: tuple[str, ...]) -> None:
    for number, (said, data) in enumerate(BINARY.items()):
        file = tmp_path / f"file{number}"
        file.write_bytes(data)
        assert coach.refused("import", str(file), *more).endswith(f"this is {said}")


def test_words_beside_the_form_are_kept_in_the_note(coach: Any, tmp_path: Path) -> None:
    path = tmp_path / "reply.txt"
    text = fill(coach.ok("form", "anna", "checkin"), *ANSWERS)
    path.write_text(f"Hi,\nI handed in my notice.\n\n{text}\nPS: I quit on Friday.\n-- \nAnna\n")
    out = coach.ok("import", str(path), "--yes")
    assert "  Beside the form: Hi,\n    I handed in my notice.\n\n    PS: I quit on Friday.\n" in out
    (one,) = ours(coach)
    assert one["note"].endswith("Beside the form: Hi,\nI handed in my notice.\n\nPS: I quit on Friday.")


def test_of_a_long_answer_the_beginning_is_shown(coach: Any, tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    form = coach.ok("form", "anna", "checkin")
    for words, kept, more in (("x" * 2_500, 2_000, 500), ("a line\n" * 300 + "end", 139, 1_964)):
        path.write_text(fill(form, "6", "", "", "", "", "", words))
        ran = coach("import", str(path), terminal=True, stdin="n\n")
        assert f"… and {more:,} more characters" in ran.out
        assert len(ran.out) < kept + 600
    path.write_text(fill(form, "6", "", "", "", "", "", "word " * 60_000))
    ran = coach("import", str(path), "--yes")
    assert ran.status == 2
    assert len(ran.out) + len(ran.err) < 3_000
    assert "characters are too many" in ran.err


TEXTS = {
    "two lines": ("From: Anna <anna@example.org>\n\nI cannot come on Monday.\nAnna\n", "no form is in it"),
    "words": ("I cannot come on Monday.\nSee you = soon?\n", "no form is in it"),
    "empty": ("", "it is empty: no form is in it"),
    "blank": (" \n\n", "it is empty: no form is in it"),
}


@pytest.mark.parametrize("more", [(), ("--yes",)], ids=["plain", "agreed"])
@pytest.mark.parametrize("name", ["x.eml", "x.txt"])
@pytest.mark.parametrize("text", TEXTS)
def test_a_text_without_a_form_is_told_as_that(
    coach: Any, tmp_path: Path, text: str, name: str, more: tuple[str, ...]
) -> None:
    path = tmp_path / name
    path.write_text(TEXTS[text][0])
    refused = [coach.refused("import", str(path), *more)]
    refused.append(coach("import", "-", *more, stdin=TEXTS[text][0]).err)
    for said in refused:
        assert TEXTS[text][1] in said
        assert "TOML" not in said
        assert "plan file" not in said


def test_a_value_far_from_anything_before_is_named_beside_the_reply(coach: Any, tmp_path: Path) -> None:
    path = tmp_path / "far.txt"
    path.write_text(fill(coach.ok("form", "anna", "checkin"), "75", "46"))
    said = "stand-ups led: 75 is far from 5, the last value, and 12, the target"
    ran = coach("import", str(path), terminal=True, stdin="n\n")
    assert f"coach: {said}\n" in ran.err
    ran = coach("import", str(path), "--yes", "--json")
    told = ran.json["files"][0]["reply"]
    assert (told["far_off"], told["unclear"]) == ([said], [])
    assert list(ours(coach)[0]["measures"].values()) == [75, 46]
    # once more: it is not judged by itself
    assert said in coach("import", str(path)).err
