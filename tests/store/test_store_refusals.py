"""What is not a sound data file is refused in one line and never overwritten."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coach_tui.plan.errors import DataFileError
from coach_tui.store.shapes import FORMAT
from coach_tui.store.store import Store

META = f'"meta":{{"1":{{"uid":"meta","format":{FORMAT},"generation":1}}}}'


def clients(text: str) -> bytes:
    return f'{{{META},"clients":{text}}}'.encode()


def one_line(error: pytest.ExceptionInfo[DataFileError]) -> str:
    line = str(error.value)
    assert line.isprintable(), line
    return line


REFUSED = {
    "empty": (b"", "it is empty"),
    "blank": (b" \n\t\n", "nothing but blanks"),
    "truncated": (clients('{"1":{"uid":"a","na'), "line 1 column .*cut off"),
    "truncated after a value": (clients('{"1":{"uid":"a"}')[:-1], "cut off"),
    "filled with NUL": (b"\0" * 100, "NUL"),
    "NUL tail": (clients("{}") + b"\n" + b"\0" * 4096, "line 2: it holds NUL"),
    "conflict markers": (
        b"<<<<<<< ours\n" + clients("{}") + b"\n=======\n{}\n>>>>>>> theirs\n",
        "line 1: .*merge",
    ),
    "not UTF-8": (b'{\n"a": "\xff"}', "line 2: not UTF-8"),
    "UTF-16": (clients("{}").decode().encode("utf-16"), "NUL|UTF-8"),
    "duplicate key": (clients('{"1":{"uid":"a","name":"x","name":"y"}}'), "'name' stands twice"),
    "duplicate number": (clients('{"1":{"uid":"a"},"1":{"uid":"b"}}'), "'1' stands twice"),
    "duplicate table": (clients('{},"clients":{}'), "'clients' stands twice"),
    "NaN": (clients('{"1":{"uid":"a","n":NaN}}'), "NaN"),
    "Infinity": (clients('{"1":{"uid":"a","n":-Infinity}}'), "Infinity"),
    "1e999": (clients('{"1":{"uid":"a","n":1e999}}'), "1e999 is too large"),
    "-1e999": (clients('{"1":{"uid":"a","n":-1e999}}'), "too large"),
    "5,000 digits": (clients('{"1":{"uid":"a","n":%s}}' % ("9" * 5000)), "9… is too large"),
    "65 bits": (clients('{"1":{"uid":"a","n":18446744073709551616}}'), "too large"),
    "deep": (clients('{"1":{"uid":"a","n":%s}}' % ("[" * 100_000 + "]" * 100_000)), "nested too deeply"),
    "rather deep": (clients('{"1":{"uid":"a","n":%s}}' % ('{"a":' * 200 + "1" + "}" * 200)), "too deeply"),
    "a list": (b"[]", "not a coach-tui file"),
    "a text": (b'"x"', "not a coach-tui file"),
    "a number": (b"5", "not a coach-tui file"),
    "an empty object": (b"{}", "not a coach-tui file"),
    "somebody else's": (b'{"_default":{"1":{"type":"apple"}}}', "not a coach-tui file"),
    "a meta of others": (b'{"meta":{"version":"5"}}', "not a coach-tui file"),
    "a table is a list": (clients("[]"), "'clients' is not a table"),
    "an unknown table is a text": (clients('{},"x\\u001b":"y"'), "is not a table"),
    "a record is a list": (clients('{"1":[]}'), "clients 1: not a record"),
    "a number is a name": (clients('{"one":{"uid":"a"}}'), "'one' is not a record's number"),
    "a number with a zero": (clients('{"01":{"uid":"a"}}'), "'01' is not"),
    "a negative number": (clients('{"-1":{"uid":"a"}}'), "'-1' is not"),
    "an Arabic number": (clients('{"\u0661":{"uid":"a"}}'), "is not a record's number"),
    "a number without end": (clients('{"%s":{"uid":"a"}}' % ("1" * 30)), "is not a record's number"),
    "no uid": (clients('{"3":{"name":"x"}}'), "clients 3: it has no uid"),
    "an empty uid": (clients('{"3":{"uid":""}}'), "no uid"),
    "a uid twice": (clients('{"1":{"uid":"a"},"2":{"uid":"a"}}'), "clients 2: its uid 'a' stands twice"),
    "a lone surrogate": (clients('{"1":{"uid":"a","n":"\\ud83d"}}'), "lone surrogate"),
    "breaks a rule": (clients('{"1":{"uid":"a","name":5}}'), "clients 1: the name is not text"),
    "journal": (clients('{},"journal":{"1":{"uid":"a","state":"done"}}'), "journal 1"),
    "journal state": (
        clients('{},"journal":{"1":{"uid":"a","at":"","what":"","state":"x","ops":[]}}'),
        "not a journal entry",
    ),
    "journal text": (
        clients('{},"journal":{"1":{"uid":"a","at":5,"what":"","state":"done","ops":[]}}'),
        "'at' is not text",
    ),
    "journal op": (
        clients('{},"journal":{"1":{"uid":"a","at":"","what":"","state":"done","ops":[{"table":"x"}]}}'),
        "changes are not",
    ),
    "newer": (b'{"meta":{"1":{"uid":"meta","format":99}}}', "newer coach-tui.*update"),
    "too old": (b'{"meta":{"1":{"uid":"meta","format":0}}}', "too old"),
    "format is a text": (b'{"meta":{"1":{"uid":"meta","format":"1"}}}', "the format is not"),
    "no format": (b'{"meta":{"1":{"uid":"meta"}}}', "the format is not"),
    "format is true": (b'{"meta":{"1":{"uid":"meta","format":true}}}', "the format is not"),
    "generation": (
        b'{"meta":{"1":{"uid":"meta","format":%d,"generation":-1}}}' % FORMAT,
        "the generation is not",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused_in_one_line_and_never_overwritten(
    store: Store, put: Callable[[Any], None], path: Path, case: str
) -> None:
    content, reason = REFUSED[case]
    put(content)
    with pytest.raises(DataFileError, match=reason) as error:
        store.read()
    assert one_line(error).startswith(str(path))
    with pytest.raises(DataFileError, match=reason), store.transaction("x") as change:
        change.insert("clients", {"name": "Anna"})
    for act in (store.undo, store.redo):
        with pytest.raises(DataFileError, match=reason):
            act()
    assert path.read_bytes() == content
    assert sorted(item.name for item in path.parent.iterdir()) == ["coach.json"]
    assert len(store.doctor()) >= 1


def test_a_false_seal_does_not_hide_damage(store: Store, anna: str, path: Path) -> None:
    from coach_tui.store.seal import seal_of

    for case in ("truncated", "a list", "a number is a name", "newer"):
        content, reason = REFUSED[case]
        path.write_bytes(content)
        (path.parent / ".coach.json.lock").write_bytes(seal_of(content) + b"5\n")
        if case == "a number is a name":  # nobody of ours can have sealed it: no need to tell, but no crash
            store.read()
            continue
        with pytest.raises(DataFileError, match=reason):
            store.read()


def test_a_byte_order_mark_is_taken(store: Store, put: Callable[[Any], None]) -> None:
    put(b"\xef\xbb\xbf" + clients('{"1":{"uid":"a","name":"Jos\\u00e9"}}'))
    assert store.read()["clients"]["1"]["name"] == "José"


def test_whole_pairs_of_surrogates_are_text(store: Store, put: Callable[[Any], None]) -> None:
    put(clients('{"1":{"uid":"a","name":"\\ud83d\\ude00","x":[{"y":"\\ud83d\\ude00"}]}}'))
    assert store.read()["clients"]["1"]["name"] == "😀"


def test_damage_names_the_newest_backup_that_can_be_read(store: Store, anna: str, path: Path) -> None:
    good = store.backup("one")
    with store.transaction("renamed") as change:  # two of one state would be one file
        change.update("clients", anna, {"name": "Anna B."})
    bad = store.backup("two")
    assert good is not None
    assert bad is not None
    assert [one for one in store.backups() if "daily" not in one.name] == [bad, good]
    bad.write_bytes(b"{")
    path.write_bytes(b"{")
    with pytest.raises(DataFileError, match="damaged") as error:
        store.read()
    newest = next(one for one in store.backups() if one != bad)
    assert one_line(error).endswith(f"restore with: cp {newest} {path}")


def test_damage_without_a_backup_says_so(store: Store, put: Callable[[Any], None]) -> None:
    put(b"{")
    with pytest.raises(DataFileError, match="no backup of it can be read"):
        store.read()


def test_what_is_no_file_is_refused(make_store: Callable[..., Store], tmp_path: Path) -> None:
    folder, fifo, loop = tmp_path / "folder", tmp_path / "fifo", tmp_path / "loop"
    folder.mkdir()
    os.mkfifo(fifo)
    loop.symlink_to(loop)
    below = tmp_path / "file"
    below.write_text("x")
    for path, reason in (
        (folder, "a folder"),
        (fifo, "pipe"),
        (Path("/dev/null"), "device"),
        (loop, "loop"),
        (below / "coach.json", "not a folder"),
        (tmp_path / ("x" * 300), "too long"),
        (Path("a\0b"), "no file can have that name"),
    ):
        store = make_store(path=path)
        with pytest.raises(DataFileError, match=reason) as error:
            store.read()
        one_line(error)
        if path != Path("a\0b"):
            assert store.signature() is None or path.exists()
    for path in (folder, fifo, loop, below / "coach.json"):
        with pytest.raises(DataFileError) as error, make_store(path=path).transaction("x") as change:
            change.insert("clients", {"name": "Anna"})
        one_line(error)
    assert sorted(item.name for item in folder.iterdir()) == []


def test_control_characters_in_a_name_do_not_reach_the_terminal(
    make_store: Callable[..., Store], tmp_path: Path
) -> None:
    path = tmp_path / "a\x1b]0;x\x07\n\u202eb.json"
    path.write_text("{")
    with pytest.raises(DataFileError, match=r"a\\x1b\]0;x\\x07\\n\\u202eb.json is damaged") as error:
        make_store(path=path).read()
    one_line(error)


def test_what_the_system_refuses_is_said(store: Store, anna: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> int:
        raise PermissionError(13, "no")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(DataFileError, match="cannot be read: permission denied") as error:
        store.read()
    one_line(error)


def test_a_sealed_file_skips_the_full_check_and_an_edited_one_does_not(
    make_store: Callable[..., Store], store: Store, anna: str, path: Path
) -> None:
    seen = []
    watching = make_store(check_record=lambda table, record: seen.append(table))
    watching.read()
    assert seen == []
    path.write_bytes(path.read_bytes() + b"\n")
    watching.read()
    assert seen == ["clients"]
    with watching.transaction("x") as change:
        change.insert("wins", {"text": "x"})
    seen.clear()
    assert json.loads(path.read_text()) == watching.read()
    assert seen == []


def test_collecting_garbage_goes_on_after_a_read(store: Store, anna: str) -> None:
    import gc

    assert gc.isenabled()
    store.read()
    assert gc.isenabled()
    gc.disable()
    try:
        store.read()
        assert not gc.isenabled()
    finally:
        gc.enable()
