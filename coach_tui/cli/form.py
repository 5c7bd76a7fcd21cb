"""`coach form`: a form to send, whose answers come back with `coach import`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.cli.exits import Exit
from coach_tui.cli.whose import add_client, open_plan_named, plan_named, round_named
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coach_tui.cli.context import Context
    from coach_tui.plan.practice import Plan
    from coach_tui.plan.round import Rater, Round

HELP = (
    "Writes a form to send, as text to be filled in within an e-mail reply: for the client a reflection "
    "before the review, a check-in, the plan itself, a self-assessment (a wheel of life, say) or an intake; "
    "or the form of a round, for the raters, also as one HTML page that saves the answers as a file. Whoever "
    "is asked for an assessment is noted as asked. coach import reads all of them back."
)


def arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of `coach form`."""
    add_client(parser)
    parser.add_argument(
        "kind",
        metavar="KIND",
        choices=("360", "reflection", "checkin", "plan", "self", "intake"),
        help="360, for a round of either kind; reflection; checkin; plan, for the client's own words and "
        "agreement; self (a wheel of life, say); intake",
    )
    parser.add_argument(
        "--set",
        metavar="NAME",
        help="of self and intake: the set of items, by any part of its name; else what was asked last",
    )
    parser.add_argument("--round", metavar="NAME", help="the round of a 360; the open one when left out")
    parser.add_argument(
        "--rater",
        metavar="NAME",
        help="of a 360: the form of an invited rater, with a code that tells whose it is",
    )
    parser.add_argument(
        "--each",
        action="store_true",
        help="of a 360: a form for each invited rater who has not answered; -o names the folder for them",
    )
    parser.add_argument("--html", action="store_true", help="of a 360: one HTML page instead of text")
    parser.add_argument(
        "--eml", action="store_true", help="the draft of a mail to the client; also where FILE ends in .eml"
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="the file to write; else it is printed")
    parser.add_argument("--force", action="store_true", help="replace a file that exists")


def run(args: Namespace, context: Context) -> int:
    """Prints the form, or writes it to a file."""
    if args.set is not None and args.kind not in ("self", "intake"):
        raise BadInput("--set goes with self and intake")
    whose = plan_named if args.kind == "360" else open_plan_named
    plan = whose(context.desk.known(), args.client, args.plan)
    if args.each:
        from coach_tui.cli import forms_each

        return forms_each.write(plan, _round(plan, args), args, context)
    text = _raters(plan, args) if args.kind == "360" else _client(plan, args, context)
    mail = args.eml or (args.output or "").lower().endswith(".eml")
    if mail:
        data = _draft(plan, args, text, context)
    else:
        data = text.encode("utf-8", "replace")
    if args.output not in (None, "-"):
        from coach_tui.cli.files import write_file

        write_file(context, args.output, data, force=args.force)
    elif mail:
        context.as_it_is(data)
    else:
        context.out(text.rstrip("\n"))
    return Exit.DONE


def _raters(plan: Plan, args: Namespace) -> str:
    from coach_tui.exchange.rater_form import rater_html_form, rater_text_form

    asked = _round(plan, args)
    form = rater_html_form if args.html else rater_text_form
    return form(asked, plan.client.name, _rater(plan, asked, args.rater))


def _rater(plan: Plan, asked: Round, name: str | None) -> Rater | None:
    """The invited rater whose form is wanted, None where it is one for anybody."""
    from coach_tui.changes.round_rules import raters_of
    from coach_tui.plan.practice import fitting, one_of

    if name is None:
        return None
    raters = raters_of(plan, asked.uid)
    return one_of(
        fitting(raters, name), name, "rater", f"invite them to {quote(asked.title)} in the app first"
    )


def _round(plan: Plan, args: Namespace) -> Round:
    """The round whose form is wanted.

    Raises:
        BadInput: it is closed, or options do not go together.
    """
    if args.kind != "360":
        raise BadInput("--each and --rater go with 360")
    if args.html and (args.eml or (args.output or "").lower().endswith(".eml")):
        raise BadInput("a draft holds the form as text; write the HTML page to a file and attach it")
    asked = round_named(plan, args.round)
    if not asked.open:
        raise BadInput(
            f"{quote(asked.title)} is closed; begin the next round in the app or with coach import"
        )
    return asked


def _draft(plan: Plan, args: Namespace, text: str, context: Context) -> bytes:
    """The form as a draft to the client, or to the rater; one for any rater is to nobody yet."""
    from coach_tui.exchange.mail_draft import draft, no_address
    from coach_tui.exchange.rater_form import RATER_SUBJECT

    kind = args.kind
    if kind == "360":
        return draft(_rater(plan, _round(plan, args), args.rater), RATER_SUBJECT, text)
    from coach_tui.exchange.client_form import client_form_title

    if missing := no_address(plan.client):
        context.say(missing)
    return draft(plan.client, client_form_title(kind), text)


def _client(plan: Plan, args: Namespace, context: Context) -> str:
    from coach_tui.exchange.client_form import client_text_form

    if args.round or args.html or args.rater:
        raise BadInput("--round, --rater and --html go with 360")
    if args.kind in ("self", "intake"):
        from coach_tui.cli import form_assessment

        return form_assessment.text_of(plan, args, context)
    return client_text_form(plan, args.kind, context.today)
