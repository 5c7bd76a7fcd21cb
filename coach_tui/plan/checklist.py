"""The six-item checklist of a coaching plan, derived from its health and shown with evidence (domain §9)."""

from __future__ import annotations

from datetime import date

from coach_tui.plan.agenda import next_review, review_words
from coach_tui.plan.contact import Review
from coach_tui.plan.dates import short
from coach_tui.plan.figures_named import names_figures
from coach_tui.plan.health import examined, findings, look_at
from coach_tui.plan.judgement import (
    DATA,
    EVALUATIONS,
    ITEMS,
    NEEDS,
    SMART,
    STRATEGIES,
    TIMELINE,
)
from coach_tui.plan.mistakes.client_input import self_evaluated
from coach_tui.plan.standing import given_up

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from coach_tui.plan.agenda import NextReview
    from coach_tui.plan.health import Finding
    from coach_tui.plan.mistakes.look import Look
    from coach_tui.plan.practice import Plan


class CheckItem:
    """One line of the checklist: whether it is done, and what shows it.

    `derived` is what the plan shows, with its `evidence`. `override` is the reason of a coach who decided
    otherwise on the ISO day `decided_on`, and `done` what was decided; without one it is as derived.
    """

    __slots__ = ("decided_on", "derived", "done", "evidence", "item", "override")

    def __init__(
        self,
        item: str,
        done: bool,
        evidence: str,
        override: str | None = None,
        *,
        derived: bool | None = None,
        decided_on: str | None = None,
    ) -> None:
        self.item = item
        self.done = done
        self.evidence = evidence
        self.override = override
        self.derived = done if derived is None else derived
        self.decided_on = decided_on

    def __repr__(self) -> str:
        return f"<CheckItem [{'x' if self.done else ' '}] {self.item}: {self.evidence}>"

    def as_json(self) -> dict[str, Any]:
        """The item in the shape of `coach health --json`."""
        return {
            "item": self.item,
            "done": self.done,
            "evidence": self.evidence,
            "override": self.override,
            "derived": self.derived,
            "decided_on": self.decided_on,
        }


def checklist(plan: Plan, today: date, **limits: int) -> list[CheckItem]:
    """The six items of a plan today, by what the coach has set (see `findings`).

    A plan that is closed or has ended is judged as it was then.
    """
    return both(plan, today, **limits)[1]


def both(plan: Plan, today: date, **limits: int) -> tuple[list[Finding], list[CheckItem]]:
    """What `findings` and `checklist` say of a plan, of which an open one is examined once."""
    look = look_at(plan, today, **limits)
    found = examined(look, today)
    decided = {one["item"]: one for one in plan.engagement.checklist}
    items = [_item(look, item, ItemFindings(found), decided.get(item)) for item in ITEMS]
    return found if plan.engagement.open else findings(plan, today, **limits), items


def _item(look: Look, item: str, found: ItemFindings, decided: Mapping[str, Any] | None) -> CheckItem:
    derived, evidence = _JUDGES[item](look, found)
    if found.left:
        until = date.fromisoformat(min(one.accepted_until or "" for one in found.left))
        evidence += f"; {_count(len(found.left), 'finding')} accepted until {short(until, look.today)}"
    if decided is None:
        return CheckItem(item, derived, evidence)
    done, reason, on = decided.get("done", False), decided["reason"], decided.get("on")
    return CheckItem(item, done, evidence, reason, derived=derived, decided_on=on)


class ItemFindings:
    """The findings of a plan as one item of the checklist looks at them.

    `left` are those that would count against it, had the coach not accepted them.
    """

    def __init__(self, found: list[Finding]) -> None:
        self._found = found
        self.left: list[Finding] = []

    def fired(self, *rules: str, table: str = "", but: str = "") -> list[Finding]:
        """The findings of these rules, about one table or all `but` one, that count."""
        asked = [f for f in self._found if f.id in rules and table in ("", f.table) and f.table != but]
        self.left += [f for f in asked if f.accepted]
        return [f for f in asked if not f.accepted]


def _count(number: int, noun: str) -> str:
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number} {noun if number == 1 else plural}"


def _smart(look: Look, found: ItemFindings) -> tuple[bool, str]:
    if not look.objectives:
        closed = len(look.plan.objectives)
        said = f"{_count(closed, 'objective')}, all reached or closed"
        return closed > 0, said if closed else "no objective yet"
    weak = found.fired("V1", "V2", "V3", "I1", "I2", table="objectives")
    total = len(look.objectives)
    if not weak:
        return True, f"{_count(total, 'objective')} with activity, measure, confidence, reason and date"
    fields = ", ".join(sorted({_WORDS[f.field] for f in weak}))
    return False, f"{total - len({f.about for f in weak})} of {total} SMART; missing or open: {fields}"


_WORDS = {
    "activity": "activity",
    "agreed_on": "agreement",
    "confidence": "confidence",
    "due": "target date",
    "measure": "measure",
    "owner": "owner",
    "why": "reason",
}


def _needs(look: Look, found: ItemFindings) -> tuple[bool, str]:
    """A strength, a gap or weakness, a self-evaluation; and something follows from gaps and low items."""
    strengths = sum(1 for need in look.needs if need["kind"] == "strength")
    gaps = sum(1 for need in look.needs if need["kind"] in ("gap", "weakness"))
    own = self_evaluated(look)
    if not look.needs and not own:
        return False, "no need assessed yet"
    loose = found.fired("P1")
    items = sum(1 for one in loose if one.item)
    lacks = [
        *(["no strength"] if not strengths else ()),
        *(["no gap"] if not gaps else ()),
        *(["no self-evaluation"] if not own else ()),
        *([f"{_count(len(loose) - items, 'gap')} served by nothing"] if len(loose) > items else ()),
        *([f"{_count(items, 'low item')} of a 360 answered by nothing"] if items else ()),
    ]
    there = [
        *([_count(strengths, "strength")] if strengths else ()),
        *([_count(gaps, "gap")] if gaps else ()),
        *(["a self-evaluation"] if own else ()),
    ]
    if told := sum(1 for raw in look.objectives if raw.get("reality")):
        there.append(f"{told} of {_count(len(look.objectives), 'objective')} saying where it stands")
    return not lacks, "; ".join([", ".join(there) or _count(len(look.needs), "need"), *lacks])


def _strategies(look: Look, found: ItemFindings) -> tuple[bool, str]:
    if not look.strategies:
        kept = [one.status for one in look.plan.strategies if not given_up(look.plan, one)]
        there = [
            *([f"{count} finished"] if (count := kept.count("finished")) else ()),
            *([f"{count} for what is reached"] if (count := kept.count("active")) else ()),
        ]
        return bool(there), ", ".join(there) or "no active strategy"
    loose = {f.about for f in found.fired("V5", "I2", table="strategies")}
    bare = found.fired("P2", table="strategies")
    hours = found.fired("I5", table="clients")
    lacks = [
        *([f"{_count(len(loose), 'strategy')} without rhythm, cue or obstacle plan"] if loose else ()),
        *([f"{_count(len(bare), 'objective')} without a strategy"] if bare else ()),
        *(["more hours than the client has"] if hours else ()),
    ]
    evidence = f"{len(look.strategies)} active"
    if not lacks:
        return True, f"{evidence}, {', '.join(_held_by(look))}"
    return False, f"{evidence}; {', '.join(lacks)}"


def _held_by(look: Look) -> list[str]:
    """What holds the active strategies: how many have a rhythm and a cue, and whether the hours are known."""
    rhythm, cue = (sum(1 for raw in look.strategies if raw.get(key)) for key in ("cadence", "cue"))
    hours = any(raw.get("hours_per_week") for raw in look.strategies)
    told = [f"{_share(rhythm, look)} with rhythm", f"{_share(cue, look)} with cue"]
    if rhythm == cue == len(look.strategies):
        told = ["with rhythm and cue"]
    if look.client.get("hours_per_week") is None:
        return [*told, "the client's hours are not given"]
    return [*told, "within the client's hours" if hours else "no hours given"]


def _share(count: int, look: Look) -> str:
    return "all" if count == len(look.strategies) else str(count or "none")


def _timeline(look: Look, found: ItemFindings) -> tuple[bool, str]:
    there = _milestones_there(look)
    if not there:
        return False, "no milestone yet"
    done = sum(1 for raw in there if raw.get("done_on"))
    moved = sum(1 for raw in there if raw.get("moves"))
    lacks = [
        *(["an objective without a near milestone"] if found.fired("T3") else ()),
        *(["a milestone that keeps moving, or moved without a reason"] if found.fired("F1") else ()),
        *(["all milestones late in the plan"] if found.fired("F3") else ()),
        *(["a date on a day off"] if found.fired("I5", but="clients") else ()),
    ]
    evidence = f"{_count(len(there), 'milestone')}, {done} done, {moved} moved"
    return not lacks, "; ".join([evidence, *lacks])


def _milestones_there(look: Look) -> list[Mapping[str, Any]]:
    """The milestones that the plan has: those done, those that wait, and those of what is reached already."""
    gone = {one.uid for one in look.plan.objectives if one.given_up}
    return [
        raw
        for raw in look.plan.practice.documents("milestones", look.plan.engagement.uid)
        if raw.get("done_on") or not (raw.get("closed_on") or raw.get("objective") in gone)
    ]


def _evaluations(look: Look, found: ItemFindings) -> tuple[bool, str]:
    held = f"{len(look.held)} held" + (", the last one empty" if _last_empty(look) else "")
    if look.engagement.get("closed_on"):
        return bool(look.held), held
    coming = next_review(look.plan, look.today, look.grace_days)
    if coming.on is None:
        return False, f"no review planned, {held}"
    evidence = f"{_when(look, coming)}, {held}"
    if every := look.engagement.get("review_every"):
        evidence = f"every {every.removeprefix('1 ')}, {evidence}"
    lacks = [
        *(["overdue"] if found.fired("T1") else ()),
        *(["too far apart"] if found.fired("P6") else ()),
    ]
    return not lacks, "; ".join([evidence, *lacks])


def _when(look: Look, coming: NextReview) -> str:
    """When the next review is; while the plan is paused no day that will not be it."""
    plan, on = look.plan, coming.on or look.today
    if plan.engagement.rests(look.today) and (on < look.today or on in plan.off("review")):
        return "none while the plan is paused"
    if coming.put_off_until:
        return f"put off until {short(coming.put_off_until, look.today)}"
    return f"next {review_words(coming, look.today) if coming.graced else short(on, look.today)}"


def _last_empty(look: Look) -> bool:
    """Whether nothing was said in the review that was held last."""
    last = look.plan.held_reviews[-1:]
    return bool(last) and last[0].uid not in {raw["uid"] for raw in look.held}


def _data(look: Look, found: ItemFindings) -> tuple[bool, str]:
    """Figures come in, and a decision at a review names those that it rests on."""
    values = sum(1 for raw in look.checkins if raw.get("measures") or raw.get("done"))
    rests = sum(1 for raw in look.held if names_figures(look.plan, Review(raw)))
    lacks = [
        *(["a measure or practice nobody updates"] if found.fired("T2") else ()),
        *(["off track with nothing changed"] if found.fired("F2") else ()),
    ]
    evidence = (
        f"{_count(values, 'check-in')} with figures, "
        f"{rests} of {_count(len(look.held), 'review')} with a decision that names its figures"
    )
    return bool(values and rests) and not lacks, "; ".join([evidence, *lacks])


_JUDGES: dict[str, Callable[[Look, ItemFindings], tuple[bool, str]]] = {
    SMART: _smart,
    NEEDS: _needs,
    STRATEGIES: _strategies,
    TIMELINE: _timeline,
    EVALUATIONS: _evaluations,
    DATA: _data,
}
