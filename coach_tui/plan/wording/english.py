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
        wks mo mos yr yrs lunch_break lunchtime bedtime
    """,
    "h": "minute minutes hour hours seconds min mins hr hrs h sec secs",
    "c": "noon midnight midday o'clock",
    "H": """
        new_year easter christmas xmas thanksgiving halloween hanukkah passover ramadan eid diwali
        pentecost lent new_year's new_years_eve new_year's_eve valentine's labor_day labour_day
        memorial_day independence_day mother's_day father's_day boxing_day black_friday birthday
        anniversary wedding graduation summer winter spring autumn fall summertime wintertime holidays
        vacation due_date deadline maternity_leave parental_leave season year_end month_end half_term
    """,
    "J": """
        retirement check-up checkup doctor's_appointment game gig meeting meetings session sessions
        conference appraisal presentation event reunion one-on-one kick-off kickoff trip appointment
        lesson lessons shift shifts meal meals breakfast lunch dinner workshop offsite retreat match
        tournament competition board-meeting check-in inspection opening delivery hearing election
        rehearsal
    """,
    "T": "age aged turn turned turning",
    "t": "eoy eoq eom eod cob today tomorrow tonight",
    "b": """
        before until till within no_later_than not_later_than prior_to by_the_time by_the_end_of due
        latest
    """,
    "g": "by",
    "i": "in on at during for over throughout from after starting beginning through across since",
    "k": "next coming upcoming following",
    "j": "this current",
    "z": "end start middle mid close half-way halfway early late ends",
    "r": """
        mondays tuesdays wednesdays thursdays fridays saturdays sundays weekdays weeknights weekends
        monday_to_friday monday_through_friday daily weekly monthly quarterly yearly annually nightly
        biweekly bi-weekly fortnightly bimonthly every_day everyday day_by_day day_in_day_out each_day
        twice-weekly hourly semiannually in_the_mornings in_the_evenings at_weekends on_weekends per_annum
    """,
    "d": "every each per /",
    "x": "times once twice thrice x",
    # Amount.
    "N": """
        zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
        sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred
        thousand million billion dozen half double triple quadruple halve doubling halving tripling
        doubled both
    """,
    "=": "a1 a2 b1 b2 c1 c2",
    "O": "first second third fourth fifth sixth seventh eighth ninth tenth last final other",
    "u": """
        kg kgs kilos kilograms lb lbs pounds pound stone km kms k kilometers kilometres miles mile meters
        metres m cm inches inch percent percentage % euros euro dollars dollar usd eur gbp bucks cents
        points point steps pages words calories kcal reps sets people clients customers $ € £ pc
    """,
    "L": "number no # step phase version chapter part level room windows office page option",
    # Things.
    "n": "work_on_time",
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
        pitch
    """,
    "R": """
        manager director supervisor coordinator ceo cfo cto coo head partner professor president chair
        chairman chairwoman chairperson vp vice_president executive team_lead team_leader project_lead
        principal teacher nurse doctor lawyer engineer developer designer analyst accountant consultant
        architect scientist researcher trainer instructor editor author pilot homeowner owner
        administrator specialist technician electrician therapist psychologist counselor counsellor
        paramedic librarian apprentice intern treasurer secretary controller officer assistant
        representative realtor lecturer pharmacist physician surgeon dentist chef freelancer entrepreneur
        captain member citizen
    """,
    "A": """
        voice path calling feet boundaries own_way comfort_zone skill skills understanding knowledge
        confidence relationship relationships life health lifestyle difference impact success balance way
        person leader leaders listener communicator communication productivity habit habits time energy
        performance attitude motivation mindset things thing stuff leadership influence presence happiness
        wellbeing well-being fitness stress effort efforts progress quality culture awareness satisfaction
        engagement morale trust respect network potential potentials world job_satisfaction strengths
        abilities ability focus discipline role_model visibility purpose freedom independence environment
        atmosphere reputation use sense image grasp step_forward change changes career best priorities
        wealth advantage care fun passion dream dreams expertise experience opportunities opportunity
        work-life money finances friends human parent father mother husband wife friend boss speaker
        writer player professional thinking success_story work lives living self
    """,
    # Doing.
    "V": """
        find finds finding found_a write writes wrote written writing read reads reading buy buys bought
        buying sold taught teach teaches teaching won sent send sends sending run runs ran running lead
        leads led leading built swim swims swam swimming give gives gave giving take takes took taking
        hold holds held holding put_together bring_out brought_out make makes made making found draw drew
        redo rewrite rewriting rewrote become_certified cycle cycled cycling get_through
    """,
    "v": """
        get gets got getting have has had having meet meets met meeting_with do does doing go goes
        going_on keep keeps kept keeping leave leaves left bring brings brought pay pays paid paying say
        says tell tells ate spent see sees found_out put puts putting slept wake wakes get_up be_in_bed
        set setting be_in_touch drive ride rides cut cuts lose loses lost losing
    """,
    "F": """
        out_of_debt get_out_of_debt move_to moving_to relocate_to moved_to graduate graduates graduated
        graduating retire retired get_married get_promoted be_promoted get_certified be_certified
        get_hired be_hired go_live get_divorced be_debt-free become_debt-free debt-free debt_free
        get_engaged pass_out be_elected get_elected get_published be_published get_licensed be_licensed
        get_accepted be_accepted move_out quit_smoking stop_smoking stop_drinking quit_drinking
        give_up_smoking give_up_alcohol give_up_sugar give_up_drinking stop_vaping quit_vaping non-smoker
        non_smoker smoke-free smoke_free be_admitted get_admitted move_in
    """,
    "K": "stop stops stopped stopping quit quits quitting cease give_up giving_up avoid",
    "B": """
        be am is are become becomes becoming became being feel feels feeling stay stays staying remain
        look appear seem i'm been were was
    """,
    "E": """
        do_my_best give_110% give_100% give_it_100% do_our_best be_mindful get_started getting_started
        do_better make_an_effort make_sure get_to_know seek seeks do_my_utmost give_my_best get_into
        keep_working make_progress make_time find_time making_an_effort get_going
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
        improvements
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
        responsive supportive debt-smart kind grateful
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
        continually continuously
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
    "a": "a an another",
    "l": "the my our your his her their its all",
    "o": "of",
    "&": "and or & +",
    ">": "to",
    ";": "so_that because so_as_to in_order_to since_it as_it which_will so_i so_we",
    "P": "i we you he she they it me us them him myself ourselves yourself",
    "!": """
        at_the_end_of_the_day day-to-day day_to_day to_date no_one nobody one_of one_another each_other
        at_least at_most up_to time_management may_be full-time part-time full_time part_time daily_life
        daily_routine everyday_life everyday_work daily_work daily_business years_of_experience year-round
        monthly_sales monthly_revenue monthly_income monthly_expenses monthly_turnover real_time on_time
        in_time_for first_time this_time next_level next_step next_steps next_generation from_day_one
        for_the_first_time in_person so_far day_job days_off day_off one_by_one one-on-ones one_on_one
        one_on_ones second_nature end_up end_result end_user end_users quarterly_results annual per_se
        per_person in_place in_charge each_one as_well_as as_well well_as more_than less_than fewer_than
        over_and_over weekend_job may_not next_door every_other_person like_me time_off one_thing
        best_practice one_step step_by_step in_under in_less_than
    """,
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
        program code audition enter compete fund
    """,
    "v": """
        walk jog exercise meditate journal call phone email e-mail answer contact save invest spend cook
        practice practise work_out stretch delegate report track log train study review plan ask invite
        greet thank listen talk speak discuss share check follow_up network post play learn visit attend
        smoke drink eat sleep use pick_up help coach mentor feed wash clean tidy go_to go_for sit lift
        observe watch bike hike row drop weigh measure limit block switch_off turn_off offer deposit
        respond reply work distribute promote support start
    """,
    "E": """
        try attempt work_on focus focus_on explore strive endeavor endeavour look_into think_about
        consider concentrate_on work_toward work_towards pay_attention learn_about deal_with address
        pursue work_at learn_more
    """,
    "C": """
        improve increase decrease reduce enhance boost strengthen raise expand maximize maximise minimize
        minimise optimize optimise deepen sharpen advance progress lessen cut_down cut_back speed_up
        slow_down scale_up build_up pay_down upgrade broaden diversify accelerate cultivate nurture foster
        refine elevate lower
    """,
}
"""Regular verbs, in whose forms nothing is special."""
