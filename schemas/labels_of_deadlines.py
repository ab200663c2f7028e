"""Labels of deadlines (期限标签)."""

from schemas.deadline_codes import (
    OthersClock,
    Punctuality,
    RecordedClock,
    RecordKind,
    ReminderKind,
)
from schemas.label import Label, Labels

LABELS: Labels = {
    RecordKind: {
        RecordKind.CASE: Label("执行案件", "Enforcement case"),
        RecordKind.DEBTOR: Label("被执行人", "Debtor"),
        RecordKind.LISTING_APPLICATION: Label("纳入申请", "Application to list"),
        RecordKind.LISTING: Label("失信信息", "Listing"),
        RecordKind.RESTRICTION: Label("限制消费令", "Consumption restriction order"),
        RecordKind.EXIT_RESTRICTION: Label("限制出境", "Exit restriction"),
        RecordKind.SANCTION: Label("制裁或者移送决定", "Sanction or referral"),
        RecordKind.PERMISSION: Label("准许申请", "Application for a permission"),
        RecordKind.PROPERTY_REPORT: Label("财产报告", "Property report"),
        RecordKind.REPORT_SUPPLEMENT: Label("财产补充报告", "Supplement to a property report"),
        RecordKind.CAPACITY_ASSESSMENT: Label("履行能力认定", "Capacity assessment"),
        RecordKind.CLUE: Label("财产线索", "Clue"),
        RecordKind.INQUIRY: Label("查控", "Inquiry"),
        RecordKind.OBJECTION: Label("纠正申请或者执行异议", "Objection"),
        RecordKind.REVIEW: Label("复议", "Review"),
        RecordKind.APPEAL: Label("对制裁、限制出境的复议", "Appeal"),
        RecordKind.CORRECTION: Label("上级法院责令的纠正", "Correction ordered from above"),
        RecordKind.REPAIR: Label("信用修复", "Credit repair"),
        RecordKind.TRANSFER: Label("移转执行", "Transfer"),
        RecordKind.SUGGESTION_LETTER: Label("司法建议书", "Judicial suggestion letter"),
        RecordKind.WATCH: Label("持续审查", "Watch"),
    },
    ReminderKind: {
        ReminderKind.REMINDER: Label("提醒", "Reminder"),
        ReminderKind.ESCALATION: Label("上报", "Escalation"),
    },
    RecordedClock: {
        RecordedClock.ENFORCEMENT_NOTICE: Label("发出执行通知", "Issue the enforcement notice"),
        RecordedClock.CASE_FINISH: Label("执行结案", "Finish a case with property"),
        RecordedClock.SETTLEMENT_DEFAULT: Label(
            "和解未履行，申请恢复执行", "Resume enforcement after a settlement was not kept"
        ),
        RecordedClock.RESUMPTION_APPLICATION: Label(
            "审查恢复执行申请", "Decide on an application to resume a closed round"
        ),
        RecordedClock.ENFORCEMENT_OBJECTION: Label(
            "审查执行异议", "Decide on an objection to enforcement"
        ),
        RecordedClock.ENFORCEMENT_REVIEW: Label(
            "对异议裁定申请复议", "Apply for review of that decision"
        ),
    },
    OthersClock: {
        OthersClock.BANKRUPTCY_ANSWER: Label(
            "受移送法院告知是否受理破产", "Bankruptcy court answers a referral"
        ),
        OthersClock.CREDIT_CHINA_RESULT: Label(
            "信用中国反馈修复结果", "Credit China gives the result of a repair"
        ),
        OthersClock.DEPARTMENT_ACCEPTANCE: Label(
            "主管部门决定是否受理", "Department accepts an application or not"
        ),
        OthersClock.CREDIT_REPORT_OBJECTION: Label(
            "征信机构答复异议", "Credit reporting body answers an objection"
        ),
        OthersClock.CREDIT_RECORD: Label("不良信息保存期满", "Bad record is kept no longer"),
        OthersClock.PETITION_ENTRY: Label("录入信访", "Enter a petition"),
        OthersClock.PETITION_FINISH: Label("办结信访", "Finish a petition"),
        OthersClock.BANKRUPT_PERSON: Label(
            "个人破产考察期届满（深圳）", "Examination of a bankrupt person ends (Shenzhen)"
        ),
        OthersClock.BANKRUPT_PERSON_PROLONGED: Label(
            "延长的个人破产考察期届满（深圳）",
            "Prolonged examination ends at the latest (Shenzhen)",
        ),
    },
    Punctuality: {
        Punctuality.OPEN: Label("未到期", "Open"),
        Punctuality.OVERDUE: Label("已逾期", "Overdue"),
        Punctuality.DONE: Label("按期办理", "Done in time"),
        Punctuality.DONE_LATE: Label("逾期办理", "Done late"),
    },
}
