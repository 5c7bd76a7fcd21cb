"""Short forms of given names: “Steffi”, “Alex”, “Tina” and “Bill” of Stefanie, Alexander, Martina, William.

A short form is the beginning or the end of a given name, with or without an ending that makes it small, or
one of the few that have nothing of either. It is asked of words with a capital alone: rather a word too many
than one too few.
"""

from __future__ import annotations

from coach_tui.plan.inflection import stems, without_ending
from coach_tui.plan.people_words import COMMON, MONTHS, NEVER, ROLES
from coach_tui.plan.spans import of_both
from coach_tui.plan.spellings import WORD, as_read
from coach_tui.plan.text import fold


def _words(text: str) -> tuple[str, ...]:
    return tuple(map(fold, text.split()))


_LEAST, _BARE = 3, 4
"""So many letters of a name are left before an ending, and in a short form without one."""
_LONG = 5
"""So many letters a name has at least of which parts are short forms."""
_SMALL = _words(
    "lein chen erl inha inho ette otto ina ine ita ito tje usz ie ee le li el xi zi si ke ka ek ko us ya y i"
)
"""Endings that make a name small, the longest first."""
_ONE_LETTER = "aeosxzu"
"""Those that do so only behind more of the name: “Alexa”, “Babs”."""
_OF_THREE = _words(
    """
    abe ada alf ali ana ann ari ben bea bob cal cat dan deb don edi eli eva flo fra gab gil gus ida ina isa
    joe jon jos kai kat kay ken kim kit lea len leo les lia lis liz lou luc lyn mae max meg mel mia nat
    ned nic nik pam pat peg pia pip rae ray reg rob ron roz sam seb sid sue ted teo tim tom val vic vin viv
    zac zoe
    """
)
"""Beginnings of three letters that are names; most are none."""
_OTHERS = (
    "william bill billy will willy liam",
    "robert bob bobby rob robbie bert",
    "richard dick rick ricky",
    "thomas tom tommy",
    "barbara babs babsi barbie",
    "john jack johnny",
    "james jim jimmy jamie",
    "margaret peggy peg meg maggie daisy greta",
    "margarete gretel grete gretchen",
    "edward ted teddy ned eddie",
    "theodore ted teddy theo",
    "elizabeth betty bess libby liz lizzie beth eliza",
    "elisabeth lisa lisbeth sissi liesl elli betty else",
    "katherine kate katie kitty kathy",
    "catherine kate katie cathy kitty",
    "charles chuck charlie chas",
    "henry hank harry hal",
    "mary molly polly mamie",
    "sarah sally sadie",
    "michael mike mick mickey",
    "anthony tony",
    "antonio tony tono nino",
    "nicholas nick nicky klaus",
    "nikolaus klaus niko",
    "nicole nixi nicki coco",
    "josef sepp pepi jupp joschi",
    "johannes hannes hans hansi",
    "friedrich fritz fritzi fredi",
    "heinrich heinz heiner hein",
    "georg schorsch jorg",
    "alexander sascha sasha xander",
    "alexandra sascha sasha sandra",
    "jose pepe",
    "francisco paco pancho curro",
    "ignacio nacho",
    "dolores lola",
    "guadalupe lupe",
    "mercedes merche",
    "rosario charo",
    "concepcion concha",
    "enrique quique",
    "jean jeannot",
    "zofia zosia zoska",
    "malgorzata gosia malgosia",
    "katarzyna kasia kaska",
    "joanna asia aska",
    "anna ania anka hania andzia",
    "agnieszka aga",
    "maria marysia masha",
    "aleksandra ola olka",
    "aleksander olek",
    "elzbieta ela elka",
    "jan janek jas jasiek",
    "jakub kuba",
    "stanislaw staszek stas",
    "krzysztof krzysiek krzys",
    "tomasz tomek",
    "wojciech wojtek",
    "grzegorz grzesiek",
    "zbigniew zbyszek",
    "ivan vanya",
    "mikhail misha",
    "dmitri dima mitya",
    "dmitry dima mitya",
    "evgeny zhenya",
    "natalia natasha",
    "ekaterina katya",
    "tatiana tanya",
    "иван ваня",
    "александр саша шура",
    "александра саша шура",
    "мария маша",
    "михаил миша",
    "дмитрий дима митя",
    "евгений женя",
    "наталья наташа",
    "екатерина катя",
    "татьяна таня",
)
"""Given names, each with short forms that are neither its beginning nor its end."""
_NOBODY = NEVER | ROLES | MONTHS
_SHORT_OF = {whole: short for whole, *short in map(_words, _OTHERS)}


class ShortForms:
    """What given names are called in short, each with what stands for the name."""

    def __init__(self) -> None:
        self._whole: dict[str, str] = {}
        """Short forms as they are known."""
        self._stems: dict[str, str] = {}
        """What stays of those that end in an a before other endings: “Zosię” is Zosia, “Диме” Дима."""
        self._begun: dict[str, str] = {}
        """Beginnings of given names."""
        self._ends: dict[str, str] = {}
        """Ends of given names."""

    def add(self, name: str, stand_in: str) -> None:
        """Know the given names of a full name by parts of them; the last word of several is none."""
        words = [fold(word) for word in WORD.findall(as_read(name))]
        for word in words[:-1] or words:
            if word in _NOBODY or not word.isalpha():
                continue
            for short in _SHORT_OF.get(word, ()):
                _put(self._whole, short, stand_in)
                for stem in stems(short) if short[-1] in "aая" else ():
                    _put(self._stems, stem, stand_in)
            for size in range(_LEAST, len(word) + 1 if len(word) >= _LONG else 0):
                _put(self._begun, word[:size], stand_in)
                _put(self._ends, word[-size:], stand_in)

    def of(self, word: str) -> str:
        """What stands for the name that a word with a capital, in folded form, is short for; "" for none."""
        if len(word) < _LEAST or word in _NOBODY:
            return ""
        found = self._whole.get(word, "")
        if not found and (len(word) >= _BARE or word in _OF_THREE):
            found = self._begun.get(word, "")
        if not found and word not in COMMON:
            found = self._ends.get(word, "") if len(word) >= _BARE else ""
            found = found or self._made_small(word) or self._ended(word)
        return found

    def _ended(self, word: str) -> str:
        return next(
            (self._stems[base] for base, stem in without_ending(word) if stem and base in self._stems), ""
        )

    def _made_small(self, word: str) -> str:
        for ending in _SMALL:
            if word.endswith(ending) and (found := self._part(word.removesuffix(ending), _LEAST)):
                return found
        return self._part(word[:-1], _BARE) if word[-1] in _ONE_LETTER else ""

    def _part(self, base: str, least: int) -> str:
        """What stands for the name that has this beginning or end, with its last letter once or twice."""
        once = base[:-1] if base[-2:-1] == base[-1:] else base
        for part in dict.fromkeys((base, once)):
            if len(part) >= least and part in self._begun:
                return self._begun[part]
            if len(part) >= _BARE and part in self._ends:
                return self._ends[part]
        return ""


def _put(known: dict[str, str], part: str, stand_in: str) -> None:
    known[part] = of_both(known.get(part, stand_in), stand_in)
