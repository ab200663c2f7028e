"""Labels of breaches and sanctions (违反限制消费令与制裁标签)."""

from schemas.breach_codes import (
    BreachSource,
    BreachState,
    ProsecutionOutcome,
    Sanctioned,
    SanctionState,
)
from schemas.label import Label, Labels

LABELS: Labels = {
    BreachSource: {
        BreachSource.HOTLINE: Label("群众举报", "The public, by hotline or mail"),
        BreachSource.CREDITOR: Label("申请执行人", "The creditor"),
        BreachSource.AGENCY: Label("协助执行单位", "An agency"),
        BreachSource.COURT: Label("法院发现", "The court itself"),
        BreachSource.OTHER: Label("其他", "Somebody else"),
    },
    BreachState: {
        BreachState.RECORDED: Label("待核实", "To be verified"),
        BreachState.SHOWN: Label("查实", "Shown"),
        BreachState.NOT_SHOWN: Label("不属实", "Not shown"),
    },
    Sanctioned: {
        Sanctioned.OFFENDER: Label("违反人", "Whoever broke the order"),
        Sanctioned.BODY: Label("放任消费的单位", "The body that let it happen"),
    },
    SanctionState: {
        SanctionState.DRAFT: Label("草案", "Draft"),
        SanctionState.SIGNED: Label("已签发", "Signed"),
        SanctionState.CLOSED: Label("已终结", "Closed"),
        SanctionState.REVOKED: Label("已撤销", "Revoked"),
        SanctionState.WITHDRAWN: Label("已撤回", "Withdrawn"),
    },
    ProsecutionOutcome: {
        ProsecutionOutcome.NOT_FILED: Label("不予立案", "No criminal case was opened"),
        ProsecutionOutcome.NOT_PROSECUTED: Label("不起诉", "Not prosecuted"),
        ProsecutionOutcome.ACQUITTED: Label("无罪", "Acquitted"),
        ProsecutionOutcome.CONVICTED: Label("有罪判决", "Convicted"),
        ProsecutionOutcome.TAKEN_BACK: Label("撤回移送", "Taken back by the court"),
    },
}
