"""Lines that mail programs write themselves: where the head of an older mail begins, and how long it is."""

from __future__ import annotations

import pytest

from coach_tui.exchange.mail_lines import Head, head_at, is_telephones, quote_depth


@pytest.mark.parametrize(
    ("lines", "head"),
    [
        (["Dear Ruth,"], None),
        (["", "From: Ruth"], None),
        # headers
        (
            ["From: Ruth <ruth@example.org>", "Subject: Form", "", "Hello"],
            Head(2, True, "Ruth <ruth@example.org>"),
        ),
        (["From: Ruth", "Subject: Form", "", "Hello"], Head(2, False, "Ruth")),
        (["From: Ruth", "Date: Mon, 23 Nov 2026"], Head(2, True, "Ruth")),
        (["From: Ruth", "Date: Monday"], Head(2, False, "Ruth")),
        (["From: Ruth", "Date: 21:04"], Head(2, True, "Ruth")),
        (["From: Ruth", "To: Anna", "Subject: Form"], Head(3, True, "Ruth")),
        (["From:", "Date: Monday", "Subject: Form"], Head(3, True, "")),
        (["*Von:* Ruth", "*Gesendet:* 23.11.26", "*An:* Anna"], Head(3, True, "Ruth")),
        (["Sent: 23 Nov 2026", "From: Ruth"], Head(2, True, "Ruth")),
        (["From: Ruth"], None),
        (["To: Anna", "Subject: Form", "From: Ruth"], None),  # whoever writes so has a list
        (["Subject: Form", "From: Ruth"], None),
        (["From: Ruth", "", "To: Anna", "", "Subject: Form", "Hello"], Head(5, True, "Ruth")),
        (["From: Ruth", "To: Anna", "", "", "Subject: Form"], Head(2, False, "Ruth")),
        (["From: Ruth", "To: Anna", "From: Ben", "Subject: x"], Head(2, False, "Ruth")),
        (["From: Ruth", "Cc: Anna", "Cc: Ben", "Subject: x"], Head(4, True, "Ruth")),
        (["From: Ruth", "To: Anna;", "ben@example.org;", "Cleo;", "Subject: x"], Head(5, True, "Ruth")),
        (["From: Ruth", "To: Anna;", "Hello", "Subject: x"], Head(2, False, "Ruth")),
        (["From: Ruth", "Subject: x", "ben@example.org"], Head(2, False, "Ruth")),
        (["From: Ruth", "To: a@example.org", *["b@example.org"] * 60, "Subject: x"], Head(30, False, "Ruth")),
        (["From: Ruth", "To: a@example.org", *["b@example.org"] * 27, "Subject: x"], Head(30, True, "Ruth")),
        (["From: Ruth", "To: a@example.org", *["b@example.org"] * 28, "Subject: x"], Head(30, False, "Ruth")),
        # somebody wrote
        (
            ["On Mon, 23 Nov 2026 at 21:04, Ruth wrote:"],
            Head(1, True, "On Mon, 23 Nov 2026 at 21:04, Ruth wrote:"),
        ),
        (["Am 23.11.26 schrieb Ruth:"], Head(1, True, "Am 23.11.26 schrieb Ruth:")),
        (["Ruth wrote:"], None),
        (["On Monday Ruth wrote:"], None),
        (
            ["On 23 Nov 2026", "Ruth <ruth@example.org>", "wrote:"],
            Head(3, True, "On 23 Nov 2026 Ruth <ruth@example.org> wrote:"),
        ),
        (["On 23 Nov 2026", "Ruth", "of Bern", "wrote:"], None),
        (["Yesterday", "on 23 Nov 2026 Ruth wrote:"], None),
        (["2026-11-23 21:04 ruth@example.org:"], Head(1, True, "2026-11-23 21:04 ruth@example.org:")),
        (["ruth@example.org:"], None),
        (
            ["On 23 Nov 2026 " + "x" * 180 + " wrote:"],
            Head(1, True, "On 23 Nov 2026 " + "x" * 180 + " wrote:"),
        ),
        (["On 23 Nov 2026 " + "x" * 260 + " wrote:"], None),
        # passed on
        (["Begin forwarded message:"], Head(1, True)),
        (["-----Original Message-----"], Head(1, True)),
        (["-----Original Message-----", "From: Ruth", "Subject: Form"], Head(3, True, "Ruth")),
        (["-----Original Message-----", "", "", "From: Ruth", "Subject: Form"], Head(5, True, "Ruth")),
        (["-----Original Message-----", "", "", "", "From: Ruth", "Subject: Form"], Head(1, True)),
        (["____________________", "From: Ruth", "Subject: Form"], Head(3, True, "Ruth")),
        (["____________________", "Hello"], None),
        (["----- My list -----", "Hello"], None),
    ],
)
def test_the_head_of_an_older_mail(lines: list[str], head: Head | None) -> None:
    assert head_at(lines, 0) == head
    assert head_at(["above", *lines], 1) == head


@pytest.mark.parametrize("line", ["Ruth wrote:", "On Monday Ruth wrote:"])
def test_above_what_is_quoted_whatever_ends_so_is_a_head(line: str) -> None:
    assert head_at([line], 0, quoted_below=True) == Head(1, False, line)
    assert head_at([line], 0) is None
    assert head_at(["Hello there"], 0, quoted_below=True) is None


@pytest.mark.parametrize(
    ("line", "depth", "rest"),
    [
        ("", 0, ""),
        ("a > b", 0, "a > b"),
        ("> a", 1, "a"),
        (">a", 1, "a"),
        (">  a", 1, " a"),
        ("> > a", 2, "a"),
        (">>| a", 3, "a"),
        ("    > a", 1, "a"),
        ("     > a", 0, "     > a"),
        (">", 1, ""),
    ],
)
def test_how_often_a_line_is_quoted(line: str, depth: int, rest: str) -> None:
    assert quote_depth(line) == (depth, rest)


@pytest.mark.parametrize(
    ("line", "is_its"),
    [
        ("Sent from my iPhone", True),
        ("  Sent from my iPhone  ", True),
        ("*Von meinem iPad gesendet*", True),
        ("Get Outlook for Android <https://aka.ms/x>", True),
        ("Sent from my Galaxy.", True),
        ("Yahoo Mail: Search, Organize, Conquer", True),
        ("Sent from my desk", False),
        ("Sent from my iPhone, sorry", False),
        ("Sent from my iPhone!", False),
        ("I sent from my iPhone", False),
        ("Sent from my iPhone " + "again " * 8, True),
        ("Sent from my iPhone " + "again " * 9, False),
        ("", False),
    ],
)
def test_what_a_telephone_writes_below(line: str, is_its: bool) -> None:
    assert is_telephones(line) is is_its
