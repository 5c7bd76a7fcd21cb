"""What is being typed, kept as a draft until it is in the file."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from coach_tui.app.drafts import Gone, told_by
from coach_tui.plan.errors import BadInput

if TYPE_CHECKING:
    from coach_tui.app.coach import Coach
    from coach_tui.plan.practice import Plan

T = TypeVar("T")


class Unsaved:
    """One text or form that somebody is typing, until it is saved or thrown away."""

    def __init__(self, coach: Coach, about: Mapping[str, Any], draft: str = "") -> None:
        self._coach = coach
        self.key = draft or json.dumps({**about, "draft": os.urandom(6).hex()})
        self._put_by = False

    async def written(self, title: str, values: Mapping[str, Any], work: Callable[[], T]) -> T:
        """Do a verb (see `Coach.written`); until it is done, the values are a draft.

        Raises:
            CoachError: the verb refuses, or the file cannot be written; the values are a draft still.
        """
        self.keep(title, values)
        result = await self._coach.written(partial(self._do, work))
        self.forget()
        return result

    def _do(self, work: Callable[[], T]) -> T:
        """Do it; once it is in the file, a dropped connection has nothing left to keep."""
        result = work()
        self._coach.drafts.drop(self.key)
        return result

    def keep(self, title: str, values: Mapping[str, Any]) -> None:
        """From now on a dropped connection does not lose them."""
        self._coach.drafts.keep(self.key, title, values)

    def store(self) -> bool:
        """Keep it beside the data file as well; False, with a word to the coach, where the disk refuses."""
        return self._coach.drafts.store()

    def put_by(self, title: str, values: Mapping[str, Any]) -> bool:
        """It is left half-way, to be gone on with: that throws nothing away. False as in `store`."""
        self.keep(title, values)
        self._put_by = True
        return self.store()

    def keep_from_sight(self, title: str, values: Mapping[str, Any]) -> NoReturn:
        """Names were hidden while it was being written, and that was refused: it is not shown again now.

        Raises:
            BadInput: always, with what becomes of it.
        """
        self.put_by(title, values)
        self._coach.drafts.withheld = True
        key = self._coach.key_of("hide_names")
        raise BadInput(f"not written; it is kept, and is asked about once {key} shows the names")

    def left(self) -> None:
        """Its form was left: it is thrown away, unless it was put by."""
        if not self._put_by:
            self.forget()

    def forget(self) -> None:
        """It is saved, or was thrown away."""
        self._coach.drafts.forget(self.key)


def plan_told(coach: Coach, draft_key: str) -> Plan:
    """The plan that a draft's key names.

    Raises:
        Gone: it was deleted or closed meanwhile.
    """
    found = coach.practice.find("engagements", str(told_by(draft_key).get("engagement", "")))
    plan = coach.practice.plan(found.raw["client"], found.uid) if found else None
    if plan is None or not plan.engagement.open:
        raise Gone
    return plan
