"""How a case stands (执行案件状态): what may be done in it, and which ruling it stands on.

A ruling about one of several debtors moves that debtor's state alone; every other moves that of the
whole case.
"""

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from registry.models.cases import Debtor, EnforcementCase
from registry.models.proceedings import CaseRuling
from registry.rules import rulings
from registry.rules.findings import Finding
from registry.services.acts import moves
from registry.services.acts.records import FRESH, Matter
from schemas.act_codes import Act
from schemas.case_codes import EnforcementState, RulingKind, RulingState, SuspensionCause
from schemas.codes import RemovalGround

# Made once: every act in a case asks for them.
_LAST = (
    select(CaseRuling)
    .where(CaseRuling.case_id == bindparam("case"), CaseRuling.state == RulingState.SIGNED)
    .order_by(CaseRuling.signed_at.desc(), CaseRuling.id.desc())
    .limit(1)
)
_LAST_OF_CASE = _LAST.where(CaseRuling.debtor_id.is_(None))
_LAST_OF_DEBTOR = _LAST.where(CaseRuling.debtor_id == bindparam("debtor"))


def standing(matter: Matter) -> EnforcementState:
    """Return how enforcement stands against a debtor."""
    return rulings.standing(
        EnforcementState(matter.case.state), EnforcementState(matter.debtor.state)
    )


def require(state: EnforcementState, act: Act) -> EnforcementState:
    """Make sure that an act may be done in a case as it stands, and return what it becomes.

    :raises ServiceError: ``case.wrong_state``, with what may be done instead.
    """
    return EnforcementState(moves.require_in(state, act, "case"))


def bring(case: EnforcementCase, debtor: Debtor | None, state: EnforcementState) -> None:
    """Put a case, or one of its several debtors, into a state; the case is a new version."""
    if debtor is None:
        case.state = state
    else:
        debtor.state = state
    case.version += 1


def last_ruling(
    session: Session, case: EnforcementCase, debtor: Debtor | None
) -> CaseRuling | None:
    """Return the last signed ruling about the whole case, or about one of its several debtors."""
    chosen, about = _LAST_OF_CASE, {"case": case.id}
    if debtor is not None:
        chosen, about = _LAST_OF_DEBTOR, about | {"debtor": debtor.id}
    return session.scalars(chosen, about, execution_options=FRESH).first()


def ruling_of(session: Session, matter: Matter) -> CaseRuling | None:
    """Return the ruling on which enforcement against a debtor stands."""
    own = standing(matter) != matter.case.state
    return last_ruling(session, matter.case, matter.debtor if own else None)


def last_closing(session: Session, case: EnforcementCase) -> CaseRuling | None:
    """Return the ruling that closed the round of a case, if the round is closed."""
    found = last_ruling(session, case, None)
    closed = case.state == EnforcementState.ROUND_CLOSED
    return found if closed and found and found.kind == RulingKind.ROUND_CLOSING else None


def removal_ground(session: Session, matter: Matter) -> tuple[RemovalGround, CaseRuling] | None:
    """Return the ground of removal that a ruling has opened, with the ruling."""
    found = ruling_of(session, matter)
    if found is None:
        return None
    cause = SuspensionCause(found.cause) if found.cause else None
    ground = rulings.opened_ground(standing(matter), cause)
    return None if ground is None else (ground, found)


def order_findings(matter: Matter) -> tuple[Finding, ...]:
    """Return whether an order may be made against a debtor as the case stands."""
    return rulings.order_findings(standing(matter))


def listing_findings(matter: Matter) -> tuple[Finding, ...]:
    """Return whether a debtor may be listed for a case as it stands."""
    return rulings.listing_findings(standing(matter))
