"""Assessors (审查对象): by which route each act is done, and therefore assessed.

Whoever adds a route for an act adds one line here: the act, and the endpoint of its route, which is
the name of the blueprint and of the view. Nothing else is needed, as long as the service of the act

* states every finding of the law in one call of ``eligibility.require``, before it changes
  anything, and the state of its records by ``moves.require`` before that;
* says before it, by ``plans.foresee``, which day the act would bring about, if it does.

An act that is done by several routes names each by a word, which the question then states as
``kind``.
"""

from collections.abc import Mapping

from schemas.act_codes import Act

ROUTES: Mapping[Act, str | Mapping[str, str]] = {
    Act.ENTER_CASE: {"case": "cases.open_case", "debtor": "cases.add_debtor"},
    Act.RECEIVE_LISTING_APPLICATION: "listing-applications.receive",
    Act.REFUSE_LISTING_APPLICATION: "listing-applications.refuse",
    Act.DRAFT_LISTING: "listings.draft",
    Act.SIGN_LISTING: "listings.sign",
    Act.RECORD_SERVICE: "listings.record_service",
    Act.PUBLISH_LISTING: "listings.publish",
    Act.WITHHOLD_LISTING: "unit_notices.withhold",
    Act.NOTIFY_UNIT: "unit_notices.notify",
    Act.GRANT_GRACE: {"listing": "grace.grant", "restriction": "restriction-grace.grant"},
    Act.RECORD_GRACE_OUTCOME: {
        "listing": "grace.record_outcome",
        "restriction": "restriction-grace.record_outcome",
    },
    Act.DROP_RESTRICTION: "restriction-grace.drop",
    Act.DROP_LISTING: "listing-ends.drop",
    Act.DRAFT_REMOVAL: "removals.draft",
    Act.SIGN_REMOVAL: "removals.sign",
    Act.SIGN_EARLY_REMOVAL: "removals.sign",
    Act.DRAFT_REVOCATION: {
        "listing": "revocations.draft",
        "exit_restriction": "exit-endings.draft_revocation",
        "restriction": "restriction-changes.draft_revocation",
    },
    Act.SIGN_REVOCATION: {
        "listing": "revocations.sign",
        "exit_restriction": "exit-endings.sign",
        "restriction": "restriction-changes.sign",
    },
    Act.DRAFT_AMENDMENT: {
        "listing": "amendments.draft",
        "restriction": "restriction-changes.draft_amendment",
    },
    Act.SIGN_AMENDMENT: {
        "listing": "amendments.sign",
        "restriction": "restriction-changes.sign",
    },
    Act.DRAFT_EXTENSION: "extensions.draft",
    Act.SIGN_EXTENSION: "extensions.sign",
    Act.DRAFT_RESTRICTION: {
        "order": "restrictions.draft",
        "person": "restriction-changes.name_person",
    },
    Act.SIGN_RESTRICTION: "restrictions.sign",
    Act.PUBLISH_RESTRICTION: "restrictions.impose",
    Act.DRAFT_LIFT: "lifts.draft",
    Act.SIGN_LIFT: "lifts.sign",
    Act.RECEIVE_PERMISSION: {
        "suspension": "permissions.apply_for_suspension",
        "exemption": "permissions.apply_for_exemption",
        "replacement": "restriction-changes.receive_replacement",
    },
    Act.GRANT_SUSPENSION: "permissions.grant",
    Act.GRANT_OWN_MONEY: "permissions.grant",
    Act.APPROVE_NECESSITY: "permissions.grant",
    Act.REPLACE_REPRESENTATIVE: "restriction-changes.sign",
    Act.REFUSE_PERMISSION: {
        "permission": "permissions.refuse",
        "replacement": "restriction-changes.refuse",
    },
    Act.WITHDRAW_PERMISSION: "permissions.withdraw",
    Act.RECORD_BREACH: "breaches.record",
    Act.VERIFY_BREACH: "breaches.verify",
    Act.DISMISS_BREACH: "breaches.verify",
    Act.DRAFT_SANCTION: "breaches.draft",
    Act.IMPOSE_SANCTION: "breaches.sign",
    Act.SERVE_SANCTION: "breaches.serve",
    Act.DRAFT_REFERRAL: "breaches.draft",
    Act.REFER_FOR_PROSECUTION: "breaches.sign",
    Act.CLOSE_PROSECUTION: "breaches.close",
    Act.DRAFT_EXIT_RESTRICTION: "exit-restrictions.draft",
    Act.SIGN_EXIT_RESTRICTION: "exit-restrictions.sign",
    Act.IMPOSE_EXIT_RESTRICTION: "exit-restrictions.impose",
    Act.SERVE_EXIT_RESTRICTION: "exit-restrictions.serve",
    Act.DROP_EXIT_RESTRICTION: "exit-restrictions.drop",
    Act.DRAFT_EXIT_LIFT: "exit-endings.draft_lift",
    Act.SIGN_EXIT_LIFT: "exit-endings.sign",
    Act.RECORD_CLAIM: "payments.claim",
    Act.ENTER_PAYMENT: {"court": "payments.enter", "claim": "payments.take_up"},
    Act.RECORD_CREDITOR_ANSWER: "payments.record_answer",
    Act.CONFIRM_PAYMENT: "payments.confirm",
    Act.REJECT_PAYMENT: "payments.reject",
    Act.RECEIVE_REPAIR: {"application": "repairs.receive", "documents": "repairs.add_documents"},
    Act.DRAFT_REPAIR: "repairs.draft",
    Act.GRANT_REPAIR: "repairs.decide",
    Act.RESUME_LISTING: "repairs.resume_listing",
    Act.RESUME_WITHHELD_LISTING: "repairs.resume_listing",
    Act.REFUSE_REPAIR: "repairs.decide",
    Act.WITHDRAW_REPAIR: "repairs.withdraw",
    Act.ISSUE_CERTIFICATE: "certificates.issue",
    Act.VOID_CERTIFICATE: "certificates.void",
    Act.RECORD_EVIDENCE: {"evidence": "evidence.record", "evasion_sign": "evidence.record_sign"},
    Act.WITHDRAW_EVIDENCE: {
        "evidence": "evidence.withdraw",
        "evasion_sign": "evidence.withdraw_sign",
    },
    Act.DRAFT_CAPACITY_ASSESSMENT: "capacity.draft",
    Act.SIGN_CAPACITY_ASSESSMENT: "capacity.sign",
    Act.WITHDRAW_CAPACITY_ASSESSMENT: "capacity.withdraw",
    Act.DEMAND_PROPERTY_REPORT: "property-reports.demand",
    Act.RECEIVE_PROPERTY_REPORT: "property-reports.receive",
    Act.VERIFY_PROPERTY_REPORT: "property-reports.verify",
    Act.ESTABLISH_REPORT_BREACH: "property-reports.establish_breach",
    Act.RECEIVE_REPORT_SUPPLEMENT: {
        "change": "property-reports.record_change",
        "supplement": "property-reports.receive_supplement",
    },
    Act.ANSWER_CAPACITY_PROPOSAL: "capacity-proposals.keep",
    Act.WITHDRAW_DRAFT: {
        "listing": "withdrawals.listing",
        "removal": "withdrawals.removal",
        "revocation": "withdrawals.revocation",
        "amendment": "withdrawals.amendment",
        "extension": "withdrawals.extension",
        "lift": "withdrawals.lift",
        "exit_restriction": "exit-restrictions.withdraw",
        "exit_ending": "exit-endings.withdraw",
        "sanction": "breaches.withdraw",
        "restriction": "restriction-changes.withdraw",
        "ruling": "rulings.withdraw",
        "correction": "corrections.withdraw",
    },
    Act.DRAFT_RULING: {"ruling": "rulings.draft", "referral": "bankruptcy-referrals.draft"},
    Act.REFER_TO_BANKRUPTCY: "bankruptcy-referrals.sign",
    Act.RECORD_BANKRUPTCY_ANSWER: {
        "receipt": "bankruptcy-referrals.receive",
        "answer": "bankruptcy-referrals.answer",
    },
    Act.DRAFT_ROUND_CLOSING: "round-closings.draft",
    Act.SIGN_ROUND_CLOSING: "round-closings.sign",
    Act.RECORD_INQUIRY: {"inquiry": "inquiries.record", "answer": "inquiries.answer"},
    Act.REQUEST_INQUIRY: "inquiry-requests.request",
    Act.WITHDRAW_INQUIRY: "inquiry-requests.withdraw",
    Act.RECORD_CLUE: "inquiries.record_clue",
    Act.VERIFY_CLUE: "inquiries.verify",
    Act.RECORD_SUSPENSION: "rulings.sign",
    Act.RECORD_NON_ENFORCEMENT: "rulings.sign",
    Act.RECORD_TERMINATION: "rulings.sign",
    Act.RESUME_ENFORCEMENT: "rulings.sign",
    Act.COMPLETE_ENFORCEMENT: "rulings.sign",
    Act.ISSUE_ENFORCEMENT_NOTICE: "recorded-duties.issue_notice",
    Act.RECORD_DUTY: {
        "duty": "recorded-duties.record",
        "other_body": "recorded-duties.record_other",
    },
    Act.CLOSE_DUTY: {"duty": "recorded-duties.close", "other_body": "recorded-duties.close_other"},
    Act.ASSIGN_DUTY: "recorded-duties.assign",
    Act.DECIDE_TRANSFER: "transfers.decide",
    Act.RECEIVE_TRANSFER: "transfers.receive",
    Act.RECEIVE_OBJECTION: "objections.receive",
    Act.DRAFT_OBJECTION_DECISION: "objections.draft_decision",
    Act.UPHOLD_OBJECTION: "objections.sign",
    Act.DISMISS_OBJECTION: "objections.sign",
    Act.SERVE_DISMISSAL: "objections.serve",
    Act.WITHDRAW_OBJECTION: "objections.withdraw",
    Act.RECEIVE_REVIEW: "reviews.receive",
    Act.DRAFT_REVIEW_DECISION: "reviews.draft_dismissal",
    Act.DISMISS_REVIEW: "reviews.sign_dismissal",
    Act.WITHDRAW_REVIEW: "reviews.withdraw",
    Act.RECEIVE_APPEAL: "appeals.receive",
    Act.DRAFT_APPEAL_DECISION: "appeals.draft",
    Act.DISMISS_APPEAL: "appeals.sign",
    Act.CHANGE_ON_APPEAL: "appeals.sign",
    Act.REVOKE_ON_APPEAL: "appeals.sign",
    Act.WITHDRAW_APPEAL: "appeals.withdraw",
    Act.DRAFT_CORRECTION: "corrections.draft",
    Act.ORDER_CORRECTION: "corrections.sign",
    Act.CORRECT_DIRECTLY: "corrections.sign",
}
# Routes that are no act of the law, each with why.
NOT_ACTS: Mapping[str, str] = {
    "screenings.open_screening": "asks a question of the register and changes no record",
    "screenings.hand_in": "hands in what is asked about and changes no record",
    "screenings.cancel": "takes a question back and changes no record",
    "suggestion-letters.draft": "a letter to a body decides nothing",
    "suggestion-letters.sign": "a letter to a body decides nothing",
    "suggestion-letters.withdraw": "a letter to a body decides nothing",
    "suggestion-letters.answer": "records what a body says of a letter",
    "watches.renew": "goes on asking and changes no record",
    "watches.amend": "asks of other people and changes no record",
    "watch_lists.add_rows": "asks of more people and changes no record",
    "watch_lists.drop_rows": "asks of fewer people and changes no record",
    "watches.end": "takes a question back and changes no record",
    "assessments.assess_act": "it is the question itself",
    "own-codes.issue": "the service that it goes with is assessed",
}


def endpoints() -> frozenset[str]:
    """Return the endpoints of all acts that can be assessed."""
    found: set[str] = set()
    for route in ROUTES.values():
        found.update({route} if isinstance(route, str) else route.values())
    return frozenset(found)
