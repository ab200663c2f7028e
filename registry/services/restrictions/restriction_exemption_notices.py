"""What is told of an exemption (准许通知): which acts, to whom, from when and until when."""

from datetime import datetime

from sqlalchemy.orm import Session

from registry import events
from registry.clock import legal_day
from registry.journal import append, bodies
from registry.journal.entry import Actor, Entry
from registry.models.listings import RestrictionOrder
from registry.models.permissions import Permission
from registry.rules.articles import Article, Instrument
from registry.services.acts.records import Matter
from registry.services.parties import restrained
from schemas.codes import RestrictedAct
from schemas.restriction_codes import PermissionKind

_BASIS = {
    PermissionKind.OWN_MONEY: Article(Instrument.OPINION_2019, 17, item=1),
    PermissionKind.NECESSITY: Article(Instrument.CONSUMPTION_RULES, 8),
}


def acts_of(granted: Permission) -> tuple[RestrictedAct, ...]:
    """Return the acts that an exemption allows."""
    return tuple(RestrictedAct(code) for code in granted.acts.split(",") if code)


def tell(
    session: Session,
    granted: Permission,
    order: RestrictionOrder,
    matter: Matter,
    *,
    reason: str,
    actor: Actor,
    now: datetime,
) -> None:
    """Tell of an exemption that holds from now on, or of one that is over before its time."""
    who = restrained.under(session, granted, order, matter)
    body = bodies.exempted(
        who.reference(session),
        permission_id=granted.public_id,
        person=granted.applicant,
        acts=acts_of(granted),
        starts_on=granted.starts_on or legal_day(now),
        ends_on=granted.ended_on or granted.ends_on,
        withdrawn=granted.ended_on is not None,
    )
    append.record(
        session,
        Entry(
            kind=events.RESTRICTION_EXEMPTED,
            body=who.body(body),
            actor=actor,
            reason=reason,
            basis=str(_BASIS[PermissionKind(granted.kind)]),
            occurred_at=now,
            subject_id=who.subject_id,
            record_id=who.record.public_id,
        ),
    )
