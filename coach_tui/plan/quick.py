"""The one-line check-in: a value, a measure=value, e4, mood=calm, +practice, !win, or text."""

from __future__ import annotations

import re

from coach_tui.plan.contact import Checkin
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import Number, quote
from coach_tui.plan.practice import named
from coach_tui.plan.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from coach_tui.plan.objective import Measure
    from coach_tui.plan.practice import Plan

_THOUSANDS = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)
_MOOD = re.compile(r"mood\s*[=: ]\s*(.+)", re.IGNORECASE)


def measures_due(plan: Plan, today: date) -> list[Measure]:
    """The numeric measures of the open objectives, the one whose value is oldest first."""
    found: list[tuple[str, int, Measure]] = []
    for objective in plan.objectives:
        if objective.open:
            for measure in objective.measures:
                if measure.kind == "numeric":
                    values = plan.values(measure.uid)
                    found.append((values[-1][0].isoformat() if values else "", len(found), measure))
    found.sort(key=lambda entry: entry[:2])
    return [measure for _, _, measure in found]


def hint(plan: Plan, today: date) -> str:
    """What can be typed for this client: measures and strategies by their first word, then the rest."""
    measures = measures_due(plan, today)
    parts = ["7"] if measures else []
    parts += [f"{_short(measure.name)}=7" for measure in measures[1:2]]
    parts += [f"+{_short(strategy.title).lower()}" for strategy in plan.strategies if strategy.active][:1]
    return " · ".join([*parts, "e4", "mood=calm", "!win", "text"])


def _short(name: str) -> str:
    """A name's first word: any part of it that fits only one will do."""
    return name.split()[0].strip(",;:.") if name.split() else name


def completed(plan: Plan, text: str) -> list[str]:
    """The line with its last part completed: +practice to a strategy's title, else a measure's name."""
    head, comma, part = text.rpartition(", ")
    before = head + comma
    lead = part[: len(part) - len(part.lstrip())]
    word = part.strip()
    if word.startswith("+"):
        names = [strategy.title for strategy in plan.strategies if strategy.active]
        found, tail, word = names, "", word[1:]
        lead += "+"
    else:
        found = [m.name for o in plan.objectives if o.open for m in o.measures if m.kind == "numeric"]
        tail = "="
    wanted = fold(word)
    if not wanted or word[0] in "!-0123456789" or "=" in word:
        return []
    begin = [name for name in found if fold(name).startswith(wanted)]
    inside = [name for name in found if wanted in fold(name) and name not in begin] if tail == "" else []
    return [f"{before}{lead}{_typable(name)}{tail}" for name in (*begin, *inside)]


def _typable(name: str) -> str:
    """As much of a name as stands on a line without ending its part."""
    return name.replace(";", ",").partition(", ")[0].partition(" !")[0].strip()


def parse_checkin(plan: Plan, text: str, today: date) -> tuple[dict[str, Any], str]:
    """What a line says: the fields of a Checkin, and a win ("" without one).

    Parts are separated by commas or semicolons followed by a blank. A bare number is the value of the
    measure whose last value is oldest; the next bare number that of the next one.

    Raises:
        BadInput: a part that cannot be taken, saying why.
    """
    values: dict[str, Any] = {}
    notes: list[str] = []
    win = ""
    waiting = measures_due(plan, today)
    number = Number("value")
    number.key = "value"
    before, mark, rest = (" " + text).partition(" !")
    for part in [*_parts(before), *([f"!{rest.strip()}"] if mark and rest.strip() else [])]:
        if _THOUSANDS.fullmatch(part):
            raise BadInput(f"{quote(part)} could be two numbers; write it without the comma")
        if part[0] == "+" and len(part) > 1 and not part[1:2].isdigit():
            strategy = named([s for s in plan.strategies if s.active], part[1:].strip(), "strategy")
            values.setdefault("done", []).append(strategy.uid)
        elif part[0] == "!":
            if win:
                raise BadInput("one win at a time; note the other with w")
            win = part[1:].strip()
        elif part[0] in "eE" and part[1:].strip().isdigit():
            values["engagement"] = Checkin.fields["engagement"].parse(part[1:], today)
        elif mood := _MOOD.fullmatch(part):
            values["mood"] = Checkin.fields["mood"].parse(mood[1], today)
        elif _is_number(part):
            if not waiting:
                raise BadInput(f"no measure waits for {quote(part)}; write name=value")
            values.setdefault("measures", {})[waiting.pop(0).uid] = number.parse(part, today)
        elif "=" in part and _is_number(part.rpartition("=")[2].strip()):
            name, _, value = part.rpartition("=")
            all_measures = [m for o in plan.objectives for m in o.measures]
            measure = named(all_measures, name.strip(), "measure")
            values.setdefault("measures", {})[measure.uid] = number.parse(value, today)
            waiting = [other for other in waiting if other.uid != measure.uid]
        else:
            notes.append(part)
    if notes:
        values["note"] = ", ".join(notes)
    return values, win


def _parts(text: str) -> list[str]:
    parts = text.replace(";", ", ").split(", ")
    return [part.strip().strip(",").strip() for part in parts if part.strip(" ,")]


def _is_number(text: str) -> bool:
    text = text.replace(",", ".", 1).replace("−", "-")
    try:
        return float(text) == float(text) and text.strip("-+.0123456789") == ""
    except ValueError:
        return False
