"""What the form of a new client asks besides the client, to begin the plan."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from coach_tui.app.forms.record_form import RecordForm
from coach_tui.app.forms.widgets.fields import FieldSpec
from coach_tui.exchange.templates import find_templates, load_template, own_folder
from coach_tui.plan.client import Engagement
from coach_tui.plan.fields import Text
from coach_tui.store.paths import config_path

if TYPE_CHECKING:
    from coach_tui.plan.draft import Draft

TERMS = ("type", "start", "review_every", "sessions")
"""What is asked of the engagement; the rest can be said later."""
OBJECTIVE, TEMPLATE = "plan.objective", "plan.template"


class PlanBegun(NamedTuple):
    """The terms of the engagement, the title of the first objective, and the template's document."""

    terms: dict[str, Any]
    objective: str
    template: Draft | None


def own_templates() -> Path:
    """The folder of the coach's own templates."""
    return own_folder(config_path(os.environ))


def begin_fields(today: date, client: list[FieldSpec]) -> list[FieldSpec]:
    """The fields of a new client, with those that begin the plan after the name."""
    start = {"start": today.isoformat(), "review_every": "2 weeks"}
    leave_out = tuple(key for key in Engagement.fields if key not in TERMS)
    terms = RecordForm(Engagement, None, today, None, start, leave_out).specs()
    for spec in terms:
        spec.key = _term(spec.key)
        spec.required = False
    templates = [("", "blank"), *((name, name) for name in find_templates(own_templates()))]
    hint = "what the client wants to reach; more can follow"
    moves = "a plan to begin from; dates move to the start"
    first, *rest = client
    return [
        first,
        FieldSpec(OBJECTIVE, "First objective", "line", "", hint),
        FieldSpec(TEMPLATE, "Template", "choice", "", moves, templates),
        FieldSpec("section.plan", "Plan", "heading"),
        *terms,
        FieldSpec("section.client", "Client", "heading"),
        *rest,
    ]


def _term(key: str) -> str:
    return f"engagement.{key}"


def plan_begun(values: Mapping[str, Any], today: date) -> PlanBegun:
    """What was said of the plan.

    Raises:
        BadInput: a value is refused, or the template cannot be read.
    """
    typed = {key: Engagement.fields[key].parse(values.get(_term(key), ""), today) for key in TERMS}
    title = Text("First objective")
    title.key = "objective"
    objective = title.check(values.get(OBJECTIVE, ""))
    chosen = find_templates(own_templates()).get(values.get(TEMPLATE, ""))
    terms = {key: stored for key, stored in typed.items() if stored is not None}
    return PlanBegun(terms, objective, load_template(chosen) if chosen is not None else None)
