"""Checking in (c) and noting a win (w) in the bottom line; what went well is offered as a win, quietly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.app.dialogues.callbacks import ask_client, plan_of, write_typed
from coach_tui.changes.daily import check_in, note_win
from coach_tui.plan.contact import Checkin
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import plain_number
from coach_tui.plan.quick import completed, hint, measures_due, parse_checkin
from coach_tui.plan.wins import Offer, offer_of, offer_of_milestone

if TYPE_CHECKING:
    from coach_tui.app.coach import Coach
    from coach_tui.plan.client import Client
    from coach_tui.plan.milestone import Milestone
    from coach_tui.plan.practice import Plan
    from coach_tui.store.journal import Entry


def ask_checkin(app: Coach) -> None:
    """Check in: client, then one line; an empty line opens the whole form."""

    def with_client(client: Client) -> None:
        plan = plan_of(app, client)
        if plan is not None:
            _ask_line(app, plan)

    ask_client(app, "Check in with", with_client)


def _ask_line(app: Coach, plan: Plan) -> None:
    uid, who = plan.engagement.uid, app.client_name(plan.client)
    measures = measures_due(plan, app.today)
    label = who
    if measures:
        last = plan.values(measures[0].uid)
        known = f" ({plain_number(last[-1][1])})" if last else ""
        label = f"{who} · {measures[0].name}{known}"

    def check(text: str) -> str | None:
        try:
            parse_checkin(plan, text, app.today)
        except BadInput as error:
            return str(error)
        return None

    def answered(text: str | None) -> None:
        if text is None:
            return
        if not text.strip():
            from coach_tui.app.dialogues.record import open_form

            open_form(app, "checkins", engagement=uid, start={"on": app.today.isoformat()})
            return
        values, win = parse_checkin(plan, text, app.today)
        work = lambda: check_in(app.desk, uid, values, win)  # noqa: E731
        write_typed(app, f"check-in with {who}", text, work, ask, lambda entry: said_checkin(app, entry))

    def ask(text: str = "", error: str = "") -> None:
        app.bottom.prompt(
            label,
            text,
            check=check,
            callback=answered,
            suggestions=lambda typed: completed(plan, typed),
            hint=hint(plan, app.today),
            error=error,
        )

    ask()


def said_checkin(app: Coach, entry: Entry | None) -> None:
    """Say what was noted; a best value or a streak kept is offered as a win."""
    uids = [op["uid"] for op in entry.ops if op["table"] == "checkins"] if entry else []
    told = offer_best(app, uids[0]) if uids else ""
    if entry is None or not told:
        app.said(entry)
    else:
        app.say_done(app.entry_text(entry), told)


def offer_best(app: Coach, checkin: str) -> str:
    """Offer what a check-in (uid) has brought as a win; what to say of it, "" where there is nothing."""
    noted = app.practice.find("checkins", checkin)
    plan = app.practice.plan_of(noted) if noted else None
    offer = offer_of(plan, noted, app.today) if plan and isinstance(noted, Checkin) else None
    if plan is None or offer is None:
        return ""
    app.next_time("win", lambda: _ask_text(app, plan, offer))
    return f"{offer.what}: {app.key_of('win')} notes a win"


def offer_milestone(app: Coach, milestone: Milestone) -> bool:
    """Offer a milestone that was finished as a win; False where it is celebrated already."""
    plan = app.practice.plan_of(milestone)
    offer = offer_of_milestone(plan, milestone) if plan else None
    if plan is not None and offer is not None:
        app.next_time("win", lambda: _ask_text(app, plan, offer))
    return offer is not None


def ask_win(app: Coach, offered: tuple[str, Offer] | None = None) -> None:
    """Note a win: client, then the text. What was just offered (engagement uid, offer) is filled in."""
    if offered is not None:
        uid, offer = offered
        engagement = app.practice.find("engagements", uid)
        plan = app.practice.plan_of(engagement) if engagement else None
        if plan is not None:
            _ask_text(app, plan, offer)
            return

    def with_client(client: Client) -> None:
        plan = plan_of(app, client)
        if plan is not None:
            _ask_text(app, plan, None)

    ask_client(app, "A win of", with_client)


def _ask_text(app: Coach, plan: Plan, offer: Offer | None) -> None:
    uid, who = plan.engagement.uid, app.client_name(plan.client)
    refers = {"milestone": offer.milestone, "objective": offer.objective} if offer else {}

    def answered(text: str | None) -> None:
        if text and text.strip():
            write_typed(app, f"a win of {who}", text, lambda: note_win(app.desk, uid, text, **refers), ask)

    def ask(text: str = "", error: str = "") -> None:
        app.bottom.prompt(f"A win of {who}:", text, callback=answered, error=error)

    ask(offer.text if offer else "")
