"""Whose answers came in: who on the list of a round gave them, and who has answered already (domain §3).

A rater is known by the code in the form, by address, or by name. One name may be written in several ways,
and two people may be called alike: where it is not certain who somebody is, that is said, and asked about.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach_tui.changes.round_rules import raters_of
from coach_tui.changes.taken_before import taken_before
from coach_tui.plan.fields import quote
from coach_tui.plan.round import Rater, Response
from coach_tui.plan.same_name import may_be, same_words
from coach_tui.plan.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coach_tui.plan.practice import Plan
    from coach_tui.plan.round import Round

_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""What codes are made of: nothing that looks like something else."""
_LENGTH = 5


class Reply:
    """What one rater has answered, as it came in.

    `rater` is a name or address where one is known, `code` what stood in the form of an invited rater; they
    tick off the list of who was invited, and are not stored with the answers. `where` says where it stood,
    for messages, `sender` the address it was sent from. The group may be "" where there is a code or a name:
    the list says it.
    """

    __slots__ = ("code", "comments", "email", "group", "rater", "scores", "sender", "where")

    def __init__(
        self,
        group: str,
        scores: Mapping[str, int],
        comments: Mapping[str, str],
        rater: str = "",
        email: str = "",
        where: str = "",
        code: str = "",
        sender: str = "",
    ) -> None:
        self.group = group
        self.scores = dict(scores)
        self.comments = dict(comments)
        self.rater = rater
        self.email = email
        self.where = where
        self.code = code
        self.sender = sender

    @property
    def named(self) -> bool:
        """Whether it says who gave it."""
        return bool(self.rater or self.email or self.code)

    def of(self, rater: Rater) -> Reply:
        """The same answers, given by a rater on the list."""
        return Reply(rater.group, self.scores, self.comments, rater.name, rater.email, self.where)


def rater_code(rater: Rater) -> str:
    """The code of an invited rater, which stands in the form: it tells nothing, and is always the same."""
    from hashlib import sha256

    number = int.from_bytes(sha256(f"rater {rater.uid}".encode()).digest()[:8])
    signs = []
    for _ in range(_LENGTH):
        number, rest = divmod(number, len(_SIGNS))
        signs.append(_SIGNS[rest])
    return "".join(signs)


def match(plan: Plan, asked: Round | None, replies: Sequence[Reply]) -> tuple[list[Reply], list[str]]:
    """Which replies can be taken, and a line for each that cannot: nobody answers twice.

    A rater who is on the list is known by code, name or address, and belongs to the group that the list says.
    """
    matching = _Matching(plan, asked)
    before = taken_before(plan, asked, replies) if asked is not None else []
    if before:
        matching.said.append(_told_before(before, replies))
    fresh = [reply for reply in replies if reply not in before]
    for reply in sorted(fresh, key=lambda reply: is_stranger(plan, reply)):
        matching.take(reply)
    return matching.taken, matching.said


def _told_before(before: Sequence[Reply], replies: Sequence[Reply]) -> str:
    if len(before) == 1:
        return f"{before[0].where}: the answer, without a name, is here word for word; left out"
    many = "all these answers" if len(before) == len(replies) else f"{len(before)} of these answers"
    return f"{many}, without names, are here word for word; left out"


def is_stranger(plan: Plan, reply: Reply) -> bool:
    """Whether somebody who is not called as the client answers as the client; an id is no name."""
    name = "" if re.search(r"[@\d]", reply.rater) else reply.rater
    own = plan.client.name
    return reply.group == "self" and bool(name) and not (same_words(name, own) or may_be(name, own))


def listed_rater(raters: Sequence[Rater], reply: Reply) -> Rater | None:
    """The rater on the list who gave a reply, where that is certain; the client's own needs no name."""
    if reply.code:
        wanted = _plain_code(reply.code)
        return next((one for one in raters if rater_code(one) == wanted), None)
    found = _called(raters, reply)
    if not found and reply.group == "self":
        found = [rater for rater in raters if rater.group == "self"]
    return found[0] if found else None


class _Matching:
    """Goes through the replies of a file; who has answered is known from one to the next."""

    def __init__(self, plan: Plan, asked: Round | None) -> None:
        raters = raters_of(plan, asked.uid) if asked is not None else []
        answers = plan.part(Response) if asked is not None else []
        self.plan = plan
        self.waiting = [rater for rater in raters if not rater.answered]
        self.answered = [rater for rater in raters if rater.answered]
        self.own = any(one.group == "self" and asked and one.round == asked.uid for one in answers)
        self.taken: list[Reply] = []
        self.said: list[str] = []

    def take(self, reply: Reply) -> None:
        """Takes a reply, or says why not."""
        who = _who(self.plan, reply)
        listed = listed_rater([*self.waiting, *self.answered], reply)
        if listed is None and reply.group != "self" and same_words(reply.rater, self.plan.client.name):
            self.said.append(
                f"{reply.where}: {who} is the client, and answered as {reply.group or 'a rater'}; left out"
            )
            return
        if reply.code and not self._fits_code(reply, listed, who):
            return
        if listed is not None and not (reply.rater or reply.email):
            who = quote(listed.name)
        if listed is None:
            listed, sure = self._likely(reply, who)
            if not sure:
                return
        if listed is None and not reply.group:
            self.said.append(
                f"{reply.where}: no group is named, and {who} was not invited; left out. Write self, "
                "manager, peer, report or other behind [group]"
            )
            return
        if listed is not None:
            if reply.group and listed.group != reply.group:
                self.said.append(
                    f"{reply.where}: {who} answered as {reply.group}, but was invited as {listed.group}; "
                    "taken as invited"
                )
            if listed in self.answered:
                self.said.append(f"{reply.where}: {who} has answered already; left out")
                return
            reply = (
                reply.of(listed) if reply.code or not reply.group or listed.group != reply.group else reply
            )
        if reply.group == "self":
            if self.own:
                strange = f"{who} answered as self, and " if is_stranger(self.plan, reply) else ""
                self.said.append(f"{reply.where}: {strange}the client has answered already; left out")
                return
            self.own = True
        if listed is not None:
            self.waiting.remove(listed)
            self.answered.append(listed)
        self.taken.append(reply)

    def _fits_code(self, reply: Reply, listed: Rater | None, who: str) -> bool:
        """Whether the code is of a rater, and of the one who answers: a form may have been passed on."""
        if listed is None:
            self.said.append(
                f"{reply.where}: the code {quote(reply.code)} is of no rater of this round; left out. "
                "Invite whoever it was, or ask for the name"
            )
            return False
        name = reply.rater or reply.email
        if name and not (
            same_words(name, listed.name) or may_be(name, listed.name) or _is_address(listed, name)
        ):
            self.said.append(
                f"{reply.where}: {who} answers in the form of {quote(listed.name)}; left out. "
                f"Send {who} an own form, or have the name mended"
            )
            return False
        return bool(name) or self._fits_sender(reply, listed)

    def _fits_sender(self, reply: Reply, listed: Rater) -> bool:
        """Whether a form was sent back by whoever it is for; where that is not known, it is said."""
        sender = reply.sender
        if not sender or _is_address(listed, sender) or may_be(sender, listed.name):
            return True
        others = [one for one in (*self.waiting, *self.answered) if one is not listed]
        other = next((one for one in others if _is_address(one, sender)), None)
        if other is not None:
            self.said.append(
                f"{reply.where}: sent by {quote(other.name)}, in the form of {quote(listed.name)}; left out. "
                "Ask who has answered"
            )
            return False
        self.said.append(
            f"{reply.where}: sent from {quote(sender)}, in the form of {quote(listed.name)}; taken as theirs"
        )
        return True

    def _likely(self, reply: Reply, who: str) -> tuple[Rater | None, bool]:
        """Who it may be where nobody on the list is called just so; False where it cannot be taken."""
        if not reply.named or reply.group == "self":
            return None, True
        name = reply.rater or reply.email
        twin = next((one for one in self.taken if _alike(one, reply)), None)
        if twin is not None:
            twice = _called_same(twin, reply) and twin.group == reply.group
            self.said.append(
                f"{reply.where}: {who} stands there twice; left out"
                if twice
                else f"{reply.where}: {who} may be the same as {twin.where}; left out"
            )
            return None, False
        near = [one for one in (*self.waiting, *self.answered) if _may_be_rater(one, name)]
        if not near:
            return None, True
        if len(near) == 1 and reply.group in ("", near[0].group) and near[0] in self.waiting:
            self.said.append(f"{reply.where}: {who} is taken as {quote(near[0].name)}, who was invited")
            return near[0], True
        names = " or ".join(quote(one.name) for one in near[:3])
        here = "has answered already" if near[0] in self.answered else f"was invited as {near[0].group}"
        self.said.append(f"{reply.where}: {who} may be {names}, who {here}; left out")
        return None, False


def _who(plan: Plan, reply: Reply) -> str:
    if reply.group == "self" and not reply.rater:
        return plan.client.name
    if reply.rater or reply.email:
        return quote(reply.rater or reply.email)
    return f"a {reply.group}" if reply.group else "a rater"


def _called(raters: Sequence[Rater], reply: Reply) -> list[Rater]:
    """The raters that a reply names: by address, by name and group, by a name that is there once."""
    names = [text for text in (reply.rater, reply.email) if text]
    by_address = [rater for rater in raters if any(_is_address(rater, name) for name in names)]
    by_name = [rater for rater in raters if any(same_words(rater.name, name) for name in names)]
    if reply.email:  # two people of one name have two addresses
        by_name = [one for one in by_name if not one.email or fold(one.email) == fold(reply.email)]
    same_group = [rater for rater in by_name if rater.group == reply.group]
    # a code such as “1” may stand for one rater in each group, a name of several words hardly
    whole = " " in reply.rater.strip() or not reply.group
    loose = by_name if len(by_name) == 1 and whole else []
    return by_address or same_group or loose


def _alike(one: Reply, other: Reply) -> bool:
    """Whether two replies of a file may be one person's."""
    if one.group == "self" or not (one.rater or one.email):
        return False
    if one.email and other.email:
        return fold(one.email) == fold(other.email)
    mine, theirs = one.rater or one.email, other.rater or other.email
    if one.group != other.group:
        return same_words(mine, theirs) and " " in mine.strip()
    return same_words(mine, theirs) or may_be(mine, theirs)


def _called_same(one: Reply, other: Reply) -> bool:
    same_address = bool(one.email) and fold(one.email) == fold(other.email)
    return same_address or same_words(one.rater or one.email, other.rater or other.email)


def _may_be_rater(rater: Rater, name: str) -> bool:
    by_address = bool(rater.email) and "@" not in name and may_be(rater.email, name)
    return by_address or may_be(rater.name, name)


def _is_address(rater: Rater, name: str) -> bool:
    return bool(rater.email) and fold(rater.email) == fold(name)


def _plain_code(text: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", text.upper())
