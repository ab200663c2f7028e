"""Clocks of other bodies (其他单位的期限): numbers 19 to 24 of the table, recorded and opened for
nobody.
"""

from registry.rules.articles import Article, Instrument
from registry.rules.clock import Clock, Reckoning, Unit
from registry.rules.findings import Mark
from schemas.codes import Bearer
from schemas.label import Label

_PLAN = Article(Instrument.PLAN_2025)
_CRR = Instrument.CREDIT_REPORTING_REGULATION
_PETITION = Article(Instrument.PETITION_OPINION, 30)

CLOCKS = (
    Clock(
        19,
        "bankruptcy_answer",
        Label("移送破产审查材料", "a case is referred to bankruptcy"),
        Label("告知是否受理", "answer"),
        30,
        Unit.DAYS,
        Bearer.OTHER_BODY,
        Article(Instrument.CPL_INTERPRETATION, 512),
        ours=False,
    ),
    Clock(
        20,
        "credit_china_result",
        Label("向信用中国申请信用修复", "repair is applied for at Credit China"),
        Label("反馈结果", "give the result"),
        10,
        Unit.WORKING_DAYS,
        Bearer.OTHER_BODY,
        _PLAN,
        ours=False,
    ),
    Clock(
        21,
        "department_acceptance",
        Label("申请推送至主管部门", "an application is pushed to a department"),
        Label("决定是否受理", "accept it or not"),
        3,
        Unit.WORKING_DAYS,
        Bearer.OTHER_BODY,
        _PLAN,
        ours=False,
    ),
    Clock(
        22,
        "credit_report_objection",
        Label("对信用报告提出异议", "a credit report is objected to"),
        Label("答复", "answer"),
        20,
        Unit.DAYS,
        Bearer.OTHER_BODY,
        Article(_CRR, 25),
        ours=False,
    ),
    Clock(
        23,
        "credit_record",
        Label("不良行为终止", "a bad event ends"),
        Label("不良信息保存期满", "keep the record no longer than"),
        5,
        Unit.YEARS,
        Bearer.OTHER_BODY,
        Article(_CRR, 16),
        reckoning=Reckoning.FIXED,
        ours=False,
    ),
    Clock(
        24,
        "petition_entry",
        Label("收到信访", "a petition is received"),
        Label("录入", "enter it"),
        5,
        Unit.WORKING_DAYS,
        Bearer.COURT,
        _PETITION,
        ours=False,
    ),
    Clock(
        24,
        "petition_finish",
        Label("收到信访", "a petition is received"),
        Label("办结", "finish it"),
        30,
        Unit.WORKING_DAYS,
        Bearer.COURT,
        _PETITION,
        ours=False,
    ),
    Clock(
        0,
        "bankrupt_person",
        Label("深圳法院裁定宣告个人破产", "a court of Shenzhen declares a person bankrupt"),
        Label("考察期届满", "the examination ends"),
        3,
        Unit.YEARS,
        Bearer.OTHER_BODY,
        Article(Instrument.SHENZHEN_REGULATION),
        reckoning=Reckoning.FIXED,
        mark=Mark.LIKELY,
        ours=False,
    ),
    Clock(
        0,
        "bankrupt_person_prolonged",
        Label("三年考察期届满而延长", "the examination of three years is prolonged"),
        Label("延长的考察期至迟届满", "the prolonged examination ends at the latest"),
        2,
        Unit.YEARS,
        Bearer.OTHER_BODY,
        Article(Instrument.SHENZHEN_REGULATION),
        reckoning=Reckoning.FIXED,
        mark=Mark.LIKELY,
        ours=False,
    ),
)
