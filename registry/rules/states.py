"""States (状态): whether an act may be done to a record or a proceeding as it stands, and what it
becomes.

The tables are in :mod:`registry.rules.states_of_records`,
:mod:`registry.rules.states_of_proceedings`, :mod:`registry.rules.states_of_evidence` and
:mod:`registry.rules.states_of_sanctions`. Which table applies follows from the kind of the state,
so that "draft" of a listing is never taken for "draft" of an order.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from registry.rules import (
    states_of_evidence,
    states_of_proceedings,
    states_of_records,
    states_of_sanctions,
)
from registry.rules.articles import Article, Instrument
from registry.rules.findings import Finding, Rule, listed
from registry.rules.states_of_records import Machine
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

ACT_FITS_STATE = Rule(
    "states.act_fits_state",
    Article(Instrument.REGISTER_RULES, 21),
    "行为应当与记录的现有状态相符；已经终止的记录不得再作出行为，同一行为不得重复。",
    "An act fits the state that a record is in; what has ended is not acted on, and nothing is "
    "done twice.",
)
RULES = (ACT_FITS_STATE,)

MACHINES: Mapping[type[StrEnum], Machine] = MappingProxyType(
    {
        ListingState: states_of_records.LISTING,
        OrderState: states_of_records.ORDER,
        OrderChangeState: states_of_records.ORDER_CHANGE,
        RemovalState: states_of_records.REMOVAL,
        ChangeState: states_of_records.CHANGE,
        LiftState: states_of_records.LIFT,
        PaymentState: states_of_records.PAYMENT,
        PermissionState: states_of_records.PERMISSION,
        EnforcementState: states_of_proceedings.ENFORCEMENT,
        EvidenceState: states_of_evidence.EVIDENCE,
        CapacityState: states_of_evidence.ASSESSMENT,
        ProposalState: states_of_evidence.PROPOSAL,
        ReportState: states_of_evidence.REPORT,
        RulingState: states_of_proceedings.RULING,
        RequestState: states_of_proceedings.INQUIRY_REQUEST,
        ApplicationState: states_of_proceedings.APPLICATION,
        RepairState: states_of_proceedings.REPAIR,
        ObjectionState: states_of_proceedings.OBJECTION,
        ReviewState: states_of_proceedings.REVIEW,
        CertificateState: states_of_proceedings.CERTIFICATE,
        CorrectionState: states_of_proceedings.CORRECTION,
        ExitState: states_of_sanctions.EXIT,
        ExitEndingState: states_of_sanctions.EXIT_ENDING,
        BreachState: states_of_sanctions.BREACH,
        SanctionState: states_of_sanctions.SANCTION,
        AppealState: states_of_sanctions.APPEAL,
    }
)

_PLACES = {act: place for place, act in enumerate(Act)}
_State = TypeVar("_State", bound=StrEnum)


def after(state: _State, act: Act) -> _State | None:
    """Return the state that an act brings about, or None where it may not be done."""
    becomes = MACHINES[type(state)][state].get(act)
    return None if becomes is None else type(state)(becomes)


def may(state: StrEnum, act: Act) -> bool:
    """Tell whether an act may be done to what is in this state."""
    return act in MACHINES[type(state)][state]


def acts_in(state: StrEnum) -> tuple[Act, ...]:
    """Return what may be done to what is in this state, in the order of the code list."""
    return tuple(sorted(MACHINES[type(state)][state], key=_PLACES.__getitem__))


def has_ended(state: StrEnum) -> bool:
    """Tell whether nothing can be done any more to what is in this state."""
    return not MACHINES[type(state)][state]


def state_findings(state: StrEnum, act: Act) -> tuple[Finding, ...]:
    """Return whether an act fits the state of a record; the finding names what would."""
    return (
        ACT_FITS_STATE.finding(
            may(state, act), state=state.value, act=act, instead=listed(acts_in(state))
        ),
    )
