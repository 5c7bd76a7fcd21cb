"""All tables of a coach's practice, and the check of a stored document."""

from __future__ import annotations

from coach_tui.plan.assessment import Assessment
from coach_tui.plan.client import Client, Engagement
from coach_tui.plan.contact import Checkin, Commitment, Review, Win
from coach_tui.plan.errors import BadInput
from coach_tui.plan.field_lists import Refs
from coach_tui.plan.field_records import Group, Records
from coach_tui.plan.fields import Ref
from coach_tui.plan.merged import Merge
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.need import Need
from coach_tui.plan.objective import Objective
from coach_tui.plan.pause import Holiday
from coach_tui.plan.round import Rater, Response, Round
from coach_tui.plan.session import Session
from coach_tui.plan.strategy import Strategy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from coach_tui.plan.record import Record

PARTS: tuple[type[Record], ...] = (
    Objective,
    Need,
    Strategy,
    Milestone,
    Review,
    Checkin,
    Commitment,
    Session,
    Win,
    Round,
    Rater,
    Response,
    Assessment,
)
"""What a plan is made of, in the order in which its parts may refer to one another."""

_ALL: tuple[type[Record], ...] = (Client, Engagement, *PARTS, Holiday, Merge)
NOUNS: dict[str, type[Record]] = {noun.table: noun for noun in _ALL}


def references(noun: type[Record]) -> list[Ref | Refs]:
    """The fields of a noun that point at other records."""
    return [field for field in noun.fields.values() if isinstance(field, (Ref, Refs))]


def known_part(noun: type[Record], document: Mapping[str, Any]) -> dict[str, Any]:
    """A stored document without the fields that a newer version wrote, in small records too."""
    known: dict[str, Any] = {}
    for key, value in document.items():
        field = noun.fields.get(key)
        if isinstance(field, Records) and isinstance(value, list):
            value = [known_part(field.record, one) if isinstance(one, dict) else one for one in value]
        elif isinstance(field, Group) and isinstance(value, dict):
            value = known_part(field.record, value)
        if field is not None or key == "uid":
            known[key] = value
    return known


def check_record(table: str, document: Mapping[str, Any]) -> None:
    """Checks one stored document; fields that this version does not know are passed over.

    Raises:
        BadInput: the first fault, beginning with the table and the field.
    """
    noun = NOUNS.get(table)
    if noun is None:
        return
    try:
        noun.check(known_part(noun, document))
        if noun.belongs and not isinstance(document.get(noun.belongs), str):
            raise BadInput(f"{noun.belongs}: is missing")
    except BadInput as error:
        raise BadInput(f"{table}: {error}") from None
