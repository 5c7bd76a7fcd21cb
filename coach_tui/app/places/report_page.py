"""A report before it leaves: what goes out, what is held back, and the text itself."""

from __future__ import annotations

from coach_tui.app.dialogues.report import ReportMade
from coach_tui.app.places.reading import ReadingPage
from coach_tui.app.widgets.detail import Line, section, title
from coach_tui.plan.report import count_words


class ReportPage(ReadingPage[ReportMade]):
    """One page, to be read from top to bottom; Enter writes it to a file: what leaves is what was seen."""

    title = "Report"
    keys = ("open", "copy")
    labels = {"open": "write it to a file"}  # noqa: RUF012 - the same for all

    @property
    def right_text(self) -> str:
        """For whom it is."""
        return f"for the {self.given.report.reader}" if self.given else ""

    def lines(self, given: ReportMade) -> list[Line]:
        """What goes out, what is held back, and the text."""
        report, text = given
        lines = [title(f"{report.view.plan.client.name}: what leaves for the {report.reader}")]
        rows = report.preview()
        lines.append(section("Goes out"))
        lines.append(Line("", " · ".join(count_words(kind, shown) for kind, shown, _, _ in rows if shown)))
        lines.append(section("Held back"))
        held = [
            Line(kind, ", ".join([*([f"{records} whole"] if records else []), *fields]))
            for kind, _, records, fields in rows
            if records or fields
        ]
        lines += held or [Line("", "nothing")]
        lines.append(section("As it leaves"))
        lines += [Line("", line) for line in ["", *text]]
        return lines

    def copy_text(self) -> str:
        """The report's text."""
        return "" if self.covered or self.given is None else "\n".join(self.given.text)

    def do_open(self) -> None:
        """Write it to a file."""
        from coach_tui.app.dialogues.report import write_report

        if self.given is not None:
            self.coach.talk(write_report(self.coach, self.given.report))
