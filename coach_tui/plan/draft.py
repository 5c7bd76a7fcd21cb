"""A plan as one document, the way plan files and JSON hold it: records refer to one another by title.

The document has the keys `client` and `engagement` (one record each) and one list for every other noun,
under its `entry` name. Values are in stored form (`coach_tui.plan.fields`), except that references are
titles and that check-in values stand under the measure's name.
"""

from __future__ import annotations

from coach_tui.plan.errors import BadInput
from coach_tui.plan.field_earlier import Earlier
from coach_tui.plan.field_lists import Others, Refs
from coach_tui.plan.field_records import Records, Values
from coach_tui.plan.fields import Ref, quote
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import Objective
from coach_tui.plan.pause import Pause
from coach_tui.plan.revision import history_json
from coach_tui.plan.round import Response
from coach_tui.plan.schema import NOUNS, PARTS
from coach_tui.plan.session import BOOKED, Session
from coach_tui.plan.strategy import Strategy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from coach_tui.plan.practice import Plan
    from coach_tui.plan.record import Record

    Draft = dict[str, Any]
    Names = Mapping[str, Mapping[str, str]]
    """For each table (and for "measures") what each name or uid is to be replaced by."""


def from_plan(plan: Plan, *, ids: bool = False) -> Draft:
    """The document of a plan; with `ids`, each record and measure carries its uid as `id`."""
    names: dict[str, dict[str, str]] = {
        noun.table: {record.uid: record.name for record in plan.part(noun)} for noun in PARTS
    }
    for noun in (type(plan.engagement), *PARTS):
        names[f"{EARLIER}{noun.table}"] = _earlier_names(plan, noun)
    names["measures"] = {
        measure.uid: measure.name for objective in plan.objectives for measure in objective.measures
    }
    draft: Draft = {
        "client": _out(type(plan.client), plan.client.raw, names, ids),
        "engagement": _out(type(plan.engagement), plan.engagement.raw, names, ids),
    }
    for noun in PARTS:
        records = [_out(noun, record.raw, names, ids) for record in _in_order(plan, noun)]
        if records:
            draft[noun.entry] = records
    return draft


EARLIER = "earlier "
"""Before the name of a table: what its records go on with, of earlier plans, by uid."""


def _earlier_names(plan: Plan, noun: type[Record]) -> dict[str, str]:
    """How the records of earlier plans are called with which those of a noun go on."""
    found: dict[str, str] = {}
    for field in noun.fields.values():
        if isinstance(field, Earlier):
            from coach_tui.plan.earlier import link_out

            own: list[Record] = [plan.engagement] if noun is type(plan.engagement) else [*plan.part(noun)]
            uids = {str(one.raw[field.key]) for one in own if one.raw.get(field.key)}
            where = plan.practice, plan.client.uid, field.table
            found |= {uid: link_out(*where, uid, plan.engagement.uid) for uid in uids}
    return found


WORKED_OUT: dict[type[Record], tuple[str, ...]] = {
    Objective: ("first", "state"),
    Milestone: ("first", "state"),
    Session: ("with",),
}
"""What is told beside the fields, and not read back."""


ALWAYS: dict[str, Any] = {"state": BOOKED, "cancelled_by": None, "late": False, "moves": [], "review": False}
"""What is told of every session, also where nothing is stored."""


def told(plan: Plan) -> Draft:
    """The document of a plan with ids for other programs: what is worked out stands beside the fields.

    Objectives have `first`, `revisions`, `state` and `replaced_by` (`coach_tui.plan.revision.history_json`),
    milestones `state` and `replaced_by`; of sessions it is always told what came of them, and `with` how many
    other clients. Engagement and
    strategies have `pauses`, each with since, until and reason.
    """
    draft = from_plan(plan, ids=True)
    for record in (draft["engagement"], *draft.get(Strategy.entry, [])):
        pauses = record.get("pauses", [])
        record["pauses"] = [{key: pause.get(key) for key in Pause.fields} for pause in pauses]
    for session, record in zip(draft.get(Session.entry, []), plan.part(Session), strict=True):
        for key, absent in ALWAYS.items():
            session.setdefault(key, absent)
        session["with"] = len(record.also)
    for objective, record in zip(plan.objectives, draft.get(Objective.entry, []), strict=True):
        record |= history_json(objective, record.get("replaced_by", []))
    for milestone, record in zip(plan.part(Milestone), draft.get(Milestone.entry, []), strict=True):
        record |= {"state": milestone.state, "replaced_by": record.get("replaced_by", [])}
    return draft


def _in_order(plan: Plan, noun: type[Record]) -> list[Record]:
    """The records of a noun in the order kept by the file; answers in one that tells nothing."""
    records = plan.part(noun)
    if noun is Response and records:
        titles = {record.uid: record.name for record in plan.rounds}
        records.sort(key=lambda record: content_of({**record.raw, "round": titles.get(record.raw["round"])}))
    return records


def content_of(answer: Mapping[str, Any]) -> str:
    """An answer as text that is the same for the same answer, to sort and compare by; `round` is a title."""
    parts: list[object] = [answer.get("round"), answer.get("group")]
    parts += [sorted((answer.get(key) or {}).items()) for key in ("scores", "comments")]
    return repr(parts)


def _out(noun: type[Record], raw: Mapping[str, Any], names: Names, ids: bool) -> dict[str, Any]:
    record: dict[str, Any] = {"id": raw["uid"]} if ids and raw.get("uid") else {}
    for key, field in noun.fields.items():
        value = raw.get(key)
        if value is None or isinstance(field, Others):
            continue
        if isinstance(field, Records):
            value = [_out(field.record, inner, names, ids) for inner in value]
        elif isinstance(field, Earlier):
            value = names[f"{EARLIER}{field.table}"].get(value, value)
        elif isinstance(field, Ref):
            value = names[field.table].get(value)
        elif isinstance(field, Refs):
            value = [names[field.table][uid] for uid in value if uid in names[field.table]]
        elif isinstance(field, Values):
            value = {names["measures"][uid]: one for uid, one in value.items() if uid in names["measures"]}
        if value not in (None, [], {}):
            record[key] = value
    return record


def resolve(noun: type[Record], values: Mapping[str, Any], uids: Names) -> dict[str, Any]:
    """The stored record of a draft's record: titles become uids.

    Raises:
        BadInput: when a title that it refers to is not in the plan.
    """
    stored = dict(values)
    for key, field in noun.fields.items():
        if key not in stored:
            continue
        if isinstance(field, Others):
            raise field.refuse(
                "a plan file is one client's; say in the app, or with coach session, who else is in it"
            )
        if isinstance(field, Ref):
            stored[key] = _uid(field, stored[key], uids)
        elif isinstance(field, Refs):
            stored[key] = [_uid(field, title, uids) for title in stored[key]]
        elif isinstance(field, Values):
            known = uids["measures"]
            for name in stored[key]:
                if name not in known:
                    raise field.refuse(f"no objective has a measure {quote(name)}; it has {_list(known)}")
            stored[key] = {known[name]: value for name, value in stored[key].items()}
    return stored


def _uid(field: Ref | Refs, title: str, uids: Names) -> str:
    known = uids[field.table]
    if title not in known:
        entry = NOUNS[field.table].entry
        raise BadInput(f"{field.key}: no {entry} is called {quote(title)}; there are {_list(known)}")
    return known[title]


def _list(known: Mapping[str, str]) -> str:
    return ", ".join(list(known)[:5]) or "none"
