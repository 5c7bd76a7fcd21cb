"""Today (0): what needs the coach, across clients, most urgent first, with the key that deals with it."""

from __future__ import annotations

from datetime import date

from rich.cells import cell_len

from coach_tui.app.places.beginning import LED
from coach_tui.app.places.place import LINES
from coach_tui.app.places.with_week import DESK, WithWeek
from coach_tui.app.widgets.detail import Line, title
from coach_tui.app.widgets.drawing import Span
from coach_tui.app.widgets.hints import align_keys, key_cell
from coach_tui.app.widgets.rows import Column, Row
from coach_tui.plan.attention.calm import in_sight
from coach_tui.plan.attention.item import LATER, OF_MERGES, OFF, SECTIONS, TABLES, AttentionItem
from coach_tui.plan.attention.later import later
from coach_tui.plan.attention.survey import survey
from coach_tui.plan.dates import relative, short
from coach_tui.plan.ending import ENDS
from coach_tui.plan.fields import quote
from coach_tui.plan.group import together
from coach_tui.plan.page_line import PageLine
from coach_tui.plan.practice import Plan
from coach_tui.plan.prepare import prepare
from coach_tui.plan.record import Record
from coach_tui.plan.short_names import short_names

KEYS = {
    "review_overdue": ("review", "hold it"),
    "review_due": ("review", "hold it"),
    "pause_over": ("move", "move it"),
    "milestone_overdue": ("move", "move it"),
    "milestone_due": ("done", "is done"),
    "promise_overdue": ("done", "is done"),
    "promise_due": ("done", "is done"),
    "stalled": ("checkin", "check in"),
    "session": ("session", "note it"),
    "round_open": ("open", "see it"),
    "assessment_open": ("open", "see it"),
    "engagement_ending": ("close", "end it"),
    "engagement_ended": ("close", "end it"),
    "retention_due": ("move", "decide"),
    "refused": ("open", "settle it"),
    "merged": ("open", "see both"),
    "win": ("copy", "copy"),
}
"""For each kind the command that deals with it, and what it does in two words."""
MARKS = {
    "review_overdue": ("!", "bad"),
    "milestone_overdue": ("!", "bad"),
    "promise_overdue": ("!", "bad"),
    "stalled": ("~", "warn"),
    "pause_over": ("~", "warn"),
    "engagement_ended": ("~", "warn"),
    "retention_due": ("~", "warn"),
    "refused": ("~", "warn"),
    "merged": ("~", "warn"),
    "win": ("*", "good"),
}
MORE, LAID_BY = "more:", "off:"
"""Keys of the lines behind which the rest waits, and what is put off."""
STAYS = ("stalled", "win", "round_open", "assessment_open", *OF_MERGES)
"""Kinds whose date is not moved from here."""
ASK_A_DAY = ("retention_due", "pause_over")
"""Kinds that a move asks for a day, and that no key moves by days."""
NAME = 17
"""Cells that a name takes at most."""
ROOM = 57
"""Cells that a line has for the name and its words, where it has least."""


def key_for(item: AttentionItem) -> tuple[str, str]:
    """The command that deals with an item, and what it does in two words."""
    if item.section == LATER:
        return "move", "move it"
    if item.kind == "session" and item.days_late:
        return "done", "was held"
    if item.kind == "session" and not item.met_today:
        return "edit", "prepare it"
    return KEYS[item.kind]


class Today(WithWeek):
    """The attention list."""

    title = "Today"
    of_plan = False
    keys = ("checkin", "review", "session", "book", "snooze", "open", "add", "to_today", "delete")
    columns = (Column(NAME, min=10), Column(None), Column(18, drop=1))
    empty_text = (
        "Nothing needs you today.\n"
        "Reviews, milestones and sessions appear here a week ahead, and stay until they are dealt with."
    )

    def __init__(self) -> None:
        super().__init__()
        self.opened: set[str] = set()
        """Which of the two last lines are opened."""
        self.items: dict[str, AttentionItem] = {}
        self.hidden: list[AttentionItem] = []
        self.waiting: list[AttentionItem] = []
        self.room = ROOM - NAME
        """Cells that a line has for its words."""
        self._short: dict[str, str] = {}
        """Names as the rows have them."""

    def empty_now(self) -> str:
        """Nothing is due."""
        return self.empty_text

    def make_rows(self) -> list[Row]:
        """The items by section."""
        app = self.coach
        self.items = {}
        if self.nobody:
            return self.start_rows()
        rows: list[Row] = []
        items, self.waiting = survey(
            app.practice, app.today, grace_days=app.settings.grace_days, end_days=app.settings.end_days
        )
        self._short = short_names({client.name for client in app.practice.clients})
        names = [cell_len(self._called(item)) for item in (*items, *self.waiting)]
        self.room = ROOM - min(NAME, max(names, default=NAME))
        shown = in_sight(items, app.settings.today_limit, app.size.height - LINES)
        self.hidden = [item for item in items if item not in shown]
        if MORE in self.opened:
            shown = items
        for part in SECTIONS:
            if part == SECTIONS[-1]:
                rows += self.gap_rows(app.settings.today_limit - len(shown))
            inside = [item for item in shown if item.section == part]
            if inside:
                rows.append(Row(None, [part], heading=True))
            rows += [self._row(item) for item in inside]
        if self.hidden:
            rows.append(self._last(MORE, "all shown" if MORE in self.opened else f"+{len(self.hidden)} more"))
        put_off: list[Row] = []
        if self.waiting:
            put_off.append(self._last(LAID_BY, f"{len(self.waiting)} put off"))
            if LAID_BY in self.opened:
                put_off += [self._row(item) for item in self.waiting]
        ahead = self._later(self.app.size.height - LINES - len(rows) - len(put_off))
        align_keys(row.cells[-1] for row in (*rows, *put_off, *ahead))
        coming = self.furnish([*rows, *put_off], ahead)
        coming = coming if coming[1:] else []
        for row in ahead[len(coming) :]:
            self.items.pop(row.key or "", None)
        return [*rows, *coming, *put_off]

    def _later(self, room: int) -> list[Row]:
        """What comes after this week, in so many lines, where the terminal is wide enough for a page."""
        if self.app.size.width < DESK or room < 2:
            return []
        coming = later(self.coach.practice, self.coach.today)[: room - 1]
        return [Row(None, [LATER], heading=True), *map(self._row, coming)]

    def on_resize(self) -> None:
        """Another size has room for more or less of what comes later."""
        super().on_resize()
        if not self.stale:
            self.call_after_refresh(self.load)

    def _last(self, key: str, said: str) -> Row:
        """A line behind which others are."""
        word = "fewer" if key in self.opened else "show"
        last = key_cell(self.coach.key_of("open"), word)
        return Row(key, [(said, "dim"), "", last])

    def _called(self, item: AttentionItem) -> str:
        name = item.client.name
        return together(self._short.get(name, name), item.others, narrow=True)

    def _row(self, item: AttentionItem) -> Row:
        app = self.coach
        key = f"{TABLES.get(item.kind, 'item')}:{item.uid or item.kind + '.' + item.plan.engagement.uid}"
        self.items[key] = item
        command, word = key_for(item)
        urgent = item.kind in ("review_overdue", "milestone_overdue", "promise_overdue")
        mark = MARKS.get(item.kind, ("·", "dim"))
        called = self._called(item)
        name = (called, "bold" if urgent else "")
        last = key_cell(app.key_of(command), word)
        if item.kind == "win" and item.due:
            last = [(relative(item.due, app.today), "dim")]
        behind = f"  put off: {item.came_back.reason}" if item.came_back else ""
        words = item.reason if cell_len(item.reason + behind) <= self.room else item.brief
        said: list[Span] = [(words, "bad" if urgent else "")]
        if item.put_off and item.put_off.until:
            until = short(item.put_off.until, app.today)
            name, mark = (called, "dim"), ("·", "dim")
            said = [(f"until {until}: {item.reason}, {item.put_off.reason}", "dim")]
            last = key_cell(app.key_of("snooze"), "list it")
        elif behind:
            said.append((behind, "dim"))
        return Row(
            key,
            [name, said, last],
            mark=mark,
            search=f"{item.kind} {together(item.client.name, item.others)}",
        )

    @property
    def row_item(self) -> AttentionItem | None:
        """The item of the row."""
        return self.items.get(self.key)

    @property
    def item(self) -> AttentionItem | None:
        """The item under the cursor; none while that is on a line of the page that says something else."""
        line = self.line
        return self.row_item if line is None or line.kind == LED else None

    @property
    def row_record(self) -> Record | None:
        """The record an item is about; the client where it is about no other."""
        item = self.row_item
        if item is None:
            return None
        side = item.plan.engagement.uid
        if item.kind in OF_MERGES:
            return self.coach.practice.find(*item.of, side)
        table = TABLES.get(item.kind)
        return self.coach.practice.find(table, item.uid, side) if table else item.client

    @property
    def record(self) -> Record | None:
        """That of the item, while the cursor is on it."""
        return self.row_record if self.item is not None else super().record

    @property
    def client_here(self) -> str:
        """Whose item is selected."""
        return self.plan_here.client.uid if self.plan_here else ""

    @property
    def plan_here(self) -> Plan | None:
        """The plan of the item, or of the question."""
        if self.key in self.gaps:
            return self.gaps[self.key][0]
        return self.row_item.plan if self.row_item else None

    def record_of(self, key: str) -> Record | None:
        """That of a row; where it is about none, what holds that it is put off."""
        found = super().record_of(key)
        item = self.items.get(key)
        if found is None and item is not None and item.holder is not None:
            found = self.coach.practice.stored.find(*item.holder[:2])
        return found

    def off_field(self, key: str) -> str:
        """That of the kind that the row is of."""
        item = self.items.get(key)
        return item.holder[2] if item is not None and item.holder is not None else super().off_field(key)

    def can_mark(self) -> bool:
        """What waits, to be put off with others; a win does not."""
        item = self.item
        return not self.turned and item is not None and item.holder is not None

    def can_snooze(self) -> bool:
        """What waits; a win does not."""
        return self.item is not None and self.item.holder is not None

    def can_move(self) -> bool:
        """Reviews too."""
        if self.item is None:
            return self.on_page and super().can_move()
        return self.item.kind not in STAYS

    def _by_days(self) -> bool:
        """What has a day of its own."""
        kind = self.item.kind if self.item is not None else ""
        return self.can_move() and kind not in (*ENDS, *ASK_A_DAY)

    can_later = can_earlier = can_week_later = can_week_earlier = _by_days

    def shift(self, days: int | None) -> None:
        """Move the milestone, promise, session, review, end or all ahead; say how long data is kept."""
        from coach_tui.app.dialogues.move import move_review

        item = self.item
        if item is not None and item.kind == "retention_due":
            from coach_tui.app.dialogues.erase import ask_retention

            self.coach.talk(ask_retention(self.coach, item.client))
        elif item is not None and item.kind in ENDS:
            from coach_tui.app.dialogues.end_page import move_end

            self.coach.talk(move_end(self.coach, item.plan))
        elif item is not None and item.kind == "pause_over":
            from coach_tui.app.dialogues.pause import ask_move_after

            self.coach.talk(ask_move_after(self.coach, item.plan))
        elif item is not None and item.kind.startswith("review"):
            self.coach.talk(move_review(self.coach, item.plan.engagement.uid, item.due, days))
        else:
            super().shift(days)

    def can_close(self) -> bool:
        """An engagement that ends, too."""
        return self._ends or super().can_close()

    @property
    def _ends(self) -> bool:
        return self.item is not None and self.item.kind in ENDS

    def do_close(self) -> None:
        """To the page of the engagement's end; of others as everywhere."""
        from coach_tui.app.dialogues.end_page import ask_end

        if self.item is not None and self._ends:
            self.coach.talk(ask_end(self.coach, self.item.plan))
        else:
            super().do_close()

    def can_erase(self) -> bool:
        """Whose data is to be erased by now."""
        return self.item is not None and self.item.kind == "retention_due"

    def do_erase(self) -> None:
        """Erase the client for good."""
        from coach_tui.app.dialogues.erase import ask_erase

        if self.item is not None:
            self.coach.talk(ask_erase(self.coach, self.item.client))

    def do_open(self) -> None:
        """The page of an item; what waits behind a line, for that."""
        if self.key in (MORE, LAID_BY):
            self.opened ^= {self.key}
            self.load()
        elif self.item is not None and self.item.kind in OF_MERGES:
            from coach_tui.app.dialogues.merged import ask_merged

            self.coach.talk(ask_merged(self.coach, self.item.uid))
        else:
            super().do_open()

    def back(self) -> bool:
        """Besides: the lines that were opened close again."""
        if super().back():
            return True
        if self.opened:
            self.opened.clear()
            self.load()
            return True
        return False

    def do_filter(self) -> None:
        """All that there is can be found, not only what the list has room for."""
        if self.hidden or self.waiting:
            self.opened |= {MORE, LAID_BY}
            self.load()
        super().do_filter()

    def make_detail(self, key: str) -> list[Line]:
        """What is behind one of the last lines; else why somebody is here, and the plan."""
        return self._behind(key) if key in (MORE, LAID_BY) else super().make_detail(key)

    def led_by(self, key: str) -> list[PageLine]:
        """Why the client is here, with the key that deals with it, and what helps now."""
        if key not in self.items:
            return self.asked_first(key)
        item = self.items[key]
        command, word = key_for(item)
        key = self.coach.key_of(command)
        lines = [PageLine(LED, item.about, item.reason, f"{key}  {word}", key, mark=item.weight)]
        snooze = item.put_off or item.came_back
        if snooze:
            until = short(snooze.until, self.coach.today)
            said = f"put off until {until}" if item.put_off else f"was put off until {until}"
            lines.append(PageLine("line", item.about, f"{said}: {snooze.reason}", mark="quiet"))
        if item.kind == "session" and item.due:
            lines += self._preparation(item.plan, item.due)
        return lines

    def _preparation(self, plan: Plan, on: date) -> list[PageLine]:
        """What the hour should not pass over, besides the promises, which stand on every page."""
        found = prepare(plan, on)
        today = self.coach.today
        lines = []
        if found.review:
            said = f"review due {short(found.review, today)}"
            lines.append(PageLine("line", ("reviews", ""), said, mark="open"))
        for one in found.objectives:
            due = short(one.due, today) if one.due else ""
            about = ("objectives", one.uid)
            lines.append(PageLine("line", about, f"{quote(one.title)} is due {due}", mark="open"))
        return lines

    def _behind(self, key: str) -> list[Line]:
        """What is behind one of the last lines."""
        items = self.hidden if key == MORE else self.waiting
        lines = [title(f"+{len(items)} more" if key == MORE else OFF)]
        return lines + [
            Line(together(item.client.name, item.others, narrow=True), item.reason) for item in items
        ]
