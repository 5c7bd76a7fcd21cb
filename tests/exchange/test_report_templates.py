"""Report templates: ours, the coach's own in their place, and what their faults say."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from coach_tui.changes.desk import Desk
from coach_tui.changes.plans import take_in
from coach_tui.clock import Clock
from coach_tui.exchange.planfile import read_toml
from coach_tui.exchange.report import FORMATS, Report, render, to_pdf
from coach_tui.plan.errors import BadInput
from coach_tui.plan.insight import insights
from coach_tui.plan.practice import Plan, Practice
from tests.kept import put_demo
from tests.planted import Planted

TODAY = date(2026, 11, 24)
TAG = re.compile(r"<(style|svg|title)[^>]*>.*?</\1>|<[^>]*>", re.S)
RAW = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}|\d{4}-\d\d-\d\d|[{]'")
"""An id, a day as it is stored, a table of the program's."""
ONE_OF_MANY = re.compile(r"\b1 (days|weeks|months|sessions|times|reviews|values|clients|cycles|items)\b")
NOWHERE = Path("/nonexistent")
HOSTILE = "<script>alert(1)</script> & \x1b[31m \u202e {{ 7*7 }} [a](http://evil.example)"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Practice:
    desk = Desk(tmp_path_factory.mktemp("demo") / "coach.json", Clock(TODAY))
    put_demo(desk)
    return desk.practice()


def plan_of(practice: Practice, name: str) -> Plan:
    plan = practice.plan(practice.client_named(name).uid)
    assert plan is not None
    return plan


def test_every_client_of_the_demo_has_a_report_for_every_reader(demo: Practice) -> None:
    made = 0
    for client in demo.clients:
        plan = plan_of(demo, client.uid)
        for reader in ("client", "coach", *(["sponsor"] if plan.engagement.sponsor_sees else [])):
            report = Report(plan, reader, TODAY, NOWHERE)
            for text in (report.markdown(), report.html()):
                assert client.name.split()[0] in text
                assert "None" not in text
                assert "Undefined" not in text
                said = TAG.sub(" ", text)
                assert not RAW.search(said), (client.name, reader, RAW.search(said))
                assert not ONE_OF_MANY.search(said), (client.name, reader, ONE_OF_MANY.search(said))
            made += 1
    assert made > 20


def test_the_report_has_the_figures_of_the_insights(demo: Practice) -> None:
    plan = plan_of(demo, "Anna")
    content = Report(plan, "client", TODAY, NOWHERE).content
    told = insights(plan, TODAY).as_json()
    assert content["status"] == told["status"]
    for one, known in zip(content["objectives"], told["objectives"], strict=True):
        assert one["figures"] == {key: known[key] for key in one["figures"]}
    page = Report(plan, "client", TODAY, NOWHERE).html()
    assert "67% of the way, 54% expected by now" in page
    assert page.count('role="img"') >= 8
    assert page.count("<svg") == page.count("<title>") - 1


def forecast_plan(tmp_path: Path, days: tuple[int, ...], values: tuple[float, ...]) -> Plan:
    """A plan with a measure from 0 to 12 that has these values, so many days ago."""
    desk = Desk(tmp_path / "coach.json", Clock(TODAY))
    told = [(TODAY - timedelta(days=back), value) for back, value in zip(days, values, strict=True)]
    checkins = "".join(
        f"[[checkin]]\non = {day}\nmeasures = {{ stand-ups = {value} }}\n" for day, value in told
    )
    text = f"""
    [client]
    name = "Tom"
    [engagement]
    start = 2026-09-01
    [[objective]]
    title = "Lead"
    due = 2027-01-29
    measure = {{ name = "stand-ups", unit = "a month", baseline = 0, target = 12 }}
    [[strategy]]
    title = "Walk"
    cadence = "3 per week"
    start = 2026-11-11
    {checkins}
    [[checkin]]
    on = 2026-11-20
    done = ["Walk"]
    """
    take_in(desk, read_toml(text))
    return plan_of(desk.practice(), "Tom")


@pytest.mark.parametrize(
    ("days", "values", "told", "page"),
    [
        ((40, 20, 6), (3, 13, 12), "now 12, reached by 4 Nov 2026 (from 3 values)", "; reached by 4 Nov"),
        (
            (40, 20, 6),
            (3, 6, 9),
            "now 9, at this pace reached on 5 Dec 2026 (from 3 values)",
            "; dotted: at this pace reached on 5 Dec 2026 (from 3 values).",
        ),
        (
            (70, 50, 36),
            (3, 6, 9),
            "now 9, was to be reached on 5 Nov 2026 at its pace (from 3 values); a new value would tell",
            "; dotted: was to be reached on 5 Nov 2026",
        ),
        ((40, 20, 6), (3, 3, 3), "now 3\n", "the way to the target.</figcaption>"),
    ],
)
def test_a_forecast_is_said_as_what_it_is(
    tmp_path: Path, days: tuple[int, ...], values: tuple[float, ...], told: str, page: str
) -> None:
    report = Report(forecast_plan(tmp_path, days, values), "client", TODAY, NOWHERE)
    assert told in report.markdown()
    assert page in report.html()
    assert "Walk: 1 of 6 times in the last four weeks" in report.markdown()
    assert "Walk: 1 of 6 times in the last four weeks" in report.html()


def test_the_client_s_page_begins_with_the_wins_and_the_sponsor_s_is_short(demo: Practice) -> None:
    told = Report(plan_of(demo, "Samuel"), "client", TODAY, NOWHERE).markdown()
    assert told.index("## Won") < told.index("## Next steps") < told.index("## Objectives")
    short = Report(plan_of(demo, "Samuel"), "sponsor", TODAY, NOWHERE).markdown()
    assert len(short.splitlines()) < 45
    assert "coach only" in Report(plan_of(demo, "Samuel"), "coach", TODAY, NOWHERE).html().lower()


@pytest.mark.parametrize("reader", ["client", "sponsor", "coach"])
def test_what_a_client_wrote_is_data(reader: str) -> None:
    planted = Planted("sponsor")
    for rows in planted.tables.values():
        for raw in rows.values():
            for key in ("title", "text", "name", "activity", "why", "shared", "private"):
                if key in raw:
                    raw[key] = HOSTILE
    plan = Plan(Practice(planted.tables), planted.plan.client, planted.plan.engagement)
    report = Report(plan, reader, TODAY, NOWHERE)
    page, markdown = report.html(), report.markdown()
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "{{ 7*7 }}" in page
    for text in (page, markdown):
        assert "\x1b" not in text
        assert "\u202e" not in text
    assert "[a](" not in markdown
    assert "\\<script\\>" in markdown
    assert report.file_name == f"script-alert-1-script-31m-7-7-a-http-evil-example-{reader}-2026-11-24"


def test_the_coach_s_own_template_takes_the_place_of_ours(demo: Practice, tmp_path: Path) -> None:
    (tmp_path / "client.md").write_text("For {{ client.name }}: {{ objectives|length }} objectives.\n")
    report = Report(plan_of(demo, "Anna"), "client", TODAY, tmp_path)
    assert report.markdown() == "For Anna Berg: 2 objectives.\n"
    assert "<!DOCTYPE html>" in report.html()
    (tmp_path / "style.css").write_text("body { color: teal; }")
    assert "color: teal" in report.html()


@pytest.mark.parametrize(
    ("template", "line", "said"),
    [
        ("a\n{% if %}", 2, "Expected an expression"),
        ("a\n\n{{ client.nme }}", 3, "no attribute 'nme'"),
        ("{{ nobody }}", 1, "'nobody' is undefined"),
        ("{{ client.name + 1 }}", 1, "TypeError"),
        ("a\n{{ ().__class__.__bases__ }}", 2, "unsafe"),
        ("{{ objectives.append(1) }}", 1, "is unsafe"),
        ("{% include 'none.md' %}", 0, "no template"),
        ("{% include '../secret.md' %}", 0, "no template"),
        ("{{ 1 / 0 }}", 1, "ZeroDivisionError"),
        ("{{ client.name|nosuch }}", 1, "nosuch"),
    ],
)
def test_a_fault_in_a_template_is_one_line_that_names_it(
    demo: Practice, tmp_path: Path, template: str, line: int, said: str
) -> None:
    (tmp_path / "client.md").write_text(template)
    with pytest.raises(BadInput) as error:
        Report(plan_of(demo, "Anna"), "client", TODAY, tmp_path).markdown()
    text = str(error.value)
    assert "client.md" in text
    assert f"line {line}:" in text or not line
    assert said in text
    assert "\n" not in text
    assert "Anna" not in text


def test_a_template_that_is_no_text_says_so(tmp_path: Path) -> None:
    (tmp_path / "client.md").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadInput, match="not UTF-8"):
        render(tmp_path, "client.md", {})


def test_without_the_extra_a_pdf_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(BadInput, match=r"coach-tui\[pdf\]"):
        to_pdf("<p>a")


def test_a_pdf_takes_nothing_from_elsewhere() -> None:
    try:
        made = to_pdf('<img src="http://127.0.0.1:9/x.png"><img src="file:///etc/passwd"><p>text')
    except BadInput:
        pytest.skip("weasyprint or Pango is not here")
    assert made.startswith(b"%PDF")
    assert b"/Image" not in made


def _five_years() -> Plan:
    """A client of five years: a check-in every three days, a review and a session every other week."""
    start = TODAY - timedelta(days=5 * 365)

    def days(step: int) -> Iterator[tuple[int, str]]:
        for number, offset in enumerate(range(1, 5 * 365, step)):
            yield number, (start + timedelta(days=offset)).isoformat()

    plan = {"plan": "e"}
    measure = {"uid": "m", "name": "hours", "unit": "a week", "baseline": 60, "target": 40}
    rows: dict[str, list[dict[str, Any]]] = {
        "clients": [{"uid": "c", "name": "Ada"}],
        "engagements": [{"uid": "e", "client": "c", "start": start.isoformat(), "review_every": "2 weeks"}],
        "objectives": [
            {
                **plan, "uid": f"o{n}", "title": f"Objective {n}", "start": start.isoformat(),
                "due": "2027-01-01", "measure": [{**measure, "uid": f"m{n}"}],
            }
            for n in range(3)
        ],
        "milestones": [
            {**plan, "uid": f"t{n}", "title": f"Milestone {n}", "due": day, "objective": "o0"}
            for n, day in days(60)
        ],
        "checkins": [
            {**plan, "uid": f"k{n:04}", "on": day, "measures": {"m0": 60 - n / 40, "m1": 55}}
            for n, day in days(3)
        ],
        "reviews": [{**plan, "uid": f"r{n:04}", "held_on": day, "reflection": "So."} for n, day in days(14)],
        "sessions": [{**plan, "uid": f"s{n:04}", "on": day, "shared": "Said."} for n, day in days(14)],
        "commitments": [
            {**plan, "uid": f"p{n:04}", "text": f"Promise {n}", "due": day, "status": "done"}
            for n, day in days(14)
        ],
    }  # fmt: skip
    tables = {table: {str(n): raw for n, raw in enumerate(found, 1)} for table, found in rows.items()}
    practice = Practice(tables)
    found = practice.plan("c")
    assert found is not None
    return found


@pytest.mark.no_cover
def test_a_report_on_five_years_takes_no_time_to_speak_of() -> None:
    """Within a second on a quiet machine; measured against the insights alone, so that load matters less."""
    plan = _five_years()
    Report(plan, "client", TODAY, NOWHERE).html()
    begin = time.process_time()
    insights(plan, TODAY).as_json()
    alone = time.process_time() - begin
    begin = time.process_time()
    report = Report(plan, "client", TODAY, NOWHERE)
    for form in FORMATS[:2]:
        report.made(form)
    assert time.process_time() - begin < 12 * alone + 0.5


@pytest.mark.parametrize("form", ["md", "html"])
def test_the_words_of_a_scale_are_kept_apart(demo: Practice, form: str) -> None:
    client = demo.client_named("Anna").uid
    plan = demo.plan(client)
    assert plan is not None
    asked = plan.rounds[0]
    told = Report(plan, "coach", TODAY, Path("/none")).made(form).decode()
    words = ", ".join(f"{number} {word}" for number, word in sorted(asked.words.items()))
    assert f"Scale {asked.low} to {asked.high} ({words})" in told


def test_what_is_no_template_is_not_waited_for(tmp_path: Path) -> None:
    values = {"report": None}
    pipe = tmp_path / "coach.md"
    os.mkfifo(pipe)
    with pytest.raises(BadInput, match=r"“coach.md”: it is no file; mend "):
        render(tmp_path, "client.md", values)
    pipe.unlink()
    pipe.touch()
    os.truncate(pipe, 300_000_000)
    with pytest.raises(BadInput, match=r"it is larger than 1 MB"):
        render(tmp_path, "client.md", values)


def test_a_cue_and_its_response_are_a_sentence_for_the_coach_too(demo: Practice) -> None:
    told = Report(plan_of(demo, "Anna"), "coach", TODAY, NOWHERE).markdown()
    assert "- If–then: If a task on my list could be done by someone with an hour's help, then I" in told
    assert "Cue:" not in told
    assert "Response:" not in told
