"""Files that somebody made to do harm: of each kind, what its reader could choke on. Made when asked for."""

from __future__ import annotations

import base64
import bz2
import gzip
import io
import json
import os
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from coach_tui.store.shapes import FORMAT

MB = 1_000_000
HEAD = "To: d@example.org\r\nDate: Tue, 24 Nov 2026 10:00:00 +0000\r\nMIME-Version: 1.0\r\n"
OURS = "BEGIN:VEVENT\r\nUID:1.coach-tui\r\nDTSTART:20261124\r\n"

Make = Callable[[], "bytes | str"]


def mail(body: str = "hi", kind: str = "text/plain", sender: str = "a@example.org", more: str = "") -> str:
    return f"From: {sender}\r\n{HEAD}{more}Content-Type: {kind}\r\n\r\n{body}"


def plan(more: str) -> str:
    return f'[client]\nname = "Ben Ito"\n[engagement]\nstart = 2026-09-01\n{more}'


def event(more: str) -> str:
    return f"BEGIN:VCALENDAR\r\n{OURS}{more}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"


def packed(answers: bytes) -> str:
    return plan(f'[[response]]\npacked = "{base64.b64encode(zlib.compress(answers, 9)).decode()}"\n')


def export(**tables: list[dict[str, str]]) -> str:
    return json.dumps({"format": "coach-tui export", "version": 1, "tables": tables})


def data_file(value: str) -> str:
    about = f'{{"1":{{"uid":"meta","format":{FORMAT},"generation":1}}}}'
    return f'{{"meta":{about},"clients":{{"1":{{"uid":"a","name":"A","x":{value}}}}}}}'


def zipped(method: int, *names: str, data: bytes = b"x") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name in names:
            archive.writestr(name, data)
    return out.getvalue()


def tar(size: bytes) -> bytes:
    """A tar archive whose one member says that it has this size."""
    return struct.pack("100s24s12s12s9s100s6s249s", b"a", b"", size, b"", b"0", b"", b"ustar", b"")


ANY: dict[str, Make] = {
    "nothing": lambda: b"",
    "blanks": lambda: b" \n" * 100_000,
    "NULs": lambda: bytes(3 * MB),
    "bytes of no text": lambda: bytes(range(256)) * 10_000,
    "UTF-16 that breaks off": lambda: b"\xff\xfe" + b"\xd8" * 100_001,
    "half a character": lambda: b"a = 1\n\xed\xa0\x80\n",
    "a line without end": lambda: b"x" * (3 * MB),
    "brackets without end": lambda: b"[" * MB,
    "objects in objects": lambda: b'{"a":' * 200_000,
    "a number without end": lambda: b"x = " + b"9" * MB,
    "quotes": lambda: b'"' * (3 * MB),
    "line ends": lambda: b"\n" * (3 * MB),
    "marks that join": lambda: "a,b\n" + "\u0301" * MB,
}
"""What may be given to any reader."""
OF_A_KIND: dict[str, dict[str, Make]] = {
    ".toml": {
        "a key of many parts": lambda: ".".join(["a"] * 30_000) + " = 1",
        "many keys of many parts": lambda: "\n".join(".".join([f"a{n}"] * 49) for n in range(20_000)),
        "many tables": lambda: plan("[[a]]\n" * 500_000),
        "more than a plan has": lambda: plan("[[objective]]\ntitle = 'a'\n" * 50_000),
        "a number in sixteens": lambda: plan(f"sessions = 0x{'f' * 200_000}\n"),
        "no number": lambda: plan("sessions = nan\n"),
        "too large a number": lambda: plan("sessions = 1e999\n"),
        "a day out of range": lambda: plan("end = 9999-99-99\n"),
        "answers that unfold": lambda: packed(b"[" + b" " * 60 * MB + b"]"),
        "answers of many lists": lambda: packed(b"[" + b"[]," * 3 * MB + b"[]]"),
        "answers in one another": lambda: packed(b"[" * 900 + b"]" * 900),
    },
    ".json": {
        "many lists": lambda: '{"a":[' + "[]," * 4 * MB + "[]]}",
        "many keys": lambda: "{" + ",".join(f'"{n}":1' for n in range(1_200_000)) + "}",
        "not a number": lambda: '{"client":{"name":"J","hours_per_week":NaN},"engagement":{}}',
        "5,000 digits": lambda: '{"client":{"name":"J","hours_per_week":' + "9" * 5000 + "}}",
        "a large number": lambda: '{"client":{"name":"J","hours_per_week":1e999}}',
        "many records": lambda: export(clients=[{"uid": str(n), "name": str(n)} for n in range(60_000)]),
        "raters without end": lambda: export(
            clients=[{"uid": "c", "name": "C"}],
            engagements=[{"uid": "e", "client": "c", "start": "2026-09-01"}],
            rounds=[{"uid": "r", "plan": "e", "title": "R", "opened_on": "2026-09-01"}],
            raters=[
                {"uid": f"{n}", "plan": "e", "round": "r", "name": f"{n}", "group": "peer"}
                for n in range(20_000)
            ],
        ),
    },
    ".csv": {
        "many clients": lambda: "name,email\n" + "".join(f"Ito {n},{n}@example.org\n" for n in range(9000)),
        "many rows": lambda: "name,email\n" + "a,b\n" * MB,
        "many columns": lambda: ",".join(f"h{n}" for n in range(20_000)) + "\nx\n",
        "many cells": lambda: "name,email\n" + "a" + "," * 3 * MB,
        "a cell without end": lambda: 'name,email\na,"' + "x" * 4 * MB,
        "many raters": lambda: "Group,Q1,Q2\n" + "peer,3,4\n" * 30_000,
        "many items": lambda: (
            "group,rater,item,score\n" + "".join(f"peer,{n},{n},3\n" for n in range(20_000))
        ),
        "scores without end": lambda: "group,rater,item,score\npeer,R,I," + "9" * 5000 + "\n",
        "days without end": lambda: "name,start,hours\nC,1.1." + "9" * 5000 + "," + "9" * 5000 + "\n",
    },
    ".eml": {
        "an address of brackets": lambda: mail(sender="(" * 20_000),
        "parts in parts": lambda: (
            mail()
            + "".join(f'\r\n--b\r\nContent-Type: multipart/mixed; boundary="b{n}"\r\n' for n in range(2000))
        ),
        "mails in mails": lambda: mail(more="Content-Type: message/rfc822\r\n\r\n" * 2000),
        "many parts": lambda: mail("--b\r\n\r\nx\r\n" * 10_000, 'multipart/mixed; boundary="b"'),
        "many headers": lambda: mail(more="X-A: b\r\n" * 500_000),
        "parameters": lambda: mail(kind="text/plain" + "; a=b" * 20_000),
        "a slow charset": lambda: mail("a" * 99_000 + "-" + "b" * 800_000, "text/plain; charset=punycode"),
        "an unknown charset": lambda: mail(kind=f"text/plain; charset={'x' * 4000}"),
        "many long texts": lambda: mail(
            ("--b\r\n\r\n" + "hello you\r\n" * 80_000) * 18, 'multipart/mixed; boundary="b"'
        ),
        "a page of tags": lambda: mail("<a " * 160_000, "text/html"),
        "words in code": lambda: mail(more="Subject: " + "=?utf-8?q?a?= " * 200_000 + "\r\n"),
        "a day out of range": lambda: mail().replace("24 Nov 2026", "99 Nov 99999"),
        "many mails": lambda: ("From a\r\n" + mail() + "\r\n") * 20_000,
    },
    ".ics": {
        "many events": lambda: event(f"END:VEVENT\r\n{OURS}" * 60_000),
        "many properties": lambda: event("X-A:b\r\n" * 400_000),
        "alarms in alarms": lambda: event("BEGIN:VALARM\r\n" * 100_000),
        "parameters": lambda: event("DTEND" + ";X=y" * 300_000 + ":20261124"),
        "days without end": lambda: event("RDATE:" + "20261124," * 200_000),
        "a day out of range": lambda: event("DTEND:99999999T999999Z"),
        "a zone of many letters": lambda: event(f"DTEND;TZID={'a' * 5000}:20261124T100000"),
        "a zone elsewhere": lambda: event("DTEND;TZID=../../../dev/zero:20261124T100000"),
        "a length without end": lambda: event(f"DURATION:PT{'9' * 5000}H"),
        "folded without end": lambda: event("X-A:" + "\r\n b" * 500_000),
    },
    ".data": {
        "lists in lists": lambda: data_file("[" * 500 + "]" * 500),
        "many lists": lambda: data_file("[" + "[]," * 4 * MB + "[]]"),
        "a long number": lambda: data_file("9" * 5000),
        "not a number": lambda: data_file("NaN"),
        "half a character": lambda: data_file(r'"\ud800"'),
    },
    ".zip": {
        "gzip that unfolds": lambda: gzip.compress(bytes(200 * MB), 1),
        "bzip2 that unfolds": lambda: bz2.compress(bytes(100 * MB)),
        "zip that unfolds": lambda: zipped(zipfile.ZIP_DEFLATED, "a", data=bytes(80 * MB)),
        "zip packed by bzip2": lambda: zipped(zipfile.ZIP_BZIP2, "a", data=bytes(80 * MB)),
        "zip of many": lambda: zipped(zipfile.ZIP_STORED, *(str(n) for n in range(12_000))),
        "tar that goes back": lambda: tar(b"\xff" * 11 + b"\x00"),
        "tar of no end": lambda: tar(b"77777777777\0"),
        "words not read yet": lambda: "".join(f"é{n} %41&amp;\\u0041<a> " for n in range(200_000)),
    },
}
"""What is made for one reader."""


def put(path: Path, make: Make) -> None:
    """Write such a file."""
    made = make()
    path.write_bytes(made.encode() if isinstance(made, str) else made)


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(300 * MB)


def _loop(path: Path) -> None:
    path.symlink_to(path)


NO_FILES: dict[str, Callable[[Path], None]] = {
    "a file of 300 MB": _sparse,
    "a folder": lambda path: path.mkdir(),
    "a pipe": os.mkfifo,
    "a loop of links": _loop,
    "a link to nothing": lambda path: path.symlink_to("gone"),
    "a device without end": lambda path: path.symlink_to("/dev/zero"),
}
"""What can stand in the place of a file."""
