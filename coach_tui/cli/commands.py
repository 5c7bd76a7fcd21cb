"""The commands there are, and what `coach --help` says of them; nothing here is dear to import."""

from __future__ import annotations

COMMANDS: dict[str, tuple[str, str]] = {
    "today": ("today", "what needs you now, across all clients"),
    "checkin": ("checkin", "note how it goes: values, practice, a line of text, a win"),
    "session": ("session", "book a session or a series, or say what came of one"),
    "promise": ("promise", "what was promised and waits; note one, or say what came of one"),
    "lint": ("lint", "judge the wording of goals, and say what to ask"),
    "clients": ("clients", "list the clients"),
    "plan": ("plan", "print a client's whole plan as a plan file, or on a page"),
    "edit": ("edit", "edit a client's whole plan in your editor"),
    "move": ("move", "move a milestone or a target date, and say why"),
    "end": ("end", "end an objective, milestone or strategy: reached, dropped, merged, split, …"),
    "close": ("close", "close an engagement, with what came of its objectives"),
    "renew": ("renew", "begin the next engagement, with what goes on from the last one"),
    "calendar": ("calendar", "a month, and what falls in it"),
    "pause": ("pause", "pause a plan or a strategy, from when until when, or let it go on"),
    "off": ("off", "your holidays: list them, note one, delete one"),
    "health": ("health", "what is missing or wrong in the plans, and the checklist"),
    "insights": ("insights", "how a client's plan goes, or who of all needs a look"),
    "feedback": ("feedback", "what may be seen of a client's rounds of feedback"),
    "report": ("report", "a report for the client, the sponsor or yourself, and nothing else in it"),
    "form": ("form", "a form to send to raters, as text or as an HTML page"),
    "import": ("import_", "read plan files, a whole export, or answers to a round, back in"),
    "export": ("export", "everything out, in a format others read"),
    "log": ("log", "the hours log: sessions, hours, and what a credential asks for"),
    "history": ("history", "what changed, when and why"),
    "undo": ("undo", "take the last change back"),
    "redo": ("redo", "make the change again that was undone last"),
    "backup": ("backup", "copy the data file"),
    "restore": ("restore", "list the copies, or put one in the data file's place"),
    "merge": ("merge", "merge two data files, or the copies that a sync program made of a conflict"),
    "erase": ("erase", "erase a client for good, backups included"),
    "encrypt": ("encrypt", "encrypt the data file and its backups, for age or SSH keys"),
    "decrypt": ("decrypt", "take that back, or show what is in an encrypted file"),
    "doctor": ("doctor", "check the data file and what lies beside it"),
    "sync": ("sync", "the same practice on several machines, over a git remote of yours"),
    "demo": ("demo", "the app on made-up clients, nothing of yours touched"),
    "completion": ("completion", "print a script that completes commands in your shell"),
}
"""Each command's module and the line that `coach --help` shows, in the order in which users meet them."""
FLAGS = ("--json", "--check", "--all", "--line")
"""The switches of `coach today`, which are read without argparse."""


def overview() -> str:
    """What `coach --help` prints."""
    width = max(map(len, COMMANDS)) + 2
    lines = [f"  {name:{width}}{line}" for name, (_, line) in COMMANDS.items()]
    return "\n".join(
        [
            "usage: coach [--data FILE] [--today DATE] [COMMAND …]",
            "",
            "Coaching action plans in the terminal. Without a command: the app.",
            "",
            *lines,
            "",
            f"  {'--data FILE':{width + 4}}the data file (else $COACH_DATA, else the user's data folder)",
            f"  {'--today DATE':{width + 4}}the date taken as today (else $COACH_TODAY)",
            f"  {'--version':{width + 4}}print the version",
            "",
            "coach COMMAND --help tells more of each. Texts may be - for standard input.",
            "Exit status: 0 done, 1 --check found something, 2 wrong use, 3 the data file cannot be read",
            "or written, 4 in use or changed meanwhile, 5 a part was done, 130 interrupted.",
        ]
    )
