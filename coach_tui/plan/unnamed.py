"""Texts without some people's names: of who is erased, or of others in a session of several (domain §10)."""

from __future__ import annotations

from coach_tui.plan.people import People
from coach_tui.plan.session import NOTE
from coach_tui.plan.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from typing import Any

    from coach_tui.plan.former import Former

STAND_IN = "a client"
TEXTS = (*NOTE, "reason", "by")
"""The keys of a session, and of what is inside it, that hold texts."""


def unnaming(names: Collection[str], former: Collection[Former] = ()) -> Callable[[str], str]:
    """What makes of a text the same text without the people of these names, by whatever part of a name.

    `former` are names that no record holds any more, nor the history.
    """
    people = People()
    for name in names:
        people.add(name, STAND_IN)
    for one in former:
        people.add_former(one)
    return people.without


def rewording(names: Collection[str]) -> Callable[[str], str]:
    """What makes of a text that holds one of the names the same text without it; other texts stay."""
    unname = unnaming(names)
    wanted = [fold(name) for name in names]

    def reword(text: str) -> str:
        told = fold(text)
        return unname(text) if any(one in told for one in wanted) else text

    return reword


def session_without(
    session: Mapping[str, Any], names: Collection[str], former: Collection[Former] = ()
) -> dict[str, Any]:
    """A stored session in whose texts nobody of these names, and former ones, stands."""
    unname = unnaming(names, former)

    def within(value: Any) -> Any:
        if isinstance(value, dict):
            return {
                key: unname(one) if key in TEXTS and isinstance(one, str) else within(one)
                for key, one in value.items()
            }
        return [within(one) for one in value] if isinstance(value, list) else value

    found: dict[str, Any] = within(dict(session))
    return found
