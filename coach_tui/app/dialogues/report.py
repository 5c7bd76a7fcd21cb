"""A report in the app: for whom, what leaves, and then a file with just that."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from coach_tui.app.coach import Coach
from coach_tui.app.dialogues.questions import choose, selected_plan
from coach_tui.exchange.report import Report
from coach_tui.plan.audience import READERS
from coach_tui.plan.errors import BadInput
from coach_tui.plan.practice import Plan

PLACE = "report"
ANSWERS = {"c": "client", "s": "sponsor", "o": "coach"}
WEEK = "w"
FORMS = {"h": "html", "p": "pdf", "m": "md", "t": "txt", "e": "eml"}


class ReportMade(NamedTuple):
    """A report as it leaves, with its Markdown by line."""

    report: Report
    text: list[str]


async def show_report(coach: Coach) -> None:
    """Ask for whom, then show what leaves."""
    plan = selected_plan(coach)
    if plan is None:
        raise BadInput("no plan is selected")
    coach.refuse_names()
    assert set(ANSWERS.values()) == set(READERS)
    words = {"c": "the client", WEEK: "the client's week", "s": "the sponsor", "o": "yourself: everything"}
    await report_for(coach, plan, await choose(coach, "A report for", words, ahead=True))


async def show_week(coach: Coach) -> None:
    """Show the client's page of the week."""
    plan = selected_plan(coach)
    if plan is None:
        raise BadInput("no plan is selected")
    await report_for(coach, plan, WEEK)


async def report_for(coach: Coach, plan: Plan, answer: str) -> None:
    """Show what leaves in a report for a reader, by the letter that stands for one."""
    coach.refuse_names()
    coach.go(PLACE, given=await coach.written(lambda: _made(coach, plan, answer)))


def _made(coach: Coach, plan: Plan, answer: str) -> ReportMade:
    from coach_tui.exchange.report import Report, own_reports
    from coach_tui.store.paths import config_path

    own = own_reports(config_path(os.environ))
    report = Report(plan, ANSWERS.get(answer, "client"), coach.today, own, week=answer == WEEK)
    return ReportMade(report, report.text().rstrip("\n").split("\n"))


async def write_report(coach: Coach, report: Report) -> None:
    """Ask for the format, then write what was shown into the folder of reports."""
    coach.refuse_names()
    form = FORMS[await choose(coach, "Write it as", _formats(report), ahead=True)]
    path = await coach.written(lambda: _written(report, form, coach.desk.store.path))
    coach.bottom.say(f"written to {path}", "good")


def _written(report: Report, form: str, data_file: Path) -> Path:
    from coach_tui.exchange.outfile import write_free
    from coach_tui.store.remains import REPORTS

    return write_free(report.made(form), REPORTS, report.file_name, form, data_file)


def _formats(report: Report) -> dict[str, str]:
    """The formats to choose from, by key: a page to paste is text, a report is Markdown."""
    plain = {"t": "text"} if report.week else {"m": "Markdown"}
    return {"h": "HTML", "p": "PDF", **plain, "e": "e-mail draft"}
