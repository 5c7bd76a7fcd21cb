"""What one client of a group said of their session, and what the others of it may know (domain rules §10).

Who asked for another day and why, and why somebody cancelled for themselves, is that client's alone. A stored
session says whose it is: `asked` in a move, `of` in a reason of one's own. Everything that is seen of a
session comes by `of_side`: whose it is has it as it was said, the others know that it was another of the
group. Of a move of which nobody said whose it is, each of them knows no more than the others.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from typing import Any

    Document = Mapping[str, Any]

ANOTHER = "another of the group"
"""Who asked, as the others of a group know it."""
SOMEBODY = "one of the group"
"""Who asked, where it was not said which of them it was."""
OF_GROUP = (ANOTHER, SOMEBODY)
"""What is told in place of who asked."""
_SAID = ("by", "reason")
_WHICH = ("on", "from", "to", "from_time", "to_time")
_OPEN = ("", "coach", ANOTHER)
"""Who may have asked so that all may know it."""


def of_side(session: Document, engagement: str) -> dict[str, Any]:
    """What one client of a group (uid of the engagement) may know of the moves of a stored session.

    As changes of that: `moves`, and no reasons of anybody's own; empty where nothing of it stands there.
    """
    moves = session.get("moves")
    return {"moves": [_move_seen(move, engagement) for move in moves]} if moves else {}


def own_reason(session: Document, engagement: str) -> str:
    """Why a client (uid of the engagement) cancelled a session of several for themselves; "" for none."""
    return next((one["reason"] for one in _reasons(session) if engagement in one["of"]), "")


def _reasons(session: Document) -> list[dict[str, Any]]:
    return [one for one in session.get("reasons") or () if one.get("reason")]


def _move_seen(move: Document, engagement: str) -> dict[str, Any]:
    whose, by = move.get("asked"), move.get("by", "")
    plain = {key: one for key, one in move.items() if key not in ("asked", *_SAID)}
    if whose is not None and engagement in whose:
        return {**plain, **{key: move[key] for key in _SAID if key in move}}
    if whose is None and by == "coach":
        return dict(move)
    if by not in _OPEN:
        by = SOMEBODY if whose is None else ANOTHER
    return {**plain, **({"by": by} if by else {})}


def withheld(session: Document, engagement: str) -> set[str]:
    """The reasons of a stored session that are not for one client of it (uid of the engagement)."""
    seen = of_side(session, engagement).get("moves", ())
    told = {move.get("reason") for move in seen} | {own_reason(session, engagement)}
    said = {move.get("reason") for move in session.get("moves") or ()}
    said |= {one["reason"] for one in _reasons(session)}
    return {reason for reason in said - told if reason}


def asked_by_one(by: str, asked: Collection[str], session: Document) -> list[str]:
    """Who of those in a stored session asked for a move; none where it is one client's, or the coach's."""
    if by == "coach" or not (session.get("also") or session.get("left")):
        return []
    return [uid for uid in (session["plan"], *(session.get("also") or ())) if uid in asked]


def as_moved(session: Document, moves: Iterable[Document], side: str) -> list[dict[str, Any]]:
    """The moves of a stored session as one client (uid of the engagement) tells of them, as they are stored.

    What the others said stays; of one that is not known here it is that client who asked.
    """
    known = {_which(move): move for move in session.get("moves") or ()}
    found = []
    for move in moves:
        there = known.get(_which(move))
        said = {key: one for key, one in move.items() if key != "asked"}
        if there is None:
            asked = asked_by_one(str(move.get("by", "")), [side], session)
            tells = move.get("by") not in (None, *_OPEN) or move.get("reason")
            found.append({**said, **({"asked": asked} if asked and tells else {})})
        elif said == _move_seen(there, side):
            found.append(dict(there))
        elif side in there.get("asked", [side]) or there.get("by") == ANOTHER:
            asked = there.get("asked") or asked_by_one(str(move.get("by", "")), [side], session)
            found.append({**said, **({"asked": asked} if asked else {})})
        else:
            found.append(dict(there))
    return found


def _which(move: Document) -> tuple[str, ...]:
    return tuple(str(move.get(key, "")) for key in _WHICH)


def moves_of_one(session: Document) -> list[dict[str, Any]]:
    """The moves of a session of one client, as they are stored once others are in it as well."""
    return [
        dict(move)
        if move.get("asked") is not None or move.get("by", "") in ("coach", ANOTHER)
        else {**move, "asked": [session["plan"]]}
        for move in session.get("moves") or ()
    ]


def moves_joined(session: Document, row: Document, before: Sequence[str]) -> dict[str, Any]:
    """The moves of a stored session in which another one (`row`, of that client alone) turns out to be.

    `before` are those (uids of engagements) who are in it so far. Each knows who asked only of their own.
    """
    own = {_which(move): move for move in row.get("moves") or () if move.get("by") != ANOTHER}
    here = moves_of_one(session) if len(before) == 1 else [dict(move) for move in session.get("moves") or ()]
    found = []
    for move in here:
        there = own.get(_which(move), {}) if move.get("by") == ANOTHER else {}
        found.append({**move, **there, "asked": [row["plan"]]} if there else move)
    return {"moves": found} if found else {}


def said_by(session: Document, left: Sequence[str]) -> dict[str, Any]:
    """The moves and reasons of a stored session once these alone (uids of engagements) are known of it.

    What the others said is not kept; of one who is alone in it all is that one's own.
    """
    moves = []
    for move in session.get("moves") or ():
        stay = [uid for uid in move.get("asked") or () if uid in left]
        moves.append({**move, "asked": stay} if stay else _move_seen(move, ""))
    reasons = [{**one, "of": [uid for uid in one["of"] if uid in left]} for one in _reasons(session)]
    return {"moves": moves or None, "reasons": [one for one in reasons if one["of"]] or None}


def with_reason(
    session: Document, who: Sequence[str], reason: str | None, cancelled: Collection[str]
) -> list[dict[str, Any]] | None:
    """The reasons of a stored session with that of some (uids of engagements) who cancelled it.

    Args:
        session: the session as it is stored.
        who: whose reason it is.
        reason: why; "" takes it out, None leaves it as it is.
        cancelled: everybody who has cancelled it: of nobody else a reason stays.
    """
    kept = []
    for one in _reasons(session):
        of = [uid for uid in one["of"] if uid in cancelled and (reason is None or uid not in who)]
        kept += [{**one, "of": of}] if of else []
    said = [{"of": [*who], "reason": reason}] if reason and who else []
    return [*kept, *said] or None
