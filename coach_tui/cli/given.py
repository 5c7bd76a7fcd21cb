"""What somebody gives `coach import`: a file, a folder, or standard input."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING

from coach_tui import bounds
from coach_tui.cli.files import as_text
from coach_tui.exchange.foreign import given_bytes
from coach_tui.exchange.recognise import check_is_text
from coach_tui.plan.errors import BadInput
from coach_tui.plan.text import clean
from coach_tui.store import keys, locked

if TYPE_CHECKING:
    from typing import Any

    from coach_tui.cli.context import Context


class Given:
    """It is read once, whole and within bounds, when the first format looks at what it holds."""

    def __init__(self, name: str, context: Context) -> None:
        """Takes the name as typed; “-” is standard input."""
        self.name = name
        self.is_stdin = name == "-"
        self.is_folder = not self.is_stdin and os.path.isdir(name)  # noqa: PTH112
        self._context = context

    @property
    def shown(self) -> str:
        """What it is called in messages."""
        return "standard input" if self.is_stdin else clean(self.name)

    @property
    def can_ask(self) -> bool:
        """Whether somebody is there to answer a question: not where the text itself is typed."""
        return not self.is_stdin and self._context.can_ask

    def ends_with(self, *endings: str) -> bool:
        """Whether its name has one of these endings, in any case."""
        return self.name.lower().endswith(endings)

    @cached_property
    def data(self) -> bytes:
        """What it holds.

        Raises:
            BadInput: it cannot be read, is too large, or is no text but something known.
        """
        found = self._context.read_stdin_bytes(bounds.GIVEN) if self.is_stdin else given_bytes(self.name)
        if locked.is_locked(found):
            found = self._opened(found)
        check_is_text(found)
        return found

    def _opened(self, data: bytes) -> bytes:
        """What is in an age file that somebody gives; BadInput where it is not whole, or for another key."""
        try:
            return keys.opened("" if self.is_stdin else self.name, data)
        except locked.LockedFile:
            raise BadInput(
                "it is encrypted, and no key of yours opens it: name one with $COACH_IDENTITY"
            ) from None
        except locked.Spoilt as error:
            raise BadInput(f"{error}; have it sent again") from None

    @cached_property
    def text(self) -> str:
        """What it holds as text.

        Raises:
            BadInput: it is not UTF-8, or see `data`.
        """
        return as_text(self.data)

    @cached_property
    def document(self) -> Any:
        """What it holds as JSON.

        Raises:
            BadInput: it is no JSON, or see `text`.
        """
        import json

        advice = "take it out anew, a client at a time: coach export json --client"
        bounds.check_size(self.text, bounds.EXPORT, advice)
        bounds.check_json(self.text)
        try:
            return json.loads(self.text)
        except json.JSONDecodeError as error:
            raise BadInput(f"not valid JSON: {clean(str(error))[:200]}") from None
        except (ValueError, RecursionError):
            raise BadInput("not valid JSON: a number in it is longer than any that is used") from None

    @property
    def is_json(self) -> bool:
        """Whether it begins as a JSON document does, and no TOML."""
        return self.text.lstrip().startswith("{")
