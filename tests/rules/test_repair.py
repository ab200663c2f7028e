"""Repair: eight ways, their documents, what they lead to, lift and leave."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from registry.rules import removal, repair
from registry.rules.assessment import Assessment, assess
from registry.rules.findings import Finding
from registry.rules.policy import DEFAULT, Policy
from registry.rules.repair import RepairFacts
from schemas.codes import RemovalGround
from schemas.remedy_codes import NoRepairCause, Remainder, RepairDocument, RepairPath
from tests.rules.cases import Case, Value, check_case, check_value

ON, LATER = date(2026, 3, 2), date(2026, 3, 3)
OPEN = assess([removal.PERFORMED.finding(True, owed="1")])
BARRED = assess([removal.PERFORMED.finding(False, owed="1")])
PERFORMED, CONSENT = RepairPath.PERFORMED, RepairPath.CREDITOR_CONSENTS
ACTIVE, LOCAL = RepairPath.ACTIVE_PERFORMANCE, RepairPath.PUBLIC_INTEREST
GRACE = RepairPath.BEFORE_PUBLICATION
LOCALLY = Policy(suspends_for_public_interest=True)
STRICT = Policy(no_repair_causes=frozenset({NoRepairCause.VIOLENCE}))
REMOVING = [path for path in RepairPath if repair.WAYS[path].grounds]


def facts(path: RepairPath, removal: Assessment | None = OPEN) -> RepairFacts:
    return RepairFacts(
        path=path,
        documents=frozenset(repair.documents_needed(path)),
        removal=removal,
        performed_in_grace=True,
        cause_shown=True,
        creditor_agrees=True,
    )


def found(stated: RepairFacts, policy: Policy = DEFAULT) -> tuple[Finding, ...]:
    return repair.repair_findings(stated, policy=policy)


def refused(stated: RepairFacts, has_term: bool = False) -> tuple[Finding, ...]:
    return repair.refusal_findings(stated, assess(found(stated)), has_term=has_term)


def standing(stands: bool, published_on: date | None) -> tuple[Finding, ...]:
    state = "published" if stands else "removed"
    return (repair.listing_stands(stands, state=state, published_on=published_on, received_on=ON),)


CASES = (
    Case(repair.LISTING_STANDS, "published that day", True, lambda: standing(True, ON)),
    Case(repair.LISTING_STANDS, "published later", False, lambda: standing(True, LATER)),
    Case(repair.LISTING_STANDS, "never published", False, lambda: standing(True, None)),
    Case(repair.LISTING_STANDS, "ended", False, lambda: standing(False, ON)),
    Case(
        repair.NOT_REFUSED_FOR_NOTHING,
        "all is paid and shown",
        False,
        lambda: refused(facts(PERFORMED)),
    ),
    Case(
        repair.NOT_REFUSED_FOR_NOTHING,
        "its ground is not open",
        True,
        lambda: refused(facts(PERFORMED, BARRED)),
    ),
    Case(
        repair.NOT_REFUSED_FOR_NOTHING,
        "paid, with a term",
        True,
        lambda: refused(facts(PERFORMED), has_term=True),
    ),
    *(
        Case(repair.NOT_REFUSED_FOR_NOTHING, path, True, partial(refused, facts(path)))
        for path in (ACTIVE, LOCAL)
    ),
    *(
        Case(repair.GROUND_OPEN, f"{path}, open", True, partial(found, facts(path)))
        for path in REMOVING
    ),
    *(
        Case(repair.GROUND_OPEN, f"{path}, barred", False, partial(found, facts(path, BARRED)))
        for path in REMOVING
    ),
    Case(repair.GROUND_OPEN, "nobody asked the law", False, lambda: found(facts(PERFORMED, None))),
    *(
        Case(repair.DOCUMENTS_COMPLETE, f"{path}, all", True, partial(found, facts(path)))
        for path in RepairPath
    ),
    *(
        Case(
            repair.DOCUMENTS_COMPLETE,
            f"{path} without {document}",
            False,
            partial(
                found,
                replace(facts(path), documents=facts(path).documents - {document}),
            ),
        )
        for path in RepairPath
        for document in repair.documents_needed(path)
    ),
    Case(repair.NO_EVASION, "never evaded", True, lambda: found(facts(CONSENT))),
    Case(
        repair.NO_EVASION,
        "evaded, though the creditor consents",
        False,
        lambda: found(replace(facts(CONSENT), evaded=True)),
    ),
    Case(repair.IN_TIME_FOR_GRACE, "performed in grace", True, lambda: found(facts(GRACE))),
    Case(
        repair.IN_TIME_FOR_GRACE,
        "not performed in grace",
        False,
        lambda: found(replace(facts(GRACE), performed_in_grace=False)),
    ),
    Case(repair.LOCALLY_KNOWN, "known", True, lambda: found(facts(LOCAL), LOCALLY)),
    Case(repair.LOCALLY_KNOWN, "not known", False, lambda: found(facts(LOCAL))),
    Case(repair.CAUSE_AND_CONSENT, "both", True, lambda: found(facts(LOCAL), LOCALLY)),
    Case(
        repair.CAUSE_AND_CONSENT,
        "no cause",
        False,
        lambda: found(replace(facts(LOCAL), cause_shown=False), LOCALLY),
    ),
    Case(
        repair.CAUSE_AND_CONSENT,
        "no consent",
        False,
        lambda: found(replace(facts(LOCAL), creditor_agrees=False), LOCALLY),
    ),
    Case(
        repair.NOT_EXCLUDED,
        "violence, where local rules exclude it",
        False,
        lambda: found(replace(facts(ACTIVE), excluded_for=(NoRepairCause.VIOLENCE,)), STRICT),
    ),
    Case(
        repair.NOT_EXCLUDED,
        "violence, where no local rule excludes it",
        True,
        lambda: found(replace(facts(ACTIVE), excluded_for=(NoRepairCause.VIOLENCE,))),
    ),
    Case(
        repair.NOT_EXCLUDED,
        "another cause than the local rules name",
        True,
        lambda: found(replace(facts(ACTIVE), excluded_for=(NoRepairCause.RELISTED,)), STRICT),
    ),
    Case(
        repair.NOT_EXCLUDED,
        "violence, all is paid and a term runs, which ends early only where the court decides so",
        False,
        lambda: found(
            replace(facts(PERFORMED), has_term=True, excluded_for=(NoRepairCause.VIOLENCE,)),
            STRICT,
        ),
    ),
    Case(
        repair.NOT_EXCLUDED,
        "violence, but all is paid",
        True,
        lambda: found(replace(facts(PERFORMED), excluded_for=(NoRepairCause.VIOLENCE,)), STRICT),
    ),
)

FULLY = {RepairPath.PERFORMED, RepairPath.SETTLEMENT_PERFORMED}
WHILE_TERM = FULLY | {RepairPath.ACTIVE_PERFORMANCE}
ENDURING = (Remainder.CREDIT_RECORD, Remainder.HISTORY, Remainder.MIRRORS)

VALUES = (
    *(
        Value(
            repair.LEADS_TO,
            f"{path} of a listing with a term",
            partial(repair.leads_to, path, has_term=True),
            (RemovalGround.EARLY,) if path in WHILE_TERM else (),
        )
        for path in RepairPath
    ),
    *(
        Value(
            repair.LEADS_TO,
            f"{path} of a listing without a term",
            partial(repair.leads_to, path, has_term=False),
            repair.WAYS[path].grounds,
        )
        for path in RepairPath
    ),
    *(
        Value(repair.LIFTS_ORDER, path, partial(repair.lifts_order, path), path in FULLY)
        for path in RepairPath
    ),
    Value(
        repair.STAYS,
        "all paid",
        lambda: repair.stays(PERFORMED, debt_open=False, order_in_force=True),
        (Remainder.JUDGMENT, *ENDURING),
    ),
    Value(
        repair.STAYS,
        "unable after a round: debt and order stay",
        lambda: repair.stays(RepairPath.UNABLE_AFTER_ROUND, debt_open=True, order_in_force=True),
        (Remainder.JUDGMENT, Remainder.DEBT, Remainder.ORDER, *ENDURING),
    ),
    Value(
        repair.STAYS,
        "the order was lifted before",
        lambda: repair.stays(CONSENT, debt_open=True, order_in_force=False),
        (Remainder.JUDGMENT, Remainder.DEBT, *ENDURING),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_repair_is_found_as_its_rule_says(case: Case) -> None:
    check_case(case)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_a_repair_leads_lifts_and_leaves(value: Value) -> None:
    check_value(value)


@pytest.mark.parametrize("path", RepairPath)
def test_every_way_begins_with_application_undertaking_and_identity(path: RepairPath) -> None:
    assert repair.documents_needed(path)[:3] == (
        RepairDocument.APPLICATION,
        RepairDocument.UNDERTAKING,
        RepairDocument.IDENTITY,
    )
    assert len(repair.documents_needed(path)) > 3


def test_every_removal_ground_but_the_end_of_a_term_is_reached_by_some_way() -> None:
    reached = {ground for path in RepairPath for ground in repair.WAYS[path].grounds}
    assert set(RemovalGround) - reached == {RemovalGround.TERM_OVER}


def test_paid_in_full_on_a_listing_with_a_term_is_repaired_by_early_removal_alone() -> None:
    assert repair.leads_to(PERFORMED, has_term=True) == (RemovalGround.EARLY,)
    assert repair.leads_to(CONSENT, has_term=True) == ()
