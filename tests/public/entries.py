"""Public entries for tests (公布信息样本), written by the rule that masks them."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import orjson
from sqlalchemy import delete

from registry.db import transaction
from registry.models.publication import PublicEntry
from registry.rules.publication import PublishedFacts, public_item
from schemas.codes import Ground, ListName, Performance, Sex, SubjectKind
from schemas.names import fold_name

# No area of GB/T 2260 ends in 99, so these numbers are nobody's.
PERSON_NUMBER = "510199198001010010"
COMPANY_CODE = "91510199MA0000007L"


def facts(**stated: Any) -> PublishedFacts:
    """Return what is published of a listing of an invented person, but for what is stated."""
    ordinary: dict[str, Any] = {
        "id": str(uuid4()),
        "list": ListName.DISHONEST,
        "kind": SubjectKind.NATURAL,
        "name": "张伟",
        "sex": Sex.MALE,
        "age": 46,
        "number": PERSON_NUMBER,
        "legal_representative": None,
        "court_code": "川0107",
        "court_name": "成都市武侯区人民法院",
        "province": "四川",
        "case_number": "(2025)川0107执1234号",
        "filed_on": date(2025, 6, 3),
        "published_on": date(2026, 2, 2),
        "ends_on": None,
        "grounds": (Ground.REFUSES_THOUGH_ABLE,),
        "conduct": None,
        "basis_number": "(2024)川0107民初567号",
        "basis_body": "成都市武侯区人民法院",
        "obligation": "被告于本判决生效后十日内偿还原告借款人民币98000元及利息。",
        "performance": Performance.NONE,
        "performed": None,
        "outstanding": "98000元",
    }
    return PublishedFacts(**(ordinary | stated))


def publish(**stated: Any) -> str:
    """Put an entry before the public and return its id."""
    shown = facts(**stated)
    put(shown)
    return shown.id


def put(*entries: PublishedFacts) -> None:
    """Put entries before the public in one commit, in this order."""
    with transaction() as session:
        session.add_all(_row(shown) for shown in entries)


def remove(entry_id: str) -> None:
    """Take an entry away, as the commit does that ends a listing."""
    with transaction() as session:
        session.execute(delete(PublicEntry).where(PublicEntry.public_id == UUID(entry_id)))


def _row(shown: PublishedFacts) -> PublicEntry:
    return PublicEntry(
        public_id=UUID(shown.id),
        list_name=shown.list,
        kind=shown.kind,
        name_key=fold_name(shown.name),
        province=shown.province,
        court_code=shown.court_code,
        published_on=shown.published_on,
        ends_on=shown.ends_on,
        item=orjson.dumps(public_item(shown)).decode(),
    )
