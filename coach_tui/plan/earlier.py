"""A client's engagements as lists number them, the one that a word means, and a practice of it alone."""

from __future__ import annotations

from coach_tui.plan.client import Engagement
from coach_tui.plan.dates import day_words
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.practice import Practice
from coach_tui.plan.schema import PARTS
from coach_tui.plan.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from coach_tui.plan.client import Client


NUMBERED, UNTIL = " · ", " – "
"""What stands behind the number of an engagement, and between its days."""


def listed_engagements(practice: Practice, client: str) -> list[Engagement]:
    """The engagements with a client (uid) as lists number them from 1: the current one, then the newest."""
    current = practice.current(client)
    found = practice.engagements(client)[::-1]
    found.sort(key=lambda one: current is None or one.uid != current.uid)
    return found


def engagement_named(practice: Practice, client: Client, text: str) -> Engagement:
    """The engagement with a client that a text means: its number in the list, the beginning of its start
    (2025, 2025-09, 2025-09-01), a part of its type, or its uid.

    Raises:
        BadInput: none or several are meant.
    """
    found = listed_engagements(practice, client.uid)
    wanted = fold((text.partition(NUMBERED)[2] or text).partition(UNTIL)[0]).strip()
    if wanted.isascii() and wanted.isdigit() and 1 <= int(wanted) <= len(found):
        return found[int(wanted) - 1]
    meant = [one for one in found if wanted and _meant(one, wanted)]
    if len(meant) == 1:
        return meant[0]
    known = "; ".join(f"{number} {one.name}" for number, one in enumerate(found[:5], 1)) or "none yet"
    fits = f"fits {len(meant)} plans" if meant else "is no plan"
    raise BadInput(f"--plan: {quote(text)} {fits} of {client.name}; give a number: {known}")


def days_of(engagement: Engagement) -> str:
    """An engagement by its days: “2025-03-01 – 2026-02-28”; open, and without an end, “2025-03-01”."""
    until = engagement.closed_on or engagement.end
    return f"{engagement.start}{UNTIL}{until}" if until else engagement.start.isoformat()


def days_words(engagement: Engagement) -> str:
    """The same as people read it: “Sat 1 Mar 2025 – Sat 28 Feb 2026”, “since Sat 1 Mar 2025”."""
    until = engagement.closed_on or engagement.end
    start = day_words(engagement.start)
    return f"{start}{UNTIL}{day_words(until)}" if until else f"since {start}"


def earlier_of(
    practice: Practice,
    client: str,
    table: str,
    but: str,
    days: Callable[[Engagement], str] = days_of,
) -> list[tuple[str, str]]:
    """What a record of a table may go on with, of a client's (uid) engagements but one (uid).

    The uid of each and what it is called, of the newest engagement first, with its `days` as plan files write
    them, or as they are told otherwise: an engagement as a list numbers it,
    “2 · 2025-03-01 – 2026-02-28”, a record by its title with the days of its engagement.
    """
    found = []
    for number, one in enumerate(listed_engagements(practice, client), 1):
        if one.uid == but:
            continue
        if table == "engagements":
            found.append((one.uid, f"{number}{NUMBERED}{days(one)}"))
            continue
        documents = practice.documents(table, one.uid)
        found += [(raw["uid"], f"{raw['title']} ({days(one)})") for raw in documents]
    return found


def link_out(practice: Practice, client: str, table: str, uid: str, but: str) -> str:
    """How a plan file names what a record goes on with (uid), so that `link_in` finds it; else the uid.

    `client` and `but` are the uids of the client and of the record's own engagement.
    """
    found = practice.find(table, uid)
    if found is None:
        return uid
    text = days_of(found) if isinstance(found, Engagement) else found.name
    try:
        return text if link_in(practice, client, table, text, but) == uid else uid
    except BadInput:
        return uid


def link_in(practice: Practice, client: str, table: str, text: str, but: str) -> str:
    """The uid of what a text of a plan file means, by `earlier_of`; an id stays as it is.

    Where the client (uid) has no other engagement than `but` (uid) the text stays, as what it means may
    still come in.

    Raises:
        BadInput: it means none, or several.
    """
    person, offered = practice.client(client), earlier_of(practice, client, table, but)
    if person is None or not offered or text in [uid for uid, _ in offered] or _is_id(text):
        return text
    if table == "engagements":
        try:
            uid = engagement_named(practice, person, text).uid
        except BadInput:
            uid = ""
        if uid and uid != but:
            return uid
    else:
        bare, own = fold(text).strip(), practice.find("engagements", but)
        if isinstance(own, Engagement) and own.continues:  # of two called alike that of the plan before
            last = {raw["uid"] for raw in practice.documents(table, own.continues)}
            offered.sort(key=lambda one: one[0] not in last)
        meant = [uid for uid, label in offered if bare in (fold(label), fold(label.rpartition(" (")[0]))]
        if meant:
            return meant[0]
    known = "; ".join(label for _, label in offered[:5])
    raise BadInput(f"continues: {quote(text)} is in no earlier plan of {person.name}; there are: {known}")


def _is_id(text: str) -> bool:
    """Whether it looks like an id of ours, of a record that is not here."""
    return len(text) == 36 and text.count("-") == 4


def _meant(one: Engagement, wanted: str) -> bool:
    return one.uid == wanted or one.start.isoformat().startswith(wanted) or wanted in fold(one.type)


def only_engagement(practice: Practice, client: str, engagement: str) -> Practice:
    """A practice in which one engagement (uid) is the only one with a client (uid), history included.

    An entry of the history stays where it touched that engagement or its plan, or nothing but the client.
    """
    others = {one.uid for one in practice.engagements(client)} - {engagement}
    tables: dict[str, Mapping[str, Mapping[str, Any]]] = dict(practice.tables)
    engagements = tables.get("engagements", {})
    tables["engagements"] = {key: raw for key, raw in engagements.items() if raw["uid"] not in others}
    for noun in PARTS:
        rows = tables.get(noun.table, {})
        tables[noun.table] = {key: raw for key, raw in rows.items() if raw["plan"] not in others}
    tables["journal"] = {
        key: entry for key, entry in tables.get("journal", {}).items() if not _elsewhere(entry, others)
    }
    return Practice(tables)


def _elsewhere(entry: Mapping[str, Any], others: set[str]) -> bool:
    """Whether an entry of the journal touched an engagement among others."""
    for op in entry["ops"]:
        raw = op["after"] or op["before"] or {}
        if (op["uid"] if op["table"] == "engagements" else raw.get("plan")) in others:
            return True
    return False
