"""`coach encrypt`: the data file and all beside it as age files, and for whom."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from coach_tui import bounds
from coach_tui.cli.exits import Exit
from coach_tui.plan.errors import BadInput
from coach_tui.plan.text import plural, without_secrets
from coach_tui.store import keys, locked, meant
from coach_tui.store.contents import parse
from coach_tui.store.names import advice, quoted, shown
from coach_tui.store.own_key import OwnKey, may_be_in_use, recipient_of
from coach_tui.store.own_key import shown as shown_own
from coach_tui.sync.older import OPENED, older_told

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Collection, Sequence

    from coach_tui.cli.context import Context
    from coach_tui.store.locking import Locking

HELP = (
    "Encrypts the data file, its backups, drafts, kept texts and copies as age files, which age -d opens "
    "too. For whom is said by public keys: age1…, ssh-ed25519 …, ssh-rsa …, or a file with one a line, like "
    "~/.ssh/id_ed25519.pub; --passphrase makes a key of the data file’s own, which a passphrase opens. "
    "Your own key is found by identity = “PATH” in the configuration, or $COACH_IDENTITY. Without options it "
    "ends what was cut off. Nothing is encrypted that your own key would not open again. coach decrypt takes "
    "it back."
)


_TOLD = 8
"""How many signs of a key tell it from others."""


def arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of `coach encrypt`."""
    parser.add_argument(
        "--to", metavar="KEY", nargs="+", action="extend", default=[], help="for whom, and for nobody else"
    )
    parser.add_argument(
        "--add", metavar="KEY", nargs="+", action="extend", default=[], help="for them as well"
    )
    parser.add_argument(
        "--remove", metavar="KEY", nargs="+", action="extend", default=[], help="no longer for them"
    )
    parser.add_argument(
        "--passphrase",
        action="store_true",
        help="a passphrase opens it, asked twice now; where there is one already, another one does",
    )
    parser.add_argument(
        "--yes", action="store_true", help="you have the new key, though it is not named here: do not ask"
    )


def run(args: Namespace, context: Context) -> int:
    """Encrypts, and says for whom and what stays as it is."""
    locked.library()
    if args.to and (args.add or args.remove):
        raise BadInput("--to says for whom alone; use it, or --add and --remove")
    store = context.desk.store
    for line in context.take_left():
        context.say(line)
    to, add, remove = _keys(args.to), _keys(args.add), _keys(args.remove, partly=True)
    target = os.path.realpath(context.path)
    gone = set[str]() if meant.noted(target) is None else locked.keys_of(remove)
    own: OwnKey | None = None
    if args.passphrase:
        own, before = _own_key(context, target)
        add.append(own.recipient)
        remove += before
        gone.update(before)
    was_plain = not keys.is_data_locked(target)
    done = store.encrypt(
        partial(_chosen, to, add, remove, gone), own, anew=bool(to), has_key=_has_key(args, context)
    )
    context.out(f"Encrypted: the data file, and {plural(done.files, 'file')} beside it.")
    context.out(f"Encrypted for: {', '.join(shown_own(one, done.own) for one in done.recipients)}")
    if done.own_key:
        context.out(f"The passphrase opens {shown(done.own_key)}: copy that file wherever you copy the data.")
    if done.put_away:
        context.say(
            f"the passphrase until now opens it no longer; its key is {shown(done.put_away)} now, for copies "
            "that were made before: remove it when there are none"
        )
    _say_who_opens_it(context, done, beside=args.passphrase and not (to or args.add or remove or gone))
    told = older_told(store, context.env, done.recipients)
    if told and (was_plain or told == OPENED):
        context.say(told)
    for line in done.left:
        context.say(f"not encrypted anew: {line}")
    if done.plain:
        names = ", ".join(shown(path) for path in done.plain)
        context.say(f"not encrypted, and naming clients: {names}")
    return Exit.PART if done.left else Exit.DONE


def _say_who_opens_it(context: Context, done: Locking, *, beside: bool) -> None:
    """Says what opens it still `beside` a first passphrase, and that there is one key, or none at hand."""
    others = [one for one in done.recipients if one != done.own] if beside else []
    if others:
        context.say(
            f"still opened as before, too, by: {', '.join(map(locked.shown_recipient, others))}; to "
            "have the passphrase alone open it: coach encrypt --remove "
            f"{' '.join(quoted(locked.key_of(one)) for one in others)}"
        )
    if done.shut:
        context.say(
            'no key that is named here opens it any more: name the new one, identity = "PATH" in the '
            "configuration, or $COACH_IDENTITY"
        )
    if len(done.recipients) == 1:
        context.say(
            "there is one key: whoever loses it loses all. Add one that lies elsewhere: coach encrypt --add"
        )


def _has_key(args: Namespace, context: Context) -> Callable[[tuple[str, ...]], bool] | None:
    """Who says whether somebody has the key that is not at hand; None where nobody can be asked."""

    def asked(recipients: tuple[str, ...]) -> bool:
        whom = ", ".join(map(locked.shown_recipient, recipients))
        return context.ask(
            f"No key that is named here opens what is encrypted for {whom} alone. Do you have that one's "
            "secret key, in a file of its own?"
        )

    if args.yes:
        return lambda _: True
    return asked if context.can_ask else None


def _chosen(
    to: Sequence[str],
    add: Sequence[str],
    remove: Sequence[str],
    gone: Collection[str],
    present: tuple[str, ...],
) -> tuple[str, ...]:
    """For whom it is to be locked, in the order in which they were named.

    Those who were to be taken away, when that was cut off, may be `gone`.

    Raises:
        BadInput: for nobody, or somebody is to go for whom it is not.
    """
    doomed = {_meant(one, present) for one in remove}
    if unknown := doomed.difference(locked.keys_of(present), gone):
        names = ", ".join(sorted(map(locked.shown_recipient, unknown)))
        raise BadInput(f"it is not encrypted for {names}; coach doctor says for whom it is")
    wanted: dict[str, str] = {}
    for one in (*(to or present), *add):
        if locked.key_of(one) not in doomed:
            wanted.setdefault(locked.key_of(one), one)
    if not wanted:
        raise BadInput(
            "nobody would be left who can open it; coach decrypt takes the encryption back"
            if remove
            else "for whom? Name a public key, coach encrypt --to age1…, or say --passphrase"
        )
    return tuple(wanted.values())


def _meant(said: str, present: Sequence[str]) -> str:
    """The key of one of those for whom it is, that somebody named in whole or as it is shown.

    Raises:
        BadInput: it may be several.
    """
    tail = next((word[1:] for word in said.split() if word.startswith("…")), said)
    found = {
        locked.key_of(one)
        for one in present
        if said in (locked.shown_recipient(one), *one.split(" ", 2)[2:])
        or (len(tail) >= _TOLD and (locked.key_of(one).endswith(tail) or one.startswith(tail)))
    }
    if not found and len(tail) < _TOLD:
        found = {locked.key_of(one) for one in present if _may_be(tail, one)}
        if len(found) == 1:
            raise BadInput(
                f"“{said}” is too little of a key to take it away by: name at least {_TOLD} signs of it"
            )
    if len(found) > 1:
        raise BadInput(f"“{said[:60]}” may be several of those for whom it is: name one by its whole key")
    return found.pop() if found else locked.key_of(said)


def _may_be(part: str, one: str) -> bool:
    """Whether a recipient begins or ends with this, in its key or its comment."""
    words = [locked.key_of(one), *one.split(" ")]
    return bool(part) and any(word.startswith(part) or word.endswith(part) for word in words)


def _own_key(context: Context, target: str) -> tuple[OwnKey, list[str]]:
    """A new key of the data file's own, locked with a new passphrase; and the recipient of that until now.

    Raises:
        BadInput: nobody can be asked, or the passphrase of now was not given.
        LockedFile: no key at hand opens the data file.
    """
    from coach_tui.cli.passphrase import need_somebody, new, typed

    need_somebody(context)
    before = ""
    if keys.is_data_locked(target):
        path = keys.own_key_of(target)
        if path and not _is_opened(target):
            shut = _read(path, path)
            found = locked.unlock_with_passphrase(shut, typed(context, "The passphrase until now"))
            if found is None:
                raise BadInput("that is not the passphrase until now; nothing was changed")
            keys.current().learn(found, path)
        context.desk.store.read()  # what nobody here opens is told before anything is typed
        before = recipient_of(target)
    passphrase = new(context)
    text, recipient = locked.new_identity()
    keys.current().learn(text.encode())
    return OwnKey(locked.lock_with_passphrase(text.encode(), passphrase), recipient), [
        before
    ] if before else []


def _is_opened(target: str) -> bool:
    """Whether the keys that need no passphrase open the data file, and it is known which is its own."""
    try:
        data = bounds.file_bytes(target, bounds.COPIED)
        plain = locked.unlock(data, keys.current().identities())
    except (OSError, locked.LockedFile, locked.Spoilt):
        return False
    told = keys.recipients_inside(parse(plain)) or ()
    return bool(recipient_of(target)) or not may_be_in_use(target, told)


def _keys(words: Sequence[str], *, partly: bool = False) -> list[str]:
    """The recipients that somebody named: keys as they are or word by word, or files with some.

    With `partly` a part of one may do, or its comment.

    Raises:
        BadInput: one of them is none, or a file cannot be read.
    """
    found: list[str] = []
    left = list(words)
    while left:
        word = left.pop(0)
        if word in ("ssh-ed25519", "ssh-rsa") and left:
            parts = [word, left.pop(0)]
            if left and not left[0].startswith(("age1", "ssh-")) and not os.path.isfile(left[0]):  # noqa: PTH113
                parts.append(left.pop(0))
            found.append(_recipient(" ".join(parts), partly))
        elif word.startswith(("age1", "ssh-")) or not os.path.exists(os.path.expanduser(word)):  # noqa: PTH110, PTH111
            found.append(_recipient(word, partly))
        else:
            text = _read(os.path.expanduser(word), word).decode("utf-8", "replace")  # noqa: PTH111
            in_file = locked.recipients_in(text)
            if not in_file:
                raise BadInput(f"{shown(word)} names no public key")
            found += in_file
    return found


def _recipient(said: str, partly: bool) -> str:
    """A recipient that somebody named.

    Raises:
        BadInput: it is none, or a file that is not there.
    """
    try:
        return locked.recipient(said)
    except BadInput:
        if without_secrets(said) != said or "SECRET" in said.upper():
            raise
        if partly:
            return said
        if " " not in said and not said.startswith(("age1", "ssh-")) and any(sign in said for sign in "/.~"):
            raise BadInput(
                f"{shown(said)} is not there: name a file with public keys, or a key itself (age1…, ssh-…)"
            ) from None
        raise


def _read(path: str, name: str) -> bytes:
    try:
        return bounds.file_bytes(path, bounds.OWN)
    except bounds.Unfit as error:
        raise BadInput(f"{shown(name)} {error}; name another") from None
    except OSError as error:
        raise BadInput(f"{shown(name)} cannot be read: {advice(error)}") from None
