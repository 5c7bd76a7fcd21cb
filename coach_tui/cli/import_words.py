"""`coach import` of a text, or what is named as a mail, in which nothing known stands: read as a reply is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach_tui import bounds
from coach_tui.cli import import_reply
from coach_tui.exchange.letter import is_mail

if TYPE_CHECKING:
    from argparse import Namespace

    from coach_tui.cli.context import Context
    from coach_tui.cli.formats import Taken
    from coach_tui.cli.given import Given

NAME = "a text"
OPTIONS = import_reply.OPTIONS
_PLAN = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:[ \t]*(?:#[^\n]*)?\r?\n)*"
    rb"[ \t]*(?:\[\[?[ \t]*[\w.-]*[ \t]*\]\]?[ \t]*(?:#[^\n]*)?\r?(?:\n|\Z)|[\w.\"-]+[ \t]*=|\{)"
)
"""How a plan file begins, behind lines that say nothing."""


def recognises(given: Given, args: Namespace) -> bool:
    """As a mail; or by its name, or since it comes from a pipe, unless it begins as a plan does."""
    if given.ends_with(".eml", ".emlx") or is_mail(given.data):
        return not args.replace
    named = given.ends_with(".txt", ".text", ".md")
    return (named or given.is_stdin) and not (args.replace or _PLAN.match(given.data, 0, bounds.PLAN))


def take(given: Given, args: Namespace, context: Context) -> Taken:
    """Says that no form is in it, or that it is empty.

    Raises:
        BadInput: always but where a reply is found in it after all.
    """
    return import_reply.take(given, args, context)
