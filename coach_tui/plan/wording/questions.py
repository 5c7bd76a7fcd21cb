"""What is asked of a goal, in the language that the goal is written in (domain rules §2).

Questions are put to the one who has the goal, politely where a language tells that apart.
"""

from __future__ import annotations

LETTERS = {
    "en": {
        "specific": "What exactly will you do, so that others could see it?",
        "measurable": "How will you know that it is reached: how many, how much, or what will be done?",
        "achievable": "How sure are you to reach it, from 0 to 10?",
        "relevant": "Why does it matter to you?",
        "time_bound": "By which date, or how often?",
    },
    "fr": {
        "specific": "Que ferez-vous exactement, de façon visible pour les autres ?",
        "measurable": "À quoi verrez-vous que c’est atteint : combien, ou quel résultat ?",
        "achievable": "De 0 à 10, à quel point êtes-vous sûr d’y arriver ?",
        "relevant": "Pourquoi est-ce important pour vous ?",
        "time_bound": "Pour quelle date, ou à quelle fréquence ?",
    },
    "de": {
        "specific": "Was genau werden Sie tun, sodass andere es sehen könnten?",
        "measurable": "Woran merken Sie, dass es erreicht ist: wie viele, wie viel, oder was ist dann getan?",
        "achievable": "Wie sicher sind Sie von 0 bis 10, dass Sie es erreichen?",
        "relevant": "Warum ist es Ihnen wichtig?",
        "time_bound": "Bis wann, oder wie oft?",
    },
    "es": {
        "specific": "¿Qué hará exactamente, de modo que otros puedan verlo?",
        "measurable": "¿Cómo sabrá que lo ha logrado: cuántos, cuánto o qué estará hecho?",
        "achievable": "De 0 a 10, ¿qué tan seguro está de lograrlo?",
        "relevant": "¿Por qué es importante para usted?",
        "time_bound": "¿Para qué fecha, o con qué frecuencia?",
    },
}
"""The question of each letter."""
VAGUE = {
    "en": {
        "C": "From what to what?",
        "E": "What will exist or be visible when it is done?",
        "S": "What would someone see you do?",
        "q": "How many times a week?",
        "Q": "How many?",
        "f": "By which date?",
        "X": "What would make it certain?",
    },
    "fr": {
        "C": "De combien à combien ?",
        "E": "Qu’est-ce qui existera ou sera visible à la fin ?",
        "S": "Que verrait-on que vous faites ?",
        "q": "Combien de fois par semaine ?",
        "Q": "Combien ?",
        "f": "Pour quelle date ?",
        "X": "Que faudrait-il pour que ce soit certain ?",
    },
    "de": {
        "C": "Von wo bis wohin?",
        "E": "Was wird am Ende da oder zu sehen sein?",
        "S": "Was würde man Sie tun sehen?",
        "q": "Wie oft in der Woche?",
        "Q": "Wie viele?",
        "f": "Bis wann?",
        "X": "Was würde es sicher machen?",
    },
    "es": {
        "C": "¿De cuánto a cuánto?",
        "E": "¿Qué existirá o se verá cuando esté hecho?",
        "S": "¿Qué se le vería hacer?",
        "q": "¿Cuántas veces por semana?",
        "Q": "¿Cuántos?",
        "f": "¿Para qué fecha?",
        "X": "¿Qué haría falta para que fuera seguro?",
    },
}
"""The question that mends a vague word, by the sign of its kind (`coach_tui.plan.wording.judge`)."""
ASK = {"en": "Ask", "fr": "À demander", "de": "Frage", "es": "Pregunta"}
