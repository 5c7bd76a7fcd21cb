"""One long text in the coach's own editor: taken, left, emptied, spoilt, and an editor that is not there."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from coach_tui.exchange.editor import edit_text, texts_folder
from coach_tui.plan.errors import BadInput


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "coach.json"


def editor(tmp_path: Path, line: str) -> dict[str, str]:
    """An editor that does one line of Python with `file`."""
    script = tmp_path / "editor.py"
    script.write_text(f"import sys, os\nfrom pathlib import Path\nfile = Path(sys.argv[-1])\n{line}\n")
    return {"EDITOR": f"{sys.executable} {script}"}


def left(data: Path) -> list[Path]:
    folder = Path(texts_folder(data))
    return sorted(folder.iterdir()) if folder.exists() else []


@pytest.mark.parametrize(
    ("before", "line", "after"),
    [
        ("a", "file.write_text('b\\n')", "b"),
        ("a\n", "file.write_text('a\\nb\\n')", "a\nb\n"),
        ("", "file.write_text('new')", "new"),
        ("a", "file.write_text('')", ""),
        ("a\nb", "file.write_text('\\n')", ""),
        ("a", "pass", None),
        ("", "pass", None),
        ("a", "file.write_text('ä', encoding='utf-8-sig')", "ä"),
    ],
)
def test_what_comes_back(data: Path, tmp_path: Path, before: str, line: str, after: str | None) -> None:
    assert edit_text(data, editor(tmp_path, line), before) == after
    assert left(data) == []


@pytest.mark.parametrize(
    ("env", "said"),
    [
        ({"EDITOR": "false"}, "ended with status 1; nothing was changed"),
        ({"EDITOR": "/no/such/editor"}, "cannot be run: No such file"),
        ({"VISUAL": "'", "EDITOR": "true"}, "is no command"),
        ({"EDITOR": "   "}, "is no command"),
    ],
)
def test_an_editor_that_is_none_leaves_nothing_behind(data: Path, env: dict[str, str], said: str) -> None:
    with pytest.raises(BadInput, match=said) as caught:
        edit_text(data, env, "private")
    assert "\n" not in str(caught.value)
    assert left(data) == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("file.write_text('typed'); sys.exit(3)", "ended with status 3"),
        ("file.write_text('typed'); os.kill(os.getpid(), 9)", "ended with status -9"),
        ("file.write_bytes(b'typed\\xff')", "save it as UTF-8"),
    ],
)
def test_what_was_typed_is_kept_when_the_editor_fails(
    data: Path, tmp_path: Path, line: str, said: str
) -> None:
    with pytest.raises(BadInput, match=said) as caught:
        edit_text(data, editor(tmp_path, line), "private")
    (kept,) = left(data)
    assert str(caught.value).endswith(f"your text is kept in {kept}")
    assert kept.read_bytes().startswith(b"typed")
    assert kept.stat().st_mode & 0o777 == 0o600


def test_a_file_that_the_editor_took_away(data: Path, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be read back"):
        edit_text(data, editor(tmp_path, "file.unlink()"), "private")
    assert left(data) == []
