"""Words that form tools make headings of their own columns of: data for `column_kinds`.

A heading of two such words or more, and nothing else, as “Last Modified By” or “Verweildauer gesamt”, is a
tool's. Single words in English, German, French and Spanish, without case, accents and signs.
"""

from __future__ import annotations

_SENT = """
submission submissions submitted response responses respondent entry entries record recorded survey
form interview questionnaire participant recipient contact user collector collection attribute
antwort antworten einreichung eintrag umfrage formular fragebogen teilnehmer befragung reponse
reponses soumission repondant formulaire enquete respuesta respuestas envio encuesta formulario
encuestado participante
"""
_WHEN = """
start started begin end ended completion completed complete finish finished last first modified
created updated edited added received opened closed time times date day timestamp datetime duration
taken spent seconds second sec secs ms minutes minute min utc gmt zone beginn ende beendet letzte
letzter letztes erste geandert erstellt aktualisiert eingang eingegangen abgeschlossen datum zeit
uhrzeit dauer verweildauer bearbeitungszeit ausfullzeit sekunden minuten debut fin derniere dernier
premiere modifie modification creation cree mise jour heure heures duree temps secondes inicio final
ultima ultimo primera modificado modificacion creado creacion actualizado fecha hora horas duracion
tiempo segundos
"""
_WHICH = """
id ids uid sid uuid guid uniqueid rowid key code token seed serial number no nr num numero nummer
laufende lfd index row autonumber auto increment cookie session hash reference ref external internal
extern interne identifiant identificador clave jeton zeile ligne fila numerique
"""
_BECAME = """
status state stage step flow workflow approval approved assignee assigned owner creator editor draft
brouillon borrador entwurf test tester spam flag flagged starred read viewed tags tag labels list
lists quality score scores points total percent percentage progress passed grade prozent anteil
fehlender gewichtet gesamt fortschritt pourcentage progression porcentaje progreso estado etat
statut etape etapa missing errors error attachments attachment edit admin consent
"""
_FROM = """
ip address adresse direccion browser browsers version os operating system device devices resolution
screen agent platform language lang locale sprache langue idioma country city region location
province latitude longitude geo land stadt pays ville pais ciudad channel source medium campaign
link url uri referrer referer site page pages web mobile mode modus type typ typed gerat gerateart
appareil navigateur navegador dispositivo network meta info information data custom hidden embedded
variable display order randomizer block seite pagina utm ga gclid fbclid
"""
VOCABULARY = frozenset(f"{_SENT} {_WHEN} {_WHICH} {_BECAME} {_FROM}".split())
_BETWEEN = """
a am and at by d das de del dem der des die du el et in l la le les los of on par por s the um vom
von y
"""
BETWEEN = frozenset(_BETWEEN.split())
"""What may stand between them."""
_ALONE = """
assignee attachments autonumber borrador brouillon browser cookie creator dispcode draft eingang
entwurf fbclid flagged gclid guid index lfdn os rowid rts serial sid signature spam tester
uid uniqueid useragent uuid
"""
ALONE = frozenset(_ALONE.split())
"""What heads a tool's column by itself, too."""
