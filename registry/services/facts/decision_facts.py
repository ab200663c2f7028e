"""What a decision to list says (纳入决定书内容): what Art. 6 of the Listing Rules has recorded of a
debtor, from the records of the case, and what was stated of the decision.
"""

from registry.identity import Identity
from registry.models.listings import Listing
from registry.rules import decision
from registry.rules.decision import DecisionFacts
from registry.rules.findings import Finding, stated
from registry.rules.policy import DEFAULT, Policy
from registry.services.acts import stated_facts
from registry.services.acts.records import Matter
from registry.services.facts import listing_law
from schemas.codes import SubjectKind


def findings(
    listing: Listing, matter: Matter, identity: Identity, *, policy: Policy = DEFAULT
) -> tuple[Finding, ...]:
    """Return whether a decision to list says what it must, and nothing that it must not.

    :param policy: whether the bench is to have discussed it, which only a signature waits for.
    """
    facts, grounds = stated_facts.read(listing.facts), listing_law.grounds_of(listing)
    return decision.decision_findings(
        DecisionFacts(
            kind=SubjectKind(matter.subject.kind),
            grounds=grounds,
            reasons=listing.reason,
            term_years=decision.stated_term(grounds, listing.extension_years),
            extension_years=listing.extension_years,
            recorded=_recorded(listing, matter, identity),
            # What is not suitable for publication is recorded and told to the unit alone.
            secrets_found=facts.secrets_found and listing.withheld_for is None,
            bench_reviewed=facts.bench_reviewed,
        ),
        policy=policy,
    )


def _recorded(listing: Listing, matter: Matter, identity: Identity) -> frozenset[str]:
    case = matter.case
    held = {
        "name": stated(identity.name),
        "number": bool(identity.documents),
        "sex": identity.sex is not None,
        "age": identity.birth_on is not None,
        "legal_representative": stated(identity.legal_representative),
        "obligation": stated(case.obligation),
        "performance": stated(listing.performance),
        "conduct": stated(listing.conduct),
        "basis_body": stated(case.basis_body),
        "basis_number": stated(case.basis_number),
        "case_number": stated(case.number),
        "filed_on": case.filed_on is not None,
        "court": stated(case.court_code),
    }
    return frozenset(name for name, is_held in held.items() if is_held)
