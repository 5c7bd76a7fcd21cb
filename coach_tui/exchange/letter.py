"""The letter in a file that came in: plain text, or the texts of a saved mail.

Who sends a mail chooses what is in it, so that nothing is taken apart before its size says that it can be
a reply: what a mail program sends is far below these limits, and all that is done here grows with the size.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach_tui import bounds
from coach_tui.exchange.csv_text import decoded_text
from coach_tui.exchange.reply_text import unquoted
from coach_tui.plan.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from email.message import EmailMessage

_HEADERS = 200_000
"""Bytes of headers that are looked at."""
_NUMBERED = re.compile(rb"\s*(\d{1,9})[ \t]*\r?\n")
"""What Apple Mail puts above a mail (.emlx): how many bytes it has; more of its own stands behind them."""
_ENCRYPTED = frozenset(["application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted"])
_SEALED = "it is encrypted: open it in your mail program, and save its text"
_TNEF = (
    "its text is in a winmail.dat of Outlook: open it in Outlook, and save its text, or ask for plain text"
)
UNREADABLE = "this mail cannot be read; save its text alone"
TOO_LARGE = "too large for a reply; save the reply alone, without what is attached"


class ReceivedText:
    """What came in: its text, the day it was sent on and by whom; None and "" where it does not say."""

    def __init__(self, text: str, sent: date | None = None, sender: str = "") -> None:
        self.text = text
        self.sent = sent
        self.sender = sender


def letter(data: bytes, wanted: re.Pattern[str], *, limit: int | None = None) -> ReceivedText:
    """The letter in a file: the part of a saved mail in which `wanted` stands, else its text; or plain text.

    `limit` is how many bytes a plain text may have, `bounds.LETTER` where it does not say.

    Raises:
        BadInput: it is no text, too large, or a mail that nobody can read.
    """
    if not is_mail(data):
        if len(data) > (bounds.LETTER if limit is None else limit):
            raise BadInput(TOO_LARGE)
        return ReceivedText(decoded_text(data))
    data = _without_number(data)
    _check_size(data)
    from email import message_from_bytes
    from email.policy import default

    try:
        message = message_from_bytes(data, policy=default)
        parts = list(_texts(message))
        sent, sender = _sent(message), _sender(message)
    except BadInput:
        raise
    except (RecursionError, MemoryError):
        raise BadInput(UNREADABLE) from None
    except Exception:
        return _as_it_is(data)
    text = next((part for part in parts if wanted.search(unquoted(part))), None)
    if text is None:
        _check_open(message, parts)
    if not parts:
        return _as_it_is(data)
    return ReceivedText(parts[0] if text is None else text, sent, sender)


def _check_open(message: EmailMessage, parts: list[str]) -> None:
    """Refuses a mail whose text is locked up in something that is not read here.

    Raises:
        BadInput: it is encrypted, or in Outlook's own form.
    """
    kinds = {part.get_content_type() for part in message.walk()}
    if kinds & _ENCRYPTED or any("-----BEGIN PGP MESSAGE-----" in part for part in parts):
        raise BadInput(_SEALED)
    if kinds & {"application/ms-tnef", "application/vnd.ms-tnef"} and not any(map(str.strip, parts)):
        raise BadInput(_TNEF)


def _without_number(data: bytes) -> bytes:
    found = _NUMBERED.match(data[:40])
    return data[found.end() : found.end() + int(found[1])] if found else data


def _as_it_is(data: bytes) -> ReceivedText:
    """What stands below the headers of a mail that nobody can take apart."""
    if len(data) > bounds.LETTER:
        raise BadInput(UNREADABLE)
    return ReceivedText(re.split(r"\r?\n\r?\n", decoded_text(data), maxsplit=1)[-1])


def is_mail(data: bytes) -> bool:
    """Whether a file is a saved mail, by its first headers."""
    head = re.split(rb"\r?\n\r?\n", _without_number(data)[:_HEADERS], maxsplit=1)[0].lower()
    if not re.match(rb"(?:from \S+[^\n]*\n)?[\w-]+: ", head):
        return False
    lines = b"\n" + head
    return b"\nmime-version:" in lines or (b"\nfrom:" in lines and b"\nto:" in lines and b"\ndate:" in lines)


def _texts(message: EmailMessage) -> Iterator[str]:
    """The texts of a mail, the plainest first, attached ones last."""
    found: list[tuple[int, str]] = []
    left = {"text/plain": bounds.LETTER, "text/html": bounds.PAGE}
    for number, part in enumerate(message.walk()):
        if number > bounds.PARTS:
            raise BadInput(UNREADABLE)
        kind = part.get_content_type()
        if kind not in ("text/plain", "text/html"):
            continue
        content = _decoded(part)
        left[kind] -= len(content)
        if left[kind] < 0:
            raise BadInput(TOO_LARGE)
        if kind == "text/html":
            from coach_tui.exchange.html_text import text_of_html

            content = text_of_html(content)
        elif str(part.get_param("format") or "").lower() == "flowed":
            content = unflowed(content, delete=str(part.get_param("delsp") or "").lower() == "yes")
        attached = part.get_content_disposition() == "attachment"
        found.append((2 * attached + (kind == "text/html"), content))
    yield from (content for _, content in sorted(found, key=lambda one: one[0]))


def _decoded(part: EmailMessage) -> str:
    """The text of a part: in the charset that it names, or else what its bytes can be."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    for charset in (part.get_content_charset() or "utf-8", "utf-8"):
        try:
            return bounds.text_in(data, charset)
        except (LookupError, ValueError):
            continue
    return data.decode("cp1252", "replace")


def _check_size(data: bytes) -> None:
    """Refuses what no mail program writes, before it is taken apart.

    Raises:
        BadInput: it is too large, or has too many parts, or a header that is too long.
    """
    if bounds.is_large_mail(data):
        raise BadInput(TOO_LARGE)
    if bounds.is_strange_mail(data):
        raise BadInput(UNREADABLE)


def _sent(message: EmailMessage) -> date | None:
    header = message["date"]
    when = getattr(header, "datetime", None)
    return when.date() if when is not None else None


def _sender(message: EmailMessage) -> str:
    addresses = getattr(message["from"], "addresses", ())
    return str(addresses[0].addr_spec).lower() if addresses else ""


def unflowed(text: str, *, delete: bool = False) -> str:
    """Text whose soft line breaks (a blank at the end, RFC 3676) are taken out again."""
    lines: list[list[str]] = []
    depth_before, open_line = 0, False
    for raw in text.replace("\r\n", "\n").split("\n"):
        line = raw.lstrip(">")
        depth = len(raw) - len(line)
        line = line.removeprefix(" ")
        flows = line.endswith(" ") and line != "-- "
        body = line[:-1] if flows and delete else line
        if open_line and depth == depth_before and line != "-- ":
            lines[-1].append(body)
        else:
            lines.append([f"{'>' * depth} " if depth else "", body])
        depth_before, open_line = depth, flows
    return "\n".join("".join(parts) for parts in lines)
