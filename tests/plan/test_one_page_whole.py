"""A plan with something of everything on a page, line by line: while it runs, paused, and closed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from coach_tui.plan.one_page import PlanPage, plan_page
from coach_tui.plan.page_line import Value
from tests.plan.plan_kit import NOW_DAY, on, plan_of

NUMERIC = {
    "title": "Lead", "start": on(-50), "due": on(50),
    "measure": [{"uid": "m", "name": "calls", "unit": "a week", "baseline": 0, "target": 10}],
}  # fmt: skip
RICH: dict[str, Any] = {
    "engagement": {
        "type": "leadership",
        "start": on(-84),
        "end": on(56),
        "sessions": 12,
        "review_every": "2 weeks",
    },
    "client": {"role": "Head of Support"},
    "objectives": [
        {**NUMERIC, "uid": "lead"},
        {
            "uid": "read",
            "title": "Read",
            "start": on(-84),
            "due": on(0),
            "measure": [
                {
                    "uid": "l",
                    "kind": "checklist",
                    "name": "books",
                    "items": [{"text": "a", "done_on": on(-9)}, {"text": "b"}],
                }
            ],
        },
        {
            "uid": "calm",
            "title": "Calm",
            "start": on(-84),
            "due": on(-10),
            "gas": list("abcde"),
            "gas_now": 1,
            "measure": [{"uid": "g", "kind": "gas", "name": "ladder"}],
        },
        {
            "uid": "gone",
            "title": "Gone",
            "closed_on": on(-4),
            "closed_as": "dropped",
            "closed_reason": "moved on",
        },
        {"uid": "plain", "title": "Plain"},
    ],
    "checkins": [
        {"on": on(-40), "measures": {"m": 3}},
        {"on": on(-20), "measures": {"m": 5}},
        {"on": on(-5), "measures": {"m": 6}, "done": ["ask"]},
        {"on": on(-13), "done": ["ask"]},
    ],
    "milestones": [
        {"uid": "a", "title": "Late one", "due": on(-3), "objective": "lead", "baseline": on(-5)},
        {"uid": "b", "title": "Soon", "due": on(0), "objective": "read"},
        {"uid": "c", "title": "Done", "due": on(-30), "done_on": on(-29)},
        {"uid": "d", "title": "Dropped", "due": on(-30), "closed_on": on(-20), "closed_as": "dropped"},
    ],
    "sessions": [
        {"uid": "s1", "on": on(7), "time": "17:00"},
        {"uid": "s0", "on": on(7), "time": "09:00"},
        {"uid": "s2", "on": on(-7), "state": "held"},
    ],
    "strategies": [
        {"uid": "ask", "title": "Ask", "cadence": "1 per week", "start": on(-28), "objectives": ["lead"]},
        {"uid": "ended", "title": "Ended", "status": "finished"},
        {"uid": "meet", "title": "Meet", "kind": "meeting"},
    ],
    "commitments": [
        {"uid": "p0", "text": "Send it", "due": on(-2), "owner": "coach"},
        {"uid": "p1", "text": "Some day"},
        {"uid": "p2", "text": "Call", "due": on(2), "owner": "Jonas"},
        {"uid": "p3", "text": "Today", "due": on(0)},
    ],
    "rounds": [
        {"uid": "r", "title": "Autumn", "items": ["Listens"], "opened_on": on(-9)},
        {
            "uid": "r0",
            "title": "Spring",
            "items": ["Listens"],
            "opened_on": on(-80),
            "closed_on": on(-60),
            "kind": "pulse",
        },
    ],
    "raters": [{"round": "r", "name": "Jonas", "group": "peer"}],
    "assessments": [
        {"uid": "w", "title": "Wheel", "asked_on": on(-5), "items": ["Health"]},
        {
            "uid": "v",
            "title": "Values",
            "asked_on": on(-50),
            "answered_on": on(-45),
            "items": ["Health"],
            "scores": {"Health": 3},
        },
    ],
    "wins": [{"uid": f"w{n}", "on": on(-n), "text": f"W{n}"} for n in (20, 5, 1)],
    "reviews": [{"uid": "v1", "held_on": on(-10), "reflection": "It went\n well."}],
}
Line = tuple[str, str, str, str, str, str, tuple[object, ...]]
"""Kind, part, text, asides, mark, table and uid, and what a figure holds."""


def held(figure: Value | None) -> tuple[object, ...]:
    """What a figure holds, by the names of its parts."""
    found = () if figure is None else (getattr(figure, key) for key in sorted(type(figure).__slots__))
    return tuple(
        round(one, 3) if isinstance(one, float) else str(one) if isinstance(one, date) else one
        for one in found
    )


def lines_of(page: PlanPage) -> list[Line]:
    """All lines but those that say what is missing."""
    return [
        (
            one.kind,
            one.part,
            one.text,
            " | ".join(one.asides),
            one.mark,
            "/".join(one.about),
            held(one.figure),
        )
        for one in page.lines
        if one.kind != "gap"
    ]


RUNNING: list[Line] = [
    ("name", "", "Anna Berg", "Head of Support", "", "clients/c", ()),
    (
        "line",
        "",
        "leadership, week 13 of 20, until 19 Jan 2027",
        "1 of 12 sessions used | 1 of 12 used",
        "",
        "engagements/e",
        (),
    ),
    ("line", "", "“Late one” was due on Saturday", "", "late", "milestones/a", ()),
    ("line", "", "your promise, 2 days late: Send it", "", "late", "commitments/p0", ()),
    ("line", "", "“Soon” is due today", "", "open", "milestones/b", ()),
    ("line", "", "promise, due today: Today", "", "open", "commitments/p3", ()),
    ("heading", "", "Objectives", "needs attention", "needs attention", "objectives/", ()),
    (
        "objective",
        "",
        "Calm",
        "achieved",
        "achieved",
        "objectives/calm",
        ("10 days ago", 1.0, "no measure in numbers", 2.0, "200%, due 100%"),
    ),
    ("values", "", "ladder", "−1 → +1", "", "values/calm", ()),
    (
        "objective",
        "",
        "Lead",
        "on track",
        "on track",
        "objectives/lead",
        ("in 50 days", 0.5, "5 Jan 2027", 0.6, "60%, due 50%"),
    ),
    ("values", "", "calls", "3 5 6 → 10 a week | 3 5 6 → 10 | 5 6 → 10 | 6 → 10", "", "values/lead", ()),
    (
        "step",
        "",
        "Late one",
        "Sat 21 Nov, 3 days late, moved +2 | 3 days late, moved +2 | 3 days late",
        "late",
        "milestones/a",
        (),
    ),
    (
        "objective",
        "",
        "Plain",
        "not measured",
        "not measured",
        "objectives/plain",
        ("", None, "no measure in numbers", None, "–"),
    ),
    (
        "objective",
        "",
        "Read",
        "needs attention",
        "needs attention",
        "objectives/read",
        ("today", 1.0, "no measure in numbers", 0.5, "50%, due 100%"),
    ),
    ("values", "", "books", "1 of 2 done", "", "values/read", ()),
    ("step", "", "Soon", "Tue 24 Nov, today | today", "", "milestones/b", ()),
    ("line", "", "Gone", "dropped 20 Nov", "dropped", "objectives/gone", ()),
    ("axis", "", "Timeline", "1 of 3 done", "", "milestones/", ()),
    (
        "milestone",
        "",
        "Late one",
        "3 days late, moved +2 | 3 days late",
        "late",
        "milestones/a",
        ("2026-11-19", "2026-11-21"),
    ),
    ("milestone", "", "Soon", "today", "open", "milestones/b", ("2026-11-24", "2026-11-24")),
    ("line", "Session", "Tue 1 Dec 09:00, 2 of 12; 2 booked", "in 7 days", "", "sessions/s0", ()),
    ("line", "Review", "Sat 28 Nov", "in 4 days", "", "reviews/", ()),
    (
        "line",
        "Practice",
        "Ask",
        "1 per week   – – 1 1   1 of 1 this week | – – 1 1   1 of 1 this week | 1 of 1 this week | 1 of 1",
        "",
        "strategies/ask",
        (),
    ),
    ("line", "Practice", "Meet", "meeting", "", "strategies/meet", ()),
    ("line", "Promised", "Call", "Jonas, until Thu 26 Nov", "open", "commitments/p2", ()),
    ("line", "Promised", "Some day", "no date", "open", "commitments/p1", ()),
    ("line", "360", "Autumn", "0 of 1 answered", "open", "rounds/r", ()),
    ("line", "Pulse", "Spring", "closed Fri 25 Sep, too few answers to be shown", "quiet", "rounds/r0", ()),
    ("line", "Own view", "Wheel", "asked Thu 19 Nov, not answered yet", "open", "assessments/w", ()),
    ("line", "Own view", "Values", "Sat 10 Oct", "quiet", "assessments/v", ()),
    ("line", "Won", "W1", "yesterday", "won", "wins/w1", ()),
    ("line", "Won", "W5", "5 days ago", "won", "wins/w5", ()),
    ("line", "Said", "It went well.", "Sat 14 Nov", "quiet", "reviews/v1", ()),
    ("line", "Health", "12 high, 7 medium, 4 hints", "checklist 1 of 6", "warn", "health/", ()),
]
CLOSED: list[Line] = [
    (
        "line",
        "",
        "leadership, 1 Sep to 22 Nov, closed",
        "1 of 12 sessions used | 1 of 12 used",
        "",
        "engagements/e",
        (),
    ),
    (
        "objective",
        "",
        "Calm",
        "achieved",
        "achieved",
        "objectives/calm",
        ("", 1.0, "engagement closed", 2.0, "200%, due 100%"),
    ),
    ("objective", "", "Gone", "dropped", "dropped", "objectives/gone", ("", None, "dropped", None, "–")),
    (
        "objective",
        "",
        "Lead",
        "on track",
        "on track",
        "objectives/lead",
        ("", 0.48, "engagement closed", 0.6, "60%, due 48%"),
    ),
    (
        "step",
        "",
        "Late one",
        "Sat 21 Nov, 1 day late, moved +2 | 1 day late, moved +2 | 1 day late",
        "late",
        "milestones/a",
        (),
    ),
    (
        "objective",
        "",
        "Plain",
        "not measured",
        "not measured",
        "objectives/plain",
        ("", None, "engagement closed", None, "–"),
    ),
    (
        "objective",
        "",
        "Read",
        "needs attention",
        "needs attention",
        "objectives/read",
        ("", 0.976, "engagement closed", 0.5, "50%, due 98%"),
    ),
    (
        "milestone",
        "",
        "Late one",
        "1 day late, moved +2 | 1 day late",
        "late",
        "milestones/a",
        ("2026-11-19", "2026-11-21"),
    ),
    ("line", "Promised", "Send it", "you, until Sun 22 Nov", "open", "commitments/p0", ()),
    ("line", "Promised", "Today", "until Tue 24 Nov", "open", "commitments/p3", ()),
]
PAUSED: list[Line] = [
    (
        "line",
        "",
        "leadership, week 13 of 20, until 19 Jan 2027, paused",
        "1 of 12 sessions used | 1 of 12 used",
        "",
        "engagements/e",
        (),
    ),
    (
        "objective",
        "",
        "Lead",
        "on track",
        "on track",
        "objectives/lead",
        ("in 50 days", 0.47, "9 Jan 2027", 0.6, "60%, due 47%"),
    ),
    (
        "step",
        "",
        "Late one",
        "Sat 21 Nov, 3 days ago, moved +2 | 3 days ago, moved +2 | 3 days ago",
        "",
        "milestones/a",
        (),
    ),
    (
        "objective",
        "",
        "Read",
        "needs attention",
        "needs attention",
        "objectives/read",
        ("today", 0.964, "no measure in numbers", 0.5, "50%, due 96%"),
    ),
    (
        "milestone",
        "",
        "Late one",
        "3 days ago, moved +2 | 3 days ago",
        "open",
        "milestones/a",
        ("2026-11-19", "2026-11-21"),
    ),
    ("line", "Practice", "Ask", "paused", "quiet", "strategies/ask", ()),
    ("line", "Practice", "Meet", "paused", "quiet", "strategies/meet", ()),
    ("line", "Promised", "Send it", "you, until Sun 22 Nov", "open", "commitments/p0", ()),
    ("line", "Promised", "Today", "until Tue 24 Nov", "open", "commitments/p3", ()),
    ("line", "Health", "12 high, 6 medium, 4 hints", "checklist 2 of 6", "warn", "health/", ()),
]
"""Those that are otherwise than while it runs."""


@pytest.mark.parametrize(
    ("engagement", "others", "kept", "last"),
    [
        ({}, [], len(RUNNING), on(56)),
        ({"closed_on": on(-2)}, CLOSED, 17, on(0)),
        ({"pauses": [{"since": on(-3)}]}, PAUSED, 22, on(56)),
    ],
    ids=["running", "closed", "paused"],
)
def test_every_line_of_a_page(engagement: dict[str, Any], others: list[Line], kept: int, last: str) -> None:
    page = plan_page(plan_of(**{**RICH, "engagement": {**RICH["engagement"], **engagement}}), NOW_DAY)
    lines = lines_of(page)
    assert [line for line in lines if line not in RUNNING] == others
    same = [line for line in lines if line in RUNNING]
    assert same == [line for line in RUNNING if line in same]
    assert len(same) == kept
    assert (str(page.first), str(page.last), page.today) == (on(-84), last, NOW_DAY)
    assert [(str(day), state) for day, state in page.signs] == [
        (on(-29), "done"),
        (on(-3), "open" if "pauses" in engagement else "late"),
        (on(0), "open"),
    ]
