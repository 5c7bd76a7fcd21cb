"""Taking in a whole plan, as plan files bring it: new, or in place of the one that is there."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from coach_tui.changes.begun import BEGINNING, begins
from coach_tui.changes.called_off import closed_or_opened
from coach_tui.changes.clients import same_name
from coach_tui.changes.closing_day import check_closing
from coach_tui.changes.group import as_stored, delete_part, is_others, is_over_together, left_words
from coach_tui.changes.kept_past import pauses_gone, pauses_of, with_past, with_time
from coach_tui.changes.links import TITLED, check_circle, give_measure_ids
from coach_tui.changes.matched import engagement_meant, existing_client, matched_with
from coach_tui.changes.one_hour import ReviewedHours
from coach_tui.changes.records import plan_at
from coach_tui.changes.remembering import PAST
from coach_tui.plan.client import Client, Engagement
from coach_tui.plan.dates import day_words, iso
from coach_tui.plan.draft import from_plan, resolve
from coach_tui.plan.draft_links import linked
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.left_open import open_words
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.not_ahead import check_not_ahead
from coach_tui.plan.objective import Objective
from coach_tui.plan.schema import PARTS
from coach_tui.plan.session import CANCELS, Session, check_ahead, with_state
from coach_tui.plan.template import begin_from
from coach_tui.plan.text import fold
from coach_tui.store.ids import new_uid

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    from coach_tui.changes.desk import Change, Desk
    from coach_tui.plan.draft import Draft
    from coach_tui.plan.practice import Plan, Practice
    from coach_tui.plan.record import Record
    from coach_tui.store.journal import Entry

    Pauses = Mapping[str, Sequence[Mapping[str, Any]]]
    Were = tuple[date | None, Pauses]


class ClientExists(BadInput):
    """A client of this name is in the file already, and nothing was said about replacing the plan."""


def check_draft(draft: Draft) -> None:
    """Checks what the records of a draft owe one another, before anything is stored.

    Raises:
        BadInput: a title or measure name that stands twice.
    """
    for noun in TITLED:
        seen: set[str] = set()
        for record in draft.get(noun.entry, []):
            title = fold(record["title"])
            if title in seen:
                raise BadInput(f"{noun.entry}: two are called {quote(record['title'])}; rename one")
            seen.add(title)
            if title in [fold(other) for other in record.get("replaced_by", ())]:
                raise BadInput(f"{noun.entry}: {quote(record['title'])} cannot take its own place")
    names = [m["name"] for objective in draft.get("objective", []) for m in objective.get("measure", [])]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise BadInput(f"objective: two measures are called {quote(twice)}; rename one")
    if draft.get("round"):
        from coach_tui.changes.round_rules import check_rounds

        check_rounds(draft)


def take_in(
    desk: Desk,
    draft: Draft,
    *,
    replace: bool = False,
    edited: bool = False,
    by: str = "",
    why: str = "",
    look: Callable[[Change], None] | None = None,
) -> tuple[str, Entry | None]:
    """Stores a plan; returns the client's uid and the journal entry (None: all was so already).

    Args:
        desk: the desk.
        draft: a checked document, see `coach_tui.plan.draft`; `id` may stand in any record.
        replace: whether it may take the place of a plan that is here already. What is the same (by id, else
            by title or date) keeps its id, its start and its past where the document says nothing of that;
            the rest is added, changed or deleted, and begins today unless it says else. A backup comes first.
        edited: whether the document was made of the plan as it is, so that a pause that it has no more was
            taken out on purpose; what else is kept of the past stays besides what it brings.
        by, why: who asked for what is changed of targets, measures and dates, and the reason.
        look: looks at the change before it is stored; what it raises leaves all as it was.

    Raises:
        ClientExists: the client is here, and `replace` was not given.
        BadInput: the document contradicts itself, or the file.
    """
    check_draft(draft)
    if not replace and (uid := unchanged(desk.practice(), draft)):
        return uid, None
    with desk.change("took in a plan", why=why) as change:
        client = existing_client(change.practice, draft)
        if client is not None and not replace:
            raise _is_here(client)
        uid, what = _client(change, client, draft["client"])
        change.about(uid)
        known = {one.uid: _as_it_is(change, one) for one in change.practice.engagements(uid)}
        engagement = _engagement(change, uid, draft["engagement"], edited)
        change.by, change.asked = by or change.by, [engagement]  # of a group it is this client
        if known and engagement not in known:
            what = f"took in a new engagement with {draft['client']['name']}"
        draft = linked(change.practice, draft, uid, engagement)
        plan = plan_at(change, engagement)
        _parts(change, plan, _begun(change, plan, draft, edited) if engagement in known else draft)
        change.describe(what + _what_came(change, engagement, *known.get(engagement, (None, {}))))
        if look is not None:
            look(change)
        if client is not None and change.transaction.changed:
            desk.back_up("before-replace")
    return uid, change.entry


def _is_here(client: Client) -> ClientExists:
    return ClientExists(
        f"{client.name} is here already; use --replace to put this plan in place of the present one"
    )


def _as_it_is(change: Change, engagement: Engagement) -> Were:
    """The day on which an engagement was closed, and the pauses of its plan."""
    return engagement.closed_on, pauses_of(plan_at(change, engagement.uid))


def _what_came(change: Change, engagement: str, was: date | None, pauses: Pauses) -> str:
    """What a plan that was taken in did to sessions with others, at its end, and to its pauses.

    It `was` closed on that day, and had these pauses.

    Raises:
        BadInput: it closes here on a day after which something took place.
    """
    plan = plan_at(change, engagement)
    if plan.engagement.closed_on not in (None, was) and engagement in pauses:  # as it is here, not of old
        check_closing(change, plan, plan.engagement.closed_on.isoformat())
    ended = left_words(change, engagement) + closed_or_opened(change, plan, was)
    if plan.engagement.closed_on and was is None and engagement in pauses:  # it was open here
        ended += open_words(plan_at(change, engagement))
    return ended + pauses_gone(pauses, plan_at(change, engagement))


def _client(change: Change, client: Client | None, record: Mapping[str, Any]) -> tuple[str, str]:
    """The uid of the client of a draft, who is added or changed, and what is done with it in words."""
    values = _without_id(record)
    same_name(change, values["name"], client.uid if client else None)
    check_not_ahead(Client, values, change.today, client.raw if client else None)
    if client is None:
        uid = change.insert(Client, {**_kept_id(change.practice, "clients", record), **values})
        return uid, f"took in the plan of {values['name']}"
    change.update(Client, client.uid, _changes(Client, client.raw, values))
    return client.uid, f"replaced the plan of {values['name']}"


def begin_from_template(
    desk: Desk,
    template: Draft,
    client: Mapping[str, Any],
    engagement: Mapping[str, Any],
    objective: str = "",
) -> str:
    """Begins a plan with a new client from a template; returns the client's uid.

    Args:
        desk: the desk.
        template: a plan file's document (`coach_tui.plan.template`).
        client: fields of the client.
        engagement: fields that take the place of the template's; the start is today unless given.
        objective: the title of an objective that comes first.

    An objective that has no start of its own in the template begins today, or with the engagement where that
    is to come.

    Raises:
        BadInput: a value is refused, or the name is taken.
    """
    given = Engagement.check({"start": desk.today, **engagement})
    draft = begin_from(template, Client.check(client), given, date.fromisoformat(given["start"]))
    if objective.strip():
        title = Objective.check({"title": objective})["title"]
        first = {"title": title}
        same = [record for record in draft.get("objective", []) if fold(record["title"]) == fold(title)]
        if not same:
            draft["objective"] = [first, *draft.get("objective", [])]
    begins = max(desk.today.isoformat(), given["start"])
    draft["objective"] = [{"start": begins, **record} for record in draft.get("objective", [])]
    taken = existing_client(desk.practice(), draft)
    if taken is not None:
        raise BadInput(f"name: a client called {quote(taken.name)} exists; add something to tell them apart")
    return take_in(desk, draft)[0]


def unchanged(practice: Practice, draft: Draft) -> str:
    """The uid of the client whose plan a draft is already, word for word; "" where there is none."""
    client = existing_client(practice, draft)
    if client is None:
        return ""
    for engagement in practice.engagements(client.uid):
        plan = practice.plan(client.uid, engagement.uid)
        with suppress(BadInput):  # it names what is in no earlier plan: so it is no plan of ours
            named = linked(practice, draft, client.uid, engagement.uid, by_name=True)
            if plan is not None and _plain(from_plan(plan)) == _plain(named):
                return client.uid
    return ""


def _plain(draft: Draft) -> Draft:
    """A draft without ids and empty parts."""
    plain: Draft = {}
    for key, part in draft.items():
        if isinstance(part, list):
            plain[key] = [
                {
                    **_without_id(record),
                    **({"measure": [_bare(m) for m in record["measure"]]} if "measure" in record else {}),
                }
                for record in part
            ]
        else:
            plain[key] = _without_id(part)
    return {key: part for key, part in plain.items() if part}


def _bare(measure: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in measure.items() if key not in ("id", "uid")}


def _kept_id(practice: Practice, table: str, record: Mapping[str, Any]) -> dict[str, str]:
    """The id a new record brings along, where it is free."""
    uid = record.get("id")
    return {"uid": uid} if uid and practice.find(table, uid) is None else {}


def _without_id(record: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if key != "id"}


def _changes(noun: type[Record], old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """What turns the old record into the new one; None takes a field away."""
    return {key: new.get(key) for key in noun.fields if old.get(key) != new.get(key)}


def _engagement(change: Change, client: str, record: Mapping[str, Any], edited: bool) -> str:
    """The engagement that a draft stands for: by id, by its start, else the open one, else a new one."""
    record = linked(change.practice, {"engagement": record}, client, "")["engagement"]
    values = _without_id(record)
    meant = engagement_meant(change.practice, client, record)
    still_open = [e for e in change.practice.engagements(client) if e.open]
    stays_open = [e for e in still_open if meant is None or e.uid != meant.uid]
    if stays_open and not values.get("closed_on"):
        raise BadInput(
            f"an engagement with this client, since {day_words(stays_open[-1].start)}, is open; "
            "close it, or give this one a closed_on"
        )
    check_not_ahead(Engagement, values, change.today, meant.raw if meant else None)
    if meant is None:
        return change.insert(Engagement, {**values, "client": client})
    values |= with_time(meant.raw, values, change.today.isoformat(), edited=edited)
    change.update(Engagement, meant.uid, _changes(Engagement, meant.raw, values))
    return meant.uid


def _begun(change: Change, plan: Plan, draft: Draft, edited: bool) -> Draft:
    """The draft with a start for what was not in the plan, and with the start and past that the rest had."""
    begun: Draft = {**draft}
    for noun in BEGINNING:
        begun[noun.entry] = []
        for uid, record in matched_with(plan, noun, draft.get(noun.entry, [])):
            start = begins(record, draft, plan.engagement.start, change.today)
            if uid is not None:
                start = iso(change.record(noun, uid).start)
            begun[noun.entry].append(record if start is None else {"start": start, **record})
    return _with_all_past(plan, begun, change.today.isoformat(), edited)


def _with_all_past(plan: Plan, draft: Draft, today: str, edited: bool) -> Draft:
    """The draft with what is kept here of the past besides what it brings."""
    whole: Draft = {**draft}
    for noun in PARTS:
        here = {record.uid: record.raw for record in plan.part(noun)}
        whole[noun.entry] = [
            record if uid is None else _with_its_past(here[uid], record, today, edited)
            for uid, record in matched_with(plan, noun, draft.get(noun.entry, []))
        ]
    return whole


def _with_its_past(
    there: Mapping[str, Any], record: Mapping[str, Any], today: str, edited: bool
) -> dict[str, Any]:
    changed = {} if edited else with_past(there, record)
    return {**record, **changed, **with_time(there, record, today, edited=edited)}


def _parts(change: Change, plan: Plan, draft: Draft) -> None:
    """Makes the parts of a plan what the draft says: matches, then deletes, adds and changes."""
    if plan.rounds:
        from coach_tui.changes.round_rules import check_kept

        check_kept(plan, draft)
    hours = ReviewedHours(plan)
    matched = {noun: matched_with(plan, noun, draft.get(noun.entry, [])) for noun in PARTS}
    for noun, pairs in matched.items():
        kept = {uid for uid, _ in pairs}
        for old in plan.part(noun):
            if old.uid not in kept and not is_over_together(change, noun, old.uid, [plan.engagement.uid]):
                delete_part(change, plan, noun, old.uid)
    uids = _uids(matched)
    for noun, pairs in matched.items():
        for uid, record in pairs:
            _put(change, plan, noun, uid, record, uids)
    hours.keep(change)
    now = plan_at(change, plan.engagement.uid)
    for milestone in now.part(Milestone):
        check_circle(now, milestone.uid, milestone.after)


def _uids(
    matched: Mapping[type[Record], Sequence[tuple[str | None, Mapping[str, Any]]]],
) -> dict[str, dict[str, str]]:
    """The uids by table and title, known or new, by which the records of a draft refer to one another."""
    uids: dict[str, dict[str, str]] = {"measures": {}}
    for noun, pairs in matched.items():
        titled = pairs if noun in TITLED else ()
        uids[noun.table] = {record["title"]: uid or new_uid() for uid, record in titled}
    return uids


def _put(
    change: Change,
    plan: Plan,
    noun: type[Record],
    uid: str | None,
    record: Mapping[str, Any],
    uids: dict[str, dict[str, str]],
) -> None:
    """Adds a record of a draft, or makes the one that it is (uid) so; `uids` learns of its measures."""
    values = resolve(noun, _without_id(record), uids)
    there = None if uid is None else change.practice.find(noun.table, uid, plan.engagement.uid)
    before = {} if there is None else there.raw
    if noun is Objective:
        values = _with_measures(values, before)
        uids["measures"] |= {measure["name"]: measure["uid"] for measure in values.get("measure", ())}
    if noun is Session:
        values = with_state(values, change.today)
        check_ahead(values, change.today, before)
    check_not_ahead(noun, values, change.today, before)
    if uid is None:
        known = uids[noun.table].get(record.get("title", ""))
        fresh = {"uid": known} if known else {}
        change.insert(noun, {**fresh, **values, "plan": plan.engagement.uid})
    else:
        changes = _changes(noun, before, values)
        if noun is Session and is_others(change, uid, plan.engagement.uid):
            return
        if noun is Session:  # who else takes part, no plan file says
            told = {key: one for key, one in changes.items() if key not in ("also", "absent", *CANCELS)}
            changes, _ = as_stored(change.practice, change.record(Session, uid), plan.engagement.uid, told)
        change.update(
            noun, uid, {key: one for key, one in changes.items() if key in values or key not in PAST}
        )


def _with_measures(values: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """An objective of a draft with the ids of its measures, those that it had before (stored) among them."""
    given = [_measure(measure) for measure in values.get("measure", [])]
    whole = {**values, "measure": give_measure_ids(given, before.get("measure", []))}
    return {key: value for key, value in whole.items() if value != []}


def _measure(measure: Mapping[str, Any]) -> dict[str, Any]:
    """A measure of a draft with its id where the file keeps it."""
    values = _without_id(measure)
    return {"uid": measure["id"], **values} if measure.get("id") else values
