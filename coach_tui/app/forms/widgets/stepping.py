"""Where a form begins, when it steps on by itself, and what follows what was typed elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from coach_tui.app.forms.widgets.editors import AnswerField, Editor, LadderField


def answered(editor: Editor) -> bool:
    """Whether the key that a field has just had was the whole answer to it."""
    return isinstance(editor, AnswerField | LadderField) and editor.answered


def begins(editors: Mapping[str, Editor]) -> str:
    """The field to begin in: the first; not one that is given, nor a question that is answered."""
    open_ = (key for key, editor in editors.items() if not (editor.spec.given or _settled(editor)))
    return next(open_, next(iter(editors)))


def _settled(editor: Editor) -> bool:
    return isinstance(editor, AnswerField) and bool(editor.field_value)


def follow(
    editors: Mapping[str, Editor], values: Mapping[str, Any], put: Callable[[str, Any], object]
) -> None:
    """Give the fields that follow others what these make of them."""
    for key, editor in editors.items():
        value = editor.spec.follows(values) if editor.spec.follows is not None else None
        if value is not None:
            put(key, value)
