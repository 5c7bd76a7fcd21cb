"""Names in scripts that have no bounds between words: inside a run of signs."""

from __future__ import annotations

import re

from coach_tui.plan.spans import of_both

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach_tui.plan.former import Former
    from coach_tui.plan.spans import Span

SIGNS = 12
"""So many signs of a name that stands inside a run are known once no record holds it."""
INSIDE = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]+"
)
"""Scripts in which a name stands inside a run of signs: no spaces between words, or endings grow on it."""
SOMEBODY = "somebody"
"""What stands for somebody of whom no more is known."""


def inside_of(name: str) -> Iterator[str]:
    """The runs of signs by which a name is found inside a longer run, without a bound of words."""
    for run in INSIDE.findall(name):
        runs = {run}
        if 2 < len(run) < 5:  # family name and first name, written as one
            runs |= {run[1:], run[2:], run[:2]}
        yield from sorted(one for one in runs if len(one) > 1)


_FAMILY = re.compile("[\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+|[\uac00-\ud7ff]+")
_HONORIFIC = re.compile(
    "先生|女士|小姐|太太|夫人|老师|老師|同学|同學|さん|さま|様|氏|君|くん|ちゃん|殿"
    "| ?(?:씨|선생|여사)|(?:부장|과장|차장|대리(?!점)|팀장|대표(?![팀자적])|교수|박사"
    "|이사(?!회)|사장|원장|실장)"
)
"""What stands behind anybody's family name; in Korean a title as well."""
_TITLE = re.compile(
    "[总總](?![是在会會能要共体體结結部裁数數额額])|[总總](?:监|監|裁)|经理|經理|主任|教授|博士|医生|醫生|律师|律師|师傅|師傅"
    "|社長|部長|課長|係長|専務|常務|会長| (?:부장|과장|차장|대리|팀장|대표|교수|박사|이사|사장|원장|실장)"
)
"""What stands behind a family name where a sentence or a clause begins, and elsewhere behind other words."""
_LEADS = "和与與跟同给給向请請让讓由被是的了在问問见見叫找到从從はがのにをとで"
"""Behind these a family name may begin."""
_NOBODY = re.compile("[国國女帝]王|王様|神様|对方|對方|地方|조교수|부교수|정교수|이사장|이 (?!씨|선생)")
"""Words of a language that look like a family name and what stands behind it."""


def families_of(name: str) -> Iterator[str]:
    """What may be the family name in a name, short as it is: found only with “Mr.” or the like behind it."""
    runs = INSIDE.findall(name)
    if not runs or not _FAMILY.fullmatch(runs[0]):
        return
    size = len(runs[0])
    sizes = (size,) if len(runs) > 1 else {2: (1,), 3: (1,), 4: (1, 2)}.get(size, (2, 3))
    yield from (runs[0][:one] for one in sizes if one < 4)


def _is_addressed(text: str, start: int, end: int) -> bool:
    """Whether what stands from start to end has behind it what stands behind family names."""
    behind = _HONORIFIC.match(text, end)
    title = behind or _TITLE.match(text, end)
    if title is None or _NOBODY.match(text, start) or _NOBODY.match(text, max(0, start - 1)):
        return False
    before = text[max(0, start - 1) : start]
    begins = not INSIDE.match(before)
    if "\uac00" <= text[start] <= "\ud7ff":
        return begins  # else it is a word that goes on
    return behind is not None or begins or before in _LEADS


class Inside:
    """The names that may stand inside a run of signs, each with what stands for it."""

    def __init__(self) -> None:
        self._names: dict[str, list[tuple[str, str]]] = {}
        """By its first sign each name, the longest first."""
        self._families: dict[str, str] = {}

    def __bool__(self) -> bool:
        return bool(self._names or self._families)

    def add(self, name: str, stand_in: str) -> None:
        """Find a name inside runs."""
        for family in families_of(name):
            self._families[family] = of_both(self._families.get(family, stand_in), stand_in)
        for run in inside_of(name):
            names = self._names.setdefault(run[0], [])
            if run not in [name for name, _ in names]:
                names.append((run, stand_in))
                names.sort(key=lambda pair: -len(pair[0]))

    def spans(self, text: str, formers: Sequence[Former]) -> Iterator[Span]:
        """Where in a text these names stand, and former ones."""
        for run in INSIDE.finditer(text) if self or formers else ():
            at = run.start()
            while at < run.end():
                length, stand_in = self._at(text, at, run.end(), formers)
                if length:
                    yield at, at + length, stand_in
                at += length or 1

    def _at(self, text: str, at: int, end: int, formers: Sequence[Former]) -> tuple[int, str]:
        """The longest name that begins with a sign inside a run: how many signs, and what stands for it."""
        for size in range(1, min(3, end - at) + 1):
            if _is_addressed(text, at, at + size):
                family = text[at : at + size]
                if known := self._families.get(family):
                    return size, known
                if any(former.has_family(family) for former in formers):
                    return size, SOMEBODY
        for name, stand_in in self._names.get(text[at], ()):
            if text.startswith(name, at):
                return len(name), stand_in
        for former in formers:
            for length in range(min(SIGNS, end - at), 1, -1):
                if former.has_run(text[at : at + length]):
                    return length, SOMEBODY
        return 0, ""
