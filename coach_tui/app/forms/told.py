"""What a form tells and does not ask: moves of a date, changes of a goal, findings left as they are."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from coach_tui.app.forms.record_fields import Asked
from coach_tui.app.forms.sections.section import said
from coach_tui.app.forms.widgets.fields import FieldSpec
from coach_tui.plan.dates import day_words
from coach_tui.plan.field_records import Records
from coach_tui.plan.judgement import Accepted
from coach_tui.plan.objective import Revision
from coach_tui.plan.revision_words import move_words, revision_words


class AskedTold(Asked):
    """A list of what has happened, a sentence each; it stays what it is."""

    def specs(self, value: Any) -> list[FieldSpec]:
        told = [self._sentence(one) for one in value or ()]
        return [said(one[:1].upper() + one[1:], "·", "dim") for one in told]

    def stored(self, values: Mapping[str, Any]) -> Any:
        return self.around.raw.get(self.key)

    def _sentence(self, one: Mapping[str, Any]) -> str:
        assert isinstance(self.field, Records)
        day = partial(day_words, today=self.around.today)
        if self.field.record is Revision:
            return revision_words(Revision(dict(one)), day)
        if self.field.record is Accepted:
            return f"left as it is until {day(one['until'])}: {one['reason']}"
        return move_words(one, day)
