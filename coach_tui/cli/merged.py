"""`coach merge --values` and `--take`: what two machines said of one thing, and which of it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.merged import decide
from coach_tui.cli.exits import Exit
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.merged import Merge
from coach_tui.plan.merged_words import merge_words, plan_of_merge, told_merge, value_now

if TYPE_CHECKING:
    from argparse import Namespace
    from typing import Any

    from coach_tui.cli.context import Context
    from coach_tui.plan.merged_words import Told
    from coach_tui.plan.practice import Practice

SHOWN = 8
"""Signs of an id that are listed, where they tell it from all others."""


def open_merges(context: Context) -> list[tuple[Merge, Told]]:
    """What is still to be decided, with its words, as it came."""
    practice = context.desk.practice()
    found = []
    for raw in practice.tables.get(Merge.table, {}).values():
        merge = Merge(raw)
        told = told_merge(practice, merge, context.today)
        if told is not None:
            found.append((merge, told))
    return found


def list_values(args: Namespace, context: Context) -> int:
    """Lists each thing with its values, numbered as --take has them."""
    found, practice = open_merges(context), context.desk.practice()
    if args.json:
        context.json({"values": [_as_json(practice, merge, told) for merge, told in found]})
        return Exit.DONE
    if not found:
        context.out("Nothing is to be decided.")
    for merge, told in found:
        context.out(f"{merge.uid[:SHOWN]}  {_whose(practice, merge)}{merge_words(told)}")
        for number, one in enumerate(told.values, 1):
            if told.did:
                context.out(f"  {number}  {one.words}")
                continue
            where = "  ".join(part for part in (one.where, "(stands)" if one.stands else "") if part)
            context.out(f"  {number}  {where or 'not known when'}")
            context.out("\n".join(f"     {line}" for line in one.words.split("\n")))
    return Exit.DONE


def _as_json(practice: Practice, merge: Merge, told: Told) -> dict[str, Any]:
    plan = plan_of_merge(practice, merge)
    kept_values = [{}] if told.did else list(merge.values)
    if len(kept_values) < len(told.values):  # something else stands since
        kept_values.append({"value": value_now(told.record, merge)})
    return {
        "id": merge.uid,
        "client": plan.client.name if plan else None,
        "kind": type(told.record).entry,
        "record": merge.record,
        "name": told.name,
        "field": merge.field,
        "label": told.label,
        **({"did": merge.did, "said": told.did} if told.did else {}),
        "values": [
            {"number": number, "text": one.words, "stands": one.stands, **kept}
            for number, (one, kept) in enumerate(zip(told.values, kept_values, strict=True), 1)
        ],
    }


def _whose(practice: Practice, merge: Merge) -> str:
    plan = plan_of_merge(practice, merge)
    return f"{plan.client.name}: " if plan else ""


def decide_value(args: Namespace, context: Context) -> int:
    """Lets the value stand that is named by an id and a number."""
    text, number = args.take
    found = [merge for merge, _ in open_merges(context) if merge.uid.startswith(text) and text]
    if len(found) != 1:
        several = f"fits {len(found)}" if found else "is none"
        raise BadInput(f"{quote(text)} {several} of those to be decided; coach merge --values lists them")
    if not (number.isascii() and number.isdecimal()):
        raise BadInput(f"{quote(number)} is no number; coach merge --values lists them")
    entry = decide(context.desk, found[0].uid, int(number) - 1, found[0].raw)
    if entry is not None and args.json:
        context.json({"done": entry.what})
    elif entry is not None:
        context.out(f"Noted: {entry.what}. To take it back: coach undo")
    return Exit.DONE
