"""The first minute on Today: what an empty file offers, and what a plan that has just begun still lacks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from coach_tui.app.places.page_place import PagePlace
from coach_tui.app.widgets.drawing import Span
from coach_tui.app.widgets.hints import key_cell
from coach_tui.app.widgets.keys import Press
from coach_tui.app.widgets.rows import Row
from coach_tui.plan.first_questions import Asked, first_questions
from coach_tui.plan.page_line import PageLine
from coach_tui.plan.practice import Plan
from coach_tui.plan.record import Record

LED = "led"
"""The kind of the line that says why somebody is here: all keys are about it as in the list."""
START, GAP = "start:", "gap:"
STARTS = {
    "add": ("begin a plan", "a name and one objective are enough"),
    "to_today": ("use a template", "leadership, career change, wellbeing or 90 days to begin from"),
    "hide_names": ("bring plans in", "a plan file, or a list of clients (CSV)"),
    "delete": ("look around", "ten made-up clients, gone afterwards"),
}
"""What an empty file offers: the command whose key does it, and what it is."""
HIDDEN = ("show names", "they are hidden; then plans can be brought in")
"""What is offered in place of that while names are hidden: what is brought in would be shown."""
WORDS = {"add": "begin", "to_today": "template", "hide_names": "import", "delete": "demo"}
MOST = 5
"""Questions that are asked at a time; the next ones follow as these are answered."""


class Beginning(PagePlace):
    """The part of Today that knows of beginnings."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: dict[str, tuple[Plan, Asked]] = {}

    @property
    def nobody(self) -> bool:
        """Whether there is no client yet."""
        return not self.coach.practice.tables.get("clients")

    @property
    def _brings_in(self) -> bool:
        """Whether `i` takes plans in: while names are hidden it shows them, as everywhere."""
        return self.nobody and not self.coach.practice.tells()

    def start_rows(self) -> list[Row]:
        """What an empty file offers, with the keys; where the data is."""
        app = self.coach
        rows = [Row(None, ["Who needs what this morning, in one file of your own"], heading=True)]
        for command, told in STARTS.items():
            what, more = told if command != "hide_names" or self._brings_in else HIDDEN
            key = app.key_of(command)
            said: list[Span] = [(key, Press("accent", key)), (f"  {what}", Press("bold", key))]
            rows.append(Row(f"{START}{command}", [said, (more, "dim"), ""]))
        path = str(app.desk.store.path).replace(str(Path.home()), "~", 1)
        kept = f"{path}, readable by you alone"
        return [*rows, Row(None, ["", "", ""]), Row(None, [("Your data", "dim"), (kept, "dim"), ""])]

    def _fit(self) -> None:
        """What an empty file offers has all the room."""
        super()._fit()
        if self.nobody:
            self.add_class("narrow")
            self.remove_class("below")
            self.list.styles.width = self.list.styles.height = "1fr"

    def gap_rows(self, room: int) -> list[Row]:
        """The questions of plans that have begun lately, those of the latest first: so many at most."""
        practice, today = self.coach.practice, self.coach.today
        self.gaps = {}
        plans = [plan for client in practice.clients if (plan := practice.plan(client.uid)) is not None]
        rows: list[Row] = []
        most = min(MOST, room)
        for plan in sorted(plans, key=lambda one: one.engagement.start, reverse=True):
            if len(self.gaps) >= most:
                break
            asked = first_questions(plan, today)[: most - len(self.gaps)]
            if asked:
                rows.append(Row(None, [f"To finish the plan with {plan.client.name}"], heading=True))
            rows += [self._gap_row(plan, one) for one in asked]
        return rows

    def _gap_row(self, plan: Plan, asked: Asked) -> Row:
        key = f"{GAP}{plan.engagement.uid} {asked.finding.key}"
        self.gaps[key] = (plan, asked)
        last = key_cell(self.coach.key_of("edit"), "say it")
        return Row(key, [plan.client.name, asked.question, last], mark=("?", "dim"))

    @property
    def _asked(self) -> tuple[Plan, Asked] | None:
        """The question that the cursor is on, in the list or in the page."""
        on_it = not self.on_page or (self.line is not None and self.line.kind == LED)
        return self.gaps.get(self.key) if on_it else None

    @property
    def _start(self) -> str:
        """The command of the row of an empty file that is selected; "" elsewhere."""
        return self.key.removeprefix(START) if self.key.startswith(START) else ""

    def asked_first(self, key: str) -> list[PageLine]:
        """The question of a row, with the key that answers it, and why it matters."""
        if key not in self.gaps:
            return []
        _, asked = self.gaps[key]
        edit, about = self.coach.key_of("edit"), (asked.finding.table, asked.finding.uid)
        return [
            PageLine(LED, about, asked.question, f"{edit}  say it", edit, mark="open"),
            PageLine("line", ("health", ""), asked.finding.reason, mark="quiet"),
        ]

    @property
    def footer(self) -> Sequence[str]:
        """In an empty file the four beginnings."""
        return ("open", *WORDS) if self.nobody else super().footer

    def label_of(self, command: str) -> str:
        """What keys do in an empty file; else what is added here."""
        if self.nobody and command in WORDS and (command != "hide_names" or self._brings_in):
            return WORDS[command]
        return "new client" if command == "add" else super().label_of(command)

    # What can be done

    def can_add(self) -> bool:
        """A call in the morning is when a client is added."""
        return True

    def do_add(self) -> None:
        """Begin a plan, with a client of its own."""
        self.open_form("clients")

    def can_to_today(self) -> bool:
        """In an empty file."""
        return self.nobody

    def can_delete(self) -> bool:
        """In an empty file; and what the page's line speaks of."""
        return self.nobody

    def deletes(self, record: Record) -> bool:
        """What waits here is put off or dealt with, not deleted."""
        return False

    def do_to_today(self) -> None:
        """A plan from a template."""
        from coach_tui.app.dialogues.beginning import begin_from_template

        self.coach.talk(begin_from_template(self.coach))

    def do_hide_names(self) -> None:
        """Plans from a file while there are none; else as everywhere."""
        from coach_tui.app.dialogues.at_once import hide_names
        from coach_tui.app.dialogues.beginning import bring_in

        self.coach.talk(bring_in(self.coach) if self._brings_in else hide_names(self.coach))

    def do_delete(self) -> None:
        """The demo."""
        from coach_tui.app.dialogues.beginning import look_around

        self.coach.talk(look_around(self.coach))

    def can_edit(self) -> bool:
        """A question is answered by that."""
        return self._asked is not None or super().can_edit()

    def do_edit(self) -> None:
        """The field that answers the question."""
        from coach_tui.app.dialogues.mending import mend

        if self._asked is not None:
            plan, asked = self._asked
            self.coach.talk(mend(self.coach, plan, asked.finding))
        else:
            super().do_edit()

    def do_open(self) -> None:
        """What a row of an empty file offers; else the page."""
        if self._start:
            self.coach.run_command(self._start)
        else:
            super().do_open()
