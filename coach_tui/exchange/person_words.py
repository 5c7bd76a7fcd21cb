"""How headings ask who a rater is, and like what, and whom the answers are about: data for `column_kinds`.

Patterns for headings without case, accents and signs, in English, German, French and Spanish.
"""

from __future__ import annotations

FIRST_NAME = r"\b(?:first ?names?|given names?|forenames?|vornamen?|prenoms?|nombre de pila)\b"
LAST_NAME = (
    r"\b(?:last ?names?|sur ?names?|family names?|nachnamen?|familiennamen?|noms? de famille|apellidos?)\b"
)
NAME = (
    r"\b(?:names?|vorname|nachname|noms?|prenoms?|nombres?|apellidos?|namen)\b"
    r"(?! (?:one|an?|the|un|una|tres|dos)\b)"
)
WHO = (
    r"^(?:(?:and )?who (?:are|r) you|who is (?:answering|responding|filling|completing|the rater)|"
    r"wer (?:sind sie|bist du|antwortet|fullt)|qui (?:etes vous|es tu|repond)|vous etes qui|"
    r"quien (?:es usted|eres|responde|contesta)|"
    r"(?:completed|answered|filled in|submitted|ausgefullt|rempli|rellenado) (?:by|von|par|por)$)"
)
"""What asks for the rater's own name; “Who should …” asks for somebody else's."""
ABOUT = (
    r"^(?:subject|ratee|coachee|target|focus person|fokusperson|personne evaluee|evalue e?)\b",
    r"\b(?:subject|ratee|coachee|target|evaluatee|reviewee) (?:first |last |full |given |family )?names?\b",
    r"\bname of (?:the )?(?:leader|coachee|person|participant|colleague|manager|employee|subject|ratee)\b",
    r"\b(?:leader|coachee|participant|reviewee) s? ?names?\b",
    r"\bperson (?:being |to be |you are |who is )?"
    r"(?:rated|reviewed|assessed|evaluated|rating|reviewing|assessing)\b",
    r"\b(?:who|whom|which (?:person|leader|colleague|manager)) (?:are you|do you|is this|is the) ?"
    r"(?:giving|rating|rate|reviewing|review|evaluating|evaluate|assessing|assess|providing|feedback|survey)\b",
    r"\b(?:bewertete|beurteilte|eingeschatzte) (?:person|fuhrungskraft)\b",
    r"\bfeedback ?(?:nehmer|empfanger)(?:in)?\b|^name der (?:bewerteten|person)\b",
    r"^(?:wen (?:bewerten|beurteilen|schatzen)|wem geben sie|fur wen|uber wen)\b",
    r"\bpersonne (?:evaluee|concernee)\b|^(?:qui evaluez vous|pour qui|sur qui|a qui donnez vous)\b",
    r"\bpersona (?:evaluada|valorada)\b|^(?:a quien (?:evalua|valora|da)|sobre quien|para quien)\b",
)
"""What asks whom the answers are about."""
RATER_IS = (
    r"^(?:your |my |ihre? |votre |vos |su )?(?:department|division|business unit|team|team name|company|"
    r"organi[sz]ation|office|location|site|country|city|region|gender|sex|pronouns|age(?: group| range)?|"
    r"job title|title|position|job|seniority|level|grade|tenure|function|employment type|contract|dept|"
    r"abteilung|bereich|firma|unternehmen|standort|land|stadt|geschlecht|alter|altersgruppe|funktion|"
    r"betriebszugehorigkeit|service|departement|direction|entreprise|societe|pays|ville|sexe|genre|"
    r"tranche d age|poste|fonction|anciennete|departamento|area|empresa|oficina|sede|pais|ciudad|sexo|"
    r"genero|edad|puesto|cargo|antiguedad)$",
    r"^(?:how long|since when|for how long|how many (?:years|months)|"
    r"how often do you (?:work|meet|interact|talk)|how well do you know|years? (?:of|in|at|with|worked)|"
    r"wie lange|seit wann|wie oft (?:arbeiten|treffen|sehen)|wie gut kennen|depuis (?:quand|combien)|"
    r"combien de temps|a quelle frequence (?:travaillez|voyez)|cuanto tiempo|desde cuando|"
    r"con que frecuencia (?:trabaja|ve|trata))\b",
    r"\b(?:agree|consent|einverstanden|zustimmung|einwilligung|datenschutz\w*|privacy|gdpr|dsgvo|rgpd|"
    r"acepto|consiento|accepte|consentement|consentimiento|terms)\b",
    r"\b(?:may|can|could|darf|durfen|puis je|pouvons nous|peut on|puede) .*"
    r"\b(?:contact|kontaktier\w+|contacter|contactar\w*)\b",
)
"""What asks what a rater is like, or agrees to: a few answers that are offered are not about the client."""
ASKS_WORDS = (
    r"^(?:what|which|how|why|when|where|was|welche\w*|wie|warum|wann|wo|worin|womit|que|quel\w*|comment|"
    r"pourquoi|quand|quels?|como|cual\w*|cuando|donde)\b",
    r"^(?:name|list|give|describe|mention|share|tell|nenn\w*|beschreib\w*|gib|geben|citez|decrivez|donnez|"
    r"indiquez|describa|indique|mencione|escriba|nombre (?:un|una|dos|tres))\b",
    r"\b(?:one|two|three|a single|ein|einem|drei|un|une|trois|una|tres|dos) (?:words?|wort|worte[nr]?|mots?|"
    r"palabras?|strengths?|starken?|forces?|fortalezas?|adjectives?|adjektive?)\b",
)
"""What asks for words, so that a word with a capital is an answer, and no name."""
