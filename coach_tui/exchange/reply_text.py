"""Replies as they come back: what was answered behind a form's tags, and what stands beside them.

Mail programs quote a form, break its lines, change its blanks and put a signature under it; people write
behind the label, under it, or between quoted lines. All forms are read by the same means.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from coach_tui.exchange.mail_lines import is_telephones, quote_depth
from coach_tui.plan.text import UNSPACED, clean

if TYPE_CHECKING:
    from collections.abc import Iterable

ANSWER = "Answer:"
"""What an answer is written behind."""
END = "[end]"
_LABEL = re.compile(
    r"[*_]{0,2}\b(?:answer|antwort|réponse|respuesta|risposta|resposta|antwoord|svar)\b[*_]{0,2}"
    r"[^\S\n]{0,3}(?:[:：]|[-–—](?=\s|$))[*_]{0,2}",
    re.IGNORECASE,
)
"""The label, also as a mail program translates it."""
_LABEL_FIRST = re.compile(rf"\s*{_LABEL.pattern}", re.IGNORECASE)
_LABEL_OF_LINE = re.compile(rf"(?m)^[ \t]*{_LABEL.pattern}", re.IGNORECASE)
_MAYBE_TAG = re.compile(r"(?m)^[ \t*_]{0,6}[\[［【]")
_LABEL_ALONE = re.compile(rf"(?m)^[ \t]*{_LABEL.pattern}[ \t]*$", re.IGNORECASE)
_BLANKS = dict.fromkeys(map(ord, "\u00a0\u2007\u202f\u2009\u200a\u2002\u2003\u3000"), " ")
_LINE_BEGINS = r"(?:^[ \t]*(?:(?:[-*•·‣▪–—]|\d{1,2}[.)])[ \t]+)?)"
"""Where a line begins, with a bullet perhaps."""
_UNSPACED = "".join(f"{chr(first)}-{chr(last)}" for first, last in UNSPACED)
_WORD = rf"(?![_\W])(?:[{_UNSPACED}]|(?:(?![{_UNSPACED}])[^\W_])+)"
"""A word; in a script without blanks each of its signs, since a row may end behind it."""
_SIGNS = " \n\t*_.,:;–—-“”\"'"
_LONGEST_QUESTION = 4_000
"""Characters in front of a label among which a question is looked for word by word."""
_KNOWN_AGAIN = 7
"""Of ten words of a question how many have to be there, so that the others were written within it."""
_A_NAME = r"(?:[^\n]|\n(?!\s*\n)){0,200}?"
"""What “…” stands for, which may be broken over lines: a name, or a day."""
_DRAWN = re.compile(r"(?m)^[ \t]*[-–—_=*~•.][-–—_=*~•. \t]*$")
"""A line that is drawn, and says nothing."""
_GREETING = (
    r"hi|hello|hey|dear|good (?:morning|afternoon|evening)|hallo|moin|liebe[rs]?|guten (?:tag|morgen|abend)|"
    r"sehr geehrte[rs]?|bonjour|bonsoir|salut|ch[eè]re?|hola|querid[oa]|buen[oa]s (?:días|tardes)|"
    r"estimad[oa]|ciao|car[oa]|gentile|buongiorno|buonasera|olá|oi|prezad[oa]|bom dia|boa tarde|beste|"
    r"geachte|hoi|dag|goede(?:morgen|middag|navond)"
)
_LEAVE = (
    r"(?:many )?thanks|thank you|(?:vielen |herzlichen )?dank|danke|merci|(?:muchas )?gracias|"
    r"grazie(?: mille)?|(?:muito )?obrigad[oa]|bedankt|dank je|(?:kind|warm|best) (?:regards|wishes)|best|"
    r"all the best|regards|cheers|sincerely|(?:viele|liebe|herzliche|beste|schöne|freundliche) grüße|"
    r"mit freundlichen grüßen|gruß|mfg|lg|vg|(?:bien )?cordialement|bien à vous|bonne journée|"
    r"(?:un |cordiales )?saludos?|(?:cordiali )?saluti|abraços?|um abraço|atenciosamente|"
    r"(?:met vriendelijke )?groet(?:en|jes)?|mvg"
)
_SAYS_NO_MORE = r"\b[^.?!:;\d]{0,30}[,.!]*"
_GREETS = re.compile(rf"(?:{_GREETING}){_SAYS_NO_MORE}", re.IGNORECASE)
_TAKES_LEAVE = re.compile(rf"(?:{_LEAVE}){_SAYS_NO_MORE}", re.IGNORECASE)
_REACHED = re.compile(r"(?:\+|\b00?)[1-9][\d ()/-]{5,}|\S@\S+\.\w|\bwww\.\w|https?://", re.IGNORECASE)
"""How somebody is reached, as it stands on a card."""
_CARD_LINES = 16
_CARD_WIDTH = 70
_POLITE = re.compile(rf"(?:{_GREETING}|{_LEAVE}){_SAYS_NO_MORE}", re.IGNORECASE)
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

    def moved(self, by: int) -> Part:
        """The same part in a text in which it stands so many characters further on."""
        return self._replace(at=self.at + by, start=self.start + by, end=self.end + by)


def tag_pattern(names: str) -> re.Pattern[str]:
    """Finds the tags of these names (a pattern): also bold, with a bullet, or in brackets of other kinds.

    The name is the first group. A tag stands nowhere but where a line begins.
    """
    before, behind = r"[*_“«]{0,3}\\?[\[［【][ \t*_]{0,4}", r"[ \t*_]{0,4}\\?[\]］】][*_”»]{0,3}"
    return re.compile(f"(?m){_LINE_BEGINS}{before}({names}){behind}", re.IGNORECASE)


def unquoted(text: str) -> str:
    """The lines without quoting, their blanks made plain."""
    return "\n".join(line for _, line in quoted_lines(text))


def quoted_lines(text: str) -> list[tuple[int, str]]:
    """Each line of a text: how often it is quoted, and the line without its marks, its blanks made plain."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_BLANKS)
    found = map(quote_depth, clean(text, lines=True).split("\n"))
    return [(depth, line.rstrip()) for depth, line in found]


def form_tags(text: str, tag: re.Pattern[str], mark: re.Pattern[str] | None = None) -> list[re.Match[str]]:
    """The tags that are a form's own; what looks like one within an answer is a part of that.

    Behind a form's own tag stands the answer's label. Where one of a name has that, another without it is
    somebody's words, unless it stands outside of the form, or is typed under the quoted one.

    Args:
        text: the reply.
        tag: finds what looks like a tag.
        mark: finds where a form begins; None where no other form begins in the text.
    """
    tags = list(tag.finditer(text))
    marks = [found.start() for found in mark.finditer(text)][::-1] if mark is not None else []
    stretches: list[list[re.Match[str]]] = [[]]
    for found in tags:
        while marks and marks[-1] < found.end():
            marks.pop()
            stretches.append([])
        stretches[-1].append(found)
    behind = dict(zip(tags, [*(found.start() for found in tags[1:]), len(text)], strict=False))
    labels = {one: _LABEL_OF_LINE.search(text, one.end(), end) for one, end in behind.items()}
    labelled = {
        one: not text[label.end() : behind[one]].strip() for one, label in labels.items() if label is not None
    }
    return [found for stretch in stretches for found in _own_tags(stretch, labelled)]


def _own_tags(tags: list[re.Match[str]], labelled: dict[re.Match[str], bool]) -> list[re.Match[str]]:
    """Of what looks like tags in one form those that are its own.

    Args:
        tags: what looks like one.
        labelled: those that have a label behind them, and whether nothing stands behind that.
    """
    first: dict[str, int] = {}
    for number, one in enumerate(tags):
        if one in labelled:
            first.setdefault(one[1].lower(), number)
    begin, last = min(first.values(), default=0), max(first.values(), default=0)
    last_end = max((number for number, one in enumerate(tags) if one[1].lower() == "end"), default=0)
    own: list[re.Match[str]] = []
    ended = False
    for number, one in enumerate(tags):
        name = one[1].lower()
        if name == "end":
            is_own = number > last and number == last_end
            ended = ended or is_own
        else:
            within = begin < number and not ended and name in first
            retyped = bool(own) and own[-1][1].lower() == name and labelled.get(own[-1], False)
            is_own = one in labelled or not within or retyped
        if is_own:
            own.append(one)
    return own


def parts(text: str, tag: re.Pattern[str], mark: re.Pattern[str] | None = None) -> list[Part]:
    """What stands behind each tag of a form (its first group), up to the next one; see `form_tags`."""
    tags = form_tags(text, tag, mark)
    ends = [*[found.start() for found in tags[1:]], len(text)][: len(tags)]
    return [
        Part(
            found[1].lower(), text[found.end() : end], found is not tags[-1], found.start(), found.end(), end
        )
        for found, end in zip(tags, ends, strict=True)
    ]


def answer(body: str, question: str, *, whole: bool = False) -> str:
    """What was answered, without the blanks and lines around it; "" for nothing."""
    said = as_answered(body, question, whole=whole)
    if set(said) <= set("[]()_ .:"):
        return ""
    return said if "\n" in said else said.strip(" _")


def as_answered(body: str, question: str, *, whole: bool = False) -> str:
    """What was answered: what stands behind the label, or all but the question where the label is gone.

    Args:
        body: what stands behind a tag.
        question: what was asked there.
        whole: nothing in it is a signature.
    """
    rest, within = _without(body, question)
    known = rest is not None
    said = body if rest is None else rest
    label = _LABEL_FIRST.match(said) or _LABEL_OF_LINE.search(said)
    if label is None and not known:
        label = _LABEL.search(said)
    if label is not None:
        before, at = said[: label.start()].strip(), label.end()
        while (again := _LABEL_FIRST.match(said, at)) is not None:  # typed once more, under the quoted one
            at = again.end()
        said = _LABEL_ALONE.sub("", said[at:])
        if known or (question and not said.strip()):  # some write in front of it, or within the question
            within = [before, *within]
    said = "\n".join(filter(None, [said.rstrip(), *within])) if any(within) else said
    return tidied(said if whole else signed_off(said)[0])


def words_answered(text: str) -> int:
    """How many words and ticks stand behind the labels of a form, up to the next line that may be a tag."""
    text = unquoted(text)
    labels = [found.end() for found in _LABEL_OF_LINE.finditer(text)]
    count = 0
    for start, following in zip(labels, [*labels[1:], len(text)], strict=True):
        end = _MAYBE_TAG.search(text, start, following)
        count += len(re.findall(r"\w+", text[start : end.start() if end else following]))
    return count


def not_the_question(body: str, question: str) -> str:
    """What stands in front of a label instead of the question as it is asked now; "" where that does.

    It is an older wording of it, or somebody's words in one that is no longer known.
    """
    if _without(body, question)[0] is not None:
        return ""
    label = _LABEL_OF_LINE.search(body) or _LABEL.search(body)
    return body[: label.start()] if label is not None and body[label.end() :].strip() else ""


def before_label(body: str) -> str:
    """What stands in front of the label, "" where there is none."""
    label = _LABEL_OF_LINE.search(body) or _LABEL.search(body)
    return body[: label.start()] if label is not None else ""


def signed_off(text: str) -> tuple[str, str]:
    """Text up to a signature; and the rest in a line, "" where a mail program wrote all of it."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        sign = line.strip()
        if sign == "--" or is_telephones(sign):
            rest = [one.strip() for one in lines[number:]]
            told = any(one and one != "--" and not is_telephones(one) for one in rest)
            return "\n".join(lines[:number]), " ".join(" ".join(rest).split()) if told else ""
    number = _card_at(lines)
    return "\n".join(lines[:number]), " ".join(" ".join(lines[number:]).split())


def _card_at(lines: list[str]) -> int:
    """The line at which somebody takes leave, with a card under it up to the end; else behind the last."""
    last = len(lines)
    for number in range(last - 1, max(-1, last - _CARD_LINES), -1):
        line = lines[number].strip()
        if _TAKES_LEAVE.fullmatch(line):
            return number if any(map(_REACHED.search, lines[number + 1 :])) else last
        if len(line) > _CARD_WIDTH or line.endswith((".", "!", "?", ":")):
            break
    return last


def tidied(text: str) -> str:
    """Text without blanks around it, and never more than one empty line."""
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def words_beside(pieces: Iterable[str], ours: Iterable[str]) -> tuple[str, list[str]]:
    """What somebody wrote beside a form, and what of it is left out as a signature.

    Args:
        pieces: what stands above it, below it and between its questions.
        ours: what the form itself says there; “…” stands for a few words.
    """
    found, left = [], []
    for piece in without_ours(pieces, ours):
        words, rest = signed_off(piece)
        found.append(tidied(_DRAWN.sub("", words)).strip(" ="))
        left.append(rest)
    return "\n\n".join(filter(None, found)), list(filter(None, left))


def without_ours(pieces: Iterable[str], ours: Iterable[str]) -> list[str]:
    """Pieces of a reply without what the form says there itself."""
    known = [pattern for text in ours if (pattern := _pattern(text)) is not None]
    found = []
    for piece in pieces:
        for pattern in known:
            piece = pattern.sub("\n", piece)
        found.append(piece)
    return found


def in_a_line(pieces: Iterable[str]) -> list[str]:
    """Each of these pieces in a line, where it says something."""
    lines = (" ".join(_DRAWN.sub("", piece).split()) for piece in pieces)
    return [line for line in lines if any(char.isalnum() for char in line)]


def is_polite(words: str) -> bool:
    """Whether words greet and take leave, and say nothing but a name besides."""
    lines = [line.strip() for line in words.split("\n") if line.strip()]
    others = [line for line in lines if not _POLITE.fullmatch(line)]
    return len(others) < len(lines) and (not others or (len(others) == 1 and others[0].istitle()))


def greets(line: str, names: Iterable[str]) -> bool:
    """Whether a line greets somebody by one of these names (in small letters)."""
    line = line.strip()
    if len(line) > 60 or not _GREETS.fullmatch(line):
        return False
    return not set(words_of(line)).isdisjoint(names)


def words_of(text: str) -> list[str]:
    """The words of two letters and more in a text, in small letters."""
    return re.findall(r"[^\W\d_]{2,}", text.casefold())


def _pattern(text: str) -> re.Pattern[str] | None:
    """Finds a text however its lines were broken and its signs changed; None where it has no word."""
    words = re.findall(rf"{_WORD}|…", clean(text))
    if not any(word != "…" for word in words):
        return None
    found = r"[\W_]*".join(_A_NAME if word == "…" else re.escape(word) for word in words)
    return re.compile(rf"(?i)(?<![^\W_]){found}(?![^\W_])[^\S\n]*[.?:)”\"]{{0,3}}")


def _without(text: str, question: str) -> tuple[str | None, list[str]]:
    """Text without the question at its beginning, however it was broken, and what was written within that.

    The text is None where the question is not there.
    """
    pattern = _pattern(question)
    if pattern is None:
        return None, []
    found = pattern.match(text, len(text) - len(text.lstrip(_SIGNS)))
    if found is not None:
        return text[found.end() :], []
    label = _LABEL_OF_LINE.search(text)
    end = label.start() if label is not None else len(text)
    if end > _LONGEST_QUESTION:
        return None, []
    within = _written_within(text[:end], question)
    return (None, []) if within is None else (text[end:], within)


def _written_within(text: str, question: str) -> list[str] | None:
    """What was written between the words of a question; None where most of these are not there."""
    from difflib import SequenceMatcher

    said = [found.span() for found in re.finditer(_WORD, text)]
    asked = [word.casefold() for word in re.findall(_WORD, question)]
    there = [text[start:end].casefold() for start, end in said]
    steps = SequenceMatcher(None, asked, there, autojunk=False).get_opcodes()
    known = sum(end - start for step, start, end, *_ in steps if step == "equal")
    if known * 10 < len(asked) * _KNOWN_AGAIN:
        return None
    written = []
    for step, _, _, start, end in steps:
        if step == "insert":
            after = said[end][0] if end < len(said) else len(text)
            piece = text[said[start][0] : after].strip()
            written.append(piece if end == len(said) else piece.rstrip(" ("))
    return written
