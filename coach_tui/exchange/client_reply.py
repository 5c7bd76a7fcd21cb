"""What a client's reply to a form says: what is taken of it, what is not clear, and what is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.exchange.client_form import NAMES, kind_and_day
from coach_tui.plan.dates import day_words

if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from coach_tui.plan.assessment import Assessment
    from coach_tui.plan.practice import Plan


class ClientReply:
    """What a reply says.

    `taken` has name and value of each answer as people read them, `faults` what is not clear, `missing` what
    was not answered, `left_out` what was written and is not taken, `far_off` what is taken and far from
    anything before. `values` are fields of a Checkin or a Review in stored form, or answers to an
    assessment; `win` is a win noted along.
    """

    def __init__(self, plan: Plan, kind: str, code: str, sent: date | None, sender: str) -> None:
        self.plan = plan
        self.kind = kind
        self.code = code
        self.sent = sent
        self.sender = sender
        self.taken: list[tuple[str, str]] = []
        self.faults: list[str] = []
        self.missing: list[str] = []
        self.left_out: list[str] = []
        self.far_off: list[str] = []
        self.values: dict[str, Any] = {}
        self.win = ""
        self.asked: Assessment | None = None
        """The assessment that it answers, of a reply to one; `values` are its scores and comments then."""
        self.asked_again = False
        """Whether that is in the file no more, and is asked for again with the answers."""
        self.sent_so: dict[str, str] = {}
        """What the form said of parts of the plan that were changed since it went out, by the tag."""
        self.notes: list[str] = []
        """Words that belong to no field of their own."""

    @property
    def says_something(self) -> bool:
        """Whether a question is answered in it, be it unclear how."""
        return bool(self.taken or self.faults)

    @property
    def heading(self) -> str:
        """Whose reply it is, and to what."""
        found = kind_and_day(self.code)
        day = f" of {day_words(found[1])}" if found else ""
        return f"{self.plan.client.name}, reply to the {NAMES[self.kind]} form{day}"

    def as_json(self) -> dict[str, Any]:
        """The reply for programs."""
        return {
            "kind": self.kind,
            "form": self.code,
            "client": self.plan.client.name,
            "sent": self.sent.isoformat() if self.sent else None,
            "taken": [{"question": name, "answer": said} for name, said in self.taken],
            "unclear": self.faults,
            "far_off": self.far_off,
            "missing": self.missing,
            "left_out": self.left_out,
        }
