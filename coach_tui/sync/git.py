"""Running git on a repository of our own: no other one is touched, no setting of the coach's changed.

Each call is one process that is waited for no longer than the time that is left; what git says of a fault
becomes one line that says what to do.
"""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import time
from copy import copy
from typing import TYPE_CHECKING

from coach_tui.plan.errors import BadInput, ChangedMeanwhile, CoachError
from coach_tui.plan.text import clean
from coach_tui.store.names import shown
from coach_tui.sync.address import login_of, shown_address, without_secrets

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

OLDEST = (2, 30)
"""The version of git from which on all is there that is used here."""
_OURS = (
    "core.hooksPath=/dev/null",  # hooks are meant for the coach's other repositories
    "gc.autoDetach=false",  # nothing goes on when the command has ended
    "core.autocrlf=false",
    "advice.detachedHead=false",
    "fetch.recurseSubmodules=false",
    "push.followTags=false",
    "push.recurseSubmodules=no",
    "i18n.logOutputEncoding=UTF-8",
    "core.fsync=committed,reference",  # what the data file names must be there after a power failure
    "http.lowSpeedLimit=1",  # a line that went dead is noticed after a minute, by ssh as well
    "http.lowSpeedTime=60",
)
_SSH = "-o BatchMode=yes -o ConnectTimeout=15 -o ServerAliveInterval=15 -o ServerAliveCountMax=4"
_HALF = ("objects/tmp_*", "objects/??/tmp_*", "objects/pack/tmp_*", "objects/pack/.tmp-*")
_GRACE = 1.0
"""Seconds that a git has to end when it is told to."""
_AWAY = (
    "could not resolve", "couldn't resolve", "temporary failure in name resolution",
    "name or service not known", "network is unreachable", "no route to host", "connection timed out",
    "operation timed out", "connection refused", "couldn't connect", "could not connect",
    "failed to connect", "connection reset", "connection closed", "the remote end hung up",
    "timed out", "broken pipe", "early eof",
)  # fmt: skip
_REFUSED = (
    "permission denied (", "authentication failed", "could not read username", "could not read password",
    "terminal prompts disabled", "access denied",
    "returned error: 403", "returned error: 401", "too many authentication failures",
)  # fmt: skip
_NONE = (
    "not appear to be a git repository", "repository not found", "' does not exist", "not a git repository",
    "/ not found", "not valid: is this a git repository",
)  # fmt: skip
_STRANGE = ("host key verification failed", "remote host identification has changed")
_FULL = ("no space left", "disk quota exceeded")
_DENIED = ("permission denied", "read-only file system", "insufficient permission")
_BROKEN = (
    "not a git repository", "bad object", "bad ref", "bad config", "corrupt", " is empty", "missing blob",
    "unable to find", "unable to unpack", "invalid object", "not a valid", "does not point to",
    "unable to resolve reference", "inflate: data stream error", "hash mismatch", "no path specified",
)  # fmt: skip
_OLD = ("non-fast-forward", "fetch first", "stale info", "failed to lock", "cannot lock ref", "incorrect old")

_DECLINED = ("declined", "aborted by hook", "rejected by hook")
_CONFIG = re.compile(
    r"bad (?:numeric |boolean )?config[^\n]*|unable to (?:access|parse) '[^'\n]*config[^\n]*"
)
_NO_SSH = re.compile(r"cannot run \S*ssh\b|\bssh(?:\.exe)?: (?:command )?not found|: \S*/ssh: no such file")
_EMPTY = re.compile(
    r"fatal: could not read from remote repository|please make sure you have the correct|and the repository",
    re.IGNORECASE,
)
"""Lines that only say that there was a fault."""
_AROUND = re.compile(r"(?:To|fatal:|error:|send-pack:|hint:|!) ")
"""How lines of git's own begin, around what a hook says."""

SILENCE = 120.0
"""Seconds without a sign of life after which a call to the remote is given up; what is sent counts as one."""
_PROGRESS = re.compile(
    r"(?:remote: )?(?:Enumerating|Counting|Compressing|Delta|Writing|Receiving|Resolving|Unpacking|Checking"
    r"|Total) "
)


class Unreachable(ChangedMeanwhile):
    """The remote cannot be reached at the moment: nothing is lost, and it can be tried again."""


class Overtaken(CoachError):
    """Somebody else has pushed meanwhile: what they sent is to be merged first."""


class Failed(BadInput):
    """Git refused, in one line."""


class NotThere(Failed):
    """The remote has no such branch."""


class Git:
    """Git on one bare repository.

    Args:
        folder: the repository, whether it is there yet or not.
        env: the environment that git runs in, but for what would point it at another repository.
        seconds: how long all calls together may take; None: as long as it takes.
        can_ask: whether somebody sits at a terminal whom ssh or git may ask for a password.
    """

    def __init__(
        self, folder: Path, env: Mapping[str, str], *, seconds: float | None = None, can_ask: bool = False
    ) -> None:
        self.folder = folder
        self.remote = ""
        """Where the remote is, as lines about it name it."""
        self._running: subprocess.Popen[bytes] | None = None
        self._stopped = False
        self._minded = False
        self._until = None if seconds is None else time.monotonic() + seconds
        self._asks = can_ask
        self._env = _environment(env, can_ask)

    def mind_ssh(self) -> None:
        """Have ssh ask nobody where nobody answers; which ssh, the coach's environment or git say."""
        if self._asks or self._minded or self._env.get("GIT_SSH"):
            return
        ssh = self._env.get("GIT_SSH_COMMAND") or self.asked("config", "--get", "core.sshCommand") or "ssh"
        if "plink" not in ssh.lower():
            self._env["GIT_SSH_COMMAND"] = f"{ssh} {_SSH}"
        self._minded = True

    def clear_away(self) -> None:
        """Take away what a git left that was killed, or found no room; nobody else may be at it."""
        with contextlib.suppress(OSError):
            for kind in ("*.lock", "refs/**/*.lock", "fast_import_crash_*", *_HALF):
                for path in self.folder.glob(kind):
                    path.unlink(missing_ok=True)

    def stop(self) -> None:
        """End what is running, and run no more; asked for from another thread."""
        self._stopped = True
        if (running := self._running) is not None:
            _tell(running, signal.SIGTERM)

    def at(self, folder: Path) -> Git:
        """The same git on another repository."""
        other = copy(self)
        other.folder = folder
        return other

    def begin(self) -> None:
        """Make the repository, for the owner alone, or make it whole again."""
        kind = ("--bare", "--initial-branch=main", "--template=", "--shared=0600")
        self.run("init", "--quiet", *kind, os.fspath(self.folder), whole=False)
        self.run("config", "--local", "receive.denyNonFastForwards", "false")  # a history is begun anew

    def run(self, *words: str, given: bytes = b"", whole: bool = True, index: Path | None = None) -> bytes:
        """Run git with these words and return what it prints; `given` is its standard input.

        With `whole` off, words are no command on the repository (`--version`, `init`); `index` is the file
        that git is to take as its index.

        Raises:
            Failed, Unreachable, Overtaken: it did not do it.
        """
        settings = [part for one in _OURS for part in ("-c", one)]
        place = [f"--git-dir={self.folder}"] if whole else []
        code, out, said = self._outcome(["git", *settings, *place, *words], given, index)
        if code:
            raise self._fault(said)
        return out

    def line(self, *words: str, given: bytes = b"") -> str:
        """Return the one line that git prints."""
        return self.run(*words, given=given).decode("utf-8", "replace").strip()

    def asked(self, *words: str) -> str | None:
        """Return the line that git prints, None where it says no (a ref or a setting that is not there)."""
        try:
            return self.line(*words)
        except Failed:
            return None

    def _outcome(self, words: Sequence[str], given: bytes, index: Path | None) -> tuple[int, bytes, str]:
        self._check_going()
        left = None if self._until is None else max(0.05, self._until - time.monotonic())
        try:
            process = subprocess.Popen(
                words,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=self._env if index is None else {**self._env, "GIT_INDEX_FILE": os.fspath(index)},
                cwd="/",
                start_new_session=not self._asks,
            )
        except FileNotFoundError:
            raise Failed("git is not installed: install it (2.30 or newer), then try again") from None
        except OSError as error:
            raise Failed(f"git cannot be run: {error.strerror}; look at its installation") from None
        self._running = process
        try:
            out, said = self._heard(process, given, left)
        except subprocess.TimeoutExpired:
            _end(process)
            raise Unreachable(
                f"{self._where()} did not answer in time: nothing is lost, try again later"
            ) from None
        except BaseException:
            _end(process)
            raise
        finally:
            self._running = None
        self._check_going()
        return process.returncode, out, said.decode("utf-8", "replace")

    def _heard(
        self, process: subprocess.Popen[bytes], given: bytes, left: float | None
    ) -> tuple[bytes, bytes]:
        """What a process says until it ends, if it does so in the seconds that are `left`.

        Where there is no such limit, a remote is given up when it has long been silent; how long sending
        takes is no matter, as git tells of its progress.

        Raises:
            subprocess.TimeoutExpired: it took longer.
        """
        if left is not None or not self.remote:
            return process.communicate(given, left)
        heard = 0
        while True:
            try:
                return process.communicate(given, SILENCE)
            except subprocess.TimeoutExpired as error:
                now = len(error.output or b"") + len(error.stderr or b"")
                if now == heard:
                    raise
                heard, given = now, b""

    def _check_going(self) -> None:
        if self._stopped:
            raise Unreachable("the sync was given up: nothing is lost, the next one goes on")

    def _where(self) -> str:
        return f"the remote {shown_address(self.remote)}" if self.remote else "git"

    def _fault(self, said: str) -> CoachError:
        """What git said of a fault, as one line that says what to do."""
        said = without_secrets(said)
        text = said.lower()
        if any(one in text for one in _FULL):
            if self.remote and ("remote unpack failed" in text or "remote: fatal" in text):
                return Failed(f"there is no room left at {self._where()}: free some there, then try again")
            return Failed("git cannot write: there is no room left on the disk: free some, then try again")
        if os.fspath(self.folder) not in said and (configured := _CONFIG.search(said)):
            return Failed(
                f"git cannot read its configuration ({clean(configured[0])[:150]}): mend that first"
            )
        ours = not self.remote or "refs/coach/" in text or os.fspath(self.folder) in said
        if ours and any(one in text for one in _BROKEN):
            return damaged(self.folder)
        if _NO_SSH.search(text):
            return Failed("ssh cannot be run: install it, or name another one in git's core.sshCommand")
        if self.remote and any(one in text for one in _DECLINED):
            return Failed(f"{self._where()} refuses it ({_why_declined(said)}): see to its hooks and rules")
        whose = shown_address(self.remote or os.fspath(self.folder))
        if "dubious ownership" in text:
            return Failed(f"{whose} belongs to another user: where you trust them, set safe.directory in git")
        if self.remote and (fault := self._of_remote(text)) is not None:
            return fault
        if any(one in text for one in _DENIED):
            return Failed(f"git cannot write to {whose}: check who owns it, and whether it is read-only")
        lines = [line for line in said.splitlines() if line.strip() and not _PROGRESS.match(line)]
        lines = [line for line in lines if not _EMPTY.match(line)] or lines or ["it gave no reason"]
        first = next((one for one in lines if one.startswith(("fatal:", "error:", "remote:"))), lines[-1])
        return Failed(f"git refused: {clean(first)[:200]}")

    def _of_remote(self, text: str) -> CoachError | None:
        """The fault of a remote, from what git says of it in small letters; None for one nobody has seen."""
        where = self._where()
        if "couldn't find remote ref" in text:
            return NotThere(f"{where} has no branch main")
        if "currently checked out" in text or "refusing to update checked out branch" in text:
            return Failed(
                f"{where} has its branch main checked out: name a bare one, made with: git init --bare"
            )
        if "denying non-fast-forward" in text:
            return Failed(
                f"{where} lets no history be begun anew: have git config receive.denyNonFastForwards false "
                "said there, then try again"
            )
        if any(one in text for one in _OLD):
            return Overtaken(f"{where} was changed meanwhile: try again")
        if any(one in text for one in _STRANGE):
            login = clean(login_of(self.remote))
            return Failed(
                f"{where} is not known to ssh, or is another one now: run ssh {login} once, and look"
            )
        if any(one in text for one in _NONE):
            return Failed(f"{where} is no git repository: make it there with: git init --bare")
        if any(one in text for one in _REFUSED):
            address = shown_address(self.remote)
            return Failed(f"{where} does not let you in: check key or password with: git ls-remote {address}")
        if any(one in text for one in _AWAY):
            return Unreachable(f"{where} cannot be reached: nothing is lost, try again later")
        return None


def _why_declined(said: str) -> str:
    """What a remote says that does not take what is sent: the words of its hook, where there are any."""
    lines = [line.removeprefix("remote:").strip() for line in said.splitlines() if not _PROGRESS.match(line)]
    words = [line for line in lines if line and not _AROUND.match(line)]
    rejected = re.search(r"\(([^()]*declined[^()]*)\)", said)
    return clean(words[0] if words else rejected[1] if rejected else "a hook said no")[:150]


def damaged(folder: Path) -> Failed:
    """The fault of a repository of ours that is not whole; data file and remote have all that is in it."""
    return Failed(
        f"{shown(folder)} is damaged, and your data is not: move that folder away, then run "
        "coach sync --init with the remote's address"
    )


def check_version(git: Git) -> None:
    """Refuse a git that is not there, or too old.

    Raises:
        Failed: in one line.
    """
    said = git.run("--version", whole=False).decode("utf-8", "replace")
    numbers = said.replace("git version", "").strip().split(".")[:2]
    if len(numbers) < 2 or not all(number.isdigit() for number in numbers):
        raise Failed(f"git says of itself {clean(said)[:60]}: 2.30 or newer is needed")
    if tuple(map(int, numbers)) < OLDEST:
        raise Failed(f"git is {'.'.join(numbers)}, and 2.30 or newer is needed: install a newer one")


def _end(process: subprocess.Popen[bytes]) -> None:
    """End git, so that it takes its lock files away if it can."""
    _tell(process, signal.SIGTERM)
    try:
        process.communicate(timeout=_GRACE)
    except subprocess.TimeoutExpired:
        _tell(process, signal.SIGKILL)
        _leave(process)


def _leave(process: subprocess.Popen[bytes]) -> None:
    """Wait for git, and no longer for what it has started that still has hold of what it would say."""
    try:
        process.communicate(timeout=_GRACE)
    except subprocess.TimeoutExpired:
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream is not None:
                stream.close()
        process.wait()


def _tell(process: subprocess.Popen[bytes], what: signal.Signals) -> None:
    """Send a signal to git and what it has started, such as ssh."""
    with contextlib.suppress(OSError):
        if os.getpgid(process.pid) == process.pid:
            os.killpg(process.pid, what)
        else:
            process.send_signal(what)


def _environment(env: Mapping[str, str], can_ask: bool) -> dict[str, str]:
    """The environment for git: nothing in it leads to another repository, or asks where nobody answers."""
    kept = {key: value for key, value in env.items() if not _leads_elsewhere(key)}
    kept |= {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_PAGER": "cat"}
    if not can_ask:
        kept |= {"GIT_TERMINAL_PROMPT": "0", "GCM_INTERACTIVE": "never", "SSH_ASKPASS_REQUIRE": "never"}
        kept |= {"GIT_ASKPASS": "true", "SSH_ASKPASS": "true"}
    return kept


def _leads_elsewhere(key: str) -> bool:
    return key.startswith("GIT_") and key not in (
        "GIT_SSH", "GIT_SSH_COMMAND", "GIT_SSH_VARIANT", "GIT_ASKPASS", "GIT_EXEC_PATH",
        "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "GIT_SSL_CAINFO",
        "GIT_PROXY_COMMAND", "GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME",
        "GIT_COMMITTER_EMAIL",
    )  # fmt: skip
