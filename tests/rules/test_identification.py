"""Identification: a masked number identifies nobody, and each kind of debtor has its own."""

import pytest

from registry.rules import identification
from registry.rules.findings import Finding
from schemas.codes import DocumentType, SubjectKind
from tests.rules.cases import Case, check_case

NATURAL, ENTITY = SubjectKind
FULL, MASKED = "110199198005060018", "1101991980****0018"


def found(
    number: str | None = FULL,
    kind: SubjectKind = NATURAL,
    document: DocumentType = DocumentType.RESIDENT_ID,
) -> tuple[Finding, ...]:
    return identification.identification_findings(kind, document, number)


CASES = (
    Case(identification.NUMBER_IN_FULL, "a full number", True, found),
    Case(identification.NUMBER_IN_FULL, "a masked one", False, lambda: found(MASKED)),
    Case(identification.NUMBER_IN_FULL, "none", False, lambda: found(None)),
    Case(identification.NUMBER_IN_FULL, "an empty one", False, lambda: found("")),
    Case(identification.NUMBER_FITS_DEBTOR, "a person by resident id", True, found),
    Case(
        identification.NUMBER_FITS_DEBTOR,
        "a person by credit code",
        False,
        lambda: found(document=DocumentType.CREDIT_CODE),
    ),
    Case(
        identification.NUMBER_FITS_DEBTOR,
        "an entity by credit code",
        True,
        lambda: found("91510199MA0000000X", ENTITY, DocumentType.CREDIT_CODE),
    ),
    Case(
        identification.NUMBER_FITS_DEBTOR,
        "an entity by resident id",
        False,
        lambda: found(kind=ENTITY),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_debtor_is_identified_as_article_6_says(case: Case) -> None:
    check_case(case)


@pytest.mark.parametrize(
    ("document", "natural", "entity"),
    [
        (DocumentType.RESIDENT_ID, True, False),
        (DocumentType.PASSPORT, True, False),
        (DocumentType.CREDIT_CODE, False, True),
        (DocumentType.ORGANISATION_CODE, False, True),
        (DocumentType.OTHER, True, True),
    ],
)
def test_each_document_fits_its_kind_of_debtor(
    document: DocumentType, natural: bool, entity: bool
) -> None:
    assert identification.fits(NATURAL, document) is natural
    assert identification.fits(ENTITY, document) is entity


def test_a_masked_number_identifies_nobody() -> None:
    assert identification.identifies(FULL)
    assert not identification.identifies(MASKED)
    assert not identification.identifies(None)


def test_no_finding_repeats_the_number() -> None:
    assert FULL not in str(found(FULL))
    assert MASKED not in str(found(MASKED))


@pytest.mark.parametrize(("number", "said"), [(FULL, "full"), (MASKED, "masked_or_missing")])
def test_a_finding_says_how_much_of_a_number_is_known(number: str, said: str) -> None:
    assert found(number)[0].facts == {"number": said}
