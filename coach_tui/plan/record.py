"""Records: typed views of stored documents.

A record wraps the stored document without copying it and reads each field when asked, so that a file
of many thousand documents costs nothing beyond what a screen or rule looks at. Fields that this
version does not know stay in the document untouched.
"""

from __future__ import annotations

from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import Field, quote, visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, ClassVar


class Record:
    """A typed, read-only view of one stored document."""

    __slots__ = ("raw",)

    table: ClassVar[str] = ""
    entry: ClassVar[str] = ""
    """What a plan file calls it."""
    noun: ClassVar[str] = ""
    """What a sentence calls it, with its article."""
    title_key: ClassVar[str] = "title"
    """The field that names the record for people."""
    belongs: ClassVar[str] = "plan"
    """The key under which a stored record names what it belongs to; "" where it belongs to nothing."""
    random_ids: ClassVar[bool] = False
    """Whether an id must not tell when its record was made."""
    fields: ClassVar[dict[str, Field]] = {}

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self.raw = raw

    def __init_subclass__(cls) -> None:
        cls.fields = {field.key: field for field in vars(cls).values() if isinstance(field, Field)}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Record) and self.raw == other.raw

    def __hash__(self) -> int:
        return hash(self.uid)

    @property
    def uid(self) -> str:
        """The stable id, or "" for a record inside a record."""
        return self.raw.get("uid") or ""

    @property
    def name(self) -> str:
        """What people call it: its title, or the text that stands for one."""
        return str(self.raw.get(self.title_key) or "")

    @property
    def plan(self) -> str:
        """The uid of the engagement whose plan it belongs to."""
        return self.raw.get("plan") or ""

    @classmethod
    def check(cls, values: Mapping[str, Any], *, whole: bool = True) -> dict[str, Any]:
        """The stored form of plain values; empty ones are left out.

        Args:
            values: plain values by key.
            whole: whether required fields must be among them; False for a partial change, whose
                emptied fields come back as None.

        Raises:
            BadInput: an unknown key, a value its field refuses, or a required one that is missing.
        """
        stored: dict[str, Any] = {}
        for key, value in values.items():
            if key == "uid" and isinstance(value, str):
                stored[key] = value
                continue
            field = cls.fields.get(key)
            if field is None:
                raise BadInput(f"{quote(key)} is not known here; known are {', '.join(cls.fields)}")
            result = None if value is None else field.check(value)
            if field.required and isinstance(result, str) and not visible(result):
                result = ""
            if result is None or result in ("", [], {}):
                if field.required:
                    raise field.refuse(f"is needed for {cls.noun}")
                result = None
            if result is not None or not whole:
                stored[key] = result
        if whole:
            for field in cls.fields.values():
                if field.required and field.key not in stored:
                    raise field.refuse(f"is needed for {cls.noun}")
            cls.agree(stored)
        return stored

    @classmethod
    def renamed(cls, values: Mapping[str, Any]) -> dict[str, Any]:
        """Plain values of an older version, under the keys that their fields have now.

        Where a list stands under both keys, both are of it.
        """
        found = dict(values)
        for field in cls.fields.values():
            if field.was and field.was in found:
                old = found.pop(field.was)
                found[field.key] = field.joined(old, found[field.key]) if field.key in found else old
        return found

    @classmethod
    def agree(cls, stored: Mapping[str, Any]) -> None:
        """Checks what the fields of a whole record owe each other; raises BadInput."""

    @classmethod
    def show(cls, raw: Mapping[str, Any], key: str) -> str:
        """A stored value as a reader sees it."""
        return cls.fields[key].show(raw.get(key))
