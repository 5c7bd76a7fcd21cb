"""The hours log in words, the same at the shell and in the app (domain rules §10)."""

from __future__ import annotations

from coach_tui.plan.double import group_words, groups_met

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from coach_tui.plan.hours import Goal, Log


def hours_words(hours: float) -> str:
    """Hours with as many decimals as they need; “–” for none.

    >>> hours_words(6.5), hours_words(0)
    ('6.5', '–')
    """
    return f"{hours:.2f}".rstrip("0").rstrip(".") if hours else "–"


def against_words(goal: Goal, log: Log, today: date) -> str:
    """What there is of what a credential asks for, “312 of 500 h · 288 of 450 paid · 21 of 25 clients”."""
    parts = []
    for what, now, asked in goal.against(log, today):
        said = {"hours": "h"}.get(what, what)
        there = hours_words(now) if now else "0"
        parts.append(f"{there} of {hours_words(asked)} {said}")
    return " · ".join(parts)


def sum_words(log: Log) -> str:
    """All of it in a line."""
    count, clients = len(log.held), log.clients
    parts = [f"{count} session{'s' if count != 1 else ''}, {clients} client{'s' if clients != 1 else ''}"]
    parts += [
        f"{hours_words(hours) if hours else '0'} h {what}"
        for hours, what in (
            (log.paid, "paid"),
            (log.pro_bono, "pro bono"),
            (log.individual, "individual"),
            (log.group, "with groups"),
        )
    ]
    return " · ".join(parts)


def twice_words(log: Log) -> list[str]:
    """The sessions in the log that are at one time, a line for each time: one of them may be a mistake."""
    keys = ("uid", "on", "time", "minutes")
    taken = [(person, {key: getattr(one, key) for key in keys}) for one in log.held for person in one.people]
    return [f"{group_words(group)}: all are counted." for group in groups_met(taken)]


def left_out_words(log: Log, most: int) -> list[str]:
    """What is not in the log, or would not be in the table of an application, and why."""
    lines = []
    if log.too_large:
        count = len(log.too_large)
        said = "1 session does" if count == 1 else f"{count} sessions do"
        lines.append(f"{said} not count: a group of more than {most}.")
    lines += unanswered_words(log)
    if log.unasked:
        count = len(log.unasked)
        who = "1 client has" if count == 1 else f"{count} clients have"
        lines.append(f"{who} given no consent yet to be named: left out of the CSV.")
    return lines


def unanswered_words(log: Log) -> list[str]:
    """How many sessions are past, of closed engagements too, and nobody said whether they were held."""
    count = len(log.unanswered)
    said = "1 session is" if count == 1 else f"{count} sessions are"
    return [f"{said} past, and nobody said whether held: not counted."] if count else []
