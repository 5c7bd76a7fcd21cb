"""Forms go out and come back: through mail programs, as the page's file, and as CSV in every dress."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from textwrap import wrap
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach_tui.exchange.csv_text import unguarded
from coach_tui.exchange.group_words import group_of
from coach_tui.exchange.rater_answers import RaterAnswers
from coach_tui.exchange.rater_form import FORMAT, mark_of, rater_html_form, rater_text_form
from coach_tui.exchange.rater_hints import hints_said
from coach_tui.exchange.rater_replies import read_replies
from coach_tui.exchange.reply_text import ANSWER
from coach_tui.exchange.score_scale import score_of
from coach_tui.plan.errors import BadInput
from coach_tui.plan.round import Rater, Round
from coach_tui.plan.text import cells

ITEMS = [
    "Listens before deciding, and says back what was heard before the next person is asked to speak",
    "Delegates",
    "Says no upwards",
]
QUESTIONS = ["What should Anna keep doing?", "What else?"]
ASKED = Round({"uid": "r1", "title": "Autumn", "items": ITEMS, "questions": QUESTIONS})
FORM = rater_text_form(ASKED, "Anna Berg")


def filled(answers: dict[str, str], form: str = FORM) -> str:
    """The form with these answers behind their labels."""
    out, tag = [], ""
    for line in form.split("\n"):
        found = re.match(r"\[(\w+)\]", line)
        tag = found[1] if found else tag
        out.append(f"{line} {answers[tag]}" if line.strip() == ANSWER and tag in answers else line)
    return "\n".join(out)


WHOLE = {
    "name": "Jonas",
    "group": "peer",
    "1": "4",
    "2": "n/a",
    "3": "2",
    "q1": "Keeps calm.\nAlways.",
    "q2": "",
}
WHOLE_SCORES = {ITEMS[0]: 4, ITEMS[2]: 2}


def read(text: str, asked: Round | None = ASKED, **more: Any) -> RaterAnswers:
    return read_replies(text.encode(), asked, hints_said(**more))


def test_a_reply_is_read() -> None:
    found = read(filled(WHOLE))
    (reply,) = found.replies
    assert (reply.group, reply.rater, reply.scores) == ("peer", "Jonas", WHOLE_SCORES)
    assert reply.comments == {QUESTIONS[0]: "Keeps calm.\nAlways."}
    assert found.faults == []


def quoted(text: str) -> str:
    return "\n".join(f"> {line}" if line else ">" for line in text.split("\n"))


def wrapped(text: str) -> str:
    """As a mail program breaks what another had quoted: at 40, each part quoted again."""
    return "\n".join("\n".join(wrap(line, 40)) for line in text.split("\n"))


MANGLED: dict[str, Callable[[str], str]] = {
    "quoted": quoted,
    "quoted twice": lambda text: quoted(quoted(text)),
    "broken lines": wrapped,
    "quoted and broken": lambda text: quoted(wrapped(text)),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "Windows line ends": lambda text: text.replace("\n", "\r\n"),
    "no blank lines": lambda text: re.sub(r"\n{2,}", "\n", text),
    "more blank lines": lambda text: text.replace("\n", "\n\n"),
    "blanks at the ends": lambda text: text.replace("\n", "   \n"),
    "indented": lambda text: text.replace("\n", "\n  "),
    "a signature": lambda text: text + "\n-- \nJonas Meier\nLogistics · 5 days a week\n+49 431 4\n",
    "a greeting": lambda text: "Dear coach,\n\nhere you are. 5 minutes!\n\nJonas\n\n" + text,
    "the form below": lambda text: text + "\n\nOn 3 Nov 2026, coach wrote:\n" + quoted(FORM),
    "the end is gone": lambda text: text.replace("[end]", "-- \nJonas Meier, 4th floor"),
}


@pytest.mark.parametrize("how", MANGLED)
def test_it_survives_mail(how: str) -> None:
    found = read(MANGLED[how](filled(WHOLE)))
    (reply,) = found.replies
    assert (reply.group, reply.rater, reply.scores) == ("peer", "Jonas", WHOLE_SCORES), found.faults
    said = reply.comments[QUESTIONS[0]]
    assert re.sub(r"\s+", " ", said) == "Keeps calm. Always."
    assert list(reply.comments) == [QUESTIONS[0]]
    beside = "left out, since it stands beside the questions: “Dear coach, here you are. 5 minutes! Jonas”"
    assert found.faults == ([beside] if how == "a greeting" else [])


@pytest.mark.parametrize("how", ["{}", "> {}", "{}  "])
def test_what_the_form_says_is_nobodys_words(how: str) -> None:
    found = read("\n".join(how.format(line) for line in filled(WHOLE).split("\n")))
    assert found.faults == []
    assert [note for note in found.notes if "left out" in note] == []


@pytest.mark.parametrize("how", ["as it is", "quoted", "broken lines", "quoted and broken"])
def test_a_question_in_a_script_without_blanks_is_known_however_it_was_broken(how: str) -> None:
    long = "決める前に話をよく聞き、次の人に発言を求める前に、聞いた内容を自分の言葉で言い直して確かめますか"
    asked = Round(
        {"uid": "r1", "title": "秋", "items": [long, "任せる", "断る"], "questions": [f"{long}。何が？"]}
    )
    form = rater_text_form(asked, "田中 美咲")
    assert max(map(cells, form.split("\n\n[1]")[1].split("\n"))) <= 70
    found = read(MANGLED.get(how, str)(filled(WHOLE, form)), asked)
    (reply,) = found.replies
    assert reply.scores == {long: 4, "断る": 2}
    assert [told for told in [*found.faults, *found.notes] if "left out" in told] == []


NAMES = [
    "Zoë Lindqvist",
    "Zoe\u0308 A\u030angström",
    "Siobhán O'Donnell-Fitzgerald",
    "Ana",
    "Jean-Baptiste de la Rochefoucauld-Montmorency",
    "Maximiliana Wilhelmine von und zu Hohenstein-Schwarzenberg auf Trautmannsdorf am See",
]


@pytest.mark.parametrize("how", ["as it is", "quoted", "broken lines", "quoted and broken"])
@pytest.mark.parametrize("coded", [False, True], ids=["for anybody", "with a code"])
@pytest.mark.parametrize("name", NAMES, ids=["accent", "marks", "signs", "short", "long", "two lines"])
def test_the_form_is_nobodys_words_whoever_it_is_about(name: str, coded: bool, how: str) -> None:
    rater = Rater({"uid": "r-jonas", "name": "Jonas", "group": "peer"}) if coded else None
    form = rater_text_form(ASKED, name, rater)
    answers = {"1": "4", "3": "2"} | ({} if coded else {"group": "peer"})
    found = read(MANGLED.get(how, str)(filled(answers, form)))
    (reply,) = found.replies
    assert reply.scores == WHOLE_SCORES
    assert [told for told in [*found.faults, *found.notes] if "left out" in told] == []


def test_what_a_rater_writes_under_the_heading_is_named() -> None:
    found = read(filled(WHOLE).replace("Anna Berg\n", "Anna Berg\nShe is the best I know.\n", 1))
    assert found.faults == [
        "left out, since it stands beside the questions: “She is the best I know.”",
    ]


def test_what_a_rater_writes_beside_the_questions_is_named() -> None:
    found = read("I have to say this:\n\n" + filled(WHOLE) + "\nPS: call me.\n-- \nJonas\n")
    said = "left out, since it stands beside the questions: “I have to say this: PS: call me.”"
    assert found.faults == [said]
    found = read("Hello,\n\n" + filled(WHOLE) + "\nThanks\nJonas")
    assert found.faults == []
    assert "left out, since it stands beside the questions: “Hello, Thanks Jonas”" in found.notes


def test_what_a_rater_writes_between_two_tags_is_whole() -> None:
    words = "He wrote to all:\n“Well done”.\n--\nI liked it."
    (reply,) = read(filled({**WHOLE, "q1": words})).replies
    assert reply.comments[QUESTIONS[0]] == words


def test_answers_between_quoted_lines() -> None:
    lines = []
    for line in quoted(filled({})).split("\n"):
        lines.append(line)
        if line.startswith("> Answer:"):
            lines.append("@")
    text = "\n".join(lines)
    for said in ("Jonas", "colleague", "4", "cannot say", "2 (rarely)", "Keeps calm.", ""):
        text = text.replace("@", said, 1)
    (reply,) = read(text).replies
    assert (reply.group, reply.scores) == ("peer", WHOLE_SCORES)
    assert reply.comments == {ITEMS[2]: "rarely", QUESTIONS[0]: "Keeps calm."}


@pytest.mark.parametrize(
    ("said", "score", "comment"),
    [
        ("4", 4, None),
        ("[4]", 4, None),
        ("[ 4 ]", 4, None),
        ("4.", 4, None),
        ("5 = nearly always", 5, None),
        ("nearly always", 5, None),
        ("4 - but only in meetings", 4, "but only in meetings"),
        ("3, it depends", 3, "it depends"),
        ("N/A", None, None),
        ("n/a", None, None),
        ("–", None, None),
        ("n/a I never see it", None, "I never see it"),
    ],
)
def test_how_people_write_a_score(said: str, score: int | None, comment: str | None) -> None:
    found = read(filled({**WHOLE, "2": said}))
    assert found.faults == []
    assert found.replies[0].scores.get("Delegates") == score
    assert found.replies[0].comments.get("Delegates") == comment


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"2": "7"}, "“7” is outside 1 to 5, for “Delegates”; taken as n/a"),
        ({"2": "3-4"}, None),
        ({"2": "often"}, "“often” is no score, for “Delegates”"),
        ({"2": ""}, "no answer to “Delegates”"),
        ({"2": "3.5"}, "“3.5” is no score"),
        ({"2": "4/5"}, "“4/5” is no score"),
    ],
)
def test_what_is_not_clear_is_said_and_the_rest_is_taken(change: dict[str, str], fault: str | None) -> None:
    found = read(filled({**WHOLE, **change}))
    assert found.replies[0].scores[ITEMS[0]] == 4
    if fault:
        assert "Delegates" not in found.replies[0].scores
        assert any(fault in line for line in found.faults), found.faults


def test_doubled_answers() -> None:
    text = filled(WHOLE) + "\n" + filled({**WHOLE, "1": "2"})
    found = read(text)
    assert ITEMS[0] not in found.replies[0].scores
    assert any("is answered twice, and differently" in line for line in found.faults)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (filled({**WHOLE, "group": "boss's cat"}), None),
        (filled({**WHOLE, "group": "neighbour"}), "the group “neighbour” is not known"),
        (filled({**WHOLE, "group": "", "name": ""}), "no group is named"),
        (FORM, "nothing is answered"),
        (
            filled({"name": "P", "group": "peer", "1": "seven", "2": "n/a"}),
            "nothing in it can be taken in; “P”: “seven” is",
        ),
        ("", "it is empty"),
        (filled(WHOLE).replace(mark_of(ASKED), "0" * 8), "answers another round than “Autumn”"),
    ],
)
def test_what_cannot_be_taken(text: str, said: str | None) -> None:
    if said is None:
        assert read(text).replies[0].group == "manager"
        return
    with pytest.raises(BadInput, match=said):
        read(text)


def test_a_saved_mail_is_read() -> None:
    import quopri

    body = quopri.encodestring(quoted(filled({**WHOLE, "q2": "Grüße"})).encode()).decode()
    mail = (
        "From: Jonas <jonas@example.org>\nSubject: Re: Feedback\nMIME-Version: 1.0\n"
        "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n" + body
    )
    (reply,) = read(mail).replies
    assert reply.scores == WHOLE_SCORES
    assert reply.comments[QUESTIONS[1]] == "Grüße"


HOSTILE = [
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "[bold]{{title}}[/]",
    "\x1b]0;x\x07",
]


class Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_the_page_needs_nothing_from_outside_and_holds_text_as_text() -> None:
    asked = Round(
        {"uid": "r", "title": "x", "items": HOSTILE, "questions": ["<b>q</b>"], "anchors": ["<i>", "&"]}
    )
    text = rater_html_form(asked, "Anna <script>")
    page = Page(text)
    tags = [tag for tag, _ in page.tags]
    assert tags.count("script") == 1
    assert not {"img", "link", "iframe", "i", "b", "object", "embed", "base"} & set(tags)
    assert not re.findall(r"(?i)\b(?:https?:|//[a-z]|url\(|@import|src=)", text.replace("&quot;", ""))[1:]
    assert all(not name.startswith("on") for _, attributes in page.tags for name in attributes)
    policy = next(a["content"] for _, a in page.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "form-action 'none'" in policy
    assert any("</script><script>alert(1)</script>" in one for one in page.texts)
    assert any("{{title}}" in one for one in page.texts)
    assert "\x1b" not in text
    import base64
    import hashlib

    for tag in ("style", "script"):
        inner = text.partition(f"<{tag}>")[2].partition(f"</{tag}>")[0]
        assert base64.b64encode(hashlib.sha256(inner.encode()).digest()).decode() in policy
    radios = [attributes for tag, attributes in page.tags if attributes.get("type") == "radio"]
    assert len(radios) == 5 + len(HOSTILE) * 6


def saved(**change: Any) -> str:
    document = {
        "format": FORMAT,
        "version": 1,
        "round": mark_of(ASKED),
        "name": "Jonas",
        "group": "peer",
        "scores": {"1": "4", "2": "n/a", "3": "2"},
        "comments": {"1": "Keeps calm."},
    }
    return json.dumps({**document, **change})


def test_the_pages_file_is_read() -> None:
    found = read(saved())
    (reply,) = found.replies
    assert (reply.group, reply.rater, reply.scores) == ("peer", "Jonas", WHOLE_SCORES)
    assert reply.comments == {QUESTIONS[0]: "Keeps calm."}
    assert found.faults == []
    assert read(saved(scores={"1": "9", "77": "1"})).faults


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (saved()[:40], "not the whole file"),
        (saved(format="other"), "not the answers"),
        (saved(round="00000000"), "another round"),
        (saved(group="x"), "no group"),
        (saved(scores=[], comments=3), "nothing is answered"),
    ],
)
def test_a_spoilt_file_is_refused(text: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        read(text)


# CSV

LONG = (
    "group,rater,item,score,comment\nself,,Delegates,4,\n"
    "peer,p1,Delegates,2,rarely\npeer,p1,Says no upwards,n/a,\n"
)
WIDE_HEADINGS = ["Timestamp", "Your relationship", "E-mail", *ITEMS, QUESTIONS[0]]
WIDE = [
    WIDE_HEADINGS,
    ["1/11/2026 10:00", "Self", "anna@example.org", "5", "4", "3", ""],
    ["1/11/2026 10:01", "Line manager", "m@example.org", "4", "N/A", "2", "Calm; even, late"],
    ["1/11/2026 10:02", "Colleague", "p@example.org", "3", "3", "2", "'=not a formula"],
]


def csv_text(rows: list[list[str]], sign: str = ",") -> str:
    return "".join(sign.join(f'"{cell}"' for cell in row) + "\n" for row in rows)


def check_wide(found: RaterAnswers) -> None:
    assert found.faults == []
    own, manager, peer = found.replies
    assert [reply.group for reply in found.replies] == ["self", "manager", "peer"]
    assert own.scores == dict(zip(ITEMS, (5, 4, 3), strict=True))
    assert manager.scores == {ITEMS[0]: 4, ITEMS[2]: 2}
    assert manager.comments == {QUESTIONS[0]: "Calm; even, late"}
    assert peer.comments == {QUESTIONS[0]: "=not a formula"}
    assert peer.email == "p@example.org"
    assert not any("10:0" in str(reply.comments) for reply in found.replies)


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_the_csv_of_a_form_tool(sign: str, encoding: str) -> None:
    rows = [[cell.replace("late", "spät") for cell in row] for row in WIDE]
    found = read_replies(csv_text(rows, sign).encode(encoding), ASKED)
    assert found.replies[1].comments == {QUESTIONS[0]: "Calm; even, spät"}
    assert any("not used: “Timestamp”" in note for note in found.notes)
    assert "group: “Your relationship” (“Line manager” is manager; “Colleague” is peer)" in found.notes
    check_wide(read_replies(csv_text(WIDE, sign).encode(encoding), ASKED))


def test_columns_are_found_however_they_are_headed() -> None:
    headings = [
        "Antwort",
        "How do you know me?",
        "x",
        f"Rate: [{ITEMS[0]}]",
        "2. delegates",
        "Q3: says NO upwards!",
        "What should Anna KEEP doing",
    ]
    text = csv_text([headings, *[[f"a{n}", *row[1:]] for n, row in enumerate(WIDE[1:])]])
    found = read(text)
    assert found.faults == []
    assert found.replies[0].scores == dict(zip(ITEMS, (5, 4, 3), strict=True))
    assert read(text, group_column="how do you know me?").replies[0].group == "self"
    with pytest.raises(BadInput, match="no column is headed “Gruppe”"):
        read(text, group_column="Gruppe")
    odd = text.replace("Self", "a").replace("Line manager", "b").replace("Colleague", "c")
    odd = odd.replace("How do you know me?", "Which?")
    with pytest.raises(BadInput, match="--group-column"):
        read(odd)


def test_a_new_round_takes_its_items_from_the_file() -> None:
    found = read(csv_text(WIDE), None)
    check_wide(found)
    assert (found.items, found.questions) == (ITEMS, QUESTIONS[:1])
    found = read(LONG, None)
    assert found.items == ["Delegates", "Says no upwards"]
    own, peer = found.replies
    assert own.scores == {"Delegates": 4}
    assert peer.scores == {"Delegates": 2}
    assert peer.comments == {"Delegates": "rarely"}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("peer,p1,Delegates,4,", "line 5: “Delegates” is answered twice by the same rater"),
        ("cat,c,Delegates,4,", "line 5: the group “cat” is not known"),
        (",c,Delegates,4,", "line 5: no group is named"),
        ("peer,p2,Delegates,9,", "line 5: “9” is outside 1 to 5"),
        ("peer,p2,Sings,4,", "line 5: “Sings” is not asked in this round"),
        ("peer,,Delegates,4,", "line 5: no rater is named"),
        ("peer,p2,Delegates,,", "line 5: no answer to “Delegates”"),
        ("peer,p2,Delegates,4,", "“p2” has no answer to"),
    ],
)
def test_what_is_not_clear_in_a_long_file(row: str, said: str) -> None:
    found = read(LONG + row + "\n")
    assert any(said in line for line in found.faults), found.faults
    assert found.replies[1].scores["Delegates"] == 2


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"just a text", "no columns"),
        (b"group,rater,item,score,comment\n", "nothing below"),
        (b"\xff\xfe\x00", "not text"),
        (b"group,a\npeer,4\n", "no heading is an item"),
        (b'group,"Delegates\npeer,4\n', "headings at most|not valid CSV"),
    ],
)
def test_what_is_no_csv(data: bytes, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        read_replies(data, ASKED)


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
@settings(max_examples=200)
def test_nothing_that_is_read_ends_otherwise_than_in_one_line(data: bytes) -> None:
    for asked in (ASKED, None):
        try:
            read_replies(data, asked)
        except BadInput:
            continue


@given(st.text(max_size=60))
def test_words_and_scores_never_fail(text: str) -> None:
    assert group_of(text) in ("", "self", "manager", "peer", "report", "other")
    assert isinstance(score_of(text, ASKED), (int, str, type(None)))


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("'=1+1", "=1+1"),
        ("' -2", " -2"),
        ("'@x", "@x"),
        ("'tis", "'tis"),
        ("=x", "=x"),
        ("'＝x", "＝x"),
        ("'", "'"),
    ],
)
def test_formula_guards_come_off(cell: str, meant: str) -> None:
    assert unguarded(cell) == meant
