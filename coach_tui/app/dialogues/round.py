"""What is done with a round of feedback: begin, edit, invite, take answers down, close, follow up, delete."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from rich.cells import cell_len

from coach_tui.app.coach import Coach
from coach_tui.app.dialogues.filling import ask_in_form
from coach_tui.app.dialogues.questions import ask_line, ask_reason, choose
from coach_tui.app.dialogues.record import add_with, edit_with
from coach_tui.app.dialogues.record_keys import delete_record
from coach_tui.app.dialogues.unsaved import ask_and_write
from coach_tui.app.drafts import Gone
from coach_tui.app.forms.record_page import RecordPage
from coach_tui.app.forms.round_form import RoundPage
from coach_tui.app.forms.set_form import own_sets
from coach_tui.app.forms.widgets.fields import FieldSpec
from coach_tui.changes.raters import Reply
from coach_tui.changes.records import add
from coach_tui.changes.rounds import (
    FoundItem,
    as_need,
    begin_round,
    close_round,
    follow_up,
    invite,
    need_of,
    not_now,
    take_answers,
)
from coach_tui.exchange.item_sets import save_item_set
from coach_tui.exchange.score_scale import score_of
from coach_tui.plan.assessment import Assessment
from coach_tui.plan.continued import raters_before
from coach_tui.plan.dates import short
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.need import Need
from coach_tui.plan.objective import Objective
from coach_tui.plan.practice import Plan
from coach_tui.plan.rating import LEAST, OTHERS, counts
from coach_tui.plan.record import Record
from coach_tui.plan.round import GROUPS, PEOPLE, Rater, Round
from coach_tui.plan.strategy import Strategy
from coach_tui.store.journal import Entry

BESIDE = 44
"""Cells that an 80-column form has beside a score."""


async def begin_kind(coach: Coach, plan: Plan, kind: str) -> None:
    """Begin a round: a 360 or a pulse."""
    page = RoundPage(coach.practice, coach.today, plan, None, kind)
    await add_with(coach, page, partial(begin_round, coach.desk, page.engagement))


async def edit_round(coach: Coach, plan: Plan, asked: Round) -> None:
    """Edit a round, but for what is locked by now."""
    await edit_with(coach, RoundPage(coach.practice, coach.today, plan, asked))


async def keep_item_set(coach: Coach, asked: Round | Assessment) -> None:
    """Keep what a round or an assessment asks as a set of the coach's own."""
    name = await ask_line(coach, "Save the items as a set called")
    path = await coach.written(partial(save_item_set, own_sets(), name, coach.practice.original(asked)))
    coach.bottom.say(f"saved as the set of items {path.stem}", "good")


async def ask_invited(
    coach: Coach, plan: Plan, asked: Round, values: Mapping[str, Any] | None = None, draft: str = ""
) -> None:
    """Invite raters: a form with a text a group; those of the last round stand there, to be kept or not.

    `values` are what was typed before, `draft` the key of the draft that they come from.
    """
    coach.refuse_names(Rater)
    has_self = any(r.group == "self" for r in plan.part(Rater) if r.round == asked.uid)
    hint = "one a line: name, or “name, e-mail”"
    own = FieldSpec("self", "The client as well", "switch", True, "for the client's own view")
    specs = [] if has_self else [own]
    before = raters_before(plan, asked.uid)
    for group in OTHERS:
        people = "\n".join(_as_line(rater) for rater in before if rater.group == group)
        said = f"{hint}; shown from {LEAST[group]} on" + ("; as last time" if people else "")
        specs.append(FieldSpec(group, PEOPLE[group][1].capitalize(), "text", people, said))
    about = {"form": "raters", "engagement": plan.engagement.uid, "round": asked.uid}
    verb = partial(_invite, coach, plan, asked)
    await ask_in_form(coach, f"Invite raters to {asked.title}", specs, about, verb, values, draft)


def _invite(coach: Coach, plan: Plan, asked: Round, values: dict[str, Any]) -> Entry | None:
    people = [("self", plan.client.name, plan.client.email)] if values.get("self") else []
    for group in OTHERS:
        for line in str(values[group]).split("\n"):
            name, email = person_of(line)
            if name:
                people.append((group, name, email))
    if not people:
        raise BadInput("nobody is named yet")
    return invite(coach.desk, plan.engagement.uid, asked.uid, people)


def _as_line(rater: Rater) -> str:
    """A rater as `person_of` reads one."""
    return f"{rater.name}, {rater.email}" if rater.email and rater.email != rater.name else rater.name


def person_of(line: str) -> tuple[str, str]:
    """Name and e-mail of a line: “name, e-mail”, or as a mail program has it, “Name <e-mail>”."""
    line = line.strip(" \t,;")
    if line.endswith(">") and "<" in line:
        name, _, email = line[:-1].rpartition("<")
    else:
        name, _, email = line.replace(";", ",").partition(",")
    name, email = name.strip(" \t\"',;"), email.strip(" \t<>")
    return name or email, email


async def ask_answers(
    coach: Coach,
    plan: Plan,
    asked: Round,
    rater: str = "",
    values: Mapping[str, Any] | None = None,
    draft: str = "",
) -> None:
    """Take down what somebody (`rater`, a uid, or "") answers in an interview: an item a field.

    `values` are what was typed before, `draft` the key of the draft that they come from.
    """
    coach.refuse_names(Rater)
    waiting = [r for r in plan.part(Rater) if r.round == asked.uid and not r.answered]
    specs = _answer_fields(asked, waiting, rater)
    about = {
        "form": "answers",
        "engagement": plan.engagement.uid,
        "round": asked.uid,
        "rater": rater,
        "asks": asked.topics,
    }
    verb = partial(_take_down, coach, plan, asked, waiting)
    await ask_in_form(coach, f"Answers to {asked.title}", specs, about, verb, values, draft)


def _answer_fields(asked: Round, waiting: list[Rater], rater: str) -> list[FieldSpec]:
    """Who answers (of those who are `waiting`, by uid), then a field an item and a text a topic."""
    words = "; ".join(f"{score} {word}" for score, word in asked.words.items())
    scale = f"{asked.low} to {asked.high}, or n/a{'; ' + words if words else ''}"
    rater = rater if any(one.uid == rater for one in waiting) else ""
    check = partial(_no_score, asked)
    people = [("", "not on the list"), *((r.uid, f"{r.name}, {r.group}") for r in waiting)]
    who = "ticked off the list; not kept with the answers"
    groups = [(group, group) for group in GROUPS]
    specs = [
        FieldSpec("rater", "Who answers", "choice", rater, who, people),
        FieldSpec("group", "Else the group", "choice", "peer", "for somebody not on the list", groups),
        FieldSpec("head", asked.asks, "heading"),
    ]
    for n, item in enumerate(asked.items):
        hint = _hint(item, scale)
        specs.append(FieldSpec(f"score.{n}", f"{n + 1}", hint=hint, check=check, short=True, beside=item))
    specs.append(FieldSpec("words", "In their own words", "heading"))
    for n, topic in enumerate(_open_topics(asked)):
        specs.append(FieldSpec(f"topic.{n}", topic, "said", said=[(topic, "")]))
        specs.append(FieldSpec(f"words.{n}", "Answer", "text", "", "as they say it, without names"))
    return specs


def _open_topics(asked: Round) -> list[str]:
    """What is asked besides the items, and answered in words."""
    return asked.topics[len(asked.items) :]


def _no_score(asked: Round, text: str) -> str | None:
    found = score_of(text, asked) if text.strip() else None
    return found if isinstance(found, str) else None


def _take_down(
    coach: Coach, plan: Plan, asked: Round, waiting: list[Rater], values: dict[str, Any]
) -> Entry | None:
    chosen = next((r for r in waiting if r.uid == values["rater"]), None)
    given = {item: str(values[f"score.{n}"]).strip() for n, item in enumerate(asked.items)}
    found = {item: score_of(text, asked) for item, text in given.items() if text}
    scores = {item: score for item, score in found.items() if isinstance(score, int)}
    said = {topic: str(values[f"words.{n}"]).strip() for n, topic in enumerate(_open_topics(asked))}
    comments = {topic: text for topic, text in said.items() if text}
    if not scores and not comments:
        raise BadInput("nothing is answered yet")
    group = chosen.group if chosen else str(values["group"])
    name, email = (chosen.name, chosen.email) if chosen else ("", "")
    reply = Reply(group, scores, comments, name, email, "this answer")
    return take_answers(coach.desk, plan.engagement.uid, asked.uid, [reply])


def _hint(item: str, scale: str) -> str:
    """The scale, after the item where there may be no room for all of it."""
    return f"{item}: {scale}" if cell_len(item) > BESIDE else scale


async def ask_close_round(coach: Coach, plan: Plan, asked: Round) -> None:
    """Close a round after a question with the figures of now: answers may come in from elsewhere."""
    said = await _answered(coach, plan, asked)
    while await choose(coach, f"Close {said}? It is frozen then", {"y": "yes", "n": "no"}) == "y":
        now = await _answered(coach, plan, asked)
        if now == said:
            coach.said(await coach.written(lambda: close_round(coach.desk, asked.uid)))
            return
        said = now


async def _answered(coach: Coach, plan: Plan, asked: Round) -> str:
    """A round as the file has it now, in words; read anew."""
    await coach.written(coach.desk.practice)
    plan = coach.practice.plan_of(plan.engagement) or plan
    asked = next((one for one in plan.rounds if one.uid == asked.uid), asked)
    count = counts(plan, asked)
    return f"{quote(asked.title)} with {count.answered} of {count.invited} answers"


def item_of(plan: Plan, asked: Round | Assessment, key: str) -> FoundItem | None:
    """The item under the cursor on the page of a closed round or an answered assessment, as the file has it.

    With it what its source is called; of an assessment the level that the client gave, too.
    """
    asked = plan.practice.original(asked)
    told = not asked.open if isinstance(asked, Round) else asked.answered
    kind, _, number = key.partition(":")
    if not told or kind != "item" or int(number) >= len(asked.items):
        return None
    item = asked.items[int(number)]
    if isinstance(asked, Round):
        return FoundItem(item, f"{asked.kind} {quote(asked.title)}")
    score = asked.scores.get(item)
    levels: dict[str, Any] = {}
    if score is not None and asked.low in (0, 1) and asked.high <= 10:
        levels = {"current": score, "scale": asked.high}
    return FoundItem(item, f"self, {quote(asked.title)} of {short(asked.day, asked.day)}", levels)


async def ask_follow_up(coach: Coach, plan: Plan, finding: str | FoundItem, name: str) -> None:
    """Make an objective or a strategy of a finding, or a need of an item; or say why not now."""
    engagement = plan.engagement.uid
    answers = {"o": "objective", "s": "strategy", "n": "not now"}
    if isinstance(finding, FoundItem) and need_of(plan.stored, finding.item) is None:
        answers["e"] = "need"
    key = await choose(coach, f"{quote(name)} becomes", answers, ahead=True)
    if key == "n":
        ask = partial(ask_reason, coach, f"Why nothing is done about {quote(name)} now:", needed=True)
        verb = partial(not_now, coach.desk, engagement, finding)
        coach.said(await ask_and_write(coach, "why not now", ask, verb, of=engagement))
        return
    noun: type[Record] = {"o": Objective, "s": Strategy, "e": Need}[key]
    await follow_in_form(coach, plan, noun, finding)


async def follow_in_form(
    coach: Coach,
    plan: Plan,
    noun: type[Record],
    finding: str | FoundItem,
    values: Mapping[str, Any] | None = None,
    draft: str = "",
) -> None:
    """Fill in the form of what a finding becomes, with what was typed before; its draft names the finding.

    Raises:
        Gone: the finding is a need that was deleted meanwhile.
        Left: the form was left.
    """
    engagement = plan.engagement.uid
    item = finding if isinstance(finding, FoundItem) else None
    need = None if item else coach.practice.stored.find("needs", str(finding), engagement)
    if item is None and need is None:
        raise Gone
    verb = partial(follow_up, coach.desk, engagement, finding, noun)
    start: dict[str, Any] = {"title": item.item if item else need.name if need else ""}
    if noun is Need and item is not None:
        start, verb = as_need(item, coach.today), partial(add, coach.desk, Need, engagement)
    elif noun is Objective:
        begins = max(coach.today, plan.engagement.start)
        start["start"] = begins.isoformat()
    elif item is None:
        start["needs"] = [finding]
    page = RecordPage(coach.practice, coach.today, noun, None, engagement, start)
    about = {"finding": [*item] if item else finding}
    await add_with(coach, page, verb, values, about=about, draft=draft)


async def ask_delete(coach: Coach, plan: Plan, asked: Round) -> None:
    """Delete a round; after a question where answers go with it. It can be taken back."""
    count = counts(plan, asked)
    if count.answered:
        what = f" and its {count.answered} answers" if asked.open else " and all its answers"
        question = f"Delete {quote(asked.title)}{what}? {coach.key_of('undo')} can take it back"
        if await choose(coach, question, {"y": "yes", "n": "no"}) != "y":
            return
    await delete_record(coach, asked)
