"""`coach form CLIENT self|intake`: the form of an assessment, which the client is asked for with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.exchange.assessment_asked import asked_for
from coach_tui.exchange.assessment_form import assessment_text_form
from coach_tui.exchange.item_sets import own_item_sets
from coach_tui.plan.dates import short
from coach_tui.plan.fields import quote
from coach_tui.plan.visibility import view
from coach_tui.store.paths import config_path

if TYPE_CHECKING:
    from argparse import Namespace

    from coach_tui.cli.context import Context
    from coach_tui.plan.practice import Plan


def text_of(plan: Plan, args: Namespace, context: Context) -> str:
    """The form as text; says which assessment it is for, and whether that waited already.

    Raises:
        BadInput: there is no such set of items, or it cannot be read.
    """
    own = own_item_sets(config_path(context.env))
    asked, new = asked_for(context.desk, plan, args.kind, own, args.set or "")
    if new:
        context.say(f"asked {plan.client.name} for {quote(asked.title)}; to take it back: coach undo")
    else:
        on = short(asked.asked_on, context.today)
        context.say(f"{quote(asked.title)} was asked for on {on} and waits; this is its form again")
    return assessment_text_form(asked, view(plan, "client", context.today).plan)
