"""Text as data in Markdown: what somebody wrote can make no heading, link, list, table or HTML of itself."""

from __future__ import annotations

import re
from itertools import pairwise

from coach_tui.plan.text import clean

BREAK = "  "
"""Ends a line that goes on in a new one."""
_ANYWHERE = re.compile(r"[\\`*_\[\]<>|~&$@]")
_MARKER = re.compile(r"^(\d{1,9}(?=[.)](\s|$))|(?=[+-](\s|$)|#{1,6}(\s|$)|-[ -]*$|=+$))")
"""What would begin a list, a heading or a rule at the start of a line."""
_ADDRESS = re.compile(r":(?=//)|(?<=\w)\.(?=[^\W\d_])|(?<=mailto):|(?<=xmpp):", re.IGNORECASE)


def escape(text: str) -> str:
    """One line of text so that Markdown shows it as it is, wherever it stands in a line."""
    line = clean(text).strip()
    line = _ANYWHERE.sub(lambda found: f"\\{found[0]}", line)
    line = _ADDRESS.sub(lambda found: f"\\{found[0]}", line)
    return _MARKER.sub(r"\1\\", line)


def block(text: str, prefix: str = "") -> str:
    """Several lines of text, each as it is; lines after the first begin with `prefix`."""
    lines = [escape(line) for line in clean(text, lines=True).strip().split("\n")]
    told = lines[0]
    for before, line in pairwise(lines):
        told += f"{BREAK if before and line else ''}\n{f'{prefix}{line}'.rstrip()}"
    return told
