"""A form whose items may be filled in by a set: of a round of feedback, or of an assessment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from coach_tui.app.forms.widgets.fields import FieldSpec
from coach_tui.app.forms.widgets.form import Form
from coach_tui.exchange.item_sets import find_item_sets, load_item_set, own_item_sets
from coach_tui.plan.assessment import Assessment
from coach_tui.plan.errors import BadInput
from coach_tui.plan.round import Round
from coach_tui.store.paths import config_path

SET = "set"
"""The field of the form in which a set is chosen."""


def own_sets() -> Path:
    """The folder of the coach's own sets of items."""
    return own_item_sets(config_path(os.environ))


def set_choice(kind: str, none: str) -> FieldSpec:
    """The field in which a set for a kind (360, self or intake) is chosen; `none` is what stands for none."""
    sets = [("", none), *((name, name) for name in find_item_sets(own_sets(), kind))]
    return FieldSpec(SET, "Set of items", "choice", "", "what the items begin with; change them below", sets)


class SetForm(Form):
    """A form whose items are filled in by the set that is chosen, as long as nobody has changed them."""

    def __init__(
        self,
        title: str,
        specs: list[FieldSpec],
        noun: type[Round] | type[Assessment],
        kind: str,
        keys: tuple[str, ...],
        draft_key: str,
    ) -> None:
        """Make it.

        Args:
            title: the heading.
            specs: the fields.
            noun: what the form makes.
            kind: what the sets are for: 360, self or intake.
            keys: the fields that a set fills in.
            draft_key: see `Form`.
        """
        super().__init__(title, specs, draft_key=draft_key)
        self._noun = noun
        self._kind = kind
        self._set_keys = keys
        self._first = {key: value for key, value in self._begun.items() if key in keys}
        self._filled: Mapping[str, Any] = dict(self._first)
        self._last_set = ""

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
            put = self._texts(self._loaded(name)) if name else dict(self._first)
        except BadInput as error:
            self.complain(str(error))
            return
        except KeyError:
            self.complain("this set is gone; it was deleted meanwhile")
            return
        for key, text in put.items():
            self.set_value(key, text)
        self._filled = {key: value for key, value in self.values().items() if key in self._set_keys}

    def _loaded(self, name: str) -> Mapping[str, Any]:
        return load_item_set(find_item_sets(own_sets(), self._kind)[name], self._noun)

    def _texts(self, found: Mapping[str, Any]) -> dict[str, str]:
        return {key: self._noun.fields[key].text(found.get(key)) for key in self._set_keys}
