"""History: what was changed, when and why, newest first."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from coach_tui.app.places.place import ListPlace
from coach_tui.app.widgets.detail import Line, section, title
from coach_tui.app.widgets.drawing import Span
from coach_tui.app.widgets.rows import Column, Row
from coach_tui.changes.undo import entries_of, where_done
from coach_tui.plan.dates import short
from coach_tui.plan.field_lists import Others
from coach_tui.plan.group import cancelled_in, names_of, taking_part
from coach_tui.plan.schema import NOUNS
from coach_tui.plan.session import Session
from coach_tui.plan.told import Teller, measure_names
from coach_tui.store.journal import Entry


class History(ListPlace):
    """The journal."""

    title = "History"
    of_plan = False
    keys = ("open", "redo")
    columns = (Column(17), Column(None), Column(11, drop=1))
    empty_text = "Nothing was changed yet."

    def make_rows(self) -> list[Row]:
        """A row an entry."""
        app = self.coach
        self.entries = {entry.uid: entry for entry in entries_of(app.practice)}
        self.where = where_done(app.practice)
        return [self._row(entry) for entry in self.entries.values()]

    def _row(self, entry: Entry) -> Row:
        when = self._when(entry)
        said = entry.what
        if entry.why:
            said += f": {entry.why}"
        state = "overtaken" if entry.passed else "taken back" if entry.taken_back else ""
        state = "refused" if entry.refused else state
        who = self._who(entry)
        named = "" if not who or who in said else f"{who}  "
        where = self.where(entry)
        what: list[Span] = [(named, "dim"), (said, "dim" if state else "")]
        what += [(f" · {where}", "dim")] if where else []
        return Row(entry.uid, [(when, "dim"), what, (state, "dim")])

    def _when(self, entry: Entry) -> str:
        return f"{short(date.fromisoformat(entry.at[:10]), self.coach.today)} {entry.at[11:16]}"

    def _who(self, entry: Entry) -> str:
        """The client it is about; the name one had who is gone, "" for none."""
        client = self.coach.practice.client(entry.client) if entry.client else None
        if client is not None:
            return client.name
        for op in entry.ops:
            for raw in (op.get("before"), op.get("after")):
                if op["table"] == "clients" and raw and raw.get("uid") == entry.client:
                    return str(raw["name"])
        return ""

    def make_detail(self, key: str) -> list[Line]:
        """What it did to each record."""
        entry = self.entries[key]
        lines = [title(entry.what)]
        who = self._who(entry)
        lines += [Line("Client", who)] if who else []
        lines += [Line("When", self._when(entry))]
        where = self.where(entry)
        lines += [Line("Machine", where)] if where else []
        if entry.why:
            lines.append(Line("Why", entry.why))
        if entry.refused:
            lines.append(
                Line("", "Answers it brought were not taken in merging: it can no longer be undone.")
            )
        if entry.shortened:
            lines.append(
                Line(
                    "", "It can no longer be undone: the history keeps the long texts of newer changes alone."
                )
            )
        teller = Teller(self.coach.practice, self.coach.today, _names_in(entry))
        for op in entry.ops:
            lines += self._op(op, teller)
        return lines

    def _op(self, op: dict[str, dict[str, Any]], teller: Teller) -> list[Line]:
        noun = NOUNS.get(str(op["table"]))
        before, after = op.get("before") or {}, op.get("after") or {}
        word = "Changed" if before and after else "Added" if after else "Deleted"
        name = noun(after or before).name if noun else str(op["table"])
        lines = [section(f"{word}: {name}")]
        if noun is Session and before and after:
            lines += self._who_is_in(before, after)
        for key, field in noun.fields.items() if noun else ():
            old, new = before.get(key), after.get(key)
            if isinstance(field, Others):
                continue
            if old != new and before and after:
                ends = [teller.tell(field, value) or "–" for value in (old, new)]
                lines.append(Line(field.label, (" →\n" if "\n" in "".join(ends) else " → ").join(ends)))
        return lines

    def _who_is_in(self, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Line]:
        """Who came to a session with others, and left it; and who was said not to have been there."""
        lines = []
        for label, (old, new) in {
            "Came": (taking_part(after), taking_part(before)),
            "Left": (taking_part(before), taking_part(after)),
            "Was not there": (after.get("absent") or [], before.get("absent") or []),
            "Cancelled": (cancelled_in(after), cancelled_in(before)),
            "Is in it again": (cancelled_in(before), cancelled_in(after)),
            "Was there after all": (before.get("absent") or [], after.get("absent") or []),
        }.items():
            uids = [uid for uid in old if uid not in new]
            names = names_of(self.coach.practice, uids)
            gone = len(uids) - len(names)
            names += [f"{gone} who {'is' if gone == 1 else 'are'} no longer here"] if gone else []
            lines += [Line(label, ", ".join(names))] if names else []
        return lines

    def do_open(self) -> None:
        """The page takes its turn."""
        self.open_detail()


def _names_in(entry: Entry) -> dict[str, str]:
    """The names of what a change was about, by uid: records that may be gone by now, and their measures."""
    found: dict[str, str] = {}
    for op in entry.ops:
        noun = NOUNS.get(str(op["table"]))
        for raw in (op.get("after"), op.get("before")):
            if noun is not None and raw:
                found = {**found, raw["uid"]: noun(raw).name, **measure_names([raw])}
    return found
