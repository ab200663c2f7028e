"""Amendment of a listing (更正), Listing Rules Art. 9 para 2: published data that are inaccurate
are corrected within three working days.

An amendment makes the record say what was decided and what is true. It changes neither the decision
(grounds, term, day of publication) nor who is listed: a listing of the wrong person is revoked, and
the right one is listed by a decision of its own. That is not removal, and not revocation.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from registry.rules.articles import Article, Instrument
from registry.rules.findings import Finding, Mark, Rule, listed, stated, yes_or_no
from schemas.codes import ListingState, OrderState

_ARTICLE_9_2 = Article(Instrument.LISTING_RULES, 9, paragraph=2)

SOMETHING_INACCURATE = Rule(
    "amendment.something_inaccurate",
    _ARTICLE_9_2,
    "记载和公布的失信信息不准确的，才予更正；更正应当指明不准确的内容。",
    "An amendment names what is inaccurate and says something else in its place.",
    mark=Mark.LIKELY,
)
DECISION_KEPT = Rule(
    "amendment.decision_kept",
    Article(Instrument.REGISTER_RULES, 8),
    "更正不得改变决定的内容；纳入情形、期限、公布日期只能更正为决定书所载。",
    "An amendment never changes the decision: grounds, term and days are corrected to what it says "
    "alone.",
)
SAME_SUBJECT = Rule(
    "amendment.same_subject",
    Article(Instrument.REGISTER_RULES, 8),
    "被执行人身份有误的不得更正，应当撤销后另行决定。",
    "A change of who is listed is no amendment: the listing is revoked and another one decided.",
)
STILL_STANDS = Rule(
    "amendment.still_stands",
    _ARTICLE_9_2,
    "更正的是正在公布或者依法不予公布而有效的失信信息、生效中的限制消费令，暂停的也在内。",
    "What is amended is published, in the list without publication, or in force, or suspended "
    "meanwhile.",
    mark=Mark.LIKELY,
)
REASON_STATED = Rule(
    "amendment.reason_stated",
    _ARTICLE_9_2,
    "更正应当说明依据。",
    "An amendment says what shows that the record was wrong.",
    mark=Mark.DERIVED,
)
RULES = (SOMETHING_INACCURATE, DECISION_KEPT, SAME_SUBJECT, STILL_STANDS, REASON_STATED)

DECIDED_FIELDS = frozenset({"grounds", "ends_on", "published_on", "acts"})
IDENTIFYING_FIELDS = frozenset({"name", "number", "kind"})


# Members of both lists; "suspended" is the same text in either.
_STANDING = frozenset(
    {
        ListingState.PUBLISHED,
        ListingState.SUSPENDED,
        OrderState.IN_FORCE,
        OrderState.SUSPENDED,
    }
)


@dataclass(frozen=True, slots=True)
class AmendmentFacts:
    """An amendment: fields with their values before and after, as texts.

    ``withheld`` says that a listing is not suitable for publication, and stands without it.
    ``as_decided`` says that fields of the decision come to read what the signed document says.
    ``slip_of_name`` says that a name is spelt anew for the same subject, known by the same full
    number.
    """

    state: ListingState | OrderState
    before: Mapping[str, str]
    after: Mapping[str, str]
    reason: str | None
    withheld: bool = False
    as_decided: bool = False
    slip_of_name: bool = False


def changed(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[str, ...]:
    """Return the fields that an amendment really changes, in the order given."""
    return tuple(name for name, value in after.items() if before.get(name) != value)


def amendment_findings(facts: AmendmentFacts) -> tuple[Finding, ...]:
    """Return whether a record may be amended so; no value of a field is among the facts."""
    fields = changed(facts.before, facts.after)
    decided = [name for name in fields if name in DECIDED_FIELDS]
    identifying = [
        name
        for name in fields
        if name in IDENTIFYING_FIELDS and not (name == "name" and facts.slip_of_name)
    ]
    unseen = facts.withheld and facts.state is ListingState.UNPUBLISHED
    return (
        SOMETHING_INACCURATE.finding(bool(fields), changed=listed(fields)),
        DECISION_KEPT.finding(
            facts.as_decided or not decided,
            decided=listed(decided),
            as_decided=yes_or_no(facts.as_decided),
        ),
        SAME_SUBJECT.finding(not identifying, identifying=listed(identifying), instead="revoke"),
        STILL_STANDS.finding(facts.state in _STANDING or unseen, state=facts.state),
        REASON_STATED.finding(stated(facts.reason), reason_stated=yes_or_no(stated(facts.reason))),
    )
