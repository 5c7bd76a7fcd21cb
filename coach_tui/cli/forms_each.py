"""`coach form CLIENT 360 --each`: a form for each invited rater, in a folder for its owner alone."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from coach_tui.changes.raters import rater_code
from coach_tui.changes.round_rules import raters_of
from coach_tui.cli.exits import Exit
from coach_tui.cli.files import make_folder, named_folder
from coach_tui.exchange.mail_draft import address_of, draft
from coach_tui.exchange.outfile import write_together
from coach_tui.exchange.rater_form import RATER_SUBJECT, rater_html_form, rater_text_form
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.text import clean
from coach_tui.store.names import shown

if TYPE_CHECKING:
    from argparse import Namespace

    from coach_tui.cli.context import Context
    from coach_tui.plan.practice import Plan
    from coach_tui.plan.round import Rater, Round


def write(plan: Plan, asked: Round, args: Namespace, context: Context) -> int:
    """Writes the forms of those who have not answered, and says which file is whose: a name is no file's.

    Raises:
        BadInput: no folder is named, nobody is left to ask, or a file is there already or cannot be written.
    """
    if args.rater:
        raise BadInput("--rater is one form, and --each all of them; leave one out")
    if args.output in (None, "-", ""):
        raise BadInput("--each is one file a rater: name a folder for them with -o")
    waiting = [rater for rater in raters_of(plan, asked.uid) if not rater.answered]
    if not waiting:
        raise BadInput(
            f"nobody is invited to {quote(asked.title)} who has not answered; invite raters in the app"
        )
    kind = "html" if args.html else "eml" if args.eml else "txt"
    folder = named_folder(args.output)
    make_folder(folder, args.output)
    files = {
        os.path.join(folder, f"form-{rater_code(rater)}.{kind}"): _form(plan, asked, rater, kind)  # noqa: PTH118
        for rater in waiting
    }
    write_together(files, force=args.force, never=context.path)
    context.wrote()
    for path, rater in zip(files, waiting, strict=True):
        context.out(f"{os.path.basename(path)}  {clean(rater.name)}{_to_whom(rater, kind)}")  # noqa: PTH119
    context.out(f"Wrote {len(files)} forms into {shown(args.output)}")
    return Exit.DONE


def _form(plan: Plan, asked: Round, rater: Rater, kind: str) -> bytes:
    if kind == "html":
        return rater_html_form(asked, plan.client.name, rater).encode("utf-8", "replace")
    text = rater_text_form(asked, plan.client.name, rater)
    return draft(rater, RATER_SUBJECT, text) if kind == "eml" else text.encode("utf-8", "replace")


def _to_whom(rater: Rater, kind: str) -> str:
    return ", no address is known" if kind == "eml" and address_of(rater) is None else ""
