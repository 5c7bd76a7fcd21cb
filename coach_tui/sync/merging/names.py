"""Names that two machines gave alike: each is told apart by a number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach_tui.plan.fields import LINE_LIMIT
from coach_tui.plan.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

_LONGEST = LINE_LIMIT - len(" (999)")
_NUMBERED = re.compile(r"^(.*\S) \((\d{1,3})\)$", re.DOTALL)


def told_apart(taken: set[str], free: Sequence[Any], text_of: Callable[[Any], str]) -> list[tuple[Any, str]]:
    """Each of these with its text, behind which a number stands where there is another such text."""
    stems: dict[str, list[Any]] = {}
    for one in free:
        stems.setdefault(fold(_stem(text_of(one))), []).append(one)
    found = []
    for same in stems.values():
        texts = [fold(text_of(one)) for one in same]
        if len(set(texts)) == len(texts) and taken.isdisjoint(texts):
            found += [(one, text_of(one)) for one in same]
            taken = taken.union(texts)
            continue
        for one in same:
            stem = text = _stem(text_of(one))[:_LONGEST]
            number = 1
            while fold(text) in taken:
                number += 1
                text = f"{stem} ({number})"
            taken = taken | {fold(text)}
            found.append((one, text))
    return found


def _stem(text: str) -> str:
    match = _NUMBERED.match(text)
    return match[1] if match else text


def measures_apart(measures: Sequence[dict[str, Any]], was: Mapping[str, str]) -> list[dict[str, Any]]:
    """Measures of one objective, of which no two have one name; `was` are those that were there, by uid."""
    names = [str(one["name"]) for one in measures]
    if len(set(names)) == len(names):
        return list(measures)
    fixed = {fold(one["name"]) for one in measures if was.get(str(one.get("uid"))) == one["name"]}
    free = [one for one in measures if was.get(str(one.get("uid"))) != one["name"]]
    free.sort(key=lambda one: str(one.get("uid")))
    now = {id(one): text for one, text in told_apart(fixed, free, lambda one: str(one["name"]))}
    return [{**one, "name": now.get(id(one), one["name"])} for one in measures]
