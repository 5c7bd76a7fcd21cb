"""Lines that mail programs write into a text themselves: quote marks, heads of older mails, signatures.

Each program writes them in the language of its user. A head is what stands over a mail that is answered or
passed on: a block of headers, “On … somebody wrote:”, or a line of dashes that says so.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_MARKS = re.compile(r"^(?:[ \t]{0,4}[>|])+[ \t]?")
_HEADERS = {
    "from": "from von de da van från fra od expéditeur remitente mittente afzender от 发件人 寄件者 差出人",
    "date": (
        "sent date gesendet datum envoyé enviado enviada fecha inviato data verzonden skickat sendt wysłano "
        "дата 发送时间 日期 寄件日期 送信日時"
    ),
    "to": "to an à a para aan till til do destinataire destinatario кому 收件人 宛先",
    "cc": "cc bcc kopie copie copia kopia",
    "subject": (
        "subject betreff objet sujet asunto oggetto assunto onderwerp ämne emne temat тема 主题 主旨 件名"
    ),
    "other": "reply-to importance priority wichtigkeit attachments anlagen",
}
_ADDRESSES = frozenset(["from", "to", "cc"])
_KINDS = {word: kind for kind, words in _HEADERS.items() for word in words.split()}
_HEADER = re.compile(rf"(?i)[ \t*_]*({'|'.join(_KINDS)})(?: (?:el|em|à))?[ \t*_]*[:：][*_]*(?:\s(.*))?$")
_LONGEST_HEAD = 30
"""Lines that a block of headers can have: lists of receivers are long."""
_DAY_OR_TIME = re.compile(r"\d{1,2}[:.h]\d\d|\b\d{4}\b|\d{1,2}[./-]\d{1,2}[./-]\d\d")
_VERBS = (
    r"(?:\b(?:wrote|writes|schrieb(?:en)?|geschrieben|schreef|geschreven|écrit|escribió|scritto|escreveu|"
    r"skrev|napisał(?:\(a\))?|kirjoitti|\w*писал\w*)(?!\w)|写道|寫道)"
)
_BEGINS = r"(?:on|at|in|am|le|el|il|em|op|den|dnia|no dia|às)\b"
_WROTE = re.compile(
    rf"(?i)[-–—* ]*(?:{_BEGINS}.{{3,200}}?|.{{1,150}}?){_VERBS}.{{0,110}}?(?:[:：][* ]*|-{{2,}})$"
)
_WROTE_BEGINS = re.compile(rf"(?i)[-–—* ]*(?:{_BEGINS}|.*[<@\d])")
_ADDRESS_ALONE = re.compile(r".*[\w.+-]+@[\w.-]+[>)\]]?\s*[:：]$")
_WROTE_LENGTH = 260
_WROTE_LINES = 3
_PASSED_ON = re.compile(
    r"(?i)[ \t*]*(?:begin forwarded message|anfang der weitergeleiteten (?:nachricht|e-mail)|"
    r"début du (?:message (?:transféré|réexpédié)|transfert)|inicio del mensaje reenviado|"
    r"inizio messaggio inoltrato|início da mensagem (?:re)?encaminhada|"
    r"begin doorgestuurd bericht)\s*[:：][* ]*"
)
_RULE = re.compile(r"[ \t*]*(?:_{10,}|[-–—]{3,} ?([^-–—].{2,60}?) ?[-–—]{3,})[* ]*")
_OLDER = re.compile(
    r"(?i)\b(?:original|ursprüngliche|weitergeleitete|forwarded|reply|message|nachricht|mensaje|messaggio|"
    r"mensagem|bericht|d'origine|meddelande)\b"
)
_PRODUCTS = re.compile(
    r"(?i)\b(?:iphone|ipad|ipod|android|galaxy|samsung|huawei|xiaomi|pixel|motorola|nokia|blackberry|windows|"
    r"outlook|mail|e-mail|email|gmail|yahoo|gmx|proton|protonmail|tuta|tutanota|k-9|fairemail|thunderbird|"
    r"airmail|spark|smartphone|handy|mobil\w*|móvil|telefon|telefoon|téléphone|teléfono|celular|cellulare|"
    r"phone|tablet|app)\b|web\.de"
)
_YAHOO = "yahoo mail: search, organize, conquer"
_SENT_FROM = re.compile(
    r"(?i)[(\[<]{0,2}(?:sent (?:from|with|via|using|by) .+|get outlook for .+|download outlook .+|"
    r"von meine\w*(?:/meine\w*)? .+ gesendet|mit .+ gesendet|gesendet (?:von|mit|aus|über) .+|"
    r"diese nachricht wurde (?:von|mit) .+ gesendet|outlook für .+ (?:beschaffen|herunterladen)|"
    r"(?:holen sie sich|laden sie) outlook .+|envoyé (?:de|depuis|à partir|avec|par) .+|"
    r"(?:télécharge[rz]|obtene[rz]|obtenir|obter o|ottieni|scarica|baixe o|descargar) outlook .+|"
    r"inviato (?:da|dal|con|tramite) .+|enviado (?:desde|do|da|com|con|a partir|pelo|por) .+|"
    r"(?:verstuurd|verzonden) (?:vanaf|met|van|via|vanuit) .+|outlook voor .+ (?:downloaden|ophalen)|"
    rf"(?:sendt|skickat) (?:fra|från) .+|{_YAHOO})[)\]>.]{{0,2}}"
)
_LINK = re.compile(r"[<(\[]?https?://[^\s>)\]]+[>)\]]?")
_SENT_FROM_WORDS = 12


class Head(NamedTuple):
    """A head of an older mail, over `lines` lines; not `sure` where somebody may have written it.

    `sender` is where it says who wrote that mail.
    """

    lines: int
    sure: bool
    sender: str = ""


def quote_depth(line: str) -> tuple[int, str]:
    """How often a line is quoted, and the line without its marks."""
    found = _MARKS.match(line)
    return (found[0].count(">") + found[0].count("|"), line[found.end() :]) if found else (0, line)


def head_at(lines: list[str], at: int, *, quoted_below: bool = False) -> Head | None:
    """The head of an older mail that begins in a line; None where none does.

    Args:
        lines: lines without their quote marks.
        at: the line.
        quoted_below: whether what stands below it is quoted: then whatever ends with “wrote:” is one.
    """
    line = lines[at].strip()
    if not line:
        return None
    if _PASSED_ON.fullmatch(line):
        return _with_block(lines, at, sure=True)
    rule = _RULE.fullmatch(line)
    if rule:
        named = bool(rule[1] and _OLDER.search(rule[1]))
        return _with_block(lines, at, sure=named) or _wrote(lines, at, quoted_below)
    return _block(lines, at) or _wrote(lines, at, quoted_below)


def _with_block(lines: list[str], at: int, *, sure: bool) -> Head | None:
    """A line that says that an older mail follows, with the headers under it; they make it sure."""
    below = at + 1
    while below < len(lines) and below < at + 3 and not lines[below].strip():
        below += 1
    block = _block(lines, below) if below < len(lines) else None
    if block is not None:
        return block._replace(lines=below - at + block.lines, sure=True)
    return Head(1, sure=True) if sure else None


def _block(lines: list[str], at: int) -> Head | None:
    """A block of headers, which may stand one a paragraph and go on in lines of receivers."""
    first = _HEADER.match(lines[at])
    if first is None or _KINDS[first[1].lower()] not in ("from", "date"):
        return None
    kinds, signs, end, below, sender, kind = set(), False, at, at, "", ""
    while below < len(lines) and below < at + _LONGEST_HEAD:
        found = _HEADER.match(lines[below])
        if found is not None:
            kind = _KINDS[found[1].lower()]
            if kind in kinds and kind != "cc":
                break
            kinds.add(kind)
            value = found[2] or ""
            sender = value if kind == "from" else sender
            signs |= (kind == "date" and bool(_DAY_OR_TIME.search(value))) or "@" in sender
            end = below + 1
        elif lines[below].strip() and not (end == below and kind in _ADDRESSES and _goes_on(lines[below])):
            break
        elif lines[below].strip():
            end = below + 1
        elif below > end:  # a second empty line
            break
        below += 1
    if len(kinds) < 2:
        return None
    return Head(end - at, signs or len(kinds) > 2, sender)


def _goes_on(line: str) -> bool:
    """Whether a line under a header is the rest of its addresses."""
    return "@" in line or line.rstrip().endswith(";")


def _wrote(lines: list[str], at: int, quoted_below: bool) -> Head | None:
    """“On … somebody wrote:”, which programs break over up to three lines."""
    joined = ""
    for number in range(1, min(_WROTE_LINES, len(lines) - at) + 1):
        line = lines[at + number - 1].strip()
        joined = f"{joined} {line}".strip()
        if not line or len(joined) > _WROTE_LENGTH:
            return None
        if number > 1 and not _WROTE_BEGINS.match(lines[at].strip()):
            return None
        if line[-1] not in ":：-*":
            continue
        dated = bool(_DAY_OR_TIME.search(joined))
        if _WROTE.fullmatch(joined) and (dated or "@" in joined or quoted_below):
            return Head(number, dated or "@" in joined, joined)
        if dated and _ADDRESS_ALONE.fullmatch(joined):
            return Head(number, sure=True, sender=joined)
    return None


def is_telephones(line: str) -> bool:
    """Whether a line is what a mail program adds below everything: “Sent from my …”."""
    line = _LINK.sub("", line).strip(" \t*_")
    if len(line.split()) > _SENT_FROM_WORDS or (set(line) & set(",;!?") and line.lower() != _YAHOO):
        return False  # somebody went on writing behind it
    return bool(_SENT_FROM.fullmatch(line) and _PRODUCTS.search(line))
