"""Forms for the client from the app, and their replies back: seen first, then taken in."""

from __future__ import annotations

import os
import re
import sys
import time
from contextlib import nullcontext
from pathlib import Path

import pytest

from coach_tui.app.app import CoachApp
from coach_tui.changes.desk import Desk
from tests.app.app_kit import LARGE, SMALL, Keyboard, opened
from tests.hostile_files import OF_A_KIND, put

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])


async def command(k: Keyboard, name: str) -> None:
    await k.press("colon")
    await k.type(name)
    await k.press("enter")


def fill(form: str, *answers: str) -> str:
    given = iter(answers)
    return re.sub(r"(?m)^Answer:.*$", lambda label: f"Answer: {next(given, '')}".rstrip(), form)


@SIZES
async def test_a_form_goes_out_and_its_reply_comes_back(
    example: Desk, path: Path, size: tuple[int, int]
) -> None:
    async with opened(example, size) as k:
        await k.press("1")
        await command(k, "form")
        assert "A form for the client" in k.bottom
        await k.press("c", "t")
        written = path.parent / "forms" / "anna-berg-checkin-2026-11-24.txt"
        assert "written to" in k.bottom
        assert written.stat().st_mode & 0o777 == 0o600
        reply = path.parent / "reply.txt"
        reply.write_text(fill(written.read_text(), "6", "46", "2", "9", "tired"))
        before = path.read_bytes()
        await command(k, "reply")
        await k.type(str(reply))
        await k.press("enter")
        assert k.top.startswith("Reply")
        assert "stand-ups led" in k.body
        assert "6 per month" in k.body
        await k.press("G")
        assert "outside 1 to 5" in " ".join(k.body.split())
        assert "· Win" in k.body
        assert path.read_bytes() == before
        await k.press("enter")
        assert k.top.startswith("Objectives")
        assert "took in a check-in form of Anna Berg" in k.text
        assert k.one("checkins", on="2026-11-24")["mood"] == "tired"
        await command(k, "reply")
        await k.type(str(reply))
        await k.press("enter")
        assert "taken in already" in " ".join(k.body.split())
        await k.press("enter")
        assert "nothing is new in it" in k.bottom
        await k.press("q", "u")
        stored = example.practice().tables["checkins"].values()
        assert not [one for one in stored if one["on"] == "2026-11-24"]


async def test_a_reply_is_pasted_into_the_editor(
    example: Desk, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(CoachApp, "suspend", lambda self: nullcontext())
    pasted = tmp_path / "pasted.txt"
    script = tmp_path / "editor.py"
    script.write_text(f"import sys, shutil\nshutil.copyfile({str(pasted)!r}, sys.argv[-1])\n")
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")
    monkeypatch.setattr("coach_tui.exchange.editor.AT_ONCE", 0)
    async with opened(example, SMALL) as k:
        await k.press("1")
        await command(k, "form")
        await k.press("r", "e")
        (draft,) = (path.parent / "forms").iterdir()
        assert draft.suffix == ".eml"
        pasted.write_text(fill(draft.read_text(), "All of it"))
        await command(k, "reply")
        await k.press("enter")
        assert "What went well" in k.body
        await k.press("enter")
        assert k.one("reviews", received_on="2026-11-24")["reflection"] == "What went well: All of it"
        pasted.write_text("")
        await command(k, "reply")
        await k.press("enter")
        assert "nothing was pasted" in k.bottom
        monkeypatch.setenv("EDITOR", "/no/such/editor")
        await command(k, "reply")
        await k.press("enter")
        assert "cannot be run" in " ".join(k.bottom.split())
        await command(k, "reply")
        await k.type("/no/such/file")
        await k.press("enter")
        assert "cannot be read" in k.bottom


async def test_with_names_hidden_nothing_is_shown(example: Desk, path: Path) -> None:
    async with opened(example, SMALL) as k:
        await k.press("1")
        await command(k, "form")
        await k.press("c", "t")
        (form,) = (path.parent / "forms").iterdir()
        form.write_text(fill(form.read_text(), "6"))
        await command(k, "reply")
        await k.type(str(form))
        await k.press("enter", "i")
        assert "Anna" not in k.text
        assert "Names are hidden" in k.body
        await k.press("q")
        for name in ("form", "reply"):
            await command(k, name)
            assert "names are hidden" in k.bottom


async def test_a_reply_made_to_do_harm_is_told_in_a_line(
    example: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = "To: d@e.f\r\nDate: Tue, 24 Nov 2026 10:00:00 +0000\r\nMIME-Version: 1.0\r\n\r\nhi"
    (tmp_path / "x.eml").write_text("From: " + "(" * 20_000 + "\r\n" + head)
    os.mkfifo(tmp_path / "pipe")

    (tmp_path / "huge").touch()
    os.truncate(tmp_path / "huge", 300_000_000)
    for kind in (".eml", ".json"):
        for number, make in enumerate(OF_A_KIND[kind].values()):
            put(tmp_path / f"{number}{kind}", make)

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("what nobody foresaw")

    async with opened(example) as k:
        for name, said in (
            ("x.eml", "this mail cannot be read"),
            ("pipe", "is no file"),
            ("huge", "is larger than 20 MB"),
            ("none", "cannot be read"),
        ):
            await k.press("colon", *"reply", "enter")
            await k.type(str(tmp_path / name))
            await k.press("enter")
            assert said in " ".join(k.bottom.split())
        for path in sorted(tmp_path.glob("[0-9]*.*")):
            await k.press("colon", *"reply", "enter")
            await k.type(str(path))
            began = time.process_time()
            await k.press("enter")
            assert k.bottom.strip(), path
            assert time.process_time() - began < 2, path
        monkeypatch.setattr("coach_tui.exchange.client_replies.letter", fail)
        await k.press("colon", *"reply", "enter")
        await k.type(str(tmp_path / "x.eml"))
        await k.press("enter")
        assert "this reply cannot be read (ZeroDivisionError)" in " ".join(k.bottom.split())
