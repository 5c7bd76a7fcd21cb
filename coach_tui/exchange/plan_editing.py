"""A whole plan in the editor, as a plan file: what `coach edit` and the app share."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from coach_tui.changes.at_once import CheckedDesk
from coach_tui.changes.plans import take_in
from coach_tui.changes.remembering import BENDING, bent_by
from coach_tui.exchange.editor import Sheet, command_of, edit_until_taken
from coach_tui.exchange.planfile import read_toml, write_toml
from coach_tui.exchange.renames import keep_ids
from coach_tui.exchange.values_taken import far_off_in
from coach_tui.plan.draft import from_plan
from coach_tui.plan.errors import ChangedMeanwhile
from coach_tui.plan.fields import quote
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import Objective
from coach_tui.plan.revision_words import asked_by, changed_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from coach_tui.changes.desk import Desk
    from coach_tui.plan.draft import Draft
    from coach_tui.plan.practice import Plan, Practice
    from coach_tui.plan.record import Record
    from coach_tui.store.journal import Entry


def who_and_why(ask_text: Callable[[str], str], bent: str) -> tuple[str, str]:
    """Asks at a terminal who asked for a change and why; an empty answer leaves it unsaid.

    Args:
        ask_text: asks for a line.
        bent: what is changed, in a line.
    """
    who = ask_text(f"{bent}. Who asked for it? (c client, s sponsor, m me, or a name; Enter: not said)")
    why = ask_text("Why? (Enter: no reason given)")
    return asked_by(who), why.strip()


def _bent(desk: Desk, draft: Draft) -> str:
    """What an edited plan changes of targets, measures and dates, in a line; "" for nothing."""
    practice, today = desk.practice(), desk.today
    said = []
    for noun in (Objective, Milestone):
        for one in draft.get(noun.entry, []):
            record = practice.find(noun.table, one.get("id", ""))
            if record is None:
                continue
            changes = {key: one.get(key) for key in BENDING if key in noun.fields} | _told(one, record)
            said += [
                f"{quote(record.name)}: "
                + changed_words(found["what"], found.get("from", ""), found.get("to", ""), date.isoformat)
                for found in bent_by(practice, today, record, changes)
            ]
    more = f", and {len(said) - 1} more" if len(said) > 1 else ""
    return f"{said[0]}{more}" if said else ""


def _told(one: Mapping[str, Any], record: Record) -> dict[str, Any]:
    """What the edited plan itself says of how a record was changed, where that is new."""
    key = "revisions" if isinstance(record, Objective) else "moves"
    return {key: one[key]} if one.get(key) and one[key] != record.raw.get(key) else {}


def edit_plan(
    desk: Desk,
    plan: Plan,
    env: Mapping[str, str],
    *,
    again: bool,
    say: Callable[[str], object],
    ask: Callable[[str], tuple[str, str]],
) -> Entry | None:
    """Opens a plan in $VISUAL or $EDITOR and takes in what was saved, as one change.

    Args:
        desk: the desk.
        plan: the plan as it is now.
        env: the environment that names the editor.
        again: whether a person is there, so that a fault opens the editor again.
        say: told where a text is kept that was given up, and which values are far from anything before.
        ask: gives who asked and why, "" where nobody says; it is told what the edited plan changes of
            targets, measures and dates, and only asked where it changes some.

    Returns:
        The journal entry; None when nothing was changed.

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
        draft = read_toml(text)
        keep_ids(before, draft)
        bent = _bent(desk, draft)
        by, why = ask(bent) if bent else ("", "")
        return take_in(CheckedDesk(desk, still), draft, replace=True, by=by, why=why)[1]

    sheet = Sheet(desk.store.path, f"The plan of {plan.client.name}", write_toml(from_plan(plan)))
    entry = edit_until_taken(sheet, command, take, again=again, say=say)
    for said in far_off_in(entry, desk.practice()) if entry else ():
        say(said)
    return entry
