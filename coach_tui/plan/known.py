"""A practice as it was known on a day: what happened later is left out, what was planned for later stays.

For a day in the past that somebody takes as today. What is dated goes by its dates: whole check-ins, wins,
reviews held and rounds begun later, and of other records what their days of what has happened say, with what
hangs from these. A milestone or session lies where it lay before later moves, an objective has the targets
and dates of before later revisions, a strategy the rhythm of its time, a level of a ladder is that of the
last review till then, and a promise settled later is open; one that keeps no day on which it was settled
goes by the review that tells of it, and was not kept before it was due. What is noted in a session is known
from its day on; one that nobody had booked, which the journal tells, was not there before it. Words of the
client go by the journal (`coach_tui.plan.said_before`).
"""

from __future__ import annotations

from datetime import date
from functools import cache

from coach_tui.plan.field_records import Group, Records
from coach_tui.plan.field_times import Day
from coach_tui.plan.objective import Objective
from coach_tui.plan.practice import Practice
from coach_tui.plan.revision import as_of
from coach_tui.plan.said_before import as_said, said_before
from coach_tui.plan.schema import NOUNS
from coach_tui.plan.session import BOOKED, CANCELS, HELD, NO_SHOW, state_of
from coach_tui.plan.side import Side

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from coach_tui.plan.practice import Document
    from coach_tui.plan.record import Record

    Rows = Mapping[str, Document]

WHOLE = {
    ("commitments", "made_on"),
    ("needs", "found_on"),
    ("raters", "invited_on"),
    ("rounds", "opened_on"),
}
"""Days without which a record was not there at all, beside those that a record cannot do without."""
HANGS = {
    ("objectives", "closed_on"): ("closed_as", "closed_reason", "replaced_by"),
    ("milestones", "closed_on"): ("closed_as", "closed_reason", "replaced_by"),
    ("objectives", "status_on"): ("status", "status_reason"),
    ("engagements", "closed_on"): ("outcome",),
    ("assessments", "answered_on"): ("scores", "comments"),
    ("commitments", "settled_on"): ("status", "reason"),
    ("strategies", "ended_on"): ("status", "status_reason"),
    **{(table, "agreed_on"): ("agreed_to",) for table in ("objectives", "needs", "strategies", "milestones")},
    ("reviews", "received_on"): ("reflection", "said", "forms"),
}
"""Fields that say nothing without the day."""
OF_HELD = ("state", "review", "reason", "absent", "reasons", *CANCELS)
"""What a session says of itself once it is over."""
OF_HOUR = ("reality", "options", "way_forward", "shared", "private")
"""What is noted in an hour, or after it; what it is for may be said before."""
AGREED = ("uid", "plan", "due", "accepted")
"""What there is of a review before it is held."""


class Happened:
    """Where a noun keeps days of what has happened.

    `top`: the keys of such days, and whether it is the day of the record itself; `inside`: its lists and
    groups that hold some.
    """

    __slots__ = ("inside", "top")

    def __init__(self, noun: type[Record]) -> None:
        self.top: dict[str, bool] = {}
        self.inside: dict[str, Happened] = {}
        for key, field in noun.fields.items():
            if isinstance(field, Day):
                if field.side is Side.PAST:
                    self.top[key] = field.required or key == "on"
            elif isinstance(field, (Records, Group)):
                found = Happened(field.record)
                if found.top or found.inside:
                    self.inside[key] = found

    def days(self, raw: Document) -> Iterator[tuple[str, str]]:
        """The days (ISO) in a document on which something happened, each with its key, as “moves.on”."""
        for key in self.top:
            if raw.get(key):
                yield key, raw[key]
        for key, inner in self.inside.items():
            for one in _entries(raw.get(key)):
                for part, day in inner.days(one):
                    yield f"{key}.{part}", day

    def later(self, raw: Document, day: str) -> bool:
        """Whether a document tells of something after a day (ISO)."""
        for key in self.top:
            if key in raw and raw[key] > day:
                return True
        for key, inner in self.inside.items():
            if key in raw:
                for one in _entries(raw[key]):
                    if inner.later(one, day):
                        return True
        return False

    def until(self, raw: Document, day: str) -> dict[str, Any] | None:
        """The document as it was on a day (ISO), as far as its own days tell; None: it was not there."""
        found = dict(raw)
        for key, needed in self.top.items():
            if raw.get(key, "") > day:
                if needed:
                    return None
                del found[key]
        for key, inner in self.inside.items():
            value = raw.get(key)
            if isinstance(value, list):
                found[key] = [kept for one in value if (kept := inner.until(one, day)) is not None]
            elif value:
                found[key] = inner.until(value, day) or {}
        return {key: value for key, value in found.items() if value not in ([], {})}


def _entries(value: Any) -> list[Document]:
    return value if isinstance(value, list) else [value] if value else []


@cache
def _happened(table: str) -> Happened:
    return Happened(NOUNS[table])


def known_on(practice: Practice, today: date) -> Practice:
    """The practice as it was known on a day; itself where nothing in it happened later."""
    day = today.isoformat()
    changed = {table: found for table in NOUNS if (found := _later(practice, table, day))}
    said = said_before(practice.tables.get("journal", {}), day)
    unbooked = _never_booked(practice, day)
    if not changed and not said and not unbooked:
        return practice
    tables: dict[str, Rows] = dict(practice.tables)
    if unbooked:
        kept = {key: raw for key, raw in tables["sessions"].items() if raw["uid"] not in unbooked}
        tables["sessions"] = kept
        changed["sessions"] = changed.get("sessions", set()) & kept.keys()
    for table in {table for table, _ in said}:
        tables[table] = {
            key: as_said(raw, said.get((table, raw["uid"]), {})) for key, raw in tables.get(table, {}).items()
        }
    for table, late in changed.items():
        rows = tables[table]
        told = {key: _until(table, raw, day) if key in late else raw for key, raw in rows.items()}
        tables[table] = {key: raw for key, raw in told.items() if raw is not None}
    if "engagements" in changed:
        _before_next(tables, [practice.tables["engagements"][key] for key in changed["engagements"]], day)
    reviews = [practice.tables["reviews"][key] for key in changed.get("reviews", ())]
    _before_reviews(tables, [raw for raw in reviews if raw.get("held_on", "") > day])
    return Practice(tables)


def _never_booked(practice: Practice, day: str) -> set[str]:
    """The sessions (uids) after a day (ISO) that were noted later, once they were over: booked by nobody."""
    rows = practice.tables.get("sessions", {}).values()
    over = {raw["uid"] for raw in rows if raw["on"] > day and state_of(raw) != BOOKED}
    return {
        op["uid"]
        for entry in (practice.tables.get("journal", {}).values() if over else ())
        if entry["at"][:10] > day
        for op in entry["ops"]
        if op["uid"] in over and not op["before"] and op["after"] and state_of(op["after"]) != BOOKED
    }


def _before_next(tables: dict[str, Rows], later: list[Document], day: str) -> None:
    """Leaves out the engagements that began once those were closed which were still open on a day."""
    clients = {raw["client"] for raw in later if raw.get("closed_on", "") > day}
    tables["engagements"] = {
        key: raw
        for key, raw in tables["engagements"].items()
        if raw["client"] not in clients or raw["start"] <= day
    }


def _later(practice: Practice, table: str, day: str) -> set[str]:
    """The numbers of the documents of a table that tell of something after a day (ISO)."""
    seen = _happened(table)
    rows = practice.tables.get(table, {}).items()
    # Field by field, and no call for a document: this is asked of all there are, whenever a list is made.
    late = {key for field in seen.top for key, raw in rows if field in raw and raw[field] > day}
    for field, inner in seen.inside.items():
        late |= {
            key for key, raw in rows if field in raw for one in _entries(raw[field]) if inner.later(one, day)
        }
    if table == "sessions":
        late |= {
            key
            for key, raw in rows
            if raw["on"] > day and (state_of(raw) in (HELD, NO_SHOW) or any(part in raw for part in OF_HOUR))
        }
    if table == "commitments":
        late |= {key for key, raw in rows if _kept_too_soon(raw, day)}
    return late


def _kept_too_soon(raw: Document, day: str) -> bool:
    """Whether a promise that keeps no day on which it was settled was not due yet on a day (ISO)."""
    kept = raw.get("status", "open") not in ("open", "dropped") and not raw.get("settled_on")
    return bool(kept and raw.get("due", "") > day)


def _until(table: str, raw: Document, day: str) -> Document | None:
    """A document as it was on a day, with what hangs from the days that it loses."""
    late = {key for key in _happened(table).top if raw.get(key, "") > day}
    if any((table, key) in WHOLE for key in late):
        return None
    if table == "reviews" and "held_on" in late:
        return {key: raw[key] for key in AGREED if key in raw} if raw.get("due") else None
    before = as_of(Objective(raw), date.fromisoformat(day)).raw if table == "objectives" else raw
    found = _happened(table).until(before, day)
    if found is None:
        return None
    for key in late:
        for hanging in HANGS.get((table, key), ()):
            found.pop(hanging, None)
    moves = [move for move in raw.get("moves") or () if move["on"] > day]
    if moves:
        found |= _before_move(table, moves[0])
    if table == "strategies":
        found = _earlier_rhythm(found, raw, day, "cadence")
    if table == "objectives" and found.get("measure"):
        whole = {one["uid"]: one for one in raw.get("measure") or ()}
        found["measure"] = [
            _earlier_rhythm(one, whole.get(one["uid"], one), day, "every") for one in found["measure"]
        ]
    if table == "engagements":
        found = _earlier_rhythm(found, raw, day, "review_every", "every")
    if table == "sessions" and found["on"] > day:
        over = (*OF_HELD, "goal", "shares") if state_of(raw) in (HELD, NO_SHOW) else ()
        found = {key: one for key, one in found.items() if key not in (*OF_HOUR, *over)}
    return dict(_open_again(found)) if table == "commitments" and _kept_too_soon(raw, day) else found


def _earlier_rhythm(
    found: dict[str, Any], raw: Document, day: str, key: str, kept_as: str = ""
) -> dict[str, Any]:
    """A record with the rhythm (`key`) that it had on a day: that of the first one that ended later."""
    later = [one for one in raw.get("rhythms") or () if one["until"] > day]
    if not later:
        return found
    before = later[0].get(kept_as or key)
    return {one: value for one, value in found.items() if one != key} | ({key: before} if before else {})


def _before_move(table: str, move: Document) -> dict[str, Any]:
    """Where a milestone or a session lay before a move."""
    if table == "milestones":
        return {"due": move["from"]}
    return {"on": move["from"], **({"time": move["from_time"]} if move.get("from_time") else {})}


def _before_reviews(tables: dict[str, Rows], later: list[Document]) -> None:
    """Takes back what later reviews have settled: levels of ladders and promises, found by their words."""
    for plan in {raw["plan"] for raw in later}:
        mine = [raw for raw in later if raw["plan"] == plan]
        levels = {one["objective"] for raw in mine for one in raw.get("levels") or ()}
        settled = {one["text"] for raw in mine for one in raw.get("outcomes") or ()}
        before = [raw for raw in tables["reviews"].values() if raw["plan"] == plan and raw.get("held_on")]
        before.sort(key=lambda raw: str(raw["held_on"]))
        said = {one["objective"]: one["level"] for raw in before for one in raw.get("levels") or ()}
        tables["objectives"] = {
            key: _with_level(raw, said) if raw["plan"] == plan and raw["title"] in levels else raw
            for key, raw in tables.get("objectives", {}).items()
        }
        tables["commitments"] = {
            key: _open_again(raw) if raw["plan"] == plan and raw["text"] in settled else raw
            for key, raw in tables.get("commitments", {}).items()
        }


def _with_level(raw: Document, said: Mapping[str, int]) -> Document:
    kept = {key: value for key, value in raw.items() if key != "gas_now"}
    return {**kept, "gas_now": said[raw["title"]]} if raw["title"] in said else kept


def _open_again(raw: Document) -> Document:
    if raw.get("settled_on"):
        return raw
    return {key: value for key, value in raw.items() if key not in ("status", "reason")}
