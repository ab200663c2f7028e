"""Routes of cases and debtors (执行案件、被执行人接口)."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.api import answers, court
from registry.db import db
from registry.models.cases import EnforcementCase
from registry.runtime import current_runtime
from registry.services.acts import records
from registry.services.cases import cases, debtors
from registry.services.cases.cases import OpenCase
from registry.services.cases.debtors import AddDebtor
from registry.web import acts
from registry.web.acts import Answer
from registry.web.openapi import headers
from schemas.court_answers import CaseAnswer, DebtorAnswer
from schemas.court_cases import CaseToOpen, DebtorToAdd
from schemas.court_pages import CasePage
from schemas.court_queries import CasesQuery

MADE = headers("ETag", "Location", "Idempotent-Replayed")
blueprint = court.blueprint("cases", "执行案件与被执行人 Enforcement cases and their debtors")


@blueprint.route("/cases", methods=["POST"])
@blueprint.acting(changes=False)
@blueprint.arguments(CaseToOpen)
@blueprint.response(201, CaseAnswer, headers=MADE)
def open_case(fields: dict[str, Any]) -> Response:
    """录入执行案件 Enter an enforcement case.

    执行法院由案号确定，只能录入本院案件。 The case number says which court has the case; a court
    enters its own.
    """
    wanted = OpenCase(
        number=fields["number"],
        filed_on=fields["filed_on"],
        basis_number=fields["basis"]["number"],
        basis_body=fields["basis"]["body"],
        obligation=fields["obligation"],
        amount=None if fields["amount"] is None else Decimal(fields["amount"]),
    )

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        made = cases.open_case(session, wanted, actor=actor, now=now)
        session.flush()
        return Answer(
            record=answers.case(session, made, vault=current_runtime().vault, now=now),
            version=made.version,
            location=f"{court.PREFIX}/cases/{made.public_id}",
        )

    return acts.perform(work)


@blueprint.route("/cases", methods=["GET"])
@blueprint.reading()
@blueprint.problems(400, 422)
@blueprint.arguments(CasesQuery, location="query")
@blueprint.response(200, CasePage)
def find_cases(arguments: dict[str, Any]) -> Response:
    """查询本院案件 Find cases of one's court."""
    runtime, session = current_runtime(), db.session()
    now = runtime.now()

    def find(after: int, limit: int) -> list[EnforcementCase]:
        code, number = court.of_court(arguments), arguments["number"]
        return list(cases.of_court(session, code, number=number, after=after, limit=limit))

    return court.page(
        arguments, find, lambda found: answers.case(session, found, vault=runtime.vault, now=now)
    )


@blueprint.route("/cases/<uuid:case_id>", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, CaseAnswer, headers=headers("ETag"))
def read_case(case_id: UUID) -> Response:
    """查看案件 Read a case with its debtors."""
    runtime, session = current_runtime(), db.session()
    found = records.case(session, court.sought(case_id))
    record = answers.case(session, found, vault=runtime.vault, now=runtime.now())
    return acts.respond(Answer(record=record, version=found.version))


@blueprint.route("/cases/<uuid:case_id>/debtors", methods=["POST"])
@blueprint.acting(changes=False)
@blueprint.arguments(DebtorToAdd)
@blueprint.response(201, DebtorAnswer, headers=MADE)
def add_debtor(fields: dict[str, Any], case_id: UUID) -> Response:
    """录入被执行人 Enter a debtor.

    同一号码视为同一主体；姓名不同的，予以标记，由人工核对。 One number is one subject; another name
    on it is flagged for a person to look at.
    """
    documents = tuple((stated["type"], stated["number"]) for stated in fields.pop("documents"))
    wanted = AddDebtor(case_id=case_id, documents=documents, **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        vault = current_runtime().vault
        made = debtors.add(session, wanted, actor=actor, now=now, vault=vault)
        return Answer(
            record=answers.debtor(session, made, vault=vault, now=now),
            version=made.debtor.identity_version,
            location=f"{court.PREFIX}/debtors/{made.debtor.public_id}",
        )

    return acts.perform(work)


@blueprint.route("/debtors/<uuid:debtor_id>", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, DebtorAnswer, headers=headers("ETag"))
def read_debtor(debtor_id: UUID) -> Response:
    """查看被执行人 Read a debtor, numbers masked."""
    runtime, session = current_runtime(), db.session()
    found = records.matter(session, court.sought(debtor_id))
    record = answers.debtor(session, found, vault=runtime.vault, now=runtime.now())
    return acts.respond(Answer(record=record, version=found.debtor.identity_version))
