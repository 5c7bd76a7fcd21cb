"""The words that raters and form tools use for groups, scores and columns, in several languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach_tui.exchange.csv_text import comparable
from coach_tui.plan.fields import quote

if TYPE_CHECKING:
    from coach_tui.plan.round import Round

GROUP_WORDS = {
    "self": "self me myself i client coachee selbst ich soi moi yo",
    "manager": "manager managers boss supervisor superior vorgesetzte vorgesetzter fuhrungskraft chef jefe",
    "peer": "peer peers colleague colleagues coworker kollege kollegin kollegen collegue pair companero",
    "report": "report reports subordinate employee mitarbeiter mitarbeiterin mitarbeitende collaborateur",
    "other": "other others customer stakeholder external friend andere anderer sonstige autre otro",
}
GROUP_PHRASES = {
    "direct report": "report",
    "team member": "report",
    "line manager": "manager",
    "self assessment": "self",
    "self evaluation": "self",
    "selbsteinschatzung": "self",
}
UNKNOWN_WORDS = frozenset(
    [
        *("na", "n a", "not applicable", "not enough information", "cannot say", "can t say", "don t know"),
        *("k a", "keine angabe", "weiss nicht", "no opinion", "no answer", "ne sait pas", "no se"),
    ]
)
DASHES = frozenset("-–—−.")
GROUP_HEADINGS = ("group", "rater group", "relationship", "relation", "role", "gruppe", "rolle", "groupe")
RATER_HEADINGS = (
    "rater",
    "rater id",
    "respondent",
    "name",
    "your name",
    "full name",
    "respondent id",
    "id",
    "nom",
)
EMAIL_HEADINGS = (
    "email",
    "e mail",
    "email address",
    "e mail address",
    "mail",
    "username",
    "user name",
    "e mail adresse",
)
TIME_HEADINGS = (
    "timestamp",
    "time",
    "date",
    "submitted",
    "start time",
    "completion time",
    "zeitstempel",
    "datum",
)
COMMENT_WORDS = (
    "comment",
    "remark",
    "kommentar",
    "bemerkung",
    "commentaire",
    "in your own words",
    "feedback",
)
_NUMBER = re.compile(r"^(?:q|item|frage|question)?\s*\d{1,3}\s*[.):-]?\s+")


def group_of(text: str) -> str:
    """The group that somebody's word for it means, "" where it is not known."""
    said = comparable(text)
    for phrase, group in GROUP_PHRASES.items():
        if phrase in said:
            return group
    words = said.split()
    for group, known in GROUP_WORDS.items():
        if said == group or any(word in known.split() for word in words[:3]):
            return group
    return ""


def score_of(text: str, asked: Round | None) -> int | str | None:
    """A score; None for “n/a” in some form; a text that says why it is neither."""
    said = text.strip()
    if comparable(said) in UNKNOWN_WORDS or (said and set(said) <= DASHES):
        return None
    low, high = (asked.low, asked.high) if asked else (1, 5)
    number = re.match(r"[-+−]?\d+(?:[.,]\d+)?", said)
    if number is None and asked is not None:
        words = {comparable(word): score for score, word in asked.words.items()}
        if comparable(said) in words:
            return words[comparable(said)]
    if number is None:
        return f"{quote(said)} is no score"
    value = float(number[0].replace("−", "-").replace(",", "."))
    rest = said[number.end() :]
    if rest.strip()[:1].isdigit() or rest[:1] in ("/", "%") or not value.is_integer():
        return f"{quote(said)} is no score"
    if not low <= value <= high:
        return f"{quote(said)} is outside {low} to {high}"
    return int(value)


def unnumbered(text: str) -> str:
    """A heading or item without the number that a form tool puts before it."""
    return _NUMBER.sub("", text)
