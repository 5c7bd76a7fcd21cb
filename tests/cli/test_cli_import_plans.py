"""`coach import` of several plan files: one change, in which each of them is whole or not at all."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from coach_tui.exchange.envelope import opened
from tests.cli.test_cli_import import TOM, content

CIRCLE = """
[[milestone]]
title = "One"
due = 2026-03-01
after = ["Two"]
[[milestone]]
title = "Two"
due = 2026-04-01
after = ["One"]
"""


def plan(name: str, more: str = "") -> str:
    return TOM.replace("Tom", name) + more


def written(folder: Path, **plans: str) -> list[str]:
    """The files of some plans, by name."""
    for name, text in plans.items():
        (folder / f"{name}.toml").write_text(text)
    return [str(folder / f"{name}.toml") for name in plans]


def names(coach: Any) -> list[str]:
    return sorted(client["name"] for client in content(coach)["clients"])


def history(coach: Any, *client: str) -> list[str]:
    return [entry["what"] for entry in coach("history", *client, "--json").json["entries"]]


def test_they_are_one_change_taken_back_at_once(coach: Any, tmp_path: Path) -> None:
    before = content(coach)
    files = written(tmp_path, tom=plan("Tom"), eva=plan("Eva"), ida=plan("Ida"))
    first, second, third, last = coach.ok("import", *files).splitlines()
    assert first == f"{files[0]}: took in the plan of Tom"
    assert [second.split(": ")[1], third.split(": ")[1]] == [
        "took in the plan of Eva",
        "took in the plan of Ida",
    ]
    assert last == "took in 3 plan files as one change. To take it back: coach undo"
    assert names(coach) == ["Anna Berg", "Eva", "Ida", "Tom"]
    assert history(coach)[0] == "took in 3 plan files"
    assert history(coach, "eva") == ["took in 3 plan files"]
    coach.ok("undo")
    assert content(coach) == before
    coach.ok("redo")
    assert names(coach) == ["Anna Berg", "Eva", "Ida", "Tom"]


def test_of_each_programs_are_told_as_if_it_were_alone(coach: Any, tmp_path: Path) -> None:
    files = written(tmp_path, tom=plan("Tom"), again=plan("Tom"), eva=plan("Eva"))
    told = coach("import", *files, "--json").json["files"]
    assert [one["what"] for one in told] == [
        "took in the plan of Tom",
        "nothing changed",
        "took in the plan of Eva",
    ]
    assert [one["client"] for one in told] == ["Tom", None, "Eva"]
    assert {change["id"] for change in told[2]["changes"]}.isdisjoint(
        change["id"] for change in told[0]["changes"]
    )


def test_what_is_refused_leaves_nothing_and_the_others_go_in(coach: Any, tmp_path: Path) -> None:
    files = written(tmp_path, tom=plan("Tom"), eva=plan("Eva", CIRCLE), ida=plan("Ida"))
    ran = coach("import", *files)
    assert ran.status == 5
    assert ran.err.splitlines()[-1] == f"coach: taken in: 2 of 3 files; not: {files[1]}"
    assert files[1] in ran.err.splitlines()[0]
    assert "circle" in ran.err.splitlines()[0]
    assert names(coach) == ["Anna Berg", "Ida", "Tom"]
    tables = content(coach)
    assert "One" not in json.dumps(tables["milestones"])
    known = {one["uid"] for one in tables["clients"]}
    assert all(one["client"] in known for one in tables["engagements"])
    assert coach("doctor").status == 0


def test_what_replaces_and_is_refused_leaves_the_plan_as_it_was(coach: Any, tmp_path: Path) -> None:
    was = coach.ok("plan", "anna")
    changed = was.replace("Team lead", "Head")
    circle = changed + CIRCLE
    files = written(tmp_path, tom=plan("Tom"), anna=circle, eva=plan("Eva"))
    assert coach("import", *files, "--replace", "--yes").status == 5
    assert coach.ok("plan", "anna") == was
    assert names(coach) == ["Anna Berg", "Eva", "Tom"]
    (tmp_path / "anna.toml").write_text(changed)
    coach.ok("import", *files, "--replace", "--yes")
    assert coach.ok("plan", "anna") == changed
    assert history(coach)[0] == "replaced the plan of Anna Berg"


def test_one_copy_is_made_before_several_are_replaced(coach: Any, tmp_path: Path) -> None:
    coach.ok("import", *written(tmp_path, tom=plan("Tom"), eva=plan("Eva")))
    for name in ("tom", "eva"):
        file = tmp_path / f"{name}.toml"
        file.write_text(file.read_text().replace("2026-01-01", "2026-01-01\nsponsor = 'Ann'"))
    files = [str(tmp_path / f"{name}.toml") for name in ("tom", "eva")]
    coach.ok("import", *files, "--replace")
    assert len(list(coach.path.parent.rglob("*before-replace*"))) == 1
    assert history(coach, "tom")[0] == "took in 2 plan files"


def test_who_must_be_asked_is_asked_while_nothing_is_held(coach: Any, tmp_path: Path) -> None:
    anna = coach.ok("plan", "anna").replace("Team lead", "Head")
    files = written(tmp_path, tom=plan("Tom"), eva=plan("Eva"), anna=anna, ida=plan("Ida"), bo=plan("Bo"))
    ran = coach("import", *files, terminal=True, stdin="y\n\n\n\n")
    assert ran.status == 0, ran.err
    assert ran.err.count("is here already. Replace what is there?") == 1
    assert history(coach)[:3] == [
        "took in 2 plan files",
        "replaced the plan of Anna Berg",
        "took in 2 plan files",
    ]
    files = written(tmp_path, anna=anna.replace("Head", "Chief"), una=plan("Una"))
    ran = coach("import", *files, terminal=True, stdin="n\n")
    assert ran.status == 5
    assert "Una" in names(coach)


def test_another_kind_of_file_between_them_is_taken_in_its_turn(coach: Any, tmp_path: Path) -> None:
    first, second, third = written(tmp_path, tom=plan("Tom"), eva=plan("Eva"), ida=plan("Ida"))
    (tmp_path / "list.csv").write_text("Name,Start\nTom,2026-01-01\nVera,2026-02-01\n")
    told = coach("import", first, second, str(tmp_path / "list.csv"), third, "--yes", "--json").json["files"]
    assert [one["what"] for one in told] == [
        "took in the plan of Tom",
        "took in the plan of Eva",
        "began plans with 1 client",
        "took in the plan of Ida",
    ]
    assert history(coach)[:3] == [told[3]["what"], told[2]["what"], "took in 2 plan files"]


def plans_of(coach: Any) -> list[str]:
    found = []
    for client in coach("clients", "--json").json["clients"]:
        document = coach("plan", client["id"], "--json").json
        found.append(without_ids(document))
    return sorted(json.dumps(one) for one in found)


def without_ids(value: Any) -> Any:
    """A plan without what chance decides: ids, and the order of answers."""
    if isinstance(value, dict) and "packed" in value:
        return sorted(json.dumps(without_ids(one)) for one in opened([value]))
    if isinstance(value, dict):
        return {key: without_ids(inner) for key, inner in value.items() if key != "id"}
    return [without_ids(one) for one in value] if isinstance(value, list) else value


def test_together_they_become_what_they_become_one_by_one(coach: Any, tmp_path: Path) -> None:
    demo = {"COACH_DATA": str(tmp_path / "demo.json")}
    coach.ok("demo", "--only-data", demo["COACH_DATA"])
    files: list[str] = []
    for client in coach("clients", "--json", env=demo).json["clients"]:
        files.append(str(tmp_path / f"{len(files)}.toml"))
        Path(files[-1]).write_text(coach("plan", client["id"], env=demo).out)
    alone, together = ({"COACH_DATA": str(tmp_path / way / "coach.json")} for way in ("alone", "together"))
    statuses = {coach("import", file, "--yes", env=alone).status for file in files}
    ran = coach("import", *files, "--yes", env=together)
    assert (statuses, ran.status, len(files)) == ({0}, 0, 10), ran.err

    class There:
        def __init__(self, env: dict[str, str]) -> None:
            self.env = env

        def __call__(self, *argv: str) -> Any:
            return coach(*argv, env=self.env)

    assert plans_of(There(alone)) == plans_of(There(together))
    assert len(There(together)("history", "--json").json["entries"]) == 1


@pytest.mark.no_cover
def test_many_cost_in_proportion(coach: Any, tmp_path: Path) -> None:
    more = "".join(
        f'\n[[objective]]\ntitle = "O{at}"\n[[milestone]]\ntitle = "M{at}"\ndue = 2026-0{at}-01\n'
        for at in (3, 4)
    )
    more += '[[session]]\non = 2026-02-0{day}\ntime = "10:00"\n'

    def spent(count: int) -> float:
        folder = tmp_path / str(count)
        folder.mkdir()
        texts = {f"p{at}": plan(f"P{at}", more.format(day=at % 9 + 1)) for at in range(count)}
        files = written(folder, **texts)
        begun = time.process_time()
        assert coach("import", *files, env={"COACH_DATA": str(folder / "coach.json")}).status == 0
        return time.process_time() - begun

    spent(10)
    few, many = spent(40), spent(160)
    assert many < 4 * 1.8 * few, (few, many)
