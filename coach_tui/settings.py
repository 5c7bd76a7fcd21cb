"""The configuration file: TOML in the user's configuration folder. An unknown key is refused."""

from __future__ import annotations

import os

from coach_tui import bounds, own_toml
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.text import clean

TYPE_CHECKING = False  # typing itself is too dear to import for a quick command
if TYPE_CHECKING:
    from os import PathLike
    from typing import Any

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


CALENDAR_NAMES = ("full", "initials", "none")
_UNITS = {"minute": 1, "hour": 60, "day": 1440, "week": 10080}


def minutes_before(text: str) -> int | None:
    """The minutes of “1 day”, “2 hours”, “30 minutes”; None for an empty text.

    Raises:
        BadInput: it says something else.
    """
    if not text.strip():
        return None
    number, _, unit = text.strip().lower().partition(" ")
    size = _UNITS.get(unit.strip().removesuffix("s"))
    if not (number.isascii() and number.isdigit() and len(number) < 5 and size):
        raise BadInput(f"{quote(text)} is no time before; write it like “1 day” or “30 minutes”")
    return int(number) * size


class Settings:
    """What a coach can set. Every key has a default; the file may be missing."""

    def __init__(self) -> None:
        self.theme = ""
        """A theme's name; empty: coach-dark or coach-light, as suits the terminal's background."""
        self.ascii = False
        """Whether to draw with ASCII signs alone, for a Linux console."""
        self.mouse: bool | None = None
        """Whether the mouse works; None: yes, but not over SSH."""
        self.first_weekday = "monday"
        self.week_numbers = True
        self.grace_days = 0
        """Days after its due date during which a review is not yet flagged."""
        self.most_objectives = 3
        """Open objectives of one plan from which on more are a hint."""
        self.assessment_months = 6
        """Months after which what an assessment found says how it was, and is to be looked at again."""
        self.review_months = 3
        """Months from which on reviews are too far apart."""
        self.retention_years = 3
        """Years for which an engagement's data is proposed to be kept when it closes; 0: no proposal."""
        self.end_days = 21
        """Days before the end of an engagement from which on Today says that it ends."""
        self.today_limit = 15
        """How many lines Today shows before it says how many more there are."""
        self.vdir = ""
        """A folder of calendar files that khal, vdirsyncer or others keep as well; empty: none."""
        self.sync_at_start = False
        """Whether the app syncs when it opens, where a remote was named."""
        self.sync_on_leaving = False
        """Whether the app syncs when it is left."""
        self.sync_seconds = 10
        """Seconds that such a sync may take before it is given up for this time."""
        self.sync_reports = False
        """Whether the reports that were made in the app are synced too."""
        self.calendar_names = "full"
        """How clients are called in calendars: full, initials or none."""
        self.calendar_alarm = ""
        """How long before its time a calendar rings: "1 day", "30 minutes"; empty: never."""
        self.identity = ""
        """The file with the key, of age or of SSH, that opens an encrypted data file; empty: none."""
        self.keys: dict[str, str] = {}
        """Command id → keys, separated by commas."""

    @property
    def limits(self) -> dict[str, int]:
        """What the rules of a plan's health are set to, by their names there."""
        return {key: getattr(self, key) for key in _LIMITS}

    @property
    def first_weekday_number(self) -> int:
        """0 for Monday to 6 for Sunday."""
        return WEEKDAYS.index(self.first_weekday)


@bounds.reader("the configuration")
def load_settings(path: str | PathLike[str]) -> Settings:
    """The settings in a file, or the defaults where there is none.

    Raises:
        BadInput: the file cannot be read, is not TOML, or has a key or value that is not known.
    """
    settings = Settings()
    try:
        text = own_toml.file_text(path)
    except FileNotFoundError:
        if not os.path.islink(path):  # noqa: PTH114
            return settings
        raise BadInput(f"{_named(path)} cannot be read: it is a link to what is not there") from None
    except BadInput as error:
        raise BadInput(f"{_named(path)} cannot be read: {error}") from None
    try:
        document = own_toml.parsed(text)
    except BadInput as error:
        raise BadInput(f"{_named(path)} is {error}") from None
    for key, value in document.items():
        _set(settings, key, value, path)
    return settings


def _named(path: str | PathLike[str]) -> str:
    """The file in a message, whole: somebody is to open it."""
    return f"the configuration “{clean(str(path))}”"


def _set(settings: Settings, key: str, value: Any, path: str | PathLike[str]) -> None:
    known: dict[str, Any] = vars(settings)
    where = _named(path)
    if key not in known:
        raise BadInput(f"{where} has an unknown key, {quote(key)}; known are {', '.join(known)}")
    wanted: type[Any] = bool if key == "mouse" else type(known[key])
    if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
        raise BadInput(f"{where}: {key} takes {_KINDS[wanted]}, not {quote(value)}")
    if key == "first_weekday" and value not in WEEKDAYS:
        raise BadInput(f"{where}: first_weekday takes one of {', '.join(WEEKDAYS)}")
    if key in _RANGES and value not in _RANGES[key]:
        raise BadInput(f"{where}: {key} takes {_RANGES[key][0]} to {_RANGES[key][-1]}")
    if key == "calendar_names" and value not in CALENDAR_NAMES:
        raise BadInput(f"{where}: calendar_names takes one of {', '.join(CALENDAR_NAMES)}")
    if key == "calendar_alarm":
        try:
            minutes_before(value)
        except BadInput as error:
            raise BadInput(f"{where}: calendar_alarm: {error}") from None
    if key == "keys":
        for name, keys in value.items():
            if not isinstance(keys, str):
                raise BadInput(f'{where}: keys.{name} takes a text such as "ctrl+n"')
    setattr(settings, key, value)


_LIMITS = ("grace_days", "most_objectives", "assessment_months", "review_months")
_RANGES = {
    "grace_days": range(366),
    "most_objectives": range(1, 100),
    "assessment_months": range(1, 121),
    "review_months": range(1, 121),
    "retention_years": range(101),
    "end_days": range(1001),
    "today_limit": range(4, 1001),
    "sync_seconds": range(1, 601),
}
_KINDS = {bool: "true or false", str: "a text", int: "a whole number", dict: "a table"}
