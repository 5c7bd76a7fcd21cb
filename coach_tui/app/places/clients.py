"""Clients (9): everybody, with their engagements, and where each plan stands."""

from __future__ import annotations

from coach_tui.app.dialogues.questions import choose
from coach_tui.app.pages.record import STATUS_MARKS
from coach_tui.app.places.page_place import PagePlace
from coach_tui.app.widgets.drawing import Cell
from coach_tui.app.widgets.rows import Column, Row
from coach_tui.changes.clients import delete_client, delete_engagement, reopen_engagement
from coach_tui.plan.agenda import GRACED, next_review, review_words
from coach_tui.plan.client import Client, Engagement
from coach_tui.plan.dates import short
from coach_tui.plan.earlier import listed_engagements
from coach_tui.plan.ending import ending
from coach_tui.plan.insight_words import plain_day
from coach_tui.plan.package import package_of, used_words
from coach_tui.plan.page_line import PageLine
from coach_tui.plan.pause_moves import over_lately, put_off_now
from coach_tui.plan.practice import Plan
from coach_tui.plan.record import Record
from coach_tui.plan.standing import plan_status_words


class Clients(PagePlace):
    """A row a client; one more for each further engagement. Enter goes into the plan on a page."""

    title = "Clients"
    of_plan = False
    keys = ("add", "open", "edit", "close", "engage", "delete")
    columns = (
        Column(None, min=18),
        Column(14, drop=3, under=0),
        Column(15),
        Column(12, drop=1, under=2),
        Column(None, min=17),
    )
    kept = 58
    across = 61
    empty_text = (
        "No client yet.\n"
        "Press {add} to begin a plan: a name and one objective are enough; everything else may come later."
    )

    def empty_now(self) -> str:
        """Always the same: the first client."""
        return self.empty_text

    def make_rows(self) -> list[Row]:
        """By name."""
        app = self.coach
        rows = []
        for client in app.practice.clients:
            ordered = listed_engagements(app.practice, client.uid)
            name = client.name
            if not ordered:
                rows.append(Row(f"clients:{client.uid}", [(name, "bold"), "", ("no engagement", "dim")]))
            for number, engagement in enumerate(ordered):
                plan = Plan(app.practice, client, engagement)
                key = f"clients:{client.uid}" if number == 0 else f"engagements:{engagement.uid}"
                rows.append(self._row(plan, key, name if number == 0 else "", number))
        return rows

    def _row(self, plan: Plan, key: str, name: str, number: int) -> Row:
        app, engagement = self.coach, plan.engagement
        mark, style, status, said, late = "", "dim", "", "", False
        if engagement.closed_on:
            status, said = "closed", f"on {plain_day(engagement.closed_on, app.today)}"
            until = plan.client.retention_on
            said += f", kept until {plain_day(until, app.today)}" if until else ""
        elif engagement.state(app.today) == "paused":
            status, said = "paused", (engagement.pause_on(app.today) or {}).get("reason", "")
        else:
            status = plan_status_words(plan, app.today)
            mark, style = STATUS_MARKS.get(status, ("·", "dim"))
            review = next_review(plan, app.today, app.settings.grace_days)
            said, late = "no review planned", review.nags is not None
            end = ending(plan, app.today, app.settings.end_days)
            if end:
                said = end.words(app.today)
            elif (over := over_lately(plan, app.today)) and not put_off_now(plan, over, app.today):
                said = f"pause over: {app.key_of('pause')} moves what lies ahead"
            elif review.put_off_until:
                said = f"put off until {short(review.put_off_until, app.today)}"
            elif review.on:
                said = f"review {_in_short(review_words(review, app.today))}"
        first = (name, "bold") if name else (f"  since {plain_day(engagement.start, app.today)}", "dim")
        used = used_words(package_of(plan))
        cells: list[Cell] = [
            first,
            (engagement.type, "dim"),
            (status, style),
            used,
            (said, "bad" if late else "dim"),
        ]
        return Row(key, cells, mark=(mark, style), search=plan.client.role)

    @property
    def engagement(self) -> Engagement | None:
        """The engagement of the row: the client's current one, or the further one."""
        record = self.row_record
        if isinstance(record, Engagement):
            return record
        return self.coach.practice.current(record.uid) if record else None

    @property
    def plan_here(self) -> Plan | None:
        """The plan of the row's engagement."""
        engagement = self.engagement
        return self.coach.practice.plan(self.client_here, engagement.uid) if engagement else None

    @property
    def client_here(self) -> str:
        """The client of the row."""
        record = self.row_record
        if record is None:
            return ""
        return record.uid if isinstance(record, Client) else str(record.raw["client"])

    def followed_by(self, key: str) -> list[PageLine]:
        """All that is stored of the client and of each engagement."""
        from coach_tui.app.pages.plan_page import field_lines

        client = self.coach.practice.client(self.client_here)
        engagements = listed_engagements(self.coach.practice, self.client_here)
        return [line for one in (client, *engagements) if one for line in field_lines(self.coach, one)]

    def can_add(self) -> bool:
        """Always."""
        return True

    def do_add(self) -> None:
        """Begin a plan."""
        self.open_form("clients")

    def go_on(self) -> None:
        """To what the page's line says; of a client without a plan to the objectives."""
        if self.row_plan is None and self.row_record is not None:
            self.coach.choose_client(self.client_here)
            self.coach.go("objectives")
        else:
            super().go_on()

    def do_edit(self) -> None:
        """Ask which: the client, or the engagement; in the page what its line speaks of."""
        record, engagement = self.record, self.engagement
        if not self.on_part:
            self.coach.refuse_names(Client)
        if self.on_page or record is None or engagement is None or isinstance(record, Engagement):
            super().do_edit()
            return
        self.coach.talk(self._ask_which(record.uid, engagement.uid))

    async def _ask_which(self, client: str, engagement: str) -> None:
        answers = {"c": "client", "e": "engagement"}
        if await choose(self.coach, "Edit", answers, ahead=True) == "c":
            self.open_form("clients", client)
        else:
            self.open_form("engagements", engagement)

    def do_delete(self) -> None:
        """Ask first: a whole plan goes. It can still be taken back."""
        if self.on_part:
            super().do_delete()
        elif self.record is not None:
            self.coach.talk(self._ask_delete(self.record))

    async def _ask_delete(self, record: Record) -> None:
        coach, uid = self.coach, record.uid
        verb, what = delete_engagement, "this engagement and its plan"
        if isinstance(record, Client):
            verb, what = delete_client, f"{record.name} and everything about them"
        question = f"Delete {what}? {coach.key_of('undo')} can take it back"
        if await choose(coach, question, {"y": "yes", "n": "no"}) == "y":
            coach.said(await coach.written(lambda: verb(coach.desk, uid)))

    def can_close(self) -> bool:
        """There must be an engagement; in the page what its line speaks of must have an end."""
        return super().can_close() if self.on_part else self.engagement is not None

    def do_close(self) -> None:
        """To the page of the engagement's end; of a closed one ask whether it is opened again."""
        if self.on_part:
            super().do_close()
        elif self.engagement is not None:
            self.coach.talk(self._close(self.engagement))

    async def _close(self, engagement: Engagement) -> None:
        from coach_tui.app.dialogues.closed_page import ClosedTalk
        from coach_tui.app.dialogues.end_page import ask_end

        coach = self.coach
        plan = coach.practice.plan(self.client_here, engagement.uid)
        if plan is None:
            return
        if engagement.open:
            await ask_end(coach, plan)
            return
        question = f"Closed on {short(engagement.closed_on or coach.today, coach.today)}"
        answers = {"o": "open it again", "p": "the page of its end"}
        if await choose(coach, question, answers, ahead=True) == "p":
            await ClosedTalk(coach, plan).hold()
        else:
            coach.said(await coach.written(lambda: reopen_engagement(coach.desk, engagement.uid)))

    def can_erase(self) -> bool:
        """A client must be selected."""
        return bool(self.client_here)

    def do_erase(self) -> None:
        """Erase the client for good."""
        from coach_tui.app.dialogues.erase import ask_erase

        client = self.coach.practice.client(self.client_here)
        if client is not None:
            self.coach.talk(ask_erase(self.coach, client))

    def can_engage(self) -> bool:
        """A client whose engagements are all closed."""
        client = self.client_here
        return bool(client) and not any(e.open for e in self.coach.practice.engagements(client))

    def do_engage(self) -> None:
        """Start a new engagement."""
        start = {"start": self.coach.today.isoformat(), "review_every": "2 weeks"}
        self.open_form("engagements", engagement=self.client_here, start=start)


def _in_short(said: str) -> str:
    """How a review stands, in a narrow column: what of its words tells most."""
    return said.removesuffix(GRACED)
