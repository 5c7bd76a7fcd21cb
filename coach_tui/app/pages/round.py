"""The page beside a round or an item of it: how answers are got, what was found, who sees what."""

from __future__ import annotations

from coach_tui.app.coach import Coach
from coach_tui.app.pages.round_rows import dealt_with, said_of, serving
from coach_tui.app.widgets.detail import Line, section, title
from coach_tui.app.widgets.drawing import Span
from coach_tui.app.widgets.glyphs import glyph
from coach_tui.changes.rounds import need_of
from coach_tui.plan.dates import beside_today
from coach_tui.plan.insight_words import signed
from coach_tui.plan.practice import Plan
from coach_tui.plan.rating import (
    OTHERS,
    READINGS,
    Figure,
    ItemResult,
    Results,
    counts,
    results,
)
from coach_tui.plan.round import PEOPLE, Rater, Round

CONFIDENTIAL = (
    "Raters are confidential to the coach, never anonymous to the coach: you see who was invited and who has "
    "answered. Everybody else sees groups, and only those that are large enough."
)
BAR = 12


def round_detail(coach: Coach, plan: Plan, asked: Round) -> list[Line]:
    """What a round is, and how the answers are got."""
    count = counts(plan, asked)
    kind = "Pulse" if asked.pulse else "360"
    lines = [
        title(asked.title),
        Line("Kind", f"{kind}, {asked.asks}"),
        Line("Stands", said_of(asked, count, coach)),
    ]
    if asked.opened_on:
        lines.append(Line("Open since", beside_today(asked.opened_on, coach.today)))
    scale = ", ".join(f"{score} {word}" for score, word in asked.words.items())
    lines.append(Line("Scale", f"{asked.low} to {asked.high}{': ' + scale if scale else ''}"))
    lines.append(Line("Items", "\n".join(asked.items)))
    if asked.questions:
        lines.append(Line("Questions", "\n".join(asked.questions)))
    if asked.open:
        lines += how_to(coach, plan, asked)
    else:
        found = results(plan, asked)
        waiting = [one.item for one in found.wanting if not dealt_with(plan, one.item)]
        if waiting:
            key = coach.key_of("follow")
            lines += [section("Asks for something"), *[Line("", (f"~ {item}", "warn")) for item in waiting]]
            lines.append(Line("", f"On its page, {key} makes an objective or a strategy of it."))
    return [*lines, *_who_sees()]


def _who_sees(few: str = "") -> list[Line]:
    return [section("Who sees what"), Line("", (f"{few}{CONFIDENTIAL}", "dim"))]


def how_to(coach: Coach, plan: Plan, asked: Round) -> list[Line]:
    """How answers are got, while a round is open."""
    client = _word(plan.client.name)
    name = _word(asked.title)
    return [
        section("Getting the answers"),
        Line("Invite", f"{coach.key_of('add')} adds raters: 8 to 12, by group"),
        Line("Send", f"coach form {client} 360 --round {name}\n(text for an e-mail; --html for a page)"),
        Line(
            "One each", f"coach form {client} 360 --round {name} --each -o forms\n(a code tells whose it is)"
        ),
        Line("Read back", f"coach import FILE --client {client} --as 360 --round {name}"),
        Line("Interview", f"{coach.key_of('add')} takes down what somebody tells you"),
        Line("Close", f"{coach.key_of('close')} freezes it and shows the results"),
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


def page_detail(coach: Coach, plan: Plan, asked: Round, key: str) -> list[Line]:
    """The page for a row of a round's page."""
    kind, _, name = key.partition(":")
    if asked.open:
        lines: list[Line] = []
        rater = coach.practice.find("raters", name) if kind == "raters" else None
        if isinstance(rater, Rater):
            lines = [title(rater.name), Line("Group", rater.group)]
            lines += [Line("E-mail", rater.email)] if rater.email else []
            lines.append(Line("Has answered", "yes" if rater.answered else "not yet"))
        return [*lines, *how_to(coach, plan, asked), *_who_sees()]
    found = results(plan, asked)
    if kind == "comment" and int(name) < len(found.comments):
        comment = found.comments[int(name)]
        return [
            title(comment.topic),
            Line("", comment.text),
            Line("", (f"– {_people(comment.group)}", "dim")),
        ]
    if kind == "item" and int(name) < len(found.items):
        return _item_detail(coach, plan, found, found.items[int(name)])
    return []


def _people(group: str) -> str:
    return PEOPLE[group][0 if group in ("self", "manager") else 1]


def _item_detail(coach: Coach, plan: Plan, found: Results, one: ItemResult) -> list[Line]:
    """What each group gave an item, how it reads, what was said, and what follows from it."""
    said = [comment for comment in found.comments if comment.topic == one.item]
    lines = [title(one.item), *_scores(found.round, one), *_read(one)]
    if said:
        lines.append(section("Comments"))
        lines += [Line("", [(f"{comment.group}: ", "dim"), (comment.text, "")]) for comment in said]
    few = "Peers, reports and others are shown from three answers on, all together from four. "
    return [*lines, section("What follows"), *_follows(coach, plan, one), *_who_sees(few)]


def _scores(asked: Round, one: ItemResult) -> list[Line]:
    """The client's own score, all others', and each group's that may be shown."""
    lines: list[Line] = []
    if one.own is not None:
        number: list[Span] = [(f" {one.own}", "bold"), ("\none score", "dim")]
        lines.append(Line("Self", [*_bar(asked, one.own), *number, *_was(one, "self", one.own)]))
    if one.others is not None:
        lines.append(Line("All others", _figure(asked, one, "others", one.others)))
    for group in OTHERS:
        figure = one.groups[group]
        if figure is not None:
            lines.append(Line(PEOPLE[group][1].capitalize(), _figure(asked, one, group, figure)))
    return lines


def _read(one: ItemResult) -> list[Line]:
    """How the scores read beside one another."""
    lines: list[Line] = []
    if one.gap is not None:
        lines.append(Line("Gap", f"{signed(one.gap, 2)}, self less all others"))
    if one.reading:
        lines.append(Line("Reading", (one.reading, "warn" if one.wanting else "bold")))
        lines.append(Line("", READINGS[one.reading]))
    if one.others is None:
        few = "Too few others have answered this for all of them to be shown together."
        lines.append(Line("", (few, "dim")))
    return lines


def _follows(coach: Coach, plan: Plan, one: ItemResult) -> list[Line]:
    """What serves the need that was found, why nothing does now, or how something will."""
    need = need_of(plan, one.item)
    served = serving(plan, need) if need else []
    if served:
        return [Line("", f"→ {name}") for name in served]
    if need and need.not_now:
        return [Line("", f"not now: {need.not_now}")]
    key = coach.key_of("follow")
    said = f"Nothing yet: {key} makes an objective or a strategy of it, or says why not now."
    return [Line("", (said, "warn" if one.wanting else "dim"))]


def _bar(asked: Round, value: float) -> list[Span]:
    filled = round((value - asked.low) / (asked.high - asked.low) * BAR)
    return [(glyph("block") * filled, "accent"), (glyph("shade") * (BAR - filled), "dim")]


def _was(one: ItemResult, name: str, now: float) -> list[Span]:
    change = one.change.get(name)
    if change is None:
        return []
    if abs(change) < 0.05:
        return [(", as before", "dim")]
    return [(f", was {now - change:.1f}, ", "dim"), (signed(change), "good" if change > 0 else "warn")]


def _figure(asked: Round, one: ItemResult, name: str, figure: Figure) -> list[Span]:
    spread = f", from {figure.spread[0]} to {figure.spread[1]}" if figure.spread else ""
    return [
        *_bar(asked, figure.mean),
        (f" {figure.mean:.1f}", "bold"),
        (f"\nn {figure.n}{spread}", "dim"),
        *_was(one, name, figure.mean),
    ]
