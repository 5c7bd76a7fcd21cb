"""What of a mail is its letter: of several texts those that its reader saw, in their order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach_tui.plan.text import clean

if TYPE_CHECKING:
    from email.message import MIMEPart

_SIGNATURES = frozenset(
    ["application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"]
)
_ANSWERS = re.compile(r"(?i)\s*(?:re|aw|antw|antwort|rép|réf|rif|ris|sv|vs|odp)\s*(?:\[\d+\]\s*)?[:：]")


class MailBody:
    """The letter in a mail.

    `source` is the mail in which it was written: one that was passed on, or the mail itself. `beside` are
    words that whoever passed it on put above it. `attached` are names of files that are not read.
    """

    def __init__(self, source: MIMEPart) -> None:
        self.source = source
        self.text = ""
        self.beside: list[str] = []
        self.attached: list[str] = []


class _Seen:
    """What was found in a mail: attached texts by their name, other files, and mails within."""

    def __init__(self) -> None:
        self.texts: list[tuple[str, str]] = []
        self.files: list[str] = []
        self.mails: list[MIMEPart] = []


def body_of(message: MIMEPart, texts: dict[int, str], wanted: re.Pattern[str]) -> MailBody:
    """The letter in a mail, with the attached texts and the mail within in which `wanted` stands.

    Args:
        message: the mail.
        texts: the text of each of its parts that is one, by the part's id().
        wanted: what stands in a reply.
    """
    seen = _Seen()
    body = MailBody(message)
    body.text = _text(message, texts, wanted, seen)
    for name, text in seen.texts:
        if wanted.search(text):
            body.text = f"{body.text.rstrip()}\n\n{text}".lstrip("\n")
        else:
            seen.files.append(name)
    body.attached = seen.files
    if wanted.search(body.text):
        return body
    for mail in seen.mails:
        inner = body_of(mail, texts, wanted)
        if not wanted.search(inner.text):
            continue
        if _is_answer(mail):  # somebody passed it on
            inner.beside += [" ".join(body.text.split())] if body.text.strip() else []
            inner.attached += body.attached
            return inner
        quoted = "\n".join(f"> {line}" for line in inner.text.split("\n"))
        body.text = f"{body.text.rstrip()}\n\n{quoted}"
        break
    return body


def _is_answer(mail: MIMEPart) -> bool:
    """Whether a mail answers another: what was passed on is then a reply, and else the form itself."""
    return bool(mail["in-reply-to"] or mail["references"] or _ANSWERS.match(str(mail["subject"] or "")))


def _text(part: MIMEPart, texts: dict[int, str], wanted: re.Pattern[str], seen: _Seen) -> str:
    """The text of a part and of those in it; notes what is attached."""
    kind = part.get_content_type()
    if kind == "message/rfc822":
        seen.mails += part.iter_parts()
        return ""
    if part.is_multipart():
        inside = [_text(inner, texts, wanted, seen) for inner in part.iter_parts()]
        if kind == "multipart/alternative":
            return _chosen(part, inside, wanted)
        return "\n\n".join(text for text in inside if text.strip())
    name = clean(part.get_filename() or "")
    attached = part.get_content_disposition() == "attachment"
    text = texts.get(id(part))
    if text is not None and not (name or attached):
        return text
    if text is not None:
        seen.texts.append((name or "a text", text))
    elif attached and kind not in _SIGNATURES:
        seen.files.append(name or kind)
    return ""


def _chosen(part: MIMEPart, inside: list[str], wanted: re.Pattern[str]) -> str:
    """Of texts that say the same the plainest in which a form stands; else the plainest that says it all."""
    said = [
        (inner.get_content_type() != "text/plain", text)
        for inner, text in zip(part.iter_parts(), inside, strict=True)
        if text.strip()
    ]
    said.sort(key=lambda one: one[0])
    texts = [text for _, text in said]
    longest = max(map(len, texts), default=0)
    return next(
        (text for text in texts if wanted.search(text)),
        next((text for text in texts if 2 * len(text) > longest), ""),
    )
