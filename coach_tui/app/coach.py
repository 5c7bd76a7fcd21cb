"""What the rooms of the app may ask of it: they know this, and not the app's own class."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from contextlib import AbstractContextManager
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from textual.geometry import Size
    from textual.widget import Widget

    from coach_tui.app.command import Command
    from coach_tui.app.drafts import Drafts
    from coach_tui.app.looks import Looks
    from coach_tui.app.syncing import Syncing
    from coach_tui.app.widgets.bottom import BottomLine
    from coach_tui.changes.desk import Desk
    from coach_tui.plan.practice import Plan, Practice
    from coach_tui.settings import Settings
    from coach_tui.store.journal import Entry

T = TypeVar("T")
Offered = tuple[str, Callable[["Coach"], Coroutine[Any, Any, None]]]
"""A command, and what it does instead if it is the next one."""


class Here(Protocol):
    """A place, as far as a conversation needs to know it."""

    @property
    def title(self) -> str:
        """What it is called."""

    @property
    def of_plan(self) -> bool:
        """Whether it shows one client's plan."""

    @property
    def client_here(self) -> str:
        """The client (uid) that the selection is about, "" for none."""

    @property
    def plan_here(self) -> Plan | None:
        """The plan that the selection is about, where it may be another than the one that is shown."""

    @property
    def day_here(self) -> date | None:
        """The day on which the cursor is; None where there are no days."""

    def together(self, command: str) -> bool | None:
        """Whether a command (its id) is done to the rows that are marked; None: it is not about them."""

    def copy_text(self) -> str:
        """What `y` copies, "" for nothing."""

    @property
    def listed(self) -> set[str]:
        """The records (uids) that have a row."""

    def show_record(self, uid: str) -> bool:
        """Put the cursor on a record; False when it is not here."""


class Coach(Protocol):
    """The app: what is there, where the coach is, what is said and asked, and the one way to write."""

    # What is there

    desk: Desk
    settings: Settings
    looks: Looks
    demo: bool
    drafts: Drafts
    syncing: Syncing
    bottom: BottomLine
    ascii_only: bool
    today: date
    """The day it is."""

    @property
    def commands(self) -> Mapping[str, Command]:
        """Every command, by id."""

    @property
    def practice(self) -> Practice:
        """Everything in the data file, as it was read last; without names while they are hidden."""

    @property
    def plan(self) -> Plan | None:
        """The plan that the places of a plan show."""

    @property
    def size(self) -> Size:
        """Columns and rows of the terminal."""

    # Where the coach is

    @property
    def place(self) -> Here:
        """The place that is shown."""

    @property
    def place_id(self) -> str:
        """Its id."""

    @property
    def before_page(self) -> Here:
        """The place from which the page that is shown was asked for."""

    def made(self, place: str) -> Here | None:
        """A place (its id) that was shown before, None for one that was not."""

    @property
    def client_uid(self) -> str:
        """The client whose plan the places of a plan show, "" for none."""

    def choose_client(self, client: str, engagement: str = "") -> None:
        """Make a client's plan (uids) the one that the places show."""

    def go(self, place: str, record: str = "", *, given: object = None, chosen: bool = False) -> None:
        """Show a place (its id), with the cursor on a record (uid), and with what it is to show where given.

        A place of a plan shows the client who is selected now, or with `chosen` the plan that was chosen.
        """

    def go_back(self, *, leave: bool) -> None:
        """One step back; from Today, leave where that is wished."""

    def show_lines(self) -> None:
        """Bring the lines on top and at the bottom in line with place and selection."""

    def selection_moved(self) -> None:
        """The place's cursor came to another row: what works here may differ."""

    # Commands

    def run_command(self, command: str) -> None:
        """Do a command (its id), in the place if it can, else where the command says."""

    def can(self, command: str, place: Here | None = None) -> bool:
        """Whether it can be done in a place (the one shown), with what is selected there."""

    def key_of(self, command: str) -> str:
        """The key that a command has now, as the footer writes it."""

    # Conversations

    def talk(self, conversation: Coroutine[Any, Any, object]) -> None:
        """Hold a conversation, beside what goes on; see `coach_tui.app.talking`."""

    async def free(self, failed: str = "") -> None:
        """Wait until the coach is at nothing else: what is asked then closes nothing that is being typed.

        What has `failed` is told meanwhile, above the line that is typed in.
        """

    def push_screen(self, screen: Any, callback: Any = None) -> Any:
        """Show a form; `callback` gets its values, None when it was left."""

    def mount_over(self, widget: Widget) -> None:
        """Show a widget over the place."""

    def suspend(self) -> AbstractContextManager[None]:
        """Leave the terminal to another program."""

    def batch_update(self) -> AbstractContextManager[None]:
        """Paint nothing meanwhile."""

    def copy_to_clipboard(self, text: str) -> None:
        """Give the terminal a text for its clipboard."""

    # Reading and writing

    async def written(self, work: Callable[[], T]) -> T:
        """Do a verb off the event loop, in turn with all other writing; then show what is in the file now.

        Raises:
            CoachError: the verb refuses, or the file cannot be written.
        """

    def said(self, entry: Entry | None) -> None:
        """Say what a change did, and how to take it back."""

    def say_done(self, what: str, hint: str = "", offered: Offered | None = None) -> None:
        """Say what was done; the hint is never cut."""

    def forget_client(self, uid: str) -> None:
        """Keep nothing of a client who was erased."""

    # Names

    def refuse_names(self, *what: object) -> None:
        """Refuse what would tell a name while names are hidden (see `Practice.tells`).

        Asked before a form or a file is opened in which names may stand. Lists and pages need not ask:
        `practice` is the one without names then.

        Raises:
            BadInput: it would tell; the error says how names are shown.
        """

    async def hide_names(self, hidden: bool) -> None:
        """Hide names from now on, or show them.

        Raises:
            DataFileError: it is so now, but cannot be kept for the next start.
        """

    # What the app does itself

    def step_client(self, step: int) -> None:
        """The next client's plan, or the one before."""

    def to_the_shell(self) -> bool:
        """Stop until the shell's fg; False where no shell is there to go to."""

    def draw_anew(self) -> None:
        """Write the whole screen again, over what something else has left on the terminal."""

    def show_theme(self, name: str) -> None:
        """Draw everything in another theme."""

    def leave(self) -> None:
        """Leave, once everything is written."""
