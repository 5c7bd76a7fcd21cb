"""Lists of clients as CSV: columns are found by their headings, and what was taken for what is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coach_tui import bounds
from coach_tui.exchange.client_headings import KNOWN, NAME, find_columns, heading_row, there
from coach_tui.exchange.client_names import PARTS, Names, name_notes
from coach_tui.exchange.csv_text import comparable, rows_of
from coach_tui.exchange.day_columns import DayColumn, read_columns
from coach_tui.plan.client import Client, Engagement
from coach_tui.plan.errors import BadInput
from coach_tui.plan.field_times import Day
from coach_tui.plan.fields import Field, Flag, quote
from coach_tui.plan.text import clean, fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from coach_tui.exchange.client_headings import Columns

_YES = {
    "yes",
    "y",
    "true",
    "ja",
    "wahr",
    "oui",
    "vrai",
    "si",
    "verdadero",
    "x",
    "1",
    "checked",
    "paid",
    "bezahlt",
}
_NO = {"no", "n", "false", "nein", "falsch", "non", "faux", "falso", "0", "unchecked", "unpaid", "pro bono"}
"""What a box that is ticked or not says, in the form of `comparable`."""
_TOTALS = {
    *("total", "totals", "grand total", "sum", "count", "average"),
    *("summe", "gesamt", "gesamtsumme", "anzahl", "durchschnitt"),
    *("somme", "total general", "suma", "moyenne", "promedio"),
}
"""What stands in the place of a name in a line that counts the others, in the form of `comparable`."""


class ClientRow:
    """One new client: the line of the file, the stored fields of client and engagement."""

    def __init__(self, line: int, client: dict[str, Any], engagement: dict[str, Any]) -> None:
        self.line = line
        self.client = client
        self.engagement = engagement

    @property
    def name(self) -> str:
        """The client's name."""
        return str(self.client["name"])

    @property
    def email(self) -> str:
        """The client's address in a form to compare, "" for none."""
        return fold(self.client.get("email") or "").strip()


class ClientList:
    """What a file holds: clients, notes on what was taken for what, and what is not clear."""

    def __init__(self) -> None:
        self.clients: list[ClientRow] = []
        self.notes: list[str] = []
        self.faults: list[str] = []
        """Lines that were left out, and why."""
        self.question = ""
        """What could be read in several ways, "" for nothing; which was taken is among the notes."""
        self.orders: list[str] = []
        """The orders of dates in which it could be read."""
        self.taken = ""
        """Which was taken, in words."""
        self.starts: list[str] = []
        """Headings of columns that were not used and may say when the engagements began, where none does."""
        self._seen: dict[str, ClientRow] = {}
        self._reached: dict[str, ClientRow] = {}

    def leave_out(self, line: int, why: str) -> None:
        """Leave a line out, and say why."""
        self.faults.append(f"line {line}: {why}; left out")

    def add(self, row: ClientRow) -> None:
        """Take a client, unless another line may say the same one."""
        same = self._seen.get(fold(row.name))
        if same is not None:
            differs = row.email and same.email and row.email != same.email
            more = ", with another address: if it is somebody else, tell the names apart" if differs else ""
            self.leave_out(row.line, f"{quote(row.name)} stands in line {same.line} already{more}")
            return
        same = self._reached.get(row.email) if row.email else None
        if same is not None:
            self.leave_out(
                row.line, f"{quote(row.name)} has the address of {quote(same.name)}, line {same.line}"
            )
            return
        self._seen[fold(row.name)] = row
        self._reached.setdefault(row.email, row)
        self.clients.append(row)


@bounds.reader("this list")
def read_clients(text: str, columns: Mapping[str, str], today: date, order: str | None = None) -> ClientList:
    """The clients in a CSV text.

    Args:
        text: the text.
        columns: headings by field (`name`, `email`, …), where they cannot be found by themselves.
        today: the day on which an engagement starts where nothing is said.
        order: the order of day, month and year in dates, "dmy", "mdy" or "ymd", where the coach named it.

    Raises:
        BadInput: it is no CSV, a column that was named is not there, none holds the names, or what one holds
            cannot be told.
    """
    bounds.check_size(text, bounds.TABLE, "give it in parts")
    rows = rows_of(text)
    head = heading_row(rows, columns)
    cells = [clean(cell) for cell in rows[head][1]]
    below = rows[head + 1 :]
    bounds.check_count(below, bounds.CLIENTS, "clients")
    found = ClientList()
    for line, above in rows[:head]:
        found.leave_out(line, f"{quote(' '.join(filter(None, above)))} stands above the headings")
    placed = find_columns(cells, [row for _, row in below], columns)
    if not {NAME, *PARTS} & placed.at.keys():
        raise BadInput(
            f"no column holds the clients' names; there are {there(placed.headings)}: "
            "name one with --column name=HEADING, or say --as 360 where it holds answers to a round"
        )
    names = Names(placed, [row for _, row in below])
    days = _day_columns(placed, below)
    read_columns(days, order, today)
    if "start" not in placed.at:
        found.starts = [
            heading
            for number, heading in placed.unused_at.items()
            if _day_column(heading, number, below).may_be_starts(today)
        ]
    for line, row in below:
        _take(found, line, row, placed, names, days, today)
    found.notes = [*name_notes(placed, names, _LABELS), *_notes(placed, days)]
    open_column = next((column for column in days.values() if column.question), None)
    if open_column is not None:
        found.question, found.taken = open_column.question, open_column.taken
        found.orders = open_column.possible
    return found


def _field(key: str) -> Field:
    return Client.fields.get(key) or Engagement.fields[key]


_LABELS = {key: f"{key} name" if key in PARTS else _field(key).label.lower() for key in KNOWN}
"""What a field is called in a note."""


def _day_columns(columns: Columns, rows: Sequence[tuple[int, list[str]]]) -> dict[str, DayColumn]:
    return {
        key: _day_column(columns.headings[place], place, rows)
        for key, place in columns.at.items()
        if key not in (NAME, *PARTS) and isinstance(_field(key), Day)
    }


def _day_column(heading: str, place: int, rows: Sequence[tuple[int, list[str]]]) -> DayColumn:
    held = ((line, clean(row[place])) for line, row in rows if place < len(row))
    return DayColumn(heading, (cell for cell in held if cell[1]))


def _notes(columns: Columns, days: Mapping[str, DayColumn]) -> list[str]:
    """What was taken for what beside the name, and what was not used."""
    found = []
    for key, place in columns.at.items():
        if key not in (NAME, *PARTS):
            note = days[key].note if key in days else ""
            found.append(f"{_LABELS[key]} from {quote(columns.headings[place])}{f': {note}' if note else ''}")
    if unused := columns.unused_at.values():
        found.append(f"not used: {', '.join(map(quote, unused))}")
    return found


def _take(
    found: ClientList,
    line: int,
    row: list[str],
    columns: Columns,
    names: Names,
    days: Mapping[str, DayColumn],
    today: date,
) -> None:
    """One row: a client, or what speaks against it."""
    said = ""
    try:
        if any(row[len(columns.headings) :]):
            raise BadInput("more cells than headings; is there a separator in a cell without quotes?")
        name = names.of(row)
        said = f"{quote(name)}: " if name else ""
        values = _values(row, line, columns, days, today)
        if not name:
            raise BadInput("no name")
        if comparable(name) in _TOTALS and "email" not in values:
            raise BadInput("a line that counts the others")
        client = {"name": name, **{key: one for key, one in values.items() if key in Client.fields}}
        engagement = {key: one for key, one in values.items() if key not in Client.fields}
        Client.check(client)
        Engagement.check({"start": today, **engagement})
    except BadInput as error:
        found.leave_out(line, f"{said}{error}")
        return
    found.add(ClientRow(line, client, engagement))


def _values(
    row: list[str], line: int, columns: Columns, days: Mapping[str, DayColumn], today: date
) -> dict[str, Any]:
    """The stored values of a row, beside the name.

    Raises:
        BadInput: a cell cannot be taken; the line begins with its field.
    """
    found: dict[str, Any] = {}
    for key, place in columns.at.items():
        if key in (NAME, *PARTS) or place >= len(row) or not row[place].strip():
            continue
        value = _value(key, row[place], line, days, today)
        if value is not None:
            found[key] = value
    return found


def _value(key: str, cell: str, line: int, days: Mapping[str, DayColumn], today: date) -> Any:
    field = _field(key)
    if key in days:
        try:
            day = days[key].day(line)
        except BadInput as error:
            raise field.refuse(str(error)) from None
        return day.isoformat() if day else None
    if isinstance(field, Flag) and comparable(cell) in _YES | _NO:
        return comparable(cell) in _YES
    return field.parse(cell if key == "notes" else clean(cell), today)
