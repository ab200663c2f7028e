"""Lives of records (记录状态表): which act takes a listing, an order, a payment, a permission or
a decision about one of them from which state into which.

What is not in a table is not allowed. An act that changes no state is in the table too, so that it
is known where it may be done.
"""

from collections.abc import Mapping
from enum import StrEnum

from schemas.act_codes import Act
from schemas.codes import ChangeState, ListingState, OrderState, PaymentState, RemovalState
from schemas.restriction_codes import LiftState, OrderChangeState, PermissionState

Machine = Mapping[StrEnum, Mapping[Act, StrEnum]]

_L = ListingState
_O = OrderState
_P = PermissionState

LISTING: Machine = {
    _L.DRAFT: {
        Act.SIGN_LISTING: _L.SIGNED,
        Act.DROP_LISTING: _L.DROPPED,
        Act.WITHDRAW_DRAFT: _L.DROPPED,
    },
    _L.SIGNED: {
        Act.RECEIVE_OBJECTION: _L.SIGNED,
        Act.RECORD_SERVICE: _L.SIGNED,
        Act.GRANT_GRACE: _L.IN_GRACE,
        Act.PUBLISH_LISTING: _L.PUBLISHED,
        Act.WITHHOLD_LISTING: _L.UNPUBLISHED,
        Act.DROP_LISTING: _L.DROPPED,
        Act.DRAFT_REVOCATION: _L.SIGNED,
        Act.SIGN_REVOCATION: _L.REVOKED,
    },
    _L.IN_GRACE: {
        Act.RECEIVE_OBJECTION: _L.IN_GRACE,
        Act.RECORD_SERVICE: _L.IN_GRACE,
        Act.GRANT_GRACE: _L.IN_GRACE,
        Act.RECORD_GRACE_OUTCOME: _L.IN_GRACE,
        Act.PUBLISH_LISTING: _L.PUBLISHED,
        Act.WITHHOLD_LISTING: _L.UNPUBLISHED,
        Act.DROP_LISTING: _L.DROPPED,
        Act.DRAFT_REVOCATION: _L.IN_GRACE,
        Act.SIGN_REVOCATION: _L.REVOKED,
    },
    _L.DROPPED: {},
    _L.PUBLISHED: {
        Act.RECEIVE_OBJECTION: _L.PUBLISHED,
        Act.NOTIFY_UNIT: _L.PUBLISHED,
        Act.DRAFT_AMENDMENT: _L.PUBLISHED,
        Act.SIGN_AMENDMENT: _L.PUBLISHED,
        Act.DRAFT_EXTENSION: _L.PUBLISHED,
        Act.SIGN_EXTENSION: _L.PUBLISHED,
        Act.SUSPEND_LISTING: _L.SUSPENDED,
        Act.DRAFT_REMOVAL: _L.PUBLISHED,
        Act.SIGN_REMOVAL: _L.REMOVED,
        Act.SIGN_EARLY_REMOVAL: _L.REMOVED,
        Act.END_TERM: _L.REMOVED,
        Act.DRAFT_REVOCATION: _L.PUBLISHED,
        Act.SIGN_REVOCATION: _L.REVOKED,
    },
    _L.SUSPENDED: {
        Act.RECEIVE_OBJECTION: _L.SUSPENDED,
        Act.NOTIFY_UNIT: _L.SUSPENDED,
        Act.DRAFT_AMENDMENT: _L.SUSPENDED,
        Act.SIGN_AMENDMENT: _L.SUSPENDED,
        Act.RESUME_LISTING: _L.PUBLISHED,
        Act.RESUME_WITHHELD_LISTING: _L.UNPUBLISHED,
        Act.DRAFT_REMOVAL: _L.SUSPENDED,
        Act.SIGN_REMOVAL: _L.REMOVED,
        Act.SIGN_EARLY_REMOVAL: _L.REMOVED,
        Act.END_TERM: _L.REMOVED,
        Act.DRAFT_REVOCATION: _L.SUSPENDED,
        Act.SIGN_REVOCATION: _L.REVOKED,
    },
    _L.UNPUBLISHED: {
        Act.RECEIVE_OBJECTION: _L.UNPUBLISHED,
        Act.NOTIFY_UNIT: _L.UNPUBLISHED,
        Act.DRAFT_AMENDMENT: _L.UNPUBLISHED,
        Act.SIGN_AMENDMENT: _L.UNPUBLISHED,
        Act.DRAFT_EXTENSION: _L.UNPUBLISHED,
        Act.SIGN_EXTENSION: _L.UNPUBLISHED,
        Act.SUSPEND_LISTING: _L.SUSPENDED,
        Act.DRAFT_REMOVAL: _L.UNPUBLISHED,
        Act.SIGN_REMOVAL: _L.REMOVED,
        Act.SIGN_EARLY_REMOVAL: _L.REMOVED,
        Act.END_TERM: _L.REMOVED,
        Act.DRAFT_REVOCATION: _L.UNPUBLISHED,
        Act.SIGN_REVOCATION: _L.REVOKED,
    },
    _L.ENDED: {Act.DRAFT_REVOCATION: _L.ENDED, Act.SIGN_REVOCATION: _L.REVOKED},
    _L.REMOVED: {},
    _L.REVOKED: {},
}
_UNDER_AN_ORDER = (
    Act.RECEIVE_OBJECTION,
    Act.DRAFT_AMENDMENT,
    Act.SIGN_AMENDMENT,
    Act.RECEIVE_PERMISSION,
    Act.REFUSE_PERMISSION,
    Act.GRANT_OWN_MONEY,
    Act.APPROVE_NECESSITY,
    Act.REPLACE_REPRESENTATIVE,
    Act.IMPOSE_SANCTION,
    Act.DRAFT_LIFT,
    Act.DRAFT_REVOCATION,
)
_ENDING_AN_ORDER: Mapping[Act, StrEnum] = {
    Act.SIGN_LIFT: _O.LIFTED,
    Act.END_RESTRICTION: _O.LIFTED,
    Act.SIGN_REVOCATION: _O.REVOKED,
}
ORDER: Machine = {
    _O.DRAFT: {
        Act.SIGN_RESTRICTION: _O.SIGNED,
        Act.DROP_RESTRICTION: _O.DROPPED,
        Act.WITHDRAW_DRAFT: _O.DROPPED,
    },
    _O.SIGNED: {
        Act.RECEIVE_OBJECTION: _O.SIGNED,
        Act.GRANT_GRACE: _O.IN_GRACE,
        Act.PUBLISH_RESTRICTION: _O.IN_FORCE,
        Act.DROP_RESTRICTION: _O.DROPPED,
        Act.DRAFT_REVOCATION: _O.SIGNED,
        Act.SIGN_REVOCATION: _O.REVOKED,
    },
    _O.IN_GRACE: {
        Act.RECEIVE_OBJECTION: _O.IN_GRACE,
        Act.GRANT_GRACE: _O.IN_GRACE,
        Act.RECORD_GRACE_OUTCOME: _O.IN_GRACE,
        Act.PUBLISH_RESTRICTION: _O.IN_FORCE,
        Act.DROP_RESTRICTION: _O.DROPPED,
        Act.DRAFT_REVOCATION: _O.IN_GRACE,
        Act.SIGN_REVOCATION: _O.REVOKED,
    },
    _O.DROPPED: {},
    _O.IN_FORCE: {
        **dict.fromkeys(_UNDER_AN_ORDER, _O.IN_FORCE),
        **_ENDING_AN_ORDER,
        Act.GRANT_SUSPENSION: _O.SUSPENDED,
    },
    _O.SUSPENDED: {
        **dict.fromkeys(_UNDER_AN_ORDER, _O.SUSPENDED),
        **_ENDING_AN_ORDER,
        Act.RESUME_RESTRICTION: _O.IN_FORCE,
    },
    _O.LIFTED: {},
    _O.REVOKED: {},
}
# A later decision about an order; which of them it is says which of the signatures fits.
ORDER_CHANGE: Machine = {
    OrderChangeState.DRAFT: {
        Act.SIGN_AMENDMENT: OrderChangeState.SIGNED,
        Act.REPLACE_REPRESENTATIVE: OrderChangeState.SIGNED,
        Act.SIGN_REVOCATION: OrderChangeState.SIGNED,
        Act.REFUSE_PERMISSION: OrderChangeState.REFUSED,
        Act.WITHDRAW_DRAFT: OrderChangeState.WITHDRAWN,
    },
    OrderChangeState.SIGNED: {},
    OrderChangeState.REFUSED: {},
    OrderChangeState.WITHDRAWN: {},
}
REMOVAL: Machine = {
    RemovalState.DRAFT: {
        Act.SIGN_REMOVAL: RemovalState.SIGNED,
        Act.SIGN_EARLY_REMOVAL: RemovalState.SIGNED,
        Act.WITHDRAW_DRAFT: RemovalState.WITHDRAWN,
    },
    RemovalState.SIGNED: {},
    RemovalState.WITHDRAWN: {},
}
# A later decision about a listing; which of them it is says which of the signatures fits.
CHANGE: Machine = {
    ChangeState.DRAFT: {
        Act.SIGN_REVOCATION: ChangeState.SIGNED,
        Act.SIGN_AMENDMENT: ChangeState.SIGNED,
        Act.SIGN_EXTENSION: ChangeState.SIGNED,
        Act.WITHDRAW_DRAFT: ChangeState.WITHDRAWN,
    },
    ChangeState.SIGNED: {},
    ChangeState.WITHDRAWN: {},
}
LIFT: Machine = {
    LiftState.DRAFT: {
        Act.SIGN_LIFT: LiftState.SIGNED,
        Act.WITHDRAW_DRAFT: LiftState.WITHDRAWN,
    },
    LiftState.SIGNED: {},
    LiftState.WITHDRAWN: {},
}
PAYMENT: Machine = {
    PaymentState.CLAIMED: {
        Act.ENTER_PAYMENT: PaymentState.ENTERED,
        Act.REJECT_PAYMENT: PaymentState.REJECTED,
    },
    PaymentState.ENTERED: {
        Act.RECORD_CREDITOR_ANSWER: PaymentState.ENTERED,
        Act.CONFIRM_PAYMENT: PaymentState.CONFIRMED,
        Act.REJECT_PAYMENT: PaymentState.REJECTED,
    },
    PaymentState.CONFIRMED: {},
    PaymentState.REJECTED: {},
}
PERMISSION: Machine = {
    _P.APPLIED: {
        Act.GRANT_OWN_MONEY: _P.GRANTED,
        Act.APPROVE_NECESSITY: _P.GRANTED,
        Act.GRANT_SUSPENSION: _P.GRANTED,
        Act.REFUSE_PERMISSION: _P.REFUSED,
    },
    _P.GRANTED: {Act.END_PERMISSION: _P.ENDED, Act.WITHDRAW_PERMISSION: _P.WITHDRAWN},
    _P.REFUSED: {},
    # What comes to light later bars further applications all the same.
    _P.ENDED: {Act.WITHDRAW_PERMISSION: _P.WITHDRAWN},
    _P.WITHDRAWN: {},
}
