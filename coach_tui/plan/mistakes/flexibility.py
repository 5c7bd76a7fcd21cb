"""Rigidity: a plan that does not bend, or bends without learning from it (domain rules §9, F1 to F4)."""

from __future__ import annotations

from datetime import date
from weakref import WeakKeyDictionary

from coach_tui.plan.contact import Review
from coach_tui.plan.dates import short
from coach_tui.plan.fields import quote
from coach_tui.plan.figures_named import bent
from coach_tui.plan.mistakes.look import FLEXIBILITY, HIGH, HINT, MEDIUM, Finding
from coach_tui.plan.objective import GIVEN_UP, Objective
from coach_tui.plan.past import status_on
from coach_tui.plan.progress import OFF_TRACK, OVERDUE
from coach_tui.plan.revision import unexplained
from coach_tui.plan.revision_words import unexplained_words
from coach_tui.plan.stands import stands

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach_tui.plan.mistakes.look import Document, Look
    from coach_tui.plan.practice import Practice

    Several = dict[str, list[tuple[Document, list[Document]]]]

_SEVERAL: WeakKeyDictionary[Practice, Several] = WeakKeyDictionary()
"""What `_of_several` found, for as long as the practice is there: its journal does not change."""
OFF = (OFF_TRACK, OVERDUE)
MOVED = 3
"""Moves of one milestone from which on the date itself is in doubt."""

PLAN_TABLES = ("objectives", "needs", "strategies", "milestones")
"""A change of any of these is a change of the plan, but for what merely notes how it goes."""
NOTED = (
    "done_on", "evidence", "confidence", "gas_now", "accepted", "reality", "words", "agreed_on", "agreed_to",
    "found_on",
)  # fmt: skip


def find(look: Look) -> Iterator[Finding]:
    """Where a plan is too stiff, or moved without a thought."""
    yield from _moved(look)
    yield from _unchanged(look)
    yield from _late_milestones(look)
    yield from _unexplained(look)


def _moved(look: Look) -> Iterator[Finding]:
    for raw in look.milestones:
        moves = raw.get("moves")
        if not moves or raw.get("done_on"):
            continue
        about = ("milestones", raw["uid"])
        if len(moves) >= MOVED:
            said = f"Moved {len(moves)} times: look at what stands behind the date before it moves again."
            yield Finding("F1", FLEXIBILITY, MEDIUM, *about, "due", raw["title"], said)
        elif not all(move.get("reason") for move in moves):
            said = "It was moved without a reason: nobody can learn from that move."
            yield Finding("F1", FLEXIBILITY, MEDIUM, *about, "moves", raw["title"], said)


def _unchanged(look: Look) -> Iterator[Finding]:
    """Off track at both of the last two reviews, while nothing in the plan was changed.

    A change shows in what a review changed or considered, as a move, a revision, a strategy or
    objective that began or ended, or in the journal.
    """
    last = look.held[-2:]
    if len(last) < 2 or any(bent(look.plan, Review(review)) for review in last):
        return
    stuck = off_track_at(look, last)
    if not stuck or changed_since(look, last[0]["held_on"]):
        return
    said = f"{stuck} was off track at the last 2 reviews, and the plan was left as it is."
    subject = Review(last[-1]).name
    yield Finding("F2", FLEXIBILITY, HIGH, "reviews", last[-1]["uid"], "decisions", subject, said)


def off_track_at(look: Look, reviews: list[Document]) -> str:
    """What was off track or overdue at all of these reviews, by its title in quotes; "" for nothing.

    The status that a review kept counts, for targets and dates may have changed since. Where it kept none,
    the dated values tell; a GAS level that no review found has no date.
    """
    kept = [review.get("status") for review in reviews]
    if any(status and status not in OFF for status in kept):
        return ""
    days = [date.fromisoformat(review["held_on"]) for review in reviews]
    for raw in look.objectives:
        if all(status_on(look.plan, Objective(raw), day) in OFF for day in days):
            return quote(raw["title"])
    return "The plan" if all(kept) and look.objectives else ""


def changed_since(look: Look, day: str) -> bool:
    """Whether the records or the journal show a change of the plan since a day (ISO)."""
    documents = look.plan.practice.documents
    uid = look.engagement["uid"]
    milestones = documents("milestones", uid)
    if any(move["on"] >= day for raw in milestones for move in raw.get("moves") or ()):
        return True
    objectives = documents("objectives", uid)
    if any(one["on"] >= day for raw in objectives for one in raw.get("revisions") or ()):
        return True
    begun = (raw.get("start", "") for raw in look.strategies)
    ended = (raw.get("closed_on", "") for raw in (*objectives, *milestones))
    if any(on >= day for dates in (begun, ended) for on in dates):
        return True
    return any(_changes_plan(ops, uid) for ops in _done(look, day))


def _done(look: Look, day: str) -> Iterator[Sequence[Document]]:
    """What the entries of the journal since a day (ISO) did that are about the client, or about several."""
    practice = look.plan.practice
    for entry in practice.tables.get("journal", {}).values():
        if entry["client"] == look.client["uid"] and stands(entry) and entry["at"][:10] >= day:
            yield entry["ops"]
    for entry, ops in _of_several(practice).get(look.engagement["uid"], ()):
        if stands(entry) and entry["at"][:10] >= day:
            yield ops


def _of_several(practice: Practice) -> Several:
    """The entries of the journal that are about nobody alone, with what they did, by engagement (uid)."""
    found = _SEVERAL.get(practice)
    if found is None:
        found = _SEVERAL[practice] = {}
        for entry in practice.tables.get("journal", {}).values():
            theirs: dict[str, list[Document]] = {}
            for op in () if entry["client"] else entry["ops"]:
                record = op["after"] or op["before"] or {}
                plan = op["uid"] if op["table"] == "engagements" else record.get("plan", "")
                theirs.setdefault(plan, []).append(op)
            for plan, ops in theirs.items():
                found.setdefault(plan, []).append((entry, ops))
    return found


def _changes_plan(ops: Sequence[Document], engagement: str) -> bool:
    """Whether a journal entry changed the plan; the one that brought the whole of it in did not."""
    changed = False
    for op in ops:
        if op["table"] == "engagements" and op["uid"] == engagement and op["before"] is None:
            return False
        belongs = (op["after"] or op["before"] or {}).get("plan") == engagement
        if belongs and op["table"] in PLAN_TABLES:
            changed = changed or _intent(op["before"]) != _intent(op["after"])
    return changed


def _intent(record: Document | None) -> object:
    """A record without what merely notes how it goes, ticks in its checklists included."""
    if record is None:
        return None
    kept = {key: value for key, value in record.items() if key not in NOTED}
    if kept.get("measure"):
        kept["measure"] = [
            {**measure, "items": [item["text"] for item in measure.get("items") or ()]}
            for measure in kept["measure"]
        ]
    return kept


def _unexplained(look: Look) -> Iterator[Finding]:
    """Targets made easier, measures changed and target dates moved later, while nothing says why.

    Of those too that are achieved, by their figures or closed as reached: it may be the change that achieved
    them. What was given up is asked about no more.
    """
    for raw in look.plan.practice.documents("objectives", look.engagement["uid"]):
        if not raw.get("revisions") or raw.get("closed_as") in GIVEN_UP:
            continue
        objective = Objective(raw)
        eased = unexplained(objective)
        if not eased:
            continue
        last = objective.revised[eased[-1]]
        what = unexplained_words(objective, lambda day: short(day, look.today))
        said = f"Changed without a reason ({what}): write down why, so that the change can be judged."
        about = ("objectives", raw["uid"], "revisions", raw["title"])
        yield Finding("F4", FLEXIBILITY, MEDIUM, *about, said, item=f"{last.on} {last.what}")


def _late_milestones(look: Look) -> Iterator[Finding]:
    dates = [raw["due"] for raw in look.milestones]
    end = look.engagement.get("end") or max((raw.get("due", "") for raw in look.objectives), default="")
    if not dates or end <= look.start or look.day >= end:  # at the end no course can be changed
        return
    start = date.fromisoformat(look.start)
    length = (date.fromisoformat(end) - start).days
    first = min(look.milestones, key=lambda raw: str(raw["due"]))
    if (date.fromisoformat(first["due"]) - start).days * 3 > length * 2:
        said = "All milestones lie in the last third of the plan: too late to change course."
        about = ("milestones", first["uid"], "due", first["title"])
        yield Finding("F3", FLEXIBILITY, HINT, *about, said)
