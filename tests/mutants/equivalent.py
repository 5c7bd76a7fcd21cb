"""Changes that make no difference, each with the reason, as `equivalent.toml` lists them."""

from __future__ import annotations

import tomllib
from pathlib import Path

from .faults import Fault

FILE = Path(__file__).with_suffix(".toml")
KEYS = ("module", "within", "line", "change", "reason")


class Equivalent:
    """The changes that are declared to make no difference.

    A line is known by its text and by the function or class that it stands in, so that it may move. What is
    declared of a line that is gone does no harm.

    Raises:
        ValueError: an entry lacks something.
    """

    def __init__(self, file: Path = FILE) -> None:
        self.reasons: dict[tuple[str, ...], str] = {}
        for entry in tomllib.loads(file.read_text("utf-8")).get("equivalent", []):
            if set(entry) != set(KEYS) or not all(entry[key] for key in KEYS if key != "within"):
                raise ValueError(f"{file.name}: an entry has {', '.join(KEYS)}, not {entry}")
            self.reasons[tuple(entry[key] for key in KEYS[:-1])] = entry["reason"]

    def reason(self, module: str, fault: Fault) -> str:
        """Why a change makes no difference; "" where it is not declared."""
        return self.reasons.get((module, fault.within, fault.text, fault.change), "")
