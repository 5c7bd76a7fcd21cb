"""What a report says: plain values made from a view, and nothing else (domain rules §1, §8).

Templates get this and only this: text, numbers, ISO dates, lists and dictionaries. Records have the keys of
their fields; references are the names of what they point at; `rows` are label and text of every field that
holds something.
"""

from __future__ import annotations

from datetime import date

from coach_tui.plan.agenda import next_review
from coach_tui.plan.agreed import AGREED_TO, is_agreed
from coach_tui.plan.assessed import latest_assessments
from coach_tui.plan.audience import LEVELS
from coach_tui.plan.became import went_words
from coach_tui.plan.dates import MONTHS
from coach_tui.plan.field_earlier import Earlier
from coach_tui.plan.field_lists import Refs, counted
from coach_tui.plan.field_records import Group, Records, Values
from coach_tui.plan.field_times import Day
from coach_tui.plan.fields import Ref, plain_number
from coach_tui.plan.if_then import if_then
from coach_tui.plan.insight import insights
from coach_tui.plan.insight_words import practice_words
from coach_tui.plan.package import package_of, package_words
from coach_tui.plan.paused import say_paused
from coach_tui.plan.rating import counts, results
from coach_tui.plan.report_before import before_lines
from coach_tui.plan.revision_words import revision_words
from coach_tui.plan.schema import PARTS
from coach_tui.plan.session import CANCELLED, GROW, HELD, NO_SHOW, to_come
from coach_tui.plan.session_words import size_words, state_words
from coach_tui.plan.standing import milestones_wanted
from coach_tui.plan.strategy import Strategy
from coach_tui.plan.told import Teller
from coach_tui.plan.trend import from_values, reached_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from coach_tui.plan.fields import Field
    from coach_tui.plan.insight import Insights
    from coach_tui.plan.practice import Plan
    from coach_tui.plan.record import Record
    from coach_tui.plan.report_before import Before
    from coach_tui.plan.visibility import View

    Plain = dict[str, Any]

OBJECTIVE_FIGURES = {
    "status": "status",
    "computed_status": "progress",
    "progress": "progress",
    "expected": "progress",
    "forecast": "forecast",
    "gas": "gas",
    "measures": "measures",
}
"""What a report takes from the insights of an objective, each with the figure it is for `View.may`."""
WRITTEN = ("line", "text", "ladder")
"""Widgets of fields that are written out: one that holds nothing is an empty text."""


def full(day: date | str) -> str:
    """A day in full, “24 Nov 2026”."""
    if isinstance(day, str):
        day = date.fromisoformat(day)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def content(view: View, today: date, before: Before | None = None) -> Plain:
    """All that a report for the view's reader holds, on a day.

    Keys: reader, today, client, engagement, package (how much of it is used, in words), status, gas, next
    (steps to come), one list for each table of the plan by its name, results (of rounds that are closed),
    assessed (the last of each of the client's assessments), practice, and for the coach engaged, usual_slip,
    findings and checklist. Objectives have figures, before (lines on what they were in earlier engagements,
    from `coach_tui.plan.report_before.seen_before`), ahead (by the id of a measure, in words when it is
    reached), milestones, strategies and changed (their revisions in words) beside their fields; what belongs
    to none of them stands in other_milestones and other_strategies.
    """
    plan = view.plan
    naming = _Naming(plan, view.reader)
    found: Plain = {
        "reader": view.reader,
        "today": today.isoformat(),
        "client": naming.record(plan.client),
        "engagement": naming.record(plan.engagement),
        "sees": list(view.sees),
    }
    for noun in PARTS:
        if noun.table != "responses":
            found[noun.table] = [naming.record(one) for one in _in_order(plan, noun)]
    if view.reader == "client":
        say_paused(plan, found["strategies"], today)
    _add_worked_out(found, view)
    for objective in found["objectives"]:
        objective["before"] = before_lines((before or {}).get(objective["id"], []), full)
    told = insights(view.basis, today)
    as_json = told.as_json()
    found["status"] = told.status if view.may("status") else ""
    found["gas"] = as_json["gas"] if view.may("gas") and told.gas.now is not None else None
    _join_objectives(found, view, as_json["objectives"])
    found["practice"] = _practice(view, told)
    found["results"] = _results(view)
    found["assessed"] = [one.as_json() for one in latest_assessments(plan, today)]
    found["next"] = _next(found, plan, today)
    if view.may("engagement"):
        found["engaged"] = as_json["engagement"]
    if view.may("usual_slip"):
        found["usual_slip"] = as_json["timeline"]["usual_slip"]
    if view.may("health"):
        from coach_tui.plan.checklist import checklist
        from coach_tui.plan.health import findings

        found["findings"] = [one.as_json() for one in findings(view.basis, today)]
        found["checklist"] = [one.as_json() for one in checklist(view.basis, today)]
    return found


def _add_worked_out(found: Plain, view: View) -> None:
    """Puts to records what is worked out of their own fields: how they were changed, notes part by part."""
    plan, whole = view.plan, view.reader == "coach"
    for told, objective in zip(found["objectives"], plan.objectives, strict=True):
        told["changed"] = [revision_words(one, full, whole=whole) for one in objective.revised]
        told["went"] = went_words(plan, objective, told.get("replaced_by") or ())
    for told, milestone in zip(found["milestones"], plan.milestones, strict=True):
        told["went"] = went_words(plan, milestone, told.get("replaced_by") or ())
        told["planned"] = milestone.first_planned.isoformat()
        told["slip"] = milestone.slip
        told["ended_with"] = plan.ended_with(milestone)
    spoken = {one.uid for one in view.basis.evaluations}
    for told, review in zip(found["reviews"], plan.reviews, strict=True):
        told["empty"] = review.held_on is not None and review.uid not in spoken
    found["package"] = package_words(package_of(plan))
    for told, session in zip(found["sessions"], plan.sessions, strict=True):
        told["said"] = "" if session.state == HELD else state_words(session, you=view.reader)
        told["unlike"] = bool(session.moves) or session.state in (CANCELLED, NO_SHOW)
        told["group"] = size_words(session)
        told["note"] = [
            [session.fields[key].label if key in GROW else "", text] for key, text, _ in session.note
        ]


def _in_order(plan: Plan, noun: type[Record]) -> list[Record]:
    """The records of a noun as the plan orders them."""
    found: list[Record] = getattr(plan, noun.table) if hasattr(plan, noun.table) else plan.part(noun)
    return found


class _Naming:
    """Turns records into plain values, with names for references."""

    def __init__(self, plan: Plan, reader: str) -> None:
        self.limit = LEVELS[reader]
        self.names = {
            (noun.table, one.uid): one.name
            for noun in PARTS
            if noun.table != "responses"
            for one in plan.part(noun)
        }
        self._teller = Teller(plan.practice, plan.engagement.start, write=full)
        self.measures = {
            measure.uid: measure.name for objective in plan.objectives for measure in objective.measures
        }

    def record(self, record: Record) -> Plain:
        """A record's fields as plain values, with `id`, `title` and `rows`."""
        found: Plain = {"id": record.uid, "name": record.name, "rows": []}
        for key, field in record.fields.items():
            stored = record.raw.get(key)
            kept = max(LEVELS[field.seen], LEVELS[field.opens or "nobody"]) < self.limit
            default = None if kept or isinstance(field, (Group, Records)) else field.default
            found[key] = self._plain(field, stored if stored is not None else default)
            if key == "agreed_to" and isinstance(record, AGREED_TO) and is_agreed(record):
                found[key] = ""  # it is what it says already
            elif stored not in (None, "", [], {}) and not isinstance(field, Earlier):
                text = self._text(field, stored)
                if text and not (isinstance(record, Strategy) and key in ("cue", "response")):
                    found["rows"].append([field.label, text])
            if key == "response" and isinstance(record, Strategy) and (record.cue or record.response):
                found["rows"].append(["If–then", if_then(record.cue, record.response)])
        return found

    def _plain(self, field: Field, stored: Any) -> Any:
        if isinstance(field, Earlier):
            return ""  # what it was stands in `before`
        if isinstance(field, Ref):
            return self.names.get((field.table, stored), "")
        if isinstance(field, Refs):
            return [self.names[field.table, uid] for uid in stored or () if (field.table, uid) in self.names]
        if isinstance(field, Values):
            return [[self.measures.get(uid, ""), value] for uid, value in (stored or {}).items()]
        if isinstance(field, Records):
            return [_inner(field.record, raw) for raw in stored or ()]
        if isinstance(field, Group):
            return _inner(field.record, stored) if stored else None
        return "" if stored is None and field.widget in WRITTEN and not _counts(field) else stored

    def _text(self, field: Field, stored: Any) -> str:
        if isinstance(field, Day):
            return full(stored)
        if isinstance(field, (Group, Records)):
            return self._teller.tell(field, stored)
        if isinstance(field, (Ref, Refs)):
            plain = self._plain(field, stored)
            return plain if isinstance(plain, str) else ", ".join(counted(plain))
        if isinstance(field, Values):
            return ", ".join(f"{name} {plain_number(value)}" for name, value in self._plain(field, stored))
        return field.show(stored)


def _counts(field: Field) -> bool:
    """Whether an absent value is None instead of an empty text."""
    from coach_tui.plan.fields import Number

    return isinstance(field, Number)


def _inner(noun: type[Record], raw: Mapping[str, Any]) -> Plain:
    """A record inside a record as plain values."""
    found: Plain = {}
    for key, field in noun.fields.items():
        value = raw.get(key, field.default)
        if isinstance(field, Records):
            found[key] = [_inner(field.record, one) for one in value or ()]
        else:
            found[key] = value if value is not None or _counts(field) else ""
    return found


def _join_objectives(found: Plain, view: View, told: list[Plain]) -> None:
    """Puts figures, milestones and strategies to the objectives that the reader sees."""
    figures = {one["id"]: one for one in told}
    tied = {one.uid: one.objective for one in view.plan.milestones}
    serves = {one.uid: one.objectives for one in view.plan.strategies}
    for objective in found["objectives"]:
        known = figures.get(objective["id"], {})
        objective["figures"] = {
            key: known.get(key) if view.may(figure) else None for key, figure in OBJECTIVE_FIGURES.items()
        }
        measures = objective["figures"]["measures"] or ()
        for measure in measures:
            measure["before"] = []  # by the earlier plan's own rules it stands in `before` of the objective
        objective["ahead"] = {one["id"]: _ahead(one["forecast"], found["today"]) for one in measures}
        objective["milestones"] = [one for one in found["milestones"] if tied[one["id"]] == objective["id"]]
        objective["strategies"] = [one for one in found["strategies"] if objective["id"] in serves[one["id"]]]
    known_ids = {one["id"] for one in found["objectives"]}
    found["other_milestones"] = [one for one in found["milestones"] if tied[one["id"]] not in known_ids]
    found["other_strategies"] = [
        one for one in found["strategies"] if not known_ids.intersection(serves[one["id"]])
    ]


def _ahead(forecast: Plain | None, today: str) -> str:
    """When a measure reaches its target, or since when it has; "" where no day is known."""
    if not forecast or not forecast["date"]:
        return ""
    day, rests = full(forecast["date"]), f"({from_values(forecast['values'])})"
    if forecast["reached"]:
        return f"{reached_words(day, forecast['reason'])} {rests}"
    if forecast["date"] < today:
        return f"was to be reached on {day} at its pace {rests}; a new value would tell"
    return f"at this pace reached on {day} {rests}"


def _practice(view: View, told: Insights) -> list[Plain]:
    """How the strategies in the view are practised, in figures and in words."""
    shown = {one.uid for one in view.plan.strategies} if view.may("practice") else set()
    return [
        {**one.as_json(), "said": practice_words(one)} for one in told.practice if one.strategy.uid in shown
    ]


def _results(view: View) -> list[Plain]:
    """What the rounds in the view found, group thresholds applied (domain rules §3).

    Change is told only against a round that is in the view as well: it would give that one away.
    """
    if not view.may("results"):
        return []
    seen = {asked.uid for asked in view.plan.rounds}
    told = []
    for asked in view.basis.rounds:
        if asked.uid not in seen or (asked.open and view.reader != "coach"):
            continue
        found = results(view.basis, asked)
        plain = found.as_json(counts(view.basis, asked) if view.reader == "coach" else None)
        if found.before is None or found.before.uid not in seen:
            plain["compared_with"] = None
            for item in plain["items"]:
                item.pop("change", None)
        plain["shown"] = found.shown
        plain["words"] = [[score, word] for score, word in sorted(asked.words.items())]
        plain["questions"] = list(asked.questions)
        told.append(plain)
    return told


def _next(found: Plain, plan: Plan, today: date) -> Plain:
    """What is to come: commitments and milestones that are open, the next session and the next review."""
    day = today.isoformat()
    open_ = [one for one in found["commitments"] if one["status"] in ("open", "moved")]
    sessions = [one for one in found["sessions"] if to_come(one, day)]
    ahead = {one.uid for one in milestones_wanted(plan)}
    review = next_review(plan, today).on if plan.engagement.open else None
    return {
        "commitments": open_,
        "milestones": [one for one in found["milestones"] if one["id"] in ahead],
        "session": sessions[0] if sessions else None,
        "review": review.isoformat() if review and review >= today else None,
    }


def held_back(view: View) -> list[tuple[str, int, int, list[str]]]:
    """What goes out and what is held back, by kind: (kind, records out, records held back, fields held back).

    A field held back is told with its number of values, never with what it says.
    """
    told = []
    for kind in view.kinds:
        texts = [
            f"{label} in {held}" if held > 1 else label for label, (_, held) in kind.fields.items() if held
        ]
        if kind.shown or kind.held:
            told.append((kind_name(kind.noun), kind.shown, kind.held, texts))
    return told


def kind_name(noun: type[Record]) -> str:
    """What several records of a noun are called."""
    return {"checkins": "check-ins", "rounds": "rounds of feedback"}.get(noun.table, noun.table)


def count_words(kind: str, count: int) -> str:
    """So many records of a kind, by its name.

    >>> count_words("strategies", 1), count_words("rounds of feedback", 1), count_words("clients", 2)
    ('1 strategy', '1 round of feedback', '2 clients')
    """
    if count != 1:
        return f"{count} {kind}"
    many, of, rest = kind.partition(" of ")
    return f"1 {f'{many[:-3]}y' if many.endswith('ies') else many.removesuffix('s')}{of}{rest}"
