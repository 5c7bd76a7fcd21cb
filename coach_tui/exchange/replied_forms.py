"""The forms in a client's reply: the answers of each, and the words that stand beside them."""

from __future__ import annotations

import re

from coach_tui.exchange.client_form import KINDS, MARK, client_form_title
from coach_tui.exchange.reply_text import Part, parts, signed_off

_TAG = re.compile(
    r"\[ ?([mpc][0-9a-f]{5}|engagement|mood|win|note|well|hard|learned|else|"
    r"heard|topics|way|overall|coaching|end) ?\]",
    re.IGNORECASE,
)


class RepliedForm:
    """One form in a reply: its id ("" where that is gone), its parts, what is beside them and cut off."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.parts: list[Part] = []
        self.above = ""
        self.beside: list[str] = []
        self.cut: list[str] = []

    def add(self, text: str, own: str) -> str:
        """Takes a stretch of a reply in, and returns what stands above its first tag.

        `own` is the stretch with blanks in place of what is quoted: words beside the questions are its alone.
        """
        found = parts(text, _TAG)
        for part in found:
            if part.tag in ("coaching", "end"):
                self.beside.append(own[part.start : part.end])
                continue
            self.parts.append(part)
            left = "" if part.whole else signed_off(own[part.start : part.end])[1]
            self.cut += [left] if left else []
        return own[: found[0].at] if found else own


def replied_forms(text: str, own: str) -> list[RepliedForm]:
    """The forms in a reply, each up to the next other one: an older one may be quoted below.

    What stands above the first belongs to it: some write there, and leave the form blank.

    Args:
        text: the reply.
        own: the same with blanks in place of what is quoted.
    """
    marks = list(MARK.finditer(text))
    if not marks:
        alone = RepliedForm("")
        alone.above = alone.add(text, own)
        return [alone]
    found: dict[str, RepliedForm] = {}
    for mark, end in zip(marks, [*(mark.start() for mark in marks[1:]), len(text)], strict=True):
        code = mark[1].lower()
        form = found.setdefault(code, RepliedForm(code))
        if mark is marks[0]:
            above = _without_title(text[: mark.start()])
            form.above = form.add(above, own[: len(above)])
        place = len(form.beside)
        form.beside.insert(place, form.add(text[mark.end() : end], own[mark.end() : end]))
    return list(found.values())


def _without_title(above: str) -> str:
    """What stands above a form's id, without the heading that the form has there."""
    above = above.rstrip()
    for kind in KINDS:
        above = above.removesuffix(client_form_title(kind))
    return above
