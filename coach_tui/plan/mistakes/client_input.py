"""Neglected client input: a plan that is the coach's rather than the client's (domain rules §9, I1 to I6)."""

from __future__ import annotations

from coach_tui.plan.client_words import words_waiting
from coach_tui.plan.contact import Review
from coach_tui.plan.dates import short
from coach_tui.plan.fields import plain_number
from coach_tui.plan.fit import conflicts_with_days_off
from coach_tui.plan.mistakes.look import CLIENT_INPUT, HIGH, HINT, MEDIUM, Finding
from coach_tui.plan.time_off import day_off

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach_tui.plan.mistakes.look import Document, Look

SURE = 7
"""Confidence under this asks for problem-solving (Brief Action Planning)."""


def find(look: Look) -> Iterator[Finding]:
    """Where the client's voice is missing from a plan, or the client's life from its dates."""
    yield from _objectives(look)
    for raw in look.strategies:
        sure = raw.get("confidence")
        if sure is not None and sure < SURE and not raw.get("obstacle"):
            said = f"Confidence is {plain_number(sure)} of 10 and there is no obstacle plan: make one."
            yield Finding(
                "I2", CLIENT_INPUT, MEDIUM, "strategies", raw["uid"], "obstacle", raw["title"], said
            )
    yield from _self_evaluation(look)
    yield from _agreed(look)
    yield from _hours(look)
    yield from _days_off(look)


def _objectives(look: Look) -> Iterator[Finding]:
    for raw in look.objectives:
        about = ("objectives", raw["uid"])
        title = raw["title"]
        if not raw.get("why"):
            said = "The reason in the client's own words is missing: without it, it stays the coach's goal."
            yield Finding("I1", CLIENT_INPUT, HIGH, *about, "why", title, said)
        elif raw.get("why_by") == "coach" and not raw.get("agreed_on"):
            said = "The reason is in the coach's words and the client has not agreed to it yet."
            yield Finding("I1", CLIENT_INPUT, HIGH, *about, "agreed_on", title, said)
        ratings = raw.get("confidence")
        if not ratings:
            said = "The client's confidence is not known: ask for 0 to 10; under 7 it needs problem-solving."
            yield Finding("I2", CLIENT_INPUT, MEDIUM, *about, "confidence", title, said)
            continue
        latest = sorted(ratings, key=lambda rating: str(rating["on"]))[-1]
        if latest["value"] < SURE and not latest.get("solving"):
            sure = plain_number(latest["value"])
            said = f"Confidence is {sure} of 10 and left at that: ask what would make it a 7."
            yield Finding("I2", CLIENT_INPUT, MEDIUM, *about, "confidence", title, said)


def self_rated(need: Document) -> bool:
    """Whether a need comes from the client: its source names the self ("self", "self-evaluation, 360")."""
    source = need.get("source", "").lower().replace(",", " ").replace(";", " ").replace("/", " ")
    return any(word.startswith("self") for word in source.split())


def self_evaluated(look: Look) -> bool:
    """Whether the client has judged themself: in a self-assessment, a closed round, or as a need's source."""
    documents, uid = look.plan.practice.documents, look.engagement["uid"]
    if any(self_rated(need) for need in look.needs):
        return True
    if any(
        raw.get("answered_on") and raw.get("kind", "self") == "self" for raw in documents("assessments", uid)
    ):
        return True
    closed = {raw["uid"] for raw in documents("rounds", uid) if raw.get("closed_on")}
    return any(raw["group"] == "self" and raw["round"] in closed for raw in documents("responses", uid))


def _self_evaluation(look: Look) -> Iterator[Finding]:
    if not self_evaluated(look):
        said = "There is no self-evaluation: the needs rest on what others see."
        about = look.engagement["uid"]
        yield Finding("I3", CLIENT_INPUT, MEDIUM, "needs", "", "source", "Needs", said, about=about)
    last = look.held[-2:]
    words = words_waiting(look.plan)
    in_already = words is not None and words.reflection
    if len(last) == 2 and not in_already and not any(review.get("reflection") for review in last):
        said = "The last 2 reviews hold no reflection of the client's: ask for it before the next one."
        subject = Review(last[-1]).name
        yield Finding("I3", CLIENT_INPUT, MEDIUM, "reviews", last[-1]["uid"], "reflection", subject, said)


def _agreed(look: Look) -> Iterator[Finding]:
    """Kinds of which nothing carries the client's words or agreement (an objective's is I1)."""
    milestones = [raw for raw in look.milestones if not raw.get("done_on") and not raw.get("closed_on")]
    kinds = (
        ("needs", "need", look.needs),
        ("strategies", "strategy", look.strategies),
        ("milestones", "milestone", milestones),
    )
    for table, noun, records in kinds:
        if records and not any(raw.get("words") or raw.get("agreed_on") for raw in records):
            first = min(raw["uid"] for raw in records)
            said = (
                f"No {noun} has the client's own words, or the day on which they agreed to it: ask for both, "
                "as the form about the plan does."
            )
            where = (table, first, "words", table.capitalize())
            about = look.engagement["uid"]
            yield Finding("I6", CLIENT_INPUT, HINT, *where, said, about=about, item=table)


def _hours(look: Look) -> Iterator[Finding]:
    available = look.client.get("hours_per_week")
    if available is None:
        return
    wanted = sum(raw.get("hours_per_week", 0) for raw in look.strategies)
    if wanted > available + 1e-9:
        said = (
            f"The strategies take {plain_number(round(wanted, 2))} hours a week, the client has "
            f"{plain_number(available)}: something will be left undone."
        )
        about = ("clients", look.client["uid"], "hours_per_week", look.client["name"])
        yield Finding("I5", CLIENT_INPUT, HIGH, *about, said)


def _days_off(look: Look) -> Iterator[Finding]:
    """Coming dates, and rhythms of strategies, that fall on days off. A review's rhythm gives no date yet.

    What a rhythm asks for on a single holiday is no finding; the strategy's page names it.
    """
    days = look.client.get("days_off")
    if not days:
        return
    for raw in look.strategies:
        for key, said in conflicts_with_days_off(raw, days, look.today, standing=True).items():
            said = f"{said[:1].upper()}{said[1:]}: choose other days."
            yield Finding("I5", CLIENT_INPUT, HIGH, "strategies", raw["uid"], key, raw["title"], said)
    coming = [
        *(("milestones", raw, "due", raw["title"]) for raw in look.milestones if not raw.get("done_on")),
        *(("objectives", raw, "due", raw["title"]) for raw in look.objectives),
        *(("reviews", raw, "due", "Next review") for raw in look.reviews if not raw.get("held_on")),
        *(("sessions", raw, "on", "Session") for raw in look.sessions),
    ]
    for table, raw, key, subject in coming:
        stored = raw.get(key) or ""
        if stored < look.day:
            continue
        day = type(look.today).fromisoformat(stored)
        if day_off(days, day):
            said = f"{short(day, look.today)} is a day off for this client: choose another date."
            yield Finding("I5", CLIENT_INPUT, HIGH, table, raw["uid"], key, subject, said)
