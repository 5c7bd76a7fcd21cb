"""What a mail is in which nobody answers a form: sealed, packed by Outlook, or sent by a machine."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach_tui import bounds
from coach_tui.plan.text import clean

if TYPE_CHECKING:
    from email.message import EmailMessage, MIMEPart

_PACKED = frozenset(["application/pkcs7-mime", "application/x-pkcs7-mime"])
_SEALED = "it is encrypted: open it in your mail program, and save its text"
_SIGNED = "its text is packed into its signature (S/MIME): open it in your mail program, and save its text"
_TNEF = (
    "its text is in a winmail.dat of Outlook: open it in Outlook, and save its text, or ask for plain text"
)
_UNDELIVERED = "no reply, but a mail server's report about a mail that you sent: read it in your mail program"
_RECEIPT = "no reply, but a receipt: it says only that your mail was opened"
_INVITATION = "no reply, but a mail of a calendar: save the .ics in it, and import that"
_AUTOMATIC = "no reply, but an automatic answer, such as one out of office: wait for the client's own"
_AUTOMATIC_SUBJECT = re.compile(
    r"(?i)\s*(?:automatic reply|auto(?:matic)?[- ]?(?:reply|response)|out of (?:the )?office|"
    r"automatische (?:antwort|e-mail-antwort)|abwesenheits(?:notiz|nachricht|benachrichtigung)|abwesend|"
    r"réponse automatique|absence du bureau|respuesta automática|fuera de (?:la )?oficina|"
    r"risposta automatica|fuori sede|resposta automática|automatisch antwoord|afwezigheid\w*)\b\s*[:：]?"
)
_TAKEN_OVER = re.compile(
    r"(?i)(?:\[[^\]]{1,20}\]\s*)?(?:re|aw|antw|antwort|antwoord|rép|réf|rif|ris|res|sv|vs|odp|fwd?|fw|wg|tr|rv|"
    r"enc|doorst|i|回复|回覆|答复|转发|轉寄|返信|转寄)\s*(?:\[\d+\]|\(\d+\)|\^\d+)?\s*[:：]"
)
"""What mail programs put in front of the subject of a mail that is answered or passed on."""


def why_unanswered(message: EmailMessage, texts: list[str]) -> str:
    """What to say of a mail in which nothing is answered; "" where it is a mail like any other.

    Args:
        message: the mail.
        texts: the texts of its parts.
    """
    parts = list(message.walk())
    kinds = {part.get_content_type() for part in parts}
    if kinds & _PACKED:
        signed = any(str(part.get_param("smime-type") or "").lower() == "signed-data" for part in parts)
        return _SIGNED if signed else _SEALED
    if kinds & {"multipart/encrypted", "application/pgp-encrypted"} or any(
        "-----BEGIN PGP MESSAGE-----" in text for text in texts
    ):
        return _SEALED
    names = {(part.get_filename() or "").lower() for part in parts}
    if kinds & {"application/ms-tnef", "application/vnd.ms-tnef"} or "winmail.dat" in names:
        return _TNEF
    return _by_machine(message, kinds)


def own_subject(message: MIMEPart) -> str:
    """The subject that whoever wrote a mail gave it; "" where it is taken from the mail that is answered."""
    said = " ".join(clean(_header(message, "subject")).split())
    return "" if _TAKEN_OVER.match(said) else said


def _by_machine(message: EmailMessage, kinds: set[str]) -> str:
    """What to say of a mail that nobody wrote."""
    if "message/disposition-notification" in kinds:
        return _RECEIPT
    if message.get_content_type() == "multipart/report" or "message/delivery-status" in kinds:
        return _UNDELIVERED
    if "text/calendar" in kinds:
        return _INVITATION
    submitted = _header(message, "auto-submitted").lower()
    answered = any(_header(message, name) for name in ("x-autoreply", "x-autorespond", "x-autoresponder"))
    if (
        (submitted and not submitted.startswith("no"))
        or answered
        or _header(message, "precedence").lower() == "auto_reply"
        or _AUTOMATIC_SUBJECT.match(_header(message, "subject"))
    ):
        return _AUTOMATIC
    return ""


def _header(message: MIMEPart, name: str) -> str:
    """The beginning of a header, "" where there is none; its words are taken apart no further than that."""
    from email.policy import default

    said = next((str(value) for key, value in message.raw_items() if key.lower() == name), "")
    return str(default.header_factory(name, said[: bounds.HEADER])).strip()
