"""`coach encrypt` and `coach decrypt`: for whom, with which key, and each command on such a file."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import termios
from base64 import b64decode, b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach_tui.cli.passphrase import unechoed
from coach_tui.exchange.texts import open_folder, text_left, texts_folder
from coach_tui.settings import load_settings
from coach_tui.store import locked
from coach_tui.store.paths import memory_folder
from tests.cli.conftest import EXAMPLE, Ran, Shell
from tests.store.locked_kit import Key, no_key, ssh_key, telling

README = Path(__file__).parents[2] / "README.md"
PASSPHRASE = "correct horse battery staple"


@pytest.fixture(autouse=True)
def _no_keys_of_others() -> Iterator[None]:
    yield
    no_key()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passphrases as they are typed; the real way takes a second each time, to keep who guesses out."""

    def lock(plain: bytes, passphrase: str) -> bytes:
        locked.check_passphrase(passphrase)
        return b"age-encryption.org/v1\n-> scrypt quick\n" + b64encode(f"{passphrase}\n".encode() + plain)

    def unlock(data: bytes, passphrase: str) -> bytes | None:
        known, _, plain = b64decode(data.rpartition(b"\n")[2]).partition(b"\n")
        return plain if known == passphrase.encode() else None

    monkeypatch.setattr(locked, "lock_with_passphrase", lock)
    monkeypatch.setattr(locked, "unlock_with_passphrase", unlock)


@pytest.fixture
def key(coach: Shell, tmp_path: Path) -> Key:
    found = Key(tmp_path)
    coach.env["COACH_IDENTITY"] = str(found.path)
    return found


@pytest.fixture
def encrypted(coach: Shell, key: Key, tmp_path: Path) -> Shell:
    other = Key(tmp_path, "recovery")
    coach.ok("encrypt", "--to", key.recipient, other.recipient)
    return coach


def is_locked(coach: Shell) -> bool:
    return locked.is_locked(coach.path.read_bytes())


def test_it_says_for_whom_and_that_one_key_is_soon_lost(coach: Shell, key: Key) -> None:
    coach.ok("checkin", "anna", "--note", "slept well")
    ran = coach("encrypt", "--to", key.recipient)
    assert ran.status == 0
    assert ran.out == f"Encrypted: the data file, and 1 file beside it.\nEncrypted for: {key.recipient}\n"
    assert ran.err.startswith("coach: there is one key: whoever loses it loses all. Add one that lies")
    assert telling(coach.path.parent, "Anna", "slept well") == []


@pytest.mark.parametrize("where", ["env", "config", "home"])
def test_the_key_is_found_where_it_is_named(coach: Shell, tmp_path: Path, where: str) -> None:
    key = Key(tmp_path)
    if where == "env":
        coach.env["COACH_IDENTITY"] = str(key.path)
    else:
        name = f"~/{key.path.name}" if where == "home" else str(key.path)
        Path(coach.env["COACH_CONFIG"]).write_text(f'identity = "{name}"\n')
    assert coach("encrypt", "--to", key.recipient).status == 0
    assert "Anna Berg" in coach.ok("clients")


@pytest.mark.parametrize("before", [None, "", 'ascii = true\n\n[keys]\nredo = "U"'])
def test_the_lines_of_the_readme_name_the_key_in_every_home(
    coach: Shell, tmp_path: Path, before: str | None
) -> None:
    block = README.read_text().partition("age-keygen -o ~/key.txt")[2].partition("```")[0].splitlines()
    lines = [line for line in block if "config.toml" in line]
    assert lines
    home = tmp_path / "home"
    config = home / ".config" / "coach-tui" / "config.toml"
    home.mkdir()
    if before is not None:
        config.parent.mkdir(parents=True)
        config.write_text(before)
    Key(home)
    subprocess.run(["sh", "-ec", "\n".join(lines)], env={"HOME": str(home), "PATH": os.defpath}, check=True)
    settings = load_settings(config)
    assert settings.identity == "~/key.txt"
    assert settings.keys == ({"redo": "U"} if before else {})


def test_a_key_that_is_named_below_a_table_is_told(encrypted: Shell, key: Key) -> None:
    encrypted.env["COACH_IDENTITY"] = ""
    Path(encrypted.env["COACH_CONFIG"]).write_text(f'[keys]\nredo = "U"\nidentity = "{key.path}"\n')
    line = encrypted.refused("clients", status=3)
    assert "identity stands below [keys] in" in line
    assert "move that line above the first [table]" in line


@pytest.mark.parametrize("way", ["quoted", "words", "file", "list"])
def test_recipients_are_named_in_every_way_people_have_them(
    coach: Shell, key: Key, tmp_path: Path, way: str
) -> None:
    file, public = ssh_key(tmp_path, "ed25519")
    listed = tmp_path / "list"
    listed.write_text(f"# ours\n{public}\n\n")
    given = {
        "quoted": [public],
        "words": public.split(),
        "file": [f"{file}.pub"],
        "list": [str(listed)],
    }[way]
    coach.ok("encrypt", "--to", *given, key.recipient)
    told = coach.ok("doctor").splitlines()[-1]
    assert told.startswith("Encrypted for: ssh-ed25519 …")
    assert told.endswith(f"me@home, {key.recipient}")
    for one in (str(file), str(key.path)):
        assert "Anna Berg" in coach.ok("clients", env={"COACH_IDENTITY": one})


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["--to", "somebody"], "“somebody” is no recipient"),
        (["--to", "age1qqqq"], "“age1qqqq” is no recipient"),
        (["--to", "nofile.pub"], "nofile.pub is not there: name a file with public keys"),
        (["--to", "~/.ssh/gone"], "~/.ssh/gone is not there"),
        (["--to", "ssh-dss", "AAAA"], "“ssh-dss” is no recipient"),
        (["--to", "AGE-SECRET-KEY-1QQQ"], "that is a secret key, which nobody else may see"),
        (["--to", "{key}"], "that is a secret key, which nobody else may see"),
        (["--to", "{empty}"], "names no public key"),
        (["--to", "{folder}"], "cannot be read: it is a folder"),
        (["--remove", "{recipient}"], "it is not encrypted for age1"),
        ([], "for whom? Name a public key"),
        (["--to", "{recipient}", "--add", "{recipient}"], "--to says for whom alone"),
        (["--passphrase"], "a passphrase is typed at a terminal, and there is none"),
    ],
)
def test_what_cannot_be_is_one_line_and_changes_nothing(
    coach: Shell, key: Key, tmp_path: Path, argv: list[str], said: str
) -> None:
    (tmp_path / "empty").write_text("# nobody\n")
    names = {
        "key": str(key.path),
        "recipient": key.recipient,
        "empty": str(tmp_path / "empty"),
        "folder": str(tmp_path),
    }
    line = coach.refused("encrypt", *(word.format(**names) for word in argv))
    assert said in line
    assert "SECRET" not in line
    assert sorted(one.name for one in coach.path.parent.iterdir()) == [".coach.json.lock", "coach.json"]


def test_nobody_locks_himself_out(coach: Shell, key: Key, tmp_path: Path) -> None:
    other = Key(tmp_path, "other")
    line = coach.refused("encrypt", "--to", other.recipient, status=3)
    assert "could not be opened again here, and not for your key" in line
    coach.refused("encrypt", "--to", other.recipient, "--yes", status=3)
    assert coach("encrypt", "--to", key.recipient).status == 0
    coach.refused("encrypt", "--to", other.recipient, status=3)
    line = coach.refused("encrypt", "--remove", key.recipient)
    assert line == "nobody would be left who can open it; coach decrypt takes the encryption back"


@pytest.mark.parametrize("way", ["asked", "yes", "named"])
def test_a_stolen_key_is_replaced_in_one_command(coach: Shell, key: Key, tmp_path: Path, way: str) -> None:
    coach.ok("checkin", "anna", "--note", "slept well")
    coach("encrypt", "--to", key.recipient)
    new = Key(tmp_path, "new")
    if way == "named":
        Path(coach.env["COACH_CONFIG"]).write_text(f'identity = "{key.path}"\n')
        coach.env["COACH_IDENTITY"] = str(new.path)
    words = ["--yes"] if way == "yes" else []
    if way == "yes":
        assert coach.refused("encrypt", "--to", new.recipient, status=3).endswith("say --yes")
    if way == "asked":
        assert coach("encrypt", "--to", new.recipient, stdin="n\n", terminal=True).status == 3
        assert key.opens(coach.path)
    ran = coach("encrypt", "--to", new.recipient, *words, stdin="y\n", terminal=way == "asked")
    assert ran.status == 0, ran.err
    assert ("no key that is named here opens it any more: name the new one" in ran.err) == (way != "named")
    assert ("Do you have that one's secret key" in ran.err) == (way == "asked")
    for one in [coach.path, *(coach.path.parent / "backups").iterdir()]:
        assert new.opens(one)
        with pytest.raises(locked.LockedFile):
            key.opens(one)
    assert "Anna Berg" in coach.ok("clients", env={"COACH_IDENTITY": str(new.path)})


def test_a_second_recipient_is_added_and_taken_away_with_one_command(
    coach: Shell, key: Key, tmp_path: Path
) -> None:
    other = Key(tmp_path, "colleague")
    coach("encrypt", "--to", key.recipient)
    coach.ok("encrypt", "--add", other.recipient)
    assert "Anna Berg" in coach.ok("clients", env={"COACH_IDENTITY": str(other.path)})
    coach("encrypt", "--remove", other.recipient)
    line = coach.refused("clients", status=3, env={"COACH_IDENTITY": str(other.path)})
    assert "is encrypted, and not for your key" in line


def test_for_whom_must_be_clear_before_anything_is_written(encrypted: Shell, key: Key) -> None:
    listed = encrypted.path.with_name(".coach.json.recipients")
    before = encrypted.path.read_bytes()
    other = Key(key.path.parent, "other")
    for text, said in (
        (f"{key.recipient}\n{other.recipient}\n", "is encrypted for others than"),
        ("nonsense\n", "say anew for whom: coach encrypt --to"),
    ):
        listed.write_text(text)
        for words in ([], ["--add", other.recipient]):
            assert said in encrypted.refused("encrypt", *words, status=3)
        assert encrypted.path.read_bytes() == before
    assert encrypted("encrypt", "--to", key.recipient).status == 0
    assert recipients_of(encrypted) == [key.recipient]


def test_a_recipient_is_taken_away_by_the_part_that_is_shown(coach: Shell, key: Key, tmp_path: Path) -> None:
    _, public = ssh_key(tmp_path, "ed25519")
    other = Key(tmp_path, "colleague").recipient
    shown = locked.shown_recipient(public)
    for words in ([shown], shown.split(), shown.split()[1:2], ["me@home"], [public.split()[1][-8:]]):
        assert coach("encrypt", "--to", public, other, key.recipient).status == 0
        ran = coach("encrypt", "--remove", *words, other[:12])
        assert ran.status == 0, ran.err
        assert recipients_of(coach) == [key.recipient]
    assert "it is not encrypted for nobody@home" in coach.refused("encrypt", "--remove", "nobody@home")
    second = tmp_path / "second"
    second.mkdir()
    coach("encrypt", "--to", public, ssh_key(second, "ed25519")[1], key.recipient)
    assert "may be several of those for whom it is" in coach.refused("encrypt", "--remove", "me@home")


def test_a_part_that_fits_several_keys_is_refused_as_that(coach: Shell, key: Key, tmp_path: Path) -> None:
    coach("encrypt", "--to", key.recipient, Key(tmp_path, "other").recipient)
    assert "“age1” may be several of those for whom it is" in coach.refused("encrypt", "--remove", "age1")
    tail = key.recipient[-3:]
    assert f"“{tail}” is too little of a key" in coach.refused("encrypt", "--remove", tail)


def test_a_key_that_is_named_twice_in_the_configuration_says_what_to_change(coach: Shell, key: Key) -> None:
    config = Path(coach.env["COACH_CONFIG"])
    config.write_text('identity = "~/new.txt"\n# mine\nidentity = "~/key.txt"\n\n[keys]\nredo = "U"\n')
    line = coach.refused("clients")
    assert "identity is set in line 1 and again in line 3: change the one, take out the other" in line
    config.write_text("[a]\nx = 1\n[b]\nx = 2\nx = 3")
    assert "x is set in line 4 and again in line 5" in coach.refused("clients")


def test_an_older_format_is_said_to_be_one_no_more(coach: Shell, key: Key) -> None:
    coach.path.write_bytes((README.parent / "tests" / "data" / "format-1.json").read_bytes())
    said = coach("encrypt", "--to", key.recipient).err
    assert "the data file has format" in said
    assert "as it was it lies in" in said
    assert "before-format-2" in said


def test_every_command_works_on_it(encrypted: Shell, tmp_path: Path) -> None:
    encrypted.ok("checkin", "anna", "--note", "slept well")
    assert "checked in with Anna Berg" in encrypted.ok("history")
    encrypted.ok("undo")
    encrypted.ok("redo")
    encrypted.ok("backup")
    encrypted.ok("restore", "backup")
    assert "is sound" in encrypted.ok("doctor", "--check")
    exported = tmp_path / "all.json"
    exported.write_text(encrypted.ok("export", "json"))
    assert "age1" not in exported.read_text()
    assert encrypted.ok("report", "anna", "--for", "client")
    assert telling(encrypted.path.parent, "Anna", "slept well") == []
    assert is_locked(encrypted)


def test_erasing_leaves_nobody_in_a_locked_file(encrypted: Shell, key: Key) -> None:
    encrypted.ok("checkin", "anna", "--note", "slept well")
    encrypted.ok("backup")
    ran = encrypted("erase", "anna", "--yes", "Anna Berg")
    assert (ran.status, ran.err) == (0, "")
    for one in [encrypted.path, *(encrypted.path.parent / "backups").iterdir()]:
        assert b"Anna" not in key.opens(one)


def test_a_data_file_elsewhere_is_opened_by_data_and_taken_in_by_none(
    encrypted: Shell, tmp_path: Path
) -> None:
    copy = tmp_path / "stick" / "copy.json"
    copy.parent.mkdir()
    copy.write_bytes(encrypted.path.read_bytes())
    assert "Anna Berg" in encrypted.ok("--data", str(copy), "clients")
    encrypted.ok("--data", str(copy), "checkin", "anna", "--note", "there")
    assert locked.is_locked(copy.read_bytes())
    assert "checked in" not in encrypted.ok("history")
    plain = tmp_path / "plain.json"
    plain.write_text(encrypted.ok("decrypt", str(copy)))
    said = encrypted.refused("import", str(plain)).removeprefix(str(plain))
    assert encrypted.refused("import", str(copy)) == f"{copy}{said}"


def test_a_plan_that_was_sent_encrypted_is_taken_in(encrypted: Shell, key: Key, tmp_path: Path) -> None:
    sent = tmp_path / "plan.toml"
    sent.write_bytes(locked.lock(EXAMPLE.read_bytes().replace(b"Anna Berg", b"Ben Ode"), [key.recipient]))
    assert "took in the plan of Ben Ode" in encrypted.ok("import", str(sent))
    sent.write_bytes(sent.read_bytes()[:-5])
    assert "it is cut off" in encrypted.refused("import", str(sent))
    line = encrypted.refused(
        "import", str(sent), env={"COACH_IDENTITY": "", "COACH_DATA": str(tmp_path / "x")}
    )
    assert line.endswith("no key of yours opens it: name one with $COACH_IDENTITY")


def test_the_demo_and_another_file_stay_plain(encrypted: Shell, tmp_path: Path) -> None:
    made = tmp_path / "demo.json"
    encrypted.ok("demo", "--only-data", str(made))
    assert made.read_bytes().startswith(b"{")
    assert encrypted.ok("--data", str(made), "today", env={"COACH_IDENTITY": ""})


@pytest.mark.usefixtures("quick")
def test_a_prompt_never_asks(coach: Shell, key: Key) -> None:
    coach.env["COACH_IDENTITY"] = ""
    assert locking_with(coach, PASSPHRASE).status == 0
    for switch in ("--line", "--check"):
        ran = coach("today", switch, stdin=f"{PASSPHRASE}\n", terminal=True)
        assert ran.status == 3
        assert ran.out == ""
        assert "is encrypted, and nobody gave its passphrase" in ran.err
        assert "Passphrase of" not in ran.err
        assert ran.err.count("\n") == 1


def locking_with(coach: Shell, *answers: str) -> Ran:
    """Encrypts with a passphrase, typed twice."""
    first, *more = answers
    said = "\n".join([first, *(more or [first]), ""])
    return coach("encrypt", "--passphrase", stdin=said, terminal=True)


def test_a_passphrase_opens_it_and_each_change_is_as_quick_as_with_a_key(coach: Shell) -> None:
    ran = locking_with(coach, PASSPHRASE)
    assert ran.status == 0
    assert "The passphrase opens" in ran.out
    assert PASSPHRASE not in ran.out + ran.err
    own = coach.path.parent / ".coach.json.identity"
    assert b"\n-> scrypt " in own.read_bytes()[:200]
    assert own.stat().st_mode & 0o777 == 0o600
    assert b"\n-> scrypt " not in coach.path.read_bytes()[:200]
    assert telling(coach.path.parent, "Anna", PASSPHRASE, "SECRET") == []

    opened = coach("clients", stdin=f"{PASSPHRASE}\n", terminal=True)
    assert (opened.status, "Anna Berg" in opened.out) == (0, True)
    assert opened.err.count("Passphrase of") == 1
    line = coach.refused("clients", status=3)
    assert line.endswith("is encrypted, and nobody gave its passphrase; it was left alone")


@pytest.mark.usefixtures("quick")
def test_a_first_passphrase_says_which_key_opens_it_still_and_how_it_goes(coach: Shell, key: Key) -> None:
    coach("encrypt", "--to", key.recipient)
    told = locking_with(coach, PASSPHRASE).err
    command = f"encrypt --remove {key.recipient}"
    assert f"still opened as before, too, by: {key.recipient}; " in told
    assert f"to have the passphrase alone open it: coach {command}\n" in told
    assert key.opens(coach.path)
    ran = coach(*command.split(), stdin=f"{PASSPHRASE}\n", terminal=True)
    assert (ran.status, "still opened" in ran.err) == (0, False)
    with pytest.raises(locked.LockedFile):
        key.opens(coach.path)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (["short", "short"], "has at least 8 characters"),
        ([PASSPHRASE, "another one"], "not the same twice"),
        ([PASSPHRASE, ""], "not the same twice"),
        (["", ""], "has at least 8 characters"),
    ],
)
def test_a_passphrase_that_cannot_be_changes_nothing(coach: Shell, answers: list[str], said: str) -> None:
    ran = locking_with(coach, *answers)
    assert ran.status == 2
    assert said in ran.err
    assert not is_locked(coach)
    assert not (coach.path.parent / ".coach.json.identity").exists()


def test_a_terminal_does_not_show_what_is_typed_and_shows_the_rest_again() -> None:
    ours, theirs = os.openpty()
    with os.fdopen(theirs, "r", encoding="utf-8") as stream, os.fdopen(ours, "r+b", buffering=0) as other:
        before = termios.tcgetattr(theirs)

        def interrupted() -> None:
            with unechoed(stream):
                other.write(b"secret words\n")
                assert stream.readline() == "secret words\n"
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            interrupted()
        assert termios.tcgetattr(theirs) == before
        other.write(b"shown\n")
        assert other.read(100) == b"shown\r\n"


@pytest.mark.usefixtures("quick")
def test_a_wrong_passphrase_is_asked_for_three_times_and_no_more(coach: Shell) -> None:
    locking_with(coach, PASSPHRASE)
    ran = coach("clients", stdin="wrong one\n" * 5, terminal=True)
    assert ran.status == 3
    assert ran.err.count("Passphrase of") == 3
    assert ran.err.count("That is not it.") == 2
    ran = coach("clients", stdin=f"wrong one\n{PASSPHRASE}\n", terminal=True)
    assert (ran.status, "Anna Berg" in ran.out) == (0, True)


@pytest.mark.usefixtures("quick")
def test_a_copy_that_lies_elsewhere_is_restored_with_the_passphrase(coach: Shell, tmp_path: Path) -> None:
    locking_with(coach, PASSPHRASE)
    copy = tmp_path / "stick" / "copy.json"
    copy.parent.mkdir()
    copy.write_bytes(coach.path.read_bytes())
    ran = coach("restore", str(copy), stdin=f"{PASSPHRASE}\n", terminal=True)
    assert (ran.status, ran.err.count("Passphrase of")) == (0, 1)
    assert is_locked(coach)


@pytest.mark.usefixtures("quick")
def test_another_passphrase_takes_the_place_of_the_first(coach: Shell) -> None:
    locking_with(coach, PASSPHRASE)
    ran = locking_with(coach, "not that one", "another passphrase", "another passphrase")
    assert "that is not the passphrase until now" in ran.err
    ran = locking_with(coach, PASSPHRASE, "another passphrase", "another passphrase")
    assert ran.status == 0, ran.err
    assert coach("clients", stdin=f"{PASSPHRASE}\n" * 3, terminal=True).status == 3
    assert coach("clients", stdin="another passphrase\n", terminal=True).status == 0


SECOND = "another passphrase"


def recipients_of(coach: Shell) -> list[str]:
    """For whom the list beside the data file says that it is encrypted."""
    lines = coach.path.with_name(".coach.json.recipients").read_text().splitlines()
    return [line for line in lines if not line.startswith("#")]


def own_keys(coach: Shell) -> list[str]:
    """The files of the data file's own keys, by their names from its folder on."""
    return sorted(str(one.relative_to(coach.path.parent)) for one in coach.path.parent.rglob("*.identity"))


@pytest.mark.usefixtures("quick")
def test_a_new_passphrase_makes_a_new_key_and_older_copies_can_be_opened(
    coach: Shell, tmp_path: Path
) -> None:
    locking_with(coach, PASSPHRASE)
    (before,) = recipients_of(coach)
    copy = tmp_path / "stick" / "copy.json"
    copy.parent.mkdir()
    copy.write_bytes(coach.path.read_bytes())
    ran = locking_with(coach, PASSPHRASE, SECOND, SECOND)
    assert "the passphrase until now opens it no longer; its key is" in ran.err
    (after,) = recipients_of(coach)
    assert after != before
    assert ran.out.splitlines()[1] == f"Encrypted for: the passphrase ({after})"
    new, old = own_keys(coach)
    assert new == ".coach.json.identity"
    assert old.startswith("backups/.coach.json.2026")
    assert (coach.path.parent / old).stat().st_mode & 0o777 == 0o600
    assert coach("clients", stdin=f"{SECOND}\n", terminal=True).status == 0
    ran = coach("restore", str(copy), stdin=f"{SECOND}\n{PASSPHRASE}\n", terminal=True)
    assert (ran.status, ran.err.count("Passphrase of")) == (0, 2)
    assert recipients_of(coach) == [after]
    told = coach("doctor", stdin=f"{SECOND}\n", terminal=True).out.splitlines()[-1]
    assert told == f"Encrypted for: the passphrase ({after})"


@pytest.mark.usefixtures("quick")
def test_a_new_passphrase_is_taken_over_on_another_machine_as_the_readme_says(
    coach: Shell, tmp_path: Path
) -> None:
    locking_with(coach, PASSPHRASE)
    (tmp_path / "other").mkdir()
    other = Shell(tmp_path / "other")
    other.path.parent.mkdir(parents=True, exist_ok=True)
    for name in ("coach.json", ".coach.json.identity"):
        other.path.with_name(name).write_bytes(coach.path.with_name(name).read_bytes())
    (first,) = recipients_of(coach)
    ran = other("encrypt", "--to", first, stdin=f"{PASSPHRASE}\n", terminal=True)
    assert f"Encrypted for: the passphrase ({first})" in ran.out
    locking_with(coach, PASSPHRASE, SECOND, SECOND)
    (second,) = recipients_of(coach)
    fresh = coach.path.with_name(".coach.json.identity").read_bytes()
    other.path.with_name(".coach.json.next.identity").write_bytes(fresh)
    both = f"{PASSPHRASE}\n{SECOND}\n"
    ran = other("encrypt", "--to", second, stdin=both, terminal=True)
    assert f"Encrypted for: the passphrase ({second})" in ran.out, ran.err
    assert other.path.with_name(".coach.json.identity").read_bytes() == fresh
    assert len(own_keys(other)) == 2
    assert other("clients", stdin=f"{SECOND}\n", terminal=True).err.count("Passphrase of") == 1


@pytest.mark.usefixtures("quick")
def test_a_key_in_the_place_of_a_passphrase_takes_its_file_away(
    coach: Shell, key: Key, tmp_path: Path
) -> None:
    locking_with(coach, PASSPHRASE)
    copy = tmp_path / "stick" / "copy.json"
    copy.parent.mkdir()
    copy.write_bytes(coach.path.read_bytes())
    ran = coach("encrypt", "--to", key.recipient, stdin=f"{PASSPHRASE}\n", terminal=True)
    assert ran.status == 0, ran.err
    assert "The passphrase opens" not in ran.out
    assert "the passphrase until now opens it no longer" in ran.err
    (old,) = own_keys(coach)
    assert old.startswith("backups/")
    ran = coach("clients", stdin=f"{PASSPHRASE}\n", terminal=True, env={"COACH_IDENTITY": ""})
    assert ran.status == 3
    assert "Passphrase of" not in ran.err
    ran = coach("restore", str(copy), stdin=f"{PASSPHRASE}\n", terminal=True)
    assert ran.status == 0, ran.err
    ran = locking_with(coach, SECOND)
    assert ran.status == 0, ran.err
    assert "until now" not in ran.err
    assert own_keys(coach) == [".coach.json.identity", old]
    ran = coach("encrypt", "--remove", recipients_of(coach)[1])
    assert (ran.status, own_keys(coach)) == (0, sorted(own_keys(coach)))
    assert len(own_keys(coach)) == 2
    assert ".coach.json.identity" not in own_keys(coach)


@pytest.mark.usefixtures("quick")
def test_who_has_forgotten_the_passphrase_takes_a_new_one_with_a_key(coach: Shell, key: Key) -> None:
    locking_with(coach, PASSPHRASE)
    coach("encrypt", "--add", key.recipient, stdin=f"{PASSPHRASE}\n", terminal=True)
    first = recipients_of(coach)[0]
    ran = locking_with(coach, SECOND)
    assert ran.status == 0, ran.err
    assert "until now:" not in ran.err
    assert first not in recipients_of(coach)
    assert coach("clients", stdin=f"{SECOND}\n", terminal=True, env={"COACH_IDENTITY": ""}).status == 0


@pytest.mark.usefixtures("quick")
def test_a_passphrase_that_is_wrong_and_a_key_that_is_not_there_are_told_as_such(coach: Shell) -> None:
    locking_with(coach, PASSPHRASE)
    ran = coach("clients", stdin="wrong one\n" * 3, terminal=True)
    assert "is encrypted, and that was not its passphrase" in ran.err
    assert "nobody gave its passphrase" in coach("clients", stdin="\n", terminal=True).err
    own = coach.path.with_name(".coach.json.identity")
    own.unlink()
    line = coach.refused("clients", status=3)
    assert f"its own key is not there, which the passphrase opens: put {own} back, from a copy" in line
    ran = locking_with(coach, SECOND)
    assert ran.status == 3
    assert "put " in ran.err
    assert "New passphrase" not in ran.err
    coach.path.with_name(".coach.json.recipients").unlink()
    line = coach.refused("clients", status=3)
    assert "where a passphrase is to open it, copy .coach.json.identity here too" in line


@pytest.mark.usefixtures("quick")
def test_a_new_passphrase_that_was_cut_off_is_ended_with_both(
    coach: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    locking_with(coach, PASSPHRASE)
    coach("backup", stdin=f"{PASSPHRASE}\n", terminal=True)

    def cut_off(*_: object, **__: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr("coach_tui.store.storage.DurableStorage.commit", cut_off)
        assert locking_with(coach, PASSPHRASE, SECOND, SECOND).status == 3
    assert own_keys(coach) == [".coach.json.identity", ".coach.json.next.identity"]
    both = f"{PASSPHRASE}\n{SECOND}\n"
    assert "was cut off" in coach("today", stdin=both, terminal=True).err
    (to,) = json.loads(coach.path.with_name(".coach.json.locking").read_text())["for"]
    ran = coach("encrypt", "--to", to, stdin=both, terminal=True)
    assert ran.status == 0, ran.err
    assert recipients_of(coach) == [to]
    assert own_keys(coach)[0] == ".coach.json.identity"
    assert len(own_keys(coach)) == 2
    assert coach("restore", stdin=f"{SECOND}\n", terminal=True).status == 0
    assert coach("clients", stdin=f"{SECOND}\n", terminal=True).err.count("Passphrase of") == 1


@pytest.mark.usefixtures("quick")
def test_decrypting_takes_it_back_and_keeps_the_key_of_older_copies(coach: Shell, key: Key) -> None:
    before = json.loads(coach.path.read_bytes())
    coach("encrypt", "--to", key.recipient)
    assert coach.ok("decrypt").startswith("Decrypted: the data file")
    after = json.loads(coach.path.read_bytes())
    assert after["clients"] == before["clients"]
    assert coach.refused("decrypt").endswith("is not encrypted")
    locking_with(coach, PASSPHRASE)
    ran = coach("decrypt", stdin=f"{PASSPHRASE}\n", terminal=True)
    assert ".coach.json.identity stays" in ran.err
    assert not is_locked(coach)


def test_one_file_is_shown_without_changing_anything(encrypted: Shell, tmp_path: Path) -> None:
    before = encrypted.path.read_bytes()
    assert json.loads(encrypted.ok("decrypt", str(encrypted.path)))["clients"]
    assert encrypted.path.read_bytes() == before
    assert "is not there" in encrypted.refused("decrypt", str(tmp_path / "gone"))
    hostile = tmp_path / "hostile"
    hostile.write_bytes(b"\x1b]0;title\x07")
    assert "\x1b" not in encrypted("decrypt", str(hostile), terminal=True).out


def test_what_was_cut_off_is_told_by_each_command_and_ended_by_the_same_one(
    coach: Shell, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    coach.ok("backup")

    def cut_off(*_: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr("coach_tui.store.storage.DurableStorage.commit", cut_off)
        assert coach("encrypt", "--to", key.recipient).status == 3
    assert not is_locked(coach)
    ran = coach("clients")
    assert ran.status == 0
    assert "is not encrypted, though" in ran.err
    assert "coach encrypt ends what was cut off" in ran.err
    assert "is encrypted, and the data file is not" in coach("doctor").out
    assert coach("encrypt").status == 0
    assert telling(coach.path.parent, "Anna") == []
    assert coach.ok("clients")


@pytest.mark.parametrize("again", [["--add", "{other}"], ["--to", "{key}", "{other}"]])
def test_adding_that_was_cut_off_is_told_and_ended_for_those_who_are_named(
    coach: Shell, key: Key, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, again: list[str]
) -> None:
    other = Key(tmp_path, "other")
    coach("encrypt", "--to", key.recipient)
    coach.ok("backup")
    cut(monkeypatch, coach, "encrypt", "--add", other.recipient)
    for words in (
        ["today"],
        ["today", "--line"],
        ["clients"],
        ["checkin", "anna", "--note", "here"],
        ["undo"],
    ):
        ran = coach(*words)
        assert ran.status == 0
        assert f"for {key.recipient}, {other.recipient} alone was cut off" in ran.err
    assert "was cut off" in coach("doctor").out
    line = coach.refused("encrypt")
    assert f"coach encrypt --to '{key.recipient}' '{other.recipient}' ends that" in line
    words = [word.format(key=key.recipient, other=other.recipient) for word in again]
    ran = coach("encrypt", *words)
    assert (ran.status, ran.err) == (0, "")
    assert other.opens(coach.path)
    assert coach("today").err == ""


def test_removing_that_was_cut_off_is_ended_as_it_was_meant(
    encrypted: Shell, key: Key, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = encrypted.ok("doctor").splitlines()[-1].removeprefix("Encrypted for: ").split(", ")
    (other,) = set(told) - {key.recipient}
    cut(monkeypatch, encrypted, "encrypt", "--remove", other)
    assert f"for {key.recipient} alone was cut off: coach encrypt ends it" in encrypted("today").err
    assert encrypted("encrypt", "--remove", other).status == 0
    assert encrypted.ok("doctor").endswith(f"Encrypted for: {key.recipient}\n")


def test_decrypting_that_was_cut_off_is_told_and_ended_or_taken_back(
    encrypted: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    encrypted.ok("backup")
    for end in ("encrypt", "decrypt"):
        cut(monkeypatch, encrypted, "decrypt")
        for words in (["today"], ["history"], ["backup"], ["restore"]):
            assert "was cut off: coach decrypt ends it, coach encrypt takes it back" in encrypted(*words).err
        assert "was cut off" in encrypted("doctor").out
        assert encrypted(end).status == 0
        assert "was cut off" not in encrypted("today").err
        assert is_locked(encrypted) == (end == "encrypt")
    assert not encrypted.path.with_name(".coach.json.locking").exists()


def cut(monkeypatch: pytest.MonkeyPatch, coach: Shell, *words: str) -> None:
    """Runs a command that is cut off before the data file itself is written."""

    def cut_off(*_: object, **__: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr("coach_tui.store.storage.DurableStorage.commit", cut_off)
        assert coach(*words).status == 3


def test_what_was_synced_in_plain_is_told(coach: Shell, key: Key, tmp_path: Path) -> None:
    coach.env["PATH"] = os.environ["PATH"]
    assert coach("sync", "--init", str(tmp_path / "practice.git")).status == 0
    said = coach("encrypt", "--to", key.recipient).err
    assert "coach sync --anew encrypts it, or coach sync where that is done" in said
    assert "unless another machine has encrypted it there" in said
    assert "coach sync --anew" not in coach("encrypt", "--to", key.recipient).err
    assert "what was synced before is plain text in" in coach("doctor").out
    assert coach("sync", "--anew").status == 0
    assert "what was synced" not in coach("doctor").out


def test_a_key_that_was_taken_away_and_opens_older_commits_is_told(
    encrypted: Shell, key: Key, tmp_path: Path
) -> None:
    encrypted.env["PATH"] = os.environ["PATH"]
    assert encrypted("sync", "--init", str(tmp_path / "practice.git")).status == 0
    told = "the remote's older commits still open with a key that was taken away: coach sync --anew"
    assert told not in encrypted("doctor").out
    assert told in encrypted("encrypt", "--to", key.recipient).err
    assert told in encrypted("doctor").out
    assert told in encrypted.ok("sync")
    assert told not in encrypted("sync", "--anew").out
    assert told not in encrypted("doctor").out
    assert told not in encrypted.ok("sync")


def test_data_files_are_merged_encrypted_and_for_whom_our_side_says(
    encrypted: Shell, key: Key, tmp_path: Path
) -> None:
    base, ours, theirs = (tmp_path / name for name in ("base.json", "ours.json", "theirs.json"))
    for one in (base, ours, theirs):
        one.write_bytes(encrypted.path.read_bytes())
    stranger = Key(tmp_path, "stranger")
    encrypted.ok("--data", str(ours), "checkin", "anna", "--note", "here")
    encrypted.ok("--data", str(theirs), "checkin", "anna", "--note", "there")
    encrypted.ok("--data", str(theirs), "encrypt", "--add", stranger.recipient)
    encrypted.ok("merge", str(base), str(ours), str(theirs))
    with pytest.raises(locked.LockedFile):
        stranger.opens(ours)
    notes = [one.get("note") for one in json.loads(key.opens(ours))["checkins"].values()]
    assert {"here", "there"} <= set(notes)
    encrypted.ok("--data", str(ours), "checkin", "anna", "--note", "on")
    plain = tmp_path / "plain.json"
    plain.write_bytes(key.opens(base))
    encrypted.ok("merge", str(base), str(theirs), str(plain))
    assert locked.is_locked(theirs.read_bytes())


def test_a_copy_of_a_conflict_is_kept_as_the_data_file_is(coach: Shell, key: Key) -> None:
    plain = coach.path.read_bytes()
    coach("encrypt", "--to", key.recipient)
    coach.ok("checkin", "anna", "--note", "here")
    copy = coach.path.with_name("coach.sync-conflict-20261124-101010-ABCDEF.json")
    copy.write_bytes(plain)
    assert "not encrypted though the data file is" in coach("doctor").out
    assert "now among the backups" in coach.ok("merge", "--yes")
    assert not copy.exists()
    assert telling(coach.path.parent, "Anna") == []
    (kept,) = (coach.path.parent / "backups").glob("*conflict-copy*")
    assert key.opens(kept) == plain


@pytest.mark.parametrize("way", ["removed", "replaced"])
def test_a_copy_of_a_conflict_is_no_longer_open_to_a_key_that_went(
    coach: Shell, key: Key, tmp_path: Path, way: str
) -> None:
    went = Key(tmp_path, "went")
    coach("encrypt", "--to", key.recipient, went.recipient)
    before = coach.path.read_bytes()
    coach.ok("checkin", "anna", "--note", "here")
    if way == "removed":
        coach("encrypt", "--remove", went.recipient)
    else:
        before = locked.lock(key.opens(coach.path), [went.recipient])
        both = tmp_path / "both.txt"
        both.write_bytes(key.path.read_bytes() + went.path.read_bytes())
        coach.env["COACH_IDENTITY"] = str(both)
        coach("encrypt", "--to", key.recipient)
    copy = coach.path.with_name("coach.sync-conflict-20261129-101010-ABCDEF.json")
    copy.write_bytes(before)
    assert f"{copy.name} is a copy" in coach("doctor").out
    assert "encrypted for others than the data file" in coach("doctor").out
    coach.ok("merge", "--yes")
    for kept in (coach.path.parent / "backups").iterdir():
        with pytest.raises(locked.LockedFile):
            went.opens(kept)
        assert key.opens(kept)
    assert "is sound" in coach("doctor").out


def test_a_backup_that_opens_with_another_key_is_told_and_encrypted_anew(
    coach: Shell, key: Key, tmp_path: Path
) -> None:
    went, third = Key(tmp_path, "went"), Key(tmp_path, "third")
    coach("encrypt", "--to", key.recipient, third.recipient)
    coach.ok("backup")
    (kept,) = (coach.path.parent / "backups").iterdir()
    plain = key.opens(kept)
    both = tmp_path / "both.txt"
    both.write_bytes(key.path.read_bytes() + went.path.read_bytes())
    for recipients, at_hand in ([key, third, went], key), ([went, key], both):
        coach.env["COACH_IDENTITY"] = str(at_hand if isinstance(at_hand, Path) else at_hand.path)
        kept.write_bytes(locked.lock(plain, [one.recipient for one in recipients]))
        line = f"{kept.name} is encrypted for others than the data file: coach encrypt encrypts it anew"
        assert line in coach("doctor").out
        coach("encrypt")
        with pytest.raises(locked.LockedFile):
            went.opens(kept)
        assert "is sound" in coach("doctor").out


def test_what_is_encrypted_is_merged_into_no_plain_file(coach: Shell, key: Key, tmp_path: Path) -> None:
    base, ours, shut, out = (tmp_path / name for name in ("base", "ours.json", "b.age", "out.json"))
    plain = coach.path.read_bytes()
    for one in (base, ours):
        one.write_bytes(plain)
    shut.write_bytes(locked.lock(plain, [key.recipient]))
    copy = coach.path.with_name("coach (Bob's conflicted copy 2026-11-24).json")
    copy.write_bytes(shut.read_bytes())
    for words in ([], ["-o", str(out)]):
        line = coach.refused("merge", str(base), str(ours), str(shut), *words)
        assert "which would hold it in plain text" in line
    assert ours.read_bytes() == plain
    assert not out.exists()
    assert "which would hold it in plain text" in coach.refused("merge", "--yes")
    assert copy.exists()


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not here")
def test_what_is_synced_is_opened_with_the_key_of_the_configuration(
    coach: Shell, tmp_path: Path, key: Key
) -> None:
    coach("encrypt", "--to", key.recipient)
    del coach.env["COACH_IDENTITY"]
    Path(coach.env["COACH_CONFIG"]).write_text(f'identity = "{key.path}"\n')
    remote = tmp_path / "practice.git"
    subprocess.run(["git", "init", "-q", "--bare", str(remote)], check=True)
    assert "sent" in coach.ok("sync", "--init", str(remote))
    coach.ok("checkin", "anna", "--note", "here")
    assert coach.ok("sync") == "Synced: 1 change sent.\n"


def test_mixed_backups_are_told_and_restored(coach: Shell, key: Key) -> None:
    coach.ok("backup")
    (copy,) = (coach.path.parent / "backups").iterdir()
    plain = copy.read_bytes()
    coach("encrypt", "--to", key.recipient)
    copy.write_bytes(plain)
    assert "is not encrypted, and the data file is: coach encrypt encrypts it too" in coach("doctor").out
    coach.ok("restore", copy.name)
    assert is_locked(coach)


def test_the_doctor_without_a_key_says_it_once_and_advises_to_remove_nothing(
    encrypted: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        encrypted.ok("backup")
    kept = encrypted.path.with_name(".coach.json.drafts.1-1")
    kept.write_bytes(encrypted.path.read_bytes())
    monkeypatch.setattr("coach_tui.store.processes.lives", lambda mark: False)
    encrypted.env["COACH_IDENTITY"] = ""
    ran = encrypted("doctor")
    assert ran.status == 3
    assert ran.out.count("is encrypted, and no key is named") == 2
    assert "a backup cannot be opened" in ran.out
    assert "and 2 more" in ran.out
    assert "remove it" not in ran.out
    assert "damaged" not in ran.out


@pytest.mark.parametrize("kind", ["age", "ssh"])
@pytest.mark.parametrize("where", ["env", "config"])
def test_no_secret_that_was_given_for_a_name_is_printed(
    encrypted: Shell, key: Key, tmp_path: Path, kind: str, where: str
) -> None:
    encrypted.ok("backup")
    file = key.path if kind == "age" else ssh_key(tmp_path, "ed25519")[0]
    given = file.read_text().splitlines()[1] if kind == "age" else file.read_text()
    secret = given if kind == "age" else given.splitlines()[2]
    encrypted.env["COACH_IDENTITY"] = given if where == "env" else ""
    if where == "config":
        Path(encrypted.env["COACH_CONFIG"]).write_text(f"identity = {json.dumps(given)}\n")
    for words in (["clients"], ["doctor"], ["encrypt", given], ["--data", given, "today"], [given]):
        ran = encrypted(*words)
        assert secret not in ran.out + ran.err
        assert secret.lower() not in (ran.out + ran.err).lower()
    line = encrypted.refused("clients", status=3)
    assert "holds a key itself: name its file there" in line


def test_a_key_that_others_can_read_is_told(encrypted: Shell, key: Key) -> None:
    key.path.chmod(0o644)
    assert f"{key.path} is open to other users" in encrypted.ok("doctor")


def test_without_the_library_a_line_says_what_to_install(
    encrypted: Shell, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyrage", None)
    assert "pip install 'coach-tui[crypt]'" in encrypted.refused("clients", status=3)
    assert "pip install 'coach-tui[crypt]'" in encrypted.refused("encrypt", "--to", key.recipient, status=3)


def editing(coach: Shell, tmp_path: Path, line: str) -> Ran:
    script = tmp_path / "editor.py"
    script.write_text(f"import sys\nfrom pathlib import Path\nfile = Path(sys.argv[-1])\n{line}\n")
    return coach("edit", "anna", env={"EDITOR": f"{sys.executable} {script}"})


def test_a_text_in_the_editor_lies_in_memory_and_is_gone_afterwards(encrypted: Shell, tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    ran = editing(
        encrypted,
        tmp_path,
        f"Path({str(seen)!r}).write_text(str(file))\n"
        "file.write_text(file.read_text().replace('Team lead', 'Head'))",
    )
    assert ran.status == 0, ran.err
    assert seen.read_text().startswith(memory_folder(str(encrypted.path)))
    assert not Path(seen.read_text()).exists()
    assert open_folder(encrypted.path) == memory_folder(str(encrypted.path))
    assert "Head" in encrypted.ok("plan", "anna")
    assert telling(encrypted.path.parent, "Anna") == []


def test_a_text_that_was_not_taken_in_is_kept_encrypted(encrypted: Shell, tmp_path: Path, key: Key) -> None:
    ran = editing(encrypted, tmp_path, "file.write_text(file.read_text() + '\\nnonsense = [')")
    assert ran.status == 2
    assert "your text is kept in" in ran.err
    assert "encrypted (coach decrypt " in ran.err
    (kept,) = Path(texts_folder(encrypted.path)).iterdir()
    assert kept.name.split(".")[2] == "00000000"
    assert key.opens(kept).endswith(b"nonsense = [")
    assert not Path(memory_folder(str(encrypted.path))).exists()
    assert encrypted.ok("decrypt", str(kept)).endswith("nonsense = [")
    assert telling(encrypted.path.parent, "Anna") == []


@pytest.mark.parametrize(
    "words", ["today", "today --line", "clients", "doctor", "encrypt", "decrypt", "checkin anna --note here"]
)
def test_what_an_editor_left_in_memory_is_locked_by_the_next_command(
    encrypted: Shell, key: Key, words: str
) -> None:
    memory = Path(memory_folder(str(encrypted.path)))
    memory.mkdir(mode=0o700)
    (memory / "plan.999999999-1.00000001.toml").write_text("Anna Berg")
    (memory / ".plan.999999999-1.00000001.toml.swp").write_text("Anna Berg")
    ran = encrypted(*words.split())
    assert ran.status == 0
    assert "is what stood in an editor when it was cut off" in ran.out + ran.err
    assert not memory.exists()
    kept = sorted(Path(texts_folder(encrypted.path)).iterdir())
    assert len(kept) == 2
    assert text_left(encrypted.path, "plan.999999999-1.00000001.toml", "") == "Anna Berg"
    assert all(locked.is_locked(one.read_bytes()) for one in kept) == (words != "decrypt")
    assert "stood in an editor" not in encrypted("today").err


def test_a_text_whose_editor_goes_on_is_told_and_left_to_it(encrypted: Shell) -> None:
    memory = Path(memory_folder(str(encrypted.path)))
    memory.mkdir(mode=0o700)
    text = memory / "plan.999999999-1.00000001.toml"
    text.write_text("Anna Berg")
    editor = [sys.executable, "-c", "print(flush=True); input()", str(text)]
    with subprocess.Popen(editor, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as goes_on:
        assert goes_on.stdout is not None
        goes_on.stdout.readline()
        told = f"{text} stands in an editor still, in plain text, though coach was cut off: close that"
        assert told in encrypted("today").err
        assert told in encrypted("doctor").out
        assert text.exists()
        goes_on.communicate(b"\n")
    assert "is what stood in an editor" in encrypted("today").err
    assert not memory.exists()


def test_plain_files_load_nothing_of_it(coach: Shell) -> None:
    code = (
        "import sys; from coach_tui.cli.main import main; status = main(['today', '--line']); "
        "assert not {'pyrage', 'termios', 'getpass'} & sys.modules.keys(); sys.exit(status)"
    )
    subprocess.run([sys.executable, "-c", code], env=coach.env, check=True, capture_output=True)
    assert EXAMPLE.exists()


def test_a_locked_copy_brings_nobody_back_who_was_erased(encrypted: Shell, tmp_path: Path) -> None:
    stick = tmp_path / "stick.json"
    stick.write_bytes(encrypted.path.read_bytes())
    encrypted.ok("erase", "anna", "--yes", "Anna Berg")
    ran = encrypted("restore", str(stick))
    assert ran.status == 0
    assert ran.err == "coach: left out 1 client, erased since; stick.json still holds it: delete that file\n"
    assert "Anna" not in encrypted.ok("clients")
    assert "erased a client" in encrypted.ok("history")
    assert is_locked(encrypted)
