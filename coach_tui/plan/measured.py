"""Which measures take a value, and which measure and value a person means (domain §1, §2).

App, shell, forms, a client's reply and the verbs that store a value all ask here.
"""

from __future__ import annotations

import re
from datetime import date

from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import Number, quote
from coach_tui.plan.practice import fitting, named
from coach_tui.plan.units import apart, is_in, tells_a_value, why_not

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    from coach_tui.plan.objective import Measure, Objective
    from coach_tui.plan.practice import Plan

    T = TypeVar("T")

_NUMBER = re.compile(r"[-+−]?(\d+([.,]\d*)?|[.,]\d+)", re.ASCII)
_THOUSANDS = re.compile(r"[-+−]?\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)
_GROUPED = re.compile(r"[-+−]?\d+(?:[_'’\u202f]\d+)+([.,]\d+)?", re.ASCII)
_FOLLOWS = {
    "checklist": "it is a checklist; tick its items in the objective",
    "milestones": "it follows the objective's milestones",
    "gas": "it follows the objective's GAS ladder",
}


def measures_taking_values(plan: Plan, *, closed: bool = False) -> list[Measure]:
    """The measures that can be given a new value: the numeric ones of the open objectives, as they stand.

    A checklist, the milestones and a GAS ladder take their figures from elsewhere. With `closed` those of
    closed objectives as well: what was asked while they were open.
    """
    return [
        measure
        for objective in plan.objectives
        if objective.open or closed
        for measure in objective.measures
        if measure.kind == "numeric"
    ]


def why_none(objective: Objective, measure: Measure) -> str:
    """Why a measure of an objective can be given no value; "" where it can."""
    if measure.kind in _FOLLOWS:
        return f"{quote(measure.name)} takes no value: {_FOLLOWS[measure.kind]}"
    return "" if objective.open else f"{quote(measure.name)} takes no value: its objective is closed"


def measure_named(plan: Plan, text: str) -> Measure:
    """The measure meant by any unambiguous part of its name, of those that take a value.

    Raises:
        BadInput: none or several are meant, or one that takes no value.
    """
    return meant(plan, text, _measure_named)


def meant(plan: Plan, text: str, find: Callable[[Plan, str], T]) -> T:
    """What a text means in a plan; while names are hidden also by the words that stand in the file.

    Raises:
        BadInput: neither way; what is said of it names nobody who is hidden.
    """
    try:
        return find(plan, text)
    except BadInput as error:
        if plan.stored is plan:
            raise
        try:
            return find(plan.stored, text)
        except BadInput:
            raise error from None


def _measure_named(plan: Plan, text: str) -> Measure:
    taking = measures_taking_values(plan)
    if not fitting(taking, text):
        for objective in plan.objectives:
            for measure in fitting(objective.measures, text):
                raise BadInput(why_none(objective, measure))
    return named(taking, text, "measure")


def is_number(text: str) -> bool:
    """Whether a text has the shape of a number; it may be one that `parse_value` refuses."""
    return any(shape.fullmatch(text) for shape in (_NUMBER, _THOUSANDS, _GROUPED))


def is_value(text: str) -> bool:
    """Whether a text is a number, or one with a short unit as “7h”; it may be refused as well."""
    return is_number(text) or tells_a_value(text)


def parse_value(text: str, measure: Measure | None = None) -> float:
    """The value that is meant; a comma stands for the decimal point.

    Behind it may stand the unit of the measure: “7h” is 7 where that is in hours.

    Raises:
        BadInput: it is no number, could be two, is in another unit, or is out of range.
    """
    text = text.strip()
    beside = apart(text)
    if measure is not None and beside and is_in(beside[1], measure.unit, measure.name):
        text = beside[0]
    if not is_number(text):
        why = why_not(text, measure.unit, measure.name) if measure else why_not(text)
        raise BadInput(f"measure: {why or f'{quote(text)} is not a number; write it in digits alone'}")
    if _THOUSANDS.fullmatch(text):
        raise BadInput(f"measure: {quote(text)} could be two numbers; write it without the comma")
    if _GROUPED.fullmatch(text):
        raise BadInput(f"measure: {quote(text)} is written in groups; write its digits alone")
    field = Number("measure")
    field.key = "measure"
    number = field.parse(text, date.min)
    assert number is not None
    return number


def parse_measure(plan: Plan, text: str) -> tuple[Measure, float]:
    """The measure and the value meant by NAME=VALUE.

    Raises:
        BadInput: the form is wrong, the measure takes no value or is not one, or the value is no number.
    """
    name, equals, value = text.rpartition("=")
    if not equals or not name.strip() or not value.strip():
        raise BadInput(f"measure: {quote(text)} is not NAME=VALUE; write it like hours=40")
    measure = measure_named(plan, name.strip())
    return measure, parse_value(value, measure)
