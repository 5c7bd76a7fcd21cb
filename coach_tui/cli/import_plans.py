"""`coach import` of several plan files: one change, in which each of them is whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.at_once import GatheringDesk
from coach_tui.cli import import_plan
from coach_tui.cli.context import Context
from coach_tui.plan.errors import CoachError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any

    from coach_tui.changes.desk import Desk
    from coach_tui.cli.formats import Taken
    from coach_tui.cli.given import Given
    from coach_tui.plan.draft import Draft
    from coach_tui.store.journal import Entry
    from coach_tui.store.transaction import Transaction

    Read = tuple[Given, Draft | CoachError]
    """A plan file and what it holds, or why that is no plan."""


class Outcome:
    """What came of one of several files: the change and what programs are told, or why it was not taken."""

    def __init__(
        self,
        given: Given,
        entry: Entry | None = None,
        more: dict[str, Any] | None = None,
        error: CoachError | None = None,
    ) -> None:
        self.given = given
        self.entry = entry
        self.more = more or {}
        self.error = error
        self.said: list[str] = []
        """What is to be told to the person, a line each."""
        self.made = entry is not None
        """Whether it has changed anything, though there is an error."""
        self.together = 0
        """Of how many that are one change this is one; 0 where it is a change by itself."""
        self.last = False
        """Whether it is the last of them."""


class _MustBeAsked(Exception):
    """Somebody is there to answer a question, and must not be asked while the data file is held."""


class _Silent(Context):
    """A context for one file, on the desk of the change that it is a part of: nobody is asked or told yet."""

    def __init__(self, context: Context, desk: Desk) -> None:
        super().__init__(context.env, context.stdin, context.stdout, context.stderr)
        self._desk = desk
        self._settings = context.settings
        self._context = context
        self.said: list[str] = []

    def say(self, text: str) -> None:
        self.said.append(text)

    def text(self, value: str | None) -> str | None:
        return self._context.text(value)

    def answer(self, question: str) -> str:
        raise _MustBeAsked

    def ask_text(self, question: str) -> str:
        raise _MustBeAsked


def take_all(plans: Sequence[Read], args: Namespace, context: Context) -> Iterator[Outcome]:
    """Takes plans in that were read, in their order; what must be asked about is a change by itself."""
    rest = list(plans)
    while rest:
        done = _at_once(rest, args, context) if len(rest) > 1 else []
        yield from done
        del rest[: len(done)]
        if rest:
            given, draft = rest.pop(0)
            yield alone(given, lambda: import_plan.put(_read(draft), given, args, context), context)  # noqa: B023


def alone(given: Given, take: Callable[[], Taken], context: Context) -> Outcome:
    """What came of a file that is taken in as a change by itself."""
    commits = context.desk.store.commits
    try:
        return Outcome(given, *take())
    except CoachError as error:
        outcome = Outcome(given, error=error)
        outcome.made = context.desk.store.commits > commits
        return outcome


def _at_once(plans: Sequence[Read], args: Namespace, context: Context) -> list[Outcome]:
    """What came of the plans up to the first that must be asked about, made as one change."""
    done: list[Outcome] = []
    commits = context.desk.store.commits
    try:
        with context.desk.store.transaction("took in plan files") as transaction:
            desk = GatheringDesk(context.desk, transaction)
            for given, draft in plans:
                try:
                    done.append(_one(given, draft, args, context, desk))
                except _MustBeAsked:
                    break
            _tell(desk, transaction)
    except CoachError as error:
        if context.desk.store.commits > commits:
            raise
        return [one if one.error else Outcome(one.given, error=error) for one in done] or [
            Outcome(given, error=error) for given, _ in plans
        ]
    changed = [one for one in done if one.made]
    for one in changed:
        one.together, one.last = len(changed), one is changed[-1]
    return done


def _read(draft: Draft | CoachError) -> Draft:
    if isinstance(draft, CoachError):
        raise draft
    return draft


def _one(
    given: Given, draft: Draft | CoachError, args: Namespace, context: Context, desk: GatheringDesk
) -> Outcome:
    silent = _Silent(context, desk)
    try:
        outcome = Outcome(given, *import_plan.put(_read(draft), given, args, silent))
    except CoachError as error:
        outcome = Outcome(given, error=error)
    outcome.said = silent.said
    return outcome


def _tell(desk: GatheringDesk, transaction: Transaction) -> None:
    """Has the journal tell of all parts, of a single one as it is told alone."""
    parts = desk.parts
    if not parts:
        return
    clients = {part.client for part in parts}
    transaction.client = parts[0].client if len(clients) == 1 else None
    transaction.why = parts[0].why
    transaction.describe(parts[0].what if len(parts) == 1 else f"took in {len(parts)} plan files")
