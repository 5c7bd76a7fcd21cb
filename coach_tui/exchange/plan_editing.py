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
from coach_tui.plan.errors import BadInput, ChangedMeanwhile
from coach_tui.plan.fields import quote
from coach_tui.plan.need import Need

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from coach_tui.changes.desk import Change, Desk
    from coach_tui.exchange.values_taken import Look, Meant
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
        say: told where a text is kept that was given up, and of booked sessions that move, and far values,
            about which nobody was asked.
        ask: gives who asked and why where targets, measures or dates are changed; it is told which.
        meant: asks whether values far from anything before, and moves of booked sessions, are meant; where
            they are not, the editor opens again. None where it is said already: they are taken in, and told.

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
        draft, moved = _read(desk, text, before)
        store = partial(take_in, CheckedDesk(desk, still), draft, replace=True, edited=True)
        check_meant(lambda look: store(look=partial(_check_typed, look=look)), meant)
        _check_moved(moved, meant if again else None, say)
        bent = bent_of_plan(desk.practice(), desk.today, draft)
        by, why = ask(bent) if bent else ("", "")
        return store(by=by, why=why, look=_check_typed)[1]

    sheet = Sheet(desk.store.path, f"The plan of {plan.client.name}", write_toml(from_plan(plan)))
    entry = edit_until_taken(sheet, command, take, again=again, say=say)
    for said in told_of(far_off_in(entry, desk.practice())) if meant is None else ():
        say(said)
    return entry


def _read(desk: Desk, text: str, before: Draft) -> tuple[Draft, str]:
    """The plan that a text says, with the ids of what was there; and which booked sessions it moves."""
    draft = read_toml(text)
    moved = moved_of_plan(desk.practice(), desk.today, draft)
    keep_ids(before, draft)
    return draft, moved


def _check_typed(change: Change, look: Look | None = None) -> None:
    """Checks that the levels of needs that somebody has typed lie on their scale; then `look` looks.

    Raises:
        BadInput: one does not; what stood there before may stay.
    """
    for table, _, before, after in change.transaction.so_far:
        if table == Need.table and after is not None:
            was = before or {}
            for fault in Need(after).off_scale([key for key in after if after[key] != was.get(key)]):
                raise BadInput(f"need {quote(Need(after).name)}, {fault}")
    if look is not None:
        look(change)


def _check_moved(moved: str, meant: Meant | None, say: Callable[[str], object]) -> None:
    """Asks whoever is there whether booked sessions are to move, else tells it; raises BadInput for no."""
    if moved and meant is None:
        say(moved)
    elif moved and meant is not None and not meant(moved):
        raise BadInput(f"{moved}: write the day that is meant; nothing was taken in")
