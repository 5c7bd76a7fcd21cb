"""Settling commitments in a form: each in full on lines of its own, and its outcome by one key.

`settle_fields` makes the fields for any form (the review, the session), `settled` reads them back in the
shape that `coach_tui.changes.reviews.hold_review` and `coach_tui.changes.daily.settle` take.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from coach_tui.app.forms.widgets.fields import Ask, FieldSpec, unpack
from coach_tui.plan.contact import Commitment
from coach_tui.plan.dates import short
from coach_tui.plan.errors import BadInput
from coach_tui.plan.when import parse_day

PREFIX = "settle."
LETTERS = {"done": "d", "late": "l", "partly": "p", "moved": "m", "dropped": "x"}
HINT = "d done  l late  p partly  m moved  x dropped; backspace takes it back"


def day_checker(today: date, *, past: bool = False) -> Callable[[str], str | None]:
    """A check of a day as it is typed; with `past`, of one that has been."""

    def check(text: str) -> str | None:
        if not text.strip():
            return None
        try:
            day = parse_day(text, today)
        except BadInput as error:
            return str(error)
        return f"{day.isoformat()} is in the future" if past and day > today else None

    return check


def settle_fields(
    commitments: Iterable[Commitment],
    today: date,
    coming: str = "",
    says: Mapping[str, str] | None = None,
    until: str = "",
) -> list[FieldSpec]:
    """One answer a commitment; `coming` is the day (ISO) of the next review, to which one moves, `says` what
    the client has said of them beforehand, by their text; `until` says in its own words where one moves."""
    review = f"empty: the next review, {coming}" if coming else "the new day; may be left empty"
    until = until or review
    why = Ask("why", hint="what got in the way, in a few words")
    asks = {
        "late": [why],
        "partly": [why],
        "moved": [Ask("until", hint=until, check=day_checker(today)), why],
        "dropped": [why],
    }
    return [
        FieldSpec(
            f"{PREFIX}{commitment.uid}",
            commitment.text,
            "answer",
            "",
            HINT,
            [(word, word) for word in LETTERS],
            said=_said(commitment, today, (says or {}).get(commitment.text, "")),
            letters=LETTERS,
            asks=asks,
        )
        for commitment in commitments
    ]


def _said(commitment: Commitment, today: date, says: str = "") -> list[tuple[str, str]]:
    due = commitment.due
    late = due is not None and due < today
    until = f"until {short(due, today)}" if due else "no date"
    more = f"  {commitment.owner}, "
    said = [(commitment.text, ""), (more, "dim"), (until, "bad" if late else "dim")]
    if commitment.carried:
        times = int(commitment.carried)
        said.append((f", carried on {'once' if times == 1 else f'{times} times'}", "warn"))
    if says:
        said.append((f"  client says {says}", "accent"))
    return said


def settled(
    values: Mapping[str, Any], commitments: Iterable[Commitment], today: date
) -> dict[str, tuple[str, str, str, str]]:
    """What came of the commitments that were settled, by uid: status before, status now, why, new day (ISO).

    Raises:
        BadInput: a day that cannot be read; it begins with the field's key.
    """
    found = {}
    for commitment in commitments:
        key = f"{PREFIX}{commitment.uid}"
        status, *given = unpack(str(values.get(key, "")))
        if not status:
            continue
        until, why = (*given, "", "")[:2] if status == "moved" else ("", *given, "")[:2]
        found[commitment.uid] = (commitment.status, status, why, _day(key, until, today))
    return found


def _day(key: str, text: str, today: date) -> str:
    try:
        return parse_day(text, today).isoformat() if text.strip() else ""
    except BadInput as error:
        raise BadInput(f"{key}: {error}") from None
