"""The form of a round, to be sent to raters: as text that survives an e-mail reply, or as one HTML page.

Both name the round by a mark made from what it asks, so that an answer to another round, or to another
version of this one, is noticed. One for an invited rater has a code as well, so that nobody answers in
another's place by mistake, and does not ask for the group. `coach_tui.exchange.rater_replies` reads back what
comes in.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from coach_tui.changes.raters import rater_code
from coach_tui.exchange.form_lines import wrapped
from coach_tui.exchange.reply_text import ANSWER, END
from coach_tui.plan.round import GROUPS, Round
from coach_tui.plan.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach_tui.plan.round import Rater

RATER_SUBJECT = "Asking for your feedback"
"""The subject under which a form is sent: it names nobody."""
FORMAT = "coach-tui 360 answers"
ROUND_MARK = re.compile(
    r"[\[［【][ \t*_]{0,4}(?:[^\W\d_]{1,15})[\s>|]{1,6}([0-9a-f]{8})[ \t*_]{0,4}\\?[\]］】]", re.IGNORECASE
)
"""A round's id in its form, also where its word was translated."""
_UNKNOWN = "n/a"
GROUP_LINES = {
    "self": "I answer about myself",
    "manager": "I am the manager",
    "peer": "we are peers",
    "report": "I report to this person",
    "other": "none of these: a customer, say",
}


def mark_of(asked: Round) -> str:
    """Eight signs that stand for a round and what it asks."""
    from zlib import crc32

    told = repr((asked.uid, asked.kind, asked.low, asked.high, asked.items, asked.questions))
    return f"{crc32(told.encode('utf-8', 'replace')):08x}"


def scale_lines(asked: Round) -> list[str]:
    """The scale in words, a score a line."""
    words = asked.words
    if not words:
        return [f"{_signed(asked, asked.low)} to {_signed(asked, asked.high)}"]
    return [f"{_signed(asked, score)} = {word}" for score, word in words.items()]


def _signed(asked: Round, score: int) -> str:
    return f"{score:+d}" if asked.low < 0 and score else str(score)


def rater_form_heading(asked: Round, client: str) -> str:
    """The heading of a form."""
    return f"Feedback for {client}"


def introduction(asked: Round, client: str) -> list[str]:
    """What a rater is told before anything is asked, a paragraph each."""
    return [
        f"Thank you for taking ten minutes. What you write goes to {client}'s coach alone. The coach sees "
        "who answered what; your name is shown to nobody else. Scores and comments are passed on by group, "
        "and only of groups of which at least three have answered; those of a manager are passed on as "
        "the manager's.",
        "Say what you have seen yourself. Where you cannot tell, say so: that is better than a guess.",
    ]


_HOW = (
    f"Write behind each “{ANSWER}”. Leave the numbers in square brackets as they are; "
    "everything else may be moved, quoted or broken by your mail program."
)
_ALONE = "This form is for you alone: please do not pass it on."
_NAME = "Your name"
_IN_WORDS = "In your own words, as many lines as you like"


_CLIENT = re.compile(r"write\s+goes\s+to\s+((?:[^\n]|\n(?!\s*\n)){1,200}?)['’´`]s\s+coach\s+alone")
"""Where a form says whose it is."""


def rater_form_says(asked: Round, form: str) -> list[str]:
    """What a text form says beside its questions, however a mail program broke it.

    “…” stands for the client's name, except in the heading: that is as in the form itself.
    """
    headings = [rater_form_heading(asked, name) for name in dict.fromkeys(_CLIENT.findall(form))]
    scale = [asked.asks, f"{_UNKNOWN} = {asked.unknown}", *scale_lines(asked)]
    return [*headings, *introduction(asked, "…"), _HOW, *map(clean, scale), _IN_WORDS, _ALONE]


def rater_form_asks(tag: str) -> str:
    """What the text form asks by the tag of the name or the group; “…” stands for the client's name."""
    return _NAME if tag == "name" else " ".join([_group("…"), *_group_lines()])


def _group(client: str) -> str:
    return f"How do you know {client}? One of: {', '.join(GROUPS)}"


def _group_lines() -> list[str]:
    return [f"{group}: {said}" for group, said in GROUP_LINES.items()]


def rater_text_form(asked: Round, client: str, rater: Rater | None = None) -> str:
    """The form as text, to be filled in within an e-mail reply; for an invited rater, or for anybody."""
    lines = [rater_form_heading(asked, client), f"[round {mark_of(asked)}]"]
    lines += [f"[code {rater_code(rater)}] {_ALONE}", ""] if rater is not None else [""]
    for paragraph in introduction(asked, client):
        lines += [_wrapped(paragraph), ""]
    lines += [
        _wrapped(_HOW),
        "",
        f"[name] {_NAME}",
        ANSWER,
        "",
        *(_group_question(client) if rater is None else []),
        _wrapped(f"[scale] {asked.asks}"),
        *[f"    {line}" for line in scale_lines(asked)],
        f"    {_UNKNOWN} = {asked.unknown}",
        "",
    ]
    for number, item in enumerate(asked.items, 1):
        lines += [_wrapped(f"[{number}] {item}"), ANSWER, ""]
    if asked.questions:
        lines += [f"[words] {_IN_WORDS}", ""]
    for number, question in enumerate(asked.questions, 1):
        lines += [_wrapped(f"[q{number}] {question}"), ANSWER, ""]
    return "\n".join([*lines, END, ""])


def _group_question(client: str) -> list[str]:
    return [f"[group] {_group(clean(client))}", *[f"    {line}" for line in _group_lines()], ANSWER, ""]


def _wrapped(text: str) -> str:
    return wrapped(clean(text))


def rater_html_form(asked: Round, client: str, rater: Rater | None = None) -> str:
    """The form as one page that needs nothing from outside, and gives the answers as a file to send back."""
    from base64 import b64encode
    from hashlib import sha256
    from importlib.resources import files

    template = (files("coach_tui.exchange") / "rater_form.html").read_text("utf-8")
    style = _between(template, "<style>", "</style>")
    script = _between(template, "<script>", "</script>")
    hashes = [b64encode(sha256(part.encode()).digest()).decode() for part in (style, script)]
    policy = (
        f"default-src 'none'; style-src 'sha256-{hashes[0]}'; script-src 'sha256-{hashes[1]}'; "
        "form-action 'none'; base-uri 'none'"
    )
    values = {
        "policy": _safe(policy),
        "title": _safe(rater_form_heading(asked, client)),
        "introduction": "\n".join(f"<p>{_safe(text)}</p>" for text in introduction(asked, client)),
        "mark": _safe(mark_of(asked)),
        "format": _safe(FORMAT),
        "code": _safe(rater_code(rater)) if rater is not None else "",
        "group": _page_group(client, rater),
        "asks": _safe(asked.asks),
        "scale": " · ".join(_safe(line).replace(" = ", "&nbsp;=&nbsp;") for line in scale_lines(asked)),
        "items": "\n".join(_item(asked, n, item) for n, item in enumerate(asked.items, 1)),
        "questions": "\n".join(
            ["<h2>In your own words</h2>"] * bool(asked.questions)
            + [_question(n, text) for n, text in enumerate(asked.questions, 1)]
        ),
    }
    head, *parts = template.split("{{")
    found = [head]
    for part in parts:
        name, _, rest = part.partition("}}")
        found += [values[name], rest]
    return "".join(found)


def _safe(text: str) -> str:
    """Text for a page: whatever it holds, it stays text."""
    return escape(clean(text), quote=True)


def _between(text: str, before: str, after: str) -> str:
    return text.partition(before)[2].partition(after)[0]


def _option(name: str, value: str, label: str) -> str:
    return (
        f'<label><input type="radio" name="{_safe(name)}" value="{_safe(value)}"> '
        f"<span>{_safe(label)}</span></label>"
    )


def _page_group(client: str, rater: Rater | None) -> str:
    """The question for the group; of an invited rater it is known."""
    if rater is not None:
        return f'<input type="hidden" name="group" value="{_safe(rater.group)}">\n<p>{_safe(_ALONE)}</p>'
    options = "\n".join(_option("group", group, f"{group}: {GROUP_LINES[group]}") for group in GROUPS)
    legend = _safe(f"How do you know {client}?")
    return f'<fieldset class="groups"><legend>{legend}</legend>\n{options}\n</fieldset>'


def _item(asked: Round, number: int, item: str) -> str:
    scores: Sequence[int] = range(asked.low, asked.high + 1)
    options = [_option(f"score{number}", str(score), _signed(asked, score)) for score in scores]
    options.append(_option(f"score{number}", "n/a", asked.unknown))
    return (
        f'<fieldset class="item"><legend>{number}. {_safe(item)}</legend>'
        f'<div class="scores">{"".join(options)}</div></fieldset>'
    )


def _question(number: int, question: str) -> str:
    return (
        f'<p class="question"><label for="q{number}">{_safe(question)}</label>'
        f'<textarea id="q{number}" name="comment{number}" rows="4"></textarea></p>'
    )
