"""What is no text says what it is, and what to do."""

from __future__ import annotations

from email.message import EmailMessage
from io import BytesIO
from zipfile import ZipFile

import pytest

from coach_tui.exchange.csv_text import decoded_text, rows_of
from coach_tui.exchange.letter import is_mail
from coach_tui.exchange.recognise import check_is_text
from coach_tui.plan.errors import BadInput
from tests.exchange.test_client_forms import CHECKIN, WHOLE, filled, mail
from tests.exchange.test_client_forms import read as read_form

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def packed(*names: str) -> bytes:
    """A zip archive with files of these names, each long enough to lie far from its list of names."""
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x" * 70_000)
    return out.getvalue()


BINARY = {
    "an Excel file (.xlsx): save it as CSV": packed("[Content_Types].xml", "xl/workbook.xml"),
    "a Word file (.docx): save it as plain text": packed("[Content_Types].xml", "word/document.xml"),
    "a PowerPoint file (.pptx): save its text": packed("ppt/presentation.xml"),
    "a LibreOffice file: save it as CSV, or as plain text": packed("mimetype", "content.xml"),
    "a Numbers or Pages file: export it as CSV, or as plain text": packed("Index/Document.iwa"),
    "a zip archive: unpack it, and give the files in it": packed("answers.csv"),
    "an Outlook .msg or an old Office file: save a mail as .eml, a table as CSV": OLE,
    "a PDF: copy its text into a plain text file": b"%PDF-1.7\n\xe2\xe3",
    "an RTF file: save it as plain text": b"{\\rtf1\\ansi Hello}",
    "an SQLite database: export the table in it as CSV": b"SQLite format 3\0\x10\0\x01\x01",
    "a Parquet file: save it as CSV": b"PAR1\x15\x04",
    "a property list of Apple's: export it as CSV, or as plain text": b"bplist00\xd1",
    "a program": b"\x7fELF\x02\x01",
    "a 7z archive: unpack it, and give the files in it": b"7z\xbc\xaf\x27\x1c\0",
    "a RAR archive: unpack it, and give the files in it": b"Rar!\x1a\x07\0",
    "packed with xz: unpack it first": b"\xfd7zXZ\0\0",
    "packed with gzip: unpack it first": b"\x1f\x8b\x08\x00",
    "a picture: type what stands in it": b"\x89PNG\r\n\x1a\n",
    "a winmail.dat of Outlook: ask for the mail as plain text": b"\x78\x9f\x3e\x22\x01\x00",
    "encrypted: open it in your mail program, and save its text": b"-----BEGIN PGP MESSAGE-----\n\nhQEM",
}


@pytest.mark.parametrize("said", BINARY)
def test_what_it_is_and_what_to_do(said: str) -> None:
    for read in (check_is_text, decoded_text):
        with pytest.raises(BadInput) as raised:
            read(BINARY[said])
        assert str(raised.value) == f"this is {said}"


def test_text_is_let_through() -> None:
    for text in (b"", b"a,b\n1,2\n", b"{}", b"PK,name\n", "Grüße".encode("utf-16")):
        check_is_text(text)


HEAD = (
    "Return-Path: <bo@c.example>\nReceived: from a by b,\n\tlater\nFrom: Bo, and <bo@c.example>\n\nHi, all\n"
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "it is empty"),
        ("\ufeff \r\n\n\t", "it is empty"),
        ("From bo@c.example Mon Nov 23 10:00:00 2026\n" + HEAD, "this is a mailbox: save the mail"),
        ("From - Mon Nov 23 10:00:00 2026\r\n" + HEAD.replace("\n", "\r\n"), "this is a mailbox"),
        (HEAD, "this is a mail: name it .eml"),
    ],
    ids=["empty", "blank", "mailbox", "Thunderbird", "mail"],
)
def test_a_text_that_is_no_table_says_what_it_is(text: str, said: str) -> None:
    with pytest.raises(BadInput) as raised:
        rows_of(text)
    assert str(raised.value).startswith(said)


@pytest.mark.parametrize(
    "text",
    ["From,To\nBo,Cy\n", "From: who,To\nBo,Cy\n", "Name: first,Date\nDate: a,b\nNote: c,d\nRest: e,f\n"],
    ids=["words", "a colon", "colons"],
)
def test_a_table_that_looks_a_little_like_a_mail_is_read(text: str) -> None:
    assert rows_of(text)


def sealed(kind: str, content: bytes = b"0\x80\x06") -> bytes:
    message = EmailMessage()
    message["From"] = "anna@example.org"
    message["To"] = "coach@example.org"
    message["Date"] = "Mon, 23 Nov 2026 21:04:00 +0100"
    message.set_content(content, *kind.split("/"), cte="base64")
    return message.as_bytes()


def in_outlooks_form(text: str) -> bytes:
    message = EmailMessage()
    message["From"] = "anna@example.org"
    message["Date"] = "Mon, 23 Nov 2026 21:04:00 +0100"
    message.set_content(text)
    message.add_attachment(b"\x78\x9f\x3e\x22", "application", "ms-tnef", filename="winmail.dat")
    return message.as_bytes()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (sealed("application/pkcs7-mime"), "it is encrypted"),
        (sealed("application/x-pkcs7-mime"), "it is encrypted"),
        (mail("-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n"), "it is encrypted"),
        (in_outlooks_form(" \n"), "winmail.dat of Outlook"),
    ],
)
def test_a_mail_that_is_locked_up(data: bytes, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        read_form(data)


def test_a_mail_with_its_text_beside_is_read() -> None:
    found = read_form(in_outlooks_form(filled(CHECKIN, WHOLE)))
    assert found.values["engagement"] == 4


def test_a_mail_as_apple_mail_keeps_it() -> None:
    letter = mail(filled(CHECKIN, {**WHOLE, "note": "Größe gezeigt"}))
    kept = f"{len(letter)}   \n".encode() + letter + b'<?xml version="1.0"?>\n<plist>beside</plist>\n'
    assert is_mail(kept)
    found = read_form(kept)
    assert found.values["note"] == "Größe gezeigt"
    assert found.sent is not None
    assert "plist" not in str(found.taken)
