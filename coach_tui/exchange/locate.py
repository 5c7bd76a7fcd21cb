"""Finding the line of a key in a TOML text, for errors that the parser itself does not know of."""

from __future__ import annotations


def line_of(text: str, path: tuple[str | int, ...]) -> int | None:
    """The line (from 1) where a path such as ("objective", 1, "due") stands, or None.

    Where the key itself is not found, it is the line of the table's heading.
    """
    name = str(path[0])
    number = path[1] if len(path) > 1 and isinstance(path[1], int) else 0
    key = next((part for part in path[1:] if isinstance(part, str)), "")
    heading: int | None = None
    seen = -1
    for count, line in enumerate(text.split("\n"), 1):
        stripped = line.strip()
        if stripped.startswith("["):
            here = stripped.split("#")[0].strip().strip("[]").strip()
            if here == name:
                seen += 1
                if seen == number:
                    heading = count
                    continue
            if heading is not None and not here.startswith(f"{name}."):
                return heading
        elif (heading is not None and key and stripped.split("=")[0].strip().strip("\"'") == key) or (
            seen < 0 and stripped.split("=")[0].strip() == name and "=" in stripped
        ):
            return count
    return heading
