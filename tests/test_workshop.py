"""What the README, the check and the packaging say agrees with the program, and with one another."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from coach_tui import __version__
from coach_tui.app.commands import COMMANDS
from coach_tui.app.keymap import FORM_KEYS, check_keys
from coach_tui.app.theme import load_themes, shipped_folder
from coach_tui.app.widgets.keys import show_key
from coach_tui.cli import main
from coach_tui.cli.exits import Exit
from coach_tui.exchange.planfile import read_toml
from coach_tui.settings import Settings, load_settings

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")
CHECK = (ROOT / ".ci" / "run").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
ABOUT = PROJECT["project"]
CONSTRAINTS = (ROOT / "tests" / "constraints.txt").read_text("utf-8").splitlines()


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


def first_cells(heading: str) -> list[list[str]]:
    """The rows of the table that begins with this heading, as cells."""
    table = README[README.index(heading) :].split("\n\n")[0]
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines()[2:]]


SET_UP = [block.strip() for block in blocks("sh") if "python3 -m venv" in block]
OPENS_THE_APP = {"coach"}


def tracked() -> list[Path]:
    """The files that belong to the project: what git tracks, or all there is where this is no clone."""
    found = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if found.returncode == 0 and found.stdout:
        names = [ROOT / name for name in found.stdout.decode().split("\0") if name]
        return [path for path in names if path.is_file()]
    skipped = {".git", ".venv", "dist", "build", "__pycache__"}
    return [p for p in ROOT.rglob("*") if p.is_file() and not skipped.intersection(p.parts)]


# README


def test_the_readme_has_one_line_to_open_the_app_and_one_to_pass_the_tests() -> None:
    opens, tests = SET_UP
    assert "\n" not in opens
    assert opens.endswith("&& .venv/bin/coach")
    assert "\n" not in tests
    assert ".venv/bin/pytest" in tests


def test_the_check_sets_up_and_tests_with_the_readmes_own_line() -> None:
    assert f"\n  {SET_UP[1]}\n" in CHECK


def test_the_readme_lists_the_commands_there_are() -> None:
    listed = [row[0].strip("`").removeprefix("coach").strip() for row in first_cells("| command | does |")]
    assert listed == ["", *main.COMMANDS]


def test_the_readme_lists_every_key_with_its_id() -> None:
    listed = [row[:3] for row in first_cells("| key | id | does |")]
    there = [
        [" ".join(f"`{show_key(key)}`" for key in c.keys.split(",") if key), c.id, c.help] for c in COMMANDS
    ]
    assert listed == there, "\n".join(f"| {keys} | {name} | {text} |" for keys, name, text in there)


def test_the_readme_lists_the_exit_statuses() -> None:
    numbers = {value for name, value in vars(Exit).items() if name.isupper()}
    assert {int(row[0]) for row in first_cells("| exit status | means |")} == numbers


def test_the_readmes_configuration_is_the_whole_one_and_has_the_defaults(tmp_path: Path) -> None:
    text = next(block for block in blocks("toml") if "[keys]" in block)
    path = tmp_path / "config.toml"
    path.write_text(text, "utf-8")
    shown, default = vars(load_settings(path)), vars(Settings())
    assert tomllib.loads(text).keys() == default.keys()
    for key in default.keys() - {"keys", "mouse"}:
        assert shown[key] == default[key], key


def test_the_readmes_own_keys_can_be_used() -> None:
    keys = tomllib.loads(next(block for block in blocks("toml") if "[keys]" in block))["keys"]
    wanted, faults = check_keys(keys)
    assert not faults
    assert wanted.keys() == keys.keys()
    assert FORM_KEYS.keys() <= keys.keys()


def test_the_readme_names_the_themes_that_are_shipped() -> None:
    themes, faults = load_themes([shipped_folder()])
    assert not faults
    assert all(name in README for name in themes)


def test_the_readmes_plan_file_can_be_read() -> None:
    (text,) = (block for block in blocks("toml") if "[client]" in block)
    assert read_toml(text)["client"]["name"] == "Tom Okafor"


@pytest.mark.skipif(not Path("/bin/bash").exists(), reason="bash is needed to run the README's commands")
def test_the_readmes_commands_work_as_they_are_printed(tmp_path: Path) -> None:
    """All blocks in their order, in one empty home; those that open the app are left to other tests."""
    lines = []
    for block in blocks("sh"):
        if block.strip() not in SET_UP and "export PATH" not in block:
            kept = [line for line in block.splitlines() if line not in OPENS_THE_APP]
            lines.append("\n".join(kept).replace("-o all.json", "-o $HOME/all.json"))
            lines[-1] = lines[-1].replace("--replace all.json", "--replace $HOME/all.json")
    script = "set -e\n" + "\n".join(lines)
    home = {"HOME": str(tmp_path), "COACH_TODAY": "2026-11-24", "LANG": "C.UTF-8", "TERM": "dumb"}
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    done = subprocess.run(
        ["/bin/bash", "-c", script], cwd=ROOT, env=home | {"PATH": path}, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "Anna Berg" in done.stdout
    assert (tmp_path / ".local/share/coach-tui/coach.json").stat().st_mode & 0o777 == 0o600


def test_what_the_documents_point_at_is_there() -> None:
    for name in ("README.md", "CONTRIBUTING.md"):
        for target in re.findall(r"\]\(([^)#]+)\)", (ROOT / name).read_text("utf-8")):
            assert (ROOT / target).exists(), f"{name}: {target}"


def test_the_pictures_are_those_of_the_readme_small_and_self_contained() -> None:
    pictures = list((ROOT / "screenshots").glob("*.svg"))
    assert {f"screenshots/{path.name}" for path in pictures} == set(
        re.findall(r"screenshots/\w+\.svg", README)
    )
    assert 0 < len(pictures) <= 7
    for path in pictures:
        text = path.read_text("utf-8")
        assert len(text) < 200_000, path.name
        assert set(re.findall(r"https?://[^\s\"']+", text)) <= {"http://www.w3.org/2000/svg"}, path.name
        assert "@font-face" not in text, path.name


# Packaging


def test_the_version_stands_in_one_place() -> None:
    assert "version" not in ABOUT
    assert ABOUT["dynamic"] == ["version"]
    assert PROJECT["tool"]["hatch"]["version"]["path"] == "coach_tui/__init__.py"
    assert re.fullmatch(r"\d+\.\d+\.\d+", __version__)
    assert __version__ in (ROOT / "CHANGELOG.md").read_text("utf-8")


@pytest.mark.parametrize(
    "requirement",
    [
        *ABOUT["dependencies"],
        *(line for lines in ABOUT["optional-dependencies"].values() for line in lines),
        *PROJECT["build-system"]["requires"],
    ],
)
def test_every_dependency_has_a_lower_bound_and_is_capped(requirement: str) -> None:
    assert re.fullmatch(r"[a-z0-9-]+(\[\w+\])?>=[\d.]+,<\d+(\.\d+)?", requirement)


def test_what_is_imported_is_depended_on() -> None:
    declared = {re.split(r"[>=<\[]", line)[0].replace("-", "_") for line in ABOUT["dependencies"]}
    optional = {
        re.split(r"[>=<\[]", line)[0].replace("-", "_")
        for extra, lines in ABOUT["optional-dependencies"].items()
        if extra != "dev"
        for line in lines
    }
    for path in (ROOT / "coach_tui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module]
            tops = {name.split(".")[0] for name in names} - sys.stdlib_module_names - {"coach_tui"}
            assert tops <= declared | optional, path.name


def test_constraints_are_names_and_versions_alone_and_cover_the_dependencies() -> None:
    assert sorted(CONSTRAINTS, key=str.lower) == CONSTRAINTS
    assert all(re.fullmatch(r"[\w.-]+==[\w.+!]+", line) for line in CONSTRAINTS)
    pinned = {re.sub(r"[-_.]+", "-", line.split("==")[0]).lower() for line in CONSTRAINTS}
    wanted = [*ABOUT["dependencies"], *(x for xs in ABOUT["optional-dependencies"].values() for x in xs)]
    assert {re.split(r"[>=<\[]", line)[0].lower() for line in wanted} <= pinned


# What must not be in the repository

FORBIDDEN = {
    "an address of a package index": r"files\.pythonhosted\.org|pypi\.(?:org|python)/simple|"
    r"--(?:extra-)?index-url|--find-links|--trusted-host",
    "a path of one machine": r"(?<![\w$.~/-])/(?:work|workspace|root|opt/wheels)/",
    "credentials in an address": r"://[^/\s:@\"']+:[^/\s:@\"']+@",
    "a private key": r"-----BEGIN [A-Z ]*PRIVATE KEY",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_tracked_file_holds(what: str) -> None:
    pattern = re.compile(FORBIDDEN[what])
    for path in tracked():
        if path != Path(__file__).resolve():
            found = pattern.search(path.read_text("utf-8", errors="replace"))
            assert not found, f"{path.relative_to(ROOT)}: {found and found[0]}"


def test_no_tracked_file_is_large() -> None:
    assert all(path.stat().st_size < 300_000 for path in tracked())


def test_the_check_can_be_run() -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    subprocess.run(["bash", "-n", str(ROOT / ".ci" / "run")], check=True)


def test_one_command_makes_the_pictures(tmp_path: Path) -> None:
    command = [sys.executable, "screenshots/make.py", "--all", str(tmp_path), "--only", "0-today-80-light"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    picture = (tmp_path / "0-today-80-light.svg").read_text("utf-8")
    assert "Anna&#160;Berg" in picture
    assert set(re.findall(r"https?://[^\s\"']+", picture)) == {"http://www.w3.org/2000/svg"}
