"""Moves (状态变更): which state may follow which, in one table for each kind of record."""

from collections.abc import Mapping
from enum import StrEnum

from registry.errors import ErrorKind, ServiceError
from registry.models.cases import Payment
from registry.models.lifts import LiftDecision
from registry.models.listings import Listing, ListingChange, RemovalDecision, RestrictionOrder
from registry.models.permissions import Permission
from registry.rules import states
from schemas.act_codes import Act
from schemas.codes import ChangeState, ListingState, OrderState, PaymentState, RemovalState
from schemas.restriction_codes import LiftState, PermissionState

Record = (
    Listing
    | ListingChange
    | RestrictionOrder
    | RemovalDecision
    | Payment
    | LiftDecision
    | Permission
)
Moves = Mapping[StrEnum, frozenset[StrEnum]]

LISTING: Moves = {
    ListingState.DRAFT: frozenset({ListingState.SIGNED, ListingState.DROPPED}),
    ListingState.SIGNED: frozenset(
        {ListingState.IN_GRACE, ListingState.PUBLISHED, ListingState.DROPPED}
    ),
    ListingState.IN_GRACE: frozenset({ListingState.PUBLISHED, ListingState.DROPPED}),
    ListingState.DROPPED: frozenset(),
    ListingState.PUBLISHED: frozenset({ListingState.REMOVED, ListingState.REVOKED}),
    # Imported as fully performed: kept back from the public until its court has removed it.
    ListingState.UNPUBLISHED: frozenset({ListingState.REMOVED, ListingState.REVOKED}),
    ListingState.ENDED: frozenset({ListingState.REVOKED}),
    ListingState.REMOVED: frozenset(),
    ListingState.REVOKED: frozenset(),
}
CHANGE: Moves = {
    ChangeState.DRAFT: frozenset({ChangeState.SIGNED}),
    ChangeState.SIGNED: frozenset(),
}
ORDER: Moves = {
    OrderState.DRAFT: frozenset({OrderState.SIGNED, OrderState.DROPPED}),
    OrderState.SIGNED: frozenset({OrderState.IN_FORCE, OrderState.DROPPED}),
    OrderState.DROPPED: frozenset(),
    OrderState.IN_FORCE: frozenset({OrderState.SUSPENDED, OrderState.LIFTED, OrderState.REVOKED}),
    OrderState.SUSPENDED: frozenset({OrderState.IN_FORCE, OrderState.LIFTED, OrderState.REVOKED}),
    OrderState.LIFTED: frozenset(),
    OrderState.REVOKED: frozenset(),
}
REMOVAL: Moves = {
    RemovalState.DRAFT: frozenset({RemovalState.SIGNED}),
    RemovalState.SIGNED: frozenset(),
}
LIFT: Moves = {
    LiftState.DRAFT: frozenset({LiftState.SIGNED}),
    LiftState.SIGNED: frozenset(),
}
PERMISSION: Moves = {
    PermissionState.APPLIED: frozenset({PermissionState.GRANTED, PermissionState.REFUSED}),
    PermissionState.GRANTED: frozenset({PermissionState.ENDED, PermissionState.WITHDRAWN}),
    # What comes to light later bars further applications all the same.
    PermissionState.ENDED: frozenset({PermissionState.WITHDRAWN}),
    PermissionState.REFUSED: frozenset(),
    PermissionState.WITHDRAWN: frozenset(),
}
PAYMENT: Moves = {
    PaymentState.ENTERED: frozenset({PaymentState.CONFIRMED, PaymentState.REJECTED}),
    PaymentState.CONFIRMED: frozenset(),
    PaymentState.REJECTED: frozenset(),
}
_TABLES: Mapping[type[Record], tuple[str, Moves]] = {
    Listing: ("listing", LISTING),
    ListingChange: ("listing_change", CHANGE),
    RestrictionOrder: ("restriction", ORDER),
    RemovalDecision: ("removal", REMOVAL),
    Payment: ("payment", PAYMENT),
    LiftDecision: ("lift", LIFT),
    Permission: ("permission", PERMISSION),
}
# Which kind of state each record is in; the tables of the law hang on the kind.
_STATES: Mapping[type[Record], type[StrEnum]] = {
    Listing: ListingState,
    RestrictionOrder: OrderState,
    RemovalDecision: RemovalState,
    Payment: PaymentState,
    Permission: PermissionState,
}


def record_names() -> tuple[str, ...]:
    """Return the names of records that have states, with which their codes of errors begin."""
    return tuple(name for name, _ in _TABLES.values())


def expect(record: Record, version: int) -> None:
    """Make sure that a change is meant for the version of the record that is there.

    :raises ServiceError: ``record.stale``.
    """
    if record.version != version:
        facts = {"version": record.version, "state": record.state}
        raise ServiceError(ErrorKind.STALE, "record.stale", facts)


def move(record: Record, to: StrEnum) -> None:
    """Put a record into its next state, as a new version.

    :raises ServiceError: ``<record>.wrong_state`` when no such move is allowed.
    """
    require_move(record, to)
    record.state = to
    record.version += 1


def require_move(record: Record, to: StrEnum) -> None:
    """Make sure that a record may go into a state, without moving it.

    :raises ServiceError: ``<record>.wrong_state``.
    """
    name, table = _TABLES[type(record)]
    # The table is keyed by members of one enumeration, which are equal to their texts. A state
    # without a row is one that no act leads to or away from.
    allowed = table.get(record.state, frozenset())  # type: ignore[call-overload]
    if to not in allowed:
        facts = {"state": record.state, "wanted": to}
        raise ServiceError(ErrorKind.CONFLICT, f"{name}.wrong_state", facts)


def do(record: Record, act: Act) -> None:
    """Put a record into the state that an act brings about, as a new version.

    :raises ServiceError: ``<record>.wrong_state`` when the act may not be done to it.
    """
    record.state = require(record, act)
    record.version += 1


def require(record: Record, act: Act) -> StrEnum:
    """Make sure that an act may be done to a record as it stands, and return what it becomes.

    :raises ServiceError: ``<record>.wrong_state``, with what may be done instead.
    """
    name, _ = _TABLES[type(record)]
    state = _STATES[type(record)](record.state)
    becomes = states.after(state, act)
    if becomes is None:
        facts = {"state": state, "act": act, "instead": ",".join(states.acts_in(state))}
        raise ServiceError(ErrorKind.CONFLICT, f"{name}.wrong_state", facts)
    return becomes
