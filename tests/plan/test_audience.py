"""Whom every field is for, as a table: a field that is added or opened shows here."""

from __future__ import annotations

from textwrap import wrap

import pytest

from coach_tui.plan.audience import LEVELS, READERS, level, visibility
from coach_tui.plan.errors import BadInput
from coach_tui.plan.field_records import Group, Records
from coach_tui.plan.fields import Choice, Field, Text
from coach_tui.plan.record import Record
from coach_tui.plan.schema import NOUNS

AUDIENCES = """
client
  sponsor: name
  coach: email phone notes retention_on accepted snooze
  client: role hours_per_week days_off log_consent_on
client.accepted
  coach: rule field item until reason on
client.snooze
  coach: until reason
engagement
  sponsor: type start end sessions late_counts agreed_on sponsor sponsor_sees closed_on
  client: review_every agreed_by confidentiality pauses rhythms
  coach: paid snooze contact_snooze end_snooze pause_snooze continues visibility checklist accepted
  coach → sponsor: outcome
engagement.pauses
  client: since until
  coach: reason
engagement.rhythms
  client: every until
engagement.snooze
  coach: until reason
engagement.contact_snooze
  coach: until reason
engagement.end_snooze
  coach: until reason
engagement.pause_snooze
  coach: until reason
engagement.checklist
  coach: item done reason on
engagement.accepted
  coach: rule field item until reason on
objective
  sponsor ⇄: title activity
  client: reality support measure weight owner why why_by agreed_on agreed_to confidence gas
      gas_baseline gas_now
  sponsor: start due status status_on closed_on closed_as replaced_by revisions
  coach → client: status_reason closed_reason
  coach: continues visibility accepted
objective.measure
  client: kind name unit baseline target every weight items rhythms
objective.measure.items
  client: text done_on
objective.measure.rhythms
  client: every until
objective.confidence
  client: on value solving
  coach → client: note
objective.revisions
  sponsor: on what from to
  client → sponsor: by
  coach → sponsor: reason
objective.accepted
  coach: rule field item until reason on
need
  client → sponsor: title kind
  coach: source item visibility accepted
  client: found_on current target scale importance objectives words agreed_on agreed_to not_now
  coach → client: note
need.accepted
  coach: rule field item until reason on
strategy
  client → sponsor: title kind objectives cadence status ended_on
  client: needs rhythms hours_per_week words agreed_on agreed_to cue response obstacle confidence
      link start pauses
  coach → client: status_reason
  coach: continues visibility accepted
strategy.rhythms
  client: cadence until
strategy.pauses
  client: since until
  coach: reason
strategy.accepted
  coach: rule field item until reason on
milestone
  sponsor ⇄: title
  sponsor: due objective baseline done_on closed_on closed_as replaced_by
  client: words agreed_on agreed_to after moves
  coach → client: evidence closed_reason
  coach: visibility accepted snooze
milestone.moves
  client: on from to by
  coach → client: reason
milestone.accepted
  coach: rule field item until reason on
milestone.snooze
  coach: until reason
review
  sponsor: due held_on empty
  client: reflection feedback said received_on
  coach: forms considered visibility accepted
  coach → sponsor: decisions status
  coach → client: outcomes levels changes
review.feedback
  client: heard topics way overall
review.said
  client: text says note
review.outcomes
  coach → client: text status until reason
  coach: visibility
review.levels
  coach → client: objective level
  coach: visibility
review.changes
  coach → client: what from to reason
  coach: visibility
review.considered
  coach: proposal figures decision reason
review.accepted
  coach: rule field item until reason on
checkin
  client: on measures done
  coach → client: engagement mood note
  coach: visibility form
commitment
  client → sponsor: text owner due status settled_on
  client: made_on carried
  coach → client: reason
  coach: visibility snooze
commitment.snooze
  coach: until reason
session
  sponsor: on state late review
  client: time minutes kind coaching group_size paid cancelled_by moves shared
  coach: also absent cancelled cancelled_late reasons left closing shares private accepted snooze
  coach → client (shares): reason goal reality options way_forward
session.reasons
  coach: of reason
session.moves
  client: on from to by from_time to_time
  coach: reason asked
session.accepted
  coach: rule field item until reason on
session.snooze
  coach: until reason
win
  client → sponsor: on text objective milestone
  coach: visibility
round
  coach → client: title kind opened_on closed_on items questions scale_low scale_high anchors months
      gap_cut
  coach: visibility accepted snooze
round.accepted
  coach: rule field item until reason on
round.snooze
  coach: until reason
rater
  coach: round name email group invited_on answered
response
  nobody: round group scores comments
assessment
  client ⇄: title kind asked_on answered_on dropped_on items questions scale_low scale_high anchors
      scores comments
  coach: note visibility snooze
assessment.snooze
  coach: until reason
holiday
  coach: since until reason
merge
  coach: of record field inside did values
"""


def audiences() -> str:
    """For each noun its fields by reader; “→” opens, “⇄” closes with the record's visibility."""
    lines: list[str] = []

    def look(noun: type[Record], name: str) -> None:
        found: dict[str, list[str]] = {}
        for key, field in noun.fields.items():
            follows = "" if not field.opens else " ⇄" if field.opens == field.seen else f" → {field.opens}"
            follows += f" ({field.listed})" if field.listed else ""
            found.setdefault(field.seen + follows, []).append(key)
        lines.append(name)
        for reader, keys in found.items():
            lines.extend(
                wrap(f"{reader}: {' '.join(keys)}", 100, initial_indent="  ", subsequent_indent="      ")
            )
        for key, field in noun.fields.items():
            if isinstance(field, (Group, Records)):
                look(field.record, f"{name}.{key}")

    for noun in NOUNS.values():
        look(noun, noun.entry)
    return "\n".join(lines)


def test_the_audience_of_every_field() -> None:
    """Where this fails, a field was added, opened or closed: is it for that reader?"""
    assert audiences() == AUDIENCES.strip()


def test_a_field_is_private_until_it_is_declared_otherwise() -> None:
    assert level(Text("New")) == LEVELS["coach"]
    assert level(Text("New"), "sponsor") == LEVELS["coach"]


def test_declarations_name_known_readers_and_open_only_with_a_visibility() -> None:
    for noun in NOUNS.values():
        for field in noun.fields.values():
            has = "visibility" in noun.fields or field.listed in noun.fields
            assert field.seen in LEVELS
            assert field.opens in ("", "client", "sponsor")
            if field.opens:
                assert has, (noun, field.key)
            if field.opens == "sponsor":
                levels = noun.fields["visibility"]
                assert isinstance(levels, Choice)
                assert "sponsor" in levels.options
        assert noun.fields.get("visibility", Field("")).seen == "coach"


@pytest.mark.parametrize(
    ("seen", "opens", "stated", "reader"),
    [
        ("coach", "", "", "coach"),
        ("coach", "", "sponsor", "coach"),
        ("coach", "client", "", "coach"),
        ("coach", "client", "client", "client"),
        ("coach", "client", "sponsor", "client"),
        ("coach", "sponsor", "sponsor", "sponsor"),
        ("client", "sponsor", "private", "coach"),
        ("client", "sponsor", "", "client"),
        ("sponsor", "sponsor", "client", "client"),
        ("sponsor", "sponsor", "sponsor", "sponsor"),
        ("sponsor", "", "private", "sponsor"),
        ("nobody", "", "sponsor", "nobody"),
    ],
)
def test_a_visibility_opens_and_closes_as_far_as_the_field_lets_it(
    seen: str, opens: str, stated: str, reader: str
) -> None:
    assert level(Text("A text", seen=seen, opens=opens), stated) == LEVELS[reader]


def test_a_visibility_offers_no_reader_that_the_record_may_not_have() -> None:
    notes = visibility("", widest="client")
    notes.key = "visibility"
    assert notes.options == ("private", "client")
    with pytest.raises(BadInput):
        notes.check("sponsor")
    assert READERS[-1] == "sponsor"
