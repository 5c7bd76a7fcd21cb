"""Health (8): what the plan lacks, most serious first; the checklist; what was accepted."""

from __future__ import annotations

from datetime import date

from coach_tui.app.dialogues.mending import mend
from coach_tui.app.places.record_place import RecordPlace
from coach_tui.app.widgets.detail import Line, section, title
from coach_tui.app.widgets.drawing import Span
from coach_tui.app.widgets.rows import Column, Row
from coach_tui.changes.explaining import KEPT_IN
from coach_tui.plan.checklist import CheckItem, checklist
from coach_tui.plan.dates import beside_today, short
from coach_tui.plan.fields import quote
from coach_tui.plan.health import Finding, findings
from coach_tui.plan.record import Record
from coach_tui.plan.round import Round
from coach_tui.plan.schema import NOUNS

MISTAKES = {
    "vagueness": (
        "Vagueness",
        "What is vague cannot be seen to be reached: nobody knows when to stop, or when to change course.",
    ),
    "client input": (
        "Client input neglected",
        "A plan that is not the client's own is followed for as long as the coach looks, and no longer.",
    ),
    "tracking": (
        "Nothing tracked",
        "What nobody looks at drifts, and is noticed when it is too late to mend.",
    ),
    "flexibility": (
        "Rigidity",
        "A plan that does not bend breaks at the first thing that nobody foresaw.",
    ),
    "practice": (
        "Good practice",
        "Habits that carry a plan: gaps served, few aims at once, wins seen, agreements written down.",
    ),
}
"""For each mistake its name, and why it matters."""
WEIGHTS = {"high": "Serious", "medium": "Worth a look", "hint": "Hints"}
"""For each level its heading, the most serious first: as `coach health` lists them."""
LEVELS = {"high": ("!", "bad"), "medium": ("~", "warn"), "hint": ("·", "dim")}
PLACE_OF = {
    "objectives": "objectives",
    "needs": "needs",
    "rounds": "needs",
    "strategies": "strategies",
    "milestones": "timeline",
    "engagements": "clients",
    "clients": "clients",
}
NAME = 34
"""Cells for the name of an item of the checklist."""


def _key(finding: Finding) -> str:
    """The key of a finding's row: another one once it is accepted, so that the cursor does not go along."""
    return f"accepted {finding.key}" if finding.accepted else finding.key


class Health(RecordPlace):
    """Findings first, by weight; the checklist; what was accepted."""

    title = "Health"
    leads = "where it stands"
    keys = ("open", "edit", "follow", "done", "snooze")
    labels = {"snooze": "accept", "done": "decide"}  # noqa: RUF012
    columns = (Column(NAME), Column(None))
    always_wraps = True
    empty_text = "Nothing to look at yet."

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, Finding] = {}
        self.items: dict[str, CheckItem] = {}

    def make_rows(self) -> list[Row]:
        """Findings by weight, the checklist, and what was accepted."""
        plan, app = self.plan, self.coach
        self.found, self.items = {}, {}
        if plan is None:
            return []
        limits = app.settings.limits
        found = findings(plan, app.today, **limits)
        self.found = {_key(finding): finding for finding in found}
        rows: list[Row] = []
        for level, heading in WEIGHTS.items():
            group = [finding for finding in found if finding.level == level and not finding.accepted]
            rows += self._group(heading, group)
        items = checklist(plan, app.today, **limits)
        self.items = {f"check {item.item}": item for item in items}
        done = sum(1 for item in items if item.done)
        rows.append(Row(None, ["Checklist", f"{done} of {len(items)}"], heading=True))
        for key, item in self.items.items():
            rows.append(self._item(key, item))
        return rows + self._group("Accepted", [finding for finding in found if finding.accepted])

    def _group(self, heading: str, group: list[Finding]) -> list[Row]:
        rows = [Row(None, [heading, str(len(group))], heading=True)] if group else []
        for finding in group:
            said: list[Span] = [(f"{finding.subject}: ", "bold"), (finding.reason, "")]
            if finding.accepted:
                until = self._day(finding.accepted["until"])
                said[1:] = [(f"accepted until {until}: {finding.accepted['reason']}", ""), ("  ", "")]
                said.append((finding.reason, "dim"))
            else:
                said.append((f"  {MISTAKES[finding.mistake][0].lower()}", "dim"))
            if finding.lapsed and not finding.accepted:
                said.append((f"  Was accepted until {self._day(finding.lapsed['until'])}.", "warn"))
            search = f"{finding.id} {finding.level} {finding.reason}"
            rows.append(Row(_key(finding), [said], mark=LEVELS[finding.level], search=search))
        return rows

    def _item(self, key: str, item: CheckItem) -> Row:
        """An item with its evidence."""
        mark = ("✓", "good") if item.done else ("○", "warn")
        name = item.item[0].upper() + item.item[1:]
        said: list[Span] = [(item.evidence, "dim")]
        if item.override is not None:
            derived = "done" if item.derived else "not done"
            said = [(f"coach's word: {item.override}", ""), (f"; derived: {derived}, {item.evidence}", "dim")]
        return Row(key, [name, said], mark=mark)

    def _day(self, day: str) -> str:
        return short(date.fromisoformat(day), self.coach.today)

    @property
    def finding(self) -> Finding | None:
        """The finding under the cursor."""
        return self.found.get(self.key)

    @property
    def item(self) -> CheckItem | None:
        """The item of the checklist under the cursor."""
        return self.items.get(self.key)

    @property
    def record(self) -> Record | None:
        """The record that mends it, where there is one already."""
        finding = self.finding
        return self.coach.practice.find(finding.table, finding.uid) if finding and finding.uid else None

    def make_detail(self, key: str) -> list[Line]:
        """Why, and where it is mended."""
        finding, item = self.found.get(key), self.items.get(key)
        if finding is not None:
            return self._about(finding)
        if item is None:
            return []
        state = ("✓ done", "good") if item.derived else ("○ not yet", "warn")
        lines = [title(item.item[0].upper() + item.item[1:])]
        if item.override is not None:
            word: Span = ("✓ done", "good") if item.done else ("○ not done", "warn")
            lines += [Line("Coach's word", [word, (f"  {item.override}", "")])]
            lines += [Line("Since", self._day(item.decided_on))] if item.decided_on else []
        lines += [Line("Derived", state), section("Evidence"), Line("", item.evidence)]
        does = "leaves it to what the plan shows" if item.override is not None else "decides otherwise"
        return [*lines, section("Keys"), self._key("done", does)]

    def _about(self, finding: Finding) -> list[Line]:
        app = self.coach
        noun = NOUNS[finding.table]
        field = noun.fields[finding.field]
        heading, why = MISTAKES[finding.mistake]
        mark, style = LEVELS[finding.level]
        lines = [
            title(finding.subject),
            Line("", finding.reason),
            Line("Level", (f"{mark} {finding.level}", style)),
            Line("Mended by", f"“{field.label}” of {noun.noun}"),
        ]
        if finding.accepted:
            said = beside_today(date.fromisoformat(finding.accepted["until"]), app.today)
            lines += [section("Accepted"), Line("Until", said)]
            lines.append(Line("Because", str(finding.accepted["reason"])))
        elif finding.lapsed:
            lines += [section("Was accepted"), Line("Until", self._day(finding.lapsed["until"]))]
            lines.append(Line("Because", str(finding.lapsed["reason"])))
        does = "says who asked and why" if finding.field in KEPT_IN.values() else "goes to the field"
        lines += [section(heading), Line("", why), section("Keys"), self._key("edit", does)]
        does = "another day, or take it back" if finding.accepted else "accepts it until a day, with a reason"
        return [*lines, self._key("snooze", does)]

    def _key(self, command: str, does: str) -> Line:
        return Line("", [(self.coach.key_of(command), "accent"), (f"  {does}", "")])

    can_add = can_delete = RecordPlace._never

    def can_edit(self) -> bool:
        """A finding has a field that mends it."""
        return self.finding is not None

    can_snooze = can_edit

    def can_done(self) -> bool:
        """An item of the checklist."""
        return self.item is not None

    def go_on(self) -> None:
        """To the place that mends it."""
        finding = self.finding
        if finding is None:
            return
        place = PLACE_OF.get(finding.table, "evaluation")
        self.coach.go(place, finding.uid or finding.about)

    def do_edit(self) -> None:
        """The field that mends it, in its form; in the form of a new record where there is none yet."""
        app, plan, finding = self.coach, self.plan, self.finding
        if plan is None or finding is None:
            return
        if finding.table == "rounds":
            self.do_follow()
        else:
            app.talk(mend(app, plan, finding))

    def can_follow(self) -> bool:
        """A gap or a low item that nothing follows from."""
        return self.finding is not None and self.finding.id == "P1"

    def do_follow(self) -> None:
        """An objective, a strategy, or not now."""
        from coach_tui.app.dialogues.health import as_stored
        from coach_tui.app.dialogues.round import ask_follow_up
        from coach_tui.changes.rounds import FoundItem

        plan, finding, record = self.plan, self.finding, self.record
        if plan is None or finding is None or record is None:
            return
        finding = as_stored(self.coach, plan.engagement.uid, finding)
        record = self.coach.practice.original(record)
        if isinstance(record, Round):
            source = f"{record.kind} {quote(record.title)}"
            found = FoundItem(finding.item, source)
            self.coach.talk(ask_follow_up(self.coach, plan, found, found.item))
        else:
            self.coach.talk(ask_follow_up(self.coach, plan, record.uid, record.name))

    def do_snooze(self) -> None:
        """Accept the finding until a day, with a reason; or take that back."""
        from coach_tui.app.dialogues.health import accept

        plan, finding = self.plan, self.finding
        if plan is not None and finding is not None:
            self.coach.talk(accept(self.coach, plan.engagement.uid, finding))

    def do_done(self) -> None:
        """Decide an item of the checklist, or leave it to what the plan shows."""
        from coach_tui.app.dialogues.health import decide_check_item

        plan, item = self.plan, self.item
        if plan is not None and item is not None:
            self.coach.talk(decide_check_item(self.coach, plan.engagement.uid, item))
