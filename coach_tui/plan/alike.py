"""Whether a record that stands where another stood is that one, changed, or another one altogether."""

from __future__ import annotations

from coach_tui.plan.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

SIMILAR = 0.6
"""From how much of their letters in common on two titles are one, reworded."""
_IDS = ("id", "uid")
_NAMES = ("title", "name", "text")
_TELL_NOTHING = frozenset(
    [
        *_IDS,
        *_NAMES,
        "kind",
        "owner",
        "start",
        "weight",
        "status",
        "agreed_on",
        "agreed_to",
        "made_on",
        "why_by",
        "source",
    ]
)
"""Fields that records with nothing else in common often share."""


def alike(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Whether they share most of their fields, or their titles most of their letters.

    Of records without titles, which have their days instead, half of the fields are enough.

    >>> alike({"title": "Walk", "cue": "at noon"}, {"title": "Stroll", "cue": "at noon"})
    True
    >>> alike({"title": "Walk", "cue": "at noon"}, {"title": "Read", "cue": "in bed"})
    False
    """
    keys = (before.keys() | after.keys()) - _TELL_NOTHING
    shared = sum(1 for key in keys if _bare(before.get(key)) == _bare(after.get(key)))
    old, new = _name(before), _name(after)
    if keys and 2 * shared > len(keys):
        return True
    if not old or not new:
        return 2 * shared >= len(keys)
    from difflib import SequenceMatcher

    return SequenceMatcher(None, old, new, autojunk=False).ratio() >= SIMILAR


def _name(record: Mapping[str, Any]) -> str:
    return fold(str(next((record[key] for key in _NAMES if record.get(key)), "")))[:200]


def _bare(value: Any) -> Any:
    """A value without the ids in it."""
    if isinstance(value, list):
        return [_bare(one) for one in value]
    if isinstance(value, dict):
        return {key: _bare(one) for key, one in value.items() if key not in _IDS}
    return value
