"""`coach health` that decides: findings accepted, items of the checklist called done, refusals."""

from __future__ import annotations

from typing import Any

import pytest

REASON = ["--reason", "after the go-live"]
UNTIL = ["--until", "31.1.2027"]


def finding(coach: Any, rule: str) -> Any:
    (client,) = coach("health", "anna", "--json").json["clients"]
    return next(one for one in client["findings"] if one["id"] == rule)


def test_a_finding_is_accepted_told_and_taken_back(coach: Any) -> None:
    said = coach.ok("health", "anna", "--accept", "t1", *UNTIL, *REASON)
    assert said == "Accepted a finding about “Review” until Sun 31 Jan 2027. To take it back: coach undo\n"
    found = finding(coach, "T1")
    assert (found["accepted_until"], found["accepted_reason"]) == ("2027-01-31", "after the go-live")
    assert "(accepted until Sun 31 Jan 2027: after the go-live)" in coach.ok("health", "anna")
    assert "review_overdue" not in {item["kind"] for item in coach("today", "--json").json["items"]}
    assert coach("today", "--check").status == 0
    later = coach("health", "anna", "--json", "--today", "2027-02-01").json["clients"][0]["findings"]
    assert [(f["accepted_until"], f["lapsed_on"]) for f in later if f["id"] == "T1"] == [(None, "2027-01-31")]
    assert coach("today", "--check", "--today", "2027-02-01").status == 1
    told = coach("health", "anna", "--take-back", "T1", "--json").json
    assert [change["table"] for change in told["changes"]] == ["engagements"]
    assert finding(coach, "T1")["accepted_until"] is None


def test_an_accepted_finding_is_no_longer_the_worst_of_a_client(coach: Any) -> None:
    before = coach.ok("health")
    coach.ok("health", "anna", "--accept", "T1", *UNTIL, *REASON)
    after = coach.ok("health")
    assert "40 days late" in before
    assert "40 days late" not in after


def test_a_review_that_is_accepted_is_late_in_no_list(coach: Any) -> None:
    assert "review 40 days late" in coach.ok("clients")
    coach.ok("health", "anna", "--accept", "T1", *UNTIL, *REASON)
    assert "review was due on Thu 15 Oct, accepted until Sun 31 Jan" in coach.ok("clients")
    (client,) = coach("clients", "--json").json["clients"]
    assert (client["engagement"]["days_late"], client["engagement"]["cycles_missed"]) == (0, 0)
    assert client["engagement"]["next_review"] == "2026-10-15"
    assert "late" not in coach.ok("plan", "anna", "--page").partition("Review")[2].partition("\n")[0]
    assert "109 days late" in coach.ok("clients", "--today", "2027-02-01")


def test_an_item_is_marked_and_left(coach: Any) -> None:
    coach.ok("health", "anna", "--mark", "regular=done", "--reason", "-", stdin="by phone")
    items = coach("health", "anna", "--json").json["clients"][0]["checklist"]
    item = next(one for one in items if one["item"].startswith("regular"))
    assert (item["done"], item["derived"], item["override"]) == (True, False, "by phone")
    assert "decided by the coach on Tue 24 Nov: by phone; derived: not done" in coach.ok("health", "anna")
    coach.ok("health", "anna", "--mark", "regular=derived")
    items = coach("health", "anna", "--json").json["clients"][0]["checklist"]
    assert all(item["override"] is None for item in items)
    assert coach.ok("health", "anna", "--mark", "regular=derived") == "nothing changed\n"


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (["anna", "--accept", "V9", *UNTIL, *REASON], "no such finding"),
        (["anna", "--accept", "P1", *UNTIL, *REASON, "--about", "nothing"], "no such finding"),
        (["anna", "--accept", "T1", *REASON], "--until"),
        (["anna", "--accept", "T1", *UNTIL], "--reason"),
        (["anna", "--accept", "T1", "--until", "yesterday", *REASON], "today or a later day"),
        (["anna", "--accept", "T1", *UNTIL, "--reason", "  "], "reason"),
        (["--accept", "T1", *UNTIL, *REASON], "name a client"),
        (["anna", "--take-back", "T1"], "no such finding"),
        (["anna", "--accept", "T1", "--take-back", "T1", *UNTIL, *REASON], "one at a time"),
        (["anna", *REASON], "go with"),
        (["anna", "--mark", "smart=done"], "--reason"),
        (["anna", "--mark", "smart=maybe", *REASON], "ITEM=done"),
        (["anna", "--mark", "s=done", *REASON], "not one item"),
        (["anna", "--mark", "=done", *REASON], "not one item"),
    ],
)
def test_refused(coach: Any, argv: list[str], says: str) -> None:
    assert says in coach.refused("health", *argv)
