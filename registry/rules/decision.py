"""The decision to list (纳入决定书), Listing Rules Art. 5 and 6: what it states, what is recorded
of the debtor, and what must not be.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from registry.rules import term
from registry.rules.articles import Article, Instrument
from registry.rules.findings import Computation, Finding, Mark, Rule, listed, stated, yes_or_no
from registry.rules.policy import DEFAULT, Policy
from schemas.codes import Ground, SubjectKind

_LR = Instrument.LISTING_RULES

REASONS_STATED = Rule(
    "decision.reasons_stated",
    Article(_LR, 5),
    "决定书应当写明纳入失信被执行人名单的理由。",
    "The written decision states the reasons for the listing.",
    mark=Mark.LIKELY,
)
TERM_STATED = Rule(
    "decision.term_stated",
    Article(_LR, 5),
    "有纳入期限的，决定书应当写明纳入期限；没有期限的，不写期限。",
    "The written decision states the term where there is one, and none where there is none.",
    mark=Mark.LIKELY,
)
BENCH_REVIEWED = Rule(
    "decision.bench_reviewed",
    Article(Instrument.REGISTER_RULES, 7),
    "法院规定须经合议庭或者专业法官会议讨论的，讨论之后才能签发。",
    "Where the court asks for it, the bench discusses a decision before it is signed.",
)
RECORD_COMPLETE = Rule(
    "decision.record_complete",
    Article(_LR, 6),
    "记载和公布的失信信息应当包括第六条所列各项。",
    "What is recorded of a listing holds all that Art. 6 lists.",
)
NOTHING_SECRET = Rule(
    "decision.nothing_secret",
    Article(_LR, 6, item=6),
    "记载和公布的内容不得涉及国家秘密、商业秘密、个人隐私。",
    "What is recorded and published holds no state secret, trade secret or private matter.",
)
REPAIR_EXPLAINED = Rule(
    "decision.repair_explained",
    Article(Instrument.PLAN_2025),
    "送达决定书时应当一并送达信用修复告知书（两书同达）。",
    "The ways of repair are explained together with the decision, in one service.",
)
RULES = (
    REASONS_STATED,
    TERM_STATED,
    BENCH_REVIEWED,
    RECORD_COMPLETE,
    NOTHING_SECRET,
    REPAIR_EXPLAINED,
)

EFFECTIVE = Computation(
    "decision.effective_on",
    Article(_LR, 5),
    "决定书自作出之日起生效。",
    "A decision takes effect on the day on which it is made.",
)
COMPUTATIONS = (EFFECTIVE,)

# What Art. 6 asks of everybody, and of persons and of entities besides.
FIELDS_OF_ALL = (
    "name",
    "number",
    "obligation",
    "performance",
    "conduct",
    "basis_body",
    "basis_number",
    "case_number",
    "filed_on",
    "court",
)
FIELDS_OF_PERSONS = ("sex", "age")
FIELDS_OF_ENTITIES = ("legal_representative",)


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """A decision that is to be signed.

    ``recorded`` names the fields of Art. 6 that are filled. ``term_years`` is the term that the
    document states, ``extension_years`` what of it is an extension. ``secrets_found`` is what a
    person said who read the texts.
    """

    kind: SubjectKind
    grounds: tuple[Ground, ...]
    reasons: str | None
    term_years: int | None
    extension_years: int = 0
    recorded: frozenset[str] = frozenset()
    secrets_found: bool = False
    bench_reviewed: bool = False


def fields_needed(kind: SubjectKind) -> tuple[str, ...]:
    """Return the fields that are recorded of a debtor of this kind (Art. 6(1) to (5))."""
    own = FIELDS_OF_PERSONS if kind is SubjectKind.NATURAL else FIELDS_OF_ENTITIES
    return FIELDS_OF_ALL + own


def missing(kind: SubjectKind, recorded: Collection[str]) -> tuple[str, ...]:
    """Return the fields of Art. 6 that are not filled, in the order of the article."""
    return tuple(name for name in fields_needed(kind) if name not in recorded)


def stated_term(grounds: Collection[Ground], extension_years: int = 0) -> int | None:
    """Return the years of term that a decision on these grounds states, or None."""
    return term.TERM_YEARS + extension_years if term.has_term(grounds) else None


def decision_findings(facts: DecisionFacts, *, policy: Policy = DEFAULT) -> tuple[Finding, ...]:
    """Return whether a decision says what it must, and nothing that it must not."""
    lawful = stated_term(facts.grounds, facts.extension_years)
    absent = missing(facts.kind, facts.recorded)
    return (
        REASONS_STATED.finding(
            stated(facts.reasons), reasons_stated=yes_or_no(stated(facts.reasons))
        ),
        TERM_STATED.finding(
            facts.term_years == lawful,
            term_years=_years(facts.term_years),
            lawful_term_years=_years(lawful),
        ),
        BENCH_REVIEWED.finding(
            facts.bench_reviewed or not policy.bench_review_needed,
            bench_reviewed=yes_or_no(facts.bench_reviewed),
            bench_review_needed=yes_or_no(policy.bench_review_needed),
        ),
        RECORD_COMPLETE.finding(not absent, kind=facts.kind, missing=listed(absent)),
        NOTHING_SECRET.finding(
            not facts.secrets_found, secrets_found=yes_or_no(facts.secrets_found)
        ),
    )


def service_findings(*, repair_explained: bool) -> tuple[Finding, ...]:
    """Return whether a decision is served with all that goes with it."""
    return (
        REPAIR_EXPLAINED.finding(repair_explained, repair_explained=yes_or_no(repair_explained)),
    )


def effective_on(signed_on: date) -> date:
    """Return the day on which a decision takes effect: the day on which it is signed."""
    return signed_on


def _years(years: int | None) -> str:
    return "none" if years is None else str(years)
