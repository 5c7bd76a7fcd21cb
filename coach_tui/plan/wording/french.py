"""French words and what they do in a goal; `coach_tui.plan.wording.lexicon` lists the kinds."""

KINDS = {
    # Time.
    "m": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "w": "lundi mardi mercredi jeudi vendredi samedi dimanche week_end week_ends weekend weekends",
    "p": """
        jour jours semaine semaines mois trimestre trimestres semestre semestres an ans année années
        journée journées nuit nuits matin matins soir soirs soirée soirées matinée quinzaine sprint
        jours_ouvrés jour_ouvré année_scolaire année_universitaire année_fiscale exercice_fiscal
        exercice_comptable décennie saison après_midi période_d'_essai période_probatoire
        semestre_prochain demi-journée
    """,
    "h": "minute minutes heure heures seconde secondes min mn h",
    "c": "midi minuit",
    "H": """
        noël pâques toussaint pentecôte rentrée anniversaire mariage vacances été hiver printemps automne
        nouvel_an jour_de_l'an 14_juillet saint-valentin saint-sylvestre congé_maternité congé_parental
        ascension fin_d'année fin_de_l'année échéance date_limite diplôme_de_fin_d'études nouvelle_année
        fêtes
    """,
    "J": """
        retraite réunion réunions entretien conférence séance séances cours évènement événement repas
        déjeuner dîner petit-déjeuner rendez-vous présentation lancement course compétition comité bilan
        départ consultation spectacle match tournoi voyage assemblée_générale conseil_d'administration
        codir copil séminaire audit revue daily stand-up rétro rétrospective salon foire congrès colloque
        assemblée inauguration déménagement fusion ouverture livraison point_d'_équipe point_hebdo
        audience
    """,
    "T": "âge",
    "t": """
        demain aujourd'hui aujourd ce_soir après-demain sur_l'_année dans_l'_année durant_l'_année
        pendant_l'_année au_cours_de_l'_année
    """,
    "b": "au_plus_tard dans_un_délai_de dans_les dans_le_courant endéans avant_de",
    "~": "à au aux",
    "@": """
        au_lieu_de au_lieu_d' plutôt_que plutôt_qu' à_la_place_de contre ,_pas_en ,_et_non_en ,_non_en
        et_non_en
    """,
    "I": "avant jusqu' jusqu'_à d'_ici d'_ici_à après entre_maintenant_et",
    "Z": "jusqu'_au jusqu'_aux d'_ici_au d'_ici_aux",
    "g": "pour vers",
    "i": """
        en dans durant pendant depuis à_partir_de à_partir_du sur lors_de lors_du au_cours_de au_cours_du
        au_cours_des au_bout_de par_dans courant chez dès_la dès_le dès_cet dès_cette dès_que
    """,
    "k": "prochain prochaine prochains prochaines suivant suivante suivants à_venir qui_vient qui_viennent",
    "j": "ce cet cette ces en_cours",
    "z": "fin début milieu mi courant_de terme issue clôture conclusion",
    "r": """
        lundis mardis mercredis jeudis vendredis samedis dimanches du_lundi_au_vendredi en_semaine
        quotidiennement hebdomadairement mensuellement annuellement le_matin le_soir chaque_jour
        tous_les_jours toutes_les_semaines tous_les_mois tous_les_matins tous_les_soirs au_quotidien
        le_lundi le_mardi le_mercredi le_jeudi le_vendredi le_samedi le_dimanche
    """,
    "d": "chaque par tous_les toutes_les / à_chaque",
    "x": "fois une_fois",
    # Amount.
    "N": """
        zéro deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt
        trente quarante cinquante soixante cent cents mille million millions milliard douzaine dizaine
        demi moitié doubler tripler double triple doublé quinzaine_de trentaine vingtaine un_tiers
        deux_tiers d'_un_tiers de_moitié d'_un_quart trois_quarts
    """,
    "0": "aucun aucune pas_de pas_d'",
    "=": "a1 a2 b1 b2 c1 c2",
    "O": "premier première deuxième second troisième quatrième cinquième dernier dernière 1er autre",
    "u": """
        kg kilo kilos km kilomètre kilomètres m mètres cm % pour-cent pour_cent pourcent euro euros € $ £
        point points pages pas mots calories k k€ eur litres litre
    """,
    "L": "numéro no n° étape phase version chapitre niveau # bureau salle",
    # Things.
    "G": """
        successeur remplaçant examen concours certification certificat diplôme permis marathon
        semi-marathon semi triathlon thèse mémoire livre roman site blog podcast promotion contrat
        formation atelier master licence doctorat bac baccalauréat toeic toefl delf dalf candidature cv
        portfolio maison appartement voiture prêt crédit album concert exposition proposition rapport
        prototype application brevet poste emploi stage apprentissage alternance webinaire discours
        conférence_tedx article manuscrit newsletter budget tableau_de_bord guide manuel boutique
        entreprise société association médaille prix 5k 10k plan_d'action plan_de_formation business_plan
        promotion_interne examen_du_permis mentor successeur_désigné club chapitre_de_thèse soutenance
        visa nationalité titre augmentation_de_salaire
    """,
    "R": """
        manager directeur directrice responsable chef cheffe coordinateur coordinatrice pdg ceo associé
        associée président présidente enseignant enseignante professeur infirmier infirmière médecin
        avocat avocate ingénieur ingénieure développeur développeuse designer analyste comptable
        consultant consultante architecte chercheur formateur formatrice éditeur auteur autrice pilote
        propriétaire spécialiste technicien psychologue éducateur indépendant freelance entrepreneur
        entrepreneuse cadre stagiaire délégué secrétaire trésorier sage-femme pharmacien
    """,
    "A": """
        voie chemin passion place vocation compétence compétences compréhension connaissance connaissances
        confiance relation relations vie santé communication productivité habitude habitudes temps énergie
        performance performances attitude motivation choses chose leadership influence présence bonheur
        bien-être forme stress effort efforts progrès qualité culture conscience satisfaction engagement
        moral respect réseau potentiel monde équilibre posture gestion organisation alimentation personne
        leader confiance_en_moi ambiance carrière avenir impact différence sens priorités argent finances
        anglais espagnol allemand niveau_de_vie discipline autonomie créativité visibilité prise_de_parole
        coeur esprit corps âme émotions émotion peur peurs colère anxiété doute doutes perfectionnisme
        plaisir joie sérénité clarté vision stratégie mission valeurs identité rôle image crédibilité
        légitimité autorité assurance assertivité estime cohésion climat esprit_d'_équipe collaboration
        coopération innovation excellence agilité sécurité bienveillance dialogue écoute limites limite
        routine routines relationnel envie rêve rêves ambition ambitions excuse excuses interruption
        souffle élan italien portugais japonais chinois lien liens paix marque prise_de_poste
        prise_de_fonction idées idée
    """,
    # Doing.
    "V": """
        trouver trouve trouverai rang* obten* obtien* publi* lanc* embauch* recrut* sign* soumet* inscri*
        postul* candidat* gagn* remport* décroch* livr* présent* organis* rédig* écri* finir fini finis
        finirai termin* achev* complét* valid* pass* rembours* achet* vend* vendre construi* fond* ouvr*
        ferm* form* particip* assist* suivre suivrai lire lirai lis lu mettre_en_place mets_en_place
        mis_en_place déploy* install* réalis* enregistr* dépos* rend* rendre remettre animer anim* donner
        donnerai dirig* pilot* produi* créer créerai crée créé conclu* négoci* prépar* rénov* emménag*
        déménag* courir courrai cours_le traduir* traduis* parcour* interview* documenter automatis* nomm*
        délégu* rattrap* déblay* débarrass* vider vide repeindre repein* peindre peins réparer répar*
        aménag* plant* coudre tricot* dessin* compos* expédi* déclar* résili* souscri* command*
        transmettre transmets transfér* confi* désign* élire évalu* test* migr* bascul* numéris* archiv*
        classer classe clôtur* sold* acqu* renégoci* relire corrig* mettre_à_jour mets_à_jour finalis*
        boucl* rejoin* intégr* adhér* intervenir choisir chois* remplir remplis compil* diffus* programm*
        paramétr* externalis* réserver traiter traite budgét* réviser concevoir conçois consulter convoqu*
        coordonn* défendre distribu* édit* élabor* emball* établir établis examin* fabriqu* fournir
        fusionn* grav* imprim* introdui* louer loue meubl* réorganis* résoudre retap* semer sélectionn*
        souscrire tourner vaccin* chiffr* cartograph* répartir fixer fixe réécri* fêt* appel* contact*
        invit* téléphon* rencontr* visit*
    """,
    "v": """
        dire dirai nettoy* tri* march* nag* médit* écoute* épargn* économis* dépens* cuisin* pratiqu*
        répond* répét* étudi* planifi* remerci* parler parle discut* partag* vérifi* dormir dors mang*
        utilis* boire bois jouer joue faire fais ferai avoir prendre prends perdre perds aller garder
        quitter quitte rentrer coucher me_coucher lever me_lever mesur* limit* consacr* noter note envoy*
        appren* entraîn* soulev* atteindre atteins atteindrai monter passer_du_temps investi* réserv*
        proposer propose bloqu* observer entretien_individuel courr* rapporte répondre tenir reprendre
        reprends fum* chanter chante danser danse coiff* arros* promen* éteindre éteins relev* rappel*
        sourire remettre_en réuss* réussir réussis
    """,
    "F": """
        prendre_ma_retraite me_marier diplômé diplômée être_promu être_promue être_embauché être_embauchée
        arrêter_de_fumer arrête_de_fumer arrêter_l'alcool arrêter_de_boire être_certifié être_certifiée
        non-fumeur être_publié être_élu être_élue être_admis être_admise sans_dette sans_dettes divorcer
        emménager ne_plus_fumer me_marie me_pacse soutenir_ma_thèse soutenir_mon_mémoire
        soutenir_ma_soutenance
    """,
    "K": "arrêt* cesser cesse supprim* éviter renoncer ne_plus n'_plus",
    "B": """
        être suis sera serai est deviens devenir deviendrai sentir rester reste me_sentir paraître sois
        soit
    """,
    "E": """
        réussir_dans essay* tenter tente travailler_sur travailler_à travaille_sur concentrer
        me_concentrer explor* s'efforcer efforc* réfléchir réfléchis envisager chercher_à cherche_à
        faire_de_mon_mieux faire_un_effort faire_des_efforts me_focaliser m'intéresser intéresser
        me_mettre_à m'y_mettre tâcher m'engager_à approfondir aborder faire_attention s'occuper m'occuper
        veiller_à comprendre comprends connaître profit* aimer aime oser ose accepter accepte assumer
        assume lâcher_prise gérer gère inspir* motiver encourag* valoris* épanouir croire rêver vivre
        savoir penser remettre_à se_remettre_à me_remettre_à recommencer recommence m'_affirmer m'_imposer
        m'_ouvrir prendre_du_recul prendre_de_la_hauteur prendre_du_plaisir prendre_le_temps
        prendre_plaisir prendre_soin donner_du_sens donner_le_meilleur mobiliser fédérer sensibiliser
        accompagner soutenir responsabiliser m'_investir maîtris* donner_envie affront* surmont* dépasser
        accorder_plus_d'_attention prêter_plus_d'_attention faire_plus_attention
        équilibr* cultiv* miser apprivois* me_recentrer me_donner se_donner me_couper couper_en_quatre
        m'_épanouir impliquer remettre_à_demain
    """,
    "U": """
        veux veut voudrais voulons vouloir vais va allons souhaite souhaiterais souhaitons aimerais
        aimerait objectif but compte prévois dois doit devons peux pourrais pouvoir besoin désire ai avons
        décidé
    """,
    # Vague.
    "C": """
        mieux meilleur meilleure meilleurs meilleures plus moins davantage amélior* augment* diminu*
        rédui* accroî* accroit* développ* renforc* progress* pire optimis* perfectionn* élargi* grandir
        croître évolu* intensifi* favoris* accélér* minimis* maximis* maigrir perdre_du_poids mincir
        grossir baisser gagner_en enrichir raccourc* abaiss* ramen* ramène faire_passer fais_passer allég*
        simplifi* fluidifi* modernis* consolid* professionnalis* stabilis* dynamis* relanc* boost* étend*
        étoff* fidélis* pérennis* rationalis* structur* harmonis* descend* hausse croissance amélioration
        réduction élever doper
    """,
    "S": """
        confiant confiante organisé organisée en_forme heureux heureuse sain saine fort forte productif
        productive motivé motivée calme détendu détendue équilibré équilibrée riche efficace efficacement
        affirmé patient patiente discipliné disciplinée stressé proactif proactive visible respecté
        respectée à_l'aise excellent excellente bon bonne engagé engagée conscient autonome concentré
        présent présente présents présentes
        concentrée résilient positif positive créatif créative serein sereine épanoui épanouie assuré
        satisfait satisfaite mince musclé fiable disponible légitime bien propre numéro_un performant
        performante ambitieux sûr sûre content contente
    """,
    "Q": """
        plusieurs beaucoup beaucoup_de quelques certains certaines un_peu un_peu_de pas_mal_de peu
        nombreux nombreuses divers diverses assez suffisamment énormément trop la_plupart tas
    """,
    "q": """
        régulièrement souvent fréquemment parfois occasionnellement de_temps_en_temps
        le_plus_souvent_possible rarement régulier régulière réguliers plus_souvent constamment
        habituellement fréquent fréquente
    """,
    "f": """
        bientôt un_jour dès_que_possible le_plus_vite_possible au_plus_vite plus_tard prochainement
        à_terme à_long_terme à_court_terme à_moyen_terme rapidement un_de_ces_jours tôt_ou_tard à_l'avenir
        dans_le_futur dans_l'avenir le_plus_tôt_possible dans_quelque_temps finalement au_fil_du_temps
        vite avec_le_temps
    """,
    "X": """
        si_possible j'espère espérons espère espérer peut-être éventuellement quand_j'ai_le_temps
        si_j'ai_le_temps idéalement si_je_peux quand_je_peux si_tout_va_bien autant_que_possible
        dans_la_mesure_du_possible quand_c'est_possible si_le_temps_le_permet quand_j'aurai_le_temps
        si_j'en_ai_l'occasion en_principe
    """,
    # Small.
    "a": "un une",
    "l": """
        le la les l' mon ma mes notre nos son sa ses leur leurs votre vos du des au_moins tout toute
        ma_propre mon_propre notre_propre sa_propre son_propre leur_propre
    """,
    "o": "de d'",
    "&": "et ou & +",
    ">": "de_façon_à",
    ":": "avec envers entre",
    ";": """
        parce_que parce_qu' car afin_de afin_d' afin_que pour_que pour_être pour_me pour_mieux pour_avoir
        pour_améliorer pour_pouvoir puisque de_manière_à pour_réduire pour_augmenter pour_gagner
        pour_retrouver
    """,
    "P": "je j' nous me m' il elle on ils se s' y",
    "!": """
        un_des l'un_des une_des vie_quotidienne au_jour_le_jour quotidien_professionnel de_plus_en_plus
        par_exemple ce_qui ce_que ce_qu' au_minimum au_maximum le_plus le_moins chiffre_d'affaires
        gestion_du_temps en_équipe par_coeur de_la_part en_public temps_plein rien_de_plus à_temps du_tout
        en_place ou_plus ou_moins ou_mieux et_plus une_fois_que une_fois_pour_toutes à_la_fois d'_un_coup
        du_jour_au_lendemain en_premier_lieu devant_le_groupe 360 de_temps_en_temps_à qui que qu' dont où
    """,
    "%": "demi-heure",
    "n": """
        chiffre chiffres fabrique gravité introduction distribution fête rencontre rencontres contact
        contacts visite visites
    """,
    "1": "sans",
    "e": """
        quotidien quotidienne quotidiens quotidiennes hebdomadaire hebdomadaires mensuel mensuelle
        mensuels mensuelles trimestriel trimestrielle trimestriels journalier journalière bimensuel annuel
        annuelle annuels annuelles
    """,
    "s": """
        publication rédaction signature réalisation mise_en_place obtention embauche recrutement
        finalisation validation création
    """,
}
