"""Notices of every verb with the longest names, at 80×24: what was done stays, only names are cut."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach_tui.app.widgets.notice import fit_names
from coach_tui.changes.plans import take_in
from coach_tui.exchange.planfile import read_toml
from coach_tui.plan.fields import LINE_LIMIT
from tests.app.app_kit import Keyboard, desk_on, opened

NAME = "Wolfeschlegelsteinhausenbergerdorff " * 13
NAME += "x" * (LINE_LIMIT - len(NAME))
WIDE = "移転チームを率いて全員が自分で朝礼を進められるようにしていく" * 2
PLAN = f"""
[client]
name = "{NAME}"
[engagement]
type = "leadership"
start = 2026-09-01
end = 2027-02-26
sessions = 12
review_every = "2 weeks"
[[objective]]
title = "{WIDE}"
start = 2026-09-01
due = 2027-01-29
why = "{WIDE}"
measure = {{ kind = "numeric", name = "{WIDE}", baseline = 0, target = 12, every = "1 week" }}
[[need]]
kind = "gap"
title = "{WIDE}"
current = 2
target = 4
importance = 3
[[strategy]]
title = "{WIDE}"
kind = "practice"
cadence = "1 per week"
objectives = ["{WIDE}"]
[[milestone]]
title = "{WIDE}"
objective = "{WIDE}"
due = 2026-12-20
[[commitment]]
text = "{WIDE}"
owner = "client"
due = 2026-11-27
[[session]]
on = 2026-11-26
time = "14:00"
state = "booked"
[[session]]
on = 2026-11-20
time = "14:00"
state = "booked"
[[win]]
on = 2026-10-01
text = "{WIDE}"
"""

TAKES_BACK = "u takes it back"
VERBS = {
    "check-in": (
        (*"c", "enter", *"7, e4, mood=calm, !ran it", "enter"),
        (" 7, engagement 4, mood, won “ran it”",),
    ),
    "practice": ((*"3g", "space"), ("logged practice of “移転チーム",)),
    "milestone done": ((*"4", "space"), ("finished", "w notes it as a win")),
    "milestone moved": ((*"4m+1w", "enter", *"cill", "enter"), ("from Sun 20 Dec to Sun 27 Dec",)),
    "milestone stepped": ((*"4>", "enter", *"cill", "enter"), ("from Sun 20 Dec to Sun 27 Dec",)),
    "target moved": ((*"4Gm+1w", "enter", *"ocill", "enter"), ("the target date of “", "to Fri 5 Feb 2027")),
    "promise kept": ((*"5P", "space"), ("marked “移転", "as done")),
    "promise moved": ((*"5Pm+1w", "enter", *"ill", "enter"), ("marked “移転", "as moved, to Fri 4 Dec")),
    "promise dropped": ((*"5Px", "d", *"ill", "enter"), ("marked “移転", "as dropped")),
    "put off": ((*"5Pz+2w", "enter", *"ill", "enter"), ("put", "off until Tue 8 Dec")),
    "objective reached": ((*"1xr", *"yes", "enter"), ("“移転", "reached")),
    "objective dropped": ((*"1xd", *"no time", "enter"), ("“移転", "dropped")),
    "booked": ((*"Sfri 14:00", "enter"), ("booked a session with Wolfe", "… on Fri 27 Nov 14:00")),
    "series": (
        (*"Sweekly, Tuesdays 11:00, six times", "enter", "enter"),
        ("booked 6 sessions with Wolfe", "Tue 24 Nov 11:00 to Tue 29 Dec 11:00"),
    ),
    "session held": ((*"5H", "space"), ("held", "Fri 20 Nov", "with Wolfe")),
    "session cancelled": (
        (*"5Hxl", *"ill", "enter"),
        ("Fri 20 Nov", "with Wolfe", "cancelled late by the client"),
    ),
    "session saved": ((*"s", "ctrl+s"), ("held the session of Tue 24 Nov with Wolfe",)),
    "review saved": ((*"r", "ctrl+s", "y"), ("held the review with Wolfe",)),
    "win": ((*"w", "enter", *"led it alone", "enter"), ("noted a win, “led it alone”",)),
    "deleted": ((*"4", "d"), ("deleted a milestone, “移転",)),
    "edited": ((*"1e", "end", *"x", "ctrl+s"), ("changed an objective, “移転",)),
    "client deleted": ((*"9d", *"y"), ("deleted the client Wolfe",)),
}


async def walk(coach: Keyboard, keys: tuple[str, ...]) -> None:
    """Press keys; P and H first go to the promise, and to the session held, in Evaluation."""
    for key in keys:
        if key in ("P", "H") and not coach.app.bottom.active:
            table, wanted = ("commitments", {}) if key == "P" else ("sessions", {"on": "2026-11-20"})
            coach.app.place.show_record(coach.one(table, **wanted)["uid"])
            await coach.settle()
        else:
            await coach.press(key)


@pytest.mark.parametrize("verb", VERBS)
async def test_a_notice_keeps_what_was_done(path: Path, verb: str) -> None:
    desk = desk_on(path)
    take_in(desk, read_toml(PLAN))
    keys, said = VERBS[verb]
    async with opened(desk) as coach:
        await walk(coach, keys)
        for part in said:
            assert part in coach.bottom, coach.bottom
        assert coach.bottom.endswith(TAKES_BACK), coach.bottom
        await coach.press("u")
        assert "took back: " in coach.bottom
        assert coach.bottom.endswith("ctrl+r makes it again")
        for part in said:
            assert part.startswith("w ") or part in coach.bottom, coach.bottom


def test_names_are_cut_evenly_and_nothing_else() -> None:
    long = "a name that is rather long, in any case"
    said = [f"checked in with {long}: {long} 7", "u takes it back"]
    assert fit_names(said, [long], 200, ascii_only=False) == said
    assert fit_names(said, [long], 80, ascii_only=False) == [
        "checked in with a name that is rath…: a name that is rath… 7",
        "u takes it back",
    ]
    assert fit_names([f"marked “{long}” as done"], [], 40, ascii_only=True) == [
        "marked “a name that is rather..” as done"
    ]
