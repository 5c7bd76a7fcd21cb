"""The palette (:): any command, client, objective or milestone by a few of its letters."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from textual.fuzzy import Matcher

from coach_tui.app.widgets.rows import Column, Row, RowList

if TYPE_CHECKING:
    from coach_tui.app.coach import Coach

SHOWN = 9


class Entry(NamedTuple):
    """One thing that can be found: its text, what kind it is, what happens, more words to find it by."""

    text: str
    kind: str
    run: Callable[[], object]
    words: str = ""


class PaletteList(RowList):
    """The matches, over the bottom of the place."""

    DEFAULT_CSS = """
    PaletteList { layer: over; dock: bottom; height: 9; margin: 0 0 2 0; background: $surface; }
    """


def gather(app: Coach) -> list[Entry]:
    """Everything that can be found now."""
    found = [
        Entry(
            command.help,
            app.key_of(command.id) if command.keys else "",
            partial(app.run_command, command.id),
            f"{command.label} {command.id}",
        )
        for command in app.commands.values()
        if command.palette and app.can(command.id)
    ]
    if app.names_hidden:
        return found
    for client in app.practice.clients:
        found.append(Entry(client.name, "client", partial(_open, app, client.uid, "", "objectives", "")))
    for table, place in (("objectives", "objectives"), ("milestones", "timeline")):
        for raw in app.practice.tables.get(table, {}).values():
            engagement = app.practice.find("engagements", raw["plan"])
            client_uid = engagement.raw["client"] if engagement else ""
            owner = app.practice.client(client_uid)
            kind = owner.name if owner else ""
            found.append(
                Entry(
                    raw["title"],
                    kind,
                    partial(_open, app, client_uid, raw["plan"], place, raw["uid"]),
                )
            )
    return found


def _open(app: Coach, client: str, engagement: str, place: str, record: str) -> None:
    current = app.practice.current(client)
    app.choose_client(client, "" if current and current.uid == engagement else engagement)
    app.go_to_plan(place, record)


def rank(entries: list[Entry], text: str) -> list[Entry]:
    """The entries that match, the best first; all of them for an empty text."""
    if not text.strip():
        return entries[: SHOWN * 4]
    matcher = Matcher(text.strip())
    scored = [(matcher.match(f"{entry.text} {entry.kind} {entry.words}"), entry) for entry in entries]
    hits = sorted((pair for pair in scored if pair[0] > 0), key=lambda pair: -pair[0])
    return [entry for _, entry in hits[: SHOWN * 4]]


def open_palette(app: Coach) -> None:
    """Ask in the bottom line, with the matches above it; arrows choose among them."""
    entries = gather(app)
    shown: list[Entry] = []
    rows = PaletteList((Column(None), Column(18, "right")), empty="Nothing is called that.")
    app.mount_over(rows)

    def change(text: str) -> None:
        shown[:] = rank(entries, text)
        rows.set_rows(Row(str(n), [entry.text, (entry.kind, "dim")]) for n, entry in enumerate(shown))
        rows.first()

    def other_key(key: str) -> bool:
        steps = {"down": 1, "up": -1, "ctrl+n": 1, "ctrl+p": -1}
        if key in steps:
            rows.move(steps[key])
            return True
        return False

    def answered(text: str | None) -> None:
        chosen = shown[int(rows.cursor_key)] if text is not None and rows.cursor_key and shown else None
        rows.remove()
        if chosen is not None:
            chosen.run()

    change("")
    app.bottom.prompt(":", on_change=change, callback=answered, other_key=other_key)
