"""Former names: those that no record holds any more, remembered once the journal has let go of them.

The journal knows for a while who was renamed or deleted; notes and other records name them for ever. So that
they stay hidden while names are hidden (`coach_tui.plan.people`), the words of a former name are kept in the
file, as digests with a salt of the file: nobody is named by them, yet a word that is looked at is known.
Each stands with the client whose records it was in, so that erasing that client takes it away.
"""

from __future__ import annotations

from coach_tui.plan.errors import BadInput
from coach_tui.plan.naming import named_in, naming_nouns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Any

    Table = dict[str, dict[str, Any]]
    Tables = Mapping[str, Mapping[str, Mapping[str, Any]]]

UID = "former"
"""The record of the table meta that holds them; those that came with an export have others, after this."""
_SALT, _DIGEST = 16, 8
"""Bytes of a salt and of a digest."""
_LOOSE = ("sponsor", "somebody")


class Former:
    """The former names of one record of them, by their digests."""

    def __init__(self, record: Mapping[str, Any]) -> None:
        self._salt = bytes.fromhex(record["salt"])
        self._digests = {one for digests in record["of"].values() for one in digests}
        self._seen: dict[tuple[str, bool], bool] = {}

    def __bool__(self) -> bool:
        return bool(self._digests)

    def has_word(self, word: str, capital: bool) -> bool:
        """Whether a word in folded form was a name, written with a capital or not."""
        found = self._seen.get((word, capital))
        if found is None:
            found = self._seen[word, capital] = any(map(self._has, _asked(word, capital)))
        return found

    def has_run(self, run: str) -> bool:
        """Whether a run of signs was a name, or part of one, that may stand inside a longer run."""
        return self._has(f"i:{run}")

    def has_family(self, run: str) -> bool:
        """Whether a run of signs was a family name that is found only with what stands behind such."""
        return self._has(f"f:{run}")

    def has_number(self, digits: str) -> bool:
        """Whether these digits were somebody's number."""
        return self._has(number_key(digits))

    def _has(self, key: str) -> bool:
        return _digest(self._salt, key) in self._digests


def _asked(word: str, capital: bool) -> Iterator[str]:
    """By what a word of a text may be known: it, and what it is without an ending."""
    from coach_tui.plan.inflection import derived_from, without_ending
    from coach_tui.plan.people_words import COMMON

    for one in (word, word[:-1]) if word.endswith("s") else (word,):
        if capital or one == word or word not in COMMON:
            yield f"w:{one}"
        if capital:
            yield f"c:{one}"
    for base, stem in (*without_ending(word), *derived_from(word)) if capital else ():
        yield f"{'s' if stem else 'w'}:{base}"


def keys_of(kind: str, text: str) -> Iterator[str]:
    """By what a text that names somebody (see `Field.names`) is found in other texts.

    Of one that need not be a name, such as “my boss”, only words with a capital: it is remembered for long.
    """
    from coach_tui.plan import reach
    from coach_tui.plan.inflection import stems
    from coach_tui.plan.inside import SIGNS, families_of, inside_of
    from coach_tui.plan.roles import names_in_role
    from coach_tui.plan.spellings import as_read, spellings

    text = as_read(text)
    if kind == "reach":
        found = [*reach.words_of_address(text), *reach.names_in_address(text)]
        yield from (number_key(digits) for digits in reach.numbers_in(text) if len(digits) >= reach.LEAST)
    elif kind == "role":
        found = list(names_in_role(text))
    else:
        loose = kind in _LOOSE
        found = list(spellings(reach.with_capital(text) if loose else text, loose=loose))
    for spelling in found:
        if len(spelling.words) == 1:
            yield f"{'c' if spelling.capital else 'w'}:{spelling.words[0]}"
            for stem in stems(spelling.words[0]) if not spelling.capital else ():
                yield f"s:{stem}"
    if kind not in ("reach", "role"):
        yield from (f"i:{run[:SIGNS]}" for run in inside_of(text))
        yield from (f"f:{run}" for run in families_of(text))


def number_key(digits: str) -> str:
    """By what a telephone number is found."""
    from coach_tui.plan.reach import KNOWN_BY

    return f"n:{digits[-KNOWN_BY:]}"


def _digest(salt: bytes, key: str) -> str:
    from hashlib import blake2b

    return blake2b(key.encode("utf-8", "replace"), digest_size=_DIGEST, key=salt).hexdigest()


# The records of the table meta


def former_records(meta: Mapping[str, Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The records of former names among those of the table meta."""
    return [record for record in meta.values() if is_former(record)]


def is_former(record: Mapping[str, Any]) -> bool:
    """Whether a record of the table meta holds former names."""
    uid = str(record.get("uid", ""))
    return uid == UID or uid.startswith(f"{UID}-")


def check_former(record: Mapping[str, Any]) -> None:
    """Look whether a record of former names is as it should be.

    Raises:
        BadInput: it is not, with what is wrong.
    """
    if not _is_hex(record.get("salt"), _SALT):
        raise BadInput("former names: the salt is not one")
    of = record.get("of")
    if not isinstance(of, dict) or not all(
        isinstance(digests, list) and all(_is_hex(one, _DIGEST) for one in digests) for digests in of.values()
    ):
        raise BadInput("former names: they are not lists of digests")


def _is_hex(value: object, size: int) -> bool:
    return isinstance(value, str) and len(value) == 2 * size and set(value) <= set("0123456789abcdef")


def remember(
    tables: Tables, meta: Table, ops: Iterable[Mapping[str, Any]], salt: Callable[[int], bytes]
) -> None:
    """Keep the names that stand in what the journal is about to forget (ops) and in no record now.

    Args:
        tables: all tables, the journal as it still is.
        meta: the table meta, which is changed.
        ops: what is forgotten.
        salt: gives so many random bytes, where the file has no salt yet.
    """
    gone = _left(tables, ops)
    if not gone:
        return
    record = next((record for record in meta.values() if record.get("uid") == UID), None)
    if record is None:
        record = {"uid": UID, "salt": salt(_SALT).hex(), "of": {}}
        meta[str(max(map(int, meta), default=0) + 1)] = record
    key = bytes.fromhex(record["salt"])
    for owner, names in gone.items():
        digests = {_digest(key, one) for kind, text in names for one in keys_of(kind, text)}
        if digests:
            record["of"][owner] = sorted(digests.union(record["of"].get(owner, ())))


def _left(tables: Tables, ops: Iterable[Mapping[str, Any]]) -> dict[str, set[tuple[str, str]]]:
    """The names (kind and text) that stand in ops and in no record, by the client they belong to."""
    nouns = naming_nouns()
    found: dict[str, set[tuple[str, str]]] = {}
    for op in ops:
        if (noun := nouns.get(op["table"])) is None:
            continue
        for raw in (op.get("before") or {}, op.get("after") or {}):
            for kind, text, _ in named_in(noun, raw):
                found.setdefault(_owner(op, raw), set()).add((kind, text))
    if not found:
        return {}
    present = {
        text
        for table, noun in nouns.items()
        for raw in tables.get(table, {}).values()
        for _, text, _ in named_in(noun, raw)
    }
    clients = _clients(tables)
    left: dict[str, set[tuple[str, str]]] = {}
    for owner, names in found.items():
        if gone := {pair for pair in names if pair[1] not in present}:
            left.setdefault(clients.get(owner, owner), set()).update(gone)
    return left


def _owner(op: Mapping[str, Any], raw: Mapping[str, Any]) -> str:
    return str(raw.get("client") or raw.get("plan") or op["uid"])


def _clients(tables: Tables) -> dict[str, str]:
    """Whose an engagement is (uids), those that the journal alone knows as well."""
    found = {}
    for entry in tables.get("journal", {}).values():
        for op in entry["ops"]:
            if op["table"] == "engagements":
                raw = op.get("after") or op.get("before") or {}
                found[op["uid"]] = str(raw.get("client"))
    for raw in tables.get("engagements", {}).values():
        found[raw["uid"]] = str(raw.get("client"))
    return found


def all_of(tables: Tables, salt: Callable[[int], bytes]) -> list[dict[str, Any]]:
    """All former names of a file, for one that has not its journal: those that this alone knows as well."""
    known = {
        str(number): {**record, "of": dict(record["of"])}
        for number, record in enumerate(former_records(tables.get("meta", {})), 1)
    }
    journal = tables.get("journal", {}).values()
    remember(tables, known, (op for entry in journal for op in entry["ops"]), salt)
    return list(known.values())


def take_over(meta: Table, records: Iterable[Mapping[str, Any]]) -> None:
    """Remember what another file did as well; each file has its salt."""
    for record in records:
        here = next((one for one in meta.values() if is_former(one) and one["salt"] == record["salt"]), None)
        if here is None:
            uid = f"{UID}-{record['salt']}"
            number = str(max(map(int, meta)) + 1)
            meta[number] = {"uid": uid, "salt": record["salt"], "of": dict(record["of"])}
        else:
            for owner, digests in record["of"].items():
                here["of"][owner] = sorted({*digests, *here["of"].get(owner, ())})


def forget(tables: Tables, meta: Table, uids: Iterable[str], names: Iterable[str] = ()) -> None:
    """Remember nothing any more of records (uids), nor of clients who are gone and were called so.

    Args:
        tables: all tables.
        meta: the table meta, which is changed.
        uids: the records.
        names: names, addresses and numbers.
    """
    keys = {key for name in names for kind in ("client", "reach") for key in keys_of(kind, name)}
    present = {raw["uid"] for raw in tables.get("clients", {}).values()}
    gone = set(uids)
    for number, record in list(meta.items()):
        if not is_former(record):
            continue
        salt = bytes.fromhex(record["salt"])
        theirs = {_digest(salt, key) for key in keys}
        for owner, digests in list(record["of"].items()):
            kept = [] if owner in gone else digests
            if owner not in present:
                kept = [one for one in kept if one not in theirs]
            if kept:
                record["of"][owner] = kept
            else:
                del record["of"][owner]
        if not record["of"]:
            del meta[number]
