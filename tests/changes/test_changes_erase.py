"""Erasing a client: no byte is left in any file of the data folder, and everybody else stays as they are."""

from __future__ import annotations

import base64
import json
import re
import zlib
from datetime import date
from pathlib import Path

import pytest

from coach_tui.changes.clients import begin_plan, delete_client, edit_client
from coach_tui.changes.desk import Desk
from coach_tui.changes.erase import WHAT, erase_client, keep_until, still_named
from coach_tui.changes.records import add
from coach_tui.changes.time_off import add_holiday, delete_holiday
from coach_tui.changes.undo import history, undo
from coach_tui.clock import Clock
from coach_tui.plan.contact import Win
from coach_tui.plan.errors import BadInput
from coach_tui.plan.round import Rater, Response, Round
from coach_tui.plan.schema import NOUNS
from coach_tui.plan.session import Session
from coach_tui.plan.text import slug
from coach_tui.store.beside import sidecar
from coach_tui.store.drafts import save_drafts
from tests.kept import put_demo

TODAY = date(2026, 11, 24)
NAME, FORMER, MAIL, PLANTED = "Anna Quürk-Östberg", "Anna Vorher", "anna@quurk.example", "PLANTED ⊕ TEXT"


def traces(folder: Path, *wanted: str) -> set[str]:
    """The files in which a text is found: as it is, escaped, or packed within a sealed text."""
    found = set()
    for path in folder.rglob("*"):
        if not path.is_file() or path.is_symlink():
            continue
        data = path.read_bytes()
        texts = [data.decode("utf-8", "replace"), path.name]
        texts.append(re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), texts[0]))
        for packed in re.findall(rb"[A-Za-z0-9+/=\n]{40,}", data):
            try:
                plain = base64.b64decode(b"".join(packed.split()))
                texts += [plain.decode("utf-8", "replace"), zlib.decompress(plain).decode("utf-8", "replace")]
            except (ValueError, zlib.error):
                continue
        if any(one.casefold() in text.casefold() for one in wanted for text in texts):
            found.add(path.name)
    return found


class Moving(Clock):
    """A clock whose day can be set."""

    day = TODAY

    def today(self) -> date:
        return self.day


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The made-up practice, and among it Anna, with a past of every kind."""
    clock = Moving(TODAY)
    desk = Desk(tmp_path / "data" / "coach.json", clock)
    put_demo(desk)
    first = begin_plan(desk, {"name": NAME, "notes": PLANTED})
    delete_client(desk, first)  # begun anew under another id; the journal and a backup know the first
    uid = begin_plan(desk, {"name": FORMER, "email": MAIL, "notes": PLANTED}, None, {"title": PLANTED})
    edit_client(desk, uid, {"name": NAME})
    engagement = desk.practice().current(uid)
    assert engagement is not None
    plan = engagement.uid
    gone = add(desk, Session, plan, {"on": "2026-11-01", "private": PLANTED})
    add(desk, Win, plan, {"on": "2026-11-02", "text": PLANTED})
    asked = add(desk, Round, plan, {"title": "360", "items": ["Listens"], "questions": ["More?"]})
    add(desk, Rater, plan, {"round": asked, "name": f"Boss of {NAME}", "group": "manager"})
    add(desk, Response, plan, {"round": asked, "group": "peer", "comments": {"More?": PLANTED}})
    from coach_tui.changes.records import delete

    delete(desk, Session, gone)
    desk.store.backup("by hand")
    undo(desk)
    return desk


def client_of(desk: Desk, name: str = NAME) -> str:
    return desk.practice().client_named(name).uid


def content(desk: Desk, without: str) -> dict[str, list[object]]:
    """All records of everybody else."""
    practice = desk.practice()
    plans = {engagement.uid for engagement in practice.engagements(without)}
    return {
        table: [
            r
            for r in practice.tables[table].values()
            if not {r["uid"], r.get("plan"), r.get("client")} & {without, *plans}
        ]
        for table in NOUNS
    }


def test_no_byte_is_left_and_everybody_else_stays(desk: Desk) -> None:
    folder = desk.store.path.parent
    uid = client_of(desk)
    save_drafts(
        desk.store.path,
        [
            {"draft_key": "", "title": "a line", "values": {"text": PLANTED}},
            {"draft_key": json.dumps({"form": "line"}), "title": f"a win of {NAME}", "values": {}},
            {
                "draft_key": json.dumps({"form": "line"}),
                "title": "a win of Tom Okafor",
                "values": {"text": "x"},
            },
            {"draft_key": json.dumps({"form": "record", "uid": uid}), "values": {"notes": PLANTED}},
        ],
    )
    edits = Path(sidecar(str(desk.store.path), "edit"))
    edits.mkdir(mode=0o700)
    (edits / "plan.1-1.00000000.toml").write_text(f'[client]\nname = "{NAME}"\n', "utf-8")
    (edits / "plan.1-1.00000001.txt").write_text(PLANTED, "utf-8")
    (edits / "plan.1-1.00000002.toml").write_text('[client]\nname = "Tom Okafor"\n', "utf-8")
    (folder / "backups" / ".coach.json.20261120T101010.daily.json.999999-1.0123abcd.tmp").write_text(PLANTED)
    (folder / ".coach.json.999999-1.0123abcd.tmp").write_text(PLANTED)
    reports = folder / "reports"
    reports.mkdir(mode=0o700)
    theirs = (slug(NAME), slug(FORMER))
    for number, who in enumerate(theirs):
        (reports / f"{who}-client-2026-11-0{number + 1}.html").write_text(NAME, "utf-8")
        (reports / f"{who}-week-2026-11-24-2.pdf").write_text("packed")
        (folder / "forms").mkdir(exist_ok=True, mode=0o700)
        (folder / "forms" / f"{who}-checkin-2026-11-24.eml").write_text(f"To: {MAIL}")
    mine = {
        f"{theirs[0]}-lund-client-2026-11-24.md",
        f"{theirs[0]}-notes.md",
        "tom-okafor-coach-2026-11-24.md",
    }
    for name in mine:
        (reports / name).write_text("about others")
    assert len(traces(folder, NAME, MAIL, PLANTED, FORMER)) >= 7
    stays = content(desk, uid)
    copies = len(desk.store.backups())
    erased = erase_client(desk, uid, NAME)
    assert traces(folder, NAME, MAIL, PLANTED, FORMER, "Quürk", uid) == set()
    assert not [path for who in theirs for path in reports.glob(f"{who}-*-2*") if path.name not in mine]
    assert {table: list(desk.practice().tables[table].values()) for table in NOUNS} == stays
    assert (erased.removed, erased.texts, len(desk.store.backups())) == ([], 11, copies)
    assert {path.name for path in reports.iterdir()} == mine
    assert erased.backups == copies
    assert next(entry.what for entry in history(desk)) == WHAT
    assert any("Tom" in path.read_text() for path in edits.iterdir())
    assert "Tom Okafor" in "".join(path.read_text() for path in folder.glob(".*drafts*"))
    assert desk.store.doctor() == []
    for backup in desk.store.backups():
        assert backup.stat().st_mode & 0o777 == 0o600


def test_nothing_takes_it_back(desk: Desk) -> None:
    uid = client_of(desk)
    erase_client(desk, uid, NAME)
    try:
        while True:
            undo(desk)
            assert traces(desk.store.path.parent, NAME, PLANTED) == set()
    except BadInput:
        pass
    assert desk.practice().client(uid) is None


def test_the_name_must_be_typed_and_the_client_there(desk: Desk) -> None:
    uid, before = client_of(desk), desk.store.path.read_bytes()
    for typed in ("", "anna", NAME.lower(), "Tom Okafor"):
        with pytest.raises(BadInput, match="not the name"):
            erase_client(desk, uid, typed)
    assert desk.store.path.read_bytes() == before
    erase_client(desk, uid, f" {NAME} ")
    with pytest.raises(BadInput, match="no longer"):
        erase_client(desk, uid, NAME)


def test_somebody_who_had_the_name_before_stays(desk: Desk) -> None:
    """Another client was once called the same: the copies of then keep that one."""
    edit_client(desk, client_of(desk), {"name": "Anna Nachher"})
    edit_client(desk, client_of(desk, "Tom"), {"name": NAME})
    desk.store.backup("by hand")
    edit_client(desk, client_of(desk), {"name": "Tom Okafor"})
    edit_client(desk, client_of(desk, "Anna Nachher"), {"name": NAME})
    tom = client_of(desk, "Tom")
    erase_client(desk, client_of(desk), NAME)
    newest = json.loads(desk.store.backups()[0].read_text("utf-8"))
    assert tom in {record["uid"] for record in newest["clients"].values()}


def test_where_the_name_still_stands_is_told(desk: Desk) -> None:
    edit_client(desk, client_of(desk, "Tom"), {"notes": f"Sent by {NAME}."})
    erase_client(desk, client_of(desk), NAME)
    assert still_named(desk.practice(), NAME) == ["Tom Okafor"]


def test_how_long_data_is_kept(desk: Desk) -> None:
    uid = client_of(desk, "Tom")
    entry = keep_until(desk, uid, "2029-01-31", "asked for it")
    assert entry is not None
    assert (entry.why, entry.client) == ("asked for it", uid)
    client = desk.practice().client(uid)
    assert client is not None
    assert client.raw["retention_on"] == "2029-01-31"
    for day in ("2026-11-24", "2020-01-01"):
        with pytest.raises(BadInput):
            keep_until(desk, uid, day)
    keep_until(desk, uid, None)
    client = desk.practice().client(uid)
    assert client is not None
    assert "retention_on" not in client.raw


def test_the_report_of_a_short_name_goes_too(desk: Desk) -> None:
    uid = begin_plan(desk, {"name": "Li"})
    folder = desk.store.path.parent / "reports"
    folder.mkdir()
    (folder / "li-client-2026-11-24.md").write_text("Li")
    (folder / "lise-client-2026-11-24.md").write_text("Lise")
    save_drafts(desk.store.path, [{"draft_key": "x", "title": "about a client", "values": {}}])
    assert erase_client(desk, uid, "Li").texts == 1
    assert [path.name for path in folder.iterdir()] == ["lise-client-2026-11-24.md"]


def test_holidays_name_nobody_afterwards(desk: Desk) -> None:
    """In the file, the journal, the backups and what undo brings back."""
    desk.store.backup("by hand")
    add_holiday(desk, "2026-12-20", "2026-12-21", f"{NAME}'s wedding")
    uid = add_holiday(desk, "2027-01-20", "2027-01-21", f"to {FORMER}, {MAIL}")
    add_holiday(desk, "2027-02-20", "2027-02-21", "Anna and skiing, tel. 089 1234567")
    delete_holiday(desk, uid)
    desk.store.backup("by hand")
    erased = erase_client(desk, client_of(desk), NAME)
    assert erased.reworded == 2
    reasons = [one.reason for one in desk.practice().holidays]
    assert reasons == ["a client's wedding", "Anna and skiing, tel. 089 1234567"]
    assert traces(desk.store.path.parent, NAME, FORMER, MAIL, "Quürk") == set()
    assert desk.store.doctor() == []


def test_a_name_that_is_part_of_a_word_stays(desk: Desk) -> None:
    uid = begin_plan(desk, {"name": "Li"})
    add_holiday(desk, "2026-12-20", "2026-12-21", "Lisbon")
    assert erase_client(desk, uid, "Li").reworded == 0
    assert [one.reason for one in desk.practice().holidays] == ["Lisbon"]
