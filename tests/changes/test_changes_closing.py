"""The end of an engagement as one change: outcomes, last values, what is asked first, and the closing."""

from __future__ import annotations

from typing import Any

import pytest

from coach_tui.changes.closing import Ended, end_engagement
from coach_tui.changes.undo import undo
from coach_tui.plan.errors import BadInput
from tests.changes.changes_kit import World, tables

ROUND = {"title": "Closing 360", "kind": "360", "items": ["Listens"]}


def test_all_of_it_is_one_change_and_one_undo(world: World) -> None:
    before = tables(world.desk)
    entry = end_engagement(
        world.desk,
        world.engagement,
        Ended(
            closed_on="2026-11-24",
            terms={"outcome": "She leads.", "visibility": "client"},
            kept_until="2029-11-24",
            ends={world.objective: ("reached", ""), world.other: ("dropped", "no longer wanted")},
            review={"feedback": {"heard": 9, "overall": 8}},
            measures={world.measure: 12},
        ),
    )
    assert entry is not None
    assert entry.what == (
        "closed the engagement with Anna Berg: 1 reached, 1 dropped; still booked is the session of "
        "Tue 24 Nov 10:00"
    )
    plan = world.plan
    assert plan.engagement.raw["closed_on"] == "2026-11-24"
    assert (plan.engagement.outcome, plan.engagement.visibility) == ("She leads.", "client")
    assert plan.client.raw["retention_on"] == "2029-11-24"
    assert [one.closed_as for one in plan.objectives] == ["reached", "dropped"]
    assert plan.objectives[1].closed_reason == "no longer wanted"
    assert plan.values(world.measure)[-1][1] == 12
    (review,) = plan.held_reviews
    assert review.feedback == {"heard": 9, "overall": 8}
    assert review.status == "not measured", "of what was still open then"
    undo(world.desk)
    assert tables(world.desk) == before


def test_what_is_to_be_asked_first_leaves_it_open(world: World) -> None:
    end_engagement(
        world.desk,
        world.engagement,
        Ended(
            ends={world.objective: ("reached", "twice a week")},
            rounds=[ROUND],
            meeting={"on": "2026-12-08", "time": "10:00"},
        ),
    )
    plan = world.plan
    assert plan.engagement.open
    assert [one.title for one in plan.rounds] == ["Closing 360"]
    assert plan.sessions[-1].raw["on"] == "2026-12-08"
    assert plan.objectives[0].closed_as == "reached"
    assert world.desk.practice().tables["journal"]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({}, "closed_on: nothing was said yet"),
        (
            {"closed_on": "2026-11-24", "meeting": {"on": "2026-12-08"}},
            "closed_on: the meeting is still to come",
        ),
        ({"closed_on": "2026-08-01"}, "closed_on: Sat 1 Aug 2026 is before the start"),
        ({"closed_on": "2026-11-24", "kept_until": "2026-11-24"}, "retention_on: choose a day after today"),
        ({"kept_until": "2026-11-24"}, "retention_on: choose a day after today"),
    ],
)
def test_what_does_not_go_together_changes_nothing(world: World, said: dict[str, Any], why: str) -> None:
    before = tables(world.desk)
    with pytest.raises(BadInput, match=why):
        end_engagement(world.desk, world.engagement, Ended(**said))
    assert tables(world.desk) == before


def test_dropping_needs_a_reason_and_nothing_is_half_done(world: World) -> None:
    before = tables(world.desk)
    with pytest.raises(BadInput, match="say why it was dropped"):
        end_engagement(
            world.desk,
            world.engagement,
            Ended(
                closed_on="2026-11-24",
                measures={world.measure: 12},
                ends={world.objective: ("dropped", "")},
            ),
        )
    assert tables(world.desk) == before


def test_one_that_is_closed_cannot_end_once_more(world: World) -> None:
    end_engagement(world.desk, world.engagement, Ended(closed_on="2026-11-24"))
    with pytest.raises(BadInput, match="this engagement was closed on Tue 24 Nov meanwhile"):
        end_engagement(world.desk, world.engagement, Ended(closed_on="2026-11-24"))


def test_how_long_data_is_kept_can_be_said_before_it_closes(world: World) -> None:
    end_engagement(world.desk, world.engagement, Ended(kept_until="2029-11-24"))
    assert world.plan.engagement.open
    assert world.plan.client.raw["retention_on"] == "2029-11-24"


def test_a_ladders_last_level_is_in_the_closing_review(world: World) -> None:
    ladder = world.add(type(world.plan.objectives[0]), {"title": "Speak", "gas": list("abcde")})
    end_engagement(world.desk, world.engagement, Ended(closed_on="2026-11-24", levels={ladder: 2}))
    assert world.raw("objectives", ladder)["gas_now"] == 2
    assert world.plan.held_reviews[0].levels == [{"objective": "Speak", "level": 2}]
