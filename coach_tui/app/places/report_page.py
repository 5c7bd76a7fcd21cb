"""A report before it leaves: what goes out, what is held back, and the text itself."""

from __future__ import annotations

from coach_tui.app.dialogues.report import ReportMade
from coach_tui.app.places.reading import ReadingPage
from coach_tui.app.widgets.detail import Line, section, title
from coach_tui.exchange.report import Report


class ReportPage(ReadingPage):
    """One page, to be read from top to bottom; Enter writes it to a file."""

    title = "Report"
    keys = ("open", "copy")
    labels = {"open": "write it to a file"}  # noqa: RUF012 - the same for all

    def __init__(self) -> None:
        super().__init__()
        self.report: Report | None = None
        """The report that was made, as it was made: what leaves is what was seen."""
        self.text: list[str] = []
        """Its Markdown, by line."""

    def take(self, given: object) -> None:
        """The report, with its text."""
        assert isinstance(given, ReportMade)
        self.report, self.text = given

    @property
    def given(self) -> Report | None:
        """The report."""
        return self.report

    @property
    def right_text(self) -> str:
        """For whom it is."""
        return f"for the {self.report.reader}" if self.report else ""

    def lines(self) -> list[Line]:
        """What goes out, what is held back, and the text."""
        if self.report is None:
            return []
        lines = [title(f"{self.report.view.plan.client.name}: what leaves for the {self.report.reader}")]
        rows = self.report.preview()
        lines.append(section("Goes out"))
        lines.append(Line("", " · ".join(f"{kind} {shown}" for kind, shown, _, _ in rows if shown)))
        lines.append(section("Held back"))
        held = [
            Line(kind, ", ".join([*([f"{records} whole"] if records else []), *fields]))
            for kind, _, records, fields in rows
            if records or fields
        ]
        lines += held or [Line("", "nothing")]
        lines.append(section("As it leaves"))
        lines += [Line("", line) for line in ["", *self.text]]
        return lines

    def copy_text(self) -> str:
        """The report's text."""
        return "" if self.covered else "\n".join(self.text)

    def do_open(self) -> None:
        """Write it to a file."""
        from coach_tui.app.dialogues.report import write_report

        if self.report is not None:
            self.coach.talk(write_report(self.coach, self.report))
