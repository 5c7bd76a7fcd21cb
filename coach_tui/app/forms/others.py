"""Who else is in a session, and who was not there: asked for by names, stored as their engagements."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from coach_tui.app.checks import read_check
from coach_tui.app.forms.record_fields import Asked
from coach_tui.app.forms.widgets.fields import FieldSpec
from coach_tui.plan.errors import BadInput
from coach_tui.plan.group import names_of
from coach_tui.plan.hidden import hidden
from coach_tui.plan.practice import Practice
from coach_tui.plan.session import CANCELS
from coach_tui.plan.with_whom import completed, engagements_named, names_in, names_meant, open_to, those_in

ALSO, ABSENT = "also", "absent"
OF_THOSE_IN = (ABSENT, *CANCELS)
"""The fields that name some of those in it."""
SHOWN = 6
"""Names that are shown of all that may be meant."""


class AskedOthers(Asked):
    """Parts of names, with commas between; who may be meant is offered. With nobody, nothing is asked."""

    def specs(self, value: Any) -> list[FieldSpec]:
        plan = self.around.plan
        self.before = value or []
        alone = self.key in OF_THOSE_IN and not self._people()
        if plan is None or alone or len(plan.practice.tables.get("clients", {})) < 2:
            return []
        text = ", ".join(names_of(plan.practice, self.before))
        spec = FieldSpec(self.key, self.label, "line", text, self.field.hint, check=read_check(self._read))
        spec.offers, spec.rule = self._offers, self._whom
        return [spec]

    @cached_property
    def _names(self) -> list[str]:
        """The names that may be given."""
        plan = self.around.plan
        assert plan is not None
        if self.key in OF_THOSE_IN:
            return names_of(plan.practice, self._people())
        return open_to(plan.practice, plan.engagement.uid)

    def _meant(self, text: str) -> list[str]:
        plan = self.around.plan
        return names_meant(plan.practice, text, self._names) if plan is not None else []

    def _offers(self, text: str) -> list[str]:
        return [completed(text, name) for name in self._meant(text)]

    def _whom(self, values: Mapping[str, Any]) -> str:
        """Who may be meant, in the hint's place."""
        found = self._meant(str(values.get(self.key) or ""))
        more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
        return f"{', '.join(found[:SHOWN])}{more}" if found else self.field.hint

    def stored(self, values: Mapping[str, Any]) -> Any:
        text = values.get(self.key)
        return self.around.raw.get(self.key) if text is None else self._read(str(text))

    def same(self, now: Any, value: Any) -> bool:
        return set(now or ()) == set(value or ())

    def _people(self) -> list[str]:
        """Those in it (uids of engagements), as it is stored; none where there is but one."""
        raw = self.around.raw
        return [raw["plan"], *raw[ALSO]] if raw.get(ALSO) else []

    def _read(self, text: str) -> list[str]:
        """The engagements (uids) of those named.

        Raises:
            BadInput: it begins with the key of the field.
        """
        plan = self.around.plan
        assert plan is not None
        try:
            return self._named(plan.practice, names_in(text))
        except BadInput as error:
            try:  # while names are hidden, the form has what stands for them
                return self._named(hidden(plan.practice), names_in(text))
            except BadInput:
                raise self.field.refuse(str(error)) from None

    def _named(self, practice: Practice, names: list[str]) -> list[str]:
        if self.key in OF_THOSE_IN:
            return those_in(practice, names, self._people())
        found = engagements_named(practice, names, [*(self.around.raw.get(ALSO) or ()), *(self.before or ())])
        plan = self.around.plan
        if plan is not None and plan.engagement.uid in found:
            raise BadInput(f"{plan.client.name} is in it anyway; name the others")
        return found
