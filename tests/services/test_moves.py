"""Moves (状态变更): every state has its row, and only what stands there is allowed."""

from enum import StrEnum

import pytest

from registry.errors import ErrorKind, ServiceError
from registry.models.cases import Payment
from registry.models.lifts import LiftDecision
from registry.models.listings import Listing, ListingChange, RemovalDecision, RestrictionOrder
from registry.models.permissions import Permission
from registry.services import moves
from registry.services.moves import Moves, Record
from schemas.codes import ChangeState, ListingState, OrderState, PaymentState, RemovalState
from schemas.restriction_codes import LiftState, PermissionState

TABLES = [
    (Listing, ListingState, moves.LISTING),
    (ListingChange, ChangeState, moves.CHANGE),
    (RestrictionOrder, OrderState, moves.ORDER),
    (RemovalDecision, RemovalState, moves.REMOVAL),
    (Payment, PaymentState, moves.PAYMENT),
    (LiftDecision, LiftState, moves.LIFT),
    (Permission, PermissionState, moves.PERMISSION),
]


@pytest.mark.parametrize(("model", "states", "table"), TABLES)
def test_every_move_is_allowed_or_refused_as_the_table_says(
    model: type[Record], states: type[StrEnum], table: Moves
) -> None:
    assert set(table) <= set(states)
    for old in states:
        for new in states:
            record = model(state=old, version=1)
            if new in table.get(old, ()):
                moves.move(record, new)
                assert (record.state, record.version) == (new, 2)
                continue
            with pytest.raises(ServiceError) as refused:
                moves.move(record, new)
            assert refused.value.kind is ErrorKind.CONFLICT
            assert (record.state, record.version) == (old, 1)


@pytest.mark.parametrize(
    ("table", "finals"),
    [
        (moves.LISTING, {ListingState.DROPPED, ListingState.REMOVED, ListingState.REVOKED}),
        (moves.CHANGE, {ChangeState.SIGNED}),
        (moves.ORDER, {OrderState.DROPPED, OrderState.LIFTED, OrderState.REVOKED}),
        (moves.REMOVAL, {RemovalState.SIGNED}),
        (moves.LIFT, {LiftState.SIGNED}),
        (moves.PERMISSION, {PermissionState.REFUSED, PermissionState.WITHDRAWN}),
        (moves.PAYMENT, {PaymentState.CONFIRMED, PaymentState.REJECTED}),
    ],
)
def test_nothing_leaves_a_final_state(table: Moves, finals: set[StrEnum]) -> None:
    assert {state for state in table if not table[state]} == finals


def test_a_change_of_another_version_is_stale() -> None:
    with pytest.raises(ServiceError) as refused:
        moves.expect(Listing(state=ListingState.DRAFT, version=3), 2)
    assert refused.value.kind is ErrorKind.STALE
    assert refused.value.facts == {"version": 3, "state": "draft"}
