"""Good practice: gaps, focus, wins, and what was agreed (domain rules §9, P1 to P4)."""

from __future__ import annotations

from datetime import date, timedelta

from coach_tui.plan.dates import relative
from coach_tui.plan.ending import erase_on
from coach_tui.plan.mistakes.look import HIGH, HINT, MEDIUM, PRACTICE, Finding
from coach_tui.plan.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach_tui.plan.mistakes.look import Look
    from coach_tui.plan.practice import Plan

WIN_DAYS = 30
CELEBRATE_DAYS = 60
"""A milestone done longer ago is no longer brought up."""


def find(look: Look) -> Iterator[Finding]:
    """What good practice asks for and a plan lacks."""
    yield from _gaps(look)
    yield from _low_items(look)
    yield from _focus(look)
    yield from _wins(look)
    yield from _agreement(look)


def _gaps(look: Look) -> Iterator[Finding]:
    served = {uid for raw in look.strategies for uid in raw.get("needs") or ()}
    for raw in look.needs:
        if (
            not (raw["kind"] == "gap" or (raw["kind"] == "weakness" and raw.get("item")))
            or raw.get("not_now")
            or raw.get("objectives")
            or raw["uid"] in served
        ):
            continue
        current, target = raw.get("current"), raw.get("target")
        if current is not None and target is not None and current >= target:
            continue
        said = "No objective or strategy serves this gap: link it to one, or say why not now."
        yield Finding("P1", PRACTICE, MEDIUM, "needs", raw["uid"], "objectives", raw["title"], said)


def _low_items(look: Look) -> Iterator[Finding]:
    """What the latest 360 found, and nothing follows from."""
    rounds = look.plan.practice.documents("rounds", look.engagement["uid"])
    closed = [raw for raw in rounds if raw.get("closed_on") and raw.get("kind", "360") == "360"]
    if not closed:
        return
    from coach_tui.plan.rating import results
    from coach_tui.plan.round import Round

    latest = Round(max(closed, key=lambda raw: (raw["closed_on"], raw["uid"])))
    known = {fold(raw.get(key) or "") for raw in look.needs for key in ("item", "title")}
    for one in results(look.plan, latest).wanting:
        if fold(one.item) not in known:
            said = "Nothing follows from this item of the 360: make an objective of it, or say why not now."
            about = ("rounds", latest.uid, "items", one.item)
            yield Finding("P1", PRACTICE, MEDIUM, *about, said, item=one.item)


def _focus(look: Look) -> Iterator[Finding]:
    count = len(look.objectives)
    if count > look.most_objectives:
        said = f"{count} are open at once: more than {look.most_objectives} divide the client's attention."
        newest = max(raw["uid"] for raw in look.objectives)
        about = look.engagement["uid"]
        yield Finding(
            "P2", PRACTICE, HINT, "objectives", newest, "closed_on", "Objectives", said, about=about
        )
    served = {uid for raw in look.strategies for uid in raw.get("objectives") or ()}
    needs = {uid for raw in look.strategies for uid in raw.get("needs") or ()}
    served |= {uid for need in look.needs if need["uid"] in needs for uid in need.get("objectives") or ()}
    for raw in look.objectives:
        if raw["uid"] not in served:
            said = "No active strategy serves it: it says where to go and not how."
            title = raw["title"]
            yield Finding("P2", PRACTICE, HINT, "strategies", "", "objectives", title, said, about=raw["uid"])


def _wins(look: Look) -> Iterator[Finding]:
    if look.quiet:
        return
    off = look.plan.off("other")
    last = max((raw["on"] for raw in look.wins if raw["on"] <= look.day), default="")
    long_ago = not last or off.elapsed(date.fromisoformat(last), look.today) > WIN_DAYS
    if long_ago and off.elapsed(date.fromisoformat(look.start), look.today) >= WIN_DAYS:
        said = f"No win was noted in the last {WIN_DAYS} days: look for a small one together."
        about = look.engagement["uid"]
        yield Finding("P3", PRACTICE, HINT, "wins", "", "text", "Wins", said, about=about)
    recent = (look.today - timedelta(days=CELEBRATE_DAYS)).isoformat()
    celebrated = {raw.get("milestone") for raw in look.wins}
    for raw in look.milestones:
        done = raw.get("done_on", "")
        if not recent <= done <= look.day or raw["uid"] in celebrated:
            continue
        day = date.fromisoformat(done)
        fortnight = (day + timedelta(days=14)).isoformat()
        if any(done <= win["on"] <= fortnight for win in look.wins):
            continue
        said = f"Reached {relative(day, look.today)} and not celebrated: note it as a win."
        title = raw["title"]
        yield Finding("P3", PRACTICE, HINT, "wins", "", "milestone", title, said, about=raw["uid"])


def _agreement(look: Look) -> Iterator[Finding]:
    raw = look.engagement
    if not raw.get("agreed_on"):
        said = "There is no agreement date: record when the client agreed to the coaching."
        yield Finding("P4", PRACTICE, HIGH, "engagements", raw["uid"], "agreed_on", "Agreement", said)
    if raw.get("sponsor") and not raw.get("sponsor_sees"):
        said = "There is a sponsor, and nothing says what the sponsor may see: agree it with the client."
        yield Finding("P4", PRACTICE, HIGH, "engagements", raw["uid"], "sponsor_sees", raw["sponsor"], said)


def retention(plan: Plan, today: date) -> Iterator[Finding]:
    """The day until which a client's data may be kept, once it has come: of closed plans as well."""
    client = plan.client
    until = erase_on(plan.practice, client)
    if until is not None and until <= today:
        said = f"The day to keep the data until was {relative(until, today)}: erase it, or agree a new day."
        about = ("clients", client.uid, "retention_on", client.name)
        yield Finding("P4", PRACTICE, HIGH, *about, said)
