"""Moves (状态变更): an act puts a record into its next state, or is refused, as the tables of the
law say (:mod:`registry.rules.states`).
"""

from collections.abc import Mapping
from enum import StrEnum

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
from registry.services.acts import plans
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

Record = (
    Listing
    | ListingApplication
    | ListingChange
    | RestrictionOrder
    | BoundSubject
    | OrderChange
    | RemovalDecision
    | Payment
    | LiftDecision
    | Permission
    | EvidenceItem
    | SignOfEvasion
    | PropertyReport
    | CapacityAssessment
    | EnforcementCase
    | CaseRuling
    | InquiryRequest
    | Objection
    | Review
    | Correction
    | CapacityProposal
    | Repair
    | Certificate
    | ExitRestriction
    | ExitEnding
    | Breach
    | Sanction
    | Appeal
)
# How the codes of errors about a record begin, and which kind of state it is in: the tables of the
# law hang on the kind.
_KINDS: Mapping[type[Record], tuple[str, type[StrEnum]]] = {
    Listing: ("listing", ListingState),
    ListingApplication: ("listing_application", ApplicationState),
    ListingChange: ("listing_change", ChangeState),
    RestrictionOrder: ("restriction", OrderState),
    BoundSubject: ("bound_person", OrderState),
    OrderChange: ("restriction_change", OrderChangeState),
    RemovalDecision: ("removal", RemovalState),
    Payment: ("payment", PaymentState),
    LiftDecision: ("lift", LiftState),
    Permission: ("permission", PermissionState),
    EvidenceItem: ("evidence", EvidenceState),
    SignOfEvasion: ("evidence", EvidenceState),
    PropertyReport: ("property_report", ReportState),
    CapacityAssessment: ("capacity_assessment", CapacityState),
    EnforcementCase: ("case", EnforcementState),
    CaseRuling: ("ruling", RulingState),
    InquiryRequest: ("inquiry_request", RequestState),
    Objection: ("objection", ObjectionState),
    Review: ("review", ReviewState),
    Correction: ("correction", CorrectionState),
    CapacityProposal: ("capacity_proposal", ProposalState),
    Repair: ("repair", RepairState),
    Certificate: ("certificate", CertificateState),
    ExitRestriction: ("exit_restriction", ExitState),
    ExitEnding: ("exit_ending", ExitEndingState),
    Breach: ("breach", BreachState),
    Sanction: ("sanction", SanctionState),
    Appeal: ("appeal", AppealState),
}


def record_names() -> tuple[str, ...]:
    """Return the names of records that have states, with which their codes of errors begin."""
    return tuple(name for name, _ in _KINDS.values())


def expect(record: Record, version: int) -> None:
    """Make sure that a change is meant for the version of the record that is there.

    :raises ServiceError: ``record.stale``.
    """
    if plans.is_stale(record.version, version):
        facts = {"version": record.version, "state": record.state}
        raise ServiceError(ErrorKind.STALE, "record.stale", facts)


def do(record: Record, act: Act) -> None:
    """Put a record into the state that an act brings about, as a new version.

    :raises ServiceError: ``<record>.wrong_state`` when the act may not be done to it.
    """
    record.state = require(record, act)
    record.version += 1


def require(record: Record, act: Act) -> StrEnum:
    """Make sure that an act may be done to a record as it stands, and return what it becomes.

    Where the act is only tried, whether it fits is noted and nothing is refused.

    :raises ServiceError: ``<record>.wrong_state``, with what may be done instead.
    """
    name, _ = _KINDS[type(record)]
    return require_in(state_of(record), act, name)


def require_in(state: StrEnum, act: Act, name: str) -> StrEnum:
    """Make sure that an act may be done in a state, and return what that becomes.

    :param name: how the code of the error begins.
    :raises ServiceError: ``<name>.wrong_state``, with what may be done instead.
    """
    becomes = states.after(state, act)
    if plans.current() is not None:
        plans.note(states.state_findings(state, act))
        return becomes or state
    if becomes is None:
        (broken,) = states.state_findings(state, act)
        facts = {**broken.facts, "rule": broken.rule, "article": broken.article}
        raise ServiceError(ErrorKind.CONFLICT, f"{name}.wrong_state", facts)
    return becomes


def state_of(record: Record) -> StrEnum:
    """Return the state of a record as a member of its own list of states."""
    _, kind = _KINDS[type(record)]
    return kind(record.state)
