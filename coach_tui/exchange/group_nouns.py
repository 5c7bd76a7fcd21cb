"""What raters are called by group, in several languages: data for `group_words`, without case and accents."""

from __future__ import annotations

SELF = frozenset(
    [
        *("self", "me", "myself", "i", "i myself", "coachee", "the coachee", "this is me", "that is me"),
        *("it is me", "it s me", "about me", "about myself", "i answer about myself", "on myself"),
        *("selbst", "ich", "ich selbst", "mich selbst", "uber mich", "uber mich selbst", "das bin ich"),
        *("ich bin es selbst", "moi", "moi meme", "soi", "soi meme", "c est moi", "sur moi", "sur moi meme"),
        *("yo", "yo mismo", "yo misma", "mi mismo", "mi misma", "soy yo", "uno mismo", "sobre mi"),
        *("sobre mi mismo", "sobre mi misma", "io", "io stesso", "io stessa", "eu", "eu mesmo", "eu mesma"),
        *("ik", "ikzelf", "zelf", "that s me", "its me", "this is about me", "this is about myself"),
        *(
            "this survey is about me",
            "this form is about me",
            "eigenbild",
            "selbstwahrnehmung",
            "eigeneinschatzung",
        ),
        *("fokusperson", "feedbacknehmer", "feedbacknehmerin", "feedbackempfanger", "feedbackempfangerin"),
    ]
)
"""What plainly says that somebody answers about themselves, where nothing else is said."""
SELF_PATTERNS = (
    r"(?:i am|i m|im|ich bin|je suis|soy|yo soy) this person",
    r"(?:my |meine? |mon |ma |mi )?(?:self|selbst|auto) ?(?:assessment|evaluation|rating|review|appraisal|"
    r"reflection|einschatzung|bewertung|beurteilung|bild|evaluacion|valoracion|avaliacao|valutazione|"
    r"beoordeling)s?",
    r"(?:i am |i m |im )?(?:rating|assessing|evaluating|reviewing|describing) (?:my ?self|me)",
    r"(?:i rate|i assess|i evaluate|i answer for) my ?self",
    r"(?:i am |i m )?the (?:person|leader|one)(?: who is)?(?: being)? (?:rated|assessed|evaluated|reviewed)",
    r"(?:i am|i m|ich bin|je suis|soy|yo soy) this person",
    r"ich (?:bewerte|beurteile|schatze) mich(?: selbst)?(?: ein)?",
    r"je m (?:auto ?)?evalue(?: moi meme)?",
    r"me (?:auto ?)?evaluo(?: a mi mism[oa])?",
)
NOUNS = {
    "manager": (
        r"(?:line |people |direct )?managers?|manager(?:in|innen)|boss(?:es)?",
        r"(?:line )?supervisors?|superiors?|team ?lead(?:er)?s?|head of department|department heads?",
        r"vorgesetzt(?:e[rnm]?)?|f(?:u|ue)hrungskr(?:a|ae)fte?|chef(?:in|innen|s|e|fe|ffe)?",
        r"(?:team|abteilungs|gruppen|bereichs)leit(?:er(?:in)?|ung)",
        r"responsables?(?: hierarchiques?| directs?)?|superieure?s?(?: hierarchiques?)?|hierarchie",
        r"jef[ea]s?(?: direct[ao]s?)?|superior(?:a|es)|supervisora|gestora?|leidinggevende",
    ),
    "peer": (
        r"peers?|colleagues?|co ?workers?|team ?mates?|(?:arbeits|team)?kolleg(?:e|en|in|innen)?",
        r"gleichgestellte?[rn]?|gleichrangige?[rn]?|collegues?|pairs?|homologues?",
        r"companer(?:[oa]s?)?(?: de trabajo| de equipo)?|colegas?|par(?:es)?|collegh[ie]|collegas?",
    ),
    "report": (
        r"(?:direct |in ?direct )?reports?|reportees?|subordinates?|employees?",
        r"mitarbeiter(?:in|innen|n)?|mitarbeitende[rn]?|unterstellte[rn]?|untergebene[rn]?|"
        r"collaborateurs?|collaboratrices?|subordonnee?s?",
        r"subordinad[oa]s?|colaborador(?:a|es|as)?|reportes? direct[oa]s?|emplead[oa]s?",
        r"medewerkers?|collaborator[ie]",
    ),
    "other": (
        r"stakeholders?|friends?|family|(?:business )?partners?|suppliers?|vendors?|board members?",
        r"(?:the |advisory |supervisory )?board(?: of directors)?|aufsichtsrat|beirat|verwaltungsrat|"
        r"mentor(?:in)?",
        r"conseil d administration|consejo de administracion|junta directiva|investor(?:en|s)?|shareholders?",
        r"(?:external|extern|externe[rs]?|extern[oa]s?|externals)(?: (?:client|customer|kunde|kundin|"
        r"cliente)\w*)?",
        r"(?:client|cliente|clients|clientes|partenaires?) extern[eo]s?",
        r"sonstige[rns]?|freund(?:in|e)?|lieferant(?:in|en)?|partenaires?|fournisseurs?|amie?s?",
        r"soci[oa]s?|proveedor(?:a|es)?|amig[oa]s?",
        r"(?:others?|andere[rns]?|autres?|otr[oa]s?|outr[oa]s?|altr[oi])$",
        r"(?:other relationship|andere beziehung|autre (?:lien|relation)|otra relacion)s?",
        r"other (?:people|persons?|raters?)|andere (?:personen?)|autres? personnes?|otras? personas?",
        r"none of (?:these|those|the above|them)|keine?s? davon|nichts davon|aucun(?:e)? de ces \w+",
        r"ningun[oa] de (?:est[oa]s|l[oa]s anteriores)",
    ),
}
"""What a rater is called by whoever does not speak of the client's own manager, report …"""
