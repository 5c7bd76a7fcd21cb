"""`coach export csv`: a private folder of tables, nothing replaced unasked."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def test_a_folder_of_tables(coach: Any, tmp_path: Path) -> None:
    folder = tmp_path / "out" / "tables"
    said = coach.ok("export", "csv", "-o", str(folder))
    assert said.startswith("Wrote ")
    assert folder.stat().st_mode & 0o777 == 0o700
    files = {path.name: path for path in folder.iterdir()}
    assert {"clients.csv", "objectives.csv", "objectives.measure.csv", "history.csv"} <= set(files)
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in files.values())
    assert files["clients.csv"].read_bytes().startswith(b"\xef\xbb\xbfid,")
    assert "holds an export already" in coach.refused("export", "csv", "-o", str(folder))
    stale = folder / "rounds.csv"
    stale.write_text("old")
    (folder / "mine.csv").write_text("my own")
    coach.ok("export", "csv", "-o", str(folder), "--force", "--client", "anna")
    assert (folder / "mine.csv").read_text() == "my own"
    assert not stale.exists() or stale.read_text() != "old"


def test_refused(coach: Any, tmp_path: Path) -> None:
    assert "name a folder" in coach.refused("export", "csv")
    assert "name a folder" in coach.refused("export", "csv", "-o", "-")
    (tmp_path / "file").write_text("x")
    assert "is no folder" in coach.refused("export", "csv", "-o", str(tmp_path / "file"))
    assert "no client matches" in coach.refused("export", "csv", "-o", str(tmp_path / "a"), "--client", "bob")
    assert not (tmp_path / "a").exists()
