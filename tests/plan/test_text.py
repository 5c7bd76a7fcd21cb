"""Foreign text: what is let through, how wide it is, how it is searched and named."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from coach_tui.plan.text import cells, clean, fit, fold, slug, typed_line, wrap

fixed = settings(derandomize=True, deadline=None, max_examples=150)

NASTY = [
    *map(chr, range(0x20)),
    "\x7f",
    "\x85",
    "\x9b",
    "\u2028",
    "\u2029",
    "\u200b",
    "\u200c",
    "\u200d",
    "\u202e",
]
NASTY += [
    "\u2066",
    "\ufeff",
    "\ufe0f",
    "\ufe0e",
    "\ud800",
    "\udfff",
    "\ufffe",
    "\U0010ffff",
    "\u0378",
    "\xad",
]
NASTY += [
    "\u0301",
    "\u0308",
    "\u0323",
    "\u0345",
    "\u09c7",
    "\u09be",
    "\u0f71",
    "\u1100",
    "\u1161",
    "\u11a8",
    "\u212b",
]
NASTY += [
    "\u0344",
    "\u0958",
    "\ufb1d",
    "\U0001f469",
    "❤",
    "\U000e0061",
    "a",
    "e",
    "İ",
    "ß",
    "ﬁ",
    "漢",
    "\ud83d",
    "\ude00",
]
hostile = st.lists(st.sampled_from(NASTY) | st.characters(), max_size=30).map("".join)


@pytest.mark.parametrize(
    ("given_text", "one_line", "lines"),
    [
        ("", "", ""),
        ("plain [bold] text", "plain [bold] text", "plain [bold] text"),
        ("a\nb", "a b", "a\nb"),
        ("a\r\nb\rc", "a b c", "a\nb\nc"),
        ("a\n\nb", "a  b", "a\n\nb"),
        ("a\vb\fc\x85d\u2028e\u2029f", "a b c d e f", "a\nb\nc\nd\ne\nf"),
        ("a\tb", "a b", "a    b"),
        ("\x1b]0;title\x07", "␛]0;title␇", "␛]0;title␇"),
        ("\x1b]52;c;aGk=\x1b\\", "␛]52;c;aGk=␛\\", "␛]52;c;aGk=␛\\"),
        ("nul\x00del\x7f", "nul␀del␡", "nul␀del␡"),
        ("\x9b31m", "\\x9b31m", "\\x9b31m"),
        ("safe\u202egnp.exe", "safegnp.exe", "safegnp.exe"),
        ("\ufeffbom\u200bzero\xadshy\u2066x\u2069", "bomzeroshyx", "bomzeroshyx"),
        ("👩\u200d💻 می\u200cخواهم", "👩\u200d💻 می\u200cخواهم", "👩\u200d💻 می\u200cخواهم"),
        ("❤\ufe0f", "❤\ufe0f", "❤\ufe0f"),
        ("\ud800x\udfff", "\ufffdx\ufffd", "\ufffdx\ufffd"),
        ("\ufffe\U0010ffff\u0378", "\ufffd\ufffd\ufffd", "\ufffd\ufffd\ufffd"),
        ("e\u0301", "é", "é"),
        ("x" + "\u0301" * 9 + "y", "x" + "\u0301" * 4 + "y", "x" + "\u0301" * 4 + "y"),
        ("x" + "\u0301\u200d" * 9, "x" + "\u0301\u200d" * 4, "x" + "\u0301\u200d" * 4),
        ("naïve 漢字 नमस्ते", "naïve 漢字 नमस्ते", "naïve 漢字 नमस्ते"),
    ],
)
def test_clean(given_text: str, one_line: str, lines: str) -> None:
    assert clean(given_text) == one_line
    assert clean(given_text, lines=True) == lines


def test_zalgo_is_cut_even_when_formats_stand_between() -> None:
    assert clean("x" + "\u0301\u200b" * 50) == "x" + "\u0301" * 4


@pytest.mark.parametrize("code", [*range(0x20), *range(0x7F, 0xA0)])
def test_no_control_character_comes_through(code: int) -> None:
    for lines in (False, True):
        left = clean(f"a{chr(code)}b", lines=lines)
        assert all(char == "\n" or unicodedata.category(char) != "Cc" for char in left)
        assert len(left) >= 3  # made visible or a space, never silently dropped


@fixed
@given(hostile, st.booleans())
def test_clean_leaves_only_what_is_safe_and_is_idempotent(text: str, lines: bool) -> None:
    done = clean(text, lines=lines)
    assert clean(done, lines=lines) == done
    assert unicodedata.is_normalized("NFC", done)
    done.encode("utf-8")
    marks = 0
    for char in done:
        category = unicodedata.category(char)
        assert category not in ("Cs", "Cn", "Zl", "Zp")
        assert category != "Cc" or (lines and char == "\n")
        assert category != "Cf" or char in "\u200c\u200d"
        marks = marks + 1 if category[0] == "M" else marks if char in "\u200c\u200d" else 0
        assert marks <= 4


@fixed
@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E)))
def test_plain_ascii_is_untouched(text: str) -> None:
    assert clean(text) is text
    assert cells(text) == len(text)


def test_a_long_plain_text_is_cleaned_at_once() -> None:
    text = "what the client said " * 5000
    best = 1.0
    for _ in range(5):
        started = time.perf_counter()
        clean(text)
        best = min(best, time.perf_counter() - started)
    assert best < 0.005  # 0.2 ms where it was measured


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("abc", 3),
        ("é", 1),
        ("e\u0301", 1),
        ("漢字", 4),
        ("ｆｕｌｌ", 8),
        ("😀", 2),
        ("👩\u200d💻", 2),
        ("👍🏽", 2),
        ("❤", 1),
        ("❤\ufe0f", 2),
        ("한글", 4),
        ("\u1112\u1161\u11ab", 2),
        ("…–", 2),
        ("␛", 1),
    ],
)
def test_cells(text: str, width: int) -> None:
    assert cells(text) == width
    assert cell_len(text) == width  # the screen's library counts the same


@pytest.mark.no_cover
def test_every_character_is_as_wide_as_the_screen_draws_it() -> None:
    for code in range(0x20, 0x20000):
        char = chr(code)
        if clean(char) == char:
            assert cells(char) == cell_len(char), hex(code)


@pytest.mark.parametrize(
    ("text", "width", "options", "result"),
    [
        ("abc", 5, {}, "abc  "),
        ("abc", 5, {"align": "right"}, "  abc"),
        ("abc", 6, {"align": "center"}, " abc  "),
        ("abc", 3, {}, "abc"),
        ("abcd", 3, {}, "ab…"),
        ("abcd", 3, {"ellipsis": ""}, "abc"),
        ("abcd", 1, {}, "…"),
        ("abcd", 2, {"ellipsis": "..."}, "ab"),
        ("abcd", 0, {}, ""),
        ("abcd", -1, {}, ""),
        ("", 2, {}, "  "),
        ("漢字漢", 5, {}, "漢字…"),
        ("漢字漢", 4, {}, "漢… "),
        ("漢字漢", 4, {"align": "right"}, " 漢…"),
        ("👩\u200d💻👩\u200d💻", 3, {}, "👩\u200d💻…"),
        ("ne\u0301e\u0301e\u0301", 3, {}, "ne\u0301…"),
    ],
)
def test_fit(text: str, width: int, options: dict[str, str], result: str) -> None:
    assert fit(text, width, **options) == result


def test_fit_knows_three_ways_to_align() -> None:
    with pytest.raises(ValueError, match="left, right or center"):
        fit("a", 3, align="middle")


@fixed
@given(hostile, st.integers(0, 40), st.sampled_from(["left", "right", "center"]))
def test_fit_always_fills_the_width(text: str, width: int, align: str) -> None:
    assert cells(fit(clean(text), width, align=align)) == width


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Élan Vital", "elan vital"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("İstanbul", "istanbul"),
        ("ﬁne", "fine"),
        ("Søren Ægir", "soren aegir"),
        ("Þórður", "thordur"),
        ("Đorđe", "dorde"),
        ("Œuvre", "oeuvre"),
        ("Kadıköy", "kadikoy"),
        ("Ħal Ŧ", "hal t"),
        ("Nguyễn Ṽ", "nguyen v"),
        ("Ἀθήνα", "αθηνα"),
        ("Й", "и"),
        ("אָלֶף", "אָלֶף"),  # a mark makes another letter there
        ("कि", "कि"),
        ("ΣΊΣΥΦΟΣ", "σισυφοσ"),
        ("Привет", "привет"),
        ("ｆｕｌｌ", "full"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@fixed
@given(hostile)
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Anna Müller", "anna-muller"),
        ("  Q3: Plan / Review (2)  ", "q3-plan-review-2"),
        ("../../etc/passwd", "etc-passwd"),
        ("", "unnamed"),
        ("...", "unnamed"),
        ("\x00\x1b", "unnamed"),
        ("CON", "con-1"),
        ("lpt9", "lpt9-1"),
        ("a" * 300, "a" * 64),
        ("a" * 63 + " b", "a" * 63),
    ],
)
def test_slug(text: str, name: str) -> None:
    assert slug(text) == name


def test_names_without_ascii_letters_stay_apart() -> None:
    assert slug("Мария") != slug("Иван")
    assert slug("Мария").startswith("unnamed-")


@fixed
@given(hostile)
def test_a_slug_is_always_a_file_name(text: str) -> None:
    name = slug(text)
    assert 0 < len(name) <= 64
    assert name.isascii()
    assert name.replace("-", "").isalnum()
    assert name == name.lower().strip("-.")


@pytest.fixture
def looked_up(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The characters that are looked up in Unicode's tables from here on, each time that they are."""
    found: list[str] = []

    def watched(look: Callable[[str], str]) -> Callable[[str], str]:
        def seen(char: str) -> str:
            found.append(char)
            return look(char)

        return seen

    for name in ("category", "east_asian_width"):
        monkeypatch.setattr(unicodedata, name, watched(getattr(unicodedata, name)))
    return found


@pytest.mark.parametrize("text", ["“漢字” – … ‘…’", "Zoë 🙂🚀", "\x1b\u202e\u2066\x85“”", "\U0001ffff"])
def test_common_text_is_looked_up_once(text: str, looked_up: list[str]) -> None:
    cells(text)
    clean(text)
    looked_up.clear()
    assert cells(text * 3) == 3 * cells(text)
    assert looked_up == []
    clean(text * 3)
    assert len(looked_up) <= len(set(text))  # not for each place where it stands


def test_what_is_remembered_of_text_has_an_end(looked_up: list[str]) -> None:
    for _ in range(3):
        assert cells("\U00020000\U00020001") == 4
        assert clean("\U00020000\U00020001") == "\U00020000\U00020001"
    assert looked_up.count("\U00020000") >= 6


@pytest.mark.parametrize("name", ["con", "prn", "aux", "nul", "com0", "com5", "com9", "lpt0", "lpt5", "lpt9"])
def test_names_that_windows_reserves_are_none(name: str) -> None:
    assert slug(name.upper()) == f"{name}-1"
    assert slug(f"{name}x") == f"{name}x"


@pytest.mark.parametrize(
    "char", ["\u0301", "\u20dd", "\u0903", "\u200b", "\x07", "\u2028", "\u2029"], ids=ascii
)
def test_what_has_no_cell(char: str) -> None:
    assert cells(char) == 0


@pytest.mark.parametrize("char", ["☺", "↔", "©", "7", "‼"])
def test_what_is_drawn_wide_when_it_is_asked_to_be_an_emoji(char: str) -> None:
    assert (cells(char), cells(f"{char}\ufe0f"), cells(f"a{char}\ufe0fb")) == (1, 2, 4)


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("board\n", "board"),
        ("\x1b\n", ""),
        (" \x1b[D\x1b[1;5C\x1bOA\x1b[3~ ", ""),
        ("Fr\x1b[Dau Özil\x07\x7f\x9b\r\n", "Frau Özil"),
        ("a\tb", "a b"),
    ],
)
def test_what_was_typed_at_a_prompt_has_no_keys_in_it(typed: str, line: str) -> None:
    assert typed_line(typed) == line


@pytest.mark.parametrize(
    ("text", "width", "rows"),
    [
        ("", 5, [""]),
        ("a bc def", 4, ["a bc", "def"]),
        ("abcdefgh ij", 3, ["abc", "def", "gh", "ij"]),
        ("first;  then  more", 12, ["first;  then", "more"]),
        ("  in\nlines ", 8, ["in lines"]),
        ("four\xa0weeks on", 8, ["four\xa0wee", "ks on"]),
        ("倉庫の移転", 4, ["倉庫", "の移", "転"]),
        ("倉庫", 1, ["倉", "庫"]),
        ("see 倉庫の移転 now", 9, ["see 倉庫", "の移転", "now"]),
        ("倉庫。移転", 4, ["倉", "庫。", "移転"]),
        ("倉庫abc", 4, ["倉庫", "abc"]),
        ("abc倉庫", 4, ["abc", "倉庫"]),
        ("倉庫(a)", 4, ["倉", "庫(a", ")"]),
        ("(a)倉庫", 4, ["(a)", "倉庫"]),
        ("倉庫「移転」", 7, ["倉庫", "「移", "転」"]),
        ("창고 이전 계획", 6, ["창고", "이전", "계획"]),
        ("👩‍👩‍👧 and 👩‍👩‍👧", 6, ["👩‍👩‍👧 and", "👩‍👩‍👧"]),
    ],
)
def test_a_text_is_wrapped_by_cells(text: str, width: int, rows: list[str]) -> None:
    assert wrap(text, width) == rows


@pytest.mark.parametrize("sign", list("⺀移あアꀀ豈\ufe4fＡ＆\uff60𠀀𠮷"))
def test_a_row_ends_between_signs_of_scripts_without_blanks(sign: str) -> None:
    assert wrap(f"ab {sign * 3}", 6) == [f"ab {sign}", sign * 2]


@pytest.mark.parametrize("word", ["äöü", "\u2e7f\u2e7f\u2e7f", "ﬁﬁﬁ", "한국어", "😀😀😀"])
def test_no_row_ends_within_a_word_of_other_scripts(word: str) -> None:
    assert wrap(f"abc {word}", cells(word)) == ["abc", word]


def test_a_text_is_wrapped_otherwise_where_that_is_asked_for() -> None:
    assert wrap("a bc def", 8, 2) == ["a", "bc def"]
    assert wrap("https://one.example 倉庫の移転", 6, whole=True) == ["https://one.example", "倉庫の", "移転"]
    assert wrap("a bc  def 倉庫の移転", 4, most=2) == ["a bc", "def 倉庫の移転"]


@fixed
@given(st.text(alphabet="ab -。「倉庫창\u0301👍", max_size=40), st.integers(2, 12), st.integers(2, 12))
def test_rows_hold_the_whole_text_and_are_not_too_wide(text: str, width: int, first: int) -> None:
    rows = wrap(text, width, first)
    assert all(cells(row) <= (width if number else first) for number, row in enumerate(rows))
    assert "".join(rows).replace(" ", "") == text.replace(" ", "")
    assert "".join(wrap(text, width, first, most=2)).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize("before", ["", "a", "👍"])
@pytest.mark.parametrize("mark", ["\u20dd", "\u0489", "\u200d", "\u200c"])
def test_four_marks_in_a_row_are_kept(before: str, mark: str) -> None:
    assert clean(f"{before}{mark * 4}b") == f"{before}{mark * 4}b"
    assert clean(f"{before}{mark * 6}b{mark * 5}c") == f"{before}{mark * 4}b{mark * 4}c"
