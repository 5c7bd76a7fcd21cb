"""Looking for somebody in a text or in bytes, however the name is written there."""

from __future__ import annotations

import contextlib
import re

from coach_tui import bounds
from coach_tui.plan.text import cells, fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

_PART, _OVERLAP = 1 << 18, 1 << 12
"""Characters looked through at once, and how many of the next ones with them: a name may lie across."""
_LARGE = 4_000_000
"""Bytes from which what is no text is looked through as it is, and not as a text too."""
_HEAD = 4096
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_RAW_UUID = re.compile(_UUID.pattern.encode())
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U0*([0-9a-fA-F]{1,5})|[x']([0-9a-fA-F]{2})|[nrt])")
_TAG = re.compile(r"<[^<>]*>")
_FOLDED = re.compile(r"\r?\n[ \t]")
_ANSWERED = re.compile(r"\n(?:[ \t]*>)+")
_QUOTED = re.compile(r"=(?:[0-9A-Fa-f]{2}|[ \t]*\r?\n)")
_MARKS = ((b"\xff\xfe\0\0", "utf-32"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class Wanted:
    """Who is looked for: by names, and ids.

    Case, accents, line breaks and how many blanks make no difference. A name of two letters, such as Bo,
    stands in too many words: it is found as a word of its own, written as it is, or not at all where it is
    not to be looked for (`short`), as what is found is removed.
    """

    def __init__(self, names: Iterable[str], uids: Iterable[str] = (), *, short: bool = True) -> None:
        names = [name.strip() for name in names if name.strip()]
        written = [name for name in names if cells(name) > 2]
        self._names = {_normal(name) for name in written}
        words = "|".join(re.escape(name) for name in names if short and cells(name) <= 2)
        self._word = re.compile(rf"(?<!\w)(?:{words})(?!\w)") if words else None
        uids = set(uids)
        self._uuids = {uid for uid in uids if _UUID.fullmatch(uid)}
        self._other_ids = uids - self._uuids
        self._raw = set(_raw([*written, *self._names, *self._other_ids]))

    def in_text(self, text: str, go_on: Callable[[], object] = bool) -> bool:
        """Whether somebody stands in a text, or in what it becomes where its escapes are read.

        `go_on` is called again and again, and may raise what ends the work.
        """
        for start in range(0, len(text), _PART):
            go_on()
            if any(self._in_plain(one) for one in _forms(text[start : start + _PART + _OVERLAP])):
                return True
        return False

    def in_bytes(self, data: bytes, charset: str | None = None, go_on: Callable[[], object] = bool) -> bool:
        """Whether somebody stands in bytes: a text in whichever encoding, or something else that has texts.

        `charset` is what is said about them, where anything is; `go_on` as in `in_text`.
        """
        if any(self.in_text(text, go_on) for text in _texts(data, charset)):
            return True
        if b"\0" not in data:
            return False
        lower = data.lower()
        if any(one in lower for one in self._raw):
            return True
        return any(one[0].decode() in self._uuids for one in _RAW_UUID.finditer(data))

    def _in_plain(self, text: str) -> bool:
        if not self._uuids.isdisjoint(_UUID.findall(text)) or any(uid in text for uid in self._other_ids):
            return True
        if self._word and self._word.search(text):
            return True
        plain = _normal(text) if self._names else ""
        return any(name in plain for name in self._names)


def _normal(text: str) -> str:
    """A text as it is compared: folded word by word, single blanks between them."""
    if text.isascii():
        return " ".join(text.lower().split())
    known: dict[str, str] = {}
    words = []
    for word in text.split():
        if word.isascii():
            words.append(word.lower())
        else:
            if word not in known:
                known[word] = fold(word)
            words.append(known[word])
    return " ".join(words)


def _raw(written: Collection[str]) -> Iterator[bytes]:
    """What stands in the bytes of a file that is no text, whose ASCII letters were made small."""
    for name in written:
        for one in (name, name.lower(), name.upper()):
            for charset in ("utf-8", "utf-16-le", "utf-16-be", "cp1252"):
                with contextlib.suppress(UnicodeEncodeError):
                    yield one.encode(charset).lower()


def _texts(data: bytes, charset: str | None) -> Iterator[str]:
    """The texts that bytes may be."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            yield data.decode(name, "replace")
            return
    head = data[:_HEAD]
    if b"\0" in head:
        even, odd = head[::2].count(0), head[1::2].count(0)
        if max(even, odd) * 6 > len(head) and min(even, odd) * 20 < len(head):
            yield data.decode("utf-16-le" if odd > even else "utf-16-be", "replace")
        if len(data) > _LARGE:
            return
    if charset is not None:
        with contextlib.suppress(LookupError, ValueError):  # nobody knows such an encoding
            yield bounds.text_in(data, charset, "replace")
    try:
        yield data.decode("utf-8")
    except UnicodeDecodeError:
        yield data.decode("utf-8", "replace")
        yield data.decode("cp1252", "replace")


def _forms(text: str) -> Iterator[str]:
    """A text as it is, and as it reads where folded lines, escapes, entities and tags are taken away."""
    yield text
    if "\n " in text or "\n\t" in text:
        yield _FOLDED.sub("", text)
    if "\n>" in text or "\n >" in text:
        yield _ANSWERED.sub("\n", text)
    yield from _unescaped(text)
    if _QUOTED.search(text):
        from quopri import decodestring

        for one in _texts(decodestring(text.encode("utf-8", "replace")), None):
            yield one
            yield from _unescaped(one)


def _unescaped(text: str) -> Iterator[str]:
    plain = _ESCAPE.sub(_escaped, text) if "\\" in text else text
    if "%" in plain:
        from urllib.parse import unquote

        plain = unquote(plain)
    if "&" in plain:
        from html import unescape

        plain = unescape(plain)
    if plain != text:
        yield plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if "<" in plain:
        yield _TAG.sub("", plain)
        yield _TAG.sub(" ", plain)


def _escaped(found: re.Match[str]) -> str:
    code = found[1] or found[2] or found[3]
    return chr(int(code, 16)) if code else " "
