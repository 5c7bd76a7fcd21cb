"""The repository beside the data file: commits made and read without a work tree, and the remote's branch.

No file of a client lies open in it: what git keeps are its objects, in a folder for the owner alone.
"""

from __future__ import annotations

import os
import re
from hashlib import sha1
from shlex import quote
from typing import TYPE_CHECKING

from coach_tui import bounds
from coach_tui.store import durable
from coach_tui.store.locked import is_locked
from coach_tui.store.names import fault
from coach_tui.sync.address import is_away, path_of, shown_address
from coach_tui.sync.git import Failed, Git, NotThere, Overtaken, Unreachable, damaged
from coach_tui.sync.layout import LOCKED_MARK, MARK, Files, read_mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
BRANCH = "refs/heads/main"
_TIP = "refs/coach/remote"
_HERE = "refs/coach/here"
_NEXT = "refs/coach/next"
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
ANEW = "Anew-From: "
"""How a commit that begins the history anew names those it goes on from."""


class Repository:
    """The bare repository in a folder, and the remote that it is sent to."""

    def __init__(self, git: Git) -> None:
        self.git = git
        self._listed: dict[str, dict[str, str]] = {}
        self._brought: list[str | None] = []

    @property
    def there(self) -> bool:
        """Whether it was made, whole."""
        return (self.git.folder / "HEAD").is_file() and (self.git.folder / "refs").is_dir()

    def make(self) -> None:
        """Make it, or make it whole again.

        Raises:
            Failed: git refuses.
            DataFileError: the folder cannot be made.
        """
        try:
            durable.make_private_folder(os.fspath(self.git.folder))
        except OSError as error:
            raise fault(self.git.folder, "made", error) from None
        self.git.begin()

    @property
    def remote(self) -> str:
        """The remote's address, "" where none was named yet."""
        return self.git.asked("config", "--local", "--get", "remote.origin.url") or ""

    def name_remote(self, address: str) -> None:
        """Keep the remote's address."""
        self.git.run("config", "--local", "remote.origin.url", address)
        self._brought.clear()

    @property
    def tip(self) -> str | None:
        """The commit that the remote's branch ended in when it was last seen."""
        return self.git.asked("rev-parse", "--verify", "--quiet", f"{_TIP}^{{commit}}")

    def look(self, *, first: bool) -> None:
        """Fetch as `fetch` does, which takes what this has brought where it comes next."""
        self.take_as_brought(self.fetch(first=first))

    def take_as_brought(self, tip: str | None) -> None:
        """Have the next `fetch` return this; what is newer at the remote overtakes what is sent then."""
        self._brought = [tip]

    def fetch(self, *, first: bool = False) -> str | None:
        """Bring the remote's branch here and return its newest commit; None while the remote is empty.

        Where it is not the `first` time, a folder in which there is nothing is a disk that is not mounted.

        Raises:
            Failed: there is no repository, it refuses, or it holds something else.
            Unreachable: it cannot be reached.
        """
        if self._brought:
            return self._brought.pop()
        address = self.remote
        if not address:
            self.git.run("rev-parse", "--git-dir")  # says it where git itself cannot be run
            raise damaged(self.git.folder)
        if not first and is_away(address) and self.git.asked("rev-parse", "--verify", "--quiet", _TIP):
            raise Unreachable(
                f"the remote {shown_address(address)} cannot be reached, there is nothing: where it is on a "
                "disk, mount that and try again; nothing is lost"
            )
        self.git.mind_ssh()
        self.git.remote = address
        try:
            options = ("--progress", "--no-tags", "--no-write-fetch-head", "--force")
            self.git.run("fetch", *options, "--", address, f"+{BRANCH}:{_TIP}")
        except NotThere:
            refs = self.git.run("ls-remote", "--heads", "--", address)
            if refs.strip() and BRANCH not in refs.decode("utf-8", "replace").split():
                raise Failed(_of_others(address)) from None
            return None
        finally:
            self.git.remote = ""
        tip = self.git.line("rev-parse", "--verify", f"{_TIP}^{{commit}}")
        if not self.marked(tip):
            raise Failed(_of_others(address))
        return tip

    def push(self, commit: str, *, over: str | None = None) -> None:
        """Send a commit to the remote's branch; `over` is the one whose history it takes the place of.

        Raises:
            Overtaken: somebody else has sent one meanwhile.
            Failed, Unreachable: as `fetch` does.
        """
        address = self.remote
        words = [] if over is None else [f"--force-with-lease={BRANCH}:{over}"]
        self.git.remote = address
        try:
            self.git.run("push", "--progress", *self._hooks(), *words, "--", address, f"{commit}:{BRANCH}")
        finally:
            self.git.remote = ""
        self.git.run("update-ref", _TIP, commit)

    def _hooks(self) -> list[str]:
        """Words for a push to a folder of this machine: its own hooks run there, and none of the coach's.

        Git begins anew there, with the coach's configuration, and forgets what it was told here.
        """
        path = path_of(self.remote)
        if path is None:
            return []
        config = next((one for one in (path / ".git" / "config", path / "config") if one.is_file()), None)
        own = config and self.git.asked("config", "--file", os.fspath(config), "--get", "core.hooksPath")
        return [f"--receive-pack=git -c core.hooksPath={quote(own or 'hooks')} receive-pack"]

    def known(self, commit: str) -> bool:
        """Whether what names a commit in full is one, and here."""
        return (
            bool(_COMMIT.fullmatch(commit))
            and self.git.asked("cat-file", "-e", f"{commit}^{{commit}}") is not None
        )

    def hold(self, commit: str) -> None:
        """Keep a commit from going before the data file names it."""
        self.git.run("update-ref", _NEXT, commit)

    def keep(self, commit: str) -> None:
        """Note the commit that the data file stands for, so that it stays."""
        both = "".join(f"update {ref} {commit}\n" for ref in (_HERE, _NEXT))
        self.git.run("update-ref", "--stdin", given=both.encode())

    def contains(self, commit: str, other: str) -> bool:
        """Whether a commit has another one in its history, or is it."""
        return self.git.asked("merge-base", "--is-ancestor", other, commit) is not None

    def base_of(self, ours: str, theirs: str) -> str | None:
        """The newest commit that both come from; None where they have none in common.

        Where a history was begun anew, it is the newest of those it goes on from that is known here.
        """
        found = self.git.asked("merge-base", ours, theirs)
        if found:
            return found
        for begun, other in ((theirs, ours), (ours, theirs)):
            for one in self._those_here(self.goes_on_from(begun)):
                if shared := self.git.asked("merge-base", one, other):
                    return shared
        return None

    def _those_here(self, commits: Iterable[str]) -> list[str]:
        """Those of the commits that are here."""
        asked = [one for one in commits if _COMMIT.fullmatch(one)]
        rows = self.git.run("cat-file", "--batch-check", given="".join(f"{one}\n" for one in asked).encode())
        said = [row.split() for row in rows.decode("utf-8", "replace").splitlines()]
        return [words[0] for words in said if words[1:2] == ["commit"]]

    def goes_on_from(self, commit: str) -> list[str]:
        """The commits from which the history that ends in this one was begun anew, newest first."""
        bodies = [
            self.git.run("log", "-1", "--format=%B", root).decode("utf-8", "replace")
            for root in self.roots_of(commit)
        ]
        lines = [line for body in bodies for line in body.splitlines()]
        return [line.removeprefix(ANEW).strip() for line in lines if line.startswith(ANEW)]

    def shares(self, one: str, other: str) -> bool:
        """Whether two commits come from a common one."""
        return bool(self.git.asked("merge-base", one, other))

    def history(self, commit: str) -> list[str]:
        """A commit and those before it, newest first."""
        return self.git.line("rev-list", commit).split()

    def parents_of(self, commit: str) -> list[str]:
        """The commits that one follows."""
        return self.git.line("rev-list", "--parents", "--max-count=1", commit).split()[1:]

    def messages(self, commit: str, since: str | None = None) -> list[tuple[str, str]]:
        """The commits that a history has, but for those `since` another one, with their messages."""
        words = [
            "log",
            "--no-show-signature",
            "--format=%H%x00%B%x01",
            commit,
            *([f"^{since}"] if since else []),
        ]
        rows = self.git.run(*words).decode("utf-8", "replace").split("\1")
        found = [row.strip().partition("\0") for row in rows if row.strip()]
        return [(name, text) for name, _, text in found]

    def roots_of(self, commit: str) -> list[str]:
        """The first commits of a history: several, where practices were joined that had begun apart."""
        return self.git.line("rev-list", "--max-parents=0", commit).split()

    def blobs(self, commit: str) -> Mapping[str, str]:
        """The paths of a commit, each with git's name for what it holds.

        Raises:
            Failed: it holds what is no file, or more than a practice can be.
        """
        if commit not in self._listed:
            listed = self.git.run("ls-tree", "-r", "-l", "-z", "--full-tree", commit)
            rows = [row.partition("\t") for row in listed.decode("utf-8", "replace").split("\0") if row]
            about = {path: words.split() for words, _, path in rows}
            if any(kind != "blob" for _, kind, _, _ in about.values()):
                raise Failed("the remote holds a repository within it: take it out there")
            if sum(int(size) for *_, size in about.values()) > bounds.COPIED:
                raise Failed(
                    "the remote holds more than a practice can be: take out there what is none of it"
                )
            self._listed[commit] = {path: name for path, (_, _, name, _) in about.items()}
        return self._listed[commit]

    def read(self, commit: str, paths: Iterable[str] | None = None) -> Files:
        """Return the files of a commit, all of them or those of these paths."""
        blobs = self.blobs(commit)
        wanted = [path for path in (blobs if paths is None else paths) if path in blobs]
        if not wanted:
            return {}
        asked = "".join(f"{blobs[path]}\n" for path in wanted).encode()
        out = memoryview(self.git.run("cat-file", "--batch", given=asked))
        found: Files = {}
        at = 0
        for path in wanted:
            first, newline, _ = bytes(out[at : at + 200]).partition(b"\n")
            words, end = first.split(), len(first)
            if not newline or len(words) != 3 or not words[2].isdigit():
                raise damaged(self.git.folder)
            at += end + 1
            found[path] = bytes(out[at : at + int(words[2])])
            at += int(words[2]) + 1
        return found

    def marked(self, commit: str) -> bool:
        """Whether a commit has the file by which it is known as one of ours, locked or not."""
        if LOCKED_MARK in self.blobs(commit):
            return is_locked(self.read(commit, [LOCKED_MARK])[LOCKED_MARK])
        return read_mark(self.read(commit, [MARK]).get(MARK)) is not None

    def here(self) -> str | None:
        """The commit that the data file stood for last, None where there is none."""
        return self.git.asked("rev-parse", "--verify", "--quiet", _HERE) or None

    def versions(self, commit: str, path: str) -> list[bytes]:
        """Return what a file holds in a commit and in those before it, each once."""
        rows = self.git.line("rev-list", "--full-history", "--objects", commit, "--", path).splitlines()
        names = [name for name, _, one in (row.partition(" ") for row in rows) if one == path]
        return [self.git.run("cat-file", "blob", name) for name in dict.fromkeys(names)]

    def holds_plain(self) -> bool:
        """Whether what was sent or fetched last is not locked."""
        return any(commit and MARK in self.blobs(commit) for commit in (self.here(), self.tip))

    def write(self, files: Files, parents: Iterable[str], message: str, *, beside: str | None = None) -> str:
        """Make a commit of these files and return it; one that its only parent holds already is that parent.

        Args:
            files: what it holds, by path.
            parents: the commits it follows.
            message: what git shows of it.
            beside: a commit whose blobs are here and need not be made again.
        """
        parents = list(parents)
        have = dict(self.blobs(beside)) if beside else {}
        names = {path: blob_of(data) for path, data in files.items()}
        fresh = [path for path, name in names.items() if have.get(path) != name]
        if len(parents) == 1 and not fresh and names == self.blobs(parents[0]):
            return parents[0]
        self._keep_blobs([files[path] for path in fresh])
        tree = self._tree(names)
        words = [word for parent in parents for word in ("-p", parent)]
        sign = ["-S"] if self.git.asked("config", "--type=bool", "--get", "commit.gpgSign") == "true" else []
        commit = self._committed([*sign, *words, tree], message)
        self._listed[commit] = names
        return commit

    def _committed(self, words: list[str], message: str) -> str:
        named = self.git.asked("config", "--get", "user.email") or self.git.asked("var", "GIT_AUTHOR_IDENT")
        who = [] if named else ["-c", "user.name=coach", "-c", "user.email=coach@localhost"]
        return self.git.line(*who, "commit-tree", *words, given=message.encode())

    def _keep_blobs(self, blobs: Iterable[bytes]) -> None:
        stream = b"".join(b"blob\ndata %d\n%b\n" % (len(data), data) for data in blobs)
        if stream:
            self.git.run("fast-import", "--quiet", given=stream)

    def _tree(self, names: Mapping[str, str]) -> str:
        """Write the tree of these paths and return git's name for it; the index is one of its own."""
        index = self.git.folder / "coach-index"
        index.unlink(missing_ok=True)
        rows = "".join(f"100644 {name}\t{path}\0" for path, name in sorted(names.items()))
        self.git.run("update-index", "-z", "--index-info", given=rows.encode(), index=index)
        tree = self.git.run("write-tree", index=index).decode().strip()
        index.unlink(missing_ok=True)
        return tree

    def forget_history(self) -> None:
        """Let go of every commit that neither the data file nor the remote's branch stands on."""
        self.git.run("reflog", "expire", "--expire=now", "--all")
        self.git.run("gc", "--quiet", "--prune=now")
        self._listed.clear()


def blob_of(data: bytes) -> str:
    """Git's name for a file that holds these bytes."""
    return sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def _of_others(address: str) -> str:
    return (
        f"the remote {shown_address(address)} holds something else than a practice: name an empty repository"
    )


__all__ = ["Overtaken", "Repository", "blob_of"]
