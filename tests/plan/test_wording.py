"""The judge of wording: what each rule finds, what it asks, and what holds for any text."""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from importlib import import_module

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coach_tui.plan.text import clean
from coach_tui.plan.wording import LANGUAGES, Judgement, judge, language_of, vague_words
from coach_tui.plan.wording import questions as asked
from coach_tui.plan.wording.judge import LETTERS, VAGUE

QUESTIONS = asked.LETTERS["en"]


def missed_times(language: str, text: str, whens: str) -> list[str]:
    """The times, parted by strokes, that bind a goal to none."""
    return [
        when
        for when in whens.split("|")
        if not judge(f"{text} {when}", language=language).letters["time_bound"].ok
    ]


def letters(text: str, **options: str) -> str:
    """The letters that are told, such as "SM-"."""
    judgement = judge(text, **options)
    told = [judgement.letters[name].ok for name in ("specific", "measurable", "time_bound")]
    return "".join(letter if ok else "-" for letter, ok in zip("SMT", told, strict=True))


# What the domain rules say


def test_the_two_goals_of_the_domain() -> None:
    vague = judge("I want to improve my leadership skills")
    smart = judge("I want to lead a successful project team in the next three months")
    assert (vague.verdict, smart.verdict) == ("vague", "smart")
    assert [hint.word for hint in vague.hints] == ["improve"]
    assert vague.question == "From what to what?"
    assert smart.hints == []
    assert smart.letters["time_bound"].found == ["in the next three months"]
    assert smart.question == QUESTIONS["achievable"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_depends_on_the_person_is_left_open(language: str) -> None:
    judgement = judge("Run a marathon by June", language=language)
    assert list(judgement.letters) == list(LETTERS)
    for name in ("achievable", "relevant"):
        letter = judgement.letters[name]
        assert (letter.ok, letter.found, letter.question) == (None, [], QUESTIONS[name])


@pytest.mark.parametrize(
    "text",
    [
        "be the number one leader",
        "Be the number one leader by 2030",
        "Become number 1 in my field by June",
        "Give 110% at work",
        "Improve sales by the end of Q2",
        "Get to phase 2 of feeling well",
        "Être le numéro un dans mon domaine",
        "Die Nummer 1 in der Branche sein",
        "Ser el número uno de mi sector",
    ],
)
def test_a_number_alone_measures_nothing(text: str) -> None:
    assert not judge(text).letters["measurable"].ok


@pytest.mark.parametrize(
    "text",
    [
        "pass the PMP exam by Easter",
        "Publish a novel",
        "Get a promotion",
        "Become district manager",
        "Graduate",
        "Quit smoking",
        "Sign the lease",
        "Hire a deputy",
        "Get an A in biology",
        "Double our sign-ups",
        "Have the plan approved by the board",
        "Greet every new visitor",
        "Obtenir mon permis de conduire",
        "Arrêter de fumer",
        "Den Führerschein machen",
        "Eine Weiterbildung zur Mediatorin abschließen",
        "Mit dem Rauchen aufhören",
        "Aprobar el examen de conducir",
        "Dejar de fumar",
    ],
)
def test_something_definite_measures_without_digits(text: str) -> None:
    assert judge(text).letters["measurable"].ok


@pytest.mark.parametrize(
    ("language", "text", "whens"),
    [
        (
            "en",
            "Paint the fence",
            "by 8/1/2027|by 8/1|by 30.09.|by 30.9.2027|by 2027-06-30|by Q2|in Q3 2027|in H1|"
            "by the end of April|by Labor Day|before the fiscal year ends|"
            "by the end of the fiscal year|within six weeks|on Friday|by Easter|this semester|"
            "before my 40th birthday|by age 40|before I turn 40|by the time I am 40|for six months|"
            "over the next two quarters|this summer|by June 30th, 2027|by 30 June|in 2027|"
            "by year-end|by next Tuesday|tomorrow|every day|every second Friday|3x/week|"
            "twice a week|once a month|per week|daily|on Mondays|each morning|"
            "before the next board meeting|until Christmas|in May|no later than March 3|"
            "within the next 90 days|by the end of next week|at the start of the school year|"
            "by COB 5 pm|five days a week|every other week|within 48 hours|by 12/31|"
            "in the second half of the year|before graduation|in FY27|by mid-May|"
            "by early September|on the first Monday of every month",
        ),
        (
            "fr",
            "Peindre la clôture",
            "avant le 30 juin|d'ici la fin de l'année|d'ici fin mars|en trois mois|"
            "dans les six prochains mois|le 30/06/2027|au deuxième trimestre|au T2|vendredi|"
            "le mois prochain|cette année|avant Pâques|chaque semaine|tous les jours|"
            "deux fois par semaine|avant mes 40 ans|avant la rentrée|demain|à partir de lundi|"
            "pendant trente jours|d’ici à juin|au plus tard le 3 mai|en 2027|d'ici deux ans|"
            "une fois par mois|avant la prochaine réunion",
        ),
        (
            "de",
            "Den Zaun streichen",
            "bis Ende Juni|bis zum 30.09.|bis 30. Juni 2027|in drei Monaten|"
            "in den nächsten sechs Wochen|bis Q2|innerhalb von sechs Wochen|im zweiten Quartal|"
            "am Freitag|nächsten Monat|dieses Jahr|bis Ostern|jede Woche|täglich|zweimal pro Woche|"
            "dreimal die Woche|einmal im Monat|vor meinem 40. Geburtstag|bis Jahresende|morgens|"
            "ab Montag|bis zum Sommer|spätestens im Mai|bis 2027|vor der nächsten Sitzung|"
            "im Laufe des Jahres|jeden zweiten Freitag|bis Ende des Geschäftsjahres|montags|heute",
        ),
        (
            "es",
            "Pintar la valla",
            "antes de junio|antes del 30 de junio de 2027|para fin de año|a finales de abril|"
            "en tres meses|en los próximos seis meses|el 30/06/2027|en el segundo trimestre|"
            "el viernes|el mes que viene|este año|antes de Navidad|cada semana|todos los días|"
            "dos veces por semana|tres veces a la semana|mañana|antes de cumplir los 40|"
            "dentro de seis semanas|hasta mayo|en 2027|al mes|para Semana Santa|a partir del lunes|"
            "durante treinta días|antes de la próxima reunión|a más tardar el 3 de mayo",
        ),
    ],
)
def test_dates_come_in_many_shapes(language: str, text: str, whens: str) -> None:
    assert not missed_times(language, text, whens)


@pytest.mark.parametrize(
    "text",
    [
        "Improve my daily life",
        "Reduce delivery time by two days",
        "Reduce costs by 10%",
        "I may march on",
        "Sound less monotonous",
        "Be on time",
        "Run 2000 steps more",
        "Rate my mood 1/2",
        "Get fit in the long run",
        "Work full-time",
    ],
)
def test_what_only_looks_like_time_binds_nothing(text: str) -> None:
    assert not judge(text).letters["time_bound"].ok


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Every day", "--T"),
        ("by June", "--T"),
        ("Be a better father to my two sons", "---"),
        ("Be 100% present in conversations", "---"),
        ("Be available 24/7", "---"),
        ("Get better at giving the team feedback", "---"),
        ("Keep the house tidy", "S--"),
        ("Become a good boss", "---"),
        ("Become head of marketing", "SM-"),
        ("Present the Q3 results to the committee", "SM-"),
        ("Let Maria lead the Monday stand-up", "SM-"),
        ("Take 28 days of leave this year", "SMT"),
        ("Finish chapter 3 by Friday", "SMT"),
        ("Visit Lisbon before I turn thirty", "SMT"),
        ("Feel 7/10 confident before each board meeting", "SMT"),
        ("Learn Spanish to B1 level by December", "SMT"),
        ("Answer customer e-mails within 24 hours", "SMT"),
        ("Run ten kilometres in under an hour", "SM-"),
        ("2027 einen Umsatz von 1,2 Mio. € erzielen", "SMT"),
        ("Am 30. Juni die Prüfung bestehen", "SMT"),
        ("Sichtbarer werden", "---"),
        ("Courir 10 km en moins de 50 minutes", "SM-"),
        ("Répondre aux clients sous 24 heures", "SMT"),
        ("Correr 10 km en menos de 50 minutos", "SM-"),
    ],
)
def test_what_stands_beside_a_word_decides(text: str, told: str) -> None:
    assert letters(text) == told, judge(text).letters


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Shorten the approval of orders from 5 weeks to 2 weeks", "SM-"),
        ("Shorten the approval of orders from five weeks to two", "SM-"),
        ("Time to fill a post: from 70 days down to 40", "SM-"),
        ("Answer quotes two days earlier", "SM-"),
        ("Bring the waiting time down to under three weeks", "SM-"),
        ("Bring the waiting time down to under three weeks by the end of the trial", "SMT"),
        ("Cut the lead time from 5 weeks to 2 weeks by 30 April", "SMT"),
        ("Cut the lead time from 48 hours to 24 hours", "SM-"),
        ("Réduire l'attente de 8 à 3 semaines", "SM-"),
        ("Passer de 3 semaines à 5 jours pour répondre aux devis", "SM-"),
        ("Ramener l'attente à moins de trois semaines d'ici la fin du projet", "SMT"),
        ("Die Wartezeit von 8 auf 3 Wochen verkürzen", "SM-"),
        ("Die Wartezeit auf drei Wochen verkürzen", "SM-"),
        ("Die Wartezeit bis zum Ende des Projekts von acht auf drei Wochen verkürzen", "SMT"),
        ("Reducir la espera de 8 a 3 semanas", "SM-"),
        ("Reducir la espera de 72 a 24 horas antes de junio", "SMT"),
        # But a duration stays one.
        ("Publish a post each day for three weeks", "SMT"),
        ("In three weeks improve my listening", "--T"),
        ("Das Vertrauen des Teams innerhalb von drei Monaten stärken", "--T"),
    ],
)
def test_a_change_from_one_length_to_another_is_an_amount(text: str, told: str) -> None:
    assert letters(text) == told, judge(text).letters


@pytest.mark.parametrize(
    ("language", "text", "whens"),
    [
        (
            "en",
            "Paint the fence",
            "by the end of the engagement|by the end of our coaching programme|at the end of this project|"
            "by the end of 6 sessions|by our next catch-up|before the product launch|ahead of the merger|"
            "in time for the wedding|after the holidays|between now and Easter|by the final review|"
            "at the March conference|in the next review cycle|over the course of the year|"
            "within ten working days|by the time I leave|before each client visit|in my next three meetings",
        ),
        (
            "fr",
            "Peindre la clôture",
            "à la fin de la période d'essai|d'ici la fin de l'accompagnement|au terme de la mission|"
            "à l'issue du parcours|avant l'audit|d'ici au lancement|jusqu'au déménagement|"
            "à chaque comité|dans l'année|dès la rentrée|avant la fin des cours",
        ),
        (
            "de",
            "Den Zaun streichen",
            "bis zum Ende des Coachings|am Ende der Begleitung|bis zum Umzug|bis zur Übergabe|"
            "bis zum Projektende|im neuen Jahr|zum Abschluss|vor jeder Sitzung|ab dem 1. Januar|"
            "ab sofort|an zwei Tagen im Monat",
        ),
        (
            "es",
            "Pintar la valla",
            "al final del proceso|al término del programa|para el cierre del proyecto|antes del lanzamiento|"
            "hasta la auditoría|en cada comité|a lo largo del año|después de las vacaciones",
        ),
    ],
)
def test_an_event_or_the_end_of_one_is_a_time(language: str, text: str, whens: str) -> None:
    assert not missed_times(language, text, whens)


@pytest.mark.parametrize(
    "text",
    [
        "Be present from the first day on",
        "Speak without fear in front of others",
        "Vor dem Team sicher sprechen",
        "Draft my three-year strategy",
        "Have fewer interruptions between the calls",
    ],
)
def test_what_only_looks_like_an_event_is_no_time(text: str) -> None:
    assert not judge(text).letters["time_bound"].ok


@pytest.mark.parametrize(
    "text",
    [
        "Double down on quality this year",
        "Zero in on what counts by May",
        "Be a first-class host every day",
        "Build trust with my two new bosses by March",
        "Build a strong name in our trade by autumn",
        "Create a high-performing sales team by June",
        "Communicate clearly in every town hall",
        "Focus on my top three priorities this quarter",
        "Take care of myself each day",
        "M'investir à 100 % d'ici juin",
        "Me couper en quatre pour les clients ce trimestre",
        "Créer un climat de confiance avant l'été",
        "Construire une image forte cette année",
        "Prendre soin de moi chaque jour",
        "Jeden Tag bewusst leben",
        "Bis Juni den Stress in den Griff bekommen",
        "Bis Mai eine gute Beziehung zu meiner Chefin aufbauen",
        "Cuidarme cada día",
        "Crear una imagen fuerte este año",
        "Ganarme la confianza del equipo en 100 días",
    ],
)
def test_a_date_alone_makes_no_vague_goal_smart(text: str) -> None:
    judgement = judge(text)
    assert (judgement.letters["time_bound"].ok, judgement.verdict) == (True, "vague"), judgement.letters


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("At least 80% of the guests give us 4 or better by May", "SMT"),
        ("Do more sport, twice a week until Easter", "SMT"),
        ("Call my mother more often, once a week until Easter", "SMT"),
        ("Do more sport every day until Easter", "--T"),
        ("Mehr Sport treiben, zweimal pro Woche bis Ostern", "SMT"),
        ("Mehr Sport treiben, 2x/Woche bis Ostern", "SMT"),
        ("Mehr Sport treiben, jeden Tag bis Ostern", "--T"),
        ("Faire plus de sport, deux fois par semaine jusqu'à Pâques", "SMT"),
        ("Faire plus de sport, une fois par semaine jusqu'à Pâques", "SMT"),
        ("Faire plus de sport chaque jour jusqu'à Pâques", "--T"),
        ("Hacer más deporte, dos veces por semana hasta Pascua", "SMT"),
        ("Hacer más deporte, una vez por semana hasta Pascua", "SMT"),
        ("Hacer más deporte cada día hasta Pascua", "--T"),
        ("Cut our waste by a third this year", "SMT"),
        ("Get a B+ in statistics this term", "SMT"),
        ("No meetings on Wednesdays", "SMT"),
        ("A month without sugar in March", "SMT"),
        ("All guests get an answer within two days", "SMT"),
        ("By May the lease is signed", "SMT"),
        ("Delivery of the samples by 3 May", "SMT"),
        ("Grow sales 5% year over year", "SMT"),
        ("Hand over the monthly report", "SM-"),
        ("Hold a monthly meeting with the team", "SMT"),
        ("Be a 10x seller", "---"),
        ("Présenter le rapport mensuel", "SM-"),
        ("Trente minutes quotidiennes de lecture", "SMT"),
        ("Caminar 20 minutos diarios", "SMT"),
        ("Ampliar el número de lectores mensuales", "---"),
        ("Ich melde mich im Mai zum Tanzkurs an", "SMT"),
        ("Bis Ostern ist das Darlehen getilgt", "SMT"),
        ("Bis Mai habe ich den Keller aufgeräumt", "SMT"),
        ("Bis Mai den Antrag eingereicht haben", "SMT"),
        ("Unterzeichnung des Vertrags bis Mai", "SMT"),
        ("Zwei Tassen Tee am Tag trinken", "SMT"),
        ("Werktags nach 19 Uhr keine Anrufe mehr", "SMT"),
        ("Pas de réunion le lundi matin", "SMT"),
        ("Los lunes sin reuniones", "SMT"),
    ],
)
def test_amounts_and_rhythms_come_in_many_shapes(text: str, told: str) -> None:
    assert letters(text) == told, judge(text).letters


@pytest.mark.parametrize("name", ["english", "french", "german", "spanish"])
def test_every_word_is_of_one_kind(name: str) -> None:
    kinds = import_module(f"coach_tui.plan.wording.{name}").KINDS
    words = [word for listed in kinds.values() for word in listed.split()]
    assert [word for word, count in Counter(words).items() if count > 1] == []
    assert all(len(kind) == 1 for kind in kinds)


# Hints


@pytest.mark.parametrize(
    ("text", "word", "question", "field"),
    [
        ("Communicate better", "better", "From what to what?", "measure"),
        ("Increase revenue", "Increase", "From what to what?", "measure"),
        ("Try to relax", "Try", "What will exist or be visible when it is done?", "activity"),
        ("Focus on people", "Focus on", "What will exist or be visible when it is done?", "activity"),
        ("Feel confident", "confident", "What would someone see you do?", "activity"),
        ("Be organised", "organised", "What would someone see you do?", "activity"),
        ("Exercise regularly", "regularly", "How many times a week?", "cadence"),
        ("Read several books", "several", "How many?", "measure"),
        ("Talk to a lot of people", "a lot of", "How many?", "measure"),
        ("Change jobs someday", "someday", "By which date?", "due"),
        ("Call him ASAP", "ASAP", "By which date?", "due"),
        ("Move house if possible", "if possible", "What would make it certain?", "confidence"),
        ("Hopefully sell the car", "Hopefully", "What would make it certain?", "confidence"),
        ("Mieux dormir", "Mieux", "From what to what?", "measure"),
        ("Faire du sport régulièrement", "régulièrement", "How many times a week?", "cadence"),
        ("Faire du sport regulierement", "regulierement", "How many times a week?", "cadence"),
        ("Besser zuhören", "Besser", "From what to what?", "measure"),
        ("REGELMAESSIG SPORT TREIBEN", "REGELMAESSIG", "How many times a week?", "cadence"),
        ("Irgendwann den Beruf wechseln", "Irgendwann", "By which date?", "due"),
        ("Dormir mejor", "mejor", "From what to what?", "measure"),
        ("Leer a menudo", "a menudo", "How many times a week?", "cadence"),
        ("Cambiar de trabajo algún día", "algún día", "By which date?", "due"),
    ],
)
def test_a_vague_word_is_named_with_its_question(text: str, word: str, question: str, field: str) -> None:
    hint = next(hint for hint in vague_words(text) if hint.word == word)
    assert (hint.question, hint.field) == (question, field)
    assert word not in [hint.word for hint in vague_words(text, answered={field})]


def test_a_hint_is_silent_where_the_words_answer_it() -> None:
    assert vague_words("Reduce overtime from 12 to 4 hours a week") == []
    assert vague_words("Exercise regularly, three times a week") == []
    assert [hint.word for hint in vague_words("Call several clients soon, by 3 May")] == ["several"]


def test_the_question_is_the_first_that_is_open() -> None:
    goal = "Be more confident"
    assert judge(goal).question == "From what to what?"
    assert judge(goal, answered={"measure"}).question == "What would someone see you do?"
    assert judge(goal, answered={"measure", "activity"}).question == QUESTIONS["time_bound"]
    assert judge(goal, answered={"measure", "activity", "due"}).question == QUESTIONS["achievable"]
    assert judge("Write the report").question == QUESTIONS["time_bound"]


# Languages


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Lose 5 kilos"),
        ("en", "I WANT TO RUN A MARATHON"),
        ("en", "Be a better boss"),
        ("en", "Improve my résumé by June"),
        ("en", ""),
        ("en", "12345 !!!"),
        ("fr", "Perdre 5 kilos avant Noël"),
        ("fr", "JE VEUX COURIR UN MARATHON"),
        ("fr", "Etre plus organise au travail"),
        ("fr", "J’arrête de fumer"),
        ("de", "5 Kilo abnehmen"),
        ("de", "ICH WILL EINEN MARATHON LAUFEN"),
        ("de", "Fuer die Pruefung lernen"),
        ("de", "Mehr Feedback geben im Daily Meeting"),
        ("es", "Perder 5 kilos antes de Navidad"),
        ("es", "QUIERO CORRER UN MARATON"),
        ("es", "Ser mas organizado en el trabajo"),
        ("es", "Dirigir el equipo de marketing"),
    ],
)
def test_the_language_is_told_from_the_text(language: str, text: str) -> None:
    assert language_of(text) == language
    assert judge(text).language == language


def test_the_language_can_be_given() -> None:
    assert judge("Marathon", language="de").language == "de"
    with pytest.raises(ValueError, match="en, fr, de, es"):
        judge("Marathon", language="it")


@pytest.mark.parametrize(
    "text",
    [
        "J'ai décidé d'arrêter de fumer d'ici l'été",
        "Bis Ende März die Prüfung bestehen",
        "Aprobar el examen antes de finales de año",
        "I'll sign the contract by New Year's Eve",
    ],
)
def test_spelling_makes_no_difference(text: str) -> None:
    told = judge(text)
    assert told.verdict == "smart"
    for other in (text.upper(), text.lower(), text.replace("'", "’"), f"  {text.replace(' ', '   ')}  "):
        assert letters(other) == "SMT", other
    import unicodedata

    bare = "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
    assert letters(bare, language=told.language) == "SMT"
    assert letters(unicodedata.normalize("NFD", text)) == "SMT"


# What holds for any text

SEVERAL = """
    I want to be the number one 3 books a week by June , . more better / -ing 30. 1/2 $5 d'ici jusqu' très bis
    zum 40. Geburtstag every May 2027
"""
WORDS = st.sampled_from(SEVERAL.split())
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=30).map(" ".join))


def same(one: Judgement, other: Judgement) -> bool:
    return one.as_json() == other.as_json()


@given(TEXTS, st.sampled_from([None, *LANGUAGES]))
@example("\x1b[31m\u202e\ud800 'l'", None)
def test_any_text_is_judged(text: str, language: str | None) -> None:
    judgement = judge(text, language=language)
    assert judgement.verdict in ("smart", "vague")
    assert judgement.language in LANGUAGES
    assert judgement.question
    assert judgement.text == clean(text)
    for letter in judgement.letters.values():
        assert bool(letter.found) is bool(letter.ok)
        assert (letter.question is None) is (letter.ok is True)
        assert all(words and words in judgement.text for words in letter.found)
    assert all(hint.word and hint.word in judgement.text for hint in judgement.hints)
    smart = all(judgement.letters[name].ok for name in ("specific", "measurable", "time_bound"))
    assert (judgement.verdict == "smart") is smart
    assert same(judge(judgement.text, language=judgement.language), judgement)


@given(TEXTS)
def test_a_date_binds_any_goal(text: str) -> None:
    assert judge(f"{text} by 30 June 2027", language="en").letters["time_bound"].ok


@given(TEXTS, st.sets(st.sampled_from(["measure", "due", "cadence", "activity", "confidence"])))
def test_fields_only_silence(text: str, answered: set[str]) -> None:
    all_of_them = judge(text)
    fewer = judge(text, answered=answered)
    assert fewer.hints == [hint for hint in all_of_them.hints if hint.field not in answered]
    assert fewer.as_json()["letters"] == all_of_them.as_json()["letters"]


# Speed

HOSTILE = {
    "numbers": "1 " * 50_000,
    "digits": "1" * 100_000,
    "separators": "1.1," * 25_000,
    "letters": "a" * 100_000,
    "apostrophes": "l'" * 50_000,
    "prepositions": "by the next " * 8_400,
    "articles": "the " * 25_000,
    "verbs": "write a " * 12_500,
    "each": "each of " * 12_500,
    "blanks": " " * 100_000,
    "phrases": "as soon as " * 9_100,
    "dots": "3. " * 33_000,
    "marks": "e\u0301" * 50_000,
    "emoji": "\U0001f600 " * 50_000,
    "german": "bis zum den nächsten " * 5_000,
    "changes": "from 3 days to " * 6_700,
    "befores": "before the new " * 6_700,
    "noes": "no more " * 12_500,
    "participles": "ge" * 50_000,
    "prefixes": "abauf" * 20_000,
    "hyphens": "high-performing-" * 6_250,
    "grades": "a b+ " * 20_000,
    "rates": "zwei Tassen Tee am " * 5_300,
    "rhythms": "the daily report " * 5_900,
    "reasons": "so that because " * 6_250,
    "commas": "a,b;c." * 16_700,
    "one word": "anti" + "ness" * 25_000,
}


@pytest.mark.no_cover
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_line_takes_hardly_any_time(name: str) -> None:
    assert len(HOSTILE[name]) > 98_000
    for language in LANGUAGES:
        judge("warm", language=language)
        start = time.process_time()
        judge(HOSTILE[name], language=language)
        assert time.process_time() - start < 0.2
    start = time.process_time()
    language_of(HOSTILE[name])
    assert time.process_time() - start < 0.2


def test_what_stands_behind_a_long_text_is_not_judged() -> None:
    assert judge("run " * 2_400 + "by 30 June 2027").letters["time_bound"].ok
    judgement = judge("run " * 2_600 + "by 30 June 2027")
    assert not judgement.letters["time_bound"].ok
    assert judgement.text.endswith("by 30 June 2027")


@pytest.mark.no_cover
def test_a_thousand_goals_take_less_than_a_second() -> None:
    goals = [f"I want to publish {n} articles about leading teams before the end of May" for n in range(1000)]
    start = time.process_time()
    for goal in goals:
        judge(goal)
    assert time.process_time() - start < 1


def test_the_judge_needs_little() -> None:
    program = (
        "import sys; from coach_tui.plan.wording import judge;"
        "judge('Run a marathon by June', language='en'); print(*sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = ran.stdout.split()
    assert "coach_tui.plan.wording.english" in loaded
    assert not {"typing", "dataclasses", "enum_", "json", "inspect", "coach_tui.plan.wording.german"} & set(
        loaded
    )


def test_questions_are_there_in_every_language() -> None:
    for language in LANGUAGES:
        assert asked.LETTERS[language].keys() == set(LETTERS)
        assert asked.VAGUE[language].keys() == VAGUE.keys()
        assert language in asked.ASK
        for text in (*asked.LETTERS[language].values(), *asked.VAGUE[language].values()):
            assert text == clean(text).strip()
            assert text.endswith(" ?" if language == "fr" else "?")
            assert text.startswith("¿") or language != "es" or "¿" in text


@pytest.mark.parametrize(
    ("goal", "question"),
    [
        ("Ich will meine Führung verbessern", "Von wo bis wohin?"),
        ("Je veux améliorer mon écoute", "De combien à combien ?"),
        ("Quiero mejorar mi liderazgo", "¿De cuánto a cuánto?"),
        ("I want to improve my listening", "From what to what?"),
    ],
)
def test_questions_follow_the_goal_where_that_is_wanted(goal: str, question: str) -> None:
    assert judge(goal, ask_in="").question == question
    assert judge(goal).question == "From what to what?"
    assert judge(goal, language="de", ask_in="").letters["relevant"].question == "Warum ist es Ihnen wichtig?"
