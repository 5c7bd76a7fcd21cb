"""The letter in a file that came in: plain text, or the texts of a saved mail.

Who sends a mail chooses what is in it, so that nothing is taken apart before its size says that it can be
a reply: what a mail program sends is far below these limits, and all that is done here grows with the size.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach_tui import bounds
from coach_tui.exchange.csv_text import decoded_text
from coach_tui.exchange.mail_charset import decoded
from coach_tui.plan.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date
    from email.message import EmailMessage, MIMEPart

_HEADERS = 200_000
"""Bytes of headers that are looked at."""
_NUMBERED = re.compile(rb"\s*(\d{1,9})[ \t]*\r?\n")
"""What Apple Mail puts above a mail (.emlx): how many bytes it has; more of its own stands behind them."""
_READ = frozenset(["text/plain", "text/html", "text/markdown", "text/enriched"])
ATTACHED = "attached: "
"""Stands before the name of a file that is not read."""
UNREADABLE = "this mail cannot be read; save its text alone"
TOO_LARGE = "too large for a reply; save the reply alone, without what is attached"


_MAILBOX = re.compile(rb"(?m)(?:\A|^\r?\n)From \S[^\n]{0,200}\d{4}[^\n]{0,40}\n(?=[\w-]+:)")
"""Where a mail begins in a mailbox of several."""
_PAGE = re.compile(r"\s*<(?:!doctype html|html|head|body|div|meta|p)\b", re.IGNORECASE)
_SIGNED = re.compile(r"-----BEGIN PGP SIGNED MESSAGE-----[ \t]*\n(?:[A-Z][\w-]*: [^\n]*\n)*\n?")
_SIGNATURE = ("-----BEGIN PGP SIGNATURE-----", "-----END PGP SIGNATURE-----")


class ReceivedText:
    """What came in: its text, the day it was sent on and by whom; None and "" where it does not say.

    `subject` is what whoever wrote it put there; "" where it is a mail's that was answered or passed on.
    `left_out` is told of what is not in the text: what stands above a reply that was passed on, and files
    attached. `instead` says what it is where nothing is answered in it; "" where it is a letter.
    """

    def __init__(self, text: str, sent: date | None = None, sender: str = "", subject: str = "") -> None:
        self.text = _without_signature(text)
        self.sent = sent
        self.sender = sender
        self.subject = subject
        self.left_out: list[str] = []
        self.instead = ""

    def tell_subject(self, ours: Collection[str]) -> None:
        """Notes a subject that is none of those under which our forms are sent."""
        if self.subject and self.subject.casefold() not in {one.casefold() for one in ours}:
            self.left_out.append(f"subject: {self.subject}")


def letter(data: bytes, wanted: re.Pattern[str], *, limit: int | None = None) -> ReceivedText:
    """The letter in a file: the parts of a saved mail that are its text; or plain text.

    `wanted` is looked for where a mail says the same twice, or has a text attached. `limit` is how many bytes
    a plain text may have, `bounds.LETTER` where it does not say.

    Raises:
        BadInput: it is no text, too large, several mails, or a mail that nobody can read.
    """
    if not is_mail(data):
        if len(data) > (bounds.LETTER if limit is None else limit):
            raise BadInput(TOO_LARGE)
        return ReceivedText(_page_or_text(decoded_text(data)))
    data = _without_number(data)
    _check_size(data)
    _check_alone(data)
    from email import message_from_bytes
    from email.policy import default

    try:
        message = message_from_bytes(data, policy=default)
        texts = dict(_texts(message))
        found = _letter_of(message, texts, wanted)
    except BadInput:
        raise
    except (RecursionError, MemoryError):
        raise BadInput(UNREADABLE) from None
    except Exception:
        return _as_it_is(data)
    return found if texts or found.instead else _as_it_is(data)


def _letter_of(message: EmailMessage, texts: dict[int, str], wanted: re.Pattern[str]) -> ReceivedText:
    from coach_tui.exchange.mail_body import body_of
    from coach_tui.exchange.mail_kind import own_subject, why_unanswered

    body = body_of(message, texts, wanted)
    found = ReceivedText(body.text, _sent(body.source), _sender(body.source), own_subject(body.source))
    found.left_out = [*body.beside, *(f"{ATTACHED}{name}" for name in body.attached)]
    found.instead = why_unanswered(message, [*texts.values()])
    return found


def _without_signature(text: str) -> str:
    """A text that PGP signed, without what it put around it."""
    if "-----BEGIN PGP SIGNED MESSAGE-----" not in text:
        return text
    text = _SIGNED.sub("", text.replace("\r\n", "\n"))
    begin, end = _SIGNATURE
    first, *others = text.split(begin)
    kept = [first]
    for other in others:
        inside, closed, rest = other.partition(end)
        kept.append(rest if closed else f"{begin}{inside}")
    return re.sub(r"(?m)^- (?=-)", "", "".join(kept))


def _page_or_text(text: str) -> str:
    """The text of a file; what it says where it is a page that was saved."""
    if not _PAGE.match(text):
        return text
    if len(text) > bounds.PAGE:
        raise BadInput(TOO_LARGE)
    from coach_tui.exchange.html_text import text_of_html

    return text_of_html(text)


def _check_alone(data: bytes) -> None:
    """Refuses a mailbox that holds several mails.

    Raises:
        BadInput: with how many.
    """
    count = len(_MAILBOX.findall(data)) if data.startswith(b"From ") else 1
    if count > 1:
        raise BadInput(f"a mailbox of {count} mails: save each reply as a file of its own")


def _without_number(data: bytes) -> bytes:
    data = data.removeprefix(b"\xef\xbb\xbf")
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


def _texts(message: EmailMessage) -> Iterator[tuple[int, str]]:
    """The text of each part of a mail that is one, by the id() of the part."""
    left = {"text/html": bounds.PAGE}
    for number, part in enumerate(message.walk()):
        if number > bounds.PARTS:
            raise BadInput(UNREADABLE)
        kind = part.get_content_type()
        if kind not in _READ:
            continue
        content = decoded(part)
        left[kind] = left.get(kind, bounds.LETTER) - len(content)
        if left[kind] < 0:
            raise BadInput(TOO_LARGE)
        if kind == "text/html":
            from coach_tui.exchange.html_text import text_of_html

            content = text_of_html(content)
        elif str(part.get_param("format") or "").lower() == "flowed":
            content = unflowed(content, delete=str(part.get_param("delsp") or "").lower() == "yes")
        yield id(part), content


def _check_size(data: bytes) -> None:
    """Refuses what no mail program writes, before it is taken apart.

    Raises:
        BadInput: it is too large, or has too many parts, or a header that is too long.
    """
    if bounds.is_large_mail(data):
        raise BadInput(TOO_LARGE)
    if bounds.is_strange_mail(data):
        raise BadInput(UNREADABLE)


def _sent(message: MIMEPart) -> date | None:
    header = message["date"]
    when = getattr(header, "datetime", None)
    return when.date() if when is not None else None


def _sender(message: MIMEPart) -> str:
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
