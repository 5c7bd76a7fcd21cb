"""What of a mail is its letter: of several texts those that its reader saw, in their order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach_tui.exchange.reply_text import words_answered
from coach_tui.plan.text import clean

if TYPE_CHECKING:
    from email.message import MIMEPart

_SIGNATURES = frozenset(
    ["application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"]
)
_ADDRESS = re.compile(r"<?\b(?:https?://|mailto:|tel:|cid:|www\.)[^\s>\])]*>?")
_ANSWERS = re.compile(r"(?i)\s*(?:re|aw|antw|antwort|rép|réf|rif|ris|sv|vs|odp)\s*(?:\[\d+\]\s*)?[:：]")


class MailBody:
    """The letter in a mail.

    `source` is the mail in which it was written: one that was passed on, or the mail itself. `beside` are
    words that whoever passed it on put above it, and what only the other of two texts says. `attached` are
    names of files that are not read.
    """

    def __init__(self, source: MIMEPart) -> None:
        self.source = source
        self.text = ""
        self.beside: list[str] = []
        self.attached: list[str] = []


class _Seen:
    """What was found in a mail: attached texts by their name, other files, and mails within.

    `elsewhere` are lines that only the text which is not read has, of two that say the same.
    """

    def __init__(self) -> None:
        self.texts: list[tuple[str, str]] = []
        self.files: list[str] = []
        self.mails: list[MIMEPart] = []
        self.elsewhere: list[str] = []


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
    body.beside = seen.elsewhere
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
            return _chosen(part, inside, wanted, seen)
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


def _chosen(part: MIMEPart, inside: list[str], wanted: re.Pattern[str], seen: _Seen) -> str:
    """Of texts that say the same the plainest in which a form stands; else the plainest that says it all.

    Where more is answered in another with a form, that one. What only the others say is noted.
    """
    said = [
        (inner.get_content_type() != "text/plain", text)
        for inner, text in zip(part.iter_parts(), inside, strict=True)
        if text.strip()
    ]
    said.sort(key=lambda one: one[0])
    texts = [text for _, text in said]
    with_form = [text for text in texts if wanted.search(text)]
    if with_form:
        chosen = max(with_form, key=_says)
        seen.elsewhere += [line for text in texts if text is not chosen for line in _only_in(text, chosen)]
        return chosen
    longest = max(map(len, texts), default=0)
    return next((text for text in texts if 2 * len(text) > longest), "")


def _says(text: str) -> tuple[int, int]:
    """How much is answered in a form; of one in which nothing is, how much stands there at all."""
    answered = words_answered(text)
    return answered, 0 if answered else len(_words(text))


def _only_in(text: str, other: str) -> list[str]:
    """The lines of a text in which words follow each other that do not in another, however that is broken."""
    words = _words(other)
    known = {tuple(words[at : at + length]) for length in (1, 2, 3) for at in range(len(words) - length + 1)}
    found = []
    for line in text.split("\n"):
        words = _words(line)
        length = min(3, len(words))
        runs = (tuple(words[at : at + length]) for at in range(len(words) - length + 1))
        if not known.issuperset(run for run in runs if run):
            found.append(" ".join(line.strip("> \t").split()))
    return found


def _words(text: str) -> list[str]:
    """The words of a text, without the addresses that a plain text shows and a page does not."""
    return re.findall(r"[^\W_]+", _ADDRESS.sub(" ", text).casefold())
