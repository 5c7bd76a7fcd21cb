"""`coach` on a Textual whose private parts have other names or shapes, as a later version may have.

    python other_textual.py CHANGES BEFORE ARGUMENT…

CHANGES is JSON: `names` (old name → new, in all of Textual's source, its modules' names included) and
`shapes` (pairs of pattern and text to put in its place). Textual stays at one with itself, so that what comes
of it comes of the change alone. BEFORE is Python that is run before `coach` is.
"""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from collections.abc import Mapping, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import CodeType
from typing import ClassVar


class Changed(SourceFileLoader):
    """Loads a module as it would be after the changes."""

    names: ClassVar[Mapping[str, str]] = {}
    shapes: ClassVar[Sequence[tuple[str, str]]] = ()
    made: ClassVar[set[str]] = set()
    """The changes that were found to be made, by name or pattern."""

    def get_code(self, fullname: str) -> CodeType | None:
        source = before = self.get_source(fullname) or ""
        for what, to in (*((rf"\b{old}\b", new) for old, new in self.names.items()), *self.shapes):
            source, count = re.subn(what, to, source)
            if count:
                self.made.add(what)
        if source == before:
            return super().get_code(fullname)
        return compile(source, self.path, "exec", dont_inherit=True)


class Finder(MetaPathFinder):
    """Finds Textual's modules by their new names alone."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: object = None
    ) -> ModuleSpec | None:
        package, _, name = fullname.rpartition(".")
        if fullname.partition(".")[0] != "textual":
            return None
        if name in Changed.names:
            raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)
        old = next((old for old, new in Changed.names.items() if new == name), name)
        found = PathFinder.find_spec(f"{package}.{old}" if package else old, path)
        if found is None or found.origin is None:
            return found
        places = found.submodule_search_locations
        loader = Changed(fullname, found.origin)
        return importlib.util.spec_from_file_location(
            fullname, found.origin, loader=loader, submodule_search_locations=places
        )


def main() -> int:
    """Change Textual, then be `coach`."""
    changes, before, *arguments = sys.argv[1:]
    wanted = json.loads(changes)
    Changed.names, Changed.shapes = wanted["names"], wanted["shapes"]
    sys.meta_path.insert(0, Finder())
    sys.argv = ["coach", *arguments]
    exec(compile(before, "before", "exec"), {})
    from coach_tui.cli.main import entry

    status = entry()
    missing = {rf"\b{old}\b" for old in Changed.names} | {what for what, _ in Changed.shapes}
    missing -= Changed.made
    sys.stdout.write(f"not there to be changed: {missing}\n" if missing else "all was changed\n")
    return status


if __name__ == "__main__":
    sys.exit(main())
