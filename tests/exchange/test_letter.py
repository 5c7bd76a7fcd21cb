"""Mails that somebody made to do harm, or that were spoilt on their way: told in one line, in no time."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest

from coach_tui.bounds import PAGE
from coach_tui.exchange.html_text import text_of_html
from coach_tui.exchange.letter import is_mail, letter, unflowed
from coach_tui.plan.errors import BadInput

WANTED = re.compile("form")
HEAD = "To: d@example.org\r\nDate: Tue, 24 Nov 2026 10:00:00 +0000\r\nMIME-Version: 1.0\r\n"


def mail(body: str = "hi", *, sender: str = "a@example.org", kind: str = "text/plain") -> bytes:
    return f"From: {sender}\r\n{HEAD}Content-Type: {kind}\r\n\r\n{body}".encode()


def nested(kind: str, depth: int) -> bytes:
    if kind == "message/rfc822":
        head = f"Content-Type: {kind}\r\n\r\n" * depth
        return f"From: a@example.org\r\n{HEAD}{head}\r\nhi".encode()
    lines = [
        f'{"" if n == 0 else f"--b{n - 1}"}\r\nContent-Type: multipart/mixed; boundary="b{n}"\r\n'
        for n in range(depth)
    ]
    return f"From: a@example.org\r\n{HEAD.rstrip()}{''.join(lines)}\r\nhi".encode()


def parted(number: int) -> bytes:
    parts = "--b\r\n\r\nx\r\n" * number
    return mail(f"{parts}--b--\r\n", kind='multipart/mixed; boundary="b"')


UNREADABLE = {
    "an address of brackets": mail(sender="(" * 20_000),
    "an address as long as a book": mail(sender="a" * 100_000),
    "lists within lists": nested("multipart/mixed", 2_000),
    "mails within mails": nested("message/rfc822", 2_000),
    "ten thousand parts": parted(10_000),
    "three hundred parts": parted(300),
    "twenty thousand parameters": mail(kind="text/plain" + "; a=b" * 20_000),
    "a page too large": mail("x" * (PAGE + 1), kind="text/html"),
    "a text too large": mail("x\n" * 6_000_000),
    "a mail too large": mail("x" * 31_000_000),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_no_mail_program_sends_is_refused_in_a_line(name: str) -> None:
    data = UNREADABLE[name]
    assert is_mail(data)
    started = time.process_time()
    with pytest.raises(BadInput, match=r"save its text alone|save the reply alone"):
        letter(data, WANTED)
    assert time.process_time() - started < 1


SLOW = {
    "blanks within pre": f"<pre>{' ' * 400_000}x</pre>",
    "blanks": f"{' ' * 400_000}x",
    "tabs and line ends within pre": "<pre>" + "\t\n" * 100_000 + "x</pre>",
    "tags that are not closed": "<a " * 60_000,
    "tags that are closed at the very end": "<a " * 60_000 + ">",
    "ends that are not closed": "</a " * 60_000,
    "comments that are not closed": "<!--" * 60_000,
    "comments that are closed at once": "<!-->" * 60_000 + ">",
    "comments closed by one": "<!--" * 60_000 + "-->",
    "declarations": "<!x" * 60_000 + "x>",
    "instructions": "<?x" * 60_000,
    "sections": "<![CDATA[" * 40_000 + "]>",
    "quotes": '<a b="' * 50_000 + ">",
    "quotes of both kinds": "<a b='\">" * 50_000,
    "names of letters": "&" * 400_000,
    "letters by number": "&#x" * 100_000 + ";",
    "styles": "<style>" * 50_000,
    "scripts": "<script><" * 40_000,
    "paragraphs in paragraphs": "<p>" * 100_000 + "x",
}


@pytest.mark.parametrize("name", SLOW)
def test_the_time_that_a_page_takes_grows_with_the_page_alone(name: str) -> None:
    started = time.process_time()
    text_of_html(SLOW[name])
    assert time.process_time() - started < 2


def test_a_flowed_text_of_any_length_is_joined_at_once() -> None:
    started = time.process_time()
    assert unflowed("a \n" * 500_000 + "b") == "a " * 500_000 + "b"
    assert time.process_time() - started < 2
    assert unflowed(">> a \n>> b\n-- \nc") == ">> a b\n-- \nc"


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("a<!-- not seen <p> -->b", "ab\n"),
        ("a<!-- not closed <p>b", "a\n"),
        ("<!DOCTYPE html><p>a</p><?xml x?>b", "a\nb\n"),
        ("a <b>bold</b> word<br>and 1 < 2", "a bold word\nand 1 \n"),
        ("<p>it is 3 > 2</p>", "it is 3 > 2\n"),
        ("<pre>a  \n  b </pre>c", "a\n  b\nc\n"),
        ("a <i", "a \n"),
        ("", "\n"),
    ],
)
def test_what_a_page_says(page: str, text: str) -> None:
    assert text_of_html(page) == text


@pytest.mark.parametrize(
    "more",
    [
        {"kind": "text/plain; charset=x-unknown"},
        {"sender": "<<<>>>"},
        {"sender": "=?utf-8?b?////?="},
        {"sender": ""},
        {"kind": "text"},
        {"kind": "multipart/mixed"},
    ],
)
def test_a_mail_that_was_spoilt_is_read_as_far_as_it_goes(more: dict[str, Any]) -> None:
    assert "hi" in letter(mail(**more), WANTED).text


def test_what_is_attached_does_not_count_as_text() -> None:
    body = (
        "--b\r\nContent-Type: text/plain\r\n\r\nmy form\r\n"
        "--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + f"{'QUJD' * 19}\r\n" * 60_000
        + "--b--\r\n"
    )
    found = letter(mail(body, kind='multipart/mixed; boundary="b"'), WANTED)
    assert (found.text.strip(), found.sender) == ("my form", "a@example.org")


@pytest.mark.parametrize(
    ("named", "data"),
    [
        ("utf-8", "Größe".encode()),
        ("x-unknown", "Größe".encode()),
        ("uft-8", "Größe".encode()),
        ("us-ascii", "Größe".encode()),
        ("utf-8", "Größe".encode("cp1252")),
        ("x-unknown", "Größe".encode("cp1252")),
        ("iso-8859-1", "Größe".encode("cp1252")),
    ],
)
@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
def test_a_charset_that_is_unknown_or_wrong_keeps_nobody_from_reading(
    named: str, data: bytes, encoding: str
) -> None:
    from base64 import encodebytes
    from quopri import encodestring

    body = {"quoted-printable": encodestring, "base64": encodebytes}.get(encoding, bytes)(data)
    raw = b"From: a@example.org\nTo: b@example.org\nDate: Mon, 23 Nov 2026 21:04:00 +0100\n"
    raw += b"MIME-Version: 1.0\nContent-Type: text/plain; charset=%s\n" % named.encode()
    raw += b"Content-Transfer-Encoding: %s\n\n" % encoding.encode() + body
    assert letter(raw, re.compile("x")).text.strip() == "Größe"
