"""Another target, measure or date that comes from a file: who asked, why, and that the past stays (§5)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Shell

LEAD = "Lead a project team"
TARGET = "target of “stand-ups led”"


def revisions(coach: Shell, title: str = LEAD) -> list[dict[str, Any]]:
    goals = json.loads(coach.ok("plan", "anna", "--json"))["objective"]
    found: list[dict[str, Any]] = next(one for one in goals if one["title"] == title)["revisions"]
    return found


def file_with(coach: Shell, folder: Path, old: str, new: str) -> str:
    """The plan as it is, but for one thing."""
    text = coach.ok("plan", "anna")
    assert old in text
    file = folder / "anna.toml"
    file.write_text(text.replace(old, new), encoding="utf-8")
    return str(file)


def export_with(coach: Shell, folder: Path, target: int) -> str:
    """A whole export of the file as it is, but for one target."""
    document = json.loads(coach.ok("export", "json"))
    goal = next(one for one in document["tables"]["objectives"] if one["title"] == LEAD)
    goal["measure"][0]["target"] = target
    file = folder / "all.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    return str(file)


@pytest.mark.parametrize("whole", [False, True])
def test_off_a_terminal_the_options_say_who_and_why(coach: Shell, tmp_path: Path, whole: bool) -> None:
    def given(target: int) -> str:
        old = 12 if target == 8 else 8
        return (
            export_with(coach, tmp_path, target)
            if whole
            else file_with(coach, tmp_path, f"target = {old}", f"target = {target}")
        )

    coach.ok("import", given(8), "--replace", "--by", "the sponsor", "--why", "budget cut")
    told = {"on": "2026-11-24", "what": TARGET, "from": 12, "to": 8, "by": "sponsor", "reason": "budget cut"}
    assert revisions(coach) == [told]
    assert "budget cut" in coach.ok("history", "anna")
    coach.ok("undo")
    assert revisions(coach) == []
    coach.ok("import", given(8), "--replace")
    assert revisions(coach) == [{**told, "by": None, "reason": None}]


@pytest.mark.parametrize("whole", [False, True])
def test_a_file_that_has_only_a_revision_otherwise_says_that_ours_stays(
    coach: Shell, tmp_path: Path, whole: bool
) -> None:
    coach.ok("import", file_with(coach, tmp_path, "target = 12", "target = 8"), "--replace", "--why", "cut")
    before = revisions(coach)
    if whole:
        document = json.loads(coach.ok("export", "json"))
        goal = next(one for one in document["tables"]["objectives"] if one["title"] == LEAD)
        goal["revisions"][0]["from"] = "20"
        (tmp_path / "all.json").write_text(json.dumps(document), encoding="utf-8")
        file = str(tmp_path / "all.json")
    else:
        file = file_with(coach, tmp_path, 'from = "12"', 'from = "20"')
    stays = f"how a goal was changed stays as it is here (“{LEAD}”: {TARGET} 12 → 8 on Tue 24 Nov 2026)"
    assert coach.ok("import", file, "--replace") == f"{file}: nothing changed; {stays}\n"
    told = json.loads(coach.ok("import", file, "--replace", "--json"))["files"][0]
    assert told["kept_here"] == [f"“{LEAD}”: {TARGET} 12 → 8 on Tue 24 Nov 2026"]
    both = Path(file).read_text("utf-8").replace("Team lead", "Team leader")
    Path(file).write_text(both, encoding="utf-8")
    said = coach.ok("import", file, "--replace")
    assert said.endswith(f"; {stays}. To take it back: coach undo\n")
    assert revisions(coach) == before


@pytest.mark.parametrize("whole", [False, True])
def test_at_a_terminal_it_is_asked_once(coach: Shell, tmp_path: Path, whole: bool) -> None:
    file = (
        export_with(coach, tmp_path, 8) if whole else file_with(coach, tmp_path, "target = 12", "target = 8")
    )
    ran = coach("import", file, terminal=True, stdin="y\ns\nbudget cut\n")
    assert ran.status == 0, ran.err
    assert ran.err.count("Who asked for it?") == 1
    assert f"“{LEAD}”: {TARGET} 12 → 8. Who asked for it?" in ran.err
    assert (revisions(coach)[0]["by"], revisions(coach)[0]["reason"]) == ("sponsor", "budget cut")
    coach.ok("undo")
    ran = coach("import", file, "--replace", terminal=True, stdin="\n\n")
    assert revisions(coach)[0]["reason"] is None


def test_what_changes_no_target_asks_nothing(coach: Shell, tmp_path: Path) -> None:
    file = file_with(coach, tmp_path, "Team lead", "Team leader")
    ran = coach("import", file, "--replace", terminal=True)
    assert (ran.status, ran.err) == (0, "")


def test_a_file_without_ids_asks_as_well(coach: Shell, tmp_path: Path, example: Path) -> None:
    file = tmp_path / "anna.toml"
    file.write_text(example.read_text("utf-8").replace("due = 2027-01-29", "due = 2027-02-12"), "utf-8")
    ran = coach("import", str(file), "--replace", terminal=True, stdin="c\nholidays\n")
    assert f"“{LEAD}”: target date 2027-01-29 → 2027-02-12" in ran.err
    assert revisions(coach)[0]["reason"] == "holidays"


@pytest.mark.parametrize("whole", [False, True])
def test_an_older_file_takes_no_revision_away(coach: Shell, tmp_path: Path, whole: bool) -> None:
    def at(day: str, *argv: str) -> None:
        coach.env["COACH_TODAY"] = day
        coach.ok("import", *argv, "--replace")

    coach.env["COACH_TODAY"] = "2026-11-01"
    old = tmp_path / "old"
    old.write_text(coach.ok("export", "json") if whole else coach.ok("plan", "anna"), "utf-8")
    at("2026-11-10", file_with(coach, tmp_path, "target = 12", "target = 8"), "--why", "budget cut")
    coach.env["COACH_TODAY"] = "2026-11-12"
    newer = tmp_path / "newer"
    newer.write_text(coach.ok("export", "json") if whole else coach.ok("plan", "anna"), "utf-8")
    at("2026-11-14", file_with(coach, tmp_path, "target = 8", "target = 10"), "--why", "found money")
    at("2026-11-20", str(newer))
    steps = [(one["on"], one["from"], one["to"], one["reason"]) for one in revisions(coach)]
    first = [("2026-11-10", 12, 8, "budget cut"), ("2026-11-14", 8, 10, "found money")]
    assert steps == [*first, ("2026-11-20", 10, 8, None)]
    at("2026-11-22", str(old), "--why", "all as it was")
    steps = [(one["on"], one["from"], one["to"], one["reason"]) for one in revisions(coach)]
    assert steps == [*first, ("2026-11-20", 10, 8, None), ("2026-11-22", 8, 12, "all as it was")]
    goal = next(
        one for one in json.loads(coach.ok("plan", "anna", "--json"))["objective"] if one["title"] == LEAD
    )
    assert goal["first"]["target"] == 12
    coach.ok("doctor")


@pytest.mark.parametrize("target", [12, 14])
def test_an_older_file_takes_no_revision_of_a_renamed_goal_away(
    coach: Shell, tmp_path: Path, target: int
) -> None:
    """The file knows it by its former title, in the place where it stands; it is not put behind others."""
    old = file_with(coach, tmp_path, "target = 12", f"target = {target}")
    coach.ok("move", "anna", LEAD, "+1w", "--by", "sponsor", "--why", "board wish")
    renamed = coach.ok("plan", "anna").replace(f'"{LEAD}"', '"Lead a bigger project team"')
    (tmp_path / "new.toml").write_text(renamed, "utf-8")
    coach.ok("import", str(tmp_path / "new.toml"), "--replace")
    titles = [one["title"] for one in json.loads(coach.ok("plan", "anna", "--json"))["objective"]]
    assert (titles[0], len(titles)) == ("Lead a bigger project team", 2)
    assert revisions(coach, titles[0])[0]["reason"] == "board wish"
    coach.env["COACH_TODAY"] = "2026-11-25"
    coach.ok("import", old, "--replace")
    after = [one["title"] for one in json.loads(coach.ok("plan", "anna", "--json"))["objective"]]
    assert after == [LEAD, titles[1]]
    first = revisions(coach)[0]
    assert (first["to"], first["by"], first["reason"]) == ("2027-02-05", "sponsor", "board wish")


def test_a_file_without_a_goal_that_was_revised_asks_before_it_goes(coach: Shell, tmp_path: Path) -> None:
    coach.ok("move", "anna", LEAD, "+1w", "--why", "board wish")
    text = coach.ok("plan", "anna").replace(f'"{LEAD}"', '"Sleep"').split("[[objective]]")
    text[1] = '\ntitle = "Sleep"\nmeasure = { name = "stand-ups led", unit = "h", target = 7 }\n\n'
    file = tmp_path / "anna.toml"
    file.write_text("[[objective]]".join(text), "utf-8")
    before = coach.path.read_bytes()
    gone = f"“{LEAD}” is not in the file: it goes, with what is kept of how it was changed"
    assert gone in coach.refused("import", str(file), "--replace")
    ran = coach("import", str(file), terminal=True, stdin="y\nn\n")
    assert f"{gone}. Take the file in all the same? " in ran.err
    assert coach.path.read_bytes() == before
    ran = coach("import", str(file), "--replace", "--yes")
    assert (ran.status, ran.err) == (0, f"coach: {gone}\n")
    coach.ok("undo")
    assert revisions(coach)[0]["reason"] == "board wish"


def test_the_options_go_with_plan_files_and_exports(coach: Shell, tmp_path: Path) -> None:
    clients = tmp_path / "clients.csv"
    clients.write_text("name\nTom Okafor\n", encoding="utf-8")
    assert "--why goes with plan files, whole exports and calendars" in coach.refused(
        "import", str(clients), "--why", "x"
    )


def test_a_target_date_moved_in_a_calendar_is_a_revision_whose_reason_is_asked_for(
    coach: Shell, tmp_path: Path
) -> None:
    file = tmp_path / "plans.ics"
    coach.ok("export", "ics", "-o", str(file))
    file.write_bytes(file.read_bytes().replace(b"20270129", b"20270212"))
    coach("import", str(file), "--yes")
    told = {"on": "2026-11-24", "what": "target date", "from": "2027-01-29", "to": "2027-02-12"}
    assert revisions(coach) == [{**told, "by": None, "reason": None}]
    assert "F4" in coach.ok("health", "anna")
    assert "moved in the calendar" in coach.ok("history", "anna")
    coach.ok("undo")
    coach("import", str(file), "--yes", "--by", "s", "--why", "holidays")
    assert revisions(coach) == [{**told, "by": "sponsor", "reason": "holidays"}]
    coach.ok("undo")
    ran = coach("import", str(file), terminal=True, stdin="y\nc\nher leave\n")
    assert "1 date is moved. Who asked for it?" in ran.err
    assert revisions(coach) == [{**told, "by": "client", "reason": "her leave"}]


@pytest.mark.parametrize("whole", [False, True])
def test_no_control_character_is_stored(coach: Shell, tmp_path: Path, whole: bool) -> None:
    file = (
        export_with(coach, tmp_path, 8) if whole else file_with(coach, tmp_path, "target = 12", "target = 8")
    )
    coach.ok("import", file, "--replace", "--by", "a\x1b[31mb", "--why", "c\x07\x9bd")
    (told,) = revisions(coach)
    assert (told["by"], told["reason"]) == ("a␛[31mb", "c␇\\x9bd")
    stored = json.loads(coach.path.read_text(encoding="utf-8"))
    assert not [c for c in json.dumps(stored, ensure_ascii=False) if ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0]


def test_a_change_that_eases_nothing_can_be_explained_too(coach: Shell, tmp_path: Path) -> None:
    coach.ok("import", file_with(coach, tmp_path, "target = 12", "target = 14"), "--replace")
    said = coach.ok("health", "anna", "--explain", "lead", "--reason", "it went so well", "--by", "client")
    assert "Said why" in said
    (told,) = revisions(coach)
    assert (told["to"], told["by"], told["reason"]) == (14, "client", "it went so well")
    assert "has its reason" in coach.refused("health", "anna", "--explain", "lead", "--reason", "again")


def test_what_is_said_of_holidays_and_paused_plans_is_plain(coach: Shell) -> None:
    coach.ok("off", "add", "2026-12-24..2026-12-28")
    assert coach.refused("off", "add", "2026-12-26").startswith("you are off Thu 24 Dec to Mon 28 Dec")


def test_a_level_outside_its_scale_is_taken_in_and_told(coach: Shell, tmp_path: Path) -> None:
    assert "no level" not in coach.ok("doctor")
    plan = coach.ok("plan", "anna")
    line = next(one for one in plan.splitlines() if one.startswith("current = "))
    taken = coach("import", "--replace", file_with(coach, tmp_path, line, "current = 7"))
    said = "7 is no level; write 1 to 5; or say 10 under “Levels go to”"
    assert taken.status == 0
    assert said in taken.err
    assert said in coach("doctor").out
    assert f"current: {said}" in coach.ok("health", "anna")
    (client,) = coach("health", "--json").json["clients"]
    assert client["off_scale"] == [f"need “Delegating”, current: {said}"]
    both = coach.ok("plan", "anna").replace("importance = 3", "importance = 7")
    (tmp_path / "both.toml").write_text(both)
    told = coach("import", "--replace", str(tmp_path / "both.toml"), "--json").json
    assert told["files"][0]["off_scale"] == [
        f"Anna Berg: need “Delegating”, current: {said}",
        "Anna Berg: need “Delegating”, importance: 7 is outside 1 to 3",
    ]
