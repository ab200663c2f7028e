"""Codes of the restriction order (限制消费代码): whom it binds, what is allowed under it, and why
it ends.
"""

from enum import StrEnum


class BoundPerson(StrEnum):
    """Whom an order binds (限制对象), Consumption Rules Art. 3."""

    DEBTOR = "debtor"
    LEGAL_REPRESENTATIVE = "legal_representative"
    PRINCIPAL = "principal"
    DIRECTLY_RESPONSIBLE = "directly_responsible"
    ACTUAL_CONTROLLER = "actual_controller"


class LiftGround(StrEnum):
    """Why an order is lifted (解除情形): Consumption Rules Art. 9, or its own period is over."""

    PERFORMED = "CR9-performed"
    SECURITY = "CR9-security"
    CREDITOR_AGREES = "CR9-creditor"
    PERIOD_OVER = "CR5-period"


class ReleaseGround(StrEnum):
    """Why an order binds one person no more though it stands (不再受限的情形)."""

    REPLACED = "OP17-replaced"
    AMENDED = "CR5-amended"


class OrderChangeKind(StrEnum):
    """What a later decision does to an order (限制消费令后续决定类别)."""

    AMENDMENT = "amendment"
    REPLACEMENT = "replacement"
    REVOCATION = "revocation"


class OrderChangeState(StrEnum):
    """The life of a later decision about an order (限制消费令后续决定状态)."""

    DRAFT = "draft"
    SIGNED = "signed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class LiftState(StrEnum):
    """The life of a decision to lift an order (解除决定状态)."""

    DRAFT = "draft"
    SIGNED = "signed"
    WITHDRAWN = "withdrawn"


class PermissionKind(StrEnum):
    """What a bound person may ask for (准许类别)."""

    OWN_MONEY = "CR3-own_money"
    NECESSITY = "CR8-necessity"
    SUSPENSION = "OP17-suspension"


class PermissionState(StrEnum):
    """The life of an application for a permission (准许申请状态)."""

    APPLIED = "applied"
    GRANTED = "granted"
    REFUSED = "refused"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


class SuspensionCause(StrEnum):
    """Causes of a temporary suspension (暂时解除事由), 2019 Opinion 17(3)."""

    OWN_ILLNESS = "own_illness"
    RELATIVES_ILLNESS = "relatives_illness"
    RELATIVES_FUNERAL = "relatives_funeral"
    OFFICIAL_DUTY = "official_duty"
    FOREIGN_AFFAIRS = "foreign_affairs"
    IMPORTANT_EXAM = "important_exam"


class Travel(StrEnum):
    """Ways of travelling that orders restrict (乘坐方式); only the first two can be suspended."""

    FLIGHTS = "flights"
    HIGH_SPEED_TRAINS = "high_speed_trains"
    SOFT_SLEEPERS = "soft_sleepers"
    UPPER_SHIP_CLASSES = "upper_ship_classes"


class TrainPrefix(StrEnum):
    """Letters that numbers of electric multiple-unit trains begin with (动车组车次字头)."""

    G = "G"
    D = "D"
    C = "C"


class SeatClass(StrEnum):
    """Classes of seats on such trains (席别)."""

    SECOND = "second"
    FIRST = "first"
    BUSINESS = "business"


class SanctionKind(StrEnum):
    """Sanctions for a breach (制裁措施), Civil Procedure Law Art. 114."""

    FINE = "fine"
    DETENTION = "detention"
    FINE_AND_DETENTION = "fine_and_detention"
    REFERRAL = "referral"
