"""Rounds' answers packed into one text: the coach's own plan files and exports carry them along.

Who looks into such a file must not come upon what a small group of raters said, nor how many they were
(domain rules §3). So all the answers of a file stand in it as one text that the eye cannot read, and come
back from it without loss. It is no lock: who has the file can open it. What is made to be handed on has no
answers (`coach_tui.exchange.dump`).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from coach_tui import bounds
from coach_tui.plan.draft import content_of
from coach_tui.plan.errors import BadInput
from coach_tui.plan.round import Response

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from coach_tui.plan.draft import Draft

KEY = "packed"
OLD_KEYS = ("sealed",)
"""What versions before this one called it."""
LINE = 96


def pack(answers: Sequence[Mapping[str, Any]]) -> str:
    """Answers as one text of several lines."""
    import base64
    import zlib

    told = json.dumps(answers, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    text = base64.b64encode(zlib.compress(told, 9)).decode()
    return "\n".join(text[start : start + LINE] for start in range(0, len(text), LINE))


def unpack(text: Any, limit: int) -> tuple[list[Any], int]:
    """The answers in a packed text that may unfold to so many bytes, and to how many it did.

    Raises:
        BadInput: it is damaged, too large, or no such text.
    """
    import base64
    import zlib

    try:
        folded = base64.b64decode("".join(str(text).split()), validate=True)
        unpacker = zlib.decompressobj()
        told = unpacker.decompress(folded, max(1, limit))
        if unpacker.unconsumed_tail or not unpacker.eof:
            raise ValueError
        bounds.check_json(told)
        answers = json.loads(told)
    except (BadInput, ValueError, RecursionError, zlib.error):
        raise BadInput(
            f"{KEY}: the answers of the rounds are damaged; take them from the file before"
        ) from None
    if not isinstance(answers, list):
        raise BadInput(f"{KEY}: holds no answers")
    return answers, len(told)


def packed(draft: Draft) -> Draft:
    """A draft (`coach_tui.plan.draft`) to be read by people: all answers in one envelope."""
    answers = draft.get(Response.entry)
    return {**draft, Response.entry: [{KEY: pack(answers)}]} if answers else draft


def opened(entries: list[Any]) -> list[Any]:
    """The answers of a plan file: those in envelopes, and those that stand in it as they are."""
    found: list[Any] = []
    left = bounds.ANSWERS_PACKED
    for entry in entries:
        key = next((key for key in (KEY, *OLD_KEYS) if isinstance(entry, dict) and key in entry), "")
        if key:
            answers, size = unpack(entry[key], left)
            left -= size
            found += answers
        else:
            found.append(entry)
    return found


def answers_in_order(answers: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Answers in the order in which files have them."""
    return sorted(answers, key=content_of)
