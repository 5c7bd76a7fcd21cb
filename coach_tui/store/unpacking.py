"""Looking for somebody in a file whatever its form: packed, an archive, a mail, a text of any encoding."""

from __future__ import annotations

import re
import time
from contextlib import suppress
from io import BytesIO

from coach_tui import bounds
from coach_tui.plan.errors import DataFileError
from coach_tui.store import keys, locked
from coach_tui.store.names import advice

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message
    from typing import Protocol

    from coach_tui.store.looking import Wanted

    class Stream(Protocol):
        """What can be read."""

        def read(self, size: int, /) -> bytes: ...


_DEPTH = 6
"""How often something may be packed into something else."""
_SHUT = (
    (b"%PDF-", "is a PDF"),
    (b"7z\xbc\xaf\x27\x1c", "is an archive"),
    (b"Rar!\x1a\x07", "is an archive"),
    (b"\x28\xb5\x2f\xfd", "is packed"),
    (b"\x04\x22\x4d\x18", "is packed"),
    (b"\x1f\x9d", "is packed"),
    (b"PACK\0\0\0", "is packed"),
    (b"age-encryption.org", "is encrypted"),
    (b"-----BEGIN AGE", "is encrypted"),
    (b"-----BEGIN PGP MESSAGE", "is encrypted"),
    (b"Salted__", "is encrypted"),
)
"""How files begin that nobody can look into here."""
_ZLIB = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
_MAIL_FILES = (".eml", ".emlx", ".mbox", ".mht", ".mhtml")
_MAIL = re.compile(rb"(?im)^(?:content-transfer-encoding|mime-version):|=\?[\w-]+\?[bq]\?")
_BLOCK = 512
_HEADERS = 65536
"""Bytes among which a mail is known by its headers."""
_NEXT_MAIL = re.compile(rb"(?m)^From .*\n")


class CannotTell(Exception):
    """Nobody can tell whether somebody stands in a file; the text says why, with the verb."""


def stands_in(path: str, wanted: Wanted) -> bool:
    """Whether somebody stands in a file (not in its name).

    Raises CannotTell when it cannot be read, is too large, or what is in it cannot be looked into.
    """
    try:
        data = bounds.file_bytes(path, bounds.LOOKED)
    except FileNotFoundError:  # it went meanwhile, or is a link that leads nowhere
        return False
    except bounds.Unfit as error:
        raise CannotTell(f"{error}: look into it yourself") from None
    except OSError as error:
        raise CannotTell(f"cannot be read: {advice(error)}") from None
    with suppress(DataFileError, locked.Spoilt):  # what no key at hand opens is told as what it is
        data = keys.opened(path, data)
    return in_bytes(path, data, wanted)


def in_bytes(name: str, data: bytes, wanted: Wanted) -> bool:
    """Whether somebody stands in what a file of that name holds; raises CannotTell."""
    look = _Look(wanted)
    try:
        if look.at(name, data, 0):
            return True
    except CannotTell as error:
        raise CannotTell(look.doubt or str(error)) from None
    if look.doubt:
        raise CannotTell(look.doubt)
    return False


class _Look:
    """One look into a file, which goes no deeper and reads no more than it may."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self.left = bounds.LOOKED
        self.doubt = ""
        self._end = time.thread_time() + bounds.LOOKING

    def _go_on(self) -> None:
        """Raises CannotTell where this has taken too long."""
        if time.thread_time() > self._end:
            raise CannotTell("takes too long to be looked through: look into it yourself")

    def at(self, name: str, data: bytes, depth: int, charset: str | None = None) -> bool:
        """Whether somebody stands in these bytes or in what is packed in them."""
        if depth > _DEPTH:
            return self._doubt("is packed too often to be looked into")
        head = data[:1024].lstrip()
        for start, what in _SHUT:
            if head.startswith(start):
                self._doubt(f"{what} and cannot be looked into")
        try:
            for inner, part, told in self._parts(name, data):
                self._go_on()
                if self.wanted.in_text(inner, self._go_on) or self.at(inner, part, depth + 1, told):
                    return True
        except CannotTell as error:
            self._doubt(str(error))
        except Exception:  # whatever a broken archive makes its reader raise
            self._doubt("is an archive or a mail that cannot be opened")
        return self.wanted.in_bytes(data, charset, self._go_on)

    def _doubt(self, why: str) -> bool:
        self.doubt = self.doubt or why
        return False

    def _parts(self, name: str, data: bytes) -> Iterator[tuple[str, bytes, str | None]]:
        """What is packed in these bytes: name, bytes, and the encoding if one is told."""
        if data.startswith(b"\xfd7zXZ\0"):
            yield "", self._pressed(data), None
        elif data.startswith((b"\x1f\x8b", b"BZh")) and (stream := _opened(data)):
            yield "", self._read(stream), None
        elif data.startswith(_ZLIB):
            yield from self._deflated(data)
        elif data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            yield from self._zipped(data)
        elif data[257:262] == b"ustar":
            yield from self._taken(data)
        elif name.lower().endswith(_MAIL_FILES) or _MAIL.search(data, 0, _HEADERS):
            yield from self._mails(data)

    def _read(self, stream: Stream) -> bytes:
        """What is in a stream, as far as may be read; CannotTell where there is more."""
        data = stream.read(self.left + 1)
        self.left -= len(data)
        if self.left < 0:
            raise CannotTell(f"unpacks to more than {bounds.LOOKED // 1_000_000} MB: look into it yourself")
        return data

    def _deflated(self, data: bytes) -> Iterator[tuple[str, bytes, str | None]]:
        import zlib

        try:
            plain = zlib.decompressobj().decompress(data, self.left + 1)
        except zlib.error:  # it only begins like that
            return
        yield "", self._read(BytesIO(plain)), None

    def _pressed(self, data: bytes) -> bytes:
        """What is in an xz file; how much memory it asks for is its own affair, and bounded here."""
        from lzma import LZMADecompressor

        found = []
        while data:
            unpacker = LZMADecompressor(memlimit=3 * bounds.LOOKED)
            found.append(self._read(BytesIO(unpacker.decompress(data, self.left + 1))))
            if not unpacker.eof:
                raise EOFError
            data = unpacker.unused_data.lstrip(b"\0")
        return b"".join(found)

    def _zipped(self, data: bytes) -> Iterator[tuple[str, bytes, str | None]]:
        from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

        self._check_count(data.count(b"PK\x01\x02"))
        with ZipFile(BytesIO(data)) as archive:
            for one in archive.infolist():
                if one.flag_bits & 1:
                    self._doubt("holds what is encrypted and cannot be looked into")
                    yield one.filename, b"", None
                elif one.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
                    self._doubt("is packed in a way that cannot be looked into")
                    yield one.filename, b"", None
                else:
                    with archive.open(one) as stream:
                        yield one.filename, self._read(stream), None

    def _taken(self, data: bytes) -> Iterator[tuple[str, bytes, str | None]]:
        """What is in a tar archive: every block with its name; long names are blocks too."""
        at = 0
        while head := data[at : at + _BLOCK].rstrip(b"\0"):
            size = _tar_size(head)
            if size < 0 or at + _BLOCK + size > len(data):
                raise CannotTell("is an archive that ends in the middle")
            at += _BLOCK
            names = b"/".join(part.partition(b"\0")[0] for part in (head[345:500], head[:100]))
            yield names.decode("utf-8", "replace"), self._read(BytesIO(data[at : at + size])), None
            at += -(-size // _BLOCK) * _BLOCK

    def _mails(self, data: bytes) -> Iterator[tuple[str, bytes, str | None]]:
        from email import message_from_bytes

        self._check_count(data.count(b"\nFrom "))
        for mail in _NEXT_MAIL.split(data):
            if bounds.is_large_mail(mail) or bounds.is_strange_mail(mail, every_header=True):
                raise CannotTell("is a mail that cannot be taken apart")
            # A mail of Apple's has its length before it.
            for part in message_from_bytes(re.sub(rb"\A\d+[ \t]*\r?\n", b"", mail)).walk():
                yield _headers(part), b"", None
                body = part.get_payload(decode=True)
                if isinstance(body, bytes) and len(body) < len(mail):
                    yield part.get_filename() or "", self._read(BytesIO(body)), part.get_content_charset()

    def _check_count(self, found: int) -> None:
        if found > bounds.PACKED:
            raise CannotTell(f"holds more than {bounds.PACKED:,} files or mails: look into it yourself")


def _tar_size(head: bytes) -> int:
    """How many bytes lie behind a head of a tar archive; -1 where it does not say."""
    told = head[124:136]
    if told[:1] >= b"\x80":  # a large one, as a number of bytes
        return int.from_bytes(told[1:], "big") if told[:1] == b"\x80" else -1
    said = told.strip(b" \0")
    try:
        return int(said or b"0", 8)
    except ValueError:
        return -1


def _opened(data: bytes) -> Stream | None:
    if data.startswith(b"\x1f\x8b"):
        from gzip import GzipFile

        return GzipFile(fileobj=BytesIO(data))
    if data[4:10] != b"1AY&SY":
        return None
    from bz2 import BZ2File

    return BZ2File(BytesIO(data))


def _headers(part: Message) -> str:
    """The headers of a mail or a part of it, as they are read."""
    from email.header import decode_header, make_header

    found = []
    for value in part.values():
        try:
            found.append(str(make_header(decode_header(value))))
        except (ValueError, LookupError):
            found.append(str(value))
    return "\n".join(found)
