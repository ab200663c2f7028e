"""Measures (惩戒措施) as the published language names them: whom they bind, what triggers them, how
strong they are, and what a notice about them may carry.
"""

from enum import StrEnum


class Binding(StrEnum):
    """Whom a measure binds (适用对象)."""

    NATURAL = "natural"
    ORGANISATION = "organisation"
    BOTH = "both"


class Trigger(StrEnum):
    """What sets a measure in motion (触发条件).

    ``exit_order`` follows from an exit restriction alone, ``referral`` from a referral for
    prosecution alone. ``order`` needs another decision of its own, ``optional`` is for bodies that
    add lawful measures. None of them follows from a listing or a consumption restriction order.
    """

    LISTING = "listing"
    RESTRICTION = "restriction"
    EITHER = "either"
    EXIT_ORDER = "exit_order"
    REFERRAL = "referral"
    ORDER = "order"
    OPTIONAL = "optional"


class Mode(StrEnum):
    """How strong a measure is (惩戒方式)."""

    BAR = "bar"
    REFERENCE = "reference"
    BAR_OR_REFERENCE = "bar_or_reference"
    SUPERVISION = "supervision"
    ASSISTANCE = "assistance"
    REFERRAL = "referral"
    OPTIONAL = "optional"


class Source(StrEnum):
    """How well it is known what the instrument says of a measure (来源状态): its text was seen, or
    it is likely and to be compared with the instrument.
    """

    CONFIRMED = "confirmed"
    LIKELY = "likely"


class NoticeField(StrEnum):
    """What a notice may carry beyond what lifting needs (通知字段), in the order of the wire."""

    NAME = "name"
    DOCUMENTS = "documents"
    LEGAL_REPRESENTATIVE = "legal_representative"
    CASE = "case"
    GROUNDS = "grounds"
    PUBLISHED_ON = "published_on"
    ENDS_ON = "ends_on"
    AMOUNT_OUTSTANDING = "amount_outstanding"
    PERFORMANCE = "performance"
    ACTS = "acts"
    IMPOSED_ON = "imposed_on"


# What the measures of the national catalogue need; the other fields are for agencies that ask.
USUAL_FIELDS = tuple(
    field
    for field in NoticeField
    if field not in {NoticeField.LEGAL_REPRESENTATIVE, NoticeField.PERFORMANCE}
)
