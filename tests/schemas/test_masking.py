"""Masks: what they show, and what they never show."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.codes import SubjectKind
from schemas.masking import DEFAULT_FORM, OFFICIAL_FORM, MaskForm, mask_number
from tests.schemas.numbers import resident_id, resident_ids

NATURAL, ORGANISATION = SubjectKind.NATURAL, SubjectKind.ORGANISATION
NUMBER = resident_id("510199", date(1985, 3, 7), 123)


def test_a_person_is_shown_by_the_first_six_and_the_last() -> None:
    assert mask_number(NUMBER, NATURAL) == "510199" + "*" * 11 + NUMBER[-1]


def test_the_official_form_can_be_chosen() -> None:
    assert mask_number(NUMBER, NATURAL, OFFICIAL_FORM) == "5101991985****" + NUMBER[-4:]


def test_an_old_number_hides_as_much_as_a_new_one() -> None:
    assert mask_number("510199850307123", NATURAL, OFFICIAL_FORM) == "5101998****7123"


@pytest.mark.parametrize(
    ("given_number", "shown"),
    [
        ("1101991980****0018", "110199***********8"),
        ("110***1980****0018", "110**************8"),
        ("110199********001*", "110199************"),
        ("E12345678", "E1******8"),
        ("H1234567801", "H1********1"),
        ("510199850307123", "510199********3"),
    ],
)
def test_every_number_of_a_person_is_shown_in_our_own_mask(given_number: str, shown: str) -> None:
    assert mask_number(given_number, NATURAL) == shown


def test_an_organisation_is_not_masked_unless_it_is_asked_for() -> None:
    code = "91350100M000100Y43"
    assert mask_number(code, ORGANISATION) == code
    assert mask_number(code, ORGANISATION, MaskForm(organisation_tail=4)) == "91350100M00010****"
    assert mask_number(code, ORGANISATION, MaskForm(organisation_tail=40)) == "*" * 18


@pytest.mark.parametrize(("head", "tail"), [(10, 5), (18, 0), (-1, 1), (6, -1), (15, 0)])
def test_a_form_that_shows_too_much_is_refused(head: int, tail: int) -> None:
    with pytest.raises(ValueError, match="at most 14"):
        MaskForm(head=head, tail=tail)


@given(
    st.one_of(resident_ids(), st.text("0123456789ABX*", max_size=24)),
    st.builds(MaskForm, st.integers(0, 10), st.integers(0, 4)),
)
def test_a_mask_never_shows_more_than_allowed(number: str, form: MaskForm) -> None:
    shown = mask_number(number, NATURAL, form)
    assert len(shown) == len(number)
    assert len(shown.replace("*", "")) <= form.head + form.tail
    assert all(now in {"*", before} for now, before in zip(shown, number, strict=True))


@given(resident_ids())
def test_masking_a_mask_changes_nothing(number: str) -> None:
    shown = mask_number(number, NATURAL)
    assert mask_number(shown, NATURAL) == shown
    assert mask_number(mask_number(number, NATURAL, OFFICIAL_FORM), NATURAL, DEFAULT_FORM) == shown
