"""Every command of the app, with where it is done: keys, footer, palette, help and README are made from this.

Only commands that somebody can do are offered. What one needs is imported when it is first asked for, so that
the first screen waits for nothing. One that says neither `does` nor `place` is done by the places alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.app import dialogues, places
from coach_tui.app.command import GO, MOVE, SEE, Command

if TYPE_CHECKING:
    from coach_tui.app.coach import Coach


def _to_the_shell(coach: Coach) -> None:
    if not coach.to_the_shell():
        coach.bottom.say("there is no shell to go back to; q leaves")


PLACES = (
    Command("today", "0", "today", "Today: what needs you, across clients", GO, place=places.make_today),
    Command(
        "objectives",
        "1",
        "objectives",
        "Objectives: what the client wants to reach, and how it is measured",
        GO,
        place=places.make_objectives,
    ),
    Command(
        "needs",
        "2",
        "needs",
        "Needs assessment: strengths, weaknesses, gaps and values",
        GO,
        place=places.make_needs,
    ),
    Command(
        "strategies",
        "3",
        "strategies",
        "Strategies: practice, training and meetings",
        GO,
        place=places.make_strategies,
    ),
    Command(
        "timeline",
        "4",
        "timeline",
        "Timeline: milestones, planned and actual",
        GO,
        place=places.make_timeline,
    ),
    Command(
        "evaluation",
        "5",
        "evaluation",
        "Evaluation: reviews, feedback, commitments, check-ins, sessions, wins",
        GO,
        place=places.make_evaluation,
    ),
    Command("calendar", "6", "calendar", "Calendar: what falls on which day", GO, place=places.make_calendar),
    Command(
        "insights",
        "7",
        "insights",
        "Insights: progress, status, forecast, engagement",
        GO,
        place=places.make_insights,
    ),
    Command(
        "health",
        "8",
        "health",
        "Health: what the plan lacks, and the checklist",
        GO,
        place=places.make_health,
    ),
    Command("clients", "9", "clients", "Clients and their engagements", GO, place=places.make_clients),
)
"""The ten places, by digit."""

COMMANDS: tuple[Command, ...] = (
    *PLACES,
    Command(
        "across",
        "",
        "all insights",
        "Insights of all clients, what is worst first",
        GO,
        place=places.make_across,
        page=True,
    ),
    Command(
        "next_client",
        "full_stop,right_square_bracket",
        "next client",
        "The next client's plan",
        GO,
        does=lambda coach: coach.step_client(1),
    ),
    Command(
        "previous_client",
        "comma,left_square_bracket",
        "previous client",
        "The client's plan before this one",
        GO,
        does=lambda coach: coach.step_client(-1),
    ),
    Command("add", "a", "add", "Add one here"),
    Command("open", "enter", "open", "Open what is selected"),
    Command("edit", "e", "edit", "Edit what is selected"),
    Command("delete", "d", "delete", "Delete what is selected; u takes it back"),
    Command("done", "space", "done", "Done, or not done after all"),
    Command(
        "checkin",
        "c",
        "check-in",
        "Check in with a client: a value, practice, engagement, a line of text",
        does=dialogues.check_in,
    ),
    Command("review", "r", "review", "Hold the review with the client", does=dialogues.hold_review),
    Command(
        "session",
        "s",
        "session",
        "Hold the session with the client: promises, note, next date",
        does=dialogues.hold_session,
    ),
    Command("move", "m", "move", "Move its date, with what depends on it"),
    Command("later", "plus", "a day later", "Move its date a day later", palette=False),
    Command("earlier", "minus", "a day earlier", "Move its date a day earlier", palette=False),
    Command("week_later", "greater_than_sign", "a week later", "Move its date a week later", palette=False),
    Command(
        "week_earlier", "less_than_sign", "a week earlier", "Move its date a week earlier", palette=False
    ),
    Command("win", "w", "win", "Note a win: a small victory worth celebrating", does=dialogues.note_win),
    Command(
        "snooze",
        "z",
        "put off",
        "Put off what is selected, else the review, until a date; in health accept a finding so",
        does=dialogues.put_off,
    ),
    Command("pause", "p", "pause", "Pause the plan, or resume it", does=dialogues.pause_plan),
    Command(
        "close",
        "x",
        "close",
        "Close or open again: objective, strategy, round, engagement",
    ),
    Command("engage", "n", "new engagement", "Start a new engagement with a client whose last one is closed"),
    Command(
        "follow",
        "f",
        "follow up",
        "Make an objective or a strategy of what was found, or say why not now",
    ),
    Command("undo", "u", "undo", "Take the last change back", does=dialogues.undo),
    Command("redo", "ctrl+r", "redo", "Make the change again that was taken back", does=dialogues.redo),
    Command("filter", "slash", "filter", "Show only the rows that contain a text", SEE),
    Command(
        "palette",
        "colon,ctrl+p",
        "commands",
        "Find any command, client, objective or milestone",
        SEE,
        palette=False,
        does=dialogues.find,
    ),
    Command("copy", "y", "copy", "Copy what is selected to the clipboard", SEE, does=dialogues.copy),
    Command(
        "template",
        "",
        "template",
        "Save the plan as a template, without what belongs to the client",
        does=dialogues.save_template,
    ),
    Command("item_set", "", "item set", "Save the items of a round of feedback as a set for later rounds"),
    Command(
        "editor", "E", "editor", "Edit the whole plan in $EDITOR, as a plan file", does=dialogues.edit_plan
    ),
    Command(
        "hide_names",
        "i",
        "hide names",
        "Hide the clients' names while others see the screen, or show them",
        SEE,
        does=dialogues.hide_names,
    ),
    Command("erase", "", "erase", "Erase a client for good, history and backups too; nothing takes it back"),
    Command(
        "log",
        "",
        "hours log",
        "The hours log: sessions held, against what credentials ask for",
        SEE,
        place=places.make_hours,
        page=True,
    ),
    Command(
        "history", "", "history", "What was changed, when and why", SEE, place=places.make_history, page=True
    ),
    Command(
        "report",
        "",
        "report",
        "A report for the client, the sponsor or yourself; see first what leaves",
        does=dialogues.show_report,
        place=places.make_report,
        page=True,
    ),
    Command(
        "form",
        "",
        "form",
        "Write a check-in or reflection form for the client, to send by e-mail",
        does=dialogues.write_form,
    ),
    Command(
        "reply",
        "",
        "reply",
        "Read a client's reply to a form, from a file or pasted; see what it says",
        does=dialogues.read_reply,
        place=places.make_reply,
        page=True,
    ),
    Command(
        "calendar_changes",
        "",
        "calendar changes",
        "What was moved or marked done in your other calendar, to accept",
        SEE,
        does=dialogues.show_calendar_changes,
        place=places.make_calendar_changes,
        page=True,
    ),
    Command(
        "calendar_write",
        "",
        "write calendar",
        "Write the plans' dates into your other calendar",
        does=dialogues.write_calendar,
    ),
    Command("theme", "", "theme", "The next colour theme", SEE, does=lambda coach: coach.next_theme()),
    Command("down", "j,down", "down", "Down a row; in the calendar a week", MOVE, palette=False),
    Command("up", "k,up", "up", "Up a row; in the calendar a week", MOVE, palette=False),
    Command(
        "left",
        "h,left",
        "left",
        "In the calendar a day back, in the zoomed timeline earlier",
        MOVE,
        palette=False,
    ),
    Command(
        "right",
        "l,right",
        "right",
        "In the calendar a day on, in the zoomed timeline later",
        MOVE,
        palette=False,
    ),
    Command(
        "page_down",
        "pagedown,ctrl+f",
        "page down",
        "Down a page; in the calendar a month",
        MOVE,
        palette=False,
    ),
    Command("page_up", "pageup,ctrl+b", "page up", "Up a page; in the calendar a month", MOVE, palette=False),
    Command("first", "g,home", "first", "To the first row; in the calendar to a date", MOVE, palette=False),
    Command("last", "G,end", "last", "To the last row", MOVE, palette=False),
    Command("next_year", "L", "next year", "In the calendar a year on", MOVE, palette=False),
    Command("previous_year", "H", "previous year", "In the calendar a year back", MOVE, palette=False),
    Command(
        "to_today",
        "t",
        "today's date",
        "To today, in the calendar and in the zoomed timeline",
        MOVE,
        palette=False,
    ),
    Command(
        "view",
        "v",
        "view",
        "In the calendar month, week or agenda; in the timeline the whole plan, months or weeks",
        SEE,
        palette=False,
    ),
    Command(
        "everyone",
        "o",
        "one or all",
        "One client or all, in the calendar and the insights",
        SEE,
        palette=False,
    ),
    Command("suspend", "ctrl+z", "shell", "To the shell; fg comes back", SEE, does=_to_the_shell),
    Command(
        "redraw",
        "ctrl+l",
        "redraw",
        "Draw the whole screen anew",
        SEE,
        palette=False,
        does=lambda coach: coach.draw_anew(),
    ),
    Command("help", "question_mark", "help", "What can be done here", SEE, place=places.make_help, page=True),
    Command(
        "back",
        "q",
        "back",
        "Back; from Today, leave",
        GO,
        palette=False,
        does=lambda coach: coach.go_back(leave=True),
    ),
    Command(
        "close_up",
        "escape",
        "close",
        "Close what is open here, without a change",
        GO,
        palette=False,
        does=lambda coach: coach.go_back(leave=False),
    ),
    Command("quit", "ctrl+q", "quit", "Leave", GO, does=lambda coach: coach.leave()),
)

BY_ID = {command.id: command for command in COMMANDS}
