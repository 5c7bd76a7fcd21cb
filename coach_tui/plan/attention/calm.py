"""Which of the lines a list shows where it has no room for all."""

from __future__ import annotations

from coach_tui.plan.ending import ENDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from coach_tui.plan.attention.item import AttentionItem

EACH = 4
"""How many lines one client takes at most while others wait too."""
WINS = 3
"""How many lines are kept for wins, whatever else there is."""


def calm(items: list[AttentionItem], limit: int) -> list[AttentionItem]:
    """The items that a list of so many lines shows, in their order; the others wait behind one line.

    Today's sessions are all among them, whatever else there is and however many they are, and so is that an
    engagement ends or has ended; what is most urgent of all is, too. While several clients wait, none takes
    more than four lines besides its sessions, that of its end among them, so that the worst of each is seen.
    The last three lines are for this week's wins, as far as there are any.
    """
    if len(items) <= limit and not _crowded(items):
        return items
    sessions = sum(1 for item in items if item.met_today)
    wins = min(WINS, sum(1 for item in items if item.kind == "win"), limit // 4)
    each = EACH if _crowded(items) else limit
    taken: dict[str, int] = {item.client.uid: 1 for item in items if item.kind in ENDS}
    room = max(len(taken) + (items[0].kind not in ENDS), limit - wins - sessions)
    shown: list[AttentionItem] = []
    for item in items:
        count = taken.get(item.client.uid, 0)
        if item.met_today or item.kind in ENDS:
            shown.append(item)
        elif item.kind == "win":
            if len(shown) < limit:
                shown.append(item)
        elif sum(taken.values()) < room and count < each:
            taken[item.client.uid] = count + 1
            shown.append(item)
    return shown


def in_sight(items: list[AttentionItem], limit: int, lines: int) -> list[AttentionItem]:
    """The same where so many lines are seen at once: fewer where today's sessions were below."""
    while limit > 1 and _down_to_today(calm(items, limit)) > lines:
        limit -= 1
    return calm(items, limit)


def _down_to_today(shown: list[AttentionItem]) -> int:
    """The lines down to the last of today's sessions, headings too; 0 where there is none."""
    last = max((number for number, item in enumerate(shown, 1) if item.met_today), default=0)
    return last + len({item.section for item in shown[:last]})


def _crowded(items: list[AttentionItem]) -> bool:
    """Whether one client has more than its share of lines while others wait too."""
    taken: dict[str, int] = {}
    for item in items:
        if item.kind != "win" and not item.met_today:
            taken[item.client.uid] = taken.get(item.client.uid, 0) + 1
    return len(taken) > 1 and max(taken.values()) > EACH
