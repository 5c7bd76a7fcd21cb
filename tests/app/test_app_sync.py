"""`:sync`: no key waits for it, and what keeps it from the remote keeps nobody here."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach_tui.changes.desk import Desk
from coach_tui.settings import Settings
from coach_tui.sync.beginning import begin
from coach_tui.sync.setting_up import sync_of
from tests.app.app_kit import LARGE, SMALL, Keyboard, opened
from tests.sync.sync_kit import Machine, bare


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    return bare(tmp_path / "practice.git")


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("COACH_CONFIG", str(tmp_path / "config.toml"))


@pytest.fixture
def other(tmp_path: Path, remote: Path) -> Machine:
    return Machine(tmp_path, "other")


def name_remote(desk: Desk, remote: Path) -> None:
    sync = sync_of(desk, Settings(), os.environ)
    begin(sync.place, sync.repository, str(remote), desk.store)


async def ended(coach: Keyboard) -> None:
    """Wait until the sync that is under way has ended."""
    await coach.settle()
    while coach.app.syncing.going:
        await asyncio.sleep(0.002)
    await coach.settle()


async def sync(coach: Keyboard) -> None:
    await coach.press(":")
    await coach.type("sync\n")


@pytest.fixture
def gate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A git that goes on only when a file is there; gives that file."""
    folder = tmp_path / "slow"
    folder.mkdir()
    gate = folder / "gate"
    (folder / "bin").mkdir()
    script = folder / "bin" / "git"
    script.write_text(
        f'#!/bin/sh\ncase "$*" in *" fetch "*) n=0\n'
        f"while [ ! -e {gate} ] && [ $n -lt 800 ]; do sleep 0.01; n=$((n+1)); done;; esac\n"
        f'PATH="{os.environ["PATH"]}" exec git "$@"\n'
    )
    script.chmod(0o700)
    monkeypatch.setenv("PATH", f"{script.parent}:{os.environ['PATH']}")
    yield gate
    gate.touch()


async def test_a_remote_is_asked_for_once_and_then_it_syncs(
    example: Desk, remote: Path, other: Machine
) -> None:
    async with opened(example) as coach:
        await sync(coach)
        assert "Sync with (git@server:practice.git, or a path)" in coach.bottom
        await coach.type("ext::sh\n")
        assert "would run a program" in coach.bottom
        await coach.press("ctrl+u")
        await coach.type(f"{remote}\n")
        await ended(coach)
        assert "Synced: 1 change sent." in coach.bottom
        other.name_remote(remote)
        other.sync()
        client = other.desk.practice().clients[0]
        other.note(client.uid, "noted on the other machine")
        other.sync()
        await sync(coach)
        await ended(coach)
        assert "Synced: 1 change received." in coach.bottom
        notes = [one.get("note") for one in coach.stored("checkins")]
        assert "noted on the other machine" in notes


async def test_keys_work_while_it_goes_on(example: Desk, remote: Path, gate: Path) -> None:
    gate.touch()
    name_remote(example, remote)
    gate.unlink()
    async with opened(example) as coach:
        await sync(coach)
        while "syncing: fetching" not in coach.bottom:
            await asyncio.sleep(0.002)
            await coach.settle()
        await coach.press("9")
        assert coach.app.place_id == "clients"
        await coach.press("w", "enter")
        await coach.type("spoke first")
        assert "spoke first" in coach.bottom
        await coach.press("enter")
        assert [one["text"] for one in coach.stored("wins") if one["text"] == "spoke first"]
        await sync(coach)
        assert "a sync is under way already" in coach.bottom
        gate.touch()
        await ended(coach)
        assert "sent" in coach.bottom
        assert [one["text"] for one in coach.stored("wins") if one["text"] == "spoke first"]


async def test_what_was_begun_apart_is_shown_and_asked(example: Desk, remote: Path, other: Machine) -> None:
    other.client("Ben Vogel")
    other.name_remote(remote)
    other.sync()
    name_remote(example, remote)
    for answer, names, size in (("n", 1, SMALL), ("n", 1, LARGE), ("y", 2, SMALL)):
        async with opened(example, size) as coach:
            await sync(coach)
            await ended(coach)
            assert "here: 1 client (Anna Berg)" in coach.text
            assert "at the remote: 1 client (Ben Vogel)" in coach.text
            assert "Join them?" in coach.bottom
            await coach.press(answer)
            await ended(coach)
            assert len(coach.app.practice.clients) == names


async def test_names_that_are_hidden_stay_so(example: Desk, remote: Path, other: Machine) -> None:
    other.client("Ben Vogel")
    other.name_remote(remote)
    other.sync()
    name_remote(example, remote)
    async with opened(example) as coach:
        await coach.press("i")
        await sync(coach)
        await ended(coach)
        assert "Ben" not in coach.text
        assert "names are hidden" in coach.bottom


async def test_at_the_start_and_on_leaving_where_that_is_chosen(
    example: Desk, remote: Path, other: Machine
) -> None:
    name_remote(example, remote)
    settings = Settings()
    settings.sync_at_start = settings.sync_on_leaving = True
    async with opened(example, SMALL, settings) as coach:
        await ended(coach)
        assert "Synced: 1 change sent." in coach.bottom
        await coach.press("w", "enter")
        await coach.type("spoke first\n")
        await coach.press("q")
        await ended(coach)
    other.name_remote(remote)
    other.sync()
    assert [one for one in other.desk.store.read()["wins"].values() if one["text"] == "spoke first"]


async def test_offline_is_no_error_and_keeps_nobody(example: Desk, remote: Path, gate: Path) -> None:
    gate.touch()
    name_remote(example, remote)
    gate.unlink()
    settings = Settings()
    settings.sync_at_start = settings.sync_on_leaving = True
    settings.sync_seconds = 1
    async with opened(example, SMALL, settings) as coach:
        await coach.press("q")  # what is going on is given up
        await ended(coach)
        assert coach.app._exit


async def test_the_demo_is_not_synced(example: Desk) -> None:
    async with opened(example) as coach:
        coach.app.demo = True
        await sync(coach)
        assert "the demo is not synced" in coach.bottom
