"""A large practice, for measuring: many clients with believable plans, written in one transaction."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from coach_tui.plan.client import Client, Engagement
from coach_tui.plan.contact import Checkin, Commitment, Review, Win
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.need import Need
from coach_tui.plan.objective import Objective
from coach_tui.plan.session import Session
from coach_tui.plan.strategy import Strategy

if TYPE_CHECKING:
    from coach_tui.changes.desk import Desk
    from coach_tui.plan.record import Record

FIRST = ("Ada", "Björn", "Chloé", "Dmitri", "Eun-ji", "Fatou", "Giulia", "Håkon", "Iris", "João")
LAST = ("Abel", "Brontë", "Czerny", "Doyle", "Eriksson", "Farouk", "García", "Hansen", "Ito", "Jansen")


def build_many(desk: Desk, clients: int, records_each: int) -> None:
    """Fills a data file with clients of about so many records each, client and engagement included.

    A quarter of them are late with the review, a tenth paused, a tenth closed; what is left of the records
    after one plan's fixed parts are check-ins.
    """
    with desk.store.transaction("built a large practice") as change:
        for number in range(clients):
            uid = f"c{number:05}"
            for noun, record in _client(desk.today, number, uid, records_each):
                change.insert(noun.table, record)


def _client(
    today: date, number: int, uid: str, records_each: int
) -> list[tuple[type[Record], dict[str, Any]]]:
    def day(offset: int) -> str:
        return (today + timedelta(days=offset - number % 5)).isoformat()

    plan = f"{uid}-e"
    name = f"{FIRST[number % 10]} {LAST[number // 10 % 10]} {number:04}"
    late = number % 4 == 0
    engagement: dict[str, Any] = {
        "start": day(-120),
        "end": day(90),
        "review_every": "2 weeks",
        "agreed_on": day(-119),
    }
    if number % 10 == 3:
        engagement["pauses"] = [{"since": day(-30), "reason": "parental leave"}]
    if number % 10 == 7:
        engagement["closed_on"] = day(-6)
    records: list[tuple[type[Record], dict[str, Any]]] = [
        (Client, {"uid": uid, "name": name, "hours_per_week": 4, "days_off": ["sat", "sun"]}),
        (Engagement, {"uid": plan, "client": uid, **engagement}),
    ]

    def add(noun: type[Record], key: str, **values: Any) -> None:
        records.append((noun, {"uid": f"{uid}-{key}", "plan": plan, **values}))

    for index in range(2):
        measure = {
            "uid": f"{uid}-m{index}",
            "name": f"figure {index}",
            "unit": "per week",
            "baseline": 0,
            "target": 10,
            "every": "1 week",
        }
        add(
            Objective,
            f"o{index}",
            title=f"Objective {index}",
            activity="Do what was agreed, every week",
            why="Because it is time.",
            agreed_on=day(-110),
            start=day(-120),
            due=day(60),
            confidence=[{"on": day(-110), "value": 8}],
            measure=[measure],
        )
        add(
            Need, f"n{index}", kind="gap", title=f"Gap {index}", source="self", objectives=[f"{uid}-o{index}"]
        )
        add(
            Strategy,
            f"s{index}",
            title=f"Strategy {index}",
            objectives=[f"{uid}-o{index}"],
            cadence="1 per week",
            cue="If it is Monday",
            start=day(-110),
        )
        for step in range(2):
            milestone = {"title": f"Milestone {index}.{step}", "due": day(-20 + 40 * step)}
            if step == 0 and index == 0:
                milestone["done_on"] = day(-21)
            add(Milestone, f"t{index}{step}", objective=f"{uid}-o{index}", **milestone)
    for index in range(6):
        held = day(-106 + 14 * index + (0 if late else 28))
        feedback = {"heard": 9, "topics": 8, "way": 9, "overall": 9}
        add(Review, f"r{index}", held_on=held, reflection="It went as it went.", feedback=feedback)
    for index in range(4):
        add(Session, f"h{index}", on=day(-100 + 30 * index), state="held", shared="What was said.")
        add(Commitment, f"p{index}", text=f"Promise {index}", due=day(-80 + 20 * index), status="done")
    add(Win, "w", on=day(-9), text="A small victory")
    rest = records_each - len(records)
    for index in range(rest):
        values = {"measures": {f"{uid}-m{index % 2}": index}, "engagement": 4}
        add(Checkin, f"k{index}", on=day(-110 + 110 * index // rest), done=[f"{uid}-s{index % 2}"], **values)
    return records
