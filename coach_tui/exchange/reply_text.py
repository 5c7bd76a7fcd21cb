"""Replies as they come back: the text of a saved mail, and what was answered behind a form's tags.

Mail programs quote a form, break its lines, change its blanks and put a signature under it; people write
behind the label, under it, or between quoted lines. All forms are read by the same means.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach_tui.exchange.csv_text import decoded_text
from coach_tui.plan.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from email.message import EmailMessage

ANSWER = "Answer:"
"""What an answer is written behind."""
END = "[end]"
_QUOTED = re.compile(r"^(?:[ \t]{0,4}[>|])+[ \t]?")
_WROTE = r"\b(?:wrote|schrieb|a écrit|escribió)\b"
_ENDS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?m)^(?:-- ?|_{5,}|-{5,}.*)$",
        rf"(?im)^(?:on|am|le|el)\b.{{5,150}}\n.{{0,150}}{_WROTE} ?:\s*$",
        rf"(?im)^.{{0,120}}{_WROTE}.{{0,40}}:\s*$",
        r"(?im)^\*?(?:from|von|de) ?:\*? .+\n+\*?(?:sent|date|gesendet|datum|envoyé|enviado)(?: \w+)? ?:",
        r"(?im)^(?:sent from my |get outlook for |von meinem .{2,30} gesendet|envoyé de mon ).*$",
    )
)
"""What ends an answer: a signature, or what the mail program puts over the mail that is answered."""
_LABEL = re.compile(re.escape(ANSWER).replace(":", r"\s*:"), re.IGNORECASE)
_BLANKS = dict.fromkeys(map(ord, "\u00a0\u2007\u202f\u2009\u200a\u2002\u2003\u3000"), " ")
_HEADERS = 200_000
"""Bytes of headers that are looked at."""


class ReceivedText:
    """What came in: its text, the day it was sent on and by whom; None and "" where it does not say."""

    def __init__(self, text: str, sent: date | None = None, sender: str = "") -> None:
        self.text = text
        self.sent = sent
        self.sender = sender


def letter(data: bytes, wanted: re.Pattern[str]) -> ReceivedText:
    """The letter in a file: the part of a saved mail in which `wanted` stands, else its text; or plain text.

    Raises:
        BadInput: it is no text.
    """
    if not _is_mail(data):
        return ReceivedText(decoded_text(data))
    from email import message_from_bytes
    from email.policy import default

    try:
        message = message_from_bytes(data, policy=default)
        parts = list(_texts(message))
        sent, sender = _sent(message), _sender(message)
    except (LookupError, ValueError, KeyError, AttributeError, TypeError):  # a mail spoilt on its way
        return ReceivedText(decoded_text(data))
    if not parts:
        return ReceivedText(decoded_text(data))
    text = next((part for part in parts if wanted.search(unquoted(part))), parts[0])
    return ReceivedText(text, sent, sender)


def _is_mail(data: bytes) -> bool:
    head = re.split(rb"\r?\n\r?\n", data[:_HEADERS], maxsplit=1)[0].lower()
    if not re.match(rb"(?:from \S+[^\n]*\n)?[\w-]+: ", head):
        return False
    lines = b"\n" + head
    return b"\nmime-version:" in lines or (b"\nfrom:" in lines and b"\nto:" in lines and b"\ndate:" in lines)


def _texts(message: EmailMessage) -> Iterator[str]:
    """The texts of a mail, the plainest first, attached ones last."""
    found: list[tuple[int, str]] = []
    for part in message.walk():
        kind = part.get_content_type()
        if kind not in ("text/plain", "text/html"):
            continue
        content = str(part.get_content())
        if kind == "text/html":
            from coach_tui.exchange.html_text import text_of_html

            content = text_of_html(content)
        elif str(part.get_param("format") or "").lower() == "flowed":
            content = unflowed(content, delete=str(part.get_param("delsp") or "").lower() == "yes")
        attached = part.get_content_disposition() == "attachment"
        found.append((2 * attached + (kind == "text/html"), content))
    yield from (content for _, content in sorted(found, key=lambda one: one[0]))


def _sent(message: EmailMessage) -> date | None:
    header = message["date"]
    when = getattr(header, "datetime", None)
    return when.date() if when is not None else None


def _sender(message: EmailMessage) -> str:
    addresses = getattr(message["from"], "addresses", ())
    return str(addresses[0].addr_spec).lower() if addresses else ""


def unflowed(text: str, *, delete: bool = False) -> str:
    """Text whose soft line breaks (a blank at the end, RFC 3676) are taken out again."""
    lines: list[str] = []
    depth_before, open_line = 0, False
    for raw in text.replace("\r\n", "\n").split("\n"):
        line = raw.lstrip(">")
        depth = len(raw) - len(line)
        line = line.removeprefix(" ")
        flows = line.endswith(" ") and line != "-- "
        body = line[:-1] if flows and delete else line
        if open_line and depth == depth_before and line != "-- ":
            lines[-1] += body
        else:
            lines.append(f"{'>' * depth}{' ' if depth else ''}{body}")
        depth_before, open_line = depth, flows
    return "\n".join(lines)


def unquoted(text: str) -> str:
    """The lines without quoting, their blanks made plain."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_BLANKS)
    return "\n".join(_QUOTED.sub("", line).rstrip() for line in clean(text, lines=True).split("\n"))


def parts(text: str, tag: re.Pattern[str]) -> list[tuple[str, str]]:
    """What stands behind each tag (its first group, in small letters), up to the next one."""
    tags = list(tag.finditer(text))
    ends = [*[found.start() for found in tags[1:]], len(text)][: len(tags)]
    return [(found[1].lower(), text[found.end() : end]) for found, end in zip(tags, ends, strict=True)]


def answer(body: str, question: str) -> str:
    """What was answered, without the blanks and brackets around it; "" for nothing."""
    said = as_answered(body, question)
    if set(said) <= set("[]()_ .:"):
        return ""
    return said if "\n" in said else said.strip(" []_")


def as_answered(body: str, question: str) -> str:
    """What was answered: what stands behind the label, or all but the question where the label is gone."""
    labels = list(_LABEL.finditer(body))
    if labels:
        label = labels[-1]
        said = body[label.end() :]
        if not said.strip():  # some write in front of the label, or behind the question
            said = _without(body[: label.start()], question) if question else ""
    else:
        said = _without(body, question)
    for sign in _ENDS:
        cut = sign.search(said)
        if cut:
            said = said[: cut.start()]
    return re.sub(r"\n{3,}", "\n\n", said).strip()


def _without(text: str, question: str) -> str:
    """Text without the question that stands at its beginning, however its lines were broken."""
    pattern = r"\s*" + r"\s+".join(map(re.escape, clean(question).split()))
    return re.sub(rf"^{pattern}\s*[:?]?", "", text) if question else text
