"""What a plan that has just begun still lacks, as questions."""

from __future__ import annotations

from coach_tui.plan.first_questions import first_questions
from tests.plan.plan_kit import NOW_DAY, on, plan_of


def begun(day: int, **engagement: object) -> list[str]:
    plan = plan_of(
        engagement={"start": on(day), "end": on(90), **engagement}, objectives=[{"title": "Hand over"}]
    )
    return [one.question for one in first_questions(plan, NOW_DAY)]


def test_a_fresh_plan_is_asked_for_its_gaps_in_order() -> None:
    asked = begun(-2)
    assert asked[0] == "How is it measured?  Hand over"
    assert "By when?  Hand over" in asked
    assert asked.index("How is it measured?  Hand over") < asked.index("By when?  Hand over")


def test_nobody_is_asked_later_nor_before_it_began_nor_in_a_pause() -> None:
    assert begun(-14) == []
    assert begun(1) == []
    assert begun(-2, pauses=[{"since": on(-1), "until": on(5)}]) == []
