"""What was moved or marked done in another calendar, and what was moved here (domain rules §5, §6).

Each exported item carries the day with which it was exported. Where the plan still says that day and the
calendar another one, it was moved there; where the plan says another one and the calendar still that day,
it was moved here, and nothing is to be done; where both say another one, the coach chooses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coach_tui.plan.calendar_items import NOUNS, CalendarItem, When, ical_uid, items, marked_done
from coach_tui.plan.calendar_past import Past
from coach_tui.plan.calendar_when import fields_of, full, here_as, length_in_doubt, said_when
from coach_tui.plan.dates import day_words, short
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.moves import against_day, conflicts, dependents, preview
from coach_tui.plan.session import came_unsaid
from coach_tui.plan.text import times

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from coach_tui.plan.calendar_there import There
    from coach_tui.plan.practice import Plan, Practice

FARTHEST = 20
"""As many years from today a day can be moved."""


KEEPING = ("milestone", "objective", "session")
"""The kinds that keep who asked for another day, and why."""


class CalendarChange(NamedTuple):
    """A change to accept: the item as it is here, and when it is (or, with `done`, was done) there.

    `clash`: it was moved here as well since it was exported. `moved` counts its moves so far; `after` are
    the open milestones that come after it (uid, title, day); `warnings` say what speaks against it; `doubts`
    why it may be read otherwise; `file` is where it stands, where there are several.
    """

    item: CalendarItem
    name: str
    to: When
    done: bool = False
    clash: bool = False
    base: When | None = None
    moved: int = 0
    after: tuple[tuple[str, str, date], ...] = ()
    warnings: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    file: str = ""

    @property
    def clear(self) -> bool:
        """Whether nothing is to be chosen: it was not moved here, and nothing of it is in doubt."""
        return not self.clash and not self.doubts

    @property
    def key(self) -> str:
        """What tells it from others, also from another change of the same item."""
        return f"{self.item.uid} {self.to} {'done' if self.done else ''}"

    def change(self, today: date) -> str:
        """“Fri 27 Nov → Mon 7 Dec”, or “Fri 27 Nov → done on Thu 26 Nov”."""
        old, new = said_when(self.item.when, today), said_when(self.to, today)
        if self.done:
            word = "done" if self.item.kind == "milestone" else "held"
            new = new if self.to != self.item.when else short(self.to.day, today)
            return f"{old} → {word} on {new}"
        if self._only_longer:
            return f"{old}, {self.item.when.minutes} → {self.to.minutes} minutes"
        if self.to.day == self.item.when.day and self.to.time:
            new = self.to.time
        elif self.to.time == self.item.when.time:
            new = short(self.to.day, today)
        if self.to.day.year == self.item.when.day.year != today.year:
            old = old.replace(f" {self.to.day.year}", "")
        return f"{old} → {new}"

    @property
    def bends(self) -> bool:
        """Whether the record keeps the change as one that somebody asked for: a date that is moved.

        A session that was held at another hour of its day was not moved.
        """
        if self.item.kind == "session":
            return self.to.day != self.item.when.day if self.done else not self._only_longer
        return self.item.kind in KEEPING and not self.done

    @property
    def _only_longer(self) -> bool:
        return (self.to.day, self.to.time) == (self.item.when.day, self.item.when.time)

    def as_json(self) -> dict[str, object]:
        """The change for programs; `id` is that of its record (the next review may have none)."""
        return {
            "table": NOUNS[self.item.kind].table,
            "id": self.item.record or None,
            "uid": self.item.uid,
            "client_id": self.item.client,
            "what": "done" if self.done else "moved",
            "from": str(self.item.when),
            "to": str(self.to),
            "clash": self.clash,
            "doubts": list(self.doubts),
            "warnings": list(self.warnings),
        }

    def remarks(self, today: date) -> list[str]:
        """What the coach should know before accepting it, a line each."""
        found = list(self.doubts)
        if self.clash and self.base is not None:
            found.append(
                f"moved here as well, from {said_when(self.base, today)}: "
                "take the calendar's day, or keep this"
            )
        elif self.base is None:
            found.append("the calendar does not say from where; the plan may be the newer")
        if self.moved and (self.bends or not self.done):
            found.append(f"moved {times(self.moved)} before")
        if (
            self.to.time
            and self.to.minutes != self.item.when.minutes
            and (self.done or not self._only_longer)
        ):
            found.append(f"{self.to.minutes} minutes there")
        found += self.warnings
        if self.after and not self.done:
            names = ", ".join(f"{quote(title)} {short(day, today)}" for _, title, day in self.after[:3])
            more = f" and {len(self.after) - 3} more" if len(self.after) > 3 else ""
            found.append(f"{names}{more} {'comes' if len(self.after) == 1 else 'come'} after it")
        return found


class Refused(NamedTuple):
    """What was changed there of an item and cannot be taken in, as a line; `file`: where it stands."""

    item: CalendarItem
    said: str
    file: str = ""


class CalendarComparison(NamedTuple):
    """What came of comparing: changes to accept, what cannot be taken, notes, what is not there."""

    proposals: list[CalendarChange]
    refused: list[Refused]
    notes: list[str]
    missing: list[str]
    """The names of what the plan has and the calendar has not, of the clients whom it has."""
    unknown: int
    """How many entries are ours by their UID and of nothing in the plans."""
    held_at: dict[str, str]
    """The UIDs under which items stand there, by those which they have here, where they are not the same."""

    @property
    def waiting(self) -> set[str]:
        """The UIDs of items that say something else there which was not taken in."""
        return {one.item.uid for one in self.proposals} | {one.item.uid for one in self.refused}

    def lines(self, practice: Practice, today: date) -> Iterator[tuple[str, str]]:
        """What waits, by the UID of its item: a line each, with the file where there are several."""
        for one in self.proposals:
            owner = practice.client(one.item.client)
            said = f"{owner.name if owner else ''}: {one.name}, {one.change(today)}"
            yield one.item.uid, said + (f" ({one.file})" if one.file else "")
        for other in self.refused:
            yield other.item.uid, other.said + (f" ({other.file})" if other.file else "")


def compare(practice: Practice, there: Mapping[str, There], today: date) -> CalendarComparison:
    """Compares what a calendar says, by UID, with the plans."""
    found = CalendarComparison([], [], [], [], 0, {})
    here = items(practice)
    by_uid = {item.uid: item for item in here}
    shown = {item.client for item in here if item.uid in there}
    past = Past(practice)
    seen: set[str] = set()
    for item in here:
        uid = item.uid
        if item.next and uid not in there and item.record:
            uid = ical_uid(item.record)  # exported when another review was to come before it
        entry = there.get(uid)
        plan = practice.plan(item.client, item.engagement)
        if entry is not None:
            seen.add(uid)
            if uid != item.uid:
                found.held_at[item.uid] = uid
        if plan is None:
            continue
        if entry is None:
            if item.client in shown:
                found.missing.append(_named(plan, item))
            continue
        _weigh(plan, item, (entry, *entry.others), past, today, found)
        if entry.repeats and entry.when is not None:
            found.notes.append(f"{_named(plan, item)}: it repeats there; only its first day counts")
    unknown = sum(1 for uid in there if uid not in seen and uid not in by_uid)
    return found._replace(unknown=unknown)


def _weigh(
    plan: Plan,
    item: CalendarItem,
    entries: Sequence[There],
    past: Past,
    today: date,
    found: CalendarComparison,
) -> None:
    """Adds to `found` what the entries of an item stand for; where they contradict each other, in doubt."""
    changes: dict[str, tuple[CalendarChange, There]] = {}
    refused: dict[str, Refused] = {}
    still: list[There] = []
    for entry in entries:
        try:
            change = _one(plan, item, entry, past, today)
        except BadInput as error:
            said = f"{_named(plan, item)}: {error}"
            refused[said] = Refused(item, said, entry.file)
            continue
        if change is not None:
            changes[change.key] = change, entry
        elif _says_the_present(item, entry):
            still.append(entry)
    against = [one for one in still if not all(entry.is_newer(one) for _, entry in changes.values())]
    doubts: tuple[str, ...] = ()
    if changes and len(changes) + len(refused) + len(against) > 1:
        days = [change.to for change, _ in changes.values()] + [item.when for _ in against[:1]]
        doubts = ("it stands there more than once: " + ", ".join(said_when(day, today) for day in days),)
    found.proposals.extend(
        change._replace(doubts=(*change.doubts, *doubts)) for change, _ in changes.values()
    )
    found.refused.extend(refused.values())


def _says_the_present(item: CalendarItem, entry: There) -> bool:
    """Whether an entry that is no change was exported with the day that the plan has now."""
    return entry.base is None or full(item, entry.base) == item.when


def _named(plan: Plan, item: CalendarItem) -> str:
    return f"{plan.client.name}: {_name(plan, item)}"


def _name(plan: Plan, item: CalendarItem) -> str:
    """What the item is called in a list where the client's name stands beside it."""
    if item.kind in ("review", "session"):
        return item.kind
    if item.kind == "engagement":
        return "end of the engagement"
    record = plan.practice.find(NOUNS[item.kind].table, item.record)
    name = quote(record.name if record is not None else "")
    return f"target {name}" if item.kind == "objective" else name


def _one(plan: Plan, item: CalendarItem, there: There, past: Past, today: date) -> CalendarChange | None:
    """The change that one entry stands for, or None.

    Raises:
        BadInput: why it cannot be taken.
    """
    if item.next and _is_over(plan, there):
        return None
    if there.cancelled and item.cancelled:
        return None
    if there.cancelled and not there.base_cancelled:
        raise BadInput("cancelled there, and kept here")
    if there.when is None:
        raise BadInput(there.doubt or "its day there cannot be read")
    newly_done = _newly_done(plan, item, there)
    if newly_done and not item.done and item.kind in ("milestone", "review"):
        return _done(plan, item, there, there.whole or there.when.day, today)
    to, base = here_as(item, there) or item.when, full(item, there.base) if there.base else None
    moved_here = base != item.when
    # it is where it was, or was there before and moved on from there here
    stays = to in (item.when, base) or (moved_here and to in past.of(item))
    if newly_done and _came(plan, item, item.when if stays else to, today):
        if stays:
            return _done(plan, item, there, item.when.day, today)._replace(to=item.when)
        return _move(plan, item, there, to, moved_here and base is not None, today)._replace(done=True)
    if stays:
        moved = base is not None and to[:2] != base[:2]  # and agreed to
        if not moved and (length := length_in_doubt(item, there)):
            raise BadInput(f"{length}: set its length there")
        return None
    if item.done or item.cancelled:
        raise BadInput(f"it is {'done' if item.done else 'cancelled'} here, so its day stays")
    return _move(plan, item, there, to, moved_here and base is not None, today)


def _newly_done(plan: Plan, item: CalendarItem, there: There) -> bool:
    """Whether an entry was marked as done there since it was exported, and is not so here."""
    done = there.completed or (marked_done(there.title) and not _marked_here(plan, item))
    return bool(done and not there.base_done)


def _came(plan: Plan, item: CalendarItem, when: When, today: date) -> bool:
    """Whether it is a session of which nobody said what came of it, and whose day is not ahead."""
    session = plan.practice.find("sessions", item.record) if item.kind == "session" else None
    return session is not None and came_unsaid({**session.raw, "on": when.day.isoformat()}, today.isoformat())


def _marked_here(plan: Plan, item: CalendarItem) -> bool:
    """Whether its own title looks as if it were marked, so that a mark would tell nothing."""
    record = plan.practice.find(NOUNS[item.kind].table, item.record)
    name = record.name if record is not None and item.kind == "milestone" else ""
    return marked_done(name) or marked_done(plan.client.name)


def _is_over(plan: Plan, there: There) -> bool:
    """Whether the entry speaks of a review that has been held meanwhile."""
    about = there.base or there.when
    last = max((max(review.day, review.due or review.day) for review in plan.held_reviews), default=None)
    return about is not None and last is not None and about.day <= last


def _done(plan: Plan, item: CalendarItem, there: There, day: date, today: date) -> CalendarChange:
    day = min(there.completed_on or day, today)
    if item.kind == "review" and day < plan.engagement.start:
        raise BadInput(f"marked done on {day_words(day, today)}, before the engagement began")
    return CalendarChange(
        item,
        _name(plan, item),
        When(day),
        done=True,
        base=there.base,
        doubts=_doubts(item, there),
        file=there.file,
    )


def _doubts(item: CalendarItem, there: There) -> tuple[str, ...]:
    return tuple(filter(None, (there.doubt, length_in_doubt(item, there))))


def _move(plan: Plan, item: CalendarItem, there: There, to: When, clash: bool, today: date) -> CalendarChange:
    if abs(to.day.year - today.year) > FARTHEST:
        raise BadInput(f"moved to the year {to.day.year}, more than {FARTHEST} years away: check it there")
    noun = NOUNS[item.kind]
    after: tuple[tuple[str, str, date], ...] = ()
    record = plan.practice.find(noun.table, item.record) if item.record else None
    if isinstance(record, Milestone):
        preview(plan, record, to.day.isoformat())
        warnings = conflicts(plan, record, to.day, today=today)
        after = tuple((m.uid, m.title, m.due) for m in dependents(plan, record))
    else:
        warnings = against_day(plan, to.day, None)
    if item.kind == "review" and plan.held_reviews:
        last = plan.held_reviews[-1].day
        if to.day <= last:
            where, before = day_words(to.day, today), day_words(last, today)
            raise BadInput(f"moved to {where}, which is not after the last review, {before}")
    if record is not None:
        noun.check({**{k: v for k, v in record.raw.items() if k in noun.fields}, **fields_of(item, to)})
    return CalendarChange(
        item,
        _name(plan, item),
        to,
        clash=clash,
        base=there.base,
        moved=item.moves,
        after=after,
        warnings=tuple(warnings),
        doubts=_doubts(item, there),
        file=there.file,
    )
