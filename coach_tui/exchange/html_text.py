"""The text of an HTML mail, line by line as its reader saw it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    ["p", "div", "tr", "li", "ul", "ol", "table", "h1", "h2", "h3", "h4", "pre", "blockquote", "hr", "body"]
)
_UNSEEN = frozenset(["head", "style", "script", "title"])
_DEEPEST = 5
"""How often a line is marked as quoted at most."""
_SMILEY = 12
"""Characters that the name of a small picture has which stands for a sign."""


def text_of_html(page: str) -> str:
    """What a page says: its blocks and breaks as lines, blanks as a browser draws them, quote marks.

    The time it takes grows with the page, whatever stands in it.
    """
    reader = _Reader()
    reader.feed(_tags_alone(page))
    reader.close()
    lines = "".join(reader.parts).split("\n")
    return "\n".join([*(line.rstrip(" \t") for line in lines[:-1]), lines[-1]]).strip("\n") + "\n"


def _tags_alone(page: str) -> str:
    """A page without comments and declarations, and without a tag that is not closed at its end.

    The parser looks for the end of each of them up to the end of the page.
    """
    kept, at = [], 0
    while (start := page.find("<!--", at)) >= 0:
        kept.append(page[at:start])
        end = page.find("-->", start)
        at = end + 3 if end >= 0 else len(page)
    kept.append(page[at:])
    page = "".join(kept)
    last = page.rfind(">") + 1
    closed = re.sub(r"<[!?][^>]*>", "", page[:last])
    return closed + page[last:].partition("<")[0]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unseen = 0
        self._kept = 0
        self._quotes: list[bool] = []
        """Of each blockquote that is open whether it quotes: some programs only indent with it."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "br":
            self.parts.append("\n")
        elif tag in ("td", "th"):
            self.handle_data(" ")
        elif tag == "img":
            self._picture(dict(attrs).get("alt") or "")
        elif tag in _BLOCKS:
            self._new_line()
            self._kept += tag == "pre"
            if tag == "blockquote":
                self._quotes.append(_quotes(dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in _BLOCKS:
            self._new_line()
            self._kept = max(0, self._kept - (tag == "pre"))
            if tag == "blockquote" and self._quotes:
                self._quotes.pop()

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        marks = "> " * min(sum(self._quotes), _DEEPEST)
        if self._kept:
            data = data.replace("\n", f"\n{marks}")
        else:
            data = re.sub(r"[ \t\r\n]+", " ", data)
            if not self.parts or self.parts[-1].endswith(("\n", " ")):
                data = data.lstrip(" ")
        if data and marks and (not self.parts or self.parts[-1].endswith("\n")):
            data = marks + data
        if data:
            self.parts.append(data)

    def _picture(self, name: str) -> None:
        """Takes in the sign that a small picture stands for, such as a smiley."""
        if name and len(name) <= _SMILEY and not any(char.isalnum() for char in name):
            self.handle_data(name)

    def _new_line(self) -> None:
        if self.parts and not self.parts[-1].endswith("\n"):
            self.parts.append("\n")


def _quotes(attrs: dict[str, str | None]) -> bool:
    """Whether a blockquote with these attributes holds another's mail."""
    named = f"{attrs.get('type') or ''} {attrs.get('class') or ''} {attrs.get('style') or ''}".lower()
    return "cite" in attrs or any(sign in named for sign in ("cite", "quote", "border-left"))
