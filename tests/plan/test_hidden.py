"""Hidden names: nothing in the practice tells who it is, and all else is as it was."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach_tui.changes.desk import Desk
from coach_tui.clock import Clock
from coach_tui.plan.client import Client
from coach_tui.plan.errors import BadInput
from coach_tui.plan.field_lists import Texts
from coach_tui.plan.field_records import Group, Records
from coach_tui.plan.fields import Text
from coach_tui.plan.hidden import hidden
from coach_tui.plan.merged import Kept
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.naming import KINDS, WITHOUT_TEXT
from coach_tui.plan.practice import Plan, Practice
from coach_tui.plan.quick import completed, parse_checkin
from coach_tui.plan.record import Record
from coach_tui.plan.round import AnswersField, Rater
from coach_tui.plan.schema import NOUNS, PARTS
from tests.bulk import build_many
from tests.named import CLIENT, DELETED, FORMER, MENTIONS, NAMING, OTHER, PLANTED, Named, every_field, told
from tests.plan.plan_kit import NOW_DAY, on, practice_of

WHO = """
client: client.name
rater: rater.name
sponsor: engagement.sponsor
somebody: engagement.agreed_by objective.owner objective.revisions.by milestone.moves.by
    session.moves.by commitment.owner
reach: client.email client.phone rater.email
role: client.role
private: client.notes
code: *.accepted.rule *.accepted.field review.forms checkin.form engagement.continues objective.continues
    strategy.continues merge.of merge.record merge.field merge.did
may mention: merge.inside merge.values
    client.snooze.reason engagement.type engagement.confidentiality engagement.pauses.reason
    engagement.snooze.reason engagement.contact_snooze.reason engagement.end_snooze.reason
    engagement.pause_snooze.reason
    engagement.outcome engagement.checklist.reason
    objective.title objective.activity objective.reality objective.support objective.measure.name
    objective.measure.unit objective.measure.items.text objective.why objective.confidence.note
    objective.confidence.solving objective.revisions.what objective.revisions.from objective.revisions.to
    objective.revisions.reason milestone.closed_reason objective.gas objective.status_reason
    objective.closed_reason objective.agreed_to need.agreed_to strategy.agreed_to milestone.agreed_to
    need.title need.source need.words need.note need.item need.not_now
    strategy.title strategy.words strategy.cue strategy.response strategy.obstacle strategy.link
    strategy.status_reason strategy.pauses.reason milestone.title milestone.words milestone.evidence
    milestone.moves.reason milestone.snooze.reason holiday.reason
    review.reflection review.said.text review.said.note review.decisions review.outcomes.text
    review.outcomes.reason review.levels.objective review.changes.what review.changes.from review.changes.to
    review.changes.reason review.considered.proposal review.considered.figures review.considered.reason
    checkin.mood checkin.note commitment.text commitment.reason commitment.snooze.reason session.goal
    session.reality session.options session.way_forward session.shared session.private session.snooze.reason
    session.reason session.moves.reason session.reasons.reason
    win.text round.title round.items round.questions round.anchors round.snooze.reason response.scores
    response.comments assessment.title assessment.items assessment.questions
    assessment.anchors assessment.scores assessment.comments assessment.note assessment.snooze.reason
    *.accepted.item *.accepted.reason
"""


def test_every_text_says_whether_it_names_somebody() -> None:
    """Where this fails, a field was added: does it name somebody, may it mention somebody, or is it code?"""
    stated = {
        place: kind.strip()
        for line in WHO.strip().replace("\n    ", " ").split("\n")
        for kind, _, places in [line.partition(":")]
        for place in places.split()
    }
    found = {}
    for place, field in every_field():
        if isinstance(field, (Group, Records, *WITHOUT_TEXT)):
            continue
        assert isinstance(field, (Text, Texts, AnswersField, Kept)), f"{place}: can somebody be named in it?"
        known = f"*.{place.partition('.')[2]}" if ".accepted." in place else place
        found[known] = field.names or "may mention"
    assert found == stated
    assert set(found.values()) == {*KINDS, "may mention"}


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from strings(key)
            yield from strings(one)
    elif isinstance(value, Sequence):
        for one in value:
            yield from strings(one)


@pytest.fixture(scope="module")
def named() -> Named:
    return Named()


def test_every_name_is_planted_where_it_belongs(named: Named) -> None:
    everything = " ".join(strings(named.practice.tables))
    assert told(everything) == set(PLANTED)
    places = {place for place, field in every_field() if field.names not in ("", "code")}
    assert places == set(NAMING)


def test_no_value_of_any_record_tells_who_it_is(named: Named) -> None:
    shown = hidden(named.practice)
    for table in ("journal", *NOUNS):
        assert len(shown.tables[table]) == len(named.tables[table]) > 0
        for number in shown.tables[table]:
            for text in strings(shown.tables[table][number]):
                assert not told(text), (table, text)


def test_no_way_into_the_practice_tells_who_it_is(named: Named) -> None:
    shown = hidden(named.practice)
    plan = shown.plan("u-clients")
    assert plan is not None
    records: list[Record] = [plan.client, plan.engagement, *shown.clients, *shown.engagements("u-clients")]
    for noun in PARTS:
        records += plan.part(noun)
        found = shown.find(noun.table, f"u-{noun.table}")
        records += [found] if found else []
        if found:
            of = shown.plan_of(found)
            assert of is not None
            records.append(of.client)
    for record in records:
        for text in strings([record.raw, record.name, repr(record.raw)]):
            assert not told(text), (record.table, text)
        for key in record.fields:
            assert not told(record.show(record.raw, key)), (record.table, key)


def without_texts(noun: type[Record], raw: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {key: raw.get(key) for key in ("uid", "plan", "client")}
    for key, field in noun.fields.items():
        value = raw.get(key)
        if isinstance(field, Group):
            found[key] = without_texts(field.record, value or {})
        elif isinstance(field, Records):
            found[key] = [without_texts(field.record, one) for one in value or ()]
        elif isinstance(field, WITHOUT_TEXT) or field.names == "code":
            found[key] = value
        elif not field.names:
            found[key] = len(value) if isinstance(value, (list, dict)) else bool(value)
    return found


def test_ids_dates_numbers_and_choices_are_as_they_were(named: Named) -> None:
    shown = hidden(named.practice)
    for table, noun in NOUNS.items():
        assert list(shown.tables[table]) == list(named.tables[table])
        for number, raw in named.tables[table].items():
            assert without_texts(noun, shown.tables[table][number]) == without_texts(noun, raw)
    for number, entry in named.tables["journal"].items():
        seen = shown.tables["journal"][number]
        assert {key: seen[key] for key in ("uid", "at", "client", "state")} == {
            key: entry[key] for key in ("uid", "at", "client", "state")
        }
        assert [(op["table"], op["uid"], op["id"]) for op in seen["ops"]] == [
            (op["table"], op["uid"], op["id"]) for op in entry["ops"]
        ]
        assert [bool(op["before"]) for op in seen["ops"]] == [bool(op["before"]) for op in entry["ops"]]


def test_the_words_of_a_text_stay_around_what_stands_for_the_names(named: Named) -> None:
    shown = hidden(named.practice)
    for word, planted in named.words.items():
        if planted.place.partition(".")[0] in ("milestone", "session"):
            record = shown.tables[f"{planted.place.partition('.')[0]}s"]["1"]
            assert word in " ".join(strings(record)), planted
    assert shown.shown(f"told {MENTIONS}").startswith(
        "told Client 1, Client 1 and Client 1; Client 1; Client 2;"
    )


def test_stand_ins() -> None:
    practice = Named().practice
    shown = hidden(practice)
    assert [client.name for client in shown.clients] == ["Client 1", "Client 2"]
    assert [client.uid for client in shown.clients] == [client.uid for client in practice.clients]
    assert shown.shown(f"{CLIENT} {OTHER}") == "Client 1 Client 2"
    assert shown.shown(f"was {FORMER}, then {DELETED}") == "was Client 1, then a client"
    engagement = shown.engagements("u-clients")[0]
    assert (engagement.sponsor, engagement.agreed_by) == ("the sponsor", "somebody")
    rater = shown.find("raters", "u-raters")
    assert rater is not None
    assert rater.name == "Rater 1"


def test_raters_are_numbered_in_each_round() -> None:
    rounds = [{"uid": uid, "title": uid, "items": ["Listens"]} for uid in ("r1", "r2")]
    raters = [
        {"uid": uid, "round": uid[:2], "name": f"Name{uid}", "group": "peer"} for uid in ("r1a", "r2a", "r1b")
    ]
    shown = hidden(practice_of(rounds=rounds, raters=raters))
    names = {raw["uid"]: raw["name"] for raw in shown.tables["raters"].values()}
    assert names == {"r1a": "Rater 1", "r2a": "Rater 1", "r1b": "Rater 2"}


def test_who_is_coach_or_client_is_said() -> None:
    practice = practice_of(
        commitments=[{"text": "Read", "owner": owner} for owner in ("coach", "client", "Ida")]
    )
    owners = [raw["owner"] for raw in hidden(practice).documents("commitments", "e")]
    assert owners == ["coach", "client", "somebody"]


def test_a_record_without_names_is_the_very_one_of_the_file() -> None:
    practice = practice_of(milestones=[{"title": "First call", "due": on(3)}], checkins=[{"on": on(-1)}])
    shown = hidden(practice)
    for table in ("milestones", "checkins"):
        for number, raw in practice.tables[table].items():
            assert shown.tables[table][number] is raw
            assert shown.documents(table, "e")[0] is raw
    client = shown.find("clients", "c")
    again = shown.find("clients", "c")
    assert client is not None
    assert again is not None
    assert client.raw is again.raw


def test_hiding_twice_hides_once(named: Named) -> None:
    shown = hidden(named.practice)
    assert hidden(shown) is shown


def test_nothing_is_looked_at_before_it_is_asked_for() -> None:
    class Guarded(dict[str, Any]):
        def values(self) -> Any:
            raise AssertionError("read")

        def __getitem__(self, key: str) -> Any:
            raise AssertionError("read")

    tables = {table: Guarded() for table in ("journal", *NOUNS)}
    shown = hidden(Practice(tables))
    assert list(shown.tables) == list(tables)
    with pytest.raises(AssertionError, match="read"):
        shown.shown("a text")


def test_the_people_are_not_looked_for_again_while_they_are_the_same() -> None:
    first = hidden(practice_of())
    people = first.people
    second = hidden(practice_of(milestones=[{"title": "First call", "due": on(3)}]), first)
    third = hidden(practice_of(client={"name": "Ida Storm"}), second)
    assert second.people is people
    assert third.people is not people
    assert third.shown("Ida, Anna") == "Client 1, Anna"


def test_a_field_of_a_newer_version_is_not_shown() -> None:
    practice = practice_of(wins=[{"on": on(0), "text": "Won"}])
    wins = {"0": {**practice.tables["wins"]["0"], "nickname": "Bergie"}}
    shown = hidden(Practice({**practice.tables, "wins": wins, "dreams": {"1": {"uid": "d", "of": "Anna"}}}))
    assert "nickname" not in shown.documents("wins", "e")[0]
    assert shown.documents("wins", "e")[0]["text"] == "Won"
    assert dict(shown.tables["dreams"]) == {}


def test_a_client_is_named_by_number_or_by_name_and_no_error_names_anybody(named: Named) -> None:
    shown = hidden(named.practice)
    assert shown.client_named("client 2").uid == "u-other"
    assert shown.client_named("wrzq").name == "Client 1"
    for text in ("", "q", "nobody"):
        with pytest.raises(BadInput) as error:
            shown.client_named(text)
        assert not told(str(error.value))


def test_a_practice_that_is_not_hidden_shows_texts_as_they_are() -> None:
    assert practice_of().shown("Anna Berg") == "Anna Berg"


def test_a_new_field_of_texts_that_names_somebody_is_hidden_too() -> None:
    class Guest(Record):
        names = Texts("Names", names="somebody")
        notes = Texts("Notes")

    shown = hidden(practice_of())
    assert shown.without(Guest, {"names": ["coach", "Ida"], "notes": ["Anna", "x"]}) == {
        "names": ["coach", "somebody"],
        "notes": ["Client 1", "x"],
    }


@pytest.mark.no_cover
def test_hiding_costs_no_more_than_reading_the_file_a_few_times(tmp_path: Path) -> None:
    """All of it, which nothing asks for at once, takes about twice as long as parsing the file."""
    desk = Desk(tmp_path / "coach.json", Clock(NOW_DAY))
    build_many(desk, 100, 40)
    tables = {name: dict(table) for name, table in desk.practice().tables.items()}
    text = json.dumps(tables)
    read, spent = [], []
    for _ in range(3):
        begun = time.perf_counter()
        json.loads(text)
        read.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        shown = hidden(Practice(tables))
        assert sum(len(list(shown.tables[table].values())) for table in NOUNS) == 4000
        spent.append(time.perf_counter() - begun)
    assert min(spent) < 10 * min(read), (min(spent), min(read))


NAMES = st.lists(st.sampled_from(("Ida", "Storm", "Zoë", "Berg", "Will", "May", "O'Hara", "van", "Li")),
                 min_size=1, max_size=3).map(" ".join)  # fmt: skip


@given(st.lists(NAMES, min_size=1, max_size=4), st.text("abc IdaStormZoëBergWillMay'0123 .", max_size=60))
def test_a_hidden_practice_holds_what_the_real_one_holds_but_for_the_names(
    names: list[str], text: str
) -> None:
    clients = {str(n): {"uid": f"c{n}", "name": name} for n, name in enumerate(names)}
    engagements = {str(n): {"uid": f"e{n}", "client": f"c{n}", "start": on(-9)} for n in range(len(names))}
    wins = {"1": {"uid": "w", "plan": "e0", "on": on(-1), "text": text}}
    practice = Practice({"clients": clients, "engagements": engagements, "wins": wins})
    shown = hidden(practice)
    assert [client.uid for client in shown.clients] == [client.uid for client in practice.clients]
    assert [client.name for client in shown.clients] == [f"Client {n + 1}" for n in range(len(names))]
    for n in range(len(names)):
        real, seen = practice.plan(f"c{n}"), shown.plan(f"c{n}")
        assert isinstance(real, Plan)
        assert isinstance(seen, Plan)
        assert seen.engagement == real.engagement
        assert [win.on for win in seen.wins] == [win.on for win in real.wins]
    seen_text = shown.tables["wins"]["1"]["text"]
    assert shown.shown(seen_text) == seen_text


def test_what_tells_and_what_does_not() -> None:
    practice = practice_of(
        milestones=[{"title": "Anna calls", "due": on(3)}, {"title": "Calls", "due": on(3)}]
    )
    shown = hidden(practice)
    named, plain = (shown.find("milestones", f"milestones{n}") for n in range(2))
    assert shown.tells()
    assert shown.tells(Client)
    assert shown.tells(Rater)
    assert not shown.tells(Milestone)
    assert shown.tells(named)
    assert not shown.tells(plain)
    assert shown.tells(shown.find("engagements", "e"))
    assert shown.tells(plain, {"title": ["with Anna"]})
    assert not shown.tells(plain, {"title": ["with Client 1"], "due": on(3), "done": True, "value": 3})
    assert not practice.tells()
    assert not practice.tells(Client, practice.find("clients", "c"), "Anna")


def test_the_way_back_to_what_is_stored() -> None:
    practice = practice_of(milestones=[{"title": "Anna calls", "due": on(3)}])
    shown = hidden(practice)
    assert shown.stored is practice
    assert practice.stored is practice
    plan, real = shown.plan("c"), practice.plan("c")
    assert plan is not None
    assert real is not None
    assert plan.stored.practice is practice
    assert plan.stored.client.name == "Anna Berg"
    assert real.stored is real
    (milestone,) = plan.milestones
    assert milestone.title == "Client 1 calls"
    assert shown.original(milestone).title == "Anna calls"
    assert practice.original(real.milestones[0]) is not None
    gone = Milestone({"uid": "gone", "title": "Was", "due": on(1)})
    assert shown.original(gone) is gone


@pytest.mark.parametrize(
    ("name", "first"), [("Anna Berg", "Anna"), ("Client 12", "Client 12"), ("Ada", "Ada"), ("Li Na 3", "Li")]
)
def test_a_client_is_called_by_the_first_name_where_there_is_little_room(name: str, first: str) -> None:
    assert Client({"uid": "c", "name": name}).first_name == first


def talks() -> Practice:
    """A plan whose strategies, and measures, differ in a name alone; another that has one of them."""
    measures = [
        {
            "uid": f"m{who}",
            "kind": "numeric",
            "name": f"Talks with {who}",
            "unit": "x",
            "baseline": 0,
            "target": 9,
        }
        for who in ("Ruth", "Jonas")
    ]
    practice = practice_of(
        strategies=[{"title": "Talk with Ruth"}, {"title": "Talk with Jonas"}, {"title": "Sleep"}],
        objectives=[{"title": "Talk", "measure": measures, "owner": "Ruth and Jonas"}],
    )
    other = {"uid": "s-other", "plan": "e2", "title": "Talk with Jonas"}
    strategies = {**practice.tables["strategies"], "other": other}
    return Practice({**practice.tables, "strategies": strategies})


def test_what_differs_in_a_name_alone_is_numbered_within_a_plan() -> None:
    shown = hidden(talks())
    plan = shown.plan("c")
    assert plan is not None
    titles = ["Talk with somebody (1)", "Talk with somebody (2)", "Sleep"]
    assert [strategy.title for strategy in plan.strategies] == titles
    assert [m.name for o in plan.objectives for m in o.measures] == [
        "Talks with somebody (1)",
        "Talks with somebody (2)",
    ]
    assert [raw["title"] for raw in shown.documents("strategies", "e2")] == ["Talk with somebody"]
    found = hidden(talks()).find("strategies", "strategies1")
    assert found is not None
    assert found.name == "Talk with somebody (2)", "whatever is looked at first"


@pytest.mark.parametrize(
    ("line", "done", "values"),
    [
        ("+talk with somebody (2)", "strategies1", {}),
        ("+(1)", "strategies0", {}),
        ("+jonas", "strategies1", {}),
        ("+Talk with Ruth, jonas=4", "strategies0", {"mJonas": 4}),
        ("+sleep, somebody (1)=3", "strategies2", {"mRuth": 3}),
    ],
)
def test_a_checkin_chooses_by_number_or_by_the_name_itself(
    line: str, done: str, values: dict[str, float]
) -> None:
    plan = hidden(talks()).plan("c")
    assert plan is not None
    said, _ = parse_checkin(plan, line, NOW_DAY)
    assert (said["done"], said.get("measures", {})) == ([done], values)
    assert parse_checkin(plan.stored, "+jonas, jonas=4", NOW_DAY)[0]["done"] == ["strategies1"]


def test_a_checkin_that_is_not_understood_names_nobody() -> None:
    plan = hidden(talks()).plan("c")
    assert plan is not None
    for line in ("+talk", "talks=4", "+anton", "anton=4"):
        with pytest.raises(BadInput) as error:
            parse_checkin(plan, line, NOW_DAY)
        assert "Ruth" not in str(error.value)
        assert "Jonas" not in str(error.value)
    assert completed(plan, "+talk") == ["+Talk with somebody (1)", "+Talk with somebody (2)"]
