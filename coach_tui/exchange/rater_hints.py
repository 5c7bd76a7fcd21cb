"""What a coach says of a file of answers where it does not tell by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coach_tui.exchange.csv_text import comparable
from coach_tui.exchange.group_words import group_of
from coach_tui.exchange.score_scale import scale_said
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.round import GROUPS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coach_tui.exchange.score_scale import Scale

USES = ("group", "item", "question", "rater", "email", "nothing")
"""What a column may be said to be."""


class Hints(NamedTuple):
    """Words for groups (see `comparable`) → the group, headings → what they are; the scale; the client."""

    groups: Mapping[str, str] = {}
    columns: Mapping[str, str] = {}
    scale: Scale | None = None
    client: str = ""

    def group(self, said: str, *, of_client: bool = False) -> str:
        """The group that words mean, "" where that is not known."""
        return self.groups.get(comparable(said)) or group_of(said, client=self.client, of_client=of_client)


NO_HINTS = Hints()


def hints_said(
    *,
    group_column: str | None = None,
    groups: Sequence[str] = (),
    columns: Sequence[str] = (),
    scale: str | None = None,
    client: str = "",
) -> Hints:
    """The hints in what somebody typed: `WORDS=GROUP`, `USE=HEADING`, a scale.

    Raises:
        BadInput: one of them says nothing that is known.
    """
    known = {}
    for said in groups:
        words, sign, group = said.rpartition("=")
        if not sign or not words.strip() or group.strip().lower() not in GROUPS:
            raise BadInput(
                f"--group: {quote(said)} is not clear; write the words as in the file and one of "
                f"{', '.join(GROUPS)}, such as “Customer=other”"
            )
        known[comparable(words)] = group.strip().lower()
    uses = {}
    for said in columns:
        use, sign, heading = said.partition("=")
        if not sign or not heading.strip() or not use.strip():
            raise BadInput(
                f"--column: {quote(said)} is not clear; write one of {', '.join(USES)} and the heading, "
                "such as “item=Gives feedback”"
            )
        plain = use.strip().lower()
        uses[heading.strip()] = plain if plain in USES else use.strip()
    if group_column is not None:
        uses[group_column.strip()] = "group"
    return Hints(known, uses, scale_said(scale) if scale is not None else None, client)
