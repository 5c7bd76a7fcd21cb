"""The form in which a client is asked for an assessment, and in which one that was asked is edited."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from coach_tui.app.forms.record_page import RecordPage
from coach_tui.app.forms.set_form import SetForm, own_sets, set_choice
from coach_tui.app.forms.widgets.fields import FieldSpec
from coach_tui.app.forms.widgets.form import Form
from coach_tui.changes.assessments import asked_last
from coach_tui.exchange.assessment_asked import FIRST, set_named
from coach_tui.plan.assessment import ASKED, KIND_NAMES, Assessment
from coach_tui.plan.errors import BadInput
from coach_tui.plan.practice import Plan, Practice


class AssessmentPage(RecordPage):
    """The form of an assessment; a new one of a kind asks what the last one did."""

    def __init__(
        self,
        practice: Practice,
        today: date,
        plan: Plan,
        record: Assessment | None,
        kind: str = "self",
        begun: Mapping[str, Any] | None = None,
    ) -> None:
        self.kind = record.kind if record else kind
        start: dict[str, Any] | None = None
        self.as_before = False
        left_out = ["kind", "scores", "comments"]
        if record is None:
            last = asked_last(plan.stored, kind)
            self.as_before = bool(last)
            start = {**(last or _first(kind)), "asked_on": today.isoformat()}
            left_out += ["answered_on", "dropped_on", "note", "snooze"]
        else:
            left_out.append("dropped_on" if record.answered else "answered_on")
        if self.kind == "intake":
            left_out += ["items", "scale_low", "scale_high", "anchors"]
        engagement = plan.engagement.uid
        super().__init__(
            practice, today, Assessment, record, engagement, start, begun, leave_out=tuple(left_out)
        )

    @property
    def title(self) -> str:
        """What it is."""
        name = KIND_NAMES[self.kind]
        return f"Edit {name}" if self.record else f"Ask for {name}"

    def specs(self) -> list[FieldSpec]:
        """The fields; what a new one asks may come from a set."""
        specs = super().specs()
        if self.record is not None:
            return specs
        none = "as the last time" if self.as_before else "as below"
        return [set_choice(self.kind, none), *specs]

    def screen(self, draft_key: str) -> Form:
        """A form in which a set fills in what is asked."""
        if self.record is not None:
            return super().screen(draft_key)
        keys = tuple(key for key in ("title", *ASKED) if key in self.form.asked)
        return SetForm(self.title, self.specs(), Assessment, self.kind, keys, draft_key)

    def changes(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """What was changed; of a new one also its kind."""
        changes = super().changes(values)
        return changes if self.record is not None else {"kind": self.kind, **changes}


def _first(kind: str) -> dict[str, Any]:
    """What is usually asked first; nothing where that set cannot be read."""
    try:
        return set_named(own_sets(), kind, FIRST[kind])
    except BadInput:
        return {}
