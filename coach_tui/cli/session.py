"""`coach session`: a session in one line: booked, a series, held, cancelled, missed, moved."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coach_tui.changes.booking import book_sessions, note_called_off
from coach_tui.changes.session_states import (
    book_again,
    cancel_for,
    cancel_session,
    hold_as_booked,
    miss_session,
    move_session,
    say_absent,
)
from coach_tui.changes.sessions import hold_session
from coach_tui.cli.changed import as_json, as_line
from coach_tui.cli.exits import Exit
from coach_tui.cli.whose import add_client, check_open, plan_named
from coach_tui.plan.dates import day_words
from coach_tui.plan.double import booked_in
from coach_tui.plan.ending import booked_after
from coach_tui.plan.errors import BadInput
from coach_tui.plan.group import cancelled_in, check_in_it, others_there, seen_from, taking_part
from coach_tui.plan.package import package_of, package_words
from coach_tui.plan.series import lay_out, parse_series, skipped_words
from coach_tui.plan.session import BOOKED, CANCELLED, HELD, NO_SHOW, Session
from coach_tui.plan.session_line import (
    AGAIN,
    ALL,
    BOOK,
    CANCEL,
    HOLD,
    MISS,
    MOVE,
    SERIES,
    moved_to,
    parse_session,
    values_off,
)
from coach_tui.plan.session_meant import check_year, day_off, session_held, session_meant, session_off
from coach_tui.plan.text import listed
from coach_tui.plan.with_whom import asker, engagements_named, split_with, those_in

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Mapping
    from typing import Any

    from coach_tui.changes.desk import Desk
    from coach_tui.cli.context import Context
    from coach_tui.plan.practice import Plan, Practice
    from coach_tui.plan.session_line import Said
    from coach_tui.store.journal import Entry

HELP = (
    "Books a session or a series, or says what came of one: held, cancelled, no-show, moved. "
    "coach undo takes it back."
)


def arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of `coach session`."""
    add_client(parser)
    parser.add_argument(
        "line",
        metavar="LINE",
        nargs="+",
        help='"fri 14:00" books one, "every 2 weeks, Tuesdays 10:00, six times" a series; "held", '
        '"cancelled late by client: ill", "no-show", "move to fri 14:00 by client: a trip", "again"; of a '
        'group "by client" is the one named, "by ben" another of them; a day '
        "says of which session; behind a colon stands why; - reads standard input",
    )
    parser.add_argument(
        "--with",
        dest="also",
        metavar="CLIENT",
        action="append",
        default=[],
        help='another client who is in it: one session of a group; at the end of the line also "with Ben and '
        'Cleo", and of one that was held "without Ben" for who was not there',
    )
    parser.add_argument("--json", action="store_true", help="print what changed as JSON")


def run(args: Namespace, context: Context) -> int:
    """Does what the line says as one change, and tells what else is to be known."""
    line = (context.text(" ".join(args.line)) or "").strip()
    desk = context.desk
    plan = plan_named(desk.practice(), args.client, args.plan)
    line, others, missing = split_with(line)
    said = parse_session(line, context.today)
    group = _Group([*others, *args.also], missing)
    group.check(said)
    if said.action in (BOOK, SERIES, MOVE):
        check_open(plan)
    remarks: list[str] = []
    if said.action == SERIES:
        entry = _series(plan, line, group, context, remarks)
    else:
        entry = _one(plan, said, group, context)
    practice = desk.practice()
    remarks += context.at_one_time()
    if said.action == MISS and entry is not None:
        remarks += _for_all(practice, plan, entry)
    if said.action != SERIES and entry is not None:
        remarks += booked_after(practice, booked_in(entry.ops), context.today)
    if said.action == CANCEL and entry is not None:
        remarks += _by_nobody(practice, plan, entry)
        remarks += _goes_on(practice, plan, entry)
    if args.json:
        context.json({**as_json(entry, practice), "remarks": remarks})
        return Exit.DONE
    if entry is None:
        context.out("Nothing changed: it was so already.")
    else:
        now = practice.plan(plan.client.uid, plan.engagement.uid) or plan
        used = f" ({package_words(package_of(now))})" if said.action in (HOLD, CANCEL, MISS) else ""
        context.out(as_line(f"{entry.what}{used}"))
    for remark in remarks:
        context.out(remark)
    return Exit.DONE


class _Group(NamedTuple):
    """Who else is in a session, and who was not there, by parts of their names."""

    others: list[str]
    missing: list[str]

    def check(self, said: Said) -> None:
        """Refuses to say it of what neither books a session nor holds one (BadInput)."""
        if self.others and said.action not in (BOOK, SERIES, HOLD):
            raise BadInput("with: who else is in it is said of a session that is booked or held; or edit it")
        if self.missing and said.action != HOLD:
            raise BadInput("without: who was not there is said of a session that was held: held without Ben")

    def joined(self, plan: Plan) -> dict[str, Any]:
        """The field of a new session with them; nothing for none."""
        found = engagements_named(plan.practice, self.others)
        return {"also": found} if found else {}


def _by_nobody(practice: Practice, plan: Plan, entry: Entry) -> list[str]:
    """A line where nobody says who cancelled a session, and how to say it."""
    for uid in entry.uids(Session.table):
        found = practice.find(Session.table, uid, plan.engagement.uid)
        if isinstance(found, Session) and found.state == CANCELLED and not found.cancelled_by:
            when = f"{found.on} {found.time}".strip()
            return [
                "Who cancelled it is not said; to add it, say it again with its day: "
                f"cancelled {when} by client, or by me"
            ]
    return []


def _for_all(practice: Practice, plan: Plan, entry: Entry) -> list[str]:
    """A line where a no-show is one of a whole group, and how to say that it was one client's alone."""
    for uid in entry.uids(Session.table):
        found = practice.find(Session.table, uid, plan.engagement.uid)
        if isinstance(found, Session) and found.also:
            told = f"{found.on.isoformat()} without {plan.client.name}"
            count = len(found.also) + 1
            return [f"None of the {count} clients came. If it was one of them alone, say: held {told}"]
    return []


def _series(plan: Plan, line: str, group: _Group, context: Context, remarks: list[str]) -> Entry | None:
    """Books a series; what it skipped, and what lies beyond the engagement, is added to the remarks."""
    series = parse_series(line, context.today)
    values: dict[str, Any] = {**series.hour, **group.joined(plan)}
    found = lay_out(plan, series, context.today, values.get("also", ()))
    moments = [(day.isoformat(), series.time) for day in found.days]
    entry = book_sessions(context.desk, plan.engagement.uid, moments, values)
    skipped = skipped_words(found, context.today)
    remarks += [f"{skipped[:1].upper()}{skipped[1:]}"] if skipped else []
    end = plan.engagement.end
    after = sum(1 for day in found.days if end is not None and day > end)
    if after and end is not None:
        remarks.append(f"{after} of them after the engagement's end, {day_words(end, context.today)}")
    return entry


def _one(plan: Plan, said: Said, group: _Group, context: Context) -> Entry | None:
    desk, engagement = context.desk, plan.engagement.uid
    more = said.hour
    if said.action == BOOK:
        check_year(plan, said, context.today)
        return book_sessions(desk, engagement, [(said.day, said.time)], {**more, **group.joined(plan)})
    if said.action == HOLD:
        return _hold(plan, said, more, group, context)
    if said.action in (CANCEL, MISS) and session_off(plan, said, context.today) is None:
        return note_called_off(desk, engagement, {**values_off(said), "on": day_off(said, context.today)})
    session = session_meant(plan, said, context.today)
    check_in_it(plan.practice, session.raw)
    if said.action == CANCEL:
        return _cancel(desk, plan, session, said)
    if said.action == MISS:
        return miss_session(desk, session.uid, said.reason or None)
    if said.action == AGAIN:
        if session.on >= context.today:
            check_open(plan)
        return book_again(desk, session.uid, side=engagement)
    day, clock = moved_to(said, session, context.today)
    side = engagement if said.by or said.reason else ""
    by, asked = asker(plan.practice, said.by, taking_part(session.raw), side)
    return move_session(desk, session.uid, day, clock or None, by=by, reason=said.reason, asked=asked)


def _cancel(desk: Desk, plan: Plan, session: Session, said: Said) -> Entry | None:
    """Cancels it; of several clients the one who is named cancels it for herself, but for “by all”."""
    alone = bool(session.also) and (
        said.by == "client" or (not said.by and plan.engagement.uid in cancelled_in(session.raw))
    )
    if alone:
        who = [plan.engagement.uid]
        return cancel_for(desk, session.uid, who, late=said.late, reason=said.reason or None)
    by = "client" if said.by == ALL else said.by
    return cancel_session(desk, session.uid, by or None, late=said.late, reason=said.reason or None)


def _goes_on(practice: Practice, plan: Plan, entry: Entry) -> list[str]:
    """A line where a client cancelled for herself alone, and how to say that it was all of them."""
    for uid in entry.uids(Session.table):
        found = practice.find(Session.table, uid)
        if isinstance(found, Session) and plan.engagement.uid in cancelled_in(found.raw):
            raw = seen_from(practice, found.raw, plan.engagement.uid)
            names = [client.name for client in others_there(practice, raw)]
            if names and found.state in (BOOKED, HELD):
                stays = "goes on" if found.state == BOOKED else "was held"
                all_of_them = f"If all of them cancelled it, say: cancelled {found.on} by {ALL}"
                return [f"It {stays} with {listed(names)}. {all_of_them}"]
    return []


def _noted(plan: Plan, said: Said) -> Session | None:
    """The session of a group that is noted as held already; None for none, or where several may be meant."""
    days = (said.day, said.other_day)
    over = [one for one in plan.sessions if one.also and one.state in (HELD, NO_SHOW)]
    found = [one for one in over if one.on.isoformat() in days and said.time in ("", one.time)]
    return found[0] if len(found) == 1 else None


def _hold(plan: Plan, said: Said, more: Mapping[str, Any], group: _Group, context: Context) -> Entry | None:
    """Says that a session was held: the one that was booked, or one of a day that is written out."""
    desk = context.desk
    session = _noted(plan, said) if group.missing else None
    session = session or session_held(plan, said, context.today)
    clock = {"time": said.time} if said.time else {}
    known = session.also if session else []
    joined = [*known, *(uid for uid in group.joined(plan).get("also", ()) if uid not in known)]
    more = {**more, **({"also": joined} if joined != known else {})}
    if group.missing:
        here = [plan.engagement.uid, *joined]
        more |= {"absent": those_in(plan.practice, group.missing, here)}
    if session is None:
        return hold_session(desk, plan.engagement.uid, {"on": said.day, **clock, **more})
    if set(more) == {"absent"}:
        return say_absent(desk, session.uid, more["absent"])
    if more or (clock and not session.time):
        return hold_session(desk, plan.engagement.uid, {**clock, **more}, session=session.uid)
    return hold_as_booked(desk, session.uid)
