"""`coach plan CLIENT --page`: the plan on a page, in the shell."""

from __future__ import annotations

from typing import Any

from coach_tui.plan.text import cells

PAGE = """\
Anna Berg  Team lead, logistics
leadership, week 13 of 26, until 26 Feb 2027               1 of 12 sessions used
! review 40 days late, 3 cycles missed
! “First part delegated” was due on Friday
~ no contact for 36 days, nothing booked

Objectives                                                     ~ needs attention
~ Lead a project team                                needs attention  in 9 weeks
  ━━━━━━━━━━━━━╸───┃──────────────  42%, due 56%           needs 3 values, has 2
  stand-ups led                                               3 5 → 12 per month
  next  First part delegated                             Fri 20 Nov, 4 days late
~ Leave work on time                                 needs attention  in 24 days
  ━━━━━━━━━━━━━━──────────┃───────  44%, due 78%           needs 3 values, has 2
  hours worked                                             54 51 → 42 hours/week

Timeline    Sep ’26  Oct       Nov      Dec      Jan ’27  Feb        1 of 3 done
                     ●              ◆┊                 ◆
· Go-live                            ┊                 ◆              in 8 weeks

Practice  ~ Delegate one task a week    1 per week   – – – –   missed 5 in a row
            Progress meeting with the head of operations         1 every 2 weeks
Own view    Wheel of life                                              Fri 4 Sep
Won       * Ran the kick-off alone                                   54 days ago
Said        Kick-off went well; I talked too much.                     Thu 1 Oct
Health    ~ 1 high, 4 medium, 2 hints                           checklist 2 of 6
"""


def test_the_page_of_the_example(coach: Any) -> None:
    out = coach.ok("plan", "anna", "--page")
    assert out == PAGE
    assert max(map(cells, out.split("\n"))) <= 80
    assert "\x1b" not in out


def test_it_is_as_wide_as_the_terminal(coach: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("coach_tui.cli.context.Context.width", 50)
    assert max(map(cells, coach.ok("plan", "anna", "--page").split("\n"))) <= 50


def test_a_console_of_ascii_gets_signs_it_has(coach: Any) -> None:
    assert "━" not in coach("plan", "anna", "--page", env={"TERM": "linux"}).out


def test_it_is_a_page_or_json(coach: Any) -> None:
    ran = coach("plan", "anna", "--page", "--json")
    assert (ran.status, ran.out) == (2, "")
    assert "not allowed with" in ran.err


def test_the_page_of_an_earlier_day_knows_nothing_later(coach: Any) -> None:
    out = coach.ok("--today", "2026-10-10", "plan", "anna", "--page")
    assert "week 6 of 26" in out
    assert "hours worked" in out
    assert "51" not in out


def test_the_page_of_a_plan_there_is_not(coach: Any) -> None:
    ran = coach("plan", "anna", "--page", "--plan", "9")
    assert (ran.status, ran.out) == (2, "")
