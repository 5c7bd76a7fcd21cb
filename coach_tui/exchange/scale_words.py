"""Scales of words that form tools offer, from the lowest to the highest: data for `score_scale`.

Words parted by a stroke are other names of the same step; they are compared without case, accents and signs.
"""

from __future__ import annotations

SCALES = (
    # English
    "Strongly disagree|disagree strongly|completely disagree|totally disagree / Disagree / "
    "Neutral|neither agree nor disagree|neither|undecided|neither agree or disagree / Agree / "
    "Strongly agree|agree strongly|completely agree|totally agree",
    "Strongly disagree / Somewhat disagree / Neutral|neither agree nor disagree / Somewhat agree / "
    "Strongly agree",
    "Strongly disagree / Disagree / Somewhat disagree|slightly disagree / "
    "Neutral|neither agree nor disagree / Somewhat agree|slightly agree / Agree / Strongly agree",
    "Never|not at all|hardly ever|almost never / Rarely|seldom / Sometimes|occasionally / "
    "Often|frequently|usually|most of the time / Always|almost always|nearly always|very often",
    "Never / Almost never|hardly ever / Sometimes|occasionally / Almost always|nearly always|very often / "
    "Always",
    "Poor|very poor / Fair|below average / Good|average|satisfactory / Very good|above average / "
    "Excellent|outstanding",
    "Very poor|very bad / Poor|bad / Average|fair|ok|acceptable / Good / Very good|excellent",
    "Far below expectations|well below expectations|does not meet expectations / "
    "Below expectations|partially meets expectations|sometimes meets expectations / Meets expectations / "
    "Exceeds expectations|above expectations / Far exceeds expectations|far above expectations",
    "Not at all|to no extent|none / Slightly|a little|to a small extent|to a little extent / "
    "Moderately|somewhat|to some extent|to a moderate extent / "
    "Very|quite a bit|mostly|to a great extent|a lot / "
    "Extremely|completely|to a very great extent|a great deal",
    "Not at all effective|very ineffective / Slightly effective|ineffective|somewhat ineffective / "
    "Moderately effective|neutral|somewhat effective / Very effective / Extremely effective",
    "Very ineffective / Ineffective / Neutral|neither effective nor ineffective / Effective / Very effective",
    "Very dissatisfied / Dissatisfied|somewhat dissatisfied / "
    "Neutral|neither satisfied nor dissatisfied / Satisfied|somewhat satisfied / Very satisfied",
    "Significant development needed|needs significant development / Needs development|development need / "
    "Competent|proficient / Strength|strong / Outstanding strength|role model|exceptional strength",
    "Never / Sometimes|occasionally / Often|usually|frequently / Always",
    "Never / Rarely|seldom / Often|usually|frequently / Always",
    "Strongly disagree|completely disagree|totally disagree / Disagree / Agree / "
    "Strongly agree|completely agree|totally agree",
    "Strongly disagree / Somewhat disagree / Somewhat agree / Strongly agree",
    "Strongly disagree / Disagree / Somewhat disagree|slightly disagree / Somewhat agree|slightly agree / "
    "Agree / Strongly agree",
    "Poor / Fair / Good / Excellent|very good",
    "Not at all / A little|slightly|somewhat / Quite a bit|moderately|mostly / Very much|very|completely",
    "Below expectations|does not meet expectations / Meets expectations / "
    "Exceeds expectations|above expectations",
    # German
    "Stimme überhaupt nicht zu|stimme gar nicht zu|lehne stark ab / Stimme nicht zu|stimme eher nicht zu|"
    "lehne ab / Weder noch|teils-teils|neutral|unentschieden|stimme weder zu noch lehne ich ab / "
    "Stimme zu|stimme eher zu / Stimme voll zu|stimme voll und ganz zu|stimme völlig zu|stimme sehr zu|"
    "stimme stark zu",
    "Stimme nicht zu / Stimme eher nicht zu / Weder noch|teils-teils|neutral|unentschieden / "
    "Stimme eher zu / Stimme zu|stimme voll zu|stimme voll und ganz zu",
    "Trifft überhaupt nicht zu|trifft gar nicht zu|trifft nicht zu / Trifft eher nicht zu|trifft wenig zu / "
    "Teils-teils|trifft teilweise zu|weder noch|neutral / Trifft eher zu|trifft überwiegend zu / "
    "Trifft voll zu|trifft voll und ganz zu|trifft zu|trifft völlig zu|trifft genau zu|trifft sehr zu",
    "Nie|niemals|fast nie / Selten / Manchmal|gelegentlich|ab und zu / Oft|häufig|meistens / "
    "Immer|fast immer|sehr oft|sehr häufig",
    "Nie|niemals / Fast nie / Manchmal|gelegentlich / Fast immer / Immer",
    "Sehr schlecht|ungenügend|mangelhaft / Schlecht|ausreichend / "
    "Mittel|mittelmäßig|befriedigend|durchschnittlich|akzeptabel|in ordnung / Gut / "
    "Sehr gut|ausgezeichnet|hervorragend",
    "Gar nicht|überhaupt nicht / Wenig|kaum|ein wenig / Mittelmäßig|teilweise|einigermaßen / "
    "Ziemlich|überwiegend|stark / Sehr|völlig|voll und ganz|sehr stark",
    "Sehr unzufrieden / Unzufrieden|eher unzufrieden / Neutral|teils-teils|weder noch / "
    "Zufrieden|eher zufrieden / Sehr zufrieden",
    "Nie|niemals / Manchmal|gelegentlich|ab und zu / Oft|häufig|meistens / Immer",
    "Nie|niemals / Selten / Oft|häufig|meistens / Immer",
    "Trifft nicht zu|trifft gar nicht zu|trifft überhaupt nicht zu / "
    "Trifft eher nicht zu|trifft wenig zu / Trifft eher zu|trifft überwiegend zu / "
    "Trifft zu|trifft voll zu|trifft voll und ganz zu|trifft völlig zu|trifft genau zu",
    "Stimme nicht zu|stimme gar nicht zu|stimme überhaupt nicht zu / Stimme eher nicht zu / "
    "Stimme eher zu / Stimme zu|stimme voll zu|stimme voll und ganz zu|stimme völlig zu",
    "Stimme gar nicht zu|stimme überhaupt nicht zu / Stimme nicht zu / Stimme eher nicht zu / "
    "Stimme eher zu / Stimme zu / Stimme voll zu|stimme voll und ganz zu|stimme völlig zu",
    "Trifft gar nicht zu|trifft überhaupt nicht zu / Trifft nicht zu / Trifft eher nicht zu / "
    "Trifft eher zu / Trifft zu / Trifft voll zu|trifft voll und ganz zu|trifft völlig zu",
    "Gar nicht|überhaupt nicht|nicht / Kaum|wenig|etwas|eher nicht / Überwiegend|ziemlich|eher / "
    "Völlig|voll und ganz|sehr",
    # French
    "Pas du tout d’accord|tout à fait en désaccord|fortement en désaccord|totalement en désaccord / "
    "Pas d’accord|plutot pas d’accord|en désaccord|plutot en désaccord / "
    "Ni d’accord ni pas d’accord|ni d’accord ni en désaccord|ni en accord ni en désaccord|neutre / "
    "D’accord|plutot d’accord / "
    "Tout à fait d’accord|entièrement d’accord|fortement d’accord|totalement d’accord",
    "Jamais|presque jamais / Rarement / Parfois|quelquefois|de temps en temps|occasionnellement / "
    "Souvent|fréquemment|la plupart du temps / Toujours|presque toujours|très souvent",
    "Jamais / Presque jamais / Parfois|quelquefois / Presque toujours / Toujours",
    "Très mauvais|très insuffisant|médiocre / Mauvais|insuffisant|passable / Moyen|correct|acceptable / "
    "Bon|bien / Très bon|très bien|excellent",
    "Pas du tout / Un peu|peu / Moyennement|modérément|plus ou moins / Beaucoup|plutot|assez / "
    "Tout à fait|énormément|complètement|extrêmement",
    "Très insatisfait|très insatisfaite|pas du tout satisfait / Insatisfait|insatisfaite / "
    "Neutre|ni satisfait ni insatisfait / Satisfait|satisfaite|plutot satisfait / "
    "Très satisfait|très satisfaite",
    "Jamais / Parfois|quelquefois|de temps en temps / Souvent|fréquemment|la plupart du temps / Toujours",
    "Jamais / Rarement / Souvent|fréquemment|la plupart du temps / Toujours",
    "Pas du tout d’accord|tout à fait en désaccord|totalement en désaccord / "
    "Plutôt pas d’accord|pas d’accord|plutôt en désaccord|en désaccord / Plutôt d’accord|d’accord / "
    "Tout à fait d’accord|entièrement d’accord|totalement d’accord",
    "Pas du tout d’accord|tout à fait en désaccord / Pas d’accord|en désaccord / "
    "Plutôt pas d’accord|plutôt en désaccord / Plutôt d’accord / D’accord / Tout à fait d’accord",
    "Pas du tout / Un peu|peu|plutôt non / Assez|plutôt|beaucoup|plutôt oui / Tout à fait|complètement",
    # Spanish
    "Totalmente en desacuerdo|muy en desacuerdo|completamente en desacuerdo / "
    "En desacuerdo|algo en desacuerdo|parcialmente en desacuerdo / "
    "Ni de acuerdo ni en desacuerdo|neutral|neutro|indiferente / "
    "De acuerdo|algo de acuerdo|parcialmente de acuerdo / "
    "Totalmente de acuerdo|muy de acuerdo|completamente de acuerdo",
    "Nunca|jamás / Rara vez|raramente|casi nunca|pocas veces|raras veces / "
    "A veces|algunas veces|ocasionalmente|de vez en cuando / "
    "A menudo|frecuentemente|con frecuencia|muchas veces|casi siempre|la mayoría de las veces / Siempre",
    "Muy malo|muy mal|muy mala|deficiente / Malo|mal|mala|insuficiente / Regular|aceptable|suficiente / "
    "Bueno|bien|buena / Muy bueno|muy bien|muy buena|excelente",
    "Nada|en absoluto / Poco|un poco / Algo|moderadamente|más o menos / Bastante|mucho / "
    "Totalmente|completamente|muchísimo|muy",
    "Nunca|jamás / A veces|algunas veces|ocasionalmente / "
    "A menudo|frecuentemente|con frecuencia|casi siempre|muchas veces / Siempre",
    "Nunca|jamás / Rara vez|raramente|casi nunca|pocas veces / "
    "A menudo|frecuentemente|con frecuencia|casi siempre|muchas veces / Siempre",
    "Totalmente en desacuerdo|muy en desacuerdo / En desacuerdo|algo en desacuerdo / "
    "De acuerdo|algo de acuerdo / Totalmente de acuerdo|muy de acuerdo",
    "Totalmente en desacuerdo|muy en desacuerdo / En desacuerdo / "
    "Algo en desacuerdo|parcialmente en desacuerdo / Algo de acuerdo|parcialmente de acuerdo / "
    "De acuerdo / Totalmente de acuerdo|muy de acuerdo",
    "Nada|en absoluto / Poco|un poco|algo / Bastante / Mucho|totalmente|muchísimo",
    "Muy insatisfecho|muy insatisfecha / Insatisfecho|insatisfecha / Neutral|ni satisfecho ni insatisfecho / "
    "Satisfecho|satisfecha / Muy satisfecho|muy satisfecha",
)
"""Steps parted by “ / ”."""
