"""What lies beside the data file and may hold somebody's words: drafts, texts in an editor, leftovers."""
# ruff: noqa: PTH108, PTH112, PTH118, PTH123, PTH208

from __future__ import annotations

import json
import os

from coach_tui.plan.text import fold
from coach_tui.store import backups, drafts, durable
from coach_tui.store.names import fault
from coach_tui.store.seal import sidecar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from typing import Any


class Traces:
    """How what belongs to somebody who is erased is known: ids, and names as they are folded.

    A line that was typed and names nobody may be theirs: it goes too, unless it names one of the `others`.
    """

    def __init__(self, uids: Collection[str], names: Iterable[str], others: Iterable[str]) -> None:
        self.uids = uids
        self.names = [fold(name) for name in names if name.strip()]
        self.others = [fold(name) for name in others if name.strip()]

    def named_in(self, text: str) -> bool:
        """Whether a text holds one of the ids or names."""
        folded = fold(text)
        return any(uid in text for uid in self.uids) or any(name in folded for name in self.names)

    def theirs(self, draft: dict[str, Any]) -> bool:
        """Whether a draft is theirs, or may be."""
        told = json.dumps(draft, ensure_ascii=False, default=str)
        if self.named_in(told):
            return True
        key = draft.get("draft_key")
        a_line = key == "" or (isinstance(key, str) and '"form": "line"' in key)
        title = fold(str(draft.get("title", "")))
        return a_line and not any(name in title for name in self.others)


def clear(target: str, traces: Traces) -> int:
    """Remove what is theirs beside a data file; returns how many drafts and texts went.

    Half-written files of dead processes go whatever they hold. Raises DataFileError.
    """
    durable.sweep(target)
    for path in backups.leftovers(backups.folder_of(target)):
        durable.remove(path)
    return drafts.forget_drafts(target, traces.theirs) + _texts(sidecar(target, "edit"), traces)


def _texts(folder: str, traces: Traces) -> int:
    """Remove texts from an editor that name them, or of which nobody can tell whose they are."""
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return 0
    gone = 0
    for name in names:
        path = os.path.join(folder, name)
        try:
            if os.path.isdir(path):
                continue
            with open(path, "rb") as file:
                text = file.read().decode("utf-8", "replace")
            whole_plan = name.endswith(".toml") and any(other in fold(text) for other in traces.others)
            if traces.named_in(text) or not whole_plan:
                os.unlink(path)
                gone += 1
        except FileNotFoundError:
            continue
        except OSError as error:
            raise fault(path, "removed", error) from None
    return gone
