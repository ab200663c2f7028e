"""Later decisions about an order (限制消费令后续决定): what amendment, replacement and revocation
have in common. One person drafts, which changes nothing; another signs, which carries it out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import orjson
from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.events import Kind
from registry.models.bound_persons import OrderChange
from registry.models.listings import RestrictionOrder
from registry.rules.articles import Article, Instrument
from registry.rules.findings import Finding
from registry.services.acts import eligibility, moves, records
from registry.services.acts.reasons import Why
from registry.services.acts.records import Matter, Sought
from registry.services.parties import debtor_journal
from registry.services.restrictions import bound_persons
from schemas.act_codes import Act
from schemas.free_text import mask_numbers_in_text
from schemas.restriction_codes import OrderChangeKind, OrderChangeState

BASIS: Mapping[OrderChangeKind, Article] = {
    OrderChangeKind.AMENDMENT: Article(Instrument.CONSUMPTION_RULES, 5),
    OrderChangeKind.REPLACEMENT: Article(Instrument.OPINION_2019, 17, item=2),
    OrderChangeKind.REVOCATION: Article(Instrument.OPINION_2019, 18),
}
Changed = tuple[OrderChange, RestrictionOrder, Matter]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideChange:
    """A drafted decision to be signed, refused or withdrawn, in the version that was seen.

    :ivar verified: whether the evidence of an application was examined and found true.
    :ivar reason: why it is decided so; empty where the draft says it.
    """

    change_id: UUID
    version: int
    verified: bool = False
    reason: str = ""


def kind_of(session: Session, change_id: UUID, *, actor: CourtActor) -> OrderChangeKind:
    """Return what kind of decision this is, locking its case.

    :raises ServiceError: ``restriction_change.not_found``.
    """
    sought = Sought(id=change_id, court_code=actor.court_code, to_change=True)
    return OrderChangeKind(records.order_change(session, sought)[0].kind)


def made(
    order: RestrictionOrder,
    kind: OrderChangeKind,
    *,
    reason: str,
    content: Mapping[str, object],
    actor: CourtActor,
    now: datetime,
) -> OrderChange:
    """Return a decision as its drafter makes it, not entered yet."""
    return OrderChange(
        public_id=uuid4(),
        order_id=order.id,
        kind=kind,
        reason=mask_numbers_in_text(reason),
        content=orjson.dumps(content, option=orjson.OPT_SORT_KEYS).decode(),
        state=OrderChangeState.DRAFT,
        decision="",
        drafted_by=actor.staff_id,
        drafted_at=now,
        version=1,
    )


def content_of(change: OrderChange) -> dict[str, Any]:
    """Return what a decision says beside its reason."""
    content: dict[str, Any] = orjson.loads(change.content)
    return content


def to_decide(session: Session, wanted: DecideChange, act: Act, *, actor: CourtActor) -> Changed:
    """Return a decision that is about to be signed, refused or withdrawn, its case locked.

    :raises ServiceError: ``restriction_change.not_found``, ``record.stale``,
        ``restriction_change.wrong_state``.
    """
    sought = Sought(id=wanted.change_id, court_code=actor.court_code, to_change=True)
    found = records.order_change(session, sought)
    moves.expect(found[0], wanted.version)
    moves.require(found[0], act)
    return found


def require(
    session: Session,
    changed: Changed,
    authority: Act,
    law: Iterable[Finding],
    *,
    actor: CourtActor,
    signing: bool = True,
) -> None:
    """Let a decision go on if this person may make it and the law allows what it says.

    :param authority: the act whose authority the person needs.
    :raises ServiceError: ``restriction_change.ineligible``.
    """
    change, _, matter = changed
    drafter = records.staff_id(session, change.drafted_by) if signing else None
    court = matter.case.court_code
    may = eligibility.authority(authority, actor, court_code=court, drafter=drafter)
    eligibility.require("restriction_change.ineligible", (*may, *law))


def decide(
    session: Session,
    changed: Changed,
    act: Act,
    wanted: DecideChange,
    *,
    actor: CourtActor,
    now: datetime,
) -> None:
    """Put a decision into the state that an act brings about."""
    change, _, _ = changed
    moves.do(change, act)
    change.signed_by, change.signed_at = actor.staff_id, now
    change.decision = mask_numbers_in_text(wanted.reason)


def withdraw(
    session: Session, wanted: DecideChange, *, actor: CourtActor, now: datetime
) -> Changed:
    """Withdraw a draft, which is never signed any more.

    :raises ServiceError: as for :func:`to_decide`, ``restriction_change.ineligible``.
    """
    changed = to_decide(session, wanted, Act.WITHDRAW_DRAFT, actor=actor)
    require(session, changed, Act.WITHDRAW_DRAFT, (), actor=actor, signing=False)
    change = changed[0]
    moves.do(change, Act.WITHDRAW_DRAFT)
    change.decision = mask_numbers_in_text(wanted.reason)
    forget_named(session, change)
    journal(session, events.RESTRICTION_CHANGE_WITHDRAWN, changed, actor=actor, now=now)
    return changed


def forget_named(session: Session, change: OrderChange) -> None:
    """Drop whom a decision was to bind that will never be signed."""
    for one in bound_persons.of_change(session, change):
        moves.do(one, Act.DROP_RESTRICTION)


def journal(
    session: Session, kind: Kind, changed: Changed, *, actor: CourtActor, now: datetime
) -> None:
    """Write what happened to a decision, for nobody outside the court."""
    change, order, matter = changed
    said = {"change": {"id": str(change.public_id), "kind": change.kind}}
    basis = str(BASIS[OrderChangeKind(change.kind)])
    debtor_journal.note(
        session,
        kind,
        order.public_id,
        matter,
        said,
        Why(reason=change.decision or change.reason, basis=basis),
        actor=actor.journal,
        now=now,
    )
