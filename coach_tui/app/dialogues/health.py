"""What is asked in Health: until when and why a finding is accepted; why a checklist item is called done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from coach_tui.app.coach import Coach
from coach_tui.app.dialogues.questions import ask_day, ask_reason, choose
from coach_tui.app.dialogues.unsaved import ask_and_write
from coach_tui.changes.judgement import accept_finding, decide_item, leave_item, take_back_acceptance
from coach_tui.plan.checklist import CheckItem
from coach_tui.plan.dates import short
from coach_tui.plan.errors import BadInput
from coach_tui.plan.health import Finding, findings
from coach_tui.plan.practice import Plan
from coach_tui.plan.side import Side


def as_stored(coach: Coach, engagement: str, finding: Finding) -> Finding:
    """A finding about a plan (engagement uid) as it is shown, with its texts as they are in the file.

    Raises:
        BadInput: it is not to be found there.
    """
    practice = coach.practice.stored
    if practice is coach.practice:
        return finding
    found = practice.find("engagements", engagement)
    plan = practice.plan_of(found) if found else None
    wanted = _told_apart(finding)
    for one in findings(plan, coach.today, **coach.settings.limits) if plan else ():
        if (one.id, one.table, one.uid, one.about, one.field, coach.practice.shown(one.item)) == wanted:
            return one
    raise BadInput("this rests on a text in which somebody is named; show the names first")


async def accept(coach: Coach, engagement: str, finding: Finding) -> None:
    """Leave a finding as it is: until when, and why. One that is left already is asked about."""
    finding = as_stored(coach, engagement, finding)
    label = "Accept it until (a day such as 31.1. or +4w)"
    if finding.accepted is not None:
        until = short(date.fromisoformat(finding.accepted["until"]), coach.today)
        answers = {"t": "take it back", "n": "another day"}
        if await choose(coach, f"Accepted until {until}", answers) == "t":
            coach.said(await coach.written(lambda: take_back_acceptance(coach.desk, engagement, finding)))
            return
        label = "Accept it until"
    await ask_why_accepted(coach, engagement, finding, await ask_day(coach, label, Side.AHEAD))


async def ask_why_accepted(
    coach: Coach, engagement: str, finding: Finding, day: str, text: str = "", draft: str = ""
) -> None:
    """Ask why a finding is left as it is until a day (ISO), with what was typed before."""
    because = f"Accepted until {short(date.fromisoformat(day), coach.today)}, because"
    ask = partial(ask_reason, coach, because, needed=True)
    verb = partial(accept_finding, coach.desk, engagement, finding, day)
    about = {"what": "accept", "finding": list(_told_apart(finding)), "day": day}
    title = "accepting a finding"
    entry = await ask_and_write(coach, title, ask, verb, value=text, of=engagement, about=about, draft=draft)
    coach.said(entry)


def _told_apart(finding: Finding) -> tuple[str, ...]:
    """By what a finding is known again."""
    return (finding.id, finding.table, finding.uid, finding.about, finding.field, finding.item)


def finding_again(coach: Coach, plan: Plan, told: Sequence[object]) -> Finding | None:
    """The finding of a plan that a draft is about, where it is there still."""
    found = findings(plan.stored, coach.today, **coach.settings.limits)
    return next((one for one in found if list(_told_apart(one)) == list(told)), None)


async def decide_check_item(coach: Coach, engagement: str, item: CheckItem) -> None:
    """Call an item of the checklist the opposite of what the plan shows, with the reason; or leave it."""
    if item.override is not None:
        coach.said(await coach.written(lambda: leave_item(coach.desk, engagement, item.item)))
        return
    await ask_why_decided(coach, engagement, item.item, not item.derived)


async def ask_why_decided(
    coach: Coach, engagement: str, item: str, done: bool, text: str = "", draft: str = ""
) -> None:
    """Ask why an item of the checklist is called done, or not done, with what was typed before."""
    ask = partial(ask_reason, coach, f"Call it {'done' if done else 'not done'}, because", needed=True)
    verb = partial(decide_item, coach.desk, engagement, item, done)
    about = {"what": "decide", "item": item, "done": "yes" if done else ""}
    title = "a decision on the checklist"
    entry = await ask_and_write(coach, title, ask, verb, value=text, of=engagement, about=about, draft=draft)
    coach.said(entry)
