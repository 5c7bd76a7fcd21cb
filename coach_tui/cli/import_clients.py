"""`coach import`: a list of clients as CSV, shown before anything is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.clients import begin_plans
from coach_tui.cli.table import plural
from coach_tui.exchange.client_csv import read_clients
from coach_tui.exchange.csv_text import decoded_text
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.text import fold

if TYPE_CHECKING:
    from argparse import Namespace

    from coach_tui.cli.context import Context
    from coach_tui.cli.formats import Taken
    from coach_tui.cli.given import Given
    from coach_tui.exchange.client_csv import ClientRow

NAME = "a list of clients"
OPTIONS = frozenset(["--yes", "--column"])
SUFFIXES = (".csv", ".tsv")


def recognises(given: Given, args: Namespace) -> bool:
    """By its name, or, from standard input, by a first line that no plan file has."""
    if not given.is_stdin:
        return given.ends_with(*SUFFIXES)
    text = given.data.decode("utf-8", "replace")
    first = text.lstrip("\ufeff\n").partition("\n")[0]
    return first[:1] not in ("[", "{", "#") and "=" not in first and any(sign in first for sign in ",;\t")


def columns_of(given: list[str]) -> dict[str, str]:
    """Headings by field from FIELD=HEADING.

    Raises:
        BadInput: one has another form.
    """
    columns = {}
    for text in given:
        key, equals, heading = text.partition("=")
        if not equals or not heading.strip():
            raise BadInput(f"--column: {quote(text)} is not FIELD=HEADING; write it like name=Coachee")
        columns[key.strip()] = heading.strip()
    return columns


def take(given: Given, args: Namespace, context: Context) -> Taken:
    """Shows what a file holds, asks, and begins a plan with each client that is new, as one change.

    Raises:
        BadInput: its columns cannot be told apart, nobody is new, or nobody agreed.
    """
    found = read_clients(decoded_text(given.data), columns_of(args.column), context.today)
    names = {fold(client.name) for client in context.desk.practice().clients}
    there = [row for row in found.clients if fold(row.client["name"]) in names]
    new = [row for row in found.clients if row not in there]
    if not args.json:
        _show(context, found.notes, there, new)
    for fault in found.faults:
        context.say(fault)
    if not new:
        if there and not found.faults:
            return None, {}
        raise BadInput("no new client is in it")
    if not args.yes:
        _agree(context, plural(len(new), "client"), can_ask=given.can_ask)
    return begin_plans(context.desk, [(row.client, row.engagement) for row in new]), {}


def _show(context: Context, notes: list[str], there: list[ClientRow], new: list[ClientRow]) -> None:
    """Says what was taken for what, who is here already, and who is new."""
    for note in notes:
        context.out(f"  {note}")
    if there:
        context.out(f"  here already, left as they are: {_names(there)}")
    if new:
        context.out(f"  {plural(len(new), 'new client')}: {_names(new)}")
    context.flush()


def _agree(context: Context, what: str, *, can_ask: bool) -> None:
    if not (can_ask and context.ask(f"Begin a plan with {what}?")):
        raise BadInput(f"nothing was taken in; take {what} in with --yes")


def _names(rows: list[ClientRow]) -> str:
    names = [row.client["name"] for row in rows]
    more = f" and {len(names) - 8} more" if len(names) > 8 else ""
    return ", ".join(names[:8]) + more
