"""What others make of our calendars: calcurse and khal read them, a CalDAV server carries them back."""

from __future__ import annotations

import os
import pty
import select
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.util import find_spec
from pathlib import Path

import pytest

from coach_tui.changes.calendar import accept_calendar
from coach_tui.changes.desk import Desk
from coach_tui.clock import Clock
from coach_tui.exchange.ics_out import write_ics
from coach_tui.exchange.vdir import read_folder, write_folder
from coach_tui.plan.calendar_changes import compare
from coach_tui.plan.calendar_items import items
from coach_tui.plan.days import events_between
from tests.kept import put_demo

TODAY = date(2026, 11, 24)
FIRST, DAYS = date(2026, 10, 1), 120
MOVE = [("[u]rl:", "t\n"), ("range [", "2026-12-08 2026-12-08\n"), ("[u]rl:", "q\n")]
"""What khal asks, and what it is told, to move an event."""
LAST = FIRST + timedelta(days=DAYS - 1)


def needs(*programs: str) -> pytest.MarkDecorator:
    missing = [name for name in programs if shutil.which(name) is None]
    return pytest.mark.skipif(bool(missing), reason=f"{', '.join(missing)} is not there to read calendars")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The demo's ten clients."""
    desk = Desk(tmp_path_factory.mktemp("demo") / "coach.json", Clock(TODAY))
    put_demo(desk)
    return desk


def run(*argv: str, **env: str) -> str:
    done = subprocess.run(
        argv, env={**os.environ, "LC_ALL": "C.UTF-8", **env}, capture_output=True, text=True, timeout=100
    )
    assert done.returncode == 0, (argv, done.stdout, done.stderr)
    return done.stdout


def ours(desk: Desk) -> list[tuple[str, str]]:
    """Days and titles of the months looked at."""
    found = items(desk.practice())
    return sorted((str(i.when.day), i.title) for i in found if FIRST <= i.when.day <= LAST)


def test_the_calendar_of_the_app_has_the_same_days(desk: Desk) -> None:
    shown = events_between(desk.practice(), FIRST, LAST, TODAY)
    assert sorted(str(event.day) for event in shown) == [day for day, _ in ours(desk)]


def khal_of(place: Path, folder: Path) -> list[str]:
    """khal on a folder of ours; returns the beginning of its command line."""
    config = place / "khal.conf"
    config.write_text(
        f"[calendars]\n[[coaching]]\npath = {folder}\n[sqlite]\npath = {place}/khal.db\n"
        "[locale]\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
        "local_timezone = Europe/Berlin\ndefault_timezone = Europe/Berlin\n"
    )
    return ["khal", "-c", str(config)]


@needs("khal")
def test_khal_shows_what_we_have(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "calendar"
    write_folder(str(folder), desk.practice(), TODAY, alarm=60)
    khal = khal_of(tmp_path, folder)
    form = ["--day-format", "", "--format", "{start-date}|{start-time}|{title}"]
    out = run(*khal, "list", *form, FIRST.isoformat(), f"{DAYS}d", HOME=str(tmp_path))
    told = [line.split("|") for line in out.splitlines()]
    assert sorted((day, title) for day, _, title in told) == ours(desk)
    timed = {(str(i.when.day), i.when.time, i.title) for i in items(desk.practice()) if i.when.time}
    assert {tuple(line) for line in told if line[1]} == {one for one in timed if one[0] >= FIRST.isoformat()}
    assert compare(desk.practice(), read_folder(str(folder)).there, TODAY) == ([], [], [], [], 0, {})


@needs("khal")
def test_an_event_edited_in_khal_comes_back(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "calendar"
    write_folder(str(folder), desk.practice(), TODAY)
    khal = khal_of(tmp_path, folder)
    (item,) = [i for i in items(desk.practice()) if "First aisle" in i.title]
    edit_in_terminal([*khal, "edit", "--show-past", "First aisle"], MOVE, tmp_path)
    (proposal,) = compare(desk.practice(), read_folder(str(folder)).there, TODAY).proposals
    assert (proposal.item.uid, str(proposal.to), proposal.done) == (item.uid, "2026-12-08", False)


def edit_in_terminal(argv: list[str], answers: list[tuple[str, str]], home: Path) -> None:
    """Answers a program's questions in a pseudo-terminal."""
    child, terminal = pty.fork()
    if child == 0:
        env = {**os.environ, "HOME": str(home), "LC_ALL": "C.UTF-8", "TERM": "xterm"}
        os.execvpe(argv[0], argv, env)
    end = time.monotonic() + 20
    seen, asked = b"", 0
    left = list(answers)
    while time.monotonic() < end:
        if not select.select([terminal], [], [], 0.2)[0]:
            continue
        try:
            seen += os.read(terminal, 65536)
        except OSError:
            break
        if left and left[0][0].encode() in seen[asked:]:
            asked = len(seen)
            os.write(terminal, left.pop(0)[1].encode())
    else:
        os.kill(child, signal.SIGKILL)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    os.close(terminal)
    assert status == 0, seen.decode("utf-8", "replace")


@needs("calcurse")
def test_calcurse_takes_our_file_in(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "plan.ics"
    path.write_bytes(write_ics(items(desk.practice()), 60))
    calcurse = ["calcurse", "-C", str(tmp_path / "c"), "-D", str(tmp_path / "c")]
    (tmp_path / "c").mkdir()
    out = run(*calcurse, "-i", str(path), HOME=str(tmp_path))
    assert "0 skipped" in out
    told = []
    for number in range(DAYS):
        day = FIRST + timedelta(days=number)
        if any(on == str(day) for on, _ in ours(desk)):
            lines = run(
                *calcurse,
                "-Q",
                "--from",
                f"{day:%m/%d/%Y}",
                "--days",
                "1",
                "--input-datefmt",
                "1",
                "--format-apt",
                "%m\n",
                "--format-event",
                "%m\n",
                HOME=str(tmp_path),
            ).splitlines()
            told += [(str(day), line) for line in lines if line and not line.endswith(":")]
    assert sorted(told) == ours(desk)


@pytest.fixture
def radicale(tmp_path: Path) -> Iterator[str]:
    """A CalDAV server on a free port of this machine; its address."""
    program = shutil.which("radicale")
    if program is None and find_spec("radicale") is None:
        pytest.skip("radicale is not there to carry calendars")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    begin = [program] if program else [sys.executable, "-m", "radicale"]
    options = ["--server-hosts", f"127.0.0.1:{port}", "--auth-type", "none"]
    store = ["--storage-filesystem-folder", str(tmp_path / "server"), "--config", ""]
    server = subprocess.Popen(
        [*begin, *options, *store], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        end = time.monotonic() + 30
        while time.monotonic() < end:
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        else:
            pytest.fail("radicale does not answer")
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(20)


def synced(place: Path, name: str, folder: Path, address: str) -> list[str]:
    """vdirsyncer between a folder and the server; returns the command that carries both ways."""
    folder.mkdir(mode=0o700, exist_ok=True)
    config = place / f"{name}.conf"
    config.write_text(
        f'[general]\nstatus_path = "{place}/{name}-status/"\n[pair p]\na = "here"\nb = "there"\n'
        f'collections = null\n[storage here]\ntype = "filesystem"\npath = "{folder}"\nfileext = ".ics"\n'
        f'[storage there]\ntype = "caldav"\nurl = "{address}coach/plans/"\n'
        'username = "coach"\npassword = "x"\n'
    )
    return ["vdirsyncer", "-c", str(config)]


@pytest.mark.slow
@needs("vdirsyncer", "khal")
def test_a_date_moved_on_another_machine_comes_back_by_caldav(
    desk: Desk, tmp_path: Path, radicale: str
) -> None:
    home = str(tmp_path)
    make = urllib.request.Request(
        f"{radicale}coach/plans/",
        method="MKCALENDAR",
        headers={"Authorization": "Basic Y29hY2g6eA=="},
    )
    with urllib.request.urlopen(make, timeout=20) as answer:
        assert answer.status == 201
    mine, theirs = tmp_path / "mine", tmp_path / "theirs"
    write_folder(str(mine), desk.practice(), TODAY, alarm=60)
    before = {path.name: path.stat().st_mtime_ns for path in mine.iterdir()}
    here, there = (synced(tmp_path, n, f, radicale) for n, f in (("here", mine), ("there", theirs)))
    for command in (here, there):
        run(*command, "discover", HOME=home)
        run(*command, "sync", HOME=home)
    assert len(list(theirs.iterdir())) == len(before)
    assert compare(desk.practice(), read_folder(str(theirs)).there, TODAY) == ([], [], [], [], 0, {})

    (item,) = [i for i in items(desk.practice()) if "First aisle" in i.title]
    khal = khal_of(tmp_path, theirs)
    edit_in_terminal([*khal, "edit", "--show-past", "First aisle"], MOVE, tmp_path)
    for command in (there, here):
        run(*command, "sync", HOME=home)
    (proposal,) = compare(desk.practice(), read_folder(str(mine)).there, TODAY).proposals
    assert (proposal.item.uid, str(proposal.to)) == (item.uid, "2026-12-08")
    accept_calendar(desk, [proposal])
    done = write_folder(str(mine), desk.practice(), TODAY, alarm=60)
    assert (done.new, done.changed, done.removed, done.said) == (0, 1, 0, [])
    for command in (here, there):
        run(*command, "sync", HOME=home)
    for folder in (mine, theirs):
        assert compare(desk.practice(), read_folder(str(folder)).there, TODAY).proposals == []
    after = {path.name: path.stat().st_mtime_ns for path in mine.iterdir()}
    assert len([name for name in before if after.get(name) == before[name]]) == len(before) - 1
