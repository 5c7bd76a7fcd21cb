"""Keys: by the names that Textual has for them, as people write them, and clicked where they are written.

So are texts that can be typed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events

if TYPE_CHECKING:
    from typing import Self

_WRITTEN = {
    "full_stop": ".",
    "comma": ",",
    "slash": "/",
    "colon": ":",
    "question_mark": "?",
    "space": "space",
    "enter": "enter",
    "escape": "esc",
    "plus": "+",
    "minus": "-",
    "greater_than_sign": ">",
    "less_than_sign": "<",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
}
_NAMES = {written: name for name, written in _WRITTEN.items()}
_SIGNS = {"space": " "}


class _Clicked(str):
    """The name of a style that also says what a click on its text does, as the keys for it are written."""

    __slots__ = ("keys",)
    keys: str

    def __new__(cls, style: str, keys: str) -> Self:
        """A style of that name, with the keys."""
        made = super().__new__(cls, style)
        made.keys = keys
        return made


class Press(_Clicked):
    """A click on the text presses this one key."""


class Types(_Clicked):
    """A click on the text types this into the line that is asked for."""


def show_key(key: str) -> str:
    """A Textual key name as people write it.

    >>> show_key("question_mark"), show_key("ctrl+r"), show_key("G")
    ('?', 'ctrl+r', 'G')
    """
    return _WRITTEN.get(key, key)


def sign_name(sign: str) -> str:
    """The name of the key that writes a sign: that of a binding to it."""
    from textual.binding import Binding

    if sign == ",":  # parts one key from the next there
        return "comma"
    return next(iter(Binding.make_bindings([(sign, "")]))).key


def key_event(written: str) -> events.Key:
    """What comes of a key, as it is written, when it is pressed."""
    if len(written) == 1 and written not in _NAMES:
        return events.Key(sign_name(written), written)
    name = _NAMES.get(written, written)
    return events.Key(name, written if len(written) == 1 and written.isascii() else _SIGNS.get(name))
