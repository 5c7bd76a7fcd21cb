"""Whose the lines of a reply are: the writer's, or those of the mail that is answered."""

from __future__ import annotations

from collections import deque
from itertools import pairwise
from typing import TYPE_CHECKING

from coach_tui.exchange.mail_lines import head_at
from coach_tui.exchange.reply_text import form_tags, greets, quoted_lines, words_of

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Sequence


class ReplyLines:
    """The lines of a reply: `text` without quote marks, and two copies with blanks in place of all else.

    `own` has what stands in no other mail. `older` has what stands in the mail with the form, be it quoted or
    below a head: it is the coach's, unless somebody wrote into it. What is quoted more often than the form is
    in neither. `breaks` are the places at which another mail begins.
    """

    def __init__(self, text: str, own: str, older: str, breaks: Sequence[int]) -> None:
        self.text = text
        self.own = own
        self.older = older
        self.breaks = breaks

    def broken_at(self, start: int, end: int) -> int:
        """Where between two places another mail begins; the second place where none does."""
        from bisect import bisect_left

        found = bisect_left(self.breaks, start)
        return min(self.breaks[found], end) if found < len(self.breaks) else end


class _Line:
    """A line: where it begins, how often it is quoted, and whether it is in an older mail or its head."""

    __slots__ = ("at", "depth", "head", "older", "text")

    def __init__(self, at: int, depth: int, text: str) -> None:
        self.at = at
        self.depth = depth
        self.text = text
        self.head = False
        self.older = False


def reply_lines(
    text: str, tag: re.Pattern[str], mark: re.Pattern[str], names: Iterable[str] = ()
) -> ReplyLines:
    """The lines of a reply, and whose they are.

    Args:
        text: the reply.
        tag: finds what stands before a question: between two of them nothing begins another mail.
        mark: finds where a form begins.
        names: by which the coach greets whoever answers, in small letters: nobody greets themselves.
    """
    lines, at = [], 0
    for depth, line in quoted_lines(text):
        lines.append(_Line(at, depth, line))
        at += len(line) + 1
    text = "\n".join(line.text for line in lines)
    tags, marks = form_tags(text, tag, mark), [found.start() for found in mark.finditer(text)]
    form_at = (marks or [found.start() for found in tags[:1]] or [0])[0]
    breaks = _mark_older(lines, list(_between(tags, marks)), set(names), form_at)
    deep = _depth_at(lines, form_at)
    own = (_blank(line, hidden=bool(line.depth) or line.older or line.head) for line in lines)
    older = (
        _blank(line, hidden=line.head or line.depth > deep or not (line.depth or line.older))
        for line in lines
    )
    return ReplyLines(text, "\n".join(own), "\n".join(older), breaks)


def _between(tags: list[re.Match[str]], marks: list[int]) -> Iterator[tuple[int, int]]:
    """From each tag to the next one of the same form; what stands behind a form's end is in none."""
    number = 0
    for one, following in pairwise(tags):
        while number < len(marks) and marks[number] < one.end():
            number += 1
        if one[1].lower() != "end" and (number == len(marks) or marks[number] >= following.end()):
            yield one.start(), following.start()


def _depth_at(lines: list[_Line], place: int) -> int:
    """How often the line at a place is quoted."""
    return next((line.depth for line in reversed(lines) if line.at <= place), 0)


def _blank(line: _Line, *, hidden: bool) -> str:
    return " " * len(line.text) if hidden else line.text


def _mark_older(
    lines: list[_Line], between: list[tuple[int, int]], names: set[str], form_at: int
) -> list[int]:
    """Marks the lines of older mails and their heads; returns where each of them begins."""
    texts = [line.text for line in lines]
    whole = deque(between)
    deeper = _quoted_below(lines)
    breaks: list[int] = []
    number, older = 0, False
    while number < len(lines):
        line = lines[number]
        while whole and whole[0][1] <= line.at:
            whole.popleft()
        line.older = older and not line.depth
        if whole and whole[0][0] <= line.at:
            number += 1
            continue
        head = head_at(texts, number, quoted_below=deeper[number])
        if head is None:
            if names and not older and not line.depth and line.at < form_at and greets(line.text, names):
                breaks.append(line.at)
                older = line.older = True
            number += 1
            continue
        breaks.append(line.at)
        covered = lines[number : number + head.lines]
        for one in covered:
            one.head, one.older = head.sure, not one.depth
        number += head.lines
        theirs = bool(names) and names <= set(words_of(head.sender))
        older = older or not (line.depth or deeper[number - 1] or theirs)
    return breaks


def _quoted_below(lines: list[_Line]) -> list[bool]:
    """Of each line whether the next one that says something is quoted more often."""
    found, below = [False] * len(lines), 0
    for number in range(len(lines) - 1, -1, -1):
        found[number] = below > lines[number].depth
        if lines[number].text.strip():
            below = lines[number].depth
    return found
