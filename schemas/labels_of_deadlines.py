"""Labels of deadlines (期限标签)."""

from schemas.deadline_codes import Punctuality, RecordKind, ReminderKind
from schemas.label import Label, Labels

LABELS: Labels = {
    RecordKind: {
        RecordKind.CASE: Label("执行案件", "Enforcement case"),
        RecordKind.DEBTOR: Label("被执行人", "Debtor"),
        RecordKind.LISTING_APPLICATION: Label("纳入申请", "Application to list"),
        RecordKind.LISTING: Label("失信信息", "Listing"),
        RecordKind.RESTRICTION: Label("限制消费令", "Consumption restriction order"),
        RecordKind.PERMISSION: Label("准许申请", "Application for a permission"),
        RecordKind.PROPERTY_REPORT: Label("财产报告", "Property report"),
        RecordKind.REPORT_SUPPLEMENT: Label("财产补充报告", "Supplement to a property report"),
        RecordKind.CAPACITY_ASSESSMENT: Label("履行能力认定", "Capacity assessment"),
        RecordKind.CLUE: Label("财产线索", "Clue"),
        RecordKind.INQUIRY: Label("查控", "Inquiry"),
        RecordKind.OBJECTION: Label("纠正申请或者执行异议", "Objection"),
        RecordKind.REVIEW: Label("复议", "Review"),
        RecordKind.CORRECTION: Label("上级法院责令的纠正", "Correction ordered from above"),
        RecordKind.REPAIR: Label("信用修复", "Credit repair"),
        RecordKind.TRANSFER: Label("移转执行", "Transfer"),
    },
    ReminderKind: {
        ReminderKind.REMINDER: Label("提醒", "Reminder"),
        ReminderKind.ESCALATION: Label("上报", "Escalation"),
    },
    Punctuality: {
        Punctuality.OPEN: Label("未到期", "Open"),
        Punctuality.OVERDUE: Label("已逾期", "Overdue"),
        Punctuality.DONE: Label("按期办理", "Done in time"),
        Punctuality.DONE_LATE: Label("逾期办理", "Done late"),
    },
}
