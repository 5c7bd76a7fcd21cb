"""Help (?): what can be done in the place it was asked from, made from the commands; Enter does it there."""

from __future__ import annotations

from typing import ClassVar

from coach_tui.app.command import DO, GO, MOVE, SEE
from coach_tui.app.places.place import ListPlace
from coach_tui.app.widgets.detail import wrap_spans
from coach_tui.app.widgets.keys import Press, show_key
from coach_tui.app.widgets.rows import Column, Row

HEADINGS = {DO: "Here you can", MOVE: "Moving about", SEE: "Seeing", GO: "Going somewhere"}

ROW, LINE = "help:", " line"
LEAD_BACK = ("help", "back", "close_up")
"""Commands that lead back from here, as any does that is done from here."""
KEYS = 12
"""Cells for the keys."""


class Help(ListPlace):
    """Keys and what they do."""

    title = "Help"
    of_plan = False
    keys = ("back", "open")
    labels: ClassVar[dict[str, str]] = {"open": "do it there"}
    columns = (Column(KEYS), Column(None))
    made_to_measure = True

    @property
    def right_text(self) -> str:
        """Where it was asked from."""
        return "for " + self.coach.before_page.title

    def _fit(self) -> None:
        self.add_class("narrow")

    def make_rows(self) -> list[Row]:
        """The commands of the place before, by group."""
        app = self.coach
        place = app.before_page
        rows: list[Row] = []
        for group, heading in HEADINGS.items():
            commands = app.commands.values()
            found = [c for c in commands if c.group == group and c.keys and app.can(c.id, place)]
            if found:
                rows.append(Row(None, [heading], heading=True))
            for command in found:
                keys = app.settings.keys.get(command.id) or command.keys
                shown = " ".join(show_key(key.strip()) for key in keys.split(","))
                said = getattr(place, "helps", {}).get(command.id, command.help)
                rows += self._rows(command.id, shown, said)
        rows.append(Row(None, ["In the bottom line"], heading=True))
        said = "7 is a value; name=7; e4 engagement; mood=calm; +practice; !win; else a note"
        return rows + self._rows(f"checkin{LINE}", "c … ⏎", said)

    def _rows(self, name: str, keys: str, said: str) -> list[Row]:
        """Keys and what they do, wrapped rather than cut."""
        room = (self.list.size.width or self.app.size.width) - KEYS - 5
        first, *rest = wrap_spans([(said, "")], room)
        return [
            Row(f"{ROW}{name}", [(keys, Press("accent", self.coach.key_of("open"))), first], search=said),
            *(Row(None, ["", line]) for line in rest),
        ]

    def do_open(self) -> None:
        """Do what the row tells of, in the place that help was asked from; moving about only leads there."""
        command = self.coach.commands.get(self.key.removeprefix(ROW).removesuffix(LINE))
        self.coach.go_back(leave=False)
        if command is not None and command.group != MOVE and command.id not in LEAD_BACK:
            self.call_after_refresh(self.coach.run_command, command.id)
