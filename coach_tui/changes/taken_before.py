"""Answers without names that are in a round already: files are often taken in again, with later answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.round_rules import answers_to, raters_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach_tui.changes.raters import Reply
    from coach_tui.plan.practice import Plan
    from coach_tui.plan.round import Round


def taken_before(plan: Plan, asked: Round, replies: Sequence[Reply]) -> list[Reply]:
    """The replies without names that are surely here already, word for word.

    Two people may give the same scores. So this is sure where the words are the same, or where the file holds
    all that was taken in before without names, as a later export of a form tool does.
    """
    stored = [one for one in answers_to(plan, asked.uid) if one.group != "self"]
    named = sum(one.answered and one.group != "self" for one in raters_of(plan, asked.uid))
    left = [(one.group, one.scores, one.comments) for one in stored]
    found = []
    for reply in replies:
        one = (reply.group, reply.scores, reply.comments)
        if reply.group != "self" and not reply.named and one in left:
            left.remove(one)
            found.append(reply)
    whole = len(found) >= len(stored) - named or len(replies) == 1
    return found if whole else [reply for reply in found if reply.comments]
