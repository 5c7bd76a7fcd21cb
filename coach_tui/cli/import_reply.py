"""`coach import` of a client's reply: shown line by line, and taken in when agreed to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.cli.whose import plan_named
from coach_tui.exchange.client_replies import is_reply, read_reply
from coach_tui.exchange.reply_taking import earlier, store
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import excerpt

if TYPE_CHECKING:
    from argparse import Namespace
    from datetime import date
    from typing import Any

    from coach_tui.cli.context import Context
    from coach_tui.cli.formats import Taken
    from coach_tui.cli.given import Given
    from coach_tui.exchange.client_reply import ClientReply


class ReplyNotTaken(BadInput):
    """A reply was shown, and nobody has agreed to it; `more` tells it to programs."""

    def __init__(self, said: str, more: dict[str, Any]) -> None:
        super().__init__(said)
        self.more = more


NAME = "a reply"
OPTIONS = frozenset(["--yes", "--on", "--client", "--plan", "--as"])


def recognises(given: Given, args: Namespace) -> bool:
    """By the form's id in it, or by the option that says so where the id is lost."""
    return bool(args.kind) or is_reply(given.data)


def take(given: Given, args: Namespace, context: Context) -> Taken:
    """Takes a reply in, once somebody has seen what it says and agreed; also tells it for programs.

    Raises:
        ReplyNotTaken: nobody is there to agree, or the answer is no.
        BadInput: it is another client's, of no client here, or nothing is answered.
    """
    practice = context.desk.practice()
    plan = plan_named(practice, args.client, args.plan) if args.client else None
    kind = args.kind or ""
    answers = read_reply(given.data, practice, context.today, plan, kind)
    on = _day(args.on, context) or answers.sent or context.today
    more = {"reply": answers.as_json()}
    known, differs = earlier(answers, on)
    if not args.json:
        _show(answers, known, context)
    for fault in (*answers.faults, *answers.far_off):
        context.say(fault)
    if known and not differs:
        return None, more
    if differs:
        context.say(f"{known}, and this one differs in {differs}: it takes the place of that")
    if not args.yes and not (given.can_ask and context.ask("Take it in?")):
        raise ReplyNotTaken("nothing was taken in; agree at a terminal, or take it in with --yes", more)
    return store(context.desk, answers, on), more


def _day(text: str | None, context: Context) -> date | None:
    if text is None:
        return None
    from coach_tui.plan.side import Side
    from coach_tui.plan.when import parse_day

    return parse_day(text, context.today, Side.PAST)


def _show(answers: ClientReply, known: str, context: Context) -> None:
    """What was taken for what, and what was left open."""
    context.out(answers.heading)
    for name, said in answers.taken:
        first, *rest = excerpt(said).split("\n")
        context.out(f"  {name}: {first}")
        for line in rest:
            context.out(f"    {line}".rstrip())
    if answers.missing:
        context.out(f"  not answered: {', '.join(answers.missing)}")
    for words in answers.left_out:
        context.out(f"  left out: {excerpt(words)}")
    if known:
        context.out(f"  {known}")
    context.flush()
