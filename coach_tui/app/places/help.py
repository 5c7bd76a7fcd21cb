"""Help (?): what can be done in the place it was asked from, made from the commands."""

from __future__ import annotations

from coach_tui.app.command import DO, GO, MOVE, SEE
from coach_tui.app.places.place import ListPlace
from coach_tui.app.widgets.detail import wrap_spans
from coach_tui.app.widgets.keys import show_key
from coach_tui.app.widgets.rows import Column, Row

HEADINGS = {DO: "Here you can", MOVE: "Moving about", SEE: "Seeing", GO: "Going somewhere"}

KEYS = 12
"""Cells for the keys."""


class Help(ListPlace):
    """Keys and what they do."""

    title = "Help"
    of_plan = False
    keys = ("back",)
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
                rows += self._rows(command.id, shown, command.help)
        rows.append(Row(None, ["In the bottom line"], heading=True))
        said = "7 is a value; name=7; e4 engagement; mood=calm; +practice; !win; else a note"
        return rows + self._rows("checkin-line", "c … ⏎", said)

    def _rows(self, name: str, keys: str, said: str) -> list[Row]:
        """Keys and what they do, wrapped rather than cut."""
        room = (self.list.size.width or self.app.size.width) - KEYS - 5
        first, *rest = wrap_spans([(said, "")], room)
        return [
            Row(f"help:{name}", [(keys, "accent"), first], search=said),
            *(Row(None, ["", line]) for line in rest),
        ]
