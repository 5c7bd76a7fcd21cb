"""What two machines said of one thing: Today says so, and its key shows both and takes either."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

from coach_tui.plan.merged import Merge, merge_uid
from coach_tui.plan.round import Round
from tests.app.app_kit import LARGE, SMALL, Keyboard, opened

if TYPE_CHECKING:
    from coach_tui.changes.desk import Desk

LONG = "\n".join(f"line {number}" for number in range(40))


def differ(desk: Desk, key: str, *values: str) -> dict[str, Any]:
    """Two machines gave the first objective's field these values; the last of them stands."""
    objective = next(iter(desk.practice().tables["objectives"].values()))
    moments = ("2026-11-22T09:30:00+01:00", "2026-11-23T18:05:00+01:00")
    kept = [
        {"value": {key: value}, "at": at, "machine": host}
        for value, at, host in zip(values, moments, ("laptop-1a2b", "server-3c4d"), strict=True)
    ]
    uid = merge_uid("objectives", objective["uid"], key)
    with desk.change("merged") as change:
        change.transaction.update("objectives", objective["uid"], {key: values[-1]})
        change.insert(
            Merge, {"uid": uid, "of": "objectives", "record": objective["uid"], "field": key, "values": kept}
        )
    return dict(objective)


async def to_merged(coach: Keyboard) -> None:
    """The cursor on the line that two machines differ."""
    await coach.press("0", "g")
    while "merged:" not in coach.row("›"):
        await coach.press("j")


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_both_values_are_seen_and_either_is_taken(example: Desk, size: tuple[int, int]) -> None:
    uid = differ(example, "title", "Guide a team", "Lead a project team")["uid"]
    async with opened(example, size) as coach:
        await to_merged(coach)
        assert "merged: Title" in coach.row("›")
        assert "see both" in coach.row("›")
        await coach.press("enter")
        text = coach.text
        for said in (
            "Title of the objective “Lead a project team”",
            "Sun 22 Nov 09:30 on laptop-1a2b",
            "Guide a team",
            "Mon 23 Nov 18:05 on server-3c4d  (stands)",
            "Which of them is right?",
        ):
            assert said in text
        await coach.press("1")
        assert coach.one("objectives", uid=uid)["title"] == "Guide a team"
        assert coach.stored("merges") == []
        assert "merged:" not in coach.text
        await coach.press("u")
        assert coach.one("objectives", uid=uid)["title"] == "Lead a project team"
        assert len(coach.stored("merges")) == 1


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_key_goes_through_long_texts(example: Desk, size: tuple[int, int]) -> None:
    """They differ at the beginning and at the end."""
    differ(example, "why", f"for the team\n{LONG}\nand soon", f"for myself\n{LONG}\nand late")
    async with opened(example, size) as coach:
        await to_merged(coach)
        assert "merged: Why, “Lead" in coach.row("›") or "merged: Why of the objective “Lead" in coach.row(
            "›"
        )
        await coach.press("enter")
        assert "for the team" in coach.text
        assert "the rest" in coach.text
        seen = coach.text
        for _ in range(60):
            await coach.press("v")
            seen += coach.text
            if "for the team" in coach.text:
                break
        assert all(f"line {number}" in seen for number in range(40))
        assert "and soon" in seen
        assert "and late" in seen
        await coach.press("1")
        assert coach.stored("merges") == []


async def test_escape_leaves_both(example: Desk) -> None:
    differ(example, "title", "Guide a team", "Lead a project team")
    async with opened(example) as coach:
        await to_merged(coach)
        await coach.press("enter", "escape")
        assert "Which of them" not in coach.text
        assert len(coach.stored("merges")) == 1


async def test_long_texts_are_seen_where_they_differ(example: Desk) -> None:
    differ(example, "why", f"{LONG}\nfor the team", f"{LONG}\nfor myself")
    async with opened(example) as coach:
        await to_merged(coach)
        await coach.press("enter")
        assert "… for the team" in coach.text
        assert "… for myself" in coach.text
        await coach.press("2")
        assert coach.stored("merges") == []


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_what_a_merge_did_waits_until_it_is_settled(example: Desk, size: tuple[int, int]) -> None:
    asked = example.practice().tables["rounds"]
    plan = next(iter(example.practice().tables["engagements"].values()))["uid"]
    with example.change("merged") as change:
        uid = next((one["uid"] for one in asked.values()), "") or change.insert(
            Round, {"title": "With Anna", "items": ["listens"], "opened_on": "2026-11-01", "plan": plan}
        )
        change.update(Round, uid, {"title": "With Anna"})
        values = [{"value": {"answer": str(number)}} for number in range(3)]
        did = {"of": "rounds", "record": uid, "did": "refused", "values": values, "plan": plan}
        change.insert(Merge, {"uid": merge_uid("rounds", uid, "", "refused"), **did})
    async with opened(example, size) as coach:
        await to_merged(coach)
        assert "merged: 3 answers" in coach.row("›")
        await coach.press("i")
        assert "Anna" not in coach.text
        await coach.press("enter")
        assert "Is it settled?" in coach.text
        assert "3 answers to “With Client 1” refused: given twice, or asked otherwise" in coach.text
        await coach.press("1")
        assert coach.stored("merges") == []
        assert "merged:" not in coach.text
        await coach.press("u")
        assert len(coach.stored("merges")) == 1


async def test_names_stay_hidden_in_both(example: Desk) -> None:
    differ(example, "title", "Anna guides", "Anna leads")
    async with opened(example) as coach:
        await coach.press("i")
        await to_merged(coach)
        await coach.press("enter")
        assert "Client 1 guides" in coach.text
        assert "Anna" not in coach.text
        await coach.press("1")
        assert "Anna" not in coach.text
        assert coach.stored("objectives")[0]["title"] == "Anna guides"


async def test_a_copy_that_a_sync_program_made_is_told_at_the_start(example: Desk) -> None:
    path = example.store.path
    shutil.copy(path, path.with_name("coach (Vera's conflicted copy 2026-11-24).json"))
    async with opened(example) as coach:
        assert "made of a conflict" in coach.bottom
        assert "coach merge takes it in" in coach.bottom
