"""The one-line check-in: a value, a measure=value, e4, mood=calm, +practice, !win, or text."""

from __future__ import annotations

import re

from coach_tui.plan.contact import Checkin
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import plain_number, quote
from coach_tui.plan.measured import (
    is_number,
    is_value,
    meant,
    measures_taking_values,
    parse_measure,
    parse_value,
)
from coach_tui.plan.practice import fitting, named
from coach_tui.plan.text import fold
from coach_tui.plan.units import apart, is_in, tells_a_value, why_not

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from coach_tui.plan.objective import Measure
    from coach_tui.plan.practice import Plan
    from coach_tui.plan.strategy import Strategy

_MOOD = re.compile(r"mood\s*[=: ]\s*(.+)", re.IGNORECASE)
_BETWEEN = re.compile(r", |;|,(?=,)")
_SEVERAL = re.compile(r"[-+−]?\d+(,\d+)+", re.ASCII)
_ENDS = re.compile(r";|,(?!\d)|(?<!\d),| !")
"""What ends a part, and may stand in a title."""
_WIN = re.compile(r"(?:^|(?<=[\s,;]))!")
"""Begins a win, which goes to the end of the line."""
_NAME_FIRST = re.compile(r"(?P<name>\S.*?)(?:\s*:\s*|\s+)(?P<value>\S+)")
_NAME_LAST = re.compile(r"(?P<value>\S+)\s+(?P<name>\S.*)")
_ENGAGEMENT = re.compile(r"[eE]\s*(\d+)")
_ENGAGED = re.compile(r"[eE]\s*([-+−]?\d[\d.,]*)")
"""The same with a number that may be none of the scale."""
_POWER = re.compile(r"(?<=\d)[^\w,;]*[eE]\s*[-+−]?\s*\d+$")


def measures_due(plan: Plan, today: date) -> list[Measure]:
    """The measures that take a value, the one whose last value is oldest first."""

    def last(measure: Measure) -> str:
        values = plan.values(measure.uid)
        return values[-1][0].isoformat() if values else ""

    return sorted(measures_taking_values(plan), key=last)


def strategies_practised(plan: Plan) -> list[Strategy]:
    """The strategies that can be practised: the active ones."""
    return [strategy for strategy in plan.strategies if strategy.active]


def strategy_named(plan: Plan, text: str) -> Strategy:
    """The strategy meant by any unambiguous part of its title, of those that can be practised.

    Raises:
        BadInput: none or several are meant, or one that is not active.
    """
    return meant(plan, text, _strategy_named)


def _strategy_named(plan: Plan, text: str) -> Strategy:
    active = strategies_practised(plan)
    if not fitting(active, text):
        for strategy in fitting(plan.strategies, text):
            raise BadInput(f"{quote(strategy.title)} is {strategy.status}; make it active to practise it")
    return named(active, text, "strategy")


def label(plan: Plan, today: date) -> str:
    """Whose line it is, the measure that a bare number is for, and its last value."""
    measures = measures_due(plan, today)
    values = plan.values(measures[0].uid) if measures else []
    last = f" ({plain_number(values[-1][1])})" if values else ""
    return f"{plan.client.name} · {measures[0].name}{last}" if measures else plan.client.name


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
        found, tail, word = [strategy.title for strategy in strategies_practised(plan)], "", word[1:]
        lead += "+"
    else:
        found, tail = [measure.name for measure in measures_taking_values(plan)], "="
    wanted = fold(word)
    if not wanted or word[0] in "!-0123456789" or "=" in word:
        return []
    begin = [name for name in found if fold(name).startswith(wanted)]
    inside = [name for name in found if wanted in fold(name) and name not in begin] if tail == "" else []
    return [f"{before}{lead}{typable(name)}{tail}" for name in (*begin, *inside)]


def joined(line: str, part: str) -> str:
    """A line with one part more, behind a comma where that is needed.

    >>> joined("7", "+del"), joined("7, ", "e4"), joined("", "hours=")
    ('7, +del', '7, e4', 'hours=')
    """
    said = line.rstrip()
    return f"{said}{'' if not said else ' ' if said.endswith(',') else ', '}{part}"


def typable(name: str) -> str:
    """As much of a name as stands on a line without ending its part."""
    return _ENDS.split(name, maxsplit=1)[0].strip()


class Given:
    """What is said of a check-in, part by part, nothing twice: first a line, then options beside it.

    `values` are fields of a Checkin in stored form, `win` a win noted along ("" for none).
    """

    def __init__(self, plan: Plan, today: date) -> None:
        self.plan = plan
        self.today = today
        self.values: dict[str, Any] = {}
        self.win = ""

    def line(self, text: str) -> None:
        """What a line says; its parts are separated by commas or semicolons.

        A comma between digits is that of a decimal, unless it cannot be one. What stays as the note stays as
        it was typed, with its signs and blanks.

        Raises:
            BadInput: a part that cannot be taken, saying why.
        """
        note = behind = ""
        before, _, win = _WIN.sub("\n", text, count=1).partition("\n")
        parts = _with_what_follows(before)
        between = before[: before.find(parts[0][0])] if parts else ""
        is_text = False
        for part, after in parts:
            is_text = not self._part(part)
            if is_text:
                note += f"{behind if note else between.lstrip(' ,')}{part}"
                behind = after
            between = after
        self.won(win)
        self.field("note", note + (behind.rstrip(" ,") if is_text else ""))

    def _part(self, part: str) -> bool:
        """Takes a part by its first sign and its shape; False for one that is just text."""
        _, equals, value = part.rpartition("=")
        value = value.strip()
        if part[0] == "+" and part[1:] and not part[1].isdigit():
            self.practised(part[1:].strip())
        elif engagement := _ENGAGED.fullmatch(part):
            self.field("engagement", engagement[1])
        elif mood := _MOOD.fullmatch(part):
            self.field("mood", mood[1])
        elif is_number(part):
            self._next_measure(part)
        elif equals and (is_value(value) or self._names_a_measure(part)):
            self.measure(part)
        elif found := self._in_its_unit(part):
            self._value(found, parse_value(part, found))
        elif tells_a_value(part):
            raise BadInput(f"{why_not(part)}, {_BESIDE}")
        elif _like_number(value if equals else part):
            raise BadInput(f"{quote(part)} is no number that can be read; {_HOW}")
        elif written := self._beside_a_name(part):
            raise BadInput(f"{quote(part)} may be a value: write {written}, {_BESIDE}")
        else:
            return False
        return True

    def _next_measure(self, number: str) -> None:
        """A number alone is for the measure whose last value is oldest; the next one for the next."""
        value = parse_value(number)
        waiting = self._waiting(measures_due(self.plan, self.today))
        if not waiting:
            raise BadInput(f"no measure waits for {quote(number)}; write name=value")
        self._value(waiting[0], value)

    def _waiting(self, measures: list[Measure]) -> list[Measure]:
        """Those of some measures that this check-in has no value of yet."""
        taken = self.values.get("measures", {})
        return [measure for measure in measures if measure.uid not in taken]

    def _in_its_unit(self, part: str) -> Measure | None:
        """The measure that a number with a unit alone is for: of those in that unit the one due longest."""
        unit = (apart(part) or ("", ""))[1]
        found = [one for one in measures_due(self.plan, self.today) if is_in(unit, one.unit, one.name)]
        return next(iter([*self._waiting(found), *found]), None)

    def _names_a_measure(self, part: str) -> bool:
        """Whether what stands before “=” is of a measure, whatever stands behind it."""
        name = part.rpartition("=")[0].strip()
        plans = (self.plan, self.plan.stored)
        all_of = [one for plan in plans for objective in plan.objectives for one in objective.measures]
        return len(name) > 1 and bool(fitting(all_of, name))

    def _beside_a_name(self, part: str) -> str:
        """How a value with the name of a measure before or behind it is written; "" for another part."""
        known = {fold(called) for one in self._named() for called in (one.name, _short(one.name))}
        for shape in (_NAME_FIRST, _NAME_LAST):
            found = shape.fullmatch(part)
            if found and is_value(found["value"]) and fold(found["name"]) in known:
                return f"{found['name']}={found['value']}"
        return ""

    def _named(self) -> list[Measure]:
        """The measures that take a value, by the words that are shown and by those in the file."""
        return [one for plan in (self.plan, self.plan.stored) for one in measures_taking_values(plan)]

    def measure(self, text: str) -> None:
        """A value of a measure, as NAME=VALUE."""
        self._value(*parse_measure(self.plan, text))

    def _value(self, measure: Measure, value: float) -> None:
        measures = self.values.setdefault("measures", {})
        if measure.uid in measures:
            raise BadInput(f"measure: {quote(measure.name)} is given twice; a check-in takes one value of it")
        measures[measure.uid] = value

    def practised(self, text: str) -> None:
        """A strategy that was practised, by part of its title; said twice, it was done twice."""
        self.values.setdefault("done", []).append(strategy_named(self.plan, text).uid)

    def field(self, key: str, text: str) -> None:
        """What was typed for one of the other fields of a check-in; nothing where that is empty."""
        if not text.strip():
            return
        value = Checkin.fields[key].parse(text, self.today)
        if key in self.values:
            raise BadInput(f"{key}: it is given twice; leave one out")
        self.values[key] = value

    def won(self, text: str) -> None:
        """A win to be noted along; nothing where it is empty."""
        if text.strip() and self.win:
            raise BadInput("win: it is given twice; note one of them by itself")
        self.win = text.strip() or self.win


_BESIDE = "or more words for a note"
_HOW = "write it like 1234.5, or with a word beside it for a note"


def _like_number(text: str) -> bool:
    """Whether a text is of figures and signs alone, as “1.234,5”, “1e9”, “50 %” and “10:30” are."""
    bare = _POWER.sub("", text)
    return any(map(str.isnumeric, bare)) and not any(map(str.isalpha, bare))


def parse_checkin(plan: Plan, text: str, today: date) -> tuple[dict[str, Any], str]:
    """What a line says: the fields of a Checkin, and a win ("" without one).

    Raises:
        BadInput: a part that cannot be taken, saying why.
    """
    given = Given(plan, today)
    given.line(text)
    return given.values, given.win


def _with_what_follows(text: str) -> list[tuple[str, str]]:
    """The parts of a line, each with what was typed between it and the next, signs and blanks."""
    found: list[tuple[str, str]] = []
    at, last = 0, ""
    for part in _parts(text):
        # blanks around a decimal comma are not kept, so that a number need not stand there as it was typed
        begin = max(at, text.find(part, at))
        if last:
            found.append((last, text[at:begin]))
        at = begin + len(part)
        last = part
    return [*found, (last, text[at:])] if last else []


def _parts(text: str) -> list[str]:
    """The parts of a line."""
    found: list[str] = []
    at = 0
    for sign in (*_BETWEEN.finditer(text), None):
        part = text[at : sign.start() if sign else len(text)].strip(" ,")
        found += [piece for piece in _pieces(part) if piece]
        at = sign.end() if sign else at
    return found


def _pieces(part: str) -> list[str]:
    """What stands between commas without a blank; one that may be a decimal comma separates nothing."""
    pieces: list[str] = []
    for piece in map(str.strip, part.split(",")):
        before = pieces[-1] if pieces else ""
        if before[-1:].isdigit() and piece[:1].isdigit() and not _ENGAGEMENT.fullmatch(before):
            pieces[-1] = f"{before},{piece}"
        elif piece or not pieces:
            pieces.append(piece)
    return [word for piece in pieces for one in _numbers(piece) for word in _words(one)]


def _numbers(piece: str) -> list[str]:
    """Digits and commas that cannot be one number, as “7,44,9”, are several; else the piece as it is."""
    value = piece.rpartition("=")[2].strip()
    return piece.split(",") if _SEVERAL.fullmatch(value) and not is_number(value) else [piece]


def _words(piece: str) -> list[str]:
    """A value and an engagement with nothing but a blank between them: “3 e2”."""
    words = piece.split()
    values = sum(map(is_value, words))
    both = values == 1 and all(is_value(word) or _ENGAGEMENT.fullmatch(word) for word in words)
    return words if both else [piece]
