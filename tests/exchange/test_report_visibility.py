"""What leaves for a reader holds nothing that is not for that reader: words planted in every field say so."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from coach_tui.exchange.report import Report
from coach_tui.plan.audience import OPTIONS, READERS
from coach_tui.plan.client import SPONSOR_MAY_SEE
from coach_tui.plan.contact import Win
from coach_tui.plan.errors import BadInput
from coach_tui.plan.field_records import Values
from coach_tui.plan.field_times import Day, DaysOff, Every, TimeOfDay
from coach_tui.plan.fields import Choice, Flag, Number, Text
from coach_tui.plan.practice import Plan
from coach_tui.plan.visibility import view
from tests.planted import Planted, places_in

TODAY = date(2026, 11, 24)
NOWHERE = Path("/nonexistent")
LISTS = [some for size in (1, 2, 5) for some in combinations(SPONSOR_MAY_SEE, size)]


def outputs(report: Report) -> dict[str, str]:
    """Everything that can be made for the report's reader, as text."""
    return {
        "md": report.markdown(),
        "html": report.html(),
        "json": json.dumps(report.content, ensure_ascii=False),
        "preview": json.dumps(report.preview(), ensure_ascii=False),
    }


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("visibility", ["", *OPTIONS])
def test_no_word_leaves_that_is_not_for_the_reader(reader: str, visibility: str) -> None:
    planted = Planted(visibility)
    made = outputs(Report(planted.plan, reader, TODAY, NOWHERE))
    leaked = [
        (form, word) for text, word in planted.words.items() for form, out in made.items()
        if reader not in word.readers and text in out
    ]  # fmt: skip
    assert leaked == []
    assert "zq" not in made["preview"]


@pytest.mark.parametrize("sees", LISTS)
@pytest.mark.parametrize("visibility", ["", "client", "sponsor"])
def test_the_sponsor_sees_no_more_than_the_agreement_lists(sees: tuple[str, ...], visibility: str) -> None:
    planted = Planted(visibility, sees)
    made = outputs(Report(planted.plan, "sponsor", TODAY, NOWHERE))
    for text, word in planted.words.items():
        if "sponsor" not in word.readers:
            assert not any(text in out for out in made.values()), word


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("visibility", ["", "client", "sponsor"])
def test_every_word_that_is_for_the_reader_is_in_the_report(reader: str, visibility: str) -> None:
    """Else the preview would say that something goes out which does not."""
    planted = Planted(visibility)
    made = outputs(Report(planted.plan, reader, TODAY, NOWHERE))
    missing = {
        (form, word) for text, word in planted.words.items() for form in ("md", "html", "json")
        if reader in word.readers and text not in made[form]
    }  # fmt: skip
    assert missing == set()
    assert sum(reader in word.readers for word in planted.words.values()) >= (
        3 if reader == "sponsor" else 30
    )


@pytest.mark.parametrize("visibility", ["", *OPTIONS])
@pytest.mark.parametrize(
    ("reader", "sees"),
    [("coach", SPONSOR_MAY_SEE), ("client", SPONSOR_MAY_SEE), *(("sponsor", sees) for sees in LISTS)],
)
def test_a_view_holds_the_fields_that_are_for_the_reader_and_no_other(
    reader: str, sees: tuple[str, ...], visibility: str
) -> None:
    """Numbers, days and choices as well as texts."""
    planted = Planted(visibility, sees)
    there = places_in(planted.tables)
    assert len(there) > 100
    found = places_in(view(planted.plan, reader, TODAY).plan.practice.tables)
    assert found == {place for place in there if reader in planted.places[place]}


@pytest.mark.parametrize("open_", [False, True])
@pytest.mark.parametrize("sees", [SPONSOR_MAY_SEE, tuple(one for one in SPONSOR_MAY_SEE if one != "status")])
@pytest.mark.parametrize("visibility", ["", *OPTIONS])
@pytest.mark.parametrize("reader", READERS[1:])
def test_nothing_that_is_made_for_a_reader_depends_on_what_is_not_for_that_reader(
    reader: str, visibility: str, sees: tuple[str, ...], open_: bool
) -> None:
    """Every other value gives the same report to the letter: figures that are worked out as well."""

    def told(planted: Planted, whose: str = reader) -> dict[str, Any]:
        return Report(planted.plan, whose, TODAY, NOWHERE).content

    planted = Planted(visibility, sees, open_=open_)
    other = Planted(visibility, sees, open_=open_, unlike=reader)
    assert {Text, Choice, Day, Flag} <= other.others
    if reader == "sponsor":
        assert {Number, Values, TimeOfDay, Every, DaysOff} <= other.others
    assert told(planted, "coach") != told(other, "coach")
    assert told(planted) == told(other)


@pytest.mark.parametrize("reader", READERS)
def test_the_same_holds_for_the_pdf(reader: str, tmp_path: Path) -> None:
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext (poppler-utils) is not here")
    planted = Planted("sponsor")
    try:
        (tmp_path / "report.pdf").write_bytes(Report(planted.plan, reader, TODAY, NOWHERE).pdf())
    except BadInput:
        pytest.skip("weasyprint or Pango is not here")
    told = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "report.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout
    assert {
        word for text, word in planted.words.items() if reader not in word.readers and text in told
    } == set()
    assert sum(text in told for text in planted.words) >= 5


def test_a_group_under_its_threshold_is_in_no_figure() -> None:
    """Two peers gave 5, the manager 3: neither a mean of 4.3 nor an n of 3 may be seen, by nobody."""
    for reader in READERS[:2]:
        content = Report(Planted("client").plan, reader, TODAY, NOWHERE).content
        (round_,) = content["results"]
        item = round_["items"][0]
        assert item["groups"] == {
            "manager": {"n": 1, "mean": 3.0},
            "peer": None,
            "report": None,
            "other": None,
        }
        assert item["others"] is None
        assert "responses" not in content


def test_change_is_told_only_against_a_round_that_is_open_to_the_reader() -> None:
    planted = Planted("client")
    earlier = {
        **planted.tables["rounds"]["1"], "uid": "u-earlier", "title": "the first", "closed_on": "2026-10-01",
        "opened_on": "2026-09-01", "visibility": "private",
    }  # fmt: skip
    planted.tables["rounds"]["2"] = earlier
    answers = planted.tables["responses"]
    for number, raw in list(answers.items()):
        answers[f"9{number}"] = {**raw, "uid": f"{raw['uid']}-earlier", "round": "u-earlier"}
    plan = _again(planted)
    client = Report(plan, "client", TODAY, NOWHERE).content["results"]
    assert [one["compared_with"] for one in client] == [None]
    assert all("change" not in item for one in client for item in one["items"])
    coach = Report(plan, "coach", TODAY, NOWHERE).content["results"]
    assert [one["compared_with"] for one in coach] == [None, "the first"]
    assert coach[1]["items"][0]["change"]["manager"] == 0


def _again(planted: Planted) -> Plan:
    from coach_tui.plan.practice import Practice

    return Plan(Practice(planted.tables), planted.plan.client, planted.plan.engagement)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"agreed_on": None}, "before the agreement"),
        ({"agreed_on": "2026-11-25"}, "before the agreement"),
        ({"sponsor_sees": []}, "lists nothing"),
    ],
)
def test_nothing_goes_to_the_sponsor_without_an_agreement(changes: dict[str, object], said: str) -> None:
    planted = Planted()
    raw = planted.tables["engagements"]["1"]
    raw.update({key: value for key, value in changes.items() if value is not None})
    for key, value in changes.items():
        if value in (None, []):
            del raw[key]
    with pytest.raises(BadInput, match=said):
        view(planted.plan, "sponsor", TODAY)
    assert view(planted.plan, "client", TODAY).plan.client.name


def test_what_hangs_from_an_objective_that_is_kept_back_is_kept_back() -> None:
    planted = Planted("sponsor")
    planted.tables["objectives"]["1"]["visibility"] = "client"
    other = {"uid": "u-other", "plan": "u-engagements", "title": "Another", "due": "2027-01-01"}
    planted.tables["objectives"]["2"] = other
    planted.tables["wins"]["2"] = {
        "uid": "u-win", "plan": "u-engagements", "on": "2026-11-01", "text": "Loose", "visibility": "sponsor",
    }  # fmt: skip
    seen = view(_again(planted), "sponsor", TODAY).plan
    assert [one.title for one in seen.objectives] == ["Another"]
    assert seen.milestones == []
    assert [win.text for win in seen.part(Win)] == ["Loose"]


def test_the_status_for_the_sponsor_tells_nothing_of_an_objective_that_is_kept_back() -> None:
    planted = Planted()
    raw = planted.tables["objectives"]["1"]
    raw.update(visibility="client", status="off track")
    del raw["closed_on"], raw["closed_as"], raw["closed_reason"]
    plan = _again(planted)
    assert Report(plan, "coach", TODAY, NOWHERE).content["status"] == "off track"
    assert Report(plan, "sponsor", TODAY, NOWHERE).content["status"] == ""


def test_a_field_that_is_held_back_does_not_show_its_default() -> None:
    planted = Planted("sponsor")
    content = Report(planted.plan, "sponsor", TODAY, NOWHERE).content
    assert content["engagement"]["paid"] is None
    assert content["sessions"][0]["minutes"] is None
    assert content["objectives"][0]["owner"] == ""


def test_the_page_holds_no_script_and_no_address() -> None:
    for reader in READERS:
        page = Report(Planted("sponsor").plan, reader, TODAY, NOWHERE).html()
        low = page.lower()
        assert "default-src 'none'" in page
        for forbidden in ("<script", "<link", "<img", "<iframe", "url(", "@import", " href=", " src="):
            assert forbidden not in low, forbidden
        assert low.count("http") - low.count("http://www.w3.org/2000/svg") == low.count("http-equiv")
