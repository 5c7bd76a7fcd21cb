"""The practice while a change is made: each record that is written makes the next one of the last.

What was grouped and indexed once is shared by all that come after it, so that a change of many records does
not go through all that there are after each of them. One that was handed out before stays as it was.
"""

from __future__ import annotations

from typing import Generic, TypeVar

from coach_tui.plan.client import Client, Engagement
from coach_tui.plan.group import is_shared, seen_from
from coach_tui.plan.pause import Holiday
from coach_tui.plan.practice import Practice
from coach_tui.plan.schema import NOUNS
from coach_tui.plan.session import Session
from coach_tui.plan.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from coach_tui.plan.record import Record

    Document = Mapping[str, Any]

V = TypeVar("V")


class Layered(Generic[V]):
    """Values by key, of which a later version shares with the earlier ones what they have in common."""

    __slots__ = ("_base", "_own")

    def __init__(self, base: dict[str, V], own: dict[str, V | None] | None = None) -> None:
        self._base = base
        self._own: dict[str, V | None] = own or {}

    def get(self, key: str) -> V | None:
        """The value, or None."""
        return self._own[key] if key in self._own else self._base.get(key)

    def but(self, key: str, value: V | None) -> Layered[V]:
        """The same with another value at one key; None takes it away."""
        own = {**self._own, key: value}
        if len(own) ** 2 <= len(self._base) + 1000:  # the root makes both, copying and merging, seldom dear
            return Layered(self._base, own)
        both = {**self._base, **own}
        return Layered({key: value for key, value in both.items() if value is not None})


class Changing(Practice):
    """Everything in a transaction's tables, to be read between what is written."""

    def __init__(self, tables: Mapping[str, Mapping[str, Document]]) -> None:
        super().__init__(tables)
        self._owned: dict[str, Layered[list[Document]]] = {}
        self._found: dict[str, Layered[Document]] = {}
        self._names: Layered[list[str]] | None = None
        self._shares = False
        """Whether there may be a session of several, which looks otherwise as an engagement of it ends."""

    def documents(self, table: str, owner: str) -> list[Document]:
        """The documents of a table that belong to a plan (or engagements that belong to a client)."""
        groups = self._owned.get(table)
        if groups is None:
            if table == Session.table:
                self._shares = any(map(is_shared, self.tables.get(table, {}).values()))
            super().documents(table, owner)
            groups = self._owned[table] = Layered(self._groups.pop(table))
        return groups.get(owner) or []

    def find(self, table: str, uid: str, side: str = "") -> Record | None:
        """The record with this uid, or None; a session from the side of an engagement (uid), where given."""
        index = self._found.get(table)
        if index is None:
            super().find(table, uid)
            index = self._found[table] = Layered(self._by_uid.pop(table))
        document = index.get(uid)
        if document is not None and side and table == Session.table:
            document = seen_from(self, document, side)
        return None if document is None else NOUNS[table](document)

    def called(self, name: str) -> list[str]:
        """The clients (uids) of just this name, in folded form."""
        if self._names is None:
            names: dict[str, list[str]] = {}
            for raw in self.tables.get("clients", {}).values():
                names.setdefault(fold(raw["name"]), []).append(raw["uid"])
            self._names = Layered(names)
        return self._names.get(fold(name)) or []

    def copy(self) -> Changing:
        """The same, which learns nothing that is grouped or indexed in this one from now on."""
        other = Changing(self.tables)
        other._owned, other._found = {**self._owned}, {**self._found}
        other._names, other._shares = self._names, self._shares
        other._time_off = self._time_off
        return other

    def after(self, table: str, before: Document | None, now: Document | None) -> Changing:
        """The practice after a record of its tables was added, changed in place, or deleted (None)."""
        later = self.copy()
        if table == Holiday.table:
            later._time_off = None
        later._put(table, before, now)
        later._regroup(table, before, now)
        if table == Client.table:
            later._rename(before, now)
        return later

    def _put(self, table: str, before: Document | None, now: Document | None) -> None:
        index = self._found.get(table)
        if index is not None and (before is None or now is None):
            self._found[table] = index.but((now or before or {})["uid"], now)

    def _regroup(self, table: str, before: Document | None, now: Document | None) -> None:
        """Keeps the groups of the table, or lets go of them where one record may be in several."""
        if table == Engagement.table and self._shares:
            self._owned.pop(Session.table, None)
        groups = self._owned.get(table)
        if groups is None:
            return
        link = "client" if table == Engagement.table else "plan"
        there = [one for one in (before, now) if one is not None]
        owner = there[0].get(link)
        alone = table != Session.table or not any(map(is_shared, there))
        if not isinstance(owner, str) or not alone or there[-1].get(link) != owner:
            del self._owned[table]
        elif before is None:
            self._owned[table] = groups.but(owner, [*(groups.get(owner) or ()), *there])
        elif now is None:
            left = [one for one in groups.get(owner) or () if one["uid"] != before["uid"]]
            self._owned[table] = groups.but(owner, left)

    def _rename(self, before: Document | None, now: Document | None) -> None:
        names = self._names
        if names is None:
            return
        for one in (before, now):
            if one is not None:
                others = [uid for uid in names.get(fold(one["name"])) or () if uid != one["uid"]]
                names = names.but(fold(one["name"]), [*others, one["uid"]] if one is now else others)
        self._names = names


def client_called(practice: Practice, name: str) -> Client | None:
    """The client of just this name, in folded form; None where there is none."""
    if isinstance(practice, Changing):
        return practice.client(min(practice.called(name), default=""))
    wanted = fold(name)
    return next((client for client in practice.clients if fold(client.name) == wanted), None)
