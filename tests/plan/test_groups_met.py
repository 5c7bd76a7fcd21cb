"""Sessions at one time, found among many: the same as by comparing each with each."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach_tui.plan import double
from coach_tui.plan.client import Client
from coach_tui.plan.double import groups_met, meet

TIMES = ("", "09:00", "09:30", "11:00", "23:30")


def made(uid: str, clients: list[str], day: int, at: str, minutes: int) -> list[Any]:
    """A session as the plan of each client sees it."""
    raw = {"uid": uid, "on": f"2026-12-{day:02}", "minutes": minutes, "state": "held"}
    return [(Client({"uid": one, "name": one}), {**raw, **({"time": at} if at else {})}) for one in clients]


ONE = st.tuples(
    st.lists(st.sampled_from("xyz"), min_size=1, max_size=2, unique=True),
    st.integers(1, 3),
    st.sampled_from(TIMES),
    st.sampled_from((30, 60, 90, 900)),
)


def each_with_each(sessions: list[Any]) -> list[list[Any]]:
    found = []
    for left in double._nights(sessions):
        unsure = double._unsure(left)
        known = [{raw["uid"] for _, raw in group} for group in unsure]
        while left:
            group = [left.pop(0)]
            for one in group:
                group += [other for other in left if meet(one, other)]
                left = [other for other in left if not meet(one, other)]
            if len(group) > 1 and not any(uids.issuperset(raw["uid"] for _, raw in group) for uids in known):
                found.append(sorted(group, key=double._begins))
        found += unsure
    return found


def told(groups: list[list[Any]]) -> list[list[tuple[str, str]]]:
    return [[(raw["uid"], client.uid) for client, raw in group] for group in groups]


@given(st.lists(ONE, max_size=9))
def test_they_are_the_same_groups(given_: list[Any]) -> None:
    sessions = [side for number, one in enumerate(given_) for side in made(str(number), *one)]
    assert sorted(told(groups_met(sessions))) == sorted(told(each_with_each(sessions)))


@pytest.mark.no_cover
@pytest.mark.parametrize("at", ["", "{hour:02}:{minute:02}"])
def test_many_on_one_day_cost_in_proportion(at: str) -> None:
    def spent(count: int) -> float:
        sessions = [
            side
            for number in range(count)
            for side in made(
                str(number), [f"c{number}"], 1, at.format(hour=number % 24, minute=number // 24 % 60), 1
            )
        ]
        begun = time.process_time()
        groups_met(sessions)
        return time.process_time() - begun

    few, many = spent(300), spent(1200)
    assert many < 4 * 2 * few + 0.005, (few, many)
