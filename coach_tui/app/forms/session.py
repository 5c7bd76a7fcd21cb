"""The page of a session: what is at hand, the note in its parts, what is promised, the next date."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from coach_tui.app.forms.commitments_made import promise_lines
from coach_tui.app.forms.commitments_settled import day_checker, settle_fields
from coach_tui.app.forms.record_form import RecordForm
from coach_tui.app.forms.widgets.fields import Ask, FieldSpec, unpack
from coach_tui.app.pages.record import STATUS_MARKS
from coach_tui.plan.client_words import says
from coach_tui.plan.contact import NOTE, Session
from coach_tui.plan.dates import short
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import plain_number
from coach_tui.plan.objective import Confidence, Objective
from coach_tui.plan.practice import Plan
from coach_tui.plan.session_agenda import (
    SURE,
    Hour,
    booked_after,
    coming_after,
    last_rating,
    parse_moment,
    standing_words,
)

LEFT_OUT = ("accepted", "snooze")
"""Fields of a session that are not asked for in it."""
LOGGED = ("on", "time", "minutes", "kind", "group_size", "paid")
"""What the hours log needs."""
REFLECTION = 400
"""Characters of the last reflection that are shown; the review has all of it."""
WINS = 5
RATING = "rate."


def session_form(
    plan: Plan, today: date, raw: Mapping[str, Any] | None, start: Mapping[str, Any]
) -> RecordForm:
    """The fields of the session that are typed; `raw` is the stored one, None for a new one."""
    return RecordForm(Session, plan, today, raw, start, LEFT_OUT)


def page(plan: Plan, form: RecordForm, today: date, day: date, *, roomy: bool = False) -> list[FieldSpec]:
    """The fields in the order of the hour; what is at hand stands aside.

    Where it is `roomy` the parts of the note stand apart.
    """
    specs = {spec.key: spec for spec in form.specs() if not spec.key.startswith("section.")}
    hour = Hour(plan, day)
    beside = [*_since(hour, today), *_promises(plan, hour, today), *_objectives(plan, hour, today)]
    for spec in beside:
        spec.aside = True
    note = [specs[key] for key in NOTE]
    for spec in note:
        spec.least, spec.most = 2, 12
    shares = specs["shares"]
    shares.kind = "kept"
    specs["on"].check = day_checker(today, past=True)
    coming = coming_after(plan, day)
    until = (
        f"the next session, or {_day(date.fromisoformat(coming), today)}" if coming else "the next session"
    )
    return [
        *beside,
        FieldSpec("section.note", "Note", "heading"),
        *(one for spec in note for one in ([spec, _said(" ")] if roomy and spec is not note[-1] else [spec])),
        shares,
        FieldSpec("section.next", "Until next time", "heading"),
        *promise_lines(until, today),
        next_field(plan, today, day),
        FieldSpec("section.log", "For the hours log", "heading"),
        *(specs[key] for key in LOGGED),
    ]


def _day(day: date, today: date) -> str:
    """A day that is not broken at the end of a line."""
    return short(day, today).replace(" ", "\u00a0")


def _said(text: str, sign: str = "", style: str = "") -> FieldSpec:
    return FieldSpec("said", text, "said", said=[(text, style)], beside=sign)


def _since(hour: Hour, today: date) -> list[FieldSpec]:
    """What there is to begin with: the steps of last time, wins, the last reflection."""
    specs = []
    if hour.before and hour.before.way_forward:
        specs += [_said(line, "→") for line in hour.before.way_forward.split("\n") if line.strip()]
    wins = hour.wins[-WINS:]
    specs += [_said(f"{win.text}  {_day(win.on, today) if win.on else ''}", "*") for win in wins]
    if len(hour.wins) > WINS:
        specs.append(_said(f"and {len(hour.wins) - WINS} wins more", style="dim"))
    if hour.reflection:
        told = hour.reflection.replace("\n", " ")
        if len(told) > REFLECTION:
            told = told[:REFLECTION].rsplit(" ", 1)[0] + " …"
        on = _day(hour.reflected_on, today) if hour.reflected_on else ""
        specs.append(_said(f"“{told}”  {on}", style="dim"))
    if not specs:
        specs = [_said("no win and no reflection yet", style="dim")]
    title = f"Since {_day(hour.since, today)}" if hour.since else "Since the start"
    return [FieldSpec("section.since", title, "heading"), *specs]


def _promises(plan: Plan, hour: Hour, today: date) -> list[FieldSpec]:
    until = "the new day; empty: the next session"
    fields = settle_fields(hour.promises, today, says=says(plan), until=until)
    title = FieldSpec("section.promises", "What was promised, and what came of it", "heading")
    return [title, *fields] if fields else []


def _objectives(plan: Plan, hour: Hour, today: date) -> list[FieldSpec]:
    fields = [_objective(plan, one, today) for one in hour.objectives]
    return [FieldSpec("section.objectives", "Open objectives", "heading"), *fields] if fields else []


def _objective(plan: Plan, objective: Objective, today: date) -> FieldSpec:
    words, status = standing_words(plan, objective, today)
    _, style = STATUS_MARKS.get(status, ("", ""))
    last = last_rating(objective)
    sure = "no confidence yet"
    if last is not None:
        on = _day(date.fromisoformat(last.raw["on"]), today)
        sure = f"confidence {plain_number(last.raw['value'])} on {on}"
    check = _rating_check(today)
    return FieldSpec(
        f"{RATING}{objective.uid}",
        objective.title,
        "answer",
        "",
        "c takes a new confidence, 0 to 10; below 7, ask what would raise it",
        [("rated", "confidence")],
        said=[
            (objective.title, ""),
            ("  ", ""),
            (words.replace(" ", "\u00a0"), style or "dim"),
            (f", {sure}", "dim"),
        ],
        letters={"rated": "c"},
        asks={
            "rated": [
                Ask("now", hint="0 to 10: how sure is the client?", check=check, required=True, room=4),
                Ask("helps", hint=f"below {SURE}: what would raise it? empty: nothing was said"),
                Ask("then", hint="0 to 10: how sure with that? both ratings are kept", check=check, room=4),
            ]
        },
    )


def _rating_check(today: date) -> Callable[[str], str | None]:
    def check(text: str) -> str | None:
        try:
            Confidence.fields["value"].parse(text, today)
        except BadInput as error:
            return str(error).partition(": ")[2] or str(error)
        return None

    return check


def next_field(plan: Plan, today: date, day: date) -> FieldSpec:
    """The next session's day and time."""
    booked = booked_after(plan, day)
    rule = "8.12. 10:00, fri, +2w 9:30; it is booked. Empty: none is"
    if booked is not None and booked.on is not None:
        rule = (
            f"empty: {_day(booked.on, today)} {booked.time}".rstrip()
            + ", which is booked; a day books one more"
        )

    def check(text: str) -> str | None:
        try:
            if text.strip():
                parse_moment(text, today)
        except BadInput as error:
            return str(error)
        return None

    return FieldSpec("next", "Next session", "line", "", rule, check=check)


def ratings(values: Mapping[str, Any], today: date) -> dict[str, list[dict[str, Any]]]:
    """The confidence that was rated, by objective uid: now, and then again with what would help.

    Raises:
        BadInput: a rating that cannot be read; it begins with the field's key.
    """
    found: dict[str, list[dict[str, Any]]] = {}
    for key, value in values.items():
        if not key.startswith(RATING):
            continue
        choice, *given = unpack(str(value))
        if not choice:
            continue
        now, helps, then = (*given, "", "", "")[:3]
        number = Confidence.fields["value"]
        try:
            first = {
                "value": number.parse(now, today),
                "solving": Confidence.fields["solving"].parse(helps, today),
            }
            again = {"value": number.parse(then, today)}
        except BadInput as error:
            raise BadInput(f"{key}: {str(error).partition(': ')[2]}") from None
        if first["value"] is None:
            raise BadInput(f"{key}: give the rating, 0 to 10")
        told = [{k: v for k, v in one.items() if v is not None} for one in (first, again)]
        found[key.removeprefix(RATING)] = [one for one in told if one]
    return found
