"""Identification (身份认定): what a number says of its holder, and that a masked number identifies
nobody.

Listing Rules Art. 6(1) and (2) ask for the number of every debtor. A court's act needs it in full;
a record of the public sites may carry it masked, and is then shown but never linked to a subject or
told to an agency as identified.
"""

from registry.rules.articles import Article, Instrument
from registry.rules.findings import Finding, Rule
from schemas.codes import DocumentType, SubjectKind

NUMBER_IN_FULL = Rule(
    "identification.number_in_full",
    Article(Instrument.LISTING_RULES, 6),
    "纳入失信被执行人名单，应当记载被执行人完整的身份证件号码或者统一社会信用代码。",
    "A court's listing records the debtor's identity number in full.",
)
NUMBER_FITS_DEBTOR = Rule(
    "identification.number_fits_debtor",
    Article(Instrument.LISTING_RULES, 6),
    "自然人记载身份证件号码，法人或者其他组织记载统一社会信用代码或者组织机构代码。",
    "A person is recorded by an identity document, an entity by its credit or organisation code.",
)
RULES = (NUMBER_IN_FULL, NUMBER_FITS_DEBTOR)

_OF_ORGANISATIONS = frozenset({DocumentType.CREDIT_CODE, DocumentType.ORGANISATION_CODE})


def identifies(number: str | None) -> bool:
    """Tell whether a number can identify anybody: stated, and no character of it hidden."""
    return bool(number) and "*" not in str(number)


def fits(kind: SubjectKind, document: DocumentType) -> bool:
    """Tell whether a kind of debtor is recorded by this kind of document."""
    if document is DocumentType.OTHER:
        return True
    return (document in _OF_ORGANISATIONS) == (kind is SubjectKind.ORGANISATION)


def identification_findings(
    kind: SubjectKind, document: DocumentType, number: str | None
) -> tuple[Finding, ...]:
    """Return whether a court may list a debtor by this number; the number itself is never among the
    facts.
    """
    full = identifies(number)
    return (
        NUMBER_IN_FULL.finding(full, number="full" if full else "masked_or_missing"),
        NUMBER_FITS_DEBTOR.finding(fits(kind, document), kind=kind, document=document),
    )
