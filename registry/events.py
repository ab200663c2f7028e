"""Journal kinds (台账事项): every kind of act, the version of its body, and the notice it becomes
or why it becomes none.

Bodies hold no name and no number: they refer to a subject and to a version of its identity.
"""

from dataclasses import dataclass

from schemas.codes import NoticeType


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of entry.

    ``notice`` is the type that agencies receive; where there is none, ``why_silent`` says why.
    """

    name: str
    version: int
    notice: NoticeType | None = None
    why_silent: str = ""


def _told(notice: NoticeType) -> Kind:
    return Kind(notice.value, 1, notice)


def _silent(name: str, why: str) -> Kind:
    return Kind(name, 1, None, why)


_BEFORE_PUBLICATION = "nothing is public and nobody is bound before publication"
_INTERNAL = "internal to the court"
_BY_RULING = "what it ends is told when that is removed or lifted"
_CORRECTING_ACT = "the act that corrects is told"
_SETTINGS = "changes how the register works, not what it says of anybody"

LISTING_PUBLISHED = _told(NoticeType.LISTING_PUBLISHED)
LISTING_AMENDED = _told(NoticeType.LISTING_AMENDED)
LISTING_EXTENDED = _told(NoticeType.LISTING_EXTENDED)
LISTING_REMOVED = _told(NoticeType.LISTING_REMOVED)
LISTING_SUSPENDED = _told(NoticeType.LISTING_SUSPENDED)
LISTING_RESUMED = _told(NoticeType.LISTING_RESUMED)
LISTING_REVOKED = _told(NoticeType.LISTING_REVOKED)
RESTRICTION_IMPOSED = _told(NoticeType.RESTRICTION_IMPOSED)
RESTRICTION_AMENDED = _told(NoticeType.RESTRICTION_AMENDED)
RESTRICTION_LIFTED = _told(NoticeType.RESTRICTION_LIFTED)
RESTRICTION_SUSPENDED = _told(NoticeType.RESTRICTION_SUSPENDED)
RESTRICTION_EXEMPTED = _told(NoticeType.RESTRICTION_EXEMPTED)
RESTRICTION_RESUMED = _told(NoticeType.RESTRICTION_RESUMED)
RESTRICTION_REVOKED = _told(NoticeType.RESTRICTION_REVOKED)
EXIT_RESTRICTION_IMPOSED = _told(NoticeType.EXIT_RESTRICTION_IMPOSED)
EXIT_RESTRICTION_AMENDED = _told(NoticeType.EXIT_RESTRICTION_AMENDED)
EXIT_RESTRICTION_LIFTED = _told(NoticeType.EXIT_RESTRICTION_LIFTED)
EXIT_RESTRICTION_REVOKED = _told(NoticeType.EXIT_RESTRICTION_REVOKED)
PROSECUTION_REFERRED = _told(NoticeType.PROSECUTION_REFERRED)
PROSECUTION_CLOSED = _told(NoticeType.PROSECUTION_CLOSED)
REPAIR_GRANTED = _told(NoticeType.REPAIR_GRANTED)
STREAM_TEST = _told(NoticeType.STREAM_TEST)
# A record that measures changed for; the change itself is told under the same name.
MEASURES_CHANGED = _told(NoticeType.MEASURES_CHANGED)

CASE_OPENED = _silent("case.opened", _INTERNAL)
RULING_DRAFTED = _silent("ruling.drafted", "a draft changes nothing")
RULING_WITHDRAWN = _silent("ruling.withdrawn", "nothing was changed by the draft")
CASE_SUSPENDED = _silent("case.suspended", _BY_RULING)
CASE_NOT_ENFORCED = _silent("case.not_enforced", _BY_RULING)
CASE_TERMINATED = _silent("case.terminated", _BY_RULING)
CASE_COMPLETED = _silent("case.completed", _BY_RULING)
CASE_RESUMED = _silent("case.resumed", _BY_RULING)
CASE_ROUND_CLOSED = _silent("case.round_closed", _BY_RULING)
CASE_REFERRED = _silent("case.referred", _BY_RULING)
REFERRAL_RECEIVED = _silent("referral.received", _INTERNAL)
REFERRAL_ANSWERED = _silent("referral.answered", _INTERNAL)
INQUIRY_REQUESTED = _told(NoticeType.INQUIRY_REQUESTED)
INQUIRY_WITHDRAWN = _told(NoticeType.INQUIRY_WITHDRAWN)
INQUIRY_REPORTED = _silent("inquiry.reported", _INTERNAL)
INQUIRY_RECORDED = _silent("inquiry.recorded", _INTERNAL)
INQUIRY_ANSWERED = _silent("inquiry.answered", _INTERNAL)
CLUE_RECORDED = _silent("clue.recorded", _INTERNAL)
CLUE_VERIFIED = _silent("clue.verified", _INTERNAL)
DEBTOR_ADDED = _silent("debtor.added", _INTERNAL)
TRANSFER_DECIDED = _silent("transfer.decided", "what goes with the case is told by itself")
TRANSFER_RECEIVED = _silent("transfer.received", _INTERNAL)
LISTING_DRAFTED = _silent("listing.drafted", _BEFORE_PUBLICATION)
LISTING_APPLICATION_RECEIVED = _silent(
    "listing.application_received", "nobody is listed by an application"
)
LISTING_APPLICATION_REFUSED = _silent(
    "listing.application_refused", "nobody is listed by an application"
)
LISTING_SIGNED = _silent("listing.signed", _BEFORE_PUBLICATION)
LISTING_SERVED = _silent("listing.served", _BEFORE_PUBLICATION)
LISTING_GRACE_GRANTED = _silent("listing.grace_granted", _BEFORE_PUBLICATION)
LISTING_GRACE_OUTCOME_RECORDED = _silent("listing.grace_outcome_recorded", _BEFORE_PUBLICATION)
LISTING_DROPPED = _silent("listing.dropped", _BEFORE_PUBLICATION)
LISTING_WITHHELD = _silent(
    "listing.withheld", "not suitable for publication: only the unit is told, by the court"
)
UNIT_NOTIFIED = _silent("listing.unit_notified", "the court tells the unit itself")
LISTING_RECORDED = _silent(
    "listing.recorded",
    "imported as ended or fully performed: never public, never pushed",
)
LISTING_RECORD_AMENDED = _silent("listing.record_amended", "the entry it amends is not public")
LISTING_RECORD_SUSPENDED = _silent(
    "listing.record_suspended", "not suitable for publication: the unit alone is told"
)
LISTING_RECORD_RESUMED = _silent(
    "listing.record_resumed", "not suitable for publication: the unit alone is told"
)
LISTING_RECORD_REMOVED = _silent(
    "listing.record_removed", "the entry it removes was never public, never pushed"
)
LISTING_RECORD_REVOKED = _silent(
    "listing.record_revoked", "the entry it revokes was never public, never pushed"
)
RESTRICTION_DRAFTED = _silent("restriction.drafted", _BEFORE_PUBLICATION)
RESTRICTION_PERSON_NAMED = _silent("restriction.person_named", _BEFORE_PUBLICATION)
RESTRICTION_AMENDMENT_DRAFTED = _silent("restriction.amendment_drafted", "a draft changes nothing")
RESTRICTION_REPLACEMENT_RECEIVED = _silent(
    "restriction.replacement_received", "an application changes nothing"
)
RESTRICTION_REPLACEMENT_REFUSED = _silent(
    "restriction.replacement_refused", "nothing is changed by it"
)
RESTRICTION_CHANGE_WITHDRAWN = _silent(
    "restriction.change_withdrawn", "what was only drafted changed nothing"
)
RESTRICTION_REVOCATION_DRAFTED = _silent("restriction.revocation_drafted", "a draft ends nothing")
RESTRICTION_GRACE_GRANTED = _silent("restriction.grace_granted", _BEFORE_PUBLICATION)
RESTRICTION_GRACE_OUTCOME_RECORDED = _silent(
    "restriction.grace_outcome_recorded", _BEFORE_PUBLICATION
)
PERMISSION_RECEIVED = _silent("permission.received", "an application allows nothing")
PERMISSION_REFUSED = _silent("permission.refused", "nothing is allowed by it")
PERMISSION_WITHDRAWN = _silent(
    "permission.withdrawn", "the resumption, or the end of the exemption, is told"
)
LIFT_DRAFTED = _silent("lift.drafted", "a draft ends nothing")
RESTRICTION_SIGNED = _silent("restriction.signed", _BEFORE_PUBLICATION)
LISTING_EXTENSION_DRAFTED = _silent("listing.extension_drafted", "a draft changes nothing")
LISTING_AMENDMENT_DRAFTED = _silent("listing.amendment_drafted", "a draft changes nothing")
LISTING_REVOCATION_DRAFTED = _silent("listing.revocation_drafted", "a draft ends nothing")
RESTRICTION_DROPPED = _silent("restriction.dropped", _BEFORE_PUBLICATION)
EXIT_RESTRICTION_DRAFTED = _silent("exit_restriction.drafted", _BEFORE_PUBLICATION)
EXIT_RESTRICTION_SIGNED = _silent("exit_restriction.signed", _BEFORE_PUBLICATION)
EXIT_RESTRICTION_SERVED = _silent("exit_restriction.served", "the person whom it binds is told")
EXIT_RESTRICTION_DROPPED = _silent("exit_restriction.dropped", _BEFORE_PUBLICATION)
EXIT_ENDING_DRAFTED = _silent("exit_restriction.ending_drafted", "a draft ends nothing")
EXIT_ENDING_WITHDRAWN = _silent("exit_restriction.ending_withdrawn", "a draft ends nothing")
BREACH_RECORDED = _silent("breach.recorded", _INTERNAL)
BREACH_VERIFIED = _silent("breach.verified", _INTERNAL)
SANCTION_DRAFTED = _silent("sanction.drafted", "a draft punishes nobody")
SANCTION_IMPOSED = _silent("sanction.imposed", "the court carries it out itself")
SANCTION_WITHDRAWN = _silent("sanction.withdrawn", "a draft punishes nobody")
SANCTION_SERVED = _silent("sanction.served", "the person whom it punishes is told")
SANCTION_CHANGED = _silent("sanction.changed", "the court carries it out itself")
SANCTION_REVOKED = _silent("sanction.revoked", "no agency was told of it")
APPEAL_RECEIVED = _silent("appeal.received", "what is appealed against stands meanwhile")
APPEAL_DECISION_DRAFTED = _silent("appeal.decision_drafted", "a draft decides nothing")
APPEAL_DECIDED = _silent("appeal.decided", "an exit restriction that it ends is told by itself")
APPEAL_WITHDRAWN = _silent("appeal.withdrawn", "what was appealed against stands")
PROSECUTION_DRAFTED = _silent("prosecution.drafted", "a draft refers nobody")
PAYMENT_CLAIMED = _silent("payment.claimed", "a claim counts for nothing")
PAYMENT_ANSWERED = _silent("payment.answered", _INTERNAL)
PAYMENT_REJECTED = _silent("payment.rejected", "what is rejected never counted")
EVIDENCE_RECORDED = _silent("evidence.recorded", _INTERNAL)
EVIDENCE_WITHDRAWN = _silent("evidence.withdrawn", _INTERNAL)
EVASION_RECORDED = _silent("evasion.recorded", _INTERNAL)
EVASION_WITHDRAWN = _silent("evasion.withdrawn", _INTERNAL)
REPORT_DEMANDED = _silent("report.demanded", _INTERNAL)
REPORT_RECEIVED = _silent("report.received", _INTERNAL)
REPORT_VERIFIED = _silent("report.verified", _INTERNAL)
REPORT_BREACHED = _silent("report.breached", _INTERNAL)
SUPPLEMENT_EXPECTED = _silent("supplement.expected", _INTERNAL)
SUPPLEMENT_RECEIVED = _silent("supplement.received", _INTERNAL)
CAPACITY_DRAFTED = _silent("capacity.drafted", "a draft finds nothing")
CAPACITY_SIGNED = _silent("capacity.signed", "a finding binds the court alone")
CAPACITY_WITHDRAWN = _silent("capacity.withdrawn", "the draft found nothing")
CAPACITY_PROPOSED = _silent("capacity.proposed", "a proposal ends nothing")
CAPACITY_ANSWERED = _silent("capacity.answered", "what is kept stays as it was told")
CAPACITY_FLAGGED = _silent("capacity.flagged", "it calls for a person of the court")
PAYMENT_ENTERED = _silent("payment.entered", _INTERNAL)
PAYMENT_CONFIRMED = _silent("payment.confirmed", _INTERNAL)
REPAIR_RECEIVED = _silent("repair.received", "an application changes nothing")
REPAIR_DRAFTED = _silent("repair.drafted", "a draft changes nothing")
REPAIR_REFUSED = _silent("repair.refused", "nothing is repaired by it")
REPAIR_WITHDRAWN = _silent("repair.withdrawn", "nothing is repaired by it")
REMOVAL_WITHDRAWN = _silent("removal.withdrawn", "nobody was told of the draft")
LISTING_CHANGE_WITHDRAWN = _silent("listing.change_withdrawn", "nobody was told of the draft")
LIFT_WITHDRAWN = _silent("lift.withdrawn", "nobody was told of the draft")
OWN_CODE_ISSUED = _silent("code.issued", "the debtor alone is given it")
CERTIFICATE_ISSUED = _silent("certificate.issued", "its holder shows it to whom he likes")
CERTIFICATE_VOIDED = _silent("certificate.voided", "whoever verifies it learns so")
REMOVAL_DRAFTED = _silent("removal.drafted", "a draft ends nothing")
OBJECTION_RECEIVED = _silent("objection.received", "what is objected to stands meanwhile")
OBJECTION_DECISION_DRAFTED = _silent("objection.decision_drafted", "a draft decides nothing")
OBJECTION_UPHELD = _silent("objection.upheld", _CORRECTING_ACT)
OBJECTION_CORRECTED = _silent("objection.corrected", _CORRECTING_ACT)
OBJECTION_DISMISSED = _silent("objection.dismissed", "what is objected to stands")
OBJECTION_DISMISSAL_SERVED = _silent("objection.dismissal_served", "what is objected to stands")
OBJECTION_WITHDRAWN = _silent("objection.withdrawn", "what is objected to stands")
REVIEW_RECEIVED = _silent("review.received", "what is under review stands meanwhile")
REVIEW_DECISION_DRAFTED = _silent("review.decision_drafted", "a draft decides nothing")
REVIEW_DISMISSED = _silent("review.dismissed", "what is under review stands")
REVIEW_WITHDRAWN = _silent("review.withdrawn", "what is under review stands")
CORRECTION_DRAFTED = _silent("correction.drafted", "a draft corrects nothing")
CORRECTION_WITHDRAWN = _silent("correction.withdrawn", "a draft corrects nothing")
CORRECTION_ORDERED = _silent("correction.ordered", _CORRECTING_ACT)
CORRECTION_MADE = _silent("correction.made", _CORRECTING_ACT)
CORRECTION_CARRIED_OUT = _silent("correction.carried_out", _CORRECTING_ACT)
COURT_ADDED = _silent("court.added", _SETTINGS)
JOURNAL_RESTORED = _silent("journal.restored", "every agency takes a snapshot instead")
STAFF_ADDED = _silent("staff.added", _SETTINGS)
KEY_ISSUED = _silent("key.issued", _SETTINGS)
KEY_REVOKED = _silent("key.revoked", _SETTINGS)
IMPORT_STARTED = _silent("import.started", "the entries themselves are told")
IMPORT_FINISHED = _silent("import.finished", "the entries themselves are told")
IMPORT_UNDONE = _silent("import.undone", "the revocations themselves are told")
CATALOGUE_LOADED = Kind("catalogue.loaded", 1, NoticeType.MEASURES_CHANGED)
CATALOGUE_EXPIRED = Kind("catalogue.expired", 1, NoticeType.MEASURES_CHANGED)
AGENCY_ADDED = _silent("agency.added", _SETTINGS)
AGENCY_CHANGED = Kind("agency.changed", 1, NoticeType.MEASURES_CHANGED)
_OF_A_NOTICE = "about the sending of a notice, which is told or not by itself"
NOTICE_PARKED = _silent("notice.parked", _OF_A_NOTICE)
NOTICE_RELEASED = _silent("notice.released", _OF_A_NOTICE)
NOTICE_CORRECTED = _silent("notice.corrected", _OF_A_NOTICE)
NOTICE_CLOSED = _silent("notice.closed", _OF_A_NOTICE)
_OF_A_LIST = "about a list that was handed in, and says nothing new of anybody"
SCREENING_OPENED = _silent("screening.opened", _OF_A_LIST)
SCREENING_FINISHED = _silent("screening.finished", _OF_A_LIST)
SCREENING_CANCELLED = _silent("screening.cancelled", _OF_A_LIST)
SCREENING_READ = _silent("screening.read", _OF_A_LIST)
SCREENING_ERASED = _silent("screening.erased", _OF_A_LIST)
SCREENING_ALERT = _told(NoticeType.SCREENING_ALERT)
WATCH_RENEWED = _silent("watch.renewed", _OF_A_LIST)
WATCH_AMENDED = _silent("watch.amended", _OF_A_LIST)
WATCH_LIST_HANDED_IN = _silent("watch.list_handed_in", _OF_A_LIST)
WATCH_ENDED = _silent("watch.ended", _OF_A_LIST)
WATCH_ENDS_SOON = _told(NoticeType.WATCH_ENDS_SOON)
_A_LETTER = "the court sends the letter itself"
SUGGESTION_DRAFTED = _silent("suggestion.drafted", _A_LETTER)
SUGGESTION_SIGNED = _silent("suggestion.signed", _A_LETTER)
SUGGESTION_ANSWERED = _silent("suggestion.answered", _A_LETTER)
SUGGESTION_WITHDRAWN = _silent("suggestion.withdrawn", _A_LETTER)
CALENDAR_IMPORTED = _silent("calendar.imported", _SETTINGS)
VIEW_ANCHORED = _silent("view.anchored", _INTERNAL)
ACT_REFUSED = _silent("act.refused", "nothing was changed by it")
DEADLINE_ESCALATED = _silent("deadline.escalated", _INTERNAL)
DEADLINE_RECORDED = _silent("deadline.recorded", _INTERNAL)
DEADLINE_CLOSED = _silent("deadline.closed", _INTERNAL)
DEADLINE_ASSIGNED = _silent("deadline.assigned", _INTERNAL)
OTHER_DUTY_RECORDED = _silent("duty.recorded", _INTERNAL)
OTHER_DUTY_CLOSED = _silent("duty.closed", _INTERNAL)
ENFORCEMENT_NOTICE_ISSUED = _silent("notice.issued", _INTERNAL)
DEADLINE_RECOMPUTED = _silent("deadline.recomputed", _INTERNAL)

KINDS: dict[str, Kind] = {
    kind.name: kind for kind in list(globals().values()) if isinstance(kind, Kind)
}


def is_silent(name: str) -> bool:
    """Tell whether no agency is ever told of entries of a kind, by its name."""
    known = KINDS.get(name)
    return known is not None and known.notice is None
