"""The end of an engagement as one change: outcomes, last values, what is asked first, and the closing."""

from __future__ import annotations

from typing import Any

import pytest

from coach_tui.changes.clients import close_engagement, reopen_engagement, start_engagement
from coach_tui.changes.closing import Ended, end_engagement
from coach_tui.changes.records import edit
from coach_tui.changes.renewing import renew_engagement
from coach_tui.changes.session_states import settle_session
from coach_tui.changes.undo import undo
from coach_tui.plan.client import Engagement
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


# The days on which it closes, and on which another begins


def kept(world: World) -> Any:
    return world.plan.client.raw.get("retention_on")


@pytest.mark.parametrize("by_form", [False, True])
def test_opened_again_the_day_that_was_proposed_goes_and_one_of_the_coachs_own_stays(
    world: World, by_form: bool
) -> None:
    def open_again() -> None:
        if by_form:
            edit(world.desk, Engagement, world.engagement, {"closed_on": None})
        else:
            reopen_engagement(world.desk, world.engagement)

    for day, stays in (("2029-11-24", False), ("2029-11-25", True)):
        end_engagement(world.desk, world.engagement, Ended(closed_on="2026-11-24", kept_until=day))
        before = tables(world.desk)
        open_again()
        assert kept(world) == (day if stays else None)
        undo(world.desk)
        assert tables(world.desk) == before
        open_again()


def test_another_day_of_closing_leaves_how_long_data_is_kept(world: World) -> None:
    end_engagement(world.desk, world.engagement, Ended(closed_on="2026-11-24", kept_until="2029-11-24"))
    edit(world.desk, Engagement, world.engagement, {"closed_on": "2026-11-22"})
    assert (world.plan.engagement.raw["closed_on"], kept(world)) == ("2026-11-22", "2029-11-24")


@pytest.mark.parametrize("by_form", [False, True])
def test_it_closes_no_earlier_than_what_took_place(world: World, by_form: bool) -> None:
    def close(day: str) -> None:
        if by_form:
            edit(world.desk, Engagement, world.engagement, {"closed_on": day})
        else:
            end_engagement(world.desk, world.engagement, Ended(closed_on=day))

    before = tables(world.desk)
    with pytest.raises(
        BadInput, match="closed_on: there is a check-in on Fri 20 Nov; choose that day or a later"
    ):
        close("2026-11-19")
    settle_session(world.desk, world.session, "held", "")
    with pytest.raises(
        BadInput, match="closed_on: a session was held on Tue 24 Nov; choose that day or a later"
    ):
        close("2026-11-23")
    undo(world.desk)
    assert tables(world.desk) == before
    close("2026-11-20")


def test_no_engagement_runs_while_another_does(world: World) -> None:
    close_engagement(world.desk, world.engagement, on="2026-11-22")
    last = (
        "another engagement with this client ran from Tue 1 Sep to Sun 22 Nov; choose a day outside of that"
    )
    before = tables(world.desk)
    with pytest.raises(BadInput, match=f"start: {last}"):
        start_engagement(world.desk, world.client, {"start": "2026-11-21"})
    with pytest.raises(BadInput, match=f"start: {last}"):
        renew_engagement(world.desk, world.client, {"start": "2026-11-21"}, world.engagement)
    assert tables(world.desk) == before
    new = renew_engagement(world.desk, world.client, {"start": "2026-11-22"}, world.engagement)
    with pytest.raises(BadInput, match=f"start: {last}"):
        edit(world.desk, Engagement, new, {"start": "2026-11-01"})
    runs = "closed_on: another engagement with this client runs from Sun 22 Nov on; choose a day before that"
    with pytest.raises(BadInput, match=runs):
        edit(world.desk, Engagement, world.engagement, {"closed_on": "2026-11-23"})
    edit(world.desk, Engagement, new, {"start": "2026-11-23", "type": "two"})
