"""One sync, from the data file to the remote and back; it can be cut off anywhere and run again.

The order is what makes it safe: what is here becomes a commit, what is there is fetched and merged with it,
the data file takes the result over (only where it still is what was merged), then it is noted for which
commit the file stands, and last the remote is sent it. Cut off in between, the next run finds the same file
with an older note, and merges once more what it holds already.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, NamedTuple

from coach_tui.exchange.erasing import erase_marked
from coach_tui.plan.errors import BadInput, ChangedMeanwhile
from coach_tui.store.machine import become_another, machine_of, new_name
from coach_tui.store.shapes import meta
from coach_tui.store.whole import Standing, standing, take_over
from coach_tui.sync import gone
from coach_tui.sync.alike import check_alike
from coach_tui.sync.git import check_version
from coach_tui.sync.layout import Files
from coach_tui.sync.merge import erased_elsewhere, merge
from coach_tui.sync.merging.counting import counted
from coach_tui.sync.older import OPENED
from coach_tui.sync.outcome import Outcome, Told, differing
from coach_tui.sync.own import OwnFiles, merged_own, own_of
from coach_tui.sync.place import Place, Sent
from coach_tui.sync.repository import Overtaken, Repository
from coach_tui.sync.shelf import Shelf
from coach_tui.sync.twin import is_twin, renamed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from coach_tui.changes.desk import Desk
    from coach_tui.store.shapes import Tables

TRIES = 8
"""How often what was overtaken, here or at the remote, is begun again."""


class Apart(BadInput):
    """What is here and what the remote holds have nothing in common; they are joined after a question."""

    def __init__(self, here: Tables, there: Tables) -> None:
        super().__init__(
            "this data file and the remote were begun apart: look at both, then say --yes to join them"
        )
        self.here = here
        self.there = there


class Busy(ChangedMeanwhile):
    """What was merged was overtaken again and again, here or at the remote."""

    def __init__(self) -> None:
        super().__init__("others keep changing the practice: try again in a moment")


class _Here(NamedTuple):
    """What this machine has: the data file, the coach's own files, and the commit of both."""

    data: Standing
    seen: Files
    """The coach's own files as they are in their folders."""
    own: Files
    """The same with those that no folder here tells of."""
    commit: str
    before: str | None
    """The commit that it rests on."""


class _Held(NamedTuple):
    """What both sides hold in the end, and the commit of it."""

    commit: str
    tables: Tables
    own: Files


class Sync:
    """What one sync works with.

    Args:
        desk: the desk on the data file.
        place: the folder of what belongs to syncing.
        repository: the repository in it.
        own: the coach's own small files.
        calendar: the folder of calendar files, "" for none: who was erased elsewhere goes out of it too.
        config: the configuration file.
        say: is told in a word what is being done.
    """

    def __init__(
        self,
        desk: Desk,
        place: Place,
        repository: Repository,
        own: OwnFiles,
        calendar: str,
        config: Path,
        say: Callable[[str], object],
    ) -> None:
        self.desk = desk
        self.place = place
        self.repository = repository
        self.own = own
        self.calendar = calendar
        self.config = config
        self.say = say
        self.join = False
        """Whether two practices that were begun apart are to be joined."""
        self.relock = False
        """Whether the remote is to be locked as the data file is from now on, whatever it was before."""
        self.plain = False
        """Whether that may be plain text where it was locked."""
        self.afresh = False
        """Whether what was synced here before, and no key at hand opens any more, is let go of."""
        self._let_go = False
        self._held = False
        """Whether a commit was made here of somebody who was to be erased."""
        self.shelf = Shelf(repository, desk.store)
        self.told = Told()

    def run(self) -> Outcome:
        """Sync, and return what came of it.

        Raises:
            Failed, Unreachable: git or the remote refuses; what is here is unharmed.
            Apart: see there.
            Busy: see there.
            DataFileError: the data file cannot be read or written.
        """
        with self.place.alone():
            check_version(self.repository.git)
            self.repository.git.clear_away()
            for _ in range(TRIES):
                with contextlib.suppress(Overtaken):
                    if (outcome := self._once()) is not None:
                        return outcome
        raise Busy

    def _once(self) -> Outcome | None:
        """One try; None where the data file was changed meanwhile, or somebody had to be erased first."""
        self.say("fetching")
        tip = self.shelf.tip = self.repository.fetch()
        data = standing(self.desk.store)
        self.shelf.recipients = data.recipients
        check_alike(self.shelf, tip, self._last(), relock=self.relock, plain=self.plain)
        here = self._here(data, tip)
        commit, tables, own = here.commit, here.data.tables, here.own
        for other in self._others(here, tip):
            self.say("merging")
            base = self.repository.base_of(commit, other)
            theirs = self.shelf.tables(other)
            was = self._was(base, here, other, tip)
            lost = self.shelf.lost(base, other) if base else {}
            if self._erase(erased_elsewhere(tables, theirs)):
                self._held = True
                return None
            if self._is_twin(here.data, theirs, base):
                return None
            merged = merge(was, tables, gone.with_kept(theirs, lost) if lost else theirs)
            files = merged_own(
                own_of(self.shelf.files(base)) if base else {}, own, own_of(self.shelf.files(other))
            )
            self.told.take(merged, was or {}, tables, theirs)
            self.told.note_twice(files.twice)
            if lost:
                self.told.note((f"the remote had lost {counted(lost)}, which nobody deleted: kept",))
            tables, own = merged.tables, files.files
            commit = self._merged_commit(commit, other, tables, own)
        if not self._take(here, tables, own, commit):
            return None
        if commit != tip:
            self.say("sending")
            self.repository.push(commit)
        begun_anew = here.before is not None and not self.repository.shares(here.before, commit)
        if begun_anew or self._held or self._let_go:
            # what nothing leads to any more holds those who were erased, or opens with a key that is gone
            self.repository.forget_history()
        if not self.relock and self.shelf.opens_for_others(commit):
            self.told.note((OPENED,))
        there = self.shelf.entries(tip) if tip else set[tuple[str, str]]()
        outcome = self.told.outcome(here.data.tables, tables, there, self.shelf.holds_erased(commit, tables))
        return self._with_uncounted(outcome, here, tip, _Held(commit, tables, own))

    def _with_uncounted(self, outcome: Outcome, here: _Here, tip: str | None, held: _Held) -> Outcome:
        """Add what no new entry of the history tells of: own files, and records that changed without one."""
        came = not self.shelf.same(here.commit, held.commit)
        went = tip is not None and not self.shelf.same(tip, held.commit)
        there = own_of(self.shelf.files(tip)) if tip is not None else {}
        return outcome._replace(
            pulled=outcome.pulled or int(came),
            pushed=outcome.pushed or int(went),
            files_in=differing(here.own, held.own),
            files_out=differing(there, held.own),
            moved={here.commit, tip} != {held.commit},
        )

    def _here(self, data: Standing, tip: str | None) -> _Here:
        """What this machine has, as a commit on what it rests on."""
        parent = self._resting_on(data)
        seen = self.own.read()
        own = seen
        if parent is not None:
            sent = self.place.sent()
            where = sent.places if sent is not None else {}
            kinds = {kind for kind, folder in self.own.places.items() if where.get(kind) == folder}
            was = own_of(self.shelf.files(parent))
            # what was not looked after here when that was written is not missing, but was never here
            own = {
                path: held
                for path, held in was.items()
                if path.split("/")[1] not in kinds or path in self.own.unfit
            } | own
        files = self.shelf.laid_out(data.tables, own)
        commit = self.shelf.put(files, [parent] if parent else [], beside=parent or tip)
        return _Here(data, seen, own, commit, parent)

    def _resting_on(self, data: Standing) -> str | None:
        """The commit that the data file goes on from.

        It is the file that names it, and nothing beside the file: a copy from another machine, or an older
        one, that was put in its place goes on from what it was copied from. Else all that it does not know
        would pass for deleted here.
        """
        named = str((meta(data.tables) or {}).get("synced", ""))
        return self._opened(named)

    def _last(self) -> str | None:
        """The commit that was noted last, where it is still here."""
        sent = self.place.sent()
        return self._opened(sent.commit) if sent is not None else None

    def _opened(self, commit: str) -> str | None:
        """A commit that was synced before, where it is still here and is not to be let go of."""
        if not self.repository.known(commit):
            return None
        if self.afresh and not self.shelf.can_be_opened(commit):
            self._let_go = True
            return None
        return commit

    def _others(self, here: _Here, tip: str | None) -> list[str]:
        """The commits that are to be merged with what is here."""
        last = self._last()
        others = [one for one in (last, tip) if one and not self.repository.contains(here.commit, one)]
        return [one for one in others if one == tip or not tip or not self.repository.contains(tip, one)]

    def _was(self, base: str | None, here: _Here, other: str, tip: str | None) -> Tables | None:
        """What both sides descend from, None where nothing is known of it; raises Apart.

        The commit that the data file goes on from is gone where the history was begun anew from it.
        """
        if base is not None:
            return self.shelf.tables(base, known=True)
        tables, theirs = here.data.tables, self.shelf.tables(other)
        named = str((meta(tables) or {}).get("synced", ""))
        gone_on = here.before is None and not self.afresh
        if gone_on and named in self.repository.goes_on_from(other):
            return self.shelf.as_before(tables, other)
        if not self.join and _holds(tables) and _holds(theirs):
            self.repository.take_as_brought(tip)  # the answer needs no other look at the remote
            raise Apart(tables, theirs)
        return None

    def _erase(self, marks: set[str]) -> bool:
        """Erase here whom another machine has erased: in all that lies beside the file too."""
        done = erase_marked(self.desk, marks, self.calendar, self.config)
        if done is not None:
            self.told.note_erased(done.clients, done.unsure)
        return done is not None

    def _is_twin(self, here: Standing, theirs: Tables, base: str | None) -> bool:
        """Take another name where another machine goes by this one's, and say whether that was so."""
        machine = machine_of(self.place.target)
        commits = [one for one in (base, self._last()) if one is not None]
        known = [here.tables, *(self.shelf.tables(one, known=True) for one in commits)]
        if machine is None or not is_twin(machine, theirs, known):
            return False
        name = new_name()
        if take_over(self.desk.store, here, renamed(machine, name, here.tables, theirs)) is not None:
            become_another(self.place.target, name)
            self.told.note(
                (f"another machine goes by the name {machine}, as its data was copied: this is {name} now",)
            )
        return True

    def _merged_commit(self, ours: str, theirs: str, tables: Tables, own: Files) -> str:
        """The commit of what was merged; that of theirs, where they have it all."""
        files = self.shelf.laid_out(tables, own)
        if self.shelf.files(theirs) == files:
            return theirs
        anew = not self.repository.shares(ours, theirs) and self.repository.goes_on_from(theirs)
        parents = [theirs] if anew else [ours, theirs]
        return self.shelf.put(files, parents, beside=theirs)

    def _take(self, here: _Here, tables: Tables, own: Files, commit: str) -> bool:
        """Take over here what was merged; False where what is here was changed meanwhile."""
        if self.own.read() != here.seen:
            return False
        self.repository.hold(commit)
        same = self.shelf.same(here.commit, commit)
        if not same:
            self._keep_what_goes(here.commit, commit)
        if not self._write(here.data, here.data.tables if same else tables, commit):
            return False
        failed = self.own.write(here.seen, own)
        self.told.note(failed.values())
        self.repository.keep(commit)
        without = {path.split("/")[1] for path in failed}
        places = {kind: folder for kind, folder in self.own.places.items() if kind not in without}
        self.place.keep(Sent(commit, places))
        return True

    def _keep_what_goes(self, here: str, commit: str) -> None:
        """Back up the data file before what no entry of the history holds goes from it; tell of a restore."""
        going = gone.going(self.shelf.files(here), self.shelf.files(commit))
        if going.lost or going.back:
            self.desk.store.backup(gone.BEFORE)
            self.told.note(filter(None, [going.line()]))

    def _write(self, seen: Standing, tables: Tables, commit: str) -> bool:
        """Write these tables, and that they stand for a commit; False where it was changed meanwhile."""
        about = meta(tables) or {}
        if tables is seen.tables and (about.get("synced") == commit or not seen.generation):
            return True
        own = {
            number: {**record, "synced": commit} if record is about else record
            for number, record in tables["meta"].items()
        }
        return take_over(self.desk.store, seen, {**tables, "meta": own}) is not None

    def stands_for(self, commit: str) -> bool:
        """Whether the data file, locked as it was, goes on from this commit, or there is none that could."""
        seen = standing(self.desk.store)
        if seen.recipients != self.shelf.recipients:
            return False
        return not seen.generation or self._resting_on(seen) == commit

    def stand_on(self, commit: str, before: str) -> bool:
        """Note that the data file stands for a commit that holds what the one `before` does."""
        for _ in range(TRIES):
            seen = standing(self.desk.store)
            if self._resting_on(seen) != before:
                return False
            if self._write(seen, seen.tables, commit):
                self.repository.keep(commit)
                sent = self.place.sent()
                self.place.keep(Sent(commit, sent.places if sent is not None else {}))
                return True
        return False


def _holds(tables: Tables) -> bool:
    """Whether there is anything of a practice in a data file."""
    return any(table for name, table in tables.items() if name not in ("meta", "journal"))
