"""`coach import` of a plan file: one client's plan, as TOML or JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui import bounds
from coach_tui.changes.at_once import GatheringDesk
from coach_tui.changes.links import TITLED
from coach_tui.changes.matched import plan_meant
from coach_tui.changes.plans import ClientExists, take_in
from coach_tui.cli.who import asking
from coach_tui.exchange import planfile
from coach_tui.exchange.kept_here import gone_of_plan, kept_of_plan
from coach_tui.exchange.recognise import check_is_no_other_text
from coach_tui.exchange.renames import keep_ids
from coach_tui.exchange.values_taken import check_meant, far_off_in, looking, told_of
from coach_tui.exchange.who_and_why import bent_of_plan, moved_of_plan
from coach_tui.plan.draft import from_plan
from coach_tui.plan.errors import BadInput

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

    from coach_tui.cli.context import Context
    from coach_tui.cli.formats import Taken
    from coach_tui.cli.given import Given
    from coach_tui.plan.draft import Draft
    from coach_tui.store.journal import Entry

NAME = "a plan file"
KEPT_HERE = "kept_here"
"""Key of what a file has otherwise of how goals were changed: it stands as it is here."""
OPTIONS = frozenset(["--replace", "--by", "--why", "--client", "--on", "--yes"])
"""Those of a reply are taken too, to say what is missing in one that lost the form's id."""
NO_REPLY = (
    "--client and --on go with replies, and this holds no form's id; "
    "say what it is with --as checkin or --as reflection"
)


def recognises(given: Given, args: Namespace) -> bool:
    """What is nothing else is taken for one, and its reader says what is wrong with it."""
    return True


def take(given: Given, args: Namespace, context: Context) -> Taken:
    """Takes a plan in, as one change; asks before it replaces one, or takes in values far from all before.

    Raises:
        ClientExists: the client is here already, and nobody agreed to its being replaced.
        BadInput: it is no plan file, or a faulty one, or its far values are not meant.
    """
    return put(read(given, args), given, args, context)


def read(given: Given, args: Namespace) -> Draft:
    """The plan that a file holds.

    Raises:
        BadInput: it is no plan file, or a faulty one.
    """
    if args.client or args.on:
        raise BadInput(NO_REPLY)
    check_is_no_other_text(given.text)
    return _draft(given)


def put(draft: Draft, given: Given, args: Namespace, context: Context) -> Taken:
    """Takes a plan in that was read, as `take` does; raises as that does."""
    desk = context.desk
    is_part = isinstance(desk, GatheringDesk)  # turned back where it is refused, and nobody is asked
    ask = asking(args, context, can_ask=given.can_ask)
    meant = context.meant(sure=args.yes, can_ask=given.can_ask)

    moved = moved_of_plan(desk.practice(), desk.today, draft)
    if moved and args.replace:
        context.say(moved)
    if there := plan_meant(desk.practice(), draft):
        keep_ids(from_plan(there, ids=True), draft, TITLED)
    kept: list[str] = []

    def store(replace: bool) -> Entry | None:
        if replace:
            _check_gone(gone_of_plan(desk.practice(), draft), args, given, context)
        kept[:] = kept_of_plan(desk.practice(), draft) if replace else []
        if not is_part:
            check_meant(lambda look: take_in(desk, draft, replace=replace, look=look), meant)
        bent = bent_of_plan(desk.practice(), desk.today, draft) if replace else ""
        by, why = ask(bent)
        look = looking(meant) if is_part else None
        return take_in(desk, draft, replace=replace, by=by, why=why, look=look)[1]

    entry = agreed(store, given, args, context, moved)
    if draft["engagement"].get("closed_on"):
        from coach_tui.cli.close import tell_closed

        tell_closed(entry, context)
    far = far_off_in(entry, context.desk.practice())
    for said in told_of(far) if meant is None else ():
        context.say(said)
    return entry, {**({"far_off": far} if far else {}), **({KEPT_HERE: kept} if kept else {})}


def _check_gone(gone: str, args: Namespace, given: Given, context: Context) -> None:
    """Asks before what was revised goes; it is told where that is agreed to already.

    Raises:
        BadInput: nobody agreed.
    """
    if gone and args.yes:
        context.say(gone)
    elif gone and not (given.can_ask and context.ask(f"{gone}. Take the file in all the same?")):
        raise BadInput(f"{gone}; nothing was taken in: put it into the file, or say --yes")


def agreed(
    store: Callable[[bool], Entry | None], given: Given, args: Namespace, context: Context, more: str = ""
) -> Entry | None:
    """Stores what replaces what is there only when that was said, or is agreed to.

    `more` is what else the question tells of what would be changed.

    Raises:
        ClientExists: the client is here already, and nobody agreed.
    """
    try:
        return store(args.replace)
    except ClientExists as error:
        told = ". ".join(filter(None, (str(error).split(";")[0], more)))
        if not given.can_ask or not context.ask(f"{told}. Replace what is there?"):
            raise
        return store(True)


def _draft(given: Given) -> Draft:
    if not given.text.strip():
        raise BadInput("it is empty; coach plan CLIENT prints what a plan file looks like")
    if not given.is_json:
        bounds.check_size(given.text, bounds.PLAN, "a plan file has much less")
        return planfile.read_toml(given.text)
    document = given.document
    if isinstance(document, dict) and isinstance(document.get("meta"), dict):
        raise BadInput("it is a data file; name it with --data, or put it in place with coach restore")
    return planfile.draft_from(document, "")
