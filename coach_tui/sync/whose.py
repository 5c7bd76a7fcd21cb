"""What belongs to whom, of two practices that were begun apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.plan.text import fold, plural

if TYPE_CHECKING:
    from coach_tui.store.shapes import Tables

_SHOWN = 8


def whose(here: Tables, there: Tables) -> list[str]:
    """What two practices hold, a line each: the clients of this one, of that one, and of both."""
    ours, theirs = _clients(here), _clients(there)
    both = ours.keys() & theirs.keys()
    lines = [
        f"here: {_listed([ours[uid] for uid in ours if uid not in both])}",
        f"at the remote: {_listed([theirs[uid] for uid in theirs if uid not in both])}",
    ]
    if both:
        lines.append(f"on both sides: {_listed([ours[uid] for uid in ours if uid in both])}")
    names = {fold(name) for uid, name in ours.items() if uid not in both}
    again = [name for uid, name in theirs.items() if uid not in both and fold(name) in names]
    if again:
        lines.append(f"of one name, and kept apart as two: {_listed(again)}")
    return lines


def _clients(tables: Tables) -> dict[str, str]:
    return {str(one["uid"]): str(one.get("name", "")) for one in tables.get("clients", {}).values()}


def _listed(names: list[str]) -> str:
    if not names:
        return "no client of its own"
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return f"{plural(len(names), 'client')} ({', '.join(sorted(names, key=fold)[:_SHOWN])}{more})"
