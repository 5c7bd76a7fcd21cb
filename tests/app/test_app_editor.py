"""A field's text in $EDITOR, from the form and back."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path

import pytest

from coach_tui.app.app import CoachApp
from coach_tui.changes.desk import Desk
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
