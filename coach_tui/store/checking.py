"""The full check of a data file: everything that must be so before anything is built on it."""

from __future__ import annotations

import json
import re

from coach_tui import bounds
from coach_tui.plan.errors import BadInput
from coach_tui.store.shapes import KNOWN, meta

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from coach_tui.store.shapes import Record, Tables

    CheckRecord = Callable[[str, Mapping[str, Any]], None]

MAX_INT = 2**63
"""Whole numbers are kept within 64 bits, as every JSON reader can take them."""
MAX_DEPTH = 60
"""Levels of lists and objects within one record."""
_STATES = ("done", "undone", "dropped")


class Damaged(ValueError):
    """The text is not a sound data file; the message says where and why, without the file's name."""


class Unmerged(Damaged):
    """It holds both sides of a merge of lines, which git left unfinished."""


class Foreign(Damaged):
    """The text is sound JSON, but of something else: no meta record."""


def _pairs(pairs: list[tuple[str, Any]]) -> Record:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen = set()
        for key, _ in pairs:
            if key in seen:
                raise Damaged(f"the key {key[:40]!a} stands twice in one object")
            seen.add(key)
    return found


def _constant(text: str) -> Any:
    raise Damaged(f"{text} is not a number JSON knows")


def _float(text: str) -> float:
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise Damaged(f"the number {text[:20]} is too large")
    return number


def _int(text: str) -> int:
    if len(text) > 20 or not -MAX_INT <= (number := int(text)) < MAX_INT:
        raise Damaged(f"the number {text[:20]}{'…' if len(text) > 20 else ''} is too large")
    return number


def parse_strictly(raw: bytes) -> Any:
    """Return what the bytes say as strict JSON; raises Damaged with the line and the reason."""
    if not raw:
        raise Damaged("it is empty")
    if raw.isspace():
        raise Damaged("it holds nothing but blanks")
    if (at := raw.find(b"\0")) >= 0:
        raise Damaged(f"line {raw.count(10, 0, at) + 1}: it holds NUL bytes, as after a power failure")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Damaged(f"line {raw.count(10, 0, error.start) + 1}: not UTF-8 text") from None
    try:
        bounds.check_data(raw)
        return json.loads(
            text, object_pairs_hook=_pairs, parse_constant=_constant, parse_float=_float, parse_int=_int
        )
    except json.JSONDecodeError as error:
        if mark := re.search(r"^(<{7}|={7}|>{7}|\|{7})( |$)", text, re.MULTILINE):
            line = text.count("\n", 0, mark.start()) + 1
            raise Unmerged(f"line {line}: it holds conflict markers of an unfinished merge") from None
        cut = error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string")
        ending = ", it seems cut off" if cut else ""
        raise Damaged(f"line {error.lineno} column {error.colno}: {error.msg}{ending}") from None
    except BadInput as error:
        raise Damaged(str(error)) from None


def check_shape(found: Any) -> Tables:
    """Return the parsed value as tables; raises Foreign or Damaged when it has another shape.

    Tables are objects of records by their TinyDB number ("1", "2"…); one record of "meta" has the uid "meta".
    """
    if not isinstance(found, dict) or not isinstance(found.get("meta"), dict):
        raise Foreign("no meta table")
    about = meta(found)
    if about is None:
        raise Foreign("no meta record")
    for key in ("format", "generation"):
        value = about.get(key, 0 if key == "generation" else None)
        if type(value) is not int or value < 0:
            raise Damaged(f"meta: the {key} is not a whole number")
    for name, table in found.items():
        if not isinstance(table, dict):
            raise Damaged(f"{name[:40]!a} is not a table")
        for number, record in table.items():
            if not (
                number.isascii() and number.isdigit() and len(number) < 19 and str(int(number)) == number
            ):
                raise Damaged(f"{name[:40]}: {number[:40]!a} is not a record's number")
            if not isinstance(record, dict):
                raise Damaged(f"{name[:40]} {number}: not a record")
    return found


def check_records(tables: Tables, raw: bytes, check_record: CheckRecord | None) -> None:
    """Check every record: uids there and unique in their table, depth, text, then `check_record`.

    Tables this version does not know are a newer version's affair and only checked for text and depth, the
    journal has its own check.
    """
    surrogates = re.search(rb"\\u[dD][89a-fA-F]", raw) is not None
    for name, table in tables.items():
        known = name in KNOWN
        uids = set()
        for number, record in table.items():
            place = f"{name[:40]} {number}"
            if known:
                uid = record.get("uid")
                if not isinstance(uid, str) or not uid:
                    raise Damaged(f"{place}: it has no uid")
                if uid in uids:
                    raise Damaged(f"{place}: its uid {uid[:40]!a} stands twice in the table")
                uids.add(uid)
            _check_values(record, place, surrogates)
            if name == "journal":
                continue
            try:
                if name == "meta":
                    _check_meta(record)
                elif check_record is not None:
                    check_record(name, record)
            except BadInput as error:
                raise Damaged(f"{place}: {error}") from None


def check_journal(tables: Tables) -> None:
    """Check that every entry of the journal is one, whichever format of ours it has; raises Damaged."""
    for number, record in tables.get("journal", {}).items():
        _check_entry(record, f"journal {number}")


def _check_meta(record: Record) -> None:
    if record.get("uid") != "meta":
        from coach_tui.plan.former import check_former, is_former

        if is_former(record):
            check_former(record)


def _check_values(record: Record, place: str, text: bool) -> None:
    """Check depth, and with `text` every string, of one record; raises Damaged."""
    if text:
        _walk(record, place, MAX_DEPTH)
        return
    for value in record.values():
        if isinstance(value, (dict, list)):
            _depth(value, place, MAX_DEPTH)


def _depth(value: Any, place: str, left: int) -> None:
    if not left:
        raise Damaged(f"{place}: it is nested too deeply")
    for inner in value.values() if isinstance(value, dict) else value:
        if isinstance(inner, (dict, list)):
            _depth(inner, place, left - 1)


def _walk(value: Any, place: str, left: int) -> None:
    if not left:
        raise Damaged(f"{place}: it is nested too deeply")
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError:
            raise Damaged(f"{place}: it holds half a character (a lone surrogate)") from None
    elif isinstance(value, dict):
        for key, inner in value.items():
            _walk(key, place, left - 1)
            _walk(inner, place, left - 1)
    elif isinstance(value, list):
        for inner in value:
            _walk(inner, place, left - 1)


def _check_entry(record: Record, place: str) -> None:
    ops = record.get("ops")
    if record.get("state") not in _STATES or not isinstance(ops, list):
        raise Damaged(f"{place}: not a journal entry")
    for key, optional in (("at", False), ("what", False), ("client", True), ("why", True)):
        value = record.get(key)
        if not (isinstance(value, str) or (optional and value is None)):
            raise Damaged(f"{place}: the journal entry's {key!r} is not text")
    for op in ops:
        if (
            not isinstance(op, dict)
            or not isinstance(op.get("table"), str)
            or not isinstance(op.get("uid"), str)
            or not all(op.get(side) is None or isinstance(op[side], dict) for side in ("before", "after"))
        ):
            raise Damaged(f"{place}: the journal entry's changes are not as they should be")
