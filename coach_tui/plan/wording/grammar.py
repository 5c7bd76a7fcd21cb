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


def any_of(*patterns: str) -> re.Pattern[str]:
    """One pattern for all of these, the first that fits."""
    return re.compile("|".join(patterns))


# Time.

_DISTRIBUTIVE = any_of(
    r"(?<=[N%a])[^.,abgi]{0,4}(?P<often>ap)",  # a book a month, 4 hours a week
    r"(?<=N)[nuhGJ]{1,3}(?P<rate>il?p)(?![kjDYNOm])",  # zwei Tassen am Tag
)
_DEADLINES = any_of(
    r"[bgi]?[lkjzoO&]{0,4}[Om]?[ON]?[lo]{0,2}(?:m(?:,?(?:O|N(?![unACSGRJV])))?,?D?|D)",  # by 30 June 2027
    r"[bgiljk]?w",  # on Friday
    r"[bgi][lkzO]{0,3}p[ol]{1,2}m",  # by the second week of March
    r"[bgi]?[lo]{0,2}t",  # by tomorrow
    r"[bgi]?[lo]{0,2}(?:[kj][NO&k]{0,3}p|N?kN?p|pk|[kj][lNOo]{0,3}[nS]?[pJHm])",  # the next six months
    r"[bgi]?[lo]{0,2}z[lok]{0,4}[nMAG]?[pHDJ]k?",  # the end of the school year
    r"[gbi]pz",  # by year end
    r"[gb][lj]?pN",  # by week 6
    r"b[lkjzaoNO&]{0,5}(?:[phHJc]|(?<=N)[nS]p)",  # within six weeks, before noon
    r"[bgi][lk]?z[lokjN]{1,4}[nSMAk]{0,2}[nMAGJR]",  # by the end of the engagement
    r"zo[lj]?[nSMA]{0,2}[nGJ](?=[,.])",
    r"N[nSk]p(?![nGRJA])",  # ten consecutive days
    r"[bgi]l[mw]J",  # at the March conference
    r"i[lkj]{0,2}[kzNOa][lkjzoNO&]{0,4}p",  # in a year, for six months
    r"g[lj]?[kjz][lkjzoNO]{0,4}p",  # by the next quarter
    r"[bgizo][lonMkjNO.]{0,4}H|[jk]H",  # by Easter, before my 40th birthday, this summer
    r"b[lakNOnMSo]{0,4}[JG]",  # before the exam
    r"k[lakNOnMSo]{0,4}J|gl[knMOoH!]{0,3}J",  # at the next board meeting, by the spring conference
    r"[ig]lk[nMS]{0,2}G",  # in my next exam
    r"b[nMPBVvK]{1,3}lp",  # before I start the year
    r"[bgi][lPnMBo]{0,4}T[oil]{0,2}N|b[PnMB]{1,3}T?o?N(?![nup])|[bgi]lN?po?TN?",  # before I turn 40
    r"(?:do|[ib])l?kN[nSMAR]{0,2}[JGvV]",  # in each of the next ten calls
    r"(?<!g)Np",  # a 30-day challenge
    r"[gb][nM]?c",  # by 5 pm
    r"[bgil]{0,2}W",  # within 48 hours
)
_CLOCKS = re.compile(r"c")
_RECURRENCES = any_of(
    r"d[NO&lakonMASGRr]{0,3}[pwmHJ]",  # every second Friday, per month, in every team meeting
    r"bd[nSMA]{0,2}[nGJ]",  # before each client call
    r"i?[NO]?[wp]?dw",  # the first Monday of each month
    r"xap",  # twice a week
    r"w,?w?,?&w|w,w",  # Monday, Wednesday and Friday
    r"i?Npil?p",  # an zwei Tagen im Monat
    r"x[il]{0,2}p|xd[pw]?|xw",  # zweimal im Monat, 3x/week
    r"r",  # daily
)


def deadlines(kinds: str) -> Iterator[Span]:
    """Where a date, deadline, fixed event or duration stands."""
    return _spans(_DEADLINES, kinds)


def recurrences(kinds: str) -> Iterator[Span]:
    """Where it says how often."""
    yield from _spans(_RECURRENCES, kinds)
    for match in _DISTRIBUTIVE.finditer(kinds):
        yield match.span(match.lastgroup or 0)


def counted_recurrences(kinds: str, recurring: Iterable[Span]) -> list[Span]:
    """Those of the spans that say how often which count the times: “twice a week”, but not “every day”."""
    return [(start, end) for start, end in recurring if "x" in kinds[start:end]]


def clocks(kinds: str) -> Iterator[Span]:
    """Where a time of day stands."""
    return _spans(_CLOCKS, kinds)


def without(kinds: str, spans: Iterable[Span]) -> str:
    """The kinds with what stands in these spans made unrecognisable."""
    letters = list(kinds)
    for start, end in spans:
        letters[start:end] = "_" * (end - start)
    return "".join(letters)


# Amount and deed.

_AMOUNTS = any_of(
    r"[N%](?!S(?![nGRJuMA]))[NO&]{0,2}[uohSnGRJApxCM]{0,3}",  # 3 new clients, but not: 100% sure
    r"=",  # 7/10, level B2
    r"x[oluAn]{0,2}",  # twice
    r"a[al]",  # an A in maths
    r"(?<!B)0[nuhJGM]{1,3}|(?<=[p_])1[nuhJGM]{1,3}",  # no alcohol, a month without alcohol
)
_OF_OTHERS = any_of(
    r"(?<=l)N(?![uh])|(?<=l[nkOS])N(?![uh])|(?<=o)N(?![uhnGRAJ])|(?<=B)N(?![uh])",  # my two sons
    r"(?<=l)%(?=[AnGR])|(?<=[EB])%(?![uo])|(?<=[EB][il])%(?![uo])",  # m'investir à 100 %
    r"(?<=Ei)N(?![uhnGRAJ])",  # me couper en quatre
)
_COUNTED = "N(?=S?[nRGAJMvV])"
_WHO_IS_MEANT = any_of(
    rf"(?<=:)(?<!g[vV]:){_COUNTED}|(?<=:[lkjSO]){_COUNTED}|(?<=i){_COUNTED}",  # more time with two kids
    rf"(?<=[vE]Co){_COUNTED}|(?<=vC){_COUNTED}",  # see more of two people
    r"(?<=C)N(?=S?A)|N(?=A[^.,]{0,8}C(?:[.,]|$))|(?<=C>)N(?=n[^.,]{0,3}B)",  # improve two relationships
    rf"(?<=[vBE]C>)N|(?<=[vVBE]CA>){_COUNTED}|(?<=[vVBE]CoA>){_COUNTED}",  # give more time to two people
    r"(?<=[BE]C[nSG]>)N",  # be more open to two people
    rf"B[^.,;VvK]{{0,3}}[CS][^.,;VvK]{{0,3}}[o>ign](?P<of>{_COUNTED})",  # be more supportive of two people
    r"(?<=A>)N(?=[^.,]{1,8}C(?:[.,]|$))|(?<=C>)N(?=[^.,]{1,4}E)",  # die Beziehung zu zwei Kollegen verbessern
    rf"(?<=E)N(?=[nRGAJMu]{{1,2}}C)|(?<=CE){_COUNTED}|(?<=EC){_COUNTED}",  # enjoy two hobbies more
)
_RATE = re.compile(r".[nRGJASMuvV]{1,3}(?:ap|il?p)|.J(?:dp|r)")  # fitter with three runs a week
_AMOUNTS_OF_TIME = any_of(
    r"b[lkaN&]{1,3}h|W",  # answer within 4 hours
    r"(?<=[VvB])l?N[nSk]?p",  # take 28 days
)
_NOUN = "[nGRJOhpuHwM]"
_UNBOUNDED = "(?![nGRJSOACQME])(?!.C)(?!a[nS]?A)"


def _bounded(inner: str) -> str:
    """Something with an end, so that what is done to it has one: a, the, my …, but nothing abstract."""
    return rf"[aljOk]{{1,2}}_{{0,3}}(?:[nRJSOAhpuHwkM]{{0,4}}[GJ]|{inner}{_UNBOUNDED})"


_EVENT = (
    r"V(?:n|[>i&V]{0,2})M",  # visit Lisbon, hand over project Alpha
    r"V[nSOi>l]{0,3}G|V[nvAMR]{1,4}G|V[nSO]?R",  # pass PMP exam, make partner
    r"Vl?##",  # finish chapter 3
    r"v[al][^.,C]{1,5}V",  # have the plan signed
    r"v[n>iP]{0,2}[alj]{1,2}[nSORM]{0,3}[GM](?!.?[SC])",  # get a promotion, but not: keep the house tidy
    r"v[al]{0,2}O[nRM]{1,3}(?![nSAC])",  # get my first client
    r"B[nPi]{0,2}[al]?[nOGM]{0,3}(?:o[al]?[nOM]{0,2})?R",  # become head of marketing, but not a good boss
    r"[vVK][^.,Qib]{0,5}d[nSOGRJAMjk]{0,3}[nSOGRJM]",  # greet every visitor
    r"(?:^|(?<=[.,_]))d[nSGRJAM]{1,3}[vV]",  # all invoices go out
    r"[ald]{1,2}[nSO]{0,2}(?:[nGJ]BV|GBv)",  # the loan is paid off
    r"v[i]a[nSM]{0,2}J",  # speak at a conference
    r"F",  # graduate
    r"K[lo>]{0,2}[vV](?!.{0,2}[QA])",  # stop smoking
)
_DOING = r"(?<!Ci)(?<!Ci.)V(?:[>io]|[nP]{1,2}|&V)?"  # not: better at writing
_EVENTS = any_of(_DOING + _bounded(rf"{_NOUN}{{1,6}}"), *_EVENT)  # publish my second book
_EVENTS_HEAD_LAST = any_of(
    _DOING + _bounded(rf"[nGRJOhpuHwMA]{{0,5}}{_NOUN}"),  # attend a leadership course
    *_EVENT,
)
_EVENTS_VERB_LAST = any_of(
    rf"(?<![A>io])(?<![A>io]l)[alO]{{1,2}}{_NOUN}{{1,5}}(?![nGRJSOACQ])[^.,C]{{0,6}}V",  # den Bericht abgeben
    r"G[^.,C]{0,6}V|G[^.,CS]{0,6}v",  # Prüfung bestehen
    r"[al]?[nO]{0,2}(?<!C)R[^.,C]{0,4}B",  # Leiterin werden
    r"[al][nSO]{0,2}G[^.,C]{0,4}[vC]",  # den Führerschein machen
    r"d[nSOGRJAM]{0,3}[nGRJ][^.,C]{0,6}[vV]",  # alle Anfragen … beantworten
    r"v[^.]{0,4}K",
    r"V[P]{1,2}[^.,]{0,8}i(?=$|[.,])|[vV]P{1,2}[al][nGRJ]{1,3}i(?=$|[.,])",  # melde ich mich … an
)
_DEEDS = any_of(
    r"[VvK][nPi>oO&]{0,3}[lad]{1,2}[nGRJSOhpuHwM](?![nS]{0,2}A)",  # answer calls to the department
    r"[Vv][nSO]{0,2}[GJ]",
    r"F",
)
_SOMETHING = re.compile(r"[VvFKnGRJAMuE]")
_REASON = any_of(
    r";[^.]{0,40}",  # so that …, because …
    r"(?<![UECBSK,.&;>PXVvi])(?<!^)>(?=[VvCBKEn])[^.,;]{0,30}",  # … to be fitter, but not: want to
)
_VAGUE = any_of(
    r"C",  # better
    r"(?:^|\.)[^.V]*E",  # try to, unless something definite is done before
    r"B[^.,;Vv]{0,4}[SA]",  # be confident
    r"(?:^|[.,UP>])V[lanS]{0,3}A(?![nGRJAal])",  # build trust, but: send my boss a
    r"^[^VvFKGJ]*S[^VvFKGJ]*$",  # calmly, with nothing done
)


def amounts(kinds: str, rest: str, *, strict: bool = False) -> Iterator[Span]:
    """Where a number counts or weighs something; `rest` is the kinds without what tells time.

    `strict`: not where it belongs to somebody or something, as in “be better with my two sons”, nor where it
    counts who or what is meant, as in “more time with two kids”.
    """
    if strict:
        rest = without(rest, _who_is_meant(kinds))
        rest = _OF_OTHERS.sub("_", rest)
    yield from _spans(_AMOUNTS, rest)
    yield from _spans(_AMOUNTS_OF_TIME, kinds)


def _who_is_meant(kinds: str) -> Iterator[Span]:
    """The numbers in a vague sentence that count who or what is meant, not what is reached or done."""
    begin = 0
    for sentence in kinds.split("."):
        if vague(sentence):
            for match in _WHO_IS_MEANT.finditer(sentence):
                start, end = match.span(match.lastgroup or 0)
                if not _RATE.match(sentence, start):
                    yield begin + start, begin + end
        begin += len(sentence) + 1


def completion_events(rest: str, *, head_last: bool = False, verb_last: bool = False) -> Iterator[Span]:
    """Where something definite is brought about, so that one can tell when it is done.

    `head_last`: of nouns in a row the last is meant (English); `verb_last`: verbs may stand last (German).
    """
    yield from _spans(_EVENTS_HEAD_LAST if head_last else _EVENTS, rest)
    if verb_last:
        yield from _spans(_EVENTS_VERB_LAST, rest)


def deeds(rest: str) -> Iterator[Span]:
    """Where something definite is done."""
    return _spans(_DEEDS, rest)


def says_something(rest: str) -> bool:
    """Whether there is anything beside what tells time."""
    return bool(_SOMETHING.search(rest))


def core(kinds: str) -> str:
    """The kinds without what is said of the reason."""
    return _REASON.sub(lambda match: "_" * len(match.group()), kinds)


def vague(kinds: str) -> bool:
    """Whether the goal itself is a comparative, an effort or a state."""
    return bool(_VAGUE.search(kinds))


def _spans(pattern: re.Pattern[str], kinds: str) -> Iterator[Span]:
    return (match.span() for match in pattern.finditer(kinds))
