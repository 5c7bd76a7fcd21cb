"""How raters say that they cannot tell: data for `score_scale`, without case, accents and signs."""

from __future__ import annotations

NOT_KNOWN = frozenset(
    [
        *("na", "n a", "not applicable", "not enough information", "insufficient information"),
        *("no opinion", "no answer", "no response", "unsure", "not sure", "skip", "skipped", "not rated"),
        *("too early to say", "k a", "o a", "entfallt", "trifft auf mich nicht zu", "ohne angabe", "nsp"),
        *("nicht zutreffend", "sans opinion", "non applicable", "pas d avis", "ne se prononce pas", "s o"),
        *("sans objet", "sans reponse", "pas de reponse", "non concerne", "non concernee", "aucune idee"),
        *(
            "n d",
            "nd",
            "no aplica",
            "n s",
            "n c",
            "ns nc",
            "nsnc",
            "ns",
            "nc",
            "sin opinion",
            "sin respuesta",
        ),
        *("no procede", "no contesta", "no sabe no contesta", "null", "nan", "xx", "xxx"),
    ]
)
_TELL = r"rate|say|tell|judge|comment|answer|assess|evaluate|observe"
_SEEN = r"observed?|seen|see|experienced?|witness(?:ed)?"
NOT_KNOWN_PATTERNS = (
    r"(?:i )?(?:can ?not|can t|could not|couldn t|am unable to|unable to|not able to) "
    rf"(?:really )?(?:{_TELL})(?: this| that| it)?",
    r"(?:i )?(?:do not|don t|dont|did not|didn t) (?:know|have an opinion)",
    rf"(?:i )?(?:not|(?:have|has)(?: not|n t| never)|haven t|did not|didn t) (?:{_SEEN})(?: this| it)?",
    r"no (?:basis|opportunity|chance|information|evidence)(?: (?:to|for) \w+)?",
    r"(?:i )?(?:prefer|would rather|rather) not (?:to )?(?:say|answer|tell)",
    r"keine? (?:angaben?|antwort|meinung|beurteilung|aussage|einblick)(?: (?:moglich|dazu))*",
    r"nicht (?:beurteilbar|beobachtet|bekannt|beobachtbar|beantwortet|relevant|einschatzbar|erlebt)",
    r"(?:das )?weiss(?: ich)?(?: das)?(?: leider)? nicht",
    r"(?:das )?kann(?: ich)?(?: das)?(?: leider)? nicht "
    r"(?:beurteilen|sagen|einschatzen|beantworten|bewerten)",
    r"(?:je )?ne (?:sais|sait)(?: pas| rien)?",
    r"(?:je )?ne (?:peux|peut) pas (?:\w+ )?(?:dire|juger|evaluer|repondre|me prononcer|se prononcer)",
    r"(?:non|pas|jamais) (?:observee?|vue?|evaluable|evaluee?|constatee?|renseignee?|applicable)",
    r"ne s applique pas|impossible (?:a|de) (?:dire|juger|evaluer|repondre)",
    r"no (?:lo )?(?:se|sabe|sabria|puedo (?:\w+ )?(?:valorar|decir|evaluar|opinar|contestar|juzgar))",
    r"(?:no|nunca) (?:lo )?(?:he )?(?:observado|visto|evaluable|aplicable|observable|corresponde)",
)
"""Sentences and halves of sentences that say so."""
