"""A client's reply before it is taken in: what it says, what is not clear, what was left out."""

from __future__ import annotations

from coach_tui.app.dialogues.client_forms import ReplyRead, take_in_reply
from coach_tui.app.places.reading import ReadingPage
from coach_tui.app.widgets.detail import Line, section, title

SHORT = 60
"""Signs up to which an answer stands beside what it answers."""


class ReplyPage(ReadingPage[ReplyRead]):
    """One page; Enter takes the reply in."""

    title = "Reply"
    keys = ("open",)
    labels = {"open": "take it in"}  # noqa: RUF012 - the same for all

    @property
    def right_text(self) -> str:
        """Whose it is."""
        client = self.coach.practice.client(self.given.answers.plan.client.uid) if self.given else None
        return client.name if client else ""

    def lines(self, given: ReplyRead) -> list[Line]:
        """What it says, what is not clear or far from anything before, what was left out."""
        answers = given.answers
        lines = [title(answers.heading)]
        if given.known:
            differs = f"; it differs in {given.differs}, and takes the place of that" if given.differs else ""
            lines.append(Line("", (f"! {given.known}{differs}", "warn")))
        if answers.faults:
            lines.append(section("Not clear"))
            lines += [Line("", (f"! {fault}", "warn")) for fault in answers.faults]
        if answers.far_off:
            lines.append(section("Is it meant so?"))
            lines += [Line("", (f"! {said}", "warn")) for said in answers.far_off]
        lines.append(section("What it says"))
        for name, said in answers.taken:
            if "\n" in said or len(name) + len(said) > SHORT:
                lines += [Line("", (name, "dim")), Line("", said)]
            else:
                lines.append(Line("", [(f"{name}  ", "dim"), (said, "")]))
        if answers.missing:
            lines += [section("Not answered"), *(Line("", f"· {name}") for name in answers.missing)]
        if answers.left_out:
            lines += [section("Left out"), *(Line("", f"· {words}") for words in answers.left_out)]
        return lines

    def do_open(self) -> None:
        """Take it in."""
        if self.given is not None:
            self.coach.talk(take_in_reply(self.coach, self.given))
