"""Replies as they come back: what was answered behind a form's tags.

Mail programs quote a form, break its lines, change its blanks and put a signature under it; people write
behind the label, under it, or between quoted lines. All forms are read by the same means.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from coach_tui.plan.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

ANSWER = "Answer:"
"""What an answer is written behind."""
END = "[end]"
_QUOTED = re.compile(r"^(?:[ \t]{0,4}[>|])+[ \t]?")
_WROTE = r"\b(?:wrote|schrieb|a écrit|escribió)\b"
_ENDS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?m)^[ \t]*(?:-- ?|_{5,}|-{5,}.*)$",
        rf"(?im)^[ \t]*(?:on|am|le|el)\b.{{5,150}}\n.{{0,150}}{_WROTE} ?:\s*$",
        rf"(?im)^.{{0,120}}{_WROTE}.{{0,40}}:\s*$",
        r"(?im)^[ \t]*\*?(?:from|von|de) ?:\*? .+\n+"
        r"[ \t]*\*?(?:sent|date|gesendet|datum|envoyé|enviado)(?: \w+)? ?:",
        r"(?im)^[ \t]*(?:sent from (?:my |yahoo|outlook|mail for|proton|samsung)|get outlook for |"
        r"(?:von meine[mr] |mit ).{2,30} gesendet|gesendet (?:von|mit) |"
        r"envoyé (?:de mon |depuis |à partir de )|enviado desde ).*$",
    )
)
"""What ends an answer: a signature, or what the mail program puts over the mail that is answered."""
_HEADS = re.compile(
    r"(?im)^[ \t]*\*?(?:from|sent|to|cc|date|subject|reply-to|von|gesendet|an|datum|betreff|de|envoyé|à|"
    r"objet|para|enviado|fecha|asunto) ?:.*$"
)
"""Headers of a mail, as mail programs print them over it."""
_LABEL = re.compile(re.escape(ANSWER).replace(":", r"\s*:"), re.IGNORECASE)
_BLANKS = dict.fromkeys(map(ord, "\u00a0\u2007\u202f\u2009\u200a\u2002\u2003\u3000"), " ")


_POLITE = re.compile(
    r"(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|hallo|liebe[rs]?|guten (?:tag|morgen|abend)|"
    r"bonjour|bonsoir|salut|ch[eè]re?|hola|querid[oa]|buen[oa]s (?:días|tardes)|(?:many )?thanks|thank you|"
    r"(?:vielen |herzlichen )?dank|danke|merci|(?:muchas )?gracias|(?:kind|warm) (?:regards|wishes)|best|"
    r"regards|cheers|viele grüße|liebe grüße|herzliche grüße|mfg|lg|vg|cordialement|saludos|un saludo)"
    r"\b[^.?!:;\d]{0,30}[,.!]*",
    re.IGNORECASE,
)
"""A line that greets or takes leave, and says nothing else."""


class Part(NamedTuple):
    """What stands behind a tag (in small letters, found `at` a place), from `start` to `end`.

    `whole` where another tag follows: what somebody wrote between two is theirs to the last sign.
    """

    tag: str
    body: str
    whole: bool
    at: int
    start: int
    end: int


def unquoted(text: str) -> str:
    """The lines without quoting, their blanks made plain."""
    return own_words(text)[0]


def own_words(text: str) -> tuple[str, str]:
    """The lines without quoting; and the same with blanks in place of each that was quoted."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_BLANKS)
    lines, own = [], []
    for line in clean(text, lines=True).split("\n"):
        bare = _QUOTED.sub("", line).rstrip()
        lines.append(bare)
        own.append(" " * len(bare) if _QUOTED.match(line) else bare)
    return "\n".join(lines), "\n".join(own)


def parts(text: str, tag: re.Pattern[str]) -> list[Part]:
    """What stands behind each tag (its first group), up to the next one."""
    tags = list(tag.finditer(text))
    ends = [*[found.start() for found in tags[1:]], len(text)][: len(tags)]
    return [
        Part(
            found[1].lower(), text[found.end() : end], found is not tags[-1], found.start(), found.end(), end
        )
        for found, end in zip(tags, ends, strict=True)
    ]


def answer(body: str, question: str, *, whole: bool = False) -> str:
    """What was answered, without the blanks and brackets around it; "" for nothing."""
    said = as_answered(body, question, whole=whole)
    if set(said) <= set("[]()_ .:"):
        return ""
    return said if "\n" in said else said.strip(" []_")


def as_answered(body: str, question: str, *, whole: bool = False) -> str:
    """What was answered: what stands behind the label, or all but the question where the label is gone.

    Args:
        body: what stands behind a tag.
        question: what was asked there.
        whole: nothing in it is a signature or another mail.
    """
    labels = list(_LABEL.finditer(body))
    if labels:
        label = labels[-1]
        said = body[label.end() :]
        before = body[: label.start()]
        rest = _without(before, question) if question else before
        if not said.strip():  # some write in front of the label, or behind the question
            said = rest if question else ""
        elif rest != before:
            said = f"{said.rstrip()}\n{_LABEL.sub('', rest).strip()}"
    else:
        said = _without(body, question)
    return tidied(said if whole else signed_off(said)[0])


def signed_off(text: str) -> tuple[str, str]:
    """Text up to a signature, or to what a mail program puts over the mail that is answered; and the rest.

    The rest is told in a line; it is "" where a mail program wrote all of it.
    """
    said = text
    for sign in _ENDS:
        cut = sign.search(said)
        if cut:
            said = said[: cut.start()]
    rest = text[len(said) :].strip()
    return said, _told(rest) if rest else ""


def _told(rest: str) -> str:
    said = _HEADS.sub("", rest)
    for sign in _ENDS:
        said = sign.sub("", said)
    return " ".join(rest.split()) if said.strip() else ""


def tidied(text: str) -> str:
    """Text without blanks around it, and never more than one empty line."""
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def words_beside(pieces: Iterable[str], ours: Iterable[str]) -> tuple[str, list[str]]:
    """What somebody wrote beside a form, and what of it is left out as a signature or another mail.

    Args:
        pieces: what stands above it, below it and between its questions.
        ours: what the form itself says there; “…” stands for a few words.
    """
    known = [_pattern(text) for text in ours]
    found, left = [], []
    for piece in pieces:
        for pattern in known:
            piece = pattern.sub("\n", piece)
        words, rest = signed_off(piece)
        found.append(tidied(words).strip(" ="))
        left.append(rest)
    return "\n\n".join(filter(None, found)), list(filter(None, left))


def is_polite(words: str) -> bool:
    """Whether words greet and take leave, and say nothing but a name besides."""
    lines = [line.strip() for line in words.split("\n") if line.strip()]
    others = [line for line in lines if not _POLITE.fullmatch(line)]
    return len(others) < len(lines) and (not others or (len(others) == 1 and others[0].istitle()))


def _pattern(text: str) -> re.Pattern[str]:
    words = (re.escape(word).replace("…", ".{0,40}?") for word in clean(text).split())
    return re.compile(r"\s*".join(words))


def _without(text: str, question: str) -> str:
    """Text without the question that stands at its beginning, however its lines were broken."""
    pattern = r"\s*" + r"\s+".join(map(re.escape, clean(question).split()))
    return re.sub(rf"^{pattern}\s*[:?]?", "", text) if question else text
