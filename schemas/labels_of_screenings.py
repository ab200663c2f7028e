"""Labels of screening (资格审查标签)."""

from schemas.label import Label, Labels
from schemas.screening_codes import (
    AlertChange,
    ListFormat,
    Match,
    ReportForm,
    RowFault,
    RowOutcome,
    RowsChange,
    ScreeningPurpose,
    ScreeningState,
    SuggestionState,
    WatchState,
)

LABELS: Labels = {
    ScreeningPurpose: {
        ScreeningPurpose.HONOURS: Label("评先评优", "Honours and awards"),
        ScreeningPurpose.CIVIL_SERVICE: Label("录用公务员", "Recruitment of civil servants"),
        ScreeningPurpose.SUPERVISOR: Label("任用监察官", "Appointment of supervisors"),
        ScreeningPurpose.LAY_JUDGE: Label("选任人民陪审员", "Selection of people's assessors"),
        ScreeningPurpose.COMPANY_OFFICE: Label(
            "担任企业法定代表人、董事、监事、高管", "Offices in companies"
        ),
        ScreeningPurpose.BIDDING: Label("招标投标", "Bidding"),
        ScreeningPurpose.PROCUREMENT: Label("政府采购", "Government procurement"),
        ScreeningPurpose.LICENSING: Label("行政许可", "Licences"),
        ScreeningPurpose.PRIVATE_FUND: Label("私募基金管理人任职", "Offices in private funds"),
        ScreeningPurpose.CREDIT: Label("授信和客户审查", "Credit and customers"),
        ScreeningPurpose.ENFORCEMENT: Label("办理执行案件", "Enforcement"),
        ScreeningPurpose.OTHER: Label("其他", "Something else"),
    },
    ScreeningState: {
        ScreeningState.OPEN: Label("待提交名单", "Waiting for its list"),
        ScreeningState.WAITING: Label("待比对", "Waiting"),
        ScreeningState.WORKING: Label("比对中", "Being compared"),
        ScreeningState.FINISHED: Label("已完成", "Finished"),
        ScreeningState.FAILED: Label("名单不能读取", "The list cannot be read"),
        ScreeningState.CANCELLED: Label("已取消", "Cancelled"),
        ScreeningState.ERASED: Label("已清除", "Erased"),
    },
    WatchState: {
        WatchState.WATCHING: Label("持续审查中", "Watched"),
        WatchState.ENDED: Label("已终止", "Ended"),
        WatchState.RUN_OUT: Label("已到期", "Run out"),
    },
    RowsChange: {
        RowsChange.ADD: Label("增加", "Rows are added"),
        RowsChange.DROP: Label("去除", "Rows are dropped"),
    },
    RowOutcome: {
        RowOutcome.ADDED: Label("已增加", "Added"),
        RowOutcome.ALREADY_WATCHED: Label("已在名单中，未重复增加", "On the list already"),
        RowOutcome.DROPPED: Label("已去除", "Dropped"),
        RowOutcome.NOT_WATCHED: Label("不在名单中", "Not on the list"),
        RowOutcome.FAULTY: Label("未办理，见原因", "Not done: see the reason"),
    },
    SuggestionState: {
        SuggestionState.DRAFTED: Label("草案", "Draft"),
        SuggestionState.SIGNED: Label("已签发", "Signed"),
        SuggestionState.ANSWERED: Label("已答复", "Answered"),
        SuggestionState.WITHDRAWN: Label("已撤回", "Withdrawn"),
    },
    AlertChange: {
        AlertChange.BEGUN: Label("名单行与公开记录比对一致", "A public record goes with the row"),
        AlertChange.ENDED: Label(
            "记录已不再公开，不得再据此处理", "The record is public no more: nothing rests on it"
        ),
    },
    Match: {
        Match.IDENTIFIED: Label("证件号码和姓名一致", "Number and name agree"),
        Match.NUMBER_ONLY: Label(
            "证件号码一致、姓名不同，须人工核实", "The number agrees, the name does not: look at it"
        ),
        Match.NAME_ONLY: Label(
            "仅姓名相同，可能同名，不得据此认定", "Only the name agrees: possibly a namesake"
        ),
    },
    RowFault: {
        RowFault.NOT_A_ROW: Label("不是一行记录，列数与表头不符", "No row that fits the headers"),
        RowFault.EMPTY: Label("姓名和证件号码均为空", "Neither name nor number"),
        RowFault.NAME_TOO_LONG: Label("姓名或者名称过长", "The name is too long"),
        RowFault.KIND_UNKNOWN: Label("主体类别无法识别", "The kind is neither person nor entity"),
        RowFault.NUMBER_MISSING: Label("没有证件号码，未按号码比对", "There is no number"),
        RowFault.NUMBER_MASKED: Label(
            "证件号码有隐去的部分，未按号码比对", "Part of the number is hidden"
        ),
        RowFault.NUMBER_ROUNDED: Label(
            "证件号码已被电子表格改为浮点数，末位丢失；请将该列设为文本后重新填写",
            "A spreadsheet rounded the number: make the column text and enter it again",
        ),
        RowFault.NUMBER_MALFORMED: Label("证件号码格式错误", "The number has a wrong form"),
        RowFault.NUMBER_CHECK_DIGIT: Label(
            "证件号码校验位错误", "The check digit of the number is wrong"
        ),
    },
    ListFormat: {
        ListFormat.JSON: Label("JSON 数组", "JSON array"),
        ListFormat.JSON_LINES: Label("逐行 JSON", "JSON Lines"),
        ListFormat.CSV: Label("逗号分隔 CSV", "CSV"),
        ListFormat.XLSX: Label("电子表格 XLSX", "Workbook (XLSX)"),
    },
    ReportForm: {
        ReportForm.CSV: Label("逗号分隔 CSV", "CSV"),
        ReportForm.XLSX: Label("电子表格 XLSX", "Workbook (XLSX)"),
    },
}
