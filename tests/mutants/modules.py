"""The modules into which faults are put when none is named, and the tests that are to notice them.

This is the only list. A module's own tests stand first and are run first; then, of the others, those that run
a line of the fault, the quickest first. A module that was moved or renamed is to be moved here as well: until
then the command says so, and does nothing.
"""

TABLES = (
    "exchange/test_rater_csv.py",
    "exchange/test_rater_csv_columns.py",
    "exchange/test_rater_words.py",
    "exchange/test_form_tools.py",
    "exchange/test_rater_forms.py",
)
"""Tests of the tables of raters' answers."""
MODULES: dict[str, tuple[str, ...]] = {
    "plan/rating.py": (
        "plan/test_rating_borders.py",
        "plan/test_rating.py",
        "plan/test_round_change.py",
        "cli/test_cli_360.py",
        "exchange/test_report_visibility.py",
        "changes/test_changes_rounds.py",
    ),
    "plan/visibility.py": (
        "plan/test_visibility.py",
        "exchange/test_report_visibility.py",
        "cli/test_cli_report.py",
        "changes/test_changes_reviews.py",
    ),
    "store/erase.py": (
        "store/test_store_erase_traces.py",
        "store/test_store_erase.py",
        "changes/test_changes_erase.py",
        "cli/test_cli_erase.py",
    ),
    "store/durable.py": (
        "store/test_store_durable.py",
        "store/test_store_vanished.py",
        "store/test_store_faults.py",
        "store/test_store_backups.py",
        "store/test_store_places.py",
        "store/test_store_erase.py",
        "cli/test_cli_keeping.py",
        "cli/test_cli_calendar_files.py",
        "cli/test_cli_erase.py",
    ),
    "store/transaction.py": (
        "store/test_store_guards.py",
        "store/test_store_transaction.py",
        "store/test_store_undo.py",
        "store/test_store_refusals.py",
        "changes/test_changes_records.py",
        "changes/test_changes_rounds.py",
        "changes/test_changes_undo.py",
    ),
    "plan/cadence.py": (
        "plan/test_cadence.py",
        "plan/test_insight.py",
        "plan/test_proposals.py",
    ),
    "plan/due.py": (
        "plan/test_due.py",
        "plan/test_attention.py",
        "cli/test_cli_today.py",
    ),
    "plan/gas.py": (
        "plan/test_gas.py",
        "plan/test_insight.py",
    ),
    "plan/progress.py": (
        "plan/test_progress.py",
        "plan/test_insight.py",
    ),
    "plan/trend.py": (
        "plan/test_trend.py",
        "plan/test_insight.py",
        "plan/test_proposals.py",
    ),
    "plan/attention/calm.py": (
        "plan/test_attention_kinds.py",
        "plan/test_attention.py",
        "cli/test_cli_today.py",
        "cli/test_cli_deciding.py",
        "cli/test_cli_360.py",
    ),
    "plan/attention/item.py": (
        "plan/test_attention_kinds.py",
        "plan/test_attention.py",
        "cli/test_cli_today.py",
        "cli/test_cli_deciding.py",
        "cli/test_cli_360.py",
    ),
    "plan/attention/milestones.py": (
        "plan/test_attention_kinds.py",
        "plan/test_attention.py",
        "cli/test_cli_today.py",
        "cli/test_cli_deciding.py",
        "cli/test_cli_360.py",
    ),
    "plan/attention/promises.py": ("plan/test_attention_promises.py", "plan/test_attention_kinds.py"),
    "plan/attention/retention.py": (
        "plan/test_attention_kinds.py",
        "plan/test_attention.py",
        "cli/test_cli_today.py",
        "cli/test_cli_deciding.py",
        "cli/test_cli_360.py",
    ),
    "plan/attention/reviews.py": (
        "plan/test_attention_kinds.py",
        "plan/test_attention.py",
        "cli/test_cli_today.py",
        "cli/test_cli_deciding.py",
        "cli/test_cli_360.py",
    ),
    "plan/attention/rounds.py": (
        "plan/test_attention_kinds.py",
        "plan/test_attention.py",
        "cli/test_cli_today.py",
        "cli/test_cli_deciding.py",
        "cli/test_cli_360.py",
    ),
    "plan/attention/sessions.py": (
        "plan/test_attention_kinds.py",
        "plan/test_attention.py",
        "cli/test_cli_today.py",
        "cli/test_cli_deciding.py",
        "cli/test_cli_360.py",
    ),
    "plan/attention/survey.py": (
        "plan/test_attention_kinds.py",
        "plan/test_attention.py",
        "cli/test_cli_today.py",
        "cli/test_cli_deciding.py",
        "cli/test_cli_360.py",
    ),
    "plan/attention/won.py": (
        "plan/test_attention_kinds.py",
        "plan/test_attention.py",
        "cli/test_cli_today.py",
        "cli/test_cli_deciding.py",
        "cli/test_cli_360.py",
    ),
    "plan/hours.py": (
        "plan/test_hours.py",
        "cli/test_cli_log.py",
    ),
    "plan/text.py": (
        "plan/test_text.py",
        "plan/test_nouns.py",
        "cli/test_cli_today.py",
    ),
    "plan/mistakes/tracking.py": (
        "plan/test_health_tracking.py",
        "plan/test_health.py",
        "plan/test_checklist.py",
        "cli/test_cli_deciding.py",
    ),
    "changes/milestones.py": (
        "changes/test_changes_milestones.py",
        "changes/test_changes_records.py",
        "changes/test_changes_undo.py",
        "cli/test_cli_calendar_files.py",
    ),
    "exchange/ics.py": (
        "exchange/test_ics.py",
        "exchange/test_ics_times.py",
        "exchange/test_calendar_files.py",
        "cli/test_cli_calendar_files.py",
        "cli/test_cli_other_calendars.py",
    ),
    "exchange/client_replies.py": (
        "exchange/test_client_replies.py",
        "exchange/test_client_forms.py",
        "cli/test_cli_replies.py",
        "changes/test_changes_replies.py",
    ),
    "exchange/rater_csv.py": (
        "exchange/test_rater_csv.py",
        "exchange/test_rater_words.py",
        "exchange/test_rater_csv_long.py",
        "exchange/test_rater_forms.py",
        "cli/test_cli_360.py",
        "changes/test_changes_rounds.py",
    ),
    "exchange/rater_answers.py": (
        "exchange/test_rater_csv.py",
        "exchange/test_rater_csv_long.py",
        "exchange/test_rater_forms.py",
        "cli/test_cli_360.py",
        "changes/test_changes_rounds.py",
    ),
    "exchange/rater_long.py": (
        "exchange/test_rater_csv_long.py",
        "exchange/test_rater_csv.py",
        "exchange/test_rater_forms.py",
        "cli/test_cli_360.py",
        "changes/test_changes_rounds.py",
    ),
    "exchange/rater_wide.py": (
        "exchange/test_rater_csv.py",
        "exchange/test_rater_csv_columns.py",
        "exchange/test_rater_forms.py",
        "cli/test_cli_360.py",
        "changes/test_changes_rounds.py",
    ),
    "exchange/group_words.py": (
        "exchange/test_group_words.py",
        *TABLES,
    ),
    "exchange/score_scale.py": (
        "exchange/test_score_scale.py",
        "exchange/test_rater_scale.py",
        "exchange/test_form_shapes.py",
        *TABLES,
    ),
    "exchange/rater_scale.py": (
        "exchange/test_score_scale.py",
        "exchange/test_rater_scale.py",
        "exchange/test_form_shapes.py",
        *TABLES,
    ),
    "exchange/answer_headings.py": (
        "exchange/test_answer_headings.py",
        *TABLES,
    ),
    "exchange/column_kinds.py": (
        "exchange/test_column_kinds.py",
        *TABLES,
    ),
    "exchange/rater_columns.py": (*TABLES,),
    "exchange/rater_topics.py": (*TABLES,),
}
