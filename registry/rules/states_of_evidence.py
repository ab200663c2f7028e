"""Lives of what is found out about a debtor (证据状态表): which act takes an item of evidence, a
property report or a capacity assessment from which state into which.
"""

from registry.rules.states_of_records import Machine
from schemas.act_codes import Act
from schemas.case_codes import CapacityState, EvidenceState, ProposalState, ReportState

_E = EvidenceState
_C = CapacityState
_P = ProposalState
_R = ReportState

# Evidence is withdrawn with a reason and never deleted.
EVIDENCE: Machine = {
    _E.RECORDED: {Act.WITHDRAW_EVIDENCE: _E.WITHDRAWN},
    _E.WITHDRAWN: {},
}
ASSESSMENT: Machine = {
    _C.DRAFT: {
        Act.SIGN_CAPACITY_ASSESSMENT: _C.SIGNED,
        Act.WITHDRAW_CAPACITY_ASSESSMENT: _C.WITHDRAWN,
    },
    # Only a person ends a finding, by signing the next one.
    _C.SIGNED: {Act.SUPERSEDE_CAPACITY_ASSESSMENT: _C.SUPERSEDED},
    _C.SUPERSEDED: {},
    _C.WITHDRAWN: {},
}
_ENDING = (
    Act.SIGN_REMOVAL,
    Act.SIGN_EARLY_REMOVAL,
    Act.END_TERM,
    Act.SIGN_REVOCATION,
)
# What a finding of inability proposes for a listing: a person ends it, or keeps it and says why.
PROPOSAL: Machine = {
    _P.OPEN: {
        Act.ANSWER_CAPACITY_PROPOSAL: _P.KEPT,
        Act.SUPERSEDE_CAPACITY_ASSESSMENT: _P.LAPSED,
        **dict.fromkeys(_ENDING, _P.CARRIED_OUT),
    },
    _P.KEPT: {},
    _P.CARRIED_OUT: {},
    _P.LAPSED: {},
}
REPORT: Machine = {
    _R.DEMANDED: {
        Act.RECEIVE_PROPERTY_REPORT: _R.RECEIVED,
        Act.ESTABLISH_REPORT_BREACH: _R.BREACHED,
    },
    _R.RECEIVED: {
        Act.RECEIVE_REPORT_SUPPLEMENT: _R.RECEIVED,
        Act.VERIFY_PROPERTY_REPORT: _R.VERIFIED,
        Act.ESTABLISH_REPORT_BREACH: _R.BREACHED,
    },
    # What was verified may prove false later.
    _R.VERIFIED: {
        Act.RECEIVE_REPORT_SUPPLEMENT: _R.VERIFIED,
        Act.ESTABLISH_REPORT_BREACH: _R.BREACHED,
    },
    # A debtor may still report after all.
    _R.BREACHED: {Act.RECEIVE_PROPERTY_REPORT: _R.RECEIVED},
}
