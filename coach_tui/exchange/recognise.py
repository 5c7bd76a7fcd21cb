"""What a file is that cannot be read, told by how it begins, and what to do about it."""

from __future__ import annotations

import re

from coach_tui.plan.errors import BadInput

_PACKED = b"PK\x03\x04"
_LISTED = 65_536
"""Bytes at the end of a packed file in which the names of what is in it stand."""
_IN_IT = (
    (b"xl/", "an Excel file (.xlsx): save it as CSV"),
    (b"word/", "a Word file (.docx): save it as plain text"),
    (b"ppt/", "a PowerPoint file (.pptx): save its text"),
    (b"Index/Document.iwa", "a Numbers or Pages file: export it as CSV, or as plain text"),
    (b"content.xml", "a LibreOffice file: save it as CSV, or as plain text"),
    (b"", "a zip archive: unpack it, and give the files in it"),
)
_BEGINS = (
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an Outlook .msg or an old Office file: save a mail as .eml, a table as CSV",
    ),
    (b"%PDF-", "a PDF: copy its text into a plain text file"),
    (b"{\\rtf", "an RTF file: save it as plain text"),
    (b"SQLite format 3\0", "an SQLite database: export the table in it as CSV"),
    (b"PAR1", "a Parquet file: save it as CSV"),
    (b"bplist00", "a property list of Apple's: export it as CSV, or as plain text"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\0", "a program"),
    (b"\x1f\x8b", "packed with gzip: unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive: unpack it, and give the files in it"),
    (b"Rar!\x1a\x07", "a RAR archive: unpack it, and give the files in it"),
    (b"\xfd7zXZ\0", "packed with xz: unpack it first"),
    (b"GIF8", "a picture: type what stands in it"),
    (b"\x89PNG", "a picture: type what stands in it"),
    (b"\xff\xd8\xff", "a picture: type what stands in it"),
    (b"\x78\x9f\x3e\x22", "a winmail.dat of Outlook: ask for the mail as plain text"),
    (b"-----BEGIN PGP MESSAGE-----", "encrypted: open it in your mail program, and save its text"),
)
_TEXTS = (
    ("begin:vcard", "a file of address cards (vCard): export the contacts as CSV"),
    ("<!doctype html", "a web page (HTML): save the table in it as CSV"),
    ("<html", "a web page (HTML): save the table in it as CSV"),
    ("<table", "a web page (HTML): save the table in it as CSV"),
    ("<?xml", "XML, in which old spreadsheets were kept: save it as CSV"),
)
_JSON = ("{", "[{")
_MAILBOX = re.compile(r"From \S[^\n]*\d\d:\d\d[^\n]*\n[\w-]+:")
_MAIL = re.compile(r"(?:[\w-]+: [^\n]*\n(?:[ \t][^\n]*\n)*){3}")
"""Three lines of a mail's head, of which `_HEAD` names some."""
_HEAD = re.compile(r"^(?:from|to|subject|date|received|return-path|mime-version|message-id|delivered-to): ")


def check_is_text(data: bytes) -> None:
    """Refuses what is known to be no text.

    Raises:
        BadInput: with what it is, and what to do.
    """
    if data.startswith(_PACKED):
        names = data[-_LISTED:]
        raise BadInput("this is " + next(said for sign, said in _IN_IT if sign in names))
    for sign, said in _BEGINS:
        if data.startswith(sign):
            raise BadInput(f"this is {said}")


def check_is_no_other_text(text: str) -> None:
    """Refuses a text that is known to be neither a table nor a plan.

    Raises:
        BadInput: with what it is, and what to do.
    """
    begin = text[:200].lstrip("\ufeff \t\r\n").lower()
    for sign, said in _TEXTS:
        if begin.startswith(sign):
            raise BadInput(f"this is {said}")


def check_is_table(text: str) -> None:
    """Refuses a text that is known to be no table.

    Raises:
        BadInput: with what it is, and what to do.
    """
    check_is_no_other_text(text)
    if not text.strip("\ufeff \t\r\n"):
        raise BadInput("it is empty")
    begin = text[:4000].lstrip("\ufeff \t\r\n").replace("\r\n", "\n")
    if _MAILBOX.match(begin):
        raise BadInput("this is a mailbox: save the mail that you mean by itself, as .eml")
    if (head := _MAIL.match(begin)) and sum(map(bool, map(_HEAD.match, head[0].lower().split("\n")))) > 1:
        raise BadInput("this is a mail: name it .eml, or save the table in it as CSV")
    if text[:200].lstrip("\ufeff \t\r\n").startswith(_JSON):
        raise BadInput("this is JSON: save it as CSV, or name it .json where it is a plan")
