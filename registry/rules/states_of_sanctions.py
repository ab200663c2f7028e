"""Lives of exit restrictions, breaches, sanctions and appeals (限制出境、制裁与复议状态表): which
act takes one of them from which state into which.
"""

from registry.rules.states_of_records import Machine
from schemas.act_codes import Act
from schemas.appeal_codes import AppealState
from schemas.breach_codes import BreachState, SanctionState
from schemas.exit_codes import ExitEndingState, ExitState

_B = BreachState
_S = SanctionState
_X = ExitState
_E = ExitEndingState
_A = AppealState

EXIT: Machine = {
    _X.DRAFT: {Act.SIGN_EXIT_RESTRICTION: _X.SIGNED, Act.WITHDRAW_DRAFT: _X.DROPPED},
    _X.SIGNED: {
        Act.IMPOSE_EXIT_RESTRICTION: _X.IN_FORCE,
        Act.SERVE_EXIT_RESTRICTION: _X.SIGNED,
        Act.DROP_EXIT_RESTRICTION: _X.DROPPED,
        Act.RECEIVE_APPEAL: _X.SIGNED,
        # Nobody was kept from leaving by it yet, so that nothing comes of it.
        Act.REVOKE_ON_APPEAL: _X.DROPPED,
    },
    _X.IN_FORCE: {
        Act.SERVE_EXIT_RESTRICTION: _X.IN_FORCE,
        Act.DRAFT_EXIT_LIFT: _X.IN_FORCE,
        Act.SIGN_EXIT_LIFT: _X.LIFTED,
        Act.DRAFT_REVOCATION: _X.IN_FORCE,
        Act.SIGN_REVOCATION: _X.REVOKED,
        Act.RECEIVE_APPEAL: _X.IN_FORCE,
        Act.REVOKE_ON_APPEAL: _X.REVOKED,
    },
    _X.DROPPED: {},
    _X.LIFTED: {},
    _X.REVOKED: {},
}
# Which of the two it is says which of the signatures fits.
EXIT_ENDING: Machine = {
    _E.DRAFT: {
        Act.SIGN_EXIT_LIFT: _E.SIGNED,
        Act.SIGN_REVOCATION: _E.SIGNED,
        Act.WITHDRAW_DRAFT: _E.WITHDRAWN,
    },
    _E.SIGNED: {},
    _E.WITHDRAWN: {},
}
BREACH: Machine = {
    _B.RECORDED: {Act.VERIFY_BREACH: _B.SHOWN, Act.DISMISS_BREACH: _B.NOT_SHOWN},
    _B.SHOWN: {
        Act.DRAFT_SANCTION: _B.SHOWN,
        Act.IMPOSE_SANCTION: _B.SHOWN,
        Act.DRAFT_REFERRAL: _B.SHOWN,
        Act.REFER_FOR_PROSECUTION: _B.SHOWN,
    },
    _B.NOT_SHOWN: {},
}
# A referral is closed when the body that prosecutes has answered; a fine or a detention stands.
SANCTION: Machine = {
    _S.DRAFT: {
        Act.IMPOSE_SANCTION: _S.SIGNED,
        Act.REFER_FOR_PROSECUTION: _S.SIGNED,
        Act.WITHDRAW_DRAFT: _S.WITHDRAWN,
    },
    _S.SIGNED: {
        Act.CLOSE_PROSECUTION: _S.CLOSED,
        Act.SERVE_SANCTION: _S.SIGNED,
        Act.RECEIVE_APPEAL: _S.SIGNED,
        Act.CHANGE_ON_APPEAL: _S.SIGNED,
        Act.REVOKE_ON_APPEAL: _S.REVOKED,
    },
    _S.CLOSED: {},
    _S.REVOKED: {},
    _S.WITHDRAWN: {},
}
APPEAL: Machine = {
    _A.RECEIVED: {
        Act.DRAFT_APPEAL_DECISION: _A.RECEIVED,
        Act.DISMISS_APPEAL: _A.DISMISSED,
        Act.CHANGE_ON_APPEAL: _A.CHANGED,
        Act.REVOKE_ON_APPEAL: _A.REVOKED,
        Act.WITHDRAW_APPEAL: _A.WITHDRAWN,
    },
    _A.DISMISSED: {},
    _A.CHANGED: {},
    _A.REVOKED: {},
    _A.WITHDRAWN: {},
}
