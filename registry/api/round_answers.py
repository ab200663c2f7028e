"""Answers about what happens in a case (案件进程答复), as :mod:`schemas.court_round_answers`
describes them.
"""

from datetime import date

import orjson
from sqlalchemy.orm import Session

from registry.api import answers
from registry.api.answers import Answer
from registry.models.cases import EnforcementCase
from registry.models.proceedings import CaseRuling
from registry.rules import after_round, round_closing
from registry.rules.findings import Finding
from registry.services.acts import records
from registry.services.acts.records import Matter
from registry.services.cases import after_rounds, case_states, debtors
from registry.services.rounds import case_duties, ruling_effects
from schemas.case_codes import EnforcementState


def ruling(session: Session, found: CaseRuling, case: EnforcementCase) -> Answer:
    """Return a ruling."""
    people = records.staff_ids(session, found.drafted_by, found.signed_by)
    about = ruling_effects.named_in(session, found)
    return {
        "id": found.public_id,
        "version": found.version,
        "state": found.state,
        "case": answers.case_named(case),
        "case_state": case.state,
        "debtor": about.debtor.public_id if about else None,
        "kind": found.kind,
        "cause": found.cause,
        "number": found.number,
        "ruled_on": found.ruled_on,
        "reason": found.reason,
        "content": orjson.loads(found.content),
        "drafted": answers.made_by(people, found.drafted_by, found.drafted_at),
        "signed": answers.made_by(people, found.signed_by, found.signed_at),
    }


def standing(session: Session, case: EnforcementCase, *, on: date) -> Answer:
    """Return how a case stands."""
    closing = case_states.last_closing(session, case)
    closed_on = closing.ruled_on if closing else None
    state = EnforcementState(case.state)
    return {
        "case": answers.case_named(case),
        "state": state,
        "closed_on": closed_on,
        "shown_as_closed": after_round.is_shown(state),
        "inquiry_days": after_round.inquiry_days(closed_on) if closed_on else (),
        "next_inquiry_on": after_rounds.next_inquiry(session, case),
        "earliest_closing_on": round_closing.earliest_on(case.filed_on),
        "to_be_resumed": case_duties.resumption_basis(session, case, on=on) is not None,
        "debtors": [_debtor(session, matter, on=on) for matter in debtors.of_case(session, case)],
    }


def _debtor(session: Session, matter: Matter, *, on: date) -> Answer:
    made = case_states.ruling_of(session, matter)
    after = after_rounds.of_debtor(session, matter)
    found = after_round.removal_findings(after, on=on) if after.closed_on else ()
    return {
        "debtor": matter.debtor.public_id,
        "state": case_states.standing(matter),
        "ruling": made.public_id if made else None,
        "to_remove": [
            {
                "listing": proposal.listing.public_id,
                "ground": proposal.ground,
                "since": proposal.since,
                "ruling": proposal.ruling.public_id if proposal.ruling else None,
            }
            for proposal in case_duties.proposals(session, matter, on=on)
        ],
        "counting_days": after_round.counting_days(after, on=on),
        "after_round": [_found(finding) for finding in found],
    }


def _found(finding: Finding) -> Answer:
    return {
        "rule": finding.rule,
        "article": finding.article,
        "satisfied": finding.satisfied,
        "facts": finding.facts,
    }
