"""Rounds of feedback: a 360 or a pulse, who was invited, and what was answered (domain rules §3)."""

from __future__ import annotations

from coach_tui.plan.asking import GENERAL, anchored, check_asking
from coach_tui.plan.audience import visibility as visible_to
from coach_tui.plan.errors import BadInput
from coach_tui.plan.field_lists import Texts
from coach_tui.plan.field_times import Day
from coach_tui.plan.fields import TEXT_LIMIT, Choice, Field, Flag, Number, Ref, Text, quote
from coach_tui.plan.judgement import accepted_field
from coach_tui.plan.record import Record
from coach_tui.plan.side import Side
from coach_tui.plan.snooze import snooze_field
from coach_tui.plan.text import clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Any

GROUPS = ("self", "manager", "peer", "report", "other")
"""How a rater knows the client."""
PEOPLE = {
    "self": ("the client", "the client"),
    "manager": ("manager", "managers"),
    "peer": ("peer", "peers"),
    "report": ("report", "reports"),
    "other": ("other", "others"),
}
"""A group for a reader: one of it, and several."""
LOCKED = ("kind", "scale_low", "scale_high", "anchors", "items", "questions", "months")
"""What nobody may change once somebody has answered."""
FROZEN = (*LOCKED, "opened_on", "closed_on")
"""What nobody may change once a round is closed."""
NOT_KNOWN = "n/a"


class AnswersField(Field):
    """Values by item or question, both by their text; what has no answer is left out."""

    widget = "text"

    def __get__(self, record: Record, owner: type) -> dict[str, Any]:
        return record.raw.get(self.key) or {}

    def check(self, value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise self.refuse(f"{quote(value)} is not a table; write {{ “item” = … }}")
        checked = {clean(str(name)).strip(): self._one(one) for name, one in value.items()}
        return {name: one for name, one in checked.items() if name and one not in (None, "")}

    def _one(self, value: Any) -> Any:
        raise NotImplementedError

    def parse(self, text: str, today: date) -> Any:
        """Not typed as one text: a form asks for each."""
        raise self.refuse("is answered item by item")

    def text(self, stored: Any) -> str:
        return "\n".join(f"{name}: {value}" for name, value in (stored or {}).items())


class Scores(AnswersField):
    """A whole number for each item; “n/a” is the same as none."""

    def _one(self, value: Any) -> int | None:
        if value is None or (isinstance(value, str) and value.strip().lower() in ("", NOT_KNOWN)):
            return None
        if isinstance(value, bool) or not isinstance(value, (int, float)) or value != int(value):
            raise self.refuse(f"{quote(value)} is neither a whole number nor “{NOT_KNOWN}”")
        return int(value)


class Remarks(AnswersField):
    """A text for each question or item."""

    def _one(self, value: Any) -> str:
        if not isinstance(value, str):
            raise self.refuse(f"{quote(value)} is not text; put it in quotes")
        if len(value) > TEXT_LIMIT:
            raise self.refuse(f"{len(value):,} characters are too many (at most {TEXT_LIMIT:,})")
        return clean(value, lines=True).strip()


class Round(Record):
    """One asking of everybody who works with the client; frozen when it closes.

    360: how the client does on each item. pulse: “more effective in the last N months on …?”
    """

    table = "rounds"
    entry = "round"
    noun = "a round"

    title = Text(
        "Title", required=True, hint="by which the round is named, such as “360, autumn”", opens="client"
    )
    kind = Choice("Kind", ("360", "pulse"), default="360", opens="client")
    opened_on = Day("Open since", Side.PAST, opens="client")
    closed_on = Day("Closed on", Side.PAST, opens="client")
    items = Texts(
        "Items",
        unique=True,
        required=True,
        hint="one a line: what somebody can see the client do",
        opens="client",
    )
    questions = Texts("Questions", unique=True, hint="one a line: answered in words", opens="client")
    scale_low = Number(
        "Lowest score", low=-100, high=100, whole=True, hint="1; for a pulse −3", opens="client"
    )
    scale_high = Number(
        "Highest score", low=-100, high=100, whole=True, hint="5; for a pulse 3", opens="client"
    )
    anchors = Texts(
        "Scale in words",
        hint="one a line, from the lowest score to the highest, or both ends",
        opens="client",
    )
    months = Number(
        "Months", low=1, high=36, whole=True, hint="a pulse asks about the last so many; 3", opens="client"
    )
    gap_cut = Number(
        "Gap that counts",
        low=0,
        high=1,
        default=0.25,
        hint="share of the scale by which self and others differ",
        opens="client",
    )
    visibility = visible_to("client: its results may go into the client's report", widest="client")
    accepted = accepted_field()
    snooze = snooze_field("Put off")

    @property
    def open(self) -> bool:
        """Whether answers are still taken."""
        return self.closed_on is None

    @property
    def closing(self) -> tuple[date, str]:
        """Where it stands in the order in which rounds were closed; those still open come last."""
        return self.closed_on or date.max, self.uid

    @property
    def pulse(self) -> bool:
        """Whether it asks for a change instead of a level."""
        return self.kind == "pulse"

    @property
    def low(self) -> int:
        """The lowest score."""
        return int((-3 if self.pulse else 1) if self.scale_low is None else self.scale_low)

    @property
    def high(self) -> int:
        """The highest score."""
        return int((3 if self.pulse else 5) if self.scale_high is None else self.scale_high)

    @property
    def words(self) -> dict[int, str]:
        """What scores mean in words: all of them, or the two ends."""
        found = anchored(self.low, self.high, self.anchors)
        if found is not None:
            return found
        if self.pulse:
            return {self.low: "much less effective", 0: "no change", self.high: "much more effective"}
        return {self.low: "hardly ever", self.high: "nearly always"}

    @property
    def asks(self) -> str:
        """The question that stands over the items."""
        if self.pulse:
            months = int(self.months or 3)
            last = "month" if months == 1 else f"{months} months"
            return f"More effective in the last {last} on …?"
        return "How often do you see this?" if not self.anchors else "How do you see this?"

    @property
    def unknown(self) -> str:
        """What stands for N/A in a form."""
        return "not enough information" if self.pulse else "cannot say"

    @property
    def topics(self) -> list[str]:
        """What a comment may belong to."""
        return [*self.items, *self.questions, GENERAL]

    @classmethod
    def agree(cls, stored: Mapping[str, Any]) -> None:
        """The scale rises, and no question is an item as well."""
        check_asking(cls(stored))
        opened, closed = stored.get("opened_on"), stored.get("closed_on")
        if opened and closed and closed < opened:
            raise BadInput("closed_on: is before the round was opened")


class Rater(Record):
    """Somebody who was invited to a round. What they answered stands elsewhere, without a name."""

    table = "raters"
    entry = "rater"
    noun = "a rater"
    title_key = "name"

    round = Ref("Round", "rounds", required=True)
    name_ = Text("Name", required=True, names="rater")
    email = Text("E-mail", names="reach")
    group = Choice("Group", GROUPS, required=True, hint="how they know the client")
    invited_on = Day("Invited on", Side.PAST)
    answered = Flag("Has answered")


class Response(Record):
    """What one rater answered: no name, no day, under an id that tells nothing."""

    table = "responses"
    entry = "response"
    noun = "an answer"
    random_ids = True

    round = Ref("Round", "rounds", required=True, seen="nobody")
    group = Choice("Group", GROUPS, required=True, seen="nobody")
    scores = Scores("Scores", seen="nobody")
    comments = Remarks("Comments", seen="nobody")

    @property
    def name(self) -> str:
        """Nothing that would tell whose it is."""
        return "a rater's"
