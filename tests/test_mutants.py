"""`python -m tests.mutants`: what it changes, what it draws, and that it tells what no test notices."""

from __future__ import annotations

import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest

from tests.mutants.equivalent import Equivalent
from tests.mutants.faults import draw, faults_in, faulty
from tests.mutants.forks import KILLED, SURVIVED
from tests.mutants.jobs import Job
from tests.mutants.modules import MODULES
from tests.mutants.tally import Tally

ROOT = Path(__file__).parents[1]
AGES = '''"""Who may come in."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

FULL: int = 18


def may_enter(age: int, invited: bool = False) -> bool:
    """Whether somebody may."""
    if age < 0:
        raise ValueError(age)
    return age >= FULL and not invited
'''


@pytest.mark.parametrize(
    ("source", "changes"),
    [
        ("a < b", ["a < b → a <= b", "a < b → a > b"]),
        ("a in b", ["a in b → a not in b"]),
        ("a and b", ["a and b → a or b", "a and b → b", "a and b → a"]),
        ("a - b", ["a - b → a + b"]),
        ("a += b", ["a += b → a -= b", "a += b → dropped"]),
        ("not a", ["not a → a"]),
        ("a = 7", ["7 → 8", "7 → 6"]),
        ("a = True", ["True → False"]),
        ("a = b if c else d", ["if c → if not c"]),
        ("raise a", ["raise a → dropped"]),
        ("a(b)", ["a(b) → dropped"]),
        ("a.b = c", ["a.b = c → dropped"]),
        ("[a for a in b if c]", ["for … if c → no filter"]),
        ("{a, b}", ["a → taken out of the set", "b → taken out of the set"]),
        ("{a: b}", ["a → taken out of the dict"]),
        ("a = min(b)", ["min(b) → max(b)"]),
        ("a = all(b)", ["all(b) → any(b)"]),
        ("a = b.strip()", ["b.strip() → b"]),
        ("a = clean(b)", ["clean(b) → b"]),
        ("a = sorted(b, key=c)", ["sorted(b, key=c) → b", "sorted(b, key=c) → sorted(b)"]),
        ("a[b:]", ["[b:] → without b"]),
        ("def f(a: 'b' = c) -> 'd':\n    return a", ["return a → return None"]),
        ("def f():\n    return a\n    return", ["return a → return None", "return → dropped"]),
        ("def f():\n    return False", ["False → True"]),
        ('"""Said, not done."""', []),
    ],
)
def test_what_is_changed(source: str, changes: list[str]) -> None:
    found = faults_in(source)
    assert [fault.change for fault in found] == changes
    for fault in found:
        compile(faulty(source, fault), "changed", "exec")


def test_a_fault_stands_in_the_program_and_says_which_lines_must_run() -> None:
    (fault,) = [fault for fault in faults_in(AGES) if fault.change == "age >= FULL → age > FULL"]
    assert (fault.line, fault.first, fault.last) == (16, 16, 16)
    assert (fault.within, fault.text) == ("may_enter", "return age >= FULL and not invited")
    for tree, entered in ((compile(AGES, "ages", "exec"), True), (faulty(AGES, fault), False)):
        names: dict[str, object] = {}
        exec(compile(tree, "ages", "exec") if not entered else tree, names)  # type: ignore[arg-type]
        assert names["may_enter"](18) is entered  # type: ignore[operator]
    early = {fault.change: fault.first for fault in faults_in(AGES)}
    assert early["18 → 19"] == early["False → True"] == 0
    assert early["if age < 0 → if not age < 0"] == 14


def test_the_same_faults_are_drawn_for_the_same_seed_and_one_a_line() -> None:
    every = faults_in(AGES)
    assert draw(every, 3, "a") == draw(every, 3, "a") != draw(every, 3, "b")
    assert len(draw(every, 3, "a")) == 3
    lines = [fault.line for fault in draw(every, 99, "a")]
    assert lines == sorted(set(lines)) == [9, 12, 14, 15, 16]


def test_what_makes_no_difference_is_declared_with_a_reason(tmp_path: Path) -> None:
    fault = faults_in(AGES)[0]
    file = tmp_path / "equivalent.toml"
    entry = (
        f'[[equivalent]]\nmodule = "a.py"\nwithin = ""\nline = "{fault.text}"\nchange = "{fault.change}"\n'
    )
    file.write_text(f'{entry}reason = "None."\n', "utf-8")
    assert Equivalent(file).reason("a.py", fault) == "None."
    assert Equivalent(file).reason("b.py", fault) == ""
    file.write_text(entry, "utf-8")
    with pytest.raises(ValueError, match="an entry has module, within, line, change, reason, not"):
        Equivalent(file)
    assert Equivalent().reasons


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A program with a test that notices some faults."""
    (tmp_path / "coach_tui").mkdir()
    (tmp_path / "coach_tui" / "__init__.py").touch()
    (tmp_path / "coach_tui" / "ages.py").write_text(
        "def may_enter(age):\n    if age >= 18:\n        return True\n    raise ValueError(age)\n", "utf-8"
    )
    (tmp_path / "tests").mkdir()
    (tmp_path / "pyproject.toml").write_text("[tool.pytest.ini_options]\n", "utf-8")
    (tmp_path / "tests" / "test_ages.py").write_text(
        "from coach_tui.ages import may_enter\n\n\ndef test_ages():\n    assert may_enter(18)\n", "utf-8"
    )
    return tmp_path


def mutants(tree: Path, *argv: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tests.mutants", "--root", tree, "--seed", "a", *argv],
        cwd=ROOT, capture_output=True, text=True, timeout=60,
    )  # fmt: skip


def test_faults_that_no_test_notices_are_told(tree: Path) -> None:
    before = {path: path.read_bytes() for path in tree.rglob("*") if path.is_file()}
    ran = mutants(tree, "ages.py:3-4", "--tests", "test_ages.py")
    assert (ran.returncode, ran.stderr) == (1, "")
    assert "\nages.py                              3       2         1           0\n" in ran.stdout
    assert ran.stdout.endswith(
        "\nsurvived:\nages.py:4: may_enter\n    raise ValueError(age)\n    raise ValueError(age) → dropped\n"
        "    survived: no test comes by\n\n2 of 3 faults noticed: 66.7 % (at least 95 % wanted, seed a)\n"
    )
    assert before == {path: path.read_bytes() for path in tree.rglob("*") if path.is_file()}


@pytest.mark.parametrize(("threshold", "status"), [(50, 0), (50.1, 1)])
def test_under_the_threshold_it_ends_with_1(threshold: float, status: int) -> None:
    fault, out = faults_in(AGES)[0], StringIO()
    tally = Tally("a", threshold, out)
    tally.equivalent("ages.py", fault, "Because.")
    for outcome in (KILLED, SURVIVED):
        tally.add(Job("ages.py", fault, ["test"], 1), outcome)
    assert tally.close() == status
    assert "1 of 2 faults noticed: 50.0 %" in out.getvalue()
    assert f"equivalent:\nages.py:9: \n    {fault.text}\n    {fault.change}\n    Because.\n" in out.getvalue()


def test_the_list_names_what_is_there() -> None:
    listed = [ROOT / "coach_tui" / module for module in MODULES]
    listed += [ROOT / "tests" / name for names in MODULES.values() for name in names]
    assert [str(path) for path in listed if not path.is_file()] == []


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["gone.py"], "there is no coach_tui/gone.py; if it was moved, put its new name into"),
        (["ages.py:some"], "ages.py:some: lines are given as 91 or 91-99"),
        (["ages.py"], "no tests are listed for ages.py"),
        (["ages.py", "--tests", "test_gone.py"], "there is no tests/test_gone.py"),
        ([], "there is no coach_tui/"),
    ],
)
def test_what_is_not_there_is_refused(tree: Path, argv: list[str], said: str) -> None:
    ran = mutants(tree, *argv)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith(f"mutants: {said}")
