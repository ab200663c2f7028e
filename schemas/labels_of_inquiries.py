"""Labels of inquiries put to agencies (查控标签)."""

from schemas.inquiry_codes import (
    AskState,
    CannotAnswer,
    InquiryKind,
    InquiryOutcome,
    InquiryStanding,
    RequestState,
    ViewPurpose,
)
from schemas.label import Label, Labels

LABELS: Labels = {
    InquiryKind: {
        InquiryKind.ACCOUNTS: Label("银行账户", "Bank accounts"),
        InquiryKind.NETWORK_FUNDS: Label("网络资金", "Funds in network accounts"),
        InquiryKind.REAL_PROPERTY: Label("不动产登记", "Real property"),
        InquiryKind.VEHICLES: Label("机动车", "Motor vehicles"),
        InquiryKind.CRAFT: Label("船舶、渔船和航空器", "Vessels and aircraft"),
        InquiryKind.SHAREHOLDINGS: Label("企业登记和股权", "Companies and shareholdings"),
        InquiryKind.SECURITIES: Label("证券", "Securities"),
        InquiryKind.INSURANCE: Label("保险", "Insurance policies"),
        InquiryKind.PROVIDENT_FUND: Label("住房公积金", "Housing provident fund"),
        InquiryKind.INCOME: Label("收入、纳税和社会保险缴费", "Income, taxes and contributions"),
        InquiryKind.IDENTITY: Label("户籍和身份信息", "Identity and household"),
        InquiryKind.MARRIAGE: Label("婚姻登记", "Marriage"),
        InquiryKind.BORDER_CROSSINGS: Label("出入境证件和记录", "Travel documents and crossings"),
        InquiryKind.LODGING: Label("旅馆住宿", "Lodging"),
    },
    InquiryOutcome: {
        InquiryOutcome.FOUND: Label("查有记录", "Found"),
        InquiryOutcome.NOTHING_FOUND: Label("查无记录", "Nothing found"),
        InquiryOutcome.CANNOT_ANSWER: Label("不能答复", "Cannot answer"),
    },
    CannotAnswer: {
        CannotAnswer.NOT_HELD_HERE: Label("本单位不掌握此类信息", "Not held here"),
        CannotAnswer.IDENTITY_UNCLEAR: Label("身份信息无法核对", "The person cannot be told apart"),
        CannotAnswer.SYSTEM_DOWN: Label("系统故障", "The system is down"),
        CannotAnswer.NOT_AUTHORISED: Label("无权提供", "Not authorised to tell"),
        CannotAnswer.OTHER: Label("其他原因", "For another reason"),
    },
    RequestState: {
        RequestState.OPEN: Label("查询中", "Open"),
        RequestState.WITHDRAWN: Label("已撤回", "Withdrawn"),
    },
    AskState: {
        AskState.WAITING: Label("待送达", "Not sent yet"),
        AskState.SENT: Label("已送达", "Sent"),
        AskState.ACCEPTED: Label("已受理", "Accepted"),
        AskState.REJECTED: Label("拒绝办理", "Rejected"),
        AskState.PARTLY_ANSWERED: Label("部分答复", "Answered in part"),
        AskState.FOUND: Label("已答复：查有记录", "Answered: found"),
        AskState.NOTHING_FOUND: Label("已答复：查无记录", "Answered: nothing found"),
        AskState.CANNOT_ANSWER: Label("已答复：不能答复", "Answered: cannot answer"),
        AskState.SILENT: Label("逾期未答复", "Silent past its day"),
        AskState.WITHDRAWN: Label("已撤回", "Withdrawn"),
    },
    InquiryStanding: {
        InquiryStanding.OVERDUE: Label("逾期未答复", "Overdue"),
        InquiryStanding.NO_REPLY: Label("尚未答复", "Not answered yet"),
        InquiryStanding.PROPERTY_FOUND: Label("发现可供执行财产", "Property found"),
        InquiryStanding.NOTHING_FOUND: Label("未发现可供执行财产", "Nothing to enforce upon"),
        InquiryStanding.FAILED: Label("不能答复（查询失败）", "Cannot answer (the inquiry failed)"),
        InquiryStanding.WITHDRAWN: Label("已撤回", "Withdrawn"),
    },
    ViewPurpose: {
        ViewPurpose.ENFORCEMENT: Label("办理执行", "Enforcement of the case"),
        ViewPurpose.CAPACITY_ASSESSMENT: Label("认定履行能力", "Assessment of capacity"),
        ViewPurpose.CREDITOR_REPORT: Label("告知申请执行人", "Report to the creditor"),
        ViewPurpose.REMEDY: Label("办理纠正、复议和信用修复", "Remedies and repair"),
        ViewPurpose.SUPERVISION: Label("上级法院监督", "Supervision by a court above"),
        ViewPurpose.AUDIT: Label("审计", "Audit"),
    },
}
