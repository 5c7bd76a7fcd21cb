"""The text of an HTML mail, line by line as its reader saw it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    ["p", "div", "tr", "li", "ul", "ol", "table", "h1", "h2", "h3", "h4", "pre", "blockquote", "hr", "body"]
)
_UNSEEN = frozenset(["head", "style", "script", "title"])


def text_of_html(page: str) -> str:
    """What a page says: its blocks and breaks as lines, blanks as a browser draws them.

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

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "br":
            self.parts.append("\n")
        elif tag in _BLOCKS:
            self._new_line()
            self._kept += tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in _BLOCKS:
            self._new_line()
            self._kept = max(0, self._kept - (tag == "pre"))

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        if not self._kept:
            data = re.sub(r"[ \t\r\n]+", " ", data)
            if not self.parts or self.parts[-1].endswith(("\n", " ")):
                data = data.lstrip(" ")
        if data:
            self.parts.append(data)

    def _new_line(self) -> None:
        if self.parts and not self.parts[-1].endswith("\n"):
            self.parts.append("\n")
