"""Public entries (公布信息): written in the commit that puts a record into force, rewritten in the
one that changes it, deleted in the one that ends it.
"""

from datetime import date
from typing import TypedDict
from uuid import UUID

import orjson
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from registry.identity import Identity
from registry.models.bound_persons import BoundSubject
from registry.models.cases import Debtor, EnforcementCase
from registry.models.courts import Court
from registry.models.listings import Listing, RestrictionOrder
from registry.models.publication import PublicEntry
from registry.rules.minors import age_on
from registry.rules.publication import PublishedFacts, public_item
from registry.services.acts import records
from registry.services.acts.records import Matter
from registry.services.facts import listing_law, publication_facts
from registry.services.parties import subjects
from registry.services.parties.restrained import Restrained, debtor
from registry.vault import Vault
from schemas.codes import ListName, Performance, Sex, SubjectKind
from schemas.free_text import mask_numbers_in_text
from schemas.names import fold_name
from schemas.restriction_codes import BoundPerson


class _Debtor(TypedDict):
    kind: SubjectKind
    name: str
    sex: Sex | None
    age: int | None
    number: str | None
    legal_representative: str | None


class _Case(TypedDict):
    court_code: str
    court_name: str
    province: str
    case_number: str
    filed_on: date
    basis_number: str | None
    basis_body: str | None


def show_listing(
    session: Session, listing: Listing, matter: Matter, identity: Identity, *, on: date
) -> None:
    """Let the public find a listing that is published on this day."""
    court = records.court(session, matter.case.court_code)
    facts = _listing(listing, matter, court, _debtor(identity, on=on), on=on)
    session.add(_entry(listing.public_id, facts, court))


def rewrite_listing(session: Session, listing: Listing, matter: Matter, identity: Identity) -> None:
    """Let the public entry of a published listing say what the listing says now.

    The age stays the one at publication; that of an imported person may stand nowhere else.

    :raises ValueError: for a listing that has no day of publication.
    """
    on = listing.published_on
    if on is None:
        raise ValueError("a listing that is not published has no public entry")
    chosen = select(PublicEntry).where(PublicEntry.public_id == listing.public_id)
    entry = session.scalars(chosen).one()
    debtor = _debtor(identity, on=on)
    debtor["age"] = orjson.loads(entry.item)["age"]
    court = records.court(session, matter.case.court_code)
    facts = _listing(listing, matter, court, debtor, on=on)
    entry.ends_on, entry.item = facts.ends_on, _item(facts)
    entry.court_code, entry.province = court.code, court.province


def show_order(
    session: Session, order: RestrictionOrder, matter: Matter, identity: Identity, *, on: date
) -> None:
    """Let the public find a restriction order that is imposed on this day, unless the debtor is
    not suitable for publication.
    """
    _show_restricted(session, debtor(order, matter), _debtor(identity, on=on), on=on)


def show_person(session: Session, who: Restrained, *, on: date, vault: Vault) -> None:
    """Let the public find a person whom an entity's order binds from this day, with the name of
    the entity.
    """
    about = who.matter
    known = subjects.identity_of(session, who.subject, who.identity_version, vault=vault)
    entity = subjects.identity_of(
        session, about.subject, about.debtor.identity_version, vault=vault
    )
    shown = _debtor(known.identity, on=on)
    _show_restricted(session, who, shown, on=on, bound_for=entity.identity.name)


def _show_restricted(
    session: Session,
    who: Restrained,
    shown: _Debtor,
    *,
    on: date,
    bound_for: str | None = None,
) -> None:
    if publication_facts.is_kept_back(session, who.matter):
        return
    court = records.court(session, who.matter.case.court_code)
    capacity = who.record.capacity if isinstance(who.record, BoundSubject) else None
    facts = PublishedFacts(
        id=str(who.record.public_id),
        list=ListName.RESTRICTED,
        **shown,
        **_case(who.matter, court),
        published_on=on,
        ends_on=who.order.ends_on,
        grounds=(),
        conduct=None,
        obligation=None,
        performance=None,
        performed=None,
        outstanding=None,
        acts=listing_law.acts_of(who.order),
        bound_for=bound_for,
        capacity=None if capacity is None else BoundPerson(capacity),
    )
    session.add(_entry(who.record.public_id, facts, court))


def restate_order(
    session: Session, public_id: UUID, order: RestrictionOrder, matter: Matter
) -> None:
    """Let the public entry of an order, or of a person whom it binds, say what is restricted now,
    and which court has it.
    """
    court = records.court(session, matter.case.court_code)
    chosen = select(PublicEntry).where(PublicEntry.public_id == public_id)
    for entry in session.scalars(chosen):
        said = {
            "acts": listing_law.acts_of(order),
            "ends_on": order.ends_on,
            "court": {"code": court.code, "name": court.name},
            "province": court.province,
        }
        entry.item = orjson.dumps({**orjson.loads(entry.item), **said}).decode()
        entry.court_code, entry.province = court.code, court.province
        entry.ends_on = order.ends_on


def restate_orders(session: Session, case: EnforcementCase) -> None:
    """Let the public entries of a case's orders name the enforcement basis that the case names."""
    of_case = (
        select(RestrictionOrder.public_id)
        .join(Debtor, Debtor.id == RestrictionOrder.debtor_id)
        .where(Debtor.case_id == case.id)
    )
    chosen = select(PublicEntry).where(PublicEntry.public_id.in_(of_case))
    for entry in session.scalars(chosen):
        number, body = case.basis_number, case.basis_body
        basis = {
            "number": mask_numbers_in_text(number) if number else None,
            "body": mask_numbers_in_text(body) if body else None,
        }
        entry.item = orjson.dumps({**orjson.loads(entry.item), "basis": basis}).decode()


def hide(session: Session, public_id: UUID) -> None:
    """Take an entry away; the next question does not find it any more."""
    session.execute(delete(PublicEntry).where(PublicEntry.public_id == public_id))


def _entry(public_id: UUID, facts: PublishedFacts, court: Court) -> PublicEntry:
    return PublicEntry(
        public_id=public_id,
        list_name=facts.list,
        kind=facts.kind,
        name_key=fold_name(facts.name),
        province=court.province,
        court_code=court.code,
        published_on=facts.published_on,
        ends_on=facts.ends_on,
        item=_item(facts),
    )


def _item(facts: PublishedFacts) -> str:
    return orjson.dumps(public_item(facts)).decode()


def _listing(
    listing: Listing, matter: Matter, court: Court, debtor: _Debtor, *, on: date
) -> PublishedFacts:
    return PublishedFacts(
        id=str(listing.public_id),
        list=ListName.DISHONEST,
        **debtor,
        **_case(matter, court),
        published_on=on,
        ends_on=listing.ends_on,
        grounds=listing_law.grounds_of(listing),
        conduct=listing.conduct or None,
        obligation=matter.case.obligation or None,
        performance=Performance(listing.performance),
        performed=listing.performed or None,
        outstanding=listing.outstanding or None,
    )


def _debtor(identity: Identity, *, on: date) -> _Debtor:
    number = identity.documents[0].number if identity.documents else identity.masked_number
    return {
        "kind": identity.kind,
        "name": identity.name,
        "sex": identity.sex,
        "age": age_on(identity.birth_on, on=on) if identity.birth_on else None,
        "number": number,
        "legal_representative": identity.legal_representative,
    }


def _case(matter: Matter, court: Court) -> _Case:
    return {
        "court_code": court.code,
        "court_name": court.name,
        "province": court.province,
        "case_number": matter.case.number,
        "filed_on": matter.case.filed_on,
        "basis_number": matter.case.basis_number or None,
        "basis_body": matter.case.basis_body or None,
    }
