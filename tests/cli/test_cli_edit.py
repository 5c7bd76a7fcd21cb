"""`coach edit`: the plan in an editor, and what becomes of the text."""

from __future__ import annotations

import stat
import sys
from pathlib import Path
from typing import Any

import pytest

from coach_tui.exchange.editor import command_of
from coach_tui.exchange.texts import sweep_texts, texts_folder
from coach_tui.plan.errors import BadInput

LOOK = """import sys
file = sys.argv[-1]
text = open(file, encoding="utf-8").read()
"""


@pytest.fixture(autouse=True)
def no_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """The editors here are quicker than a person."""
    monkeypatch.setattr("coach_tui.exchange.editor.AT_ONCE", 0)


@pytest.fixture
def editor(tmp_path: Path) -> Any:
    """Makes an editor of some lines of Python that change `text`, and counts its runs."""

    def make(*lines: str) -> dict[str, str]:
        script = tmp_path / "editor.py"
        count = tmp_path / "runs"
        script.write_text(
            LOOK
            + f"open({str(count)!r}, 'a').write('x')\nrun = len(open({str(count)!r}).read())\n"
            + "\n".join(lines)
            + "\nopen(file, 'w', encoding='utf-8').write(text)\n"
        )
        return {"EDITOR": f"{sys.executable} {script}"}

    return make


def left(coach: Any) -> list[str]:
    folder = Path(texts_folder(coach.path))
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_one_change_that_can_be_undone(coach: Any, editor: Any) -> None:
    env = editor("text = text.replace('Team lead', 'Head')")
    assert (
        coach.ok("edit", "anna", env=env) == "Replaced the plan of Anna Berg. To take it back: coach undo\n"
    )
    assert coach("plan", "anna", "--json").json["client"]["role"] == "Head, logistics"
    assert left(coach) == []
    coach.ok("undo")
    assert coach("plan", "anna", "--json").json["client"]["role"] == "Team lead, logistics"


def test_the_file_is_private_and_does_not_tell_the_name(coach: Any, editor: Any, tmp_path: Path) -> None:
    env = editor(
        "import os, stat",
        "modes = [stat.S_IMODE(os.stat(p).st_mode) for p in (file, os.path.dirname(file))]",
        f"open({str(tmp_path / 'seen')!r}, 'w').write(f'{{file}} {{modes}}')",
        "open(file + '~', 'w').write('a copy that the editor leaves')",
    )
    assert coach.ok("edit", "anna", env=env) == "Nothing changed.\n"
    seen = (tmp_path / "seen").read_text()
    assert seen.endswith(f"[{0o600}, {0o700}]")
    assert "anna" not in seen.lower().removeprefix(str(tmp_path).lower())
    assert left(coach) == []


@pytest.mark.parametrize("line", ["text = ''", "text = ' \\n'", "pass"])
def test_unchanged_or_emptied_changes_nothing(coach: Any, editor: Any, line: str) -> None:
    before = coach.path.read_bytes()
    ran = coach("edit", "anna", env=editor(line))
    assert (ran.status, ran.out) == (0, "Nothing changed.\n")
    assert ran.err == ("" if line == "pass" else "coach: the text was emptied; nothing was changed\n")
    assert coach.path.read_bytes() == before
    assert left(coach) == []


def test_saved_with_another_layout_changes_nothing(coach: Any, editor: Any) -> None:
    assert coach.ok("edit", "anna", env=editor("text += '\\n# mine\\n'")) == "Nothing changed.\n"
    assert left(coach) == []


def test_a_faulty_text_is_kept_and_named(coach: Any, editor: Any) -> None:
    env = editor("text = text.replace('hours_per_week = 4', 'hours_per_week = 400')")
    said = coach.refused("edit", "anna", env=env)
    assert said.startswith(
        "line 7, [client] hours_per_week: “400” is outside 0 to 168; your text is kept in "
    )
    kept = Path(said.split(" is kept in ")[1])
    assert kept.read_text("utf-8").split("\n")[6] == "hours_per_week = 400"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_on_a_terminal_the_editor_opens_again_with_the_fault_on_top(coach: Any, editor: Any) -> None:
    env = editor(
        "if run == 1: text = text.replace('hours_per_week = 4', 'hours_per_week = 400')",
        "else:",
        "    first = text.split('\\n')[0]",
        "    assert first.startswith('# line 7, [client] hours_per_week: “400” is outside 0 to 168'), first",
        "    text = text.replace('hours_per_week = 400', 'hours_per_week = 5')",
    )
    ran = coach("edit", "anna", env=env, terminal=True)
    assert (ran.status, ran.err) == (0, "")
    assert coach("plan", "anna", "--json").json["client"]["hours_per_week"] == 5
    assert left(coach) == []


def test_giving_up_keeps_the_text(coach: Any, editor: Any) -> None:
    ran = coach("edit", "anna", env=editor("if run == 1: text += 'x'"), terminal=True)
    assert ran.status == 0
    assert ran.out == "Nothing changed.\n"
    assert ran.err.startswith("coach: given up; your text is kept in ")
    assert len(left(coach)) == 1


def test_an_editor_that_fails(coach: Any, editor: Any) -> None:
    assert coach.refused("edit", "anna", env={"EDITOR": "false"}) == (
        "the editor false ended with status 1; nothing was changed"
    )
    assert "cannot be run" in coach.refused("edit", "anna", env={"EDITOR": "/no/such/editor"})
    assert coach.refused("edit", "anna", env={"EDITOR": "'"}).startswith("$VISUAL or $EDITOR is no command")
    assert coach.refused("edit", "anna").startswith("coach edit needs a terminal, or $EDITOR")
    assert coach.refused("edit", "bob", env={"EDITOR": "true"}).startswith("no client matches")
    assert left(coach) == []
    env = editor("open(file, 'w').write(text + 'typed')", "raise SystemExit(3)")
    said = coach.refused("edit", "anna", env=env)
    assert "ended with status 3" in said
    assert said.partition("your text is kept in ")[2].endswith(left(coach)[0])


def test_not_utf8(coach: Any, editor: Any) -> None:
    env = editor("open(file, 'ab').write(b'\\xff')", "raise SystemExit")
    assert "save it as UTF-8; your text is kept in" in coach.refused("edit", "anna", env=env)


def test_a_plan_changed_meanwhile_is_not_overwritten(coach: Any, editor: Any) -> None:
    env = editor(
        "from coach_tui.cli.main import main",
        f"main(['checkin', 'anna', '--note', 'from another terminal'], {coach.env!r})",
        "text = text.replace('Team lead', 'Head')",
    )
    ran = coach("edit", "anna", env=env)
    assert ran.status == 4
    assert ran.err.startswith("coach: the plan was changed meanwhile; edit it again; your text is kept in ")
    plan = coach("plan", "anna", "--json").json
    assert plan["checkin"][-1]["note"] == "from another terminal"
    assert plan["client"]["role"] == "Team lead, logistics"


def test_new_titles_keep_the_record_and_what_refers_to_it(coach: Any, editor: Any) -> None:
    before = coach("plan", "anna", "--json").json
    env = editor(
        "for old, new in (('title = \"Delegate one task a week\"', 'title = \"Hand over a task\"'),",
        "        ('title = \"Lead a project team\"', 'title = \"Lead the team\"'),",
        "        ('name = \"hours worked\"', 'name = \"hours\"'),",
        "        ('name = \"Anna Berg\"', 'name = \"A. Berg\"'),",
        "        ('title = \"First part delegated\"', 'title = \"Part one\"')):",
        "    assert old in text, old",
        "    text = text.replace(old, new)",
    )
    coach.ok("edit", "anna", env=env)
    after = coach("plan", "berg", "--json").json
    for entry in before:
        if isinstance(before[entry], list):
            assert [r["id"] for r in after[entry]] == [r["id"] for r in before[entry]], entry
    assert after["client"]["id"] == before["client"]["id"]
    assert after["checkin"][1]["done"] == ["Hand over a task"]
    assert after["checkin"][1]["measures"] == {"stand-ups led": 5, "hours": 51}
    assert after["milestone"][2]["after"] == ["Part one"]
    assert {milestone["objective"] for milestone in after["milestone"]} == {"Lead the team"}


def test_another_objective_in_the_same_place_inherits_nothing(coach: Any, editor: Any) -> None:
    before = coach("plan", "anna", "--json").json
    env = editor(
        "head, mark, tail = text.partition('[[objective]]\\ntitle = \"Leave work on time\"')",
        "rest = tail.partition('[[need]]')[2]",
        'other = \'title = "Run a half marathon"\\nstart = 2026-09-01\\nowner = "client"\\n\'',
        'other += \'measure = { name = "kilometres run", unit = "km", baseline = 0, target = 21 }\\n\\n\'',
        "text = head + '[[objective]]\\n' + other + '[[need]]' + rest",
        "text = text.replace(', \"hours worked\" = 54', '').replace(', \"hours worked\" = 51', '')",
    )
    coach.ok("edit", "anna", env=env)
    after = coach("plan", "anna", "--json").json
    was, now = before["objective"][1], after["objective"][1]
    assert now["title"] == "Run a half marathon"
    assert now["id"] != was["id"]
    assert now["measure"][0]["id"] != was["measure"][0]["id"]
    assert "confidence" not in now
    assert [checkin["measures"] for checkin in after["checkin"]] == [
        {"stand-ups led": 3},
        {"stand-ups led": 5},
    ]
    assert after["objective"][0]["id"] == before["objective"][0]["id"]


def test_what_still_refers_to_an_objective_that_is_gone_is_named(coach: Any, editor: Any) -> None:
    env = editor(
        "head, mark, tail = text.partition('[[objective]]\\ntitle = \"Lead a project team\"')",
        "rest = tail.partition('[[objective]]')[2]",
        "text = head + '[[objective]]\\ntitle = \"Play the cello\"\\n\\n[[objective]]' + rest",
    )
    said = coach.refused("edit", "anna", env=env)
    assert "no objective is called “Lead a project team”" in said
    assert "your text is kept in" in said


def test_another_measure_in_the_same_place_has_no_values(coach: Any, editor: Any) -> None:
    env = editor(
        'old = \'name = "hours worked", unit = "hours/week", baseline = 58, target = 42\'',
        "assert old in text, text",
        'text = text.replace(old, \'name = "evenings at home", unit = "a week", baseline = 0, target = 4\')',
        "text = text.replace(', \"hours worked\" = 54', '').replace(', \"hours worked\" = 51', '')",
    )
    before = coach("plan", "anna", "--json").json["objective"][1]
    coach.ok("edit", "anna", env=env)
    after = coach("plan", "anna", "--json").json["objective"][1]
    assert after["id"] == before["id"]
    assert after["measure"][0]["id"] != before["measure"][0]["id"]


def test_a_record_put_in_or_taken_out_leaves_the_others(coach: Any, editor: Any) -> None:
    before = coach("plan", "anna", "--json").json["milestone"]
    env = editor(
        "head, mark, tail = text.partition('[[milestone]]')",
        "text = head + '[[milestone]]\\ntitle = \"New\"\\ndue = 2026-12-01\\n\\n' + mark + tail",
        "text = text.split('[[win]]')[0]",
    )
    coach.ok("edit", "anna", env=env)
    after = coach("plan", "anna", "--json").json
    assert "win" not in after
    ids = {milestone["title"]: milestone["id"] for milestone in after["milestone"]}
    assert {milestone["title"]: milestone["id"] for milestone in before}.items() <= ids.items()
    assert len(ids) == 4


def test_leftovers_of_dead_sessions(coach: Any, editor: Any) -> None:
    folder = Path(texts_folder(coach.path))
    folder.mkdir(mode=0o700)
    for name in ("plan.999999999-1.00000000.toml", "plan.999999999-1.00000000.toml~"):
        (folder / name).write_bytes(b"")  # whose checksum is 0: as it was when the editor opened
    typed = folder / "plan.999999998-1.00000000.toml"
    typed.write_text("typed before the line dropped")
    swapped = folder / "plan.999999997-1.00000000.toml"
    swapped.write_bytes(b"")
    (folder / f".{swapped.name}.swp").write_bytes(b"vim's own copy")
    (folder / "something else").write_text("")
    ran = coach("edit", "anna", env={"EDITOR": "true"})
    assert ran.status == 0
    assert str(typed) in ran.err
    assert str(swapped) in ran.err
    assert sweep_texts(coach.path) == [str(swapped), str(typed)]
    assert len(left(coach)) == 4


def test_which_editor() -> None:
    assert command_of({"VISUAL": "code --wait", "EDITOR": "nano"}) == ["code", "--wait"]
    assert command_of({"VISUAL": "", "EDITOR": "nano"}) == ["nano"]
    assert command_of({}) == ["vi"]
    with pytest.raises(BadInput):
        command_of({"EDITOR": " "})


def test_a_value_far_from_anything_before_is_named(coach: Any, editor: Any) -> None:
    env = editor("text = text.replace('\"stand-ups led\" = 5', '\"stand-ups led\" = 55')")
    ran = coach("edit", "anna", "--yes", env=env)
    assert ran.status == 0
    assert "coach: stand-ups led: 55 is far from 3, the last value, and 12, the target, on" in ran.err


def revisions(coach: Any) -> list[dict[str, Any]]:
    found = coach("plan", "anna", "--json").json["objective"]
    return [one for objective in found for one in objective["revisions"]]


@pytest.mark.parametrize(
    ("said", "by", "reason"),
    [
        (["--by", "sponsor", "--why", "the board asked"], "sponsor", "the board asked"),
        (["--by", "me"], "coach", None),
        ([], None, None),
    ],
)
def test_another_target_is_a_revision(
    coach: Any, editor: Any, said: list[str], by: str | None, reason: str | None
) -> None:
    env = editor("text = text.replace('target = 12', 'target = 8')")
    coach.ok("edit", "anna", *said, env=env)
    (made,) = revisions(coach)
    assert (made["from"], made["to"], made["by"], made["reason"]) == (12, 8, by, reason)
    assert made["what"].startswith("target of “")
    assert coach("plan", "anna", "--json").json["objective"][0]["first"]["target"] == 12
    coach.ok("undo")
    assert revisions(coach) == []
    first = coach("plan", "anna", "--json").json["objective"][0]
    assert (first["state"], first["replaced_by"]) == ("open", [])


def test_json_with_what_is_worked_out_is_read_back(coach: Any, editor: Any, tmp_path: Path) -> None:
    coach.ok("edit", "anna", "--why", "x", env=editor("text = text.replace('target = 12', 'target = 8')"))
    told = coach("plan", "anna", "--json")
    path = tmp_path / "plan.json"
    path.write_text(told.out, "utf-8")
    before = coach.path.read_bytes()
    coach.ok("import", str(path), "--replace")
    assert coach.path.read_bytes() == before
    path.write_text(told.out.replace('"state": "open"', '"state": "dropped"', 1), "utf-8")
    ran = coach("import", str(path), "--replace")
    assert ran.status == 2
    assert "state: is worked out, and is “open”; change closed_on and closed_as instead" in ran.err


def test_at_a_terminal_a_far_value_opens_the_editor_again_or_stays(coach: Any, editor: Any) -> None:
    env = editor(
        "first = text.split('\\n')[0]",
        "if run == 1: text = text.replace('\"stand-ups led\" = 5', '\"stand-ups led\" = 55555')",
        "elif run == 2:",
        "    assert first.startswith('# stand-ups led: 55555 is far from 3'), first",
        "    text = text.replace('\"stand-ups led\" = 55555', '\"stand-ups led\" = 66666')",
    )
    ran = coach("edit", "anna", env=env, terminal=True, stdin="\ny\n")
    assert (ran.status, ran.err.count("Keep it?")) == (0, 2)
    plan = coach("plan", "anna", "--json").json
    assert 66666 in [value for one in plan["checkin"] for value in one.get("measures", {}).values()]
    coach.ok("undo")
    plan = coach("plan", "anna", "--json").json
    assert 66666 not in [value for one in plan["checkin"] for value in one.get("measures", {}).values()]


def test_off_a_terminal_a_far_value_is_refused_unless_it_is_said_to_be_meant(coach: Any, editor: Any) -> None:
    env = editor("text = text.replace('\"stand-ups led\" = 5', '\"stand-ups led\" = 55555')")
    before = coach.path.read_bytes()
    ran = coach("edit", "anna", env=env)
    assert ran.status == 2
    assert "Mon 19 Oct 2026: nothing was taken in; mend it, or take it in with --yes" in ran.err
    assert coach.path.read_bytes() == before
    ran = coach("edit", "anna", "--yes", env=env)
    assert ran.status == 0
    assert "55555 is far from 3" in ran.err
    assert ran.err.endswith(": look at it\n")


def test_a_level_off_its_scale_opens_the_editor_again(coach: Any, editor: Any) -> None:
    env = editor(
        "first = text.split('\\n')[0]",
        "if run == 1: text = text.replace('importance = 3', 'importance = 7')",
        "elif run == 2:",
        "    assert first == '# need “Delegating”, importance: 7 is outside 1 to 3', first",
        "    text = text.replace('importance = 7', 'importance = 2')",
    )
    assert coach("edit", "anna", env=env, terminal=True).status == 0
    assert coach("plan", "anna", "--json").json["need"][0]["importance"] == 2
    before = coach.path.read_bytes()
    ran = coach("edit", "anna", env=editor("text = text.replace('importance = 2', 'importance = 8')"))
    assert ran.status == 2
    assert "importance: 8 is outside 1 to 3" in ran.err
    assert coach.path.read_bytes() == before


def test_a_level_that_stood_there_before_may_stay(coach: Any, editor: Any, tmp_path: Path) -> None:
    plan = tmp_path / "plan.toml"
    plan.write_text(coach.ok("plan", "anna").replace("importance = 3", "importance = 7"))
    assert coach("import", str(plan), "--replace").status == 0
    coach.ok("edit", "anna", env=editor("text = text.replace('Team lead', 'Head')"))
    assert coach("plan", "anna", "--json").json["need"][0]["importance"] == 7


def test_a_booked_session_is_moved_once_that_is_said_to_be_meant(coach: Any, editor: Any) -> None:
    coach.ok("session", "anna", "8 dec 10:00")
    env = editor(
        "first = text.split('\\n')[0]",
        "assert run == 1 or first.startswith('# 1 booked session moves: Tue 8 Dec 10:00'), first",
        "text = text.replace(f'on = 2026-12-{7 + run:02}', f'on = 2026-12-{8 + run:02}')",
    )
    before = coach.path.read_bytes()
    ran = coach("edit", "anna", env=env, terminal=True, stdin="n\ny\n")
    for day in ("Wed 9", "Thu 10"):
        assert f"1 booked session moves: Tue 8 Dec 10:00 → {day} Dec 10:00. Keep it?" in ran.err
    assert coach("plan", "anna", "--json").json["session"][-1]["on"] == "2026-12-10"
    coach.ok("undo")
    env = editor("text = text.replace('on = 2026-12-08', 'on = 2026-12-09')")
    ran = coach("edit", "anna", "--yes", env=env)  # told, where it is meant anyway
    assert (ran.status, "1 booked session moves" in ran.err) == (0, True)
    coach.ok("undo")
    ran = coach("edit", "anna", env=editor("text = text.replace('on = 2026-12-08', 'on = 2026-12-09')"))
    assert (ran.status, "1 booked session moves" in ran.err) == (0, True)
    assert coach.path.read_bytes() != before
