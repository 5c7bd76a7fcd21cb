"""Which place is shown, whose plan it shows, and where a page leads back to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from textual.containers import Container

    from coach_tui.app.coach import Coach
    from coach_tui.app.command import Command
    from coach_tui.app.places.place import Place
    from coach_tui.plan.practice import Plan

HOME = "today"


class Stage:
    """The places that were made, by id, with one of them in view."""

    def __init__(self, coach: Coach, commands: Mapping[str, Command]) -> None:
        self._coach = coach
        self._commands = commands
        self.made: dict[str, Place] = {}
        self.shown = HOME
        self.client = self.engagement = ""
        self._trail: list[str] = []
        """From where the page that is shown was asked for, and from where that was."""

    def open(self) -> Place:
        """The first place, filled."""
        place = self._make(HOME)
        self._fill(place)
        return place

    def _make(self, place_id: str) -> Place:
        make = self._commands[place_id].place
        assert make is not None, place_id
        self.made[place_id] = place = cast("Place", make())
        return place

    def _fill(self, place: Place) -> None:
        """From the practice; what was made with names is covered while they are hidden."""
        if place.names_people and self._coach.practice.tells():
            place.cover()
        else:
            place.load()
        place.stale = False

    @property
    def place(self) -> Place:
        """The place that is shown."""
        return self.made[self.shown]

    @property
    def before_page(self) -> Place:
        """The place from which a page was asked for."""
        return self.made[self._trail[-1] if self._trail else HOME]

    @property
    def plan(self) -> Plan | None:
        """The plan of the client whose plan is shown."""
        if not self.client:
            return None
        return self._coach.practice.plan(self.client, self.engagement or None)

    def choose(self, client: str, engagement: str = "") -> None:
        """Make a client's plan (uids) the one that the places show."""
        if (client, engagement) != (self.client, self.engagement):
            self.client, self.engagement = client, engagement
            for place in self.made.values():
                place.stale = place.stale or place.of_plan

    async def show(
        self, body: Container, place_id: str, record: str = "", given: object = None, *, settle: bool = True
    ) -> None:
        """Bring a place into view, with the cursor on a record; with `settle`, of the client selected."""
        place = self.made.get(place_id)
        if place is None:
            place = self._make(place_id)
            place.display = False
            await body.mount(place)
        before = self.made.get(self.shown)
        if place.of_plan:
            self.settle_client(before if settle else None)
        if self._commands[place_id].page:
            place.stale = True
            self._lead_back(place_id)
        else:
            self._trail.clear()
        if given is not None:
            place.take(given)
        self.shown = place_id
        if place.stale:
            self._fill(place)
        if before is not place:
            place.display = True
            if before is not None:
                before.display = False
        if record:
            place.show_list()
            place.show_record(record)
        self._coach.show_lines()

    def list_again(self, place_id: str) -> None:
        """A place shows what it lists: of the one in view all, whatever was opened or filtered there."""
        place = self.made.get(place_id)
        if place is None:
            return
        place.show_list()
        if place_id == self.shown:
            place.drop_filter()

    def _lead_back(self, page: str) -> None:
        """A page leads back to where it was asked for, step by step."""
        if page in self._trail:
            del self._trail[self._trail.index(page) :]
        elif page != self.shown:
            self._trail.append(self.shown)

    def settle_client(self, before: Place | None) -> None:
        """A plan place shows the client selected where one comes from, else the one shown last."""
        practice = self._coach.practice
        here = before.client_here if before is not None else ""
        if here and here != self.client:
            self.choose(here)
        if self.engagement and practice.find("engagements", self.engagement) is None:
            self.engagement = ""
        if practice.client(self.client) is None:
            clients = practice.clients
            self.choose(clients[0].uid if clients else "")

    def step_client(self, step: int) -> None:
        """The next client's plan, or the one before."""
        clients = [client.uid for client in self._coach.practice.clients]
        if not clients or not self.place.of_plan:
            return
        index = clients.index(self.client) + step if self.client in clients else 0
        self.choose(clients[index % len(clients)])
        self.reload()

    def mark_stale(self) -> None:
        """Every place fills itself anew when it is shown."""
        for place in self.made.values():
            place.stale = True

    def drop_filters(self) -> None:
        """Lists show all again: a text that they were filtered by may be a name."""
        for place in self.made.values():
            place.drop_filter()

    def reload(self) -> None:
        """Fill the place that is shown from the practice."""
        place = self.place
        if place.of_plan:
            gone = self.client and self._coach.practice.client(self.client) is None
            self.settle_client(None)
            if gone:
                # another client's plan in its place could be taken for this one's
                self._coach.go("clients")
                return
        self._fill(place)
        self._coach.show_lines()

    def back(self) -> bool:
        """One step back in a place, or from a page to where it was asked for; False where there is none."""
        if self.place.back():
            self._coach.show_lines()
            return True
        if self._commands[self.shown].page:
            self._coach.go(self._trail[-1] if self._trail else HOME)
            return True
        return False

    def forget(self, client: str) -> None:
        """Keep nothing of a client (uid) who was erased."""
        if self.client == client:
            self.choose("")
        for name in [name for name in self.made if name != self.shown]:
            self.made.pop(name).remove()
        self._trail.clear()
        self.mark_stale()
        self.reload()
