"""Field errors (字段错误): where a request is wrong, as a pointer, a stable code and a sentence.

The schemas speak English sentences of marshmallow's or codes of ours; both come out as codes with
sentences in the reader's language.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from registry.i18n import Language
from registry.logs import redact_text

# Sentences of marshmallow, with what varies in them.
_SENTENCES = (
    (r"Missing data for required field\.", "required"),
    (r"Unknown field\.", "unknown"),
    (r"Field may not be null\.", "null"),
    (r"Not a valid string\.", "not_text"),
    (r"Not a valid (?:integer|number)\.", "not_a_number"),
    (r"Not a valid boolean\.", "not_a_boolean"),
    (r"Not a valid UUID\.", "not_an_id"),
    (r"Not a valid date\.", "not_a_date"),
    (r"Not a valid (?:aware )?datetime\.", "not_a_moment"),
    (r"Not a valid list\.", "not_a_list"),
    (r"(?:Invalid input type|Invalid type|Not a valid mapping type)\.", "not_an_object"),
    (r"Must be one of: (?P<limit>.*)\.", "not_in_list"),
    (r"Longer than maximum length (?P<limit>\d+)\.", "too_long"),
    (r"Shorter than minimum length (?P<limit>\d+)\.", "too_short"),
    (r"Length must be between (?P<least>\d+) and (?P<most>\d+)\.", "wrong_length"),
    (
        r"Must be greater than or equal to (?P<least>\S+) and less than or equal to "
        r"(?P<most>\S+)\.",
        "out_of_range",
    ),
    (r"String does not match expected pattern\.", "wrong_form"),
)
_PATTERNS = tuple((re.compile(sentence), code) for sentence, code in _SENTENCES)

_TEXTS = {
    "required": ("必须填写。", "This field is needed."),
    "unknown": (
        "此处不填写这个字段：请检查拼写，以及是否与已填写的其他字段重复。",
        "This field is not taken here: check its spelling, and whether another field says it.",
    ),
    "null": ("不得为空值。", "This field may not be null."),
    "not_text": ("应为文本。", "A text is needed."),
    "not_a_number": ("应为整数。", "A whole number is needed."),
    "not_a_boolean": ("应为 true 或 false。", "true or false is needed."),
    "not_an_id": ("应为 UUID 编号。", "A UUID is needed."),
    "not_a_date": ("应为日期，写作 2026-03-02。", "A date is needed, such as 2026-03-02."),
    "not_a_moment": (
        "应为带时区的时刻，写作 2026-03-02T09:00:00+08:00。",
        "A moment with its offset is needed, such as 2026-03-02T09:00:00+08:00.",
    ),
    "not_a_list": ("应为数组。", "A list is needed."),
    "not_an_object": ("应为对象。", "An object is needed."),
    "not_in_list": ("应为下列之一：{limit}", "One of these is needed: {limit}"),
    "too_long": ("不得超过 {limit} 个字（项）。", "At most {limit} characters or items."),
    "too_short": ("不得少于 {limit} 个字（项）。", "At least {limit} characters or items."),
    "wrong_length": ("长度应为 {limit}。", "The length has to be {limit}."),
    "out_of_range": ("数值应为 {limit}。", "The number has to be {limit}."),
    "wrong_form": (
        "写法不符合要求，见接口说明。",
        "Not in the form that the API description gives.",
    ),
    "blank": ("不得只有空白。", "This field may not be blank."),
    "control_character": ("含有控制字符。", "The text holds a control character."),
    "number_in_name": (
        "姓名、名称中不得含有证件号码。",
        "A name does not hold an identity number.",
    ),
    "not_an_amount": (
        '金额应写作文本，以元为单位，最多两位小数，例如 "98000.00"。',
        'An amount is a text in CNY with two decimals at most, such as "98000.00".',
    ),
    "not_a_decimal": (
        '数量应写作文本，最多四位小数，不带单位，例如 "89.5"。',
        'A quantity is a text with four decimals at most and no unit, such as "89.5".',
    ),
    "not_a_percentage": (
        '比例应写作文本，0 至 100，不带百分号，例如 "33.3333"。',
        'A share is a text from 0 to 100 without a sign, such as "33.3333".',
    ),
    "not_positive": ("金额应大于零。", "The amount has to be more than nought."),
    "duplicate": ("重复。", "Stated twice."),
    "no_route": (
        "系统未提供该行为的办理，不能审查。",
        "The register offers no such act; it cannot be assessed.",
    ),
    "in_past": ("日期不得早于今日。", "The date lies in the past."),
    "before_signature": (
        "日期不得早于签发之日。",
        "The day lies before the signature.",
    ),
    "data_too_old": (
        "数据截至之日早于提出请求之日过久，不能说明现在的财产状况；没有较新数据的，请答复不能答复。",
        "The data are too much older than the request to say what there is now. Whoever has none "
        "that are newer answers `cannot_answer`.",
    ),
    "in_future": ("日期不得晚于今日。", "The date lies in the future."),
    "case_number_malformed": (
        "案号格式有误，应如（2025）川0107执1234号。",
        "Not a case number such as (2025)川0107执1234号.",
    ),
    "court_code_unknown": (
        "无法由案号确定法院。",
        "The case number does not say which court has the case.",
    ),
    "case_type_not_enforcement": (
        "不是执行案件案号（执、执恢）。",
        "Not the number of an enforcement case (执, 执恢).",
    ),
    "id_number_malformed": (
        "证件号码格式有误，请对照证件核对。",
        "Not a number of this document; compare it with the document.",
    ),
    "id_number_check_digit": (
        "证件号码校验位不符，请对照证件核对。",
        "The check digit does not fit; compare the number with the document.",
    ),
    "credit_code_malformed": (
        "统一社会信用代码或者组织机构代码格式有误。",
        "Not a credit code or organisation code.",
    ),
    "credit_code_check_digit": (
        "统一社会信用代码或者组织机构代码校验位不符。",
        "The check character of the code does not fit.",
    ),
    "number_masked": (
        "法院行为须填写完整号码，不得含有隐去的数字。",
        "A court's act needs the full number, no digit hidden.",
    ),
    "contradicts_number": (
        "与身份证号码所示不符。",
        "This contradicts what the resident identity number says.",
    ),
    "not_for_persons": ("自然人不填写此项。", "Not stated of a natural person."),
    "not_for_debtors": ("限制被执行人本人的，不填写此项。", "Not stated of the debtor himself."),
    "not_beside_a_breach": (
        "因财产报告制裁的，不填违反情况。",
        "A sanction for a property report names no breach.",
    ),
    "not_for_this_kind": ("此类决定不填写此项。", "Not stated of this kind of decision."),
    "not_for_organisations": ("法人或者其他组织不填写此项。", "Not stated of an organisation."),
    "rule_unknown": (
        "没有这个名称的规则；规则名称见审查意见的 rule。",
        "There is no rule of this name; findings say it as rule.",
    ),
    "court_code_form": ("不是法院代字。", "Not a court code."),
}
_OTHER = ("填写有误。", "Not acceptable.")


@dataclass(frozen=True, slots=True)
class FieldError:
    """One thing that is wrong with a request.

    ``pointer`` is a JSON pointer into the body, ``parameter`` the name of a query parameter.
    """

    code: str
    pointer: str | None = None
    parameter: str | None = None
    limit: str = ""

    def as_json(self, language: Language) -> dict[str, str]:
        """Return the error as it stands in a problem document."""
        zh, en = _TEXTS.get(self.code, _OTHER)
        sentence = (zh if language is Language.CHINESE else en).format(limit=self.limit)
        where = {"pointer": self.pointer, "parameter": self.parameter}
        stated = {name: value for name, value in where.items() if value is not None}
        return {**stated, "code": self.code, "message": sentence}


def codes() -> frozenset[str]:
    """Return every code of a field error that has a sentence."""
    return frozenset(_TEXTS)


def of_messages(messages: Mapping[str, Any]) -> list[FieldError]:
    """Return the field errors in what webargs collected: by location, then by field."""
    return [
        error
        for location, found in messages.items()
        for error in _walk(found, "", is_body=location == "json")
    ]


def _walk(found: object, path: str, *, is_body: bool) -> Iterator[FieldError]:
    if isinstance(found, Mapping):
        for name, inner in found.items():
            # marshmallow keeps what concerns an object as a whole under this name.
            below = path if name == "_schema" else f"{path}/{_escaped(name)}"
            yield from _walk(inner, below, is_body=is_body)
        return
    for message in found if isinstance(found, list) else [found]:
        code, limit = _code_of(str(message))
        if is_body:
            yield FieldError(code, pointer=path, limit=limit)
        else:
            yield FieldError(code, parameter=path.removeprefix("/"), limit=limit)


def _limit(varied: Mapping[str, str]) -> str:
    # A range reads alike in both languages.
    return f"{varied['least']}–{varied['most']}" if "least" in varied else varied.get("limit", "")


def _escaped(name: object) -> str:
    # RFC 6901 section 3; a name is what its sender liked, and as long, even somebody's number.
    return redact_text(str(name))[:64].replace("~", "~0").replace("/", "~1")


def _code_of(message: str) -> tuple[str, str]:
    if message in _TEXTS:
        return message, ""
    for pattern, code in _PATTERNS:
        match = pattern.fullmatch(message)
        if match is not None:
            return code, _limit(match.groupdict())
    return "invalid", ""
