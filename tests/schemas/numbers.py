"""Invented numbers for tests (测试号码): valid check digits, areas that do not exist."""

from datetime import date

from hypothesis import strategies as st

from schemas.credit_codes import ALPHABET, check_digit_credit_code, check_digit_organisation_code
from schemas.import_codes import RejectionReason
from schemas.refusals import RefusedValueError
from schemas.resident_ids import check_digit_resident_id

TODAY = date(2026, 11, 22)
IMPOSSIBLE_AREAS = ("110199", "510199", "640399")


def resident_id(area: str, born_on: date, sequence: int) -> str:
    """Return the number of somebody who does not exist."""
    body = f"{area}{born_on:%Y%m%d}{sequence:03}"
    return body + check_digit_resident_id(body)


def credit_code(head: str, subject: str) -> str:
    """Return the code of an organisation that does not exist, from eight and eight characters."""
    body = head + subject + check_digit_organisation_code(subject)
    return body + check_digit_credit_code(body)


def resident_ids() -> st.SearchStrategy[str]:
    """Draw resident identity numbers of everybody who can be alive."""
    return st.builds(
        resident_id,
        st.sampled_from(IMPOSSIBLE_AREAS),
        st.dates(date(1900, 1, 1), TODAY),
        st.integers(0, 999),
    )


def credit_codes() -> st.SearchStrategy[str]:
    """Draw credit codes of companies."""
    return st.builds(
        credit_code,
        st.sampled_from([f"91{area}" for area in IMPOSSIBLE_AREAS]),
        st.text(ALPHABET, min_size=8, max_size=8),
    )


def refusal(read: object, *arguments: object, **named: object) -> RejectionReason | None:
    """Return the reason for which a reader refuses its arguments, none if it takes them."""
    assert callable(read)
    try:
        read(*arguments, **named)
    except RefusedValueError as refused:
        return refused.code
    return None
