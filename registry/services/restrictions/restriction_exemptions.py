"""Exemptions under an order (准许消费): own money of the persons bound for an entity, point 17(1)
of the 2019 Opinion, and spending that life or business needs, Consumption Rules Art. 8.

The order stays in force for everything else; an exemption is over after its last day by itself.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.clock import legal_day
from registry.errors import ErrorKind, ServiceError
from registry.models.listings import RestrictionOrder
from registry.models.permissions import Permission
from registry.rules import applications, exemption
from registry.rules.authority import Act
from registry.rules.exemption import NecessityFacts, OwnMoneyFacts
from registry.rules.findings import Finding
from registry.services.acts import eligibility, moves, records
from registry.services.acts.records import Matter, Sought
from registry.services.parties import restrained
from registry.services.restrictions import (
    permission_applications,
    restriction_exemption_notices,
    restriction_permissions,
    restrictions,
)
from registry.services.restrictions.permission_applications import ApplyForPermission
from registry.services.restrictions.restriction_permissions import GrantPermission
from schemas.codes import RestrictedAct, SubjectKind
from schemas.free_text import mask_numbers_in_text
from schemas.restriction_codes import BoundPerson, PermissionKind, PermissionState


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyForExemption(ApplyForPermission):
    """An application for spending under an order."""

    kind: PermissionKind
    acts: tuple[RestrictedAct, ...]
    own_money: bool
    private_purpose: bool


def apply(
    session: Session, wanted: ApplyForExemption, *, actor: CourtActor, now: datetime
) -> tuple[Permission, RestrictionOrder, Matter]:
    """Receive an application; nothing is allowed by it.

    :raises ServiceError: ``restriction.not_found``, ``bound_person.not_found``,
        ``restriction.wrong_state``, ``permission.over``, ``permission.ineligible``.
    """
    sought = Sought(id=wanted.order_id, court_code=actor.court_code, to_change=True)
    order, matter = records.order(session, sought)
    asked = permission_applications.applied(
        session, order, wanted, wanted.kind, actor=actor, now=now
    )
    asked.acts = ",".join(act for act in RestrictedAct if act in wanted.acts)
    asked.own_money, asked.private_purpose = wanted.own_money, wanted.private_purpose
    law = (
        finding
        for finding in _law(session, asked, order, matter, on=legal_day(now))
        if finding.rule != applications.VERIFIED.name
    )
    permission_applications.receive(session, asked, order, matter, law, actor=actor, now=now)
    return asked, order, matter


def grant(
    session: Session, wanted: GrantPermission, *, actor: CourtActor, now: datetime
) -> tuple[Permission, RestrictionOrder, Matter]:
    """Grant an exemption from now on, and tell the agencies that carry out these acts.

    :raises ServiceError: ``permission.not_found``, ``record.stale``, ``permission.wrong_state``,
        ``restriction.wrong_state``, ``permission.over``, ``permission.ineligible``.
    """
    sought = Sought(id=wanted.permission_id, court_code=actor.court_code, to_change=True)
    asked, order, matter = records.permission(session, sought)
    moves.expect(asked, wanted.version)
    own_money = asked.kind == PermissionKind.OWN_MONEY
    act = Act.GRANT_OWN_MONEY if own_money else Act.APPROVE_NECESSITY
    moves.require(asked, act)
    asked.verified = wanted.verified
    receiver, court = records.staff_id(session, asked.received_by), matter.case.court_code
    law = _law(session, asked, order, matter, on=legal_day(now))
    authority = eligibility.authority(act, actor, court_code=court, drafter=receiver)
    eligibility.require("permission.ineligible", (*authority, *law))
    # Set before the state, which a granted permission may not have without.
    asked.starts_on = legal_day(now)
    moves.do(asked, act)
    asked.decided_by, asked.decided_at = actor.staff_id, now
    asked.decision = mask_numbers_in_text(wanted.reason)
    restriction_exemption_notices.tell(
        session, asked, order, matter, reason=asked.decision, actor=actor.journal, now=now
    )
    return asked, order, matter


def _law(
    session: Session, asked: Permission, order: RestrictionOrder, matter: Matter, *, on: date
) -> tuple[Finding, ...]:
    who = restrained.under(session, asked, order, matter)
    if who.record.state not in restrictions.BINDING:
        facts = {"state": who.record.state, "wanted": PermissionState.GRANTED}
        raise ServiceError(ErrorKind.CONFLICT, "restriction.wrong_state", facts)
    application = restriction_permissions.application_of(session, asked, matter)
    if asked.kind == PermissionKind.NECESSITY:
        needed = NecessityFacts(need=asked.purpose, spending_on=asked.ends_on)
        return (
            *exemption.necessity_findings(needed, on=on),
            *restriction_permissions.applicant_law(session, asked),
            # Art. 8 asks for no undertaking, but nobody is permitted anything after an abuse.
            *(
                finding
                for finding in applications.application_findings(application)
                if finding.rule == applications.NOT_BARRED_BY_ABUSE.name
            ),
        )
    restriction_permissions.refuse_if_over(asked, on=on)
    stated = OwnMoneyFacts(
        debtor_kind=SubjectKind(matter.subject.kind),
        applicant=BoundPerson(asked.applicant),
        own_money=asked.own_money,
        private_purpose=asked.private_purpose,
        application=application,
    )
    return (
        *exemption.own_money_findings(stated),
        *restriction_permissions.applicant_law(session, asked),
    )
