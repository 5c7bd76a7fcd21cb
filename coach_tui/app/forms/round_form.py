"""The form that a round of feedback is begun and edited in, with the sets its items may come from."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from coach_tui.app.forms.record_page import RecordPage
from coach_tui.app.forms.widgets.fields import FieldSpec
from coach_tui.app.forms.widgets.form import Form
from coach_tui.exchange.item_sets import find_item_sets, load_item_set, own_item_sets
from coach_tui.plan.continued import rounds_before
from coach_tui.plan.dates import MONTHS
from coach_tui.plan.errors import BadInput
from coach_tui.plan.practice import Plan, Practice
from coach_tui.plan.rating import counts
from coach_tui.plan.round import LOCKED, Round
from coach_tui.store.paths import config_path

KEPT = ("items", "questions", "anchors", "scale_low", "scale_high", "months")
"""What a round has like the one before, so that both can be compared."""
SET = "set"
"""The field of the form in which a set is chosen."""


class RoundPage(RecordPage):
    """The form of a round, without what is locked by now; a new one is a 360 or a pulse (`kind`)."""

    def __init__(
        self, practice: Practice, today: date, plan: Plan, record: Round | None, kind: str = "360"
    ) -> None:
        start: dict[str, Any] | None = None
        self.as_before = False
        self.kind = record.kind if record else kind
        if record is None:
            before = [asked for asked in rounds_before(plan.stored) if asked.kind == kind]
            name = "Pulse" if kind == "pulse" else "360"
            title = f"{name}, {MONTHS[today.month - 1]} {today.year}"
            start = {"title": title, "kind": kind, "opened_on": today.isoformat()}
            start |= _as_before(before[-1:])
            self.as_before = bool(before)
        left_out = ["closed_on", "kind"]
        if self.kind == "360":
            left_out.append("months")
        if record is not None and (counts(plan, record).answered or not record.open):
            left_out += [*LOCKED, *(["opened_on"] if not record.open else [])]
        engagement = plan.engagement.uid
        super().__init__(practice, today, Round, record, engagement, start, leave_out=tuple(left_out))

    def specs(self) -> list[FieldSpec]:
        """The fields; a new round's items may come from a set."""
        specs = super().specs()
        if self.record is not None:
            return specs
        none = "as in the last round" if self.as_before else "none, own items"
        sets = [("", none), *((name, name) for name in find_item_sets(own_sets()))]
        hint = "what the items begin with; change them below"
        return [*specs[:1], FieldSpec(SET, "Set of items", "choice", "", hint, sets), *specs[1:]]

    def screen(self, draft_key: str) -> Form:
        """A form in which a set fills in the items."""
        return RoundForm(self.title, self.specs(), self.kind, draft_key)

    def changes(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """What was changed; of a new round also its kind."""
        changes = super().changes(values)
        return changes if self.record is not None else {"kind": self.kind, **changes}


def own_sets() -> Path:
    """The folder of the coach's own sets of items."""
    return own_item_sets(config_path(os.environ))


def last_asked(plan: Plan) -> dict[str, dict[str, Any]]:
    """What a new round of each kind asks without being told: what the last one asked, else what the first set
    of items says. A kind for which there is neither is left out."""
    found = {}
    for kind in ("360", "pulse"):
        before = [asked for asked in rounds_before(plan.stored) if asked.kind == kind]
        fields = _as_before(before[-1:]) or _first_set(kind)
        if fields.get("items"):
            found[kind] = fields
    return found


def _first_set(kind: str) -> dict[str, Any]:
    """What the first set of items says for a kind of round; a pulse has a scale of its own."""
    for path in find_item_sets(own_sets()).values():
        try:
            fields = load_item_set(path)
        except BadInput:
            continue
        kept = ("items", "questions") if kind == "pulse" else KEPT
        return {key: value for key, value in fields.items() if key in kept}
    return {}


def _as_before(rounds: list[Round]) -> dict[str, Any]:
    """What a new round asks like the one before, so that both can be compared."""
    return {key: asked.raw[key] for asked in rounds for key in KEPT if key in asked.raw}


class RoundForm(Form):
    """A form whose items are filled in by the set that is chosen, as long as nobody has changed them."""

    def __init__(self, title: str, specs: list[FieldSpec], kind: str, draft_key: str) -> None:
        super().__init__(title, specs, draft_key=draft_key)
        self._kind = kind
        self._first = {key: value for key, value in self._begun.items() if key in self._set_keys}
        self._filled: Mapping[str, Any] = dict(self._first)
        self._last_set = ""

    @property
    def _set_keys(self) -> tuple[str, ...]:
        """What a set says; a pulse has a scale of its own."""
        keys = ("items", "questions")
        return keys if self._kind == "pulse" else (*keys, "scale_low", "scale_high", "anchors")

    def _edited(self, key: str) -> None:
        super()._edited(key)
        if key == SET and self.current is self._editors[SET]:
            name = str(self._editors[SET].field_value)
            if name != self._last_set:
                self._last_set = name
                self._fill_from(name)

    def _fill_from(self, name: str) -> None:
        now = {key: value for key, value in self.values().items() if key in self._set_keys}
        if now != self._filled and any(now.values()):
            self.complain("what was typed below stays; empty it to have a set fill it in")
            return
        try:
            put = self._texts(load_item_set(find_item_sets(own_sets())[name])) if name else dict(self._first)
        except BadInput as error:
            self.complain(str(error))
            return
        except KeyError:
            self.complain("this set is gone; it was deleted meanwhile")
            return
        for key, text in put.items():
            self.set_value(key, text)
        self._filled = {key: value for key, value in self.values().items() if key in self._set_keys}

    def _texts(self, found: Mapping[str, Any]) -> dict[str, str]:
        return {key: Round.fields[key].text(found.get(key)) for key in self._set_keys}
