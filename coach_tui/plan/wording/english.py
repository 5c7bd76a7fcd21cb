"""English words and what they do in a goal; `coach_tui.plan.wording.lexicon` lists the kinds."""

KINDS = {
    # Time.
    "m": "january february april june july august september october november december",
    "y": "may march jan feb mar apr jun jul aug sep sept oct nov dec",
    "w": "monday tuesday wednesday thursday friday saturday sunday weekday weeknight weekend",
    "p": """
        day days week weeks month months quarter quarters semester semesters trimester trimesters term
        terms year years decade fortnight fortnights night nights morning mornings evening evenings
        afternoon afternoons sprint sprints workday workdays school_year fiscal_year academic_year
        financial_year calendar_year school_term business_day business_days working_day working_days fy wk
        wks mo mos yr yrs lunch_break lunchtime bedtime review_cycle training_cycle performance_cycle
        promotion_cycle appraisal_cycle review_round promotion_round training_block trial_period probation
        probation_period reporting_period notice_period pay_period working_week work_week working_weeks
        calendar_month calendar_months calendar_week school_day school_days business_quarter
    """,
    "h": "minute minutes hour hours seconds min mins hr hrs h sec secs",
    "c": "noon midnight midday o'clock",
    "H": """
        new_year easter christmas xmas thanksgiving halloween hanukkah passover ramadan eid diwali
        pentecost lent new_year's new_years_eve new_year's_eve valentine's labor_day labour_day
        memorial_day independence_day mother's_day father's_day boxing_day black_friday birthday
        anniversary wedding graduation summer winter spring autumn fall summertime wintertime holidays
        vacation due_date deadline maternity_leave parental_leave season year_end month_end half_term
        first_half second_half easter_break spring_break winter_break christmas_break summer_break
        summer_holidays school_holidays christmas_party lunar_new_year chinese_new_year bank_holiday
        fourth_of_july 4th_of_july tax_day rosh_hashanah yom_kippur easter_holidays new_fiscal_year
        new_financial_year new_school_year new_quarter
    """,
    "J": """
        retirement check-up checkup doctor's_appointment game gig meeting meetings session sessions
        conference appraisal presentation event reunion one-on-one kick-off kickoff trip appointment
        lesson lessons shift shifts meal meals breakfast lunch dinner workshop offsite retreat match
        tournament competition board-meeting check-in inspection opening hearing election rehearsal
        all-hands all_hands stand-up standup stand_up town_hall town-hall retro retrospective agm board
        steering_committee steerco away_day demo_day final_review annual_review quarterly_review
        performance_review mid-year_review mid-term_review year-end_review ceremony funeral festival gala
        summit hackathon fair expo premiere catch-up catch_up one-to-one one_to_one supervision huddle
        briefing debriefing annual_conference interview interviews
    """,
    "T": "age aged turn turned turning",
    "t": """
        eoy eoq eom eod cob today tomorrow tonight this_half next_half upon_completion on_completion
        over_the_year during_the_year throughout_the_year in_the_year by_the_time
    """,
    "b": "within no_later_than not_later_than due latest over_the_course_of in_the_course_of",
    "<": "from",
    "@": """
        instead_of rather_than in_place_of as_opposed_to vs versus compared_to compared_with ,_not and_not
        ,_and_not
    """,
    "I": "before until till prior_to ahead_of in_time_for between_now_and from_now_until from_now_to after",
    "g": "by",
    "i": "in on at during for over throughout starting beginning through across since",
    "k": "next coming upcoming following",
    "j": "this current",
    "z": "end start middle mid close half-way halfway early late ends conclusion completion",
    "r": """
        mondays tuesdays wednesdays thursdays fridays saturdays sundays weekdays weeknights weekends
        monday_to_friday monday_through_friday annually nightly every_day everyday day_by_day
        day_in_day_out each_day twice-weekly semiannually in_the_mornings in_the_evenings at_weekends
        on_weekends per_annum on_a_daily_basis on_a_weekly_basis on_a_monthly_basis every_single_day
        each_and_every_day week_in_week_out quarter_over_quarter year_over_year month_over_month
        week_over_week month_on_month year_on_year week_on_week quarter_on_quarter yoy qoq
    """,
    "d": "every each per / all",
    "x": "times once twice thrice x by_a_third by_a_quarter by_half by_a_half by_a_fifth by_a_tenth",
    # Amount.
    "N": """
        zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
        sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred
        thousand million billion dozen half double triple quadruple halve doubling halving tripling
        doubled both a_third two_thirds one_third three_quarters three_fourths a_fifth a_tenth tripled
        quadrupled at_least_one_of
    """,
    "0": "no",
    "=": "a1 a2 b1 b2 c1 c2",
    "O": "first second third fourth fifth sixth seventh eighth ninth tenth last final other",
    "u": """
        kg kgs kilos kilograms lb lbs pounds pound stone km kms k kilometers kilometres miles mile meters
        metres m cm inches inch percent percentage % euros euro dollars dollar usd eur gbp bucks cents
        points point stars steps pages words calories kcal reps sets $ € £ pc
    """,
    "L": "number # step phase version part level room windows office page option chapter",
    # Things.
    "n": "work_on_time witness neighbourhood neighborhood wilderness advanced",
    "G": """
        exam examination test certification certificate degree diploma licence license marathon
        half-marathon triathlon ironman race thesis dissertation book novel website podcast promotion
        contract course training mba phd pmp toefl ielts gmat gre gcse bachelor bachelor's master's
        masters doctorate qualification accreditation application cv resume portfolio blog shop house flat
        apartment mortgage car album song concert exhibition proposal business_plan report prototype app
        patent grant job position role offer internship apprenticeship seminar webinar audit speech talk
        keynote article paper draft manuscript newsletter budget dashboard handbook manual policy site
        store company class 5k 10k 50k half_marathon full_marathon driving_test driver's_license a_level
        a-level black_belt belt medal award prize trophy gpa credit_card_debt student_loan loan mentor
        successor essay capstone residency visa citizenship passport tax_return ted_talk pull-up handstand
        split club fund recital screenplay cookbook memoir business franchise bootcamp placement finals
        pitch memo letter brief checklist template spreadsheet questionnaire survey deck slides video vlog
        channel playlist demo feature module ticket pull_request pipeline database integration plugin
        invoice tender bid playbook runbook procedure inventory timetable agenda kitchen bathroom garage
        attic basement shed fence wardrobe closet bike bicycle motorcycle boat van piano tattoo ebook
        e-book whitepaper white_paper case_study brochure flyer leaflet logo scholarship fellowship
        membership championship ultramarathon parkrun bar_exam driving_licence driving_license a_levels
        register study_plan training_plan succession_plan action_plan development_plan project_plan
        job_description first_draft poem story essay_draft scarf quilt sweater painting portrait
        conversation a_raise a_pay_rise
    """,
    "R": """
        manager director supervisor coordinator ceo cfo cto coo head partner professor president chair
        chairman chairwoman chairperson vp vice_president executive team_lead team_leader project_lead
        principal teacher nurse doctor lawyer engineer developer designer analyst accountant consultant
        architect scientist researcher trainer instructor editor author pilot homeowner owner
        administrator specialist technician electrician therapist psychologist counselor counsellor
        paramedic librarian apprentice intern treasurer secretary controller officer assistant
        representative realtor lecturer pharmacist physician surgeon dentist chef freelancer entrepreneur
        captain member citizen coach
    """,
    "A": """
        voice path feet boundaries own_way comfort_zone skill skills understanding knowledge confidence
        relationship relationships life health lifestyle difference impact success balance way person
        leader leaders listener communicator communication productivity habit habits time energy
        performance attitude motivation mindset things thing stuff leadership influence presence happiness
        wellbeing well-being fitness stress effort efforts progress quality culture awareness satisfaction
        engagement morale trust respect network potential potentials world job_satisfaction strengths
        abilities ability focus discipline role_model visibility purpose freedom independence environment
        atmosphere reputation use sense image grasp step_forward change changes career best priorities
        wealth advantage care fun passion dream dreams expertise experience opportunities opportunity
        work-life money finances friends human parent father mother husband wife friend boss speaker
        writer player professional success_story work lives living self hearts heart mind minds body soul
        spirit self-esteem self-confidence self-care self-worth emotions emotion anxiety fear fears anger
        temper nerves mood moods feelings doubts doubt worries guilt perfectionism procrastination burnout
        syndrome critic excellence innovation collaboration cooperation teamwork synergy synergies agility
        transparency accountability ownership empathy resilience compassion patience courage curiosity
        creativity clarity direction meaning vision strategy roadmap mission values identity legacy
        journey loyalty commitment alignment cohesion harmony peace climate diet posture shape stamina
        strength endurance mobility flexibility foundation foundations momentum value mindfulness approach
        style attention thoughts behaviour behavior character personality charisma gravitas credibility
        authority joy pleasure enjoyment sanity chances options horizons limits routine routines
        expectations ties bonds connections drama excuses regrets nonsense pressure hurry shame
        distractions distraction interruptions interruption hesitation dignity roots comfort sense_of_self
        security safety *ness *bility thinking spanish french german italian japanese chinese mandarin
        korean portuguese russian arabic dutch english connection brand brands ideas idea place
    """,
    # Doing.
    "V": """
        find finds finding found_a write writes wrote written writing read reads reading buy buys bought
        buying sold taught teach teaches teaching won sent send sends sending run runs ran running lead
        leads led leading built swim swims swam swimming give gives gave giving take takes took taking
        hold holds held holding put_together bring_out brought_out make makes made making found draw drew
        redo rewrite rewriting rewrote become_certified cycle cycled cycling get_through chose chosen
        choose chooses choosing hand_off handed_off shoot shot rebuilt drawn written_up write_up writes_up
        sold_off tell tells told meet meets met paid_off report_back
    """,
    "v": """
        get gets got getting have has had having meeting_with do does doing go goes going_on keep keeps
        kept keeping leave leaves left bring brings brought pay pays paid paying say says ate spent see
        sees found_out put puts putting slept wake wakes get_up be_in_bed set setting be_in_touch drive
        ride rides cut cuts lose loses lost losing stand sits stood sang sing sings singing spoke know
        knows knowing
    """,
    "F": """
        out_of_debt get_out_of_debt move_to moving_to relocate_to moved_to graduate graduates graduated
        graduating retire retired get_married get_promoted be_promoted get_certified be_certified
        get_hired be_hired go_live get_divorced be_debt-free become_debt-free debt-free debt_free
        get_engaged pass_out be_elected get_elected get_published be_published get_licensed be_licensed
        get_accepted be_accepted move_out quit_smoking stop_smoking stop_drinking quit_drinking
        give_up_smoking give_up_alcohol give_up_sugar give_up_drinking stop_vaping quit_vaping non-smoker
        non_smoker smoke-free smoke_free be_admitted get_admitted move_in certified licensed chartered
        accredited
    """,
    "K": """
        stop stops stopped stopping quit quits quitting cease give_up giving_up avoid no_longer
        refrain_from abstain_from give_up_on
    """,
    "B": """
        be am is are become becomes becoming became being feel feels feeling stay stays staying remain
        look appear seem i'm been were was
    """,
    "E": """
        do_my_best give_110% give_100% give_it_100% do_our_best be_mindful get_started getting_started
        do_better make_an_effort make_sure get_to_know seek seeks do_my_utmost give_my_best get_into
        keep_working make_progress make_time find_time making_an_effort get_going double_down
        doubling_down doubled_down doubles_down triple_down zero_in zero_in_on go_the_extra_mile
        think_twice give_110 give_100 giving_110 giving_100 give_it_my_all give_my_all say_no be_there_for
        show_up step_up level_up stand_out give_back reach_out open_up stick_to stay_on_top_of
        get_on_top_of keep_up keep_up_with catch_up_on get_back_to get_back_into get_back_on_track
        make_the_most_of take_care_of take_care take_ownership take_responsibility take_charge
        take_initiative put_myself_out_there be_myself be_open_to come_across lean_into get_good_at
        get_comfortable understand understands understood let_go hold_myself_accountable find_my_way
        find_my_feet get_involved get_organised get_organized get_fit get_healthy get_over make_an_impact
        make_a_difference make_a_name win_over have_fun have_a_great take_it_easy take_on_more think
        live_up_to communicate communicates communicating
    """,
    "U": """
        want wants wanted going plan_to planning_to need needs like would hope_to hoping_to intend intends
        aim aims able will shall should must can could wish i'll we'll i'd we'd let gonna i've we're
        you're goal my_goal our_goal the_goal objective
    """,
    # Vague.
    "C": """
        better worse more less fewer greater higher faster slower stronger weaker healthier fitter happier
        smarter harder easier earlier later longer shorter bigger larger smaller closer deeper further
        cheaper cleaner calmer wiser richer louder quicker tougher thinner leaner kinder lighter broader
        nicer best_possible hardest as_much_as_possible grow grows grew growing go_up goes_up go_down
        get_rid_of lose_weight losing_weight get_ahead rise gain_weight put_on_muscle improvement
        improvements streamline streamlines streamlining simplify simplifies simplifying ramp_up beef_up
        tone_up shape_up bring_down bring_up drive_up drive_down cut_down_on cut_back_on outperform
        scale_back trim shrink slash gains growth
    """,
    "S": """
        actively confidently calmly clearly openly authentically strategically professionally
        empathetically confident organised organized fit happy healthy strong successful successfully
        productive motivated calm relaxed balanced rich wealthy effective efficient effectively
        efficiently assertive patient disciplined stressed proactive in_shape visible respected
        comfortable clean good great excellent perfect engaged aware independent focused focussed
        resilient well positive creative present mindful reliable fluent flexible approachable strategic
        inspiring authentic open-minded tidy punctual active known content fulfilled satisfied in_control
        stable secure_in self-confident self-assured energetic energised energized at_peace stress-free
        outgoing slim toned leader-like sociable consistent_in better_organised awesome amazing
        world-class number_one influential competitive knowledgeable proficient responsible accountable
        responsive supportive debt-smart kind grateful five-star five_star second_to_none top_notch
        top-notch half-hearted half-heartedly transparent agile seamless smooth smoother sustainable
        scalable robust modern friendly polite humble honest brave bold courageous curious ambitious
        decisive empathetic compassionate attentive thoughtful charismatic persuasive diplomatic
        collaborative inclusive nimble loved lovable delightful trusted popular famous wise hydrated
        rested helpful useful valuable meaningful at_ease in_balance properly thoroughly carefully
        gracefully constructively honestly high-quality likeable vocal genuine first-class first_class
    """,
    "Q": """
        some several many lots a_lot a_lot_of lots_of few a_few plenty enough numerous various a_bit bit
        a_little much so_much a_number_of a_couple_of couple a_great_deal multiple a_handful_of most
        a_bunch_of bunch loads countless substantial substantially significantly considerable considerably
        significant drastically dramatically sufficient
    """,
    "q": """
        regularly often frequently sometimes occasionally from_time_to_time as_often_as_possible
        consistently usually rarely on_a_regular_basis routinely regular now_and_then seldom frequent
        every_so_often every_now_and_then more_often constantly once_in_a_while whenever_possible
        continually continuously all_the_time
    """,
    "f": """
        soon eventually someday some_day one_day asap a.s.a.p as_soon_as_possible in_the_future
        in_the_near_future at_some_point sooner_or_later shortly long-term long_term short-term short_term
        in_the_long_run over_time ultimately in_due_course at_some_stage in_time sometime some_time
        before_long down_the_road as_quickly_as_possible in_the_short_term in_the_long_term medium_term
        quickly as_fast_as_possible in_future in_the_coming_years nowadays these_days sooner
    """,
    "X": """
        if_possible hopefully when_time_allows if_time_allows if_i_can if_time_permits when_time_permits
        when_i_have_time if_i_have_time maybe perhaps possibly if_i_get_the_chance might where_possible
        ideally when_i_can when_possible i_hope hoping hope if_we_can when_we_can if_all_goes_well
        with_any_luck in_principle more_or_less as_far_as_possible at_least_try if_i_feel_like_it
        as_time_allows if_the_opportunity_arises when_convenient wherever_possible
    """,
    # Small.
    "a": "a an another a_successful",
    "l": "the my our your his her their its the_successful",
    "o": "of",
    "&": "and or & +",
    ">": "to",
    ":": "with between among towards toward about regarding concerning",
    ";": "so_that because so_as_to in_order_to since_it as_it which_will so_i so_we",
    "P": "i we you he she they it me us them him myself ourselves yourself",
    "!": """
        at_the_end_of_the_day day-to-day day_to_day to_date no_one nobody one_of one_another each_other
        at_least at_most up_to time_management may_be full-time part-time full_time part_time daily_life
        daily_routine everyday_life everyday_work daily_work daily_business years_of_experience year-round
        monthly_sales monthly_revenue monthly_income monthly_expenses monthly_turnover real_time on_time
        first_time this_time next_level next_step next_steps next_generation from_day_one
        for_the_first_time in_person so_far day_job days_off day_off one_by_one one-on-ones one_on_one
        one_on_ones second_nature end_up end_result end_user end_users quarterly_results annual per_se
        per_person in_place in_charge each_one as_well_as as_well well_as more_than less_than fewer_than
        over_and_over weekend_job may_not next_door every_other_person like_me time_off one_thing
        best_practice one_step step_by_step in_under in_less_than or_higher or_more or_less or_fewer
        or_better or_above or_below or_lower or_longer or_over or_under and_above and_over at_once
        once_and_for_all for_once once_i once_we once_the once_it one_day_at_a_time one_step_at_a_time
        third-party third_party 360-degree 360_degree square_one plan_b plan_a zero-sum half_the_battle
        two_cents second_thoughts second_chance second_chances first_place on_one_hand on_the_one_hand
        one_way_or_another in_one_go from_one_day_to_the_next from_day_to_day in_the_middle_of_a
        in_the_middle_of_the once_more two_way two-way one_hand under below above that which who whom whose
    """,
    "1": "without",
    "e": "daily weekly monthly quarterly yearly fortnightly hourly biweekly bi-weekly bimonthly",
    "s": "delivery publication submission signing implementation installation",
}

REGULAR = {
    "V": """
        complete finish pass publish launch hire sign submit enroll enrol apply obtain earn achieve attain
        deliver present host organize organise design create develop build produce draft file register
        book schedule appoint recruit open close establish install implement record release perform renew
        repay settle clear cancel attend join acquire purchase sell secure land win reach set_up roll_out
        hand_over hand_in wrap_up put_on carry_out take_part sign_up pay_off ship deploy migrate clean_out
        paint repair fix replace conduct chair prepare introduce train certify audit document announce
        donate adopt negotiate approve interview convert transfer qualify_for move_to visit volunteer
        facilitate moderate climb move knit sew plant compose translate update assemble renovate declutter
        program code audition enter compete fund refurbish decorate furnish refinance consult retain
        onboard outsource digitise digitize automate merge print film edit photograph illustrate carve
        bake brew restore rebuild refactor debug map catalogue archive scan shred rent lease relocate pack
        unpack confirm ratify trial phase_out decommission close_down shut_down nominate elect assign
        allocate commission authorise authorize lodge resubmit crochet sketch memorise memorize recite
        solve debrief shadow revise proofread collect gather compile mend prune harvest propose marry
        collate convene kick_off unsubscribe delete remove terminate swap upload download subscribe
        reserve order import export decide finalise finalize empty insure inspect evaluate vote bind score
        raise_funds fill wire call phone email e-mail contact invite ask thank message ring
    """,
    "v": """
        walk jog exercise meditate journal answer save invest spend cook practice practise work_out
        stretch delegate report track log train study review plan greet listen talk speak discuss share
        check follow_up network post play learn attend smoke drink eat sleep use pick_up help coach mentor
        feed wash clean tidy go_to go_for sit lift observe watch bike hike row drop weigh measure limit
        block switch_off turn_off offer deposit respond reply work distribute promote support start floss
        brush pray dance drum stroll ski skate surf jump skip squat fast nap hydrate tweet comment text
        chat compliment praise apologise apologize smile hug dial prospect vacuum iron dust sweep mop
        water raise_my_hand turn_in refuse hand_out mark grade check_in recap summarise summarize
    """,
    "E": """
        try attempt work_on focus focus_on explore strive endeavor endeavour look_into think_about
        consider concentrate_on work_toward work_towards pay_attention learn_about deal_with address
        pursue work_at learn_more enjoy embrace appreciate inspire empower motivate encourage enable
        ensure believe overcome handle manage cope adapt navigate leverage unlock align connect relate
        engage celebrate delight reflect worry accept honour honor rock crush smash shine thrive
        flourish excel evolve transform reinvent rediscover reconnect recharge unwind relax reimagine
        energise energize own_it nurture_my clarify juggle maintain tackle master
    """,
    "C": """
        improve increase decrease reduce enhance boost strengthen raise expand maximize maximise minimize
        minimise optimize optimise deepen sharpen advance progress lessen cut_down cut_back speed_up
        slow_down scale_up build_up pay_down upgrade broaden diversify accelerate cultivate nurture foster
        refine elevate lower modernise modernize stabilise stabilize consolidate solidify revitalise
        revitalize professionalise professionalize harmonise harmonize shave shorten lengthen widen weaken
        soften
    """,
}
"""Regular verbs, in whose forms nothing is special."""
