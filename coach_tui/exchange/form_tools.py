"""What form tools call the columns that are theirs: data for `column_kinds`, without case, accents, signs.

Of Google Forms, Microsoft Forms, SurveyMonkey, Qualtrics, Typeform, Jotform and LimeSurvey, in English,
German, French and Spanish, as their exports were described in November 2026.
"""

from __future__ import annotations

FIRST_NAMES = frozenset(
    [
        *("first name", "firstname", "given name", "recipient first name", "recipientfirstname", "vorname"),
        *("vorname des empfangers", "prenom", "votre prenom", "prenom du destinataire", "nombre de pila"),
        *("nombre del destinatario", "your first name", "ihr vorname", "name first name", "name first"),
    ]
)
LAST_NAMES = frozenset(
    [
        *("last name", "lastname", "surname", "family name", "recipient last name", "recipientlastname"),
        *("nachname", "familienname", "nachname des empfangers", "nom de famille", "votre nom de famille"),
        *("nom de famille du destinataire", "apellido", "apellidos", "apellido del destinatario"),
        *("your last name", "ihr nachname", "name last name", "name last"),
    ]
)
NAMES = frozenset(
    [
        *(
            "your full name",
            "ihr vollstandiger name",
            "votre nom complet",
            "su nombre completo",
            "who are you",
        ),
        *(
            "wer sind sie",
            "qui etes vous",
            "quien es usted",
            "user display name",
            "display name",
            "screen name",
            "anzeigename",
            "nom affiche",
        ),
        *("name", "your name", "full name", "rater", "rater name", "respondent", "respondent name"),
        *("ihr name", "dein name", "vollstandiger name", "vor und nachname", "vorname nachname", "nom"),
        *("votre nom", "nom complet", "nom et prenom", "prenom et nom", "nombre", "su nombre", "tu nombre"),
        *(
            "nombre completo",
            "nombre y apellido",
            "nombre y apellidos",
            "first and last name",
            "display name",
        ),
        *(
            "bewerter",
            "bewerterin",
            "feedbackgeber",
            "feedbackgeberin",
            "evaluateur",
            "evaluatrice",
            "evaluador",
        ),
        *("evaluadora", "reviewer", "evaluator", "assessor", "feedback giver"),
        *("participant", "teilnehmer", "teilnehmerin", "participant e", "encuestado", "repondant"),
    ]
)
"""Headings of names; “Nom” and “Nombre” beside a first or last name are the other part."""
EMAILS = frozenset(
    [
        *(
            "email",
            "e mail",
            "email address",
            "e mail address",
            "mail",
            "username",
            "user name",
            "your email",
        ),
        *("e mail adresse", "ihre e mail adresse", "nutzername", "benutzername", "recipient email"),
        *("recipientemail", "e mail adresse des empfangers", "adresse e mail", "adresse de messagerie"),
        *("adresse email", "adresse electronique", "courriel", "nom d utilisateur", "e mail du destinataire"),
        *("correo electronico", "direccion de correo electronico", "correo", "nombre de usuario"),
        *("correo electronico del destinatario", "rater email", "respondent email", "work email"),
    ]
)
IDS = frozenset(
    [
        *("your login", "account name", "account", "windows account", "employee number", "employee no"),
        *("employee id", "staff no", "staff number", "payroll number", "personalnummer", "mitarbeiternummer"),
        *("matricule", "numero de empleado", "phone", "phone number", "telephone", "mobile", "telefon"),
        *("telefonnummer", "handynummer", "numero de telephone", "telefono", "numero de telefono"),
        *("user id", "userid", "login", "login name", "handle", "benutzer id", "benutzerkennung", "kennung"),
        *("kurzel", "initials", "your initials", "initialen", "ihre initialen", "initiales", "vos initiales"),
        *("iniciales", "sus iniciales", "usuario", "identifiant utilisateur", "user", "session id"),
        *(
            "sessionid",
            "id",
            "respondent id",
            "response id",
            "responseid",
            "submission id",
            "unique id",
            "uuid",
            "token",
        ),
        *(
            "rater id",
            "record id",
            "entry id",
            "participant id",
            "respondent",
            "respondentid",
            "submissionid",
        ),
        *("antwort id", "befragten id", "teilnehmer id", "umfrageteilnehmer id", "einreichungs id"),
        *("zugangsschlussel", "zugangscode", "id de la reponse", "id de reponse", "id du repondant"),
        *("id de soumission", "identifiant", "id de respuesta", "id del encuestado", "code d acces"),
        *("identificador del encuestado", "id de envio", "codigo de acceso", "access code", "eindeutige id"),
    ]
)
"""What tells one answer, or whoever gave it, from another in the file."""
CODES = frozenset(["rater code", "code", "your code", "ihr code", "votre code", "su codigo"])
"""The code that stands in an invited rater's form."""
TOOL = frozenset(
    [
        # times and lengths
        *(
            "timestamp",
            "time",
            "date",
            "submitted",
            "submitted at",
            "start time",
            "completion time",
            "end time",
        ),
        *("last modified time", "start date", "end date", "startdate", "enddate", "recorded date"),
        *("recordeddate", "submit date", "stage date", "submission date", "last update date", "date created"),
        *("date modified", "date submitted", "submitdate", "datestamp", "date started", "date last action"),
        *("duration", "duration in seconds", "total time", "time taken", "time spent", "created at"),
        *("updated at", "last updated", "submission started", "zeitstempel", "datum", "startzeit", "endzeit"),
        *("fertigstellungszeit", "uhrzeit der letzten anderung", "letzte anderungszeit", "startdatum"),
        *("enddatum", "datum abgeschickt", "abgeschickt", "datum gestartet", "datum letzte aktivitat"),
        *("letzte aktivitat", "aufgezeichnetes datum", "dauer", "dauer in sekunden", "gesamtzeit"),
        *("einreichungsdatum", "ubermittlungsdatum", "erstellungsdatum", "anderungsdatum", "horodateur"),
        *("heure de debut", "heure de fin", "heure de la derniere modification", "date de debut"),
        *("date de fin", "date de soumission", "date enregistree", "date de creation", "duree"),
        *("duree en secondes", "date de lancement", "date de la derniere action", "temps total"),
        *("date de modification", "marca temporal", "hora de inicio", "hora de finalizacion"),
        *("hora de la ultima modificacion", "fecha de inicio", "fecha de finalizacion", "fecha de envio"),
        *("fecha de la ultima accion", "fecha registrada", "fecha de creacion", "fecha de modificacion"),
        *("duracion", "duracion en segundos", "fecha", "tiempo total"),
        # addresses of machines, places, languages
        *("ip", "ip address", "ipaddress", "ipaddr", "submission ip", "ip adresse", "adresse ip"),
        *("direccion ip", "location latitude", "location longitude", "locationlatitude", "locationlongitude"),
        *("latitude", "longitude", "country", "city", "region", "breitengrad", "langengrad"),
        *("breitengrad des standorts", "langengrad des standorts", "latitude de l emplacement"),
        *("longitude de l emplacement", "latitud de la ubicacion", "longitud de la ubicacion"),
        *("user language", "userlanguage", "language", "start language", "startlanguage", "benutzersprache"),
        *(
            "startsprache",
            "start sprache",
            "sprache",
            "langue",
            "langue de depart",
            "langue de l utilisateur",
        ),
        *("idioma", "idioma inicial", "lenguaje inicial", "idioma del usuario", "referrer", "referrer url"),
        *("refurl", "referer", "network id", "user agent", "browser", "url", "weiterleitungs url"),
        *("url de reference", "url referente", "device", "operating system", "resolution", "source"),
        # what a tool notes of an answer
        *("no", "nr", "n", "status", "response type", "antworttyp", "type de reponse", "tipo de respuesta"),
        *("progress", "fortschritt", "progression", "progreso", "finished", "abgeschlossen", "beendet"),
        *("termine", "finalizado", "distribution channel", "distributionchannel", "verteilungskanal"),
        *("canal de distribution", "canal de distribucion", "external reference", "externalreference"),
        *("external data reference", "externe datenreferenz", "reference de donnees externe"),
        *("referencia de datos externos", "collector id", "collectorid", "kollektor id", "collector"),
        *(
            "id du collecteur",
            "id del recopilador",
            "custom data",
            "custom data 1",
            "benutzerdefinierte daten",
        ),
        *(
            "benutzerdefinierte daten 1",
            "donnees personnalisees 1",
            "datos personalizados 1",
            "tags",
            "ending",
        ),
        *("schlagworte", "etiquettes", "etiquetas", "last page", "lastpage", "letzte seite", "derniere page"),
        *("ultima pagina", "seed", "zufallsstartwert", "graine", "semilla", "total points", "quiz feedback"),
        *("gesamtpunktzahl", "quiz feedback", "total de points", "total de puntos", "score", "punktzahl"),
        *(
            "solutionrevision",
            "projecttype",
            "panelid",
            "errors",
            "current step",
            "submission url",
            "edit url",
        ),
        *("created by", "updated by", "modified by", "last modified by", "last edited by", "erstellt von"),
        *("geandert von", "cree par", "modifie par", "creado por", "modificado por", "total score"),
        *(
            "questnnr",
            "lastdata",
            "maxpage",
            "missing",
            "missrel",
            "q viewer",
            "time sum",
            "time rsi",
            "mailsent",
        ),
        *("case", "ref", "mode", "started", "external lfdn", "device type", "participant browser", "c 0001"),
        *("name of the data collection", "serie", "quizfeedback", "commentaires du questionnaire"),
        *("comentarios del cuestionario", "commentaires du quiz", "comentarios del examen"),
        *("solution revision", "q recaptchascore", "q relevantidduplicate", "q totalduration", "consent"),
    ]
)
"""Nobody's answers."""
TOOL_PARTS = (
    "first click",
    "last click",
    "page submit",
    "click count",
    "group time",
    "question time",
    "gruppenzeit",
    "fragenzeit",
    "custom data",
    "q recaptcha",
    "q relevantid",
    "q ballotbox",
    "operating system",
    "utm",
    "display order",
    "browser meta info",
    "block randomizer",
    "topic sentiment",
    "parent topics",
)
"""What may stand anywhere in such a heading, with whole words."""
TOOL_ENDS = (
    "sentiment",
    "topics",
    "sentiment score",
    "sentiment polarity",
    "topic hierarchy level 1",
    "topic",
    "actionability",
    "effort score",
)
"""What a tool's own reading of an answer ends with, behind the answer's heading."""
RESPONSE = frozenset(
    [
        *("response", "open ended response", "open ended", "antwort", "offene antwort", "freie antwort"),
        *("beantwortung mit freiem text", "reponse", "reponse ouverte", "reponse libre", "respuesta"),
        *("respuesta abierta", "selected choice", "ausgewahlte option", "choix selectionne"),
        *("opcion seleccionada", "choix selectionnes", "antwortoption"),
    ]
)
"""What stands in a second row of headings where a question has one column."""
GROUP_HEADINGS = frozenset(
    [
        *("group", "rater group", "relationship", "relation", "role", "rater type", "respondent type"),
        *("gruppe", "rolle", "beziehung", "bewertergruppe", "groupe", "role du repondant", "grupo", "rol"),
        *("relacion", "vinculo", "lien", "perspective", "perspektive", "rater category"),
    ]
)
ITEM_HEADINGS = (
    *(
        "item",
        "question",
        "statement",
        "behaviour",
        "behavior",
        "competency",
        "frage",
        "aussage",
        "verhalten",
    ),
    *(
        "kompetenz",
        "enonce",
        "affirmation",
        "comportement",
        "critere",
        "competence",
        "pregunta",
        "afirmacion",
    ),
    *("enunciado", "comportamiento", "competencia"),
)
"""Headings of what is asked where each answer has a row, the surest first."""
SCORE_HEADINGS = (
    *("score", "rating", "value", "answer value", "wert", "bewertung", "punkte", "punktzahl", "note"),
    *("evaluation", "valeur", "puntuacion", "valor", "valoracion", "calificacion"),
)
"""Headings of the score of such a row."""
GROUP_PARTS = (
    r"relationship",
    r"relation",
    r"group",
    r"beziehung",
    r"verhaltnis",
    r"lien",
    r"relacion",
    r"vinculo",
    r"gruppe",
    r"groupe",
    r"grupo",
    r"rolle",
    r"role",
    r"rol",
    r"how do you know",
    r"how do you work with",
    r"how are you connected",
    r"woher kennen sie",
    r"wie arbeiten sie mit",
    r"comment connaissez vous",
    r"comment travaillez vous avec",
    r"como conoce",
    r"como trabaja con",
    r"(?:is|ist|est|es) (?:my|your|mein|ihr|mon|votre|mi|su)",
)
"""What may stand anywhere in the heading of the groups, with whole words."""
COUNTS = (
    r"how many",
    r"how long",
    r"years?",
    r"months?",
    r"age",
    r"wie viele",
    r"wie lange",
    r"seit wann",
    r"jahren?",
    r"monaten?",
    r"alter",
    r"combien",
    r"depuis quand",
    r"ans",
    r"annees?",
    r"mois",
    r"cuantos",
    r"cuantas",
    r"cuanto tiempo",
    r"anos",
    r"meses",
    r"edad",
    r"employee (?:number|no|id)",
    r"personalnummer",
)
"""Headings, in part, of numbers that are no scores."""
COMMENTS = (
    "comment",
    "comments",
    "remark",
    "remarks",
    "kommentar",
    "kommentare",
    "bemerkung",
    "bemerkungen",
    "anmerkung",
    "anmerkungen",
    "commentaire",
    "commentaires",
    "remarque",
    "remarques",
    "comentario",
    "comentarios",
    "observaciones",
    "in your own words",
    "feedback",
    "why",
    "warum",
    "pourquoi",
    "por que",
)
"""What the heading of comments on something has among its words."""
NOBODY = frozenset(
    [
        *("anonymous", "anonym", "anonyme", "anonimo", "anonima", "anonymous user", "anonymous respondent"),
        *("anonymer benutzer", "utilisateur anonyme", "usuario anonimo", "guest", "gast", "invite"),
        *("invitado", "none", "nobody", "niemand", "personne", "nadie", "unknown", "unbekannt", "inconnu"),
        *("desconocido", "not provided", "no name", "kein name", "prefer not to say", "keine angabe", "n a"),
        *("na", "k a", "null", "nan", "x", "xx", "xxx", "anonymized", "anonymised", "anonymisiert"),
        *("anonymise", "anonimizado", "hidden", "redacted"),
    ]
)
"""What stands in the column of names or addresses where somebody did not say."""
