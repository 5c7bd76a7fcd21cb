"""What may be seen of a round of feedback, and what it says: the one place that decides (domain rules §3).

Screens, commands, JSON, charts and reports all take a round's results from `results`. Raters are few and
would be known by their scores, so that a group is shown only from so many answers on; one that is not shown
takes part in nothing that is: no mean, no number of answers, no comment, since what is shown with it and
without it would give it away. For the same reason nothing but counts is known of a round that is open.
"""

from __future__ import annotations

from coach_tui.plan.dates import iso
from coach_tui.plan.round import GROUPS, Rater, Response, Round
from coach_tui.plan.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from coach_tui.plan.practice import Plan

OTHERS = tuple(group for group in GROUPS if group != "self")
LEAST = {"manager": 1, "peer": 3, "report": 3, "other": 3}
"""Answers from which on a group is shown."""
LEAST_OF_ALL = 4
"""Answers from which on all others together are shown."""
LEAST_FOR_SPREAD = 5
FEWEST, MOST = 6, 15
"""Fewer raters than that, or more, are warned of."""
RECOMMENDED = "8 to 12"
_HAIR = 1e-9

HIDDEN_STRENGTH = "hidden strength"
BLIND_SPOT = "blind spot"
AGREED_STRENGTH = "agreed strength"
AGREED_AREA = "agreed development area"
MIXED = "mixed"
READINGS = {
    BLIND_SPOT: "The client sees a strength that the others do not see.",
    AGREED_AREA: "The client and the others both see room to grow.",
    MIXED: "Neither high nor far apart, or close to the line.",
    HIDDEN_STRENGTH: "The others see a strength that the client does not see.",
    AGREED_STRENGTH: "The client and the others both see a strength.",
}
"""Each reading, what calls for something first, and what it means."""


class Figure:
    """A mean of `n` scores; `spread` is the lowest and the highest, only where it may be shown."""

    __slots__ = ("mean", "n", "spread")

    def __init__(self, scores: list[int]) -> None:
        self.n = len(scores)
        self.mean = sum(scores) / self.n
        self.spread = (min(scores), max(scores)) if self.n >= LEAST_FOR_SPREAD else None

    def as_json(self) -> dict[str, Any]:
        """In the shape of `coach feedback --json`."""
        spread = {"spread": list(self.spread)} if self.spread else {}
        return {"n": self.n, "mean": round(self.mean, 2), **spread}


class ItemResult:
    """What may be seen of one item.

    `own` is the client's own score, `groups` has a figure or None for each group of others, `others` is of
    all groups that are shown together. `change` is what differs from the round before, by the same names.
    """

    __slots__ = ("change", "gap", "groups", "item", "others", "own", "reading", "wanting")

    def __init__(self, item: str, own: int | None, groups: dict[str, Figure | None], others: Figure | None):
        self.item = item
        self.own = own
        self.groups = groups
        self.others = others
        self.gap = None if own is None or others is None else own - others.mean
        self.reading = ""
        self.wanting = False
        """Whether something should follow: the others see little of it, or less than the client by far."""
        self.change: dict[str, float] = {}

    def as_json(self) -> dict[str, Any]:
        """In the shape of `coach feedback --json`."""
        found: dict[str, Any] = {
            "item": self.item,
            "self": self.own,
            "groups": {group: figure and figure.as_json() for group, figure in self.groups.items()},
            "others": self.others and self.others.as_json(),
            "gap": None if self.gap is None else round(self.gap, 2),
            "reading": self.reading or None,
        }
        if self.change:
            found["change"] = {name: round(value, 2) for name, value in self.change.items()}
        return found


class Comment:
    """Something said in words, by somebody of a group; in an order that tells nothing."""

    __slots__ = ("group", "text", "topic")

    def __init__(self, group: str, topic: str, text: str) -> None:
        self.group = group
        self.topic = topic
        self.text = text

    def as_json(self) -> dict[str, Any]:
        """In the shape of `coach feedback --json`."""
        return {"group": self.group, "text": self.text, "question": self.topic}


class Results:
    """A round as a reader may see it."""

    __slots__ = ("before", "comments", "items", "round")

    def __init__(self, asked: Round, items: list[ItemResult], comments: list[Comment]) -> None:
        self.round = asked
        self.items = items
        self.comments = comments
        self.before: Round | None = None
        """The round that changes are counted from."""

    @property
    def shown(self) -> bool:
        """Whether anything of others can be seen."""
        return any(any(one.groups.values()) for one in self.items) or any(
            comment.group != "self" for comment in self.comments
        )

    @property
    def wanting(self) -> list[ItemResult]:
        """The items that something should follow from."""
        return [one for one in self.items if one.wanting]

    def as_json(self, counts: Counts | None = None) -> dict[str, Any]:
        """In the shape of `coach feedback --json`; counts only while it is open."""
        asked = self.round
        found: dict[str, Any] = {
            "name": asked.title,
            "id": asked.uid,
            "kind": asked.kind,
            "opened_on": iso(asked.opened_on),
            "closed_on": iso(asked.closed_on),
            "scale": {"low": asked.low, "high": asked.high},
            "items": [one.as_json() for one in self.items],
            "comments": [one.as_json() for one in self.comments],
            "compared_with": self.before.title if self.before else None,
        }
        if counts is not None and asked.open:
            found["answered"] = {group: count for group, (count, _) in counts.groups.items()}
            found["invited"] = {group: count for group, (_, count) in counts.groups.items()}
        return found


class Counts:
    """How many have answered and were invited, by group: for the coach, while the round is open."""

    __slots__ = ("groups",)

    def __init__(self, groups: dict[str, tuple[int, int]]) -> None:
        self.groups = groups

    @property
    def answered(self) -> int:
        """Everybody's answers."""
        return sum(answered for answered, _ in self.groups.values())

    @property
    def invited(self) -> int:
        """Everybody who was asked."""
        return sum(invited for _, invited in self.groups.values())

    @property
    def complete(self) -> bool:
        """Whether nobody is waited for."""
        return 0 < self.invited <= self.answered

    def warnings(self) -> list[str]:
        """What is to be minded about who was invited."""
        raters = sum(invited for group, (_, invited) in self.groups.items() if group != "self")
        found = []
        if raters < FEWEST:
            few = f"only {raters} raters" if raters != 1 else "only 1 rater"
            found.append(
                f"{few if raters else 'no raters yet'}: {RECOMMENDED} are recommended, "
                f"under {FEWEST} say little"
            )
        if raters > MOST:
            found.append(
                f"{raters} raters: {RECOMMENDED} are recommended, more than {MOST} add work and little else"
            )
        for group, least in LEAST.items():
            invited = self.groups[group][1]
            if 0 < invited < least:
                found.append(
                    f"{invited} of the group “{group}”: shown from {least} answers on, and nowhere before"
                )
        if not self.groups["self"][1]:
            found.append("the client is not asked: without the client's own view there is no gap to see")
        return found


def counts(plan: Plan, asked: Round) -> Counts:
    """Who was invited to a round and has answered, in numbers."""
    documents = plan.practice.documents
    answered = _tally(documents(Response.table, plan.engagement.uid), asked)
    invited = _tally(documents(Rater.table, plan.engagement.uid), asked)
    return Counts({group: (answered[group], max(answered[group], invited[group])) for group in GROUPS})


def _tally(documents: Iterable[Mapping[str, Any]], asked: Round) -> dict[str, int]:
    found = dict.fromkeys(GROUPS, 0)
    for raw in documents:
        if raw["round"] == asked.uid:
            found[raw["group"]] += 1
    return found


def results(plan: Plan, asked: Round, *, as_if_closed: bool = False) -> Results:
    """What may be seen of a round (domain rules §3).

    Per item, a group is there from so many answers on: manager 1, peers, reports and others 3, all others
    together 4, and the spread from 5. While the round is open there is nothing.

    Args:
        plan: the plan it belongs to.
        asked: the round.
        as_if_closed: whether to look at an open one as it would be if it closed now: for the rules
            themselves, never for a reader.
    """
    found = _bare(plan, asked, as_if_closed)
    if not asked.open:
        before = _before(plan, asked)
        if before is not None:
            found.before = before
            _compare(found, _bare(plan, before, as_if_closed=False))
    return found


def _bare(plan: Plan, asked: Round, as_if_closed: bool) -> Results:
    if asked.open and not as_if_closed:
        empty: dict[str, Figure | None] = dict.fromkeys(OTHERS)
        return Results(asked, [ItemResult(item, None, dict(empty), None) for item in asked.items], [])
    answers = [
        raw
        for raw in plan.practice.documents(Response.table, plan.engagement.uid)
        if raw["round"] == asked.uid
    ]
    return Results(asked, [_item(asked, item, answers) for item in asked.items], _comments(asked, answers))


def _item(asked: Round, item: str, answers: list[Mapping[str, Any]]) -> ItemResult:
    scores: dict[str, list[int]] = {group: [] for group in GROUPS}
    for raw in answers:
        score = (raw.get("scores") or {}).get(item)
        if score is not None:
            scores[raw["group"]].append(score)
    seen = [group for group in OTHERS if len(scores[group]) >= LEAST[group]]
    groups = {group: Figure(scores[group]) if group in seen else None for group in OTHERS}
    together = [score for group in seen for score in scores[group]]
    others = Figure(together) if len(together) >= LEAST_OF_ALL else None
    if others is not None and _gives_away([len(scores[group]) for group in seen]):
        others.spread = None
    own = scores["self"][0] if scores["self"] else None
    found = ItemResult(item, own, groups, others)
    _read(asked, found)
    return found


def _gives_away(numbers: list[int]) -> bool:
    """Whether the spread of all groups shown (so many scores each) tells that of one too small for it.

    Where a group of one is seen, as its mean is its score, it can be taken out of the others again.
    """
    return 1 in numbers and any(1 < number < LEAST_FOR_SPREAD for number in numbers)


def _read(asked: Round, found: ItemResult) -> None:
    """The reading of an item, and whether something should follow from it."""
    if found.others is None:
        return
    middle = (asked.low + asked.high) / 2
    if asked.pulse:  # it asks for a change: what has become worse is what calls for something
        found.wanting = found.others.mean < middle
        return
    cut = middle + 0.5
    found.wanting = found.others.mean < cut
    if found.own is None or found.gap is None:
        return
    wide = abs(found.gap) + _HAIR >= (asked.gap_cut or 0) * (asked.high - asked.low)
    if found.others.mean >= cut and wide and found.gap < 0:
        found.reading = HIDDEN_STRENGTH
    elif found.own >= cut and wide and found.gap > 0:
        found.reading = BLIND_SPOT
    elif found.own >= cut and found.others.mean >= cut:
        found.reading = AGREED_STRENGTH
    elif found.own < cut and found.others.mean < cut:
        found.reading = AGREED_AREA
    else:
        found.reading = MIXED
    found.wanting = found.wanting or found.reading == BLIND_SPOT


def _comments(asked: Round, answers: list[Mapping[str, Any]]) -> list[Comment]:
    """The comments of groups that are large enough, shuffled by their content alone."""
    given = [raw for raw in answers if raw.get("scores") or raw.get("comments")]
    number = {group: sum(1 for raw in given if raw["group"] == group) for group in GROUPS}
    items = set(asked.items)
    found = []
    for raw in given:
        group = raw["group"]
        for topic, text in (raw.get("comments") or {}).items():
            if group != "self":
                if number[group] < LEAST[group]:
                    continue
                scored = sum(
                    1 for one in given if one["group"] == group and topic in (one.get("scores") or {})
                )
                if topic in items and scored < LEAST[group]:
                    continue
            found.append(Comment(group, topic, text))
    order = {topic: place for place, topic in enumerate(asked.topics)}
    found.sort(key=lambda one: (order.get(one.topic, len(order)), _shuffled(asked, one)))
    return found


def _shuffled(asked: Round, comment: Comment) -> bytes:
    from hashlib import sha256

    return sha256("\0".join((asked.uid, comment.topic, comment.group, comment.text)).encode()).digest()


def _before(plan: Plan, asked: Round) -> Round | None:
    """The closed round before this one that asked on the same scale."""
    earlier = [
        one
        for one in plan.rounds
        if not one.open
        and one.uid != asked.uid
        and (one.kind, one.low, one.high) == (asked.kind, asked.low, asked.high)
        and one.closing < asked.closing
    ]
    return max(earlier, key=lambda one: one.closing, default=None)


def _compare(now: Results, before: Results) -> None:
    """What has changed, item by item, where both rounds show it."""
    known = {fold(one.item): one for one in before.items}
    for one in now.items:
        was = known.get(fold(one.item))
        if was is None:
            continue
        if one.own is not None and was.own is not None:
            one.change["self"] = one.own - was.own
        if one.others and was.others:
            one.change["others"] = one.others.mean - was.others.mean
        for group, figure in one.groups.items():
            earlier = was.groups[group]
            if figure and earlier:
                one.change[group] = figure.mean - earlier.mean
