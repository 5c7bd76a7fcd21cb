"""Where a form begins, and when it steps on by itself."""

from __future__ import annotations

from collections.abc import Mapping

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
