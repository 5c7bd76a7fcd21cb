"""Who asked for another target, measure or date, and why: --by and --why, else asked at the terminal."""

from __future__ import annotations

from coach_tui.plan.revision_words import asked_by

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coach_tui.cli.context import Context
    from coach_tui.exchange.who_and_why import Asked


def add_who(parser: ArgumentParser) -> None:
    """Adds the options."""
    parser.add_argument(
        "--by",
        metavar="WHO",
        help="who asked for another target, measure or date: client, sponsor, me, a name",
    )
    parser.add_argument("--why", metavar="TEXT", help="why it is changed; - reads it")


def asking(args: Namespace, context: Context, *, can_ask: bool) -> Asked:
    """What gives who asked and why: as the options say, else asked of whoever is there, else nothing.

    A text that is to be read from standard input is read at once.
    """
    by, why = asked_by(args.by or ""), (context.text(args.why) or "").strip()

    def ask(bent: str) -> tuple[str, str]:
        if by or why or not bent or not can_ask:
            return by, why
        from coach_tui.exchange.who_and_why import who_and_why

        return who_and_why(context.ask_text, bent)

    return ask
