"""Plan files: one client's plan as TOML (or the same as JSON), both ways, without loss.

Names and keys are those of the domain; unknown ones are an error that names them and their line.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from coach_tui import bounds
from coach_tui.changes.links import TITLED
from coach_tui.exchange import envelope
from coach_tui.exchange.locate import line_of
from coach_tui.own_toml import parsed
from coach_tui.plan.client import Client, Engagement
from coach_tui.plan.draft import WORKED_OUT
from coach_tui.plan.errors import BadInput
from coach_tui.plan.field_records import Group, Records
from coach_tui.plan.field_times import Day, DaysOff, TimeOfDay
from coach_tui.plan.fields import Field, quote
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import Objective
from coach_tui.plan.round import Rater, Response
from coach_tui.plan.schema import PARTS
from coach_tui.plan.time_off import BETWEEN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach_tui.plan.draft import Draft
    from coach_tui.plan.record import Record


def read_toml(text: str) -> Draft:
    """The plan in a TOML text, checked record by record.

    Raises:
        BadInput: the first fault, with its line.
    """
    return draft_from(parsed(text, bounds.PLAN), text)


@bounds.reader("this plan")
def draft_from(document: Any, text: str) -> Draft:
    """A draft (`coach_tui.plan.draft`) from a parsed plan file.

    Args:
        document: what the parser gave.
        text: the TOML text, to find lines in; "" where there is none.

    Raises:
        BadInput: the first fault, with table, key and line.
    """
    if not isinstance(document, dict):
        raise BadInput("not a plan file: it takes the tables [client] and [engagement]")
    known = ["client", "engagement", *(noun.entry for noun in PARTS)]
    for key in document:
        if key not in known:
            raise _fault(text, (key,), f"{quote(key)} is not known; a plan file has {', '.join(known)}")
    for needed in ("client", "engagement"):
        if not isinstance(document.get(needed), dict):
            raise BadInput(f"[{needed}] is missing; a plan file needs it")
    draft: Draft = {
        "client": _record(Client, document["client"], text, ("client",)),
        "engagement": _record(Engagement, document["engagement"], text, ("engagement",)),
    }
    for noun in PARTS:
        records = document.get(noun.entry, [])
        if not isinstance(records, list):
            raise _fault(text, (noun.entry,), f"write [[{noun.entry}]] with double brackets, one for each")
        if noun is Response and records:
            try:
                records = envelope.opened(records)
            except BadInput as error:
                raise _fault(text, (noun.entry, 0, envelope.KEY), str(error)) from None
        most = bounds.RELATED if noun in (*TITLED, Rater) else bounds.RECORDS
        bounds.check_count(records, most, f"of [[{noun.entry}]]")
        draft[noun.entry] = [
            _record(noun, record, text, (noun.entry, number)) for number, record in enumerate(records)
        ]
    draft[Response.entry] = envelope.answers_in_order(draft[Response.entry])
    return draft


def _record(noun: type[Record], value: Any, text: str, path: tuple[str | int, ...]) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _fault(text, path, "is not a table")
    if "uid" in value:
        raise _fault(text, (*path, "uid"), "“uid” is not known; ids are written as id, and may be left out")
    ignored = ("id",) if text else ("id", *WORKED_OUT.get(noun, ()))
    given = noun.renamed(value).items()
    values = {key: _inward(noun.fields.get(key), one) for key, one in given if key not in ignored}
    try:
        stored = noun.check(values)
    except BadInput as error:
        said = str(error)
        key = said.split(":")[0].split(".")[0].strip("“”").split("”")[0]
        raise _fault(text, (*path, key), said) from None
    if "state" in ignored and value.get("state", now := _state(noun, stored)) != now:
        said = f"state: is worked out, and is “{now}”; change closed_on and closed_as instead"
        raise _fault(text, (*path, "state"), said)
    uid = value.get("id")
    if uid is not None and not isinstance(uid, str):
        raise _fault(text, (*path, "id"), "id: is not text")
    return {"id": uid, **stored} if uid else stored


def _state(noun: type[Record], stored: Mapping[str, Any]) -> str:
    """What became of an objective or a milestone (stored), as JSON tells beside what is read back."""
    return Objective(stored).state if noun is Objective else Milestone(stored).state


def _inward(field: Field | None, value: Any) -> Any:
    """Takes `id` in small records for the uid they are stored under."""
    if isinstance(field, Records):
        entries = [value] if field.single and isinstance(value, dict) else value
        if isinstance(entries, list):
            return [
                {("uid" if key == "id" else key): one for key, one in entry.items()}
                if isinstance(entry, dict)
                else entry
                for entry in entries
            ]
    return value


def _fault(text: str, path: tuple[str | int, ...], said: str) -> BadInput:
    """An error with the place where it is: table, number and line."""
    where = str(path[0])
    if len(path) > 1 and isinstance(path[1], int):
        where += f" {path[1] + 1}"
    line = line_of(text, path) if text else None
    return BadInput(f"line {line}, [{where}] {said}" if line else f"[{where}] {said}")


def write_toml(draft: Draft) -> str:
    """A plan as a TOML text that `read_toml` takes back unchanged."""
    import tomlkit

    draft = envelope.packed(draft)
    document = tomlkit.document()
    document.add("client", _table(Client, draft["client"]))
    document.add("engagement", _table(Engagement, draft["engagement"]))
    for noun in PARTS:
        records = draft.get(noun.entry)
        if records:
            tables = tomlkit.aot()
            for record in records:
                tables.append(_table(noun, record))
            document.add(noun.entry, tables)
    return tomlkit.dumps(document)


def _table(noun: type[Record], record: Mapping[str, Any]) -> Any:
    import tomlkit

    table = tomlkit.table()
    for key, value in record.items():
        table.add(key, _item(noun.fields.get(key), value))
    return table


def _item(field: Field | None, value: Any) -> Any:
    """A stored value as TOML: days as dates, long text over several lines, small records inline."""
    import tomlkit

    if isinstance(field, Day):
        return date.fromisoformat(value)
    if isinstance(field, Group):
        return _inline(field.record, value)
    if isinstance(field, Records):
        if field.single and len(value) == 1:
            return _inline(field.record, value[0])
        array = tomlkit.array()
        for entry in value:
            array.append(_inline(field.record, entry))
        return array.multiline(len(value) > 1)
    if isinstance(field, DaysOff):
        array = tomlkit.array()
        for day in value:
            array.append(date.fromisoformat(day) if day[:1].isdigit() and BETWEEN not in day else day)
        return array
    if isinstance(value, dict):
        table = tomlkit.inline_table()
        table.update(value)
        return table
    if isinstance(value, str) and "\n" in value and not isinstance(field, TimeOfDay):
        return tomlkit.string(value, multiline=True)
    return value


def _inline(noun: type[Record], record: Mapping[str, Any]) -> Any:
    import tomlkit

    table = tomlkit.inline_table()
    for key, value in record.items():
        table.append(key, _item(noun.fields.get(key), value))
    return table
