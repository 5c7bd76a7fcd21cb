"""What conversations ask in the bottom line and wait for: a key, a line, a client, a day, a reason.

A question waits until the coach is at nothing else. One that is left with Escape raises `Left`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from coach_tui.app.checks import text_fault, told
from coach_tui.app.talking import Left
from coach_tui.plan.dates import add_days, day_words, days_text, short
from coach_tui.plan.errors import BadInput
from coach_tui.plan.practice import begins
from coach_tui.plan.revision_words import asked_by
from coach_tui.plan.side import Side
from coach_tui.plan.text import fold
from coach_tui.plan.when import FORMATS, parse_day

if TYPE_CHECKING:
    from coach_tui.app.coach import Coach
    from coach_tui.app.widgets.asked import Seen
    from coach_tui.plan.client import Client
    from coach_tui.plan.practice import Plan


async def choose(coach: Coach, question: str, answers: Mapping[str, str], *, ahead: bool = False) -> str:
    """Ask for one of some keys (`answers`: key → word); with `ahead` one typed before counts too."""
    await coach.free()
    coach.drafts.write_down_kept()
    key = await coach.bottom.ask(question, answers, ahead=ahead)
    if key is None:
        raise Left
    return key


async def agrees(coach: Coach, question: str, yes: str, no: str) -> bool:
    """Ask whether to go on (y, `yes` in words) or to go back (n, `no`); Escape goes back, too."""
    try:
        return await choose(coach, question, {"y": yes, "n": no}) == "y"
    except Left:
        return False


async def ask_line(
    coach: Coach,
    label: str,
    value: str = "",
    error: str = "",
    *,
    check: Callable[[str], str | None] | None = None,
    suggestions: Callable[[str], list[str]] | None = None,
    hint: str = "",
    select: bool = False,
    seen: Seen | None = None,
    joins: Callable[[str, str], str] | None = None,
) -> str:
    """Ask for a line of text, see `BottomLine.prompt`."""
    await coach.free(error)
    coach.drafts.write_down_kept()
    text = await coach.bottom.prompt(
        label,
        value,
        check=check,
        suggestions=suggestions,
        hint=hint,
        error=error,
        select=select,
        seen=seen,
        joins=joins,
    )
    if text is None:
        raise Left
    return text


async def ask_reason(
    coach: Coach, label: str, value: str = "", error: str = "", *, needed: bool = False
) -> str:
    """Ask for a reason in a few words; "" where none is `needed`."""
    return (await ask_line(coach, label, value, error, check=_no_reason if needed else None)).strip()


def as_read(read: Callable[[str], str], text: str) -> list[str]:
    """What is typed as it is `read` so far, to be suggested; nothing while it cannot be."""
    try:
        return [read(text)] if text.strip() else []
    except BadInput:
        return []


ASKED = {
    "c": ("client", "client"),
    "s": ("sponsor", "sponsor"),
    "m": ("me", "coach"),
    "n": ("by name", ""),
    "enter": ("not said", ""),
}
"""Key → word, and what is stored."""


async def ask_who(coach: Coach, label: str, *, ahead: bool = False) -> tuple[str, str]:
    """Ask who asked for a change: what is stored, and how it goes on in words (“, asked by the client”).

    With `ahead` a key typed before counts too; letters behind a line that was typed may belong to that.
    """
    words = {key: word for key, (word, _) in ASKED.items()}
    key = await choose(coach, f"{label}. Who asked?", words, ahead=ahead)
    word, by = ASKED[key]
    if key == "n":
        named = asked_by(await ask_line(coach, f"{label}. Who asked, by name", check=_no_name))
        return named, ", asked by name"
    return by, f", asked by {'the ' if by != 'coach' else ''}{word}" if by else ""


def _no_name(text: str) -> str | None:
    return None if text.strip() else "type a name, or Escape leaves it"


def _no_reason(text: str) -> str | None:
    return None if text.strip() else "say why, in a few words"


# Whose plan


async def ask_client(coach: Coach, label: str, offered: Client | None = None) -> Client:
    """Ask for a client by two or three letters of the name; Enter alone takes the one offered, or selected.

    Raises:
        BadInput: there is no client.
    """
    client, _ = await ask_client_or(coach, label, _nothing, offered)
    return client


def _nothing(client: Client, text: str) -> bool:
    """A client alone is asked for."""
    return False


async def ask_client_or(
    coach: Coach,
    label: str,
    takes: Callable[[Client, str], bool],
    offered: Client | None = None,
    seen: Seen | None = None,
) -> tuple[Client, str]:
    """The same, or at once what is then asked of the one offered, where he `takes` what is typed.

    Gives the client, and that; "" where only the client was said. `seen` is what stands above the line.

    Raises:
        BadInput: there is no client.
    """
    if not coach.practice.tables.get("clients"):
        raise BadInput("there is no client yet: 9 and then a adds the first")
    here = offered or coach.practice.client(coach.place.client_here)

    asks = partial(_whose_fault, coach, here, takes)
    text = await ask_line(coach, label, check=asks, suggestions=partial(_names, coach, here), seen=seen)
    if here is None or (text.strip() and not is_taken(coach, here, takes, text)):
        return coach.practice.client_begun(text), ""
    return here, text.strip()


def is_taken(coach: Coach, here: Client, takes: Callable[[Client, str], bool], text: str) -> bool:
    """Whether a text is no name, but what the client offered takes."""
    return not _names(coach, here, text) and takes(here, text)


def _whose_fault(
    coach: Coach, here: Client | None, takes: Callable[[Client, str], bool], text: str
) -> str | None:
    """Why a text means no client, and nothing of the one offered."""
    if here is not None and (not text.strip() or is_taken(coach, here, takes, text)):
        return None
    return text_fault(coach.practice.client_begun, text)


def _names(coach: Coach, here: Client | None, text: str) -> list[str]:
    """The names that a few letters may mean; for none of them the client selected."""
    if not text.strip():
        return [here.name] if here else []
    wanted = fold(text)
    names = [client.name for client in coach.practice.clients if wanted in fold(client.name)]
    return sorted(names, key=lambda name: not begins(name, wanted))


def selected_plan(coach: Coach) -> Plan | None:
    """The plan that the selection is about."""
    here = coach.place.plan_here
    if here is not None:
        return here
    uid = coach.place.client_here
    if uid == coach.client_uid and coach.place.of_plan:
        return coach.plan
    return coach.practice.plan(uid) if uid else None


def running_plan(coach: Coach, client: Client) -> Plan:
    """The client's plan that is open.

    Raises:
        BadInput: there is none.
    """
    plan = coach.practice.plan(client.uid)
    if plan is None or not plan.engagement.open:
        raise BadInput("no engagement is open with this client: 9, then n starts one")
    return plan


async def ask_plan(coach: Coach, label: str) -> Plan:
    """The open plan that is selected, else that of a client who is asked for.

    Raises:
        BadInput: there is no client, or no engagement is open with the one named.
    """
    plan = selected_plan(coach)
    if plan is not None and plan.engagement.open:
        return plan
    return running_plan(coach, await ask_client(coach, label))


# Which day


async def ask_day(
    coach: Coach,
    label: str,
    side: Side,
    *,
    base: date | None = None,
    after: date | None = None,
    within: Callable[[str], None] | None = None,
) -> str:
    """Ask for a day, which is given as ISO.

    `side` says on which side of today it may lie. What begins with + or - is counted from `base`, else from
    today; the day meant is shown at once. Where `after` is given, the day must be later; `within` raises
    BadInput for one (ISO) that will not do.
    """
    text = await ask_line(
        coach,
        label,
        check=partial(_day_fault, coach, side, base, after, within),
        suggestions=partial(as_read, partial(_day_meant, coach.today, side, base)),
        hint=FORMATS if base is None else f"24 dec, fri, or +1w from {short(base, coach.today)}",
        select=True,
    )
    return parse_day(text, coach.today, side, base=base).isoformat()


def _day_meant(today: date, side: Side, base: date | None, text: str) -> str:
    return day_words(parse_day(text, today, side, base=base), today)


STEPS = {"later": 1, "earlier": -1, "week_later": 7, "week_earlier": -7}
"""Command that moves a date → days."""


async def ask_stepped(
    coach: Coach, was: date, days: int, side: Side, remark: Callable[[date], str] = lambda day: ""
) -> date:
    """Which day is meant by so many days after the one that it was, and by further presses of such keys.

    `side` is where the day may lie; `remark` gives what is to be known of a day, such as “time off”.
    """
    steps = {coach.key_of(command): step for command, step in STEPS.items()}
    day, today = was, coach.today
    while True:
        fault = ""
        try:
            to = add_days(day, days)
            side.check(to.isoformat(), today)
            day = to
        except BadInput as error:
            fault = f": {error}"
        moved = (day - was).days
        slip = f"{days_text(abs(moved))} {'later' if moved > 0 else 'earlier'}" if moved else "where it was"
        said = ", ".join(filter(None, (f"To {short(day, today)}", slip, remark(day))))
        answers = {"enter": "go on"} if moved else {"esc": "leave"}
        answer = await choose(coach, said + fault, {**answers, **dict.fromkeys(steps, "")}, ahead=True)
        if answer not in steps:
            return day
        days = steps[answer]


def _day_fault(
    coach: Coach,
    side: Side,
    base: date | None,
    after: date | None,
    within: Callable[[str], None] | None,
    text: str,
) -> str | None:
    try:
        day = parse_day(text, coach.today, side if after is None else Side.EITHER, base=base)
        if within is not None:
            within(day.isoformat())
    except BadInput as error:
        return told(error)
    if after is not None and day <= after:
        today = coach.today
        return f"{short(day, today)} is too early: choose a day after {short(after, today)}"
    return None
