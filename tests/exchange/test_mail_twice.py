"""A mail that says the same twice, as text and as a page: the one with more answered is read."""

from __future__ import annotations

import re

import pytest

from tests.exchange.test_client_forms import CHECKIN, as_html, filled, quoted
from tests.exchange.test_client_forms import read as read_form
from tests.exchange.test_mail_body import FORM, VALUES, part, parts
from tests.exchange.test_rater_forms import FORM as RATER_FORM
from tests.exchange.test_rater_forms import WHOLE, WHOLE_SCORES
from tests.exchange.test_rater_forms import filled as scored
from tests.exchange.test_rater_forms import read as read_scored


def both(plain: str, page: str) -> bytes:
    return parts("alternative", part(plain), part(as_html(page), "text/html; charset=utf-8"))


@pytest.mark.parametrize("how", [str, quoted], ids=["as it is", "quoted"])
def test_the_one_that_is_answered_is_read(how: object) -> None:
    assert callable(how)
    found = read_form(both(how(CHECKIN), how(FORM)))
    assert (found.values, found.left_out) == (VALUES, [])
    found = read_form(both(how(FORM), how(CHECKIN)))
    assert (found.values, found.left_out) == (VALUES, [])


def test_what_only_the_page_says_is_told() -> None:
    found = read_form(both(FORM, f"I want to stop next month.\n\n{FORM}\nPS: call me."))
    assert found.values == VALUES
    assert found.left_out == ["I want to stop next month.", "PS: call me."]


def test_words_above_a_blank_form_are_read_where_they_stand() -> None:
    found = read_form(both(CHECKIN, f"I want to stop next month.\n\n{CHECKIN}"))
    assert found.taken == [("Beside the form", "I want to stop next month.")]


def test_what_only_the_text_says_is_told() -> None:
    plain = filled(CHECKIN, {"engagement": "2"})
    found = read_form(both(f"See <https://a.example/b?c>.\n{plain}", f"See.\n{FORM}"))
    assert found.values["mood"] == "tired"
    assert found.left_out == ["Answer: 2"]


def test_what_both_say_is_told_by_neither() -> None:
    text = f"Hello Ruth\n\n{FORM}"
    broken = re.sub(r"(.{25,40}) ", r"\1\n", text)
    assert read_form(both(broken, text)).left_out == ["Hello Ruth"]


def test_the_same_of_a_raters() -> None:
    data = both(RATER_FORM, "She is great.\n" + scored(WHOLE)).decode()
    found = read_scored(data)
    assert found.replies[0].scores == WHOLE_SCORES
    found = read_scored(both(scored(WHOLE), "She is great.\n" + RATER_FORM).decode())
    assert found.replies[0].scores == WHOLE_SCORES
    assert "left out: “She is great.”" in found.notes
