"""Screening (资格审查): how the row of a list and a record go together, and by which numbers a
subject is found.

A number says who somebody is; a name does not (namesakes), and neither does a number of which part
is hidden. What the public may not see is told to nobody who screens a list either.
"""

from collections.abc import Iterable
from datetime import date

from registry.rules.articles import Article, Instrument
from registry.rules.findings import Computation
from registry.rules.minors import ADULT_AGE, is_minor
from schemas.codes import DocumentType, SubjectKind
from schemas.names import fold_name
from schemas.screening_codes import Match

MATCH = Computation(
    "screening.match",
    Article(Instrument.REGISTER_RULES, 74),
    "证件号码一致的为命中，姓名不同的须人工核实；仅姓名相同的可能是同名，只在要求时列出，不得据此认定。",
    "An equal number is a hit, for a person to look at where the name differs; an equal name alone "
    "may be a namesake's, is shown only where it was asked for, and identifies nobody.",
)
MAY_BE_TOLD = Computation(
    "screening.may_be_told",
    Article(Instrument.LISTING_RULES, 7),
    "只告知可以公开查询的记录；未成年人的记录不告知。",
    "Only a record that the public may see is told, and none of a minor.",
)
NUMBERS = Computation(
    "screening.numbers",
    Article(Instrument.REGISTER_RULES, 75),
    "统一社会信用代码同时按其中第九至十七位的组织机构代码比对。",
    "A unified social credit code is compared by the organisation code in it as well.",
)
MAY_BE_ONE = Computation(
    "screening.may_be_one",
    Article(Instrument.REGISTER_RULES, 76),
    "姓名相同而证件号码可见部分不同的，不是同一主体，不列为可能同名。",
    "Who bears the same name and a number that differs in what is visible is somebody else, and "
    "not shown as a possible namesake.",
)
COMPUTATIONS = (MATCH, MAY_BE_TOLD, NUMBERS, MAY_BE_ONE)
_ORGANISATION_CODE = slice(8, 17)


def match(
    *, number_agrees: bool, name: str | None, names: Iterable[str], names_wanted: bool
) -> Match | None:
    """Tell how a row and a record go together; None where the record is not shown.

    :param number_agrees: whether a full number of the row is one of the subject's.
    :param name: the name in the row, None where it has none.
    :param names: every name under which the subject is known.
    :param names_wanted: whether records that only bear the same name were asked for.
    """
    same = name is not None and fold_name(name) in {fold_name(known) for known in names}
    if number_agrees:
        return Match.IDENTIFIED if same else Match.NUMBER_ONLY
    return Match.NAME_ONLY if same and names_wanted else None


def may_be_told(
    *, is_public: bool, birth_on: date | None, age_at_publication: int | None, on: date
) -> bool:
    """Tell whether whoever screens a list learns of a record.

    :param is_public: whether the public may see it on the day.
    :param birth_on: the person's day of birth, where it is known; else the age in the record
        decides, and without both nothing speaks for a minor.
    """
    if not is_public:
        return False
    if birth_on is not None:
        return not is_minor(birth_on, on=on)
    return age_at_publication is None or age_at_publication >= ADULT_AGE


def numbers(kind: SubjectKind, document: DocumentType, number: str) -> tuple[str, ...]:
    """Return the numbers by which the subject of a document is found, itself the first.

    :param number: a full number, normalised; 15 digits of a resident are 18 already.
    """
    if kind is SubjectKind.ORGANISATION and document is DocumentType.CREDIT_CODE:
        return number, number[_ORGANISATION_CODE]
    return (number,)


def may_be_one(number: str, shown: str) -> bool:
    """Tell whether two numbers, masked or not, may be one: nothing that both show differs.

    Numbers of different lengths are of different documents and tell nothing.
    """
    if len(number) != len(shown):
        return True
    return all(
        mine == other or "*" in (mine, other) for mine, other in zip(number, shown, strict=True)
    )
