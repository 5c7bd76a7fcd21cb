"""Clients and engagements: begin, close, begin anew, pause, delete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.called_off import closing_words
from coach_tui.changes.closing_day import check_apart, closing_changed
from coach_tui.changes.group import delete_part
from coach_tui.changes.records import check_sides, insert_checked, plan_at
from coach_tui.plan.client import Client, Engagement
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.objective import Objective
from coach_tui.plan.practice import Plan
from coach_tui.plan.schema import PARTS
from coach_tui.plan.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from coach_tui.changes.desk import Change, Desk
    from coach_tui.store.journal import Entry

DEFAULT_RHYTHM = "2 weeks"


def same_name(change: Change, name: str, uid: str | None = None) -> None:
    """Refuses a name that another client has.

    Raises:
        BadInput: when it is taken.
    """
    if any(other != uid for other in change.practice.called(name)):
        raise _taken(name)


def _taken(name: str) -> BadInput:
    return BadInput(f"name: a client called {quote(name)} exists; add something to tell them apart")


def begin_plan(
    desk: Desk,
    client: Mapping[str, Any],
    engagement: Mapping[str, Any] | None = None,
    objective: Mapping[str, Any] | None = None,
) -> str:
    """Adds a client with an engagement and, where given, the first objective; returns the client's uid.

    A name is enough: the engagement starts today and is reviewed every two weeks unless stated.

    Raises:
        BadInput: when a value is refused or the name is taken.
    """
    with desk.change("began a plan") as change:
        stored = Client.check(client)
        same_name(change, stored["name"])
        uid = change.insert(Client, stored)
        change.about(uid)
        change.describe(f"began a plan with {stored['name']}")
        start_in(change, desk, uid, engagement or {}, objective)
    return uid


def begin_plans(desk: Desk, clients: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]]) -> Entry | None:
    """Adds several clients, each with an engagement, as one change: fields of client and engagement.

    Raises:
        BadInput: when a value is refused or a name is taken; then nobody is added.
    """
    with desk.change("began plans") as change:
        names = {fold(client.name) for client in change.practice.clients}
        for client, engagement in clients:
            stored = Client.check(client)
            if fold(stored["name"]) in names:
                raise _taken(stored["name"])
            names.add(fold(stored["name"]))
            start_in(change, desk, change.insert(Client, stored), engagement, None)
        count = "1 client" if len(clients) == 1 else f"{len(clients)} clients"
        change.describe(f"began plans with {count}")
    return change.entry


def start_in(
    change: Change,
    desk: Desk,
    client: str,
    engagement: Mapping[str, Any],
    objective: Mapping[str, Any] | None,
) -> str:
    """Starts an engagement inside a change; returns its uid."""
    values = {"start": desk.today, "review_every": DEFAULT_RHYTHM, **engagement}
    uid = change.insert(Engagement, {**Engagement.check(values), "client": client})
    if objective and objective.get("title"):
        plan = plan_at(change, uid)
        insert_checked(change, plan, Objective, objective)
    return uid


def start_engagement(desk: Desk, client: str, values: Mapping[str, Any]) -> str:
    """Starts a new engagement with a client (uid) whose earlier ones are closed; returns its uid.

    Raises:
        BadInput: when one is still open, or ran on the day on which it starts, or a value is refused.
    """
    with desk.change("started an engagement", client=client) as change:
        return start_next(change, desk, client, values)


def start_next(change: Change, desk: Desk, client: str, values: Mapping[str, Any]) -> str:
    """Starts an engagement with a client (uid) after those there were, inside a change; returns its uid.

    Raises:
        BadInput: as `start_engagement`.
    """
    check_none_open(change, client)
    uid = start_in(change, desk, client, values, None)
    check_apart(change, client, change.record(Engagement, uid).raw, "start")
    return uid


def check_none_open(change: Change, client: str) -> None:
    """Refuses to begin an engagement with a client (uid) while one is open.

    Raises:
        BadInput: one is, or the client is gone.
    """
    if any(engagement.open for engagement in change.practice.engagements(client)):
        raise BadInput("an engagement with this client is still open; close it before a new one begins")
    change.record(Client, client)


def close_engagement(desk: Desk, engagement: str, outcome: str = "", on: str | None = None) -> Entry | None:
    """Closes an engagement (uid) on a day (ISO; today when left out)."""
    with desk.change("closed the engagement") as change:
        plan = plan_at(change, engagement)
        change.about(plan.client.uid)
        changes = Engagement.check({"closed_on": on or desk.today, "outcome": outcome or None}, whole=False)
        closing_changed(change, plan, changes["closed_on"])
        change.update(Engagement, engagement, {k: v for k, v in changes.items() if v is not None})
        change.describe(f"closed the engagement{closing_words(change, plan, changes['closed_on'])}")
    return change.entry


def reopen_engagement(desk: Desk, engagement: str) -> Entry | None:
    """Takes the closing of an engagement (uid) back, with the day that was proposed then for its data.

    Raises:
        BadInput: when another engagement with the client is open.
    """
    with desk.change("reopened the engagement") as change:
        plan = plan_at(change, engagement)
        if any(other.open for other in change.practice.engagements(plan.client.uid)):
            raise BadInput("another engagement with this client is open; close it first")
        change.about(plan.client.uid)
        closing_changed(change, plan, None)
        change.update(Engagement, engagement, {"closed_on": None})
    return change.entry


def edit_client(
    desk: Desk, uid: str, changes: Mapping[str, Any], started_from: Mapping[str, Any] | None = None
) -> Entry | None:
    """Changes a client's fields, as `coach_tui.changes.records.edit` does."""
    with desk.change("changed a client", client=uid) as change:
        checked = Client.check(changes, whole=False)
        check_sides(desk, Client, checked)
        if checked.get("name"):
            same_name(change, checked["name"], uid)
        change.update(Client, uid, checked, started_from)
        change.describe(f"changed the client {change.record(Client, uid).name}")
    return change.entry


def delete_plan_parts(change: Change, plan: Plan) -> None:
    """Deletes everything that belongs to a plan, inside a change; sessions with others stay theirs."""
    for noun in PARTS:
        for record in plan.part(noun):
            delete_part(change, plan, noun, record.uid)


def delete_engagement(desk: Desk, uid: str) -> Entry | None:
    """Deletes an engagement (uid) and its plan; a backup is made first. It can be undone."""
    desk.store.backup("before-delete")
    with desk.change("deleted an engagement") as change:
        plan = plan_at(change, uid)
        change.about(plan.client.uid)
        delete_plan_parts(change, plan)
        change.delete(Engagement, uid)
    return change.entry


def delete_client(desk: Desk, uid: str) -> Entry | None:
    """Deletes a client (uid) with all engagements; a backup is made first. It can be undone."""
    desk.store.backup("before-delete")
    with desk.change("deleted a client", client=uid) as change:
        client = change.record(Client, uid)
        change.describe(f"deleted the client {client.name}")
        for engagement in change.practice.engagements(uid):
            delete_plan_parts(change, plan_at(change, engagement.uid))
            change.delete(Engagement, engagement.uid)
        change.delete(Client, uid)
    return change.entry
