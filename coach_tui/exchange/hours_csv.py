"""The hours log as the table that an application for a credential asks for (domain rules §10)."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from coach_tui.exchange.spreadsheet import guard
from coach_tui.plan.dates import iso
from coach_tui.plan.fields import plain_number
from coach_tui.plan.group import together
from coach_tui.plan.hours import contact_of
from coach_tui.plan.text import clean

if TYPE_CHECKING:
    from coach_tui.plan.hours import Log

HEADS = (
    "Client",
    "Contact",
    "Individual or group",
    "Number in group",
    "Start date",
    "End date",
    "Paid hours",
    "Pro bono hours",
    "Consent on",
)


def hours_csv(log: Log, *, everybody: bool = False) -> str:
    """The table, one line a client alone or in a group; without `everybody` it names those with consent.

    No cell is taken for a formula by a spreadsheet.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADS)
    for row in log.rows:
        named = row.people if everybody else row.consenting
        if not named:
            continue
        name = together(named[0].name, [person.name for person in named[1:]])
        texts = (name, contact_of(named), "group" if row.group else "individual")
        writer.writerow(
            [
                *(guard(clean(text)) for text in texts),
                row.size,
                row.first,
                row.last,
                plain_number(row.paid),
                plain_number(row.pro_bono),
                max(iso(person.log_consent_on) or "" for person in row.consenting) if row.consenting else "",
            ]
        )
    return out.getvalue()
