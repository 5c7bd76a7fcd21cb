"""People in a text: who is found, what stands for them, and what is left alone."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach_tui.plan.people import People, names_nobody
from coach_tui.plan.people_words import COMMON, MONTHS, NEVER, ROLES
from coach_tui.plan.text import fold


def people() -> People:
    found = People()
    for number, name in enumerate(
        ("Anna Berg", "Zoë Lindqvist", "Jürgen Müller", "Will Young", "Jan Novák", "Ludwig van Beethoven",
         "Maeve O'Brien", "山田 太郎", "김민준", "Anna Smid", "Li Na", "Мария Петрова", "प्रिया शर्मा"), 1,
    ):  # fmt: skip
        found.add(name, f"Client {number}")
    found.add("Harbour & Lyle Insurance", "the sponsor", loose=True)
    found.add("Samuel Adeyemi; ruth for the sponsor", "somebody", loose=True)
    found.add("the HR department", "the sponsor", loose=True)
    found.add_address("ask at the gatehouse")
    found.add_address("555 0123")
    return found


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Anna Berg leads", "Client 1 leads"),
        ("ANNA BERG, anna  berg", "Client 1, Client 1"),
        ("Bergs Plan, Berg's plan", "Client 1 Plan, Client 1's plan"),
        ("reports/anna-berg_2026.pdf", "reports/Client 1_2026.pdf"),
        ("@annaberg said", "@Client 1 said"),
        ("Anna asked", "a client asked"),
        ("Anna\nBerg", "Client 1"),
        ("zoe, Zoë, Zoe\u0308 and ZOË LINDQVIST", "Client 2, Client 2, Client 2 and Client 2"),
        ("Juergen Mueller, jurgen muller", "Client 3, Client 3"),
        ("Bergamot and Annapolis", "Bergamot and Annapolis"),
        ("a van for Beethoven, not Van", "a van for Client 6, not Client 6"),
        ("the O'Briens", "the Client 7"),
        ("山田さんと太郎", "Client 8さんとClient 8"),
        ("민준이는 왔다, 김민준은", "Client 9이는 왔다, Client 9은"),
        ("Li said it; li, na", "Client 11 said it; Client 11"),
        ("мария и ПЕТРОВА", "Client 12 и Client 12"),
        ("प्रिया ने कहा", "Client 13 ने कहा"),
        ("paid by Lyle; the insurance, the harbour", "paid by the sponsor; the insurance, the harbour"),
        ("HR asked Adeyemi and ruth", "HR asked somebody and ruth"),
        ("the hr department", "the hr department"),
        ("Ask at the Gatehouse!", "an address!"),
        ("Zoë Anna Berg", "Client 2 Client 1"),
        ("finished “Meet Lindq…”", "finished “Meet Client 2…”"),
        ("met Anna Be…, we be…", "met a client…, we be…"),
        ("word " * 98 + "see Lindqv", "word " * 98 + "see Client 2"),
    ],
)
def test_names_are_found_whole_and_in_parts(text: str, shown: str) -> None:
    assert people().without(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("I will ask Will when he is young", "I will ask Client 4 when he is young"),
        ("WILL DO", "Client 4 DO"),
        ("12 Jan, Jan 2026 and Jan. 3; Jan was there", "12 Jan, Jan 2026 and Jan. 3; Client 5 was there"),
        ("will young people come", "Client 4 people come"),
    ],
)
def test_words_of_the_language_are_names_only_with_a_capital_and_not_in_a_date(text: str, shown: str) -> None:
    assert people().without(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("write to a.b+c@example.org.", "write to an address."),
        ("<x@localhost>", "<an address>"),
        ("anna.berg@example.org", "an address"),
        ("@ 3 pm; 3 @ 5", "@ 3 pm; 3 @ 5"),
        ("+49 170 1234567", "a number"),
        ("0049-170-1234567", "a number"),
        ("0170/1234567", "a number"),
        ("(030) 123 456", "a number"),
        ("555-123-4567 or 555-1234", "a number or a number"),
        ("4917012345678", "a number"),
        ("Tel.0170 1234567", "Tel.a number"),
        ("5550123", "a number"),
        ("2026-12-24 2026-12-31, 24.12.2026, 24. 12. 2026, 24/12/26", None),
        ("1 000 000; 1.000.000; 1,000,000; 1000000", None),
        ("1000-2000, 2024 – 2025 – 2026, 3.141592653", None),
        ("09:30 to 10:30 on 2026-12-24 09:30", None),
        ("from 120 to 90", None),
        ("019a5f00-1234-7abc-8def-0123456789ab", None),
    ],
)
def test_addresses_and_numbers_are_found_by_their_looks_dates_and_figures_stay(
    text: str, shown: str | None
) -> None:
    assert people().without(text) == (text if shown is None else shown)


def test_a_text_in_which_nobody_is_is_given_back_itself() -> None:
    text = "".join(["Nobody ", "is here"])
    assert people().without(text) is text


def test_who_is_added_first_stands_for_both_and_two_clients_for_neither() -> None:
    found = People()
    found.add("Ida Storm", "Client 1")
    found.add("Ida Storm", "a rater")
    found.add("Ida Nord", "Client 2")
    found.add("Ida Vest", "a client")
    assert found.without("Ida Storm, Ida Nord, Nord, or Ida") == "Client 1, Client 2, Client 2, or a client"
    assert found.without("Vest") == "a client"


def test_the_words_that_stand_for_names_are_no_names() -> None:
    found = People()
    for name in ("Client Somebody", "The Sponsor", "Rater 3", "A Number", "An Address", "Mr. 4"):
        found.add(name, "Client 9")
    for text in (
        "Client 1",
        "a client",
        "a rater",
        "the sponsor",
        "somebody",
        "an address",
        "a number",
        "Mr.",
    ):
        assert found.without(text) == text


def test_nobody_is_named_by_a_role() -> None:
    for text in ("client", "Coach", "client and team", "HR", "Manager 2", "both", ""):
        assert names_nobody(text), text
    for text in ("Anna", "client, Anna", "Sponzx AG"):
        assert not names_nobody(text), text


def test_the_lists_are_in_folded_form() -> None:
    for word in COMMON | MONTHS | NEVER | ROLES:
        assert word == fold(word)
        assert word.isalpha()
    assert MONTHS < COMMON


WORDS = st.text("abdegiklmnorstuvzäçéñøšłßαβγδλμабвгдея", min_size=3, max_size=8).filter(
    lambda word: fold(word) not in COMMON | NEVER | ROLES and len(fold(word)) > 2
)
NAMES = st.lists(WORDS, min_size=1, max_size=3).map(
    lambda words: " ".join(word.capitalize() for word in words)
)
BETWEEN = st.text(" .,:;-_/()!?\n'“”0123456789", max_size=4)
WRITTEN = st.sampled_from((str, str.lower, str.upper, lambda text: unicodedata.normalize("NFD", text)))


@given(st.lists(NAMES, min_size=1, max_size=5), st.data())
def test_no_part_of_a_name_is_left_in_any_text(names: list[str], data: st.DataObject) -> None:
    found = People()
    for number, name in enumerate(names, 1):
        found.add(name, f"Client {number}")
    parts = [part for name in names for part in (name, *name.split())]
    told = ""
    for _ in range(data.draw(st.integers(1, 6))):
        part = data.draw(WRITTEN)(data.draw(st.sampled_from(parts)))
        told += data.draw(st.sampled_from(("so ", "x, ", "12 ", "– "))) + part + " " + data.draw(BETWEEN)
    shown = found.without(told)
    left = set("".join(char if char.isalpha() else " " for char in fold(shown)).split())
    assert left.isdisjoint(fold(word) for name in names for word in name.split()), (told, shown)
    assert found.without(shown) == shown


@given(st.text("qwx 0123456789.-/\n", max_size=60))
def test_what_names_nobody_and_is_no_number_is_as_it_was(text: str) -> None:
    shown = people().without(text)
    assert shown == text or "a number" in shown


@pytest.mark.no_cover
@given(
    st.dates(date(1900, 1, 1), date(2999, 12, 31)),
    st.sampled_from(("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d %B %Y", "%a %d %b %Y", "%b %d, %Y")),
)
def test_dates_stay_whoever_is_called_like_a_month(day: date, form: str) -> None:
    found = people()
    for month in MONTHS:
        found.add(f"{month.capitalize()} Berg", "Client 1")
    text = f"moved from {day.strftime(form)} to {day.strftime(form)} by Anna Berg"
    assert found.without(text) == text.replace("Anna Berg", "Client 1")
