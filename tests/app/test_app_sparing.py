"""What is written instead of what Textual would write leaves the same screen, in fewer bytes."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

import pyte
import pytest
from rich.color import ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

from coach_tui.app.terminal.pens import fills
from coach_tui.app.terminal.sparing import Shown, Sparing
from tests.app.textual_parts import ChopsUpdate, LayoutUpdate

if TYPE_CHECKING:
    from collections.abc import Iterable

WIDTH, HEIGHT, CUT = 40, 10, 25
WORDS = ("review", " ", "   ", "40 days late", "é", "田中", "👍", "│", "-", "    Anna   ")
STYLES = [
    Style.parse(text)
    for text in (
        "",
        "#dadada on #1c1c1c",
        "bold #87afd7 on #1c1c1c",
        "dim #b2b2b2 on #1c1c1c",
        "reverse",
        "bold reverse red",
        "underline on #3a3a3a",
        "bold dim italic #ff0000 on #3a3a3a",
        "#dadada on #3a3a3a",
        "default on default",
        "strike green",
    )
]


def line(random: Random, width: int, styles: list[Style]) -> Strip:
    """A strip of so many cells with some words in some styles."""
    segments = [Segment(random.choice(WORDS), random.choice(styles)) for _ in range(random.randint(0, 6))]
    return Strip(segments).adjust_cell_length(width, random.choice(styles))


def look(screen: pyte.Screen) -> list[list[Any]]:
    """Each cell as it looks: of a blank the colour of letters does not matter."""

    def seen(cell: Any) -> tuple[Any, ...]:
        if cell.data == " " and not (cell.reverse or cell.underscore or cell.strikethrough):
            return " ", cell.bg
        return tuple(cell)

    return [[seen(screen.buffer[y][x]) for x in range(WIDTH)] for y in range(HEIGHT)]


def console(colours: Any) -> Console:
    return Console(force_terminal=True, color_system=colours)


class Twins:
    """Two terminals: one gets what Textual writes, the other what is written instead."""

    def __init__(self, colours: str, fills: bool = True) -> None:
        self.console = console(colours)
        self.shown = Shown(fills)
        self.screens = [pyte.Screen(WIDTH, HEIGHT) for _ in range(2)]
        self.streams = [pyte.Stream(screen) for screen in self.screens]
        self.bytes = [0, 0]

    def write(self, update: LayoutUpdate | ChopsUpdate) -> int:
        """Write it to both; how many bytes the second took."""
        texts = (
            update.render_segments(self.console),
            Sparing(update, self.shown).render_segments(self.console),
        )
        for number, text in enumerate(texts):
            self.streams[number].feed(text)
            self.bytes[number] += len(text.encode())
        assert look(self.screens[0]) == look(self.screens[1])
        return len(texts[1].encode())


def part(strips: dict[int, tuple[Strip, Strip]], spans: list[tuple[int, int, int]]) -> ChopsUpdate:
    """An update of some lines, each in two pieces."""
    chops: list[dict[int, Strip | None]] = [{0: None, CUT: None} for _ in range(HEIGHT)]
    for y, pieces in strips.items():
        chops[y] = dict(zip((0, CUT), pieces, strict=True))
    return ChopsUpdate(chops, spans, [[CUT, WIDTH]] * HEIGHT)


@pytest.mark.parametrize("fills", [True, False])
@pytest.mark.parametrize("colours", ["truecolor", "256", "standard"])
@pytest.mark.parametrize("seed", range(4))
def test_both_terminals_show_the_same(colours: str, seed: int, fills: bool) -> None:
    random = Random(seed)
    twins = Twins(colours, fills)
    styles = [style.copy() for style in STYLES]  # each remembers its codes in the first colours it met
    pieces = {y: (line(random, CUT, styles), line(random, WIDTH - CUT, styles)) for y in range(HEIGHT)}
    if seed:  # else the terminal's first content is not known
        twins.write(LayoutUpdate([pieces[y] for y in range(HEIGHT)], Region(0, 0, WIDTH, HEIGHT)))
    for _ in range(120):
        y = random.randrange(HEIGHT)
        left, right = pieces[y]
        pieces[y] = random.choice(
            [
                (left, right),
                (line(random, CUT, styles), right),
                (left, line(random, WIDTH - CUT, styles)),
                pieces[0],
            ]
        )
        begins, ends = random.choice([(0, WIDTH), (0, CUT), (CUT, WIDTH)])
        twins.write(part({y: pieces[y]}, [(y, begins, ends)]))
        if random.random() < 0.05:
            twins.shown.forget()
    assert twins.bytes[1] < twins.bytes[0] * 0.8


@pytest.mark.parametrize("fills", [True, False])
@pytest.mark.parametrize("seed", range(4))
def test_lines_that_go_up_or_down_are_scrolled(seed: int, fills: bool) -> None:
    random = Random(seed)
    twins = Twins("256", fills)
    lines = [line(random, WIDTH - 1, STYLES) for _ in range(40)]
    blank = line(random, WIDTH - 1, [STYLES[1]])
    top = 0
    for _ in range(60):
        first, last = random.choice([(0, HEIGHT), (1, HEIGHT - 1), (2, 6)])
        top = max(0, min(top + random.randint(-4, 4), len(lines) - HEIGHT))
        if random.random() < 0.2:
            lines[random.randrange(len(lines))] = random.choice([blank, line(random, WIDTH - 1, STYLES)])
        chops: list[dict[int, Strip | None]] = [{0: None} for _ in range(HEIGHT)]
        for y in range(first, last):
            chops[y] = {0: Strip([*lines[top + y], Segment(random.choice(" |"), STYLES[1])])}
        spans = [(y, 0, WIDTH) for y in range(first, last)]
        twins.write(ChopsUpdate(chops, spans, [[WIDTH]] * HEIGHT))
        if random.random() < 0.1:
            twins.shown.forget()
    assert twins.bytes[1] < twins.bytes[0] * 0.8


def test_a_page_that_is_scrolled_by_a_line_is_not_written_anew() -> None:
    twins = Twins("256")

    def window(top: int) -> ChopsUpdate:
        texts = [chr(97 + number % 26) * (10 + number % 28) for number in range(top, top + HEIGHT)]
        chops: list[dict[int, Strip | None]] = [
            {0: Strip([Segment(text, STYLES[1])]).adjust_cell_length(WIDTH, STYLES[1])} for text in texts
        ]
        return ChopsUpdate(chops, [(y, 0, WIDTH) for y in range(HEIGHT)], [[WIDTH]] * HEIGHT)

    twins.write(window(0))
    for top in (1, 2, 1, 0, 3):
        assert twins.write(window(top)) < 70 + 40 * 3
    assert twins.write(window(30)) > 210


def test_what_is_there_already_is_not_written() -> None:
    twins = Twins("256")
    pieces = Strip([Segment("Anna 田中", STYLES[1])]), Strip([Segment("late", STYLES[2])])
    update = part({1: pieces}, [(1, 0, WIDTH)])
    assert twins.write(update) > 0
    assert twins.write(update) == 0
    other = part({1: (pieces[0], Strip([Segment("lake", STYLES[2])]))}, [(1, 0, WIDTH)])
    assert twins.write(other) < 40
    twins.shown.forget()
    assert twins.write(other) > 40


def row(*words: str) -> ChopsUpdate:
    """Words in turn of two styles, and blanks to the end of the line."""
    segments = [Segment(word, STYLES[1 + number % 2]) for number, word in enumerate(words)]
    strip = Strip(segments).adjust_cell_length(WIDTH, STYLES[1])
    return part({1: (strip.crop(0, CUT), strip.crop(CUT, WIDTH))}, [(1, 0, WIDTH)])


def test_what_has_one_style_is_written_in_one_go() -> None:
    twins = Twins("256")
    assert twins.write(row("one", "TWO", "three", "FOUR", "five", "SIX")) < 120


def test_blanks_are_erased_where_that_takes_the_ground() -> None:
    blank = row("late")
    assert Twins("256").write(blank) < 50 < Twins("256", fills=False).write(blank)


@pytest.mark.parametrize(
    ("environment", "known"),
    [
        ({"TERM": "xterm-256color"}, True),
        ({"TERM": "tmux-256color"}, True),
        ({"TERM": "screen-256color"}, False),
        ({"TERM": "xterm-256color", "STY": "4711.pts-0.host"}, False),
        ({"TERM": "vt220"}, False),
        ({}, False),
    ],
)
def test_which_terminals_erase_with_the_ground(environment: dict[str, str], known: bool) -> None:
    assert fills(environment) is known


def test_a_line_that_only_goes_on_further_is_pushed_along() -> None:
    twins = Twins("256")
    ends = "move  zoom  edit  delete"

    def line_of(word: str) -> ChopsUpdate:
        strip = Strip([Segment(f"{word}  {ends}", STYLES[1])]).adjust_cell_length(WIDTH, STYLES[1])
        return ChopsUpdate([{0: strip}] * HEIGHT, [(1, 0, WIDTH)], [[WIDTH]] * HEIGHT)

    twins.write(line_of("done"))
    assert twins.write(line_of("open again")) < 60
    assert twins.write(line_of("done")) < 60


def test_a_repaint_of_the_whole_screen_is_written_as_it_comes() -> None:
    shown = Shown()
    strips: list[Iterable[Strip]] = [[Strip([Segment("x" * WIDTH, STYLES[1])])] for _ in range(HEIGHT)]
    update = LayoutUpdate(strips, Region(0, 0, WIDTH, HEIGHT))
    for _ in range(2):
        assert Sparing(update, shown).render_segments(console("256")) == update.render_segments(
            console("256")
        )


def test_other_colours_are_other_pens() -> None:
    shown = Shown()
    assert shown.pens(console("256")).system is ColorSystem.EIGHT_BIT
    assert shown.pens(console("standard")).system is ColorSystem.STANDARD


def test_a_piece_of_no_cells_beside_wide_signs_ends_nothing() -> None:
    shown = Shown(True)
    wide, plain = Strip([Segment("田中", STYLES[1])]), Strip([Segment("x" * 36, STYLES[1])])
    for name in ("田中", "田田"):
        wide = Strip([Segment(name, STYLES[1])])
        chops: list[dict[int, Strip | None]] = [{0: wide, 4: plain, WIDTH: Strip([])}]
        update = ChopsUpdate(chops, [(0, 0, WIDTH)], [[4, WIDTH, WIDTH + 1]])
        Sparing(update, shown).render_segments(console("256"))
    assert shown.sure
