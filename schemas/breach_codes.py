"""Codes of breaches and sanctions (违反限制消费令与制裁代码)."""

from enum import StrEnum


class BreachSource(StrEnum):
    """Who reported a breach (线索来源); Consumption Rules Art. 10 has a hotline for the public."""

    HOTLINE = "hotline"
    CREDITOR = "creditor"
    AGENCY = "agency"
    COURT = "court"
    OTHER = "other"


class BreachState(StrEnum):
    """What became of a reported breach (违反情况状态)."""

    RECORDED = "recorded"
    SHOWN = "shown"
    NOT_SHOWN = "not_shown"


class Sanctioned(StrEnum):
    """Whom a sanction is for (被制裁人)."""

    OFFENDER = "offender"
    BODY = "body"


class SanctionState(StrEnum):
    """The life of a decision to sanction or to refer (制裁决定状态)."""

    DRAFT = "draft"
    SIGNED = "signed"
    CLOSED = "closed"
    REVOKED = "revoked"
    WITHDRAWN = "withdrawn"


class ProsecutionOutcome(StrEnum):
    """What came of a referral for prosecution (刑事移送结果)."""

    NOT_FILED = "not_filed"
    NOT_PROSECUTED = "not_prosecuted"
    ACQUITTED = "acquitted"
    CONVICTED = "convicted"
    TAKEN_BACK = "taken_back"
