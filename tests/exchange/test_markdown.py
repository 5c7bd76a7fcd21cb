"""Client text in Markdown stays text: a renderer with every extension on makes nothing of it."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from coach_tui.exchange.markdown import block, escape
from coach_tui.plan.text import clean

RENDER = MarkdownIt("commonmark", {"html": True, "linkify": True}).enable(
    ["linkify", "table", "strikethrough"]
)
SIGNS = st.text(st.sampled_from("ab1 .:/-+#=*_`~<>[]()!|\\&;@$wh"), max_size=24)
HOSTILE = [
    "<script>alert(1)</script>", "[pay here](http://evil.example)", "![x](http://evil.example/x.png)",
    "http://evil.example/a?b=c", "www.evil.example", "someone@evil.example", "<http://evil.example>",
    "# heading", "1. item", "- item", "+ item", "* item", "> quote", "---", "===", "***", "| a | b |",
    "`code`", "**bold**", "__bold__", "~~gone~~", "&amp; &lt;", "\\*", "```", "    code", "[a]: http://evil.example",
    "a <b> c", "evil.example", "mailto:a@evil.example", "xmpp:a@evil.example", "-", "1)", "$x$",
]  # fmt: skip


def shown(markdown: str) -> tuple[set[str], str]:
    """The elements that a renderer makes, and the text that a reader sees."""
    page = RENDER.render(markdown)
    return set(re.findall(r"<(\w+)", page)), unescape(re.sub(r"<[^>]*>", "", page))


def squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_it_is(text: str) -> None:
    elements, told = shown(escape(text))
    assert elements <= {"p"}
    assert squeezed(told) == squeezed(text)


@given(SIGNS)
def test_a_line_of_signs_is_shown_as_it_is(text: str) -> None:
    elements, told = shown(escape(text))
    assert elements <= {"p"}
    assert squeezed(told) == squeezed(clean(text))


@given(SIGNS)
def test_a_line_in_an_item_or_a_cell_stays_in_it(text: str) -> None:
    assert shown(f"- {escape(text)} (x)")[0] <= {"ul", "li"}
    assert shown(f"| h | i |\n|---|---|\n| {escape(text)} | x |")[0] <= {
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    }


@given(st.lists(SIGNS, min_size=1, max_size=4).map("\n".join))
def test_several_lines_make_paragraphs_and_breaks_alone(text: str) -> None:
    elements, told = shown(block(text))
    assert elements <= {"p", "br"}
    assert squeezed(told) == squeezed(clean(text, lines=True))
    assert shown(f"> {block(text, '> ')}")[0] <= {"blockquote", "p", "br"}
