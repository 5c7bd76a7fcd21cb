"""Plans made up by Hypothesis from the fields' own declarations."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from hypothesis import strategies as st

from coach_tui.changes.round_rules import same_person
from coach_tui.exchange.envelope import answers_in_order
from coach_tui.plan.assessment import Assessment
from coach_tui.plan.client import Client, Engagement
from coach_tui.plan.errors import BadInput
from coach_tui.plan.field_lists import Others, Picks, Refs, Texts
from coach_tui.plan.field_records import Group, Records, Values
from coach_tui.plan.field_times import Day, DaysOff, Every, Often, TimeOfDay
from coach_tui.plan.fields import Choice, Field, Flag, Number, Ref, Text
from coach_tui.plan.pause import Pauses
from coach_tui.plan.record import Record
from coach_tui.plan.round import Rater, Remarks, Response, Round, Scores
from coach_tui.plan.schema import PARTS
from coach_tui.plan.session import BOOKED, HELD, NO_SHOW, Session
from coach_tui.plan.side import Side
from coach_tui.plan.strategy import Strategy
from coach_tui.plan.text import fold

LINE = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12) | st.sampled_from(
    [
        '"""',
        "'''",
        "a\\",
        "\\u0041",
        "# no",
        "[x]",
        "= 1",
        "true",
        "田中 美咲",
        "1e999",
        "{",
        "\x1b[31m",
        "‮abc",
    ]
)
LINES = st.lists(LINE, min_size=1, max_size=3).map("\n".join)
TOPICS = ["Listens", "Says no", "田中 美咲", "# no", "a\\", '"""', "Decides [fast]"]
TODAY = date(2026, 11, 24)
"""The day on which what is drawn is taken in."""
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))
PAST_DAYS = st.dates(date(2020, 1, 1), TODAY)
ONE_OR_TWO, UP_TO_THREE = st.integers(1, 2), st.integers(0, 3)


def value_of(draw: st.DrawFn, field: Field, names: dict[str, list[str]]) -> Any:
    """A plain value of a field; `names` are what references may say."""
    if isinstance(field, Group):
        return record_of(draw, field.record, names)
    if isinstance(field, Pauses):
        return draw(PAUSES)
    if isinstance(field, Records):
        return [record_of(draw, field.record, names) for _ in range(draw(ONE_OR_TWO))]
    if isinstance(field, (Ref, Refs)):
        return draw(_referring(field, tuple(names.get(field.table, []))))
    if isinstance(field, Values):
        return draw(_referring(field, tuple(names.get("measures", []))))
    if isinstance(field, (Scores, Remarks)):
        return draw(_referring(field, tuple(names.get("topics", []))))
    return draw(_alone(field))


def _pauses(days: list[date], reasons: list[str]) -> list[dict[str, str]]:
    """Pauses from one day to the next, one after the other; where a day is left over, the last has no end."""
    ends = [day.isoformat() for day in sorted(days)]
    made = [{"since": since, "until": until} for since, until in zip(ends[::2], ends[1::2], strict=False)]
    made += [{"since": since} for since in ends[len(made) * 2 :]]
    return [
        {**one, **({"reason": reason} if reason else {})} for one, reason in zip(made, reasons, strict=False)
    ]


PAUSES = st.builds(
    _pauses,
    st.lists(DAYS, min_size=1, max_size=4, unique=True),
    st.lists(LINE | st.just(""), min_size=2, max_size=2),
)


# Strategies are made once for each field: making and checking them costs more than drawing from them.


@cache
def _alone(field: Field) -> st.SearchStrategy[Any]:
    """Values of a field that refers to nothing."""
    if isinstance(field, Text):
        return LINES if field.lines else LINE
    if isinstance(field, Number):
        low, high = max(field.low, -1e6), min(field.high, 1e6)
        whole = st.integers(int(low), int(high))
        return (
            whole if field.whole else whole | st.floats(low, high, allow_nan=False).map(lambda x: round(x, 3))
        )
    if isinstance(field, Day):
        return (PAST_DAYS if field.side is Side.PAST else DAYS).map(str)
    simple: dict[type[Field], st.SearchStrategy[Any]] = {
        Flag: st.booleans(),
        TimeOfDay: st.times().map(lambda time: f"{time:%H:%M}"),
        DaysOff: st.lists(st.sampled_from(["mon", "sun", "2026-12-24"]), min_size=1, max_size=3),
        Every: st.sampled_from(["1 week", "2 weeks", "1 month", "10 days"]),
        Others: st.none(),  # no plan file names them
        Often: st.sampled_from(["once", "3 per week", "1 every 2 weeks"]),
    }
    if type(field) in simple:
        return simple[type(field)]
    if isinstance(field, Choice):
        return st.sampled_from(field.options)
    if isinstance(field, Picks):
        return st.lists(st.sampled_from(field.options), min_size=1, unique=True)
    if isinstance(field, Texts) and field.unique:
        return st.lists(st.sampled_from(TOPICS), min_size=1, unique=True)
    if isinstance(field, Texts):
        return st.lists(LINE, min_size=field.count or 1, max_size=field.count or 3)
    raise AssertionError(f"no values for {type(field).__name__}: add them here")


@cache
def _referring(field: Field, known: tuple[str, ...]) -> st.SearchStrategy[Any]:
    """Values of a field that names others, of which these are known."""
    if not known:
        return st.just({}) if isinstance(field, (Scores, Remarks)) else st.none()
    one = st.sampled_from(known)
    if isinstance(field, Ref):
        return one
    if isinstance(field, Refs):
        return st.lists(one, unique=True)
    if isinstance(field, Values):
        return st.dictionaries(one, st.integers(-99, 99))
    return st.dictionaries(one, st.integers(1, 5) if isinstance(field, Scores) else LINES, max_size=3)


_OF_OTHERS = ("continues",)
"""Fields that name what is in the file already: a plan alone has none."""


@cache
def _some_of(keys: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    """Which of a noun's optional fields are filled in."""
    return st.lists(st.sampled_from(keys), unique=True, max_size=6) if keys else st.just([])


def record_of(draw: st.DrawFn, noun: type[Record], names: dict[str, list[str]]) -> dict[str, Any]:
    """A record of a noun in its stored form."""
    known = (key for key, field in noun.fields.items() if not field.required and key not in _OF_OTHERS)
    chosen = draw(_some_of(tuple(known)))
    values = {
        key: value_of(draw, field, names)
        for key, field in noun.fields.items()
        if field.required or key in chosen
    }
    if "scale_low" in values or "scale_high" in values:
        values |= {"scale_low": -2, "scale_high": 7}
    if noun is Assessment:
        values = _asked_and_answered(values)
    if noun is Strategy:
        values = _in_step(values)
    if (
        noun is Session
        and values.get("on", "") > TODAY.isoformat()
        and values.get("state") in (HELD, NO_SHOW)
    ):
        values["state"] = BOOKED
    for _ in range(3):
        try:
            return noun.check(values)
        except BadInput as error:  # what fields owe one another: leave out the one that is named, or name it
            key = str(error).split(":")[0]
            if key in values and not noun.fields[key].required:
                del values[key]
            else:
                values[key] = "x" if isinstance(noun.fields[key], Text) else draw(PAST_DAYS).isoformat()
    return noun.check(values)


def _in_step(values: dict[str, Any]) -> dict[str, Any]:
    """Values of a strategy that is paused where one of its pauses is open today, and only there."""
    ahead = TODAY.isoformat()
    pauses = [one for one in values.get("pauses") or () if one.get("until") or one["since"] <= ahead]
    open_now = any(not one.get("until") for one in pauses)
    status = "paused" if open_now else values.get("status")
    kept = {key: value for key, value in values.items() if key not in ("pauses", "status")}
    said = {"status": status} if status and (open_now or status != "paused") else {}
    return {**kept, **({"pauses": pauses} if pauses else {}), **said}


def _asked_and_answered(values: dict[str, Any]) -> dict[str, Any]:
    """Values of an assessment that owe one another nothing: what is answered was asked, and has its day."""
    values["questions"] = [one for one in values.get("questions") or () if one not in values.get("items", ())]
    if not values["questions"]:
        values.setdefault("items", TOPICS[:1])
    asked = Assessment(values)
    scores = {item: score for item, score in (values.get("scores") or {}).items() if item in asked.items}
    comments = {one: said for one, said in (values.get("comments") or {}).items() if one in asked.topics}
    said = {key: one for key, one in (("scores", scores), ("comments", comments)) if one}
    kept = {key: one for key, one in values.items() if key not in ("scores", "comments", "answered_on")}
    return {**kept, **said, **({"answered_on": values["asked_on"]} if said else {})}


def _fitting(rounds: list[dict[str, Any]], answers: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Answers to what was asked, the client's once, in the order in which files have them."""
    asked = {raw["title"]: Round(raw) for raw in rounds}
    kept: dict[str, dict[str, Any]] = {}
    for answer in answers:
        one = asked[answer["round"]]
        scores = {i: s for i, s in answer.get("scores", {}).items() if i in one.items and s <= one.high}
        scores = {item: max(score, one.low) for item, score in scores.items()}
        comments = {t: c for t, c in answer.get("comments", {}).items() if t in one.topics}
        bare = {key: answer[key] for key in ("round", "group")}
        full = {
            **bare,
            **({"scores": scores} if scores else {}),
            **({"comments": comments} if comments else {}),
        }
        who = answer["round"] if answer["group"] == "self" else str(len(kept)) + "."
        kept.setdefault(who, full)
    return {str(number): answer for number, answer in enumerate(answers_in_order(list(kept.values())))}


@st.composite
def drafts(draw: st.DrawFn) -> dict[str, Any]:
    """A whole plan as `coach_tui.plan.draft` has it, checked and without contradictions."""
    names: dict[str, list[str]] = {}
    draft: dict[str, Any] = {
        "client": record_of(draw, Client, names),
        "engagement": record_of(draw, Engagement, names),
    }
    measured: set[str] = set()
    for noun in PARTS:
        kept: dict[str, dict[str, Any]] = {}
        asked = noun not in (Rater, Response) or names["rounds"]
        for number in range(draw(UP_TO_THREE) if asked else 0):
            own = [r["title"] for r in kept.values() if "title" in r]
            record = record_of(draw, noun, names | {noun.table: own})
            if noun is Rater and any(same_person(record, other) for other in kept.values()):
                continue
            known = fold(record.get("title") or record.get("email") or record.get("name") or str(number))
            kept.setdefault(known, record)
        if noun is Response:
            kept = _fitting(draft.get("round", []), list(kept.values()))
        for record in kept.values():
            measures = [m for m in record.get("measure", []) if m["name"] not in measured]
            if "measure" in record:
                record["measure"] = list({m["name"]: m for m in measures}.values())
                measured |= {m["name"] for m in record["measure"]}
                if not record["measure"]:
                    del record["measure"]
        if kept:
            draft[noun.entry] = list(kept.values())
        names[noun.table] = [record["title"] for record in kept.values() if "title" in record]
        if noun.entry == "objective":
            names["measures"] = sorted(measured)
        if noun is Round:
            names["topics"] = TOPICS
    for session in draft.get("session", []):
        session.pop("review", None)  # no review is drawn that was held in it
    return draft
