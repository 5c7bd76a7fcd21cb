"""What the client said at the beginning, to be read in the form of what is made of it."""

from __future__ import annotations

from coach_tui.app.forms.widgets.fields import FieldSpec
from coach_tui.plan.assessed import assessed
from coach_tui.plan.fields import excerpt
from coach_tui.plan.practice import Plan


def intake_fields(plan: Plan | None) -> list[FieldSpec]:
    """The answers of the last intake; nothing where there is none."""
    answered = [one for one in plan.assessments if one.intake and one.answered] if plan else []
    if plan is None or not answered:
        return []
    fields = [FieldSpec("intake", f"From “{answered[-1].title}”", "heading")]
    for number, (topic, said) in enumerate(assessed(plan, answered[-1]).words):
        if said:
            told = " ".join(excerpt(said).split())
            fields.append(FieldSpec(f"intake.asks.{number}", topic, "said", said=[(topic, "dim")]))
            fields.append(FieldSpec(f"intake.says.{number}", told, "said", said=[(told, "")]))
    return fields
