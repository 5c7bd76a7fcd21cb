"""Taking in what a client wrote on a form: a check-in, or the words for the next review (domain rules §6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.at_once import OpenDesk
from coach_tui.changes.daily import check_day, check_in
from coach_tui.changes.records import insert_checked, plan_at
from coach_tui.plan.agenda import next_review
from coach_tui.plan.contact import Checkin, Review, Win
from coach_tui.plan.dates import add_days, day_words
from coach_tui.plan.errors import BadInput
from coach_tui.plan.measured import measures_taking_values

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Any

    from coach_tui.changes.desk import Change, Desk
    from coach_tui.plan.practice import Plan
    from coach_tui.store.journal import Entry


def earlier_checkin(plan: Plan, form: str) -> Checkin | None:
    """The check-in that a form with this id has become already."""
    return next((one for one in plan.checkins if form and one.form == form), None)


def earlier_review(plan: Plan, form: str) -> Review | None:
    """The review that a form with this id was taken in for already."""
    return next((one for one in plan.reviews if form and form in one.forms), None)


def checkin_changes(plan: Plan, form: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """What a form's answers (fields of a Checkin) change in the check-in it has become; {} for nothing.

    What is not answered this time stays as it is.
    """
    found = earlier_checkin(plan, form)
    if found is None:
        return {}
    new = {**values, "measures": {**found.measures, **values.get("measures", {})}}
    return {key: one for key, one in new.items() if one and one != found.raw.get(key)}


def review_changes(plan: Plan, form: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """What a form's answers (fields of a Review) change in the review they were taken in for; {} for nothing.

    What was put below other words already is not put there again.
    """
    found = earlier_review(plan, form)
    if found is None:
        return {}
    new = dict(values)
    words = new.get("reflection", "")
    if words and words in found.reflection:
        del new["reflection"]
    elif words and len(found.forms) > 1:
        new["reflection"] = f"{found.reflection}\n\n{words}"
    if new.get("feedback"):
        new["feedback"] = {**found.feedback, **new["feedback"]}
    if new.get("said"):
        told = {one["text"] for one in new["said"]}
        new["said"] = [*(one for one in found.said if one["text"] not in told), *new["said"]]
        if sorted(map(repr, new["said"])) == sorted(map(repr, found.said)):
            del new["said"]
    return {key: one for key, one in new.items() if one and one != found.raw.get(key)}


def is_new_win(plan: Plan, text: str, on: date) -> bool:
    """Whether a win was not noted in the month before a day: the form it stood on may come again."""
    since = add_days(on, -31)
    return bool(text) and not any(one.text == text and one.on >= since for one in plan.wins)


def take_checkin(
    desk: Desk, engagement: str, form: str, on: date, values: Mapping[str, Any], win: str = ""
) -> Entry | None:
    """Stores a form's answers as a check-in; a form that comes again mends the check-in it has become.

    Args:
        desk: the desk.
        engagement: the engagement's uid.
        form: the form's id; "" where it is not known.
        on: the day the client wrote it on.
        values: fields of a Checkin in stored form.
        win: a win that the client named.

    Raises:
        BadInput: a value is refused, the day is in the future or before the start, or nothing was said.
    """
    with desk.change("took in a check-in form") as change:
        plan = plan_at(change, engagement)
        change.about(plan.client.uid)
        found = earlier_checkin(plan, form)
        day = (on if found is None else found.on).isoformat()
        fresh = win if is_new_win(plan, win, on) else ""
        if found is not None:
            changes = checkin_changes(plan, form, values)
            if changes:
                change.update(Checkin, found.uid, Checkin.check(changes, whole=False))
            if fresh:
                insert_checked(change, plan, Win, {"on": day, "text": fresh})
            what = f"check-in of {day_words(day, change.today)} with {plan.client.name}"
            change.describe(f"mended the {what} by the form that came again")
        elif values or fresh or not win:
            told = {**values, **({"form": form} if form and values else {})}
            asked = [measure.uid for measure in measures_taking_values(plan, closed=True)]
            check_in(OpenDesk(desk, change), engagement, {**told, "on": day}, fresh, asked=asked)
            change.describe(f"took in a check-in form of {plan.client.name}")
    return change.entry


def take_reflection(
    desk: Desk, engagement: str, form: str, on: date, values: Mapping[str, Any]
) -> Entry | None:
    """Keeps a form's answers with the next review, which its page then begins with (domain rules §6).

    The review gets a record of its own where no day was agreed: on the day the rhythm gives, else today.
    Words that are there already stay, the new ones below them; a form that comes again takes the place of
    what it said before.

    Args:
        desk: the desk.
        engagement: the engagement's uid.
        form: the form's id; "" where it is not known.
        on: the day the client wrote it on.
        values: fields of a Review in stored form: reflection, feedback, said.

    Raises:
        BadInput: a value is refused, the day is in the future or before the start, or nothing was said.
    """
    with desk.change("took in a reflection") as change:
        plan = plan_at(change, engagement)
        change.about(plan.client.uid)
        change.describe(f"took in a reflection of {plan.client.name}")
        stored = Review.check(values, whole=False)
        if not any(stored.values()):
            raise BadInput("nothing to keep; the reply says nothing")
        check_day(desk, plan, on.isoformat())
        found = earlier_review(plan, form)
        if found is not None:
            again = review_changes(plan, form, stored)
            if again:
                change.update(Review, found.uid, Review.check(again, whole=False))
        else:
            _keep(desk, change, plan, stored, on.isoformat(), form)
    return change.entry


def _keep(
    desk: Desk, change: Change, plan: Plan, stored: Mapping[str, Any], received_on: str, form: str
) -> None:
    """Puts words to the next review, below those that are there."""
    agreed = change.practice.find(Review.table, next_review(plan).agreed)
    kept = {"received_on": received_on, "forms": [form] if form else []}
    if not isinstance(agreed, Review):
        insert_checked(change, plan, Review, {**stored, **kept, "due": _due(desk, plan)})
        return
    words = [text for text in (agreed.reflection, stored.get("reflection", "")) if text]
    told = {one["text"] for one in stored.get("said") or ()}
    merged = {
        **kept,
        "reflection": "\n\n".join(words),
        "feedback": {**agreed.feedback, **(stored.get("feedback") or {})},
        "said": [*(one for one in agreed.said if one["text"] not in told), *(stored.get("said") or [])],
        "forms": [*agreed.forms, *kept["forms"]],
    }
    change.update(
        Review, agreed.uid, Review.check({key: one for key, one in merged.items() if one}, whole=False)
    )


def _due(desk: Desk, plan: Plan) -> str:
    """The day of the next review: by the rhythm, else today, after the last one in any case."""
    on = next_review(plan).on
    if on is not None:
        return on.isoformat()
    held = plan.held_reviews
    day = add_days(desk.today, 1) if held and held[-1].day >= desk.today else desk.today
    return day.isoformat()
