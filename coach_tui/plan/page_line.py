"""One line of the plan on a page: what it says, how it stands, and of which record it says it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date


class Value:
    """Compared by what it holds."""

    __slots__: tuple[str, ...] = ()

    def _held(self) -> tuple[object, ...]:
        return tuple(getattr(self, key) for key in type(self).__slots__)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Value) and type(other) is type(self) and other._held() == self._held()

    def __hash__(self) -> int:
        return hash(self._held())


class Reached(Value):
    """How much of an objective is reached: as shares, in words, what is to be expected, and until when."""

    __slots__ = ("due", "expected", "forecast", "share", "where")

    def __init__(
        self, share: float | None, expected: float | None, where: str, forecast: str, due: str
    ) -> None:
        self.share = share
        self.expected = expected
        self.where = where
        self.forecast = forecast
        self.due = due


class Shift(Value):
    """The day first planned, and the present one."""

    __slots__ = ("first", "now")

    def __init__(self, first: date, now: date) -> None:
        self.first = first
        self.now = now


class Missing(Value):
    """What a plan lacks: the key of the finding that says so, "" for an hour that is booked."""

    __slots__ = ("key",)

    def __init__(self, key: str) -> None:
        self.key = key


class PageLine(Value):
    """A line of a page.

    `kind` says how it is drawn: name, led, heading, line, objective, values, step, axis, milestone, more,
    field, or gap for what the plan lacks. `about` is the table and the uid of the record that it speaks of;
    the uid is "" where it speaks of all of them, or of one that is still to be made. `asides` say what stands
    beside the text, in the fullest words first. `part` is the word under which it stands with its neighbours;
    `mark` is how it stands: a status, or late, warn, open, done, won, quiet, gap.
    """

    __slots__ = ("about", "asides", "figure", "kind", "mark", "part", "text")

    def __init__(
        self,
        kind: str,
        about: tuple[str, str],
        text: str,
        *asides: str,
        part: str = "",
        mark: str = "",
        figure: Reached | Shift | Missing | None = None,
    ) -> None:
        self.kind = kind
        self.about = about
        self.text = text
        self.asides = asides
        self.part = part
        self.mark = mark
        self.figure = figure
