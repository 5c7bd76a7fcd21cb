"""Where the data file and the configuration lie.

As texts, too: a quick command does without `pathlib`, which takes longer to import than Python to start.
"""
# ruff: noqa: PTH118

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_NAME = "coach-tui"


def data_file(env: Mapping[str, str], option: str | None = None) -> str:
    """Return the data file: the --data option, $COACH_DATA, or coach.json in the user's data folder.

    A name that ends in a slash names the folder that it lies in.
    """
    if named := option or env.get("COACH_DATA"):
        return _from_home(f"{named}coach.json" if named.endswith("/") else named, env)
    folder = _on_linux(env, "XDG_DATA_HOME", ".local/share")
    if not folder:
        from platformdirs import user_data_dir

        folder = user_data_dir(_NAME, appauthor=False)
    return os.path.join(folder, "coach.json")


def config_file(env: Mapping[str, str]) -> str:
    """Return the configuration: $COACH_CONFIG, else config.toml in the user's configuration folder."""
    if named := env.get("COACH_CONFIG"):
        return _from_home(named, env)
    folder = _on_linux(env, "XDG_CONFIG_HOME", ".config")
    if not folder:
        from platformdirs import user_config_dir

        folder = user_config_dir(_NAME, appauthor=False)
    return os.path.join(folder, "config.toml")


def data_path(env: Mapping[str, str], option: str | None = None) -> Path:
    """Return what `data_file` does, as a path."""
    from pathlib import Path

    return Path(data_file(env, option))


def config_path(env: Mapping[str, str]) -> Path:
    """Return what `config_file` does, as a path."""
    from pathlib import Path

    return Path(config_file(env))


def memory_folder(target: str) -> str:
    """Return the folder for texts of a locked data file that stand in an editor: in memory, never on a disk.

    "" where the system has no place in memory for a user's files. The name tells nothing of the data file's.
    """
    from zlib import crc32

    for place in (os.environ.get("XDG_RUNTIME_DIR", ""), "/dev/shm"):  # noqa: S108
        if place.startswith("/") and os.access(place, os.W_OK | os.X_OK):
            mark = crc32(os.fsencode(target))
            return os.path.join(place, f"{_NAME}-edit-{os.geteuid()}-{mark:08x}")
    return ""


def _on_linux(env: Mapping[str, str], variable: str, default: str) -> str | None:
    """Return what platformdirs would say on Linux, without its import; None elsewhere.

    A folder that is not named from the root is passed over, as the rules of these variables say: it would be
    another one wherever somebody works.
    """
    if sys.platform != "linux":
        return None
    base = env.get(variable, "").strip()
    if not base.startswith("/"):
        base = ""
    if not base and env.get("HOME"):
        base = f"{env['HOME']}/{default}"
    return f"{base}/{_NAME}" if base else None


def expanded(name: str, env: Mapping[str, str]) -> Path:
    """Expand a leading ~, which no shell did in a configuration or an env file."""
    from pathlib import Path

    return Path(_from_home(name, env))


def _from_home(name: str, env: Mapping[str, str]) -> str:
    home = env.get("HOME")
    return home + name[1:] if home and (name == "~" or name.startswith("~/")) else name
