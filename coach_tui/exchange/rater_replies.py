"""Answers that come back for a round: the text form in an e-mail reply, the page's file, or CSV.

A reply is taken as far as it is clear. Mail programs quote it, break its lines, change its blanks and put a
signature under it; people write behind the answer's label, under it, or between quoted lines.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach_tui import bounds
from coach_tui.changes.raters import Reply
from coach_tui.exchange.client_form import MARK
from coach_tui.exchange.csv_text import comparable
from coach_tui.exchange.letter import is_mail, letter
from coach_tui.exchange.rater_answers import RaterAnswers, somebody, two_of
from coach_tui.exchange.rater_csv import read_csv
from coach_tui.exchange.rater_form import (
    FORMAT,
    RATER_SUBJECT,
    ROUND_MARK,
    mark_of,
    rater_form_asks,
    rater_form_says,
)
from coach_tui.exchange.rater_hints import NO_HINTS
from coach_tui.exchange.reply_lines import ReplyLines, reply_lines
from coach_tui.exchange.reply_text import (
    Part,
    answer,
    in_a_line,
    is_polite,
    not_the_question,
    parts,
    signed_off,
    tag_pattern,
    unquoted,
    without_ours,
    words_beside,
)
from coach_tui.exchange.score_scale import score_and_words
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import SHORT, quote
from coach_tui.plan.text import clean

if TYPE_CHECKING:
    from typing import Any

    from coach_tui.exchange.letter import ReceivedText
    from coach_tui.exchange.rater_hints import Hints
    from coach_tui.plan.round import Round

_TAG = tag_pattern(
    r"name|group|scale|words|end|q?\d{1,3}|[^\W\d_]{1,15}\s+[0-9a-f]{8}|c[o\u00f3]d\w{1,3}\s+[0-9a-z]{5}",
)
_MARK = 8
"""Signs of a round's mark; a rater's code has fewer."""
_HEADING = re.compile(r"(?m)^[ \t]*Feedback for .*\s*\Z")
"""The heading of a form, which stands above its mark."""


@bounds.reader("this file of answers")
def read_replies(data: bytes, asked: Round | None, hints: Hints = NO_HINTS) -> RaterAnswers:
    """What a file holds, whichever of the kinds it is.

    Args:
        data: the file.
        asked: the round; None where it is still to be begun, which CSV alone can do.
        hints: what the coach says of it, where it does not tell by itself.

    Raises:
        BadInput: it is none of these, or belongs to another round.
    """
    if not is_mail(data):
        bounds.check_size(data, bounds.TABLE, "give it in parts")
    found = letter(data, ROUND_MARK, limit=bounds.TABLE)
    text = found.text
    if not text.strip():
        raise BadInput(found.instead or "it is empty")
    if text.lstrip().startswith("{"):
        return _page(text, _known(asked), hints)
    if ROUND_MARK.search(text):
        bounds.check_reply(text)
    if len(_TAG.findall(unquoted(text))) > 1:
        return read_text(found, _known(asked), hints)
    if MARK.search(text):
        raise BadInput("it answers a form of the client's own: import it without --as 360 and --round")
    if is_mail(data):
        raise BadInput(found.instead or "no form is in this mail, with its answers: nothing is read of it")
    return read_csv(text, asked, hints)


def _known(asked: Round | None) -> Round:
    if asked is None:
        raise BadInput("it answers a form, but there is no such round yet; check --round")
    return asked


def read_text(letter_in: ReceivedText, asked: Round, hints: Hints = NO_HINTS) -> RaterAnswers:
    """The reply in a text form.

    Raises:
        BadInput: it belongs to another round, holds the forms of several raters, or says nothing.
    """
    bounds.check_reply(letter_in.text)
    found = RaterAnswers()
    lines = reply_lines(letter_in.text, _TAG, ROUND_MARK)
    found_parts = _parts(lines)
    marks = {mark for part in found_parts if (mark := _mark(part.tag))}
    if marks and mark_of(asked) not in marks:
        raise BadInput(f"it answers another round than {quote(asked.title)}, or an earlier version of it")
    answers = _answers(found_parts, asked, found)
    if letter_in.instead and not set(answers) - {"name", "group"}:
        raise BadInput(letter_in.instead)
    _tell_words_beside(found_parts, lines, asked, found)
    letter_in.tell_subject([RATER_SUBJECT])
    found.notes += [f"left out: “{one}”" for one in letter_in.left_out]
    name = somebody(clean(answers.get("name", "")).strip())
    code = _answered_code(found_parts, asked)
    reply = Reply("", {}, {}, name, name if "@" in name else "", "", code, letter_in.sender)
    said, _, rest = answers.get("group", "").partition("\n")
    reply.group = hints.group(said)
    reply.where = quote(name) if name else "the reply"
    _fill(found, reply, answers, asked)
    if not reply.scores and not reply.comments:
        raise _unanswered(found)
    if not reply.group and (said or not (code or name)):
        what = f"the group {quote(said)} is not known" if said else "no group is named"
        raise BadInput(f"{what}; write self, manager, peer, report or other behind [group] and read it again")
    in_words = f", from “{_line(f'{said} {rest}')}”" if comparable(f"{said} {rest}") != reply.group else ""
    known_by = "with the code of an invited rater" if code else f"of {quote(name)}"
    of_group = f"of the group {reply.group}{in_words}" if reply.group else known_by
    found.notes.append(f"read as a reply to the form, {of_group}")
    found.replies.append(reply)
    return found


def _mark(tag: str) -> str:
    """The mark of a round in a tag; "" where it is another."""
    _, _, said = tag.partition(" ")
    return said.strip() if len(said.strip()) == _MARK else ""


def _code(tag: str) -> str:
    """The code of an invited rater in a tag; "" where it is another."""
    _, _, said = tag.partition(" ")
    return said.strip() if 0 < len(said.strip()) < _MARK else ""


def _parts(lines: ReplyLines) -> list[Part]:
    """What stands behind each tag: up to another mail, where no tag of the same form follows."""
    found = parts(lines.text, _TAG, ROUND_MARK)
    ends = [bool(_mark(part.tag)) for part in found[1:]] + [True]
    for number, (part, last) in enumerate(zip(found, ends, strict=True)):
        if last:
            end = lines.broken_at(part.start, part.end)
            found[number] = part._replace(body=part.body[: end - part.start], whole=False, end=end)
    return found


def _answered_code(found_parts: list[Part], asked: Round) -> str:
    """The code of the form in which something is answered, in capitals; "" where there is none.

    Raises:
        BadInput: the forms of several raters are answered.
    """
    code, answered, tags = "", dict[str, bool](), _tags(asked)
    for tag, body, whole, *_ in found_parts:
        if _code(tag):
            code = _code(tag).upper()
            answered.setdefault(code, False)
        elif code and tag in tags and answer(body, _asked(asked, tag), whole=whole):
            answered[code] = True
    forms = [one for one, said in answered.items() if said]
    if len(forms) > 1:
        raise BadInput("it holds answers in the forms of several raters; save each form by itself")
    return next(iter(forms or answered), "")


def _tags(asked: Round) -> set[str]:
    """The tags of what a round asks."""
    items = {str(number) for number in range(1, len(asked.items) + 1)}
    return {"name", "group", *items, *(f"q{number}" for number in range(1, len(asked.questions) + 1))}


def _tell_words_beside(found_parts: list[Part], lines: ReplyLines, asked: Round, found: RaterAnswers) -> None:
    """Names what a rater wrote where nothing was asked: it belongs to no item, and is left out."""
    first = found_parts[0].at
    pieces, older = [lines.own[:first]], [lines.older[:first]]
    nexts = [part.at for part in found_parts[1:]] + [len(lines.text)]
    for part, after in zip(found_parts, nexts, strict=True):
        start = part.start if _asks_nothing(part.tag) else part.end
        if part.tag in ("scale", "words") or _mark(part.tag) or _code(part.tag):
            pieces.append(lines.text[part.start : part.end])
            start = part.end
        elif not (part.whole or part.tag == "end"):
            cut = signed_off(part.body)[1]
            found.notes += [f"left out: “{cut}”"] if cut else []
        pieces.append(lines.own[start:after])
        older.append(lines.older[start:after])
    ours = rater_form_says(asked, lines.text)
    words, left = words_beside([_HEADING.sub("", piece) for piece in pieces], ours)
    left += in_a_line(_HEADING.sub("", piece) for piece in without_ours(older, ours))
    found.notes += [f"left out: “{one}”" for one in left]
    shown = f"left out, since it stands beside the questions: “{' '.join(words.split())}”"
    if is_polite(words):
        found.notes.append(shown)
    elif words:
        found.faults.append(shown)


def _asks_nothing(tag: str) -> bool:
    return tag in ("scale", "words", "end") or bool(_mark(tag) or _code(tag))


def _unanswered(found: RaterAnswers) -> BadInput:
    """What to say of a reply that holds nothing to take in: what was written there, where something was."""
    wrong = [fault for fault in found.faults if ": no answer to " not in fault]
    return BadInput(
        "; ".join(["nothing in it can be taken in", *wrong] if wrong else ["nothing is answered in it"])
    )


def _answers(found_parts: list[Part], asked: Round, found: RaterAnswers) -> dict[str, str]:
    """The answer behind each tag; where the form stands there twice, the one that is filled in."""
    answers: dict[str, str] = {}
    twice: dict[str, str] = {}
    known = _tags(asked)
    for tag, body, whole, *_ in found_parts:
        if _asks_nothing(tag):
            continue
        if tag not in known:
            if said := answer(body, "", whole=whole):
                found.faults.append(f"[{tag}] is not asked in this round; left out: “{_line(said)}”")
            continue
        said = answer(body, _asked(asked, tag), whole=whole)
        if (tag.isdigit() or tag == "group") and "\n" not in said:
            said = said.strip("[] ")
        odd = in_a_line([not_the_question(body, _asked(asked, tag))])
        found.notes += [f"left out: “{one}”" for one in odd]
        if not said:
            continue
        if tag in answers and comparable(answers[tag]) != comparable(said):
            twice[tag] = said
        answers.setdefault(tag, said)
    for tag, other in sorted(twice.items()):
        if not tag.startswith("q") and tag != "name":
            what = quote(_asked(asked, tag)) if tag.isdigit() else "the group"
            both = f"“{_line(answers[tag])}”, “{_line(other)}”"
            found.faults.append(f"{what} is answered twice, and differently ({both}); taken as n/a")
            answers[tag] = "n/a" if tag.isdigit() else ""
        else:
            found.faults.append(f"[{tag}] is answered twice; the first is taken, not “{_line(other)}”")
    return answers


def _line(words: str) -> str:
    return " ".join(words.split())


def _asked(asked: Round, tag: str) -> str:
    if tag in ("name", "group"):
        return rater_form_asks(tag)
    if tag.isdigit():
        return str(asked.items[int(tag) - 1])
    if tag.startswith("q") and tag[1:].isdigit():
        return str(asked.questions[int(tag[1:]) - 1])
    return ""


def _fill(found: RaterAnswers, reply: Reply, answers: dict[str, str], asked: Round) -> None:
    missing = []
    for number, item in enumerate(asked.items, 1):
        said = answers.get(str(number), "")
        if not said:
            missing.append(item)
            continue
        score, rest = score_and_words(said, asked, asked.unknown)
        if isinstance(score, str):
            found.faults.append(f"{reply.where}: {score}, for {quote(item)}; taken as n/a")
            found.notes += [f"left out: “{_line(said)}”"] if len(said.partition("\n")[0]) > SHORT else []
        elif score is not None:
            reply.scores[item] = score
        if rest:
            reply.comments[item] = rest
    if missing:
        found.faults.append(f"{reply.where}: no answer to {two_of(missing)}; taken as n/a")
    for number, question in enumerate(asked.questions, 1):
        said = answers.get(f"q{number}", "")
        if said and comparable(said) not in ("n a", "na", "none", "nothing"):
            reply.comments[question] = said


def _page(text: str, asked: Round, hints: Hints) -> RaterAnswers:
    """The file that the page saves.

    Raises:
        BadInput: it is another file, or belongs to another round.
    """
    import json

    try:
        bounds.check_json(text)
        document = json.loads(text)
    except (ValueError, RecursionError):
        raise BadInput("not the whole file that the page saved; ask for it again") from None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise BadInput("a JSON file, but not the answers of a round")
    if document.get("round") != mark_of(asked):
        raise BadInput(f"it answers another round than {quote(asked.title)}, or an earlier version of it")
    found = RaterAnswers()
    name = somebody(clean(str(document.get("name") or "")).strip()[:200])
    group = hints.group(str(document.get("group") or ""))
    if not group:
        raise BadInput("no group is named in it (self, manager, peer, report, other)")
    code = clean(str(document.get("code") or ""))[:20]
    where = quote(name) if name else "the reply"
    reply = Reply(group, {}, {}, name, name if "@" in name else "", where, code)
    answers = {str(key): str(value) for key, value in _table(document, "scores").items()}
    answers |= {f"q{key}": str(value) for key, value in _table(document, "comments").items()}
    _fill(found, reply, answers, asked)
    if not reply.scores and not reply.comments:
        raise _unanswered(found)
    found.notes.append(f"read as the file of the page, of the group {group}")
    found.replies.append(reply)
    return found


def _table(document: dict[str, Any], key: str) -> dict[str, Any]:
    value = document.get(key)
    return value if isinstance(value, dict) else {}
