"""Numbers with their unit beside them, “7h”, “50 %”, “€12”, and whether a measure is in that unit."""

from __future__ import annotations

import re

from coach_tui.plan.fields import quote
from coach_tui.plan.text import fold

_UNITS = """
    h hr hrs hour hours std stunde stunden heure heures hora horas
    min mins minute minutes minuten minuto minutos
    d day days tag tage tagen jour jours dia dias
    wk wks week weeks woche wochen semaine semaines semana semanas
    month months monat monate monaten mois mes meses
    kg kilo kilos
    km
    % percent pct prozent
    € eur euro euros
    £ gbp pound pounds
    $ usd dollar dollars
    x × times time mal
"""
_SAME = {fold(word): line.split()[0] for line in _UNITS.strip().splitlines() for word in line.split()}
"""Word or sign of a unit → how it is said."""
_SHORT = "h hr hrs std min mins d wk wks kg km % pct € eur £ gbp $ usd x ×"
_GLUED = frozenset(_SHORT.split())
"""Those that tell a number even where no measure is in them."""
_LARGE = {"k": "000", "tsd": "000"}
_POWERS = frozenset([*_LARGE, "m", "mn", "mio", "bn", "mrd"])
"""What stands behind a number for its size, with the noughts that are meant."""
_MONEY = "€£$"
_BEHIND = re.compile(r"([-+−]?[\d.,_'’\u202f]*\d)(\s*)([^\W\d_][^\d=]*|[%€£$×]\D*)")
_BEFORE = re.compile(rf"([{_MONEY}])(\s*)([-+−]?[\d.,_'’\u202f]*\d)")
_EACH = re.compile(r"/|\b(?:per|an?|each|every|pro|je|par|por|al|la)\b")


def apart(text: str) -> tuple[str, str] | None:
    """The number and the unit of a text that holds nothing but the two; None for another.

    >>> apart("7h"), apart("6,5 hours"), apart("€12"), apart("7"), apart("at 7h")
    (('7', 'h'), ('6,5', 'hours'), ('12', '€'), None, None)
    """
    if found := _BEHIND.fullmatch(text.strip()):
        return found[1], found[3].strip()
    found = _BEFORE.fullmatch(text.strip())
    return (found[3], found[1]) if found else None


def is_in(unit: str, measured_in: str, name: str) -> bool:
    """Whether something called so and measured in that (“hours/week”; may be empty) is in a unit (“h”)."""
    typed, own = _bare(unit), _bare(measured_in)
    if typed and typed in (own, _said(own)):
        return True
    known = _said(typed)
    return bool(known) and known in map(_said, (own, *own.split(), *_bare(name).split()))


def contradicts(text: str, measured_in: str, name: str) -> bool:
    """Whether a number with a unit or a size is another number of something that is known to be in a unit."""
    found = apart(text)
    if found is None or is_in(found[1], measured_in, name):
        return False
    known = any(map(_said, (*_bare(measured_in).split(), *_bare(name).split())))
    return known or fold(found[1]).rstrip(_MONEY) in _POWERS


def tells_a_value(text: str) -> bool:
    """Whether a text is a number with a short unit or a size stuck to it, as “7h”, “50%” and “5k” are."""
    found = apart(text)
    if found is None:
        return False
    unit = fold(found[1])
    stuck = not re.search(r"\d\s+\D", text)
    return unit in _GLUED or (stuck and unit.rstrip(_MONEY) in _POWERS)


def why_not(text: str, measured_in: str = "", name: str = "") -> str:
    """Why a number with a unit is no value of something that is not in that unit; "" for another text."""
    found = apart(text)
    if found is None:
        return ""
    number, unit = found
    size = fold(unit).rstrip(_MONEY)
    if size in _POWERS:
        meant = f"{number}{_LARGE[size]}" if size in _LARGE and number.isdigit() else "all its digits"
        return f"{quote(text)} is short for a number; write {meant}"
    if not _said(_bare(unit)):
        return ""
    said = f"{quote(text)} is in {_said(_bare(unit))}"
    if not name:
        return f"{said}, as no measure here is; write name={number}"
    own = f"not {measured_in}" if measured_in else f"as {quote(name)} is not"
    return f"{said}, {own}; write the number alone"


def _bare(unit: str) -> str:
    """A unit without “per week”, “a month” and what else stands behind it."""
    return _EACH.split(fold(unit), maxsplit=1)[0].strip(" .")


def _said(word: str) -> str:
    return _SAME.get(word, "")
