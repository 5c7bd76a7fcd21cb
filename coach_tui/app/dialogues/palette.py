"""The palette (:): any command, client, objective or milestone by a few of its letters."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from typing import NamedTuple

from textual import events
from textual.fuzzy import Matcher

from coach_tui.app.coach import Coach
from coach_tui.app.dialogues.at_once import keep_names_hidden
from coach_tui.app.widgets.rows import Column, Row, RowList
from coach_tui.plan.text import fold

SHOWN = 9
STEPS = {"down": 1, "up": -1, "ctrl+n": 1, "ctrl+p": -1}
FUZZY, BEGUN, ALL_THE_SAME, WHOLE = range(4)
"""How an entry matches: by letters in it, by how a word of a command begins, by the whole word."""


class PaletteEntry(NamedTuple):
    """One thing that can be found: its text, what kind it is, what happens; the words a command is called by.

    What is `strict` is found by how a word of it begins alone, not by letters that are scattered in it.
    """

    text: str
    kind: str
    run: Callable[[], object]
    names: tuple[str, ...] = ()
    strict: bool = False
    offered: bool = True
    """What is not offered is found by a word of its own alone, typed whole."""


class PaletteList(RowList):
    """The matches, over the bottom of the place."""

    DEFAULT_CSS = """
    PaletteList { layer: over; dock: bottom; height: 9; margin: 0 0 2 0; background: $surface; }
    """

    def __init__(self, entries: list[PaletteEntry]) -> None:
        super().__init__((Column(None), Column(18, "right")), empty="Nothing is called that.")
        self._entries = entries
        self._found: list[PaletteEntry] = []

    def find(self, text: str) -> None:
        """Show what matches, the best one chosen."""
        self._found = rank(self._entries, text)
        self.set_rows(Row(str(n), [entry.text, (entry.kind, "dim")]) for n, entry in enumerate(self._found))
        self.first()

    def clicked(self, event: events.Click) -> None:
        """Take what was clicked on, as Enter does."""
        index = self.row_at(event.y)
        if index >= 0:
            event.stop()
            self._go(index)
            self.post_message(self.KeyClicked("enter"))

    def step(self, key: str) -> bool:
        """Choose the next or the one before; False for a key that does not."""
        if key not in STEPS:
            return False
        self.move(STEPS[key])
        return True

    @property
    def chosen(self) -> PaletteEntry | None:
        """What is chosen."""
        return self._found[int(self.cursor_key)] if self.cursor_key and self._found else None


async def open_palette(coach: Coach) -> None:
    """Ask in the bottom line, with the matches above it; arrows choose among them."""
    matches = PaletteList(gather(coach))
    coach.mount_over(matches)
    matches.find("")
    text = await coach.bottom.prompt(":", on_change=matches.find, other_key=matches.step)
    chosen = matches.chosen
    matches.remove()
    if text is not None and chosen is not None:
        chosen.run()


def gather(coach: Coach) -> list[PaletteEntry]:
    """Everything that can be found now."""
    found = [
        PaletteEntry(
            command.help,
            coach.key_of(command.id) if command.keys else "",
            partial(_run, coach, command.id),
            (command.label, command.id),
            strict=command.id in ("hide_names", "show_names"),
            offered=command.palette and coach.can(command.id),
        )
        for command in coach.commands.values()
    ]
    for client in coach.practice.clients:
        found.append(
            PaletteEntry(client.name, "client", partial(_open, coach, client.uid, "", "objectives", ""))
        )
    for table, place in (("objectives", "objectives"), ("milestones", "timeline")):
        for raw in coach.practice.tables.get(table, {}).values():
            engagement = coach.practice.find("engagements", raw["plan"])
            client_uid = engagement.raw["client"] if engagement else ""
            owner = coach.practice.client(client_uid)
            kind = owner.name if owner else ""
            found.append(
                PaletteEntry(
                    raw["title"],
                    kind,
                    partial(_open, coach, client_uid, raw["plan"], place, raw["uid"]),
                )
            )
    return found


def _run(coach: Coach, command: str) -> None:
    """Do a command that was typed; to hide names never shows them, as its key does."""
    if command == "hide_names":
        coach.talk(keep_names_hidden(coach))
    else:
        coach.run_command(command)


def _open(coach: Coach, client: str, engagement: str, place: str, record: str) -> None:
    current = coach.practice.current(client)
    coach.choose_client(client, "" if current and current.uid == engagement else engagement)
    coach.go(place, record, chosen=True)


def rank(entries: list[PaletteEntry], text: str) -> list[PaletteEntry]:
    """The entries that match, the best first; all of them for an empty text.

    A command whose word was typed whole comes before those whose words begin so, and these before the rest; a
    word typed whole finds also what is not offered, or cannot be done here: it says so.
    """
    wanted = _plain(text)
    if not wanted:
        return [entry for entry in entries if entry.offered][: SHOWN * 4]
    matcher = Matcher(text.strip())
    scored = [(_score(entry, wanted, matcher), entry) for entry in entries]
    hits = sorted((pair for pair in scored if pair[0] > (FUZZY, 0)), key=lambda pair: pair[0], reverse=True)
    return [entry for _, entry in hits[: SHOWN * 4]]


def _score(entry: PaletteEntry, wanted: str, matcher: Matcher) -> tuple[int, float]:
    """How well an entry matches: in which way, and how well among its like."""
    names = [_plain(name) for name in entry.names]
    if not entry.offered and wanted not in names:
        return FUZZY, 0
    haystack = " ".join((entry.text, entry.kind, *entry.names))
    meant = not entry.strict or f" {wanted}" in f" {_plain(haystack)}"
    score = matcher.match(haystack) if meant else 0.0
    if wanted in names:
        return (WHOLE if entry.offered else ALL_THE_SAME), score
    if any(name.startswith(wanted) for name in names):
        return BEGUN, score
    return FUZZY, score


@lru_cache(512)
def _plain(text: str) -> str:
    """A text as it is compared: in one case, with a blank between words however they are joined."""
    return " ".join(fold(text).replace("_", " ").replace("-", " ").split())
