"""A place: what the middle of the screen shows, and the commands it can do.

A method `do_<command id>` makes a command available, see `coach_tui.app.command`. `keys` names the commands
that the footer shows first. `load` fills the place from the practice; it is called when the place is
shown and after every change.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.app import ComposeResult
from textual.containers import Horizontal

from coach_tui.app.places.pointed_place import PointedPlace
from coach_tui.app.places.sharing import ACROSS, DOWN, KEPT, WIDE, Room, shared, wraps_found
from coach_tui.app.widgets.detail import Detail, Line, plain_text
from coach_tui.app.widgets.hints import with_keys
from coach_tui.app.widgets.row import STACKED
from coach_tui.app.widgets.rows import Column, Row, RowList
from coach_tui.app.widgets.rule import Rule, Upright

if TYPE_CHECKING:
    from datetime import date

    from coach_tui.app.coach import Coach
    from coach_tui.app.widgets.drawing import Span
    from coach_tui.plan.practice import Plan

LINES = 4
"""Lines of the screen above and below a place."""
END = 10_000
"""More screenfuls than anything has."""


class Place(PointedPlace):
    """The shared part of all places."""

    DEFAULT_CSS = "Place { width: 1fr; height: 1fr; layout: vertical; }"
    title: ClassVar[str] = ""
    keys: ClassVar[tuple[str, ...]] = ()
    labels: ClassVar[dict[str, str]] = {}
    """Words of the footer that are others here than elsewhere; `helps` are the sentences of the help."""
    helps: ClassVar[dict[str, str]] = {}
    leads: ClassVar[str] = ""
    """Where the key that opens leads to from a page that is open; "" for nowhere."""
    of_plan: ClassVar[bool] = True
    """Whether it shows one client's plan (else all clients)."""
    names_people: ClassVar[bool] = False
    """Whether it shows something that was made with names, and is covered while they are hidden."""
    stale = True
    in_rule: Sequence[Span] = ()
    """What stands in the rule under the top line."""

    def label_of(self, command: str) -> str:
        """The word of the footer for a command (its id) where it is another here, else ""."""
        return self.labels.get(command, "")

    @property
    def footer(self) -> Sequence[str]:
        """The commands that the footer names first, as far as they can be done."""
        if self.turned:
            left_out = ("view",) if self.leads else ("open", "view")
            return ("back", *(key for key in self.keys if key not in left_out))
        return self.keys

    @property
    def coach(self) -> Coach:
        """The app, as the rooms know it."""
        return cast("Coach", self.app)

    def take(self, given: object) -> None:
        """Show this; for pages that are given what they show."""
        raise NotImplementedError

    def open_form(
        self,
        table: str,
        uid: str = "",
        *,
        engagement: str = "",
        start: Mapping[str, Any] | None = None,
        field: str = "",
    ) -> None:
        """Open the form of a record, or of a new one; `field` is where to begin in it."""
        from coach_tui.app.dialogues.record import edit_record

        self.coach.talk(edit_record(self.coach, table, uid, engagement=engagement, start=start, field=field))

    def load(self) -> None:
        """Fill it from the practice."""
        raise NotImplementedError

    def cover(self) -> None:
        """Show nothing while names are hidden; for places that say they name people."""
        raise NotImplementedError

    def _anybody(self) -> bool:
        """Whether there is a client to do it with."""
        return bool(self.coach.practice.tables.get("clients"))

    def _never(self) -> bool:
        """For what is not done here though it is in places like this."""
        return False

    can_checkin = can_review = can_session = can_book = can_win = _anybody
    can_snooze = can_pause = can_editor = can_filter = _anybody

    @property
    def right_text(self) -> str:
        """What stands at the right of the top line, before the date."""
        return ""

    @property
    def client_here(self) -> str:
        """The client (uid) that the selection is about, "" for none."""
        return self.coach.client_uid

    @property
    def plan_here(self) -> Plan | None:
        """The plan that the selection is about, where it may be another than the client's current one."""
        return None

    @property
    def day_here(self) -> date | None:
        """The day on which the cursor is; None where there are no days."""
        return None

    @property
    def turned(self) -> bool:
        """Whether the detail has taken the turn of the list."""
        return False

    @property
    def filtered(self) -> str:
        """The text that a list here is filtered by, "" for none."""
        return ""

    def drop_filter(self) -> None:
        """Show all again, whatever a list here is filtered by."""

    @property
    def listed(self) -> set[str]:
        """The records (uids) that have a row; none where there is no list."""
        return set()

    def show_record(self, uid: str) -> bool:
        """Put the cursor on a record; False when it is not here."""
        return False

    def show_list(self) -> None:
        """Close what was opened within the place: its digit shows what it lists."""

    def together(self, command: str) -> bool | None:
        """Whether a command (its id) is done to the rows that are marked; None: it is not about them."""
        return None

    def instead(self, command: str) -> Callable[[Coach], Coroutine[Any, Any, None]] | None:
        """What is done for a command (its id) while rows are marked; None: the command."""
        return None

    def back(self) -> bool:
        """Undo one step of opening within the place; False when there is none."""
        return False

    def copy_text(self) -> str:
        """What `y` copies."""
        return ""

    def step(self, rows: int, pages: int = 0) -> None:
        """Down by so many rows or screenfuls (up where they are less than none), as the keys ask for."""
        raise NotImplementedError

    def do_down(self) -> None:
        self.step(1)

    def do_up(self) -> None:
        self.step(-1)

    def do_page_down(self) -> None:
        self.step(0, 1)

    def do_page_up(self) -> None:
        self.step(0, -1)

    def do_first(self) -> None:
        self.step(0, -END)

    def do_last(self) -> None:
        self.step(0, END)


class ListPlace(Place):
    """A list with its detail beside it, else under it, where there is room for all that the list holds.

    Otherwise the detail takes the list's turn.
    """

    columns: ClassVar[Sequence[Column]] = (Column(),)
    empty_text: ClassVar[str] = ""
    made_to_measure: ClassVar[bool] = False
    """Whether its rows are made for a width, and anew for another."""
    always_wraps: ClassVar[bool] = False
    """Whether its rows are sentences, which are wrapped though not all rows are seen then."""
    kept: ClassVar[int] = KEPT
    across: int = ACROSS

    DEFAULT_CSS = """
    ListPlace RowList { width: 1fr; }
    ListPlace Detail { width: 1fr; }
    ListPlace.turned RowList { display: none; }
    ListPlace.narrow Detail { display: none; }
    ListPlace.narrow Upright { display: none; }
    ListPlace #under { display: none; }
    ListPlace.below Horizontal { layout: vertical; }
    ListPlace.below Detail, ListPlace.below #under { display: block; }
    ListPlace.below.turned #under { display: none; }
    ListPlace.turned Upright, ListPlace.turned #under { display: none; }
    ListPlace.turned Detail { display: block; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.list = RowList(self.columns)
        self.list.moved = self.follow
        self.detail = Detail()
        self._fit()

    def compose(self) -> ComposeResult:
        """List, rule, detail."""
        with Horizontal():
            yield self.list
            yield Upright()
            yield Rule(id="under")
            yield self.detail

    @property
    def lines(self) -> int:
        """The lines that list and detail share."""
        return self.app.size.height - LINES

    def _fit(self) -> None:
        """The detail stands where the list keeps all it has without it; no row is cut that has room."""
        width = self.app.size.width
        rows = self.list.made
        cells, wraps, taken = room = self.room_of(rows)
        self.list.wraps = wraps_found(self.list, room, self.lines)
        beside = bool(rows) and cells < width
        below = width >= WIDE and not beside and wraps == STACKED and 0 < taken < self.lines - DOWN
        self.set_class(not beside, "narrow")
        self.set_class(below, "below")
        self.list.styles.width = cells if beside else "1fr"
        self.list.styles.height = taken if below else "1fr"

    def room_of(self, rows: Sequence[Row], more: Sequence[Row] = ()) -> Room:
        """What a list of these rows takes; `more` rows are as wide as they are, but need not be seen."""
        found = shared(self.list, rows, more, (self.app.size.width, self.lines), (self.kept, self.across))
        out_of_sight = self.always_wraps and found.wraps != STACKED
        return found._replace(wraps=STACKED, lines=END) if out_of_sight else found

    @property
    def page_in_view(self) -> bool:
        """Whether the detail is seen."""
        return not self.has_class("narrow") or self.turned or self.has_class("below")

    def on_resize(self) -> None:
        """Another width has room for more or less."""
        self._fit()
        if self.made_to_measure and not self.stale:
            self.call_after_refresh(self.load)

    # What subclasses say

    def make_rows(self) -> list[Row]:
        """The rows for what is in the practice now."""
        raise NotImplementedError

    def make_detail(self, key: str) -> list[Line]:
        """The page for a row."""
        return []

    def empty_now(self) -> str:
        """What is shown when there are no rows; `{id}` stands in it for the key of a command."""
        return self.empty_text

    # The shared part

    @property
    def turned(self) -> bool:
        """Whether the detail has taken the list's turn."""
        return self.has_class("turned")

    @property
    def key(self) -> str:
        """The key of the selected row, "" for none."""
        return self.list.cursor_key or ""

    def load(self) -> None:
        """Rows again; the cursor stays on its row or the nearest."""
        self.list.empty = with_keys(self.empty_now(), self.coach.key_of)
        self.list.set_rows(self.make_rows())
        self._fit()
        self._show_detail(keep=True)

    def _show_detail(self, keep: bool = False) -> None:
        self.detail.show(self.make_detail(self.key) if self.key else [], keep_place=keep)

    def follow(self) -> None:
        """The cursor came to another row: the detail follows."""
        if self.page_in_view:
            self._show_detail()
        self.coach.selection_moved()

    def wheeled(self, lines: int) -> None:
        """The list, or the page that has taken its turn."""
        (self.detail if self.turned else self.list).wheeled(lines)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """A click on the selected row opens it."""
        event.stop()
        self.coach.run_command("open")

    @property
    def listed(self) -> set[str]:
        """The records (uids) that have a row."""
        return {row.key.rpartition(":")[2] for row in self.list.rows if row.key is not None}

    def show_record(self, uid: str) -> bool:
        """The row whose key is the uid, or ends with it."""
        for row in self.list.rows:
            if row.key is not None and row.selectable and row.key.rpartition(":")[2] == uid:
                return self.list.go_to(row.key)
        return False

    @property
    def filtered(self) -> str:
        """The text that the list is filtered by, "" for none."""
        return self.list.filter_text

    def drop_filter(self) -> None:
        """All rows again."""
        if self.list.filter_text:
            self.narrow("")

    def show_list(self) -> None:
        """The list, whatever has taken its turn."""
        self.remove_class("turned")

    def back(self) -> bool:
        """From the detail to the list; then the marks that show go, then the filter."""
        if self.turned:
            self.show_list()
            return True
        if any(row.key in self.list.marked for row in self.list.rows):
            self.list.unmark(self.list.marked)
            return True
        if self.list.filter_text:
            self.narrow("")
            return True
        return False

    def copy_text(self) -> str:
        """The page of the selected row, whether it is seen or not."""
        return plain_text(self.make_detail(self.key) if self.key else [], self.coach.ascii_only)

    def open_detail(self) -> bool:
        """Let the page take the list's turn, at every width; False when it has, or there is none."""
        if self.turned or not self.key or not self.make_detail(self.key):
            return False
        self.add_class("turned")
        self._show_detail()
        self.coach.selection_moved()
        return True

    def step(self, rows: int, pages: int = 0) -> None:
        """In the list, or in the page that has taken its turn."""
        if self.turned:
            self.detail.shift(rows, pages)
        elif abs(pages) == END:
            (self.list.last if pages > 0 else self.list.first)()
        elif pages:
            self.list.page(pages)
        else:
            self.list.move(rows)

    def do_filter(self) -> None:
        """Ask for a text; the list follows while it is typed. Escape shows all again."""
        self.coach.talk(self._ask_filter())

    async def _ask_filter(self) -> None:
        text = await self.coach.bottom.prompt("/", self.list.filter_text, on_change=self.narrow, browses=True)
        if text is None:
            self.narrow("")
        self.coach.show_lines()

    def narrow(self, text: str) -> None:
        """Show the rows that hold a text."""
        self.list.filter(text)
        self._fit()
