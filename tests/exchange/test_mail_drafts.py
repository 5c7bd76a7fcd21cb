"""Drafts of mails: headers that nothing can add to, parts that mail programs read; and the client's week."""

from __future__ import annotations

import os
import pty
import select
import shutil
import signal
import time
from datetime import date
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach_tui.exchange.mail_draft import address_of, draft, no_address
from coach_tui.exchange.report import Report
from coach_tui.plan.client import Client
from tests.planted import Planted

TODAY = date(2026, 11, 24)
NOWHERE = Path("/nonexistent")
HEADERS = {"to", "subject", "x-unsent", "mime-version", "content-type", "content-transfer-encoding"}


def client(name: str = "Anna Berg", email: str = "anna@example.org") -> Client:
    return Client({"uid": "c", "name": name, "email": email})


def read(made: bytes) -> EmailMessage:
    found = message_from_bytes(made, policy=default)
    assert isinstance(found, EmailMessage)
    return found


def test_a_draft_holds_text_and_page_and_is_not_sent() -> None:
    made = draft(client(), "Your week", "Grüße\n", "<p>Grüße</p>\n")
    found = read(made)
    assert found["To"] == "Anna Berg <anna@example.org>"
    assert (found["Subject"], found["X-Unsent"], found["Bcc"], found["From"]) == (
        "Your week",
        "1",
        None,
        None,
    )
    assert found.get_content_type() == "multipart/alternative"
    kinds = [part.get_content_type() for part in found.iter_parts()]
    assert kinds == ["text/plain", "text/html"]
    for kind, said in (("plain", "Grüße\n"), ("html", "<p>Grüße</p>\n")):
        part = found.get_body((kind,))
        assert part is not None
        assert part.get_content() == said
    assert b"\r" not in made


@pytest.mark.parametrize(
    "name", ["José Núñez", "Łukasz \u201cL\u201d Żak", "李 小龍", "A" * 300, "Berg, Anna (HR)"]
)
def test_a_name_in_any_script_is_encoded(name: str) -> None:
    made = draft(client(name), "x", "y")
    assert made.split(b"\n\n")[0].isascii()
    (address,) = read(made)["To"].addresses
    assert (address.display_name, address.addr_spec) == (name, "anna@example.org")


@pytest.mark.parametrize(
    ("name", "email"),
    [
        ("Anna\r\nBcc: eve@example.org", "anna@example.org"),
        ("Anna\nBcc: eve@example.org", "anna@example.org"),
        ("Anna <eve@example.org>,", "anna@example.org"),
        ('Anna" <eve@example.org>, "', "anna@example.org"),
        ("Anna", "anna@example.org\r\nBcc: eve@example.org"),
        ("Anna", "anna@example.org, eve@example.org"),
        ("Anna", "anna@example.org;eve@example.org"),
        ("=?utf-8?q?=0ABcc=3A_eve=40example=2Eorg?=", "anna@example.org"),
        ("Anna\u2028Bcc: eve@example.org", "anna@example.org"),
    ],
)
def test_no_name_or_address_adds_a_header_or_a_reader(name: str, email: str) -> None:
    found = read(draft(client(name, email), "x", "y"))
    assert {key.lower() for key in found} <= HEADERS
    readers = [address.addr_spec for address in found["To"].addresses] if found["To"] else []
    assert readers in ([], ["anna@example.org"])


PIECES = st.sampled_from(
    ["=?utf-8?q?", "=?utf-8?b?Cg==?=", "=0ABcc:", "?=", "\r\n", "<", '"', ",", "@", "Bcc: "]
)
TYPED = st.lists(PIECES | st.text(max_size=20), max_size=8).map("".join)


@given(name=TYPED, email=TYPED, subject=TYPED)
def test_nothing_typed_adds_a_header(name: str, email: str, subject: str) -> None:
    for address in (email, "anna@example.org"):
        made = draft(client(name, address), subject, "y")
        found = read(made)
        assert {key.lower() for key in found} <= HEADERS
        assert found.get_content() == "y\n"
        assert len(found["To"].addresses if found["To"] else []) <= 1


@pytest.mark.parametrize("email", ["", "anna", "@example.org", "anna@", "änna@example.org", "a b@c", "<a@b>"])
def test_without_an_address_it_says_so(email: str) -> None:
    assert address_of(client(email=email)) is None
    assert no_address(client(email=email)).endswith("fill in To in your mail program")
    assert read(draft(client(email=email), "x", "y"))["To"] is None


# The week


@pytest.mark.parametrize("visibility", ["", "private", "client", "sponsor"])
def test_no_word_leaves_in_the_week_that_is_not_the_clients(visibility: str) -> None:
    planted = Planted(visibility)
    report = Report(planted.plan, "client", TODAY, NOWHERE, week=True)
    mail = read(report.draft())
    parts = [str(part.get_content()) for part in mail.iter_parts()]
    for out in (report.text(), report.html(), *parts, str(mail["Subject"])):
        leaked = [
            word for text, word in planted.words.items() if "client" not in word.readers and text in out
        ]
        assert leaked == []
    assert not any(text in mail["Subject"] for text in planted.words)


def test_a_page_of_plain_text_keeps_to_its_width_and_runs_nothing() -> None:
    planted = Planted("client")
    strategy = planted.tables["strategies"]["1"]
    strategy["title"] = "{{ 7*7 }} <b>walk</b> \x1b[31m " + "and on " * 30
    strategy["status"] = "active"
    strategy.pop("start", None)
    for key in ("objectives", "needs"):  # its own has ended
        strategy.pop(key, None)
    report = Report(planted.plan, "client", TODAY, NOWHERE, week=True)
    text = report.text()
    assert max(map(len, text.split("\n"))) <= 72
    assert "{{ 7*7 }} <b>walk</b>" in text
    assert "\x1b" not in text
    assert "&lt;b&gt;walk" in report.html()


@pytest.mark.skipif(shutil.which("mutt") is None, reason="mutt is not there to open a draft")
def test_mutt_opens_the_draft(tmp_path: Path) -> None:
    made = draft(client("José Núñez"), "Your week", "Grüße aus Kiel\n", "<p>Grüße aus Kiel</p>\n")
    (tmp_path / "draft.eml").write_bytes(made)
    (tmp_path / "muttrc").write_text("set editor=true folder=. spoolfile=inbox sendmail=/bin/false\n")
    (tmp_path / "inbox").touch()
    pid, master = pty.fork()
    if pid == 0:
        os.chdir(tmp_path)
        path = os.environ.get("PATH", "")
        env = {"HOME": str(tmp_path), "TERM": "xterm", "LANG": "C.UTF-8", "PATH": path}
        os.execvpe("mutt", ["mutt", "-F", "muttrc", "-H", "draft.eml"], env)
    try:
        seen, answered, end = b"", 0, time.monotonic() + 20
        while time.monotonic() < end and b"Compose" not in seen:
            if select.select([master], [], [], 0.2)[0]:
                seen += os.read(master, 65536)
            elif answered < 2:  # To and Subject, as the draft has them
                os.write(master, b"\r")
                answered += 1
        said = seen.decode("utf-8", "replace")
        assert "José Núñez <anna@example.org>" in said
        assert "Your week" in said
        assert "Compose" in said
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(master)
