"""What stands in the line on top, and which keys the line at the bottom names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.app.widgets.hints import Hint
from coach_tui.plan.dates import short

if TYPE_CHECKING:
    from coach_tui.app.coach import Coach
    from coach_tui.app.places.place import Place


def top_line(coach: Coach, place: Place) -> tuple[str, str, str]:
    """The line on top: where the coach is, whose plan it is, and the day with what the place counts."""
    plan = coach.plan if place.of_plan else None
    name = plan.client.name if plan else ""
    if plan and (state := plan.engagement.state(coach.today)):
        name += f"  ({state})"
    day = short(coach.today, coach.today)
    day = day if str(coach.today.year) in day else f"{day} {coach.today.year}"
    filtered = f"/{place.filtered}" if place.filtered else ""
    right = " · ".join(part for part in (day, filtered, place.right_text or _count(coach, place)) if part)
    return place.title, name, f"demo · {right}" if coach.demo else right


def _count(coach: Coach, place: Place) -> str:
    """Which client of how many; across clients how many there are."""
    count = len(coach.practice.tables.get("clients", {}))
    if place.of_plan and count > 1:
        uids = [client.uid for client in coach.practice.clients]
        return f"{uids.index(coach.client_uid) + 1} of {count}" if coach.client_uid in uids else ""
    return f"{count} client" if count == 1 else f"{count} clients"


def hints(coach: Coach, place: Place) -> list[Hint]:
    """Keys and words for the line at the bottom: what can be done here, the place's own first."""
    leads = place.leads if place.turned else ""
    undo = ("undo",) if coach.practice.tables.get("journal") else ()
    found: dict[str, str] = {}
    for name in (*place.footer, *undo, "filter", "palette"):
        if coach.can(name) and coach.commands[name].keys:
            opens = leads if name == "open" else ""
            word = opens or place.label_of(name) or coach.commands[name].label
            found.setdefault(word, coach.key_of(name))  # two keys for one thing: the first is enough
    told: list[Hint] = [(key, word) for word, key in found.items()]
    return [*told, ("0-9", "places", coach.key_of("palette")), (coach.key_of("help"), "help")]
