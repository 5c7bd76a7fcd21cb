"""The draft of an e-mail, as a file that mail programs open: nothing is sent from here.

The standard library writes the headers, so that no name and no address can add one. A subject never holds a
word of the plan's: it is read by servers on the way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.plan.fields import quote
from coach_tui.plan.text import clean

if TYPE_CHECKING:
    from email.headerregistry import Address
    from typing import Protocol

    from coach_tui.plan.client import Client

    class Reachable(Protocol):
        """Somebody who may have an address."""

        @property
        def name(self) -> str: ...
        @property
        def email(self) -> str: ...


def no_address(client: Client) -> str:
    """Why a draft to a client has no address; "" where it has one."""
    if address_of(client) is not None:
        return ""
    if not client.email.strip():
        return f"no e-mail address of {quote(client.name)} is known; fill in To in your mail program"
    return f"{quote(client.email)} is no e-mail address; fill in To in your mail program"


def address_of(person: Reachable) -> Address | None:
    """Somebody's address with the name, None where there is none that can be written to."""
    from email.errors import MessageError
    from email.headerregistry import Address

    written = clean(person.email).strip()
    local, at, domain = written.rpartition("@")
    if not at or not local or not domain or not written.isascii() or set(written) & set(' ,;:<>()[]"\\'):
        return None
    try:
        return Address(_worded(person.name), addr_spec=written)
    except (ValueError, IndexError, MessageError):
        return None


def draft(person: Reachable | None, subject: str, text: str, html: str = "") -> bytes:
    """A draft with a text, and the same as HTML where given; to somebody, or to nobody yet."""
    from email.message import EmailMessage
    from email.policy import default

    message = EmailMessage(default.clone(max_line_length=78))
    address = address_of(person) if person is not None else None
    if address is not None:
        message["To"] = address
    message["Subject"] = _worded(subject)
    message["X-Unsent"] = "1"
    message.set_content(text, cte=_encoding(text))
    if html:
        message.add_alternative(html, subtype="html", cte=_encoding(html))
    return message.as_bytes()


def _worded(text: str) -> str:
    """Text for a header. What looks encoded already is taken apart: decoded on the way it could hold a line
    break, and with it a header."""
    return " ".join(clean(text).replace("=?", "= ?").split())


def _encoding(text: str) -> str:
    """How a text goes over the wire: as it is where that is plain, so that it can be read in the file."""
    plain = text.isascii() and all(len(line) < 900 for line in text.split("\n"))
    return "7bit" if plain else "quoted-printable"
