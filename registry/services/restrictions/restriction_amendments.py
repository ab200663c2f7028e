"""Amendment of an order (变更限制消费令): other acts, more persons, or fewer, drafted and signed by
the president as the order itself is (Consumption Rules Art. 5).
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.models.bound_persons import BoundSubject
from registry.rules import restriction
from registry.rules.articles import Article, Instrument
from registry.rules.findings import Finding
from registry.services.acts import moves, records
from registry.services.acts.reasons import Why
from registry.services.acts.records import Sought
from registry.services.corrections import corrections_done
from registry.services.facts import listing_law, restriction_facts
from registry.services.restrictions import (
    bound_persons,
    person_naming,
    restriction_changes,
    restriction_notices,
)
from registry.services.restrictions.person_naming import PersonNamed
from registry.services.restrictions.restriction_changes import Changed, DecideChange
from registry.vault import Vault
from schemas.act_codes import Act
from schemas.codes import RestrictedAct
from schemas.restriction_codes import OrderChangeKind, ReleaseGround

BASIS = Article(Instrument.CONSUMPTION_RULES, 5)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftAmendment:
    """An amendment to be drafted: what the order is to say, as far as it changes.

    :ivar acts: all acts that it restricts from then on; absent where they stay.
    :ivar add: whom it is to bind as well.
    :ivar release: whom it is to bind no more.
    """

    order_id: UUID
    reason: str
    acts: tuple[RestrictedAct, ...] | None = None
    add: tuple[PersonNamed, ...] = ()
    release: tuple[UUID, ...] = ()


def draft(
    session: Session, wanted: DraftAmendment, *, actor: CourtActor, now: datetime, vault: Vault
) -> Changed:
    """Draft an amendment; nothing changes by it.

    :raises ServiceError: ``restriction.not_found``, ``restriction.wrong_state``,
        ``request.invalid``, ``bound_person.not_found``, ``bound_person.wrong_state``,
        ``bound_person.exists``, ``restriction_change.ineligible``.
    """
    sought = Sought(id=wanted.order_id, court_code=actor.court_code, to_change=True)
    order, matter = records.order(session, sought)
    moves.require(order, Act.DRAFT_AMENDMENT)
    content = {
        "acts": None if wanted.acts is None else [a for a in RestrictedAct if a in wanted.acts],
        "release": [str(person) for person in wanted.release],
    }
    kind = OrderChangeKind.AMENDMENT
    change = restriction_changes.made(
        order, kind, reason=wanted.reason, content=content, actor=actor, now=now
    )
    changed = (change, order, matter)
    for one in _released(session, changed):
        moves.require(one, Act.SIGN_LIFT)
    law = (
        *_law(session, changed, on=legal_day(now)),
        *(found for person in wanted.add for found in person_naming.findings(matter, person)),
    )
    restriction_changes.require(
        session, changed, Act.DRAFT_AMENDMENT, law, actor=actor, signing=False
    )
    session.add(change)
    session.flush()
    for person in wanted.add:
        person_naming.name(
            session, order, matter, person, actor=actor, now=now, vault=vault, change=change
        )
    drafted = events.RESTRICTION_AMENDMENT_DRAFTED
    restriction_changes.journal(session, drafted, changed, actor=actor, now=now)
    return changed


def sign(
    session: Session, wanted: DecideChange, *, actor: CourtActor, now: datetime, vault: Vault
) -> Changed:
    """Sign an amendment, which carries it out: everybody is told of what changed.

    :raises ServiceError: ``restriction_change.not_found``, ``record.stale``,
        ``restriction_change.wrong_state``, ``restriction.wrong_state``,
        ``bound_person.wrong_state``, ``restriction_change.ineligible``.
    """
    changed = restriction_changes.to_decide(session, wanted, Act.SIGN_AMENDMENT, actor=actor)
    change, order, matter = changed
    moves.require(order, Act.SIGN_AMENDMENT)
    law = _law(session, changed, on=legal_day(now))
    # It says what the order says, so that the president signs it as the law has him sign that.
    restriction_changes.require(session, changed, Act.SIGN_RESTRICTION, law, actor=actor)
    restriction_changes.decide(session, changed, Act.SIGN_AMENDMENT, wanted, actor=actor, now=now)
    bound_persons.end(
        session,
        order,
        matter,
        _released(session, changed),
        act=Act.SIGN_LIFT,
        ground=ReleaseGround.AMENDED,
        reason=change.reason,
        actor=actor.journal,
        now=now,
    )
    acts = restriction_changes.content_of(change)["acts"]
    if acts is not None and acts != order.acts.split(","):
        order.acts = ",".join(acts)
        why = Why(reason=change.reason, basis=str(BASIS))
        restriction_notices.restate(session, order, matter, why, actor=actor.journal, now=now)
    else:
        order.version += 1
    added = bound_persons.of_change(session, change)
    for one in added:
        moves.do(one, Act.SIGN_RESTRICTION)
    bound_persons.impose(
        session,
        order,
        matter,
        added,
        reason=change.reason,
        actor=actor.journal,
        now=now,
        vault=vault,
    )
    corrections_done.order_amended(session, order, actor=actor.journal, now=now)
    return changed


def _released(session: Session, changed: Changed) -> list[BoundSubject]:
    change, order, _ = changed
    wanted = restriction_changes.content_of(change)["release"]
    return [bound_persons.find(session, order, UUID(person)) for person in wanted]


def _law(session: Session, changed: Changed, *, on: date) -> tuple[Finding, ...]:
    change, order, matter = changed
    acts = restriction_changes.content_of(change)["acts"]
    wanted = listing_law.acts_of(order) if acts is None else tuple(map(RestrictedAct, acts))
    facts = restriction_facts.of(session, order, matter, on=on, acts=wanted)
    return restriction.restriction_findings(facts)
