"""The app: one line on top, one place in the middle, one line at the bottom."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual import events
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import Container
from textual.screen import Screen
from textual.strip import Strip

from coach_tui.app.commands import BY_ID, COMMANDS, MOVE, PLACES
from coach_tui.app.looks import Looks
from coach_tui.app.terminal.quiet import QuietScreen
from coach_tui.app.terminal.sparing import Shown, Sparing
from coach_tui.app.widgets.drawing import LineDrawn, cut, make_strip
from coach_tui.app.widgets.lines import BottomLine, Rule, TopLine
from coach_tui.plan.dates import short
from coach_tui.plan.errors import CoachError
from coach_tui.plan.fields import quote

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.driver import Driver

    from coach_tui.app.dialogues.client_forms import ReplyRead
    from coach_tui.app.forms.widgets.form import Form
    from coach_tui.app.places.place import Place
    from coach_tui.changes.desk import Desk
    from coach_tui.exchange.ics import Read
    from coach_tui.exchange.report import Report
    from coach_tui.plan.client import Client
    from coach_tui.plan.practice import Plan, Practice
    from coach_tui.plan.wins import Offer
    from coach_tui.settings import Settings
    from coach_tui.store.journal import Entry

T = TypeVar("T")

MIN_COLUMNS, MIN_ROWS = 60, 15
"""What the app needs to be of use."""
SETTLE = 0.05
"""Seconds after the first screen until what can wait is done, once."""
PAGES = ("help", "history", "calendar_changes", "report_page", "reply_page")
"""Places that are asked for from another one, and lead back to it."""


class TooSmall(LineDrawn):
    """What is shown instead of everything on a terminal that is too small."""

    def render_line(self, y: int) -> Strip:
        """One line, in the middle."""
        width, height = self.size
        said = f"coach needs {MIN_COLUMNS}x{MIN_ROWS}; this is {width}x{height}" if y == height // 2 else ""
        return make_strip([(cut(said, width), self.pens("bold"))], width, self.pens())


class CoachApp(App[int]):
    """Coaching action plans at the keyboard."""

    ENABLE_COMMAND_PALETTE = False
    TITLE = "coach"
    CSS = """
    Screen { background: $background; color: $foreground; layers: base over; }
    #body { height: 1fr; width: 1fr; }
    TooSmall { display: none; layer: over; dock: top; width: 100%; height: 100%; background: $background; }
    Screen.small TooSmall { display: block; }
    """
    BINDINGS: ClassVar[list[Any]] = [
        Binding(command.keys, f"do('{command.id}')", command.label, id=command.id, show=False)
        for command in COMMANDS
        if command.keys
    ]
    animation_level = "none"

    def __init__(self, desk: Desk, settings: Settings, looks: Looks, *, demo: bool = False) -> None:
        super().__init__()
        self.desk = desk
        self.settings = settings
        self.looks = looks
        self.demo = demo
        self.practice: Practice = desk.practice()
        self.today: date = desk.today
        self.client_uid = ""
        self.engagement_uid = ""
        self.names_hidden = False
        self.places: dict[str, Place] = {}
        self.place_id = ""
        self._before = "today"
        self._numbered: Practice | None = None
        self._numbers: dict[str, int] = {}
        self.calendar_read: Read | None = None
        self.offer: tuple[str, Offer] | None = None
        """What could be noted as a win, of which engagement (uid); until the next command."""
        self.reply_read: ReplyRead | None = None
        self.report_shown: tuple[Report, list[str]] | None = None
        self.kept_drafts: list[dict[str, Any]] = []
        self.drafts_stored = False
        self._writing = asyncio.Lock()
        self.terminal_shows = Shown()
        self.ascii_only = settings.ascii or looks.ascii_only
        self.line_styles = looks.styles
        self.animation_level = "none"
        looks.apply(self)

    # Screen

    def get_default_screen(self) -> Screen[Any]:
        """A screen on which a change of focus repaints little."""
        return QuietScreen(id="_default")

    def get_driver_class(self) -> type[Driver]:
        """The terminal, asleep while nobody types, and not outlived."""
        from coach_tui.app.terminal.driver import TerminalDriver

        return TerminalDriver

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Write what differs from what the terminal shows."""
        wanted: Any = renderable  # an update of the compositor is told from what Rich draws by its class
        if isinstance(renderable, (ChopsUpdate, LayoutUpdate)):
            wanted = Sparing(renderable, self.terminal_shows)
        elif renderable is not None:
            self.terminal_shows.forget()
        super()._display(screen, wanted)

    def compose(self) -> ComposeResult:
        """Top line, place, bottom line."""
        from coach_tui.app.places.today import Today

        self.top = TopLine()
        self.bottom = BottomLine()
        self.place_id = "today"
        self.places["today"] = today = Today()
        today.load()
        today.stale = False
        self.show_lines()
        self.body = Container(today, id="body")
        yield self.top
        yield Rule()
        yield self.body
        self.bottom.above = Rule()
        yield self.bottom.above
        yield self.bottom
        yield TooSmall()

    def on_mount(self) -> None:
        """The bottom line has the focus, always."""
        self.bottom.focus(scroll_visible=False)
        from coach_tui.app.terminal.leaving import watch_signals

        watch_signals(self)
        if self.settings.keys:
            from coach_tui.app.keymap import apply_keymap

            self.looks.faults += apply_keymap(self)
            self.show_lines()
        self.call_after_refresh(self.set_timer, SETTLE, self._settle_in)

    def _settle_in(self) -> None:
        """What can wait until the first screen is painted."""
        if not self.screen_stack:  # left already
            return
        self._wait_for_midnight()
        self._freeze()
        if self.looks.faults and not self.bottom.active:
            self.bottom.say(self.looks.faults[0], "bad")
        from coach_tui.app.drafts import offer_drafts

        offer_drafts(self)

    @staticmethod
    def _freeze() -> None:
        """The practice stays: the garbage collector need not look at it again."""
        import gc

        gc.collect()
        gc.freeze()

    def on_resize(self, event: events.Resize) -> None:
        """Say what is needed where there is too little room."""
        self.terminal_shows.forget()
        small = event.size.width < MIN_COLUMNS or event.size.height < MIN_ROWS
        self.screen_stack[0].set_class(small, "small")

    # What is there

    @property
    def place(self) -> Place:
        """The place that is shown."""
        return self.places[self.place_id]

    @property
    def plan(self) -> Plan | None:
        """The plan of the client whose plan is shown."""
        if not self.client_uid:
            return None
        return self.practice.plan(self.client_uid, self.engagement_uid or None)

    def client_name(self, client: Client) -> str:
        """The client's name, or a number that stands for it while names are hidden."""
        return self._number_of(client.uid) if self.names_hidden else client.name

    def _number_of(self, uid: str) -> str:
        """What stands for a client while names are hidden."""
        if self._numbered is not self.practice:
            self._numbered = self.practice
            self._numbers = {client.uid: n for n, client in enumerate(self.practice.clients, 1)}
        return f"Client {self._numbers[uid]}" if uid in self._numbers else "a client"

    def choose_client(self, client: str, engagement: str = "") -> None:
        """Make a client's plan (uids) the one that the places show."""
        if (client, engagement) != (self.client_uid, self.engagement_uid):
            self.client_uid, self.engagement_uid = client, engagement
            for place in self.places.values():
                place.stale = place.stale or place.of_plan

    # Places

    def go(self, place: str, record: str = "") -> None:
        """Show a place, with the cursor on a record (uid) where given."""
        self.run_worker(self._show_place(place, record), group="places", exit_on_error=True)

    def go_to_plan(self, place: str, record: str = "") -> None:
        """Show a place of the plan that was chosen, whatever is selected in the place shown now."""
        self.run_worker(self._show_place(place, record, settle=False), group="places", exit_on_error=True)

    async def _show_place(self, place_id: str, record: str = "", settle: bool = True) -> None:
        from coach_tui.app.places import make_place

        place = self.places.get(place_id)
        if place is None:
            place = self.places[place_id] = make_place(place_id)
            place.display = False
            await self.body.mount(place)
        before = self.places.get(self.place_id)
        if place.of_plan:
            self._settle_client(before if settle else None)
        if place_id in PAGES:
            place.stale = True
            if self.place_id not in PAGES:
                self._before = self.place_id
        self.place_id = place_id
        if place.stale:
            place.load()
            place.stale = False
        if before is not place:
            place.display = True
            if before is not None:
                before.display = False
        if record:
            place.show_record(record)
        self.show_lines()

    def _settle_client(self, before: Place | None) -> None:
        """A plan place shows the client selected where one comes from, else the one shown last."""
        here = before.client_here if before is not None else ""
        if here and here != self.client_uid:
            self.choose_client(here)
        if self.engagement_uid and self.practice.find("engagements", self.engagement_uid) is None:
            self.engagement_uid = ""
        if self.practice.client(self.client_uid) is None:
            clients = self.practice.clients
            self.choose_client(clients[0].uid if clients else "")

    def show_lines(self) -> None:
        """The lines on top and at the bottom, as they are for this place and selection."""
        place = self.place
        plan = self.plan if place.of_plan else None
        name = self.client_name(plan.client) if plan else ""
        if plan and not plan.engagement.open:
            name += "  (closed)"
        elif plan and plan.engagement.paused(self.today):
            name += "  (paused)"
        right = place.right_text or self._count()
        if place.filtered:
            right = f"/{place.filtered} · {right}" if right else f"/{place.filtered}"
        day = short(self.today, self.today)
        day = day if str(self.today.year) in day else f"{day} {self.today.year}"
        demo = "demo · " if self.demo else ""
        self.top.show(place.title, name, f"{demo}{day} · {right}" if right else f"{demo}{day}")
        self.bottom.hints(self._hints())

    def _count(self) -> str:
        count = len(self.practice.tables.get("clients", {}))
        if self.place.of_plan and count > 1:
            uids = [client.uid for client in self.practice.clients]
            return f"{uids.index(self.client_uid) + 1} of {count}" if self.client_uid in uids else ""
        return f"{count} client" if count == 1 else f"{count} clients"

    def _hints(self) -> list[tuple[str, str]]:
        place = self.place
        own = (
            place.keys
            if not place.turned
            else ("back", *(key for key in place.keys if key not in ("open", "view")))
        )
        wanted = [*own, "undo", "filter", "palette"]
        hints = [
            (self.key_of(name), place.label_of(name) or BY_ID[name].label)
            for name in wanted
            if self.can(name) and BY_ID[name].keys
        ]
        return [*hints, ("0-9", "places"), (self.key_of("help"), "help")]

    def key_of(self, command: str) -> str:
        """The key that a command has now, as the footer writes it."""
        from coach_tui.app.commands import show_key

        keys = self.settings.keys.get(command) or BY_ID[command].keys
        return show_key(keys.split(",")[0].strip())

    def selection_moved(self) -> None:
        """The place's cursor came to another row: what works here may differ."""
        self.bottom.hints(self._hints())

    # Commands

    def can(self, command: str) -> bool:
        """Whether somebody can do it here."""
        return self.could(command, self.place)

    def could(self, command: str, place: Place) -> bool:
        """Whether somebody can do it in a place, with what is selected there."""
        own = getattr(place, f"can_{command}", None)
        if own is not None and not own():
            return False
        return hasattr(place, f"do_{command}") or hasattr(self, f"do_{command}") or command in self._place_ids

    _place_ids: ClassVar[frozenset[str]] = frozenset(place.id for place in PLACES)

    async def on_event(self, event: events.Event) -> None:
        """Keys one after the other, however fast they come."""
        if isinstance(event, (events.Key, events.Paste)) and not event.is_forwarded:
            from coach_tui.app.terminal.typeahead import deliver

            await deliver(self, event)
        else:
            await super().on_event(event)

    def action_do(self, command: str) -> None:
        """A key was pressed."""
        self.run_command(command)

    def run_command(self, command: str) -> None:
        """Do a command, in the place if it can, else here."""
        if self.bottom.active or len(self.screen_stack) > 1:
            return
        self.look_around()
        if command != "win":
            self.offer = None
        if not self.can(command):
            if BY_ID[command].group != MOVE:
                why = f"not here, or not what is selected · {self.key_of('help')} shows what can be done"
                self.bottom.say(f"{BY_ID[command].label}: {why}")
            return
        if command in self._place_ids:
            self.go(command)
            return
        own = getattr(self.place, f"do_{command}", None)
        try:
            (own or getattr(self, f"do_{command}"))()
        except CoachError as error:
            self.bottom.say(str(error), "bad")

    def do_next_client(self) -> None:
        """The next client's plan."""
        self._step_client(1)

    def do_previous_client(self) -> None:
        """The plan of the client before."""
        self._step_client(-1)

    def _step_client(self, step: int) -> None:
        clients = [client.uid for client in self.practice.clients]
        if not clients or not self.place.of_plan:
            return
        index = clients.index(self.client_uid) + step if self.client_uid in clients else 0
        self.choose_client(clients[index % len(clients)])
        self.reload_place()

    def do_undo(self) -> None:
        """Take the last change back."""
        from coach_tui.changes.undo import undo

        self.write(lambda: undo(self.desk), lambda entry: self._said_undone("took back", entry))

    def do_redo(self) -> None:
        """Make it again."""
        from coach_tui.changes.undo import redo

        self.write(lambda: redo(self.desk), lambda entry: self._said_undone("made again", entry))

    def _said_undone(self, what: str, entry: Entry) -> None:
        other = (
            f"{self.key_of('redo')} makes it again"
            if what == "took back"
            else f"{self.key_of('undo')} takes it back"
        )
        self.say_done(f"{what}: {self.entry_text(entry)}", other)

    def entry_text(self, entry: Entry) -> str:
        """What a journal entry says; without names while they are hidden."""
        if not self.names_hidden:
            return entry.what
        names = {client.name: self.client_name(client) for client in self.practice.clients}
        for op in entry.ops:
            for record in (op.get("before"), op.get("after")):
                if op["table"] == "clients" and record:
                    names.setdefault(record["name"], self._number_of(record["uid"]))
        said = entry.what
        for name in sorted(names, key=len, reverse=True):
            said = said.replace(name, names[name])
        return said

    def do_hide_names(self) -> None:
        """Hide or show names."""
        self.names_hidden = not self.names_hidden
        self.mark_stale()
        self.reload_place()
        self.bottom.say("names are hidden" if self.names_hidden else "names are shown")

    def do_copy(self) -> None:
        """Copy the selection."""
        text = self.place.copy_text()
        if not text:
            self.bottom.say("nothing is selected that could be copied")
            return
        self.copy_to_clipboard(text)
        lines = text.count("\n") + 1
        first = cut(text.partition("\n")[0].strip(), 24, self.ascii_only)
        more = f" and {lines - 1} more line{'s' if lines > 2 else ''}" if lines > 1 else ""
        self.bottom.say(f"copied {quote(first)}{more}, as far as the terminal allows it", "good")

    def do_redraw(self) -> None:
        """Write the whole screen again, over what something else has left on the terminal."""
        self.terminal_shows.forget()
        self.screen.refresh()

    def do_theme(self) -> None:
        """The next theme."""
        name = self.looks.next(self)
        self.line_styles = self.looks.styles
        for widget in self.screen.walk_children():
            widget.refresh()
        self.bottom.say(f"theme: {name}")

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
        from coach_tui.app.dialogues.record import open_form

        open_form(self, table, uid, engagement=engagement, start=start, field=field)

    def do_editor(self) -> None:
        """The whole plan in the editor."""
        from coach_tui.app.dialogues.editor import edit_whole_plan

        edit_whole_plan(self)

    def do_template(self) -> None:
        """Save the plan as a template."""
        from coach_tui.app.dialogues.questions import ask_template

        ask_template(self)

    def on_form_edit_requested(self, event: Form.EditRequested) -> None:
        """A long text of a form in the editor."""
        from coach_tui.app.dialogues.editor import edit_field

        edit_field(self, event)

    def on_form_unkept(self, event: Form.Unkept) -> None:
        """What was typed is written down."""
        from coach_tui.app.drafts import store_open

        self.run_worker(store_open(self, self._writing), group="writing")

    def do_help(self) -> None:
        """What can be done here."""
        self.go("help")

    def do_log(self) -> None:
        """The hours log."""
        self.go("hours")

    def do_history(self) -> None:
        """What was changed."""
        self.go("history")

    def do_report(self) -> None:
        """A report: for whom, what leaves, then a file."""
        from coach_tui.app.dialogues.report import show_report

        show_report(self)

    def do_form(self) -> None:
        """A form for the client, to a file."""
        from coach_tui.app.dialogues.client_forms import write_form

        write_form(self)

    def do_reply(self) -> None:
        """A client's reply: shown, then taken in."""
        from coach_tui.app.dialogues.client_forms import read_in

        read_in(self)

    def do_calendar_changes(self) -> None:
        """What was changed in the other calendar."""
        from coach_tui.app.dialogues.other_calendar import show_changes

        show_changes(self)

    def do_calendar_write(self) -> None:
        """Write the plans' dates there."""
        from coach_tui.app.dialogues.other_calendar import write_calendar

        write_calendar(self)

    def do_palette(self) -> None:
        """Find a command or a record by name."""
        from coach_tui.app.palette import open_palette

        open_palette(self)

    def do_checkin(self) -> None:
        """Check in with a client."""
        from coach_tui.app.dialogues.checkin import ask_checkin

        ask_checkin(self)

    def do_win(self) -> None:
        """Note a win."""
        from coach_tui.app.dialogues.checkin import ask_win

        offered, self.offer = self.offer, None
        ask_win(self, offered)

    def do_review(self) -> None:
        """Hold the review."""
        from coach_tui.app.dialogues.review import hold_review

        hold_review(self)

    def do_session(self) -> None:
        """Hold the session."""
        from coach_tui.app.dialogues.session import hold_session

        hold_session(self)

    def do_snooze(self) -> None:
        """Put off what is selected, else the review."""
        from coach_tui.app.dialogues.snooze import ask_put_off

        ask_put_off(self)

    def do_pause(self) -> None:
        """Pause or resume the plan."""
        from coach_tui.app.dialogues.questions import ask_pause

        ask_pause(self)

    def do_back(self) -> None:
        """One step back; from Today, leave."""
        if self._step_back():
            return
        if self.place_id != "today":
            self.go("today")
        else:
            self.run_worker(self.action_quit(), group="leaving")

    def do_close_up(self) -> None:
        """Close what is open here; never leave the app."""
        if not self._step_back() and self.place_id == "today":
            self.bottom.say(f"{self.key_of('back')} leaves")

    def _step_back(self) -> bool:
        if self.place.back():
            self.show_lines()
            return True
        if self.place_id in PAGES:
            self.go(self._before)
            return True
        return False

    def do_quit(self) -> None:
        """Leave."""
        self.run_worker(self.action_quit(), group="leaving")

    @property
    def before_page(self) -> Place:
        """The place from which help or history was asked for."""
        return self.places[self._before]

    async def action_quit(self) -> None:
        """Leave once everything is written."""
        async with self._writing:
            if len(self.screen_stack) > 1 or (self.bottom.active and self.bottom.value.strip()):
                return  # what was typed came back: it was refused
            from coach_tui.app.terminal.leaving import keep_drafts

            keep_drafts(self)
            self.exit(0)

    def action_help_quit(self) -> None:
        """Ctrl+C does not leave: say what does."""
        self.bottom.say(f"{self.key_of('quit')} leaves; {self.key_of('back')} goes back")

    # Reading and writing

    def forget_client(self, uid: str) -> None:
        """Keep nothing of a client who was erased: no place, no draft."""
        if self.client_uid == uid:
            self.choose_client("")
        self.kept_drafts = [draft for draft in self.kept_drafts if self._known(draft)]
        for name in [name for name in self.places if name != self.place_id]:
            self.places.pop(name).remove()
        self._before = "today" if self._before not in self.places else self._before
        self.mark_stale()
        self.reload_place()

    def _known(self, draft: dict[str, Any]) -> bool:
        """Whether what a draft is about is in the file still."""
        from coach_tui.app.drafts import told_by

        about = told_by(str(draft.get("draft_key", "")))
        plan = str(about.get("engagement") or "")
        record = str(about.get("uid") or "")
        tables = ("clients", "engagements", str(about.get("table") or "clients"))
        wanted = [uid for uid in (plan, record) if uid]
        return bool(wanted) and all(any(self.practice.find(table, uid) for table in tables) for uid in wanted)

    def mark_stale(self) -> None:
        """Every place fills itself anew when it is shown."""
        for place in self.places.values():
            place.stale = True

    def reload_place(self) -> None:
        """Fill the place that is shown from the practice."""
        place = self.place
        if place.of_plan:
            gone = self.client_uid and self.practice.client(self.client_uid) is None
            self._settle_client(None)
            if gone:
                # another client's plan in its place could be taken for this one's
                self.go("clients")
                return
        place.load()
        place.stale = False
        self.show_lines()

    def _take(self, practice: Practice) -> None:
        """Show what was read."""
        if practice is not self.practice:
            self.practice = practice
            self.mark_stale()
            self.reload_place()

    def look_around(self) -> None:
        """Notice a change made outside, and a new day: one stat, no timer."""
        today = self.desk.today
        if today != self.today:
            self.turn_page(today)
        if self.desk.outdated and not self._writing.locked():
            self.run_worker(self._read_again(), group="reading", exclusive=True)

    async def _read_again(self) -> None:
        async with self._writing:
            try:
                self._take(await asyncio.to_thread(self.desk.practice))
            except CoachError as error:
                self.bottom.say(str(error), "bad")

    def turn_page(self, today: date) -> None:
        """Another day has begun."""
        self.today = today
        self.mark_stale()
        self.reload_place()

    def _wait_for_midnight(self) -> None:
        now = self.desk.clock.now()
        midnight = datetime.combine(now.date() + timedelta(days=1), datetime.min.time(), now.tzinfo)
        self.set_timer(max(1.0, (midnight - now).total_seconds()), self._midnight)

    def _midnight(self) -> None:
        self.look_around()
        self._wait_for_midnight()

    def on_app_focus(self, event: events.AppFocus) -> None:
        """The terminal has the focus again."""
        if self.place_id:
            self.look_around()

    def write(
        self,
        work: Callable[[], T],
        then: Callable[[T], object] | None = None,
        failed: Callable[[CoachError], object] | None = None,
    ) -> None:
        """Do a verb off the event loop, one after the other; then show what is in the file now.

        `then` gets its result; an error goes to `failed`, else to the bottom line.
        """
        self.run_worker(self._write(work, then, failed), group="writing")

    async def _write(
        self,
        work: Callable[[], T],
        then: Callable[[T], object] | None,
        failed: Callable[[CoachError], object] | None,
    ) -> None:
        def in_thread() -> tuple[T, Practice]:
            result = work()
            return result, self.desk.practice()

        async with self._writing:
            try:
                result, practice = await asyncio.to_thread(in_thread)
            except CoachError as error:
                if failed is not None:
                    failed(error)
                else:
                    self.bottom.say(str(error), "bad")
                return
            self._take(practice)
        if then is not None:
            then(result)

    def say_done(self, what: str, hint: str) -> None:
        """Say what was done; the hint is never cut."""
        room = self.size.width - len(hint) - 8
        self.bottom.say(f"{cut(what, max(20, room), self.ascii_only)} · {hint}", "good")

    def said(self, entry: Entry | None) -> None:
        """Say what a change did, and how to take it back."""
        if entry is None:
            self.bottom.say("nothing changed")
        else:
            self.say_done(self.entry_text(entry), f"{self.key_of('undo')} takes it back")

    # Faults

    def _fatal_error(self) -> None:
        """Leave with one line that holds no client data; never a screen of local variables."""
        from coach_tui.app.terminal.leaving import keep_drafts, note_crash

        keep_drafts(self)
        self.crash_line = note_crash(self.desk.store.path)
        self._close_messages_no_wait()

    crash_line = ""


def run(desk: Desk, *, settings: Settings | None = None, demo: bool = False) -> int:
    """Open the app on a data file; returns the exit status.

    Raises:
        CoachError: when the data file or the configuration cannot be read.
    """
    from coach_tui.settings import Settings as Defaults

    chosen = settings or Defaults()
    looks = Looks(chosen)
    app = CoachApp(desk, chosen, looks, demo=demo)
    result = app.run(mouse=looks.mouse)
    if app.crash_line:
        import sys

        sys.stderr.write(f"coach: {app.crash_line}\n")
        return 3
    return int(result or 0)
