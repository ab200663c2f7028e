"""Workers (推送工作者): send one agency all that waits for it, attempt by attempt.

A worker reads first without any lease, so that an idle register costs no writing; whoever finds
something to tell takes the lease and goes on until nothing is left or an attempt fails.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial

from sqlalchemy.exc import DBAPIError

from partners.deliveries import leases
from partners.deliveries.batches import Reader
from partners.deliveries.decisions import Move, decide
from partners.deliveries.drafts import Draft, Passing, StreamChangedError
from partners.deliveries.faults import Faulter, Point, never
from partners.deliveries.freezing import Frozen, freeze_next, freeze_prepared, prepare
from partners.deliveries.leases import LEASE, Lease, LeaseLostError
from partners.deliveries.present import leaving
from partners.dispatch.conclusions import advance, conclude, postpone, stumble
from partners.dispatch.looks import Found, Looked, Lookout
from partners.endpoints.attempts import Answer, Transport, Trouble, next_attempt, outcome_of
from partners.endpoints.signing import headers
from partners.models.agencies import Agency
from partners.notices.blocks import Blocks
from partners.receipts import answerable, receipts
from partners.receipts.receipts import Answered
from partners.schedules import not_before
from partners.states import STREAM_CHANGED, AttemptOutcome, DeliveryKind, StreamStatus
from registry.db import reading, transaction
from registry.runtime import Runtime, current_runtime

log = logging.getLogger(__name__)


class StreamWorker:
    """Moves the stream of one agency.

    :param jitter: gives a number from 0 to 1 for pauses.
    :param blocks: what was read of the journal, shared with the other workers of the process.
    :param fault: what is called at the points where tests make a process fail.
    """

    def __init__(
        self,
        agency_id: int,
        transport: Transport,
        *,
        jitter: Callable[[], float],
        blocks: Blocks | None = None,
        fault: Faulter = never,
    ) -> None:
        self._blocks = blocks or Blocks()
        self._agency_id = agency_id
        self._transport = transport
        self._jitter = jitter
        self._fault = fault
        self._lookout = Lookout(agency_id, self._blocks)

    @property
    def looked(self) -> Looked:
        """Return up to where the journal is known to hold nothing new."""
        return self._lookout.looked

    def run(self, *, early: bool = False) -> None:
        """Send what waits, in an application context.

        :param early: the stream is not due: send only if a record has ended meanwhile, and then
            what is before it too.
        """
        runtime = current_runtime()
        found = self._lookout.look(runtime, early=early)
        if found is None:
            return
        with transaction() as session:
            lease = leases.claim(
                session,
                self._agency_id,
                holder=leases.this_process(),
                now=runtime.now(),
                early=early,
            )
        if lease is not None:
            self._work(runtime, lease, found)

    def _work(self, runtime: Runtime, lease: Lease, found: Found) -> None:
        self._fault(Point.CLAIMED)
        try:
            if found.idle is None:
                self._send(runtime, lease, found.after(lease))
            else:
                with transaction() as session:
                    advance(session, lease, scanned=found.idle[0], to=found.idle[1])
        except LeaseLostError:
            log.warning("lease lost", extra={"agency_id": self._agency_id})
        except StreamChangedError:
            self._stumble(runtime, lease, STREAM_CHANGED)
        except Exception as error:
            if isinstance(error, DBAPIError) and error.connection_invalidated:
                # Nothing is wrong with the stream: it goes on as soon as the store is there again.
                log.warning("the store broke off", extra={"agency_id": self._agency_id})
                return
            log.exception("delivery could not be made", extra={"agency_id": self._agency_id})
            self._stumble(runtime, lease, f"internal: {type(error).__name__}")
        finally:
            with transaction() as session:
                leases.release(session, lease)

    def _send(self, runtime: Runtime, lease: Lease, first: Draft | Passing | None) -> None:
        """Make attempt after attempt as long as the next may follow at once."""
        goes_on, ready = True, None
        while goes_on:
            ready = ready or self._freeze(runtime, lease, first)
            if ready is None:
                return
            first = None
            goes_on, ready = self._attempt(runtime, lease, ready)

    def _freeze(
        self, runtime: Runtime, lease: Lease, first: Draft | Passing | None
    ) -> Frozen | None:
        """Fix what goes out next, and say where; nothing where nothing waits."""
        fixed = freeze_next(
            lease,
            Reader(runtime.vault, self._blocks),
            first=first,
            must_wait=partial(self._must_wait, runtime, lease),
            fault=self._fault,
        )
        if fixed is None:
            return None
        with reading() as session:
            stood, route = leaving(session, runtime.vault, self._agency_id, now=runtime.now())
        if route is None:
            raise LeaseLostError
        return Frozen(*fixed, stood, route)

    def _attempt(self, runtime: Runtime, lease: Lease, ready: Frozen) -> tuple[bool, Frozen | None]:
        """Make one attempt; return whether the next may follow at once, and what it is if that is
        fixed already.
        """
        self._fault(Point.FROZEN)
        draft, now = ready.draft, runtime.now()
        following: list[Draft | None] = [None]

        def meanwhile() -> None:
            reader = Reader(runtime.vault, self._blocks)
            following[0] = prepare(reader, ready, fault=self._fault)

        answer = self._transport.post(
            ready.route.address,
            {
                "content-type": "application/json; charset=utf-8",
                **headers(ready.route.keys, str(draft.public_id), int(now.timestamp()), draft.body),
            },
            draft.body,
            answer_limit=draft.answer_limit,
            meanwhile=meanwhile,
        )
        if answer.trouble is Trouble.INTERRUPTED:
            return False, None
        self._fault(Point.ANSWERED)
        return self._conclude(runtime, lease, ready, answer, following[0])

    def _must_wait(self, runtime: Runtime, lease: Lease, draft: Draft) -> bool:
        """Tell whether the agency takes no request yet, and if so let the stream be due then."""
        now = runtime.now()
        until = not_before(draft.schedule, draft.posted_at, now=now)
        if until is None or until <= now:
            return False
        with transaction() as session:
            postpone(session, lease, until=until)
        return True

    def _conclude(
        self,
        runtime: Runtime,
        lease: Lease,
        ready: Frozen,
        answer: Answer,
        following: Draft | None,
    ) -> tuple[bool, Frozen | None]:
        now, draft = runtime.now(), ready.draft
        answered = _read(answer, lease.agency_id, draft)
        move = decide(
            answer,
            draft.standing,
            draft.schedule,
            notices=len(draft.told),
            now=now,
            jitter=self._jitter(),
        )
        fixed = None
        goes_on = following is not None and move.outcome is AttemptOutcome.ACCEPTED
        with transaction() as session:
            conclude(
                session,
                lease,
                draft,
                ready.delivery_id,
                answer,
                answered,
                move,
                now=now,
                until=now + LEASE if goes_on else None,
            )
            self._fault(Point.CONCLUDING)
            if following is not None and goes_on:
                # One commit closes a delivery and fixes the next.
                fixed = freeze_prepared(session, self._agency_id, following, runtime.vault, now=now)
                self._fault(Point.FREEZING)
        self._fault(Point.CONCLUDED)
        _tell(draft, answer, answered, move)
        return move.goes_on, fixed

    def _stumble(self, runtime: Runtime, lease: Lease, reason: str) -> None:
        now: datetime = runtime.now()
        due_at = next_attempt(1, now=now, jitter=self._jitter(), probing=True)
        with transaction() as session:
            stumble(session, lease, reason, now=now, due_at=due_at)
            code = session.get_one(Agency, self._agency_id).code
        log.error("stream halted", extra={"agency": code, "reason": reason})


def _read(answer: Answer, agency_id: int, draft: Draft) -> Answered:
    """Read the receipts in an accepted answer; only of the stream itself as stretches of it."""
    if outcome_of(answer) is not AttemptOutcome.ACCEPTED:
        return Answered()
    answered = receipts.read_answer(
        answer.body,
        draft.told if draft.kind is DeliveryKind.STREAM else (),
        [told.position for told in draft.excluded],
        is_long=answer.is_long,
    )
    if not answered.receipts:
        return answered
    own = {told.id: told for told in draft.told}
    with reading() as session:
        return answerable.only_fitting(session, agency_id, answered, own=own, through=draft.through)


def _tell(draft: Draft, answer: Answer, answered: Answered, move: Move) -> None:
    facts = {
        "agency": draft.agency_code,
        "delivery": str(draft.public_id),
        "notices": len(draft.told),
        "through": draft.through,
        "answer": answer.label,
        "milliseconds": answer.milliseconds,
    }
    if move.outcome is AttemptOutcome.ACCEPTED:
        log.info("delivery accepted", extra=facts)
        if answered.faults:
            log.warning("receipts with faults", extra={**facts, "faults": answered.faults})
    elif move.parks:
        said = "notice parked" if draft.resend_id is None else "notice refused again"
        log.error(said, extra={**facts, "notice": str(draft.told[0].id)})
    elif move.status is StreamStatus.HALTED:
        log.error("stream halted", extra={**facts, "failures": move.failures})
    else:
        log.warning("delivery failed", extra={**facts, "failures": move.failures})
