"""A length in place of another, which sets no date, and numbers of who is meant, which measure nothing."""

from __future__ import annotations

import pytest

from coach_tui.plan.wording import judge


@pytest.mark.parametrize(
    "text",
    [
        "Turnaround: 48h → 24h",
        "Reduce reply time 48h -> 24h",
        "Lead time: 14 days => 10 days",
        "Lead time: 14 days ➜ 10 days",
        "Lead time: 14 days > 10 days",
        "Cycle time 6 weeks --> 3 weeks",
        "Time to hire: 90 -> 45 days",
        "Turnaround from 48h to 24h",
        "Answer within 24 hours instead of 3 days",
        "Ship orders within 36 hours instead of 4 days",
        "Delivery time of 10 days instead of 14 days",
        "Reply in 1 day instead of 3",
        "Onboarding takes 2 weeks rather than 6 weeks",
        "Invoices go out in 3 days, not 10 days",
        "Get back to clients in 2 days, down from 5 days",
        "Antwortzeit: 3 Tage → 1 Tag",
        "Antwortzeit von 48h auf 24h",
        "Answer in 24h, not 72h",
        "Response from three days to the same day",
        "Close in 5 days and not in 10 days",
        "Antwort in 24 Stunden, nicht in 3 Tagen",
        "Réponse en 24 heures, pas en 3 jours",
        "Respuesta en 24 horas, no en 3 días",
        "De 3 jours à 24h pour répondre",
        "Von 3 Tagen auf 24h bei Anfragen",
        "Durchlaufzeit 3 Wochen → max. 1 Woche",
        "Turnaround: 72h → 48h → 24h",
        "Turnaround 48h>24h",
        "Time to close: 12 weeks ↘ 8 weeks",
        "Support first response, 6h instead of 24h",
        "Instead of 3 days, answer within 24 hours",
        "Statt in 5 Tagen in 2 Tagen antworten",
        "Statt 14 Tagen nur noch 10 Tage Lieferzeit",
        "Au lieu de 5 jours, répondre en 2 jours",
        "En lugar de 7 días, entregar en 3 días",
        "Antwort in 2 statt 5 Tagen",
        "Bearbeitung in einer statt in drei Wochen",
        "Rückmeldung innerhalb von 2 Tagen statt 5 Tagen",
        "Antworten binnen eines Tages statt drei Tagen",
        "Délai de paiement : 60 jours → 30 jours",
        "Délai de réponse : de 48h à 24h",
        "Répondre en 2 jours au lieu de 5 jours",
        "Délai : 2 jours au lieu de 5",
        "Répondre en 1 jour plutôt que 3 jours",
        "Tiempo de respuesta: 3 días → 1 día",
        "Entrega en 3 días en lugar de 7 días",
        "Entregar en 3 días en vez de 7",
        "Délai de réponse : de 3 à 1 jour",
        "Tiempo de respuesta: de 3 a 1 día",
        "Contestar en un día en vez de tres días",
        "Pasar de 72h a 24h en responder",
    ],
)
def test_one_length_in_place_of_another_sets_no_date(text: str) -> None:
    letters = judge(text).letters
    assert (letters["measurable"].ok, letters["time_bound"].ok) == (True, False), letters


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Turnaround: 48h → 24h by June", "by June"),
        ("Antwortzeit: 3 Tage → 1 Tag bis Ende März", "bis Ende März"),
        ("Livrer en 5 jours au lieu de 10 jours avant Noël", "avant Noël"),
        ("Entrega en 3 días en lugar de 7 días antes de junio", "antes de junio"),
        ("Sales calls: 5 → 8 a week", "a week"),
        ("Exercise 4 days a week instead of 2 days a week", "a week"),
        ("Walk to work instead of driving for three weeks", "for three weeks"),
        ("Instead of 1 hour of TV read a book for three weeks", "for three weeks"),
        ("Finish the audit by Friday instead of Monday", "by Friday"),
        ("Finish the draft in two weeks > send it to Maria", "in two weeks"),
        ("Answer customer e-mails within 24 hours", "within 24 hours"),
    ],
)
def test_what_else_is_set_in_place_of_something_keeps_its_date(text: str, when: str) -> None:
    assert when in " ".join(judge(text).letters["time_bound"].found)


@pytest.mark.parametrize(
    "text",
    [
        "Spend more time with 2 kids this year",
        "Think more about 2 projects each week",
        "Improve my relationship with 2 colleagues by March",
        "Be less stressed at 2 jobs by summer",
        "Be a better mentor for 4 juniors this year",
        "Feel closer to 2 siblings by Christmas",
        "Listen more to 3 reports every week",
        "Be more supportive of 3 team members this quarter",
        "Be a better manager to 6 people this year",
        "Better handle 2 conflicts this year",
        "Strengthen trust with five clients by June",
        "Enjoy 2 hobbies more this year",
        "Mehr Zeit mit 2 Kindern verbringen dieses Jahr",
        "Die Beziehung zu zwei Kollegen bis März verbessern",
        "Weniger gestresst in 2 Jobs sein bis Sommer",
        "Jede Woche mehr über 2 Projekte nachdenken",
        "Besserer Chef für 5 Mitarbeiter werden bis Sommer",
        "Mehr auf 3 Prioritäten achten dieses Quartal",
        "Être un meilleur père pour 2 enfants cette année",
        "Je veux être plus présent pour 2 enfants cette année",
        "Consacrer plus de temps à 2 enfants cette année",
        "Give more time to 2 juniors each week",
        "Accorder plus d'attention à 2 clients chaque semaine",
        "Prestar más atención a 2 clientes cada semana",
        "Improve 2 relationships by March",
        "Zwei Beziehungen bis März verbessern",
        "Améliorer deux relations d'ici mars",
        "Mejorar dos relaciones antes de marzo",
        "See more of 2 friends this year",
        "Freundlicher zu 2 Kollegen sein diesen Monat",
        "Écouter davantage 3 collaborateurs chaque semaine",
        "Mieux gérer 2 équipes cette année",
        "Ser mejor jefe para 5 personas este año",
        "Passer plus de temps avec 2 amis cette année",
        "Améliorer ma relation avec deux collègues d'ici mars",
        "Être moins stressé dans 2 emplois d'ici l'été",
        "Réfléchir davantage à 2 projets chaque semaine",
        "Pasar más tiempo con 2 hijos este año",
        "Mejorar mi relación con dos compañeros antes de marzo",
        "Estar menos estresado en 2 trabajos antes del verano",
        "Comunicarme mejor con tres clientes este año",
    ],
)
def test_a_number_of_those_who_are_meant_is_no_measure(text: str) -> None:
    judgement = judge(text)
    assert judgement.verdict == "vague"
    assert not judgement.letters["measurable"].ok


@pytest.mark.parametrize(
    "text",
    [
        "Spend 2 hours more with my kids each week",
        "Have lunch with 2 colleagues each week",
        "Make 3 more sales calls each week",
        "Improve my fitness with 3 runs a week until June",
        "Improve my fitness with 10,000 steps every day",
        "Increase sales with 3 clients by 10% by June",
        "Improve customer satisfaction to 4 stars by June",
        "Increase the team to 8 people by autumn",
        "Improve from 3 to 5 on the feedback scale by June",
        "Jede Woche mit 2 Kollegen Mittag essen",
        "Den Krankenstand bis Juni auf 3 Fälle senken",
        "Den Umsatz mit 3 Kunden bis Juni um 10 % steigern",
        "Réduire les erreurs à 3 par mois d'ici juin",
        "Réduire le nombre de plaintes à 5 d'ici juin",
        "Improve my Spanish by talking with 2 natives every Friday",
        "Be more social: dinner with 2 friends every week",
        "Help improve customer satisfaction to 4 stars by June",
        "Améliorer mon français avec 2 cours par semaine",
        "Mejorar mi inglés con 2 clases por semana",
        "Déjeuner avec deux collègues chaque semaine",
        "Reducir las quejas a 3 al mes antes de junio",
        "Comer con dos compañeros cada semana",
    ],
)
def test_a_number_of_what_is_reached_or_done_stays_a_measure(text: str) -> None:
    assert judge(text).verdict == "smart"
