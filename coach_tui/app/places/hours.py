"""The hours log: each client's hours, and the sums against what credentials ask for."""

from __future__ import annotations

import os
from datetime import date

from coach_tui.app.places.place import ListPlace
from coach_tui.app.widgets.detail import Line, section, title
from coach_tui.app.widgets.drawing import Cell
from coach_tui.app.widgets.rows import Column, Row
from coach_tui.exchange.credentials import load_credentials
from coach_tui.plan.dates import short
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import plain_number
from coach_tui.plan.group import together
from coach_tui.plan.hours import Goal, Log, hours_log
from coach_tui.plan.hours_words import hours_words, left_out_words, twice_words
from coach_tui.store.paths import config_path

GOAL = "goal:"


class HoursLog(ListPlace):
    """A row a client, alone or in a group; `e` notes the consent to be named."""

    title = "Hours log"
    of_plan = False
    keys = ("open", "edit", "copy")
    columns = (Column(None), Column(11, drop=2), Column(7, "right"), Column(6, "right"), Column(10, drop=1))
    empty_text = "No session was held yet: {session} holds one."

    def make_rows(self) -> list[Row]:
        """Clients, sums, credentials."""
        app = self.coach
        try:
            self.rules = load_credentials(config_path(os.environ))
        except BadInput as error:
            return [Row(None, [(str(error), "bad"), "", "", "", ""])]
        self.hours: Log = hours_log(app.practice, app.today, most=self.rules.most)
        log = self.hours
        if not log.held:
            return []
        rows = [*self._client_rows(log), Row(None, ["All"], heading=True), _sums(log)]
        if self.rules.goals:
            rows.append(Row(None, [f"Credentials; rules change: {self.rules.check}"], heading=True))
        return rows + [_goal_row(goal, log, app.today) for goal in self.rules.goals]

    def _client_rows(self, log: Log) -> list[Row]:
        """The hours with each client, by kind."""
        rows = [Row(None, ["Hours paid, pro bono; consent to be named"], heading=True)]
        for row in log.rows:
            rows.append(
                Row(
                    row.key,
                    [
                        together(row.client.name, [one.name for one in row.others], narrow=True),
                        (row.kind, "dim"),
                        hours_words(row.paid),
                        hours_words(row.pro_bono),
                        (_consent(row.consent, self.coach.today), "dim"),
                    ],
                )
            )
        return rows

    def make_detail(self, key: str) -> list[Line]:
        """A client's sessions; the sums; or what is asked and what there is."""
        log, today = self.hours, self.coach.today
        if key == "all" or key.startswith(GOAL):
            lines = [title("All hours")]
            lines += [
                Line("Individual", f"{hours_words(log.individual)} h"),
                Line("With groups", f"{hours_words(log.group)} h"),
                Line("Sessions", str(len(log.held))),
            ]
            for goal in self.rules.goals:
                lines.append(section(goal.name))
                for what, now, asked in goal.against(log, today):
                    style = "good" if now >= asked else ""
                    lines.append(Line(what, (f"{plain_number(now)} of {plain_number(asked)}", style)))
            told = [*twice_words(log), *left_out_words(log, self.rules.most)]
            return lines + ([section("Left out"), *[Line("", line) for line in told]] if told else [])
        row = next(one for one in log.rows if one.key == key)
        lines = [title(row.client.name)]
        if row.others:
            lines.append(Line("With", "\n".join(person.name for person in row.others)))
        lines.append(Line("Kind", row.kind))
        if row.contact:
            lines.append(Line("Contact", row.contact))
        lines.append(section("Sessions"))
        people = {one.uid for one in row.people}
        for held in reversed(log.held):
            if held.group == row.group and {one.uid for one in held.people} == people:
                paid = "paid" if held.paid else "pro bono"
                on = short(date.fromisoformat(held.on), today)
                lines.append(Line(on, f"{plain_number(held.minutes)} min, {paid}"))
        return lines

    def do_open(self) -> None:
        """The page takes its turn."""
        self.open_detail()

    def do_edit(self) -> None:
        """Note the client's consent to be named."""
        uid = (self.key or "").partition(":")[0]
        if self.coach.practice.client(uid):
            self.open_form("clients", uid, field="log_consent_on")


def _consent(told: str, today: date) -> str:
    """Since when a client may be named in the log; a dash where nothing is noted."""
    try:
        return short(date.fromisoformat(told), today)
    except ValueError:
        return told or "–"


def _sums(log: Log) -> Row:
    """The hours with all clients together."""
    count = f"{log.clients} client{'s' if log.clients != 1 else ''}"
    cells: list[Cell] = [
        (count, "bold"),
        "",
        (hours_words(log.paid), "bold"),
        (hours_words(log.pro_bono), "bold"),
        "",
    ]
    return Row("all", cells)


def _goal_row(goal: Goal, log: Log, today: date) -> Row:
    """How far the hours reach for a credential."""
    share = min(now / asked for _, now, asked in goal.against(log, today))
    reached = share >= 1
    mark = ("✓", "good") if reached else ("·", "dim")
    state = ("reached", "good") if reached else ("not yet", "dim")
    percent = f"{min(100, int(share * 100))}%"
    return Row(f"{GOAL}{goal.name}", [f"{goal.name}, {goal.hours:g} h", "", percent, "", state], mark=mark)
