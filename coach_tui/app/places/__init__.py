"""Places: the lists behind the digits and the pages asked for; each is imported when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach_tui.app.places.place import Place


def make_today() -> Place:
    from coach_tui.app.places.today import Today

    return Today()


def make_objectives() -> Place:
    from coach_tui.app.places.objectives import Objectives

    return Objectives()


def make_needs() -> Place:
    from coach_tui.app.places.needs import Needs

    return Needs()


def make_strategies() -> Place:
    from coach_tui.app.places.strategies import Strategies

    return Strategies()


def make_timeline() -> Place:
    from coach_tui.app.places.timeline import Timeline

    return Timeline()


def make_evaluation() -> Place:
    from coach_tui.app.places.evaluation import Evaluation

    return Evaluation()


def make_calendar() -> Place:
    from coach_tui.app.places.calendar import Calendar

    return Calendar()


def make_insights() -> Place:
    from coach_tui.app.places.insights import InsightsPlace

    return InsightsPlace()


def make_health() -> Place:
    from coach_tui.app.places.health import Health

    return Health()


def make_clients() -> Place:
    from coach_tui.app.places.clients import Clients

    return Clients()


def make_across() -> Place:
    from coach_tui.app.places.across import Across

    return Across()


def make_help() -> Place:
    from coach_tui.app.places.help import Help

    return Help()


def make_history() -> Place:
    from coach_tui.app.places.history import History

    return History()


def make_hours() -> Place:
    from coach_tui.app.places.hours import HoursLog

    return HoursLog()


def make_report() -> Place:
    from coach_tui.app.places.report_page import ReportPage

    return ReportPage()


def make_reply() -> Place:
    from coach_tui.app.places.reply_page import ReplyPage

    return ReplyPage()


def make_calendar_changes() -> Place:
    from coach_tui.app.places.calendar_changes import CalendarChanges

    return CalendarChanges()
