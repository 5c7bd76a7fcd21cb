"""The coach's whole practice, read: every client, engagement and plan, found by id or by name.

Built from the stored tables without copying them; each table is grouped by plan once, when first
asked for.
"""

from __future__ import annotations

from datetime import date
from itertools import groupby
from operator import itemgetter

from coach_tui.plan.assessment import Assessment
from coach_tui.plan.client import Client, Engagement
from coach_tui.plan.contact import Checkin, Commitment, Review, Win
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.group import seen_from, sides_of
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.need import Need
from coach_tui.plan.objective import Objective
from coach_tui.plan.pause import Holiday
from coach_tui.plan.round import Round
from coach_tui.plan.schema import NOUNS
from coach_tui.plan.session import Session
from coach_tui.plan.strategy import Strategy
from coach_tui.plan.text import fold
from coach_tui.plan.time_off import DAYS_OFF, HOLIDAYS, NEVER, PLAN, RULES, STRATEGY, of_days_off, of_pauses

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any, TypeVar

    from coach_tui.plan.record import Record
    from coach_tui.plan.time_off import TimeOff

    Document = Mapping[str, Any]
    AnyRecord = TypeVar("AnyRecord", bound=Record)


def oldest_first(document: Document) -> str:
    """The order of documents that have no date of their own: as they were added."""
    return str(document.get("uid", ""))


class Plan:
    """The coaching action plan of one engagement: all that belongs to it, each part in its order."""

    def __init__(self, practice: Practice, client: Client, engagement: Engagement) -> None:
        self.practice = practice
        self.client = client
        self.engagement = engagement
        self._off: dict[str, TimeOff] = {}

    @property
    def stored(self) -> Plan:
        """The plan as it is in the file: what is written is made from this one (see `Practice.stored`)."""
        practice = self.practice.stored
        return (
            self if practice is self.practice else practice.plan(self.client.uid, self.engagement.uid) or self
        )

    def part(self, noun: type[AnyRecord]) -> list[AnyRecord]:
        """The records of one noun, as they were added."""
        documents = self.practice.documents(noun.table, self.engagement.uid)
        return [noun(document) for document in sorted(documents, key=oldest_first)]

    def _dated(self, noun: type[AnyRecord], *keys: str) -> list[AnyRecord]:
        """The records of one noun by the first of these dates that each has.

        They are ordered in stored form, as which days sort: every list of a plan comes by here.
        """
        records = self.part(noun)
        records.sort(key=lambda record: next((record.raw[key] for key in keys if record.raw.get(key)), "9"))
        return records

    @property
    def objectives(self) -> list[Objective]:
        """The objectives, as added."""
        return self.part(Objective)

    @property
    def needs(self) -> list[Need]:
        """The needs, as added."""
        return self.part(Need)

    @property
    def strategies(self) -> list[Strategy]:
        """The strategies, as added."""
        return self.part(Strategy)

    @property
    def milestones(self) -> list[Milestone]:
        """The milestones by their present date."""
        return self._dated(Milestone, "due")

    @property
    def milestones_ahead(self) -> list[Milestone]:
        """The milestones still to be reached, by date: those of an objective that has ended are not."""
        ended = {one.uid for one in self.objectives if not one.open}
        return [one for one in self.milestones if one.open and one.objective not in ended]

    def ended_with(self, milestone: Milestone) -> str:
        """What an open milestone hung from and ended: “objective dropped”; "" where nothing did."""
        if not milestone.open or not milestone.objective:
            return ""
        found = self.practice.find("objectives", milestone.objective)
        if not isinstance(found, Objective) or found.open:
            return ""
        return f"objective {found.closed_as or 'closed'}"

    @property
    def reviews(self) -> list[Review]:
        """The reviews, held and agreed, by date."""
        return self._dated(Review, "held_on", "due")

    @property
    def held_reviews(self) -> list[Review]:
        """The reviews that were held, oldest first."""
        return [review for review in self.reviews if review.held_on is not None]

    @property
    def evaluations(self) -> list[Review]:
        """The reviews in which something was said, oldest first: what counts as evidence."""
        from coach_tui.plan.silent import evaluations

        return [Review(raw) for raw in evaluations(self)]

    @property
    def checkins(self) -> list[Checkin]:
        """The check-ins by date."""
        return self._dated(Checkin, "on")

    @property
    def commitments(self) -> list[Commitment]:
        """The commitments by the date they are promised for."""
        return self._dated(Commitment, "due")

    @property
    def sessions(self) -> list[Session]:
        """The sessions by date."""
        return self._dated(Session, "on")

    @property
    def wins(self) -> list[Win]:
        """The wins by date."""
        return self._dated(Win, "on")

    @property
    def rounds(self) -> list[Round]:
        """The rounds of feedback by the day they were opened."""
        return self._dated(Round, "opened_on", "closed_on")

    def off(self, rule: str, strategy: Document | None = None) -> TimeOff:
        """The days that do not count for a rule (`coach_tui.plan.time_off.RULES`).

        For the rule of practice also those of the strategy (stored) where it is given.
        """
        found = self._off.get(rule)
        if found is None:
            found = NEVER
            for source in RULES[rule]:
                if more := self._time_off(source):
                    found = found.joined(more)
            self._off[rule] = found
        if strategy is not None and strategy.get("pauses") and STRATEGY in RULES[rule]:
            return found.joined(of_pauses(strategy["pauses"]))
        return found

    def late_by(self, due: date | None, today: date, *, owed: bool = False) -> int:
        """By how many days that count something open is late: those of the plan's pauses do not (domain §11).

        0 where it is not late, or has no day. Nothing gets later after the end, but what is `owed` even then.
        """
        now = today if owed else self.engagement.clock(today)
        return 0 if due is None else max(0, self.off("other").elapsed(due, now))

    def _time_off(self, source: str) -> TimeOff:
        """The time off of one source, but for that of a strategy, which is another for each."""
        if source == HOLIDAYS:
            return self.practice.time_off
        if source == PLAN and self.engagement.pauses:
            return of_pauses(self.engagement.pauses)
        if source == DAYS_OFF and self.client.days_off:
            return of_days_off(self.client.days_off)
        return NEVER

    @property
    def assessments(self) -> list[Assessment]:
        """What the client was asked of themself, by the day they answered, or were asked."""
        return self._dated(Assessment, "answered_on", "asked_on")

    def last_value(self, measure: str, day: date | None = None) -> tuple[date, float] | None:
        """The last of the values of one measure (its uid), or the last up to a day; None without any."""
        documents = self.practice.documents(Checkin.table, self.engagement.uid)
        taken = [raw for raw in documents if measure in (raw.get("measures") or ())]
        if day is not None:
            limit = day.isoformat()
            taken = [raw for raw in taken if raw["on"] <= limit]
        if not taken:
            return None
        on = max([raw["on"] for raw in taken])
        last = max([raw for raw in taken if raw["on"] == on], key=oldest_first)
        return date.fromisoformat(on), last["measures"][measure]

    def values(self, measure: str) -> list[tuple[date, float]]:
        """The dated values of one measure (its uid), oldest first; the later of two on a day counts."""
        documents = self.practice.documents(Checkin.table, self.engagement.uid)
        taken = [raw for raw in documents if measure in (raw.get("measures") or ())]
        taken.sort(key=lambda raw: (raw["on"], oldest_first(raw)))
        return list({date.fromisoformat(raw["on"]): raw["measures"][measure] for raw in taken}.items())


class Practice:
    """Everything in the data file, to be read."""

    def __init__(self, tables: Mapping[str, Mapping[str, Document]]) -> None:
        self.tables = tables
        self._groups: dict[str, dict[str, list[Document]]] = {}
        self._by_uid: dict[str, dict[str, Document]] = {}
        self._time_off: TimeOff | None = None

    def documents(self, table: str, owner: str) -> list[Document]:
        """The documents of a table that belong to a plan (or engagements that belong to a client).

        In stored form: what looks at every client at once reads these, since making records and dates of
        all would cost more than the looking. Everything else reads records (`Plan.part`) by their fields.
        A session of several clients is there for each of their plans, as that sees it (`plan.group`).
        """
        groups = self._groups.get(table)
        if groups is None:
            link = "client" if table == "engagements" else "plan"
            groups = self._groups[table] = {}
            rows: Iterable[Document] = self.tables.get(table, {}).values()
            rows = sides_of(self, rows) if table == Session.table else rows
            for one, run in groupby(rows, key=itemgetter(link)):  # most were written side by side
                groups.setdefault(one, []).extend(run)
        return groups.get(owner, [])

    def find(self, table: str, uid: str, side: str = "") -> Record | None:
        """The record with this uid, or None; a session from the side of an engagement (uid), where given."""
        index = self._by_uid.get(table)
        if index is None:
            index = self._by_uid[table] = {
                document["uid"]: document for document in self.tables.get(table, {}).values()
            }
        document = index.get(uid)
        if document is not None and side and table == Session.table:
            document = seen_from(self, document, side)
        return None if document is None else NOUNS[table](document)

    @property
    def holidays(self) -> list[Holiday]:
        """The coach's holidays, the earliest first."""
        found = [Holiday(document) for document in self.tables.get("holidays", {}).values()]
        found.sort(key=lambda holiday: (holiday.since, holiday.until, holiday.uid))
        return found

    @property
    def time_off(self) -> TimeOff:
        """The days of the coach's holidays."""
        if self._time_off is None:
            stored = self.tables.get("holidays")
            self._time_off = of_pauses(stored.values()) if stored else NEVER
        return self._time_off

    @property
    def clients(self) -> list[Client]:
        """All clients by name."""
        found = [Client(document) for document in self.tables.get("clients", {}).values()]
        found.sort(key=lambda client: (fold(client.name), client.uid))
        return found

    def client(self, uid: str) -> Client | None:
        """The client with this uid, or None."""
        found = self.find("clients", uid)
        return found if isinstance(found, Client) else None

    def engagements(self, client: str) -> list[Engagement]:
        """The engagements with a client (uid), oldest first."""
        documents = self.documents("engagements", client)
        return [Engagement(doc) for doc in sorted(documents, key=lambda doc: (doc["start"], doc["uid"]))]

    def current(self, client: str) -> Engagement | None:
        """The engagement that a client's screens show: the newest open one, else the newest."""
        engagements = self.engagements(client)
        still_open = [engagement for engagement in engagements if engagement.open]
        found = still_open or engagements
        return found[-1] if found else None

    def plan(self, client: str, engagement: str | None = None) -> Plan | None:
        """The plan of an engagement (uid; the current one when left out) with a client (uid)."""
        person = self.client(client)
        chosen = self.find("engagements", engagement) if engagement else self.current(client)
        if person is None or not isinstance(chosen, Engagement):
            return None
        return Plan(self, person, chosen)

    def plan_of(self, record: Record) -> Plan | None:
        """The plan that a record belongs to, or None when it is a client's."""
        engagement = record if isinstance(record, Engagement) else self.find("engagements", record.plan)
        return self.plan(engagement.client, engagement.uid) if isinstance(engagement, Engagement) else None

    @property
    def stored(self) -> Practice:
        """The practice as it is in the file: texts that are written are made from this one."""
        return self

    def shown(self, text: str) -> str:
        """A text that was made of records, such as an entry of the history, as this practice shows it."""
        return text

    def original(self, record: AnyRecord) -> AnyRecord:
        """A record of this practice as it is in the file."""
        return record

    def tells(self, *what: object) -> bool:
        """Whether this practice keeps back who somebody is, and what is given would tell.

        Given may be nouns, records of this practice, and texts (in lists and tables too) from elsewhere;
        nothing stands for what names people anyway, such as a report.
        """
        return False

    def clients_beginning(self, text: str) -> list[Client]:
        """The clients of whose name, or a part of it, the text is the beginning."""
        wanted = fold(text.strip())
        return [client for client in self.clients if begins(client.name, wanted)] if wanted else []

    def client_begun(self, text: str) -> Client:
        """The client whose name, or a part of it, the text begins, where that is one; else as `client_named`.

        Raises:
            BadInput: when nobody or several people are meant.
        """
        begin = self.clients_beginning(text)
        return begin[0] if len(begin) == 1 else self.client_named(text)

    def client_named(self, text: str) -> Client:
        """The client meant by any unambiguous part of a name (or by a uid).

        Raises:
            BadInput: when nobody or several people are meant.
        """
        wanted = fold(text).strip()
        by_uid = self.client(text)
        if by_uid is not None:
            return by_uid
        if not wanted:
            raise BadInput("no client named; give a part of the name (coach clients lists them)")
        people = self.clients
        exact = [client for client in people if fold(client.name) == wanted]
        found = exact or [client for client in people if wanted in fold(client.name)]
        bare = _bare(wanted)
        found = found or [client for client in people if bare and bare in _bare(fold(client.name))]
        return one_of(found, text, "client", "coach clients lists them")


def _bare(folded: str) -> str:
    """A folded name without apostrophes, and with single blanks: “obrien” is O'Brien."""
    return " ".join(folded.replace("'", "").split())


def begins(name: str, wanted: str) -> bool:
    """Whether a name, or a part of it, begins with these letters (in folded form)."""
    return any(part.startswith(wanted) for part in (fold(name), *fold(name).split()))


def one_of(found: list[AnyRecord], text: str, noun: str, hint: str) -> AnyRecord:
    """The only record found.

    Raises:
        BadInput: when there is none or more than one, naming up to five.
    """
    if len(found) == 1:
        return found[0]
    if not found:
        raise BadInput(f"no {noun} matches {quote(text)}; {hint}")
    names = ", ".join(record.name for record in found[:5])
    more = f" and {len(found) - 5} more" if len(found) > 5 else ""
    several = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    raise BadInput(f"{quote(text)} fits {len(found)} {several} ({names}{more}); write more of it")


def fitting(records: list[AnyRecord], text: str) -> list[AnyRecord]:
    """The records that a part of a title (or a uid) may mean: those called just so, else all it stands in."""
    wanted = fold(text).strip()
    exact = [record for record in records if record.uid == text or fold(record.name) == wanted]
    return exact or [record for record in records if wanted and wanted in fold(record.name)]


def named(records: list[AnyRecord], text: str, noun: str) -> AnyRecord:
    """The record of a plan meant by any unambiguous part of its title (or by its uid).

    Raises:
        BadInput: when none or several are meant.
    """
    known = ", ".join(record.name for record in records[:5]) or "none yet"
    return one_of(fitting(records, text), text, noun, f"this plan has: {known}")
