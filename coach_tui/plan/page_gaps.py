"""What a plan lacks, as lines of the plan on a page: each where it would stand, and what would fill it."""

from __future__ import annotations

from coach_tui.plan.page_line import Missing, PageLine

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach_tui.plan.mistakes.look import Finding
    from coach_tui.plan.practice import Plan

MEASURE, INCOMPLETE = "no measure", "measure incomplete"
OF_OBJECTIVE = {("V1", "measure"): MEASURE, ("I1", "why"): "no own words"}
"""Rule and field → what an objective lacks."""
MILESTONES, STRATEGIES, NEEDS, AGREED = (
    ("T3", "objective"),
    ("P2", "objectives"),
    ("I3", "source"),
    ("P4", "agreed_on"),
)
"""Rules and fields of what a plan lacks."""
BLOCK = ("objective", "values", "step")
"""Kinds of the lines that an objective has."""


def with_gaps(plan: Plan, lines: Sequence[PageLine], found: Sequence[Finding]) -> list[PageLine]:
    """The lines of a running plan, with what it lacks in its place; what was accepted is not told.

    `found` are the findings of the plan. An objective has one line, about the first of what it lacks.
    """
    by_rule: dict[tuple[str, str], list[Finding]] = {}
    for one in found:
        if not one.accepted:
            by_rule.setdefault((one.id, one.field), []).append(one)
    told: list[PageLine] = []
    for number, line in enumerate(lines):
        told.append(_instead(line, by_rule))
        behind = lines[number + 1] if number + 1 < len(lines) else None
        same = behind is not None and behind.kind in BLOCK[1:]
        if line.kind in BLOCK and not same:
            told += _of_objective(plan, _objective_of(lines[: number + 1]), by_rule)
        if line.part == "Review":
            told += _of_plan(plan, by_rule)
    return told


def _objective_of(lines: Sequence[PageLine]) -> str:
    """The objective (uid) whose lines are the last of these."""
    return next((line.about[1] for line in reversed(lines) if line.kind == "objective"), "")


def _instead(line: PageLine, by_rule: dict[tuple[str, str], list[Finding]]) -> PageLine:
    """A line that says that there is none is a gap."""
    if line.kind == "line" and line.part == "Timeline" and by_rule.get(MILESTONES):
        return _gap(line.text, by_rule[MILESTONES][0], line.part)
    if line.about == ("sessions", "") and line.part == "Session":
        return PageLine(
            "gap", line.about, line.text, *line.asides, part=line.part, mark="gap", figure=Missing("")
        )
    return line


def _of_objective(plan: Plan, uid: str, by_rule: dict[tuple[str, str], list[Finding]]) -> Iterator[PageLine]:
    found = [one for rule in OF_OBJECTIVE for one in by_rule.get(rule, ()) if one.about == uid]
    measured = any(one.uid == uid and one.measures for one in plan.objectives)
    words = [OF_OBJECTIVE[one.id, one.field] for one in found]
    if found:
        said = ", ".join(INCOMPLETE if measured and one == MEASURE else one for one in words)
        yield _gap(said, found[0])


def _of_plan(plan: Plan, by_rule: dict[tuple[str, str], list[Finding]]) -> Iterator[PageLine]:
    """What stands below the next session and the next review."""
    for rule, there, words, part in (
        (STRATEGIES, plan.strategies, "no strategy yet", "Practice"),
        (NEEDS, plan.needs, "none yet", "Needs"),
        (AGREED, (), "no agreement yet", "Agreed"),
    ):
        if by_rule.get(rule) and not there:
            yield _gap(words, by_rule[rule][0], part)


def _gap(words: str, finding: Finding, part: str = "") -> PageLine:
    about = (finding.table, finding.uid)
    return PageLine("gap", about, words, part=part, mark="gap", figure=Missing(finding.key))
