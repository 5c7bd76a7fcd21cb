"""Whose plan a command is about: CLIENT and --plan, the same in every command."""

from __future__ import annotations

from coach_tui.plan.dates import day_words
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser
    from argparse import _ArgumentGroup as ArgumentGroup

    from coach_tui.plan.practice import Plan, Practice
    from coach_tui.plan.round import Round


HELP_PLAN = (
    "an earlier plan of the client: its number in coach clients, the start (2025-09), or a part of its type"
)


def add_client(
    parser: ArgumentParser, told: str = "any unambiguous part of a name", *, optional: bool = False
) -> None:
    """Adds CLIENT, and the option that says which of the client's plans is meant."""
    parser.add_argument("client", metavar="CLIENT", nargs="?" if optional else None, help=told)
    add_plan(parser)


def add_plan(parser: ArgumentParser | ArgumentGroup) -> None:
    """Adds the option that says which of a client's plans is meant; the current one when left out."""
    parser.add_argument("--plan", metavar="WHICH", help=HELP_PLAN)


def plan_named(practice: Practice, text: str, which: str | None = None) -> Plan:
    """The plan of the client meant by any unambiguous part of a name: the current one, or `which`.

    Raises:
        BadInput: when nobody or several people are meant, the client has no engagement, or none that is
            `which`.
    """
    client = practice.client_named(text)
    if which is None:
        plan = practice.plan(client.uid)
    else:
        from coach_tui.plan.earlier import engagement_named

        plan = practice.plan(client.uid, engagement_named(practice, client, which).uid)
    if plan is None:
        raise BadInput(f"there is no engagement with {quote(client.name)} yet; begin one in the app")
    return plan


def open_plan_named(practice: Practice, text: str, which: str | None = None) -> Plan:
    """As `plan_named`, where something is to be written that a closed engagement does not take.

    Raises:
        BadInput: besides: the engagement is closed.
    """
    plan = plan_named(practice, text, which)
    check_open(plan)
    return plan


def check_open(plan: Plan) -> None:
    """Refuses a plan whose engagement is closed; raises BadInput."""
    if plan.engagement.closed_on:
        day = day_words(plan.engagement.closed_on)
        raise BadInput(
            f"the engagement with {quote(plan.client.name)} was closed on {day}; "
            "open it again (9, x in the app), or begin a new one"
        )


def check_whose(client: str | None, which: str | None) -> None:
    """Refuses a plan that is meant where no client is named.

    Raises:
        BadInput: it is so.
    """
    if client is None and which is not None:
        raise BadInput("--plan goes with a client: name one")


def client_and_practice(practice: Practice, text: str | None, which: str | None) -> tuple[str, Practice]:
    """The client (uid; "" where none is named) and the practice to look at: with `which`, of that plan alone.

    Raises:
        BadInput: when nobody or several are meant, or `which` is given without a client.
    """
    check_whose(text, which)
    if text is None:
        return "", practice
    client = practice.client_named(text)
    if which is None:
        return client.uid, practice
    from coach_tui.plan.earlier import engagement_named, only_engagement

    chosen = engagement_named(practice, client, which)
    return client.uid, only_engagement(practice, client.uid, chosen.uid)


def round_named(plan: Plan, text: str | None, *, want_open: bool = False) -> Round:
    """The round of a plan meant by any part of its title; without one, the only one that is open.

    Raises:
        BadInput: when none or several are meant.
    """
    from coach_tui.plan.practice import named

    rounds = plan.rounds
    if text is not None:
        found = [asked for asked in rounds if asked.open] if want_open else []
        exact = [asked for asked in found if fold(text).strip() in fold(asked.title)]
        return exact[0] if len(exact) == 1 else named(rounds, text, "round")
    still_open = [asked for asked in rounds if asked.open]
    if len(still_open) == 1:
        return still_open[0]
    if not still_open:
        raise BadInput("no round is open; name one with --round" if rounds else "there is no round yet")
    names = ", ".join(quote(asked.title) for asked in still_open[:5])
    raise BadInput(f"{len(still_open)} rounds are open ({names}); name one with --round")
