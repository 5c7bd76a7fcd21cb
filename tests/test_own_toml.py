"""The small TOML files: what stands in their place and cannot be one is told, and nothing waits or hangs."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from coach_tui.app.theme import load_themes
from coach_tui.bounds import DEEPEST, OWN
from coach_tui.exchange.credentials import NAME, load_credentials
from coach_tui.exchange.item_sets import load_item_set
from coach_tui.exchange.planfile import read_toml
from coach_tui.own_toml import file_text, parsed
from coach_tui.plan.errors import BadInput
from coach_tui.settings import load_settings


def test_a_text_with_the_mark_of_an_editor(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"\xef\xbb\xbfgrace_days = 3\n")
    assert load_settings(path).grace_days == 3


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"\xff", "it is not UTF-8 text"),
        (b"#" * (OWN + 1), "it is larger than 1 MB"),
    ],
)
def test_what_is_no_such_text(tmp_path: Path, data: bytes, fault: str) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(data)
    with pytest.raises(BadInput, match=fault):
        file_text(path)
    path.write_bytes(data[:OWN])


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "config.toml"
    os.mkfifo(pipe)
    for path in (pipe, tmp_path):
        with pytest.raises(BadInput, match=r"no file|directory"):
            file_text(path)
        with pytest.raises(BadInput, match=r"cannot be read: "):
            load_settings(path)
    with pytest.raises(FileNotFoundError):
        file_text(tmp_path / "none")
    with pytest.raises(BadInput, match="no file can have that name"):
        file_text(Path("a\0b"))
    with pytest.raises(BadInput, match="cannot be read: it is no file"):
        load_item_set(pipe)
    os.mkfifo(tmp_path / NAME)
    load_credentials(pipe)  # a pipe is no file of the coach's own: ours is taken
    themes, faults = load_themes([tmp_path])
    assert not themes
    assert sorted(faults) == ["config.toml: it is no file", f"{NAME}: it is no file"]


HARMFUL = {
    "a key of thirty thousand parts": ".".join(["a"] * 30_000) + " = 1",
    "a table of so many": f"[{'.'.join(['a'] * 30_000)}]",
    "quoted parts": ".".join(['"a b"'] * 30_000) + " = 1",
    "with blanks": " . ".join(["a"] * 30_000) + " = 1",
    "within a table on a line": "x = {" + ".".join(["a"] * 30_000) + " = 1}",
    "nested too deep": "x = " + "[" * 50_000,
    "a number without end": "x = " + "1" * 50_000,
}


@pytest.mark.parametrize("name", HARMFUL)
def test_what_would_eat_the_memory_is_refused(name: str, tmp_path: Path) -> None:
    started = time.process_time()
    with pytest.raises(BadInput, match="not valid TOML"):
        parsed(HARMFUL[name])
    assert time.process_time() - started < 0.5
    path = tmp_path / "credentials.toml"
    path.write_text(HARMFUL[name])
    with pytest.raises(BadInput, match="not valid TOML"):
        load_credentials(tmp_path / "config.toml")
    with pytest.raises(BadInput, match="not valid TOML"):
        load_settings(path)
    with pytest.raises(BadInput, match="not valid TOML"):
        read_toml(HARMFUL[name])
    assert "not valid TOML" in load_themes([tmp_path])[1][0]


def test_prose_may_have_as_many_dots_as_it_likes() -> None:
    for text in ("He came. She went. " * 200, "." * 500, "www.example.org/a.b, " * 100, "1.5 2.5 " * 100):
        assert parsed(f"x = '{text}'") == {"x": text}
    assert parsed(".".join(["a"] * DEEPEST) + " = 1")
