"""Where somebody works: the firm and the town that a role names, as “Vice president at Globex” does."""

from __future__ import annotations

import re

from coach_tui.plan.people_words import COMMON, FIELDS, JOBS, NEVER, ROLES
from coach_tui.plan.reach import with_capital
from coach_tui.plan.spellings import WORD, spellings
from coach_tui.plan.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach_tui.plan.spellings import Spelling

_PLACE = re.compile(
    r"[@,|/(–—]|\s-\s|\b(?:at|of|with|for|in|bei|beim|von|vom|mit|für|im|chez|de|del|du|da|em|en|hos|på|w|u)\b"
)
"""What stands before the firm or the town in a role."""
_FIRM = re.compile(
    r"(?<=\w)[ ,]+(?:(?:Inc|INC|Incorporated|Ltd|LTD|Limited|Corp|Corporation|plc|PLC|Plc|LLC|LLP|GmbH|gGmbH"
    r"|AG|KG|KGaA|SE|SA|SAS|SARL|Sarl|SRL|Srl|SpA|SL|SLU|BV|NV|AB|AS|ASA|Oy|Oyj|Kft|Zrt|Group|Gruppe|Groupe"
    r"|Grupo|Holdings?)\b|S\. ?[ALC]\.|S\. ?p\. ?A\.|S\. ?r\. ?l\.|[BN]\. ?V\.|S\. ?A\. ?S\.)"
)
"""What stands behind the name of a firm."""
_JOB = re.compile(
    r"(?:er|or|ist|yst|ent|ant|eur|arzt|kauf|olog|og|leg|beamt|amt)(?:in|innen)?$"
    r"|(?:euse|rice|ier|iere|ero|era|dora|ist[ae]|able|ect[ao]|walt|ema|tor[iy]a?|stry|ysics|garten|eum"
    r"|theat(?:re|er)|mann|frau|man|woman|wife|ian|geon|ary|ney|aire|ung|ing|ion|ment|heit|keit|ics|ity"
    r"|ship|ence|ance|ure|ogy|ie|ik|ive|ate|al|ende|ete)$"
)
"""In what words end that say what somebody does, in folded form; a firm may end so too."""
_LONGEST = 3
"""So many words a firm has at most that stands first and is known by nothing but that it is no job."""


def names_in_role(text: str) -> Iterator[Spelling]:
    """The firm and the town in what somebody does: “Globex” of “Vice president at Globex”."""
    first, *places = _PLACE.split(text)
    for place in (_firm_first(first, places), *(with_capital(place, FIELDS | JOBS) for place in places)):
        yield from spellings(place, loose=True)


def firms_in_role(text: str) -> Iterator[str]:
    """The words, in folded form, of what is surely a firm in a role, and not a town."""
    first, *places = _PLACE.split(text)
    sure = (with_capital(place, FIELDS | JOBS) for place in places if _FIRM.search(place))
    for firm in (_firm_first(first, places), *sure):
        yield from (one.words[0] for one in spellings(firm, loose=True) if not one.capital)


def _firm_first(first: str, places: list[str]) -> str:
    """The firm that a role begins with, as in “Globex Inc, director” and “Globex, director”; "" for none."""
    firm = _FIRM.search(f"{first}, {places[0]}" if places else first)  # “Globex, Inc., director”
    if firm and firm.start() <= len(first.rstrip()):
        named = with_capital(first[: firm.start()], FIELDS | JOBS).split()
        return " ".join(named[1:] if len(named) > 1 and _JOB.search(fold(named[0])) else named)
    words = WORD.findall(first)
    behind = {fold(word) for place in places for word in WORD.findall(place)}
    firm_like = 0 < len(words) <= _LONGEST and all(map(_is_no_job, words))
    return " ".join(words) if firm_like and not behind.isdisjoint(JOBS) else ""


def _is_no_job(word: str) -> bool:
    plain = fold(word)
    known = plain in JOBS | FIELDS | ROLES | COMMON | NEVER
    return word[0].isupper() and len(word) > 3 and not known and not _JOB.search(plain)
