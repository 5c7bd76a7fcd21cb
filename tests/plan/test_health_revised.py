"""A change that nobody explained is asked about, also where it is what achieved the objective (rule F4)."""

from __future__ import annotations

import pytest

from tests.plan.test_health import TODAY, Tables, accepting, measured, rules

LOWERED = {"on": TODAY.isoformat(), "what": "target of “stand-ups”", "from": "12"}


def lowered(target: int, **said: str) -> Tables:
    """The sound plan, whose latest value is 8, with another target of today."""
    tables = measured(target=target)
    tables["objectives"][0]["revisions"] = [{**LOWERED, "to": str(target), **said}]
    return tables


@pytest.mark.parametrize("target", [9, 8, 5])
def test_a_lower_target_is_asked_about_whether_or_not_it_is_reached_by_it(target: int) -> None:
    assert ("F4", "revisions") in rules(lowered(target))
    assert ("F4", "revisions") not in rules(lowered(target, reason="the board asked"))


def test_what_was_ended_or_is_accepted_is_asked_about_no_more() -> None:
    tables = lowered(8)
    tables["objectives"][0] |= {"closed_on": TODAY.isoformat(), "closed_as": "dropped"}
    assert ("F4", "revisions") not in rules(tables)
    item = f"{LOWERED['on']} {LOWERED['what']}"
    tables = accepting(lowered(8), "objectives", "F4", "revisions", 30, item=item)
    assert rules(tables)[-1] == ("F4", "revisions")


def test_a_target_that_is_reached_without_a_change_brings_nothing() -> None:
    assert rules(measured(target=8)) == []


@pytest.mark.parametrize(("how", "asked"), [("reached", True), ("dropped", False), ("replaced", False)])
def test_what_was_closed_as_reached_is_asked_about_too(how: str, asked: bool) -> None:
    tables = lowered(8)
    tables["objectives"][0] |= {"closed_on": TODAY.isoformat(), "closed_as": how, "closed_reason": "so"}
    assert (("F4", "revisions") in rules(tables)) is asked
