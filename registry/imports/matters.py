"""Cases and debtors of many records at once (批量登记案件与被执行人): found, or entered.

A case shared by several debtors is entered once, with what the first record says of it.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sqlalchemy import Connection, Table, bindparam, select, update

from registry.bulk import insert_rows, reserve_ids
from registry.imports import lookups, rows
from registry.imports.candidates import Candidate
from registry.imports.enrolment import Enrolled
from registry.imports.rows import Row
from registry.models.cases import Debtor, EnforcementCase
from registry.models.listings import RestrictionOrder
from registry.services.restrictions import restrictions

_CASE: Table = EnforcementCase.__table__  # type: ignore[assignment]
_DEBTOR: Table = Debtor.__table__  # type: ignore[assignment]
_DEBTORS = (
    select(Debtor.id, Debtor.case_id, Debtor.subject_id, RestrictionOrder.id.label("order_id"))
    .outerjoin(
        RestrictionOrder,
        (RestrictionOrder.debtor_id == Debtor.id)
        & (RestrictionOrder.state.in_(restrictions.BINDING)),
    )
    .where(Debtor.case_id.in_(bindparam("cases", expanding=True)))
)
_RENEW = (
    update(_DEBTOR)
    .where(_DEBTOR.c.id == bindparam("key"))
    .values(identity_version=bindparam("latest"))
)


class KnownCase(NamedTuple):
    """What is compared of a case that several records speak of; the filing date as text."""

    key: int
    filed_on: str
    basis_number: str


class EnteredDebtor(NamedTuple):
    """The debtor of a record.

    :ivar case_differs: the record says of its case what an earlier one did not.
    """

    key: int
    has_order: bool
    case_differs: bool


def find_cases(connection: Connection, candidates: Iterable[Candidate]) -> dict[str, KnownCase]:
    """Return the cases that are known of those that candidates speak of, each locked."""
    numbers = {candidate.statement.case.number for candidate in candidates}
    return {
        number: KnownCase(key, filed_on, basis)
        for number, key, filed_on, basis in lookups.cases(connection, numbers)
    }


class Matters:
    """Finds or makes the cases and debtors of one group of candidates.

    :param cases: those that are known; the new ones join them.
    """

    def __init__(
        self, connection: Connection, cases: dict[str, KnownCase], candidates: list[Candidate]
    ) -> None:
        self._connection = connection
        self._cases = cases
        self._debtors = self._load(known.key for known in self._cases.values())
        self._case_keys = iter(reserve_ids(connection, _CASE, len(candidates)))
        self._debtor_keys = iter(reserve_ids(connection, _DEBTOR, len(candidates)))
        self._ids = rows.random_ids()
        self._new_cases: list[Row] = []
        self._new_debtors: list[Row] = []
        self._renewed: list[dict[str, int]] = []

    def enter(
        self, candidates: Iterable[Candidate], subjects: Iterable[Enrolled]
    ) -> Iterator[EnteredDebtor]:
        """Yield the debtor of each candidate."""
        for candidate, subject in zip(candidates, subjects, strict=True):
            stated = candidate.statement.case
            case = self._cases.get(stated.number)
            if case is None:
                yield EnteredDebtor(self._new(candidate, subject), False, False)
                continue
            said = (stated.filed_on.isoformat(), stated.basis_number)
            differs = (case.filed_on, case.basis_number) != said
            known = self._debtors.get((case.key, subject.subject_id))
            if known is None:
                key = self._new_debtor(case, subject)
                yield EnteredDebtor(key, False, differs)
                continue
            key, has_order = known
            self._renewed.append({"key": key, "latest": subject.version})
            yield EnteredDebtor(key, has_order, differs)

    def write(self) -> None:
        """Write what is new and what has changed."""
        insert_rows(self._connection, _CASE, rows.CASE, self._new_cases)
        insert_rows(self._connection, _DEBTOR, rows.DEBTOR, self._new_debtors)
        if self._renewed:
            self._connection.execute(_RENEW, self._renewed)

    def _load(self, cases: Iterable[int]) -> dict[tuple[int, int], tuple[int, bool]]:
        keys = list(cases)
        if not keys:
            return {}
        return {
            (row.case_id, row.subject_id): (row.id, row.order_id is not None)
            for row in self._connection.execute(_DEBTORS, {"cases": keys})
        }

    def _new(self, candidate: Candidate, subject: Enrolled) -> int:
        stated = candidate.statement.case
        case = KnownCase(next(self._case_keys), stated.filed_on.isoformat(), stated.basis_number)
        self._cases[stated.number] = case
        self._new_cases.append(rows.case_row(case.key, next(self._ids), stated))
        return self._new_debtor(case, subject)

    def _new_debtor(self, case: KnownCase, subject: Enrolled) -> int:
        key = next(self._debtor_keys)
        self._debtors[case.key, subject.subject_id] = (key, False)
        self._new_debtors.append(
            (key, next(self._ids), case.key, subject.subject_id, subject.version)
        )
        return key
