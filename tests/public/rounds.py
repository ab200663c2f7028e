"""Closed rounds for tests (终本案件样本), written by the rule that masks them."""

from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import UUID, uuid4

import orjson
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from registry.db import transaction
from registry.models.cases import Debtor, EnforcementCase
from registry.models.courts import Court
from registry.models.publication import ClosedRound
from registry.models.subjects import Subject
from registry.rules.closed_rounds import ClosedRoundFacts, public_item
from schemas.codes import CourtLevel, RecordSource, SubjectKind
from schemas.names import fold_name
from tests.public.entries import PERSON_NUMBER

_NUMBERS = count(1)


def facts(**stated: Any) -> ClosedRoundFacts:
    """Return what is shown of a closed round of an invented person, but for what is stated."""
    ordinary: dict[str, Any] = {
        "id": str(uuid4()),
        "kind": SubjectKind.NATURAL,
        "name": "张伟",
        "number": PERSON_NUMBER,
        "legal_representative": None,
        "court_code": "川0107",
        "court_name": "成都市武侯区人民法院",
        "province": "四川",
        "case_number": f"(2025)川0107执{next(_NUMBERS)}号",
        "filed_on": date(2025, 6, 3),
        "closed_on": date(2026, 2, 2),
        "amount": Decimal("98000"),
        "confirmed": Decimal("0"),
    }
    return ClosedRoundFacts(**(ordinary | stated))


def put(*shown: ClosedRoundFacts) -> None:
    """Put closed rounds before the public in one commit, in this order."""
    with transaction() as session:
        for one in shown:
            session.add(_row(session, one))


def remove(entry_id: str) -> None:
    """Take one away, as the commit does that resumes enforcement."""
    with transaction() as session:
        session.execute(delete(ClosedRound).where(ClosedRound.public_id == UUID(entry_id)))


def _row(session: Session, shown: ClosedRoundFacts) -> ClosedRound:
    return ClosedRound(
        public_id=UUID(shown.id),
        debtor_id=_debtor(session, shown).id,
        kind=shown.kind,
        name_key=fold_name(shown.name),
        province=shown.province,
        court_code=shown.court_code,
        published_on=shown.closed_on,
        item=orjson.dumps(public_item(shown)).decode(),
    )


def _debtor(session: Session, shown: ClosedRoundFacts) -> Debtor:
    _meet(session, shown)
    case = EnforcementCase(
        public_id=uuid4(),
        number=shown.case_number,
        court_code=shown.court_code,
        filed_on=shown.filed_on,
        basis_number="",
        basis_body="",
        obligation="",
        amount=shown.amount,
        source=RecordSource.COURT,
        version=1,
    )
    subject = Subject(public_id=uuid4(), kind=shown.kind, current_version=1, flagged=False)
    session.add_all((case, subject))
    session.flush()
    debtor = Debtor(public_id=uuid4(), case_id=case.id, subject_id=subject.id, identity_version=1)
    session.add(debtor)
    session.flush()
    return debtor


def _meet(session: Session, shown: ClosedRoundFacts) -> None:
    if session.scalars(select(Court).where(Court.code == shown.court_code)).first() is None:
        court = Court(
            code=shown.court_code,
            name=shown.court_name,
            level=CourtLevel.BASIC,
            province=shown.province,
            confirmed=True,
        )
        session.add(court)
        session.flush()
