"""The form about the plan itself: asked part by part; what comes back is the client's words and agreement."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coach_tui.changes.assessments import ask_assessment
from coach_tui.changes.desk import Desk
from coach_tui.changes.records import edit
from coach_tui.changes.undo import undo
from coach_tui.exchange.assessment_form import assessment_questions, assessment_text_form
from coach_tui.exchange.client_answers import agreement
from coach_tui.exchange.client_form import client_text_form, questions
from coach_tui.exchange.client_replies import is_reply, read_reply
from coach_tui.exchange.form_question import Question
from coach_tui.exchange.reply_taking import earlier, store
from coach_tui.exchange.report import Report
from coach_tui.plan.assessment import Assessment
from coach_tui.plan.errors import BadInput
from coach_tui.plan.health import findings
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.need import Need
from coach_tui.plan.objective import Objective
from coach_tui.plan.strategy import Strategy
from coach_tui.plan.visibility import view
from tests.changes.changes_kit import TODAY, World, tables
from tests.changes.conftest import world
from tests.exchange.test_client_forms import filled
from tests.plan.plan_kit import NOW_DAY, on, plan_of

__all__ = ["world"]
DAY = "2026-11-24"


def form(world: World) -> str:
    return client_text_form(world.plan, "plan", TODAY)


def tags(world: World) -> dict[str, str]:
    """The tag of each question by its name and kind."""
    asked = questions(world.plan, "plan", TODAY)
    return {f"{one.name}{'?' if one.kind == 'agree' else ''}": one.tag for one in asked}


def take(world: World, text: str, on: date = TODAY) -> Any:
    data = text.encode()
    assert is_reply(data)
    return store(world.desk, read_reply(data, world.desk.practice(), TODAY), on)


def test_it_asks_of_every_part_that_the_client_may_know_of_and_has_not_agreed_to(world: World) -> None:
    edit(world.desk, Objective, world.other, {"why": "For her", "why_by": "client", "agreed_on": DAY})
    edit(world.desk, Strategy, world.strategy, {"visibility": "private"})
    edit(world.desk, Milestone, world.first, {"agreed_on": DAY})
    text = form(world)
    assert text.startswith("Your plan, in your own words\n[form p20261124m")
    assert "Anna" not in text
    for line in (
        "Lead: where do you stand with it now?",
        "Lead: why does it matter to you?",
        "Objective: Lead, stand-ups 0 → 12 a month",
        "Rest: where do you stand with it now?",
        "Gap: Delegating. Does it fit?\nAnswer: [ ] agreed   [ ] not yet",
        "Milestone: Go-live, by Tue 15 Dec. Does it fit?",
    ):
        assert f"] {line}" in text
    assert "Rest: why" not in text
    assert "Delegate" not in text.replace("Delegating", "")
    assert "Kick-off" not in text


@pytest.mark.parametrize("quote", ["", "> "])
def test_the_reply_fills_words_and_agreement(world: World, quote: str) -> None:
    edit(world.desk, Objective, world.objective, {"why": "The coach says so", "why_by": "coach"})
    asked, before = tags(world), tables(world.desk)
    answers = {
        asked["Lead, where it stands"]: "Two of five.\nNights are hard.",
        asked["Lead, why"]: "So that I sleep.",
        asked["Lead?"]: "[x] agreed   [ ] not yet   if the board does",
        asked["Delegating?"]: "[x] agreed   [ ] not yet  I keep it all",
        asked["Delegate?"]: "yes",
        asked["Kick-off?"]: "[ ] agreed   [x] not yet. Too early",
        asked["Go-live?"]: "Yes, but in March",
        asked["Rest, where it stands"]: "none",
        "else": "My boss.",
    }
    reply = "\n".join(quote + line for line in filled(form(world), answers).split("\n"))
    entry = take(world, reply, date(2026, 11, 20))
    assert entry.what == "took in what Anna Berg says of the plan"
    lead = world.raw("objectives", world.objective)
    assert (lead["reality"], lead["why"]) == ("Two of five.\nNights are hard.", "So that I sleep.")
    assert (lead["why_by"], lead["agreed_on"]) == ("client", "2026-11-20")
    told = {
        table: {key: world.raw(table, uid).get(key) for key in ("words", "agreed_on")}
        for table, uid in (("needs", world.need), ("strategies", world.strategy))
    }
    assert told == {
        "needs": {"words": "I keep it all", "agreed_on": "2026-11-20"},
        "strategies": {"words": None, "agreed_on": "2026-11-20"},
    }
    first, second = world.raw("milestones", world.first), world.raw("milestones", world.second)
    assert (first["words"], first.get("agreed_on")) == ("Too early", None)
    assert (second["words"], second.get("agreed_on")) == ("Yes, but in March", None)
    note = world.plan.checkins[-1]
    assert note.on == date(2026, 11, 20)
    for said in ("Kick-off: does not fit yet", "Lead: if the board does", "Anything else: My boss."):
        assert said in note.note
    assert not [one for one in findings(world.plan, TODAY) if one.id == "I6"]
    undo(world.desk)
    assert tables(world.desk) == before


def test_the_same_reply_twice_is_stored_once_and_other_words_are_told(world: World) -> None:
    asked = tags(world)
    first = filled(
        form(world), {asked["Delegating?"]: "[x] agreed [ ] not yet I keep it", "else": "Hello boss"}
    )
    take(world, first)
    again = read_reply(first.encode(), world.desk.practice(), TODAY)
    assert earlier(again, TODAY) == ("all of it is in the plan already", "")
    assert store(world.desk, again, TODAY) is None
    second = filled(first, {asked["Delegating?"]: "I let go now"})
    other = read_reply(second.encode(), world.desk.practice(), TODAY)
    assert earlier(other, TODAY) == ("the plan holds other words of the client's", "“Delegating”")
    store(world.desk, other, TODAY)
    need = world.raw("needs", world.need)
    assert (need["words"], need["agreed_on"]) == ("I let go now", DAY), "what was agreed to stays agreed"
    assert len([one for one in world.plan.checkins if one.form]) == 1


MEASURES = [
    {"name": "stand-ups", "unit": "a month", "baseline": 0, "target": 12},
    {"name": "talks", "unit": "a week", "baseline": 0, "target": 3},
]


@pytest.mark.parametrize("quote", ["", "> "])
@pytest.mark.parametrize(
    ("name", "changes", "sent"),
    [
        ("Go-live", {"due": "2027-01-15"}, "Milestone: Go-live, by Tue 15 Dec."),
        ("Go-live", {"title": "Handed over"}, "Milestone: Go-live, by Tue 15 Dec."),
        (
            "Lead",
            {"due": "2027-02-26"},
            "Objective: Lead, stand-ups 0 → 12 a month, talks 0 → 3 a week, by Fri 29 Jan 2027.",
        ),
        (
            "Lead",
            {"measure": [{**MEASURES[0], "target": 8}, MEASURES[1]]},
            "Objective: Lead, stand-ups 0 → 12 a month, talks 0 → 3 a week, by Fri 29 Jan 2027.",
        ),
        ("Delegate", {"cadence": "daily"}, "Practice: Delegate."),
    ],
)
def test_agreed_is_what_was_sent(
    world: World, name: str, changes: dict[str, Any], sent: str, quote: str
) -> None:
    """What was changed since is not agreed to: that is told, and the client's yes kept as words."""
    nouns: dict[str, tuple[Any, str]] = {
        "Go-live": (Milestone, world.second),
        "Lead": (Objective, world.objective),
        "Delegate": (Strategy, world.strategy),
    }
    noun, uid = nouns[name]
    asked = tags(world)
    answers = {asked[f"{name}?"]: "[x] agreed   [ ] not yet  I can do that", asked["Kick-off?"]: "yes"}
    reply = "\n".join(quote + line for line in filled(form(world), answers).split("\n"))
    edit(world.desk, noun, uid, changes)
    found = read_reply(reply.encode(), world.desk.practice(), TODAY)
    now = changes.get("title", name)
    assert found.taken[:2][-1 if name == "Go-live" else 0] == (now, "agreed, as it was sent")
    assert found.faults == [
        f"“{now}” was changed after the form went out; the yes is to what it said then, and kept as words: "
        "ask again"
    ]
    assert found.left_out == []
    store(world.desk, found, TODAY)
    after = world.raw(noun.table, uid)
    assert "agreed_on" not in after
    assert world.raw("milestones", world.first)["agreed_on"] == DAY, "what stands as it was sent is"
    note = world.plan.checkins[-1].note
    assert f"{now}: agreed, as it was sent ({sent})" in note
    assert "I can do that" in (note if noun is Objective else after["words"])
    assert (after.get("words") in (None, "I can do that")) or noun is Objective
    assert earlier(read_reply(reply.encode(), world.desk.practice(), TODAY), TODAY)[0].startswith("all of it")
    # asked again, it is agreed to
    fresh = filled(form(world), {tags(world)[f"{now}?"]: "yes"})
    store(world.desk, read_reply(fresh.encode(), world.desk.practice(), TODAY), TODAY)
    assert world.raw(noun.table, uid)["agreed_on"] == DAY


def test_what_is_changed_beside_what_was_sent_is_agreed(world: World) -> None:
    reply = filled(form(world), {tags(world)["Lead?"]: "yes", tags(world)["Go-live?"]: "yes"})
    edit(world.desk, Objective, world.objective, {"why": "So that I sleep", "confidence": []})
    edit(world.desk, Milestone, world.second, {"after": []})
    found = read_reply(reply.encode(), world.desk.practice(), TODAY)
    assert found.faults == []
    store(world.desk, found, TODAY)
    assert world.raw("objectives", world.objective)["agreed_on"] == DAY
    assert world.raw("milestones", world.second)["agreed_on"] == DAY


def test_what_was_agreed_to_is_kept_and_asked_anew_once_it_is_another(world: World) -> None:
    lead = "Lead, stand-ups 0 → 12 a month, talks 0 → 3 a week, by 2027-01-29"
    answers = {tags(world)[f"{name}?"]: "yes" for name in ("Lead", "Delegating", "Go-live")}
    take(world, filled(form(world), answers), date(2026, 11, 20))
    objective, need, goal = (
        world.raw(table, uid)
        for table, uid in (
            ("objectives", world.objective), ("needs", world.need), ("milestones", world.second)
        )
    )  # fmt: skip
    assert [one["agreed_to"] for one in (objective, need, goal)] == [
        lead,
        "Delegating",
        "Go-live, by 2026-12-15",
    ]
    assert "Lead, stand-ups" not in form(world)
    made = Report(world.plan, "client", TODAY, Path("/nonexistent"))
    assert "agreed on" in made.markdown()
    assert lead not in made.markdown(), "it is that still"
    # another date, another target: what was agreed to stays, and the next form asks again
    edit(world.desk, Milestone, world.second, {"due": "2027-01-15"})
    edit(world.desk, Objective, world.objective, {"measure": [{**MEASURES[0], "target": 8}, MEASURES[1]]})
    assert world.raw("milestones", world.second)["agreed_to"] == "Go-live, by 2026-12-15"
    assert "Milestone: Go-live, by Fri 15 Jan 2027. Does it fit?" in form(world)
    assert "Delegating. Does" not in form(world)
    made = Report(world.plan, "client", TODAY, Path("/nonexistent"))
    for out in (made.markdown(), made.html()):
        assert f"to “{lead.replace('2027-01-29', '29 Jan 2027')}”" in out
    again = {tags(world)["Go-live?"]: "yes", tags(world)["Lead?"]: "yes"}
    take(world, filled(form(world), again))
    after = world.raw("milestones", world.second)
    assert (after["agreed_on"], after["agreed_to"]) == (DAY, "Go-live, by 2027-01-15")
    assert "→ 8 a month" in world.raw("objectives", world.objective)["agreed_to"]
    # a day that is taken back takes that along; one that is typed brings it
    edit(world.desk, Milestone, world.second, {"agreed_on": None})
    assert "agreed_to" not in world.raw("milestones", world.second)
    edit(world.desk, Milestone, world.first, {"agreed_on": DAY})
    assert world.raw("milestones", world.first)["agreed_to"] == "Kick-off, by 2026-12-01"
    fresh = world.add(Need, {"kind": "gap", "title": "Resting", "agreed_on": DAY})
    assert world.raw("needs", fresh)["agreed_to"] == "Resting"


def test_what_was_agreed_before_it_was_kept_counts_as_agreed(world: World) -> None:
    with world.desk.change("older") as change:
        change.transaction.update("milestones", world.second, {"agreed_on": DAY})
    edit(world.desk, Milestone, world.second, {"due": "2027-01-15"})
    assert "Go-live" not in form(world)


def test_what_is_gone_meanwhile_takes_nothing(world: World) -> None:
    from coach_tui.changes.records import delete

    asked, sent = tags(world), form(world)
    delete(world.desk, Need, world.need)
    reply = filled(sent, {asked["Delegating?"]: "I keep it all", asked["Delegate?"]: "yes"})
    found = read_reply(reply.encode(), world.desk.practice(), TODAY)
    assert found.faults == ["“I keep it all” is about something that is no longer in the plan"]
    assert list(found.values["parts"]) == ["strategies"]


def test_where_nothing_is_to_be_asked_it_says_so(world: World) -> None:
    for uid in (world.objective, world.other):
        edit(
            world.desk, Objective, uid, {"closed_on": DAY, "closed_as": "dropped", "closed_reason": "enough"}
        )
    for noun, uid in ((Need, world.need), (Strategy, world.strategy), (Milestone, world.second)):
        edit(world.desk, noun, uid, {"agreed_on": DAY})
    with pytest.raises(BadInput, match="no open objective to ask about, and the client has agreed to all"):
        form(world)


@pytest.mark.parametrize(
    ("said", "agrees", "words"),
    [
        ("[x] agreed   [ ] not yet", True, ""),
        ("[ ] agreed   [X] not yet", False, ""),
        ("[ ] agreed   [ ] not yet   my words", None, "my words"),
        ("ja, gerne so", True, "gerne so"),
        ("Oui", True, ""),
        ("OK.", True, ""),
        ("not yet", False, ""),
        ("No: too much", False, "No: too much"),
        ("yes, if he helps", None, "yes, if he helps"),
        ("ja aber später", None, "ja aber später"),
        ("It is what I want", None, "It is what I want"),
    ],
)
def test_what_counts_as_agreed(said: str, agrees: bool | None, words: str) -> None:
    assert agreement(said, Question("y", "", "agree", "Go-live")) == (agrees, words)


def test_both_boxes_say_nothing() -> None:
    with pytest.raises(BadInput, match="agreed and not yet are both ticked"):
        agreement("[x] agreed [x] not yet", Question("y", "", "agree", "Go-live"))


def test_the_intake_asks_where_each_open_objective_stands(world: World) -> None:
    edit(world.desk, Objective, world.other, {"visibility": "private"})
    uid = ask_assessment(
        world.desk, world.engagement, {"title": "Intake", "kind": "intake", "questions": ["Why now?"]}
    )
    asked = world.desk.practice().find("assessments", uid)
    assert isinstance(asked, Assessment)
    text = assessment_text_form(asked, view(world.plan, "client", TODAY).plan)
    assert "Lead: where do you stand with it now?" in text
    assert "Rest" not in text
    stands = assessment_questions(asked, world.plan)[1].tag
    before = tables(world.desk)
    reply = filled(text, {"else": "", stands: "Two of five."})
    found = read_reply(reply.encode(), world.desk.practice(), TODAY)
    store(world.desk, found, TODAY)
    assert world.raw("objectives", world.objective)["reality"] == "Two of five."
    assert "answered_on" not in world.raw("assessments", uid), "no question of its own is answered yet"
    undo(world.desk)
    assert tables(world.desk) == before
    why = assessment_questions(asked)[0].tag
    found = read_reply(filled(reply, {why: "It is time."}).encode(), world.desk.practice(), TODAY)
    assert ("Lead, where it stands", "Two of five.") in found.taken
    store(world.desk, found, TODAY)
    assert world.raw("assessments", uid)["answered_on"] == DAY
    assert world.raw("objectives", world.objective)["reality"] == "Two of five."
    assert isinstance(world.desk, Desk)


@pytest.mark.parametrize("kind", ["plan", "checkin"])
def test_no_form_asks_about_a_strategy_for_what_is_reached(kind: str) -> None:
    goal = {"title": "Lead", "due": on(30)}
    practice = {"title": "Rehearse", "cadence": "daily", "objectives": ["objectives0"]}
    closed = {"closed_on": on(-3), "closed_as": "reached"}
    for fields, asked in (({}, True), (closed, False)):
        plan = plan_of(objectives=[{**goal, **fields}], strategies=[practice])
        assert any("Rehearse" in one.asks for one in questions(plan, kind, NOW_DAY)) is asked
        assert any("Rehearse" in one.asks for one in questions(plan, kind, NOW_DAY, everything=True))
