"""Case numbers (案号) by the SPC rule of 2015 (法〔2015〕137号), such as ``(2025)川0107执1234号``.

The number names year, court (法院代字), type of case (类型代字) and serial. Numbers from before
2016 put 字第 before the serial and write the court with characters of its own choice:
``（2014）川执字第00123号`` is readable, 武侯 is not, for no table of those was ever published; the
court of such a number is unknown.
"""

import re
from dataclasses import dataclass

from schemas.characters import compact
from schemas.import_codes import RejectionReason
from schemas.provinces import BY_CHARACTER, SUPREME_COURT_CODE
from schemas.refusals import RefusedValueError

# First enforcement and resumed enforcement. Objections, reviews, supervision and preservation
# (执异, 执复, 执监, 执保) are cases beside the enforcement itself, in which nobody is listed.
_ENFORCEMENT_TYPES = frozenset({"执", "执恢"})

_BRACKETS = str.maketrans("〔【[{〕】]}", "(((())))")
_NUMBER = re.compile(
    r"[（(]((?:19|20)[0-9]{2})[）)]"
    rf"({SUPREME_COURT_CODE}|[\u4e00-\u9fff])([0-9]{{4}}|[0-9]{{2}})?"
    r"([\u4e00-\u9fff]{1,8}?)(字第|字|第)?0*([1-9][0-9]{0,7})号"
    r"(?:之[一二三四五六七八九十]{1,3}|[之-][0-9]{1,3})?"
)
# The SPC rule of 2015 knows types of up to three characters.
_LONGEST_TYPE = 3
# The end of what stands before 字第 is the type, if it is one of these; what is left is the court.
_OLD_STYLE = re.compile(
    r"([\u4e00-\u9fff]*?)(执(?:恢|异|复|监|保|协|他|请|督)?|[民商刑行][初终再申监提特])"
)


class CaseNumberError(RefusedValueError):
    """A text is no case number, or the court that it names cannot be known from it."""


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """A case number in its parts.

    :ivar court_code: 最高法, 川, 川01 or 川0107. :ivar type_code: such as 执.
    :ivar normal: the one spelling by which two numbers are compared: half-width brackets, no
        blanks, no leading zeros, no 字第; without 之一, which counts the documents of one case.
    """

    year: int
    court_code: str
    type_code: str
    serial: int
    normal: str


def parse_case_number(text: str) -> CaseNumber:
    """Read a case number in any of the spellings that records use.

    :raises CaseNumberError: ``case_number_malformed``, or ``court_code_unknown`` for a number that
        is well formed but whose court characters begin with no province, or are those of a single
        court from before 2016.
    """
    parts = _NUMBER.fullmatch(text) or _NUMBER.fullmatch(compact(text).translate(_BRACKETS))
    if parts is None:
        raise CaseNumberError(RejectionReason.CASE_NUMBER_MALFORMED)
    year, head, digits, type_code, old_style, serial = parts.groups()
    if digits is not None:
        court_code = head + digits
    elif old_style is not None:
        head, type_code = _split_old_style(head + type_code)
        court_code = head
    else:
        court_code = head
    if head not in BY_CHARACTER and court_code != SUPREME_COURT_CODE:
        raise CaseNumberError(RejectionReason.COURT_CODE_UNKNOWN)
    if len(type_code) > _LONGEST_TYPE:
        raise CaseNumberError(RejectionReason.CASE_NUMBER_MALFORMED)
    return CaseNumber(
        int(year), court_code, type_code, int(serial), f"({year}){court_code}{type_code}{serial}号"
    )


def is_enforcement_case(case: CaseNumber) -> bool:
    """Tell whether a case is one in which a debtor can be listed: type 执 or 执恢."""
    return case.type_code in _ENFORCEMENT_TYPES


def _split_old_style(characters: str) -> tuple[str, str]:
    """Part the characters before 字第 into court and type.

    The Supreme Court wrote no court at all into its numbers then.
    """
    parts = _OLD_STYLE.fullmatch(characters)
    if parts is None:
        return "", ""
    return parts[1] or SUPREME_COURT_CODE, parts[2]
