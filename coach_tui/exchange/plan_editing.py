"""A whole plan in the editor, as a plan file: what `coach edit` and the app share."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coach_tui.changes.at_once import CheckedDesk
from coach_tui.changes.plans import take_in
from coach_tui.exchange.editor import Sheet, command_of, edit_until_taken
from coach_tui.exchange.planfile import read_toml, write_toml
from coach_tui.exchange.renames import keep_ids
from coach_tui.exchange.values_taken import check_meant, far_off_in, told_of
from coach_tui.exchange.who_and_why import bent_of_plan, moved_of_plan
from coach_tui.plan.draft import from_plan
from coach_tui.plan.errors import ChangedMeanwhile

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from coach_tui.changes.desk import Desk
    from coach_tui.exchange.values_taken import Meant
    from coach_tui.exchange.who_and_why import Asked
    from coach_tui.plan.draft import Draft
    from coach_tui.plan.practice import Plan, Practice
    from coach_tui.store.journal import Entry


def edit_plan(
    desk: Desk,
    plan: Plan,
    env: Mapping[str, str],
    *,
    again: bool,
    say: Callable[[str], object],
    ask: Asked,
    meant: Meant | None,
) -> Entry | None:
    """Opens a plan in $VISUAL or $EDITOR and takes in what was saved, as one change; None for no change.

    Args:
        desk: the desk.
        plan: the plan as it is now.
        env: names the editor.
        again: whether a person is there, so that a fault opens the editor again.
        say: told where a text is kept that was given up, which booked sessions move, before they do, and of
            far values that nobody was asked about.
        ask: gives who asked and why where targets, measures or dates are changed; it is told which.
        meant: asks whether values far from anything before are meant; where they are not, the editor opens
            again. None where it is said already: they are taken in, and told.

    Raises:
        CoachError: what was wrong; what was typed is kept in a file that the line names.
    """
    command = command_of(env)
    client, engagement = plan.client.uid, plan.engagement.uid
    plan = desk.practice().plan(client, engagement) or plan
    before = from_plan(plan, ids=True)

    def still(practice: Practice) -> None:
        now = practice.plan(client, engagement)
        if now is None or from_plan(now, ids=True) != before:
            raise ChangedMeanwhile("the plan was changed meanwhile; edit it again")

    def take(text: str) -> Entry | None:
        draft = _read(desk, text, before, say)
        store = partial(take_in, CheckedDesk(desk, still), draft, replace=True, edited=True)
        check_meant(lambda look: store(look=look), meant)
        bent = bent_of_plan(desk.practice(), desk.today, draft)
        by, why = ask(bent) if bent else ("", "")
        return store(by=by, why=why)[1]

    sheet = Sheet(desk.store.path, f"The plan of {plan.client.name}", write_toml(from_plan(plan)))
    entry = edit_until_taken(sheet, command, take, again=again, say=say)
    for said in told_of(far_off_in(entry, desk.practice())) if meant is None else ():
        say(said)
    return entry


def _read(desk: Desk, text: str, before: Draft, say: Callable[[str], object]) -> Draft:
    """The plan that a text says, with the ids of what was there; tells which booked sessions it moves."""
    draft = read_toml(text)
    moved = moved_of_plan(desk.practice(), desk.today, draft)
    keep_ids(before, draft)
    if moved:
        say(moved)
    return draft
