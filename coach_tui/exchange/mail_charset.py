"""The text of a mail's part, whatever charset it names: many name none, a wrong one, or their own."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from coach_tui import bounds

if TYPE_CHECKING:
    from email.message import EmailMessage

_WESTERN = frozenset(["ascii", "iso8859-1", "cp1252", "iso8859-15"])
"""What programs name by habit: bytes that can be UTF-8 are UTF-8, and else Windows-1252 holds them all."""
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "x-mac-roman": "mac_roman"}
"""What is written under a charset's name by those who mean a wider one."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NAMED_IN_PAGE = re.compile(rb"(?i)<meta[^>]{0,200}charset\s*=\s*[\"']?([\w.:-]{1,40})")
_ENCODINGS = ("quoted-printable", "base64")


def decoded(part: EmailMessage) -> str:
    """The text of a part: in the charset that it names, or else what its bytes can be."""
    named = str(part["content-transfer-encoding"] or "").lower()
    for encoding in _ENCODINGS:
        if named != encoding and named.lstrip().startswith(encoding):  # with a comment or a blank beside it
            part.replace_header("content-transfer-encoding", encoding)
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset()
    if charset is None and part.get_content_type() == "text/html":
        found = _NAMED_IN_PAGE.search(data[:4000])
        charset = found[1].decode("ascii") if found else None
    return text_in(data, charset)


def text_in(data: bytes, charset: str | None) -> str:
    """Bytes as text in a charset, as far as it is one and the bytes can be in it."""
    for mark, meant in _MARKS:
        if data.startswith(mark):
            return data.decode(meant, "replace")
    name = _known(charset)
    tried = ["utf-8", "cp1252"] if name is None or name in _WESTERN else [name, "utf-8", "cp1252"]
    if name == "iso8859-15":
        tried.insert(1, name)
    if name in ("utf-16", "utf-32"):  # without a mark of its order
        tried.insert(0, f"{name}-be" if data[:1] == b"\0" else f"{name}-le")
    for one in tried:
        try:
            return data.decode(one)
        except (LookupError, ValueError):
            continue
    return data.decode("cp1252", "replace")


def _known(charset: str | None) -> str | None:
    """The charset as Python calls it; None where it is none."""
    named = (charset or "").strip().lower()
    for name in (_WIDER.get(named, named), named.removeprefix("x-")):
        try:
            return bounds.charset_named(name)
        except (LookupError, ValueError):
            continue
    return None
