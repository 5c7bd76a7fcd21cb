"""Everything as tables for a spreadsheet: `coach export csv`, one file a table, to be read only.

The columns have the names of the plan file's keys; a record inside a record has columns of its own, a list
of them a file of its own, whose first column is the id of the record it belongs to. What refers to another
record stands as its title and, beside it, its id. The answers of rounds stand in an envelope; in the export
of one client they are left out with those who gave them, and the results that may be seen are there, as in
JSON (`coach_tui.exchange.dump`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.exchange import envelope
from coach_tui.exchange.dump import history_of, records_of, results_of, without_raters
from coach_tui.plan.client import Engagement
from coach_tui.plan.field_lists import Others, Refs
from coach_tui.plan.field_records import Group, Records, Values
from coach_tui.plan.fields import Number, Ref, plain_number
from coach_tui.plan.group import names_of
from coach_tui.plan.round import AnswersField, Response
from coach_tui.plan.schema import NOUNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from coach_tui.plan.fields import Field
    from coach_tui.plan.practice import Practice
    from coach_tui.plan.record import Record

    Row = dict[str, str]

GUARDED = "=+-@\t\r＝＋－＠"
"""What a spreadsheet may take for the beginning of a formula."""


def guard(text: str) -> str:
    """A text that no spreadsheet takes for a formula: with `'` before one that begins like one."""
    begin = text.lstrip(" \u00a0\u3000\n")[:1]
    return f"'{text}" if begin and begin in GUARDED else text


def tables(practice: Practice, client: str | None = None, *, raters: bool = False) -> dict[str, str]:
    """The files by name, each a CSV text with a BOM: of all clients, or of one (uid); none is empty.

    Of one client without who was asked in rounds and what was answered, unless `raters` says so; with the
    results of the rounds that are closed instead.
    """
    sheets = Sheets(practice)
    records = records_of(practice, client)
    raters = raters or client is None
    if not raters and client is not None:
        records = without_raters(records)
        sheets.add_results(results_of(practice, client))
    answers = records.pop(Response.table, [])
    if answers:
        sheets.rows["responses"] = [{envelope.KEY: envelope.pack(answers)}]
    for table, noun in NOUNS.items():
        for raw in records.get(table, ()):
            sheets.add(table, noun, raw, sheets.owner(table, raw))
    sheets.rows["history"] = [
        {key: guard(entry[key] or "") for key in ("at", "what", "why")}
        for entry in history_of(practice, client, raters=raters)
    ]
    return {f"{name}.csv": _text(rows) for name, rows in sheets.rows.items() if rows}


def names() -> set[str]:
    """Every file that an export may have."""
    found = {"history.csv", "results.csv", "results.comments.csv"}

    def look(name: str, noun: type[Record]) -> None:
        found.add(f"{name}.csv")
        for key, field in noun.fields.items():
            if isinstance(field, Records):
                look(f"{name}.{key}", field.record)
            elif isinstance(field, (Values, AnswersField)):
                found.add(f"{name}.{key}.csv")

    for table, noun in NOUNS.items():
        look(table, noun)
    return found


class Sheets:
    """The rows of every file, as they come together."""

    def __init__(self, practice: Practice) -> None:
        self.practice = practice
        self.rows: dict[str, list[Row]] = {}
        self.measures = {
            measure["uid"]: measure["name"]
            for raw in practice.tables.get("objectives", {}).values()
            for measure in raw.get("measure") or ()
            if "uid" in measure
        }

    def owner(self, table: str, raw: Mapping[str, Any]) -> Row:
        """The columns that say whose record it is; the coach's own holidays are nobody's."""
        row = {"id": guard(raw["uid"])}
        if not NOUNS[table].belongs:
            return row
        engagement = raw["uid"] if table == "engagements" else raw["plan"]
        found = self.practice.find("engagements", engagement)
        client = self.practice.client(found.client) if isinstance(found, Engagement) else None
        row["client"] = guard(client.name) if client else ""
        return row if table == "engagements" else {**row, "engagement": guard(engagement)}

    def add(self, name: str, noun: type[Record], raw: Mapping[str, Any], row: Row) -> None:
        """Adds a record to its file, and what it holds several of to files of their own."""
        whose = guard(str(raw["name"])) if name == "clients" else row.get("client", "")
        of = {"of": row.get("of") or row["id"], "client": whose}
        for key, field in noun.fields.items():
            value = raw.get(key)
            if isinstance(field, Records):
                for number, inner in enumerate(value or (), 1):
                    place = {**of, "within": row["number"]} if "number" in row else of
                    self.add(f"{name}.{key}", field.record, inner, {**place, "number": str(number)})
            elif isinstance(field, Values):
                for uid, one in (value or {}).items():
                    measure = guard(self.measures.get(uid, ""))
                    cells = {"measure": measure, "measure id": guard(uid), "value": plain_number(one)}
                    self.rows.setdefault(f"{name}.{key}", []).append({**of, **cells})
            elif isinstance(field, AnswersField):
                for item, said in (value or {}).items():
                    told = guard(said) if isinstance(said, str) else plain_number(said)
                    cells = {"item": guard(item), "answer": told}
                    self.rows.setdefault(f"{name}.{key}", []).append({**of, **cells})
            elif isinstance(field, Group):
                for part, inner_field in field.record.fields.items():
                    row[f"{key}.{part}"] = _cell(inner_field, (value or {}).get(part))
            elif isinstance(field, Others):
                row[key] = guard("\n".join(names_of(self.practice, value or ())))
                row[f"{key} id"] = guard("\n".join(value or ()))
            elif isinstance(field, (Ref, Refs)):
                uids = [value] if isinstance(value, str) else value or []
                found = [self.practice.find(field.table, uid) for uid in uids]
                row[key] = guard("\n".join(record.name for record in found if record))
                row[f"{key} id"] = guard("\n".join(uids))
            else:
                row[key] = _cell(field, value)
        self.rows.setdefault(name, []).append(row)

    def add_results(self, rounds: Iterable[Mapping[str, Any]]) -> None:
        """Adds what may be seen of rounds, as `coach feedback --json` has it: a row an item and group."""
        for asked in rounds:
            of = {
                "round": guard(asked["name"]),
                "round id": guard(asked["id"]),
                "closed_on": asked["closed_on"],
            }
            for one in asked["items"]:
                row = {**of, "item": guard(one["item"])}
                own = None if one["self"] is None else {"n": 1, "mean": one["self"]}
                seen = {"self": own, **one["groups"], "others": one["others"]}
                self.rows.setdefault("results", []).extend(
                    {**row, "group": group, **_figure(figure)} for group, figure in seen.items() if figure
                )
            self.rows.setdefault("results.comments", []).extend(
                {**of, "question": guard(one["question"]), "group": one["group"], "text": guard(one["text"])}
                for one in asked["comments"]
            )


def _figure(figure: Mapping[str, Any]) -> Row:
    lowest, highest = figure.get("spread") or (None, None)
    cells = {"n": figure["n"], "mean": figure["mean"], "lowest": lowest, "highest": highest}
    return {key: "" if value is None else plain_number(value) for key, value in cells.items()}


def _cell(field: Field, value: Any) -> str:
    """A stored value as a cell. A number is no text of anybody's, and stays one."""
    if value is None:
        return ""
    return field.text(value) if isinstance(field, Number) else guard(field.text(value))


def _text(rows: Iterable[Row]) -> str:
    """Rows as CSV, with all the columns that any of them has in their order; the BOM is for Excel."""
    import csv
    import io

    rows = list(rows)
    columns = list(dict.fromkeys(column for row in rows for column in row))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return "\ufeff" + out.getvalue()
