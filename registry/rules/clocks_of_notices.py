"""Clocks of notices to units (向单位通报期限): of a listing, of what is decided about it later, and
of its end; all of them are our own.
"""

from registry.rules.articles import Article, Instrument
from registry.rules.clock import Clock, Unit
from schemas.codes import Bearer, DeadlineKind
from schemas.label import Label

UNIT_NOTICE = Clock(
    0,
    "unit_notice",
    Label("依法须向单位通报的被执行人被纳入", "somebody whose unit is to be notified is listed"),
    Label("向其单位、主管部门或者上级通报", "notify unit, department or superior"),
    5,
    Unit.WORKING_DAYS,
    Bearer.COURT,
    Article(Instrument.REGISTER_RULES, 40),
    DeadlineKind.NOTIFY_UNIT,
)
UNIT_NOTICE_OF_CHANGE = Clock(
    0,
    "unit_notice_of_change",
    Label(
        "已向单位通报的失信信息被更正、延长、暂停、恢复或者移转",
        "a listing of which units were told is amended, extended, suspended, resumed or "
        "transferred",
    ),
    Label("向已通报的单位通报变更", "notify whoever was notified of it"),
    5,
    Unit.WORKING_DAYS,
    Bearer.COURT,
    Article(Instrument.REGISTER_RULES, 63),
    DeadlineKind.NOTIFY_UNIT_OF_CHANGE,
)
UNIT_NOTICE_OF_END = Clock(
    0,
    "unit_notice_of_end",
    Label("已向单位通报的失信信息被删除或者撤销", "a listing of which units were told ends"),
    Label("向已通报的单位通报终止", "notify whoever was notified of it"),
    5,
    Unit.WORKING_DAYS,
    Bearer.COURT,
    Article(Instrument.REGISTER_RULES, 41),
    DeadlineKind.NOTIFY_UNIT_OF_END,
)

CLOCKS = (UNIT_NOTICE, UNIT_NOTICE_OF_CHANGE, UNIT_NOTICE_OF_END)
