"""`coach history`: what changed, when and why."""

from __future__ import annotations

from coach_tui.changes.undo import entries_of, where_done
from coach_tui.cli.changed import changes_of, client_name
from coach_tui.cli.exits import Exit
from coach_tui.cli.table import columns
from coach_tui.cli.whose import add_client, client_and_practice
from coach_tui.plan.dates import day_words
from coach_tui.plan.group import touched_by
from coach_tui.plan.stands import owners_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from datetime import date

    from coach_tui.cli.context import Context
    from coach_tui.store.journal import Entry

HELP = "Prints what was changed, when and why, newest first."


def arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of `coach history`."""
    add_client(parser, "this client only: any part of a name", optional=True)
    parser.add_argument("--json", action="store_true", help="print it as JSON, with what each change touched")


def run(args: Namespace, context: Context) -> int:
    """Prints the journal of everybody or of one client."""
    client, practice = client_and_practice(context.desk.practice(), args.client, args.plan)
    own = {one.uid for one in practice.engagements(client)}
    found = [
        entry
        for entry in entries_of(practice)
        if client in ("", entry.client) or _touches(entry, client, own)
    ]
    if args.json:
        entries = [
            {
                "id": entry.uid,
                "at": entry.at,
                "what": entry.what,
                "client": client_name(entry, practice),
                "client_id": entry.client,
                "why": entry.why,
                "state": entry.state if entry.taken_back else "done",
                "shortened": entry.shortened,
                "refused": entry.refused,
                "overtaken": entry.passed,
                "machine": entry.machine,
                "changes": changes_of(entry),
            }
            for entry in found
        ]
        context.json({"entries": entries})
    elif not found:
        context.out("Nothing was changed yet.")
    else:
        where = where_done(practice)
        rows = [(_when(entry, context.today), _told(entry, where(entry))) for entry in found]
        context.out("\n".join(columns(rows, context.width)))
    return Exit.DONE


def _touches(entry: Entry, client: str, own: set[str]) -> bool:
    """Whether it has changed something of a client (uid, and its engagements), among others too."""
    several = not entry.client
    return any(touched_by(op, own) or (several and owners_of(op) & {client, *own}) for op in entry.ops)


def _when(entry: Entry, today: date) -> str:
    return f"{day_words(entry.at[:10], today)} {entry.at[11:16]}"


def _state(entry: Entry) -> str:
    if entry.refused:
        return " (not all of its answers were taken)" if entry.state == "done" else " (refused in merging)"
    if entry.passed:
        return " (overtaken, not to be undone)"
    return " (undone)" if entry.taken_back else " (no longer to be undone)" if entry.shortened else ""


def _told(entry: Entry, where: str) -> str:
    undone = _state(entry)
    why = f", because {entry.why}" if entry.why else ""
    return f"{entry.what}{undone}{why}" + (f" · {where}" if where else "")
