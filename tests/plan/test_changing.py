"""The practice while a change is made: it is always what the tables are, and what was handed out stays."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from coach_tui.plan.changing import Changing, Layered, client_called
from coach_tui.plan.practice import Practice

UIDS = ("a", "b", "c", "d")
NAMES = st.sampled_from(("Anna", "anna", "Ben"))
TABLES = st.sampled_from(("clients", "engagements", "sessions", "wins", "holidays"))
STEP = st.tuples(
    TABLES,
    st.sampled_from(UIDS),
    st.sampled_from(("put", "delete")),
    NAMES,
    st.sampled_from(UIDS),
    st.lists(st.sampled_from(UIDS), max_size=2, unique=True),
    st.sampled_from(("", "2026-02-01")),
)


def made(table: str, uid: str, name: str, owner: str, also: list[str], closed: str) -> dict[str, Any]:
    if table == "clients":
        return {"uid": uid, "name": name}
    if table == "engagements":
        return {
            "uid": uid,
            "client": owner,
            "start": "2026-01-01",
            **({"closed_on": closed} if closed else {}),
        }
    if table == "holidays":
        return {"uid": uid, "since": "2026-01-05", "until": closed or "2026-01-06"}
    more = {"also": [one for one in also if one != owner]} if also and table == "sessions" else {}
    return {"uid": uid, "plan": owner, "on": "2026-03-01", "state": "booked", "title": name, **more}


def seen(practice: Practice) -> dict[str, Any]:
    """All that a verb may ask of a practice."""
    found: dict[str, Any] = {"off": [date(2026, 2, 1) in practice.time_off]}
    for uid in UIDS:
        for table in ("engagements", "sessions", "wins"):
            found[f"of {uid} {table}"] = sorted(practice.documents(table, uid), key=lambda raw: raw["uid"])
        for table in ("clients", "engagements", "sessions", "wins", "holidays"):
            record = practice.find(table, uid)
            found[f"{table} {uid}"] = None if record is None else dict(record.raw)
    for name in ("Anna", "BEN", "Cleo"):
        client = client_called(practice, name)
        found[name] = None if client is None else client.uid
    return found


@given(st.lists(STEP, max_size=30), st.integers(0, 30))
def test_it_is_what_the_tables_are_after_any_change(steps: list[tuple[Any, ...]], asked_from: int) -> None:
    tables: dict[str, dict[str, dict[str, Any]]] = {
        name: {} for name in ("clients", "engagements", "sessions", "wins", "holidays")
    }
    practice = Changing(tables)
    for number, (table, uid, what, *values) in enumerate(steps):
        there = tables[table].get(uid)
        before = None if there is None else dict(there)
        if what == "delete":
            if there is None:
                continue
            del tables[table][uid]
        else:
            fields = made(table, uid, *values)
            if there is None:
                tables[table][uid] = fields
            else:  # as the store does: the record itself is changed
                there.clear()
                there.update(fields)
        practice = practice.after(table, before, tables[table].get(uid))
        if number >= asked_from:
            assert seen(practice) == seen(Practice(tables))
    assert seen(practice) == seen(Practice(tables))


def test_what_was_handed_out_stays_as_it_was() -> None:
    tables = {"wins": {"1": {"uid": "a", "plan": "p"}}}
    before = Changing(tables)
    assert [raw["uid"] for raw in before.documents("wins", "p")] == ["a"]
    tables["wins"]["2"] = {"uid": "b", "plan": "p"}
    after = before.after("wins", None, tables["wins"]["2"])
    assert [raw["uid"] for raw in before.documents("wins", "p")] == ["a"]
    assert [raw["uid"] for raw in after.documents("wins", "p")] == ["a", "b"]


def test_layers_are_merged_now_and_then() -> None:
    layers: Layered[int] = Layered({})
    for number in range(200):
        layers = layers.but(str(number % 150), number)
    layers = layers.but("7", None)
    assert [layers.get(key) for key in ("7", "8", "149", "150")] == [None, 158, 149, None]
