"""`coach form … 360`, `coach import --as 360` and `coach feedback`."""

from __future__ import annotations

import io
import json
import re
import stat
from pathlib import Path
from typing import Any

import pytest

from coach_tui.cli.main import main

WIDE = (
    "Timestamp,Relationship,Name,Listens,Delegates,What to keep?\n"
    "t,Self,Anna Berg,4,5,\n"
    "t,Manager,Maria,3,2,Calm\n"
    "t,Peer,P1,4,2,Plans well\n"
    "t,Peer,P2,5,2,\n"
    "t,Peer,P3,4,3,\n"
    "t,Direct report,R1,1,1,Top secret\n"
    "t,Direct report,R2,1,1,\n"
)
GIVEN = ("--client", "anna", "--as", "360", "--round", "Autumn")


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    path = tmp_path / "answers.csv"
    path.write_text(WIDE)
    return path


def round_of(coach: Any, *more: str) -> Any:
    (one,) = coach("feedback", "anna", "--json", *more).json["rounds"]
    return one


def test_from_csv_to_results(coach: Any, csv: Path) -> None:
    out = coach.ok("import", str(csv), *GIVEN)
    assert "group: “Relationship”" in out
    assert "item “Listens”: “Listens”" in out
    assert "not used: “Timestamp”" in out
    assert "there is no round “Autumn” yet: it begins with 2 items, scale 1 to 5" in out
    assert out.endswith("took in 7 answers to “Autumn”. To take it back: coach undo\n")
    one = round_of(coach)
    assert (one["name"], one["closed_on"], one["comments"]) == ("Autumn", None, [])
    assert one["answered"] == {"self": 1, "manager": 1, "peer": 3, "report": 2, "other": 0}
    assert one["items"][0] == {
        "item": "Listens",
        "self": None,
        "groups": {"manager": None, "peer": None, "report": None, "other": None},
        "others": None,
        "gap": None,
        "reading": None,
    }
    one = round_of(coach, "--close")
    assert one["closed_on"] == "2026-11-24"
    assert "answered" not in one
    assert one["items"][1] == {
        "item": "Delegates",
        "self": 5,
        "groups": {
            "manager": {"n": 1, "mean": 2},
            "peer": {"n": 3, "mean": 2.33},
            "report": None,
            "other": None,
        },
        "others": {"n": 4, "mean": 2.25},
        "gap": 2.75,
        "reading": "blind spot",
    }
    assert sorted((one["group"], one["text"]) for one in one["comments"]) == [
        ("manager", "Calm"),
        ("peer", "Plans well"),
    ]


def test_no_output_shows_the_group_that_is_too_small(coach: Any, csv: Path, tmp_path: Path) -> None:
    coach.ok("import", str(csv), *GIVEN)
    for step in ("open", "closed"):
        if step == "closed":
            coach.ok("feedback", "anna", "--close")
        for argv in (
            ("feedback", "anna"),
            ("feedback", "anna", "--json"),
            ("plan", "anna"),
            ("plan", "anna", "--json"),
            ("export", "json"),
            ("history",),
            ("health", "anna", "--json"),
        ):
            assert "Top secret" not in coach.ok(*argv), argv
    out = coach.ok("feedback", "anna")
    assert "report" not in out
    assert "2.2" in out  # without the reports' 1s
    assert out.splitlines()[0] == "Autumn  360, closed Tue 24 Nov, scale 1 to 5"


def test_what_was_exported_comes_back(coach: Any, csv: Path, tmp_path: Path) -> None:
    coach.ok("import", str(csv), *GIVEN)
    coach.ok("feedback", "anna", "--close")
    results = round_of(coach)
    (tmp_path / "all.json").write_text(coach.ok("export", "json"))
    (tmp_path / "anna.toml").write_text(coach.ok("plan", "anna"))
    for name in ("all.json", "anna.toml"):
        assert "nothing changed" in coach.ok("import", "--replace", str(tmp_path / name))
        env = {"COACH_DATA": str(tmp_path / f"{name}.new" / "coach.json")}
        coach.ok("import", str(tmp_path / name), env=env)
        (again,) = coach("feedback", "anna", "--json", env=env).json["rounds"]
        assert {**again, "id": ""} == {**results, "id": ""} | {"comments": again["comments"]}
        assert sorted(map(str, again["comments"])) == sorted(map(str, results["comments"]))


def test_what_is_handed_on_about_a_client_has_results_and_no_answers(
    coach: Any, csv: Path, tmp_path: Path
) -> None:
    coach.ok("import", str(csv), *GIVEN)
    handed_on = coach("export", "json", "--client", "anna").json
    assert handed_on["results"] == []  # it is open
    coach.ok("feedback", "anna", "--close")
    handed_on = coach("export", "json", "--client", "anna").json
    assert [one["items"][1]["others"] for one in handed_on["results"]] == [{"n": 4, "mean": 2.25}]
    assert {one["items"][1]["groups"]["report"] for one in handed_on["results"]} == {None}
    assert handed_on["tables"].keys().isdisjoint({"raters", "responses"})
    assert handed_on["tables"]["rounds"]
    told = json.dumps(handed_on)
    for word in ("Maria", "P1", "R2", "Top secret", "packed", '"answered"'):
        assert word not in told
    own = coach("export", "json", "--client", "anna", "--with-answers").json
    assert own.keys() == handed_on.keys() - {"results"}
    assert list(own["tables"]["responses"][0]) == ["packed"]
    assert {one["name"] for one in own["tables"]["raters"]} >= {"Maria", "P1", "R2"}
    assert "Maria" in json.dumps(own["history"])
    assert "Top secret" not in json.dumps(own)
    assert "no answers" in coach.refused("export", "ics", "--client", "anna", "--with-answers")


def test_what_was_handed_on_comes_back_and_takes_no_answers_away(
    coach: Any, csv: Path, tmp_path: Path
) -> None:
    coach.ok("import", str(csv), *GIVEN)
    coach.ok("feedback", "anna", "--close")
    before, plan = round_of(coach), coach.ok("plan", "anna")
    coach.ok("export", "json", "--client", "anna", "-o", str(tmp_path / "anna.json"))
    assert "nothing changed" in coach.ok("import", "--replace", str(tmp_path / "anna.json"))
    coach.ok("checkin", "anna", "--note", "later")
    coach.ok("import", "--replace", str(tmp_path / "anna.json"))
    assert (round_of(coach), coach.ok("plan", "anna")) == (before, plan)
    env = {"COACH_DATA": str(tmp_path / "new" / "coach.json")}
    coach.ok("import", str(tmp_path / "anna.json"), env=env)
    (again,) = coach("feedback", "anna", "--json", env=env).json["rounds"]
    assert [one["others"] for one in again["items"]] == [None, None]
    without = json.loads((tmp_path / "anna.json").read_text())
    without["tables"]["rounds"] = []
    (tmp_path / "anna.json").write_text(json.dumps(without))
    coach.ok("import", "--replace", str(tmp_path / "anna.json"))
    assert coach("export", "json").json["tables"]["raters"] == []


def test_late_answers_are_refused_and_the_next_round_is_named(coach: Any, csv: Path) -> None:
    coach.ok("import", str(csv), *GIVEN)
    coach.ok("feedback", "anna", "--round", "aut", "--close")
    said = coach.refused("import", str(csv), *GIVEN)
    assert "“Autumn” was closed on Tue 24 Nov 2026 and is frozen" in said
    assert "begin one, such as “Autumn 2”" in said
    assert "is closed" in coach.refused("form", "anna", "360", "--round", "Autumn")
    assert "already" in coach.refused("feedback", "anna", "--round", "Autumn", "--close")
    assert "no round is open" in coach.refused("feedback", "anna", "--close")
    coach.ok("import", str(csv), *GIVEN[:-1], "Winter", "--yes")
    coach.ok("feedback", "anna", "--round", "Winter", "--close")
    (_, second) = coach("feedback", "anna", "--json").json["rounds"]
    assert second["compared_with"] == "Autumn"
    assert second["items"][0]["change"] == {"self": 0, "others": 0, "manager": 0, "peer": 0}


def test_any_part_of_its_title_means_a_round_that_is_there(coach: Any, csv: Path, tmp_path: Path) -> None:
    coach.ok("import", str(csv), *GIVEN[:-1], "360, Nov 2026")
    reply = tmp_path / "more.csv"
    reply.write_text("group,rater,item,score,comment\npeer,Zoë,Listens,3,\npeer,Zoë,Delegates,3,\n")
    out = coach.ok("import", str(reply), *GIVEN[:-1], "nov")
    assert "took in an answer to “360, Nov 2026”" in out
    before = coach.path.read_bytes()
    said = coach.refused("import", str(csv), *GIVEN[:-1], "Winter")
    assert "no round is called “Winter”; there is “360, Nov 2026”" in said
    assert "--yes" in said
    ran = coach("import", str(csv), *GIVEN[:-1], "Winter", terminal=True, stdin="n\n")
    assert ran.status == 2
    assert "“Winter” begins a new round. Begin it? [y/N]" in ran.err
    assert coach.path.read_bytes() == before
    ran = coach("import", str(csv), *GIVEN[:-1], "360, Dec 2026", terminal=True, stdin="y\n")
    assert ran.status == 0
    assert "fits 2 rounds" in coach.refused("import", str(csv), *GIVEN[:-1], "360")
    coach.ok("feedback", "anna", "--round", "nov", "--close")
    out = coach.ok("import", str(reply), *GIVEN[:-1], "360")  # the one that is still open
    assert "to “360, Dec 2026”" in out
    assert len(coach("feedback", "anna", "--json").json["rounds"]) == 2


def test_what_is_not_clear_is_said_before_anything_is_stored(coach: Any, csv: Path) -> None:
    csv.write_text(WIDE + "t,Neighbour,N,3,3,\nt,Peer,P1,5,5,\nt,Peer,P4,9,,\n")
    before = coach.path.read_bytes()
    ran = coach("import", str(csv), *GIVEN)
    assert ran.status == 2
    assert coach.path.read_bytes() == before
    lines = ran.err.splitlines()
    assert all(line.startswith("coach: ") for line in lines)
    assert "line 9: the group “Neighbour” is not known" in ran.err
    assert "line 10: “P1” stands there twice; left out" in ran.err
    assert "line 11: “9” is outside 1 to 5, for “Listens”; taken as n/a" in ran.err
    assert "line 11: no answer to “Delegates”; taken as n/a" in ran.err
    assert lines[-1].endswith("or take 8 answers in with --yes")
    ran = coach("import", str(csv), *GIVEN, terminal=True, stdin="n\n")
    assert ran.status == 2
    assert "The 4 lines above are not clear. Take in 8 answers so? [y/N]" in ran.err
    assert coach.path.read_bytes() == before
    ran = coach("import", str(csv), *GIVEN, "--yes")
    assert ran.status == 0
    assert "took in 8 answers" in ran.out
    assert "--yes" in coach.ok("import", "--help")


def test_taking_it_in_again_adds_nothing(coach: Any, csv: Path) -> None:
    coach.ok("import", str(csv), *GIVEN)
    before = coach.path.read_bytes()
    ran = coach("import", str(csv), *GIVEN, "--yes")
    assert ran.status == 2
    assert ran.err.count("has answered already; left out") == 7
    assert coach.path.read_bytes() == before


def test_the_form_goes_out_and_comes_back(coach: Any, csv: Path, tmp_path: Path) -> None:
    coach.ok("import", str(csv), *GIVEN)
    form = coach.ok("form", "anna", "360")
    assert form == coach.ok("form", "anna", "360", "--round", "autumn")
    filled = re.sub(r"(?m)^Answer:$", "Answer: Zoë", form, count=1)
    filled = re.sub(r"(?m)^Answer:$", "Answer: other", filled, count=1)
    filled = re.sub(r"(\[[12]\][^\n]*\nAnswer:)", r"\1 3", filled)
    reply = tmp_path / "reply.txt"
    reply.write_text("Hello\n" + "".join(f"> {line}\n" for line in filled.split("\n")))
    out = coach.ok("import", str(reply), *GIVEN)
    assert "read as a reply to the form, of the group other" in out
    assert round_of(coach)["answered"]["other"] == 1
    page = tmp_path / "form.html"
    coach.ok("form", "anna", "360", "--html", "-o", str(page))
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    assert page.read_text().startswith("<!DOCTYPE html>")
    assert "exists already" in coach.refused("form", "anna", "360", "-o", str(page))


def test_an_open_round_is_in_the_attention_list(coach: Any, csv: Path) -> None:
    coach.ok("import", str(csv), *GIVEN)
    (item,) = [one for one in coach("today", "--json").json["items"] if one["kind"] == "round_open"]
    assert item["reason"] == "“Autumn”: all 7 have answered, close it"
    assert (item["client"], item["due"], item["days_late"]) == ("Anna Berg", "2026-12-15", 0)
    late = coach("--today", "2026-12-20", "today", "--json").json["items"]
    assert [one["days_late"] for one in late if one["kind"] == "round_open"] == [5]
    coach.ok("feedback", "anna", "--close")
    assert "round_open" not in coach.ok("today", "--json")


def test_json_tells_what_changed(coach: Any, csv: Path) -> None:
    told = coach("import", str(csv), *GIVEN, "--json").json
    assert told["what"] == "took in 7 answers to “Autumn”"
    tables = [change["table"] for change in told["changes"]]
    assert (tables.count("rounds"), tables.count("responses"), tables.count("raters")) == (1, 7, 7)
    coach.ok("undo")
    assert coach("feedback", "anna", "--json").json["rounds"] == []
    assert "Wheel of life  self, answered Fri 4 Sep" in coach.ok("feedback", "anna")


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("import", "x.csv", "--as", "360"), "--as 360 needs --client and --round"),
        (("import", "x.csv", *GIVEN, "--replace"), "--replace goes with plan files and whole exports"),
        (("import", "x.csv", "--round", "x"), "go with --as 360"),
        (("import", "x.csv", "--as", "90"), "invalid choice"),
        (("import", "x.csv", *GIVEN), "x.csv: cannot be read"),
        (("feedback", "anna", "--close"), "there is no round yet"),
        (("feedback", "anna", "--round", "x"), "no round matches"),
        (("feedback", "nobody"), "no client matches"),
        (("form", "anna", "360"), "there is no round yet"),
        (("form", "anna", "370"), "invalid choice"),
    ],
)
def test_refusals(coach: Any, argv: tuple[str, ...], said: str) -> None:
    assert said in coach.refused(*argv)


def test_a_mail_from_a_pipe_in_a_charset_of_its_own(coach: Any, csv: Path) -> None:
    coach.ok("import", str(csv), *GIVEN)
    said = iter(["Jörg", "other", "4", "n/a", "Größe gezeigt"])
    form = coach.ok("form", "anna", "360", "--round", "Autumn")
    text = re.sub(r"(?m)^Answer:$", lambda label: f"Answer: {next(said, '')}".rstrip(), form)
    head = (
        "From: j@example.org\nTo: c@example.org\nDate: Mon, 23 Nov 2026 21:04:00 +0100\nMIME-Version: 1.0\n"
    )
    data = f"{head}Content-Type: text/plain; charset=windows-1252\n\n{text}".encode("cp1252")
    out, err = io.StringIO(), io.StringIO()
    piped = io.TextIOWrapper(io.BytesIO(data), "utf-8")
    assert main(("import", "-", *GIVEN), coach.env, piped, out, err) == 0, err.getvalue()
    assert round_of(coach)["answered"]["other"] == 1
    assert "read as a reply to the form, of the group other" in out.getvalue()


def test_standard_input_and_hostile_words(coach: Any) -> None:
    text = 'group,rater,item,score,comment\npeer,"\x1b]0;x\x07",[bold]Listens,3,"a\x1b[31m"\n'
    out = coach.ok("import", "-", *GIVEN, stdin=text)
    assert "\x1b" not in out
    assert "\x1b" not in coach.path.read_text()
    assert "\x1b" not in coach.ok("form", "anna", "360", "--html")


def test_the_client_is_no_rater_of_another_group(coach: Any, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Name,Group,Listens\nAnna Berg,Peer,5\nJo Li,Peer,3\n")
    given = ("import", str(path), "--client", "anna", "--as", "360", "--round", "Spring")
    ran = coach(*given)
    told = "line 2: “Anna Berg” is the client, and answered as peer; left out"
    assert (ran.status, told in ran.err) == (2, True)


def test_who_answers_as_the_client_is_told_and_gives_way_to_the_client(coach: Any, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Name,Group,Listens\nJo Li,Self,5\nMia Ott,Peer,3\n")
    given = ("import", str(path), "--client", "anna", "--as", "360", "--round", "Spring")
    assert "line 2: “Jo Li” answers as self: taken as the view of “Anna Berg”" in coach.ok(*given)
    coach.ok("undo")
    path.write_text("Name,Group,Listens\nJo Li,Self,5\nanna berg,Self,3\n")
    ran = coach(*given)
    told = "line 2: “Jo Li” answered as self, and the client has answered already; left out"
    assert (ran.status, told in ran.err) == (2, True)
    assert coach(*given, "--yes").status == 0
    coach.ok("feedback", "anna", "--round", "Spring", "--close")
    (found,) = [one for one in coach("feedback", "anna", "--json").json["rounds"] if one["name"] == "Spring"]
    assert found["items"][0]["self"] == 3


def test_at_a_terminal_words_for_groups_are_asked_about(coach: Any, csv: Path) -> None:
    csv.write_text(WIDE + "t,Customer,C1,3,3,\nt,Neighbour,N,3,3,\n")
    ran = coach("import", str(csv), *GIVEN, terminal=True, stdin="o\n\ny\n")
    assert ran.status == 0, ran.err
    assert (
        "“Customer”: which group is that? self, manager, peer, report, other; Enter leaves it out" in ran.err
    )
    assert "line 10: the group “Neighbour” is not known" in ran.err
    assert "“Customer” is other" in ran.out
    assert round_of(coach)["answered"]["other"] == 1
