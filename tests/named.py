"""A practice with names in every text of every noun: present and former ones, deleted ones, sponsors, raters.

What is added later is planted by itself, from the declarations of the fields.
"""

from __future__ import annotations

from typing import Any

from coach_tui.changes.clients import delete_client, edit_client
from coach_tui.changes.daily import check_in, note_win
from coach_tui.changes.desk import Desk
from coach_tui.plan.fields import Field, Text
from coach_tui.plan.practice import Practice
from coach_tui.plan.record import Record
from coach_tui.plan.round import Rater
from coach_tui.plan.schema import NOUNS, check_record
from coach_tui.plan.text import fold
from tests.plan.plan_kit import on
from tests.planted import Planted

CLIENT = "Wrzqex Pfnoxtul"
FORMER = "Oldqjy Namvexu"
OTHER = "Zoqë Brüqmark"
DELETED = "Delqxo Gronwik"
SPONSOR = "Zspoqnax Holding AG"
RATER = "Raqter Plimqos"
FORMER_RATER = "Yqrator Quinzel"
AGREED = "Agqnis Bywolt; Cuqrt Dremzil for the sponsor"
OWNER = "Ownqer Zimplok"
EMAIL = "wrz.pf@xqhost.example"
PHONE = "+49 170 5550123"
PRIVATE = "Vizqpresident at Gloqbex"

PLANTED = frozenset(
    fold(part)
    for name in (CLIENT, FORMER, OTHER, DELETED, RATER, FORMER_RATER, OWNER)
    for part in name.split()
) | {"zspoqnax", "agqnis", "bywolt", "cuqrt", "dremzil", "xqhost", "5550123", "vizqpresident", "gloqbex"}
"""The parts of all these names, in folded form: none may be seen while names are hidden."""

CUT = 4
"""Letters by which a planted name is known."""
MENTIONS = (
    f"{CLIENT}, wrzqex and Pfnoxtuls; OLDQJY NAMVEXU; Zoqe Bruqmark; {DELETED}; Zspoqnax; plimqos-raqter; "
    "Yqrator_Quinzel; Bywolt, Dremzil; zimplok; wrz.pf@xqhost.example; 0170 5550123; "
    "Gloqbex, the people of xqhost, 55 50 123"
)
"""All of them as somebody may write them."""

NAMING = {
    "client.name": CLIENT,
    "client.email": EMAIL,
    "client.phone": PHONE,
    "client.role": PRIVATE,
    "client.notes": PRIVATE,
    "engagement.agreed_by": AGREED,
    "engagement.sponsor": SPONSOR,
    "objective.owner": OWNER,
    "objective.revisions.by": OWNER,
    "milestone.moves.by": OWNER,
    "session.moves.by": OWNER,
    "commitment.owner": OWNER,
    "rater.name": RATER,
    "rater.email": EMAIL,
}
"""What the fields hold that name somebody, by their place."""


def told(text: str) -> set[str]:
    """The planted names that can be read in a text, though they may be cut."""
    read = fold(text)
    return {word for word in PLANTED if word[:CUT] in read}


class Named(Planted):
    """The planted plan, with all names in every text; with a second client, and a journal of former names."""

    def __init__(self) -> None:
        super().__init__("client")
        other = {"uid": "u-other", "name": OTHER}
        run = {"uid": "u-other-e", "client": "u-other", "start": "2026-09-01", "agreed_by": OTHER}
        self.tables["clients"]["2"] = other
        self.tables["engagements"]["2"] = run
        now = self.tables["clients"]["1"]
        rater = self.tables["raters"]["1"]
        self.tables["merges"] = {str(number): one for number, one in enumerate(_merges(), 1)}
        self.tables["journal"] = {
            "1": _entry(1, "u-clients", [_op("clients", {**now, "name": FORMER}, now)]),
            "2": _entry(2, "u-gone", [_op("clients", {"uid": "u-gone", "name": DELETED}, None)]),
            "3": _entry(3, "u-clients", [_op("raters", {**rater, "name": FORMER_RATER}, rater)]),
            "4": _entry(4, None, [_op("dreams", {"uid": "u-dream", "text": MENTIONS}, None)]),
        }
        self.practice = Practice(self.tables)

    def _value(self, field: Field, place: str, readers: set[str]) -> Any:
        if field.names == "code":
            return "code" if isinstance(field, Text) else ["code"]
        if place in NAMING:
            return NAMING[place]
        return super()._value(field, place, readers)

    def _word(self, place: str, readers: set[str]) -> str:
        return f"{MENTIONS} {super()._word(place, readers)}"


OPEN: dict[str, dict[str, Any]] = {
    "objectives": {"closed_on": None, "closed_as": None, "closed_reason": None, "due": on(30)},
    "milestones": {
        "due": on(-4),
        "objective": "u-objectives-open",
        **dict.fromkeys(("done_on", "closed_on", "closed_as", "closed_reason", "replaced_by", "snooze")),
    },
    "reviews": {"held_on": None, "due": on(0), "outcomes": None, "levels": None, "changes": None},
    "sessions": {"on": on(0), **dict.fromkeys(("state", "cancelled_by", "late", "closing", "snooze"))},
    "rounds": {"closed_on": None, "snooze": None},
    "raters": {"round": "u-rounds-open"},
    "commitments": {"due": on(-4)},
    "wins": {"on": on(-1)},
}
"""What is planted once more as it is while it goes on."""


def fill(desk: Desk) -> None:
    """Write the planted practice into an empty file; rename a client and a rater, delete a client."""
    made = Named()
    tables = {table: dict(records) for table, records in made.tables.items() if table != "journal"}
    for table, changes in OPEN.items():
        record = {**tables[table]["1"], "uid": f"u-{table}-open", **changes}
        tables[table]["open"] = {key: value for key, value in record.items() if value is not None}
    tables["clients"]["gone"] = {"uid": "u-gone", "name": DELETED}
    tables["engagements"]["gone"] = {"uid": "u-gone-e", "client": "u-gone", "start": on(-90)}
    with desk.store.transaction("built a practice") as change:
        for table, records in tables.items():
            for record in records.values():
                check_record(table, record)
                former = {"u-clients": FORMER, "u-raters": FORMER_RATER}.get(record["uid"])
                change.insert(table, {**record, "name": former} if former else record)
    check_in(desk, "u-engagements", {"on": on(0), "note": f"with {FORMER}"})
    edit_client(desk, "u-clients", {"name": CLIENT})
    with desk.change("renamed one who was invited") as renamed:
        renamed.update(Rater, "u-raters", {"name": RATER})
    note_win(desk, "u-gone-e", f"{DELETED} won")
    delete_client(desk, "u-gone")


def _merges() -> list[dict[str, Any]]:
    """What two machines said of a client, and of what is inside a review."""
    values: list[dict[str, Any]] = [
        {"value": {"name": FORMER, "notes": MENTIONS, "snooze": {"until": on(3), "reason": MENTIONS}}},
        {"value": {"name": CLIENT, "snooze": None}, "at": "2026-11-20T10:00:00+01:00", "machine": "ab12"},
    ]
    inner: list[dict[str, Any]] = [{"value": {"said": MENTIONS}}, {"value": {"said": None}}]
    about = {"of": "clients", "record": "u-clients", "field": "name"}
    inside = {"of": "reviews", "record": "u-reviews", "field": "said", "inside": f"{MENTIONS}/note"}
    return [
        {"uid": "u-merges", "client": "u-clients", **about, "values": values},
        {"uid": "u-merges-inside", "plan": "u-engagements", **inside, "values": inner},
    ]


def _op(table: str, before: dict[str, Any] | None, after: dict[str, Any] | None) -> dict[str, Any]:
    return {
        "table": table,
        "uid": (before or after or {})["uid"],
        "id": "1",
        "before": before,
        "after": after,
    }


def _entry(number: int, client: str | None, ops: list[dict[str, Any]]) -> dict[str, Any]:
    texts = {"what": f"did {MENTIONS}", "why": f"because {MENTIONS}"}
    at = f"2026-11-2{number}T10:00:00+01:00"
    return {"uid": f"j{number}", "at": at, "client": client, "state": "done", "ops": ops, **texts}


def texts_of(noun: type[Record], name: str) -> list[tuple[str, Field]]:
    """All fields of a noun, of the small records in it as well, with their places."""
    found: list[tuple[str, Field]] = []
    for key, field in noun.fields.items():
        found.append((f"{name}.{key}", field))
        inner = getattr(field, "record", None)
        if inner is not None:
            found += texts_of(inner, f"{name}.{key}")
    return found


def every_field() -> list[tuple[str, Field]]:
    """All fields of all nouns, with their places."""
    return [pair for noun in NOUNS.values() for pair in texts_of(noun, noun.entry)]
