"""Replies as they come back: what was answered behind a form's tags.

Mail programs quote a form, break its lines, change its blanks and put a signature under it; people write
behind the label, under it, or between quoted lines. All forms are read by the same means.
"""

from __future__ import annotations

import re

from coach_tui.plan.text import clean

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
