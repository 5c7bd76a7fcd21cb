"""A day that an answer asks for: how it is checked, and how what was typed is read, said beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from coach_tui.app.checks import day_check
from coach_tui.app.forms.sections.section import Values
from coach_tui.app.forms.widgets.fields import Ask
from coach_tui.plan.dates import short
from coach_tui.plan.errors import BadInput
from coach_tui.plan.side import Side
from coach_tui.plan.when import parse_day, passed_lately


def asked_day(
    label: str,
    today: date,
    side: Side,
    hint: str,
    *,
    base: date | None = None,
    value: str = "",
    required: bool = False,
    spare: bool = False,
) -> Ask:
    """Ask for a day on a side of today; what begins with + or - is counted from `base`, the day moved.

    The hint then says so, where it holds “+2w”. As a day is typed, the one meant takes the hint's place.
    """
    if base is not None:
        hint = hint.replace("+2w", f"+2w (from {short(base, today)})")
    return Ask(
        label,
        value,
        hint,
        day_check(today, side, base),
        required=required,
        spare=spare,
        reading=partial(_read_as, today, side, base),
    )


def _read_as(today: date, side: Side, base: date | None, text: str) -> str:
    try:
        day = parse_day(text, today, side, base=base)
    except BadInput:
        return ""
    return short(day, today) + year_on(text, day, today)


def year_on(text: str, day: date, today: date) -> str:
    """What is said behind a day ahead, typed without a year, where that of this year passed lately."""
    past = passed_lately(text, day, today)
    return f", a year on: {short(past, today)} is past" if past is not None else ""


def hour_day(values: Values, key: str, today: date) -> date:
    """The day of the hour that a page is about, which is typed in the field of a key; else today.

    What is agreed in the hour counts from there: “+2w” is two weeks after it.
    """
    try:
        return parse_day(str(values.get(key) or ""), today, Side.PAST)
    except BadInput:
        return today


def reading_of(key: str, today: date, side: Side) -> Callable[[Values], str]:
    """How the day typed in the field of a key is read, said in the place of its hint; "" for none."""
    return lambda values: _read_as(today, side, None, str(values.get(key) or ""))
