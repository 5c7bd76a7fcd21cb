"""New commitments in a form: a line each, “what | who | until when”."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from coach_tui.app.forms.widgets.fields import FieldSpec
from coach_tui.plan.errors import BadInput
from coach_tui.plan.when import parse_day

LINES = 4
PREFIX = "commit."


def promise_lines(until: str, today: date, count: int = LINES) -> list[FieldSpec]:
    """The lines; `until` says for when one is promised that names no day."""

    def check(text: str) -> str | None:
        try:
            _promise(text, today)
        except BadInput as error:
            return str(error)
        return None

    hint = f"“Jonas prepares the call | client | +2w”; left out: the client, {until}"
    return [
        FieldSpec(f"{PREFIX}{number}", "Commitment", "line", "", hint, check=check) for number in range(count)
    ]


def promised(values: Mapping[str, Any], today: date) -> list[dict[str, Any]]:
    """The commitments that were typed, as fields of a Commitment.

    Raises:
        BadInput: a line that cannot be read; it begins with the field's key.
    """
    found = []
    for key, text in values.items():
        if key.startswith(PREFIX):
            try:
                made = _promise(str(text), today)
            except BadInput as error:
                raise BadInput(f"{key}: {error}") from None
            if made:
                found.append(made)
    return found


def _promise(text: str, today: date) -> dict[str, Any]:
    parts = [part.strip() for part in text.split("|")]
    if len(parts) > 3:
        raise BadInput("write: what | who | until when")
    if not parts[0]:
        return {}
    what, who, until = (*parts, "", "")[:3]
    found = {"text": what, "owner": who, "due": parse_day(until, today).isoformat() if until else ""}
    return {key: value for key, value in found.items() if value}
