"""Texts that the client may read: a field of the form lists them by their keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coach_tui.app.forms.widgets.fields import FieldSpec
from coach_tui.app.widgets.drawing import Span

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


def hint(spec: FieldSpec, values: Mapping[str, Any]) -> str:
    """What is said of a text at the foot, after its own hint."""
    return f" · {_READ if shared(spec, values) else _PRIVATE}" if spec.share else ""


def key(spec: FieldSpec, values: Mapping[str, Any]) -> tuple[str, str]:
    """The key that shares a text, or keeps it private."""
    return SHARE_KEY, "keep private" if shared(spec, values) else "share"
