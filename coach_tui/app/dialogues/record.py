"""Adding and editing records: a form, the verb it ends in, and what is asked when two hands clash."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from coach_tui.app.coach import Coach
from coach_tui.app.dialogues.filling import until_taken
from coach_tui.app.dialogues.of_group import ask_who_of
from coach_tui.app.dialogues.questions import ask_reason, choose
from coach_tui.app.dialogues.unsaved import Unsaved
from coach_tui.app.dialogues.wins import offer_best, say_offering
from coach_tui.app.drafts import Gone, told_by
from coach_tui.app.forms.assessment_page import AssessmentPage
from coach_tui.app.forms.plan_begin import plan_begun
from coach_tui.app.forms.record_page import RecordPage
from coach_tui.app.forms.renewal_page import BESIDE, RenewalPage, renewal_page
from coach_tui.app.forms.round_form import RoundPage
from coach_tui.app.talking import Left
from coach_tui.app.widgets.drawing import cut_asked
from coach_tui.changes.assessments import ask_assessment
from coach_tui.changes.clients import begin_plan, edit_client, start_engagement
from coach_tui.changes.plans import begin_from_template
from coach_tui.changes.records import add, edit
from coach_tui.changes.remembering import bent_by
from coach_tui.changes.renewing import renew_engagement
from coach_tui.changes.rounds import begin_round
from coach_tui.changes.time_off import add_holiday, edit_holiday
from coach_tui.plan.assessment import SELF, Assessment
from coach_tui.plan.client import Client, Engagement
from coach_tui.plan.contact import Checkin
from coach_tui.plan.dates import short
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import Text, quote
from coach_tui.plan.pause import Holiday
from coach_tui.plan.record import Record
from coach_tui.plan.revision_words import changed_words
from coach_tui.plan.round import Round
from coach_tui.plan.schema import NOUNS
from coach_tui.plan.session import Session, moves_with
from coach_tui.plan.told import Teller
from coach_tui.plan.unlikely import far_off
from coach_tui.store.journal import Entry
from coach_tui.store.transaction import Clash

ROOM_FOR_CHANGE = 50
"""Cells that the first thing changed has in a question."""
Take = Callable[[Unsaved, dict[str, Any]], Awaitable[None]]
"""What a filled form is for: it gets what keeps the form's values, and the values."""


async def edit_record(
    coach: Coach,
    table: str,
    uid: str = "",
    *,
    engagement: str = "",
    start: Mapping[str, Any] | None = None,
    values: Mapping[str, Any] | None = None,
    draft: str = "",
    field: str = "",
) -> None:
    """Fill in the form of a record (uid; "" for a new one), with values typed before where given.

    `engagement` is where a new record goes; for a new engagement it is the client's uid. `draft` is the key
    of the draft that the values come from, `field` the key of the field to begin in.

    Raises:
        Gone: what it is about was deleted meanwhile.
        Left: the form was left.
    """
    noun = NOUNS.get(table)
    record = coach.practice.find(table, uid, engagement) if noun and uid else None
    owner = {"": "", "client": "clients"}.get(noun.belongs, "engagements") if noun else ""
    place = engagement or (record.plan if record else "")
    gone = (uid and record is None) or (not uid and owner and not coach.practice.find(owner, place))
    if noun is None or gone:
        raise Gone
    page = _page(coach, noun, record, place, start, told_by(draft))
    await _fill_in(coach, page, _taking(coach, page), values, draft=draft, field=field)


def _page(
    coach: Coach,
    noun: type[Record],
    record: Record | None,
    place: str,
    start: Mapping[str, Any] | None,
    told: Mapping[str, Any],
) -> RecordPage:
    """The page of a record, or of a new one, as a draft whose key says `told` began with it."""
    practice, today, begun = coach.practice, coach.today, told.get("begun")
    if noun is Engagement and record is None and (renewal := renewal_page(practice, today, place)):
        return renewal
    found = practice.find("engagements", place)
    plan = practice.plan_of(found) if found is not None and noun in (Round, Assessment) else None
    if plan is not None and (isinstance(record, Assessment) or (noun is Assessment and record is None)):
        return AssessmentPage(practice, today, plan, record, str(told.get("kind") or SELF), begun)
    if plan is not None and (isinstance(record, Round) or (noun is Round and record is None)):
        return RoundPage(practice, today, plan, record, str(told.get("kind") or "360"), begun)
    return RecordPage(practice, today, noun, record, place, start, begun)


def _taking(coach: Coach, page: RecordPage) -> Take:
    """What a page is for: its record is edited, or a new one added as its noun is."""
    desk, noun, place = coach.desk, page.noun, page.engagement
    if page.record is not None:
        return partial(_edit, coach, page)
    if noun is Client:
        return partial(_begin_plan, coach, page)
    if isinstance(page, RenewalPage):
        return partial(_add, coach, page, partial(_renew, coach, page))
    verbs: dict[type[Record], Callable[[dict[str, Any]], str]] = {
        Holiday: partial(_note_holiday, coach),
        Engagement: partial(start_engagement, desk, place),
        Assessment: partial(ask_assessment, desk, place),
        Round: partial(begin_round, desk, place),
    }
    return partial(_add, coach, page, verbs.get(noun) or partial(add, desk, noun, place))


async def add_with(
    coach: Coach,
    page: RecordPage,
    verb: Callable[[dict[str, Any]], str],
    values: Mapping[str, Any] | None = None,
    *,
    about: Mapping[str, Any] | None = None,
    draft: str = "",
) -> None:
    """Fill in a page for a new record; the verb adds it with what was said, and gives its uid.

    `about` is what a draft of it says besides, `draft` the key of the one that the `values` come from.
    """
    take = partial(_add, coach, page, verb)
    await _fill_in(coach, page, take, values, draft=draft, more=about or {})


async def edit_with(coach: Coach, page: RecordPage) -> None:
    """Fill in a page on a record that is there, and store what was changed."""
    await _fill_in(coach, page, partial(_edit, coach, page))


async def _fill_in(
    coach: Coach,
    page: RecordPage,
    take: Take,
    values: Mapping[str, Any] | None = None,
    *,
    draft: str = "",
    field: str = "",
    more: Mapping[str, Any] | None = None,
) -> None:
    """Fill in a page, unless it would name somebody while names are hidden.

    Of a record that is shown without its names no form is made either: it would write what stands for them
    over what is there.

    Raises:
        BadInput: it would.
        Left: the form was left.
    """
    record = () if page.record is None else (page.record,)
    coach.refuse_names(page.noun, page.form.shown, values or {}, *record)
    about = {
        "form": "record",
        "table": page.noun.table,
        "uid": page.record.uid if page.record else "",
        "engagement": page.engagement,
        "begun": page.begun or None,
        **({"kind": page.kind} if isinstance(page, (AssessmentPage, RoundPage)) else {}),
        **(more or {}),
    }
    unsaved = Unsaved(coach, about, draft)
    make = partial(page.screen, unsaved.key)
    await until_taken(coach, unsaved, make, partial(take, unsaved), values, field=field)


# What a form is for


async def _begin_plan(coach: Coach, page: RecordPage, unsaved: Unsaved, values: dict[str, Any]) -> None:
    client = page.changes(values)
    plan = plan_begun(values, coach.today)
    if plan.template is not None:
        verb = partial(begin_from_template, coach.desk, plan.template, client, plan.terms, plan.objective)
    else:
        verb = partial(begin_plan, coach.desk, client, plan.terms, {"title": plan.objective})
    uid = await unsaved.written(page.title, values, verb)
    coach.choose_client(uid)
    if coach.plan and coach.plan.objectives:
        coach.go("objectives", chosen=True)
    else:
        coach.go("clients", uid)
    named = coach.practice.client(uid)
    who = named.name if named else ""
    coach.say_done(f"began a plan with {who}")


async def _add(
    coach: Coach,
    page: RecordPage,
    verb: Callable[[dict[str, Any]], str],
    unsaved: Unsaved,
    values: dict[str, Any],
) -> None:
    changes = page.changes(values)
    await unsaved.check_sure(page.title, values, _far_off(coach, page, changes))
    uid = await unsaved.written(page.title, values, partial(verb, changes))
    noun = page.noun
    coach.place.show_record(uid)
    coach.show_lines()
    record = coach.practice.find(noun.table, uid)
    name = quote(record.name) if record and noun is not Engagement else ""
    best = offer_best(coach, [uid]) if noun is Checkin else None
    say_offering(coach, f"added {noun.noun} {name}".strip(), best)


def _note_holiday(coach: Coach, values: dict[str, Any]) -> str:
    """Note a holiday of one's own; its uid."""
    return add_holiday(coach.desk, values["since"], values.get("until") or "", values.get("reason") or "")


def _renew(coach: Coach, page: RenewalPage, values: dict[str, Any]) -> str:
    """Begin the next engagement with the fields and what goes on; its uid."""
    fields = {key: value for key, value in values.items() if key not in BESIDE}
    before = page.before.engagement.uid
    return renew_engagement(coach.desk, page.engagement, fields, before, *(values[key] for key in BESIDE))


async def _edit(coach: Coach, page: RecordPage, unsaved: Unsaved, values: dict[str, Any]) -> None:
    """Store what was changed; where another hand has changed the same, ask whose stays."""
    changes, begun = page.changes(values), page.begun
    if not changes:
        unsaved.forget()
        coach.bottom.say("nothing changed")
        return
    await unsaved.check_sure(page.title, values, _far_off(coach, page, changes))
    by, why, whose = "", "", list[str]()
    if page.record is not None and (bent := _bent(coach, page, changes)):
        # what was agreed is changed: that has somebody who asked, and a reason; Escape goes back to the form
        unsaved.keep(page.title, values)
        by, _, whose = await ask_who_of(coach, bent, [page.record])
        why = await ask_reason(coach, f"{bent}. Why?")
    while changes:
        verb = partial(_store, coach, page, changes, begun, by, why, whose)
        try:
            entry = await unsaved.written(page.title, values, verb)
        except Clash as clash:
            changes, begun = await _settle(coach, page.noun, clash, changes, begun)
        else:
            coach.said(entry)
            return
    unsaved.forget()
    coach.bottom.say("kept what was there")


def _bent(coach: Coach, page: RecordPage, changes: dict[str, Any]) -> str:
    """What of a target, measure or date is changed, or when a session is; in a line, "" for nothing."""
    assert page.record is not None
    practice = coach.practice.stored
    record = practice.find(page.noun.table, page.record.uid, page.record.plan)
    if isinstance(record, Session):
        return _moved(coach, record, changes)
    found = bent_by(practice, coach.today, record, changes) if record is not None else []
    if not found:
        return ""
    first = found[0]
    ends = (first.get("from", ""), first.get("to", ""))
    said = changed_words(first["what"], *ends, lambda day: short(day, coach.today))
    said = cut_asked(said[:1].upper() + said[1:], ROOM_FOR_CHANGE, coach.ascii_only)
    return f"{said}, and {len(found) - 1} more" if len(found) > 1 else said


def _moved(coach: Coach, session: Session, changes: dict[str, Any]) -> str:
    """From when to when a session is moved that is booked; "" where it is not."""
    moves = moves_with(session, changes, coach.today, "", "").get("moves", [])
    if not moves:
        return ""
    last, today = moves[-1], coach.today
    before, to = (short(date.fromisoformat(last[key]), today) for key in ("from", "to"))
    times = last.get("from_time", ""), last.get("to_time", "")
    return f"Session {before} {times[0]}".rstrip() + f" → {to} {times[1]}".rstrip()


def _far_off(coach: Coach, page: RecordPage, changes: Mapping[str, Any]) -> list[str]:
    """What is to be said of new values in a check-in that are far from anything before."""
    plan, before = page.form.plan, page.record
    if page.noun is not Checkin or plan is None:
        return []
    known = before.measures if isinstance(before, Checkin) else {}
    after = Checkin({"on": coach.today.isoformat(), **(before.raw if before else {}), **changes})
    new = {uid: value for uid, value in (after.measures or {}).items() if known.get(uid) != value}
    return far_off(plan, new, after.on, but=before.uid if before else "")


def _store(
    coach: Coach,
    page: RecordPage,
    changes: dict[str, Any],
    begun: Mapping[str, Any],
    by: str,
    why: str,
    asked: Sequence[str],
) -> Entry | None:
    assert page.record is not None
    if page.noun is Client:
        return edit_client(coach.desk, page.record.uid, changes, begun)
    if page.noun is Holiday:
        return edit_holiday(coach.desk, page.record.uid, changes, begun)
    return edit(coach.desk, page.noun, page.record.uid, changes, begun, why, by, asked)


async def _settle(
    coach: Coach, noun: type[Record], clash: Clash, changes: dict[str, Any], begun: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Ask for each field that somebody else has changed too; what is still to be changed, and from what.

    Raises:
        BadInput: a question was left.
    """
    changes, begun = dict(changes), dict(begun)
    teller = Teller(coach.practice, coach.today)
    for key, (theirs, mine) in clash.clashes.items():
        field = noun.fields[key]
        there, here = (teller.tell(field, one) or "empty" for one in (theirs, mine))
        answers = {"m": "mine", "t": "theirs"}
        if isinstance(field, Text) and field.lines:
            answers["b"] = "both"
        question = f"{field.label} was changed elsewhere to {quote(there)}; yours is {quote(here)}"
        try:
            answer = await choose(coach, question, answers)
        except Left:
            raise BadInput("nothing was saved; somebody else had changed this too") from None
        begun[key] = theirs
        if answer == "t":
            changes[key] = theirs
        elif answer == "b":
            changes[key] = f"{theirs or ''}\n{mine or ''}".strip("\n")
    return {key: value for key, value in changes.items() if value != begun.get(key)}, begun
