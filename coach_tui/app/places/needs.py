"""Needs assessment (2): rounds, the client's own view; gaps by priority, strengths, what serves them."""

from __future__ import annotations

from functools import partial
from typing import TypeVar

from coach_tui.app.dialogues.questions import choose
from coach_tui.app.places.record_place import RecordPlace, record_key
from coach_tui.app.widgets.detail import Line
from coach_tui.app.widgets.drawing import Cell
from coach_tui.app.widgets.rows import Column, Row
from coach_tui.plan.assessment import KIND_NAMES, Assessment
from coach_tui.plan.fields import plain_number
from coach_tui.plan.insight_words import figure
from coach_tui.plan.need import Need
from coach_tui.plan.practice import Plan
from coach_tui.plan.round import Round

HEADINGS = {"gap": "Gaps, by priority", "weakness": "Weaknesses", "strength": "Strengths", "value": "Values"}
COLUMNS = (
    Column(None, min=22),
    Column(9, drop=1),
    Column(5, "right"),
    Column(3, "right", drop=1),
    Column(None, min=14),
)

Page = TypeVar("Page", Round, Assessment)


class Needs(RecordPlace):
    """The rounds, assessments and needs of a plan; Enter on one of the first two opens its page here."""

    title = "Needs assessment"
    keys = ("add", "open", "edit", "follow", "close", "delete")
    adds = Need
    columns = COLUMNS
    empty_text = (
        "No needs assessed yet.\n"
        "Strengths, weaknesses, gaps and values, by their source: self, manager, a 360, a test.\n"
        "Press {add} to add the first, or to begin a 360 round or a pulse.\n"
        "It also asks the client for a self-assessment, such as a wheel of life, or an intake."
    )
    made_to_measure = True
    opened = ""
    """The uid of the round or assessment whose page is shown, "" for none."""

    @property
    def asked(self) -> Round | None:
        """The round whose page is open, or the one under the cursor."""
        return self._here(Round)

    @property
    def shown_round(self) -> Round | None:
        """The round whose page is open; it belongs to the plan shown."""
        return self._shown(Round)

    @property
    def own(self) -> Assessment | None:
        """The assessment whose page is open, or the one under the cursor."""
        return self._here(Assessment)

    @property
    def shown_own(self) -> Assessment | None:
        """The assessment whose page is open; it belongs to the plan shown."""
        return self._shown(Assessment)

    def _here(self, noun: type[Page]) -> Page | None:
        """The one of a noun whose page is open, or the one under the cursor."""
        record = self.coach.practice.find(noun.table, self.opened) if self.opened else self.record
        return record if isinstance(record, noun) else None

    def _shown(self, noun: type[Page]) -> Page | None:
        """The same, only where its page is open; it belongs to the plan shown."""
        plan, record = self.plan, self._here(noun)
        return record if self.opened and plan and record and record.plan == plan.engagement.uid else None

    @property
    def right_text(self) -> str:
        """What the page that is open is of."""
        asked, own = self.shown_round, self.shown_own
        if own is not None:
            state = "asked" if own.waits else "answered" if own.answered else "dropped"
            return f"{KIND_NAMES[own.kind]}, {state}"
        return "" if asked is None else f"{asked.kind}, {'open' if asked.open else 'closed'}"

    def make_rows(self) -> list[Row]:
        """Rounds, assessments, then kind by kind, gaps sorted by priority; or the page that is open."""
        plan, asked, own = self.plan, self.shown_round, self.shown_own
        if plan is not None and own is not None:
            from coach_tui.app.pages import assessment

            self.list.columns = list(assessment.COLUMNS)
            return assessment.assessment_rows(self.coach, plan, own)
        if plan is None or asked is None:
            self.opened = ""
            self.list.columns = list(COLUMNS)
            return self.with_room(partial(self._rows, plan)) if plan else []
        from coach_tui.app.pages import round_rows as rounds
        from coach_tui.plan.rating import results

        compared = not asked.open and results(plan, asked).before is not None
        self.list.columns = list(rounds.OPEN_COLUMNS if asked.open else rounds.closed_columns(compared))
        return rounds.page_rows(self.coach, plan, asked)

    def _rows(self, plan: Plan, told: bool) -> list[Row]:
        """All of them; the needs with what is noted of each where that is to be `told`."""
        return self._rounds(plan) + self._assessments(plan) + self._needs(plan, told)

    def _rounds(self, plan: Plan) -> list[Row]:
        found = list(reversed(plan.rounds))
        if not found:
            return []
        from coach_tui.app.pages.round_rows import said_of
        from coach_tui.plan.rating import counts

        rows = [Row(None, ["Rounds"], heading=True)]
        for asked in found:
            kind = (asked.kind, "dim")
            mark = ("○", "accent") if asked.open else ("·", "dim")
            title = [
                (f"{asked.title}  ", ""),
                kind,
                ("  ", ""),
                *said_of(asked, counts(plan, asked), self.coach),
            ]
            rows.append(Row(record_key(asked), [title], mark=mark))
        return rows

    def _assessments(self, plan: Plan) -> list[Row]:
        found = list(reversed(plan.assessments))
        if not found:
            return []
        from coach_tui.app.pages.assessment import told_of

        rows = [Row(None, ["The client's own view"], heading=True)]
        for own in found:
            mark = ("○", "accent") if own.waits else ("·", "dim")
            title = [(f"{own.title}  ", ""), (f"{own.kind}  ", "dim"), *told_of(plan, own, self.coach)]
            rows.append(Row(record_key(own), [title], mark=mark))
        return rows

    def _needs(self, plan: Plan, told: bool) -> list[Row]:
        rows = []
        for kind, heading in HEADINGS.items():
            needs = [need for need in plan.needs if need.kind == kind]
            if kind == "gap":
                needs.sort(key=lambda need: -(need.priority or 0))
            if needs:
                rows.append(Row(None, [heading], heading=True))
            rows += [self._row(plan, need, told) for need in needs]
        return rows

    def _row(self, plan: Plan, need: Need, told: bool) -> Row:
        levels = ""
        if need.current is not None or need.target is not None:
            ends = [
                plain_number(value) if value is not None else "?" for value in (need.current, need.target)
            ]
            levels = " → ".join(ends)
        served = [o.title for o in plan.objectives if o.uid in need.objectives]
        served += [s.title for s in plan.strategies if need.uid in s.needs]
        if need.not_now:
            what, style = f"not now: {need.not_now}", "dim"
        elif served:
            what, style = ", ".join(served), ""
        else:
            what, style = ("served by nothing", "warn") if need.kind in ("gap", "weakness") else ("", "")
        mark = ("~", "warn") if style == "warn" else ("·", "dim")
        priority = figure(need.priority) if need.priority is not None else ""
        cells: list[Cell] = [need.title, (need.source, "dim"), levels, priority, (what, style)]
        noted: list[Cell] = [(need.note, "dim"), ""] if told and need.note else []
        return Row(record_key(need), cells, mark=mark, under=noted)

    def make_detail(self, key: str) -> list[Line]:
        """Everything the plan holds for it; for a round or an assessment, how it stands."""
        plan, asked, own = self.plan, self.asked, self.own
        if plan is not None and own is not None:
            from coach_tui.app.pages import assessment

            if self.opened:
                return assessment.assessment_page_detail(self.coach, plan, own, key)
            return assessment.assessment_detail(self.coach, plan, own)
        if plan is not None and asked is not None:
            from coach_tui.app.pages.round import page_detail, round_detail

            if self.opened:
                return page_detail(self.coach, plan, asked, key)
            return round_detail(self.coach, plan, asked)
        return super().make_detail(key)

    # Opening and leaving a round's page

    def do_open(self) -> None:
        """The page of a round or an assessment; else as everywhere."""
        found = self.asked or self.own
        if self.opened or found is None:
            super().do_open()
            return
        self.opened = found.uid
        self.load()
        self.list.first()
        self.coach.show_lines()

    def show_list(self) -> None:
        """The list of all, from the page of one."""
        super().show_list()
        if self.opened:
            was, self.opened = self.opened, ""
            self.load()
            self.show_record(was)

    def back(self) -> bool:
        """From a page back to the list."""
        if self.turned:
            self.remove_class("turned")
        elif self.list.filter_text or not self.opened:
            return super().back()
        else:
            self.show_list()
        return True

    def show_record(self, uid: str) -> bool:
        """A record of the list, or a rater of the page that is open."""
        if super().show_record(uid):
            return True
        if not self.opened or not any(
            self.coach.practice.find(table, uid) for table in ("needs", "rounds", "assessments")
        ):
            return False
        self.opened = ""
        self.load()
        return super().show_record(uid)

    # What can be done

    def can_add(self) -> bool:
        """Nothing is added to a round that is closed."""
        asked = self.shown_round
        return super().can_add() and (asked is None or asked.open)

    def do_add(self) -> None:
        """A need, a round or an assessment; on a round's page raters or answers, on the other's answers."""
        plan, asked, own = self.plan, self.shown_round, self.shown_own
        if plan is not None and own is not None:
            from coach_tui.app.dialogues.assessment import ask_own_answers

            self.coach.talk(ask_own_answers(self.coach, plan, own))
        elif plan is not None:
            self.coach.talk(self._ask_what(plan) if asked is None else self._ask_who(plan, asked))

    async def _ask_what(self, plan: Plan) -> None:
        """A need, a round, or what the client is asked for."""
        answers = {"n": "need", "r": "360 round", "p": "pulse", "s": "self-assessment", "i": "intake"}
        key = await choose(self.coach, "Add", answers, ahead=True)
        if key == "n":
            self.open_form("needs", engagement=plan.engagement.uid)
            return
        if key in ("s", "i"):
            from coach_tui.app.dialogues.assessment import ask_for

            await ask_for(self.coach, plan, "self" if key == "s" else "intake")
            return
        from coach_tui.app.dialogues.round import begin_kind

        await begin_kind(self.coach, plan, "360" if key == "r" else "pulse")

    async def _ask_who(self, plan: Plan, asked: Round) -> None:
        """Raters of a round, or what one of them answers."""
        from coach_tui.app.dialogues.round import ask_answers, ask_invited

        rater = self.key.partition(":")[2] if self._on_rater() else ""
        answers = {"r": "raters", "t": "answers taken down in an interview"}
        if await choose(self.coach, "Add", answers, ahead=True) == "r":
            await ask_invited(self.coach, plan, asked)
        else:
            await ask_answers(self.coach, plan, asked, rater)

    def do_edit(self) -> None:
        """The form; of a round without what is locked."""
        asked, plan, own = self.asked, self.plan, self.own
        if plan is not None and own is not None:
            from coach_tui.app.dialogues.assessment import edit_asked

            self.coach.talk(edit_asked(self.coach, plan, own))
            return
        if asked is None or plan is None or isinstance(self.record, Need) or self._on_rater():
            super().do_edit()
            return
        from coach_tui.app.dialogues.round import edit_round

        self.coach.talk(edit_round(self.coach, plan, asked))

    def can_edit(self) -> bool:
        """A record, or what the page that is open is of."""
        return self.asked is not None or self.own is not None or super().can_edit()

    def _on_rater(self) -> bool:
        return self.key.startswith("raters:")

    def do_delete(self) -> None:
        """A round asks first where answers would go with it."""
        asked, plan = self.asked, self.plan
        if self.opened or asked is None or plan is None:
            super().do_delete()
            return
        from coach_tui.app.dialogues.round import ask_delete

        self.coach.talk(ask_delete(self.coach, plan, asked))

    def can_close(self) -> bool:
        """A round that is open, or an assessment that is not answered."""
        asked, own = self.asked, self.own
        return (asked is not None and asked.open) or (own is not None and not own.answered)

    def do_close(self) -> None:
        """Close the round after a question; wait for an assessment's answer no more, or again."""
        asked, plan, own = self.asked, self.plan, self.own
        if own is not None:
            from coach_tui.app.dialogues.assessment import drop_asked

            self.coach.talk(drop_asked(self.coach, own))
        elif asked is not None and plan is not None:
            from coach_tui.app.dialogues.round import ask_close_round

            self.coach.talk(ask_close_round(self.coach, plan, asked))

    def can_item_set(self) -> bool:
        """A round or an assessment."""
        return self.asked is not None or self.own is not None

    def do_item_set(self) -> None:
        """Keep what it asks as a set."""
        from coach_tui.app.dialogues.round import keep_item_set

        found = self.asked or self.own
        if found is not None:
            self.coach.talk(keep_item_set(self.coach, found))

    def can_follow(self) -> bool:
        """An item of a closed round or an answered assessment, or a gap or weakness."""
        asked, own = self.shown_round, self.shown_own
        if own is not None:
            return own.answered and self.key.startswith("item:")
        if asked is not None:
            return not asked.open and self.key.startswith("item:")
        record = self.record
        return isinstance(record, Need) and record.kind in ("gap", "weakness")

    def do_follow(self) -> None:
        """An objective, a strategy, a need, or not now."""
        from coach_tui.app.dialogues.round import ask_follow_up, item_of

        plan, shown, record = self.plan, self.shown_round or self.shown_own, self.record
        if plan is None:
            return
        if shown is not None:
            finding = item_of(plan, shown, self.key)
            if finding is not None:
                self.coach.talk(ask_follow_up(self.coach, plan, finding, finding.item))
        elif isinstance(record, Need):
            name = plan.practice.original(record).title
            self.coach.talk(ask_follow_up(self.coach, plan, record.uid, name))
