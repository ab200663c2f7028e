"""Certificates (证明书): what a court certifies to a debtor who performed or was repaired, so that
a bank or a tender panel can check it at once.

No instrument sets their contents, so these are the register's own rules. A certificate carries a
code by which anybody can verify it, and never a number in full.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from registry.rules.articles import Article, Instrument
from registry.rules.findings import Computation, Finding, Rule, listed, yes_or_no
from schemas.remedy_codes import CertificateKind, CreditorAnswer, PerformanceManner

_RULE_15 = Article(Instrument.REGISTER_RULES, 15)

ASKED_FOR = Rule(
    "certificates.asked_for",
    _RULE_15,
    "证明书依当事人申请出具。",
    "A certificate is issued at the request of the party.",
)
PERFORMED_VOLUNTARILY = Rule(
    "certificates.performed_voluntarily",
    _RULE_15,
    "自动履行证明书只出具给自动履行的当事人；经强制执行的，出具执行完毕证明。",
    "The certificate of voluntary performance is for who was not made to perform.",
)
CONFIRMED_WITH_CREDITOR = Rule(
    "certificates.confirmed_with_creditor",
    _RULE_15,
    "自动履行证明书、执行完毕证明出具之前应当与申请执行人核实。",
    "What is certified as performed was confirmed with the creditor.",
)
PERFORMED_IN_FULL = Rule(
    "certificates.performed_in_full",
    _RULE_15,
    "自动履行证明书、执行完毕证明在全部履行、和解履行完毕或者执行完毕之后出具。",
    "Performance is certified once all is performed, a settlement is, or enforcement is completed.",
)
LISTING_ENDED = Rule(
    "certificates.listing_ended",
    _RULE_15,
    "信用修复证明书在失信信息删除、撤销或者期满之后出具。",
    "Credit repair is certified only once the listing has ended.",
)
CONTENTS_COMPLETE = Rule(
    "certificates.contents_complete",
    _RULE_15,
    "证明书应当记载各该事项和核验码，证件号码应当隐去部分数字。",
    "A certificate states all its items and a verification code, and masks the number.",
)
RULES = (
    ASKED_FOR,
    PERFORMED_VOLUNTARILY,
    CONFIRMED_WITH_CREDITOR,
    PERFORMED_IN_FULL,
    LISTING_ENDED,
    CONTENTS_COMPLETE,
)

CONTENTS = Computation(
    "certificates.contents",
    _RULE_15,
    "证明书记载编号、法院、案号、姓名或者名称、隐去部分数字的证件号码、签发人、日期、核验码；"
    "履行证明另记载义务、履行日期、履行方式，修复证明另记载公布日期、终止日期和终止情形。",
    "Number, court, case, name, masked number, signatory, day and code; for performance also the "
    "obligation, its day and manner, for repair the days and the ground of the listing's end.",
)
COMPUTATIONS = (CONTENTS,)

_ALL = (
    "number",
    "court",
    "case_number",
    "name",
    "masked_number",
    "signatory",
    "issued_on",
    "verification_code",
)
_OF_PERFORMANCE = ("obligation", "performed_on", "manner")
_OF_REPAIR = ("published_on", "ended_on", "end_ground")

_CONTENTS: Mapping[CertificateKind, tuple[str, ...]] = MappingProxyType(
    {
        CertificateKind.VOLUNTARY_PERFORMANCE: _ALL + _OF_PERFORMANCE,
        CertificateKind.COMPLETION: _ALL + _OF_PERFORMANCE,
        CertificateKind.CREDIT_REPAIR: _ALL + _OF_REPAIR,
    }
)


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """A certificate to be issued: what it states, and what it rests on."""

    kind: CertificateKind
    asked_for: bool
    states: frozenset[str]
    number_is_masked: bool
    manner: PerformanceManner | None = None
    creditor: CreditorAnswer = CreditorAnswer.SILENT
    confirmed_by_court: bool = False
    performed: bool = False
    listing_ended: bool = False


def contents(kind: CertificateKind) -> tuple[str, ...]:
    """Return what a certificate of this kind states."""
    return _CONTENTS[kind]


def certificate_findings(facts: CertificateFacts) -> tuple[Finding, ...]:
    """Return whether a certificate may be issued."""
    absent = [name for name in contents(facts.kind) if name not in facts.states]
    return (
        ASKED_FOR.finding(facts.asked_for, asked_for=yes_or_no(facts.asked_for)),
        *_condition(facts),
        CONTENTS_COMPLETE.finding(
            not absent and facts.number_is_masked,
            absent=listed(absent),
            number_is_masked=yes_or_no(facts.number_is_masked),
        ),
    )


def _condition(facts: CertificateFacts) -> tuple[Finding, ...]:
    if facts.kind is CertificateKind.CREDIT_REPAIR:
        ended = facts.listing_ended
        return (LISTING_ENDED.finding(ended, listing_ended=yes_or_no(ended)),)
    # A creditor who keeps silent, or denies what the court knows better, does not stand in the way.
    confirmed = facts.creditor is CreditorAnswer.CONFIRMS or facts.confirmed_by_court
    performed = (
        CONFIRMED_WITH_CREDITOR.finding(
            confirmed,
            creditor=facts.creditor,
            confirmed_by_court=yes_or_no(facts.confirmed_by_court),
        ),
        PERFORMED_IN_FULL.finding(facts.performed, performed=yes_or_no(facts.performed)),
    )
    if facts.kind is CertificateKind.COMPLETION:
        return performed
    voluntary = facts.manner is PerformanceManner.VOLUNTARY
    return (
        PERFORMED_VOLUNTARILY.finding(voluntary, manner=facts.manner or "unknown"),
        *performed,
    )
