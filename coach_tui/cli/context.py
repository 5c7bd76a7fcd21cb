"""What every command is handed: the desk, the day, and the way to the terminal or pipe."""

from __future__ import annotations

import os

from coach_tui import bounds
from coach_tui.plan.errors import BadInput
from coach_tui.plan.text import clean, typed_line, without_secrets

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from pathlib import Path
    from typing import Any, TextIO

    from coach_tui.changes.desk import Desk
    from coach_tui.clock import Clock
    from coach_tui.plan.double import Timetable
    from coach_tui.plan.practice import Practice
    from coach_tui.settings import Settings

YEARS = range(1900, 9000)
"""Years that may be taken as today: rules look some way back and ahead."""


class Context:
    """One run of one command. Desk, clock and path are made when first asked for."""

    def __init__(
        self,
        env: Mapping[str, str],
        stdin: TextIO,
        stdout: TextIO,
        stderr: TextIO,
        data: str | None = None,
        today: str | None = None,
    ) -> None:
        self.env = env
        self.stdin = stdin
        self.stdout = stdout
        self.stderr = stderr
        self.several = False
        """Whether the command makes several changes: when one is made, others may still be to come."""
        self.output_fault = ""
        """Why output could not be written, "" where it could: told at the end, as it changes nothing else."""
        self._wrote = False
        self._data = data
        self._today = today
        self._desk: Desk | None = None
        self._settings: Settings | None = None
        self._stdin_read = False
        self._timetable_of: tuple[Practice, Timetable] | None = None
        self.asks_for_keys = True
        """Whether a passphrase may be asked for where somebody is there: not in a prompt, say."""

    @property
    def written(self) -> bool:
        """Whether the command has made a change, or its file: an error after that must not deny it."""
        return self._wrote or (self._desk is not None and self._desk.store.commits > 0)

    @property
    def doubt(self) -> str:
        """Why the disk may not keep the change that was made, "" for no reason."""
        return self._desk.store.doubt if self._desk is not None else ""

    def take_upgraded(self) -> str:
        """That the command has brought the data file to the present format, "" else; told once."""
        return self._desk.store.take_upgraded() if self._desk is not None else ""

    def at_one_time(self) -> list[str]:
        """What stands at the time of a session that the command booked or moved, a line each, told once."""
        booked = self._desk.take_booked() if self._desk is not None else []
        if not booked:
            return []
        from coach_tui.plan.session_told import told_of

        practice = self.desk.practice()
        return told_of(practice, booked, self.today, self._timetable(practice) if self.several else None)

    def _timetable(self, practice: Practice) -> Timetable:
        """All sessions by day, made once for a practice that is asked of many."""
        if self._timetable_of is None or self._timetable_of[0] is not practice:
            from coach_tui.plan.double import Timetable, by_day

            self._timetable_of = practice, Timetable(by_day(practice))
        return self._timetable_of[1]

    def wrote(self) -> None:
        """Notes that the file that was asked for is written."""
        self._wrote = True

    @property
    def file(self) -> str:
        """The data file, as a text."""
        from coach_tui.store.paths import data_file

        if self._data == "":
            raise BadInput("--data: no file is named; give its path")
        return data_file(self.env, self._data)

    @property
    def path(self) -> Path:
        """The data file."""
        from pathlib import Path

        return Path(self.file)

    @property
    def clock(self) -> Clock:
        """The clock, fixed by --today or COACH_TODAY."""
        from coach_tui.clock import Clock

        if self._today is not None:
            return Clock(_day(self._today, "--today"))
        if self.env.get("COACH_TODAY"):
            return Clock(_day(self.env["COACH_TODAY"], "COACH_TODAY"))
        return Clock()

    @property
    def desk(self) -> Desk:
        """The desk on the data file."""
        if self._desk is None:
            from coach_tui.changes.desk import Desk

            self._desk = Desk(self.file, self.clock)
        return self._desk

    def use_keys(self) -> None:
        """Have the keys of this run open whatever is encrypted: those that are named, or a passphrase."""
        from coach_tui.store import keys

        keys.use(keys.Keys(self.identities, self.passphrase, lambda: str(self.path), self._misplaced))

    def passphrase(self, question: str) -> str:
        """What somebody types in answer, which the terminal does not show; "" where nobody is to be asked."""
        if not (self.asks_for_keys and self.can_ask):
            return ""
        from coach_tui.cli.passphrase import typed

        return typed(self, question)

    def identities(self) -> list[str]:
        """The files with the keys that open what is locked: $COACH_IDENTITY, then the configuration's."""
        from coach_tui.store.paths import expanded

        named = (self.env.get("COACH_IDENTITY"), self.settings.identity)
        return list(dict.fromkeys(str(expanded(one, self.env)) for one in named if one))

    def _misplaced(self) -> str:
        """That the configuration names a key where that means something else; "" where it does not."""
        from coach_tui.store.names import shown
        from coach_tui.store.paths import config_path

        if "identity" not in self.settings.keys:
            return ""
        return (
            f"identity stands below [keys] in {shown(config_path(self.env))}, where it would be a command's "
            "key: move that line above the first [table]"
        )

    @property
    def half_done(self) -> str:
        """That encrypting the data file was cut off, and what to do; "" where all is well."""
        return self._desk.store.half_done if self._desk is not None else ""

    def take_left(self) -> list[str]:
        """What an edit that was cut off left in memory, a line each; it is locked by then."""
        if self._desk is None:
            return []
        from coach_tui.store.paths import memory_folder

        if not os.path.lexists(memory_folder(os.path.realpath(self._desk.store.name))):
            return []
        from coach_tui.exchange.texts import swept_from_memory

        return swept_from_memory(self._desk.store.path)

    @property
    def settings(self) -> Settings:
        """The user's configuration."""
        if self._settings is None:
            from coach_tui.settings import load_settings
            from coach_tui.store.paths import config_file

            self._settings = load_settings(config_file(self.env))
        return self._settings

    @property
    def vdir(self) -> str:
        """The folder of calendar files that the configuration names, "" for none."""
        from coach_tui.store.paths import expanded

        return str(expanded(self.settings.vdir, self.env)) if self.settings.vdir else ""

    @property
    def today(self) -> date:
        """The day taken as today."""
        return self.desk.today

    @property
    def is_tty(self) -> bool:
        """Whether a person reads what is printed."""
        return _is_terminal(self.stdout)

    @property
    def can_ask(self) -> bool:
        """Whether a person is there to answer a question."""
        return _is_terminal(self.stdin) and _is_terminal(self.stderr)

    @property
    def width(self) -> int | None:
        """Cells in a line of the terminal; None when the output is piped and nothing may be cut."""
        if not self.is_tty:
            return None
        try:
            return os.get_terminal_size(self.stdout.fileno()).columns or 80
        except (OSError, ValueError):
            return 80

    @property
    def help_width(self) -> int:
        """Cells in a line of help: what COLUMNS says, else the terminal, else 80."""
        said = self.env.get("COLUMNS", "")
        return int(said) if said.isascii() and said.isdigit() and int(said) else self.width or 80

    @property
    def utf8(self) -> bool:
        """Whether more than ASCII can be printed."""
        return (getattr(self.stdout, "encoding", None) or "utf-8").lower().startswith("utf")

    @property
    def ascii_only(self) -> bool:
        """Whether drawings take ASCII signs alone."""
        return not self.utf8 or self.settings.ascii or self.env.get("TERM") == "linux"

    def out(self, text: str = "") -> None:
        """Prints text, one line or several, with everything harmful made visible or dropped."""
        self._write(clean(text, lines=True) + "\n")

    def as_it_is(self, data: bytes) -> None:
        """Prints a file of another format: UTF-8, made from cleaned text, not a byte of it changed."""
        raw = getattr(self.stdout, "buffer", None)
        if raw is None:
            self._write(data.decode())
            return
        self.flush()
        self._put(lambda: raw.write(data))

    def json(self, value: Any) -> None:
        """Prints a value as JSON; what a terminal could take for a command is escaped."""
        import json

        text = json.dumps(value, ensure_ascii=not self.utf8, indent=2)
        if not text.isascii() and clean(text, lines=True) != text:
            text = json.dumps(value, indent=2)
        self._write(text + "\n")

    def _write(self, text: str) -> None:
        self._put(lambda: self.stdout.write(text))

    def flush(self) -> None:
        """Sends off what was printed."""
        self._put(self.stdout.flush)

    def _put(self, printing: Callable[[], object]) -> None:
        """Prints, unless nobody takes it: what the command was asked to do is done all the same.

        A reader who has had enough is no fault; why the system takes nothing is kept in `output_fault`.
        """
        try:
            printing()
        except BrokenPipeError:
            silence(self.stdout)
        except OSError as error:
            from coach_tui.store.names import advice

            self.output_fault = self.output_fault or f"the output cannot be written: {advice(error)}"
            silence(self.stdout)

    def say(self, text: str) -> None:
        """Tells the person something that is no output: one line on standard error, if anybody takes it."""
        try:
            self.stderr.write(f"coach: {clean(without_secrets(text))}\n")
            self.stderr.flush()
        except OSError:
            silence(self.stderr)

    def ask(self, question: str) -> bool:
        """Asks a question that yes or no answers; anything but yes is no."""
        return self.answer(f"{question} [y/N]") in ("y", "yes")

    def answer(self, question: str) -> str:
        """What somebody answers to a question, in small letters; "" when there is no more to read."""
        self.stderr.write(f"{clean(question)} ")
        self.stderr.flush()
        return typed_line(self.stdin.readline()).lower()

    def meant(self, *, sure: bool, can_ask: bool) -> Callable[[str], bool] | None:
        """Who says whether what is doubted is meant; None where it is said already (`sure`).

        What it gives raises BadInput where nobody can be asked.
        """
        if sure:
            return None
        return self._ask_meant if can_ask else _nobody_says

    def _ask_meant(self, doubt: str) -> bool:
        return self.ask(f"{doubt}. Keep it?")

    def ask_text(self, question: str) -> str:
        """Asks for a line of text."""
        self.stderr.write(f"{clean(question)}: ")
        self.stderr.flush()
        return typed_line(self.stdin.readline())

    def text(self, value: str | None) -> str | None:
        """A text that was given as an argument; `-` stands for standard input.

        Raises:
            BadInput: when two texts are to come from standard input, or it is no text.
        """
        return self.read_stdin() if value == "-" else value

    def read_stdin(self, limit: int = bounds.TYPED) -> str:
        """All of standard input as text, once; of so many bytes at most.

        Raises:
            BadInput: when it was read already, is not UTF-8, or has no end in sight.
        """
        try:
            return str(self.read_stdin_bytes(limit), "utf-8-sig")
        except UnicodeDecodeError:
            raise BadInput("standard input is not UTF-8 text; convert it first") from None

    def read_stdin_bytes(self, limit: int) -> bytes:
        """All of standard input as it comes, once; of so many bytes at most.

        Raises:
            BadInput: when it was read already, or has no end in sight.
        """
        if self._stdin_read:
            raise BadInput("only one text can come from standard input; give the other one as it is")
        self._stdin_read = True
        if self.can_ask:
            self.stderr.write("(type the text, then ctrl+d on a line of its own)\n")
            self.stderr.flush()
        raw = getattr(self.stdin, "buffer", None)
        try:
            if raw is None:
                data = self.stdin.read(limit + 1).encode("utf-8", "surrogatepass")
            else:
                data = raw.read(limit + 1)
        except OSError as error:
            raise BadInput(f"standard input cannot be read: {error.strerror}") from None
        if len(data) > limit:
            raise BadInput(f"the text {bounds.too_large(limit)}; give less")
        return data


def silence(stream: TextIO) -> None:
    """Lets nothing more be written: else Python itself complains when it flushes at the end."""
    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, stream.fileno())
        os.close(null)
    except (OSError, ValueError):
        return


def _is_terminal(stream: TextIO) -> bool:
    try:
        return stream.isatty()
    except ValueError:  # closed
        return False


def _day(text: str, where: str) -> date:
    """The day that --today or COACH_TODAY names, as people type it."""
    from coach_tui.plan.dates import parse_iso

    try:
        day = parse_iso(text)
    except BadInput:
        from coach_tui.clock import Clock
        from coach_tui.plan.side import Side
        from coach_tui.plan.when import parse_day

        try:
            day = parse_day(text, Clock().today(), Side.EITHER)
        except BadInput as error:
            raise BadInput(f"{where}: {error}") from None
    if day.year not in YEARS:
        raise BadInput(f"{where}: {day.isoformat()} is too far away; name a day nearer to the present")
    return day


def _nobody_says(doubt: str) -> bool:
    raise BadInput(f"{doubt}: nothing was taken in; mend it, or take it in with --yes")
