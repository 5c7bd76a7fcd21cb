"""`coach import` and `coach export`."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest

from coach_tui.exchange.values_taken import told_of

TOM = '[client]\nname = "Tom"\n[engagement]\nstart = 2026-01-01\n'


def content(coach: Any) -> Any:
    return coach("export", "json").json["tables"]


def test_importing_twice(coach: Any, example: Path, tmp_path: Path) -> None:
    before = content(coach)
    for more in ([], ["--replace"]):
        out = coach.ok("import", str(example), *more)
        assert out == f"{example}: nothing changed, all of it is here already\n"
    other = tmp_path / "anna.toml"
    other.write_text(example.read_text().replace("Team lead", "Team leader"))
    assert coach.refused("import", str(other)) == (
        f"{other}: Anna Berg is here already; use --replace to put this plan in place of the present one"
    )
    assert content(coach) == before


def test_on_a_terminal_it_asks(coach: Any, tmp_path: Path) -> None:
    file = tmp_path / "anna.toml"
    file.write_text(coach.ok("plan", "anna").replace("Team lead", "Team leader"))
    ran = coach("import", str(file), terminal=True, stdin="no\n")
    assert ran.status == 2
    assert ran.err.startswith("Anna Berg is here already. Replace what is there? [y/N] coach: ")
    ran = coach("import", str(file), terminal=True, stdin="y\n")
    assert ran.status == 0
    assert "replaced the plan of Anna Berg" in ran.out


def test_what_was_printed_changes_nothing_when_it_comes_back(coach: Any, tmp_path: Path) -> None:
    before = content(coach)
    for argv in (["plan", "anna"], ["plan", "anna", "--json"], ["export", "json"]):
        for file in ("-", str(tmp_path / "file")):
            text = coach.ok(*argv)
            (tmp_path / "file").write_text(text)
            out = coach.ok("import", file, "--replace", stdin=text)
            assert "nothing changed" in out
    assert content(coach) == before


def test_an_export_into_an_empty_file_gives_the_same(coach: Any, tmp_path: Path) -> None:
    coach.ok("import", "-", stdin=TOM)
    file = str(tmp_path / "all.json")
    assert coach.ok("export", "json", "-o", file) == ""
    assert stat.S_IMODE(Path(file).stat().st_mode) == 0o600
    out = coach.ok("import", file, "--data", str(tmp_path / "other.json"))
    assert out == f"{file}: took in an export of 2 clients. To take it back: coach undo\n"
    assert coach("export", "json", "--data", str(tmp_path / "other.json")).json["tables"] == content(coach)
    assert "are here already; use --replace" in coach.refused("import", file)


def test_an_export_does_not_replace_a_file_unasked(coach: Any, tmp_path: Path) -> None:
    file = tmp_path / "all.json"
    file.write_text("mine")
    assert coach.refused("export", "json", "-o", str(file)).endswith("use --force")
    assert file.read_text() == "mine"
    coach.ok("export", "json", "-o", str(file), "--force")
    assert json.loads(file.read_text())["format"] == "coach-tui export"
    assert coach.refused("export", "json", "-o", str(coach.path), "--force").endswith("name another file")
    assert coach.refused("export", "json", "-o", str(tmp_path)).endswith("name a file inside it")
    assert "cannot be written" in coach.refused("export", "json", "-o", "/proc/no/such")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["all.json", "data"]


def test_an_export_of_one_client(coach: Any) -> None:
    coach.ok("import", "-", stdin=TOM)
    found = coach("export", "json", "--client", "tom").json
    assert [client["name"] for client in found["tables"]["clients"]] == ["Tom"]
    assert len(found["tables"]["engagements"]) == 1
    assert not found["tables"]["objectives"]
    assert [entry["what"] for entry in found["history"]] == ["took in the plan of Tom"]


def test_an_export_says_what_it_leaves_out(coach: Any) -> None:
    tables = json.loads(coach.path.read_text())
    tables["ratings"] = {"1": {"uid": "x", "score": 3}}
    coach.path.write_text(json.dumps(tables))
    ran = coach("export", "json")
    assert ran.err == "coach: left out what only a newer version understands: ratings\n"
    assert "ratings" not in ran.json["tables"]


def test_of_several_files_a_bad_one_is_named_and_the_others_are_taken(coach: Any, tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text('[client]\nname = "B"\n[engagement]\nstart = 2026-02-30\n')
    (tmp_path / "good.toml").write_text(TOM)
    files = [str(tmp_path / name) for name in ("bad.toml", "good.toml", "none.toml")]
    ran = coach("import", *files)
    assert ran.status == 5
    assert ran.out == f"{files[1]}: took in the plan of Tom. To take it back: coach undo\n"
    first, second, last = ran.err.splitlines()
    assert last == f"coach: taken in: 1 of 3 files; not: {files[0]}, {files[2]}"
    assert first.startswith(f"coach: {files[0]}: not valid TOML: ")
    assert second.startswith(f"coach: {files[2]}: cannot be read: ")
    assert [client["name"] for client in content(coach)["clients"]] == ["Anna Berg", "Tom"]
    ran = coach("import", *files, "--replace", "--json")
    assert ran.status == 5
    assert ["error" in result for result in ran.json["files"]] == [True, False, True]


def test_json_tells_what_changed_by_id(coach: Any, tmp_path: Path) -> None:
    found = coach("import", "-", "--json", stdin=TOM).json
    assert (found["what"], found["client"]) == ("took in the plan of Tom", "Tom")
    assert [(change["table"], change["action"]) for change in found["changes"]] == [
        ("clients", "added"),
        ("engagements", "added"),
    ]
    assert found["changes"][0]["id"] == content(coach)["clients"][1]["uid"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "it is empty"),
        (" \n", "it is empty"),
        ("hello", "no form is in it"),
        ("hello = there", "not valid TOML"),
        ("[]", "not valid TOML"),
        ("{", "not valid JSON"),
        ('{"client": 1e999}', "[client] is missing"),
        ('{"client": ' + "[" * 100_000, "nested too deeply"),
        ("x = " + "[" * 100_000, "not "),
        ("x = " + "1" * 5000, "not valid TOML"),
        ('{"x": ' + "1" * 5000 + "}", "not valid JSON"),
        ('{"meta": {}}', "it is a data file; name it with --data"),
        ('{"format": "coach-tui export", "version": 9}', "an export of version “9”"),
        ("[client]\nname = 3\n[engagement]\nstart = 2026-01-01", "line 2, [client] name: “3” is not text"),
        (TOM + "colour = 1", "line 5, [engagement] “colour” is not known"),
        (TOM + "[[objective]]\ntitle = '" + "x" * 100_000 + "'", "[objective 1] title: 100,000 characters"),
        (TOM + "[[win]]\non = 2026-01-01\ntext = 'x'\nobjective = 'y'", "no objective is called “y”"),
        (TOM + "\x1b = 1", "not valid TOML"),
        ('{"\x1b[31m": 1, "client": {}, "engagement": {}}', "not valid JSON"),
        ('{"\\u001b[31m": 1, "client": {}, "engagement": {}}', "“␛[31m” is not known"),
        (TOM + "pause = { since = 2026-01-01, until = nan }", "until"),
        (TOM + "sessions = inf", "sessions"),
    ],
)
def test_what_is_no_plan_is_refused(coach: Any, text: str, said: str) -> None:
    assert said in coach.refused("import", "-", stdin=text)


def test_files_that_cannot_be_read(coach: Any, tmp_path: Path) -> None:
    (tmp_path / "latin.toml").write_bytes(b'[client]\nname = "Jos\xe9"\n')
    assert coach.refused("import", str(tmp_path / "latin.toml")).endswith(
        "line 2: not UTF-8 text; convert it first"
    )
    assert "it is a folder without" in coach.refused("import", str(tmp_path))
    assert "cannot be read" in coach.refused("import", "a\0b")
    assert "cannot be read" in coach.refused("import", "x" * 5000)


def test_a_byte_order_mark_is_no_fault(empty: Any, tmp_path: Path) -> None:
    (tmp_path / "plan.toml").write_text(TOM, "utf-8-sig")
    empty.ok("import", str(tmp_path / "plan.toml"))


def test_a_pipe_with_a_name_can_be_read(empty: Any) -> None:
    reading, writing = os.pipe()
    os.write(writing, TOM.encode())
    os.close(writing)
    empty.ok("import", f"/dev/fd/{reading}")
    os.close(reading)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.eml", "From: a@b.example\nSubject: x\nDate: Mon, 16 Nov 2026 10:00:00 +0100\n\nmood = calm\n"),
        ("a.txt", "Hello there\nhours = 44\n"),
        ("a.txt", "[mood] calm\nthanks\n"),
    ],
)
def test_words_are_no_faulty_plan(coach: Any, tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text)
    assert "TOML" not in coach.refused("import", str(path))


def test_a_number_too_long_is_told_in_our_own_words(coach: Any, tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text('[client]\nname = "Di"\nretention_years = ' + "9" * 5000 + "\n")
    assert "a number in it is longer than any that is used" in coach.refused("import", str(path))


def test_a_plan_file_with_a_value_far_from_anything_before_is_taken_once_it_is_said(
    coach: Any, tmp_path: Path
) -> None:
    path = tmp_path / "anna.toml"
    text = coach.ok("plan", "anna").replace('"stand-ups led" = 5', '"stand-ups led" = 55555')
    path.write_text(text)
    before = coach.path.read_bytes()
    assert coach.refused("import", str(path), "--replace") == (
        f"{path}: stand-ups led: 55555 is far from 3, the last value, and 12, the target, "
        "on Mon 19 Oct 2026: nothing was taken in; mend it, or take it in with --yes"
    )
    assert coach.path.read_bytes() == before
    ran = coach("import", str(path), "--replace", "--yes")
    assert ran.status == 0
    assert ran.err == (
        "coach: stand-ups led: 55555 is far from 3, the last value, and 12, the target, on Mon 19 Oct 2026: "
        "look at it\n"
    )
    path.write_text(text.replace("Team lead", "Head"))
    ran = coach("import", str(path), "--replace", "--json")
    assert ran.err == ""
    assert "far_off" not in ran.json


@pytest.mark.parametrize(("answer", "taken"), [("\n", False), ("y\n", True), ("n\n", False), ("", False)])
def test_at_a_terminal_a_far_value_is_asked_about_before_it_is_taken(
    coach: Any, tmp_path: Path, answer: str, taken: bool
) -> None:
    path = tmp_path / "anna.toml"
    path.write_text(coach.ok("plan", "anna").replace('"stand-ups led" = 5', '"stand-ups led" = 55555'))
    before = coach.path.read_bytes()
    ran = coach("import", str(path), "--replace", terminal=True, stdin=answer)
    assert "is far from 3, the last value, and 12, the target, on Mon 19 Oct 2026. Keep it? [y/N]" in ran.err
    assert "look at it" not in ran.err
    assert (ran.status == 0) == taken
    assert (coach.path.read_bytes() != before) == taken
    if not taken:
        assert ran.err.endswith("write the value that is meant; nothing was taken in\n")


def far_export(coach: Any, tmp_path: Path) -> Path:
    """An export in which one value of Anna's stand-ups is a slip."""
    document = coach("export", "json").json
    checkin = next(row for row in document["tables"]["checkins"] if 5 in row["measures"].values())
    checkin["measures"] = {uid: 55555 if value == 5 else value for uid, value in checkin["measures"].items()}
    path = tmp_path / "all.json"
    path.write_text(json.dumps(document))
    return path


@pytest.mark.parametrize("terminal", [False, True])
def test_a_whole_export_with_a_far_value_is_taken_and_names_it(
    coach: Any, tmp_path: Path, terminal: bool
) -> None:
    path = far_export(coach, tmp_path)
    far = "stand-ups led: 55555 is far from 3, the last value, and 12, the target"
    said = f"{far}, on Mon 19 Oct 2026: look at it"
    ran = coach("import", str(path), "--replace", terminal=terminal)
    assert (ran.status, ran.err) == (0, f"coach: {said}\n")
    assert coach("import", str(path), "--replace").err == ""
    coach.ok("undo")
    ran = coach("import", str(path), "--replace", "--json")
    assert (ran.err, ran.json["files"][0]["far_off"]) == (f"coach: {said}\n", [said])


def test_of_many_far_values_the_first_are_told() -> None:
    far = [f"{number} is far from 1" for number in range(13)]
    assert told_of(far) == [*far[:10], "and 3 more values that are far from anything before"]
    assert told_of(far[:10]) == far[:10]


AHEAD, SAID = "2027-09-04", "Sat 4 Sep 2027"
HAPPENED = [
    ("assessment", "answered_on"),
    ("checkin", "on"),
    ("win", "on"),
    ("need", "found_on"),
    ("milestone", "done_on"),
    ("client", "log_consent_on"),
    ("engagement", "agreed_on"),
]


@pytest.mark.parametrize(("entry", "key"), HAPPENED)
def test_what_has_happened_lies_not_ahead_in_a_plan_file(
    coach: Any, tmp_path: Path, entry: str, key: str
) -> None:
    if entry == "assessment":
        reply = tmp_path / "reply.txt"
        reply.write_text(coach("form", "anna", "self").out.replace("Answer:", "Answer: 3", 1))
        assert coach("import", str(reply), "--yes").status == 0
    plan = coach("plan", "anna", "--json").json
    record = plan[entry][-1] if isinstance(plan[entry], list) else plan[entry]
    record[key] = AHEAD
    record.pop("state", None)
    path = tmp_path / "anna.json"
    path.write_text(json.dumps(plan))
    said = coach.refused("import", str(path), "--replace")
    assert said.endswith(f": {key}: {SAID} is in the future; it takes what has happened"), said


def test_a_list_inside_a_record_is_no_way_round(coach: Any, tmp_path: Path) -> None:
    plan = coach("plan", "anna", "--json").json
    plan["objective"][0]["confidence"] = [{"on": AHEAD, "value": 7}]
    path = tmp_path / "anna.json"
    path.write_text(json.dumps(plan))
    said = coach.refused("import", str(path), "--replace")
    assert f": confidence.on: {SAID} is in the future; it takes what has happened" in said


def test_a_whole_export_is_no_way_round_but_what_is_there_stays(coach: Any, tmp_path: Path) -> None:
    path = tmp_path / "all.json"
    coach.ok("export", "json", "-o", str(path))
    whole = json.loads(path.read_text())
    assert coach("import", str(path), "--replace", "--today", "2026-01-05").status == 0
    whole["tables"]["wins"][0]["on"] = AHEAD
    path.write_text(json.dumps(whole))
    assert f": on: {SAID} is in the future" in coach.refused("import", str(path), "--replace")


@pytest.mark.parametrize("owner", ["", 'owner = ""\n'])
def test_nobody_is_put_in_where_no_owner_stands(empty: Any, owner: str) -> None:
    empty.ok("import", "-", stdin=f'{TOM}[[objective]]\ntitle = "Run"\nstart = 2026-11-24\n{owner}')
    assert "owner" not in next(iter(content(empty)["objectives"]))
    assert "Nobody owns it" in empty.ok("health", "tom")
    assert "\nfrom 24 Nov" in empty.ok("report", "tom", "--for", "client")


@pytest.mark.parametrize("owner", ["", None])
def test_an_export_without_an_owner_puts_nobody_in(coach: Any, tmp_path: Path, owner: str | None) -> None:
    whole = coach("export", "json").json
    for one in whole["tables"]["objectives"]:
        one["owner"] = owner
    file = tmp_path / "all.json"
    file.write_text(json.dumps(whole))
    coach.ok("import", str(file), "--replace")
    assert not any(one.get("owner") for one in content(coach)["objectives"])
    assert "Nobody owns it" in coach.ok("health", "anna")


@pytest.mark.parametrize("new", [False, True])
def test_two_absurd_values_in_one_file_do_not_vouch_for_one_another(
    coach: Any, tmp_path: Path, new: bool
) -> None:
    text = coach.ok("plan", "anna").replace("Anna Berg", "Tom Okafor" if new else "Anna Berg")
    rows = "".join(
        f'\n[[checkin]]\non = 2026-11-{day}\nmeasures = {{ "stand-ups led" = {value} }}\n'
        for day, value in ((21, 9998), (22, 9999))
    )
    file = tmp_path / "v4.toml"
    file.write_text(text + rows, "utf-8")
    before = coach.path.read_bytes()
    said = coach.refused("import", str(file), "--replace")
    assert "9998 is far from" in said
    assert "9999 is far from" in said
    assert coach.path.read_bytes() == before
