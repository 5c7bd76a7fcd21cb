"""One long text in the coach's own editor: taken, left, emptied, spoilt, and an editor that is not there."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from coach_tui.exchange.editor import edit_text
from coach_tui.exchange.texts import sweep_texts, texts_folder
from coach_tui.plan.errors import BadInput
from coach_tui.store import processes


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("coach_tui.exchange.editor.AT_ONCE", 0)
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
    told: list[str] = []
    assert edit_text(data, editor(tmp_path, line), before, told.append) == after
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
        edit_text(data, env, "private", print)
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
        edit_text(data, editor(tmp_path, line), "private", print)
    (kept,) = left(data)
    assert str(caught.value).endswith(f"your text is kept in {kept}")
    assert kept.read_bytes().startswith(b"typed")
    assert kept.stat().st_mode & 0o777 == 0o600


def test_a_file_that_the_editor_took_away(data: Path, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be read back"):
        edit_text(data, editor(tmp_path, "file.unlink()"), "private", print)
    assert left(data) == []


def test_an_editor_that_does_not_wait_is_told_and_what_is_typed_later_is_found(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coach_tui.exchange.editor.AT_ONCE", 60)
    told: list[str] = []
    assert edit_text(data, editor(tmp_path, "pass"), "private", told.append) is None
    assert told == [
        "the editor came back at once; if it does not wait, set $EDITOR to one that does: code --wait"
    ]
    (file,) = left(data)
    monkeypatch.setattr(processes, "lives", lambda mark: False)
    file.write_text("typed later")
    assert sweep_texts(data) == [str(file)]
    file.write_text("private")
    assert sweep_texts(data) == []
    assert left(data) == []


def test_the_same_text_again_beside_one_that_was_given_up(data: Path, tmp_path: Path) -> None:
    for number in range(1, 6):
        with pytest.raises(BadInput, match="your text is kept in"):
            edit_text(data, editor(tmp_path, "file.write_text('typed'); sys.exit(1)"), "private", print)
        assert len(left(data)) == number
    assert edit_text(data, editor(tmp_path, "file.write_text('b')"), "private", print) == "b"
    assert len(left(data)) == 5  # only its own went
