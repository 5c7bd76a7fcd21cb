"""Words that are names of people and words of the language as well, in the languages of plans."""

from __future__ import annotations

_STAND_INS = """
    a address an client coach number rater somebody sponsor the
    dr frau herr madame miss mr mrs ms prof senor senora
"""
_ROLES = """
    self peer peers manager managers report reports other others both all team teams everyone everybody
    together boss hr people human resources company employer firm group department board office management
    services international global holding holdings partners industries solutions systems software technology
    consulting insurance university hospital city ministry school college institute academy foundation
    association council agency studio bank finance marketing sales operations legal support product
    engineering research design and for of
    ag gmbh kg ev inc ltd llc plc co sa sas sarl srl bv nv ab as oy
    klient klientin kunde kundin beide alle chef chefin vorgesetzte kollegen abteilung firma vorstand
    personal geschaeftsfuehrung geschaftsfuhrung fuehrung fuhrung leitung verwaltung versicherung
    universitaet universitat hochschule krankenhaus stadt ministerium schule stiftung agentur vertrieb
    einkauf entwicklung und
    tous toutes equipe entreprise societe direction collegues assurance universite hopital ville ministere
    ecole fondation agence ventes ressources humaines et
    ambos todos equipo cliente empresa jefe jefa direccion colegas seguros universidad ciudad ministerio
    escuela fundacion agencia ventas recursos humanos y
"""
_MONTHS = """
    jan january feb february mar march apr april may jun june jul july aug august sep sept september oct
    october nov november dec december mon tue wed thu fri sat sun
    januar februar maerz marz mai juni juli oktober dezember
    janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre
    enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
"""
_ENGLISH = """
    mark art bill rob sue pat dean drew frank jack jay gene grant chuck chase miles max nick rich ray rod
    guy earnest hunter carter mason cooper baker smith cook young long short brown black white green gray
    grey king queen price page pages day days week weeks year moon stone wood woods field fields hill hills
    river rivers brook lake lakes bush forest best good strong sharp swift wise noble love bliss power
    powers bond bonds bank banks church temple bishop pope major marshal judge law laws sales cash case
    cases chance reason walk walker rider reader writer singer turner driver trainer bell ball pool hall
    house park parks gate gates bridge bridges cross street lane banner key keys lock cane ford rice berry
    cherry olive basil ginger pepper sage rosemary heather violet hazel amber ruby pearl crystal jewel jade
    star stars sky summer autumn winter spring dawn eve christian penny buck hope faith grace joy rose roses
    lily daisy ivy iris charity constance prudence patience honor honour mercy true truth earl duke prince
    baron knight abbot friend child man human hand hands head foot bone arm arms bloom flower flowers fisher
    farmer gardener potter porter carpenter shepherd archer butler chandler fuller miller parker tanner
    weaver marsh meadow meadows moss reed root rush branch leaf bird birds crane crow dove drake fox hawk
    heron lamb lion robin swan wolf bull colt bass east west north south savage smart bright cool fine fair
    gay gentle grave hard hardy high humble joyful jolly keen kind little loud low merry mild new old proud
    quick small sober stark stout sweet tall tough wild worth worthy more less most few many next last first
    second third one ten early late gold silver steel diamond copper iron coal sand clay cotton silk check
    chalk close craft crust dance date dates dollar draper figures flood frost game garland gift graves
    hammer harbor harbour harvest hatch heart hearts heaven hide hood horn hunt hurt joiner joke keep
    kitchen land lawyer leader learned light lines luck match mayor mines money mountain music nail neat
    nice nurse oak ocean parish pass past peace pillar pine pink place plant pole pond poor post pound pride
    print prior profit purple quest quill rage rain raven read red rhyme ring rings road rock rocks rope
    rust salt saint saving savings school seal search sell shade shell ship shore silence sleep snow song
    spark sparks spear square stable staff stage stamp stand still stock storm story strange stream style
    sugar tank tell thread tide times toy trade travel treasure tree trick trip trust twist vale victor vine
    ward ware watch water waters way wells wheel whistle wind wing winner wish witness wonder words work
    workman world yard zeal will ben dan les don van von per till rune dag stig liv sten even odd bent gard
    tore gun my lone line else heide sandy rusty dusty randy candy misty stormy carol holly laurel myrtle
    fern lance pierce chip skip rocky sonny junior buddy woody gale wade heath cliff glen dale peg patty
    bunny kitty dolly jimmy josh harry mike bob ever sincere journey destiny trinity serenity harmony melody
    unity liberty justice honesty chastity amity felicity verity sterling royal legend maverick ace rex
    reign wren teddy roman you she her hang ping pan bin tan tang sung won min hung ham ram pal sing sunny
    lucky happy gill see fang gong pinky deal angel jesus note noted review reviewed session milestone
    objective strategy need round commitment promise promised engagement plan plans paused resumed closed
    opened open added changed deleted edited moved move done held agreed begun began back took made again
    undo redo copied copy written write saved save kept names name hidden shown show file journal history
    health calendar timeline evaluation today needs clients erased erase imported import form forms reply
    feedback score scores item items question answer answers answered accepted accept finding checklist
    measure target off with from until because why nothing something anything now then there here this that
    these those who what when where only all any each every both other another same such much also just yet
    already before after while since once twice over under above below between into onto without within
    about against along among around behind beside near upon down up out not never always often sometimes
    soon later
"""
_GERMAN = """
    gross klein lang kurz jung alt weiss schwarz braun rot gut fromm stark sauer suess ernst lieb treu viel
    wenig genug halb ganz voll leer neu heute morgen abend nur mit bei vor aus auf zum zur der die das den
    dem des ein man sie wer wir ihr frank sachte wohl froh frei reich arm
"""
_FRENCH = """
    pierre rose marguerite claire france petit petite grand grande blanc blanche noir noire roux brun brune
    roi meunier boulanger berger marchand charpentier chevalier moulin fontaine riviere bois roche aime
    aimee constant constante desire desiree juste parfait bonnet bon bonne jeune vieux neuf belle beau doux
    douce gentil joli jolie fidele franc loyal colombe loup renard mouton poisson oiseau cheval poulain
    abeille fleur olivier laurier chene hiver ete printemps automne midi minuit dimanche samedi noel
    bourgeois ville village maison chateau tour pont port cour jardin champ champs pre val vallee mont
    montagne mer terre ciel lune soleil etoile ange sainte moine pape clerc comte duc les une est pas par
    sur son ses mes tes nos vos leur
"""
_SPANISH = """
    ella sol luz paz rosa marina dolores socorro pilar victoria gloria blanca blanco leal bueno buena mora
    rey reyes vega cruz flor flores campo campos monte montes rio rios rojo roja rubio rubia moreno morena
    delgado delgada bravo brava caballero guerrero prado calle calles luna santo santos santa iglesia
    iglesias molina torre torres fuente fuentes herrero zapatero pastor conde duque calvo gallo leon toro
    franco claro clara cabello cabeza mano pie corazon alegria consuelo esperanza milagros mercedes remedios
    rocio nieves soledad amparo angustias estrella aurora alba perla esmeralda violeta margarita jacinto
    hierro acero oro plata cobre palma palacios castillo puerta puente plaza mercado casa casas villa huerta
    arroyo valle cerro sierra cuesta nube lluvia viento verano invierno primavera domingo lunes sabado
    salvador angel cordero lobo zorro barbero carpintero cantero hidalgo infante maestro mayor menor moral
    pino roble romero sastre segura seguro sobrino
"""

_ENDED = """
    tiny time many only very they same some come more here made make take name home like line busy army any
    able alone also area arena bonus canal drama data idea ideal logic logo media model mono moral motor opera
    plane planet polar sale sole solo tale tone vital alles alle ganze monat lage lese liste rede reise seite
    sache salat senat stelle liebe leben lesen reden raten teilen zeiten lernen tomate kanal
    victorian edwardian gregorian jordanian brazilian newtonian darwinian arthurian caesarean christianity
    berliner londoner hamburger frankfurter londonian martinist israelite napoleonic marxist
"""
_MAILBOXES = """
    info mail email e contact kontakt hello hallo hi office buero buro bureau team admin administrator
    service support sales post me my mein work home private privat hr jobs career news web webmaster shop no
    noreply reply test user name first last coach coaching client project projekt lead leader data dev
    design media press presse marketing accounts billing booking reception desk secretary sekretariat
    assistant assistenz orders tel telephone telefon telefono phone mobile mobil movil portable cell handy
    fax landline festnetz dienstlich geschaeftlich business direct direkt ext extension durchwahl dw apparat
    poste number nummer nr or oder ou o and und et y via whatsapp signal telegram skype zoom teams call ring
    ask for only after before am pm morning evening mornings evenings weekdays weekends daytime www http
    https example localhost
"""
_PROVIDERS = """
    gmail googlemail google outlook hotmail live msn office365 onmicrosoft yahoo ymail rocketmail icloud me
    mac apple gmx web online t freenet arcor aol proton protonmail pm mailbox posteo tutanota tuta hey
    fastmail zoho yandex ya mail rambler bk list inbox seznam centrum email wp onet o2 interia op gazeta
    libero virgilio tiscali alice orange wanadoo free laposte sfr neuf bbox telenet skynet ziggo kpnmail
    xs4all home planet bluewin hispeed sunrise aon chello bredband telia comhem tele2 elisa kolumbus
    saunalahti btinternet sky talktalk virginmedia ntlworld comcast verizon att sbcglobal bellsouth cox
    charter rogers shaw qq 163 126 sina naver daum hanmail docomo ezweb softbank example localhost test
"""
_FIELDS = """
    banque banca banco caisse cabinet
    ceo cfo coo cto cmo cio chro vp svp evp chief officer president vice director head lead senior junior
    principal staff partner owner founder co executive managing general manager deputy assistant associate
    engineer architect developer designer analyst consultant nurse doctor teacher professor lecturer
    photography learning development people talent growth data science customer customers success care
    quality risk compliance strategy innovation transformation communication communications logistics supply
    chain procurement security analytics brand digital content admissions studies claims nursing medicine
    surgery education policy programs programmes projects program programme project delivery safety health
    change culture diversity inclusion production manufacturing maintenance planning controlling audit tax
    accounting treasury investor relations public affairs media press events business process processes
    operations regional europe germany france spain italy poland austria switzerland emea apac dach global
    north south east west architektur produktion forschung planung kommunikation qualitaet qualitat logistik
    technik werk bereich gruppe kunden projekte projekt lehre pflege bildung wissenschaft elternzeit
    interim devops backend frontend fullstack postdoc freelance physics biology stabsstelle
    clinic klinik store retail wholesale tourism catering energy automotive pharma biotech healthcare handel
    einzelhandel industrie
    teilzeit vollzeit vertriebsinnendienst aussendienst innendienst
"""
_JOBS = """
    ceo cfo coo cto cmo cio chro vp president director head lead leader manager partner owner founder
    cofounder
    engineer architect developer designer analyst consultant nurse doctor physician teacher professor lecturer
    assistant associate officer chair chairman chairwoman trainer coach buyer clerk accountant secretary chef
    pilot vet chemist judge midwife therapist counsel lawyer attorney agent planner specialist supervisor
    leiter leiterin teamleiter teamleiterin abteilungsleiter abteilungsleiterin bereichsleiter
    bereichsleiterin
    projektleiter projektleiterin direktor direktorin geschaeftsfuehrer geschaeftsfuehrerin chefin vorstand
    geschaftsfuhrer geschaftsfuhrerin
    ingenieur ingenieurin berater beraterin referent referentin vorsitzende vorsitzender inhaber inhaberin
    pflegekraft hebamme aerztin arztin lehrkraft fachkraft
    directeur directrice responsable gerant gerante cadre chargee charge ingenieure associee fondateur
    fondatrice medecin avocat avocate juriste
    directora gerente jefe jefa socio socia encargado encargada fundador fundadora medico medica abogado
    abogada ingeniero ingeniera
"""
_PARTICLES = """
    van der den de het ter ten te op von vom zu zur zum di da do du dos das dal della del degli dei la le
    los las lo el al bin ibn bint ben af av
"""
_SHORT = """
    ad ag ai am ap ba be bi bu ca cb cc cd ceo cfo chro cio cmo coo cpo cro cto cv de dm ebit eu ev ex faq fte
    fy gdp gdpr gmbh grow hq hr hse icf id ii iii ip it iv kg kpi lgbt llc ltd ma mba md mit ms nda ngo no nps
    ok okr or pa pc pdf phd pl plc pm po pr pto qa rh roi sa sla sme smart so sql sro svp swot to tv uk un us
    usa ux va vat vi vii viii vip vp we www xls
    bgm bwl dax dsgvo edv ihk jour mdl oe pe sek tuv usw vhs vl zb
"""


def _words(*lists: str) -> frozenset[str]:
    return frozenset(word for words in lists for word in words.split())


NEVER = _words(_STAND_INS)
"""What stands for a name is made of these, or they stand before anybody's: none is ever taken for a name."""
ROLES = _words(_ROLES)
"""What a coach writes down as sponsor or owner without naming anybody; in folded form, as all here."""
MONTHS = _words(_MONTHS)
"""Beside a number these are a date."""
MAILBOXES = _words(_MAILBOXES)
"""What stands in addresses and beside numbers without naming anybody."""
PROVIDERS = _words(_PROVIDERS)
"""With these many people have an address."""
FIELDS = _words(_FIELDS)
"""What somebody may be, or be the head of, without any firm being named."""
JOBS = _words(_JOBS)
"""What somebody is; before or behind such a word a role may name the firm."""
PARTICLES = _words(_PARTICLES)
"""Small words that belong to family names."""
ENDED = _words(_ENDED)
"""These are words of the language, and no names with endings."""
SHORT = _words(_SHORT)
"""Written in capitals these are abbreviations, whoever has such initials."""
COMMON = _words(_ROLES, _MONTHS, _ENGLISH, _GERMAN, _FRENCH, _SPANISH)
"""These name somebody only where they are written with a capital: “I will” is no client called Will.

To take the word away wherever it stands would tell the name by the gaps. German nouns are not among them:
written small they are no words of the language.
"""
