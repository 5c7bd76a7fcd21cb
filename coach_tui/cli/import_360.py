"""`coach import --as 360`: answers to a round of feedback, said line by line before anything is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.raters import is_stranger, match
from coach_tui.changes.round_rules import late
from coach_tui.changes.rounds import take_answers
from coach_tui.cli.formats import check_options
from coach_tui.cli.whose import plan_named
from coach_tui.exchange.csv_text import comparable
from coach_tui.exchange.rater_hints import hints_said
from coach_tui.exchange.rater_replies import read_replies
from coach_tui.exchange.score_scale import FIVE
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import excerpt, quote
from coach_tui.plan.practice import one_of
from coach_tui.plan.round import GROUPS
from coach_tui.plan.text import fold

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence
    from typing import Any

    from coach_tui.cli.context import Context
    from coach_tui.cli.formats import Taken
    from coach_tui.cli.given import Given
    from coach_tui.exchange.rater_answers import RaterAnswers
    from coach_tui.plan.practice import Plan
    from coach_tui.plan.round import Round


_MOST_ASKED = 8
"""Words for groups that are asked about, at most."""
NAME = "answers to a round"
OPTIONS = frozenset(
    ["--yes", "--column", "--client", "--plan", "--as", "--round", "--group-column", "--group", "--scale"]
)


def check(args: Namespace) -> None:
    """Refuses what does not go together, before any file is read.

    Raises:
        BadInput: an option is missing, or has no meaning here.
    """
    if args.client is None or args.round is None:
        raise BadInput("--as 360 needs --client and --round; coach import --help shows how")
    if not args.round.strip():
        raise BadInput("--round: no name is given")
    check_options(args, NAME, OPTIONS)


def recognises(given: Given, args: Namespace) -> bool:
    """By the option that says so."""
    return bool(args.kind == "360")


def take(given: Given, args: Namespace, context: Context) -> Taken:
    """Takes the answers of one file in; asks first where something is not clear, or refuses without --yes.

    Raises:
        BadInput: it cannot be read, the round is closed, or something is not clear and nobody agrees.
    """
    plan = plan_named(context.desk.practice(), args.client, args.plan)
    asked = _asked(plan, args.round)
    if asked is not None and not asked.open:
        raise BadInput(late(plan, asked))
    hints = hints_said(
        group_column=args.group_column,
        groups=args.group,
        columns=args.column,
        scale=args.scale,
        client=plan.client.name,
    )
    found = read_replies(given.data, asked, hints)
    if found.strange and given.can_ask and not args.yes:
        groups = {**hints.groups, **_asked_groups(found.strange, context)}
        found = read_replies(given.data, asked, hints._replace(groups=groups))
    taken, said = match(plan, asked, found.replies)
    found.notes += [
        f"{reply.where}: {quote(reply.rater)} answers as self: taken as the view of {quote(plan.client.name)}"
        for reply in taken
        if is_stranger(plan, reply)
    ]
    begin = _new_round(args.round, found) if asked is None else None
    _tell(found, begin, args, context)
    faults = [*found.faults, *said]
    for line in faults:
        context.say(excerpt(line))
    if not taken:
        raise BadInput("nothing in it can be taken in")
    if begin is not None and plan.rounds and not args.yes:
        _agree_to_begin(plan, begin["title"], given, context)
    if faults and not args.yes:
        _agree(len(taken), len(faults), given, context)
    uid = asked.uid if asked is not None else ""
    return take_answers(context.desk, plan.engagement.uid, uid, found.replies, begin=begin), {}


def _asked_groups(strange: Sequence[str], context: Context) -> dict[str, str]:
    """Which groups words mean that are not known, as somebody at the terminal says it."""
    found = {}
    for said in strange[:_MOST_ASKED]:
        answer = context.answer(
            f"{quote(said)}: which group is that? {', '.join(GROUPS)}; Enter leaves it out"
        )
        group = next((one for one in GROUPS if answer and one.startswith(answer)), "")
        if group:
            found[comparable(said)] = group
    return found


def _asked(plan: Plan, name: str) -> Round | None:
    """The round of this title or id, or that any part of its title means; None for one still to be begun.

    An open round goes before closed ones that have the part as well.

    Raises:
        BadInput: several are meant.
    """
    wanted = fold(name).strip()
    rounds = plan.rounds
    exact = [asked for asked in rounds if wanted in (fold(asked.title), fold(asked.uid))]
    if exact:
        return exact[0]
    part = [asked for asked in rounds if wanted in fold(asked.title)]
    still_open = [asked for asked in part if asked.open]
    if len(still_open) == 1:
        return still_open[0]
    return one_of(part, name, "round", "") if part else None


def _new_round(name: str, found: RaterAnswers) -> dict[str, Any]:
    values: dict[str, Any] = {"title": name.strip(), "kind": "360", "items": found.items}
    if found.questions:
        values["questions"] = found.questions
    if found.scale != FIVE:
        values |= {"scale_low": found.scale.low, "scale_high": found.scale.high}
        values |= {"anchors": found.scale.anchors} if found.scale.anchors else {}
    return values


def _tell(found: RaterAnswers, begin: dict[str, Any] | None, args: Namespace, context: Context) -> None:
    """What was taken for what."""
    notes = list(found.notes)
    if begin is not None:
        count = len(found.items)
        items = "1 item" if count == 1 else f"{count} items"
        notes.append(
            f"there is no round {quote(begin['title'])} yet: it begins with {items}, scale {found.scale}"
        )
    if not args.json:
        for note in notes:
            context.out(f"  {excerpt(note)}")
        context.flush()


def _agree_to_begin(plan: Plan, title: str, given: Given, context: Context) -> None:
    """Asks whether a name that fits no round begins a new one: it may be a slip of the keys.

    Raises:
        BadInput: nobody is there to answer, or the answer is no.
    """
    known = ", ".join(quote(asked.title) for asked in plan.rounds[-5:])
    if given.can_ask and context.ask(f"{quote(title)} begins a new round. Begin it?"):
        return
    raise BadInput(f"no round is called {quote(title)}; there is {known}. To begin a new one, say --yes")


def _agree(count: int, faults: int, given: Given, context: Context) -> None:
    """Asks whether to go on with what is clear.

    Raises:
        BadInput: nobody is there to answer, or the answer is no.
    """
    what = "an answer" if count == 1 else f"{count} answers"
    lines = "the line above is" if faults == 1 else f"the {faults} lines above are"
    if given.can_ask and context.ask(f"{lines.capitalize()} not clear. Take in {what} so?"):
        return
    raise BadInput(f"{lines} not clear, and nothing was taken in; mend it, or take {what} in with --yes")
