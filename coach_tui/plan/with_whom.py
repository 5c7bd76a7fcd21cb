"""Who else is in a session, as it is typed: “with Ben and Cleo”, “held without Ben” (domain rules §10)."""

from __future__ import annotations

import re

from coach_tui.plan.client import Engagement
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.group import clients_of
from coach_tui.plan.practice import begins
from coach_tui.plan.revision_words import WHO
from coach_tui.plan.session_line import split_reason
from coach_tui.plan.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coach_tui.plan.practice import Practice

_WITH = re.compile(r"(?:^|[\s,;])(with|without)\s+(.*?)(?=[\s,;]+(?:with|without)\s|\s*$)", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[,;&+]\s*(?:and\s+)?|\s+and\s+", re.IGNORECASE)


def split_with(text: str) -> tuple[str, list[str], list[str]]:
    """A line about a session without who else is in it, the names of those, and of who was not there.

    They stand at its end; behind a colon stands a reason.

    >>> split_with("fri 14:00 with Ben and Cleo Marsh")
    ('fri 14:00', ['Ben', 'Cleo Marsh'], [])
    """
    named: dict[str, list[str]] = {"with": [], "without": []}
    head, reason = split_reason(text)

    def take(found: re.Match[str]) -> str:
        named[found[1].lower()] += names_in(found[2])
        return " "

    rest = " ".join(_WITH.sub(take, head).split())
    return f"{rest}: {reason}" if reason else rest, named["with"], named["without"]


def names_in(text: str) -> list[str]:
    """The names in a text that lists some, by commas or “and”."""
    return [name for name in _BETWEEN.split(text.strip()) if name]


def names_meant(practice: Practice, text: str, people: Sequence[str]) -> list[str]:
    """The names among some (`people`) that the last one of a text which lists names may become.

    Those who are named before it are left out; where it stands there in full it becomes nothing else.
    """
    *before, last = _BETWEEN.split(text.strip())
    wanted, named = fold(last), {_meant(practice, name) for name in before}
    if any(fold(name) == wanted for name in people):
        return []
    found = [name for name in people if wanted in fold(name) and name not in named]
    return sorted(found, key=lambda name: not begins(name, wanted))


def completed(text: str, name: str) -> str:
    """A text that lists names, with its last one in full.

    >>> completed("Ben Ott and cl", "Cleo Marsh"), completed("", "Ben Ott")
    ('Ben Ott, Cleo Marsh', 'Ben Ott')
    """
    return ", ".join([*_BETWEEN.split(text.strip())[:-1], name])


def _meant(practice: Practice, name: str) -> str:
    try:
        return practice.client_begun(name).name
    except BadInput:
        return name


def open_to(practice: Practice, engagement: str) -> list[str]:
    """The names of the other clients than that of an engagement (uid) who may be in a session with them."""
    own = {client.uid for client in clients_of(practice, [engagement])}
    others = [client for client in practice.clients if client.uid not in own]
    current = [practice.current(client.uid) for client in others]
    return [who.name for who, one in zip(others, current, strict=True) if one is not None and one.open]


def engagements_named(practice: Practice, names: Iterable[str], known: Sequence[str] = ()) -> list[str]:
    """The engagements (uids) of clients, by parts of their names: one of the `known`, else the open one.

    Raises:
        BadInput: nobody or several people are meant, or one has no open engagement.
    """
    here: dict[str, str] = {}
    for uid in known:
        here |= {client.uid: uid for client in clients_of(practice, [uid])}
    found = []
    for name in names:
        client = practice.client_begun(name)
        engagement = practice.current(client.uid)
        if client.uid in here:
            found.append(here[client.uid])
        elif isinstance(engagement, Engagement) and engagement.open:
            found.append(engagement.uid)
        else:
            raise BadInput(f"{client.name} has no open engagement; renew it first, or leave them out")
    return list(dict.fromkeys(found))


def asker(practice: Practice, by: str, people: Sequence[str], side: str = "") -> tuple[str, list[str]]:
    """Who asked for another day of a session, as it was typed, and which of those in it (uids) that was.

    The name of one of them says which client it was; anybody else asked on behalf of the one (`side`) whose
    plan it was said in, the coach for all. No more than what was typed where neither tells.

    """
    if by not in ("", *WHO):
        try:
            return "client", those_in(practice, [by], people)
        except BadInput:
            pass
    return by, [side] if side and by != "coach" else []


def those_in(practice: Practice, names: Iterable[str], people: Sequence[str]) -> list[str]:
    """The engagements (uids) among some of the clients meant by parts of their names.

    Raises:
        BadInput: nobody or several people are meant, or one is not among them.
    """
    clients = {client.uid: uid for uid in people for client in clients_of(practice, [uid])}
    found = []
    for name in names:
        client = practice.client_begun(name)
        if client.uid not in clients:
            raise BadInput(f"{quote(client.name)} is not in this session; add them to it first")
        found.append(clients[client.uid])
    return list(dict.fromkeys(found))
