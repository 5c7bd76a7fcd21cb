"""At the end of an engagement: what came of each past session of which nobody has said it."""

from __future__ import annotations

from datetime import date

from coach_tui.app.forms.sections.section import Section, Values
from coach_tui.app.forms.widgets.fields import Ask, FieldSpec
from coach_tui.changes.session_states import CAME
from coach_tui.plan.dates import short
from coach_tui.plan.practice import Plan
from coach_tui.plan.session import HELD, came_unsaid

LETTERS = dict(zip(CAME, "hclmkn", strict=True))
"""What came of a session, and the letter for it."""
HINT = "a letter steps on, a capital asks why first; empty: Today goes on asking"


class Unsaid(Section[dict[str, tuple[str, str]]]):
    """What came of sessions, by uid, and why; those of which nothing is said are left out."""

    kind = "came"

    def __init__(self, plan: Plan, today: date) -> None:
        self.today = today
        self.sessions = [one for one in plan.sessions if came_unsaid(one.raw, today.isoformat())]

    def fields(self) -> list[FieldSpec]:
        why = Ask("why", hint="in a few words; may be left empty", spare=True)
        names = {
            one.uid: f"Session of {short(one.on, self.today)} {one.time}".strip() for one in self.sessions
        }
        return [
            FieldSpec(
                self.key(session.uid),
                names[session.uid],
                "answer",
                "",
                HINT,
                [(how, how) for how in CAME],
                said=[(names[session.uid], "")],
                letters=LETTERS,
                asks={how: [why] for how in CAME if how != HELD},
            )
            for session in self.sessions
        ]

    def read(self, values: Values) -> dict[str, tuple[str, str]]:
        answers = {session.uid: self.answer(values, session.uid)[:2] for session in self.sessions}
        return {uid: (how, why) for uid, (how, why) in answers.items() if how}
