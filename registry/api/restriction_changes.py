"""Routes of whom an order binds, and of later decisions about it (限制消费令人员与后续决定接口)."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.api import answers, court, restriction_answers
from registry.db import db
from registry.runtime import current_runtime
from registry.services.acts import records
from registry.services.endings import restriction_revocations
from registry.services.endings.restriction_revocations import DraftRevocation, KnownSince
from registry.services.restrictions import (
    person_naming,
    restriction_amendments,
    restriction_changes,
    restriction_replacements,
)
from registry.services.restrictions.person_naming import NamePerson, PersonNamed
from registry.services.restrictions.restriction_amendments import DraftAmendment
from registry.services.restrictions.restriction_changes import Changed, DecideChange
from registry.services.restrictions.restriction_replacements import ChangeStated, ReceiveReplacement
from registry.vault import Vault
from registry.web import acts, etags
from registry.web.acts import Answer
from registry.web.openapi import headers
from schemas.codes import DocumentType
from schemas.court_restriction_answers import (
    BoundPersonsAnswer,
    NamedAnswer,
    OrderChangeAnswer,
)
from schemas.court_restriction_changes import (
    AmendmentOfOrderToDraft,
    ChangeToGrant,
    ChangeToRefuse,
    PersonToBind,
    ReplacementToReceive,
    RevocationOfOrderToDraft,
)
from schemas.restriction_codes import BoundPerson, OrderChangeKind

MADE = headers("ETag", "Location", "Idempotent-Replayed")
CHANGED = headers("ETag", "Idempotent-Replayed")
blueprint = court.blueprint(
    "restriction-changes", "限制消费令所及人员与后续决定 Persons bound, and later decisions"
)


@blueprint.route("/restrictions/<uuid:order_id>/persons", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(PersonToBind)
@blueprint.response(200, NamedAnswer, headers=CHANGED)
def name_person(fields: dict[str, Any], order_id: UUID) -> Response:
    """载明责任人员 Name a person whom the draft of an entity's order is to bind.

    单位的法定代表人、主要负责人、影响债务履行的直接责任人员、实际控制人；与限制消费令一并签发、生效。
    已生效的限制消费令须经变更。 The four kinds of persons whom an order binds beside an entity.
    They are signed and bound with it; once it is in force, by an amendment.
    """
    version, person = etags.expected(), _person(fields)
    wanted = NamePerson(order_id=order_id, version=version, person=person)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        vault = current_runtime().vault
        one, order, matter = person_naming.with_draft(
            session, wanted, actor=actor, now=now, vault=vault
        )
        session.flush()
        record = {
            "person": restriction_answers.person(session, one, order, vault=vault),
            "restriction": answers.order(session, order, matter),
        }
        return Answer(record=record, version=order.version)

    return acts.perform(work)


@blueprint.route("/restrictions/<uuid:order_id>/persons", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, BoundPersonsAnswer)
def read_persons(order_id: UUID) -> Response:
    """查看责任人员 Read whom an order binds, bound or is to bind."""
    session, vault = db.session(), current_runtime().vault
    order, _ = records.order(session, court.sought(order_id))
    return court.respond(restriction_answers.persons(session, order, vault=vault))


@blueprint.route("/restrictions/<uuid:order_id>/amendments", methods=["POST"])
@blueprint.acting(changes=False)
@blueprint.arguments(AmendmentOfOrderToDraft)
@blueprint.response(201, OrderChangeAnswer, headers=MADE)
def draft_amendment(fields: dict[str, Any], order_id: UUID) -> Response:
    """起草变更限制消费令 Draft other acts, more persons or fewer; nothing changes by it.

    由院长签发。 The president signs it, as the order itself.
    """
    chosen = fields["acts"]
    wanted = DraftAmendment(
        order_id=order_id,
        reason=fields["reason"],
        acts=None if chosen is None else tuple(chosen),
        add=tuple(_person(person) for person in fields["add"]),
        release=tuple(fields["release"]),
    )
    return _make(
        lambda session, actor, now, vault: restriction_amendments.draft(
            session, wanted, actor=actor, now=now, vault=vault
        )
    )


@blueprint.route("/restrictions/<uuid:order_id>/replacements", methods=["POST"])
@blueprint.acting(changes=False)
@blueprint.arguments(ReplacementToReceive)
@blueprint.response(201, OrderChangeAnswer, headers=MADE)
def receive_replacement(fields: dict[str, Any], order_id: UUID) -> Response:
    """申请变更受限人员 Receive the application of a former legal representative or principal.

    原任申请并举证；准许的，同时解除对原任的限制、限制继任者。 The former one applies with evidence;
    when it is granted, he is released and the new one is bound in the same act.
    """
    successor, facts = fields.pop("successor"), ChangeStated(**fields.pop("facts"))
    wanted = ReceiveReplacement(
        order_id=order_id,
        applicant=fields.pop("applicant") or fields["former"],
        successor=None if successor is None else _person(successor),
        facts=facts,
        **fields,
    )
    return _make(
        lambda session, actor, now, vault: restriction_replacements.receive(
            session, wanted, actor=actor, now=now, vault=vault
        )
    )


@blueprint.route("/restrictions/<uuid:order_id>/revocations", methods=["POST"])
@blueprint.acting(changes=False)
@blueprint.arguments(RevocationOfOrderToDraft)
@blueprint.response(201, OrderChangeAnswer, headers=MADE)
def draft_revocation(fields: dict[str, Any], order_id: UUID) -> Response:
    """起草撤销限制消费令 Draft the revocation of an order that should never have been.

    被执行人仍在名单中的，随撤销纳入一并撤销。 Where the debtor is listed, it is
    revoked with the listing.
    """
    facts = KnownSince(**fields.pop("facts"))
    wanted = DraftRevocation(order_id=order_id, facts=facts, **fields)
    return _make(
        lambda session, actor, now, _: restriction_revocations.draft(
            session, wanted, actor=actor, now=now
        )
    )


@blueprint.route("/restriction-changes/<uuid:change_id>", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, OrderChangeAnswer, headers=headers("ETag"))
def read_change(change_id: UUID) -> Response:
    """查看后续决定 Read a later decision about an order."""
    session = db.session()
    return acts.respond(_answer(session, records.order_change(session, court.sought(change_id))))


@blueprint.route("/restriction-changes/<uuid:change_id>/signature", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(ChangeToGrant)
@blueprint.response(200, OrderChangeAnswer, headers=CHANGED)
def sign(fields: dict[str, Any], change_id: UUID) -> Response:
    """签发后续决定 Sign a later decision, which carries it out.

    变更由院长签发；变更受限人员、撤销由法官或者院长决定；起草人、受理人不得签发。 The president
    signs an amendment, a judge may decide the rest, and never who drafted or received it.
    """
    wanted = DecideChange(change_id=change_id, version=etags.expected(), **fields)

    def change(session: Session, actor: CourtActor, now: datetime, vault: Vault) -> Changed:
        kind = restriction_changes.kind_of(session, change_id, actor=actor)
        service = _SIGNED_BY[kind]
        return service(session, wanted, actor=actor, now=now, vault=vault)

    return _change(change)


@blueprint.route("/restriction-changes/<uuid:change_id>/refusal", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(ChangeToRefuse)
@blueprint.response(200, OrderChangeAnswer, headers=CHANGED)
def refuse(fields: dict[str, Any], change_id: UUID) -> Response:
    """不予准许 Refuse the application of a former representative."""
    wanted = DecideChange(change_id=change_id, version=etags.expected(), **fields)
    return _change(
        lambda session, actor, now, _: restriction_replacements.refuse(
            session, wanted, actor=actor, now=now
        )
    )


@blueprint.route("/restriction-changes/<uuid:change_id>/withdrawal", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(ChangeToRefuse)
@blueprint.response(200, OrderChangeAnswer, headers=CHANGED)
def withdraw(fields: dict[str, Any], change_id: UUID) -> Response:
    """撤回草案 Withdraw a draft, which is never signed any more."""
    wanted = DecideChange(change_id=change_id, version=etags.expected(), **fields)
    return _change(
        lambda session, actor, now, _: restriction_changes.withdraw(
            session, wanted, actor=actor, now=now
        )
    )


_Work = Callable[[Session, CourtActor, datetime, Vault], Changed]
_SIGNED_BY = {
    OrderChangeKind.AMENDMENT: restriction_amendments.sign,
    OrderChangeKind.REPLACEMENT: restriction_replacements.grant,
    OrderChangeKind.REVOCATION: restriction_revocations.sign,
}


def _person(fields: dict[str, Any]) -> PersonNamed:
    return PersonNamed(
        capacity=BoundPerson(fields["capacity"]),
        name=fields["name"],
        documents=tuple(
            (DocumentType(document["type"]), document["number"]) for document in fields["documents"]
        ),
        sex=fields["sex"],
        birth_on=fields["birth_on"],
    )


def _make(work: _Work) -> Response:
    def made(session: Session, actor: CourtActor, now: datetime) -> Answer:
        changed = work(session, actor, now, current_runtime().vault)
        answer = _answer(session, changed)
        location = f"{court.PREFIX}/restriction-changes/{changed[0].public_id}"
        return Answer(record=answer.record, version=answer.version, location=location)

    return acts.perform(made)


def _change(work: _Work) -> Response:
    return acts.perform(
        lambda session, actor, now: _answer(
            session, work(session, actor, now, current_runtime().vault)
        )
    )


def _answer(session: Session, changed: Changed) -> Answer:
    session.flush()
    record = restriction_answers.change(session, changed, vault=current_runtime().vault)
    return Answer(record=record, version=changed[0].version)
