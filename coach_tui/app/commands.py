"""Every command of the app, with where it is done: keys, footer, palette, help and README are made from this.

Only commands that somebody can do are offered. What one needs is imported when it is first asked for, so that
the first screen waits for nothing. One that says neither `does` nor `place` is done by the places alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.app import dialogues, places
from coach_tui.app.command import DO, GO, MOVE, SEE, Command

if TYPE_CHECKING:
    from coach_tui.app.command import Does, Made


def _place(digit: str, name: str, help: str, made: Made) -> Command:
    """A place behind a digit."""
    return Command(name, digit, name, help, GO, place=made)


def _page(
    name: str, label: str, help: str, made: Made, *, does: Does | None = None, group: str = SEE
) -> Command:
    """A page that is found by its word alone."""
    return Command(name, "", label, help, group, does=does, place=made, page=True)


def _does(
    name: str, keys: str, help: str, does: Does, *, label: str = "", group: str = DO, palette: bool = True
) -> Command:
    """What is done alike in every place; its word is its name where nothing else is said."""
    return Command(name, keys, label or name, help, group, palette, does)


def _moving(name: str, keys: str, label: str, help: str, group: str = MOVE) -> Command:
    """What a key does where one is, and is not looked for by its word."""
    return Command(name, keys, label, help, group, palette=False)


PLACES = (
    _place("0", "today", "Today: what needs you, across clients", lambda: places.today.Today()),
    _place(
        "1",
        "objectives",
        "Objectives: what the client wants to reach, and how it is measured",
        lambda: places.objectives.Objectives(),
    ),
    _place(
        "2", "needs", "Needs assessment: strengths, weaknesses, gaps and values", lambda: places.needs.Needs()
    ),
    _place(
        "3",
        "strategies",
        "Strategies: practice, training and meetings",
        lambda: places.strategies.Strategies(),
    ),
    _place("4", "timeline", "Timeline: milestones, planned and actual", lambda: places.timeline.Timeline()),
    _place(
        "5",
        "evaluation",
        "Evaluation: reviews, feedback, commitments, check-ins, sessions, wins",
        lambda: places.evaluation.Evaluation(),
    ),
    _place("6", "calendar", "Calendar: what falls on which day", lambda: places.calendar.Calendar()),
    _place(
        "7",
        "insights",
        "Insights: progress, status, forecast, engagement",
        lambda: places.insights.InsightsPlace(),
    ),
    _place("8", "health", "Health: what the plan lacks, and the checklist", lambda: places.health.Health()),
    _place("9", "clients", "Clients and their engagements", lambda: places.clients.Clients()),
)
"""The ten places, by digit."""

COMMANDS: tuple[Command, ...] = (
    *PLACES,
    _page(
        "across",
        "all insights",
        "Insights of all clients, what is worst first",
        lambda: places.across.Across(),
        group=GO,
    ),
    _does(
        "next_client",
        "full_stop,right_square_bracket",
        "The next client's plan",
        lambda coach: coach.step_client(1),
        label="next client",
        group=GO,
    ),
    _does(
        "previous_client",
        "comma,left_square_bracket",
        "The client's plan before this one",
        lambda coach: coach.step_client(-1),
        label="previous client",
        group=GO,
    ),
    Command("add", "a", "add", "Add one here"),
    Command("open", "enter", "open", "Open the page of what is selected; on a page go to where that stands"),
    Command("edit", "e", "edit", "Edit what is selected"),
    Command("delete", "d", "delete", "Delete what is selected; u takes it back"),
    Command("done", "space", "done", "Done, or not done after all"),
    Command(
        "mark",
        "M",
        "mark",
        "Mark the row: all that are marked are moved, put off, settled, deleted or done as one",
    ),
    _does(
        "checkin",
        "c",
        "Check in with a client: a value, practice, engagement, a line of text",
        lambda coach: dialogues.checkin.ask_checkin(coach),
        label="check-in",
    ),
    _does(
        "review", "r", "Hold the review with the client", lambda coach: dialogues.review.hold_review(coach)
    ),
    _does(
        "session",
        "s",
        "Hold the session selected, else today's: promises, note, next date",
        lambda coach: dialogues.session.hold_session(coach),
    ),
    _does(
        "book",
        "S",
        "Book a session, or a series, with the client: fri 14:00",
        lambda coach: dialogues.booking.ask_booking(coach),
    ),
    Command("move", "m", "move", "Move its date, with what depends on it"),
    _moving("later", "plus", "a day later", "Move its date a day later", DO),
    _moving("earlier", "minus", "a day earlier", "Move its date a day earlier", DO),
    _moving("week_later", "greater_than_sign", "a week later", "Move its date a week later", DO),
    _moving("week_earlier", "less_than_sign", "a week earlier", "Move its date a week earlier", DO),
    _does(
        "win",
        "w",
        "Note a win: a small victory worth celebrating",
        lambda coach: dialogues.wins.ask_win(coach),
    ),
    _does(
        "snooze",
        "z",
        "Put off what is selected, else the review, until a date; in health accept a finding so",
        lambda coach: dialogues.snooze.ask_put_off(coach),
        label="put off",
    ),
    _does("pause", "p", "Pause the plan, or resume it", lambda coach: dialogues.pause.ask_pause(coach)),
    Command(
        "close",
        "x",
        "close",
        "Close or open again what is selected; a session: cancelled, or a no-show",
    ),
    Command("engage", "n", "new engagement", "Start a new engagement with a client whose last one is closed"),
    Command(
        "follow",
        "f",
        "follow up",
        "Make an objective, a strategy or a need of what was found, or say why not now",
    ),
    Command(
        "before",
        "b",
        "earlier plan",
        "To what an objective or strategy goes on with, in the earlier plan, and back to the latest",
    ),
    _does("undo", "u", "Take the last change back", lambda coach: dialogues.at_once.undo(coach)),
    _does(
        "redo",
        "ctrl+r",
        "Make the change again that was taken back",
        lambda coach: dialogues.at_once.redo(coach),
    ),
    Command("filter", "slash", "filter", "Show only the rows that contain a text", SEE),
    _does(
        "palette",
        "colon,ctrl+p",
        "Find any command, client, objective or milestone",
        lambda coach: dialogues.palette.open_palette(coach),
        label="commands",
        group=SEE,
        palette=False,
    ),
    _does(
        "copy",
        "y",
        "Copy what is selected to the clipboard",
        lambda coach: dialogues.at_once.copy_selection(coach),
        group=SEE,
    ),
    _does(
        "template",
        "",
        "Save the plan as a template, without what belongs to the client",
        lambda coach: dialogues.template.ask_template(coach),
    ),
    Command("item_set", "", "item set", "Save what a round or an assessment asks as a set for later ones"),
    _does(
        "editor",
        "E",
        "Edit the whole plan in $EDITOR, as a plan file",
        lambda coach: dialogues.editor.edit_whole_plan(coach),
    ),
    _does(
        "hide_names",
        "i",
        "Hide the clients' names while others see the screen, or show them",
        lambda coach: dialogues.at_once.hide_names(coach),
        label="hide names",
        group=SEE,
    ),
    _does(
        "show_names",
        "",
        "Show the clients' names again",
        lambda coach: dialogues.at_once.show_names(coach),
        label="show names",
        group=SEE,
    ),
    Command("erase", "", "erase", "Erase a client for good, history and backups too; nothing takes it back"),
    _page(
        "log",
        "hours log",
        "The hours log: sessions held, against what credentials ask for",
        lambda: places.hours.HoursLog(),
    ),
    _page(
        "holidays",
        "holidays",
        "Holidays: your own time off, for all clients at once",
        lambda: places.holidays.Holidays(),
    ),
    _does(
        "sync",
        "",
        "Bring this machine and your others to the same state, over your git remote",
        lambda coach: dialogues.syncing.ask_sync(coach),
        group=SEE,
    ),
    _page("history", "history", "What was changed, when and why", lambda: places.history.History()),
    _page(
        "report",
        "report",
        "A report for the client, the sponsor or yourself; see first what leaves",
        lambda: places.report_page.ReportPage(),
        does=lambda coach: dialogues.report.show_report(coach),
        group=DO,
    ),
    _does(
        "week",
        "",
        "The client's week on a page: what to practise, what was promised, what comes next; to send",
        lambda coach: dialogues.report.show_week(coach),
    ),
    _does(
        "form",
        "",
        "Write a form for the client, to send by e-mail: check-in, reflection, plan, self-assessment, intake",
        lambda coach: dialogues.client_forms.write_form(coach),
    ),
    _page(
        "reply",
        "reply",
        "Read a client's reply to a form, from a file or pasted; see what it says",
        lambda: places.reply_page.ReplyPage(),
        does=lambda coach: dialogues.client_forms.read_in(coach),
        group=DO,
    ),
    _page(
        "calendar_changes",
        "calendar changes",
        "What was moved or marked done in your other calendar, to accept",
        lambda: places.calendar_changes.CalendarChanges(),
        does=lambda coach: dialogues.other_calendar.show_changes(coach),
    ),
    _does(
        "calendar_write",
        "",
        "Write the plans' dates into your other calendar",
        lambda coach: dialogues.other_calendar.write_calendar(coach),
        label="write calendar",
    ),
    _does("theme", "", "Another colour theme", lambda coach: dialogues.themes.choose_theme(coach), group=SEE),
    _moving("down", "j,down", "down", "Down a row; in the calendar a week"),
    _moving("up", "k,up", "up", "Up a row; in the calendar a week"),
    _moving(
        "left",
        "h,left",
        "left",
        "In the calendar a day back, in the zoomed timeline earlier, from a page to its list",
    ),
    _moving(
        "right",
        "l,right",
        "right",
        "In the calendar a day on, in the zoomed timeline later, from a client into the plan on a page",
    ),
    _moving(
        "page_down",
        "pagedown,ctrl+f",
        "page down",
        "Down a page; in the calendar a month, in its week a week",
    ),
    _moving("page_up", "pageup,ctrl+b", "page up", "Up a page; in the calendar a month, in its week a week"),
    _moving("first", "g,home", "first", "To the first row; in the calendar to a date"),
    _moving("last", "G,end", "last", "To the last row"),
    _moving("next_year", "L", "next year", "In the calendar a year on"),
    _moving("previous_year", "H", "previous year", "In the calendar a year back"),
    _moving("to_today", "t", "today's date", "To today, in the calendar and in the zoomed timeline"),
    _moving(
        "view",
        "v",
        "view",
        "In the calendar month, week or agenda; in the timeline the whole plan, months or weeks",
        SEE,
    ),
    _moving("everyone", "o", "one or all", "One client or all, in the calendar and the insights", SEE),
    _does(
        "suspend",
        "ctrl+z",
        "To the shell; fg comes back",
        lambda coach: dialogues.at_once.to_the_shell(coach),
        label="shell",
        group=SEE,
    ),
    _does(
        "redraw",
        "ctrl+l",
        "Draw the whole screen anew",
        lambda coach: coach.draw_anew(),
        group=SEE,
        palette=False,
    ),
    Command(
        "help",
        "question_mark",
        "help",
        "What can be done here",
        SEE,
        place=lambda: places.help.Help(),
        page=True,
    ),
    _does(
        "back",
        "q",
        "Back; from Today, leave",
        lambda coach: coach.go_back(leave=True),
        group=GO,
        palette=False,
    ),
    _does(
        "close_up",
        "escape",
        "Close what is open here, without a change",
        lambda coach: coach.go_back(leave=False),
        label="close",
        group=GO,
        palette=False,
    ),
    _does("quit", "ctrl+q", "Leave", lambda coach: coach.leave(), group=GO),
)

BY_ID = {command.id: command for command in COMMANDS}
