"""Paths, uids, messages, and what a mere read may import."""

import subprocess
import sys
from pathlib import Path

import pytest

from coach_tui.store import ids
from coach_tui.store.names import advice, quoted, shown
from coach_tui.store.paths import config_path, data_path
from coach_tui.store.store import Store


def test_the_data_file_is_named_by_option_environment_or_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    env = {"COACH_DATA": "/e/plans.json", "HOME": "/home/x"}
    assert data_path(env, "here.json") == Path("here.json")
    assert data_path(env, None) == Path("/e/plans.json")
    assert data_path({"COACH_DATA": "~/p.json", "HOME": "/home/x"}) == Path("/home/x/p.json")
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    monkeypatch.setenv("XDG_CONFIG_HOME", "/config")
    for env in ({}, {"COACH_DATA": "", "COACH_CONFIG": ""}):
        assert data_path(env, "").parts[-2:] == ("coach-tui", "coach.json")
        assert config_path(env).parts[-2:] == ("coach-tui", "config.toml")
    assert config_path({"COACH_CONFIG": "/e/c.toml"}) == Path("/e/c.toml")


def test_uids_are_uuids_that_rise(monkeypatch: pytest.MonkeyPatch) -> None:
    import uuid

    made = [ids.new_uid() for _ in range(5000)]
    assert made == sorted(set(made))
    monkeypatch.setattr("coach_tui.store.ids.time.time_ns", lambda: 0)  # the clock is set back
    made += [ids.new_uid() for _ in range(5000)]
    assert made == sorted(set(made))
    parsed = uuid.UUID(made[-1])
    assert (str(parsed), parsed.version, parsed.variant) == (made[-1], 7, uuid.RFC_4122)


def test_names_in_messages() -> None:
    assert shown(Path("/ü/a b.json")) == "/ü/a b.json"
    assert shown("a\n\x1b\udc80\u202e") == r"a\n\x1b\udc80\u202e"
    assert quoted("/a b") == "'/a b'"
    assert advice(OSError("odd")) == "odd"
    assert advice(OSError(17, "")) == "File exists"


HEAVY = [
    "tinydb",
    "orjson",
    "uuid",
    "tempfile",
    "shutil",
    "dataclasses",
    "typing",
    "contextlib",
    "platformdirs",
]


def test_a_mere_read_imports_little(store: Store, anna: str, path: Path) -> None:
    program = f"""
import sys
before = set(sys.modules)
from coach_tui.store import ids, journal, paths, store
from datetime import datetime
tables = store.Store(paths.data_path({{"COACH_DATA": {str(path)!r}}}), now=datetime.now).read()
journal.entries(tables), ids.new_uid()
print(*sorted(name for name in {HEAVY!r} if name in sys.modules and name not in before))
print(sum(name.startswith("coach_tui.store.checking") for name in sys.modules))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["", "0"]
