"""German words and what they do in a goal; `coach_tui.plan.wording.lexicon` lists the kinds."""

KINDS = {
    # Time.
    "m": """
        januar jänner februar märz april mai juni juli august september oktober november dezember jan feb
        apr aug sept okt nov dez
    """,
    "w": """
        montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag wochenende wochenenden
        montagabend freitagnachmittag mittwochabend dienstagabend donnerstagabend sonntagabend
        freitagabend montagmorgen
    """,
    "p": """
        tag tage tagen tages woche wochen monat monate monaten monats quartal quartale quartals semester
        semesters jahr jahre jahren jahres halbjahr halbjahres trimester schuljahr schuljahres
        geschäftsjahr geschäftsjahres kalenderjahr wirtschaftsjahr studienjahr abend abende abenden morgen
        vormittag nachmittag nacht nächte werktag werktage werktagen arbeitstag arbeitstage arbeitstagen
        arbeitswoche jahrzehnt saison sprint mittagspause kw kalenderwoche jahreshälfte wochenstart
        arbeitstages geschäftsquartal coachingzeitraum
    """,
    "h": "minute minuten stunde stunden sekunden min std h",
    "c": "mittag mitternacht uhr",
    "H": """
        weihnachten ostern pfingsten silvester neujahr geburtstag geburtstags hochzeit urlaub sommerurlaub
        ferien sommerferien herbstferien osterferien weihnachtsferien sommer winter frühling frühjahr
        herbst abschlussfeier nikolaus advent karneval fasching sommerpause elternzeit mutterschutz
        hochzeitstag jubiläum stichtag frist weihnachtsfeier probezeit *jahresende *monatsende
        *quartalsende *projektende *programmende *coachingende *saisonende *vertragsende *kursende
        *semesterende *schuljahresende *prozessende *beginn *ferien *urlaub neuen_jahr neues_jahr
        neuen_jahres neuen_geschäftsjahr neuen_schuljahr neuen_quartal
    """,
    "J": """
        rente besprechung sitzung meeting meetings konferenz termin gespräch mitarbeitergespräch
        jahresgespräch messe veranstaltung mahlzeit mahlzeiten frühstück mittagessen abendessen
        präsentation wettkampf turnier spiel vortrag schicht unterricht stunde_unterricht trainingseinheit
        reise umzug *sitzung *gespräch *besprechung *versammlung *meeting *termin *review *feier *treffen
        *tagung *konferenz *messe *event retro retrospektive jour_fixe *audit kongress gipfel all-hands
        hauptversammlung *klausur *interview *runde *premiere *präsentation *abgabe *start *termine
        *gespräche *sitzungen gesprächen sitzungen besprechungen fusion übernahme *fusion inbetriebnahme
        markteinführung *übergabe
    """,
    "T": "alter geburtstag_alt lebensjahr",
    "t": """
        heute heute_abend jahresende monatsende quartalsende wochenende_bis jahresanfang jahreswechsel
        schuljahresende semesterende übermorgen jahresmitte monatsanfang zum_abschluss zum_schluss
        nach_abschluss nach_ablauf dieses_halbjahr nächstes_halbjahr übers_jahr über_das_jahr ab_sofort
    """,
    "b": "spätestens innerhalb binnen im_laufe bevor vor noch_vor",
    "~": "auf",
    "@": "statt anstatt anstelle anstelle_von statt_in anstatt_in ,_nicht_in ,_nicht_nach ,_nicht_erst_nach",
    "W": "innerhalb_eines_tages binnen_eines_tages",
    "I": "bis",
    "Z": "bis_zum bis_zur bis_zu",
    "g": "gegen zum zur um",
    "i": "in im am an ab über während für seit nach den_ganzen beim bei",
    "k": """
        nächste nächsten nächster nächstes nächstem kommende kommenden kommendes kommender folgende
        folgenden
    """,
    "j": "diese diesen diesem dieses dieser laufenden laufendes aktuellen heuer",
    "z": "ende anfang mitte beginn",
    "r": """
        montags_bis_freitags von_montag_bis_freitag montag_bis_freitag unter_der_woche am_abend_immer
        täglich wöchentlich monatlich jährlich vierteljährlich quartalsweise montags dienstags mittwochs
        donnerstags freitags samstags sonntags werktags abends morgens nachmittags nachts wochentags
        halbjährlich zweiwöchentlich vierzehntägig allabendlich jedes_mal jeweils_montags 14-tägig mittags
        tag_für_tag
    """,
    "d": "jede jeden jedes jeder jedem pro alle /",
    "x": "mal einmal zweimal dreimal viermal fünfmal sechsmal siebenmal zehnmal zehnfach",
    # Amount.
    "N": """
        null zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn
        zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig hundert tausend million millionen
        dutzend halbe halben halbes halb hälfte verdoppel* verdreifach* halbier* doppelte doppelt dritteln
        beide beiden einen_halben eine_halbe ein_drittel einem_drittel zwei_drittel ein_viertel_weniger
        drei_viertel verdopple vervierfach*
    """,
    "0": "kein keine keinen keinem keiner",
    "=": "a1 a2 b1 b2 c1 c2",
    "O": """
        ersten erste erstes zweite zweiten zweiter zweites dritte dritten vierte vierten letzte letzten
        andere anderen
    """,
    "u": """
        mio mrd tsd mill kg kilo kilos kilogramm km kilometer m meter cm % prozent euro € $ punkte punkten
        seiten schritte schritten wörter kalorien eur liter k
    """,
    "L": "nummer nr schritt phase version kapitel stufe level # raum teil",
    # Things.
    "n": """
        bewerbungen vorstellung* teilnahme* präsentationen entwicklung* vorbereitung* verhandlung*
        planung* beförderungen prüfungen nicht krankheit arbeit einheit mehrheit mittel mitteln malus
        leere leerer dreher drucker druck mieter packung probe proben tipp problem* belegschaft* miete
        öffnungs* malerei maler beruf berufe berufs* beruflich
    """,
    "G": """
        nachfolger nachfolgerin prüfung examen abitur abschluss zertifikat zertifizierung diplom
        führerschein lizenz marathon halbmarathon triathlon doktorarbeit dissertation masterarbeit
        bachelorarbeit buch roman webseite website blog podcast beförderung vertrag kurs seminar workshop
        weiterbildung fortbildung ausbildung master bachelor promotion bewerbung lebenslauf portfolio haus
        wohnung auto kredit album konzert ausstellung vorschlag bericht prototyp app patent stelle job
        praktikum webinar rede artikel manuskript newsletter budget handbuch laden firma unternehmen
        verein medaille preis businessplan toefl ielts pmp 5k 10k sportabzeichen visum staatsbürgerschaft
        arbeitsvertrag projektplan konzept *prüfung *zertifikat *zertifizierung *examen *marathon *kurs
        *seminar *arbeit_ab *abschluss *führerschein *schein *vertrag *bericht *konzept *plan *buch *roman
        *workshop *lehrgang *ausbildung *bewerbung *studium *stelle *website *webseite *wohnung *lauf
        *wettkampf drehbuch gemälde anstellung festanstellung
    """,
    "R": """
        leiter leiterin manager managerin direktor direktorin chef chefin koordinator geschäftsführer
        geschäftsführerin partner partnerin präsident vorstand lehrer lehrerin arzt ärztin anwalt anwältin
        ingenieur ingenieurin entwickler entwicklerin designer analyst berater beraterin architekt
        forscher trainer trainerin autor autorin pilot eigentümer spezialist techniker psychologe
        freelancer selbstständig selbständig selbständige führungskraft_im *leiter *leiterin *manager
        *managerin *direktor *führer *führerin *berater *beraterin *ingenieur *lehrer *lehrerin
        *entwickler *designerin *therapeut *therapeutin *vorsitzender *vorsitzende
    """,
    "A": """
        weg berufung leidenschaft platz stimme fähigkeit fähigkeiten verständnis wissen kenntnisse
        vertrauen selbstvertrauen beziehung beziehungen leben gesundheit kommunikation produktivität
        gewohnheit gewohnheiten zeit energie leistung einstellung motivation dinge ding führung einfluss
        präsenz glück wohlbefinden fitness stress mühe fortschritt fortschritte qualität kultur
        bewusstsein zufriedenheit engagement moral respekt netzwerk potenzial welt balance
        work-life-balance organisation ernährung mensch führungskraft chef_sein karriere zukunft wirkung
        unterschied sinn prioritäten geld finanzen englisch französisch spanisch auftreten kompetenz
        kompetenzen disziplin selbstständigkeit kreativität sichtbarkeit zeitmanagement alltag person
        *fähigkeiten *fähigkeit *kompetenz *kompetenzen *kenntnisse *klima *kultur *qualität
        *zufriedenheit *management form *heit *keit ziele zielen herz herzen körper geist seele gefühle
        gefühl emotionen angst ängste wut ärger zweifel perfektionismus kritiker freude spaß lust neugier
        mut geduld wertschätzung anerkennung zusammenhalt zusammenarbeit teamgeist klima atmosphäre
        stimmung identität identifikation rolle führungsrolle haltung werte mission vision strategie
        ausrichtung orientierung perspektive perspektiven ausstrahlung charisma autorität standing image
        ruf bindung kundenbindung mitarbeiterbindung ausdauer kraft figur schlaf ruhe grenzen gewissen
        verhältnis verhältnisse zutrauen ansehen talent talente stärken potenziale italienisch
        portugiesisch japanisch chinesisch marke griff ideen idee kopf
    """,
    # Doing.
    "V": """
        besetz* leitet leiten_wir finden finde abschließ* abgeschlossen abzuschließen bestehen bestehe
        bestanden erwerb* veröffentlich* einstell* eingestellt unterschreib* unterschrieben unterzeichn*
        einreich* eingereicht einzureichen anmeld* angemeldet bewerb* gewinn* gewonnen abgeb* abgegeben
        abzugeben liefer* präsentier* vorstell* vorgestellt organisier* veranstalt* schreib* geschrieben
        verfass* verfasst fertigstell* fertiggestellt beend* beendet absolvier* absolviert abbezahl*
        abbezahlt zurückzahl* zurückgezahlt kauf* gekauft verkauf* bau* gebaut gründ* gegründet eröffn*
        eröffnet teilnehm* teilgenommen besuch* lesen lese gelesen einführ* eingeführt einzuführen umsetz*
        umgesetzt installier* erstell* erstellt aufbau* leiten leite geleitet führen führe geführt
        produzier* entwickel* entwickelt start* gestartet launch* verhandel* vorbereit* renovier* umzieh*
        umgezogen laufen laufe gelaufen halten gehalten übersetz* automatisier* aufnehm* bekommen bekomme
        erhalten erhalte machen_den buch_ver reich*_ein nehm*_teil delegier* dokumentier* übergeb*
        übergeben ernenn* tilg* abzahl* ausbild* moderier* durchführ* durchgeführt beantrag* aufräum*
        aufgeräumt nehme_teil melde schließe reiche gebe ausräum* einräum* einricht* reparier* streich*
        anstreich* tapezier* bepflanz* pflanz* strick* häkel* zeichn* komponier* verschick* versend*
        hochlad* herunterlad* ausfüll* kündig* abmeld* ummeld* abbestell* bestell* umstell* umgestellt
        migrier* digitalisier* archivier* sortier* ausmist* entrümpel* entsorg* verschenk* spend*
        überweis* überwiesen begleich* beauftrag* benenn* wähl* interview* befrag* auswert* ausgewertet
        evaluier* vortrag* vorgetragen abhalt* abgehalten abwickel* abarbeit* abgearbeitet erledig*
        bearbeit* vorleg* vorgelegt nachreich* überreich* weitergeb* zertifizier* geschult unterricht*
        pilotier* ausroll* ausgerollt implementier* konfigurier* programmier* montier* bestand* erlang*
        ableg* abgelegt akquirier* abonnier* abschaff* ersetz* ersetzt tausch* wechsel* gewechselt
        einzieh* reservier* formulier* protokollier* lektorier* überarbeit* besteig* bestiegen durchlauf*
        vorliegen vorliegt liegt entscheid* entschieden aussuch* ausgesucht befüll* aktualisier*
        vereinbar* vereinbart ausstell* abgeschickt losschick* umbau* anbau* abriss* neubesetz* versicher*
        umschreib* umgeschrieben halte hält hielt deinstallier* lösch* entfern* deaktivier* aktivier*
        installiere abliefer* abschick* absag* abschleif* abstimm* anfertig* anleg* angelegt anschaff*
        anschreib* ansprech* antret* anwerb* aufhäng* auflös* aufsetz* aufgesetzt aufstell* aufgestellt
        ausdruck* aushandel* ausleih* austausch* auswähl* ausgewählt auszahl* bastel* beförder* beitret*
        beleg* bemal* beschaff* bewert* bohr* dreh* druck* durchles* durcharbeit* eintrag* eingetragen
        eintret* einweih* entwerf* entworfen erneuer* ersteiger* erarbeit* erarbeitet festleg* festgelegt
        filme* freigeb* freigegeben herausgeb* herausgegeben hinterleg* komplettier* korrigier* lackier*
        leer* mal* miet* nachhol* nachgeholt öffn* pack* prob* räum* registrier* sammel* sanier* scann*
        schneid* schneider* tipp* umräum* umtausch* verabschied* verkabel* verleg* verlegt vermiet*
        vermietet versteiger* verteil* vervollständig* vorles* vorgelesen zurückgeb* zusammenstell*
        zusammengestellt zustell* anruf* frag* bitt* kontaktier* einlad* eingeladen treff* getroffen
        feier* angerufen einarbeit* schulen schult berufen
    """,
    "v": """
        sag* spazier* geh* gehe schwimm* meditier* telefonier* zuhör* spar* gespart ausgeb* koch* üb*
        geübt antwort* beantwort* lern* gelernt plan* bedank* sprech* sprich* besprech* teil* prüf* trink*
        trinke schlaf* ess* esse nutz* spiel* mach* gemacht hab* habe haben gefunden verlass* verlasse
        aufsteh* mess* begrenz* notier* send* schick* trainier* trainiert heb* erreich* erreicht
        investier* buch* verlier* nehm* nehme jogg* jogge wander* fahr* fahre radfahr* bring* zieh* stell*
        geb* führ* bekomm* leg* beginn* verbring* tu* les* hol* rauch* spül* putz* staubsaug* bügel* gieß*
        back* dehn* tanz* sing* bet* ruf* frühstück* schau* guck* scroll* begrüß* lob* entschuldig*
        nachfrag* ausschalt* ausgeschaltet abschalt* weglegen pausier* ruh* steh* sitz* ankomm* komm*
        übernehm* übernommen vertret* schalt* gesprochen gehört hör* zuhöre schaffen schaffe
    """,
    "F": """
        höre_auf_zu_rauchen höre_mit_dem_rauchen_auf heirat* befördert befördert_werden graduier*
        mit_dem_rauchen_aufhören rauchfrei nichtraucher nichtraucherin aufhören_zu_rauchen
        rauchen_aufhören rauchen_aufgeben zertifiziert_werden schuldenfrei ausziehen in_rente_gehen
        pensioniert mit_dem_rauchen_aufzuhören eingestellt_werden gewählt_werden nicht_mehr_rauchen
        promovier* promoviert rauchen_auf trinken_auf
    """,
    "K": "aufhör* aufgehört aufzuhören verzicht* vermeid* weglass* abgewöhn* stopp* nicht_mehr",
    "B": "sein bin ist werden werde wird wirken fühl* bleib* sei auftreten_als",
    "E": """
        arbeite_ich_an ich_arbeite_an arbeiten_wir_an versuch* arbeiten_an arbeite_an bemüh* fokussier*
        konzentrier* erkund* beschäftig* auseinandersetz* überleg* nachdenk* mein_bestes mein_bestes_geben
        anstreng* anstrebe anstreben streb* befass* kümmer* darauf_achten achte achten widm* vertiefen
        dranbleib* angehen begeister* inspirier* motivier* ermutig* genieß* versteh* verstanden
        kennenlern* wahrnehm* leb* lieb* glaub* träum* entfalt* verwirklich* loslass* akzeptier* annehm*
        umgeh* umgehen bewältig* meister* überwind* zähm* beherrsch* einbring* engagier* gestalt*
        mitgestalt* profilier* positionier* durchsetz* behaupt* abgrenz* vernetz* sorg* nein_sagen kämpf*
        aufblüh* zu_mir_finden heranführ* sensibilisier* wertschätz* klarkomm* schätz* pfleg* bewahr*
        erleb* abholen mitnehm* durchstarten durchstart* mich_einarbeiten
    """,
    "U": """
        möchte möchten will wollen wollte ziel mein_ziel soll sollte sollen muss müssen kann können
        vor_haben habe_vor wünsche brauche würde dürfen plane
    """,
    # Vague.
    "C": """
        abnehm* abgenommen abzunehmen *barer *iver *bewusster kompetenter intelligenter besser bessere
        besseren besserer besseres mehr weniger schneller stärker gesünder fitter glücklicher höher höhere
        niedriger größer kleiner leichter schwerer früher später länger kürzer selbstbewusster effektiver
        effizienter verbesser* erhöh* steiger* reduzier* verringer* senk* ausbau* stärk* optimier* wachs*
        vertief* erweiter* minimier* maximier* fördern ausbauen weiterentwick* wachsen zunehmen sparsamer
        ruhiger gelassener produktiver klarer offener strukturierter organisierter sicherer zufriedener
        schlanker ausgeglichener beschleunig* weiterkommen möglichst_viel so_viel_wie_möglich souveräner
        *er_werden aufbessern entspannter disziplinierter sportlicher mutiger flüssiger aktiver geduldiger
        verkürz* kürz* verlänger* anheb* erhöhung steigerung reduzierung reduktion senkung verbesserung
        optimierung ausweit* intensivier* professionalisier* modernisier* vereinfach* verschlank*
        stabilisier* festig* konsolidier* verdicht* vorankomm* voranbring* vorantreib* ankurbel*
        verfeiner* abbau* vorantreiben präsenter kreativer dynamischer agiler nachhaltiger freundlicher
        empathischer ehrlicher achtsamer lockerer fröhlicher beweglicher kräftiger eloquenter
        authentischer strategischer unternehmerischer professioneller moderner attraktiver freier
        selbstständiger selbständiger verbindlicher verlässlicher zuverlässiger stabiler resilienter
        aufmerksamer vertrauter einfacher wirksamer bescheidener gründlicher konsequenter direkter
    """,
    "S": """
        selbstbewusst organisiert fit glücklich gesund stark erfolgreich erfolgreicher produktiv motiviert
        ruhig entspannt ausgeglichen reich effektiv effizient durchsetzungsfähig geduldig diszipliniert
        gestresst proaktiv in_form sichtbar respektiert wohl sauber gut guter gute gutes hervorragend
        ausgezeichnet perfekt engagiert bewusst unabhängig konzentriert resilient positiv kreativ gelassen
        zufrieden erfüllt schlank pünktlich ordentlich sicher souverän nummer_eins verlässlich fließend
        strukturiert offen mutig präsent sportlich
    """,
    "Q": """
        einige einiges mehrere viel viele vielen paar ein_paar ein_bisschen etwas ein_wenig wenig genug
        zahlreiche verschiedene manche jede_menge eine_menge deutlich erheblich spürbar ausreichend haufen
        diverse
    """,
    "q": """
        regelmäßig oft häufig manchmal gelegentlich ab_und_zu hin_und_wieder so_oft_wie_möglich selten
        ständig öfter häufiger immer_wieder regelmäßige regelmäßiger regelmäßigen von_zeit_zu_zeit
        meistens konsequent dauerhaft öfters ab_und_an
    """,
    "f": """
        bald irgendwann demnächst eines_tages so_bald_wie_möglich so_schnell_wie_möglich baldmöglichst
        schnellstmöglich in_zukunft zukünftig künftig langfristig kurzfristig mittelfristig
        auf_lange_sicht früher_oder_später in_absehbarer_zeit schnell mit_der_zeit auf_dauer
        in_naher_zukunft zeitnah möglichst_bald sobald_wie_möglich möglichst_schnell
    """,
    "X": """
        wenn_möglich hoffentlich vielleicht eventuell wenn_ich_zeit_habe falls_möglich wenn_es_geht
        wenn_es_die_zeit_erlaubt möglicherweise nach_möglichkeit idealerweise soweit_möglich wenn_ich_kann
        falls_ich_zeit_habe ich_hoffe hoffe wenn_alles_gut_geht im_prinzip womöglich sofern_möglich
    """,
    # Small.
    "a": "ein eine einen einem einer eines",
    "l": """
        der die das den dem des mein meine meinen meinem meiner meines unser unsere unseren unserem
        unserer ihr ihre ihren sein_e
    """,
    "o": "von vom",
    "&": "und oder & +",
    ">": "zu",
    ":": "mit gegenüber zwischen",
    ";": "damit weil denn um_zu sodass so_dass da_ich um_fitter um_gesünder um_besser",
    "P": "ich wir mich mir uns es sich man",
    "!": """
        einer_der eines_der einer_von im_alltag tag_täglich zum_beispiel vor_allem im_team in_der_lage
        beim_thema auf_englisch auf_deutsch unter_anderem in_ruhe an_mir bei_der_arbeit auf_der_arbeit
        am_besten mindestens vor_ort im_griff höchstens zum_ersten_mal im_allgemeinen im_ganzen
        vor_menschen vor_publikum in_vollzeit mehr_als weniger_als alle_zusammen vor_dem_team
        vor_der_gruppe vor_der_kamera vor_der_klasse vor_anderen vor_kunden vor_der_belegschaft
        vor_der_mannschaft vor_der_tür vor_dem_chef oder_mehr oder_weniger oder_höher oder_besser
        oder_länger und_mehr auf_einmal einmal_mehr noch_einmal nicht_einmal erst_einmal auf_einen_schlag
        von_heute_auf_morgen eins_werden auf_den_punkt auf_augenhöhe platz_eins erste_geige unter
        in_den_griff nur_noch auch_mal doch_mal noch_mal mal_wieder mal_nein
    """,
    "1": "ohne",
    "e": """
        täglichen tägliche tägliches wöchentliche wöchentlichen wöchentliches monatliche monatlichen
        monatliches jährliche jährlichen
    """,
    "s": """
        veröffentlichung* lieferung* auslieferung bestellung* buchung* einreichung abgabe anmeldung
        unterzeichnung unterschrift übergabe besetzung fertigstellung eröffnung gründung einführung*
        renovierung zertifizierungen rückzahlung tilgung
    """,
}
