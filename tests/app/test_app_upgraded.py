"""A data file of an older format, opened and changed in the app."""

from __future__ import annotations

from pathlib import Path

from tests.app.app_kit import LARGE, desk_on, opened

OLD = Path(__file__).parents[1] / "data" / "format-1.json"


async def test_the_first_change_says_once_where_the_file_lies_as_it_was(path: Path) -> None:
    path.parent.mkdir(mode=0o700, exist_ok=True)
    path.write_bytes(OLD.read_bytes())
    path.chmod(0o600)
    async with opened(desk_on(path), LARGE) as coach:
        for told in (True, False):
            await coach.press("9", "home", "w")
            await coach.type("\nSaid no\n")
            assert len(coach.stored("wins")) == 2 - told
            said = "noted; the data file has format 3 now; as it was it lies in"
            assert (said in " ".join(coach.bottom.split())) is told
