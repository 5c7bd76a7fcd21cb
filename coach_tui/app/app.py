"""The app: one line on top, one place in the middle, one line at the bottom."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Coroutine, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container
from textual.widget import Widget

from coach_tui.app.command import MOVE, Command
from coach_tui.app.commands import BY_ID, COMMANDS
from coach_tui.app.drafts import Drafts
from coach_tui.app.heading import hints, top_line
from coach_tui.app.looks import Looks
from coach_tui.app.outside import Outside
from coach_tui.app.stage import HOME, Stage
from coach_tui.app.syncing import Syncing
from coach_tui.app.talking import Talks
from coach_tui.app.terminal.app import TerminalApp
from coach_tui.app.widgets.bottom import BottomLine
from coach_tui.app.widgets.keys import show_key
from coach_tui.app.widgets.rule import Rule
from coach_tui.app.widgets.too_small import TooSmall, too_small
from coach_tui.app.widgets.top import TopLine
from coach_tui.app.work import Work
from coach_tui.plan.errors import BadInput, CoachError

if TYPE_CHECKING:
    from coach_tui.app.coach import Here, Offered
    from coach_tui.app.forms.widgets.editors import TextField
    from coach_tui.app.forms.widgets.form import Form
    from coach_tui.app.places.place import Place
    from coach_tui.app.terminal.quiet import QuietModal
    from coach_tui.changes.desk import Desk
    from coach_tui.plan.practice import Plan, Practice
    from coach_tui.settings import Settings
    from coach_tui.store.journal import Entry

T = TypeVar("T")

SETTLE = 0.05
"""Seconds after the first screen until what can wait is done, once."""


class CoachApp(TerminalApp):
    """Coaching action plans at the keyboard; what it offers to the rooms is described in `coach.py`."""

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

    def __init__(self, desk: Desk, settings: Settings, looks: Looks, *, demo: bool = False) -> None:
        super().__init__()
        self.desk = desk
        self.settings = settings
        self.looks = looks
        self.demo = demo
        self.today: date = desk.today
        self.work = Work(desk, self._changed, self._doubted, self._at_one_time, kept=not demo)
        self.stage = Stage(self, BY_ID)
        self.drafts = Drafts(self)
        self.outside = Outside(self, self.work, self._changed, self.set_timer)
        self.syncing = Syncing(self)
        self.talks = Talks(self._tell, self.call_later)
        self.ascii_only = settings.ascii or looks.ascii_only
        self.line_styles = looks.styles
        looks.apply(self)

    # Screen

    def compose(self) -> ComposeResult:
        """Top line, place, bottom line."""
        self.top = TopLine()
        self.bottom = BottomLine()
        self.bottom.told = self._told
        self.bottom.names = self._names
        first = self.stage.open()
        self.show_lines()
        self.body = Container(first, id="body")
        yield self.top
        yield self.top.rule
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
            from coach_tui.app.keymap import check_keys

            self.settings.keys, faults = check_keys(self.settings.keys)
            self.set_keymap(self.settings.keys)
            self.looks.faults += faults
            self.show_lines()
        self.call_after_refresh(self.set_timer, SETTLE, self._settle_in)

    def _settle_in(self) -> None:
        """What can wait until the first screen is painted."""
        if not self.screen_stack:  # left already
            return
        self.outside.wait_for_midnight()
        self._freeze()
        told = [*self.outside.beside(), *self.looks.faults]
        if told and not self.bottom.active:
            self.bottom.say(told[0], "bad")
        from coach_tui.app.dialogues import drafts, syncing

        self.talk(drafts.offer_drafts(self))
        self.talk(syncing.sync_at_start(self))

    @staticmethod
    def _freeze() -> None:
        """The practice stays: the garbage collector need not look at it again."""
        import gc

        gc.collect()
        gc.freeze()

    def on_resize(self, event: events.Resize) -> None:
        """Say what is needed where there is too little room."""
        self.terminal_shows.forget()
        self.screen_stack[0].set_class(too_small(event.size), "small")

    # What is there

    @property
    def practice(self) -> Practice:
        return self.work.practice

    @property
    def place(self) -> Place:
        return self.stage.place

    @property
    def place_id(self) -> str:
        return self.stage.shown

    @property
    def before_page(self) -> Place:
        return self.stage.before_page

    def made(self, place: str) -> Place | None:
        return self.stage.made.get(place)

    @property
    def commands(self) -> Mapping[str, Command]:
        return BY_ID

    @property
    def plan(self) -> Plan | None:
        return self.stage.plan

    @property
    def client_uid(self) -> str:
        return self.stage.client

    # Places

    def choose_client(self, client: str, engagement: str = "") -> None:
        self.stage.choose(client, engagement)

    def go(self, place: str, record: str = "", *, given: object = None, chosen: bool = False) -> None:
        shown = self.stage.show(self.body, place, record, given, settle=not chosen)
        self.run_worker(shown, group="places")

    def go_back(self, *, leave: bool) -> None:
        if self.stage.back():
            return
        if not leave:
            if self.place_id == HOME:
                self.bottom.say("", hint=f"{self.key_of('back')} leaves")
        elif self.place_id != HOME:
            self.go(HOME)
        else:
            self.leave()

    def step_client(self, step: int) -> None:
        self.stage.step_client(step)

    def _changed(self) -> None:
        """There is more in the file than the places show."""
        self.stage.mark_stale()
        self.stage.reload()

    def mount_over(self, widget: Widget) -> None:
        self.screen.mount(widget)

    def show_lines(self) -> None:
        self.top.show(*top_line(self, self.place))
        self.top.rule.hold(self.place.in_rule)
        self.selection_moved()

    def key_of(self, command: str) -> str:
        keys = self.settings.keys.get(command) or BY_ID[command].keys
        return show_key(keys.split(",")[0].strip())

    def selection_moved(self) -> None:
        self.bottom.hints(hints(self, self.place))

    # Commands

    def can(self, command: str, place: Here | None = None) -> bool:
        where = place or self.place
        together = where.together(command)
        if together is not None:
            return together
        own = getattr(where, f"can_{command}", None)
        if own is not None and not own():
            return False
        return hasattr(where, f"do_{command}") or bool(BY_ID[command].does or BY_ID[command].place)

    def action_do(self, command: str) -> None:
        """A key was pressed."""
        self.run_command(command)

    def run_command(self, command: str) -> None:
        if self.bottom.active or len(self.screen_stack) > 1:
            return
        self.outside.look_around()
        instead = self.bottom.taken(command) or self.place.instead(command)
        found = BY_ID[command]
        if instead is None and not self.can(command):
            if found.group != MOVE:
                hint = f"{self.key_of('help')} shows what can be done"
                self.bottom.say(f"{found.label}: not here, or not what is selected", hint=hint)
            return
        own = getattr(self.place, f"do_{command}", None)
        try:
            if instead is not None:
                self.talk(instead(self))
            elif own is not None:
                own()
            elif found.does is not None:
                conversation = found.does(self)
                if conversation is not None:
                    self.talk(conversation)
            else:
                self.stage.list_again(command)
                self.go(command)
        except CoachError as error:
            self._complain(str(error))

    def talk(self, conversation: Coroutine[Any, Any, object]) -> None:
        self.talks.begin(conversation)

    async def free(self, failed: str = "") -> None:
        while self.bottom.active or len(self.screen_stack) > 1:
            if failed:
                self._complain(failed)
            if self.bottom.active:
                await self.bottom.closed()
            else:
                await cast("QuietModal[Any]", self.screen).gone.wait()
            # the conversation that was answered goes on, and may ask or write something
            await self.talks.catch_up()
            async with self.work.turn:
                pass

    async def _tell(self, error: str) -> None:
        await self.free(error)
        self._complain(error)

    def show_theme(self, name: str) -> None:
        self.looks.name = name
        self.looks.apply(self)
        self.line_styles = self.looks.styles
        for widget in self.screen.walk_children():
            widget.refresh()

    def on_text_field_editor_asked(self, event: TextField.EditorAsked) -> None:
        """A long text of a form in the editor."""
        from coach_tui.app.dialogues.editor import edit_field

        edit_field(self, event.field)

    def on_form_unkept(self, event: Form.Unkept) -> None:
        """What was typed is written down."""
        self.drafts.write_down()

    def leave(self) -> None:
        self.run_worker(self.action_quit(), group="leaving")

    async def action_quit(self) -> None:
        """Leave once everything is written."""
        async with self.work.turn:
            if len(self.screen_stack) > 1 or (self.bottom.active and self.bottom.value.strip()):
                return  # what was typed came back: it was refused
            self.store_drafts()
        from coach_tui.app.dialogues.syncing import sync_on_leaving

        await sync_on_leaving(self)
        self.exit(0)

    def action_help_quit(self) -> None:
        """Ctrl+C does not leave: say what does."""
        self.bottom.say("", hint=f"{self.key_of('quit')} leaves · {self.key_of('back')} goes back")

    # Names

    def _told(self, text: str) -> str:
        """A text as it may be said now."""
        return self.practice.shown(text)

    def _names(self) -> Iterator[str]:
        """The names that may stand in what is said; looked up only where there is too little room."""
        from coach_tui.plan.told import names_unquoted

        yield from names_unquoted(self.practice)

    def refuse_names(self, *what: object) -> None:
        if self.practice.tells(*what):
            raise BadInput(f"names are hidden; {self.key_of('hide_names')} shows them")

    async def hide_names(self, hidden: bool) -> None:
        if hidden:
            self.stage.drop_filters()
        await self.work.hide(hidden)

    # Reading and writing

    def forget_client(self, uid: str) -> None:
        self.drafts.forget_gone()
        self.stage.forget(uid)

    def on_app_focus(self, event: events.AppFocus) -> None:
        """The terminal has the focus again."""
        if self.stage.made:
            self.outside.look_around()

    async def written(self, work: Callable[[], T]) -> T:
        return await self.work.do(work)

    def say_done(self, what: str, hint: str = "", offered: Offered | None = None) -> None:
        if not hint and (found := self.work.take_at_one_time()):
            what = f"{what} · {found}"
        self.bottom.say(what, "good", offered, hint or f"{self.key_of('undo')} takes it back")

    def said(self, entry: Entry | None) -> None:
        if entry is None:
            self.bottom.say("nothing changed")
        else:
            self.say_done(self.practice.shown(entry.what))

    def _at_one_time(self) -> None:
        self.call_later(self._tell_at_one_time)

    def _tell_at_one_time(self) -> None:
        """What stands at the time of a session, where nothing that was said of the change has told it."""
        if found := self.work.take_at_one_time():
            self._complain(" · ".join(filter(None, (self.bottom.message, found))))

    def _doubted(self, line: str) -> None:
        """What the disk has not confirmed is told after what was said of the change."""
        self.call_later(self._complain, line)

    def _complain(self, error: str) -> None:
        self.bottom.say(error, "bad")

    @property
    def takes_text(self) -> bool:
        """Whether keys are text now: in a form, or where something is asked."""
        return super().takes_text or self.bottom.active

    # Faults

    def store_drafts(self) -> None:
        """Write what is typed and not saved beside the data file, whatever happens."""
        with contextlib.suppress(Exception):
            self.drafts.store_all()

    def note_crash(self) -> str:
        """Write down where the program stopped, without values; returns the line for the user."""
        from coach_tui.app.terminal.leaving import note_crash

        return note_crash(self.desk.store.path)
