"""What tells time, amount and deed: patterns over the kinds of words, one letter each, for all languages.

The letters are listed in `coach_tui.plan.wording.lexicon`. Every repetition is bounded, so that a hostile
text costs no more than its length.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Span = tuple[int, int]
    """The first word, and the one after the last."""


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


# What depends on the neighbours.

_NUMBERED_DAY = re.compile(r"N\.(?=[myHpJlk])")  # 30. Juni, 40. Geburtstag
_SLASHED_DAY = re.compile(r"(?<=[bgizlwk])/")  # by 8/1, but 1/2 and 24/7
_LABELLED = re.compile(r"L[ol]?N")  # step 2, number one
_MONTH = re.compile(r"(?<=[bgizkjoO,NYD])y|y(?=[OYN])|y(?=,[NY])")  # in may, may 3
_YEAR = _any(
    r"(?<=[bgizomypJDkjlHOwY])Y(?![un])",  # in 2027, May 2027; but 2000 steps
    r"(?<=[myp],)Y|(?<=[myp][ON],)Y",
)
_VERB_FIRST = re.compile(r"(?:^|(?<=[.,&>UP]))[GRzJ](?=[al])")  # book an appointment, I will report the
_VERB_AFTER_TO = re.compile(r"(?:(?<=>)|^|(?<=[.,]))A(?=[alidb])")  # to use the
_VERB_BEFORE_PERSON = re.compile(r"(?<![aldSOnk])G(?=P)")  # stelle ich
_NOUN_NOT_VERB = re.compile(r"(?<=[aldO])V(?![al>])")  # a draft
_NOUN_LIKE_VERB = re.compile(r"(?<=[aldO])v(?![al>])")  # the call
_END_OF_COMPOUND = re.compile(r"(?<=[ald][nSO])V(?![al>])")  # the sales report


def settled(kinds: str, *, compounds: bool = False) -> str:
    """The kinds once words that can be two things are decided by what stands beside them.

    `compounds`: whether nouns stand before nouns, as in “sales report”, so that a verb there is one.
    """
    if "." in kinds:
        kinds = _NUMBERED_DAY.sub("Ol", kinds)
    kinds = _SLASHED_DAY.sub("D", kinds).replace("/", "N")
    kinds = _LABELLED.sub(lambda match: "!" * len(match.group()), kinds)
    kinds = _VERB_FIRST.sub("V", kinds)
    kinds = _VERB_AFTER_TO.sub("v", kinds)
    kinds = _NOUN_NOT_VERB.sub("G", kinds)
    kinds = _NOUN_LIKE_VERB.sub("n", kinds)
    if compounds:
        kinds = _END_OF_COMPOUND.sub("G", kinds)
    kinds = _VERB_BEFORE_PERSON.sub("V", kinds)
    if "y" in kinds:
        kinds = _MONTH.sub("m", kinds).replace("y", "n")
    if "Y" in kinds:
        kinds = _YEAR.sub("D", kinds).replace("Y", "N")
    return kinds


# Time.

_DISTRIBUTIVE = re.compile(r"(?<=[Na])([^.,abgi]{0,4})(ap)")  # a book a month, 4 hours a week
_DEADLINES = _any(
    r"[bgi]?[lkjzoO&]{0,4}[Om]?[ON]?[lo]{0,2}(?:m(?:,?(?:O|N(?![unACSGRJV])))?,?D?|D)",  # by 30 June 2027
    r"[bgiljk]?w",  # on Friday
    r"[bgi]?[lo]{0,2}t",  # by tomorrow
    r"[bgi]?[lo]{0,2}(?:[kj][NO&k]{0,3}p|N?kN?p|pk|[kj][lNOo]{0,3}[nS]?[pJHm])",  # the next six months
    r"[bgi]?[lo]{0,2}z[lok]{0,4}[nAG]?[pHDJ]k?",  # the end of the school year
    r"[gbi]pz",  # by year end
    r"[gb][lj]?pN",  # by week 6
    r"b[lkjzaoNO&]{0,5}[phHJc]",  # within six weeks, before noon
    r"i[lkj]{0,2}[kzNOa][lkjzoNO&]{0,4}p",  # in a year, for six months
    r"g[lj]?[kjz][lkjzoNO]{0,4}p",  # by the next quarter
    r"[bgizo][lonkjNO.]{0,4}H|[jk]H",  # by Easter, before my 40th birthday, this summer
    r"b[lakNOnSo]{0,4}[JG]|k[lakNOnSo]{0,4}J|gl[knOo]{1,3}J",  # before the exam, at the next board meeting
    r"b[nPBVvK]{1,3}lp",  # before I start the year
    r"[bgi][lPnBo]{0,4}T[oil]{0,2}N|b[PnB]{1,3}T?o?N(?![nup])|[bgi]lN?po?TN?",  # before I turn 40
    r"(?<!g)Np",  # a 30-day challenge
    r"[gb]n?c",  # by 5 pm
)
_RECURRENCES = _any(
    r"d[NO&lakon]{0,3}[pwmHJ]",  # every second Friday, per month, in every team meeting
    r"i?[NO]?[wp]?dw",  # the first Monday of each month
    r"xap",  # twice a week
    r"x[il]{0,2}p|x[dw]",  # zweimal im Monat, 3x/week
    r"r",  # daily
)


def deadlines(kinds: str) -> Iterator[Span]:
    """Where a date, deadline, fixed event or duration stands."""
    return _spans(_DEADLINES, kinds)


def recurrences(kinds: str) -> Iterator[Span]:
    """Where it says how often."""
    yield from _spans(_RECURRENCES, kinds)
    for match in _DISTRIBUTIVE.finditer(kinds):
        yield match.span(2)


def without(kinds: str, spans: Iterable[Span]) -> str:
    """The kinds with what stands in these spans made unrecognisable."""
    letters = list(kinds)
    for start, end in spans:
        letters[start:end] = "_" * (end - start)
    return "".join(letters)


# Amount and deed.

_AMOUNTS = _any(
    r"N[NO&]{0,2}[uohSnGRJApxC]{0,3}",  # 3 new clients
    r"c",  # at 6 am
    r"x[oluAn]{0,2}",  # twice
    r"a[al]",  # an A in maths
)
_WITHIN_HOURS = re.compile(r"b[lkaN&]{1,3}h")  # answer within 24 hours
_NOUN = "[nGRJSOhpuHw]"
_BOUNDED = rf"[alOk]{{1,2}}(?:[nRJSOAhpuHwk]{{0,4}}G|{_NOUN}{{1,6}}(?![nGRJSOACQ])(?!.C))"
"""Something that has an end, so that what is done to it has one: a, the, my … thing, but no abstract one."""
_EVENTS = _any(
    rf"V(?:[>io]|[nP]{{1,2}}|&V)?{_BOUNDED}",  # publish my second book, present to the board
    r"V[nSOi>l]{0,3}G",  # pass PMP exam
    r"v[al][^.,C]{1,5}V",  # have the plan signed
    r"[vC][n>i]{0,2}[al]{1,2}[nSOR]{0,3}G",  # get a promotion
    r"B[nPi]{0,2}[al]?[nO]{0,3}(?:o[al]?[nO]{0,2})?R",  # become head of marketing, but not a good boss
    r"[vVK][^.,Q]{0,5}d[nSOGRJA]{0,3}[nSOGRJ]",  # greet every visitor
    r"F",  # graduate
    r"K[lo>]{0,2}[vV](?!.?Q)",  # stop smoking
)
_EVENTS_VERB_LAST = _any(
    rf"[alO]{{1,2}}{_NOUN}{{1,5}}(?![nGRJSOACQ])[^.,C]{{0,6}}V",  # einen Bericht … abgeben
    r"G[^.,C]{0,6}[Vv]",  # Prüfung bestehen
    r"[al]?[nO]{0,2}R[^.,C]{0,4}B",  # Leiterin werden
    r"[al][nSO]{0,2}G[^.,C]{0,4}[vC]",  # den Führerschein machen
    r"v[^.]{0,4}K",
)
_DEEDS = _any(
    r"[VvK][nPi>oO&]{0,3}[lad]{1,2}[nGRJSOhpuHw]",  # answer calls to the department
    r"[Vv][nSO]{0,2}[GJ]",
    r"F",
)
_REASON = _any(
    r";[^.]{0,40}",  # so that …, because …
    r"(?<![UECBSK,.&;>PXVvi])(?<!^)>(?=[VvCBKEn])[^.,;]{0,30}",  # … to be fitter, but not: want to
)
_VAGUE = _any(r"[CE]", r"B[^.,;Vv]{0,4}[SA]")


def amounts(kinds: str, rest: str) -> Iterator[Span]:
    """Where a number counts or weighs something; `rest` is the kinds without what tells time."""
    yield from _spans(_AMOUNTS, rest)
    yield from _spans(_WITHIN_HOURS, kinds)


def events(rest: str, *, verb_last: bool = False) -> Iterator[Span]:
    """Where something definite is brought about, so that one can tell when it is done."""
    yield from _spans(_EVENTS, rest)
    if verb_last:
        yield from _spans(_EVENTS_VERB_LAST, rest)


def deeds(rest: str) -> Iterator[Span]:
    """Where something definite is done."""
    return _spans(_DEEDS, rest)


def core(kinds: str) -> str:
    """The kinds without what is said of the reason."""
    return _REASON.sub(lambda match: "_" * len(match.group()), kinds)


def vague(kinds: str) -> bool:
    """Whether the goal itself is a comparative, an effort or a state."""
    return bool(_VAGUE.search(kinds))


def _spans(pattern: re.Pattern[str], kinds: str) -> Iterator[Span]:
    return (match.span() for match in pattern.finditer(kinds))
