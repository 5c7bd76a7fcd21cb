"""What is typed and not saved: kept, offered again, and taken up where it was left."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coach_tui.app import dialogues
from coach_tui.app.dialogues.reopening import OPENERS
from coach_tui.app.forms.widgets.form import KEEP_AFTER
from coach_tui.changes.assessments import ask_assessment
from coach_tui.changes.desk import Desk
from coach_tui.changes.records import delete, edit
from coach_tui.changes.rounds import begin_round
from coach_tui.plan.assessment import Assessment
from coach_tui.plan.objective import Objective
from tests.app.app_kit import Keyboard, die_with, make_app, opened
from tests.app.textual_parts import at_rest

Again = Callable[[], Desk]


def left_behind(path: Path) -> list[Path]:
    return list(path.parent.glob(".coach.json.drafts*"))


async def typed(coach: Keyboard, **values: Any) -> list[dict[str, Any]]:
    """Type into the open form; what a signal would then keep."""
    await coach.put(**values)
    return coach.app.drafts.open()


async def test_a_new_record(example: Desk, again: Again, path: Path) -> None:
    async with opened(example) as coach:
        await coach.press("1", "a")
        drafts = await typed(coach, title="Half a thought", why="Because\nof it")
        assert len(drafts) == 1
    die_with(path, drafts)
    async with opened(again()) as coach:
        assert "Left unsaved: New objective" in coach.bottom
        await coach.press("o")
        values = coach.form.values()
        assert (values["title"], values["why"]) == ("Half a thought", "Because\nof it")
        assert coach.form.changed
        assert left_behind(path)  # not before it is saved
        assert len(coach.app.drafts.open()) == 1
        await coach.save()
        assert coach.one("objectives", title="Half a thought")["why"] == "Because\nof it"
        assert left_behind(path) == []
        assert coach.app.drafts.open() == []
    async with opened(again()) as coach:
        assert "unsaved" not in coach.bottom


async def test_thrown_away(example: Desk, again: Again, path: Path) -> None:
    async with opened(example) as coach:
        await coach.press("1", "a")
        drafts = await typed(coach, title="Not this")
    die_with(path, drafts)
    async with opened(again()) as coach:
        await coach.press("x")
        assert left_behind(path) == []
    die_with(path, drafts)
    async with opened(again()) as coach:
        await coach.press("o", "escape", "y")
        assert not coach.in_form
        assert left_behind(path) == []
        assert len(coach.stored("objectives")) == 2


async def test_later_means_later(example: Desk, again: Again, path: Path) -> None:
    async with opened(example) as coach:
        await coach.press("1", "a")
        drafts = await typed(coach, title="Later")
    die_with(path, drafts)
    async with opened(again()) as coach:
        await coach.press("escape")
        assert "next start" in coach.bottom
        await coach.press("1", "a")
        await coach.put(title="Something else")
        assert len(coach.app.drafts.open()) == 2
        await coach.save()
        assert len(coach.app.drafts.open()) == 1
        assert left_behind(path)


async def test_several_at_once(example: Desk, again: Again, path: Path) -> None:
    found = []
    async with opened(example) as coach:
        for number in range(3):
            await coach.add("2")
            found += await typed(coach, title=f"Need {number}")
            await coach.press("escape", "y")
    die_with(path, found)
    async with opened(again()) as coach:
        await coach.press("x", "o")
        assert coach.form.values()["title"] == "Need 1"
        await coach.save()
        assert [d["values"]["title"] for d in coach.app.drafts.open()] == ["Need 2"]
        assert left_behind(path)


async def test_an_edit_changes_only_what_was_typed(example: Desk, again: Again, path: Path) -> None:
    async with opened(example) as coach:
        await coach.press("1", "e")
        drafts = await typed(coach, why="Typed before")
    die_with(path, drafts)
    other = again()
    uid = next(r["uid"] for r in other.practice().tables["objectives"].values() if "Lead" in r["title"])
    edit(other, Objective, uid, {"support": "Changed meanwhile", "activity": None})
    async with opened(again()) as coach:
        await coach.press("o")
        assert coach.form.values()["why"] == "Typed before"
        await coach.save()
        record = coach.one("objectives", uid=uid)
        assert record["why"] == "Typed before"
        assert record["support"] == "Changed meanwhile"
        assert "activity" not in record


async def test_an_edit_of_what_was_changed_meanwhile_asks(example: Desk, again: Again, path: Path) -> None:
    async with opened(example) as coach:
        await coach.press("1", "e")
        drafts = await typed(coach, why="Typed before")
    die_with(path, drafts)
    other = again()
    uid = next(r["uid"] for r in other.practice().tables["objectives"].values() if "Lead" in r["title"])
    edit(other, Objective, uid, {"why": "Changed meanwhile"})
    async with opened(again()) as coach:
        await coach.press("o")
        await coach.save()
        assert "t theirs" in coach.bottom
        assert coach.one("objectives", uid=uid)["why"] == "Changed meanwhile"
        await coach.press("b")
        assert coach.one("objectives", uid=uid)["why"] == "Changed meanwhile\nTyped before"
        assert left_behind(path) == []


async def test_a_draft_of_what_is_gone_is_still_shown(example: Desk, again: Again, path: Path) -> None:
    async with opened(example) as coach:
        await coach.press("1", "e")
        drafts = await typed(coach, why="Precious words")
    die_with(path, drafts)
    other = again()
    uid = next(r["uid"] for r in other.practice().tables["objectives"].values() if "Lead" in r["title"])
    delete(other, Objective, uid)
    async with opened(again()) as coach:
        await coach.press("o")
        assert not coach.in_form
        assert "Precious words" in coach.app.clipboard
        assert left_behind(path)
        await coach.press("x")
        assert left_behind(path) == []


async def test_a_review_half_held(example: Desk, again: Again, path: Path) -> None:
    async with opened(example) as coach:
        await coach.press("r")
        drafts = await typed(coach, reflection="A long talk", **{"commit.1": "Call her"})
    die_with(path, drafts)
    async with opened(again()) as coach:
        await coach.press("o")
        assert coach.lines[0].strip() == "Review with Anna Berg"
        assert coach.form.values()["commit.1"] == "Call her"
        await coach.save()
        assert coach.one("reviews", held_on="2026-11-24")["reflection"] == "A long talk"
        assert left_behind(path) == []


@pytest.mark.parametrize("key", ["c", "w"])
async def test_a_line_half_typed(example: Desk, again: Again, path: Path, key: str) -> None:
    async with opened(example) as coach:
        await coach.press(key, "enter")
        await coach.type("7, what she told me")
        drafts = coach.app.drafts.open()
    die_with(path, drafts)
    async with opened(again()) as coach:
        what = {"c": "check-in with Anna Berg", "w": "a win of Anna Berg"}[key]
        assert f"Left unsaved: {what}" in coach.bottom
        await coach.press("o")
        assert coach.bottom.endswith("7, what she told me")
        await coach.press("enter")
        if key == "c":
            assert coach.one("checkins", on="2026-11-24")["note"] == "what she told me"
        else:
            assert coach.one("wins", text="7, what she told me")
        assert left_behind(path) == []


async def test_an_offered_win_half_typed_still_belongs_to_its_milestone(
    example: Desk, again: Again, path: Path
) -> None:
    async with opened(example) as coach:
        await coach.press("4", "home", "j", "space", "w")
        await coach.type("!")
        drafts = coach.app.drafts.open()
    die_with(path, drafts)
    async with opened(again()) as coach:
        await coach.press("o", "enter")
        milestone = coach.one("milestones", title="First part delegated")["uid"]
        assert coach.one("wins", text="First part delegated!")["milestone"] == milestone


async def test_a_line_that_nobody_goes_on_with_says_what_it_was_for(
    example: Desk, again: Again, path: Path
) -> None:
    async with opened(example) as coach:
        await coach.press("p")
        await coach.type("on leave, as she said")
        drafts = coach.app.drafts.open()
    die_with(path, drafts)
    async with opened(again()) as coach:
        assert "Left unsaved: a pause, Anna Berg" in coach.bottom
        await coach.press("o")
        assert "on leave, as she said" in coach.bottom
        assert coach.app.clipboard == "on leave, as she said"


@pytest.mark.parametrize(
    ("keys", "called"),
    [
        (("z",), "Put the review with Anna Berg off until"),
        ((":", *"erase", "enter"), "Erase for good, no undo; whole name"),
        ((":", *"reply", "enter"), "File of the reply"),
        (("i", "z"), "a line"),
        (("/",), "a line"),
    ],
)
async def test_a_line_that_is_asked_for_is_called_as_it_is_asked_for(
    example: Desk, keys: tuple[str, ...], called: str
) -> None:
    async with opened(example) as coach:
        await coach.press("9")
        await coach.press(*keys)
        await coach.type("+2w")
        assert [draft["title"] for draft in coach.app.drafts.open()] == [called]


async def test_a_line_that_is_left_is_thrown_away(example: Desk, again: Again, path: Path) -> None:
    async with opened(example) as coach:
        await coach.press("c", "enter")
        await coach.type("7")
        drafts = coach.app.drafts.open()
    die_with(path, drafts)
    async with opened(again()) as coach:
        await coach.press("o", "escape")
        assert left_behind(path) == []


async def test_nothing_is_asked_while_something_is_typed(example: Desk, again: Again, path: Path) -> None:
    die_with(path, [{"draft_key": "", "title": "a line", "values": {"text": "x"}, "at": "2026-11-24T09:00"}])
    desk = again()
    async with opened(desk) as coach:
        assert "Left unsaved" in coach.bottom
        await coach.press("escape")
    app = make_app(again())
    async with app.run_test(size=(80, 24)) as pilot:
        coach = Keyboard(app, pilot)
        await coach.press("c")
        app._settle_in()
        await coach.settle()
        assert "Check in with" in coach.bottom


async def test_what_is_being_written_is_a_draft(example: Desk) -> None:
    import threading

    gate = threading.Event()
    store = example.store
    begin = store.transaction

    def slow(*args: Any, **options: Any) -> Any:
        gate.wait(10)
        return begin(*args, **options)

    async with opened(example) as coach:
        await coach.press("1", "a")
        await coach.put(title="On its way")
        store.transaction = slow  # type: ignore[method-assign]
        coach.form.action_save()
        await at_rest(coach.app)  # all but the disk
        assert not coach.in_form
        assert [d["values"]["title"] for d in coach.app.drafts.open()] == ["On its way"]
        gate.set()
        await coach.settle()
        assert coach.app.drafts.open() == []
        assert coach.one("objectives", title="On its way")


async def test_junk_beside_the_file_is_passed_over(example: Desk, again: Again, path: Path) -> None:
    for number, junk in enumerate((b"{", b"[1]", b'[{"draft_key": "{"}]', b'[{"values": 3}]', b"\xff")):
        (path.parent / f".coach.json.drafts.{99990 + number}-1").write_bytes(junk)
    before = path.read_bytes()
    async with opened(again()) as coach:
        for _ in range(4):
            if coach.app.bottom.active:
                await coach.press("o")
                await coach.press("escape") if coach.in_form or coach.app.bottom.active else None
        asked = [coach.in_form, coach.app.bottom.active]
        assert asked == [False, False]  # each was offered once, and the keys are the place's again
        await coach.press("1", "a")
        assert coach.in_form
        assert not coach.form.changed  # no junk in a new form
        await coach.press("escape")
    assert path.read_bytes() == before


async def test_what_is_typed_is_written_down_when_a_field_is_left(example: Desk, path: Path) -> None:
    async with opened(example) as coach:
        await coach.press("1", "a")
        await coach.put(title="Half a thought")
        assert left_behind(path) == []
        await coach.press("tab")
        await coach.settle()
        (file,) = left_behind(path)
        assert "Half a thought" in file.read_text()
        assert file.stat().st_mode & 0o77 == 0
        await coach.press("escape", "y")
        await coach.settle()
        assert left_behind(path) == []


async def test_a_long_text_is_written_down_while_it_is_typed(example: Desk, path: Path) -> None:
    async with opened(example) as coach:
        await coach.press("1", "a")
        await coach.type("x" * KEEP_AFTER)
        await coach.settle()
        (file,) = left_behind(path)
        assert "x" * KEEP_AFTER in file.read_text()
        await coach.press("tab")
        await coach.save()
        await coach.settle()
        assert left_behind(path) == []


async def test_a_review_is_left_half_way_and_gone_on_with(example: Desk, path: Path) -> None:
    async with opened(example) as coach:
        await coach.press("r")
        await coach.put(reflection="Half said")
        await coach.press("escape")
        await coach.press("l")
        await coach.settle()
        assert not coach.in_form
        assert "goes on with it" in coach.bottom
        assert len(left_behind(path)) == 1
        await coach.press("4", "r")
        assert coach.form.values()["reflection"] == "Half said"
        await coach.save()
        await coach.settle()
        assert left_behind(path) == []
        assert coach.stored("reviews")[-1]["reflection"] == "Half said"


def on_disk(path: Path) -> str:
    """What a process that is killed now leaves behind."""
    return "".join(file.read_text() for file in left_behind(path))


async def test_what_was_handed_in_is_written_down_before_a_question(example: Desk, path: Path) -> None:
    async with opened(example) as coach:
        await coach.press("1", "home", "e")
        await coach.put(title="Lead two project teams", measure__target="28")
        await coach.press("ctrl+s")
        assert "Who asked?" in coach.bottom
        assert "Lead two project teams" in on_disk(path)
        assert "28" in on_disk(path)
        await coach.press("c")
        await coach.type("weil es geht\n")
        assert left_behind(path) == []


async def test_a_line_of_an_answer_is_written_down_when_it_is_left(example: Desk, path: Path) -> None:
    async with opened(example) as coach:
        await coach.press("r")
        change = next(key for key in coach.form.values() if key.startswith("adjust"))
        coach.form.focus_field(change)
        await coach.settle()
        await coach.press("c")
        await coach.type("28")
        assert "28" not in on_disk(path)
        await coach.press("tab", "tab")
        assert "28" in on_disk(path)
        await coach.type("weil Beirat")
        await coach.press("tab")
        assert "weil Beirat" in on_disk(path)


WHEEL = {"title": "Wheel", "items": ["Health", "Work"], "questions": ["What is good?"]}


def first_engagement(desk: Desk) -> str:
    practice = desk.practice()
    return practice.engagements(practice.clients[0].uid)[0].uid


async def test_answers_to_an_assessment(example: Desk, again: Again, path: Path) -> None:
    ask_assessment(example, first_engagement(example), WHEEL)
    async with opened(example) as coach:
        await coach.press("2", "g", "enter", "a")
        drafts = await typed(coach, **{"score.0": "8", "words.2": "My team."})
    die_with(path, drafts)
    async with opened(again()) as coach:
        assert "Left unsaved: Answers to Wheel" in coach.bottom
        await coach.press("o")
        assert (coach.form.values()["score.0"], coach.form.values()["words.2"]) == ("8", "My team.")
        await coach.save()
        stored = coach.one("assessments", title="Wheel")
        assert stored["scores"] == {"Health": 8}
        assert stored["comments"] == {"What is good?": "My team."}
        assert left_behind(path) == []


async def test_answers_put_off_are_in_the_form_when_it_is_opened(
    example: Desk, again: Again, path: Path
) -> None:
    ask_assessment(example, first_engagement(example), WHEEL)
    async with opened(example) as coach:
        await coach.press("2", "g", "enter", "a")
        drafts = await typed(coach, **{"score.0": "8"})
    die_with(path, drafts)
    async with opened(again()) as coach:
        await coach.press("escape", "2", "g", "enter", "a")
        assert coach.form.values()["score.0"] == "8"
        await coach.save()
        assert coach.one("assessments", title="Wheel")["scores"] == {"Health": 8}
        assert left_behind(path) == []
        assert coach.app.drafts.kept == []


async def test_answers_to_what_asks_otherwise_by_now_are_only_shown(
    example: Desk, again: Again, path: Path
) -> None:
    uid = ask_assessment(example, first_engagement(example), WHEEL)
    async with opened(example) as coach:
        await coach.press("2", "g", "enter", "a")
        drafts = await typed(coach, **{"score.0": "8"})
    die_with(path, drafts)
    edit(again(), Assessment, uid, {"items": ["Money", "Work"]})
    async with opened(again()) as coach:
        await coach.press("o")
        assert not coach.in_form
        assert "Typed: 8" in coach.bottom
        await coach.press("escape", "2", "g", "enter", "a")
        assert coach.form.values()["score.0"] == ""


async def test_answers_taken_down_and_raters_of_a_round(example: Desk, again: Again, path: Path) -> None:
    asked = {"title": "Autumn", "items": ["Listens", "Delegates"]}
    begin_round(example, first_engagement(example), asked)
    async with opened(example) as coach:
        await coach.press("2", "g", "enter", "a", "t")
        drafts = await typed(coach, group="manager", **{"score.1": "4"})
    die_with(path, drafts)
    async with opened(again()) as coach:
        assert "Left unsaved: Answers to Autumn" in coach.bottom
        await coach.press("o")
        assert (coach.form.values()["group"], coach.form.values()["score.1"]) == ("manager", "4")
        await coach.save()
        assert coach.one("responses")["scores"] == {"Delegates": 4}
        assert left_behind(path) == []
        await coach.press("2", "g", "enter", "a", "r")
        drafts = await typed(coach, peer="Kim Ode")
    die_with(path, drafts)
    async with opened(again()) as coach:
        await coach.press("o")
        assert coach.form.values()["peer"] == "Kim Ode"
        await coach.save()
        assert coach.one("raters", name="Kim Ode")["group"] == "peer"


@pytest.mark.parametrize(("key", "kind"), [("s", "self"), ("i", "intake")])
async def test_an_assessment_not_yet_asked_for_stays_what_it_is(
    example: Desk, again: Again, path: Path, key: str, kind: str
) -> None:
    async with opened(example) as coach:
        await coach.press("2", "g", "d", "a", key)
        drafts = await typed(coach, title="At the beginning")
    die_with(path, drafts)
    async with opened(again()) as coach:
        await coach.press("o")
        assert coach.form.values()["title"] == "At the beginning"
        await coach.save()
        stored = coach.one("assessments", title="At the beginning")
        assert (stored["kind"], stored["asked_on"]) == (kind, "2026-11-24")


async def test_a_pulse_not_yet_begun_stays_one(example: Desk, again: Again, path: Path) -> None:
    async with opened(example) as coach:
        await coach.press("2", "g", "d", "a")
        assert "pulse" in coach.bottom
        await coach.press("p")
        drafts = await typed(coach, title="Half-way")
    die_with(path, drafts)
    async with opened(again()) as coach:
        await coach.press("o")
        await coach.put(items="Listens")
        await coach.save()
        assert coach.one("rounds", title="Half-way")["kind"] == "pulse"


def test_every_form_that_keeps_a_draft_can_be_opened_again() -> None:
    named = set()
    for module in Path(dialogues.__file__).parent.glob("*.py"):
        named |= set(re.findall(r'"form": "([a-z ]+)"', module.read_text("utf-8")))
    assert named == {form for form, _ in OPENERS}
