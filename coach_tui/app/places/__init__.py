"""The ten places, one module each, and the pages that come over them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach_tui.app.places.place import Place

_CLASSES = {
    "today": "Today",
    "objectives": "Objectives",
    "needs": "Needs",
    "strategies": "Strategies",
    "timeline": "Timeline",
    "evaluation": "Evaluation",
    "calendar": "Calendar",
    "insights": "InsightsPlace",
    "health": "Health",
    "clients": "Clients",
    "across": "Across",
    "help": "Help",
    "history": "History",
    "hours": "HoursLog",
    "calendar_changes": "CalendarChanges",
    "report_page": "ReportPage",
    "reply_page": "ReplyPage",
}


def make_place(name: str) -> Place:
    """A place by its id; its module is imported when it is first shown."""
    module = import_module(f"coach_tui.app.places.{name}")
    place: Place = getattr(module, _CLASSES[name])()
    return place
