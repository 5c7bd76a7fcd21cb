"""What a word is, where it can be two things, by the words beside it: patterns over the kinds of words.

The letters are listed in `coach_tui.plan.wording.lexicon`. Every repetition is bounded, so that a hostile
text costs no more than its length.
"""

from __future__ import annotations

import re

from coach_tui.plan.wording.grammar import any_of

_SPAN = "[!lSb]{0,2}[Na]{1,2}[Sn]?"
_LENGTH = "(?:[!lSb]{0,2}(?:aN?|N)[Sn]?[ph]|W)"
_LEAD = "(?:[biogl~I!]{0,2}|n[.])"
"""What may stand between “instead of” or an arrow and the length: within, in, max."""
_CHANGES = any_of(
    # 24 hours instead of 3 days, 72h → 48h → 24h, but: 5 → 8 a week
    rf"(?:{_LENGTH}|%)[nCS,]{{0,2}}(?:@{_LEAD}(?:{_LENGTH}|[Na](?!a?p))){{1,4}}|{_LENGTH}[nCS,]{{0,2}}@{_LEAD}%",
    rf"<{_SPAN}p[>~]l?np",  # from three days to the same day
    rf"(?:N[nCS,]{{0,2}}|a)@{_LEAD}{_LENGTH}",  # 90 → 45 days
    rf"{_LENGTH},?n?<{_LENGTH}|o(?:{_SPAN}p|W)[,n]?~(?:{_SPAN}p|W)",  # 2 days, down from 5 days
    rf"<{_SPAN}p[nCS,]{{0,2}}[>~]{_SPAN}p?|<{_SPAN}[nCS,]{{0,2}}[>~]{_SPAN}p",  # from 3 days to 1 day
    rf"<(?:{_SPAN})?W[nCS,]{{0,2}}[>~](?:{_SPAN}p|W)",  # from 48 to 24 hours
    rf"<{_SPAN}[phW]?[nCS,]{{0,2}}[>~][!lSb]{{0,2}}W",
    r"[>~](?:!{1,2}|Co)[Na][Sn]?p",  # to under two days, à moins de 2 jours
    rf"(?:(?<=[VvC.])o{_SPAN}p?|o{_SPAN}p)[,n]?~{_SPAN}p",  # passer de 3 semaines à 5 jours
    r"(?<![bio~lkgIZ<])NpC(?=$|[.,bgio&;<I])",  # two days earlier
)
_CHANGES_OF_CHANGED = any_of(
    rf"o(?:{_SPAN}p?|W)[nCS,]{{0,2}}~(?:{_SPAN}p|[!lSb]{{0,2}}W)",  # de 10 à 6 jours, von 5 auf 3 Tage
    r"[>~][!Sb]{0,2}[Na][Sn]?p|[>~][!Sb]{0,2}W",  # cut it to two days
    r"(?<!b)oNp",  # réduire de deux jours
)
"""Where the goal is to change something: the same words tell a duration elsewhere."""
_CHANGE_AHEAD = re.compile(rf"(@{_LEAD}{_LENGTH})(,[^.@]{{0,5}}?|[biogln!]{{0,2}})({_LENGTH})")
"""What is replaced, and what replaces it: instead of 3 days, answer within one."""
_FROM_A_START = re.compile(r"<(?=lO?p|lzo?l?[nAGMSR])")  # from the first day on, but: from 1 May on
_UNTIL_SOMETHING = re.compile(r"(I[lak]{1,2}|Zk?)([nSMAR]{0,2})[nv](?![nSGRJMA])")  # before the launch
_SPAN_OF_PLAN = re.compile(r"(?<=[la])Np(?=A)")  # my three-year vision
_NUMBERED_DAY = re.compile(r"N\.(?=[myHpJlk])")  # 30. Juni, 40. Geburtstag
_SLASHED_DAY = re.compile(r"(?<=[bgizlwk])/")  # by 8/1, but 1/2 and 24/7
_LABELLED = re.compile(r"[L0][ol]?N")  # step 2, number one
_MONTH = re.compile(r"(?<=[bgizkjoO,NYD])y|y(?=[OYN])|y(?=,[NY])|(?<=[bgi]l)y(?=J)")  # in may, may 3
_ATTRIBUTE = any_of(
    r"(?<=l)D(?=[nGRJAM])|(?<=l)[mw](?=[nGRAM])",  # the Q3 results, the Monday stand-up
    r"(?<![bgi]l)(?<=l)[mw](?=J)",  # but: at the March conference
)
_RHYTHM_OF_A_KNOWN = re.compile(r"(?<=l)e(?=[nSMA]{0,2}[nGJ])")  # hand over the monthly report
_RHYTHM_BEHIND = re.compile(r"(?<=[huJpx%N])e|(?<=[aN][nG])e|(?<!.)e")  # 30 minutos diarios
_DEED_AS_NOUN = re.compile(r"(?:^|(?<=[.,]))s(?=[alo])")  # delivery of the parts
_TENFOLD = re.compile(r"(?<=a)x(?=[nRGSA])")  # a 10x engineer
_YEAR = any_of(
    r"(?<=[bgizomypJDkjlHOwY])Y(?![un])",  # in 2027, May 2027; but 2000 steps
    r"^Y(?=[alvVPU,]|$)|(?<=V)Y(?=l)",  # 2027 einen …, make 2027 my …
    r"(?<=[myp],)Y|(?<=[myp][ON],)Y",
)
_VERB_FIRST = re.compile(r"(?:^|(?<=[.,&>UP]))[GRzJS](?=[al])")  # book an appointment, I will report the
_VERB_AFTER_TO = re.compile(r"(?:(?<=>)|^|(?<=[.,]))A(?=[alidb])")  # to use the
_VERB_BEFORE_PERSON = re.compile(r"(?<![aldSOnk])G(?=P)")  # stelle ich
_NOUN_NOT_VERB = re.compile(r"(?<=[aldO])V(?![al>])")  # a draft
_NOUN_LIKE_VERB = re.compile(r"(?<=[aldO])v(?![al>])")  # the call
_END_OF_COMPOUND = re.compile(r"(?<=[ald][nSO])V(?![al>])")  # the sales report
_TO_A_NUMBER = re.compile(r"(?<!E)(?<!E.)~(?=[!lSb]{0,2}N)")  # auf drei Fälle, but: réfléchir à deux
_IN_PLACE_OF_A_DAY = re.compile(r"(?<=w)@")  # on Friday instead of Monday: no list of days
_PREPOSITIONS = str.maketrans("<~IZ@", "iibb,")
"""What prepositions are once their own patterns are read."""


def settled_kinds(kinds: str, *, compounds: bool = False, attributive: bool = False) -> str:
    """The kinds once words that can be two things are decided by what stands beside them.

    `compounds`: whether nouns stand before nouns, as in “sales report”, so that a verb there is one.
    `attributive`: whether dates do, as in “the June figures”, so that they are none.
    """
    if "." in kinds:
        kinds = _NUMBERED_DAY.sub("OO", kinds)
    kinds = _changed(kinds)
    kinds = _SPAN_OF_PLAN.sub("nn", kinds)
    kinds = _FROM_A_START.sub("n", kinds)
    kinds = _IN_PLACE_OF_A_DAY.sub("n", kinds)
    kinds = _TO_A_NUMBER.sub(">", kinds)
    kinds = _UNTIL_SOMETHING.sub(r"\1\2J", kinds).translate(_PREPOSITIONS)
    kinds = _SLASHED_DAY.sub("D", kinds).replace("/", "=")
    kinds = _LABELLED.sub(lambda match: "#" * len(match.group()), kinds)
    kinds = _VERB_FIRST.sub("V", kinds)
    kinds = _VERB_AFTER_TO.sub("v", kinds)
    kinds = _NOUN_NOT_VERB.sub("G", kinds)
    kinds = _NOUN_LIKE_VERB.sub("n", kinds)
    if compounds:
        kinds = _END_OF_COMPOUND.sub("G", kinds)
    kinds = _VERB_BEFORE_PERSON.sub("V", kinds)
    if "y" in kinds:
        kinds = _MONTH.sub("m", kinds).replace("y", "n")
    if "e" in kinds:
        kinds = _RHYTHM_OF_A_KNOWN.sub("n", kinds)
        kinds = kinds.replace("e", "r") if attributive else _RHYTHM_BEHIND.sub("r", kinds).replace("e", "n")
    if "s" in kinds:
        kinds = _DEED_AS_NOUN.sub("V", kinds).replace("s", "J")
    kinds = _TENFOLD.sub("n", kinds)
    if attributive:
        kinds = _ATTRIBUTE.sub("n", kinds)
    if "Y" in kinds:
        kinds = _YEAR.sub("D", kinds).replace("Y", "N")
    return kinds


def _changed(kinds: str) -> str:
    """The kinds with each change of a length of time made an amount, which it is."""
    kinds = _CHANGES.sub(_weighed, kinds)
    if "@" in kinds:
        kinds = _CHANGE_AHEAD.sub(_weighed_both, kinds)
    return _CHANGES_OF_CHANGED.sub(_weighed, kinds) if "C" in kinds else kinds


def _weighed(match: re.Match[str]) -> str:
    return "%" * len(match.group())


def _weighed_both(match: re.Match[str]) -> str:
    old, between, new = match.groups()
    return "%" * len(old) + between + "%" * len(new)
