"""Clocks of appeals (复议期限：制裁与限制出境): to apply, and to decide.

They are no rows of the table of clocks: the instruments that set them stand beside it.
"""

from registry.rules.articles import Article, Instrument
from registry.rules.clock import Clock, Unit
from registry.rules.findings import Mark
from schemas.codes import Bearer, DeadlineKind
from schemas.label import Label

SANCTIONS = Article(Instrument.CPL_INTERPRETATION, 185)
EXITS = Article(Instrument.OBJECTION_RULES, 9)

SANCTION_APPEAL = Clock(
    0,
    "sanction_appeal",
    Label("罚款、拘留决定书送达", "a fine or a detention is served"),
    Label("向上一级法院申请复议", "appeal to the next higher court"),
    3,
    Unit.DAYS,
    Bearer.PARTY,
    SANCTIONS,
    DeadlineKind.APPLY_FOR_REVIEW,
    mark=Mark.LIKELY,
)
SANCTION_APPEAL_DECISION = Clock(
    0,
    "sanction_appeal_decision",
    Label("收到对罚款、拘留的复议申请", "an appeal against a fine or a detention is received"),
    Label("作出决定", "decide"),
    5,
    Unit.DAYS,
    Bearer.HIGHER_COURT,
    SANCTIONS,
    DeadlineKind.DECIDE_REVIEW,
    mark=Mark.LIKELY,
)
EXIT_APPEAL = Clock(
    0,
    "exit_appeal",
    Label("限制出境决定送达", "an exit restriction is served"),
    Label("向上一级法院申请复议", "appeal to the next higher court"),
    10,
    Unit.DAYS,
    Bearer.PARTY,
    EXITS,
    DeadlineKind.APPLY_FOR_REVIEW,
    mark=Mark.LIKELY,
)
EXIT_APPEAL_DECISION = Clock(
    0,
    "exit_appeal_decision",
    Label("收到对限制出境的复议申请", "an appeal against an exit restriction is received"),
    Label("作出决定", "decide"),
    15,
    Unit.DAYS,
    Bearer.HIGHER_COURT,
    EXITS,
    DeadlineKind.DECIDE_REVIEW,
    mark=Mark.LIKELY,
)

CLOCKS = (SANCTION_APPEAL, SANCTION_APPEAL_DECISION, EXIT_APPEAL, EXIT_APPEAL_DECISION)
