"""Confidence in a session: each open objective, and how sure the client is to reach it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from coach_tui.app.checks import check_of
from coach_tui.app.forms.record_fields import given
from coach_tui.app.forms.sections.section import Section, Values, at_field, clipped, unbroken
from coach_tui.app.forms.widgets.fields import Ask, FieldSpec
from coach_tui.app.pages.record import STATUS_MARKS
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import plain_number
from coach_tui.plan.objective import Confidence, Objective
from coach_tui.plan.practice import Plan
from coach_tui.plan.session_agenda import SURE, last_rating, standing_words

NUMBER, SOLVING = Confidence.fields["value"], Confidence.fields["solving"]

STANDS = 150
"""Characters of where an objective stands, as far as they are read at a glance."""


class Ratings(Section[dict[str, list[dict[str, Any]]]]):
    """The confidence that was rated, by the objective's uid: now, and then again with what would help."""

    kind = "rate"

    def __init__(self, plan: Plan, objectives: Sequence[Objective], today: date) -> None:
        self.plan = plan
        self.objectives = objectives
        self.today = today

    def fields(self) -> list[FieldSpec]:
        return [self._field(objective) for objective in self.objectives]

    def _field(self, objective: Objective) -> FieldSpec:
        words, status = standing_words(self.plan, objective, self.today)
        _, style = STATUS_MARKS.get(status, ("", ""))
        last = last_rating(objective)
        sure = "no confidence yet"
        if last is not None:
            on = unbroken(last.on, self.today)
            sure = f"confidence {plain_number(last.value or 0)} on {on}"
        check = check_of(NUMBER, self.today)
        now = Ask("now", hint="0 to 10: how sure is the client?", check=check, required=True, room=4)
        helps = Ask("helps", hint=f"below {SURE}: what would raise it? empty: nothing was said")
        then = Ask("then", hint="0 to 10: how sure with that? both ratings are kept", check=check, room=4)
        return FieldSpec(
            self.key(objective.uid),
            objective.title,
            "answer",
            "",
            "c takes a new confidence, 0 to 10; below 7, ask what would raise it",
            [("rated", "confidence")],
            said=[
                (objective.title, ""),
                ("  ", ""),
                (words.replace(" ", "\u00a0"), style or "dim"),
                (f", {sure}", "dim"),
                *_stands(objective),
            ],
            letters={"rated": "c"},
            asks={"rated": [now, helps, then]},
        )

    def read(self, values: Values) -> dict[str, list[dict[str, Any]]]:
        found = {}
        for objective in self.objectives:
            choice, now, helps, then, _ = self.answer(values, objective.uid)
            if choice:
                with at_field(self.key(objective.uid)):
                    first = {
                        "value": NUMBER.parse(now, self.today),
                        "solving": SOLVING.parse(helps, self.today),
                    }
                    again = {"value": NUMBER.parse(then, self.today)}
                    if first["value"] is None:
                        raise BadInput("give the rating, 0 to 10")
                found[objective.uid] = [one for one in (given(first), given(again)) if one]
        return found


def _stands(objective: Objective) -> list[tuple[str, str]]:
    """Where the client stands with it, in their own words, on a row of its own; nothing without any."""
    told = clipped(objective.reality, STANDS)
    return [("\n", ""), (f"“{told}”", "dim")] if told else []
