"""Today (0): what needs the coach, across clients, most urgent first, with the key that deals with it."""

from __future__ import annotations

from datetime import date

from coach_tui.app.record_place import RecordPlace
from coach_tui.app.widgets.detail import Line, section, title
from coach_tui.app.widgets.drawing import Span
from coach_tui.app.widgets.rows import Column, Row
from coach_tui.plan.agenda import contact, next_review
from coach_tui.plan.attention import SECTIONS, Item, attention
from coach_tui.plan.dates import relative, short
from coach_tui.plan.practice import Plan
from coach_tui.plan.record import Record
from coach_tui.plan.standing import plan_status

KEYS = {
    "review_overdue": ("review", "hold it"),
    "review_due": ("review", "hold it"),
    "milestone_overdue": ("move", "move it"),
    "milestone_due": ("done", "is done"),
    "stalled": ("checkin", "check in"),
    "session": ("session", "note it"),
    "round_open": ("open", "see it"),
    "retention_due": ("edit", "edit client"),
    "win": ("copy", "copy"),
}
"""For each kind the command that deals with it, and what it does in two words."""
MARKS = {
    "review_overdue": ("!", "bad"),
    "milestone_overdue": ("!", "bad"),
    "stalled": ("~", "warn"),
    "retention_due": ("~", "warn"),
    "win": ("*", "good"),
}
STAYS = ("stalled", "win", "retention_due", "round_open")
"""Kinds whose date is not moved from here."""
TABLES = {
    "milestone_overdue": "milestones",
    "milestone_due": "milestones",
    "session": "sessions",
    "round_open": "rounds",
    "win": "wins",
}


class Today(RecordPlace):
    """The attention list."""

    title = "Today"
    of_plan = False
    keys = ("add", "checkin", "review", "session", "open")
    columns = (Column(17, min=10), Column(None), Column(15, drop=1))
    empty_text = (
        "Nothing needs you today.\n"
        "Reviews, milestones and sessions appear here a week ahead, and stay until they are dealt with."
    )
    no_client = (
        "Welcome. Nobody is here yet.\n"
        "Press a to begin a plan: a name and one objective are enough.\n"
        "Or leave with q and bring one in: coach import plan.toml"
    )

    DEFAULT_CSS = """
    Today RowList { width: 2fr; }
    Today Detail { width: 1fr; }
    """

    def empty_now(self) -> str:
        """A word of welcome where there is no client."""
        return self.empty_text if self.coach.practice.tables.get("clients") else self.no_client

    def make_rows(self) -> list[Row]:
        """The items by section."""
        app = self.coach
        self.items: dict[str, Item] = {}
        rows: list[Row] = []
        items = attention(app.practice, app.today, grace_days=app.settings.grace_days)
        for part in SECTIONS:
            inside = [item for item in items if item.section == part]
            if inside:
                rows.append(Row(None, [part], heading=True))
            for item in inside:
                rows.append(self._row(item))
        return rows

    def _row(self, item: Item) -> Row:
        app = self.coach
        key = f"{TABLES.get(item.kind, 'item')}:{item.uid or item.kind + '.' + item.plan.engagement.uid}"
        self.items[key] = item
        command, word = KEYS[item.kind]
        urgent = item.kind in ("review_overdue", "milestone_overdue")
        mark = MARKS.get(item.kind, ("·", "dim"))
        name = (app.client_name(item.client), "bold" if urgent else "")
        last: list[Span] = [(f"{app.key_of(command):>5}", "accent"), (f"  {word}", "dim")]
        if item.kind == "win" and item.due:
            last = [(relative(item.due, app.today), "dim")]
        return Row(
            key,
            [name, (item.reason, "bad" if urgent else ""), last],
            mark=mark,
            search=f"{item.kind} {app.client_name(item.client)}",
        )

    @property
    def item(self) -> Item | None:
        """The item under the cursor."""
        return self.items.get(self.key)

    @property
    def record(self) -> Record | None:
        """The record an item is about; the client where it is about no other."""
        item = self.item
        if item is None:
            return None
        table = TABLES.get(item.kind)
        return self.coach.practice.find(table, item.uid) if table else item.client

    @property
    def client_here(self) -> str:
        """Whose item is selected."""
        return self.item.client.uid if self.item else ""

    @property
    def plan_here(self) -> Plan | None:
        """The plan of the item."""
        return self.item.plan if self.item else None

    def can_add(self) -> bool:
        """Nothing is added here; but a first client may be."""
        return not self.coach.practice.tables.get("clients")

    def do_add(self) -> None:
        """Begin the first plan."""
        self.coach.open_form("clients")

    def can_delete(self) -> bool:
        """Items go when they are dealt with."""
        return False

    def can_move(self) -> bool:
        """Reviews too."""
        return self.item is not None and self.item.kind not in STAYS

    def do_move(self) -> None:
        """Move the milestone, session or review."""
        from coach_tui.app.moving import move_review

        item = self.item
        if item is not None and item.kind.startswith("review"):
            move_review(self.coach, item.plan.engagement.uid, item.due)
        else:
            super().do_move()

    def do_open(self) -> None:
        """Where there is no room for the page, it takes its turn; else the place that holds it."""
        item = self.item
        if item is None or self.open_detail():
            return
        app = self.coach
        app.choose_client(item.client.uid)
        places = {"milestones": "timeline", "sessions": "evaluation", "wins": "evaluation", "rounds": "needs"}
        place = places.get(
            TABLES.get(item.kind, ""), "evaluation" if item.kind.startswith("review") else "objectives"
        )
        app.go(place, item.uid)

    def make_detail(self, key: str) -> list[Line]:
        """Who it is, why it is here, and what is known that helps now."""
        item = self.items[key]
        app, plan = self.coach, item.plan
        command, word = KEYS[item.kind]
        lines = [
            title(app.client_name(item.client)),
            Line("", (item.reason, MARKS.get(item.kind, ("", ""))[1])),
        ]
        lines.append(Line("", [(app.key_of(command), "accent"), (f"  {word}", "dim")]))
        lines += [section("The plan"), Line("Status", plan_status(plan, app.today) or "no objective yet")]
        review = next_review(plan, app.today, app.settings.grace_days)
        lines.append(Line("Next review", _day(review.on, app.today)))
        found = contact(plan, app.today)
        lines.append(Line("Last contact", _day(found.last, app.today)))
        lines.append(Line("Booked", _day(found.booked, app.today)))
        waiting = [commitment.text for commitment in plan.commitments if commitment.open]
        if waiting:
            lines += [section("Promised"), *[Line("", f"· {text}") for text in waiting]]
        objectives = [objective.title for objective in plan.objectives if objective.open]
        if objectives:
            lines += [section("Objectives"), *[Line("", f"· {text}") for text in objectives]]
        reflection = next((r.reflection for r in reversed(plan.held_reviews) if r.reflection), "")
        if reflection:
            lines += [section("Last reflection"), Line("", reflection)]
        wins = [win.text for win in plan.wins[-3:]]
        if wins:
            lines += [section("Wins"), *[Line("", f"* {text}") for text in wins]]
        return lines


def _day(day: date | None, today: date) -> str:
    return f"{short(day, today)}  ({relative(day, today)})" if day else "–"
