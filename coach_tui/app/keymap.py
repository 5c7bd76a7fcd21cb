"""Keys of the coach's own: the table `keys` of the configuration laid over the commands' keys."""

from __future__ import annotations

import unicodedata

from coach_tui.app.commands import BY_ID
from coach_tui.app.widgets.keys import show_key, sign_name
from coach_tui.plan.fields import quote

FORM_KEYS = {"form.save": "ctrl+s"}
"""Commands of forms that can be given other keys."""
MODIFIERS = {"ctrl", "alt", "shift", "super", "hyper", "meta"}
RESERVED = {"ctrl+c"}
"""Keys that leave a question whatever else is set."""


def check_keys(keys: dict[str, str]) -> tuple[dict[str, str], list[str]]:
    """The part of a table (command id → keys, separated by commas) that can be used, and the faults by line.

    What is wrong is passed over, and the command keeps the key it has without it: an unknown id, an unknown
    key, a key that two commands would have.
    """
    wanted: dict[str, str] = {}
    faults: list[str] = []
    for command, text in keys.items():
        if command not in BY_ID and command not in FORM_KEYS:
            faults.append(f"keys: there is no command {quote(command)}{_nearest(command)}")
            continue
        names = [key_name(part.strip()) for part in text.split(",")]
        if "" in names:
            wrong = next(part.strip() for part in text.split(",") if not key_name(part.strip()))
            faults.append(f"keys.{command}: {quote(wrong)} is no key; write n, ctrl+n, f5, comma, …")
        elif RESERVED.intersection(names):
            faults.append(f"keys.{command}: ctrl+c is kept for leaving a question; choose another key")
        else:
            wanted[command] = ",".join(dict.fromkeys(names))
    return _without_clashes(wanted, faults), faults


def _without_clashes(wanted: dict[str, str], faults: list[str]) -> dict[str, str]:
    """Takes back, one by one, what would leave two commands on one key."""
    while True:
        owners: dict[str, str] = {}
        clash = None
        for command in BY_ID:
            for key in (wanted.get(command) or BY_ID[command].keys).split(","):
                if key and owners.setdefault(key, command) != command:
                    clash = clash or (key, owners[key], command)
        if clash is None:
            return wanted
        key, first, second = clash
        # one of the two has been given other keys; where both have, the later of them in the file goes back
        given = [command for command in wanted if command in (first, second)]
        if not given:
            return wanted
        loser = given[-1]
        other = second if loser == first else first
        faults.append(f"keys.{loser}: {show_key(key)} is the key of {other} already; choose another")
        wanted = {command: keys for command, keys in wanted.items() if command != loser}


def key_name(text: str) -> str:
    """The name that Textual has for a key, however it is written; "" for what is no key.

    >>> key_name("?"), key_name("ctrl+n"), key_name("F5"), key_name("nonsense")
    ('question_mark', 'ctrl+n', 'f5', '')
    """
    from textual.keys import KEY_NAME_REPLACEMENTS, KEY_TO_UNICODE_NAME, Keys

    *modifiers, last = text.split("+") if text != "+" else [text]
    if last == "" and text.endswith("++"):
        modifiers, last = text[:-2].split("+"), "+"
    modifiers = [modifier.lower() for modifier in modifiers]
    if not last or not MODIFIERS.issuperset(modifiers) or not last.isprintable():
        return ""
    if len(last) == 1:
        name = sign_name(last if not modifiers else last.lower()) if not last.isspace() else ""
    else:
        name = KEY_NAME_REPLACEMENTS.get(last.lower(), last.lower())
        known = {key.value.rpartition("+")[2] for key in Keys if not key.value.startswith("<")}
        if name not in known.union(KEY_TO_UNICODE_NAME, KEY_NAME_REPLACEMENTS.values()):
            try:
                unicodedata.lookup(name.replace("_", " "))
            except KeyError:
                return ""
    return "+".join([*modifiers, name]) if name else ""


def _nearest(command: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(command, [*BY_ID, *FORM_KEYS], n=1)
    return f"; did you mean {near[0]}?" if near else ""
