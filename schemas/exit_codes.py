"""Codes of the exit restriction (限制出境代码): whom it binds, how it lives, and why it ends."""

from enum import StrEnum


class ExitCapacity(StrEnum):
    """As what somebody is kept from leaving (限制出境对象), Civil Procedure Law Art. 266."""

    DEBTOR = "debtor"
    LEGAL_REPRESENTATIVE = "legal_representative"
    PRINCIPAL = "principal"
    DIRECTLY_RESPONSIBLE = "directly_responsible"
    STATUTORY_AGENT = "statutory_agent"


class ExitState(StrEnum):
    """The life of an exit restriction (限制出境状态)."""

    DRAFT = "draft"
    SIGNED = "signed"
    IN_FORCE = "in_force"
    DROPPED = "dropped"
    LIFTED = "lifted"
    REVOKED = "revoked"


class ExitLiftGround(StrEnum):
    """Why an exit restriction is lifted (解除限制出境情形), Civil Procedure Law Art. 266."""

    PERFORMED = "CPL266-performed"
    SECURITY = "CPL266-security"
    CREDITOR_AGREES = "CPL266-creditor"


class ExitEndingKind(StrEnum):
    """How a decision ends an exit restriction (限制出境后续决定类别)."""

    LIFT = "lift"
    REVOCATION = "revocation"


class ExitEndingState(StrEnum):
    """The life of such a decision (限制出境后续决定状态)."""

    DRAFT = "draft"
    SIGNED = "signed"
    WITHDRAWN = "withdrawn"
