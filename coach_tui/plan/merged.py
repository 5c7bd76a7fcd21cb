"""What two machines said of one thing: both values, until the coach takes one of them.

A merge lets the later value stand where a field was changed on both sides, and keeps the others here. The uid
of such a record comes of what it is about, so that all machines make the same one.
"""

from __future__ import annotations

from coach_tui.plan.field_lists import Listed
from coach_tui.plan.fields import Text, quote
from coach_tui.plan.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

TOGETHER: dict[str, tuple[tuple[str, ...], ...]] = {
    "objectives": (
        ("status", "status_reason", "status_on"),
        ("closed_on", "closed_as", "closed_reason", "replaced_by"),
    ),
    "milestones": (("closed_on", "closed_as", "closed_reason", "replaced_by"),),
    "strategies": (("status", "status_reason", "ended_on"),),
    "commitments": (("status", "settled_on", "reason", "due", "carried"),),
    "sessions": (
        ("state", "cancelled_by", "late", "closing", "absent", "reason"),
        ("on", "time"),
    ),
    "assessments": (("answered_on", "dropped_on", "scores", "comments"),),
}
"""Fields that say one thing together: where two machines changed any of them, one machine's all stand."""


REFUSED, CALLED_OFF, CLOSED, LEFT_OUT, ASKED = DID = "refused", "called_off", "closed", "left_out", "asked"
"""What a merge did: it took no more answers to a round, cancelled a session, closed an engagement, left out
what a milestone comes after, or left a round as it was answered."""


class Kept(Listed):
    """What was said: a list of {"value", "at", "machine"}, `value` with the stored value of each field.

    A field that had none has null. `at` is the moment (ISO) of the change, "" where it is not known.
    """

    def check(self, value: Any) -> list[dict[str, Any]]:
        found = self.check_list(value)
        for one in found:
            sound = isinstance(one, dict) and isinstance(one.get("value"), dict)
            if not sound or not all(isinstance(one.get(key, ""), str) for key in ("at", "machine")):
                raise self.refuse(f"{quote(one)} is no value that a merge has kept")
        return found

    def text(self, stored: Any) -> str:
        return canonical(stored or [])

    def show(self, stored: Any) -> str:
        count = len(stored or ())
        return f"{count} value{'' if count == 1 else 's'}"


class Merge(Record):
    """One field of a record that two machines changed otherwise.

    `field` is its key, "" where it is about the whole record, `inside` where in the field it is: a key, or an
    entry of a list (`coach_tui.plan.whereabouts`). Fields that say one thing together (`TOGETHER`) are kept
    together, under the first of them. Beside its fields it has `plan` or `client`: whose it is (uid).

    Where a merge did something with a record that somebody has to act on, `did` says what (`DID`), and each
    value is of one time that it did.
    """

    table = "merges"
    entry = "merge"
    noun = "a merge"
    title_key = "field"
    belongs = ""

    of = Text("Table", required=True, names="code")
    record = Text("Record", required=True, names="code")
    field = Text("Field", names="code")
    inside = Text("Inside it")
    did = Text("Done by the merge", names="code")
    values = Kept("Values", required=True)

    @property
    def client(self) -> str:
        """The uid of the client whose record it is about; "" where that belongs to a plan, or nobody."""
        return self.raw.get("client") or ""


def merge_uid(table: str, record: str, field: str, inside: str = "") -> str:
    """The uid of what is kept of one field of a record (uid), and where inside it."""
    return derived_uid("merge", table, record, field, inside)


def derived_uid(*parts: str) -> str:
    """A uid that every machine makes of the same texts: UUID version 8."""
    from hashlib import sha256

    raw = sha256(canonical(parts).encode("utf-8", "replace")).hexdigest()
    text = f"{raw[:12]}8{raw[13:16]}{'89ab'[int(raw[16], 16) % 4]}{raw[17:32]}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def joined_path(path: Iterable[str]) -> str:
    """Where inside a field something is, as one text.

    >>> joined_path(["m1", "listens / asks"])
    'm1/listens ~1 asks'
    """
    return "/".join(part.replace("~", "~0").replace("/", "~1") for part in path)


def path_of(inside: str) -> list[str]:
    """What `joined_path` has made one text of."""
    return [part.replace("~1", "/").replace("~0", "~") for part in inside.split("/")] if inside else []


def together(table: str, key: str) -> tuple[str, ...]:
    """The fields of a record that say one thing with this one, itself among them."""
    return next((keys for keys in TOGETHER.get(table, ()) if key in keys), (key,))


def canonical(value: Any) -> str:
    """A stored value as a text that is the same on every machine, and by which values are ordered."""
    from json import dumps  # dear for what only looks

    return dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def united(*several: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Kept values of several replicas as one list: each once, with its latest moment, in order of that."""
    found: dict[str, dict[str, Any]] = {}
    for kept in several:
        for one in kept:
            key = canonical(one["value"])
            before = found.get(key)
            if before is None or _moment(before) < _moment(one):
                found[key] = dict(one)
    return sorted(found.values(), key=lambda one: (*_moment(one), canonical(one["value"])))


def _moment(kept: Mapping[str, Any]) -> tuple[str, str]:
    return kept.get("at") or "", kept.get("machine") or ""
