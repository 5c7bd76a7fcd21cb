"""The field that says which record of an earlier plan one goes on with."""

from __future__ import annotations

from coach_tui.plan.fields import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Earlier(Text):
    """The uid of a record of a table in another plan of the client.

    A form offers those that there are, and a plan file names it: an engagement by its days, an objective or a
    strategy by its title (`coach_tui.plan.earlier`).
    """

    def __init__(self, label: str, table: str, **options: Any) -> None:
        super().__init__(label, hint="what it goes on with, of an earlier plan", **options)
        self.table = table
        self.widget = "earlier"
