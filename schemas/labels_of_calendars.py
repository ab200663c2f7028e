"""Labels of the working-day calendar (日历标签)."""

from schemas.calendar_codes import ArrangementProblem
from schemas.label import Label, Labels

LABELS: Labels = {
    ArrangementProblem: {
        ArrangementProblem.NOT_AN_OBJECT: Label("不是对象", "Not an object"),
        ArrangementProblem.YEAR_INVALID: Label("年份无效", "The year is not valid"),
        ArrangementProblem.PAPERS_MISSING: Label(
            "未注明通知来源", "No paper of the State Council is named"
        ),
        ArrangementProblem.PAPER_INVALID: Label(
            "通知来源不是网址", "A paper is not named by its address"
        ),
        ArrangementProblem.DAYS_MISSING: Label("没有日期", "There are no days"),
        ArrangementProblem.DAY_MALFORMED: Label(
            "日期条目须有名称、日期和是否放假",
            "A day needs its name, its date and whether it is off",
        ),
        ArrangementProblem.DATE_INVALID: Label("日期无效", "A date is not valid"),
        ArrangementProblem.DATE_OUT_OF_YEAR: Label(
            "日期不属于该年度", "A date belongs to another year"
        ),
        ArrangementProblem.DATE_REPEATED: Label("日期重复", "A date is given twice"),
        ArrangementProblem.WEEKDAY_WORKED: Label(
            "调休上班的日期不是周末", "A day worked in exchange is no weekend"
        ),
        ArrangementProblem.HOLIDAY_MISSING: Label(
            "缺少法定节日", "A holiday with a fixed date is missing"
        ),
    },
}
