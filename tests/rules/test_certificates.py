"""Certificates: who gets which, what it states, and that the number is masked."""

from dataclasses import replace
from functools import partial

import pytest

from registry.rules import certificates
from registry.rules.certificates import CertificateFacts
from registry.rules.findings import Finding
from schemas.remedy_codes import CertificateKind, CreditorAnswer, PerformanceManner
from tests.rules.cases import Case, Value, check_case, check_value

VOLUNTARY, REPAIR, COMPLETION = CertificateKind
COMMON = (
    "number",
    "court",
    "case_number",
    "name",
    "masked_number",
    "signatory",
    "issued_on",
    "verification_code",
)


def facts(kind: CertificateKind) -> CertificateFacts:
    return CertificateFacts(
        kind=kind,
        asked_for=True,
        states=frozenset(certificates.contents(kind)),
        number_is_masked=True,
        manner=PerformanceManner.VOLUNTARY,
        creditor=CreditorAnswer.CONFIRMS,
        performed=True,
        listing_ended=True,
    )


def found(stated: CertificateFacts) -> tuple[Finding, ...]:
    return certificates.certificate_findings(stated)


CASES = (
    *(
        Case(
            certificates.PERFORMED_IN_FULL,
            f"{kind}, performed: {performed}",
            performed,
            partial(found, replace(facts(kind), performed=performed)),
        )
        for kind in (VOLUNTARY, COMPLETION)
        for performed in (True, False)
    ),
    Case(certificates.ASKED_FOR, "asked for", True, lambda: found(facts(REPAIR))),
    Case(
        certificates.ASKED_FOR,
        "not asked for",
        False,
        lambda: found(replace(facts(REPAIR), asked_for=False)),
    ),
    Case(certificates.PERFORMED_VOLUNTARILY, "voluntary", True, lambda: found(facts(VOLUNTARY))),
    Case(
        certificates.PERFORMED_VOLUNTARILY,
        "made to perform",
        False,
        lambda: found(replace(facts(VOLUNTARY), manner=PerformanceManner.FORCED)),
    ),
    Case(
        certificates.PERFORMED_VOLUNTARILY,
        "nobody knows",
        False,
        lambda: found(replace(facts(VOLUNTARY), manner=None)),
    ),
    *(
        Case(
            certificates.CONFIRMED_WITH_CREDITOR,
            f"{kind}, the creditor {answer}",
            answer is CreditorAnswer.CONFIRMS,
            partial(found, replace(facts(kind), creditor=answer)),
        )
        for kind in (VOLUNTARY, COMPLETION)
        for answer in CreditorAnswer
    ),
    Case(
        certificates.CONFIRMED_WITH_CREDITOR,
        "the creditor is silent and the court has confirmed the payments",
        True,
        lambda: found(
            replace(facts(COMPLETION), creditor=CreditorAnswer.SILENT, confirmed_by_court=True)
        ),
    ),
    Case(certificates.LISTING_ENDED, "ended", True, lambda: found(facts(REPAIR))),
    Case(
        certificates.LISTING_ENDED,
        "still published",
        False,
        lambda: found(replace(facts(REPAIR), listing_ended=False)),
    ),
    *(
        Case(certificates.CONTENTS_COMPLETE, f"{kind}", True, partial(found, facts(kind)))
        for kind in CertificateKind
    ),
    *(
        Case(
            certificates.CONTENTS_COMPLETE,
            f"{kind} without {name}",
            False,
            partial(found, replace(facts(kind), states=facts(kind).states - {name})),
        )
        for kind in CertificateKind
        for name in certificates.contents(kind)
    ),
    Case(
        certificates.CONTENTS_COMPLETE,
        "with the number in full",
        False,
        lambda: found(replace(facts(REPAIR), number_is_masked=False)),
    ),
)

PERFORMANCE = (*COMMON, "obligation", "performed_on", "manner")
VALUES = (
    Value(
        certificates.CONTENTS,
        "voluntary performance",
        lambda: certificates.contents(VOLUNTARY),
        PERFORMANCE,
    ),
    Value(
        certificates.CONTENTS,
        "completion",
        lambda: certificates.contents(COMPLETION),
        PERFORMANCE,
    ),
    Value(
        certificates.CONTENTS,
        "credit repair",
        lambda: certificates.contents(REPAIR),
        (*COMMON, "published_on", "ended_on", "end_ground"),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_certificate_is_found_as_its_rule_says(case: Case) -> None:
    check_case(case)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_a_certificate_states_all_its_items(value: Value) -> None:
    check_value(value)


def test_who_was_made_to_perform_gets_the_certificate_of_completion() -> None:
    forced = replace(facts(COMPLETION), manner=PerformanceManner.FORCED)
    assert all(finding.satisfied for finding in found(forced))
