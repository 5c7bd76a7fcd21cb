"""A disk that remembers what it was told, and every state in which a kill or a power failure would leave it.

What was not confirmed may be on it or not: the bytes of a file not at all, in half, as zeros or whole; of the
names in folders any number of the latest may be missing. That is what file systems with a journal promise.
"""
# ruff: noqa: PTH100, PTH118, PTH120

from __future__ import annotations

import os
import stat
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Tree = dict[str, bytes | None]
"""What lies below a folder, by path: the bytes of a file, None for a folder."""


class Op(NamedTuple):
    """Something the disk was told: what, about which file (its number) or path, and with what."""

    what: str
    file: int
    path: str
    more: Any = None


NAMES = ("create", "rename", "link", "unlink", "mkdir")
"""What changes names, and is confirmed with the folder."""


class Disk:
    """What lies below a folder, and what it is told while `watching`."""

    def __init__(self, root: Path) -> None:
        self._root = os.path.realpath(root)
        self.ops: list[Op] = []
        self._numbers: dict[int, int] = {}
        self._open: dict[int, tuple[int, str]] = {}
        self.bytes: dict[int, bytes] = {}
        self.names: dict[str, int] = {}
        """Paths with the number of the file there, 0 for a folder."""
        for path in sorted(Path(self._root).rglob("*")):
            name = str(path.relative_to(self._root))
            if path.is_dir():
                self.names[name] = 0
            elif path.is_file():
                number = self._number(path.stat().st_ino)
                self.names[name] = number
                self.bytes[number] = path.read_bytes()

    def _number(self, inode: int, *, fresh: bool = False) -> int:
        if fresh or inode not in self._numbers:
            self._numbers[inode] = len(self._numbers) + 1 + len(self.ops) * 1000
        return self._numbers[inode]

    def _inside(self, path: Any) -> str | None:
        """The path below the folder, None for one that lies elsewhere."""
        if not isinstance(path, (str, os.PathLike)):
            return None
        folder, name = os.path.split(os.path.abspath(os.fspath(path)))
        whole = os.path.join(os.path.realpath(folder), name)
        if whole == self._root:
            return "."
        return os.path.relpath(whole, self._root) if whole.startswith(self._root + os.sep) else None

    @contextmanager
    def watching(self) -> Iterator[Disk]:
        """Note all that the disk is told."""
        real = {name: getattr(os, name) for name in _CALLS}
        try:
            for name, call in real.items():
                setattr(os, name, _watched(self, name, call))
            yield self
        finally:
            for name, call in real.items():
                setattr(os, name, call)

    def note(self, name: str, given: tuple[Any, ...], made: Any, before: Any) -> None:
        """Note a call that went well; `before` is what was known before it."""
        if name == "open":
            self._note_open(given, made, before)
        elif name in ("replace", "rename", "link"):
            source, target = self._inside(given[0]), self._inside(given[1])
            if source is not None and target is not None:
                self.ops.append(Op("link" if name == "link" else "rename", 0, source, target))
        elif name in ("unlink", "remove", "mkdir") and (path := self._inside(given[0])) is not None:
            self.ops.append(Op("mkdir" if name == "mkdir" else "unlink", 0, path))
        elif given and given[0] in self._open:
            number, path = self._open[given[0]]
            if name == "close":
                del self._open[given[0]]
            elif name == "fsync":
                self.ops.append(Op("confirm", number, path))
            elif name == "write":
                self.ops.append(Op("write", number, path, (before, bytes(given[1])[:made])))
            elif name == "pwrite":
                self.ops.append(Op("write", number, path, (given[2], bytes(given[1])[:made])))
            elif name == "ftruncate":
                self.ops.append(Op("cut", number, path, given[1]))

    def _note_open(self, given: tuple[Any, ...], fd: int, was_there: bool) -> None:
        path = self._inside(given[0])
        if path is None:
            return
        about, flags = os.fstat(fd), given[1]
        if stat.S_ISDIR(about.st_mode):
            self._open[fd] = (0, path)
            return
        made = bool(flags & os.O_CREAT) and not was_there
        number = self._number(about.st_ino, fresh=made)
        self._open[fd] = (number, path)
        if made:
            self.ops.append(Op("create", number, path))
        elif flags & os.O_TRUNC:
            self.ops.append(Op("cut", number, path, 0))

    @property
    def now(self) -> Tree:
        """What is there, after all it was told."""
        return self.after(len(self.ops))

    def after(self, count: int) -> Tree:
        """What is there after so many ops, where none was lost."""
        return next(tree for _, tree in self._left(count))

    def states(self) -> Iterator[tuple[int, str, Tree]]:
        """Every state that is left where the power goes: after how many ops, how, and what is there then."""
        seen = set()
        for count in range(len(self.ops) + 1):
            for how, tree in self._left(count):
                key = (count == len(self.ops), tuple(sorted(tree.items())))
                if key not in seen:
                    seen.add(key)
                    yield count, how, tree

    def _left(self, count: int) -> Iterator[tuple[str, Tree]]:
        done = self.ops[:count]
        confirmed = {
            at
            for at, op in enumerate(done)
            if op.what in NAMES and any(_confirms(later, op) for later in done[at + 1 :])
        }
        names = [at for at, op in enumerate(done) if op.what in NAMES]
        pending = [at for at in names if at not in confirmed]
        whole, sure = _bytes(self.bytes, done), _bytes(self.bytes, _confirmed_writes(done))
        fates = {
            "killed": whole,
            "nothing": sure,
            "half": {n: sure[n] if whole[n] == sure[n] else whole[n][: len(whole[n]) // 2] for n in whole},
            "zeros": {n: sure[n] if whole[n] == sure[n] else bytes(len(whole[n])) for n in whole},
        }
        for missing in range(len(pending) + 1):
            lost = set(pending[len(pending) - missing :])
            found = self._named([done[at] for at in names if at not in lost])
            for how, held in fates.items():
                tree: Tree = {path: held[n] if n else None for path, n in found.items()}
                yield f"{how}, {missing} names missing", tree

    def _named(self, ops: list[Op]) -> dict[str, int]:
        found = dict(self.names)
        for op in ops:
            if op.what == "mkdir":
                found[op.path] = 0
            elif op.what == "create":
                found[op.path] = op.file
            elif op.what == "unlink":
                found.pop(op.path, None)
            elif op.path in found:
                found[op.more] = found[op.path] if op.what == "link" else found.pop(op.path)
        return {path: n for path, n in found.items() if _has_folders(path, found)}


def _has_folders(path: str, found: dict[str, int]) -> bool:
    folder = os.path.dirname(path)
    return not folder or (found.get(folder) == 0 and _has_folders(folder, found))


def _confirms(later: Op, op: Op) -> bool:
    """Whether a later confirmation is of the folder in which an op changed a name."""
    folders = {os.path.dirname(path) or "." for path in (op.path, op.more) if path}
    return later.what == "confirm" and not later.file and folders == {later.path}


def _confirmed_writes(done: list[Op]) -> list[Op]:
    last = {op.file: at for at, op in enumerate(done) if op.what == "confirm"}
    return [op for at, op in enumerate(done) if op.what == "create" or at < last.get(op.file, -1)]


def _bytes(begun: dict[int, bytes], ops: list[Op]) -> dict[int, bytes]:
    found = dict(begun)
    for op in ops:
        held = found.get(op.file, b"")
        if op.what == "create":
            found[op.file] = b""
        elif op.what == "cut":
            found[op.file] = held[: op.more].ljust(op.more, b"\0")
        elif op.what == "write":
            at, data = op.more
            found[op.file] = held[:at].ljust(at, b"\0") + data + held[at + len(data) :]
    return found


_CALLS = (
    "open",
    "close",
    "write",
    "pwrite",
    "ftruncate",
    "fsync",
    "replace",
    "rename",
    "link",
    "unlink",
    "mkdir",
)
"""The calls of os by which a program tells the disk anything."""


def _watched(disk: Disk, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
    def call(*given: Any, **named: Any) -> Any:
        before: Any = None
        if name == "open":
            before = os.path.lexists(given[0])
        elif name == "write":
            try:
                before = os.lseek(given[0], 0, os.SEEK_CUR)
            except OSError:
                before = 0
        made = real(*given, **named)
        disk.note(name, given, made, before)
        return made

    return call


def lay(tree: Tree, folder: Path) -> None:
    """Put what was left into an empty folder."""
    for path, held in sorted(tree.items()):
        target = folder / path
        if held is None:
            target.mkdir(mode=0o700, parents=True, exist_ok=True)
        else:
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            target.write_bytes(held)
            target.chmod(0o600)
