"""The hours log of a credential, worked out of the sessions held (domain rules §10).

An hour with a group is one hour, whoever took part, and stands once, with the names of those who are clients.
Its size is how many were there; where one alone came it is an individual hour.
Internal sessions are individual ones; whether they were paid says their own field, and those of an employed
coach are.
"""

from __future__ import annotations

from coach_tui.plan.dates import add_months, iso
from coach_tui.plan.group import away_from, is_lead, others_there, size_there
from coach_tui.plan.session import HELD, is_coaching, state_of, unanswered

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from typing import Any

    from coach_tui.plan.client import Client
    from coach_tui.plan.practice import Practice

MOST = 15
"""People in a group at most, for its hours to count."""


def counts(session: Mapping[str, Any]) -> bool:
    """Whether a stored session is coaching hours: it was held, and is coaching or said to be."""
    return is_coaching(session) and state_of(session) == HELD


class Held:
    """One session held: day (ISO), time, minutes, and what the log asks of it."""

    __slots__ = ("client", "group", "kind", "minutes", "on", "others", "paid", "size", "time", "uid")

    def __init__(self, client: Client, raw: Mapping[str, Any], others: Sequence[Client] = ()) -> None:
        self.client = client
        self.others = list(others)
        """The other clients who were there, where the log is of all clients."""
        self.uid: str = raw.get("uid", "")
        self.on: str = raw["on"]
        self.time: str = raw.get("time", "")
        self.kind: str = raw.get("kind", "individual")
        self.minutes: float = raw.get("minutes", 60)
        self.paid: bool = raw.get("paid", True)
        self.size = size_there(raw) if self.kind == "group" else 1
        self.group = self.kind == "group" and (self.size > 1 or not away_from(raw))

    @property
    def people(self) -> list[Client]:
        """All clients whose hour it was."""
        return [self.client, *self.others]


class HoursRow:
    """One line of the log: a client, alone or in a group, with the hours between two days (ISO).

    A group of several clients has a line of its own, with all their names.
    """

    __slots__ = ("client", "first", "group", "last", "others", "paid", "pro_bono", "sessions", "size")

    def __init__(self, client: Client, held: Sequence[Held]) -> None:
        self.client = client
        self.others = held[0].others
        self.group = held[0].group
        self.size = max(one.size for one in held)
        self.first = min(one.on for one in held)
        self.last = max(one.on for one in held)
        self.sessions = len(held)
        self.paid = _hours(held, paid=True)
        self.pro_bono = _hours(held, paid=False)

    @property
    def kind(self) -> str:
        """“individual”, or “group of 6”."""
        return f"group of {self.size}" if self.group else "individual"

    @property
    def people(self) -> list[Client]:
        """All clients whose hours these are."""
        return [self.client, *self.others]

    @property
    def key(self) -> str:
        """What tells it from the other lines."""
        return ":".join([*(person.uid for person in self.people), "group" if self.group else "individual"])

    @property
    def contact(self) -> str:
        """E-mail and phone."""
        return contact_of(self.people)

    @property
    def consent(self) -> str:
        """The day (ISO) since which all of them have agreed to be named; "" where that is not noted."""
        days = [iso(person.log_consent_on) or "" for person in self.people]
        return max(days) if all(days) else ""

    @property
    def consenting(self) -> list[Client]:
        """Those who have agreed to be named."""
        return [person for person in self.people if person.log_consent_on]

    def as_json(self) -> dict[str, Any]:
        """The line in the shape of `coach log --json`."""
        return {
            "client": self.client.name,
            "client_id": self.client.uid,
            "with": [person.name for person in self.others],
            "contact": self.contact,
            "kind": "group" if self.group else "individual",
            "group_size": self.size,
            "from": self.first,
            "to": self.last,
            "sessions": self.sessions,
            "paid_hours": self.paid,
            "pro_bono_hours": self.pro_bono,
            "consent_on": self.consent or None,
        }


def contact_of(people: Sequence[Client]) -> str:
    """E-mail and phone of clients."""
    return ", ".join(part for person in people for part in (person.email, person.phone) if part)


class Log:
    """The hours of the sessions held. `too_large` are those with a group that is too large to count.

    `unanswered` are those of past days of which nobody has said whether they were held: they do not count.
    """

    __slots__ = ("held", "individual", "group", "paid", "pro_bono", "rows", "too_large", "unanswered")  # noqa: RUF023

    def __init__(self, held: list[Held], most: int, asked: Sequence[Held] = ()) -> None:
        self.unanswered = list(asked)
        self.too_large = [one for one in held if one.size > most]
        self.held = [one for one in held if one.size <= most]
        grouped: dict[tuple[bool, frozenset[str]], list[Held]] = {}
        for one in self.held:
            grouped.setdefault((one.group, frozenset(who.uid for who in one.people)), []).append(one)
        self.rows = [HoursRow(some[0].client, some) for some in grouped.values()]
        self.paid = _hours(self.held, paid=True)
        self.pro_bono = _hours(self.held, paid=False)
        self.group = _hours([one for one in self.held if one.group])
        self.individual = _hours([one for one in self.held if not one.group])

    @property
    def hours(self) -> float:
        """All hours, paid or not."""
        return _hours(self.held)

    @property
    def clients(self) -> int:
        """How many clients, each once."""
        return len({person.uid for one in self.held for person in one.people})

    @property
    def unasked(self) -> list[Client]:
        """The clients whose consent to be named is not noted."""
        people = (person for row in self.rows for person in row.people)
        found = {person.uid: person for person in people if not person.log_consent_on}
        return list(found.values())

    def since(self, day: date) -> float:
        """The hours held on or after a day."""
        return _hours([one for one in self.held if one.on >= day.isoformat()])


def _hours(held: Sequence[Held], *, paid: bool | None = None) -> float:
    return round(sum(one.minutes for one in held if paid is None or one.paid == paid) / 60, 2)


def hours_log(
    practice: Practice,
    today: date,
    *,
    client: str = "",
    first: str = "",
    last: str = "",
    most: int = MOST,
) -> Log:
    """The log of all clients, by name, or of one (uid), between two days (ISO; "" for no bound).

    Only sessions that were held count, without those of no minutes and of kinds that are no coaching unless
    they say so; `most` people make a group.
    """
    until = min(last or "9", today.isoformat())
    held, asked = [], []
    for person in practice.clients:
        if client and person.uid != client:
            continue
        for engagement in practice.engagements(person.uid):
            documents = practice.documents("sessions", engagement.uid)
            of_time = [raw for raw in documents if first <= raw["on"] <= until]
            if not client:  # an hour with several stands once, with all their names
                of_time = [raw for raw in of_time if is_lead(practice, raw)]
            others = [[] if client else others_there(practice, raw) for raw in of_time]
            held += [Held(person, raw, who) for raw, who in zip(of_time, others, strict=True) if counts(raw)]
            asked += [Held(person, raw) for raw in of_time if unanswered(raw, today.isoformat())]
    held = [one for one in held if one.minutes]
    held.sort(key=lambda one: (one.on, one.time))
    order = {person.uid: number for number, person in enumerate(practice.clients)}
    log = Log(held, most, asked)
    log.rows.sort(key=lambda row: (order[row.client.uid], row.group, len(row.others)))
    return log


class Goal:
    """What one credential asks for. `recent_hours` within `recent_months` before applying; 0 for none."""

    __slots__ = ("clients", "hours", "name", "paid", "recent_hours", "recent_months")

    def __init__(
        self, name: str, hours: float, paid: float, clients: float, recent_hours: float, recent_months: float
    ) -> None:
        self.name = name
        self.hours = hours
        self.paid = paid
        self.clients = clients
        self.recent_hours = recent_hours
        self.recent_months = int(recent_months)

    def against(self, log: Log, today: date) -> list[tuple[str, float, float]]:
        """What there is of what is asked: (what, there is, asked)."""
        found = [
            ("hours", log.hours, self.hours),
            ("paid", log.paid, self.paid),
            ("clients", log.clients, self.clients),
        ]
        if self.recent_hours and self.recent_months:
            since = add_months(today, -self.recent_months)
            found.append((f"h in {self.recent_months} months", log.since(since), self.recent_hours))
        return [one for one in found if one[2]]

    def as_json(self, log: Log, today: date) -> dict[str, Any]:
        """The same in the shape of `coach log --json`."""
        keys = ("hours", "paid_hours", "clients", "recent_hours")
        told = self.against(log, today)
        names = {"hours": keys[0], "paid": keys[1], "clients": keys[2]}
        parts = {names.get(what, keys[3]): {"now": now, "asked": asked} for what, now, asked in told}
        return {"name": self.name, "reached": all(now >= asked for _, now, asked in told), **parts}
