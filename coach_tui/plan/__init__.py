"""What a coaching plan is: its nouns, and the rules as pure functions. It does no I/O and asks no clock.

Values: what a record is made of
    errors            the errors a user may see
    text              what may be stored and shown of anything that comes in, and how wide it is
    substitutes       what stands for a character that an encoding does not have
    dates             calendar arithmetic, and the words for a day
    day_names         months and weekdays in four languages
    written_days      a day of the calendar as people and spreadsheets write it
    side              on which side of today a day may lie
    when              a day as people type it
    cadence           how often a strategy is practised
    fields            what all fields share, and those of one value
    field_lists       fields that hold a list
    field_earlier     the field that says which record of an earlier plan one goes on with
    field_times       fields of time
    field_records     fields that hold records inside a record
    record            a typed view of one stored document
    if_then           a cue and its response as a sentence
    told              a stored value in words, without ids

Nouns: what a plan consists of
    time_off          days that do not count, and how many days have passed without them
    rhythm            how often a strategy was to be practised before it was changed
    paused            what is not to be practised now
    pause             pauses of plans and strategies, and the coach's holidays
    client            the client, and the engagements with one
    objective         objectives and how they are measured
    revision          how an objective was changed, and what it was before
    revision_words    that in words
    need              what the assessment found
    strategy          what the client practises, learns and meets for
    milestone         benchmarks on the timeline
    contact           reviews, check-ins, promises, wins
    silent            reviews in which something was said, and in which nothing was
    with_review       a session that was the review, and that review
    session           sessions: booked, held, cancelled, missed, moved
    group             a session with several clients, as each of their plans sees it
    whose             what one client of a group said of it, and what the others may know
    own_words         the client's words for a part of a plan, and when they agreed to it
    agreed            what the client agreed to in a part of a plan
    asking            items, questions and a scale: what rounds and assessments share
    round             rounds of feedback, who was invited, what was answered
    assessment        what a client says of themself, on items or in an intake
    merged            what two machines said of one thing, until the coach takes one of them
    merged_words      that in words
    whereabouts       where in a record something is, also in a list inside it
    judgement         what the coach decided about findings and the checklist
    snooze            what was put off until a date
    schema            all tables, and the check of a stored document
    practice          every client, engagement and plan, found by id or by name
    changing          the practice while a change is made, from one record that is written to the next
    known             a practice as it was known on an earlier day
    not_ahead         that what has happened does not lie ahead
    said_before       what a client had said of a plan by an earlier day
    stands            whether what an entry of the journal did was not undone
    continued         what goes on from one engagement to the next
    anew              where that begins there: its days, its measures
    earlier           a client's engagements as lists number them, and a practice of one alone

Timeline: when things fall, and what moves
    ending            how an engagement comes to its end
    left_open         what is still open as it closes, in words
    due               when a review is due, and how late it is
    agenda            when a plan is reviewed next, and when there was contact last
    days              what falls on which day
    shaded            which days do not count, and why in a word
    moves             what moves with a milestone
    target_moves      what moves with the target date of an objective
    moves_together    what moves when several dates are moved at once
    became            what became of one whose place others took
    placing           what takes the place of another, and where what hangs from it goes
    pause_moves       what could move when a pause has ended
    fit               whether a strategy fits the client's week
    weeks             practice week by week
    planned           planned against actual

Reviews and sessions: what coach and client look at together
    review_agenda     what a review looks at
    session_agenda    what the hour with a client looks at
    sent_since        what came from the client since the hour before
    prepare           what to have at hand for a session
    proposals         what the data suggests at a review
    adjustment        a change of the plan that a review makes
    compare           reviews side by side
    feedback          the client's feedback on the coaching
    client_words      what a client has written for a review
    session_words     what came of a session in words
    booking_line      a line that books sessions, one or a series
    session_line      a line about a session, as it is typed at the shell
    session_meant     which session it means
    with_whom         who else is in a session, as it is typed
    hour_words        what a line says of an hour: time, kind, length, paid
    series            a series of sessions in one line
    double            sessions at one time: of one client, or of two
    session_told      what is to be told of sessions that were booked or moved
    package           how many of the sessions contracted are used
    hours             the hours log, worked out of the sessions held
    hours_words       the hours log in words

Rounds: feedback of many
    rating            what may be seen of a round, and what it says
    assessed          what assessments say, and what has changed since the time before
    round_change      what has changed from one round to the next

Insight: where a plan stands and where it is heading
    progress          progress of measures, status of objectives and plans
    standing          where objectives and plans stand
    past              where an objective stood on an earlier day
    target_line       the line that a measure was to follow, step by step
    trend             where a measure is heading, and how milestones slip
    gas               Goal Attainment Scaling
    ladder            on which step of its GAS ladder an objective stands
    engagement        how engaged a client is, as its parts
    insight           the figures behind the charts
    insight_words     those figures in words
    kinds             which kinds of strategies clients finish
    across            all clients at once
    one_page          the plan on a page: what there is to say of it, line by line
    page_gaps         what a plan lacks, as lines of that page
    page_line         one line of it, and the record that it speaks of

Health: what a good plan has and this one has not
    smart             the five letters of an objective
    mistakes          the common mistakes, a file each
    first_questions   what a plan that has just begun lacks, as questions
    health            the mistakes found in a plan, most serious first
    figures_named     whether a decision names the figures it rests on
    checklist         the six-item checklist, with its evidence

Readers: who sees what
    audience          whom a record's fields are for
    visibility        what a reader may see of a plan
    report            what a report says
    report_before     what objectives were in earlier engagements, as a reader may see it
    week_page         the page “your plan, your week”
    hidden            a practice without what could tell who it is
    naming            whom records name
    former            names that no record holds any more, as digests
    particles         small words of family names, such as “van der”
    initials          initials of names
    short_forms       what given names are called in short
    short_names       names in few cells, for lists
    inside            names inside a run of signs, where words have no bounds
    spellings         how a name may be written in a text
    reach             addresses and numbers, and whom they name
    roles             where somebody works, as a role says it
    inflection        names with the endings of languages
    spans             what in a text is to be replaced, and how
    people            people, addresses and numbers in any text
    people_words      names that are words of the language as well
    unnamed           texts without some people's names

Today: what needs the coach
    attention         what needs the coach now, most urgent first, a file a group of kinds
    wins              what is worth celebrating
    measured          which measures take a value, and which one is meant
    units             numbers with their unit beside them
    quick             the one-line check-in
    checkin_seen      what is seen while its line is typed
    waiting           who is to be checked in with next
    unlikely          whether a value is far from anything before

Files: the plan outside
    draft             a plan as one document, as plan files hold it
    draft_links       what the records of a plan file go on with, of earlier plans
    alike             whether two records are one, changed
    same_name         whether two names are one person's, or may be
    template          plan files from which a plan begins
    calendar_items    what stands in a calendar that others read
    calendar_there    what a calendar says of one of them
    calendar_changes  what was moved there, and what here
    calendar_when     when an entry there is, as it can be had here
    calendar_past     on which days what stands there has been before

Wording: what a goal's words tell
    wording           the words of four languages, and what of SMART they tell
"""
