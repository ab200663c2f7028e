"""The life of a repair under the law alone, from payments to certificate: whatever is tried in any
order, the promises hold.

Every step asks the law first, as a service has to, and does nothing where it says no.
"""

from datetime import date, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from registry.rules import (
    authority,
    certificates,
    publication,
    removal,
    repair,
    states,
    term,
)
from registry.rules.assessment import assess
from registry.rules.certificates import CertificateFacts
from registry.rules.policy import Policy
from registry.rules.removal import RemovalFacts
from registry.rules.repair import RepairFacts
from schemas.act_codes import Act
from schemas.codes import (
    Ground,
    ListingState,
    RemovalGround,
)
from schemas.remedy_codes import (
    CertificateKind,
    CreditorAnswer,
    NoRepairCause,
    PerformanceManner,
    Remainder,
    RepairDocument,
    RepairPath,
    RepairState,
)
from tests.rules.lives import LIVES
from tests.rules.payments import OWED, PaymentsInACase

PUBLISHED = date(2025, 3, 3)
STRICT = Policy(no_repair_causes=frozenset({NoRepairCause.HIDDEN_PROPERTY}))


class LifeOfARepair(PaymentsInACase):
    """One published listing, whose debtor, creditor and courts may try anything on any day."""

    @initialize(grounds=st.sampled_from([(Ground.REFUSES_THOUGH_ABLE,), (Ground.EVADES,)]))
    def begin(self, grounds: tuple[Ground, ...]) -> None:
        self.on = PUBLISHED
        self.ends_on = term.listing_ends_on(PUBLISHED, grounds)
        self.listing = ListingState.PUBLISHED
        self.order_in_force = True
        self.ended_by: RemovalGround | None = None
        self.payments = []
        self.evaded = False
        self.consents = False
        self.repair: RepairState | None = None
        self.path = RepairPath.PERFORMED
        self.documents: frozenset[RepairDocument] = frozenset()

    def try_listing(self, act: Act) -> bool:
        becomes = states.after(self.listing, act)
        if becomes is None:
            return False
        self.listing = becomes
        return True

    def removal_facts(self) -> RemovalFacts:
        return RemovalFacts(
            has_term=self.ends_on is not None,
            ends_on=self.ends_on,
            owed=OWED,
            confirmed=self.confirmed(),
            creditor_applied_in_writing=self.consents,
            court_agrees=self.consents,
            actively_performs=self.confirmed() > 0,
            reason="积极履行",
        )

    @rule(days=st.integers(1, 60))
    def time_passes(self, days: int) -> None:
        was = (self.listing, self.repair, self.order_in_force)
        self.on += timedelta(days=days)
        over = term.has_ended(self.ends_on, on=self.on)
        if over and states.may(self.listing, Act.END_TERM):
            assert assess(authority.job_findings(Act.END_TERM)).allowed
            self.try_listing(Act.END_TERM)
            self.ended_by = RemovalGround.TERM_OVER
        else:
            now = (self.listing, self.repair, self.order_in_force)
            assert now == was

    # Repair.

    @rule(evaded=st.booleans(), consents=st.booleans())
    def something_is_found_out(self, evaded: bool, consents: bool) -> None:
        self.evaded, self.consents = evaded, consents

    @rule(path=st.sampled_from(RepairPath), complete=st.sampled_from([True, True, False]))
    def the_debtor_applies_for_repair(self, path: RepairPath, complete: bool) -> None:
        if self.repair is not None and not states.has_ended(self.repair):
            return
        if self.repair is RepairState.GRANTED:
            return
        needed = repair.documents_needed(path)
        self.path = path
        self.documents = frozenset(needed if complete else needed[1:])
        self.repair = RepairState.RECEIVED

    @rule(wanted=st.sampled_from([Act.DRAFT_REPAIR, Act.REFUSE_REPAIR, Act.WITHDRAW_REPAIR]))
    def repair_takes_its_course(self, wanted: Act) -> None:
        if self.repair is not None:
            self.repair = states.after(self.repair, wanted) or self.repair

    @rule(strict=st.booleans())
    def somebody_grants_repair(self, strict: bool) -> None:
        if self.repair is None or not states.may(self.repair, Act.GRANT_REPAIR):
            return
        grounds = repair.leads_to(self.path, has_term=self.ends_on is not None)
        ground = grounds[0] if grounds else None
        law = (
            None
            if ground is None
            else assess(removal.removal_findings(ground, self.removal_facts(), on=self.on))
        )
        facts = RepairFacts(
            self.path,
            self.documents,
            removal=law,
            evaded=self.evaded,
            cause_shown=True,
            creditor_agrees=self.consents,
            excluded_for=(NoRepairCause.HIDDEN_PROPERTY,) if self.evaded else (),
        )
        policy = STRICT if strict else Policy()
        if not assess(repair.repair_findings(facts, policy=policy)).allowed:
            return
        # Without a ground repair suspends or drops; a published listing is then left as it is.
        assert ground is not None
        if not self.try_listing(authority.signing_act(ground)):
            return
        self.ended_by = ground
        self.repair = RepairState.GRANTED
        if repair.lifts_order(self.path) and self.confirmed() >= OWED:
            self.order_in_force = False
        kept = repair.stays(
            self.path, debt_open=self.confirmed() < OWED, order_in_force=self.order_in_force
        )
        assert Remainder.JUDGMENT in kept
        assert (Remainder.DEBT in kept) == (self.confirmed() < OWED)
        assert self.ends_on is None or ground is RemovalGround.EARLY
        if self.path is RepairPath.PERFORMED and self.ends_on is None:
            assert self.confirmed() >= OWED
        if self.path is RepairPath.CREDITOR_CONSENTS:
            assert self.consents
            assert not self.evaded

    @rule(path=st.sampled_from(RepairPath), strict=st.booleans())
    def a_repair_takes_its_usual_course(self, path: RepairPath, strict: bool) -> None:
        self.the_debtor_applies_for_repair(path, complete=True)
        self.repair_takes_its_course(Act.DRAFT_REPAIR)
        self.somebody_grants_repair(strict)

    @rule(
        kind=st.sampled_from(CertificateKind),
        asked=st.booleans(),
        masked=st.booleans(),
        manner=st.sampled_from(PerformanceManner),
        answer=st.sampled_from(CreditorAnswer),
    )
    def a_certificate_is_issued(
        self,
        kind: CertificateKind,
        asked: bool,
        masked: bool,
        manner: PerformanceManner,
        answer: CreditorAnswer,
    ) -> None:
        facts = CertificateFacts(
            kind,
            asked,
            frozenset(certificates.contents(kind)),
            masked,
            manner,
            answer,
            listing_ended=states.has_ended(self.listing),
        )
        if assess(certificates.certificate_findings(facts)).allowed:
            assert asked
            assert masked
            if kind is CertificateKind.CREDIT_REPAIR:
                assert not self.is_public()
            if kind is CertificateKind.VOLUNTARY_PERFORMANCE:
                assert manner is PerformanceManner.VOLUNTARY

    # What always holds.

    def is_public(self) -> bool:
        return publication.is_public(self.listing, self.ends_on, on=self.on)

    @invariant()
    def nothing_is_public_that_has_ended(self) -> None:
        if states.has_ended(self.listing):
            assert not self.is_public()
            assert self.ended_by is not None

    @invariant()
    def a_listing_with_a_term_ends_early_or_with_it(self) -> None:
        if self.ended_by is not None and self.ends_on is not None:
            assert self.ended_by in (RemovalGround.EARLY, RemovalGround.TERM_OVER)

    @invariant()
    def the_order_is_lifted_by_full_performance_alone(self) -> None:
        if not self.order_in_force:
            assert self.confirmed() >= OWED


TestLifeOfARepair = LifeOfARepair.TestCase
TestLifeOfARepair.settings = settings(max_examples=LIVES, stateful_step_count=40, deadline=None)
