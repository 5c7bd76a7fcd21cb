"""Lists of clients as CSV: columns are found by their headings, and what was taken for what is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coach_tui import bounds
from coach_tui.exchange.csv_text import comparable, rows_of
from coach_tui.plan.client import Client, Engagement
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.text import clean, fold

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

FIRST, LAST = "first", "last"
KNOWN: dict[str, tuple[str, ...]] = {
    "name": ("name", "full name", "client", "client name", "coachee"),
    FIRST: ("first name", "given name", "forename"),
    LAST: ("last name", "surname", "family name"),
    "email": ("e mail", "email", "mail", "e mail address", "email address"),
    "phone": ("phone", "telephone", "mobile", "phone number", "tel"),
    "role": ("role", "job title", "title", "position", "job"),
    "hours_per_week": ("hours a week", "hours per week", "hours week", "hours"),
    "days_off": ("days off",),
    "notes": ("notes", "note", "remarks", "comments"),
    "retention_on": ("keep until", "retention date", "retention"),
    "type": ("type", "programme", "program", "coaching type", "engagement"),
    "start": ("start", "start date", "started", "begin", "since"),
    "end": ("end", "end date", "until"),
    "review_every": ("review every", "review interval", "rhythm", "reviews"),
    "sessions": ("sessions", "number of sessions", "contracted sessions"),
    "paid": ("paid",),
    "sponsor": ("sponsor", "company", "organisation", "organization", "employer", "client company"),
}
"""For each field the headings that mean it, without case and signs; fields of an engagement come last."""


class ClientRow:
    """One new client: the line of the file, the stored fields of client and engagement."""

    def __init__(self, line: int, client: dict[str, Any], engagement: dict[str, Any]) -> None:
        self.line = line
        self.client = client
        self.engagement = engagement


class ClientList:
    """What a file holds: clients, notes on what was taken for what, and what is not clear."""

    def __init__(self) -> None:
        self.clients: list[ClientRow] = []
        self.notes: list[str] = []
        self.faults: list[str] = []


@bounds.reader("this list")
def read_clients(text: str, columns: Mapping[str, str], today: date) -> ClientList:
    """The clients in a CSV text.

    Args:
        text: the text.
        columns: headings by field (`name`, `email`, …), where they cannot be found by themselves.
        today: the day that dates such as “fri” are counted from.

    Raises:
        BadInput: it is no CSV, a column that was named is not there, or none holds the names.
    """
    bounds.check_size(text, bounds.TABLE, "give it in parts")
    rows = rows_of(text)
    bounds.check_count(rows[1:], bounds.CLIENTS, "clients")
    headings = [clean(cell) for cell in rows[0][1]]
    at = _places(headings, columns)
    if "name" not in at and not {FIRST, LAST} & at.keys():
        there = ", ".join(quote(heading) for heading in headings if heading)
        raise BadInput(
            f"no column holds the clients' names; there are {there}: "
            "name one with --column name=HEADING, or say --as 360 where it holds answers to a round"
        )
    found = ClientList()
    found.notes = [f"{_label(key)} from {quote(headings[place])}" for key, place in at.items()]
    unused = [heading for n, heading in enumerate(headings) if heading and n not in at.values()]
    if unused:
        found.notes.append(f"not used: {', '.join(map(quote, unused))}")
    seen: dict[str, int] = {}
    for line, cells in rows[1:]:
        _take(found, line, {key: cells[n] if n < len(cells) else "" for key, n in at.items()}, seen, today)
    return found


def _label(key: str) -> str:
    field = _field(key)
    return field.label.lower() if field else f"{key} name"


def _field(key: str) -> Any:
    return Client.fields.get(key) or Engagement.fields.get(key)


def _places(headings: list[str], columns: Mapping[str, str]) -> dict[str, int]:
    """For each field found the number of its column; those named go first."""
    names = [comparable(heading) for heading in headings]
    at: dict[str, int] = {}
    for key, wanted in columns.items():
        if key not in KNOWN:
            raise BadInput(f"--column: {quote(key)} is not known; known are {', '.join(KNOWN)}")
        if comparable(wanted) not in names:
            there = ", ".join(map(quote, headings))
            raise BadInput(f"no column is headed {quote(wanted)}; there are {there}")
        at[key] = names.index(comparable(wanted))
    for key, known in KNOWN.items():
        place = next((n for n, name in enumerate(names) if name in known and n not in at.values()), None)
        if key not in at and place is not None:
            at[key] = place
    return {key: at[key] for key in KNOWN if key in at}


def _take(found: ClientList, line: int, cells: dict[str, str], seen: dict[str, int], today: date) -> None:
    """One row: a client, or what speaks against it."""
    name = cells.get("name") or " ".join(part for part in (cells.get(FIRST), cells.get(LAST)) if part)
    name = clean(name).strip()
    if not name:
        found.faults.append(f"line {line}: no name; left out")
        return
    if fold(name) in seen:
        found.faults.append(f"line {line}: {quote(name)} stands in line {seen[fold(name)]} already; left out")
        return
    client: dict[str, Any] = {"name": name}
    engagement: dict[str, Any] = {}
    try:
        for key, cell in cells.items():
            if key not in ("name", FIRST, LAST) and cell.strip():
                place = client if key in Client.fields else engagement
                place[key] = _field(key).parse(cell if key == "notes" else clean(cell), today)
        Client.check(client)
        Engagement.check({"start": today, **engagement})
    except BadInput as error:
        found.faults.append(f"line {line}: {quote(name)}: {error}; left out")
        return
    seen[fold(name)] = line
    found.clients.append(ClientRow(line, client, engagement))
