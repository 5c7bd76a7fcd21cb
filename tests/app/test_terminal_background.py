"""What a terminal says of its background, and what of that was typed."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach_tui.app.terminal.background import Asked, begin, is_light, told_by, unasked

ANSWER = b"\x1b]11;rgb:ffff/fafa/f0f0\x1b\\"


@pytest.mark.parametrize(
    ("answer", "light"),
    [
        (b"rgb:ffff/ffff/ffff", True),
        (b"rgb:1c1c/1c1c/1c1c", False),
        (b"rgb:f/f/f", True),
        (b"rgb:00/2b/36", False),
        (b"rgba:ffff/ffff/ffff/8080", True),
        (b"rgb:ffff/ffff", None),
        (b"#ffffff", None),
        (b"", None),
    ],
)
def test_a_colour_is_light_or_dark(answer: bytes, light: bool | None) -> None:
    assert is_light(answer) is light


@pytest.mark.parametrize(
    ("told", "light"),
    [
        ("0;15", True),
        ("15;0", False),
        ("15;default;0", False),
        ("0;7", True),
        ("7;8", False),
        ("", None),
        ("0;default", None),
    ],
)
def test_what_the_environment_says(told: str, light: bool | None) -> None:
    assert told_by({"COLORFGBG": told}) is light
    assert told_by({}) is None


@given(
    st.lists(st.integers(0, len(ANSWER) + 3), max_size=4), st.sampled_from([b"", b"a", b"\x1b", b"\x1b[A"])
)
def test_the_answer_is_no_key_however_it_is_cut(cuts: list[int], typed: bytes) -> None:
    sent = typed + ANSWER + b"1zo"
    begins = len(typed) + 3  # cut nearer to its Escape it would look like a key
    ends = sorted({max(begins, min(cut, len(sent))) for cut in cuts})
    parts = [sent[one:other] for one, other in zip([0, *ends], [*ends, len(sent)], strict=True)]
    asked = Asked(0, None, 0)
    assert b"".join(map(asked.sift, parts)) == typed + b"1zo"
    assert asked.light is True


@pytest.mark.parametrize(
    "reply", [ANSWER, b"\x1b]11;rgb:ffff/ffff/ffff\x07", b"\x1b]4;1;rgb:0/0/0\x07", b"\x1b]2;t\x07"]
)
def test_no_later_answer_is_typed_nor_one_that_nobody_asked_for(reply: bytes) -> None:
    asked = Asked(0, None, 0)
    asked.sift(ANSWER)
    for one in (asked, unasked()):
        assert one.sift(b"j" + reply + reply + b"k") == b"jk"
        assert one.sift(b"j" + reply[:9]) + one.sift(reply[9:] + b"k") == b"jk"
        assert one.sift(b"\x1b]1") == b"\x1b]1"  # keys
        assert one.sift(b"\x1b]11;rgb") + one.sift(b"j") == b"\x1b]11;rgbj"
    assert asked.light is True


def test_keys_that_look_like_the_beginning_of_an_answer_are_keys() -> None:
    asked = Asked(0, None, 0)
    assert asked.sift(b"\x1b]") == b"\x1b]"
    assert asked.sift(b"\x1b]1") + asked.sift(b"0") == b"\x1b]10"
    assert asked.sift(b"\x1b]11;" + b"x" * 80) == b"\x1b]11;" + b"x" * 80
    assert asked.light is None


def test_what_comes_in_time_is_waited_for_and_what_was_typed_is_kept() -> None:
    ours, theirs = os.pipe()
    try:
        os.write(theirs, b"4" + ANSWER + b"d")
        asked = Asked(ours, None, 0)
        assert asked.wait() is True
        assert (asked.typed(), asked.typed()) == (b"4d", b"")
        assert Asked(ours, None, 0).wait() is None
    finally:
        os.close(ours)
        os.close(theirs)


@pytest.mark.parametrize(
    "more", [{"TERM": "xterm", "NO_COLOR": "1"}, {"TERM": "dumb"}, {"TERM": "linux"}, {}]
)
def test_some_terminals_are_not_asked(more: dict[str, str]) -> None:
    assert begin(more) is None
