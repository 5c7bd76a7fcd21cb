"""The screens that are most looked at, sign by sign and style by style, as they were when looked at."""

from pathlib import Path

import pytest

from tests.app.pictures import FOLDER, SCREENS, SIZES, kept, picture


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("screen", SCREENS)
async def test_a_screen_is_as_it_was_looked_at(path: Path, screen: str, size: str) -> None:
    text = await picture(path, screen, size)
    assert text.splitlines() == kept(screen, size).read_text("utf-8").splitlines(), (
        "look at it; if it is right: python -m tests.app.pictures"
    )


def test_no_picture_is_left_over() -> None:
    assert set(FOLDER.glob("*")) == {kept(screen, size) for screen in SCREENS for size in SIZES}
