"""How each kind of draft is gone on with: by the form that its key names."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from coach_tui.app.coach import Coach
from coach_tui.app.dialogues.assessment import ask_own_answers
from coach_tui.app.dialogues.booking import book_with
from coach_tui.app.dialogues.checkin import check_in_with
from coach_tui.app.dialogues.closed_page import ClosedTalk
from coach_tui.app.dialogues.end_page import EndTalk
from coach_tui.app.dialogues.ending import ask_why_ended
from coach_tui.app.dialogues.health import ask_why_accepted, ask_why_decided, finding_again
from coach_tui.app.dialogues.promise import settle_again
from coach_tui.app.dialogues.record import edit_record
from coach_tui.app.dialogues.review import ReviewTalk
from coach_tui.app.dialogues.round import ask_answers, ask_invited, follow_in_form
from coach_tui.app.dialogues.session import SessionTalk
from coach_tui.app.dialogues.session_states import ask_why_off_called
from coach_tui.app.dialogues.snooze import ask_why_off
from coach_tui.app.dialogues.unsaved import plan_told
from coach_tui.app.dialogues.wins import note
from coach_tui.app.drafts import Gone
from coach_tui.changes.rounds import FoundItem
from coach_tui.plan.contact import Commitment
from coach_tui.plan.dates import parse_iso
from coach_tui.plan.group import taking_part
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import Objective
from coach_tui.plan.practice import Plan
from coach_tui.plan.record import Record
from coach_tui.plan.round import Round
from coach_tui.plan.schema import NOUNS
from coach_tui.plan.session import Session
from coach_tui.plan.strategy import Strategy

About = Mapping[str, Any]
"""What a draft's key says."""
Opener = Callable[[Coach, str, About, Mapping[str, Any]], Awaitable[None]]
"""Opens the form of a draft: it gets its key, what that says, and what was typed. It raises Gone where what
the draft is about is gone or closed."""


async def _review(coach: Coach, key: str, about: About, values: Mapping[str, Any]) -> None:
    await ReviewTalk(coach, plan_told(coach, key), key).hold(values)


async def _end(coach: Coach, key: str, about: About, values: Mapping[str, Any]) -> None:
    await EndTalk(coach, plan_told(coach, key), key).hold(values)


async def _closed(coach: Coach, key: str, about: About, values: Mapping[str, Any]) -> None:
    await ClosedTalk(coach, plan_told(coach, key, closed=True), key).hold(values)


async def _session(coach: Coach, key: str, about: About, values: Mapping[str, Any]) -> None:
    await SessionTalk(coach, plan_told(coach, key), key).hold(values)


async def _record(coach: Coach, key: str, about: About, values: Mapping[str, Any]) -> None:
    table, uid, engagement = (str(about.get(name, "")) for name in ("table", "uid", "engagement"))
    if about.get("finding"):
        await _follow(coach, key, about, values)
        return
    await edit_record(coach, table, uid, engagement=engagement, values=values, draft=key)


async def _follow(coach: Coach, key: str, about: About, values: Mapping[str, Any]) -> None:
    """The form of what a finding becomes, which serves the finding still."""
    plan, noun, finding = (
        plan_told(coach, key, closed=None),
        NOUNS.get(str(about.get("table"))),
        about["finding"],
    )
    if noun is None:
        raise Gone
    if isinstance(finding, list):
        item, source, levels = finding
        finding = FoundItem(str(item), str(source), dict(levels))
    await follow_in_form(coach, plan, noun, finding, values, key)


async def _own_answers(coach: Coach, key: str, about: About, values: Mapping[str, Any]) -> None:
    plan = plan_told(coach, key, closed=None)
    asked = next((one for one in plan.assessments if one.uid == about.get("assessment")), None)
    if asked is None:
        raise Gone
    await ask_own_answers(coach, plan, asked, values, key)


async def _answers(coach: Coach, key: str, about: About, values: Mapping[str, Any]) -> None:
    plan = plan_told(coach, key, closed=None)
    await ask_answers(coach, plan, _round(plan, about), values=values, draft=key)


async def _raters(coach: Coach, key: str, about: About, values: Mapping[str, Any]) -> None:
    plan = plan_told(coach, key, closed=None)
    await ask_invited(coach, plan, _round(plan, about), values, key)


def _round(plan: Plan, about: About) -> Round:
    """The round that a draft is about.

    Raises:
        Gone: it was deleted or closed meanwhile.
    """
    asked = next((one for one in plan.rounds if one.uid == about.get("round")), None)
    if asked is None or not asked.open:
        raise Gone
    return asked


async def _checkin(coach: Coach, key: str, about: About, values: Mapping[str, Any]) -> None:
    await check_in_with(coach, plan_told(coach, key), str(values.get("text", "")), key)


async def _win(coach: Coach, key: str, about: About, values: Mapping[str, Any]) -> None:
    await note(coach, plan_told(coach, key), str(values.get("text", "")), about, key)


def _text(values: Mapping[str, Any]) -> str:
    return str(values.get("text", ""))


def _record_told(coach: Coach, about: About) -> Record:
    """The record that a line is about.

    Raises:
        Gone: it was deleted meanwhile.
    """
    found = coach.practice.find(str(about.get("table")), str(about.get("uid")))
    if found is None:
        raise Gone
    return found


async def _booking(coach: Coach, key: str, about: About, values: Mapping[str, Any]) -> None:
    await book_with(coach, plan_told(coach, key), parse_iso(str(about.get("day"))), _text(values), key)


async def _put_off(coach: Coach, key: str, about: About, values: Mapping[str, Any]) -> None:
    holder = (str(about.get("table")), str(about.get("uid")), str(about.get("key")))
    await ask_why_off(coach, holder, str(about.get("day")), _text(values), key)


async def _promise(coach: Coach, key: str, about: About, values: Mapping[str, Any]) -> None:
    promise = _record_told(coach, about)
    if not isinstance(promise, Commitment) or not promise.open:
        raise Gone
    status, due = str(about.get("status")), str(about.get("due", ""))
    await settle_again(coach, promise, status, due, _text(values), key)


async def _ended(coach: Coach, key: str, about: About, values: Mapping[str, Any]) -> None:
    record = _record_told(coach, about)
    if not isinstance(record, (Objective, Milestone, Strategy)):
        raise Gone
    await ask_why_ended(coach, record, str(about.get("how")), _text(values), key)


async def _session_off(coach: Coach, key: str, about: About, values: Mapping[str, Any]) -> None:
    session = _record_told(coach, about)
    if not isinstance(session, Session):
        raise Gone
    told = about.get("who")
    here = taking_part(session.raw)
    who = [uid for uid in told if uid in here] if isinstance(told, list) else []
    if told and not who:
        raise Gone
    said = str(about.get("said"))
    await ask_why_off_called(coach, session, said, text=_text(values), draft=key, who=who)


async def _accept(coach: Coach, key: str, about: About, values: Mapping[str, Any]) -> None:
    plan, day = plan_told(coach, key), str(about.get("day"))
    finding = finding_again(coach, plan, about.get("finding") or ())
    if finding is None or day <= coach.today.isoformat():
        raise Gone
    await ask_why_accepted(coach, plan.engagement.uid, finding, day, _text(values), key)


async def _decide(coach: Coach, key: str, about: About, values: Mapping[str, Any]) -> None:
    engagement, item = plan_told(coach, key).engagement.uid, str(about.get("item"))
    await ask_why_decided(coach, engagement, item, bool(about.get("done")), _text(values), key)


OPENERS: dict[tuple[str, str], Opener] = {
    ("review", ""): _review,
    ("end", ""): _end,
    ("closed", ""): _closed,
    ("session", ""): _session,
    ("record", ""): _record,
    ("own answers", ""): _own_answers,
    ("answers", ""): _answers,
    ("raters", ""): _raters,
    ("line", "checkin"): _checkin,
    ("line", "win"): _win,
    ("line", "booking"): _booking,
    ("line", "put off"): _put_off,
    ("line", "promise"): _promise,
    ("line", "ended"): _ended,
    ("line", "session"): _session_off,
    ("line", "accept"): _accept,
    ("line", "decide"): _decide,
}
"""By the `form` and the `what` of a draft's key (`Unsaved`). Of any other line that was asked for it is shown
what was typed, as the question that it answers is asked where its answer is needed."""
