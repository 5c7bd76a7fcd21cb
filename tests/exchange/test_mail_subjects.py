"""The subject of a reply: told where its writer put words of their own there."""

from __future__ import annotations

import pytest

from coach_tui.plan.errors import BadInput
from tests.exchange.test_client_forms import CHECKIN
from tests.exchange.test_client_forms import read as read_form
from tests.exchange.test_mail_body import FORM, VALUES, mail
from tests.exchange.test_rater_forms import WHOLE
from tests.exchange.test_rater_forms import filled as scored
from tests.exchange.test_rater_forms import read as read_scored

TAKEN_OVER = [
    "Re: How is it going?",
    "AW: Form",
    "Fwd: Re: Form",
    "[EXTERN] Re: Form",
    "Re[2]: Form",
    "How is it going?",
    "RÉP: Form",
    "WG: Form",
    "=?utf-8?q?R=C3=A9p=3A_Form?=",
    "",
]
OWN = {
    "I want to stop": "I want to stop",
    "Regarding Monday: not possible": "Regarding Monday: not possible",
    "=?utf-8?b?WsO8cmljaCBpcyBvZmY=?=": "Zürich is off",
    "Trouble": "Trouble",
}


@pytest.mark.parametrize("subject", TAKEN_OVER)
def test_a_subject_that_is_taken_over_is_nobodys_words(subject: str) -> None:
    found = read_form(mail(FORM, subject=subject))
    assert (found.values, found.left_out) == (VALUES, [])


@pytest.mark.parametrize("subject", OWN)
def test_a_subject_of_ones_own_is_told(subject: str) -> None:
    found = read_form(mail(FORM, subject=subject))
    assert (found.values, found.left_out) == (VALUES, [f"subject: {OWN[subject]}"])


def test_a_subject_of_ones_own_is_told_where_nothing_is_answered() -> None:
    with pytest.raises(BadInput, match="nothing is answered in it; left out: “subject: I want to stop”"):
        read_form(mail(CHECKIN, subject="I want to stop"))


@pytest.mark.parametrize("subject", OWN)
def test_a_raters_subject_is_told(subject: str) -> None:
    found = read_scored(mail(scored(WHOLE), subject=subject).decode())
    assert f"left out: “subject: {OWN[subject]}”" in found.notes
    sent = read_scored(mail(scored(WHOLE), subject="Re: Asking for your feedback").decode())
    assert not any("subject" in note for note in sent.notes)
