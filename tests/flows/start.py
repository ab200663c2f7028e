"""Where a machine over the API begins (起点): two courts and one above, two cases, six debtors."""

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flask import Flask
from sqlalchemy import make_url

from registry.db import db
from tests.api import files, orders
from tests.api.courts_above import INTERMEDIATE
from tests.api.desk import (
    ADULT,
    COURT,
    MINOR,
    OTHER_ADULT,
    OTHER_COURT,
    OTHER_NAME,
    Desk,
    number,
)

ENTITY = str(orders.ENTITY["name"])
PEOPLE = {
    "李测试": ADULT,
    "王示例": OTHER_ADULT,
    "赵幼年": MINOR,
    "孙试行": number("510199", "19770707", "005"),
    "周样本": number("510199", "19660606", "006"),
}
NUMBERS = tuple(PEOPLE.values())
NAMES = (*PEOPLE, ENTITY)


@dataclass(frozen=True)
class Start:
    """A register in which courts have people, and one has two cases and six debtors."""

    file: Path
    desk: Desk
    other: Desk
    above: Desk
    records: dict[str, list[str]]


def make_start(app: Flask, now: datetime, database_url: str, file: Path) -> Start:
    """Make that register, and a copy of it in a file."""
    above = Desk(app, now, INTERMEDIATE).open("成都市中级人民法院")
    desk = Desk(app, now, COURT, superior=INTERMEDIATE).open()
    other = Desk(app, now, OTHER_COURT, superior=INTERMEDIATE).open(OTHER_NAME)
    case = files.case_of(desk)
    debtors = [
        files.debtor_of(
            desk, case, name=name, documents=[{"type": "resident_id", "number": number}]
        )
        for name, number in PEOPLE.items()
    ]
    debtors.append(files.debtor_of(desk, case, **orders.ENTITY))
    # The first of them owes in a case of his own, too.
    alone = files.case_of(desk, number="(2025)川0107执1235号")
    debtors.append(files.debtor_of(desk, alone))
    records = {
        "cases": [alone["id"], case["id"]],
        "debtors": [debtor["id"] for debtor in debtors],
    }
    db.session.remove()
    db.engine.dispose()
    shutil.copyfile(str(make_url(database_url).database), file)
    return Start(file, desk, other, above, records)
