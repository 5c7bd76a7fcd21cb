"""Insights of all clients: whose plan is off track, stalled or falling and why; what strategies came to."""

from __future__ import annotations

from typing import ClassVar

from coach_tui.app.pages.insight import measure_outlook
from coach_tui.app.pages.insight_drawn import LOW_CHART
from coach_tui.app.pages.record import STATUS_MARKS
from coach_tui.app.places.place import ListPlace
from coach_tui.app.widgets.detail import Line, section, title
from coach_tui.app.widgets.drawing import Cell, Span
from coach_tui.app.widgets.rows import Column, Row
from coach_tui.plan.across import ClientView, across
from coach_tui.plan.insight import insights
from coach_tui.plan.insight_words import kind_words
from coach_tui.plan.kinds import kinds
from coach_tui.plan.practice import Plan
from coach_tui.plan.progress import NEEDS_ATTENTION, OFF_TRACK, OVERDUE
from coach_tui.plan.standing import plan_status_words

MARKS = {
    OVERDUE: ("!", "bad"),
    OFF_TRACK: ("!", "bad"),
    NEEDS_ATTENTION: ("~", "warn"),
}
"""The mark of a trouble; others have the one of a warning."""
WARN = ("~", "warn")
REASONS = 8
"""Reasons why strategies of a kind were dropped that a page lists at most."""


class Across(ListPlace):
    """A row a client, what is worst first; never sorted by scores."""

    title = "Insights"
    of_plan = False
    keys = ("open", "everyone", "checkin")
    labels: ClassVar[dict[str, str]] = {"everyone": "one client"}
    leads = "the client's insights"
    columns = (Column(20), Column(12), Column(None, min=20))
    empty_text = (
        "No plan is running.\n"
        "Who is off track, stalled or falling stands here, once there are clients: "
        "press {clients} and then {add}."
    )

    def make_rows(self) -> list[Row]:
        """The clients, then the kinds of strategies."""
        app = self.coach
        self.views = {view.plan.engagement.uid: view for view in across(app.practice, app.today)}
        if not self.views:
            return []
        rows = [row for view in self.views.values() for row in self._rows(view)]
        troubled = sum(1 for view in self.views.values() if view.troubles)
        head: Cell = f"{troubled} of {len(self.views)} need a look"
        rows.insert(0, Row(None, ["All clients, what is worst first", head], heading=True))
        self.kinds = {count.kind: count for count in kinds(app.practice)}
        if self.kinds:
            rows.append(Row(None, ["Strategies of all clients, by kind"], heading=True))
        for count in self.kinds.values():
            rows.append(Row(f"kinds:{count.kind}", [count.kind, kind_words(count)]))
        return rows

    def _rows(self, view: ClientView) -> list[Row]:
        """The client with the worst of it, then every reason in full width."""
        name = (view.client.name, "bold")
        key = f"engagements:{view.plan.engagement.uid}"
        if not view.troubles:
            status = plan_status_words(view.plan, self.coach.today)
            return [Row(key, [name, (status, "dim")], mark=STATUS_MARKS.get(view.status, ("·", "dim")))]
        kinds = list(dict.fromkeys(trouble.kind for trouble in view.troubles))
        mark = MARKS.get(kinds[0], WARN)
        search = " ".join([name[0], *(f"{trouble.kind} {trouble.reason}" for trouble in view.troubles)])
        said: list[Span] = [(kinds[0], mark[1]), ("".join(f", {kind}" for kind in kinds[1:]), "dim")]
        reasons = [Row(None, [f"  {trouble.reason}"], search=search) for trouble in view.troubles]
        return [Row(key, [name, said], mark=mark, search=search), *reasons]

    @property
    def view(self) -> ClientView | None:
        """What is known of the client under the cursor."""
        return self.views.get(self.key.partition(":")[2]) if self.list.rows else None

    @property
    def plan_here(self) -> Plan | None:
        """The plan of the row."""
        view = self.view
        return view.plan if view else None

    @property
    def client_here(self) -> str:
        """The client of the row."""
        view = self.view
        return view.client.uid if view else ""

    def show_record(self, uid: str) -> bool:
        """The row of an engagement, or of a client."""
        for key, view in self.views.items():
            if uid in (key, view.client.uid):
                return self.list.go_to(f"engagements:{key}")
        return False

    def make_detail(self, key: str) -> list[Line]:
        """Everything that is not well, with the chart of the worst objective; or why a kind was dropped."""
        view = self.view
        if view is None:
            return self._kind(key.partition(":")[2])
        lines = [title(view.client.name)]
        mark, style = STATUS_MARKS.get(view.status, ("", "dim"))
        lines.append(Line("The plan", (f"{mark} {view.status or 'no open objective'}", style)))
        lines += [
            Line(
                trouble.kind.capitalize(), (trouble.reason, MARKS.get(trouble.kind, WARN)[1] if not n else "")
            )
            for n, trouble in enumerate(view.troubles)
        ]
        if not view.troubles:
            lines.append(Line("", "Nothing is off track, stalled or falling."))
        found = insights(view.plan, self.coach.today)
        uid = next((trouble.uid for trouble in view.troubles if trouble.uid), "")
        for one in found.objectives:
            if one.objective.open and one.objective.uid == (uid or one.objective.uid):
                lines.append(section(one.objective.title))
                for measure in one.measures[:1]:
                    lines += measure_outlook(found.today, measure, LOW_CHART + 2)[1:]
                break
        return lines

    def _kind(self, kind: str) -> list[Line]:
        count = self.kinds.get(kind)
        if count is None:
            return []
        lines = [title(f"Strategies of the kind “{kind}”"), Line("", kind_words(count))]
        reasons = [reason for reason in count.reasons if reason]
        if reasons:
            lines.append(section("Why they were dropped, the latest first"))
        return lines + [Line("", reason) for reason in reasons[:REASONS]]

    def can_open(self) -> bool:
        """Something must be selected."""
        return bool(self.key)

    def do_open(self) -> None:
        """The client's page, from there to the client's insights; the page of a kind of strategies."""
        view = self.view
        if self.open_detail() or view is None:
            return
        self.coach.choose_client(view.client.uid, self._engagement(view))
        self.coach.go("insights", chosen=True)

    def _engagement(self, view: ClientView) -> str:
        """The engagement to name: none where it is the client's current one."""
        current = self.coach.practice.current(view.client.uid)
        uid = view.plan.engagement.uid
        return "" if current is not None and current.uid == uid else uid

    def do_everyone(self) -> None:
        """The client under the cursor alone."""
        if self.view is not None:
            self.do_open()
        else:
            self.coach.go("insights", chosen=True)
