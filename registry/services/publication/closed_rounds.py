"""Closed rounds before the public (终本案件公开): after every act that changes how a case stands,
the list says of it what the law lets it say, and no more.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import uuid4

import orjson
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from registry.identity import Identity
from registry.models.cases import Debtor, EnforcementCase
from registry.models.proceedings import CaseRuling
from registry.models.publication import ClosedRound
from registry.rules import closed_rounds as law
from registry.rules import minors, removal
from registry.rules.closed_rounds import ClosedRoundFacts
from registry.services.acts import records
from registry.services.acts.records import FRESH, Matter
from registry.services.cases import case_states, debtors
from registry.services.facts import listing_law, publication_facts
from registry.services.parties import subjects
from registry.vault import Vault
from schemas.case_codes import EnforcementState
from schemas.names import fold_name


@dataclass(frozen=True, slots=True)
class _Standing:
    """What is the same for every debtor of a case whose round is closed."""

    closing: CaseRuling
    confirmed: Decimal
    performed: bool


def refresh(session: Session, case: EnforcementCase, *, on: date, vault: Vault) -> None:
    """Let the public list of closed rounds say how a case stands now."""
    session.flush()
    closing = case_states.last_closing(session, case)
    if closing is None:
        of_case = select(Debtor.id).where(Debtor.case_id == case.id)
        session.execute(delete(ClosedRound).where(ClosedRound.debtor_id.in_(of_case)))
        return
    confirmed = listing_law.confirmed(session, case.id)
    standing = _Standing(closing, confirmed, removal.is_performed(case.amount, confirmed))
    for matter in debtors.of_case(session, case):
        _refresh(session, matter, standing, on=on, vault=vault)


def to_show(session: Session, *, after: int, limit: int) -> list[int]:
    """Return the keys of cases whose round is closed, in their order."""
    chosen = select(EnforcementCase.id).where(
        EnforcementCase.state == EnforcementState.ROUND_CLOSED, EnforcementCase.id > after
    )
    return list(session.scalars(chosen.order_by(EnforcementCase.id).limit(limit)))


def show(session: Session, key: int, *, on: date, vault: Vault) -> None:
    """Bring one case before the public that was closed before there was a public list."""
    chosen = select(EnforcementCase).where(EnforcementCase.id == key)
    locked = chosen.with_for_update(key_share=True)
    refresh(session, session.scalars(locked, execution_options=FRESH).one(), on=on, vault=vault)


def _refresh(
    session: Session, matter: Matter, standing: _Standing, *, on: date, vault: Vault
) -> None:
    version = matter.debtor.identity_version
    identity = subjects.identity_of(session, matter.subject, version, vault=vault).identity
    born_on = identity.birth_on
    shown = law.is_shown(
        case_states.standing(matter),
        performed=standing.performed,
        minor=minors.is_minor(born_on, on=on) if born_on else None,
        withheld=publication_facts.is_kept_back(session, matter),
        added_since=_is_added_since(matter, standing.closing),
    )
    chosen = select(ClosedRound).where(ClosedRound.debtor_id == matter.debtor.id)
    known = session.scalars(chosen, execution_options=FRESH).one_or_none()
    if not shown:
        if known is not None:
            session.delete(known)
            session.flush()
        return
    if known is None:
        known = ClosedRound(public_id=uuid4(), debtor_id=matter.debtor.id)
    _state(session, known, matter, identity, standing)


def _state(
    session: Session,
    entry: ClosedRound,
    matter: Matter,
    identity: Identity,
    standing: _Standing,
) -> None:
    case, closing = matter.case, standing.closing
    court = records.court(session, case.court_code)
    facts = ClosedRoundFacts(
        id=str(entry.public_id),
        kind=identity.kind,
        name=identity.name,
        number=identity.documents[0].number if identity.documents else identity.masked_number,
        legal_representative=identity.legal_representative,
        court_code=court.code,
        court_name=court.name,
        province=court.province,
        case_number=case.number,
        filed_on=case.filed_on,
        closed_on=closing.ruled_on or case.filed_on,
        amount=case.amount,
        confirmed=standing.confirmed,
    )
    entry.kind, entry.name_key = facts.kind, fold_name(facts.name)
    entry.court_code, entry.province = court.code, court.province
    entry.published_on = facts.closed_on
    entry.item = orjson.dumps(law.public_item(facts)).decode()
    session.add(entry)


def _is_added_since(matter: Matter, closing: CaseRuling) -> bool:
    entered_at, closed_at = matter.debtor.entered_at, closing.signed_at
    return entered_at is not None and closed_at is not None and entered_at > closed_at
