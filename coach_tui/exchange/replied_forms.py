"""The forms in a client's reply: the answers of each, and the words that stand beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.exchange.client_form import KINDS, MARK, client_form_title
from coach_tui.exchange.reply_lines import reply_lines
from coach_tui.exchange.reply_text import Part, parts, signed_off, tag_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coach_tui.exchange.reply_lines import ReplyLines

TAG = tag_pattern(
    "y[0-9a-f]{10}|[mpcaqowy][0-9a-f]{5}|engagement|mood|win|note|well|hard|learned|else|heard|topics|way|overall|coaching|scale|end"
)


TOLD = ("coaching", "scale")
"""Tags behind which a form says something, and asks nothing."""


class RepliedForm:
    """One form in a reply: its id ("" where that is gone), its parts, and what stands beside them.

    `above` and `beside` are words of whoever answers, `older` those of the mail in which the form was sent
    (the coach's, unless somebody wrote into it), `cut` signatures, told in a line.
    """

    def __init__(self, code: str) -> None:
        self.code = code
        self.parts: list[Part] = []
        self.above = ""
        self.beside: list[str] = []
        self.older: list[str] = []
        self.cut: list[str] = []

    def add(self, lines: ReplyLines, start: int, end: int, *, above: bool) -> str:
        """Takes a stretch of a reply in, and returns what stands above its first tag.

        What stands there is the writer's alone where it is `above` the form; within the form all is that the
        form does not say.
        """
        found = [part.moved(start) for part in parts(lines.text[start:end], TAG)]
        for part in found:
            told = part.tag in TOLD
            if part.tag == "end" or (told and not part.whole):
                self._beside(lines, part.start, part.end)
            elif told:
                self.beside.append(part.body)
            elif part.whole:
                self.parts.append(part)
            else:
                self._last(lines, part)
        first = found[0].at if found else end
        if above or not found:
            self.older.append(lines.older[start:first])
            return lines.own[start:first]
        return lines.text[start:first]

    def _last(self, lines: ReplyLines, part: Part) -> None:
        """Takes an answer in behind which no tag stands: another mail may begin in it."""
        end = lines.broken_at(part.start, part.end)
        body = part.body[: end - part.start]
        self.parts.append(part._replace(body=body, end=end))
        left = signed_off(body)[1]
        self.cut += [left] if left else []
        self._beside(lines, end, part.end)

    def _beside(self, lines: ReplyLines, start: int, end: int) -> None:
        self.beside.append(lines.own[start:end])
        self.older.append(lines.older[start:end])


def replied_forms(text: str, names: Iterable[str] = ()) -> list[RepliedForm]:
    """The forms in a reply, each up to the next other one: an older one may be quoted below.

    What stands above the first belongs to it: some write there, and leave the form blank.

    Args:
        text: the reply.
        names: of the client, in small letters.
    """
    lines = reply_lines(text, TAG, MARK, names)
    marks = list(MARK.finditer(lines.text))
    if not marks:
        alone = RepliedForm("")
        alone.above = alone.add(lines, 0, len(lines.text), above=True)
        return [alone]
    found: dict[str, RepliedForm] = {}
    begins = [_begin(lines.text, mark.start()) for mark in marks]
    for mark, end in zip(marks, [*begins[1:], len(lines.text)], strict=True):
        code = mark[1].lower()
        form = found.setdefault(code, RepliedForm(code))
        if mark is marks[0]:
            form.above = form.add(lines, 0, begins[0], above=True)
        place = len(form.beside)
        form.beside.insert(place, form.add(lines, mark.end(), max(mark.end(), end), above=False))
    return list(found.values())


def _begin(text: str, mark: int) -> int:
    """Where a form begins whose id stands at a place: at the heading above it."""
    above = text[max(0, mark - 100) : mark].rstrip(" \n*_")
    for kind in KINDS:
        title = client_form_title(kind)
        if above.endswith(title):
            return mark - len(text[max(0, mark - 100) : mark]) + len(above) - len(title)
    return mark
