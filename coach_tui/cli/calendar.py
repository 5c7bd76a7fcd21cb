"""`coach calendar`: a month as `cal` prints it, and what falls in it."""

from __future__ import annotations

from datetime import date

from coach_tui.cli.context import YEARS
from coach_tui.cli.exits import Exit
from coach_tui.cli.table import columns
from coach_tui.cli.whose import add_plan, client_and_practice
from coach_tui.plan.dates import DAYS, MONTHS, month_end
from coach_tui.plan.days import events_between, month_weeks, off_on
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.group import together
from coach_tui.plan.shaded import Shaded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Mapping, Sequence
    from typing import Any

    from coach_tui.cli.context import Context
    from coach_tui.plan.days import Event
    from coach_tui.plan.practice import Practice

HELP = "Prints a month, marked where something falls, and what that is."

OVERDUE, COMING, DONE, PAST, CALLED_OFF, OFF = "!", "*", ".", "~", "x", "-"


def arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of `coach calendar`."""
    parser.add_argument("month", metavar="YYYY-MM", nargs="?", help="the month; this one when left out")
    parser.add_argument("--client", metavar="CLIENT", help="this client only: any part of a name")
    add_plan(parser)
    parser.add_argument("--json", action="store_true", help="print it as JSON")


def run(args: Namespace, context: Context) -> int:
    """Prints the month of all clients, or of one."""
    month = context.today.replace(day=1) if args.month is None else read_month(args.month)
    whose, practice = client_and_practice(context.desk.known(), args.client, args.plan)
    client = whose or None
    last = month.replace(day=month_end(month.year, month.month))
    promises = client is not None and not args.json
    found = events_between(
        practice,
        month,
        last,
        context.today,
        client,
        promises=promises,
        grace_days=context.settings.grace_days,
    )
    weeks = month_weeks(month, context.settings.first_weekday_number)
    days = (month.replace(day=number) for number in range(1, last.day + 1))
    shaded = Shaded(practice, practice.client(whose) if whose else None)
    why = {day: reason for day in days if (reason := shaded.why(day))}
    if args.json:
        context.json(
            {
                "month": f"{month:%Y-%m}",
                "weeks": [[day.isoformat() for day in week] for week in weeks],
                "items": [event.as_json() for event in found],
                **_off_json(practice, shaded, month, last, client),
            }
        )
    else:
        context.out(
            "\n".join([*_month(month, weeks, found, why, context.today), *_list(found, context.width)])
        )
    return Exit.DONE


def _off_json(
    practice: Practice, shaded: Shaded, month: date, last: date, client: str | None
) -> dict[str, Any]:
    """The days that do not count: the coach's holidays; of one client also pauses and days off."""
    found: dict[str, Any] = {"holidays": _in_month(practice, month, last)}
    if client is not None:
        days = (month.replace(day=number) for number in range(1, last.day + 1))
        found["days_off"] = [day.isoformat() for day in days if off_on(practice, day, client)]
        found["pauses"] = shaded.pauses_between(month, last)
    return found


def _in_month(practice: Practice, month: date, last: date) -> list[dict[str, str]]:
    return [
        {"since": one.since.isoformat(), "until": one.until.isoformat()}
        for one in practice.holidays
        if one.since <= last and month <= one.until
    ]


def read_month(text: str) -> date:
    """The first day of a month written as YYYY-MM.

    Raises:
        BadInput: for anything else.
    """
    year, _, month = text.partition("-")
    digits = len(year) == 4 and len(month) in (1, 2) and (year + month).isascii() and (year + month).isdigit()
    if digits and 1 <= int(month) <= 12 and int(year) in YEARS:
        return date(int(year), int(month), 1)
    raise BadInput(f"{quote(text)} is no month; write it like 2026-11")


def _mark(event: Event) -> str:
    if event.called_off:
        return CALLED_OFF
    if event.past:
        return PAST
    return OVERDUE if event.overdue else DONE if event.done else COMING


def _month(
    month: date, weeks: Sequence[Sequence[date]], found: list[Event], off: Mapping[date, str], today: date
) -> list[str]:
    marks = dict.fromkeys(off, OFF)
    for event in found:
        before = marks.get(event.day, OFF)
        marks[event.day] = min(before, _mark(event), key=(OVERDUE, COMING, DONE, PAST, CALLED_OFF, OFF).index)
    title = f"{MONTHS[month.month - 1]} {month.year}"
    lines = [title.center(28).rstrip(), "".join(f" {DAYS[day.weekday()][:2]} " for day in weeks[0]).rstrip()]
    for week in weeks:
        lines.append("".join(_day(day, month, marks, today) for day in week).rstrip())
    if marks:
        legend = {OVERDUE: "overdue", COMING: "to come", DONE: "done"}
        legend |= {
            PAST: "past, not late",
            CALLED_OFF: "cancelled or missed",
            OFF: " or ".join(sorted({word for said in off.values() for word in said.split(", ")})),
        }
        used = [f"{mark} {word}" for mark, word in legend.items() if mark in marks.values()]
        lines += ["", *([", ".join(used)] if used else [])]
    return lines


def _day(day: date, month: date, marks: Mapping[date, str], today: date) -> str:
    """Four cells: a bracket for today, the number, the mark of what falls on it."""
    if day.month != month.month:
        return "    "
    if day == today:
        return f"[{day.day:2}{marks.get(day, ']')}"
    return f" {day.day:2}{marks.get(day, ' ')}"


def _list(found: list[Event], width: int | None) -> list[str]:
    rows = [
        (
            f"{DAYS[event.day.weekday()]} {event.day.day:2} {_mark(event)}",
            together(event.client.name, event.others, narrow=width is not None),
            f"{event.time} {event.title if event.kind == 'session' else event.kind}".strip(),
            event.title if event.kind not in ("session", event.title) else "",
        )
        for event in found
    ]
    return ["", *columns(rows, width)] if rows else ["", "Nothing falls in it."]
