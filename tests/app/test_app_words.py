"""Words: what is read on a screen is said as people say it."""

from __future__ import annotations

from pathlib import Path

from coach_tui import demo
from coach_tui.app.places.history import History
from coach_tui.app.widgets.drawing import text_of
from coach_tui.changes.records import delete
from coach_tui.plan.schema import NOUNS
from tests.app.app_kit import LARGE, desk_on, opened
from tests.plan.test_told import RAW


async def test_the_history_of_a_deletion_tells_names(path: Path) -> None:
    desk = desk_on(path)
    demo.build(desk)
    objectives = desk.practice().tables["objectives"].values()
    objective = next(raw for raw in objectives if raw["title"] == "Lead the relocation team")
    delete(desk, NOUNS["objectives"], objective["uid"])
    async with opened(desk, LARGE) as coach:
        await coach.press("colon")
        await coach.type("history\n")
        place = coach.app.place
        assert isinstance(place, History)
        said = coach.words
        assert "For objectives" in said
        assert "Lead the relocation team → –" in said
        assert "When Tue 24 Nov" in said
        for key in place.entries:
            for line in place.make_detail(key)[1:]:
                text = text_of(line.text)
                assert line.label in ("", "Why") or not RAW.search(text), (line.label, text)
