"""The same ten answers as seven form tools export them, in four languages: always the same round."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, NamedTuple

import pytest

from coach_tui.exchange.rater_csv import read_csv
from coach_tui.exchange.rater_hints import hints_said
from coach_tui.plan.errors import BadInput
from coach_tui.plan.round import Round

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coach_tui.exchange.rater_answers import RaterAnswers

SCORES = [(5, 4), (3, 2), (4, 3), (5, 2), (3, 3), (4, 1), (2, 2), (3, 1), (4, 2), (1, 5)]
PEOPLE = [
    ("Ada", "Okoro"), ("Ben", "Lund"), ("Cleo", "Vashti"), ("Dan", "Dudek"), ("Eva", "Quist"),
    ("Finn", "Pavic"), ("Gül", "Yildiz"), ("Hugo", "Brandao"), ("Ida", "Farkas"), ("Jan", "Sorokin"),
]  # fmt: skip
MEANT = ["self", "manager", "peer", "peer", "peer", "peer", "report", "report", "report", "other"]
SECRETS = ["Okoro", "Ada", "rater.example", "198.51", "2026", "R_3", "fe01", "52.52", "staff", "Firefox"]


class Tongue(NamedTuple):
    """What is asked, and what is answered, in a language."""

    asks: tuple[str, str, str, str]
    matrix: str
    groups: tuple[str, str, str, str, str]
    words: Sequence[str]


TONGUES = {
    "en": Tongue(
        ("What is your relationship to this person?",
         "Lets people finish", "Gives work away", "What should stay?"),
        "How often do you see this?",
        ("Self", "I am her manager", "Peer", "Direct report", "Other"),
        ("Never", "Rarely", "Sometimes", "Often", "Always"),
    ),
    "de": Tongue(
        ("In welcher Beziehung stehen Sie zu ihr?",
         "Lässt andere ausreden", "Gibt Arbeit ab", "Was soll so bleiben?"),
        "Wie oft erleben Sie das?",
        ("Selbsteinschätzung", "Vorgesetzte/r", "Ich bin Kollegin", "Mitarbeiter:in", "Sonstige"),
        ("Nie", "Selten", "Manchmal", "Oft", "Immer"),
    ),
    "fr": Tongue(
        ("Quel est votre lien avec cette personne ?", "Laisse finir les autres", "Délègue", "Que garder ?"),
        "À quelle fréquence le voyez-vous ?",
        ("Moi-même", "Je suis son responsable", "Collègue", "Je lui rends compte", "Autre"),
        ("Jamais", "Rarement", "Parfois", "Souvent", "Toujours"),
    ),
    "es": Tongue(
        ("¿Cuál es su relación con esta persona?",
         "Deja terminar", "Delega el trabajo", "¿Qué debe quedar igual?"),
        "¿Con qué frecuencia lo ve?",
        ("Autoevaluación", "Jefe directo", "Compañero/a", "Le reporto a ella", "Otro"),
        ("Nunca", "Rara vez", "A veces", "A menudo", "Siempre"),
    ),
}  # fmt: skip
COMMENTS = [
    "I want to talk less", "Keep the short meetings on Mondays", "Her notes after each meeting", "",
    "She remembers what we agreed", "Plans weeks ahead", "Ask us before you promise", "",
    "Thank you for spring", "We wait too long",
]  # fmt: skip
GROUP_OF = dict(zip(("self", "manager", "peer", "report", "other"), range(5), strict=True))


def group(tongue: Tongue, row: int) -> str:
    return tongue.groups[GROUP_OF[MEANT[row]]]


def mail(row: int) -> str:
    return f"{PEOPLE[row][0].lower()}@rater.example"


def text_of(rows: Sequence[Sequence[object]], sign: str = ",") -> str:
    made = io.StringIO()
    csv.writer(made, delimiter=sign).writerows(rows)
    return made.getvalue()


def table(
    tongue: Tongue,
    before: Sequence[str],
    cells: Callable[[int], list[object]],
    asks: Sequence[str] | None = None,
    after: Sequence[str] = (),
    more: Callable[[int], list[object]] = lambda row: [],
    score: Callable[[int], object] = lambda score: score,
) -> list[list[object]]:
    """A table of one row of headings: the tool's own columns around what is asked."""
    rows: list[list[object]] = [[*before, *(asks or tongue.asks), *after]]
    for row, (one, two) in enumerate(SCORES):
        answers = [group(tongue, row), score(one), score(two), COMMENTS[row]]
        rows.append([*cells(row), *answers, *more(row)])
    return rows


GOOGLE = {
    "en": ("Timestamp", "Email Address"),
    "de": ("Zeitstempel", "E-Mail-Adresse"),
    "fr": ("Horodateur", "Adresse e-mail"),
    "es": ("Marca temporal", "Dirección de correo electrónico"),
}


def google(code: str) -> list[list[object]]:
    tongue = TONGUES[code]
    relation, one, two, words = tongue.asks
    asks = (relation, f"{tongue.matrix} [{one}]", f"{tongue.matrix} [{two}]", words)
    return table(tongue, GOOGLE[code], lambda row: [f"11/{row + 1}/2026 9:12:31", mail(row)], asks)


MICROSOFT = {
    "en": ("ID", "Start time", "Completion time", "Email", "Name", "Last modified time"),
    "de": ("ID", "Startzeit", "Fertigstellungszeit", "E-Mail", "Name", "Letzte Änderungszeit"),
    "fr": ("ID", "Heure de début", "Heure de fin", "Adresse de messagerie", "Nom",
           "Heure de la dernière modification"),
    "es": ("ID", "Hora de inicio", "Hora de finalización", "Correo electrónico", "Nombre",
           "Hora de la última modificación"),
}  # fmt: skip


def microsoft(code: str) -> list[list[object]]:
    def cells(row: int) -> list[object]:
        return [row + 1, "11/2/26 9:11:31", "11/2/26 9:13:02", mail(row), " ".join(PEOPLE[row]), ""]

    return table(TONGUES[code], MICROSOFT[code], cells)


MONKEY = {
    "en": ("Respondent ID", "Collector ID", "Start Date", "IP Address", "Email Address", "First Name",
           "Last Name"),
    "de": ("Befragten-ID", "Collector-ID", "Startdatum", "IP-Adresse", "E-Mail-Adresse", "Vorname",
           "Nachname"),
    "fr": ("ID du répondant", "ID du collecteur", "Date de début", "Adresse IP", "Adresse e-mail", "Prénom",
           "Nom de famille"),
    "es": ("ID del encuestado", "ID del recopilador", "Fecha de inicio", "Dirección IP", "Correo electrónico",
           "Nombre", "Apellidos"),
}  # fmt: skip
OPEN = {
    "en": ("Response", "Open-Ended Response"),
    "de": ("Antwort", "Offene Antwort"),
    "fr": ("Réponse", "Réponse ouverte"),
    "es": ("Respuesta", "Respuesta abierta"),
}


def monkey(code: str) -> list[list[object]]:
    tongue = TONGUES[code]
    relation, one, two, words = tongue.asks
    first, ended = OPEN[code]

    def cells(row: int) -> list[object]:
        ids = [22500100 + row, 40991, f"11/{row + 1:02}/2026 10:13:17 AM", f"198.51.100.{row}", mail(row)]
        return [*ids, *PEOPLE[row]]

    rows = table(tongue, MONKEY[code], cells, (relation, tongue.matrix, "", words))
    return [rows[0], [*[""] * 7, first, one, two, ended], *rows[1:]]


def monkey_in_words(code: str) -> list[list[object]]:
    """The labels instead of the scores, and nobody's name."""
    words = TONGUES[code].words
    rows = [
        [words[cell - 1] if isinstance(cell, int) and 0 < cell < 6 else cell for cell in row]
        for row in monkey(code)
    ]
    return [*rows[:2], *([*row[:4], "", "", "", *row[7:]] for row in rows[2:])]


QUALTRICS = (
    "StartDate", "Status", "IPAddress", "Progress", "Duration (in seconds)", "Finished", "RecordedDate",
    "ResponseId", "RecipientLastName", "RecipientFirstName", "RecipientEmail", "ExternalReference",
    "LocationLatitude", "DistributionChannel", "UserLanguage",
)  # fmt: skip
QUALTRICS_TEXTS = {
    "en": ("Start Date", "Response Type", "IP Address", "Progress", "Duration (in seconds)", "Finished",
           "Recorded Date", "Response ID", "Recipient Last Name", "Recipient First Name", "Recipient Email",
           "External Data Reference", "Location Latitude", "Distribution Channel", "User Language"),
    "de": ("Startdatum", "Antworttyp", "IP-Adresse", "Fortschritt", "Dauer (in Sekunden)", "Beendet",
           "Aufgezeichnetes Datum", "Antwort-ID", "Nachname des Empfängers", "Vorname des Empfängers",
           "E-Mail-Adresse des Empfängers", "Externe Datenreferenz", "Breitengrad des Standorts",
           "Verteilungskanal", "Benutzersprache"),
    "fr": ("Date de début", "Type de réponse", "Adresse IP", "Progression", "Durée (en secondes)", "Terminé",
           "Date enregistrée", "ID de réponse", "Nom de famille du destinataire", "Prénom du destinataire",
           "E-mail du destinataire", "Référence de données externe", "Latitude de l’emplacement",
           "Canal de distribution", "Langue de l’utilisateur"),
    "es": ("Fecha de inicio", "Tipo de respuesta", "Dirección IP", "Progreso", "Duración (en segundos)",
           "Finalizado", "Fecha registrada", "ID de respuesta", "Apellido del destinatario",
           "Nombre del destinatario", "Correo electrónico del destinatario", "Referencia de datos externos",
           "Latitud de la ubicación", "Canal de distribución", "Idioma del usuario"),
}  # fmt: skip


def qualtrics(code: str, rows_above: int = 3) -> list[list[object]]:
    tongue = TONGUES[code]
    relation, one, two, words = tongue.asks
    codes = ["Q1", "Q2_1", "Q2_2", "Q3"]

    def cells(row: int) -> list[object]:
        day = f"2026-11-02 {row + 8:02}:13:17"
        own = [
            f"R_3{row}hTq8Zm",
            PEOPLE[row][1],
            PEOPLE[row][0],
            mail(row),
            f"staff-{row}",
            "52.52",
            "email",
            "EN",
        ]
        return [day, "IP Address", f"198.51.100.{row}", 100, 180 + row, "True", day, *own]

    made = table(tongue, QUALTRICS, cells, codes)
    stem = tongue.matrix
    texts: list[object] = [*QUALTRICS_TEXTS[code], relation, f"{stem} - {one}", f"{stem} - {two}", words]
    ids: list[object] = [f'{{"ImportId":"{name}"}}' for name in made[0]]
    return [made[0], texts, *([ids] if rows_above == 3 else []), *made[1:]]


def qualtrics_old(code: str) -> list[list[object]]:
    """Two rows of headings, without the ids."""
    return qualtrics(code, 2)


TYPEFORM = (
    "Response Type",
    "Start Date (UTC)",
    "Stage Date (UTC)",
    "Submit Date (UTC)",
    "Network ID",
    "Tags",
)


def typeform(code: str) -> list[list[object]]:
    names = {"en": ("First name", "Last name"), "de": ("Vorname", "Nachname"), "fr": ("Prénom", "Nom"),
             "es": ("Nombre", "Apellidos")}  # fmt: skip

    def more(row: int) -> list[object]:
        day = f"2026-11-02 {row + 8:02}:13:17"
        return ["completed", day, "", day, f"fe01dc{row}b", ""]

    def cells(row: int) -> list[object]:
        return [f"zq{row}w8h", *PEOPLE[row]]

    return table(TONGUES[code], ("#", *names[code]), cells, None, TYPEFORM, more)


JOTFORM = {
    "en": ("Submission Date", "First Name", "Last Name", "E-mail"),
    "de": ("Einreichungsdatum", "Vorname", "Nachname", "E-Mail"),
    "fr": ("Date de soumission", "Prénom", "Nom de famille", "E-mail"),
    "es": ("Fecha de envío", "Nombre", "Apellido", "Correo electrónico"),
}


def jotform(code: str) -> list[list[object]]:
    tongue = TONGUES[code]
    relation, one, two, words = tongue.asks
    asks = (relation, f"{tongue.matrix} >> {one}", f"{tongue.matrix} >> {two}", words)

    def cells(row: int) -> list[object]:
        return [f"Nov {row + 1}, 2026", *PEOPLE[row], mail(row)]

    def more(row: int) -> list[object]:
        return [f"198.51.100.{row}", 5900000000000000000 + row]

    return table(tongue, JOTFORM[code], cells, asks, ("IP", "Submission ID"), more)


LIME = {
    "en": ("Response ID", "Date submitted", "Last page", "Start language", "Seed", "Date started",
           "IP address"),
    "de": ("Antwort ID", "Datum abgeschickt", "Letzte Seite", "Start-Sprache", "Zufallsstartwert",
           "Datum gestartet", "IP-Adresse"),
    "fr": ("ID de la réponse", "Date de soumission", "Dernière page", "Langue de départ", "Graine",
           "Date de lancement", "Adresse IP"),
    "es": ("ID de respuesta", "Fecha de envío", "Última página", "Lenguaje inicial", "Semilla",
           "Fecha de inicio", "Dirección IP"),
}  # fmt: skip


def limesurvey(code: str) -> list[list[object]]:
    tongue = TONGUES[code]
    relation, one, two, words = tongue.asks
    asks = [f"G01Q01. {relation}", f"G01Q02[SQ001]. {tongue.matrix} [{one}]"]
    asks += [f"G01Q02[SQ002]. {tongue.matrix} [{two}]", f"G01Q03. {words}"]

    def cells(row: int) -> list[object]:
        day = f"2026-11-{row + 1:02} 09:12:31"
        return [row + 3, day, 2, code, 1203958 + row, day, f"198.51.100.{row}"]

    return table(tongue, LIME[code], cells, asks)


TOOLS = [google, microsoft, monkey, monkey_in_words, qualtrics, qualtrics_old, typeform, jotform, limesurvey]


@pytest.mark.parametrize("code", TONGUES)
@pytest.mark.parametrize("tool", TOOLS, ids=[tool.__name__ for tool in TOOLS])
def test_an_export_begins_a_round(tool: Callable[[str], list[list[object]]], code: str) -> None:
    check(read_csv(text_of(tool(code)), None), code)


@pytest.mark.parametrize("code", TONGUES)
@pytest.mark.parametrize("tool", TOOLS, ids=[tool.__name__ for tool in TOOLS])
def test_an_export_answers_a_round_that_has_its_items_in_another_order(
    tool: Callable[[str], list[list[object]]], code: str
) -> None:
    _, one, two, words = TONGUES[code].asks
    asked = Round({"uid": "r", "title": "Autumn", "items": [two, one], "questions": [words]})
    check(read_csv(text_of(tool(code), ";"), asked), code, known=True)


def check(found: RaterAnswers, code: str, *, known: bool = False) -> None:
    _, one, two, words = TONGUES[code].asks
    assert found.faults == []
    if not known:
        assert (found.items, found.questions) == ([one, two], [words])
        assert (found.scale.low, found.scale.high) == (1, 5)
    assert [reply.group for reply in found.replies] == MEANT
    assert [(reply.scores[one], reply.scores[two]) for reply in found.replies] == SCORES
    comments = [{words: said} if said else {} for said in COMMENTS]
    assert [reply.comments for reply in found.replies] == comments
    named = [reply.rater for reply in found.replies if " " in reply.rater]
    assert named in ([], [" ".join(name) for name in PEOPLE])
    assert not [note for note in found.notes if any(secret in note for secret in SECRETS)]


def test_what_is_not_used_is_named_also_without_a_heading() -> None:
    rows = [["Group", "Listens", "", "Mood", ""], ["peer", "4", "fine", "", ""], ["self", "3", "", "", ""]]
    found = read_csv(text_of(rows), None)
    assert found.notes[-1] == "not used: column 3, which has no heading, “Mood”"
    assert found.faults == ["column 3, which has no heading, holds words; left out"]


@pytest.mark.parametrize("nobody", ["anonymous", "Anonym", "ANONYME", "anónimo", "n/a", "-", ""])
def test_anonymous_is_nobody(nobody: str) -> None:
    rows = [["E-mail", "Name", "Group", "Listens"], *[[nobody, nobody, "peer", "4"]] * 3]
    found = read_csv(text_of(rows), None)
    assert [(reply.rater, reply.email) for reply in found.replies] == [("", "")] * 3
    assert found.faults == []


def test_one_address_in_every_row_is_nobodys() -> None:
    rows = [["E-mail", "Group", "Listens"], *[["us@team.example", "peer", "4"]] * 3]
    found = read_csv(text_of(rows), None)
    assert [reply.email for reply in found.replies] == [""] * 3
    assert "“E-mail” names the same for all: nobody of them" in found.notes


def test_what_may_be_names_or_a_choice_is_asked_about() -> None:
    rows = [["Group", "Listens", "Who told you", "Favourite", "Years here", "Her animal"]]
    names = ["Ada Okoro", "Ben Lund", "Cleo Vashti", "Dan Dudek"]
    words = ["Patience", "Humour", "Calm", "Order"]
    for n, name in enumerate(names):
        rows.append(["peer", "4", name, "Sales" if n else "IT", str(n + 1), words[n]])
    found = read_csv(text_of(rows), None)
    assert (found.items, found.questions) == (["Listens"], [])
    assert [fault.partition(":")[0] for fault in found.faults] == [
        "“Who told you” holds names, it seems",
        "“Favourite” holds a few words again and again",
        "“Years here” holds numbers that may be no scores",
        "“Her animal” holds names, it seems",
    ]
    told = hints_said(
        columns=["question=Her animal", "item=years here", "nothing=Favourite", "rater=Who told you"]
    )
    found = read_csv(text_of(rows), None, told)
    assert (found.items, found.questions, found.faults) == (["Listens", "Years here"], ["Her animal"], [])


def test_other_scales_begin_a_round() -> None:
    rows = [["Group", "Listens (1-10)", "Delegates"], ["peer", "7", "9"], ["self", "10", "3"]]
    found = read_csv(text_of(rows), None)
    assert (found.scale.low, found.scale.high, found.faults) == (1, 10, [])
    rows = [["Group", "Listens", "Delegates"], ["peer", "7", "9"], ["self", "10", "0"]]
    found = read_csv(text_of(rows), None)
    assert (found.scale.low, found.scale.high, found.faults) == (0, 10, [])
    rows = [["Group", "Listens", "Delegates"], ["peer", "7", "9"], ["self", "10", "3"]]
    assert read_csv(text_of(rows), None).faults == [
        "the scores go from 3 to 10: taken as a scale from 0 to 10; if it is another, say so, "
        "such as --scale 1-10"
    ]
    found = read_csv(text_of(rows), None, hints_said(scale="1-10"))
    assert (found.scale.low, found.scale.high, found.faults) == (1, 10, [])
    assert found.replies[0].scores == {"Listens": 7, "Delegates": 9}


def test_an_item_of_another_scale_is_left_out() -> None:
    rows = [["Group", "Listens", "Delegates", "Asks", "Would you recommend her?"]]
    rows += [["peer", "4", "3", "5", "9"], ["peer", "2", "3", "4", "10"], ["self", "4", "4", "4", "7"]]
    found = read_csv(text_of(rows), None)
    assert found.items == ["Listens", "Delegates", "Asks"]
    assert found.faults == ["“Would you recommend her?” has another scale than the other items; left out"]


def test_trials_and_empty_answers_are_left_out() -> None:
    rows = [["Status", "Group", "Listens", "Why?"], ["Survey Preview", "peer", "4", ""]]
    rows += [["IP Address", "peer", "", ""], ["IP Address", "self", "5", ""]]
    found = read_csv(text_of(rows), None)
    assert [reply.group for reply in found.replies] == ["self"]
    assert found.faults == [
        "line 2: an answer to try the form, as its tool notes; left out",
        "line 3: nothing is answered; left out",
    ]


def test_words_for_groups_can_be_said() -> None:
    rows = [["Group", "Listens"], ["Customer", "4"], ["client", "2"], ["Customer", "3"], ["peer", "5"]]
    found = read_csv(text_of(rows), None)
    assert [reply.group for reply in found.replies] == ["peer"]
    assert found.faults == [
        "lines 2, 4: the group “Customer” is not known (self, manager, peer, report, other); left out. "
        'Say which it is: --group "Customer=…"',
        "line 3: the group “client” is not known (self, manager, peer, report, other); left out. "
        'Say which it is: --group "client=…"',
    ]
    found = read_csv(text_of(rows), None, hints_said(groups=["customer=other", "Client=self"]))
    assert [reply.group for reply in found.replies] == ["other", "self", "other", "peer"]
    for said in ("Customer", "=other", "Customer=boss"):
        with pytest.raises(BadInput, match=r"--group: .* is not clear; write the words as in the file"):
            hints_said(groups=[said])
    for said in ("Customer", "=x", "item="):
        with pytest.raises(BadInput, match=r"--column: .* is not clear; write one of group, item"):
            hints_said(columns=[said])


def test_words_for_scores_in_a_round_of_numbers_are_told() -> None:
    rows = [["Group", "Listens"], ["peer", "Often"], ["self", "Always"]]
    asked = Round({"uid": "r", "title": "x", "items": ["Listens"]})
    found = read_csv(text_of(rows), asked)
    assert [reply.scores["Listens"] for reply in found.replies] == [4, 5]
    assert any(
        "the words of the scores are taken as 1 “Never”, 2 “Rarely”, 3 “Sometimes”, 4 “Often”" in note
        for note in found.notes
    )
    seven = Round({"uid": "r", "title": "x", "items": ["Listens"], "scale_high": 7})
    assert len(read_csv(text_of(rows), seven).faults) == 2


def test_what_people_are_called_in_a_system_is_no_comment() -> None:
    rows = [["User ID", "User display name", "Timestamp", "Group", "Listens", "Kürzel", "Nickname here"]]
    for n, name in enumerate(["Marek 0 Dudek", "Birgit 1 Lund", "Priya 2 Vashti", "Wilma 3 Quist"]):
        login = name.replace(" ", "").lower()
        rows.append([login, name, f"2026-11-0{n + 1}T09:12:31+01:00", "peer", "4", login[:3], login])
    found = read_csv(text_of(rows), None)
    assert (found.items, found.questions) == (["Listens"], [])
    assert [reply.rater for reply in found.replies][:1] == ["Marek 0 Dudek"]


@pytest.mark.parametrize("other", ["Other (please specify)", "Sonstiges (bitte angeben)"])
def test_a_second_row_is_known_by_what_a_tool_writes_over_one_answer(other: str) -> None:
    rows = [
        ["ID", "What is your relationship?", "", "How often?", "", "Why?"],
        ["", "Response", other, "Listens", "Asks", "Open-Ended Response"],
        ["71", "Self", "", "Often", "Never", "so"],
        ["72", "Peer", "", "Always", "Rarely", ""],
        ["73", other, "Board member", "Sometimes", "Often", ""],
    ]
    found = read_csv(text_of(rows), None)
    assert found.items == ["Listens", "Asks"]
    assert [reply.group for reply in found.replies] == ["self", "peer", "other"]


@pytest.mark.parametrize("heading", ["Gives work away too often", "Never gives work away"])
def test_a_heading_that_says_more_than_an_item_is_asked_about(heading: str) -> None:
    asked = Round({"uid": "r", "title": "x", "items": ["Gives work away", "Listens"]})
    rows = [["Group", heading, "Anna listens"], ["peer", "4", "5"]]
    found = read_csv(text_of(rows), asked, hints_said(client="Anna Berg"))
    assert found.replies[0].scores == {"Listens": 5}
    assert found.faults == [
        f'“Gives work away” may be “{heading}”; taken as n/a. Say which: --column "Gives work away=…"'
    ]


def test_scores_of_another_scale_than_a_rounds_are_left_out_whole() -> None:
    asked = Round({"uid": "r", "title": "x", "items": ["Listens", "Asks"]})
    rows = [["Group", "Listens", "Asks"], ["peer", "4", "9"], ["peer", "5", "3"], ["self", "9", "8"]]
    found = read_csv(text_of(rows), asked)
    assert [reply.scores for reply in found.replies] == [{"Listens": 4}, {"Listens": 5}, {}]
    assert "“Asks” has another scale than 1 to 5, that of “Asks”; taken as n/a for all" in found.faults


def test_words_stand_behind_the_items_they_are_about() -> None:
    rows = [["Group", "Listens", "Say more", "Asks", "Say more (2)", "What else?"]]
    rows += [["peer", "4", "to all", "3", "not me", "calm"], ["self", "5", "", "2", "me too", ""]]
    found = read_csv(text_of(rows), None)
    assert (found.items, found.questions) == (["Listens", "Asks"], ["What else?"])
    assert found.replies[0].comments == {"Listens": "to all", "Asks": "not me", "What else?": "calm"}


def test_a_question_about_an_item_is_a_question_unless_it_asks_for_comments() -> None:
    rows = [["Group", "Listens", "When she listens, what happens?", "Comment: listens"]]
    rows += [["peer", "4", "we talk", "rather well"], ["self", "5", "", ""]]
    found = read_csv(text_of(rows), None)
    assert found.questions == ["When she listens, what happens?"]
    assert found.replies[0].comments == {
        "When she listens, what happens?": "we talk", "Listens": "rather well",
    }  # fmt: skip


@pytest.mark.parametrize(
    "heading",
    [
        "Anna Berg listens",
        "Anna listens",
        "She listens",
        "This person listens",
        "Does she: listens?",
        "A) Listens",
    ],
)
def test_of_whom_an_item_is_asked_says_nothing_more(heading: str) -> None:
    asked = Round({"uid": "r", "title": "x", "items": ["Listens"]})
    found = read_csv(text_of([["Group", heading], ["peer", "4"]]), asked, hints_said(client="Anna Berg"))
    assert (found.replies[0].scores, found.faults) == ({"Listens": 4}, [])


def test_an_unknown_use_of_a_column_is_refused() -> None:
    rows = [["Group", "Listens", "Why?"], ["peer", "4", "so"]]
    with pytest.raises(BadInput, match="--column: “points” is not one of group, item, question, rater"):
        read_csv(text_of(rows), None, hints_said(columns=["points=Listens"]))


def test_times_headed_like_an_item_are_no_scores() -> None:
    asked = Round({"uid": "r", "title": "x", "items": ["Start", "Listens"]})
    rows = [
        ["Group", "Start", "Listens"],
        ["peer", "2026-11-02 09:12", "4"],
        ["self", "2026-11-03 09:12", "5"],
    ]
    found = read_csv(text_of(rows), asked)
    assert found.replies[0].scores == {"Listens": 4}
    assert found.faults == ["no column is headed “Start”; taken as n/a for all"]


def test_of_two_columns_headed_like_an_item_the_one_with_scores_is_taken() -> None:
    asked = Round({"uid": "r", "title": "x", "items": ["Listens"]})
    rows = [["Group", "Listens", "Listens"], ["peer", "to all of us", "4"], ["self", "not yet to me", "5"]]
    found = read_csv(text_of(rows), asked)
    assert [reply.scores for reply in found.replies] == [{"Listens": 4}, {"Listens": 5}]
    assert found.replies[0].comments == {"Listens": "to all of us"}


def test_a_comment_belongs_to_the_longest_item_in_its_heading() -> None:
    asked = Round({"uid": "r", "title": "x", "items": ["Work", "Gives work away"]})
    rows = [["Group", "Work", "Gives work away", "Comment: gives work away"], ["peer", "4", "3", "so so"]]
    assert read_csv(text_of(rows), asked).replies[0].comments == {"Gives work away": "so so"}


@pytest.mark.parametrize(
    "heading",
    ["Your full name", "Account name", "Staff no.", "Personalnummer", "Your login", "Phone", "Who are you?"],
)
def test_who_somebody_is_becomes_no_comment_in_a_table_of_one(heading: str) -> None:
    found = read_csv(text_of([[heading, "Group", "Listens"], ["Ada Okoro", "peer", "4"]]), None)
    assert (found.items, found.questions) == (["Listens"], [])


def test_an_item_that_is_turned_round_is_asked_about() -> None:
    asked = Round({"uid": "r", "title": "x", "items": ["Gives work away", "Listens"]})
    rows = [["Group", "Gives work away (reversed)", "Listens"], ["peer", "4", "5"]]
    found = read_csv(text_of(rows), asked)
    assert found.replies[0].scores == {"Listens": 5}
