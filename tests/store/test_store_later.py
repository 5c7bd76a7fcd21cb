"""The journal is left unparsed until somebody asks for it, and is never taken for an empty one."""

import json
from pathlib import Path
from typing import Any

import pytest

from coach_tui.plan.errors import DataFileError
from coach_tui.store import contents
from coach_tui.store.journal import entries
from coach_tui.store.later import Later
from coach_tui.store.seal import JOURNAL, read_seal, seal_of
from coach_tui.store.store import Store


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many bytes were parsed, one number a time."""
    sizes: list[int] = []
    parse = contents.parse

    def counted(raw: bytes) -> Any:
        sizes.append(len(raw))
        return parse(raw)

    monkeypatch.setattr(contents, "parse", counted)
    return sizes


def test_the_journal_is_parsed_when_it_is_asked_for(
    store: Store, anna: str, path: Path, parsed: list[int]
) -> None:
    whole = store.read()
    parsed.clear()
    tables = store.glance()
    place = path.read_bytes().index(JOURNAL)
    assert parsed == [place + 1]
    assert tables["clients"] == whole["clients"]
    assert len(parsed) == 1
    journal = tables["journal"]
    assert isinstance(journal, Later)
    newest = journal.newest
    assert len(parsed) == 1, "found in the text"
    assert dict(journal) == whole["journal"]
    assert (list(journal), len(journal), "1" in journal, journal["1"]) == (
        ["1"], 1, True, whole["journal"]["1"]
    )  # fmt: skip
    assert [entry.what for entry in entries(tables)] == ["added Anna"]
    assert len(parsed) == 2
    assert newest == journal.newest == journal["1"]["at"][:10]


def test_it_is_the_last_table_whatever_stood_there_before(store: Store, anna: str, path: Path) -> None:
    tables = json.loads(path.read_bytes())
    tables["of a newer version"] = {"1": {"uid": "x", "journal": {"1": {"a": '},"journal":{'}}}}
    path.write_text(json.dumps({"journal": tables.pop("journal"), **tables}))
    assert dict(store.glance()["journal"]) == store.read()["journal"]  # no seal: read in full
    with store.transaction("named her") as change:
        change.update("clients", anna, {"name": "Anne"})
    assert list(json.loads(path.read_bytes()))[-1] == "journal"
    tables = store.read()
    glanced = store.glance()
    assert isinstance(glanced["journal"], Later)
    assert {name: dict(table) for name, table in glanced.items()} == tables


def test_a_seal_that_tells_no_place_or_a_wrong_one(store: Store, anna: str, path: Path) -> None:
    whole = store.read()
    content = path.read_bytes()
    seal = read_seal(str(path)).split()
    lock = path.parent / ".coach.json.lock"
    for place in (b"", b" 0", b" -3", b" x", b" 999999", b" %d" % (int(seal[-1]) + 1), b" 1 1"):
        lock.write_bytes(seal_of(content) + b"1" + place + b"\n")
        assert {name: dict(table) for name, table in store.glance().items()} == whole, place
    inner = content.replace(b'"goal":', b'"journal":{},"goal":', 1)  # a place, but inside another table
    path.write_bytes(inner)
    lock.write_bytes(seal_of(inner) + b"1 %d\n" % inner.index(JOURNAL))
    assert dict(store.glance()["journal"]) == whole["journal"]


def test_a_journal_that_is_none_says_so(store: Store, anna: str, path: Path) -> None:
    content = path.read_bytes()
    place = content.index(JOURNAL)
    for torn in (content[: place + 20] + b"}\n", content[:place] + JOURNAL + b"[]}\n"):
        path.write_bytes(torn)
        (path.parent / ".coach.json.lock").write_bytes(seal_of(torn) + b"1 %d\n" % place)
        tables = store.glance()
        assert tables["clients"]
        with pytest.raises(DataFileError, match="coach doctor"):
            list(tables["journal"])


def test_nothing_that_writes_takes_it(store: Store, anna: str) -> None:
    with pytest.raises(TypeError):
        json.dumps(store.glance())
    orjson = pytest.importorskip("orjson")
    with pytest.raises(TypeError):
        orjson.dumps(store.glance())
