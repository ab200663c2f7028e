"""Importing a file (导入文件): group by group, each decided on and written in one transaction.

What was committed stays; whoever runs the same file again goes on where it stopped, because every
line that was taken in is known by its digest.
"""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from uuid import UUID

from sqlalchemy.orm import Session

from registry.errors import ErrorKind, ServiceError
from registry.imports import court_table, entries, runs
from registry.imports.amending import amend
from registry.imports.candidates import Candidate, CandidateReader
from registry.imports.cautions import Caution
from registry.imports.courts import Courts
from registry.imports.deciding import Action, Decider, Decision
from registry.imports.entries import CourtListings
from registry.imports.lines import Line
from registry.imports.matters import KnownCase, find_cases
from registry.imports.rehearsal import Rehearsal
from registry.imports.results import LineResult, ReadLine
from registry.imports.runs import ImportedFile
from registry.imports.store_faults import STORE_ERRORS, Fault, fault_of, in_words
from registry.imports.taking_in import Taken, Taking, take_in
from registry.imports.tally import Tally
from registry.journal.entry import Actor
from registry.models.imports import ImportRun
from registry.vault import Vault
from schemas.import_codes import ImportState

# So many lines a transaction: what a commit costs is shared by many, and a court's act that comes
# in between waits for less than a second.
GROUP = 5_000
# An update takes several times as long as a new entry.
MOST_UPDATES = 1_000
_ATTEMPTS = 5
_GARBAGE = 100_000

Scope = Callable[[], AbstractContextManager[Session]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What an import works with.

    :ivar writing: opens the transaction of one group. :ivar reading: opens a look at the register
        that writes nothing.
    """

    writing: Scope
    reading: Scope
    vault: Vault
    now: Callable[[], datetime]


class Import:
    """One import of one file.

    :param operator: who started it.
    :param rehearse: decide on every line and write nothing.
    :param group: how many lines a transaction takes at most.
    """

    def __init__(
        self,
        file: ImportedFile,
        around: Surroundings,
        *,
        operator: Actor,
        rehearse: bool = False,
        group: int = GROUP,
    ) -> None:
        self._file = file
        self._around = around
        self._operator = operator
        self._group = group
        self._rehearsal = Rehearsal() if rehearse else None
        self._run_id: int | None = None
        self.tally = Tally()
        self.run_public_id: UUID | None = None

    def run(self, lines: Iterable[Line]) -> Iterator[list[LineResult]]:
        """Import the lines; yield what became of each group once it is committed.

        :raises ServiceError: the file is damaged from here on, the store cannot be written, or the
            run was undone meanwhile; what was yielded stays.
        """
        try:
            with _few_collections():
                courts, reader = self._prepare()
                for group in _groups(lines, self._group):
                    read = [ReadLine(number, reader.read(fields)) for number, fields in group]
                    results = self._take(read, courts)
                    self.tally.add(results)
                    yield results
                self._finish()
        except STORE_ERRORS as error:
            raise in_words(error) from error
        finally:
            if self._rehearsal is not None:
                self._rehearsal.close()

    def _prepare(self) -> tuple[Courts, CandidateReader]:
        with self._around.reading() as session:
            courts = court_table.known_courts(session)
        return courts, CandidateReader(self._around.vault, courts, on=self._file.as_of)

    def _take(self, lines: list[ReadLine], courts: Courts) -> list[LineResult]:
        """Decide on one group and write it, in several transactions where it holds many updates."""
        if self._rehearsal is not None:
            with self._around.reading() as session:
                return self._rehearse(session, lines, self._rehearsal)
        results: list[LineResult] = []
        while len(results) < len(lines):
            some, taken = self._try(lines[len(results) :], courts)
            for court in taken.courts:
                courts.learn(court)
            results += some
        return results

    def _try(self, lines: list[ReadLine], courts: Courts) -> tuple[list[LineResult], Taken]:
        """Write in a transaction; once more where a court wrote the same thing first."""
        for _ in range(_ATTEMPTS - 1):
            try:
                with self._around.writing() as session:
                    return self._write(session, lines, courts)
            except STORE_ERRORS as error:
                if fault_of(error) is not Fault.COLLISION:
                    raise
        with self._around.writing() as session:
            return self._write(session, lines, courts)

    def _write(
        self, session: Session, lines: list[ReadLine], courts: Courts
    ) -> tuple[list[LineResult], Taken]:
        runs.lock(session)
        run = self._current(session)
        cases = find_cases(session.connection(), _candidates(lines))
        results, decisions = self._decide(session, lines, cases, run.id if run else None)
        if not decisions:
            return results, Taken({}, ())
        run = run or runs.start(
            session, self._file, operator=self._operator, now=self._around.now()
        )
        self._run_id, self.run_public_id = run.id, run.public_id
        taking = Taking(
            run_id=run.id,
            actor=runs.actor_of(run, operator=self._operator),
            now=self._around.now(),
            vault=self._around.vault,
            courts=courts,
        )
        taken = take_in(session, _of(decisions, Action.TAKE_IN), cases, taking)
        amend(session, _of(decisions, Action.AMEND), taking)
        return [_with(result, taken.cautions) for result in results], taken

    def _current(self, session: Session) -> ImportRun | None:
        """Return the run that these lines belong to, if it has begun.

        :raises ServiceError: ``import.run_undone``.
        """
        run = session.get(ImportRun, self._run_id) if self._run_id is not None else None
        if run is None:
            run = runs.unfinished(session, self._file)
        elif run.state == ImportState.UNDONE:
            facts = {"run": str(run.public_id)}
            raise ServiceError(ErrorKind.CONFLICT, "import.run_undone", facts)
        return run

    def _decide(
        self,
        session: Session,
        lines: list[ReadLine],
        cases: Mapping[str, KnownCase],
        run_id: int | None,
    ) -> tuple[list[LineResult], list[Decision]]:
        connection = session.connection()
        candidates = _candidates(lines)
        known = entries.find(connection, {candidate.entry_key for candidate in candidates})
        if self._rehearsal is not None:
            known = self._rehearsal.add_to(known, candidates)
        keys = [case.key for case in cases.values()]
        by_courts = CourtListings(connection, keys, self._around.vault)
        most = None if self._rehearsal is not None else MOST_UPDATES
        return Decider(known, by_courts, run_id=run_id).decide(lines, most_updates=most)

    def _rehearse(
        self, session: Session, lines: list[ReadLine], rehearsal: Rehearsal
    ) -> list[LineResult]:
        run = runs.unfinished(session, self._file)
        run_id = run.id if run else None
        cases = find_cases(session.connection(), _candidates(lines))
        results, decisions = self._decide(session, lines, cases, run_id)
        rehearsal.remember(decisions, run_id=run_id)
        return results

    def _finish(self) -> None:
        """Finish the run; one that took nothing in was never begun and leaves no trace."""
        if self._rehearsal is not None:
            return
        with self._around.writing() as session:
            runs.lock(session)
            run = self._current(session)
            if run is not None:
                runs.finish(
                    session, run, self.tally, operator=self._operator, now=self._around.now()
                )


@contextmanager
def _few_collections() -> Iterator[None]:
    """Look for garbage less often: what a group makes dies with it, and holds no circles. It costs
    a tenth of an import otherwise.
    """
    thresholds = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_GARBAGE, *thresholds[1:])
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
        gc.unfreeze()


def _groups(lines: Iterable[Line], size: int) -> Iterator[list[Line]]:
    """Yield lines in groups of a size; what was read before a fault is a group of its own."""
    iterator = iter(lines)
    while True:
        group: list[Line] = []
        try:
            group.extend(islice(iterator, size))
        except ServiceError:
            if group:
                yield group
            raise
        if not group:
            return
        yield group


def _candidates(lines: list[ReadLine]) -> list[Candidate]:
    return [line.found for line in lines if isinstance(line.found, Candidate)]


def _of(decisions: list[Decision], action: Action) -> list[Decision]:
    return [decision for decision in decisions if decision.action is action]


def _with(result: LineResult, cautions: Mapping[int, tuple[Caution, ...]]) -> LineResult:
    more = cautions.get(result.line)
    return result._replace(cautions=(*result.cautions, *more)) if more else result
