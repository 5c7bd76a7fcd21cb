"""Remotes and gits that refuse: one line each, nothing lost, nothing half done."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from coach_tui import bounds
from coach_tui.plan.errors import BadInput, CoachError
from coach_tui.sync.beginning import address_of
from coach_tui.sync.git import Failed, Git, Unreachable
from coach_tui.sync.place import Place
from tests.sync.sync_kit import Machine, bare, git

Two = tuple[Machine, Machine, str]
WHO = ":".join(("kim", "secret"))
"""Who comes in by an address with a password."""


def fake_git(machine: Machine, said: str, status: int, when: str) -> None:
    """Let git on this machine say something and fail where it is asked for something, else be itself."""
    folder = machine.home / "bin"
    folder.mkdir(exist_ok=True)
    script = f'#!/bin/sh\ncase "$*" in {when}) echo "{said}" >&2; exit {status};; esac\nexec "$REAL" "$@"\n'
    (folder / "git").write_text(script)
    (folder / "git").chmod(0o700)
    real = next(
        os.path.join(one, "git")  # noqa: PTH118
        for one in os.environ["PATH"].split(":")
        if os.access(os.path.join(one, "git"), os.X_OK)  # noqa: PTH118
    )
    machine.env |= {"PATH": f"{folder}:{os.environ['PATH']}", "REAL": real}


def refused(machine: Machine, kind: type[CoachError], match: str) -> None:
    """A sync must end so, in one line, and leave what the data file holds as it is."""
    before = machine.content()
    with pytest.raises(kind, match=match) as told:
        machine.sync()
    assert isinstance(told.value, kind)
    assert "\n" not in str(told.value)
    assert machine.content() == before


REMOTE_SAYS = {
    "fatal: Could not resolve host: server": (Unreachable, "cannot be reached: nothing is lost"),
    "ssh: connect to host server port 22: Connection refused": (Unreachable, "cannot be reached"),
    "ssh: connect to host server port 22: No route to host": (Unreachable, "cannot be reached"),
    "git@server: Permission denied (publickey,password).": (Failed, "does not let you in"),
    "Host key verification failed.": (Failed, "is not known to ssh"),
    "fatal: could not read Username for 'https://x': terminal prompts disabled": (
        Failed,
        "does not let you in",
    ),
    "ERROR: Repository not found.": (Failed, "is no git repository"),
    "fatal: 'practice.git' does not appear to be a git repository": (Failed, "is no git repository"),
    "error: unable to write file: No space left on device": (Failed, "no room left on the disk"),
    "remote: fatal: write error: No space left on device": (Failed, "no room left at the remote"),
    "fatal: detected dubious ownership in repository at '/x'": (Failed, "belongs to another user: where you"),
    "error: insufficient permission for adding an object": (Failed, "check who owns it"),
    "remote: error: denying non-fast-forward refs/heads/main": (Failed, "receive.denyNonFastForwards false"),
    "fatal: something nobody has seen": (Failed, "git refused: fatal: something nobody has seen"),
    "": (Failed, "git refused: it gave no reason"),
}


@pytest.mark.parametrize("said", REMOTE_SAYS)
def test_what_a_remote_says_is_one_line_that_says_what_to_do(two: Two, said: str) -> None:
    laptop, _, anna = two
    laptop.note(anna, "here")
    fake_git(laptop, said, 128, "*' fetch '*")
    refused(laptop, *REMOTE_SAYS[said])
    del laptop.env["REAL"]
    laptop.env["PATH"] = os.environ["PATH"]
    assert laptop.sync().pushed == 1


@pytest.mark.parametrize("call", ["fetch", "push", "commit-tree", "write-tree", "fast-import", "cat-file"])
def test_a_full_disk_anywhere_loses_nothing(two: Two, call: str) -> None:
    laptop, server, anna = two
    laptop.note(anna, "here")
    server.note(anna, "there")
    server.sync()
    fake_git(laptop, "fatal: write error: No space left on device", 128, f"*{call}*")
    with pytest.raises(Failed, match="no room left on the disk"):
        laptop.sync()
    assert "here" in laptop.notes()
    laptop.env["PATH"] = os.environ["PATH"]
    laptop.sync()
    server.sync()
    assert laptop.notes() == server.notes() == ["here", "there"]


def test_no_git_and_an_old_one_are_told(laptop: Machine, remote: Path) -> None:
    laptop.client("Anna Berg")
    laptop.env["PATH"] = str(laptop.home / "nothing")
    with pytest.raises(Failed, match="git is not installed: install it"):
        laptop.name_remote(remote)
    folder = laptop.home / "old"
    folder.mkdir()
    (folder / "git").write_text("#!/bin/sh\necho git version 2.20.1\n")
    (folder / "git").chmod(0o700)
    laptop.env["PATH"] = f"{folder}:{os.environ['PATH']}"
    with pytest.raises(Failed, match=r"git is 2\.20, and 2\.30 or newer is needed"):
        laptop.name_remote(remote)
    assert not Place(laptop.path).folder.exists()


def test_a_git_that_became_too_old_sends_nothing(two: Two) -> None:
    laptop, server, anna = two
    laptop.note(anna, "here")
    fake_git(laptop, "", 0, "*--version*) echo git version 2.20.1; exit 0;; x")
    refused(laptop, Failed, r"git is 2\.20, and 2\.30 or newer is needed")
    server.sync()
    assert server.notes() == []


def test_a_remote_with_other_files_is_left_alone(laptop: Machine, remote: Path, tmp_path: Path) -> None:
    laptop.client("Anna Berg")
    env = {**os.environ, "HOME": str(tmp_path)}
    named = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
    for branch in ("main", "other"):
        work = tmp_path / f"work-{branch}"
        subprocess.run(["git", "init", "-q", "-b", branch, str(work)], check=True, env=env)
        (work / "coach.json").write_text('{"a": "program of ours"}')
        subprocess.run(["git", "-C", str(work), "add", "."], check=True, env=env)
        subprocess.run(["git", "-C", str(work), *named, "commit", "-qm", "x"], check=True, env=env)
        other = bare(tmp_path / f"{branch}.git")
        subprocess.run(["git", "-C", str(work), "push", "-q", str(other), branch], check=True, env=env)
        with pytest.raises(Failed, match="holds something else than a practice: name an empty repository"):
            laptop.name_remote(other)
        assert not Place(laptop.path).folder.exists()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("", "is no remote"),
        ("--upload-pack=touch x", "is no remote"),
        ("ext::sh -c touch% x", "would run a program"),
        ("gopher://x/y", "no remote that git knows"),
        ("a\nb", "is no remote"),
    ],
)
def test_what_is_no_remote_is_never_handed_to_git(given: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        address_of(given, {})


def test_addresses_and_paths(tmp_path: Path) -> None:
    for given in ("git@server:practice.git", "ssh://me@server/practice.git", "server:p.git"):
        assert address_of(given, {}) == given
    assert address_of("~/p.git", {"HOME": str(tmp_path)}) == str(tmp_path / "p.git")
    assert Path(address_of("p.git", {})).is_absolute()


def test_a_folder_that_is_no_repository_and_one_that_is_not_there(laptop: Machine, tmp_path: Path) -> None:
    laptop.client("Anna Berg")
    (tmp_path / "plain").mkdir()
    with pytest.raises(Failed, match="is no git repository"):
        laptop.name_remote(tmp_path / "plain")
    (tmp_path / "ben.toml").write_text("[client]\n", encoding="utf-8")
    for named in (tmp_path / "ben.toml", f"file://{tmp_path}/ben.toml"):
        with pytest.raises(BadInput, match=r"ben\.toml.? is a file: name a folder, of a repository or"):
            laptop.name_remote(named)
    with pytest.raises(BadInput, match="is not there: make it, or name another path"):
        laptop.name_remote(tmp_path / "stick" / "practice.git")
    assert "an empty repository was made there" in laptop.name_remote(tmp_path / "new.git")
    assert laptop.sync().pushed == 1


def test_a_refused_remote_leaves_the_one_there_was(two: Two, tmp_path: Path) -> None:
    laptop, _, anna = two
    (tmp_path / "plain").mkdir()
    with pytest.raises(Failed, match="is no git repository"):
        laptop.name_remote(tmp_path / "plain")
    laptop.note(anna, "here")
    assert laptop.sync().pushed == 1


def test_a_remote_that_declines_says_why(two: Two, remote: Path) -> None:
    laptop, server, anna = two
    hook = remote / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho not today; exit 1\n")
    hook.chmod(0o700)
    laptop.note(anna, "here")
    refused(laptop, Failed, "declined|not today")
    hook.unlink()
    laptop.sync()
    server.sync()
    assert server.notes() == ["here"]


@pytest.mark.parametrize("name", ["update", "pre-receive", "reference-transaction"])
@pytest.mark.parametrize("words", ["not today", ""])
def test_what_a_hook_of_the_remote_refuses_is_refused(two: Two, remote: Path, name: str, words: str) -> None:
    laptop, _, anna = two
    hook = remote / "hooks" / name
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\necho {words}; exit 1\n")
    hook.chmod(0o700)
    laptop.note(anna, "here")
    refused(
        laptop, Failed, rf"practice\.git refuses it \({words or '.*hook.*'}\): see to its hooks and rules"
    )


def test_hooks_of_the_remote_run_where_its_own_configuration_says(two: Two, remote: Path) -> None:
    laptop, _, anna = two
    (remote / "its own").mkdir()
    hook = remote / "its own" / "pre-receive"
    hook.write_text("#!/bin/sh\necho not here; exit 1\n")
    hook.chmod(0o700)
    git(remote, "config", "core.hooksPath", str(hook.parent))
    laptop.note(anna, "here")
    refused(laptop, Failed, r"refuses it \(not here\)")


NOT_OF_OURS = {
    "[broken": r"git cannot read its configuration \(bad config line 1 in file .*gitconfig\): mend that",
    "[core]\nbigFileThreshold = x": r"git cannot read its configuration \(bad numeric config value 'x'",
}


@pytest.mark.parametrize("broken", NOT_OF_OURS)
def test_a_configuration_of_the_coachs_that_is_broken_is_no_damage_of_ours(two: Two, broken: str) -> None:
    laptop, _, anna = two
    laptop.note(anna, "here")
    (laptop.home / ".gitconfig").write_text(f"{broken}\n")
    refused(laptop, Failed, NOT_OF_OURS[broken])


def test_a_machine_without_ssh_is_told_so(two: Two) -> None:
    laptop, _, _ = two
    laptop.sync_with().repository.name_remote("git@server:practice.git")
    folder = laptop.home / "without"
    folder.mkdir()
    for name in ("git", "sh"):
        real = shutil.which(name)
        assert real is not None
        (folder / name).symlink_to(real)
    laptop.env["PATH"] = str(folder)
    laptop.env["GIT_EXEC_PATH"] = subprocess.check_output(["git", "--exec-path"], text=True).strip()
    for can_ask in (False, True):
        with pytest.raises(Failed, match="ssh cannot be run: install it"):
            laptop.sync_with(can_ask=can_ask).run()
    laptop.env["GIT_SSH_COMMAND"] = "my-tunnel"
    refused(laptop, Failed, "git refused: .*my-tunnel: (?:command )?not found")


def test_a_value_of_the_remote_that_does_not_fit_says_what_to_do(two: Two, remote: Path) -> None:
    laptop, _, anna = two
    path = f"clients/{anna}/clients.json"
    put_there(remote, path, git(remote, "show", f"main:{path}").replace("Anna Berg", "").encode())
    refused(laptop, BadInput, r"what the remote holds is damaged \(.*\): take back there the commit")


def test_a_history_that_was_forced_loses_nothing(two: Two, remote: Path) -> None:
    laptop, server, anna = two
    before = git(remote, "rev-parse", "main")
    laptop.note(anna, "sent, and then forced away")
    laptop.sync()
    git(remote, "update-ref", "refs/heads/main", before)
    server.note(anna, "there")
    server.sync()
    laptop.sync()
    server.sync()
    assert laptop.notes() == server.notes() == ["sent, and then forced away", "there"]


def test_a_history_that_was_forced_to_another_begin_asks(two: Two, remote: Path, tmp_path: Path) -> None:
    laptop, _, _ = two
    stranger = Machine(tmp_path, "stranger")
    stranger.client("Carla Diaz")
    other = bare(tmp_path / "other.git")
    stranger.name_remote(other)
    stranger.sync()
    git(remote, "fetch", "-q", str(other), "+main:main")
    before = laptop.path.read_bytes()
    with pytest.raises(BadInput, match="begun apart"):
        laptop.sync()
    assert laptop.path.read_bytes() == before
    laptop.sync(join=True)
    assert {one.name for one in laptop.desk.practice().clients} == {"Anna Berg", "Carla Diaz"}


def put_there(remote: Path, path: str, data: bytes, mode: str = "100644", message: str = "x") -> None:
    """Commit a file at the remote, as anybody may who can write to it."""
    env = {**os.environ, "GIT_INDEX_FILE": str(remote / "i"), "GIT_DIR": str(remote)}
    env |= {f"GIT_{who}_{what}": "x@x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}

    def ran(*words: str, given: bytes = b"") -> str:
        done = subprocess.run(["git", *words], input=given, check=True, env=env, capture_output=True)
        return done.stdout.decode().strip()

    ran("read-tree", "main")
    name = "1" * 40 if mode == "160000" else ran("hash-object", "-w", "--stdin", given=data)
    ran("update-index", "--add", "--cacheinfo", f"{mode},{name},{path}")
    made = ran("commit-tree", "-p", "main", "-m", message, ran("write-tree"))
    ran("update-ref", "refs/heads/main", made)


@pytest.mark.parametrize("spoilt", ["clients", "coach/meta.json", "journal"])
def test_a_spoilt_remote_is_told_and_nothing_taken(two: Two, remote: Path, spoilt: str) -> None:
    laptop, server, anna = two
    laptop.note(anna, "here")
    laptop.sync()
    path = next(one for one in git(remote, "ls-tree", "-r", "--name-only", "main").split() if spoilt in one)
    put_there(remote, path, b'{"meta": 3}')
    refused(server, BadInput, "what the remote holds|none of ours")


HOSTILE = {
    "no number": b'{"clients": {"9": {"uid": NaN}}}',
    "infinite": b'{"clients": {"9": {"uid": 1e999}}}',
    "half a letter": b'{"clients": {"9": {"uid": "\\ud800"}}}',
    "deep": b"[" * 200_000,
    "deep within": b'{"clients": {"9": ' + b"[" * 2_000 + b"]" * 2_000 + b"}}",
    "a long key": b'{"clients": {"' + b"9" * 5_000 + b'": {}}}',
    "a word for a number": b'{"clients": {"x": {}}}',
    "a long number": b'{"clients": {"9": {"uid": ' + b"9" * 5_000 + b"}}}",
    "a list": b"[]",
    "a list as a table": b'{"clients": []}',
    "no text": b"\xff\xfe",
    "a readme": b"# Our practice",
}


@pytest.mark.parametrize("held", HOSTILE)
def test_whatever_a_file_of_the_remote_holds_is_one_line(two: Two, remote: Path, held: str) -> None:
    laptop, _, _ = two
    put_there(remote, "coach/x.json", HOSTILE[held])
    before = git(remote, "rev-parse", "main~1")
    refused(laptop, BadInput, r"none of ours \(coach/x\.json\): take back there|what the remote holds")
    git(remote, "update-ref", "refs/heads/main", before)
    laptop.sync()


def test_a_history_without_entries_is_no_fault(two: Two, remote: Path) -> None:
    laptop, _, _ = two
    put_there(remote, "journal/z.json", b"{}")
    laptop.sync()


def test_what_is_no_file_or_too_large_is_not_read(
    two: Two, remote: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop, server, _ = two
    put_there(remote, "own/templates/x.toml", b"", mode="160000")
    refused(laptop, Failed, "a repository within it: take it out there")
    git(remote, "update-ref", "refs/heads/main", "main~1")
    monkeypatch.setattr(bounds, "COPIED", 100_000)
    put_there(remote, "own/reports/x.pdf", bytes(200_000))
    refused(server, Failed, "more than a practice can be")


def test_a_history_that_says_it_goes_on_from_thousands_is_soon_looked_through(
    two: Two, remote: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop, _, anna = two
    laptop.note(anna, "here")
    tree = git(remote, "rev-parse", "main^{tree}")
    named = "\n".join([f"Anew-From: {number:040x}" for number in range(2_000)] + ["Anew-From: HEAD"])
    who = ["-c", "user.name=x", "-c", "user.email=x"]
    git(remote, "update-ref", "refs/heads/main", git(remote, *who, "commit-tree", "-m", named, tree))
    calls = []
    real = Git._outcome
    monkeypatch.setattr(Git, "_outcome", lambda *given: calls.append(1) or real(*given))  # type: ignore[func-returns-value]
    refused(laptop, BadInput, "begun apart")
    assert len(calls) < 40


def test_no_setting_of_the_coachs_git_is_changed_and_no_other_repository_touched(
    laptop: Machine, remote: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hooks = laptop.home / "hooks"
    settings = f'[user]\n\tname = Coach Kim\n\temail = kim@example.org\n[core]\n\thooksPath = "{hooks}"\n'
    (laptop.home / ".gitconfig").write_text(settings)
    hooks.mkdir()
    for name in (
        "pre-push", "reference-transaction", "post-index-change", "pre-receive", "update", "post-receive"
    ):  # fmt: skip
        (hooks / name).write_text(f"#!/bin/sh\ntouch {laptop.home}/ran\nexit 1\n")
        (hooks / name).chmod(0o700)
    other = tmp_path / "other"
    subprocess.run(["git", "init", "-q", str(other)], check=True)
    before = sorted(other.rglob("*"))
    monkeypatch.chdir(other)
    laptop.env |= {"GIT_DIR": str(other / ".git"), "GIT_WORK_TREE": str(other), "GIT_INDEX_FILE": "x"}
    laptop.client("Anna Berg")
    laptop.name_remote(remote)
    laptop.sync()
    assert (laptop.home / ".gitconfig").read_text() == settings
    assert sorted(other.rglob("*")) == before
    assert not (laptop.home / "ran").exists()
    assert git(remote, "log", "-1", "--format=%an <%ae>", "main") == "Coach Kim <kim@example.org>"


def test_what_the_coachs_git_signs_is_signed(laptop: Machine, remote: Path) -> None:
    signer = laptop.home / "signer"
    signer.write_text(
        "#!/bin/sh\ncat >/dev/null\n"
        "echo '[GNUPG:] SIG_CREATED ' >&2\n"
        "echo '-----BEGIN PGP SIGNATURE-----'; echo; echo x; echo '-----END PGP SIGNATURE-----'\n"
    )
    signer.chmod(0o700)
    (laptop.home / ".gitconfig").write_text(
        f"[commit]\n\tgpgsign = true\n[gpg]\n\tprogram = {signer}\n"
        "[user]\n\tname = Kim\n\temail = kim@example.org\n"
    )
    laptop.client("Anna Berg")
    laptop.name_remote(remote)
    laptop.sync()
    assert "gpgsig" in git(remote, "cat-file", "-p", "main")


def test_nothing_is_asked_for_where_nobody_answers(two: Two, tmp_path: Path) -> None:
    laptop, _, _ = two
    told = tmp_path / "told"
    fake_git(
        laptop, "", 1, f'*" fetch "*) env > {told}; echo "fatal: terminal prompts disabled" >&2; exit 1;; x'
    )
    with pytest.raises(Failed, match="does not let you in"):
        laptop.sync()
    said = told.read_text()
    assert "GIT_TERMINAL_PROMPT=0" in said
    assert "BatchMode=yes" in said


def test_locks_that_a_killed_git_left_keep_nobody_out(two: Two) -> None:
    laptop, server, anna = two
    server.note(anna, "there")
    server.sync()
    folder = Place(laptop.path).repository
    for name in ("refs/coach/remote", "refs/coach/here", "refs/coach/next", "coach-index", "packed-refs"):
        (folder / f"{name}.lock").write_text("")
    (folder / "fast_import_crash_17").write_text("")
    laptop.note(anna, "here")
    laptop.sync()
    assert not list(folder.glob("fast_import*"))
    assert laptop.notes() == ["here", "there"]


def test_a_repository_that_is_damaged_is_told_and_can_be_made_anew(two: Two, remote: Path) -> None:
    laptop, _, anna = two
    laptop.note(anna, "here")
    folder = Place(laptop.path).repository
    for path in folder.glob("objects/??/*"):
        path.chmod(0o600)
        path.write_bytes(b"")  # as a power failure leaves it
    refused(
        laptop, Failed, "is damaged, and your data is not: move that folder away, then run coach sync --init"
    )
    folder.rename(laptop.home / "away")
    laptop.name_remote(remote)
    laptop.sync()
    assert laptop.notes() == ["here"]


def test_the_ssh_that_the_coachs_git_names_is_taken_where_nobody_answers(two: Two) -> None:
    laptop, _, _ = two
    ssh = laptop.home / "my-ssh"
    ssh.write_text(f'#!/bin/sh\necho "$*" >> {laptop.home}/told\nexit 255\n')
    ssh.chmod(0o700)
    (laptop.home / ".gitconfig").write_text(f"[core]\n\tsshCommand = {ssh} -i key\n[ssh]\n\tvariant = ssh\n")
    with pytest.raises(CoachError):
        laptop.name_remote("git@server:practice.git")
    told = (laptop.home / "told").read_text()
    assert told.startswith("-i key -o BatchMode=yes -o ConnectTimeout=15 -o ServerAliveInterval=15")
    assert "git@server" in told


def test_its_own_repository_is_no_remote(two: Two) -> None:
    laptop, _, _ = two
    with pytest.raises(BadInput, match="own syncing lies: name another remote"):
        laptop.name_remote(Place(laptop.path).repository)
    laptop.sync()


@pytest.mark.parametrize(
    "said", ["fatal: could not connect", f"fatal: no: https://{WHO}@h/x", "Permission denied"]
)
def test_a_password_in_an_address_is_never_told(laptop: Machine, said: str) -> None:
    laptop.client("Anna Berg")
    fake_git(laptop, said, 128, "*' fetch '*")
    with pytest.raises(CoachError) as told:
        laptop.name_remote(f"https://{WHO}@127.0.0.1:1/x.git")
    assert "https://127.0.0.1:1/x.git" in str(told.value) or "https://h/x" in str(told.value)
    assert "secret" not in str(told.value)
