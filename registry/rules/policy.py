"""Policy (自定政策): what no instrument sets and a court configures; none of it is law.

Rules that need such a value take it as an argument. :data:`DEFAULT` holds where nobody configured
anything; :data:`MEANINGS` says what each value is for, and the reference prints both.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from schemas.case_codes import EvidenceKind
from schemas.remedy_codes import NoRepairCause
from schemas.restriction_codes import TrainPrefix


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a policy value is for, in both languages."""

    zh: str
    en: str


def _valid_days() -> Mapping[EvidenceKind, int]:
    return MappingProxyType(
        {
            EvidenceKind.PROPERTY_REPORT: 365,
            EvidenceKind.NETWORK_INQUIRY: 183,
            EvidenceKind.FIELD_INQUIRY: 365,
            EvidenceKind.SEARCH_RECORD: 365,
            EvidenceKind.INTERVIEW_RECORD: 183,
            EvidenceKind.LIVING_LEVEL_INCOME: 183,
            EvidenceKind.HARDSHIP_CERTIFICATE: 365,
            EvidenceKind.BANKRUPTCY_RULING: 1826,
        }
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The values that a court sets for itself, each with its default."""

    bench_review_needed: bool = False
    evidence_valid_days: Mapping[EvidenceKind, int] = field(default_factory=_valid_days)
    local_evidence: frozenset[EvidenceKind] = frozenset({EvidenceKind.HARDSHIP_CERTIFICATE})
    objector_attends_in_person: bool = False
    ordered_correction_working_days: int = 3
    remind_working_days_before: tuple[int, ...] = (5, 1)
    escalate_working_days_after: tuple[int, ...] = (1, 5)
    open_second_class_trains: frozenset[TrainPrefix] = frozenset({TrainPrefix.D, TrainPrefix.C})
    creditor_answer_days: int = 7
    inquiry_answer_working_days: int = 3
    urgent_inquiry_answer_working_days: int = 1
    inquiry_requests_per_day: int = 5
    inquiry_data_days: int = 31
    screenings_per_day: int = 50
    screened_rows_per_day: int = 3_000_000
    screening_kept_days: int = 30
    watch_reminder_days: int = 14
    watch_longest_days: int = 366
    watched_rows_per_asker: int = 2_000_000
    suggestion_type: str = "司建"
    suggestion_answer_days: int = 60
    repair_working_days: int = 10
    lifting_working_days: int = 3
    suspends_for_public_interest: bool = False
    no_repair_causes: frozenset[NoRepairCause] = frozenset()


DEFAULT = Policy()

MEANINGS: Mapping[str, Meaning] = MappingProxyType(
    {
        "bench_review_needed": Meaning(
            "纳入决定签发之前须经合议庭或者专业法官会议讨论。",
            "A decision to list is discussed by the bench before it is signed.",
        ),
        "evidence_valid_days": Meaning(
            "各类履行能力证据自其日期起多少日内可以采用。",
            "For how many days from its date evidence of each kind is used.",
        ),
        "local_evidence": Meaning(
            "依地方做法采用的证据类别。",
            "Kinds of evidence that rest on local practice.",
        ),
        "objector_attends_in_person": Meaning(
            "申请纠正须由本人或者法定代表人到场（2013年规定，2017年规定未再要求）。",
            "An objector attends in person, as the rules of 2013 asked and those of 2017 do not.",
        ),
        "ordered_correction_working_days": Meaning(
            "上级法院责令纠正后，执行法院在几个工作日内纠正。",
            "Working days in which the enforcing court carries out what a court above ordered.",
        ),
        "remind_working_days_before": Meaning(
            "期限届满前第几个工作日提醒。",
            "Working days before a due day on which its owner is reminded.",
        ),
        "escalate_working_days_after": Meaning(
            "逾期后第几个工作日上报。",
            "Working days after a due day on which a missed duty is escalated.",
        ),
        "open_second_class_trains": Meaning(
            "二等座不受限制的动车组车次字头；C字头列车各地做法不一。",
            "Trains whose second class stays open; practice on C trains differs between places.",
        ),
        "creditor_answer_days": Meaning(
            "申请执行人对被执行人申报的履行答复的日数。",
            "Days that the creditor has to answer a claimed payment.",
        ),
        "inquiry_answer_working_days": Meaning(
            "被查询单位几个工作日内答复协助查询，一至六十；逾期为未答复，并上报。",
            "Working days in which an asked agency answers, 1 to 60; silence after them is "
            "escalated.",
        ),
        "urgent_inquiry_answer_working_days": Meaning(
            "紧急的协助查询几个工作日内答复，一至六十。",
            "Working days in which an urgent inquiry is answered, 1 to 60.",
        ),
        "inquiry_requests_per_day": Meaning(
            "一个案件一日内向单位请求协助查询的最多次数。",
            "How often a day agencies may be asked in one case.",
        ),
        "inquiry_data_days": Meaning(
            "单位答复所依据的数据，最早可以截至提出请求之前几日。",
            "How many days before the request the data may be of that an agency answers from.",
        ),
        "screenings_per_day": Meaning(
            "一个法院或者单位一日内可以提交资格审查名单的次数。",
            "How many lists a court or an agency may have screened a day.",
        ),
        "screened_rows_per_day": Meaning(
            "一个法院或者单位一日内资格审查的行数达到此数后不再受理。",
            "Once so many rows of a court or an agency were screened on a day, no more are taken.",
        ),
        "screening_kept_days": Meaning(
            "资格审查结果保存的日数，期满清除。",
            "For how many days what came of a screening is kept before it is erased.",
        ),
        "watch_reminder_days": Meaning(
            "持续审查到期之前多少日内提醒提交的法院、单位。",
            "Within how many days before a watch runs out its court or agency is reminded.",
        ),
        "watch_longest_days": Meaning(
            "持续审查每次至多多少日，期满可以续期。",
            "For how many days at most a list is watched before it has to be renewed.",
        ),
        "watched_rows_per_asker": Meaning(
            "一个法院或者单位同时持续审查的行数上限。",
            "How many rows of a court or an agency are watched at once at most.",
        ),
        "suggestion_type": Meaning(
            "司法建议书文号中的类型代字。",
            "The word of the type in the number of a judicial suggestion letter.",
        ),
        "suggestion_answer_days": Meaning(
            "司法建议书签发之后请单位在多少日内答复，一至三百六十五。",
            "In how many days an answer to a judicial suggestion letter is asked for, 1 to 365.",
        ),
        "repair_working_days": Meaning(
            "信用修复申请自收到之日起几个工作日内作出决定，一至六十。",
            "Working days in which an application for repair is decided on, from 1 to 60.",
        ),
        "lifting_working_days": Meaning(
            "失信信息或者限制消费令终止后，被告知过的单位几个工作日内反馈已解除，一至六十。",
            "Working days in which agencies confirm that they lifted, from 1 to 60.",
        ),
        "suspends_for_public_interest": Meaning(
            "依地方规定，可以因公共服务或者不可抗力暂停公布。",
            "A listing may be suspended for public service or force majeure, as local rules allow.",
        ),
        "no_repair_causes": Meaning(
            "依地方规定不予信用修复的情形。",
            "Causes for which repair is refused, as local rules say.",
        ),
    }
)
