"""Help (?): what can be done in the place it was asked from, made from the commands."""

from __future__ import annotations

from coach_tui.app.commands import COMMANDS, DO, GO, MOVE, SEE, show_key
from coach_tui.app.place import ListPlace
from coach_tui.app.widgets.detail import Line
from coach_tui.app.widgets.rows import Column, Row

HEADINGS = {DO: "Here you can", MOVE: "Moving about", SEE: "Seeing", GO: "Going somewhere"}


class Help(ListPlace):
    """Keys and what they do."""

    title = "Help"
    of_plan = False
    keys = ("back",)
    columns = (Column(12), Column(None))

    @property
    def right_text(self) -> str:
        """Where it was asked from."""
        return "for " + self.coach.before_page.title

    def make_rows(self) -> list[Row]:
        """The commands of the place before, by group."""
        app = self.coach
        place = app.before_page
        rows: list[Row] = []
        for group, heading in HEADINGS.items():
            found = [c for c in COMMANDS if c.group == group and c.keys and app.could(c.id, place)]
            if found:
                rows.append(Row(None, [heading], heading=True))
            for command in found:
                keys = app.settings.keys.get(command.id) or command.keys
                shown = " ".join(show_key(key.strip()) for key in keys.split(","))
                rows.append(Row(f"help:{command.id}", [(shown, "accent"), command.help]))
        rows.append(Row(None, ["In the bottom line"], heading=True))
        rows.append(
            Row(
                "help:checkin-line",
                [
                    ("c … ⏎", "accent"),
                    "7 is a value; name=7; e4 engagement; mood=calm; +practice; !win; else a note",
                ],
            )
        )
        return rows

    def make_detail(self, key: str) -> list[Line]:
        """The list says it all."""
        return []

    def _fit(self) -> None:
        self.add_class("narrow")

    def open_detail(self) -> bool:
        """There is none."""
        return False
