"""Texts that the client may read: a field of the form lists them by their keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from coach_tui.app.forms.widgets.answering import AnswerField
from coach_tui.app.forms.widgets.fields import FieldSpec
from coach_tui.app.widgets.drawing import Span

if TYPE_CHECKING:
    from coach_tui.app.forms.widgets.editors import Editor

SHARE_KEY = "ctrl+t"
_READ = "shared: the client may read it"
_PRIVATE = "private; may have to be disclosed on request"


def _listed(spec: FieldSpec, values: Mapping[str, Any]) -> list[str]:
    listed = values.get(spec.share)
    return listed if isinstance(listed, list) else []


def shared(spec: FieldSpec, values: Mapping[str, Any]) -> bool:
    """Whether the client may read a text."""
    return spec.key in _listed(spec, values)


def turned(spec: FieldSpec, values: Mapping[str, Any]) -> list[str]:
    """What is listed once a text is shared that was not, or the other way round."""
    others = [key for key in _listed(spec, values) if key != spec.key]
    return others if shared(spec, values) else [*others, spec.key]


def sharing_word(spec: FieldSpec, values: Mapping[str, Any]) -> Span:
    """The word beside a text."""
    return ("shared", "accent") if shared(spec, values) else ("private", "dim")


def told(editor: Editor, values: Mapping[str, Any]) -> tuple[str, str]:
    """What is said of a field at the foot: its hint, or how what was typed is read; and a remark."""
    spec, remark = editor.spec, ""
    said = spec.rule(values) if spec.rule is not None else spec.hint
    if spec.reading is not None and values.get(spec.key) != spec.value:
        said = spec.reading(values) or said
    if isinstance(editor, AnswerField):
        said, (remark, read) = editor.hint, editor.remark
        said = read if remark else said
    share = f" · {_READ if shared(spec, values) else _PRIVATE}" if spec.share else ""
    return said + share, remark


def key(spec: FieldSpec, values: Mapping[str, Any]) -> tuple[str, str]:
    """The key that shares a text, or keeps it private."""
    return SHARE_KEY, "keep private" if shared(spec, values) else "share"
