"""Spanish words and what they do in a goal; `coach_tui.plan.wording.lexicon` lists the kinds."""

KINDS = {
    # Time.
    "m": "enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre",
    "w": """
        lunes martes miércoles jueves viernes sábado sábados domingo domingos fin_de_semana
        fines_de_semana
    """,
    "p": """
        día días semana semanas mes meses trimestre trimestres semestre semestres cuatrimestre año años
        noche noches mañanas tarde tardes quincena bimestre año_escolar año_fiscal ejercicio_fiscal
        curso_escolar década jornada temporada sprint días_hábiles días_laborables año_académico
        periodo_de_prueba período_de_prueba curso_académico
    """,
    "h": "minuto minutos hora horas segundos min h",
    "c": "mediodía medianoche",
    "H": """
        baja_por_maternidad baja_maternal baja_por_paternidad navidad navidades semana_santa pascua
        año_nuevo cumpleaños aniversario boda vacaciones verano invierno otoño primavera graduación reyes
        nochevieja nochebuena san_valentín fin_de_año fin_de_mes fin_de_curso fecha_límite plazo fiestas
        feriado carnaval nuevo_año nuevo_ejercicio
    """,
    "J": """
        jubilación reunión reuniones entrevista conferencia sesión sesiones evento comida almuerzo
        desayuno cena cita presentación lanzamiento carrera competición competencia junta asamblea partido
        torneo viaje clase clases evaluación entreno entrenamiento turno congreso revisión auditoría
        comité feria cumbre retro mudanza inauguración apertura entrega evaluaciones entrevistas
    """,
    "T": "edad cumplir cumpla",
    "t": """
        mañana hoy esta_noche pasado_mañana antes_de_que_acabe antes_de_que_termine antes_de_que_finalice
        a_lo_largo_del_año durante_el_año en_el_año
    """,
    "b": "a_más_tardar dentro dentro_de en_un_plazo_de en_el_plazo_de como_máximo_en como_muy_tarde previo_a",
    "~": "a al",
    "@": "en_lugar_de en_vez_de frente_a ,_no_en ,_y_no_en y_no_en",
    "W": "en_un_día dentro_de_un_día",
    "I": "antes antes_de hasta después_de tras de_aquí_a desde_ahora_hasta",
    "Z": "antes_del después_del de_aquí_al",
    "g": "para",
    "i": """
        en durante por desde a_partir_de a_partir_del sobre a_lo_largo_de a_lo_largo_del
        en_el_transcurso_de
    """,
    "k": "próximo próxima próximos próximas siguiente siguientes que_viene que_vienen entrante",
    "j": "este esta estos estas presente en_curso",
    "z": "fin final finales principios mediados comienzos inicio mitad fines término cierre conclusión",
    "r": """
        por_semana por_mes por_día por_trimestre por_noche por_jornada de_lunes_a_viernes
        los_fines_de_semana diariamente semanalmente mensualmente anualmente trimestralmente cada_día
        todos_los_días todas_las_semanas todos_los_meses al_día a_la_semana al_mes al_año a_diario
        por_la_mañana por_las_mañanas por_las_noches todas_las_mañanas todas_las_noches los_lunes
        los_martes los_miércoles los_jueves los_viernes los_sábados los_domingos entre_semana
        quincenalmente
    """,
    "d": "cada todos_los todas_las por_cada /",
    "x": "vez veces una_vez",
    # Amount.
    "N": """
        cero dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis
        veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa cien ciento mil millón millones
        docena medio media duplicar triplicar doble triple ambos un_tercio dos_tercios a_la_mitad la_mitad
        un_cuarto tres_cuartos
    """,
    "0": "ningún ninguna ninguno",
    "=": "a1 a2 b1 b2 c1 c2",
    "O": "primer primera segundo segunda tercero tercer tercera cuarto quinto última último otro otra",
    "u": """
        kg kilo kilos km kilómetro kilómetros m metros cm % por_ciento euro euros dólar dólares € $ pesos
        punto puntos páginas pasos palabras calorías k litros libras
    """,
    "L": "número n° etapa fase versión capítulo nivel # paso aula",
    # Things.
    "G": """
        sucesor sucesora examen examen_final oposición oposiciones certificación certificado diploma
        título carné carnet licencia licencia_de_conducir maratón media_maratón medio_maratón triatlón
        tesis tesina libro novela sitio_web página_web web blog podcast ascenso contrato curso taller
        máster maestría doctorado bachillerato grado toefl dele ielts solicitud cv currículum portafolio
        casa piso apartamento coche carro hipoteca préstamo álbum concierto exposición propuesta informe
        prototipo aplicación app patente puesto empleo trabajo_nuevo prácticas beca webinar discurso
        charla artículo manuscrito boletín presupuesto guía manual tienda empresa negocio asociación
        medalla premio 5k 10k plan_de_negocio plan_de_acción plan_de_formación mentor visado nacionalidad
        ensayo proyecto
    """,
    "R": """
        gerente director directora jefe jefa coordinador coordinadora supervisor supervisora ceo socio
        socia presidente presidenta profesor profesora maestro maestra enfermero enfermera médico médica
        abogado abogada ingeniero ingeniera desarrollador desarrolladora diseñador diseñadora analista
        contable consultor consultora arquitecto arquitecta investigador investigadora formador autor
        autora piloto propietario propietaria técnico psicólogo psicóloga autónomo autónoma emprendedor
        responsable_de especialista
    """,
    "A": """
        camino vocación pasión lugar habilidad habilidades comprensión conocimiento conocimientos
        confianza relación relaciones vida salud comunicación productividad hábito hábitos tiempo energía
        rendimiento actitud motivación cosas cosa liderazgo influencia presencia felicidad bienestar
        forma_física estrés esfuerzo progreso calidad cultura conciencia satisfacción compromiso respeto
        red potencial mundo equilibrio gestión organización alimentación persona líder ambiente
        carrera_profesional futuro impacto diferencia sentido prioridades dinero finanzas inglés francés
        alemán nivel_de_vida disciplina autonomía creatividad visibilidad versión_de_mí ejercicio
        capacidades éxito corazón mente cuerpo alma emociones emoción miedo miedos ira ansiedad dudas
        perfeccionismo placer alegría serenidad claridad visión estrategia misión valores identidad rol
        imagen credibilidad legitimidad autoridad seguridad asertividad autoestima cohesión clima espíritu
        colaboración cooperación innovación excelencia agilidad empatía propósito propósitos sueños sueño
        límites rutina rutinas excusas ilusión italiano portugués japonés chino calma paz tranquilidad
        marca ideas idea
    """,
    # Doing.
    "V": """
        encontr* encuentr* orden* aprob* sac* saqu* obten* obteng* consegu* consig* public* lanz* contrat*
        firm* present* inscrib* solicit* gan* organiz* redact* escrib* termin* acab* complet* complete
        finaliz* entreg* compr* vend* constru* fund* abr* cerr* reclut* particip* asist* implement*
        instal* registr* imparti* impart* dirig* lider* produc* cre* negoci* prepar* pag* sald* liquid*
        matricul* apunt* grad* mud* correr corr* lee* leer traduc* automatiz* grab* entrevist* nombr*
        deleg* renov* corro tomar_un realiz* conclu* formar formaré formo capacit* traspas* ced* vaci*
        pint* repar* arregl* plant* cos* tej* dibuj* compon* edit* tramit* despid* design* elegir elij*
        elig* decid* evalu* audit* prob* implant* migr* digitaliz* archiv* clasific* cancel* cierr*
        devolv* devuelv* transfer* renegoci* document* actualiz* culmin* inaugur* escal* rellen* recopil*
        programar program* externaliz* tradu* pagar doy dar daré corregir corrij* defend* diseñ* divulg*
        elabor* encarg* estren* expon* exponer fij* imprim* incorpor* introduc* introduzc* memoriz* recog*
        recoj* reform* regal* rehabilit* remodel* repas* resolver resuelv* sembrar siembr* suscrib* valid*
        verific* barniz* coordin* alquil* devolver cobr* repart* ensay* llam* contact* invit* visit*
        pregunt* celebr*
    """,
    "v": """
        decir digo dir* superar limpi* mont* camin* nad* medit* escuch* ahorr* gast* cocin* practic*
        respond* estudi* planific* agradec* habl* compart* dormir duerm* comer como_sano usar beber bebo
        jugar hacer hago haré tener tengo tomar tomo ir dej* salir salgo acostarme levantarme medir limit*
        dedic* anot* conoc* envi* aprend* entren* levant* alcanz* logr* invert* reserv* propon* perder
        pierd* trot* pas* mantener revis* reun* troto hablar fum* cant* bail* orar rezar desayun* sonre*
        apag* acost* cuent* contar ayun* estir* reg*
    """,
    "F": """
        jubilarme jubilarse casarme graduarme titularme dejar_de_fumar dejo_de_fumar dejar_el_tabaco
        dejar_el_alcohol dejar_de_beber ser_promovido ser_promovida ser_ascendido ser_contratado
        certificarme no_fumar independizarme divorciarme sin_deudas me_titulo me_gradúo me_caso me_jubilo
        ascender_a
    """,
    "K": "dejar_de dejo_de parar_de evitar eliminar abandonar suprimir",
    "B": """
        ser soy será seré estar estoy sentir sentirme me_siento volverme convertirme llegar_a_ser parecer
        mantenerme ponerme estaré sea esté
    """,
    "E": """
        intent* trat* tratar_de trabajar_en trabajo_en enfocarme centrarme concentrarme explor* esforzarme
        esforzar* esfuerz* procur* considerar pensar_en buscar busco hacer_un_esfuerzo hacer_lo_mejor
        dar_lo_mejor poner_atención prestar_atención profundizar abordar ocuparme comprometerme_a
        empezar_a entender entiendo comprender disfrut* vivir creer soñar aceptar gestion* inspir* motivar
        prestar_más_atención poner_más_atención
        anim* foment* apoy* acompañ* cuid* valor* confiar empoder* involucr* implic* adapt* afront*
        enfrent* atrever* salir_de_mi_zona_de_confort volver_a retomar sacar_tiempo dar_el sensibiliz*
        promov* impuls* domin* conect* despegar
    """,
    "U": """
        quiero quiere quisiera queremos voy vamos va deseo deseamos pretendo gustaría objetivo meta debo
        debemos puedo podría poder necesito espero_poder planeo he haber mi_objetivo propongo
    """,
    # Vague.
    "C": """
        mejor mejores peor más menos mejor* aument* disminu* reduc* reduz* increment* desarroll* fortalec*
        reforz* progres* optimiz* perfeccion* ampli* crec* intensific* favorec* aceler* minimiz* maximiz*
        adelgaz* bajar_de_peso perder_peso subir bajar potenci* mayor menor acort* recort* elev* agiliz*
        simplific* moderniz* consolid* profesionaliz* estabiliz* dinamiz* fideliz* rentabiliz* relanz*
        extend* hacer_crecer rebaj* abrevi* baja crecimiento mejora reducción
    """,
    "S": """
        seguro segura organizado organizada en_forma feliz sano sana saludable fuerte productivo
        productiva motivado motivada tranquilo tranquila relajado relajada equilibrado equilibrada rico
        rica eficaz eficiente eficazmente asertivo asertiva paciente disciplinado disciplinada estresado
        proactivo visible respetado cómodo excelente bueno buena buen comprometido consciente
        independiente concentrado resiliente positivo positiva creativo creativa sereno realizado
        satisfecho satisfecha delgado delgada puntual ordenado ordenada limpio exitoso exitosa bien
        número_uno responsable fluido cercano cercana valiente competitivo competitiva ágil
    """,
    "Q": """
        algunos algunas varios varias mucho mucha muchos muchas un_poco un_poco_de bastante bastantes
        pocos poco unos_cuantos numerosos suficiente suficientes algo demasiado diversos la_mayoría
        un_montón unos unas
    """,
    "q": """
        regularmente a_menudo frecuentemente con_frecuencia a_veces ocasionalmente de_vez_en_cuando
        con_regularidad habitualmente constantemente regular seguido con_más_frecuencia frecuente
        siempre_que_pueda
    """,
    "f": """
        pronto algún_día un_día lo_antes_posible cuanto_antes más_adelante más_tarde próximamente
        a_largo_plazo a_corto_plazo a_medio_plazo a_mediano_plazo en_el_futuro en_un_futuro
        tarde_o_temprano rápidamente rápido con_el_tiempo en_algún_momento uno_de_estos_días
    """,
    "X": """
        si_es_posible ojalá espero quizás quizá tal_vez si_puedo cuando_pueda cuando_tenga_tiempo
        si_tengo_tiempo idealmente si_todo_va_bien en_la_medida_de_lo_posible a_ser_posible posiblemente
        si_el_tiempo_lo_permite en_principio si_se_puede
    """,
    # Small.
    "a": "un una",
    "l": "el la los las mi mis nuestro nuestra nuestros nuestras su sus tu tus del lo todo toda",
    "o": "de",
    "&": "y o e & +",
    ":": "con entre hacia acerca_de",
    ";": """
        porque para_que ya_que para_poder para_estar para_ser para_sentirme para_mejorar para_tener
        con_el_fin_de a_fin_de para_reducir para_aumentar
    """,
    "P": "yo me nos se te",
    "!": """
        en_menos_de uno_de una_de vida_diaria a_la_vez por_favor por_ejemplo cada_vez a_tiempo
        cada_vez_más no_más al_menos por_lo_menos como_mínimo como_máximo a_través_de en_equipo de_nuevo
        otra_vez en_público gestión_del_tiempo tiempo_completo día_a_día el_día_a_día en_cuenta en_línea
        o_más o_menos o_mejor o_superior y_más de_una_vez de_un_día_para_otro 360 de_primera
        en_primer_lugar a_la_primera ante_el_grupo que quien
    """,
    "%": "media_hora",
    "n": "regalo regalos contacto contactos pregunta preguntas visita visitas",
    "1": "sin",
    "e": """
        diario diaria diarios diarias semanal semanales mensual mensuales trimestral trimestrales
        quincenal anual anuales
    """,
    "s": """
        publicación firma redacción realización implementación contratación obtención finalización
        creación
    """,
}
