"""Every command of the app: one declaration gives its key, footer text, palette entry, help line and id.

A command is done by the place that is shown if it has a method `do_<id>`, else by the app. Only commands
that somebody can do are offered: keys, footer, palette and help are all made from this table.
"""

from __future__ import annotations

from typing import NamedTuple

GO, DO, MOVE, SEE = "Go", "Do", "Move", "See"


class Command(NamedTuple):
    """Something the coach can ask for.

    `id` names it for remapping, `keys` are Textual key names separated by commas, `label` is the word in
    the footer, `help` the sentence in help and palette.
    """

    id: str
    keys: str
    label: str
    help: str
    group: str = DO
    palette: bool = True


_KEY_NAMES = {
    "full_stop": ".",
    "comma": ",",
    "slash": "/",
    "colon": ":",
    "question_mark": "?",
    "space": "space",
    "enter": "enter",
    "escape": "esc",
    "plus": "+",
    "minus": "-",
    "greater_than_sign": ">",
    "less_than_sign": "<",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
}


def show_key(key: str) -> str:
    """A Textual key name as people write it.

    >>> show_key("question_mark"), show_key("ctrl+r"), show_key("G")
    ('?', 'ctrl+r', 'G')
    """
    return _KEY_NAMES.get(key, key)


PLACES = (
    Command("today", "0", "today", "Today: what needs you, across clients", GO),
    Command(
        "objectives",
        "1",
        "objectives",
        "Objectives: what the client wants to reach, and how it is measured",
        GO,
    ),
    Command("needs", "2", "needs", "Needs assessment: strengths, weaknesses, gaps and values", GO),
    Command("strategies", "3", "strategies", "Strategies: practice, training and meetings", GO),
    Command("timeline", "4", "timeline", "Timeline: milestones, planned and actual", GO),
    Command(
        "evaluation",
        "5",
        "evaluation",
        "Evaluation: reviews, feedback, commitments, check-ins, sessions, wins",
        GO,
    ),
    Command("calendar", "6", "calendar", "Calendar: what falls on which day", GO),
    Command("insights", "7", "insights", "Insights: progress, status, forecast, engagement", GO),
    Command("health", "8", "health", "Health: what the plan lacks, and the checklist", GO),
    Command("clients", "9", "clients", "Clients and their engagements", GO),
)
"""The ten places, by digit."""

COMMANDS: tuple[Command, ...] = (
    *PLACES,
    Command("next_client", "full_stop,right_square_bracket", "next client", "The next client's plan", GO),
    Command(
        "previous_client",
        "comma,left_square_bracket",
        "previous client",
        "The client's plan before this one",
        GO,
    ),
    Command("add", "a", "add", "Add one here"),
    Command("open", "enter", "open", "Open what is selected"),
    Command("edit", "e", "edit", "Edit what is selected"),
    Command("delete", "d", "delete", "Delete what is selected; u takes it back"),
    Command("done", "space", "done", "Done, or not done after all"),
    Command(
        "checkin", "c", "check-in", "Check in with a client: a value, practice, engagement, a line of text"
    ),
    Command("review", "r", "review", "Hold the review with the client"),
    Command("session", "s", "session", "Hold the session with the client: promises, note, next date"),
    Command("move", "m", "move", "Move its date, with what depends on it"),
    Command("later", "plus", "a day later", "Move its date a day later", palette=False),
    Command("earlier", "minus", "a day earlier", "Move its date a day earlier", palette=False),
    Command("week_later", "greater_than_sign", "a week later", "Move its date a week later", palette=False),
    Command(
        "week_earlier", "less_than_sign", "a week earlier", "Move its date a week earlier", palette=False
    ),
    Command("win", "w", "win", "Note a win: a small victory worth celebrating"),
    Command(
        "snooze",
        "z",
        "put off",
        "Put off what is selected, else the review, until a date; in health accept a finding so",
    ),
    Command("pause", "p", "pause", "Pause the plan, or resume it"),
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
    Command("undo", "u", "undo", "Take the last change back"),
    Command("redo", "ctrl+r", "redo", "Make the change again that was taken back"),
    Command("filter", "slash", "filter", "Show only the rows that contain a text", SEE),
    Command(
        "palette",
        "colon,ctrl+p",
        "commands",
        "Find any command, client, objective or milestone",
        SEE,
        palette=False,
    ),
    Command("copy", "y", "copy", "Copy what is selected to the clipboard", SEE),
    Command("template", "", "template", "Save the plan as a template, without what belongs to the client"),
    Command("item_set", "", "item set", "Save the items of a round of feedback as a set for later rounds"),
    Command("editor", "E", "editor", "Edit the whole plan in $EDITOR, as a plan file"),
    Command(
        "hide_names",
        "i",
        "hide names",
        "Hide the clients' names while others see the screen, or show them",
        SEE,
    ),
    Command("erase", "", "erase", "Erase a client for good, history and backups too; nothing takes it back"),
    Command("log", "", "hours log", "The hours log: sessions held, against what credentials ask for", SEE),
    Command("history", "", "history", "What was changed, when and why", SEE),
    Command(
        "report", "", "report", "A report for the client, the sponsor or yourself; see first what leaves"
    ),
    Command("form", "", "form", "Write a check-in or reflection form for the client, to send by e-mail"),
    Command("reply", "", "reply", "Read a client's reply to a form, from a file or pasted; see what it says"),
    Command(
        "calendar_changes",
        "",
        "calendar changes",
        "What was moved or marked done in your other calendar, to accept",
        SEE,
    ),
    Command("calendar_write", "", "write calendar", "Write the plans' dates into your other calendar"),
    Command("theme", "", "theme", "The next colour theme", SEE),
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
    Command("redraw", "ctrl+l", "redraw", "Draw the whole screen anew", SEE, palette=False),
    Command("help", "question_mark", "help", "What can be done here", SEE),
    Command("back", "q", "back", "Back; from Today, leave", GO, palette=False),
    Command("close_up", "escape", "close", "Close what is open here, without a change", GO, palette=False),
    Command("quit", "ctrl+q", "quit", "Leave", GO),
)

BY_ID = {command.id: command for command in COMMANDS}
