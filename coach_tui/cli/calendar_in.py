"""`coach import` of calendars: what was moved or marked done there, shown, and taken in when agreed to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.calendar import accept_calendar
from coach_tui.cli.calendar_out import tell
from coach_tui.cli.who import asking
from coach_tui.exchange import ics
from coach_tui.plan.calendar_changes import compare
from coach_tui.plan.errors import BadInput

if TYPE_CHECKING:
    from argparse import Namespace

    from coach_tui.cli.context import Context
    from coach_tui.cli.formats import Taken
    from coach_tui.cli.given import Given
    from coach_tui.plan.calendar_changes import CalendarChange, CalendarComparison

QUESTION = "Take it in? [y]es, [N]o, [a]ll of them, [q]uit without a change"


class ChangesNotTaken(BadInput):
    """Changes were shown, and nobody has agreed to them; `proposals` tells them to programs."""

    def __init__(self, said: str, proposals: list[dict[str, object]] | None = None) -> None:
        super().__init__(said)
        self.proposals = proposals or []


NAME = "a calendar"
OPTIONS = frozenset(["--yes", "--by", "--why"])


def is_named(given: Given) -> bool:
    """Whether it is a folder, or has the name of a calendar file."""
    return given.is_folder or given.ends_with(".ics", ".ical")


def recognises(given: Given, args: Namespace) -> bool:
    """By its name, or by how it begins."""
    return is_named(given) or (not args.kind and ics.is_calendar(given.data))


def take(given: Given, args: Namespace, context: Context) -> Taken:
    """Takes in what changed in a calendar file or folder, as far as it is agreed to.

    Raises:
        ChangesNotTaken: there are changes, and nobody is there to agree to them.
        BadInput: it cannot be read.
    """
    found = _read(given)
    if not found.there:
        tell(found.faults, context)
        what = "is a folder without a" if given.is_folder else "holds no"
        raise BadInput(
            f"it {what} calendar entry of these plans; coach export writes some that can come back"
        )
    compared = compare(context.desk.practice(), found.there, context.today)
    refused = [f"{one.said} ({one.file})" if one.file else one.said for one in compared.refused]
    tell(found.faults + refused + compared.notes + _not_there(compared), context)
    proposals = compared.proposals
    if not proposals:
        if refused and not args.yes:
            raise ChangesNotTaken(
                f"{_changes(len(refused))} in the calendar that cannot be taken in as it is"
            )
        return None, {}
    ask = not args.yes and given.can_ask
    chosen: list[CalendarChange] = []
    together: set[str] = set()
    if args.yes:
        _show(proposals, context, args.json)
        chosen = _clear(proposals, context)
    elif ask:
        chosen, together = _choose(proposals, context)
    else:
        _show(proposals, context, args.json)
        raise ChangesNotTaken(
            f"{_changes(len(proposals))} in the calendar, none of them taken in; "
            "take what is clear in with --yes",
            [proposal.as_json() for proposal in proposals],
        )
    if not chosen:
        return None, {}
    by, why = asking(args, context, can_ask=ask)(_bent(chosen))
    return accept_calendar(context.desk, chosen, with_dependents=together, by=by, why=why), {}


def _bent(chosen: list[CalendarChange]) -> str:
    """How many milestones, target dates and sessions move, in a line; "" for none."""
    many = sum(one.bends for one in chosen)
    return f"{many} {'dates are' if many > 1 else 'date is'} moved" if many else ""


def _changes(count: int) -> str:
    return "1 change" if count == 1 else f"{count} changes"


def _clear(proposals: list[CalendarChange], context: Context) -> list[CalendarChange]:
    """Those that can be taken in without a choice; says how many are left."""
    chosen = [proposal for proposal in proposals if proposal.clear]
    left = [proposal for proposal in proposals if not proposal.clear]
    if left:
        context.say(f"left {len(left)} that {_unclear(left)}: choose at a terminal, or move them in the app")
    return chosen


def _unclear(proposals: list[CalendarChange]) -> str:
    """Why changes are not clear."""
    if not any(proposal.doubts for proposal in proposals):
        return "moved here as well"
    return "are not clear" if any(proposal.clash for proposal in proposals) else "can be read in two ways"


def _read(given: Given) -> ics.CalendarRead:
    if given.is_folder:
        from coach_tui.exchange.vdir import read_folder

        return read_folder(given.name)
    return ics.read_ics(given.data)


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
    first += f" ({proposal.file})" if proposal.file else ""
    return [first, *(f"  {remark}" for remark in proposal.remarks(context.today))]


def _choose(proposals: list[CalendarChange], context: Context) -> tuple[list[CalendarChange], set[str]]:
    """The changes that somebody agrees to, one after the other; and which move with what comes after them."""
    chosen: list[CalendarChange] = []
    together: set[str] = set()
    moving = {proposal.item.record for proposal in proposals}
    everything = False
    for proposal in proposals:
        if any(proposal.item.uid == one.item.uid for one in chosen):
            continue  # another day for it was agreed to
        for line in lines_of(proposal, context):
            context.out(line)
        context.flush()
        if everything and proposal.clear:
            chosen.append(proposal)
            continue
        after = (
            [] if proposal.done or not proposal.clear else [m for m in proposal.after if m[0] not in moving]
        )
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
