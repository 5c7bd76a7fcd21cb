"""Health (8): what the plan lacks, by mistake, each with its reason; and the six-item checklist."""

from __future__ import annotations

from coach_tui.app.record_place import RecordPlace
from coach_tui.app.widgets.detail import Line, section, title, wrap_spans
from coach_tui.app.widgets.rows import Column, Row
from coach_tui.plan.checklist import checklist
from coach_tui.plan.health import Finding, findings
from coach_tui.plan.record import Record
from coach_tui.plan.schema import NOUNS

MISTAKES = {
    "vagueness": "Vagueness",
    "client input": "Client input neglected",
    "tracking": "Nothing tracked",
    "flexibility": "Rigidity",
    "practice": "Good practice",
}
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


class Health(RecordPlace):
    """Findings first, most serious on top in each group; then the checklist."""

    title = "Health"
    keys = ("open", "edit")
    columns = (Column(34), Column(None))
    empty_text = "Nothing to look at yet."

    @property
    def _room(self) -> int:
        """Cells for a reason, which is wrapped rather than cut."""
        return (self.list.size.width or self.app.size.width) - 8

    def on_resize(self) -> None:
        """Wrapped anew."""
        super().on_resize()
        if not self.stale:
            self.call_after_refresh(self.load)

    def make_rows(self) -> list[Row]:
        """Findings by mistake, then the checklist."""
        plan, app = self.plan, self.coach
        self.found: dict[str, Finding] = {}
        if plan is None:
            return []
        rows: list[Row] = []
        found = findings(plan, app.today, grace_days=app.settings.grace_days)
        for mistake, heading in MISTAKES.items():
            group = [finding for finding in found if finding.mistake == mistake]
            if group:
                rows.append(Row(None, [heading, str(len(group))], heading=True))
            for finding in group:
                self.found[finding.key] = finding
                said = [(f"{finding.subject}: ", "bold"), (finding.reason, "")]
                first, *rest = wrap_spans(said, self._room)
                rows.append(Row(finding.key, [first], mark=LEVELS[finding.level], search=finding.reason))
                rows += [Row(None, [[("  ", ""), *line]]) for line in rest]
        items = checklist(plan, app.today, grace_days=app.settings.grace_days)
        done = sum(1 for item in items if item.done)
        rows.append(Row(None, ["Checklist", f"{done} of {len(items)}"], heading=True))
        for item in items:
            mark = ("✓", "good") if item.done else ("○", "warn")
            name = item.item[0].upper() + item.item[1:]
            rows.append(Row(f"check {item.item}", [name, (item.evidence, "dim")], mark=mark))
        return rows

    @property
    def finding(self) -> Finding | None:
        """The finding under the cursor."""
        return self.found.get(self.key)

    @property
    def record(self) -> Record | None:
        """The record that mends it, where there is one already."""
        finding = self.finding
        return self.coach.practice.find(finding.table, finding.uid) if finding and finding.uid else None

    def make_detail(self, key: str) -> list[Line]:
        """Why, and where it is mended."""
        finding, plan = self.finding, self.plan
        if finding is not None:
            noun = NOUNS[finding.table]
            field = noun.fields.get(finding.field)
            lines = [
                title(MISTAKES[finding.mistake]),
                Line("", finding.reason),
                Line("Rule", f"{finding.id}, {finding.level}"),
            ]
            if finding.subject:
                lines.append(Line("About", finding.subject))
            if field is not None:
                lines.append(Line("Field", f"{field.label}, {noun.noun}"))
            return lines
        if plan is None:
            return []
        item = next((i for i in checklist(plan, self.coach.today) if f"check {i.item}" == key), None)
        if item is None:
            return []
        state = ("✓ done", "good") if item.done else ("○ not yet", "warn")
        return [title(item.item), Line("", state), section("Evidence"), Line("", item.evidence)]

    def can_add(self) -> bool:
        """Findings are not added."""
        return False

    def can_delete(self) -> bool:
        """Findings go when they are mended."""
        return False

    def do_open(self) -> None:
        """The whole text where there is no room beside it; then the place that mends it."""
        finding = self.finding
        if self.open_detail() or finding is None:
            return
        place = PLACE_OF.get(finding.table, "evaluation")
        self.coach.go(place, finding.uid or finding.about)

    def do_edit(self) -> None:
        """The form that mends it."""
        record = self.record
        if record is not None:
            self.coach.open_form(record.table, record.uid)
