"""Moves (状态变更): a record goes where the tables of the law lead, as a new version, and nowhere
else.
"""

from enum import StrEnum

import pytest

from registry.errors import ErrorKind, ServiceError
from registry.models.appeals import Appeal
from registry.models.applications import ListingApplication
from registry.models.bound_persons import BoundSubject, OrderChange
from registry.models.breaches import Breach, Sanction
from registry.models.capacity import CapacityAssessment, CapacityProposal
from registry.models.cases import EnforcementCase, Payment
from registry.models.certificates import Certificate
from registry.models.evidence import EvidenceItem, PropertyReport, SignOfEvasion
from registry.models.exit_restrictions import ExitEnding, ExitRestriction
from registry.models.inquiries import InquiryRequest
from registry.models.lifts import LiftDecision
from registry.models.listings import Listing, ListingChange, RemovalDecision, RestrictionOrder
from registry.models.permissions import Permission
from registry.models.proceedings import CaseRuling
from registry.models.remedies import Correction, Objection, Review
from registry.models.repairs import Repair
from registry.rules import states
from registry.services.acts import moves
from registry.services.acts.moves import Record
from schemas.act_codes import Act
from schemas.appeal_codes import AppealState
from schemas.breach_codes import BreachState, SanctionState
from schemas.case_codes import (
    CapacityState,
    EnforcementState,
    EvidenceState,
    ProposalState,
    ReportState,
    RulingState,
)
from schemas.codes import ChangeState, ListingState, OrderState, PaymentState, RemovalState
from schemas.exit_codes import ExitEndingState, ExitState
from schemas.inquiry_codes import RequestState
from schemas.listing_application_codes import ApplicationState
from schemas.remedy_codes import (
    CertificateState,
    CorrectionState,
    ObjectionState,
    RepairState,
    ReviewState,
)
from schemas.restriction_codes import LiftState, OrderChangeState, PermissionState

RECORDS = [
    ("listing", Listing, ListingState),
    ("listing_application", ListingApplication, ApplicationState),
    ("listing_change", ListingChange, ChangeState),
    ("restriction", RestrictionOrder, OrderState),
    ("repair", Repair, RepairState),
    ("bound_person", BoundSubject, OrderState),
    ("restriction_change", OrderChange, OrderChangeState),
    ("removal", RemovalDecision, RemovalState),
    ("payment", Payment, PaymentState),
    ("lift", LiftDecision, LiftState),
    ("permission", Permission, PermissionState),
    ("evidence", EvidenceItem, EvidenceState),
    ("evidence", SignOfEvasion, EvidenceState),
    ("property_report", PropertyReport, ReportState),
    ("capacity_assessment", CapacityAssessment, CapacityState),
    ("case", EnforcementCase, EnforcementState),
    ("ruling", CaseRuling, RulingState),
    ("objection", Objection, ObjectionState),
    ("review", Review, ReviewState),
    ("correction", Correction, CorrectionState),
    ("certificate", Certificate, CertificateState),
    ("capacity_proposal", CapacityProposal, ProposalState),
    ("inquiry_request", InquiryRequest, RequestState),
    ("exit_restriction", ExitRestriction, ExitState),
    ("exit_ending", ExitEnding, ExitEndingState),
    ("breach", Breach, BreachState),
    ("sanction", Sanction, SanctionState),
    ("appeal", Appeal, AppealState),
]


@pytest.mark.parametrize(("name", "model", "kind"), RECORDS)
def test_every_act_moves_a_record_or_is_refused_as_the_law_says(
    name: str, model: type[Record], kind: type[StrEnum]
) -> None:
    for old in kind:
        for act in Act:
            record, becomes = model(state=old, version=1), states.after(old, act)
            if becomes is not None:
                assert moves.require(record, act) is becomes
                assert (record.state, record.version) == (old, 1)
                moves.do(record, act)
                assert (record.state, record.version) == (becomes, 2)
                continue
            with pytest.raises(ServiceError) as refused:
                moves.do(record, act)
            error = refused.value
            assert (error.kind, error.code) == (ErrorKind.CONFLICT, f"{name}.wrong_state")
            (broken,) = states.state_findings(old, act)
            assert error.facts == {**broken.facts, "rule": broken.rule, "article": broken.article}
            assert (record.state, record.version) == (old, 1)


def test_every_kind_of_record_that_moves_is_tested() -> None:
    assert {name for name, _, _ in RECORDS} == set(moves.record_names())


def test_a_change_of_another_version_is_stale() -> None:
    with pytest.raises(ServiceError) as refused:
        moves.expect(Listing(state=ListingState.DRAFT, version=3), 2)
    assert refused.value.kind is ErrorKind.STALE
    assert refused.value.facts == {"version": 3, "state": "draft"}
