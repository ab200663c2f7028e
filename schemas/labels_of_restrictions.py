"""Labels of the restriction order (限制消费标签)."""

from schemas.label import Label, Labels
from schemas.restriction_codes import (
    BoundPerson,
    LiftGround,
    LiftState,
    OrderChangeKind,
    OrderChangeState,
    PermissionKind,
    PermissionState,
    ReleaseGround,
    SanctionKind,
    SeatClass,
    SuspensionCause,
    TrainPrefix,
    Travel,
)

LABELS: Labels = {
    BoundPerson: {
        BoundPerson.DEBTOR: Label("被执行人", "The debtor"),
        BoundPerson.LEGAL_REPRESENTATIVE: Label("法定代表人", "Legal representative"),
        BoundPerson.PRINCIPAL: Label("主要负责人", "Principal"),
        BoundPerson.DIRECTLY_RESPONSIBLE: Label(
            "影响债务履行的直接责任人员", "Person directly responsible for performance"
        ),
        BoundPerson.ACTUAL_CONTROLLER: Label("实际控制人", "Actual controller"),
    },
    LiftGround: {
        LiftGround.PERFORMED: Label("履行完毕", "The obligation is performed"),
        LiftGround.SECURITY: Label("提供确实有效的担保", "Effective security is given"),
        LiftGround.CREDITOR_AGREES: Label("申请执行人同意", "The creditor agrees"),
        LiftGround.PERIOD_OVER: Label("限制消费期间届满", "The period of the order is over"),
    },
    ReleaseGround: {
        ReleaseGround.REPLACED: Label(
            "变更法定代表人、主要负责人", "Somebody else is in his place"
        ),
        ReleaseGround.AMENDED: Label("限制消费令变更", "The order was amended"),
    },
    OrderChangeKind: {
        OrderChangeKind.AMENDMENT: Label("变更", "Amendment"),
        OrderChangeKind.REPLACEMENT: Label("变更受限人员", "Replacement of a person"),
        OrderChangeKind.REVOCATION: Label("撤销", "Revocation"),
    },
    OrderChangeState: {
        OrderChangeState.DRAFT: Label("草案", "Draft"),
        OrderChangeState.SIGNED: Label("已签发", "Signed"),
        OrderChangeState.REFUSED: Label("不予准许", "Refused"),
        OrderChangeState.WITHDRAWN: Label("已撤回", "Withdrawn"),
    },
    LiftState: {
        LiftState.DRAFT: Label("草案", "Draft"),
        LiftState.SIGNED: Label("已签发", "Signed"),
        LiftState.WITHDRAWN: Label("已撤回", "Withdrawn"),
    },
    PermissionKind: {
        PermissionKind.OWN_MONEY: Label(
            "以个人财产因私消费", "Private spending of the person's own money"
        ),
        PermissionKind.NECESSITY: Label(
            "生活或者经营必需的消费", "Spending that life or business needs"
        ),
        PermissionKind.SUSPENSION: Label(
            "暂时解除乘坐飞机、高铁的限制", "Suspension for flights or high-speed trains"
        ),
    },
    PermissionState: {
        PermissionState.APPLIED: Label("已申请", "Applied for"),
        PermissionState.GRANTED: Label("已准许", "Granted"),
        PermissionState.REFUSED: Label("不予准许", "Refused"),
        PermissionState.ENDED: Label("已期满", "Over"),
        PermissionState.WITHDRAWN: Label("已撤回准许", "Withdrawn"),
    },
    SuspensionCause: {
        SuspensionCause.OWN_ILLNESS: Label("本人重大疾病就医", "Serious illness of the person"),
        SuspensionCause.RELATIVES_ILLNESS: Label(
            "近亲属重大疾病就医", "Serious illness of a close relative"
        ),
        SuspensionCause.RELATIVES_FUNERAL: Label("近亲属丧葬", "Funeral of a close relative"),
        SuspensionCause.OFFICIAL_DUTY: Label(
            "执行或者配合执行公务", "Performing or assisting an official duty"
        ),
        SuspensionCause.FOREIGN_AFFAIRS: Label("参加外事活动", "Foreign affairs"),
        SuspensionCause.IMPORTANT_EXAM: Label("参加重要考试", "An important examination"),
    },
    Travel: {
        Travel.FLIGHTS: Label("飞机", "Flights"),
        Travel.HIGH_SPEED_TRAINS: Label("高铁", "High-speed trains"),
        Travel.SOFT_SLEEPERS: Label("列车软卧", "Soft sleepers of trains"),
        Travel.UPPER_SHIP_CLASSES: Label("轮船二等以上舱位", "Second class and above on ships"),
    },
    TrainPrefix: {
        TrainPrefix.G: Label("G字头动车组列车", "G trains"),
        TrainPrefix.D: Label("D字头动车组列车", "D trains"),
        TrainPrefix.C: Label("C字头城际列车", "C trains, between cities"),
    },
    SeatClass: {
        SeatClass.SECOND: Label("二等座", "Second class"),
        SeatClass.FIRST: Label("一等座", "First class"),
        SeatClass.BUSINESS: Label("商务座", "Business class"),
    },
    SanctionKind: {
        SanctionKind.FINE: Label("罚款", "Fine"),
        SanctionKind.DETENTION: Label("拘留", "Detention"),
        SanctionKind.FINE_AND_DETENTION: Label("罚款并处拘留", "Fine and detention"),
        SanctionKind.REFERRAL: Label("移送追究刑事责任", "Referral for prosecution"),
    },
}
