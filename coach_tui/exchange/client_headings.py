"""The headings of a list of clients: which column holds what, in four languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.exchange.csv_text import comparable
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NAME, FIRST, MIDDLE, LAST, SECOND_LAST = "name", "first", "middle", "last", "second last"
OPEN = ("name", "names", "nom", "nombre")
"""Headings that mean the whole name alone, and one part of it beside another part."""
TURNED = (
    *("last name first name", "last first", "surname first name", "family name given name"),
    *("nachname vorname", "name vorname", "familienname vorname"),
    *("nom prenom", "nom et prenom", "nom prenoms"),
    *("apellidos nombre", "apellidos y nombre", "apellido y nombre", "apellido nombre"),
)
"""Headings of one column in which the last name stands first."""
KNOWN: dict[str, tuple[str, ...]] = {
    NAME: (
        *("full name", "fullname", "client name", "coachee name", "coachee", "client", "display name"),
        *("invitee name", "contact name", "participant", "participant name", "first and last name"),
        *("first name last name", "name of client", "name and surname"),
        *("vollstandiger name", "vor und nachname", "vorname nachname", "vorname name", "vorname und name"),
        *("vorname und nachname", "klient", "klientin", "klient in", "kunde", "kundin", "kund in"),
        *("teilnehmer", "teilnehmerin", "teilnehmer in", "anzeigename", "name der klientin"),
        *("nom complet", "prenom nom", "prenom et nom", "nom du client", "client e", "cliente"),
        *("nombre completo", "nombre y apellidos", "nombre y apellido", "nombre apellidos"),
        *("nombre del cliente", "nombre de la clienta"),
        *TURNED,
        *OPEN,
    ),
    FIRST: (
        *("first name", "firstname", "given name", "forename", "first", "invitee first name"),
        *("vorname", "vornamen", "rufname"),
        *("prenom", "prenoms"),
        *("nombre de pila", "primer nombre", "nombres"),
    ),
    MIDDLE: (
        *("middle name", "middle names", "middlename", "additional name", "middle initial"),
        *("zweiter vorname", "weitere vornamen", "weiterevornamen", "mittelname"),
        *("deuxieme prenom", "autres prenoms", "segundo nombre"),
    ),
    LAST: (
        *("last name", "lastname", "surname", "family name", "last", "invitee last name"),
        *("nachname", "familienname", "zuname"),
        *("nom de famille", "nom d usage"),
        *("apellidos", "apellido", "primer apellido", "apellido paterno", "apellido 1"),
    ),
    SECOND_LAST: ("segundo apellido", "apellido materno", "apellido 2"),
    "email": (
        *("e mail", "email", "mail", "e mail address", "email address", "e mail 1 value", "primary email"),
        *("invitee email", "work email", "email 1", "e mail adresse", "email adresse", "mailadresse"),
        *("emailadresse", "adresse de messagerie"),
        *("courriel", "adresse e mail", "adresse email", "adresse mail", "adresse electronique", "mel"),
        *("correo", "correo electronico", "direccion de correo electronico", "direccion de correo"),
    ),
    "phone": (
        *("phone", "telephone", "mobile", "phone number", "tel", "mobile phone", "cell", "cell phone"),
        *("mobile phone number", "primary phone", "phone 1 value", "telephone number", "business phone"),
        *("mobile number", "work phone", "telefon geschaftlich", "telefongeschaftlich", "telephone bureau"),
        *("telefon", "telefonnummer", "handy", "mobil", "mobiltelefon", "handynummer", "mobilnummer"),
        *(
            "portable",
            "telephone portable",
            "tel portable",
            "tel mobile",
            "telephone mobile",
            "numero de telephone",
        ),
        *("telefono", "movil", "celular", "telefono movil", "numero de telefono"),
    ),
    "role": (
        *("role", "job title", "jobtitle", "position", "job", "organization title", "organization 1 title"),
        *("rolle", "funktion", "beruf", "stelle", "berufsbezeichnung", "stellenbezeichnung"),
        *("fonction", "poste", "intitule du poste", "metier", "profession"),
        *("cargo", "puesto", "rol", "profesion", "funcion"),
        *("title", "titel", "titre", "titulo"),
    ),
    "hours_per_week": (
        *("hours a week", "hours per week", "hours week", "hours"),
        *("stunden pro woche", "wochenstunden", "stunden woche"),
        *("heures par semaine", "horas por semana", "horas semanales"),
    ),
    "days_off": ("days off", "freie tage", "jours de repos", "jours off", "dias libres"),
    "notes": (
        *("notes", "note", "remarks", "comments"),
        *("notizen", "notiz", "bemerkungen", "bemerkung", "anmerkungen", "anmerkung", "kommentar"),
        *("remarques", "remarque", "commentaires", "commentaire"),
        *("notas", "observaciones", "comentarios"),
    ),
    "retention_on": (
        *("keep until", "retention date", "retention", "aufbewahren bis", "loschen am"),
        *("conserver jusqu au", "a conserver jusqu au", "conservar hasta"),
    ),
    "type": (
        *("type", "programme", "program", "coaching type", "engagement"),
        *("programm", "art des coachings", "coachingart", "type de coaching", "programa", "tipo de coaching"),
    ),
    "start": (
        *("start", "start date", "started", "started on", "begin", "since", "begin date", "coaching start"),
        *("commenced", "commenced on", "commencement", "commencement date", "began", "began on", "begun"),
        *("begins", "begins on", "beginning", "starts", "starts on", "starting", "starting date", "start on"),
        *("date started", "date of start", "start of coaching", "coaching start date", "coaching since"),
        *("coaching began", "coaching started", "start of engagement", "engagement start", "contract start"),
        *("programme start", "program start", "start of contract", "client since", "first day", "kick off"),
        *("beginn", "startdatum", "anfang", "seit", "start am", "coachingbeginn", "vertragsbeginn"),
        *("beginndatum", "beginn am", "begonnen", "begonnen am", "gestartet", "gestartet am", "startet am"),
        *("coachingstart", "coaching seit", "coaching beginn", "beginn des coachings", "start des coachings"),
        *("klient seit", "klientin seit", "kunde seit", "kundin seit", "programmstart", "startzeitpunkt"),
        *("debut", "date de debut", "depuis", "date de demarrage", "commence", "commence le", "demarrage"),
        *("debut le", "depuis le", "debut du coaching", "date de commencement", "debute le", "demarre le"),
        *("debut du contrat", "client depuis", "client e depuis", "debut de l accompagnement"),
        *("inicio", "fecha de inicio", "comienzo", "fecha inicio", "desde", "desde el", "empezo", "comenzo"),
        *("inicio del coaching", "fecha de comienzo", "inicio del contrato", "iniciado", "iniciado el"),
        *("empezado", "comienza", "empieza", "cliente desde", "clienta desde", "inicio del proceso"),
    ),
    "end": (
        *("end", "end date", "until", "ends", "ends on"),
        *("ende", "enddatum", "bis", "vertragsende"),
        *("fin", "date de fin", "jusqu au", "fecha de fin", "fecha fin", "hasta", "fecha de finalizacion"),
    ),
    "review_every": ("review every", "review interval", "rhythm", "reviews"),
    "sessions": (
        *("sessions", "number of sessions", "contracted sessions"),
        *("sitzungen", "anzahl sitzungen", "anzahl der sitzungen", "seances", "nombre de seances"),
        *("sesiones", "numero de sesiones"),
    ),
    "paid": ("paid", "bezahlt", "payant", "paye", "pagado", "de pago"),
    "sponsor": (
        *("sponsor", "company", "company name", "organisation", "organization", "employer"),
        *("client company", "organization name", "organization 1 name", "associated company"),
        *("firma", "unternehmen", "arbeitgeber", "auftraggeber", "auftraggeberin", "firmenname"),
        *("entreprise", "societe", "employeur", "organisme", "nom de l entreprise"),
        *("empresa", "compania", "empleador", "organizacion", "nombre de la empresa"),
    ),
}
"""For each field the headings that mean it, in the form of `comparable`, the surest first; those of an
engagement come last."""
_TITLES = {
    *("dr", "prof", "prof dr", "dr med", "mr", "mrs", "ms", "miss", "mx", "sir", "phd"),
    *("herr", "frau", "mag", "dipl ing", "m", "mme", "mlle", "mm", "monsieur", "madame"),
    *("sr", "sra", "srta", "d", "dna", "don", "dona", "dra", "ing", "lic"),
}
_AMBIGUOUS_TITLE = ("title", "titel", "titre", "titulo")


class Columns:
    """Which column holds what: for each field found its number, and what the columns are called."""

    def __init__(self, headings: Sequence[str], at: dict[str, int], named: Mapping[str, str]) -> None:
        self.headings = headings
        self.at = at
        self.named = named
        """The headings by field that the coach gave."""

    def comparable(self, key: str) -> str:
        """The heading of a field's column, in the form to compare by; "" where none was found."""
        return comparable(self.headings[self.at[key]]) if key in self.at else ""

    @property
    def unused_at(self) -> dict[int, str]:
        """The headings of the columns that hold nothing known, by their numbers."""
        taken = set(self.at.values())
        return {n: heading for n, heading in enumerate(self.headings) if heading and n not in taken}


def heading_row(rows: Sequence[tuple[int, list[str]]], named: Mapping[str, str]) -> int:
    """The number of the row that holds the headings: the first of a few in which a name is headed, else 0."""
    known = {*KNOWN[NAME], *KNOWN[FIRST], *KNOWN[LAST], *map(comparable, named.values())}
    for number, (_, cells) in enumerate(rows[:6]):
        if known & set(map(comparable, cells)):
            return number
    return 0


def find_columns(cells: Sequence[str], rows: Sequence[list[str]], named: Mapping[str, str]) -> Columns:
    """Tells the columns by their headings (`cells`); those that were named go first.

    A column without a heading that holds something in one of the `rows` is called by its number.

    Raises:
        BadInput: a column that was named is not there, or its field is not known.
    """
    headings = list(cells)
    for n, heading in enumerate(cells):
        if not comparable(heading) and any(row[n] for row in rows if n < len(row)):
            headings[n] = f"column {n + 1}"
    names = [comparable(heading) for heading in headings]
    at: dict[str, int] = {}
    for key, wanted in named.items():
        if key not in KNOWN:
            raise BadInput(f"--column: {quote(key)} is not known; known are {', '.join(KNOWN)}")
        if comparable(wanted) not in names:
            raise BadInput(f"no column is headed {quote(wanted)}; there are {there(headings)}")
        at[key] = names.index(comparable(wanted))
    for key, known in KNOWN.items():
        if key not in at:
            free = (
                names.index(word) for word in known if word in names and names.index(word) not in at.values()
            )
            place = next((n for n in free if not _titles(names[n], n, rows)), None)
            if place is not None:
                at[key] = place
    return Columns(headings, {key: at[key] for key in KNOWN if key in at}, named)


def there(headings: Sequence[str]) -> str:
    """The headings of a file, for an error."""
    return ", ".join(quote(heading) for heading in headings if heading)


def _titles(name: str, place: int, rows: Sequence[list[str]]) -> bool:
    """Whether a column headed “title” holds forms of address such as “Dr.”, and no roles."""
    if name not in _AMBIGUOUS_TITLE:
        return False
    cells = [comparable(row[place]) for row in rows if place < len(row) and row[place]]
    return bool(cells) and all(cell in _TITLES for cell in cells)
