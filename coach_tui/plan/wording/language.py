"""Which of the four languages a goal is written in: told from small and common words, and letters."""

from __future__ import annotations

import re

from coach_tui.plan.wording.lexicon import unaccented

LANGUAGES = ("en", "fr", "de", "es")

_SMALL = {
    "en": """
        i the my a an and to of in by for with at on is be will want from each every this that least new
        get have our week month year day more than per when before until i'm i'll not me we your their who
        so it as would going do make after next end or how first better improve learn run lose read write
        weight times goal become start stop finish complete build save pass spend take weeks months days
        years hours minutes all about into lead team hire launch publish increase reduce between people
        skills grow strengthen obtain keep make our without growth
    """,
    "fr": """
        si dormir davantage manger je j' le la les un une des du de d' l' et a à au aux en dans pour par
        sur avec est ce cette mon ma mes que qu' plus moins chaque tous toutes fois semaine mois an ans
        année jour jours d'ici avant veux vais souhaite être faire avoir mieux me m' se s' ne pas nous
        notre nos leur qui chez heures heure prochain prochaine fin perdre poids courir apprendre devenir
        obtenir passer lire écrire arrêter finir trouver améliorer augmenter réduire gagner suivre prendre
        mettre terminer créer lancer développer équipe travail deux trois quatre cinq sept huit dix vingt
        jusqu' pendant sous afin plusieurs souvent régulièrement bientôt janvier février mars avril juin
        juillet août septembre octobre novembre décembre lundi mardi mercredi jeudi vendredi samedi
        dimanche réussir permis marathon livre ton tes son sa ses votre vos ils elle minimum maximum
        maigrir km sans vivre changer trente
        quinze quotidien quotidienne quotidiens quotidiennes
    """,
    "de": """
        ich der die das den dem des ein eine einen einem einer eines und zu zum zur in im am an auf für
        mit von vom bis ist sein werden wird will möchte mein meine meinen meiner meinem nicht mehr
        weniger jede jeden jedes jeder pro woche wochen monat monate monaten jahr jahre jahren tag tage
        tagen mal stunden minuten ende nächsten nächste nächstes nächster innerhalb nach vor bei als um
        dass damit weil wir uns unser unsere mich mir es sich besser lernen machen laufen lesen schreiben
        abnehmen werde soll können wieder oft bald regelmäßig täglich spätestens sechs sieben acht neun
        zehn zwei drei vier fünf bestehen mindestens durch ins beim über unter januar februar märz mai
        juni juli oktober dezember montag dienstag mittwoch donnerstag freitag samstag sonntag gesünder
        fitter sport rauchen aufhören verbessern steigern erreichen abschließen finden kaufen sparen
        einmal zweimal dreimal prüfung kunden team führen jährlich monatlich wöchentlich ihre ihr sie
        haben hat dieses diesen diesem dieser diese jahresende kilo kilos ohne oder aus immer geben leben
        vermeiden produkte entwickeln
    """,
    "es": """
        yo el la los las un una unos unas y de del a al en por para con que es mi mis me se lo no su sus
        más menos cada todos todas vez veces semana semanas mes meses año años día días quiero voy ser
        estar hacer tener mejor antes hasta dentro durante próximo próxima próximos próximas fin final
        este esta estos estas hora horas minutos perder peso correr aprender leer escribir dejar aprobar
        terminar conseguir encontrar mejorar aumentar reducir ganar ahorrar empezar lograr alcanzar dos
        tres cuatro cinco seis siete ocho nueve diez nuestro nuestra nosotros enero febrero marzo abril
        mayo junio julio agosto septiembre octubre noviembre diciembre lunes martes miércoles jueves
        viernes sábado domingo pronto algún alguna mucho muy como pero si sin sobre entre equipo trabajo
        inglés examen libro libros clientes semanal diario mensual quisiera deseo pretendo caminar fumar
        comer dormir kilos obtener curso
    """,
}
_LETTERS = {
    **dict.fromkeys("äöüß", "de"),
    **dict.fromkeys("ñ¿¡óíáú", "es"),
    **dict.fromkeys("çèêàâîôûëïœùé", "fr"),
}
_ENDINGS = {
    "en": "ing ness ful ship ght ly",
    "fr": "eaux eux euse ment tion aire ique ais ait ons ez eur oir",
    "de": """
        ung ungen heit keit lich schaft isch ieren nen ern cht chen iten ssen hmen ufen eten rden fter ster
        nter
    """,
    "es": "cion ciones dad mente ando iendo ero era ado ito illo aje ar",
}
_ENDED = [tuple(ends.split()) for ends in _ENDINGS.values()]
_WORD = re.compile(r"[^\W\d_]+'?")
_SEEN_OF = 2000
"""Characters looked at: enough to tell."""
_LOANS = re.compile(
    r"\b(?:week-?ends?|feedback|job|stress|leads?|team|meeting|workshop|marketing|leadership|coaching|manager)\b"
)
"""English words that are at home everywhere: they tell nothing."""
_VERBS = {"fr": ("er", "ir", "re"), "de": ("en", "ern", "eln"), "es": ("ar", "er", "ir", "rme")}
"""How the verb ends that a goal begins with; English ones end in anything."""

_WEIGHTS: dict[str, list[tuple[int, float]]] = {}


def language_of(text: str) -> str:
    """The language of a text, one of LANGUAGES; English where nothing tells."""
    if not _WEIGHTS:
        _weigh()
    text = text[:_SEEN_OF]
    points = [0.0, 0.0, 0.0, 0.0]
    words = _WORD.findall(_LOANS.sub("", unaccented(text)))
    for word in words:
        for which, weight in _WEIGHTS.get(word) or _by_ending(word):
            points[which] += weight
    if not text.isascii():
        for char in set(text.lower()):
            if (language := _LETTERS.get(char)) is not None:
                points[LANGUAGES.index(language)] += 0.7
    best = max(points)
    tied = [language for language, sum_ in zip(LANGUAGES, points, strict=True) if sum_ == best]
    if len(tied) > 1 and best:
        tied = [one for one in tied if one in _VERBS and words[0].endswith(_VERBS[one])] or tied
    return tied[0]


def _weigh() -> None:
    """Each small word speaks for its languages, and the more the fewer they are."""
    for which, language in enumerate(LANGUAGES):
        for word in {unaccented(word) for word in _SMALL[language].split()}:
            _WEIGHTS.setdefault(word, []).append((which, 1.0))
    for shared in list(_WEIGHTS):
        owners = _WEIGHTS[shared]
        _WEIGHTS[shared] = [(which, 1.0 / len(owners) ** 1.5) for which, _ in owners]


def _by_ending(word: str) -> list[tuple[int, float]]:
    """What an unknown word's ending says: little."""
    if len(word) < 5:
        return []
    return [(which, 0.25) for which, ends in enumerate(_ENDED) if word.endswith(ends)]
