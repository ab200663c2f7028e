"""Lives of proceedings (程序状态表): which act takes an enforcement case, a repair, an objection, a
review or a correction from which state into which.
"""

from registry.rules.states_of_records import Machine
from schemas.act_codes import Act
from schemas.case_codes import EnforcementState, RulingState
from schemas.inquiry_codes import RequestState
from schemas.listing_application_codes import ApplicationState
from schemas.remedy_codes import (
    CertificateState,
    CorrectionState,
    ObjectionState,
    RepairState,
    ReviewState,
)

_E = EnforcementState
_R = RepairState
_O = ObjectionState
_V = ReviewState
_C = CorrectionState

# What may be found out and handed on, whatever the case has come to.
_IN_ANY_LIVING_CASE = (
    Act.RECORD_EVIDENCE,
    Act.WITHDRAW_EVIDENCE,
    Act.DRAFT_CAPACITY_ASSESSMENT,
    Act.SIGN_CAPACITY_ASSESSMENT,
    Act.WITHDRAW_CAPACITY_ASSESSMENT,
    Act.ANSWER_CAPACITY_PROPOSAL,
    Act.DEMAND_PROPERTY_REPORT,
    Act.RECEIVE_PROPERTY_REPORT,
    Act.RECEIVE_REPORT_SUPPLEMENT,
    Act.VERIFY_PROPERTY_REPORT,
    Act.ESTABLISH_REPORT_BREACH,
    Act.RECORD_INQUIRY,
    Act.RECORD_CLUE,
    Act.VERIFY_CLUE,
    Act.RECORD_CLAIM,
    Act.ENTER_PAYMENT,
    Act.DECIDE_TRANSFER,
    Act.RECEIVE_TRANSFER,
)
ENFORCEMENT: Machine = {
    _E.OPEN: {
        **dict.fromkeys(_IN_ANY_LIVING_CASE, _E.OPEN),
        Act.ISSUE_ENFORCEMENT_NOTICE: _E.OPEN,
        Act.REQUEST_INQUIRY: _E.OPEN,
        Act.RECEIVE_LISTING_APPLICATION: _E.OPEN,
        Act.REFUSE_LISTING_APPLICATION: _E.OPEN,
        Act.DRAFT_RULING: _E.OPEN,
        Act.DRAFT_ROUND_CLOSING: _E.OPEN,
        Act.SIGN_ROUND_CLOSING: _E.ROUND_CLOSED,
        Act.REFER_TO_BANKRUPTCY: _E.SUSPENDED,
        Act.RECORD_SUSPENSION: _E.SUSPENDED,
        Act.RECORD_NON_ENFORCEMENT: _E.NOT_ENFORCED,
        Act.RECORD_TERMINATION: _E.TERMINATED,
        Act.COMPLETE_ENFORCEMENT: _E.COMPLETED,
    },
    _E.ROUND_CLOSED: {
        **dict.fromkeys(_IN_ANY_LIVING_CASE, _E.ROUND_CLOSED),
        Act.REQUEST_INQUIRY: _E.ROUND_CLOSED,
        # Whoever is concerned may object to the closing for as long as it stands.
        Act.RECEIVE_OBJECTION: _E.ROUND_CLOSED,
        Act.DRAFT_RULING: _E.ROUND_CLOSED,
        Act.RESUME_ENFORCEMENT: _E.OPEN,
        Act.REFER_TO_BANKRUPTCY: _E.SUSPENDED,
        Act.RECORD_SUSPENSION: _E.SUSPENDED,
        Act.RECORD_NON_ENFORCEMENT: _E.NOT_ENFORCED,
        Act.RECORD_TERMINATION: _E.TERMINATED,
        Act.COMPLETE_ENFORCEMENT: _E.COMPLETED,
    },
    _E.SUSPENDED: {
        **dict.fromkeys(_IN_ANY_LIVING_CASE, _E.SUSPENDED),
        Act.DRAFT_RULING: _E.SUSPENDED,
        Act.RECORD_BANKRUPTCY_ANSWER: _E.SUSPENDED,
        Act.RESUME_ENFORCEMENT: _E.OPEN,
        Act.RECORD_NON_ENFORCEMENT: _E.NOT_ENFORCED,
        Act.RECORD_TERMINATION: _E.TERMINATED,
        Act.COMPLETE_ENFORCEMENT: _E.COMPLETED,
    },
    _E.NOT_ENFORCED: {},
    _E.TERMINATED: {},
    _E.COMPLETED: {},
}
RULING: Machine = {
    RulingState.DRAFT: {
        Act.WITHDRAW_DRAFT: RulingState.WITHDRAWN,
        **dict.fromkeys(
            (
                Act.RECORD_SUSPENSION,
                Act.RECORD_NON_ENFORCEMENT,
                Act.RECORD_TERMINATION,
                Act.COMPLETE_ENFORCEMENT,
                Act.RESUME_ENFORCEMENT,
                Act.SIGN_ROUND_CLOSING,
                Act.REFER_TO_BANKRUPTCY,
            ),
            RulingState.SIGNED,
        ),
    },
    RulingState.SIGNED: {},
    RulingState.WITHDRAWN: {},
}
APPLICATION: Machine = {
    ApplicationState.RECEIVED: {
        Act.DRAFT_LISTING: ApplicationState.RECEIVED,
        Act.SIGN_LISTING: ApplicationState.GRANTED,
        Act.REFUSE_LISTING_APPLICATION: ApplicationState.REFUSED,
    },
    ApplicationState.GRANTED: {},
    ApplicationState.REFUSED: {},
}
REPAIR: Machine = {
    _R.RECEIVED: {
        Act.RECEIVE_REPAIR: _R.RECEIVED,
        Act.DRAFT_REPAIR: _R.DRAFTED,
        Act.WITHDRAW_REPAIR: _R.WITHDRAWN,
    },
    _R.DRAFTED: {
        Act.RECEIVE_REPAIR: _R.DRAFTED,
        Act.DRAFT_REPAIR: _R.DRAFTED,
        Act.GRANT_REPAIR: _R.GRANTED,
        Act.REFUSE_REPAIR: _R.REFUSED,
        Act.WITHDRAW_REPAIR: _R.WITHDRAWN,
    },
    _R.GRANTED: {Act.ISSUE_CERTIFICATE: _R.GRANTED},
    _R.REFUSED: {},
    _R.WITHDRAWN: {},
}
OBJECTION: Machine = {
    _O.RECEIVED: {
        Act.DRAFT_OBJECTION_DECISION: _O.RECEIVED,
        Act.UPHOLD_OBJECTION: _O.UPHELD,
        Act.DISMISS_OBJECTION: _O.DISMISSED,
        Act.WITHDRAW_OBJECTION: _O.WITHDRAWN,
    },
    _O.UPHELD: {Act.CARRY_OUT_CORRECTION: _O.CORRECTED, Act.CORRECT_DIRECTLY: _O.CORRECTED},
    _O.CORRECTED: {},
    _O.DISMISSED: {
        Act.SERVE_DISMISSAL: _O.DISMISSAL_SERVED,
        Act.RECEIVE_REVIEW: _O.DISMISSED,
        Act.ORDER_CORRECTION: _O.UPHELD,
        Act.CORRECT_DIRECTLY: _O.CORRECTED,
    },
    _O.DISMISSAL_SERVED: {
        Act.RECEIVE_REVIEW: _O.DISMISSAL_SERVED,
        Act.ORDER_CORRECTION: _O.UPHELD,
        Act.CORRECT_DIRECTLY: _O.CORRECTED,
    },
    _O.WITHDRAWN: {},
}
REVIEW: Machine = {
    _V.RECEIVED: {
        Act.DRAFT_REVIEW_DECISION: _V.RECEIVED,
        Act.DISMISS_REVIEW: _V.DISMISSED,
        Act.ORDER_CORRECTION: _V.CORRECTION_ORDERED,
        Act.CORRECT_DIRECTLY: _V.CORRECTED,
        Act.WITHDRAW_REVIEW: _V.WITHDRAWN,
    },
    _V.DISMISSED: {},
    _V.CORRECTION_ORDERED: {
        Act.CARRY_OUT_CORRECTION: _V.CORRECTED,
        Act.CORRECT_DIRECTLY: _V.CORRECTED,
    },
    _V.CORRECTED: {},
    _V.WITHDRAWN: {},
}
CORRECTION: Machine = {
    _C.DRAFT: {
        Act.ORDER_CORRECTION: _C.ORDERED,
        Act.CORRECT_DIRECTLY: _C.CARRIED_OUT,
        Act.WITHDRAW_DRAFT: _C.WITHDRAWN,
    },
    _C.ORDERED: {Act.CARRY_OUT_CORRECTION: _C.CARRIED_OUT},
    _C.CARRIED_OUT: {},
    _C.WITHDRAWN: {},
}
CERTIFICATE: Machine = {
    CertificateState.ISSUED: {Act.VOID_CERTIFICATE: CertificateState.VOIDED},
    CertificateState.VOIDED: {},
}
INQUIRY_REQUEST: Machine = {
    RequestState.OPEN: {Act.WITHDRAW_INQUIRY: RequestState.WITHDRAWN},
    RequestState.WITHDRAWN: {},
}
