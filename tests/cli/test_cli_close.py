"""Closing an engagement and beginning the next one from the shell."""

from __future__ import annotations

from typing import Any

import pytest


def plans(coach: Any) -> list[dict[str, Any]]:
    (anna,) = coach("clients", "--json").json["clients"]
    return list(anna["plans"])


def test_it_closes_with_what_came_of_it(coach: Any) -> None:
    said = coach.ok(
        "close", "anna", "--reached", "project team", "--dropped", "on time=no longer wanted",
        "--outcome", "She leads.", "--visible", "client", "--until", "2029-11-24",
    )  # fmt: skip
    assert said == (
        "Closed the engagement with Anna Berg: 1 reached, 1 dropped. To take it back: coach undo\n"
    )
    assert [one["closed_on"] for one in plans(coach)] == ["2026-11-24"]
    told = coach("plan", "anna", "--json").json
    assert [one["closed_as"] for one in told["objective"]] == ["reached", "dropped"]
    assert told["engagement"]["outcome"] == "She leads."
    assert told["client"]["retention_on"] == "2029-11-24"
    assert "She leads." in coach.ok("report", "anna", "--for", "client")
    coach.ok("undo")
    assert [one["closed_on"] for one in plans(coach)] == [None]


def test_the_next_one_takes_along_what_is_named(coach: Any) -> None:
    coach.ok("close", "anna", "--on", "2026-11-20")
    said = coach.ok(
        "renew", "anna", "--take", "project team", "--type", "two", "--from", "2026-12-01", "--to",
        "2027-06-01", "--sessions", "6",
    )  # fmt: skip
    assert said == "Began the next engagement with Anna Berg, 1 carried over. To take it back: coach undo\n"
    new, old = plans(coach)
    assert (new["type"], new["start"], new["end"], old["closed_on"]) == (
        "two", "2026-12-01", "2027-06-01", "2026-11-20",
    )  # fmt: skip
    told = coach("plan", "anna", "--json").json
    assert [one["title"] for one in told["objective"]] == ["Lead a project team"]
    assert told["engagement"]["sessions"] == 6
    assert told["engagement"]["sponsor"] == "Nordlicht Logistik"
    assert "agreed_on" not in told["engagement"]


def test_all_that_is_open(coach: Any) -> None:
    coach.ok("close", "anna", "--reached", "on time")
    assert coach("renew", "anna", "--all", "--json").json["carried"] > 3
    told = coach("plan", "anna", "--json").json
    assert [one["title"] for one in told["objective"]] == ["Lead a project team"]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("close", "anna", "--reached", "no such"), "no objective matches “no such”"),
        (("close", "anna", "--dropped", "on time"), "--dropped: say why"),
        (("close", "anna", "--on", "2027-01-01"), "closed_on: 2027-01-01 is in the future"),
        (("close", "anna", "--on", "2026-08-01"), "closed_on: 2026-08-01 is before the start"),
        (("close", "anna", "--until", "2026-11-24"), "retention_on: choose a day after today"),
        (("renew", "anna"), "an engagement with this client is still open"),
        (("renew", "anna", "--all", "--take", "x"), "--all and --take do not go together"),
    ],
)
def test_what_is_refused_changes_nothing(coach: Any, words: tuple[str, ...], why: str) -> None:
    assert why in coach.refused(*words)


def test_closed_twice(coach: Any) -> None:
    coach.ok("close", "anna")
    assert "was closed on 2026-11-24" in coach.refused("close", "anna")


def test_one_objective_has_one_outcome(coach: Any) -> None:
    for twice in (
        ("--reached", "on time", "--dropped", "on time=x"),
        ("--dropped", "on time=x", "--dropped", "time=y"),
    ):
        said = coach.refused("close", "anna", *twice)
        assert "“Leave work on time” is named twice; say once what came of it" in said
    assert [one["closed_on"] for one in plans(coach)] == [None]


def test_what_was_dropped_is_reported_as_that(coach: Any) -> None:
    coach.ok("close", "anna", "--dropped", "project team=lost interest", "--dropped", "on time=lost interest")
    for reader in ("client", "sponsor"):
        told = coach.ok("report", "anna", "--for", reader)
        assert "objective dropped" in told
        assert not [word for word in ("overdue", "off track", "on track", "expected by now") if word in told]
    told = coach.ok("insights", "anna")
    assert "dropped" in told
    assert not [word for word in ("overdue", "off track", "on track", "%, ", "at this pace") if word in told]


def test_the_next_one_says_what_is_not_as_it_was(coach: Any) -> None:
    coach.ok("close", "anna", "--on", "2026-11-24", "--dropped", "on time=lost interest")
    said = coach.ok("renew", "anna", "--all", "--from", "2027-06-01")
    assert " “Lead a project team”: date past: left out\n" in said
    told = coach("plan", "anna", "--json").json
    assert all(one["due"] >= "2027-06-01" for one in told["milestone"])
    assert all(one.get("objectives") or one.get("needs") for one in told["strategy"])


def test_one_that_is_replaced_names_what_takes_its_place(coach: Any) -> None:
    coach.ok("close", "anna", "--replaced", "on time=Leave at five", "--replaced", "project team=at five")
    told = coach("plan", "anna", "--json").json
    assert [(one["title"], one.get("closed_as"), one["replaced_by"]) for one in told["objective"]] == [
        ("Lead a project team", "replaced", ["Leave at five"]),
        ("Leave work on time", "replaced", ["Leave at five"]),
        ("Leave at five", None, []),
    ]
    coach.ok("undo")
    assert "say by what" in coach.refused("close", "anna", "--replaced", "on time")
