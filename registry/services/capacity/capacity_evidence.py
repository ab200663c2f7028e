"""What an assessment rests on (认定所依据的证据): the evidence of a debtor as the rules take it,
and as it is frozen with a finding.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson
from sqlalchemy.orm import Session

from registry.models.evidence import EvidenceItem, SignOfEvasion
from registry.rules import capacity, evidence
from registry.rules.capacity import CapacityFacts, Evidence, Proposal
from registry.rules.policy import Policy
from registry.services.acts.records import Matter
from registry.services.capacity import capacity_records
from schemas.case_codes import Bearing, CapacityOutcome, EvasionSign, EvidenceKind

Frozen = Mapping[str, Sequence[Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class Standing:
    """All evidence and all signs of a debtor that nobody has withdrawn."""

    items: tuple[EvidenceItem, ...]
    signs: tuple[SignOfEvasion, ...]


def standing(session: Session, matter: Matter) -> Standing:
    """Return what stands for and against a debtor."""
    of_debtor = capacity_records.of_debtor
    key = matter.debtor.id
    return Standing(
        tuple(of_debtor(session, EvidenceItem, key, standing=True)),
        tuple(of_debtor(session, SignOfEvasion, key, standing=True)),
    )


def as_rule(item: EvidenceItem) -> Evidence:
    """Return an item as the rules take it."""
    return Evidence(EvidenceKind(item.kind), item.source, item.dated_on, Bearing(item.bearing))


def facts(found: Standing) -> CapacityFacts:
    """Return all that stands as the rules take it, each sign once."""
    signs = {EvasionSign(sign.sign) for sign in found.signs}
    return CapacityFacts(
        tuple(as_rule(item) for item in found.items),
        tuple(sign for sign in EvasionSign if sign in signs),
    )


def weighed(
    found: Standing, outcome: CapacityOutcome, *, on: date, policy: Policy
) -> CapacityFacts:
    """Return what a decision for an outcome is tested on.

    Evidence too old to be used is left out, save what speaks against a finding of inability: that
    is answered however old it is.
    """
    everything = facts(found)
    against = outcome is CapacityOutcome.UNABLE
    kept = tuple(
        item
        for item in everything.evidence
        if not capacity.is_stale(item, on=on, policy=policy)
        or (against and item.bearing is Bearing.ABILITY)
    )
    return CapacityFacts(kept, everything.signs)


def valid_until(
    found: Standing, outcome: CapacityOutcome, *, on: date, policy: Policy
) -> date | None:
    """Return the last day on which all that a finding rests on is used."""
    rests_on = evidence.relied_on(outcome, facts(found).evidence, on=on, policy=policy)
    return capacity.valid_until(CapacityFacts(rests_on), policy)


def propose(found: Standing, *, on: date, policy: Policy) -> Proposal:
    """Return what the evidence points to on a day."""
    return capacity.propose(facts(found), on=on, policy=policy)


def freeze(found: Standing, *, on: date, policy: Policy) -> str:
    """Write what stands as it is on a day, to be kept with a finding."""
    kept = {
        "evidence": [
            {
                "id": str(item.public_id),
                "kind": item.kind,
                "source": item.source,
                "dated_on": item.dated_on.isoformat(),
                "bearing": item.bearing,
                "result": item.result,
                "used": not capacity.is_stale(as_rule(item), on=on, policy=policy),
            }
            for item in found.items
        ],
        "signs": [
            {
                "id": str(sign.public_id),
                "sign": sign.sign,
                "source": sign.source,
                "dated_on": sign.dated_on.isoformat(),
            }
            for sign in found.signs
        ],
    }
    return orjson.dumps(kept, option=orjson.OPT_SORT_KEYS).decode()


def thaw(kept: str) -> Frozen:
    """Return what was kept with a finding."""
    frozen: Frozen = orjson.loads(kept)
    return frozen


def is_the_same(kept: str, found: Standing) -> bool:
    """Tell whether what stands is what was kept: nothing came in, nothing was withdrawn."""
    frozen = thaw(kept)
    before = {part["id"] for parts in frozen.values() for part in parts}
    items = {str(item.public_id) for item in found.items}
    return before == items | {str(sign.public_id) for sign in found.signs}
