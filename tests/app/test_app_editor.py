"""A field's text in $EDITOR, from the form and back."""

from __future__ import annotations

import signal
import sys
from contextlib import nullcontext
from pathlib import Path

import pytest

from coach_tui.app.app import CoachApp
from coach_tui.changes.desk import Desk
from coach_tui.changes.records import add
from coach_tui.plan.session import Session
from tests.app.app_kit import LARGE, SMALL, opened


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file with the line of Python that the editor does."""
    line = tmp_path / "line.py"
    script = tmp_path / "editor.py"
    script.write_text(
        "import sys\nfrom pathlib import Path\nfile = Path(sys.argv[-1])\n"
        f"exec(Path({str(line)!r}).read_text())\n"
    )
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")
    monkeypatch.setattr("coach_tui.exchange.editor.AT_ONCE", 0)
    monkeypatch.setattr(CoachApp, "suspend", lambda self: nullcontext())
    return line


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
async def test_a_text_is_changed_left_emptied_and_spoilt(
    example: Desk, editor: Path, size: tuple[int, int]
) -> None:
    async with opened(example, size) as k:
        await k.press("s")
        await k.put(private="Careful.")
        k.form.focus_field("private")
        await k.settle()
        editor.write_text("file.write_text(file.read_text() + ' And kind.')")
        await k.press("ctrl+e")
        assert k.form.values()["private"] == "Careful. And kind."
        editor.write_text("pass")
        await k.press("ctrl+e")
        assert k.form.values()["private"] == "Careful. And kind."
        assert "the text is as it was" in k.text
        editor.write_text("sys.exit(2)")
        await k.press("ctrl+e")
        assert "ended with status 2; nothing was changed" in " ".join(k.text.split())
        editor.write_text("file.write_text('')")
        await k.press("ctrl+e")
        assert k.form.values()["private"] == ""


@pytest.mark.parametrize("typed_before", [True, False])
async def test_what_was_typed_in_an_editor_when_the_app_died_comes_back_into_its_form(
    example: Desk, editor: Path, path: Path, typed_before: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = path.parent / "left"
    async with opened(example) as k:
        await k.press("1", "e")
        if typed_before:
            await k.put(title="Lead a large team")
        k.form.focus_field("activity")
        await k.settle()
        # the connection drops while the editor is open: what lies beside the file then is what is found
        editor.write_text(
            "file.write_text('From the editor.\\n')\nimport shutil\n"
            f"shutil.copytree({str(path.parent)!r}, {str(left)!r})\nfile.write_text('not this')"
        )
        await k.press("ctrl+e", "escape", "y")
    monkeypatch.setattr("coach_tui.store.processes.lives", lambda mark: False)
    async with opened(Desk(left / path.name, example.clock)) as k:
        assert "Left unsaved: Edit objective" in k.bottom
        await k.press("o")
        assert k.form.values()["activity"] == "From the editor."
        assert k.form.values()["title"] == ("Lead a large team" if typed_before else "Lead a project team")
        assert not list(left.glob(".coach.json.edit/*"))
        await k.press("ctrl+s")
        assert k.stored("objectives")[0]["activity"] == "From the editor."


async def test_an_editor_in_which_nothing_was_typed_leaves_no_draft(
    example: Desk, editor: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = path.parent / "left"
    async with opened(example) as k:
        await k.press("1", "e")
        k.form.focus_field("activity")
        await k.settle()
        editor.write_text(f"import shutil\nshutil.copytree({str(path.parent)!r}, {str(left)!r})")
        await k.press("ctrl+e", "escape")
    monkeypatch.setattr("coach_tui.store.processes.lives", lambda mark: False)
    async with opened(Desk(left / path.name, example.clock)) as k:
        assert "Left unsaved" not in k.bottom
        assert not list(left.glob(".coach.json.edit/*"))


async def test_a_whole_plan_that_was_in_the_editor_is_told(
    example: Desk, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = path.parent / ".coach.json.edit"
    folder.mkdir(mode=0o700)
    (folder / "plan.999999999-1.00000001.toml").write_text("typed")
    async with opened(example) as k:
        assert "a text from an editor was not taken in: it is kept in" in k.bottom


async def test_ctrl_c_at_the_question_after_the_editor_leaves_the_plan(
    example: Desk, editor: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(question: str) -> str:
        signal.raise_signal(signal.SIGINT)
        return ""

    monkeypatch.setattr("builtins.input", interrupted)
    editor.write_text(
        "text = file.read_text()\nassert 'target = 12' in text\n"
        "file.write_text(text.replace('target = 12', 'target = 8'))"
    )
    async with opened(example) as k:
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # the app has one of its own, which ends it
        await k.press("1", "E")
        signal.signal(signal.SIGINT, before)
        assert "left at the question, so nothing was changed; your text is kept in" in k.bottom
        assert k.stored("objectives")[0]["measure"][0]["target"] == 12
    (kept,) = (path.parent / ".coach.json.edit").glob("*.toml")
    assert "target = 8" in kept.read_text()


async def test_keys_that_are_no_text_are_no_answer(
    example: Desk, editor: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = iter(["\x1b", "The \x1b[Dboard\x07"])
    monkeypatch.setattr("builtins.input", lambda question: next(lines))
    editor.write_text("file.write_text(file.read_text().replace('target = 12', 'target = 8'))")
    async with opened(example) as k:
        await k.press("1", "E")
        (revision,) = k.stored("objectives")[0]["revisions"]
        assert "by" not in revision
        assert revision["reason"] == "The board"


@pytest.mark.parametrize("answer", ["y", ""])
async def test_a_booked_session_is_asked_about_before_it_moves(
    example: Desk, editor: Path, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    asked: list[str] = []
    practice = example.practice()
    (engagement,) = practice.engagements(practice.clients[0].uid)
    add(example, Session, engagement.uid, {"on": "2026-12-08", "time": "10:00"})

    def said(question: str) -> str:
        asked.append(question)
        editor.write_text("pass")  # the editor that opens again is left as it is
        return answer

    monkeypatch.setattr("builtins.input", said)
    editor.write_text("file.write_text(file.read_text().replace('on = 2026-12-08', 'on = 2026-12-09'))")
    async with opened(example) as k:
        await k.press("1", "E")
        assert asked == ["1 booked session moves: Tue 8 Dec 10:00 → Wed 9 Dec 10:00. Keep it? [y/N] "]
        assert k.stored("sessions")[-1]["on"] == ("2026-12-09" if answer else "2026-12-08")
        assert ("replaced the plan" if answer else "your text is kept in") in k.bottom
