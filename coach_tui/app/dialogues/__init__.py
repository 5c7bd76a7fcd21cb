"""Conversations with the coach, one a file; here those that a command begins, imported when asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach_tui.app.coach import Coach


async def check_in(coach: Coach) -> None:
    from coach_tui.app.dialogues.checkin import ask_checkin

    await ask_checkin(coach)


async def note_win(coach: Coach) -> None:
    from coach_tui.app.dialogues.wins import ask_win

    await ask_win(coach)


async def hold_review(coach: Coach) -> None:
    from coach_tui.app.dialogues.review import hold_review

    await hold_review(coach)


async def hold_session(coach: Coach) -> None:
    from coach_tui.app.dialogues.session import hold_session

    await hold_session(coach)


async def put_off(coach: Coach) -> None:
    from coach_tui.app.dialogues.snooze import ask_put_off

    await ask_put_off(coach)


async def pause_plan(coach: Coach) -> None:
    from coach_tui.app.dialogues.pause import ask_pause

    await ask_pause(coach)


async def save_template(coach: Coach) -> None:
    from coach_tui.app.dialogues.template import ask_template

    await ask_template(coach)


async def edit_plan(coach: Coach) -> None:
    from coach_tui.app.dialogues.editor import edit_whole_plan

    await edit_whole_plan(coach)


async def show_report(coach: Coach) -> None:
    from coach_tui.app.dialogues.report import show_report

    await show_report(coach)


async def write_form(coach: Coach) -> None:
    from coach_tui.app.dialogues.client_forms import write_form

    await write_form(coach)


async def read_reply(coach: Coach) -> None:
    from coach_tui.app.dialogues.client_forms import read_in

    await read_in(coach)


async def show_calendar_changes(coach: Coach) -> None:
    from coach_tui.app.dialogues.other_calendar import show_changes

    await show_changes(coach)


async def write_calendar(coach: Coach) -> None:
    from coach_tui.app.dialogues.other_calendar import write_calendar

    await write_calendar(coach)


def copy(coach: Coach) -> None:
    from coach_tui.app.dialogues.at_once import copy_selection

    copy_selection(coach)


async def find(coach: Coach) -> None:
    from coach_tui.app.dialogues.palette import open_palette

    await open_palette(coach)


async def undo(coach: Coach) -> None:
    from coach_tui.app.dialogues.at_once import undo

    await undo(coach)


async def redo(coach: Coach) -> None:
    from coach_tui.app.dialogues.at_once import redo

    await redo(coach)


async def hide_names(coach: Coach) -> None:
    from coach_tui.app.dialogues.at_once import hide_names

    await hide_names(coach)
