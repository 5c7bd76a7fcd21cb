"""Three-way: what was moved here, there, or on both sides."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from coach_tui.plan.calendar_changes import CalendarChange, compare
from coach_tui.plan.calendar_items import CalendarItem, When, ical_uid, items, marked_done
from coach_tui.plan.calendar_there import There
from coach_tui.plan.practice import Practice

if TYPE_CHECKING:
    from collections.abc import Mapping

TODAY = date(2026, 11, 24)


def practice(**more: Mapping[str, object]) -> Practice:
    """One client with a plan; `more` replaces fields of a record by its uid."""
    tables: dict[str, dict[str, dict[str, object]]] = {
        "clients": {"1": {"uid": "c", "name": "Anna Berg", "days_off": ["sat", "sun"]}},
        "engagements": {"1": {"uid": "e", "client": "c", "start": "2026-09-01", "review_every": "2 weeks"}},
        "milestones": {
            "1": {"uid": "m1", "plan": "e", "title": "Kick-off", "due": "2026-12-01"},
            "2": {"uid": "m2", "plan": "e", "title": "Go-live", "due": "2026-12-15", "after": ["m1"]},
        },
        "sessions": {"1": {"uid": "s", "plan": "e", "on": "2026-11-26", "time": "10:00", "minutes": 60}},
        "reviews": {"1": {"uid": "r", "plan": "e", "due": "2026-11-10", "held_on": "2026-11-12"}},
        "objectives": {"1": {"uid": "o", "plan": "e", "title": "Lead", "due": "2027-01-29"}},
    }
    for table in tables.values():
        for record in table.values():
            record.update(more.get(str(record["uid"]), {}))
    return Practice(tables)


def as_exported(item: CalendarItem) -> There:
    return There(item.when, item.when, item.title, base_done=item.done, client=item.client)


def exported(found: Practice) -> dict[str, There]:
    return {item.uid: as_exported(item) for item in items(found)}


def moved(found: Practice, own: str, to: str, **more: Any) -> dict[str, There]:
    """What is there once an item was moved; `more` changes what else is said of it."""
    there = exported(found)
    uid = ical_uid(own)
    there[uid] = there[uid]._replace(when=When.parse(to), **more)
    return there


def one(found: Practice, there: dict[str, There]) -> CalendarChange:
    (proposal,) = compare(found, there, TODAY).proposals
    return proposal


def test_what_was_exported_is_no_change() -> None:
    found = practice()
    assert compare(found, exported(found), TODAY) == ([], [], [], [], 0, {})


def test_titles_and_days() -> None:
    told = [(item.title, str(item.when)) for item in items(practice())]
    assert told == [
        ("✓ Review with Anna Berg", "2026-11-12"),
        ("Session with Anna Berg", "2026-11-26T10:00/60"),
        ("Review with Anna Berg", "2026-11-26"),
        ("Anna Berg: Kick-off", "2026-12-01"),
        ("Anna Berg: Go-live", "2026-12-15"),
        ("Anna Berg: Target: Lead", "2027-01-29"),
    ]


@pytest.mark.parametrize(
    ("names", "titles"),
    [("initials", ["Session with AB", "AB: Kick-off"]), ("none", ["Session", "Kick-off"])],
)
def test_clients_can_be_left_out_of_titles(names: str, titles: list[str]) -> None:
    told = [item.title for item in items(practice(), names=names)]
    assert set(titles) <= set(told)
    assert not any("Anna" in title for title in told)


def test_a_milestone_moved_there() -> None:
    found = practice(m1={"moves": [{"on": "2026-11-01", "from": "2026-11-20", "to": "2026-12-01"}]})
    proposal = one(found, moved(found, "m1", "2026-12-05"))
    assert proposal.change(TODAY) == "Tue 1 Dec → Sat 5 Dec"
    assert not proposal.clash
    assert proposal.remarks(TODAY) == [
        "moved once before",
        "Sat 5 Dec is a day off",
        "“Go-live” Tue 15 Dec comes after it",
    ]


def test_a_timed_entry_of_a_milestone_counts_by_its_day() -> None:
    found = practice()
    assert compare(found, moved(found, "m1", "2026-12-01T23:30/30"), TODAY).proposals == []
    assert one(found, moved(found, "m1", "2026-12-02T00:30/30")).to == When(date(2026, 12, 2))


def test_what_repeats_there_is_told_even_where_its_day_is_the_same() -> None:
    found = practice()
    there = exported(found)
    there["m1.coach-tui"] = there["m1.coach-tui"]._replace(repeats=True)
    told = compare(found, there, TODAY)
    assert told.proposals == []
    assert told.notes == ["Anna Berg: “Kick-off”: it repeats there; only its first day counts"]


def test_moved_here_and_not_there_is_no_change() -> None:
    there = exported(practice())
    for own, change in (
        ("m1", {"due": "2026-12-03"}),
        ("s", {"on": "2026-11-27", "time": "", "minutes": 30}),
        ("o", {"due": "2027-02-01"}),
    ):
        assert compare(practice(**{own: change}), there, TODAY).proposals == []


def test_moved_on_both_sides_is_a_clash_which_says_so() -> None:
    there = moved(practice(), "m1", "2026-12-05")
    proposal = one(practice(m1={"due": "2026-12-03"}), there)
    assert proposal.clash
    assert proposal.change(TODAY) == "Thu 3 Dec → Sat 5 Dec"
    assert proposal.remarks(TODAY)[0].startswith("moved here as well, from Tue 1 Dec")


def test_moved_to_the_same_day_on_both_sides_is_no_change() -> None:
    there = moved(practice(), "m1", "2026-12-05")
    assert compare(practice(m1={"due": "2026-12-05"}), there, TODAY).proposals == []


def test_taken_in_before_and_moved_on_here_is_no_change() -> None:
    there = moved(practice(), "m1", "2026-12-05")
    moves = [
        {"on": "2026-11-24", "from": "2026-12-01", "to": "2026-12-05"},
        {"on": "2026-11-24", "from": "2026-12-05", "to": "2026-12-08"},
    ]
    assert compare(practice(m1={"due": "2026-12-08", "moves": moves}), there, TODAY).proposals == []


def test_moved_back_there_to_where_it_once_was_is_a_change() -> None:
    moves = [{"on": "2026-11-01", "from": "2026-11-20", "to": "2026-12-01"}]
    found = practice(m1={"moves": moves})
    assert one(found, moved(found, "m1", "2026-11-20")).to == When(date(2026, 11, 20))


def test_without_the_day_of_export_a_day_from_before_is_old_and_another_one_a_change() -> None:
    moves = [{"on": "2026-11-01", "from": "2026-11-20", "to": "2026-12-01"}]
    found = practice(m1={"moves": moves})
    assert compare(found, moved(found, "m1", "2026-11-20", base=None), TODAY).proposals == []
    proposal = one(found, moved(found, "m1", "2026-12-10", base=None))
    assert not proposal.clash
    assert "the calendar does not say from where; the plan may be the newer" in proposal.remarks(TODAY)


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("2026-11-27T10:00/60", "Thu 26 Nov 10:00 → Fri 27 Nov"),
        ("2026-11-26T14:30/60", "Thu 26 Nov 10:00 → 14:30"),
        ("2026-11-26T10:00/90", "Thu 26 Nov 10:00, 60 → 90 minutes"),
        ("2026-11-27", "Thu 26 Nov 10:00 → Fri 27 Nov"),
    ],
)
def test_a_session_moved_there(to: str, said: str) -> None:
    found = practice()
    assert one(found, moved(found, "s", to)).change(TODAY) == said


def test_a_session_without_an_end_there_keeps_its_length() -> None:
    found = practice()
    assert compare(found, moved(found, "s", "2026-11-26"), TODAY).proposals
    there = exported(found)
    uid = ical_uid("s")
    there[uid] = there[uid]._replace(when=When(date(2026, 11, 26), "10:00", None))
    assert compare(found, there, TODAY).proposals == []


def test_the_next_review_moved_there() -> None:
    found = practice()
    proposal = one(found, moved(found, "review-e", "2026-11-30"))
    assert (proposal.item.next, proposal.item.record) == (True, "")
    assert proposal.change(TODAY) == "Thu 26 Nov → Mon 30 Nov"


def test_an_entry_of_a_review_that_was_held_meanwhile_says_nothing() -> None:
    there = moved(practice(), "review-e", "2026-11-30")
    held = practice(r={"due": "2026-11-26", "held_on": "2026-11-24"})
    assert compare(held, there, TODAY).proposals == []


def test_a_review_cannot_come_before_the_last_one() -> None:
    found = practice()
    compared = compare(found, moved(found, "review-e", "2026-11-12"), TODAY)
    assert compared.proposals == []
    assert [one.said for one in compared.refused] == [
        "Anna Berg: review: moved to Thu 12 Nov, which is not after the last review, Thu 12 Nov"
    ]


@pytest.mark.parametrize(
    ("own", "to", "said"),
    [
        ("m1", "2026-08-01", "Sat 1 Aug 2026 is before the engagement began, Tue 1 Sep 2026"),
        ("r", "2026-11-20", "it is done here, so its day stays"),
    ],
)
def test_what_cannot_be_taken_says_why(own: str, to: str, said: str) -> None:
    found = practice()
    compared = compare(found, moved(found, own, to), TODAY)
    assert compared.proposals == []
    (refused,) = compared.refused
    assert said in refused.said
    assert compared.waiting == {ical_uid(own)}


def test_marked_done_there() -> None:
    found = practice()
    for more in ({"title": "✓ Anna Berg: Kick-off"}, {"title": "done: kick-off"}, {"completed": True}):
        proposal = one(found, moved(found, "m1", "2026-11-20", **more))
        assert (proposal.done, proposal.change(TODAY)) == (True, "Tue 1 Dec → done on Fri 20 Nov")
    proposal = one(found, moved(found, "m1", "2026-12-01", completed_on=date(2026, 11, 23), completed=True))
    assert proposal.to == When(date(2026, 11, 23))
    assert one(found, moved(found, "m1", "2026-12-01", completed=True)).to == When(TODAY)
    proposal = one(found, moved(found, "review-e", "2026-11-24", title="[x] Review"))
    assert proposal.change(TODAY) == "Thu 26 Nov → held on Tue 24 Nov"


@pytest.mark.parametrize(
    ("on", "to", "said", "done"),
    [
        ("2026-11-20", "2026-11-20T10:00/60", "Fri 20 Nov 10:00 → held on Fri 20 Nov", True),
        ("2026-11-20", "2026-11-23T11:30/60", "Fri 20 Nov 10:00 → held on Mon 23 Nov 11:30", True),
        ("2026-11-20", "2026-11-20T11:30/90", "Fri 20 Nov 10:00 → held on Fri 20 Nov 11:30", True),
        ("2026-11-26", "2026-11-24T09:00/60", "Thu 26 Nov 10:00 → held on Tue 24 Nov 09:00", True),
        ("2026-11-20", "2026-11-25T10:00/60", "Fri 20 Nov 10:00 → Wed 25 Nov", False),
    ],
)
def test_a_session_that_was_moved_and_marked_done_there(on: str, to: str, said: str, done: bool) -> None:
    found = practice(s={"on": on})
    proposal = one(found, moved(found, "s", to, title="✓ Session with Anna Berg"))
    assert (proposal.change(TODAY), proposal.done, proposal.clash) == (said, done, False)
    assert proposal.bends == (on != to[:10])
    assert ("90 minutes there" in proposal.remarks(TODAY)) == to.endswith("/90")


def test_a_session_moved_here_too_and_marked_done_there_is_chosen() -> None:
    before, found = practice(s={"on": "2026-11-20"}), practice(s={"on": "2026-11-19"})
    there = moved(before, "s", "2026-11-23T11:30/60", title="✓ Session with Anna Berg")
    assert one(found, there).clash
    there = moved(before, "s", "2026-11-20T10:00/60", title="✓ Session with Anna Berg")
    assert one(found, there).change(TODAY) == "Thu 19 Nov 10:00 → held on Thu 19 Nov"


def test_a_mark_that_was_exported_or_is_part_of_the_title_says_nothing() -> None:
    done = practice(m1={"done_on": "2026-11-20"})
    there = exported(done)
    assert there[ical_uid("m1")].title == "✓ Anna Berg: Kick-off"
    assert compare(done, there, TODAY).proposals == []
    assert compare(practice(m1={"due": "2026-11-20"}), there, TODAY).proposals == []  # opened again here
    own = practice(m1={"title": "[x] Kick-off"}, c={"name": "✓ Anna"})
    assert compare(own, exported(own), TODAY).proposals == []


def test_missing_and_cancelled_there_stay_here() -> None:
    found = practice()
    there = moved(found, "m1", "2026-12-05", cancelled=True)
    del there[ical_uid("s")]
    compared = compare(found, there, TODAY)
    assert compared.proposals == []
    assert compared.missing == ["Anna Berg: session"]
    assert [one.said for one in compared.refused] == ["Anna Berg: “Kick-off”: cancelled there, and kept here"]
    assert compared.waiting == {ical_uid("m1")}


def test_nothing_is_missing_of_clients_who_are_not_there() -> None:
    assert compare(practice(), {"other.coach-tui": There(When(TODAY))}, TODAY) == ([], [], [], [], 1, {})


def test_the_same_on_every_day_and_without_reviews_in_a_pause() -> None:
    paused = practice(e={"pauses": [{"since": "2026-11-20"}]})
    assert ical_uid("review-e") not in {item.uid for item in items(paused)}
    put_off = practice(e={"snooze": {"until": "2026-12-04", "reason": "away"}})
    (review,) = [item for item in items(put_off) if item.next]
    assert review.when.day == date(2026, 12, 4)


@pytest.mark.parametrize("own", ["", "../../etc/passwd", "a/b", "Ä", "A", "x" * 65, "a\nb", "."])
def test_a_uid_is_always_a_harmless_file_name(own: str) -> None:
    uid = ical_uid(own)
    assert uid.isascii()
    assert "/" not in uid
    assert len(uid) < 80
    assert uid == uid.lower()
    assert not uid.startswith(".")
    assert uid.endswith(".coach-tui")


@pytest.mark.parametrize(
    ("title", "done"),
    [
        ("✓ a", True),
        ("[X] a", True),
        ("Done: a", True),
        ("  ✅a", True),
        ("a done:", False),
        ("[ ] a", False),
    ],
)
def test_marks(title: str, done: bool) -> None:
    assert marked_done(title) is done


@pytest.mark.parametrize("text", ["2026-11-24", "2026-11-24T09:30/60", "2026-11-24T00:00/0"])
def test_when_comes_back(text: str) -> None:
    assert str(When.parse(text)) == text


@pytest.mark.parametrize(
    "text", ["", "x", "2026-11-24T", "2026-11-24T9:30/60/1", "2026-11-24/60", "T10:00/1"]
)
def test_what_is_no_when(text: str) -> None:
    assert When.parse(text) is None


@pytest.mark.parametrize(("minutes", "waits"), [(60, True), (0, False)])
def test_an_end_at_the_beginning_is_a_change_where_a_length_was_exported(minutes: int, waits: bool) -> None:
    found = practice()
    base = When(date(2026, 11, 26), "10:00", minutes)
    there = moved(found, "s", "2026-11-26T10:00/0", base=base, empty=True)
    there[ical_uid("s")] = there[ical_uid("s")]._replace(when=base._replace(minutes=None))
    assert bool(compare(found, there, TODAY).refused) == waits


def test_a_length_has_no_place_in_what_is_a_day_here() -> None:
    found = practice()
    there = moved(found, "m1", "2026-12-01T10:00/0", length="its length there cannot be read")
    assert compare(found, there, TODAY).waiting == set()


def test_a_move_with_a_length_that_cannot_be_taken_is_in_doubt() -> None:
    found = practice()
    there = moved(found, "s", "2026-11-27T10:00/0", length="it ends there before it begins")
    assert one(found, there).doubts == ("it ends there before it begins",)
