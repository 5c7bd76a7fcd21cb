"""The address of a remote: as lines about it show it, and where it leads."""

from __future__ import annotations

import os
import re
from pathlib import Path

from coach_tui.plan.text import clean

_WHO = re.compile(r"(?P<kind>[a-z][a-z0-9+.-]*)://(?P<who>[^/\s]*)@", re.IGNORECASE)
"""Who somebody is at a server, in a URL: a name, a name with a password, or over the web a token alone."""


def shown_address(address: str) -> str:
    """Return an address as it may be shown: without password or token, and what steers a terminal."""
    return clean(without_secrets(address))


def without_secrets(text: str) -> str:
    """Return a text, such as what git says, without the passwords and tokens of the addresses in it."""
    return _WHO.sub(_known_by, text)


def _known_by(found: re.Match[str]) -> str:
    kind = found["kind"]
    name = "" if kind.lower() in ("http", "https") else found["who"].partition(":")[0]
    return f"{kind}://{name}@" if name else f"{kind}://"


def path_of(address: str) -> Path | None:
    """Return the path of a remote that is a folder of this machine, None for one on another."""
    path = Path(address.removeprefix("file://"))
    return path if path.is_absolute() else None


def is_away(address: str) -> bool:
    """Whether there is nothing where the folder of a remote was: its disk is not mounted, say."""
    path = path_of(address)
    try:
        return path is not None and (not os.path.lexists(path) or (path.is_dir() and not os.listdir(path)))  # noqa: PTH208
    except OSError:
        return False


def login_of(address: str) -> str:
    """Return what ssh is told to come to the server of a remote: `git@server`."""
    text = re.sub(r"^[a-z][a-z0-9+.-]*://", "", without_secrets(address), flags=re.IGNORECASE)
    host, _, port = re.split(r"/", text, maxsplit=1)[0].partition(":")
    return f"-p {port} {host}" if "://" in address and port.isdigit() else host
