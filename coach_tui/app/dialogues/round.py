"""What is done with a round of feedback: invite, take answers down, close, follow up, delete."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len

from coach_tui.app.dialogues.callbacks import ask_reason, write_typed
from coach_tui.app.dialogues.record import RecordDialogue
from coach_tui.app.drafts import Unsaved
from coach_tui.app.forms.widgets.fields import FieldSpec
from coach_tui.app.forms.widgets.form import Form
from coach_tui.changes.rounds import Reply, close_round, follow_up, invite, not_now, take_answers
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.objective import Objective
from coach_tui.plan.rating import LEAST, OTHERS, counts
from coach_tui.plan.round import GROUPS, PEOPLE, Rater, Round
from coach_tui.plan.strategy import Strategy

if TYPE_CHECKING:
    from coach_tui.app.coach import Coach
    from coach_tui.plan.practice import Plan
    from coach_tui.plan.record import Record
    from coach_tui.store.journal import Entry

BESIDE = 44
"""Cells that an 80-column form has beside a score."""


def _ask_form(
    app: Coach,
    title: str,
    specs: list[FieldSpec],
    about: Mapping[str, str],
    act: Callable[[dict[str, Any]], Callable[[], Entry | None]],
) -> None:
    """Open a form until what it holds is done, or it is left.

    Args:
        app: the app.
        title: the heading of the form.
        specs: its fields.
        about: what a draft says it belongs to.
        act: gives the verb for the values; raises BadInput where they are not enough.
    """
    unsaved = Unsaved(app, about)

    def show(values: Mapping[str, Any] | None = None, error: str = "") -> None:
        form = Form(title, specs, draft_key=unsaved.key)
        if values:
            form.load_values(values)
        app.push_screen(form, left)
        if error:
            form.call_after_refresh(form.complain, error)

    def left(values: dict[str, Any] | None) -> None:
        if values is None:
            unsaved.forget()
            return
        try:
            work = act(values)
        except BadInput as error:
            show(values, str(error))
            return
        unsaved.write(title, values, work, app.said, lambda error: show(values, str(error)))

    show()


def ask_invited(app: Coach, plan: Plan, asked: Round) -> None:
    """Invite raters: a form with a text a group."""
    engagement = plan.engagement.uid
    has_self = any(r.group == "self" for r in plan.part(Rater) if r.raw["round"] == asked.uid)
    hint = "one a line: name, or “name, e-mail”"
    own = FieldSpec("self", "The client as well", "switch", True, "for the client's own view")
    specs = [] if has_self else [own]
    specs += [
        FieldSpec(group, PEOPLE[group][1].capitalize(), "text", "", f"{hint}; shown from {LEAST[group]} on")
        for group in OTHERS
    ]

    def act(values: dict[str, Any]) -> Callable[[], Entry | None]:
        people = [("self", plan.client.name, plan.client.email)] if values.get("self") else []
        for group in OTHERS:
            for line in str(values[group]).split("\n"):
                name, email = person_of(line)
                if name:
                    people.append((group, name, email))
        if not people:
            raise BadInput("nobody is named yet")
        return lambda: invite(app.desk, engagement, asked.uid, people)

    about = {"form": "raters", "engagement": engagement, "round": asked.uid}
    _ask_form(app, f"Invite raters to {asked.title}", specs, about, act)


def person_of(line: str) -> tuple[str, str]:
    """Name and e-mail of a line: “name, e-mail”, or as a mail program has it, “Name <e-mail>”."""
    line = line.strip(" \t,;")
    if line.endswith(">") and "<" in line:
        name, _, email = line[:-1].rpartition("<")
    else:
        name, _, email = line.replace(";", ",").partition(",")
    name, email = name.strip(" \t\"',;"), email.strip(" \t<>")
    return name or email, email


def ask_answers(app: Coach, plan: Plan, asked: Round, rater: str = "") -> None:
    """Take down what somebody answers in an interview: a field an item."""
    from coach_tui.exchange.rater_words import score_of

    engagement = plan.engagement.uid
    waiting = [r for r in plan.part(Rater) if r.raw["round"] == asked.uid and not r.answered]
    words = "; ".join(f"{score} {word}" for score, word in asked.words.items())
    scale = f"{asked.low} to {asked.high}, or n/a{'; ' + words if words else ''}"
    rater = rater if any(one.uid == rater for one in waiting) else ""
    topics = asked.topics[len(asked.items) :]

    def check(text: str) -> str | None:
        found = score_of(text, asked) if text.strip() else None
        return found if isinstance(found, str) else None

    people = [("", "not on the list"), *((r.uid, f"{r.name}, {r.group}") for r in waiting)]
    who = "ticked off the list; not kept with the answers"
    groups = [(group, group) for group in GROUPS]
    specs = [
        FieldSpec("rater", "Who answers", "choice", rater, who, people),
        FieldSpec("group", "Else the group", "choice", "peer", "for somebody not on the list", groups),
        FieldSpec("head", asked.asks, "heading"),
        *[
            FieldSpec(f"score.{n}", f"{n + 1}", hint=_hint(item, scale), check=check, short=True, beside=item)
            for n, item in enumerate(asked.items)
        ],
        FieldSpec("words", "In their own words", "heading"),
        *[
            spec
            for n, topic in enumerate(topics)
            for spec in (
                FieldSpec(f"topic.{n}", topic, "said", said=[(topic, "")]),
                FieldSpec(f"words.{n}", "Answer", "text", "", "as they say it, without names"),
            )
        ],
    ]

    def act(values: dict[str, Any]) -> Callable[[], Entry | None]:
        chosen = next((r for r in waiting if r.uid == values["rater"]), None)
        given = {item: str(values[f"score.{n}"]).strip() for n, item in enumerate(asked.items)}
        found = {item: score_of(text, asked) for item, text in given.items() if text}
        scores = {item: score for item, score in found.items() if isinstance(score, int)}
        said = {topic: str(values[f"words.{n}"]).strip() for n, topic in enumerate(topics)}
        comments = {topic: text for topic, text in said.items() if text}
        if not scores and not comments:
            raise BadInput("nothing is answered yet")
        group = chosen.group if chosen else str(values["group"])
        name, email = (chosen.name, chosen.email) if chosen else ("", "")
        reply = Reply(group, scores, comments, name, email, "this answer")
        return lambda: take_answers(app.desk, engagement, asked.uid, [reply])

    about = {"form": "answers", "engagement": engagement, "round": asked.uid}
    _ask_form(app, f"Answers to {asked.title}", specs, about, act)


def _hint(item: str, scale: str) -> str:
    """The scale, after the item where there may be no room for all of it."""
    return f"{item}: {scale}" if cell_len(item) > BESIDE else scale


def ask_close(app: Coach, plan: Plan, asked: Round) -> None:
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


def ask_follow_up(app: Coach, plan: Plan, finding: str | tuple[str, str], name: str) -> None:
    """Make an objective or a strategy of a finding, or say why not now."""
    engagement = plan.engagement.uid

    def answered(key: str | None) -> None:
        if key == "n":
            ask_why_not()
        elif key is not None:
            noun: type[Record] = Objective if key == "o" else Strategy
            FollowDialogue(app, noun, engagement, finding, name).open()

    def ask_why_not(reason: str = "", error: str = "") -> None:
        label = f"Why nothing is done about {quote(name)} now:"
        ask_reason(app, label, with_reason, needed=True, value=reason, error=error)

    def with_reason(reason: str) -> None:
        work = lambda: not_now(app.desk, engagement, finding, reason)  # noqa: E731
        write_typed(app, "why not now", reason, work, ask_why_not)

    app.bottom.ask(f"{quote(name)} becomes", {"o": "objective", "s": "strategy", "n": "not now"}, answered)


class FollowDialogue(RecordDialogue):
    """The form of an objective or a strategy that serves a finding."""

    def __init__(
        self, app: Coach, noun: type[Record], engagement: str, finding: str | tuple[str, str], name: str
    ) -> None:
        start: dict[str, Any] = {"title": name}
        if noun is Objective:
            from coach_tui.app.dialogues.record import new_objective_start

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


def ask_delete(app: Coach, plan: Plan, asked: Round) -> None:
    """Delete a round after a question: all answers go with it. It can be taken back."""
    from coach_tui.app.dialogues.record_keys import delete_record

    count = counts(plan, asked)
    what = f" and its {count.answered} answers" if count.answered and asked.open else " and all its answers"
    question = f"Delete {quote(asked.title)}{what}? {app.key_of('undo')} can take it back"

    def answered(key: str | None) -> None:
        if key == "y":
            app.talk(delete_record(app, asked))

    if not count.answered:
        app.talk(delete_record(app, asked))
        return
    app.bottom.ask(question, {"y": "yes", "n": "no"}, answered)
