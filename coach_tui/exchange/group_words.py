"""Which group of raters words mean: a noun alone, or a sentence that says who reports to whom.

“I report to this person”, “She is my manager” and “Direct report” are all of the group report. What can be
meant in two ways is no group here, and is asked about: “my manager” may be what the rater is, or whom the
rater has; “client” may be who is coached, or who is served.
"""

from __future__ import annotations

import re

from coach_tui.exchange.csv_text import comparable
from coach_tui.exchange.group_nouns import NOUNS, SELF, SELF_PATTERNS
from coach_tui.plan.round import GROUPS

UNSURE = "?"
"""Stands for a group where a piece can be meant in two ways."""
_PERSON = "this person"
"""Stands for the client's name."""
_ENDINGS = re.compile(
    r"(?<=[^\W\d_])@(?=s?\b)|(?<=[^\W\d_])(?:[:*/_·.-]-?|\()(?:in|innen|r|n|e|es|ne|nes|trice|rice|rices|euse|a|o|as|os)\)?(?!\w)",
    re.IGNORECASE,
)
"""Both genders in one word, as in “Kolleg:in”, “collaborateur·rice” and “compañero/a”."""
_PIECES = re.compile(r"\s[-\u2013\u2014]\s|[(:;,]")
_SELF = re.compile("|".join(SELF_PATTERNS))
_NOUN = {group: re.compile(rf"\b(?:{'|'.join(words)})(?!\w)") for group, words in NOUNS.items()}
_PRONOUNS = frozenset(["i", "me", "ich", "moi", "yo", "io", "eu", "ik"])
_SERVED = re.compile(r"\b(?:clients?|customers?|kund(?:e|en|in)|klient\w*|clientes?|clientas?)\b")
_NOT = re.compile(
    r"\b(?:not|never|no longer|neither|nor|nicht|kein|keine[rnms]?|weder|ne|n est|pas|no|ni|non)\b"
)
_MINE = re.compile(
    r"\b(?:my|our|your|mein\w{0,2}|uns\w{1,3}|ihre?[rnms]?|mon|ma|mes|votre|mi|mis|su|sus|tu)$"
)
_I = re.compile(r"\b(?:i|i m|im|ich|je|j|soy|yo|io|eu|ik|we|wir|nous|somos)\b")
_CLIENT = re.compile(
    rf"^(?:he|she|they|{_PERSON}|th(?:is|e) (?:leader|manager|colleague|coachee|participant)|er|sie|"
    r"diese[rs]? \w+|il|elle|cette personne|el|ella|esta persona|lei|lui)\b"
)
_LY = r"(?: (?:directly|indirectly|direkt|directement|directamente))?"
_WHOM = rf"(?:{_PERSON}|the (?:leader|coachee|participant|person)|him|her|them|ihn|ihm|ihr|sie|{{}})\b"
_WHOM_DE_FR_ES = "diese[rn]? person|cette personne|esta persona|lui|elle"
_PEERS = re.compile(
    r"\bsame (?:\w+ )?(?:manager|boss|supervisor|team|level|department|leader|rank|area)\b"
    r"|\b(?:selben|gleichen|gleicher|gleiche|selbe|derselben) (?:team|ebene|stufe|abteilung|vorgesetzten?|"
    r"chef|fuhrungskraft)\b|\bmeme (?:equipe|niveau|responsable|manager|chef|service|superieur)\b"
    r"|\bmism[oa] (?:equipo|nivel|jef[ea]|area|departamento|responsable)\b|\bon (?:her|his|their) level\b"
    r"|\bfellow \w+\b|\bwork(?:ing)? alongside\b"
)
_LED_BY_RATER = re.compile(
    rf"\breport(?:s|ed|ing)?{_LY} (?:in)?to (?:me|us)\b|\bworks? (?:for|under) me\b"
    rf"|\bberichtet{_LY} (?:an )?(?:mich|mir)\b|\bmir{_LY} unterstellt\b|\barbeitet fur mich\b"
    r"|\bme (?:rend compte|rapporte|reporte|reporta)\b|\bsous ma responsabilite\b|\ba mi cargo\b"
    r"|\b(?:managed|supervised|led) by me\b|\b(?:member of|in|on|part of) (?:my|our) team\b"
    r"|\bmitglied meines teams\b|\bmembre de mon equipe\b|\bmiembro de mi equipo\b"
)
_RATER_LED = re.compile(
    r"\b(?:manages|supervises|leads|oversees|managed|supervised|led) (?:me|us)\b"
    rf"|\bi (?:am|m|was){_LY} (?:managed|supervised|led) by\b|\bi (?:work|worked) (?:for|under)\b"
    r"|\b(?:fuhrt|leitet) mich\b|\bich (?:bin|werde|war) (?:\w+ ){1,2}(?:unterstellt|gefuhrt)\b"
    r"|\bich arbeite fur\b|\bme (?:manage|dirige|supervise|encadre|supervisa|lidera)\b"
    r"|\bje travaille (?:pour|sous)\b|\btrabajo para\b|\b(?:ihr|ihm|dieser person)(?: direkt)? unterstellt\b"
    r"|\b(?:member of|in|on|part of) (?:her|his|their) team\b|\bmitglied (?:ihres|seines) teams\b"
    r"|\bmembre de son equipe\b|\bmiembro de su equipo\b"
)
_REPORTS = re.compile(
    rf"\b(?:report(?:s|ed|ing)?{_LY} (?:in)?to|(?:i|ich) berichte{_LY}(?: an)?|"
    rf"(?:rends?|rapporte){_LY}(?: compte)? a|(?:lui|leur) (?:rends?|rapporte)(?: compte)?|"
    rf"reporto{_LY} a|le reporto){_LY}(?: {_WHOM})?(?!\w)".format(_WHOM_DE_FR_ES)
)
_LEADS = re.compile(
    rf"\b(?:manages?|supervises?|leads?|oversees?|managed|supervised|led|ich fuhre|ich leite|"
    rf"je manage|je dirige|j encadre|je supervise|superviso a|dirijo a|lidero a){_LY} {_WHOM}(?! \w)".format(
        _WHOM_DE_FR_ES
    )
)
_ELSEWHERE = re.compile(r"\b(?:another|other|different|andere[rnms]?|autres?|otr[oa]s?)\b")
_OF_OTHERS = re.compile(
    rf" (?:of|for|in|on|at|de|du|des|d|von|vom|fur|bei|del|dos) (?!(?:{_PERSON}|"
    r"(?:the |der |la |el )?(?:leader|coachee|participant|person\w*)|mine|her|him|them|"
    r"diese\w* |cette |esta |lui|elle)\b)"
)
"""What around a manager or report tells that it is not the client's: “manager of another team”."""
_TITLE = re.compile(
    r"\b(?!(?:a|an|the|one|of|am|m|is|as|s|i|her|his|their|my|our|your|line|people|direct|directly|"
    r"indirect|current|immediate|reporting|first|solid|matrix|dotted|"
    r"functional|disciplinary|hierarchical|operational|day|le|la|une?|el|son|sa|ses|mon|ma|mi|su|soy|suis|"
    r"est|meine?|ihre?|bin|die|der|das|eine?|direkte|fachliche|disziplinarische)\b)[^\W\d]+ $"
)
"""A word before “manager” that makes a job of it, as “project manager”."""
_ONCE = re.compile(
    r"\b(?:former|previous|ex|skip|second|ehemalig\w*|fruher\w*|nachsthoher\w*|anciens?|anciennes?|"
    r"antigu[oa]s?|anterior|once removed|twice removed|grand)\b"
)
"""What tells that somebody is not the client's manager or report now, or not directly."""
_IS_MY = r"\b(?:is|s|was|are|ist|war|est|etait|es|era) (?:one of )?(?:my|mein\w{0,2}|mon|ma|mi) (?:\w+ )?"
_IS_MY_NOUN = {group: re.compile(_IS_MY + noun.pattern[2:]) for group, noun in _NOUN.items()}
_MY_NOUN_IS = {
    group: re.compile(rf"\b(?:my|mein\w{{0,2}}|mon|ma|mi) {noun.pattern[2:]} (?:is|ist|est|es) {_PERSON}")
    for group, noun in _NOUN.items()
}
_OTHER_WAY = {"manager": "report", "report": "manager"}
_OF_CLIENT = re.compile(
    r"\b(?:is|was|ist|est|es) (?:my|your|mein\w{0,2}|ihr\w{0,2}|mon|ma|votre|mi|su)"
    r"(?: (?:mein\w{0,2}|ihr\w{0,2}|ma|mon))?$"
    r"|\b(?:to you|to me|fur sie|fur dich|pour vous|para usted|para ti)$"
)


def is_of_client(heading: str) -> bool:
    """Whether a heading asks what the client is to the rater, as “This person is my …” does."""
    return bool(_OF_CLIENT.search(_plain(heading)))


def group_of(text: str, *, client: str = "", of_client: bool = False) -> str:
    """The group that words for it mean, "" where that is not known, or more than one can be meant.

    Args:
        text: the words.
        client: the client's name, which may stand in them.
        of_client: whether they say what the client is to the rater (see `is_of_client`).
    """
    pieces = [_without_name(_plain(piece), client) for piece in _PIECES.split(_hierarchy(text))]
    claims = [_claims(piece, of_client=of_client) for piece in pieces if piece]
    if not claims:
        return ""
    first, rest = claims[0], set[str]().union(*claims[1:])
    if first == {"other"}:
        return "other"
    if first == {"self"}:
        return _with_self(pieces[0], pieces[1:], rest)
    elsewhere = [*map(_ELSEWHERE.search, pieces[1:]), *map(_ONCE.search, pieces)]
    if first & set(_OTHER_WAY) and any(elsewhere):
        return ""
    found = first | rest
    return found.pop() if len(found) == 1 and found <= set(GROUPS) else ""


def _with_self(first: str, others: list[str], rest: set[str]) -> str:
    """What “I, …” and “Self: …” mean: “I” in front of more says nothing, “self” does."""
    if rest <= {"self"}:
        plain = rest or not others or (first not in _PRONOUNS and not any(map(_SERVED.search, others)))
        return "self" if plain else ""
    return rest.pop() if first in _PRONOUNS and len(rest) == 1 and rest <= set(GROUPS) else ""


def _plain(text: str) -> str:
    return comparable(_ENDINGS.sub("", text))


def _hierarchy(text: str) -> str:
    """Text in which N+1 and N-1, as the French count levels, are words; what is farther is not known."""
    return re.sub(
        r"\bn\s?([+\u2212-])\s?1\b",
        lambda found: " manager " if found[1] == "+" else " report ",
        text,
        flags=re.I,
    )


def _without_name(piece: str, client: str) -> str:
    name = comparable(client)
    for said in (name, *sorted(name.split(), key=len, reverse=True)):
        if len(said) > 1 and (said == name or said not in _COMMON):
            piece = re.sub(rf"\b{re.escape(said)}\b", _PERSON, piece)
    return piece.replace(f"{_PERSON} s ", "their ")


_COMMON = frozenset(
    ["will", "may", "peer", "report", "mark", "boss", "chef", "self", "art", "per", "van", "de"]
)
"""Parts of names that are words as well."""


def _claims(piece: str, *, of_client: bool) -> set[str]:
    """The groups that a piece of what was said names; `UNSURE` among them where it can be meant otherwise."""
    if piece in SELF or _SELF.fullmatch(piece):
        return {"self"}
    about_client = bool(_CLIENT.match(piece))
    claims: set[str] = set()

    def take(pattern: re.Pattern[str], group: str) -> None:
        nonlocal piece
        if pattern.search(piece):
            claims.add(group)
            piece = pattern.sub(" ", piece)

    take(_PEERS, "peer")
    take(_LED_BY_RATER, "manager")
    take(_RATER_LED, "report")
    for group, pattern in (*_IS_MY_NOUN.items(), *_MY_NOUN_IS.items()):
        take(pattern, _OTHER_WAY.get(group, group))
    take(_REPORTS, UNSURE if about_client else "report")
    take(_LEADS, UNSURE if about_client else "manager")
    claims |= _nouns(piece, about_client=about_client, of_client=of_client)
    if claims and claims != {"other"} and _NOT.search(piece):
        claims.add(UNSURE)
    return claims


def _nouns(piece: str, *, about_client: bool, of_client: bool) -> set[str]:
    """The groups whose nouns stand in a piece. Those above or below the client need to be the rater's own."""
    found: set[str] = set()
    own = _I.search(piece)
    for group, pattern in _NOUN.items():
        for noun in pattern.finditer(piece):
            of_mine = piece[noun.end() :].startswith(" of mine")
            mine = of_mine or _MINE.search(piece[: noun.start()].rstrip())
            if group in _OTHER_WAY and _of_others(piece, noun):
                found.add(UNSURE)
                continue
            if group not in _OTHER_WAY or own:
                found.add(group)
            elif of_client or (about_client and of_mine):
                found.add(_OTHER_WAY[group])
            else:
                found.add(UNSURE if mine or about_client else group)
    return found


def _of_others(piece: str, noun: re.Match[str]) -> bool:
    """Whether a manager or report, as it is said in a piece, is somebody else's, or a job."""
    before, after = piece[: noun.start()], piece[noun.end() :]
    job = re.match(r"managers?$|leaders?$", noun[0]) and _TITLE.search(before)
    once = _ONCE.search(before) or _ELSEWHERE.search(before)
    return bool(job or once or _ELSEWHERE.search(after) or _OF_OTHERS.match(after))
