"""Months, weekdays and days near today, in the languages that clients and spreadsheets write.

Those are English, French, German and Spanish. Names are in the form of `coach_tui.plan.text.fold`: small
letters without accents.
"""

from __future__ import annotations

MONTHS = (
    ("january", "janvier", "januar", "janner", "enero"),
    ("february", "fevrier", "februar", "feber", "febrero"),
    ("march", "mars", "marz", "maerz", "marzo"),
    ("april", "avril", "abril"),
    ("may", "mai", "mayo"),
    ("june", "juin", "juni", "junio"),
    ("july", "juillet", "juli", "julio"),
    ("august", "aout", "agosto"),
    ("september", "septembre", "septiembre", "setiembre"),
    ("october", "octobre", "oktober", "octubre"),
    ("november", "novembre", "noviembre"),
    ("december", "decembre", "dezember", "diciembre"),
)
WEEKDAYS = (
    ("monday", "lundi", "montag", "lunes"),
    ("tuesday", "mardi", "dienstag", "martes"),
    ("wednesday", "mercredi", "mittwoch", "miercoles"),
    ("thursday", "jeudi", "donnerstag", "jueves"),
    ("friday", "vendredi", "freitag", "viernes"),
    ("saturday", "samedi", "samstag", "sonnabend", "sabado"),
    ("sunday", "dimanche", "sonntag", "domingo"),
)
NEAR: dict[str, int] = {
    **dict.fromkeys(("today", "tod", "aujourd'hui", "aujourdhui", "heute", "hoy"), 0),
    **dict.fromkeys(("tomorrow", "tom", "demain", "morgen", "manana"), 1),
    **dict.fromkeys(("yesterday", "hier", "gestern", "ayer"), -1),
    **dict.fromkeys(
        ("day after tomorrow", "the day after tomorrow", "apres-demain", "apres demain", "ubermorgen"), 2
    ),
    **dict.fromkeys(("uebermorgen", "pasado manana"), 2),
    **dict.fromkeys(
        ("day before yesterday", "the day before yesterday", "avant-hier", "avant hier", "vorgestern"), -2
    ),
    **dict.fromkeys(("anteayer", "antes de ayer", "antier"), -2),
}
"""How many days from today a word stands for; the apostrophe is the plain one."""


def month_named(word: str) -> int:
    """The month (1-12) whose name a word of three letters or more begins; 0 for none, or for several.

    >>> month_named("sept"), month_named("dez"), month_named("jui")
    (9, 12, 0)
    """
    found = _begun(MONTHS, word) if len(word) > 2 else []
    return found[0] + 1 if len(found) == 1 else 0


def weekdays_named(word: str) -> list[int]:
    """The weekdays (0 is Monday) that a word of two letters or more may stand for beside a date.

    >>> weekdays_named("tue"), weekdays_named("di")
    ([1], [1, 6])
    """
    return _begun(WEEKDAYS, word) if len(word) > 1 else []


def weekday_alone(word: str) -> int | None:
    """The weekday that a word means by itself: three letters of its English name, or all of another."""
    for index, (english, *others) in enumerate(WEEKDAYS):
        if (len(word) > 2 and english.startswith(word)) or word in others:
            return index
    return None


def _begun(table: tuple[tuple[str, ...], ...], word: str) -> list[int]:
    return [index for index, names in enumerate(table) if any(name.startswith(word) for name in names)]
