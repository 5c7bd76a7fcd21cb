"""`coach import` of calendars: what was moved or marked done there, shown, and taken in when agreed to."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from coach_tui.changes.calendar import accept_calendar
from coach_tui.cli.calendar_out import tell
from coach_tui.exchange import ics
from coach_tui.plan.calendar_changes import compare
from coach_tui.plan.errors import BadInput

if TYPE_CHECKING:
    from coach_tui.cli.context import Context
    from coach_tui.plan.calendar_changes import CalendarChange, CalendarComparison
    from coach_tui.store.journal import Entry

QUESTION = "Take it in? [y]es, [N]o, [a]ll of them, [q]uit without a change"


class ChangesNotTaken(BadInput):
    """Changes were shown, and nobody has agreed to them; `proposals` tells them to programs."""

    def __init__(self, said: str, proposals: list[dict[str, object]] | None = None) -> None:
        super().__init__(said)
        self.proposals = proposals or []


def is_named(file: str) -> bool:
    """Whether a name is that of a folder or of a calendar file."""
    return os.path.isdir(file) or file.lower().endswith((".ics", ".ical"))  # noqa: PTH112


def is_text(text: str) -> bool:
    """Whether a text is a calendar."""
    return ics.is_calendar(text[:200].encode("utf-8", "replace"))


def take(file: str, context: Context, *, yes: bool, quiet: bool, data: bytes | None = None) -> Entry | None:
    """Takes in what changed in a calendar file or folder, as far as it is agreed to.

    Args:
        file: the file or folder.
        context: the run.
        yes: whether everything is agreed to that is clear.
        quiet: whether nothing but JSON may be printed.
        data: what the file holds, where it was read already.

    Raises:
        ChangesNotTaken: there are changes, and nobody is there to agree to them.
        BadInput: it cannot be read.
    """
    found = _read(file, data)
    if not found.there:
        tell(found.faults, context)
        what = "is a folder without a" if data is None and os.path.isdir(file) else "holds no"  # noqa: PTH112
        raise BadInput(
            f"it {what} calendar entry of these plans; coach export writes some that can come back"
        )
    compared = compare(context.desk.practice(), found.there, context.today)
    tell(found.faults + compared.notes + _not_there(compared), context)
    proposals = compared.proposals
    if not proposals:
        return None
    ask = not yes and file != "-" and context.can_ask
    chosen: list[CalendarChange] = []
    together: set[str] = set()
    if yes:
        _show(proposals, context, quiet)
        chosen = [proposal for proposal in proposals if not proposal.clash]
        left = len(proposals) - len(chosen)
        if left:
            context.say(f"left {left} that moved here as well: choose at a terminal, or move them in the app")
    elif ask:
        chosen, together = _choose(proposals, context)
    else:
        _show(proposals, context, quiet)
        count = "1 change" if len(proposals) == 1 else f"{len(proposals)} changes"
        raise ChangesNotTaken(
            f"{count} in the calendar, none of them taken in; take what is clear in with --yes",
            [proposal.as_json() for proposal in proposals],
        )
    return accept_calendar(context.desk, chosen, with_dependents=together) if chosen else None


def _read(file: str, data: bytes | None) -> ics.CalendarRead:
    if data is None and os.path.isdir(file):  # noqa: PTH112
        from coach_tui.exchange.vdir import read_folder

        return read_folder(file)
    if data is None:
        from coach_tui.exchange.foreign import given_bytes

        data = given_bytes(file)
    return ics.read_ics(data)


def _not_there(compared: CalendarComparison) -> list[str]:
    lines = []
    if compared.missing:
        names = ", ".join(compared.missing[:5])
        more = f" and {len(compared.missing) - 5} more" if len(compared.missing) > 5 else ""
        lines.append(f"missing there, and kept here: {names}{more}")
    if compared.unknown:
        entries = "1 entry there is" if compared.unknown == 1 else f"{compared.unknown} entries there are"
        lines.append(f"{entries} of nothing that is in these plans now: passed over")
    return lines


def _show(proposals: list[CalendarChange], context: Context, quiet: bool) -> None:
    if quiet:
        return
    for proposal in proposals:
        for line in lines_of(proposal, context):
            context.out(line)
    context.flush()


def lines_of(proposal: CalendarChange, context: Context) -> list[str]:
    """A change as it is shown: who and what, from when to when, and what to know about it."""
    client = context.desk.practice().client(proposal.item.client)
    name = client.name if client is not None else ""
    first = f"{name}: {proposal.name}, {proposal.change(context.today)}"
    return [first, *(f"  {remark}" for remark in proposal.remarks(context.today))]


def _choose(proposals: list[CalendarChange], context: Context) -> tuple[list[CalendarChange], set[str]]:
    """The changes that somebody agrees to, one after the other; and which move with what comes after them."""
    chosen: list[CalendarChange] = []
    together: set[str] = set()
    moving = {proposal.item.record for proposal in proposals}
    everything = False
    for proposal in proposals:
        for line in lines_of(proposal, context):
            context.out(line)
        context.flush()
        if everything and not proposal.clash:
            chosen.append(proposal)
            continue
        after = [] if proposal.done or proposal.clash else [m for m in proposal.after if m[0] not in moving]
        can_follow = bool(after) and len(after) == len(proposal.after)
        extra = f", [w]ith the {len(after)} after it" if can_follow else ""
        answer = context.answer(QUESTION.replace(", [N]o", f"{extra}, [N]o"))
        if answer in ("q", "quit"):
            return [], set()
        if answer in ("a", "all"):
            everything = True
        if answer in ("w", "with") and can_follow:
            together.add(proposal.item.uid)
        if answer in ("y", "yes", "a", "all") or proposal.item.uid in together:
            chosen.append(proposal)
    return chosen, together
