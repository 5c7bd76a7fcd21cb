"""A room says what stands in it."""

import re
from pathlib import Path

from coach_tui import plan


def test_the_plan_names_every_file_of_its_room_once_and_nothing_else() -> None:
    folder = Path(plan.__file__).parent
    files = [path.stem for path in folder.glob("*.py") if path.stem != "__init__"]
    rooms = [path.parent.name for path in folder.glob("*/__init__.py")]
    named = re.findall(r"^    (\w+)  +\S", plan.__doc__ or "", re.MULTILINE)
    assert sorted(named) == sorted([*files, *rooms])
