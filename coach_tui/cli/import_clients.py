"""`coach import`: a list of clients as CSV, shown before anything is stored."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from coach_tui.changes.clients import begin_plans
from coach_tui.exchange.client_csv import read_clients
from coach_tui.exchange.csv_text import comparable, decoded_text
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.text import either, fold, plural
from coach_tui.plan.written_days import DAY_FIRST, MONTH_FIRST, YEAR_FIRST

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable

    from coach_tui.cli.context import Context
    from coach_tui.cli.formats import Taken
    from coach_tui.cli.given import Given
    from coach_tui.exchange.client_csv import ClientList, ClientRow
    from coach_tui.plan.client import Client

NAME = "a list of clients"
OPTIONS = frozenset(["--yes", "--column", "--dates"])
SUFFIXES = (".csv", ".tsv", ".tab")
_PARTS = {DAY_FIRST: "day", MONTH_FIRST: "month", YEAR_FIRST: "year"}
_MAY_BE = (".txt", ".asc")
"""Ends of names under which spreadsheets save tables, and others save other things."""


def recognises(given: Given, args: Namespace) -> bool:
    """By its name, or, where that says nothing, by a first line that no plan has."""
    if not given.is_stdin and not given.ends_with(*_MAY_BE):
        return given.ends_with(*SUFFIXES)
    first = decoded_text(given.data).lstrip("\ufeff\r\n").partition("\n")[0]
    return first[:1] not in ("[", "{", "#") and "=" not in first and any(sign in first for sign in ",;\t|")


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
    text, columns = decoded_text(given.data), columns_of(args.column)
    can_ask = given.can_ask and not args.yes
    found = read_clients(text, columns, context.today, args.dates)
    if can_ask:
        found = _asked(found, text, columns, context, args.dates)
    if found.question and YEAR_FIRST in found.orders:  # neither is what most write: nothing is taken for it
        raise BadInput(f"{found.question}: nothing was taken in; say --dates {either(found.orders)}")
    new, there = _told_apart(found, context.desk.practice().clients)
    doubts = _doubts(found, can_ask)
    if not args.json:
        _show(context, found.notes, there, new)
    elif found.question:
        context.say(f"{found.question}; taken: {found.taken}")
    if args.yes and found.starts:
        context.say(f"{doubts[-1]}; taken: today")
    for fault in found.faults:
        context.say(fault)
    if not new:
        if there and not found.faults:
            return None, {}
        raise BadInput("no new client is in it")
    clients = plural(len(new), "client")
    if not args.yes and not (can_ask and context.ask(f"Begin a plan with {clients}?")):
        said = "; ".join(["nothing was taken in", *doubts, f"take {clients} in with --yes"])
        raise BadInput(said)
    return begin_plans(context.desk, [(row.client, row.engagement) for row in new]), {}


def _doubts(found: ClientList, asked: bool) -> list[str]:
    """What is open of a list, and the option that says it; nothing of what somebody has been asked."""
    doubts = []
    if found.question:
        doubts.append(f"{found.question}, so say --dates {either(found.orders)}")
    if found.starts and not asked:
        option = shlex.quote(f"start={found.starts[0]}")
        doubts.append(
            f"did the engagements begin on the dates in {either(map(quote, found.starts))}? "
            f"then say --column {option}"
        )
    return doubts


def _asked(
    found: ClientList, text: str, columns: dict[str, str], context: Context, order: str | None
) -> ClientList:
    """The list, read again as somebody at the terminal says."""
    for heading in found.starts:
        if context.ask(f"{quote(heading)} holds nothing but dates. Did the engagements begin on them?"):
            columns = {**columns, "start": heading}
            found = read_clients(text, columns, context.today, order)
            break
    if found.question:
        found = read_clients(text, columns, context.today, _asked_order(context, found))
    return found


def _asked_order(context: Context, found: ClientList) -> str:
    """The order of dates, as somebody at the terminal says it: “d”, “day”, “day first” or “dmy”.

    Raises:
        BadInput: nothing was said.
    """
    firsts = [_PARTS[order] for order in found.orders]
    letters = "/".join(first[0] for first in firsts)
    wanted = either(f"the {first}" for first in firsts)
    said = context.answer(f"{found.question}. What comes first, {wanted}? [{letters}]")
    said = comparable(said).removeprefix("the ").removesuffix(" first")
    for order, first in zip(found.orders, firsts, strict=True):
        if said in (first[0], first, order):
            return order
    raise BadInput(f"nothing was taken in; say which comes first with --dates {either(found.orders)}")


def _told_apart(found: ClientList, clients: Iterable[Client]) -> tuple[list[ClientRow], list[ClientRow]]:
    """Those who are new, and those who are here already; who may be either is left out of both, and named."""
    names = {fold(client.name): client for client in clients}
    addresses = {fold(client.email).strip(): client for client in names.values() if client.email}
    new, there = [], []
    for row in found.clients:
        same, reached = names.get(fold(row.name)), addresses.get(row.email)
        if same is not None:
            there.append(row)
        elif reached is not None:
            found.leave_out(
                row.line, f"{quote(row.name)} has the address of {quote(reached.name)}, who is here"
            )
        else:
            new.append(row)
    return new, there


def _show(context: Context, notes: list[str], there: list[ClientRow], new: list[ClientRow]) -> None:
    """Says what was taken for what, who is here already, and who is new."""
    for note in notes:
        context.out(f"  {note}")
    if there:
        context.out(f"  here already, left as they are: {_names(there)}")
    if new:
        context.out(f"  {plural(len(new), 'new client')}: {_names(new)}")
    context.flush()


def _names(rows: list[ClientRow]) -> str:
    names = [row.name for row in rows]
    more = f" and {len(names) - 8} more" if len(names) > 8 else ""
    return ", ".join(names[:8]) + more
