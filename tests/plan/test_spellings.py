"""Known names in other spellings: as one word, turned round, with endings, by their initials."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach_tui.plan.former import keys_of
from coach_tui.plan.inflection import derived_from, stems, without_ending
from coach_tui.plan.people import People
from coach_tui.plan.people_words import COMMON, ENDED, PARTICLES, SHORT
from coach_tui.plan.spellings import initial_before, initial_behind, inner_capital
from coach_tui.plan.text import fold


def people(*names: str) -> People:
    found = People()
    for number, name in enumerate(names, 1):
        found.add(name, f"Client {number}")
    found.add("Harbour Lyle", "the sponsor", loose=True)
    return found


KNOWN = (
    "Anna Berg",
    "Jean-Luc Picard",
    "Annamaria Zeller",
    "Wu Anna Zoë Peters",
    "Ronald McDonald",
    "Zora Kern",
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("annaberg, bergannaplan, BergAnna", "Client 1, bergannaplan, Client 1"),
        ("AnnaNotes.pdf; toBerg", "a clientNotes.pdf; toClient 1"),
        ("jeanluc, JeanLuc, lucpicard, Jean Luc", "Client 2, Client 2, Client 2, Client 2"),
        ("McDonald's, an iPhone", "Client 5's, an iPhone"),
        ("Anna Maria; anna-maria", "Client 3; a client-maria"),
        ("harbourlyle", "the sponsor"),
        ("wuannazoepeters; annazoe", "Client 4; Client 4"),
    ],
)
def test_as_one_word_and_as_several(text: str, shown: str) -> None:
    assert people(*KNOWN).without(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Berg, Anna: plan", "Client 1: plan"),
        ("PICARD Jean-Luc", "Client 2"),
        ("A. Berg, A Berg and A.-M. Berg", "Client 1, Client 1 and Client 1"),
        ("Then I, Berg; so I Berg", "Then I, Client 1; so I Client 1"),
        ("a berg", "a Client 1"),
        ("Anna B. left, with Anna B.", "a client left, with a client."),
        ("Berg A. Then she", "Client 1. Then she"),
        ("Berg a. and b., Berg b.", "Client 1 a. and b., Client 1 b."),
        ("Luc A good plan", "Client 2 A good plan"),
    ],
)
def test_turned_round_and_with_an_initial(text: str, shown: str) -> None:
    assert people(*KNOWN).without(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("A.B. and A. B. and A.B", "Client 1 and Client 1 and Client 1"),
        ("WAZP agreed, wazp", "Client 4 agreed, wazp"),
        ("ZK: yes. (ZK) and ZK's", "Client 6: yes. (Client 6) and Client 6's"),
        ("ZK ", "Client 6 "),
        ("plan ZK or ZK testing", "plan ZK or ZK testing"),
        ("Plan A. B is better; e.g. a.b.", "Plan A. B is better; e.g. a.b."),
        ("A.B.C. and 1.A.B", "A.B.C. and 1.A.B"),
    ],
)
def test_initials(text: str, shown: str) -> None:
    assert people(*KNOWN).without(text) == shown


def test_an_abbreviation_is_nobody_whoever_has_such_initials() -> None:
    found = people("Carla Emma Olsen", "Kim Pia Ibsen", "Ute Stein", "Harald Rost")
    assert found.without("the CEO, KPI and (US), HR: no") == "the CEO, KPI and (US), HR: no"
    assert found.without("C.E.O.") == "Client 1"
    assert people("Anna Cara Storm, for her", "Old Nora").without("ACS") == "ACS"


INFLECTED = {
    "Anna": "Anny Annie Annę Anną Annou Annan Annalle Annassa Annát Annával Annanın Annas Annin",
    "Łukasz": "Łukasza Łukaszem Łukaszowi Łukaszu",
    "Kowalski": "Kowalskiego Kowalskiemu Kowalskim Kowalska",
    "Novotný": "Novotného Novotnému Novotným Novotná",
    "Petr": "Petra Petrovi Petrem Petře Petrův",
    "Marek": "Marka Markovi Markem",
    "Lindqvist": "Lindqvistin Lindqvistille Lindqvists Lindqvistens",
    "Péter": "Péternek Péterrel Péterhez",
    "Mehmet": "Mehmeti Mehmetin Mehmetle",
    "Анна": "Анной Анне Анну Анны Аннина",
    "Петров": "Петрова Петрову Петровым",
    "Толстой": "Толстого Толстому Толстым Толстая",
    "Павел": "Павла Павлом",
    "Игорь": "Игоря Игорем",
    "Сергей": "Сергея Сергеем",
    "Яна": "Яной Яне",
    "Γιώργος": "Γιώργο Γιώργου",
}


@pytest.mark.parametrize("name", INFLECTED)
def test_endings(name: str) -> None:
    found = people(name)
    for word in INFLECTED[name].split():
        assert found.without(f"with {word} now") == "with Client 1 now", word
        if word not in ("Annas", "Lindqvists", "Annę", "Anną"):
            assert found.without(f"with {word.lower()} now").startswith("with "), word


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("NvdP came with NVDP", "Client 1 came with Client 1"),
        ("nvdp, Nvdp and NVDp", "nvdp, Nvdp and NVDp"),
        ("N.v.d.P. said; N. v. d. P.", "Client 1 said; Client 1"),
        ("NP: yes, the NP", "Client 1: yes, the NP"),
        ("NvdP's plan", "Client 1's plan"),
        ("LvB, not LB", "Client 2, not LB"),
    ],
)
def test_initials_with_small_letters(text: str, shown: str) -> None:
    assert people("Nixolor van der Purmer", "Ludwig van Brenq", "de Vries").without(text) == shown


@pytest.mark.parametrize(
    ("firm", "text", "shown"),
    [
        ("Hexwolt Mafrings GmbH", "HMG pays, hmg", "somebody pays, hmg"),
        ("Hexwolt Mafrings GmbH", "H.M.G. pays HM", "somebody pays HM"),
        ("Hexwolt und Mafrings GmbH", "HMG and HUMG", "somebody and HUMG"),
        ("Bank of Zorbel Group", "the BZG", "the somebody"),
        ("Human Resources Group", "the HRG", "the HRG"),
        ("Hexwolt for my GmbH", "HG and HFMG", "HG and HFMG"),
        ("Kolq Pazner International", "the KPI", "the KPI"),
        ("Nixolor van der Purmer", "NvdP", "somebody"),
    ],
)
def test_initials_of_a_firm(firm: str, text: str, shown: str) -> None:
    found = People()
    found.add(firm, "somebody", loose=True)
    assert found.without(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("van der Purmer and Van der Purmer", "Client 1 and Client 1"),
        ("N. van der Purmer, der Purmer", "Client 1, Client 1"),
        ("N. v. d. Purmer, v/d Purmer, vd Purmers", "Client 1, Client 1, Client 1"),
        ("a van for her; der Plan", "a van for her; der Plan"),
        ("van der Nixolor", "van der Client 1"),
        ("a van; Purmer", "a van; Client 1"),
        ("the plan de la Cruz, Cruz", "the plan Client 2, Client 2"),
        ("de la cruz, la Client 2", "de la cruz, la Client 2"),
        ("d'Orqez; D’Orqez", "Client 3; Client 3"),
        ("Van Hoqst and van Hoqst", "Client 4 and Client 4"),
        ("the letter de Anna", "the letter de Client 2"),
        ("a. Purmer, f. d. Purmer", "a. Client 1, f. Client 1"),
    ],
)
def test_small_words_go_with_the_name(text: str, shown: str) -> None:
    found = people("Nixolor van der Purmer", "Anna De La Cruz", "Ida d'Orqez", "Van Hoqst, Ole van Hoqst")
    assert found.without(text) == shown


def test_small_words_go_with_who_need_not_be_a_name() -> None:
    found = People()
    found.add("Nixolor van der Purmer for the sponsor", "somebody", loose=True)
    assert found.without("with van der Purmer") == "with somebody"
    assert found.without("Nixolor van der Purmer, for Purmer") == "somebody, for somebody"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a Hexwoltian, two Hexwolters", "a the sponsor, two the sponsor"),
        ("the Hexwoltian's and Hexwoltische", "the the sponsor's and the sponsor"),
        ("Zorbelian, Zorbelist", "Client 1, Client 1"),
        ("hexwoltian, Hexwoltage", "hexwoltian, Hexwoltage"),
        ("Harbourer, Mafrian and Mafrer", "Harbourer, Mafrian and Mafrer"),
        ("Victorians, Jordanian", "Victorians, Jordanian"),
    ],
)
def test_words_that_are_derived_from_a_rare_name(text: str, shown: str) -> None:
    found = People()
    found.add("Hexwolt Mafr Harbour GmbH", "the sponsor", loose=True)
    found.add("Zorbelo Victor Jordan", "Client 1")
    assert found.without(text) == shown


def test_who_has_one_name_or_very_many_has_no_initials() -> None:
    found = people("Zora", "Ada Bea Cora Dora Ella")
    assert found.without("Z: yes, ABCDE: no; A.B.") == "Z: yes, ABCDE: no; A.B."


def test_what_need_not_be_a_name_has_initials_only_where_it_looks_like_one() -> None:
    found = People()
    for text in ("Nora Bank", "ruth Klein", "Ole Quist"):
        found.add(text, "somebody", loose=True)
    assert found.without("NB: no; RK: no; (OQ)") == "NB: no; RK: no; (somebody)"


def test_where_there_are_no_capitals_short_names_are_found() -> None:
    found = people("דן כהן")
    assert found.without("דן בא") == "Client 1 בא"
    assert found.without("דכ") == "דכ"


def test_only_the_endings_of_languages_are_taken_off() -> None:
    found = people("Marek", "Анна", "Mira Kantor", "Jan")
    for text in ("Marketing, Mirage, Januar", "Аннотация, Аннексия", "Kantorowitsch", "Jany, Annabel"):
        assert found.without(text) == text


def test_the_plural_that_is_a_word_of_the_language_asks_for_a_capital() -> None:
    assert people("Pas Kohl").without("they pass; Pas, Pass") == "they pass; Client 1, Client 1"


def test_who_is_added_later_is_found_in_a_text_that_was_looked_at_before() -> None:
    found = people("Anna Berg")
    assert found.without("Ida and Anna") == "Ida and Client 1"
    found.add("Ida Storm", "Client 2")
    assert found.without("Ida and Anna") == "Client 2 and Client 1"
    assert found.without("Idas") == "Client 2"


def test_an_ending_asks_for_a_capital() -> None:
    assert people("Mira Kant", "Анна").without("kante, miran, анной") == "kante, miran, анной"


def test_words_of_the_language_are_no_names_with_endings() -> None:
    found = people("Tim Berg", "Tina Moral", "Mona Stein", "Lea Reich", "Sam Man", "Than Ger")
    for text in ("Time flies; Tiny steps", "Monat, Lean, Some and Many", "Bergamot, Annapolis, Steinbruch"):
        assert found.without(text) == text
    for word in COMMON | ENDED:
        assert not list(without_ending(word))
        assert not list(derived_from(word))


def test_the_lists_are_in_folded_form() -> None:
    for word in ENDED | PARTICLES | SHORT:
        assert word == fold(word)


@pytest.mark.parametrize(
    ("word", "at"),
    [
        ("BergAnna", 4),
        ("bergAnna", 4),
        ("Berg", 0),
        ("BERG", 0),
        ("berg", 0),
        ("McDonald", 2),
        ("ABe", 0),
        ("aBc", 1),
    ],
)
def test_inner_capitals(word: str, at: int) -> None:
    assert inner_capital(word) == at


@given(st.text("AaBb. -;I", max_size=12), st.integers(0, 12))
def test_initials_beside_a_name_are_no_further_than_the_text(text: str, at: int) -> None:
    at = min(at, len(text))
    assert 0 <= initial_before(text, at) <= at <= initial_behind(text, at) <= len(text)


@given(st.text("abcdeоеаийςσ", min_size=1, max_size=9))
def test_stems_and_bases_are_beginnings(word: str) -> None:
    for stem in stems(word):
        assert word.startswith(stem[:-1])
    for base, _ in without_ending(word):
        assert word.startswith(base)
        assert len(base) > 1


@pytest.mark.parametrize(
    "unseen", ["\u200b", "\u00ad", "\u2060", "\ufeff", "\u200d", "\u200c", "\u034f", "\u200e"]
)
def test_signs_that_nobody_sees_hide_no_name(unseen: str) -> None:
    found = people("Quenvilde Berg", f"Ida{unseen}lie Storm", "王小明")
    found.add_address("quenvilde@wrzhost.example")
    found.add_role(f"Director at Glo{unseen}qbex")
    for written, shown in (
        ("Quen-vilde", "Client 1"),
        ("B-erg", "Client 1"),
        ("Idalie, Ida-lie", "Client 2, Client 2"),
        ("quenvilde@wrz-host.example", "an address"),
        ("Gloqbex, Glo-qbex", "somebody, somebody"),
        ("0170-1234567", "a number"),
        ("王-小-明", "Client 3"),
    ):
        assert found.without(f"so {written.replace('-', unseen)} now") == f"so {shown} now", written
    nobody = f"so some{unseen}one"
    assert found.without(nobody) is nobody


def test_a_former_name_is_known_whatever_nobody_sees_in_it() -> None:
    assert set(keys_of("client", "Quen\u00advilde")) == set(keys_of("client", "Quenvilde"))


@pytest.mark.parametrize(
    ("name", "written"),
    [
        (
            "Sean O'Dowd",
            ("O'Dowd", "O’Dowd", "o’dowd", "O´Dowd", "OʼDowd", "ODowd", "Odowd", "ODowds"),
        ),
        ("Sean O’Dowd", ("O'Dowd", "ODowd", "Sean O'Dowd")),
        ("Jean D'Arcy", ("D’Arcy", "DArcy", "d'Arcy")),
        ("Lani Nuʻuanu", ("Nuʻuanu", "Nu'uanu", "Nuuanu")),
    ],
)
def test_a_name_with_an_apostrophe_is_found_whole_however_it_is_written(
    name: str, written: tuple[str, ...]
) -> None:
    for one in written:
        assert people(name).without(f"said {one} then") == "said Client 1 then"


def test_an_apostrophe_behind_what_is_no_name_finds_nobody() -> None:
    found = People()
    found.add("the client's boss", "the sponsor", loose=True)
    assert found.without("the client's plan, and clients") == "the client's plan, and clients"
