"""How often something was to be done before that was changed: practice and reviews (domain rules §11)."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from coach_tui.plan.field_records import Records
from coach_tui.plan.field_times import Every, KnownDay, Often
from coach_tui.plan.record import Record
from coach_tui.plan.side import Side

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from coach_tui.plan.cadence import Cadence

    Stretch = tuple["Cadence | None", date, date]
    """A rhythm (None: none) with the first and the last day on which it was the strategy's."""


class Rhythm(Record):
    """A rhythm that a strategy had, and the last day on which it had it; without one it had none."""

    cadence = Often("how often", seen="client")
    until = KnownDay("until", Side.PAST, seen="client")

    noun = "an earlier rhythm"


class EarlierEvery(Record):
    """A rhythm that reviews had, and the last day on which they had it; without one there was none."""

    every = Every("how often", seen="client")
    until = KnownDay("until", Side.PAST, seen="client")

    noun = "an earlier rhythm"


class Rhythms(Records):
    """The rhythms that something had, the earliest first; each holds from the end of the one before."""

    def __init__(self, label: str, record: type[Record] = Rhythm, **more: Any) -> None:
        super().__init__(label, record, hint="how often | its last day", seen="client", **more)

    def check(self, value: Any) -> list[dict[str, Any]]:
        found = sorted(super().check(value), key=lambda rhythm: str(rhythm["until"]))
        for one, other in pairwise(found):
            if one["until"] == other["until"]:
                raise self.refuse(f"two rhythms end on {one['until']}; leave one of them")
        return found


def rhythms_after(
    rhythms: Sequence[dict[str, Any]],
    before: str,
    now: str,
    start: str,
    today: date,
    key: str = "cadence",
) -> list[dict[str, Any]]:
    """The earlier rhythms (stored) once the rhythm becomes another today: the old one held up to yesterday.

    One that was never in force, because it was set today or what it is of has not begun, leaves no trace; nor
    does one that is set again on the day on which it was changed.

    Args:
        rhythms: what there is.
        before: the rhythm so far (stored), "" for none.
        now: what it becomes.
        start: the day (ISO) on which what it is of began.
        today: the day taken as today.
        key: under which an earlier rhythm has how often it was.
    """
    last = (today - timedelta(days=1)).isoformat()
    kept = list(rhythms)
    if before != now and start <= last and not (kept and kept[-1]["until"] >= last):
        kept.append({**({key: before} if before else {}), "until": last})
    elif kept and kept[-1]["until"] == last and kept[-1].get(key, "") == now:
        kept.pop()
    return kept
