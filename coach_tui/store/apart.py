"""What other machines did of the records that one change of this machine is about, unknown to it."""

from __future__ import annotations

from coach_tui.store.values import same

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    Entered = Mapping[str, Any]
    """An entry of the journal, as it is stored."""

_DAYS = ("on", "since", "until")
"""The day by which the entries of a list are in order."""


class Apart:
    """The changes that stand of the records of one entry, before and after it.

    Whoever takes the entry back leaves what another machine has set, who knew nothing of it.
    """

    def __init__(self, kept: Sequence[Entered], record: Entered, machine: str | None) -> None:
        at = [one["uid"] for one in kept].index(record["uid"])
        standing = [one["state"] == "done" and not one.get("passed") for one in kept]
        self.before = [one for one, done in zip(kept[:at], standing[:at], strict=True) if done]
        since = [one for one, done in zip(kept[at + 1 :], standing[at + 1 :], strict=True) if done]
        self._machine = machine
        self.since = [one for one in since if self._elsewhere(one)]
        """What other machines did after it."""

    def _elsewhere(self, entry: Entered) -> bool:
        return self._machine is not None and entry.get("machine") != self._machine

    def overtaking(self, record: Entered) -> Entered | None:
        """Which change of another machine is about the same records, and did not go before it."""
        touched = {(op["table"], op["uid"]): op for op in record["ops"]}
        for other in reversed(self.since):
            if any((op["table"], op["uid"]) in touched for op in other["ops"]):
                return other
        for other in reversed([one for one in self.before if self._elsewhere(one) and one.get("machine")]):
            for op in other["ops"]:
                own = touched.get((op["table"], op["uid"]))
                if own is not None and _unknown(op, own):
                    return other
        return None

    def deleted(self, op: Mapping[str, Any]) -> bool:
        """Whether another machine has deleted a record too."""
        others = [one for one in (*self.before, *self.since) if self._elsewhere(one)]
        return any(one["after"] is None for _, one in self._of(op, others))

    def stands(self, op: Mapping[str, Any], key: str, *, back: bool) -> Any:
        """What a field is without what an op did of it; when it is done again (not `back`) as it was left."""
        own = (op["before"] or {}).get(key)
        for _, other in reversed(list(self._of(op, self.since)) if back else []):
            before, after = other["before"] or {}, other["after"]
            if after is not None and not same(before.get(key), after.get(key)):
                knew = same(before.get(key), (op["after"] or {}).get(key))
                return own if knew else after.get(key)
        for entry, other in reversed(list(self._of(op, self.before))):
            before, after = other["before"] or {}, other["after"]
            if after is not None and not same(before.get(key), after.get(key)):
                apart = self._elsewhere(entry) and bool(entry.get("machine"))
                return after.get(key) if apart and not same(after.get(key), own) else own
        return own

    def _of(self, op: Mapping[str, Any], entries: Sequence[Entered]) -> Iterator[tuple[Entered, Any]]:
        for entry in entries:
            for other in entry["ops"]:
                if (other["table"], other["uid"]) == (op["table"], op["uid"]):
                    yield entry, other


def _unknown(other: Mapping[str, Any], own: Mapping[str, Any]) -> bool:
    """Whether an op set what a later one did not find so."""
    before, after = other["before"] or {}, other["after"]
    if after is None:
        return own["before"] is not None
    found, made = own["before"] or {}, own["after"] or {}
    return any(
        not same(found.get(key), made.get(key)) and not same(after.get(key), found.get(key))
        for key in {*before, *after}
        if not same(before.get(key), after.get(key))
    )


def relisted(now: Any, old: Any, new: Any) -> list[Any] | None:
    """A list that others have added to, with what this change added taken out of it, or put in again.

    None where it did anything else of the list, or what it added is no longer as it was.
    """
    present, was, then = now or [], old or [], new or []
    if not all(
        isinstance(one, list) and all(isinstance(row, dict) for row in one) for one in (present, was, then)
    ):
        return None
    out, into = _beyond(was, then), _beyond(then, was)
    if bool(out) == bool(into) or _beyond(out, present):
        return None
    found = [*_beyond(present, out), *into]
    if into and all(any(key in row for key in _DAYS) for row in found):
        found.sort(key=lambda row: str(next(row[key] for key in _DAYS if key in row)))
    return found


def _beyond(one: Sequence[Any], other: Sequence[Any]) -> list[Any]:
    """The entries of one list but for those that the other has too, each as often."""
    left = list(other)
    found = []
    for row in one:
        if row in left:
            left.remove(row)
        else:
            found.append(row)
    return found
