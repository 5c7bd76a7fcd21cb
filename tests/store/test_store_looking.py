"""Somebody is found in a file whatever its form; what nobody can look into is told as that."""

from __future__ import annotations

import base64
import bz2
import gzip
import io
import json
import lzma
import os
import quopri
import tarfile
import zipfile
import zlib
from email.message import EmailMessage
from pathlib import Path

import pytest

from coach_tui import bounds
from coach_tui.store import looking
from coach_tui.store.looking import Wanted
from coach_tui.store.unpacking import CannotTell, in_bytes, stands_in

NAME = "Zoë Berg"
UID = "01939a3c-0000-7000-8000-000000000001"
TEXT = f"A call with {NAME} on Tuesday"


def found(data: bytes, name: str = "file") -> bool:
    return in_bytes(name, data, Wanted([NAME], [UID]))


def zipped(*members: bytes, name: str = "notes.txt") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, data in enumerate(members):
            archive.writestr(f"{number}/{name}", data)
    return made.getvalue()


def tarred(data: bytes, name: str = "notes.txt", mode: str = "w") -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode=mode) as archive:  # type: ignore[call-overload]
        about = tarfile.TarInfo(name)
        about.size = len(data)
        archive.addfile(about, io.BytesIO(data))
    return made.getvalue()


def mail(subject: str = "", text: str = "", attached: bytes = b"") -> bytes:
    made = EmailMessage()
    made["Subject"] = subject or "Tuesday"
    made.set_content(text or "nothing", cte="base64")
    made.add_attachment(attached or b"nothing", maintype="application", subtype="zip", filename="a.zip")
    return bytes(made)


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.upper().encode(),
        TEXT.replace("ë", "e\u0308").encode(),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-32"),
        TEXT.encode("latin-1"),
        TEXT.replace(NAME, "zoe   \r\n\t berg").encode(),
        TEXT.replace(NAME, "Zoë\u00a0Berg").encode(),
        b"> with Zoe\n> Berg\n",
        json.dumps({"note": TEXT}).encode(),
        rb'{"note": "Zoe\nBerg"}',
        rb"{\rtf1 Zo\'eb Berg}",
        b"<p>Zo&euml; <b>Berg</b></p>",
        b"<p>Zo&#235;<br>Berg</p>",
        b"https://example.org/?q=Zo%C3%AB%20Berg",
        b"SUMMARY:Call Zo\r\n e Berg",
        quopri.encodestring(TEXT.encode()),
        b"NOTE;ENCODING=QUOTED-PRINTABLE:Zo=EB Be=\r\nrg",
        f"x {UID}.coach-tui".encode(),
        b"SQLite format 3\0" + bytes(5_000_000) + TEXT.encode() + b"\0",
        b"\xd0\xcf\x11\xe0\0\xff\xff\xff\x01\x02" * 500_000 + TEXT.encode("utf-16-le"),
        b"\0" * 5000 + TEXT.encode(),
        b"SQLite format 3\0" + bytes(5_000_000) + UID.encode() + b"\0",
    ],
)
def test_a_name_is_found_however_it_is_written(data: bytes) -> None:
    assert found(data)


@pytest.mark.parametrize(
    "pack",
    [
        gzip.compress,
        bz2.compress,
        lzma.compress,
        zlib.compress,
        zipped,
        lambda data: zipped(b"nothing", data),
        tarred,
        lambda data: tarred(data, mode="w:gz"),
        lambda data: gzip.compress(zipped(bz2.compress(data))),
        lambda data: mail(text=data.decode()),
        lambda data: mail(subject=data.decode()),
        lambda data: mail(attached=zipped(data)),
        lambda data: b"From x Tue\n" + mail() + b"\nFrom y Tue\n" + mail(text=data.decode()),
        lambda data: zipped(mail(text=data.decode())),
    ],
)
def test_a_name_is_found_in_what_is_packed(pack: object) -> None:
    assert callable(pack)
    assert found(pack(TEXT.encode()))
    assert not found(pack(b"A call with Tom on Tuesday"))


def test_names_of_what_is_in_an_archive_count() -> None:
    assert found(zipped(b"nothing", name="Zoe Berg.txt"))
    assert found(tarred(b"nothing", name="zoe berg/notes.txt"))


def test_a_mail_says_its_encoding() -> None:
    body = base64.b64encode("Zoë Berg".encode("utf-16-be")).decode()
    head = "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-16-be\nContent-Transfer-Encoding: base64"
    assert found(f"{head}\n\n{body}\n".encode())
    assert found(f"1234\n{head.replace('utf-16-be', 'no-such')}\n\n{body}\n".encode(), "1.emlx")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"nothing",
        b"Zoe Bergmann".replace(b"Bergmann", b"Burg"),
        b"Zoe and Berg",
        bytes(range(256)) * 100,
        b"x\x9c is no packed text",
        b"BZh is no packed text",
        f"x {UID[:-1]}2".encode(),
    ],
)
def test_nobody_is_found_who_is_not_there(data: bytes) -> None:
    assert not found(data)


def test_a_name_across_two_parts_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "_PART", 100)
    assert all(found(b"x" * count + TEXT.encode()) for count in range(60, 110))


def encrypted() -> bytes:
    data = bytearray(zipped(b"nothing"))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"%PDF-1.7\nstream", "is a PDF and cannot be looked into"),
        (b"\r\n%PDF-1.7\nstream", "is a PDF"),
        (b"7z\xbc\xaf\x27\x1c\0\4", "is an archive"),
        (b"\x28\xb5\x2f\xfd\0", "is packed"),
        (b"age-encryption.org/v1\n", "is encrypted"),
        (zipped(b"%PDF-1.7"), "is a PDF"),
        (gzip.compress(TEXT.encode())[:-9], "cannot be opened"),
        (bz2.compress(b"x" * 99)[:-9], "cannot be opened"),
        (lzma.compress(b"x" * 99)[:-9], "cannot be opened"),
        (zipped(b"x" * 99)[:-9], "cannot be opened"),
        (encrypted(), "holds what is encrypted"),
    ],
)
def test_what_cannot_be_looked_into_is_told(data: bytes, why: str) -> None:
    with pytest.raises(CannotTell, match=why):
        found(data)


def test_the_work_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "LOOKED", 2_000_000)
    large = tmp_path / "large"
    large.write_bytes(TEXT.encode() + bytes(2_000_000))
    with pytest.raises(CannotTell, match="is larger than 2 MB"):
        stands_in(str(large), Wanted([NAME]))
    for packed in (
        gzip.compress(bytes(3_000_000)),
        zlib.compress(bytes(3_000_000)),
        zipped(bytes(1_500_000), bytes(1_500_000)),
    ):
        with pytest.raises(CannotTell, match="unpacks to more than 2 MB"):
            found(packed)
    packed = TEXT.encode()
    for _ in range(9):
        packed = gzip.compress(packed)
    with pytest.raises(CannotTell, match="too often"):
        found(packed)


def test_only_files_are_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(CannotTell, match="is no file"):
        stands_in(str(tmp_path / "pipe"), Wanted([NAME]))
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(CannotTell, match="cannot be read"):
        stands_in(str(tmp_path / "loop"), Wanted([NAME]))
    assert not stands_in(str(tmp_path / "gone"), Wanted([NAME]))


@pytest.mark.parametrize(
    ("name", "text", "there"),
    [
        ("Bo", "Bo said so", True),
        ("Bo", "so said (Bo).", True),
        ("Bo", "Boston, oboe, bo, BO", False),
        ("Ål", "Meet Ål today", True),
        ("李明", "和李明谈话", True),
        ("이준", "이준과", True),
    ],
)
def test_a_name_of_two_letters_is_a_word_of_its_own(name: str, text: str, there: bool) -> None:
    assert Wanted([name]).in_text(text) is there
    assert Wanted([name]).in_bytes(text.encode()) is there
    assert Wanted([name], short=False).in_text(text) is (there and not name.isascii() and name != "Ål")


def test_what_an_encoding_lacks_is_not_looked_for_as_question_marks() -> None:
    wanted = Wanted(["李小明"])
    assert not wanted.in_bytes(b"\0\1 really??? \0")
    assert wanted.in_bytes(b"\0\1" + "李小明".encode("utf-16-be") + b"\0")
