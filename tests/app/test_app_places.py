"""The ten places: what they show, at both sizes, with much, little and nothing in the file."""

from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len

from coach_tui.changes.desk import Desk
from coach_tui.changes.plans import take_in
from coach_tui.exchange.planfile import read_toml
from coach_tui.settings import Settings
from tests.app.app_kit import LARGE, SMALL, Keyboard, desk_on, opened
from tests.kept import put_demo

SIZES = [SMALL, LARGE]


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The made-up practice; these tests read it only."""
    desk = desk_on(tmp_path_factory.mktemp("places") / "coach.json")
    put_demo(desk)
    return desk


TITLES = {
    "0": "Today",
    "1": "Objectives",
    "2": "Needs assessment",
    "3": "Strategies",
    "4": "Timeline",
    "5": "Evaluation",
    "6": "Calendar",
    "7": "Insights",
    "8": "Health",
    "9": "Clients",
}
HELD = {
    "1": ["Lead a project team", "42%", "Leave work on time", "44%"],
    "2": ["Delegating", "2 → 4", "Planning under"],
    "3": ["Delegate one task a week", "1 per week"],
    "4": ["Kick-off held", "First part", "4 days late", "Go-live", "22 Jan"],
    "5": [
        "40 days late",
        "Ask Jonas",
        "Ran the kick-off alone",
        "stand-ups led 5",
        "60 min",
    ],
    "6": ["November 2026", "24"],
    "7": ["Lead a project team", "42%", "56%", "All together", "40.0", "Last contact", "36 days ago"],
    "8": ["The review is 40 days late", "Checklist", "2 of 6"],
    "9": ["Anna Berg"],
}


def assert_whole(coach: Keyboard) -> None:
    """Every line is as wide as the screen, and holds nothing a terminal could take for a command."""
    width = coach.app.size.width
    for line in coach.lines:
        assert cell_len(line) == width, line
        assert line.isprintable(), line


@pytest.mark.parametrize("size", SIZES)
async def test_the_morning_begins_with_what_is_overdue(example: Desk, size: tuple[int, int]) -> None:
    async with opened(example, size) as coach:
        assert coach.top.startswith("Today")
        assert "Tue 24 Nov 2026" in coach.top
        assert "1 client" in coach.top
        lines = coach.body.split("\n")
        assert lines[0].strip().startswith("Now")
        first = lines[1]
        assert first.startswith("›! Anna Berg")
        assert "review 40 days late, 3 cycles missed" in first
        assert "r  hold it" in first
        assert "m  move it" in lines[2]
        assert "“First part delegated” was due on Fri" in lines[2]
        assert "no contact for 36 days, nothing booked" in lines[3]
        assert coach.bottom.endswith("? help")


@pytest.mark.parametrize("size", SIZES)
async def test_digits_lead_to_every_place(example: Desk, size: tuple[int, int]) -> None:
    async with opened(example, size) as coach:
        for digit, title in TITLES.items():
            await coach.press(digit)
            assert coach.top.startswith(title), digit
            assert_whole(coach)
            for text in HELD.get(digit, []):
                assert text in coach.text, (digit, text, coach.text)
            if digit in "1234578":
                assert "Anna Berg" in coach.top


@pytest.mark.parametrize("size", SIZES)
async def test_an_empty_file_says_what_belongs_where(empty: Desk, size: tuple[int, int]) -> None:
    async with opened(empty, size) as coach:
        assert "a  begin a plan" in coach.body
        assert "0 clients" in coach.top
        for digit, title in TITLES.items():
            await coach.press(digit)
            assert coach.top.startswith(title)
            assert_whole(coach)
            body = coach.body
            if digit in "1234578":
                assert "9 and then a" in body or "Press a" in body, (digit, body)
        await coach.press("9")
        assert "Press a to begin a plan" in coach.body
        # nothing that needs a client does any harm
        for digit in TITLES if size == SMALL else ():
            await coach.press(digit)
            for key in ("e", "enter", "d", "space", "m", "plus", "z", "p", "x", "n", "y"):
                await coach.press(key)
                if coach.app.bottom.active or coach.in_form or coach.app.place.title != TITLES[digit]:
                    await coach.press("escape", digit)
        assert coach.app.is_running


@pytest.mark.parametrize("size", SIZES)
async def test_a_practice_of_many(path: Path, size: tuple[int, int]) -> None:
    desk = desk_on(path)
    put_demo(desk)
    async with opened(desk, size) as coach:
        assert "10 clients" in coach.top
        assert_whole(coach)
        for number, digit in enumerate(TITLES):
            await coach.press(digit, "full_stop", *["comma"] * (number % 3))
            assert coach.top.startswith(TITLES[digit])
            assert_whole(coach)
            await coach.press("G", "enter")
            assert_whole(coach)
            if coach.in_form:
                await coach.press("escape")
            await coach.press("9", "escape")


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES)
async def test_every_plan_of_a_practice_of_many(path: Path, size: tuple[int, int]) -> None:
    desk = desk_on(path)
    put_demo(desk)
    async with opened(desk, size) as coach:
        for digit in TITLES:
            await coach.press(digit)
            for _ in range(len(desk.practice().clients)):
                await coach.press("full_stop")
                assert coach.top.startswith(TITLES[digit])
                assert_whole(coach)
                await coach.press("G", "enter")
                assert_whole(coach)
                if coach.in_form:
                    await coach.press("escape")
                await coach.press("9", digit)


@pytest.mark.parametrize("size", [(60, 15), (79, 20), (100, 24), (200, 60)])
async def test_other_sizes(example: Desk, size: tuple[int, int]) -> None:
    async with opened(example, size) as coach:
        for digit, title in TITLES.items():
            await coach.press(digit)
            assert coach.top.startswith(title)
            assert_whole(coach)
            await coach.press("question_mark")
            assert coach.top.startswith("Help")
            assert_whole(coach)
            await coach.press("q")


@pytest.mark.parametrize("size", [(59, 24), (80, 14), (20, 5), (5, 2), (1, 1)])
async def test_too_small_says_what_is_needed(example: Desk, size: tuple[int, int]) -> None:
    async with opened(example, size) as coach:
        if size[0] >= 20:
            assert "60x15" in coach.text
        await coach.press("1", "j", "enter")
        await coach.resize(80, 24)
        assert "Lea" in coach.text


async def test_the_detail_takes_its_turn_where_there_is_no_room(example: Desk) -> None:
    async with opened(example, SMALL) as coach:
        await coach.press("1")
        assert "Stands" not in coach.body
        await coach.press("enter")
        assert "Stands" in coach.body
        assert "Leave work on time" not in coach.body
        await coach.press("escape")
        assert "Leave work on time" in coach.body


async def test_the_detail_stands_beside_where_there_is(example: Desk) -> None:
    async with opened(example, LARGE) as coach:
        await coach.press("1")
        assert "Measure: stand-ups led" in coach.body
        await coach.press("j")
        assert "Measure: hours worked" in coach.body
        assert "Measure: stand-ups led" not in coach.body


async def test_the_detail_follows_the_size(example: Desk) -> None:
    async with opened(example, SMALL) as coach:
        await coach.press("1")
        assert "Measure: stand-ups led" not in coach.body
        await coach.resize(*LARGE)
        assert "Leave work on time" in coach.body
        assert "Measure: stand-ups led" in coach.body
        await coach.resize(*SMALL)
        assert "Measure: stand-ups led" not in coach.body


@pytest.mark.parametrize("size", [SMALL, (99, 30), (100, 30), LARGE, (200, 60)])
async def test_enter_does_the_same_at_every_width(size: tuple[int, int], practice: Desk) -> None:
    """The page of what is selected, and from it on to where that stands; it edits nothing."""
    async with opened(practice, size) as coach:
        for digit, on in (
            ("0", "Evaluation"),
            ("1", "Objectives"),
            ("3", "Strategies"),
            ("4", "Timeline"),
            ("5", "Evaluation"),
            ("7", "Objectives"),
            ("8", "Evaluation"),
            ("9", "Objectives"),
        ):
            await coach.press("9", "g", digit, "g")
            before = coach.top
            await coach.press("enter")
            assert coach.app.place.turned, digit
            assert coach.top == before
            await coach.press("enter")
            assert coach.top.startswith(on), (digit, coach.top)
            assert not coach.in_form, digit
            assert coach.app.place.turned == (on == before.split()[0]), digit
            await coach.press("q")


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_digit_always_shows_its_list(size: tuple[int, int], practice: Desk) -> None:
    async with opened(practice, size) as coach:
        for digit in "0134578290":
            await coach.press(digit)
            listed = coach.body
            for way in ((), ("6",), ("?",)):
                await coach.press("enter", *way, digit)
                assert coach.body == listed, (digit, way)


async def test_the_digit_of_the_place_in_view_shows_all_of_it(practice: Desk) -> None:
    async with opened(practice, SMALL) as coach:
        await coach.press("9")
        listed = coach.body
        await coach.press("/", "A", "n", "n", "a", "enter")
        assert "10 not here" in coach.body
        await coach.press("enter", "enter", "9")
        assert "10 not here" in coach.body  # what was looked for is still there, and says so
        await coach.press("9")
        assert coach.body == listed


STORED = {
    "1": [
        "Lead the warehouse relocation team of five",
        "fortnightly coaching",
        "I want to stop being the one",
        "afraid of the first team meeting",
        "Leads with the manager in the room",
        "Is asked to lead the next one",
        "per month",
        "0 → 12",
        "1 week",
        "15 Sep",
        "29 Jan",
    ],
    "2": ["Source: self", "Importance: 3", "Planning under pressure"],
    "3": [
        "If a task on my list could be done",
        "then I hand it over",
        "If I start doing it myself",
        "Confidence: 8",
        "Hours a week: 0.5",
    ],
    "4": ["Minutes in the team folder", "two members on leave", "25 Sep", "client"],
    "5": ["Start with the stand-ups.", "Heard: 9", "Avoids naming the conflict", "We rehearsed"],
    "9": ["anna@example.org", "Team lead, logistics", "Nordlicht Logistik", "sat, sun", "2026-12-24"],
}


async def test_everything_stored_is_on_its_page(example: Desk) -> None:
    async with opened(example) as coach:
        for digit, wanted in STORED.items():
            await coach.press(digit, "g")
            seen = ""
            for _ in coach.rows.rows:
                await coach.press("y", "j")
                seen += coach.app.clipboard + "\n"
            for text in wanted:
                assert text in seen, (digit, text, seen)


async def test_a_long_page_can_be_read_to_its_end(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("1", "enter")
        seen = coach.body
        await coach.press("pagedown", "pagedown")
        seen += coach.body
        for text in ("Activity", "Confidence", "GAS ladder", "Served by", "Is asked to lead the next one"):
            assert text in seen


async def test_what_is_fixed_in_a_calendar_is_not_missed(path: Path) -> None:
    desk = desk_on(path)
    practice, meeting, training = (
        f"""
        [[strategy]]
        title = "{kind}"
        kind = "{kind}"
        cadence = "1 per week"
        """
        for kind in ("practice", "meeting", "training")
    )
    plan = "[client]\nname = 'Tom'\n[engagement]\nstart = 2026-10-06\n"
    take_in(desk, read_toml(plan + practice + meeting + training))
    async with opened(desk) as coach:
        await coach.press("3")
        lines = [line for line in coach.body.splitlines() if "1 per week" in line]
        assert ["missed 7×" in line for line in lines] == [True, False, False]
        assert [line.strip(" ›").startswith("!") for line in lines] == [True, False, False]
        await coach.press("j", "enter")
        assert "Four weeks" not in coach.body


async def test_a_day_on_which_nothing_is_due(path: Path) -> None:
    from coach_tui.changes.clients import begin_plan

    desk = desk_on(path, date(2026, 11, 24))
    begin_plan(desk, {"name": "New One"}, {"start": "2026-11-10", "review_every": "5 weeks"})
    async with opened(desk) as coach:
        assert "Nothing needs you today" in coach.body


async def test_what_a_list_is_filtered_by_stands_on_top(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("9", "/")
        await coach.type("ann")
        await coach.press("enter")
        assert "/ann · " in coach.top
        await coach.press("escape")
        assert "/ann" not in coach.top


async def test_a_review_within_its_days_of_grace_says_the_day_it_was_due(example: Desk) -> None:
    settings = Settings()
    settings.grace_days = 60
    async with opened(example, settings=settings) as coach:
        assert "review was due 40 days ago, within its" in coach.body
        await coach.press("9")
        assert "review was due 40 days ago" in " ".join(coach.body.split())
        await coach.press("5")
        assert "was due 40 days ago, within its days of grace" in coach.body
