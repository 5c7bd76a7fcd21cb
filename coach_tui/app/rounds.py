"""A round of feedback on the screen: who was invited while it is open, what was found once it is closed.

Imported when a round is first looked at. What may be shown comes from `coach_tui.plan.rating` alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from coach_tui.app.asking import ask_reason
from coach_tui.app.drafts import Unsaved
from coach_tui.app.record_form import RecordForm
from coach_tui.app.recording import RecordDialogue
from coach_tui.app.widgets.detail import Line, section, title
from coach_tui.app.widgets.drawing import Cell, Span
from coach_tui.app.widgets.fields import FieldSpec
from coach_tui.app.widgets.form import Form
from coach_tui.app.widgets.glyphs import glyph
from coach_tui.app.widgets.rows import Column, Row
from coach_tui.changes.rounds import Reply, close_round, follow_up, invite, need_of, not_now, take_answers
from coach_tui.plan.dates import MONTHS, relative, short
from coach_tui.plan.fields import quote
from coach_tui.plan.need import Need
from coach_tui.plan.objective import Objective
from coach_tui.plan.rating import (
    AGREED_AREA,
    AGREED_STRENGTH,
    HIDDEN_STRENGTH,
    LEAST,
    OTHERS,
    READINGS,
    Counts,
    Figure,
    ItemResult,
    Results,
    counts,
    results,
)
from coach_tui.plan.round import GROUPS, LOCKED, PEOPLE, Rater, Round
from coach_tui.plan.strategy import Strategy

if TYPE_CHECKING:
    from coach_tui.app.app import CoachApp
    from coach_tui.plan.practice import Plan
    from coach_tui.plan.record import Record

CONFIDENTIAL = (
    "Raters are confidential to the coach, never anonymous to the coach: you see who was invited and who has "
    "answered. Everybody else sees groups, and only those that are large enough."
)
TRACK, NARROW_TRACK = 13, 9
BAR = 12
LABEL = 20
"""Cells that a form has for a label."""
SHORT_READINGS = {AGREED_AREA: "to develop", AGREED_STRENGTH: "strength", HIDDEN_STRENGTH: "hidden"}
"""Readings as the list has them; the page beside it has them in full."""
OPEN_COLUMNS = (Column(None, min=16), Column(26, drop=1), Column(14))


def closed_columns(compared: bool) -> tuple[Column, ...]:
    """Item, the scale with both marks, self, others, n, gap, the change if there is one, reading."""
    change = (Column(4, "right"),) if compared else ()
    track = Column(NARROW_TRACK if compared else TRACK)
    figures = (Column(4, "right"), Column(4, "right"), Column(2, "right"), Column(4, "right"))
    return (Column(None, min=14), track, *figures, *change, Column(10))


def said_of(asked: Round, count: Counts, app: CoachApp) -> list[Span]:
    """Where a round stands, in a few words: counts while it is open."""
    if not asked.open:
        on = asked.closed_on
        return [(f"closed {short(on, app.today)}" if on else "closed", "dim")]
    since = asked.opened_on
    told = f", open since {short(since, app.today)}" if since else ", open"
    style = "good" if count.complete else ""
    return [(f"{count.answered} of {count.invited} answered", style), (told, "dim")]


# Pages


def page_rows(app: CoachApp, plan: Plan, asked: Round) -> list[Row]:
    """The rows of a round's page."""
    return _open_rows(app, plan, asked) if asked.open else _closed_rows(app, plan, results(plan, asked))


def _open_rows(app: CoachApp, plan: Plan, asked: Round) -> list[Row]:
    count = counts(plan, asked)
    raters = [rater for rater in plan.part(Rater) if rater.raw["round"] == asked.uid]
    rows = [Row(None, [asked.title, f"{count.answered} of {count.invited} answered"], heading=True)]
    rows += [Row(None, [(warning, "warn")], mark=("!", "warn")) for warning in count.warnings()]
    if not raters and not count.answered:
        rows.append(Row("note:none", [("Nobody is invited yet: a adds raters.", "dim")]))
    for group in GROUPS:
        answered, invited = count.groups[group]
        if not invited:
            continue
        rows.append(
            Row(None, [PEOPLE[group][1].capitalize(), f"{answered} of {invited} answered"], heading=True)
        )
        listed = [rater for rater in raters if rater.group == group]
        for rater in sorted(listed, key=lambda one: one.name):
            state = ("answered", "good") if rater.answered else ("not yet", "dim")
            mark = ("✓", "good") if rater.answered else ("·", "dim")
            rows.append(Row(f"raters:{rater.uid}", [rater.name, (rater.email, "dim"), state], mark=mark))
        if invited > len(listed):
            more = invited - len(listed)
            rows.append(
                Row(f"note:{group}", [(f"{more} more, without a name", "dim"), "", ("answered", "good")])
            )
    return rows


def _closed_rows(app: CoachApp, plan: Plan, found: Results) -> list[Row]:
    asked, compared = found.round, found.before is not None
    key = [(glyph("open"), "accent"), (" self  ", "dim"), (glyph("full"), "accent"), (" others", "dim")]
    rows = [Row(None, [asked.title, key], heading=True)]
    heads = ["", f"{asked.low}{asked.high:>{(NARROW_TRACK if compared else TRACK) - len(str(asked.low))}}"]
    heads += ["self", "all", "n", "gap", *(["chg"] if compared else []), ""]
    rows.append(Row(None, [(head, "dim") for head in heads]))
    for number, one in enumerate(found.items):
        rows.append(_item_row(plan, found, number, one))
    if not found.shown:
        rows.append(Row(None, [("Too few have answered for anything to be shown.", "warn")]))
    topic = ""
    for number, comment in enumerate(found.comments):
        if comment.topic != topic:
            topic = comment.topic
            rows.append(Row(None, [topic], heading=True))
        said: list[Span] = [(f"{comment.group:<8}", "dim"), (comment.text, "")]
        rows.append(Row(f"comment:{number}", [said]))
    return rows


def _item_row(plan: Plan, found: Results, number: int, one: ItemResult) -> Row:
    compared = found.before is not None
    width = NARROW_TRACK if compared else TRACK
    change = one.change.get("others")
    cells: list[Cell] = [
        one.item,
        track(found.round, one, width),
        "–" if one.own is None else str(one.own),
        ("–", "dim") if one.others is None else f"{one.others.mean:.1f}",
        (str(one.others.n) if one.others else "", "dim"),
        ("", "dim") if one.gap is None else f"{one.gap:+.1f}",
    ]
    if compared:
        cells.append(("" if change is None else f"{change:+.1f}", "good" if (change or 0) > 0 else "dim"))
    waits = one.wanting and not _dealt_with(plan, one.item)
    style = "warn" if waits else "dim"
    cells.append((SHORT_READINGS.get(one.reading, one.reading), style))
    return Row(f"item:{number}", cells, mark=("~", "warn") if waits else ("·", "dim"))


def _dealt_with(plan: Plan, item: str) -> bool:
    need = need_of(plan, item)
    return need is not None and bool(need.not_now or serving(plan, need))


def serving(plan: Plan, need: Need) -> list[str]:
    """The titles of what serves a need."""
    served = [one.title for one in plan.objectives if one.uid in need.objectives]
    return served + [one.title for one in plan.strategies if need.uid in one.needs]


def track(asked: Round, one: ItemResult, width: int) -> list[Span]:
    """The scale with self and others on it, and the way between them."""

    def place(value: float) -> int:
        return round((value - asked.low) / (asked.high - asked.low) * (width - 1))

    own = None if one.own is None else place(one.own)
    others = None if one.others is None else place(one.others.mean)
    signs: list[Span] = [(glyph("rule"), "rule")] * width
    if own is not None and others is not None:
        for cell in range(min(own, others), max(own, others) + 1):
            signs[cell] = (glyph("bar_full"), "dim")
    if others is not None:
        signs[others] = (glyph("full"), "accent")
    if own is not None:
        signs[own] = (glyph("diamond") if own == others else glyph("open"), "accent")
    return signs


# The page beside the list


def round_detail(app: CoachApp, plan: Plan, asked: Round) -> list[Line]:
    """What a round is, and how the answers are got."""
    count = counts(plan, asked)
    kind = "Pulse" if asked.pulse else "360"
    lines = [
        title(asked.title),
        Line("Kind", f"{kind}, {asked.asks}"),
        Line("Stands", said_of(asked, count, app)),
    ]
    if asked.opened_on:
        lines.append(
            Line(
                "Open since", f"{short(asked.opened_on, app.today)}  ({relative(asked.opened_on, app.today)})"
            )
        )
    scale = ", ".join(f"{score} {word}" for score, word in asked.words.items())
    lines.append(Line("Scale", f"{asked.low} to {asked.high}{': ' + scale if scale else ''}"))
    lines.append(Line("Items", "\n".join(asked.items)))
    if asked.questions:
        lines.append(Line("Questions", "\n".join(asked.questions)))
    if asked.open:
        lines += how_to(app, plan, asked)
    else:
        found = results(plan, asked)
        waiting = [one.item for one in found.wanting if not _dealt_with(plan, one.item)]
        if waiting:
            key = app.key_of("follow")
            lines += [section("Asks for something"), *[Line("", (f"~ {item}", "warn")) for item in waiting]]
            lines.append(Line("", f"On its page, {key} makes an objective or a strategy of it."))
    return [*lines, section("Who sees what"), Line("", (CONFIDENTIAL, "dim"))]


def how_to(app: CoachApp, plan: Plan, asked: Round) -> list[Line]:
    """How answers are got, while a round is open."""
    client = "CLIENT" if app.names_hidden else _word(plan.client.name)
    name = _word(asked.title)
    return [
        section("Getting the answers"),
        Line("Invite", f"{app.key_of('add')} adds raters: 8 to 12, by group"),
        Line("Send", f"coach form {client} 360 --round {name}\n(text for an e-mail; --html for a page)"),
        Line("Read back", f"coach import FILE --client {client} --as 360 --round {name}"),
        Line("Interview", f"{app.key_of('add')} takes down what somebody tells you"),
        Line("Close", f"{app.key_of('close')} freezes it and shows the results"),
        Line(
            "", ("Until then there are counts alone: two looks would give away who answered between.", "dim")
        ),
    ]


def _word(text: str) -> str:
    """A text as a word of a shell command."""
    if text.isascii() and text.isalnum():
        return text.lower() if text.isalpha() else text
    first = text.split()[0] if text.split() else ""
    return f'"{text}"' if '"' not in text else first


def page_detail(app: CoachApp, plan: Plan, asked: Round, key: str) -> list[Line]:
    """The page for a row of a round's page."""
    kind, _, name = key.partition(":")
    if asked.open:
        lines: list[Line] = []
        rater = app.practice.find("raters", name) if kind == "raters" else None
        if isinstance(rater, Rater):
            lines = [title(rater.name), Line("Group", rater.group)]
            lines += [Line("E-mail", rater.email)] if rater.email else []
            lines.append(Line("Has answered", "yes" if rater.answered else "not yet"))
        return [*lines, *how_to(app, plan, asked), section("Who sees what"), Line("", (CONFIDENTIAL, "dim"))]
    found = results(plan, asked)
    if kind == "comment" and int(name) < len(found.comments):
        comment = found.comments[int(name)]
        return [
            title(comment.topic),
            Line("", comment.text),
            Line("", (f"– {_people(comment.group)}", "dim")),
        ]
    if kind == "item" and int(name) < len(found.items):
        return _item_detail(app, plan, found, found.items[int(name)])
    return []


def _people(group: str) -> str:
    return PEOPLE[group][0 if group in ("self", "manager") else 1]


def _item_detail(app: CoachApp, plan: Plan, found: Results, one: ItemResult) -> list[Line]:
    asked = found.round
    lines = [title(one.item)]
    if one.own is not None:
        lines.append(
            Line(
                "Self",
                [
                    *_bar(asked, one.own),
                    (f" {one.own}", "bold"),
                    ("\none score", "dim"),
                    *_was(one, "self", one.own),
                ],
            )
        )
    if one.others is not None:
        lines.append(Line("All others", _figure(asked, one, "others", one.others)))
    for group in OTHERS:
        figure = one.groups[group]
        if figure is not None:
            lines.append(Line(PEOPLE[group][1].capitalize(), _figure(asked, one, group, figure)))
    if one.gap is not None:
        lines.append(Line("Gap", f"{one.gap:+.2f}, self less all others"))
    if one.reading:
        lines.append(Line("Reading", (one.reading, "warn" if one.wanting else "bold")))
        lines.append(Line("", READINGS[one.reading]))
    if one.others is None:
        lines.append(
            Line("", ("Too few others have answered this for all of them to be shown together.", "dim"))
        )
    said = [comment for comment in found.comments if comment.topic == one.item]
    if said:
        lines.append(section("Comments"))
        lines += [Line("", [(f"{comment.group}: ", "dim"), (comment.text, "")]) for comment in said]
    lines.append(section("What follows"))
    need = need_of(plan, one.item)
    served = serving(plan, need) if need else []
    if served:
        lines += [Line("", f"→ {name}") for name in served]
    elif need and need.not_now:
        lines.append(Line("", f"not now: {need.not_now}"))
    else:
        key = app.key_of("follow")
        style = "warn" if one.wanting else "dim"
        lines.append(
            Line(
                "",
                (f"Nothing yet: {key} makes an objective or a strategy of it, or says why not now.", style),
            )
        )
    few = "Peers, reports and others are shown from three answers on, all together from four. "
    lines += [section("Who sees what"), Line("", (f"{few}{CONFIDENTIAL}", "dim"))]
    return lines


def _bar(asked: Round, value: float) -> list[Span]:
    filled = round((value - asked.low) / (asked.high - asked.low) * BAR)
    return [(glyph("block") * filled, "accent"), (glyph("shade") * (BAR - filled), "dim")]


def _was(one: ItemResult, name: str, now: float) -> list[Span]:
    change = one.change.get(name)
    if change is None:
        return []
    if abs(change) < 0.05:
        return [(", as before", "dim")]
    return [(f", was {now - change:.1f}, ", "dim"), (f"{change:+.1f}", "good" if change > 0 else "warn")]


def _figure(asked: Round, one: ItemResult, name: str, figure: Figure) -> list[Span]:
    spread = f", from {figure.spread[0]} to {figure.spread[1]}" if figure.spread else ""
    return [
        *_bar(asked, figure.mean),
        (f" {figure.mean:.1f}", "bold"),
        (f"\nn {figure.n}{spread}", "dim"),
        *_was(one, name, figure.mean),
    ]


# What is done


class RoundDialogue(RecordDialogue):
    """The form of a round, without what is locked by now."""

    def __init__(self, app: CoachApp, record: Round | None, plan: Plan, kind: str = "360") -> None:
        start: dict[str, Any] | None = None
        if record is None:
            before = [asked for asked in plan.rounds if asked.kind == kind]
            title_ = (
                f"{'Pulse' if kind == 'pulse' else '360'}, {MONTHS[app.today.month - 1]} {app.today.year}"
            )
            start = {"title": title_, "kind": kind, "opened_on": app.today.isoformat()}
            start |= _as_before(before[-1:])
        super().__init__(app, Round, record, plan.engagement.uid, start)
        left_out = ["closed_on", "kind"]
        if (record.kind if record else kind) == "360":
            left_out.append("months")
        if record is not None and (counts(plan, record).answered or not record.open):
            left_out += [*LOCKED, *(["opened_on"] if not record.open else [])]
        raw = self.begun if record else None
        self.form = RecordForm(Round, plan, app.today, raw, start, tuple(left_out))
        self.kind = kind

    def _save(self, values: dict[str, Any]) -> None:
        if self.record is not None:
            super()._save(values)
            return
        from coach_tui.changes.rounds import begin_round

        changes = {"kind": self.kind, **self.form.changes(values)}
        self._write(values, lambda: begin_round(self.app.desk, self.engagement, changes), self._added)


def _as_before(rounds: list[Round]) -> dict[str, Any]:
    """What a new round asks like the one before, so that both can be compared."""
    kept = ("items", "questions", "anchors", "scale_low", "scale_high", "months")
    return {key: asked.raw[key] for asked in rounds for key in kept if key in asked.raw}


def ask_invited(app: CoachApp, plan: Plan, asked: Round) -> None:
    """Invite raters: a form with a text a group."""
    unsaved = Unsaved(app, {"form": "raters", "engagement": plan.engagement.uid, "round": asked.uid})
    has_self = any(r.group == "self" for r in plan.part(Rater) if r.raw["round"] == asked.uid)
    hint = "one a line: name, or “name, e-mail”"
    specs = (
        []
        if has_self
        else [FieldSpec("self", "The client as well", "switch", True, "for the client's own view")]
    )
    specs += [
        FieldSpec(group, PEOPLE[group][1].capitalize(), "text", "", f"{hint}; shown from {LEAST[group]} on")
        for group in OTHERS
    ]

    def show(values: Mapping[str, Any] | None = None, error: str = "") -> None:
        form = Form(f"Invite raters to {asked.title}", specs, draft_key=unsaved.key)
        if values:
            form.load_values(values)
        app.push_screen(form, left)
        if error:
            form.call_after_refresh(form.complain, error)

    def left(values: dict[str, Any] | None) -> None:
        if values is None:
            unsaved.forget()
            return
        people = [("self", plan.client.name, plan.client.email)] if values.get("self") else []
        for group in OTHERS:
            for line in str(values[group]).split("\n"):
                name, _, email = line.replace(";", ",").partition(",")
                if name.strip():
                    people.append((group, name.strip(), email.strip(" <>")))
        unsaved.write(
            form_title(asked),
            values,
            lambda: invite(app.desk, plan.engagement.uid, asked.uid, people),
            app.said,
            lambda error: show(values, str(error)),
        )

    show()


def form_title(asked: Round) -> str:
    """The heading of the forms of a round."""
    return f"Raters of {asked.title}"


def ask_answers(app: CoachApp, plan: Plan, asked: Round, rater: str = "") -> None:
    """Take down what somebody answers in an interview: a field an item."""
    from coach_tui.exchange.rater_csv import score_of

    waiting = [r for r in plan.part(Rater) if r.raw["round"] == asked.uid and not r.answered]
    unsaved = Unsaved(app, {"form": "answers", "engagement": plan.engagement.uid, "round": asked.uid})
    words = "; ".join(f"{score} {word}" for score, word in asked.words.items())
    scale = f"{asked.low} to {asked.high}, or n/a{'; ' + words if words else ''}"
    rater = rater if any(one.uid == rater for one in waiting) else ""

    def check(text: str) -> str | None:
        found = score_of(text, asked) if text.strip() else None
        return found if isinstance(found, str) else None

    people = [("", "not on the list"), *((r.uid, f"{r.name}, {r.group}") for r in waiting)]
    specs = [
        FieldSpec(
            "rater", "Who answers", "choice", rater, "ticked off the list; not kept with the answers", people
        ),
        FieldSpec(
            "group",
            "Else the group",
            "choice",
            "peer",
            "for somebody not on the list",
            [(g, g) for g in GROUPS],
        ),
        FieldSpec("head", asked.asks, "heading"),
        *[
            FieldSpec(f"score.{n}", item, "line", "", _hint(item, scale), check=check)
            for n, item in enumerate(asked.items)
        ],
        FieldSpec("words", "In their own words", "heading"),
        *[
            FieldSpec(f"words.{n}", topic, "text", "", _hint(topic, "as they say it, without names"))
            for n, topic in enumerate(asked.topics[len(asked.items) :])
        ],
    ]

    def show(values: Mapping[str, Any] | None = None, error: str = "") -> None:
        form = Form(f"Answers to {asked.title}", specs, draft_key=unsaved.key)
        if values:
            form.load_values(values)
        app.push_screen(form, left)
        if error:
            form.call_after_refresh(form.complain, error)

    def left(values: dict[str, Any] | None) -> None:
        if values is None:
            unsaved.forget()
            return
        chosen = next((r for r in waiting if r.uid == values["rater"]), None)
        scores = {}
        for number, item in enumerate(asked.items):
            score = (
                score_of(str(values[f"score.{number}"]), asked) if values[f"score.{number}"].strip() else None
            )
            if isinstance(score, int):
                scores[item] = score
        topics = enumerate(asked.topics[len(asked.items) :])
        comments = {topic: str(values[f"words.{n}"]).strip() for n, topic in topics}
        comments = {topic: text for topic, text in comments.items() if text}
        if not scores and not comments:
            show(values, "nothing is answered yet")
            return
        group = chosen.group if chosen else str(values["group"])
        name, email = (chosen.name, chosen.email) if chosen else ("", "")
        reply = Reply(group, scores, comments, name, email, "this answer")
        unsaved.write(
            f"Answers to {asked.title}",
            values,
            lambda: take_answers(app.desk, plan.engagement.uid, asked.uid, [reply]),
            app.said,
            lambda error: show(values, str(error)),
        )

    show()


def _hint(label: str, hint: str) -> str:
    """The hint of a field, after its label where that is too long for the form."""
    return f"{label}: {hint}" if len(label) > LABEL else hint


def ask_close(app: CoachApp, plan: Plan, asked: Round) -> None:
    """Close a round after a question."""
    count = counts(plan, asked)
    question = (
        f"Close {quote(asked.title)} with {count.answered} of {count.invited} answers? It is frozen then"
    )

    def answered(key: str | None) -> None:
        if key == "y":
            app.write(lambda: close_round(app.desk, asked.uid), app.said)

    app.bottom.ask(question, {"y": "yes", "n": "no"}, answered)


def item_of(plan: Plan, asked: Round, key: str) -> tuple[str, str] | None:
    """The finding under the cursor of a closed round's page: item, and what its source is called."""
    kind, _, number = key.partition(":")
    if asked.open or kind != "item" or int(number) >= len(asked.items):
        return None
    return asked.items[int(number)], f"{asked.kind} {quote(asked.title)}"


def ask_follow_up(app: CoachApp, plan: Plan, finding: str | tuple[str, str], name: str) -> None:
    """Make an objective or a strategy of a finding, or say why not now."""
    engagement = plan.engagement.uid

    def answered(key: str | None) -> None:
        if key == "n":
            ask_reason(
                app,
                f"Why nothing is done about {quote(name)} now:",
                lambda reason: app.write(lambda: not_now(app.desk, engagement, finding, reason), app.said),
                needed=True,
            )
        elif key is not None:
            noun: type[Record] = Objective if key == "o" else Strategy
            FollowDialogue(app, noun, engagement, finding, name).open()

    app.bottom.ask(f"{quote(name)} becomes", {"o": "objective", "s": "strategy", "n": "not now"}, answered)


class FollowDialogue(RecordDialogue):
    """The form of an objective or a strategy that serves a finding."""

    def __init__(
        self, app: CoachApp, noun: type[Record], engagement: str, finding: str | tuple[str, str], name: str
    ) -> None:
        start: dict[str, Any] = {"title": name}
        if noun is Objective:
            from coach_tui.app.recording import new_objective_start

            start |= new_objective_start(app)
        elif isinstance(finding, str):
            start["needs"] = [finding]
        super().__init__(app, noun, None, engagement, start)
        self.finding = finding

    def _save(self, values: dict[str, Any]) -> None:
        changes = self.form.changes(values)
        app, noun = self.app, self.noun
        self._write(
            values, lambda: follow_up(app.desk, self.engagement, self.finding, noun, changes), self._added
        )


def ask_delete(app: CoachApp, plan: Plan, asked: Round) -> None:
    """Delete a round after a question: all answers go with it. It can be taken back."""
    from coach_tui.app.doing import delete_record

    count = counts(plan, asked)
    what = f" and its {count.answered} answers" if count.answered and asked.open else " and all its answers"
    question = f"Delete {quote(asked.title)}{what}? {app.key_of('undo')} can take it back"

    def answered(key: str | None) -> None:
        if key == "y":
            delete_record(app, asked)

    if not count.answered:
        delete_record(app, asked)
        return
    app.bottom.ask(question, {"y": "yes", "n": "no"}, answered)
