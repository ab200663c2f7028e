"""States: what may be done where, that nothing leads back from an end, and that jobs impose
nothing.
"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

import pytest

from registry.rules import authority, publication, states
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
from tests.rules.cases import Case, check_case

KINDS = list(states.MACHINES)
STATES = [state for kind in KINDS for state in kind]
L, O = ListingState, OrderState  # noqa: E741
ENDS: dict[type[StrEnum], set[str]] = {
    ListingState: {"dropped", "removed", "revoked"},
    OrderState: {"dropped", "lifted", "revoked"},
    RemovalState: {"signed", "withdrawn"},
    ChangeState: {"signed", "withdrawn"},
    OrderChangeState: {"signed", "refused", "withdrawn"},
    LiftState: {"signed", "withdrawn"},
    PaymentState: {"confirmed", "rejected"},
    PermissionState: {"refused", "withdrawn"},
    EnforcementState: {"not_enforced", "terminated", "completed"},
    EvidenceState: {"withdrawn"},
    CapacityState: {"superseded", "withdrawn"},
    ProposalState: {"kept", "carried_out", "lapsed"},
    ReportState: set(),
    ApplicationState: {"granted", "refused"},
    RulingState: {"signed", "withdrawn"},
    RequestState: {"withdrawn"},
    RepairState: {"refused", "withdrawn"},
    ObjectionState: {"corrected", "withdrawn"},
    ReviewState: {"dismissed", "corrected", "withdrawn"},
    CorrectionState: {"carried_out", "withdrawn"},
    CertificateState: {"voided"},
    ExitState: {"dropped", "lifted", "revoked"},
    ExitEndingState: {"signed", "withdrawn"},
    BreachState: {"not_shown"},
    SanctionState: {"closed", "revoked", "withdrawn"},
    AppealState: {"dismissed", "changed", "revoked", "withdrawn"},
}

CASES = (
    Case(
        states.ACT_FITS_STATE,
        "a published listing is removed",
        True,
        lambda: states.state_findings(L.PUBLISHED, Act.SIGN_REMOVAL),
    ),
    Case(
        states.ACT_FITS_STATE,
        "a removed listing is removed again",
        False,
        lambda: states.state_findings(L.REMOVED, Act.SIGN_REMOVAL),
    ),
    Case(
        states.ACT_FITS_STATE,
        "a draft is published",
        False,
        lambda: states.state_findings(L.DRAFT, Act.PUBLISH_LISTING),
    ),
    Case(
        states.ACT_FITS_STATE,
        "a lifted order is suspended",
        False,
        lambda: states.state_findings(O.LIFTED, Act.GRANT_SUSPENSION),
    ),
)


def moves_of(kind: type[StrEnum]) -> Iterator[tuple[StrEnum, Act, StrEnum]]:
    for state in kind:
        for act in Act:
            becomes = states.after(state, act)
            if becomes is not None:
                yield state, act, becomes


def reachable(start: StrEnum) -> set[StrEnum]:
    found, new = {start}, {start}
    while new:
        new = {to for state, _, to in moves_of(type(start)) if state in found} - found
        found |= new
    return found


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_act_fits_the_state_or_not(case: Case) -> None:
    check_case(case)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_state_has_its_row(kind: type[StrEnum]) -> None:
    assert set(states.MACHINES[kind]) == set(kind)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_nothing_is_done_to_what_has_ended(kind: type[StrEnum]) -> None:
    ended = {state.value for state in kind if states.has_ended(state)}
    assert ended == ENDS[kind]


@pytest.mark.parametrize("state", STATES, ids=lambda state: f"{type(state).__name__}.{state}")
def test_what_may_be_done_is_said_in_one_voice(state: StrEnum) -> None:
    for act in Act:
        becomes = states.after(state, act)
        assert states.may(state, act) is (becomes is not None)
        assert (act in states.acts_in(state)) is (becomes is not None)
        if becomes is not None:
            assert type(becomes) is type(state)


def test_states_of_the_same_text_are_not_mixed_up() -> None:
    assert states.after(L.DRAFT, Act.SIGN_LISTING) is L.SIGNED
    assert states.after(O.DRAFT, Act.SIGN_LISTING) is None
    assert states.after(O.SUSPENDED, Act.RESUME_RESTRICTION) is O.IN_FORCE
    assert states.after(L.SUSPENDED, Act.RESUME_RESTRICTION) is None


def test_nothing_public_comes_of_time_alone() -> None:
    on = date(2026, 3, 2)
    for kind in (ListingState, OrderState):
        for state, act, becomes in moves_of(kind):
            if act in authority.JOB_ACTS and becomes is not O.IN_FORCE:
                assert not publication.is_public(becomes, None, on=on), (state, act)  # type: ignore[arg-type]
    resumed = [
        state for state, act, to in moves_of(O) if act in authority.JOB_ACTS and to is O.IN_FORCE
    ]
    assert resumed == [O.SUSPENDED]


def test_only_publication_makes_a_listing_public_and_only_a_person_publishes() -> None:
    into = {act for state, act, to in moves_of(L) if to is L.PUBLISHED and state is not L.PUBLISHED}
    assert into == {Act.PUBLISH_LISTING, Act.RESUME_LISTING}
    assert not into & authority.JOB_ACTS


def test_nothing_public_comes_after_removal_or_revocation() -> None:
    for state in (L.REMOVED, L.REVOKED, L.DROPPED, L.ENDED):
        assert L.PUBLISHED not in reachable(state)
    for order in (O.LIFTED, O.REVOKED, O.DROPPED):
        assert O.IN_FORCE not in reachable(order)


def test_every_state_of_a_life_is_reached_from_its_beginning() -> None:
    beginnings = {
        # One state is where imports put a record, and nothing else leads there.
        ListingState: (L.DRAFT, {L.ENDED}),
        OrderState: (O.DRAFT, set()),
        RemovalState: (RemovalState.DRAFT, set()),
        ApplicationState: (ApplicationState.RECEIVED, set()),
        ChangeState: (ChangeState.DRAFT, set()),
        OrderChangeState: (OrderChangeState.DRAFT, set()),
        LiftState: (LiftState.DRAFT, set()),
        PaymentState: (PaymentState.CLAIMED, set()),
        PermissionState: (PermissionState.APPLIED, set()),
        EnforcementState: (EnforcementState.OPEN, set()),
        EvidenceState: (EvidenceState.RECORDED, set()),
        CapacityState: (CapacityState.DRAFT, set()),
        ProposalState: (ProposalState.OPEN, set()),
        ReportState: (ReportState.DEMANDED, set()),
        RulingState: (RulingState.DRAFT, set()),
        RequestState: (RequestState.OPEN, set()),
        RepairState: (RepairState.RECEIVED, set()),
        ObjectionState: (ObjectionState.RECEIVED, set()),
        ReviewState: (ReviewState.RECEIVED, set()),
        CertificateState: (CertificateState.ISSUED, set()),
        ExitState: (ExitState.DRAFT, set()),
        ExitEndingState: (ExitEndingState.DRAFT, set()),
        BreachState: (BreachState.RECORDED, set()),
        SanctionState: (SanctionState.DRAFT, set()),
    }
    for kind, (start, elsewhere) in beginnings.items():
        assert set(kind) - reachable(start) == elsewhere


def test_a_grace_period_is_left_by_publication_dropping_or_revocation_alone() -> None:
    ways = {to for state, _, to in moves_of(L) if state is L.IN_GRACE} - {L.IN_GRACE}
    # What is not suitable for publication takes effect without it.
    assert ways == {L.PUBLISHED, L.UNPUBLISHED, L.DROPPED, L.REVOKED}


def test_a_refusal_names_what_would_fit() -> None:
    (finding,) = states.state_findings(RemovalState.DRAFT, Act.PUBLISH_LISTING)
    assert finding.facts == {
        "state": "draft",
        "act": "publish_listing",
        "instead": "sign_removal,sign_early_removal,withdraw_draft",
    }
