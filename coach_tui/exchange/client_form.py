"""The forms for a client: what a check-in or a reflection asks, as text that survives an e-mail reply.

A form names nobody. Its id is made from the engagement's random id, the kind and the day, so that a reply is
known for whose it is and nobody can make up another client's; each question has a tag of its own, made from
the id of what it asks about, so that a plan may change before the reply comes in.
`coach_tui.exchange.client_replies` reads back what comes in.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from coach_tui.exchange.form_lines import wrapped
from coach_tui.exchange.form_question import Question, digest, tag_of
from coach_tui.exchange.plan_form import AGREE_BOXES, plan_questions
from coach_tui.exchange.reply_text import ANSWER, END
from coach_tui.plan.agenda import next_review
from coach_tui.plan.contact import Checkin, Feedback
from coach_tui.plan.dates import short
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import plain_number
from coach_tui.plan.measured import measures_taking_values
from coach_tui.plan.standing import asked_of
from coach_tui.plan.visibility import view

if TYPE_CHECKING:
    from coach_tui.plan.practice import Plan, Practice

KINDS = ("reflection", "checkin", "plan", "self", "intake")
"""What a form can be, told apart by their first letters; the last two are assessments."""
NAMES = {
    "reflection": "reflection",
    "checkin": "check-in",
    "plan": "plan",
    "self": "self-assessment",
    "intake": "intake",
}
TITLES = {
    "reflection": "Before our next review",
    "checkin": "How is it going?",
    "plan": "Your plan, in your own words",
    "self": "Where you stand",
    "intake": "Getting to know you",
}
MARK = re.compile(
    r"(?:\\?[\[［【][\s*_]{0,4}(?:[^\W\d_]{1,15}[\s>|:]{1,6})?|\bform[\s>|:]{1,6})"
    r"(([crpsi])(\d{8})m[0-9a-f]{12})\b(?:[\s*_]{0,4}\\?[\]］】])?",
    re.IGNORECASE,
)
"""A form's id, also where its word was translated, its brackets went, or a quoted line was broken in it."""
BOXES = "[ ] done   [ ] partly   [ ] not yet"
_BOXES = {"outcome": BOXES, "agree": AGREE_BOXES}
"""What stands behind the label, by the kind of a question."""
WORDS = {
    "well": "What went well",
    "hard": "What was hard",
    "learned": "What I learned",
    "else": "Anything else",
}
"""The parts of a reflection, by tag, as the plan keeps them."""
_WELL = {
    "well": "What went well since we last looked at the plan?",
    "hard": "What was hard?",
    "learned": "What did you learn, about the work or about yourself?",
}
ELSE = "Anything else you want us to talk about?"
_OPENINGS = {
    "checkin": "A few lines between our meetings. It takes about three minutes.",
    "plan": "This is your plan as it stands. Tick of each part whether it fits, and write behind that, in "
    "your own words, what it means to you.",
    "reflection": "We look at your plan together{when}. What you write here is what we begin with.",
}
HOW = (
    f'Write behind each "{ANSWER}", in your reply to this mail; leave out what you like. Please '
    "leave the signs in square brackets as they are: they say what is answered. Your mail program "
    "may quote and break the rest."
)
_COACHING = "On the coaching itself, 0 (not at all) to 10 (fully). These four are no validated test."
_FEEDBACK = {
    "heard": "Was I listening to you?",
    "topics": "Did we work on the right topics?",
    "way": "Was the way we worked useful to you?",
    "overall": "All in all, how useful is the coaching?",
}


def code_of(kind: str, engagement: str, day: date) -> str:
    """The id of a form: its kind, its day, and twelve signs that only this engagement (uid) gives."""
    return f"{kind[0]}{day:%Y%m%d}m{digest(f'{kind} {engagement} {day.isoformat()}', 12)}"


def kind_and_day(code: str) -> tuple[str, date] | None:
    """The kind and the day in the id of a form; None for a day that does not exist."""
    try:
        day = date(int(code[1:5]), int(code[5:7]), int(code[7:9]))
    except ValueError:
        return None
    return next(kind for kind in KINDS if kind[0] == code[0]), day


def plan_of_code(practice: Practice, code: str) -> Plan | None:
    """The plan for which a form with this id was written; None where it is none of these.

    An assessment's has an id of its own (`coach_tui.exchange.assessment_form`).
    """
    found = kind_and_day(code)
    if found is None:
        return None
    for raw in practice.tables.get("engagements", {}).values():
        if code_of(found[0], raw["uid"], found[1]) == code:
            return practice.plan(raw["client"], raw["uid"])
    return None


def questions(plan: Plan, kind: str, day: date, *, everything: bool = False) -> list[Question]:
    """What a form of a kind asks on a day: only what the client may see (domain rules §1).

    With `everything` also about what is closed or settled: what a form of an earlier day may have asked.
    """
    if kind == "checkin":
        return _checkin(plan, day, everything)
    if kind == "plan":
        return [
            *plan_questions(plan, day, everything=everything),
            Question("else", ELSE, "text", WORDS["else"]),
        ]
    return _reflection(plan, day, everything)


def _checkin(plan: Plan, day: date, everything: bool) -> list[Question]:
    values: dict[str, list[tuple[date, float]]] = {}
    for checkin in plan.checkins:
        for uid, value in checkin.measures.items():
            if checkin.on <= day:
                values.setdefault(uid, []).append((checkin.on, value))
    found = []
    for measure in measures_taking_values(plan, closed=everything):
        unit = f" ({measure.unit})" if measure.unit else ""
        known = values.get(measure.uid)
        last = f" Last: {plain_number(known[-1][1])} on {short(known[-1][0], day)}." if known else ""
        asks = f"{measure.name}{unit}: where does it stand?{last}"
        number = measure.fields["baseline"]
        found.append(
            Question(
                tag_of("m", measure.uid), asks, "number", measure.name, measure.uid, number, measure.unit
            )
        )
    for strategy in plan.strategies if everything else asked_of(plan):
        if strategy.kind != "meeting":
            often = f" ({strategy.cadence})" if strategy.cadence else ""
            asks = f"{strategy.title}{often}: how many times in the last seven days?"
            found.append(Question(tag_of("p", strategy.uid), asks, "times", strategy.title, strategy.uid))
    fields = Checkin.fields
    return [
        *found,
        Question(
            "engagement",
            "How engaged were you with the plan this week? 1 (hardly) to 5 (fully)",
            "scale",
            "Engagement",
            field=fields["engagement"],
        ),
        Question("mood", "Your mood, in a word or two", "line", "Mood", field=fields["mood"]),
        Question("win", "Something that went well, however small", "line", "Win"),
        Question("note", "Anything I should know", "text", "Note", field=fields["note"]),
    ]


def _reflection(plan: Plan, day: date, everything: bool) -> list[Question]:
    found = [Question(tag, asks, "text", WORDS[tag]) for tag, asks in _WELL.items()]
    for commitment in plan.commitments:
        mine = everything or (commitment.open and not commitment.mine)
        if mine:
            until = f" (until {short(commitment.due, day)})" if commitment.due else ""
            asks = f"What came of it: {commitment.text}{until}"
            found.append(
                Question(tag_of("c", commitment.uid), asks, "outcome", commitment.text, commitment.uid)
            )
    for tag, asks in _FEEDBACK.items():
        field = Feedback.fields[tag]
        found.append(Question(tag, asks, "scale", f"Feedback, {field.label}", field=field))
    found.append(Question("else", ELSE, "text", WORDS["else"]))
    return found


def client_text_form(plan: Plan, kind: str, today: date) -> str:
    """A form as text, to be filled in within an e-mail reply.

    Raises:
        BadInput: the engagement is closed, or the plan holds nothing yet to ask about.
    """
    if not plan.engagement.open:
        raise BadInput("the engagement is closed; there is nothing more to ask about")
    seen = view(plan, "client", today).plan
    lines = [client_form_title(kind), f"[form {code_of(kind, plan.engagement.uid, today)}]", ""]
    lines += [wrapped(_opening(plan, kind, today)), ""]
    lines += [wrapped(HOW), ""]
    asked = questions(seen, kind, today)
    if kind == "plan" and len(asked) == 1:
        raise BadInput("no open objective to ask about, and the client has agreed to all else in the plan")
    for question in asked:
        if question.tag == next(iter(_FEEDBACK)):
            lines += [wrapped(f"[coaching] {_COACHING}"), ""]
        lines.append(wrapped(f"[{question.tag}] {question.asks}"))
        lines += [f"{ANSWER} {_BOXES.get(question.kind, '')}".rstrip(), ""]
    return "\n".join([*lines, END, ""])


def client_form_title(kind: str) -> str:
    """The heading of a form, which holds nothing private: it may be a mail's subject."""
    return TITLES[kind]


def client_form_says(kind: str) -> list[str]:
    """What a form says beside its questions; “…” stands for words that differ."""
    return [HOW, _COACHING, _OPENINGS[kind].format(when="…"), client_form_title(kind)]


def _opening(plan: Plan, kind: str, today: date) -> str:
    on = next_review(plan).on
    return _OPENINGS[kind].format(when=f" on {short(on, today)}" if on is not None and on > today else "")
