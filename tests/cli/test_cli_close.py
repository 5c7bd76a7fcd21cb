"""Closing an engagement and beginning the next one from the shell."""

from __future__ import annotations

import re
from pathlib import Path
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
    assert said.startswith(
        "Closed the engagement with Anna Berg: 1 reached, 1 dropped. To take it back: coach undo\n"
        "The data is kept until Sat 24 Nov 2029; coach edit changes that.\n"
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
    assert not {"agreed_on", "agreed_by"} & told["engagement"].keys(), "it is to be agreed anew"


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
        (("close", "anna", "--on", "2027-01-01"), "closed_on: Fri 1 Jan 2027 is in the future"),
        (("close", "anna", "--on", "2026-08-01"), "closed_on: Sat 1 Aug 2026 is before the start"),
        (("close", "anna", "--until", "2026-11-24"), "retention_on: choose a day after today"),
        (("renew", "anna"), "an engagement with this client is still open"),
        (("renew", "anna", "--all", "--take", "x"), "--all and --take do not go together"),
    ],
)
def test_what_is_refused_changes_nothing(coach: Any, words: tuple[str, ...], why: str) -> None:
    assert why in coach.refused(*words)


def test_closed_twice(coach: Any) -> None:
    coach.ok("close", "anna")
    assert "was closed on Tue 24 Nov 2026" in coach.refused("close", "anna")


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
    assert "needs a new one" not in said
    told = coach("plan", "anna", "--json").json
    assert {one["due"] for one in told["milestone"]} == {"2027-06-01"}, "their days are past"
    assert all(one.get("objectives") or one.get("needs") for one in told["strategy"])


def test_what_is_given_another_day_is_told_with_that(coach: Any) -> None:
    coach.ok("close", "anna")
    first = "Go-live"
    said = coach.ok("renew", "anna", "--all", "--from", "2027-06-01", "--due", f"{first}=2027-07-01")
    assert f" “{first}”: date past: due Thu 1 Jul 2027\n" in said
    told = coach("plan", "anna", "--json").json["milestone"]
    assert [one["due"] for one in told if one["title"] == first] == ["2027-07-01"]


def test_what_is_reached_needs_a_new_target_and_goes_on_without_the_old_one(coach: Any) -> None:
    coach.ok("checkin", "anna", "--measure", "stand-ups=13", "--measure", "hours=42")
    coach.ok("close", "anna")
    said = coach.ok("renew", "anna", "--all", "--target", "hours=40")
    assert (
        " “stand-ups led” is reached: 13 of 12 per month; it needs a new target: coach undo, then renew with "
        '--target "stand-ups led=NUMBER", or coach edit\n'
    ) in said
    assert "“hours worked” is reached" not in said
    measures = [one["measure"][0] for one in coach("plan", "anna", "--json").json["objective"]]
    assert [(one["baseline"], one.get("target")) for one in measures] == [(13, None), (42, 40)]
    told = coach("health", "anna", "--json").json["clients"][0]["findings"]
    assert "V1" in {one["id"] for one in told}
    coach.ok("undo")
    assert "--target: “stand-ups led” stands at 13 already" in coach.refused(
        "renew", "anna", "--all", "--target", "stand-ups=13"
    )
    assert "--target takes MEASURE=NUMBER" in coach.refused("renew", "anna", "--all", "--target", "13")
    assert "--target: the objective of that measure does not go on" in coach.refused(
        "renew", "anna", "--target", "hours=30"
    )
    assert coach("renew", "anna", "--all", "--json").json["needs_target"] == ["stand-ups led", "hours worked"]


def test_one_that_is_replaced_names_what_takes_its_place(coach: Any) -> None:
    coach.ok("close", "anna", "--replaced", "on time=Leave at five", "--replaced", "project team=at five")
    told = coach("plan", "anna", "--json").json
    assert [(one["title"], one.get("closed_as"), one["replaced_by"]) for one in told["objective"]] == [
        ("Lead a project team", "merged", ["Leave at five"]),
        ("Leave work on time", "replaced", ["Leave at five"]),
        ("Leave at five", None, []),
    ]
    coach.ok("undo")
    assert "say by what" in coach.refused("close", "anna", "--replaced", "on time")


def test_the_day_until_which_data_is_kept_is_proposed_and_said(coach: Any) -> None:
    def kept() -> Any:
        return coach("plan", "anna", "--json").json["client"].get("retention_on")

    assert "The data is kept until Sat 24 Nov 2029; coach edit changes that." in coach.ok("close", "anna")
    assert kept() == "2029-11-24"
    coach.ok("undo")
    assert kept() is None
    assert "No day says until when the data is kept" in coach.ok("close", "anna", "--until", "none")
    assert kept() is None
    coach.ok("undo")
    Path(coach.env["COACH_CONFIG"]).write_text("retention_years = 0\n")
    assert coach("close", "anna", "--json").json["kept_until"] is None
    coach.ok("undo")
    coach.ok("close", "anna", "--until", "2027-06-01")
    coach.ok("renew", "anna")
    Path(coach.env["COACH_CONFIG"]).write_text("retention_years = 5\n")
    assert coach("close", "anna", "--json").json["kept_until"] == "2031-11-24", "that was the first end's"
    for _ in range(3):
        coach.ok("undo")
    plan = coach.ok("plan", "anna").replace("[client]\n", "[client]\nretention_on = 2027-06-01\n", 1)
    coach.ok("import", "-", "--replace", stdin=plan)
    assert coach("close", "anna", "--json").json["kept_until"] == "2027-06-01", "what stands there stays"


def test_a_second_end_and_one_after_opening_again_propose_the_day_anew(coach: Any) -> None:
    def kept(day: str, *words: str) -> Any:
        return coach("--today", day, *words, "--json").json["kept_until"]

    assert kept("2026-11-24", "close", "anna") == "2029-11-24"
    coach("--today", "2026-11-25", "renew", "anna")
    assert kept("2027-06-30", "close", "anna") == "2030-06-30"


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ('[[session]]\non = 2026-11-23\nstate = "held"\n', "a session was held on Mon 23 Nov"),
        ('[[session]]\non = 2026-11-23\nstate = "no_show"\n', "a session was held on Mon 23 Nov"),
        ("[[checkin]]\non = 2026-11-22\nnote = 'x'\n", "there is a check-in on Sun 22 Nov"),
        ("[[review]]\nheld_on = 2026-11-24\ndecisions = 'x'\n", "a review was held on Tue 24 Nov"),
    ],
)
def test_it_closes_no_earlier_than_what_took_place(coach: Any, line: str, what: str) -> None:
    coach.ok("import", "-", "--replace", stdin=coach.ok("plan", "anna") + "\n" + line)
    said = coach.refused("close", "anna", "--on", "2026-11-20")
    assert f"closed_on: {what}; choose that day or a later one" in said
    closed = coach.ok("plan", "anna").replace("[engagement]\n", "[engagement]\nclosed_on = 2026-11-20\n", 1)
    assert what in coach.refused("import", "-", "--replace", stdin=closed)
    coach.ok("close", "anna", "--on", "2026-11-24")


def test_the_next_one_begins_no_earlier_than_the_last_one_closed(coach: Any) -> None:
    coach.ok("close", "anna", "--on", "2026-11-23")
    said = coach.refused("renew", "anna", "--from", "2026-11-22")
    assert "start: another engagement with this client ran from Tue 1 Sep to Mon 23 Nov" in said
    coach.ok("renew", "anna", "--from", "2026-11-23")


def test_closing_tells_what_stays_open(coach: Any) -> None:
    told = coach.ok("close", "anna", "--reached", "on time").split("Still open as it ends:\n")[1].splitlines()
    assert told[0] == " objective: Lead a project team"
    assert [line for line in told if line.startswith(" strategy: ")]
    assert [line for line in told if line.startswith(" milestone: ")]
    assert not [line for line in told if "on time" in line]


def test_closing_tells_of_promises_and_rounds(coach: Any, tmp_path: Path) -> None:
    plan = coach.ok("plan", "anna") + (
        '\n[[commitment]]\ntext = "Send the book"\nowner = "coach"\ndue = 2026-12-30\n'
        '\n[[commitment]]\ntext = "Call Jonas"\ndue = 2026-11-30\n'
        '\n[[round]]\ntitle = "Closing pulse"\nkind = "pulse"\nopened_on = 2026-11-20\nitems = ["Listens"]\n'
    )
    coach.ok("import", "-", "--replace", stdin=plan)
    told = coach.ok("close", "anna")
    assert " your promise, Wed 30 Dec: Send the book; Today tells of it on its day\n" in told
    assert " promise of the client, Mon 30 Nov: Call Jonas\n" in told
    assert " round “Closing pulse”, nobody invited yet: answers that come are still read, and Today" in told
    assert "promise" not in coach.ok("today")
    assert "“Closing pulse”: nobody invited yet, open since Fri 20 Nov" in coach.ok("today")
    assert "your promise, due today: Send the book" in coach.ok("--today", "2026-12-30", "today")


def test_a_strategy_that_goes_on_without_what_it_served_is_told(coach: Any) -> None:
    coach.ok("close", "anna")
    assert " “Delegate one task a week”: without what it served\n" in coach.ok(
        "renew", "anna", "--take", "one task"
    )


def test_a_plan_file_that_closes_tells_what_is_open_and_proposes_a_day(coach: Any) -> None:
    plan = coach.ok("plan", "anna").replace("[engagement]\n", "[engagement]\nclosed_on = 2026-11-24\n", 1)
    ran = coach("import", "-", "--replace", stdin=plan)
    assert "; still open: 2 objectives, 2 strategies, 2 milestones" in ran.out
    assert "no day says until when the data is kept" in ran.out
    told = ran.err.splitlines()
    assert "coach: still open as it ends: objective: Lead a project team" in told
    assert told[-1] == (
        "coach: No day says until when the data is kept; Sat 24 Nov 2029 is proposed; "
        "coach edit sets one (retention_on)."
    )
    assert (
        "still open" not in coach("import", "-", "--replace", stdin=plan + "\n").err
    )  # it is closed already
    coach.ok("undo")
    kept = plan.replace("[client]\n", "[client]\nretention_on = 2028-01-01\n", 1)
    ran = coach("import", "-", "--replace", stdin=kept)
    assert "no day says" not in ran.out
    assert ran.err.endswith("The data is kept until Sat 1 Jan 2028; coach edit changes that.\n")


def test_a_plan_that_is_closed_in_the_editor_tells_it_too(coach: Any, tmp_path: Path) -> None:
    coach.env["EDITOR"] = "sed -i s/^\\\\[engagement\\\\]/[engagement]\\\\nclosed_on=2026-11-24/"
    ran = coach("edit", "anna")
    assert "; still open: " in ran.out
    assert "Sat 24 Nov 2029 is proposed" in ran.err


def test_data_is_kept_from_the_closing_on_not_from_the_day_it_was_said(coach: Any) -> None:
    told = "The data is kept until Mon 19 Nov 2029; coach edit changes that."
    assert told in coach.ok("close", "anna", "--on", "2026-11-19")


@pytest.mark.parametrize(
    ("end", "said", "state", "flags"),
    [
        ("2026-12-09", "", "paused", (True, False)),
        ("2026-11-23", "ended yesterday, on Mon 23 Nov", "off track", (False, True)),
    ],
)
def test_a_pause_and_an_end_are_told_alike_everywhere(
    coach: Any, end: str, said: str, state: str, flags: tuple[bool, bool]
) -> None:
    plan = re.sub(r"\nend = .*", "", coach.ok("plan", "anna"))
    plan = plan.replace("[engagement]\n", f"[engagement]\nend = {end}\n", 1)
    coach.ok("import", "-", "--replace", stdin=plan)
    coach.ok("pause", "anna", "--until", "2027-01-03")
    told, listed = coach.ok("today"), coach.ok("clients")
    for one in (told, listed):
        assert (said in one) if said else "end" not in one
    assert ("paused" in listed) is (state == "paused")
    found = coach("clients", "--json").json["clients"][0]["engagement"]
    assert (found["paused"], found["ended"]) == flags
    assert ("paused until" in coach.ok("plan", "anna", "--page")) is (state == "paused")
