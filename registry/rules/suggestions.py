"""Judicial suggestion letters (司法建议书): about whom a court may write one to a body, who signs
it, and what number it bears.
"""

from datetime import date

from registry.rules.articles import Article, Instrument
from registry.rules.findings import Computation, Finding, Rule, yes_or_no
from schemas.codes import Role
from schemas.screening_codes import Match

IDENTIFIED = Rule(
    "suggestions.identified",
    Article(Instrument.REGISTER_RULES, 93),
    "司法建议书只就证件号码和姓名均一致的命中发出；仅姓名相同或者姓名不同的，不得发出。",
    "A letter is written about a hit by number and name alone; never about somebody who may be a "
    "namesake, or whose name differs.",
)
STILL_PUBLIC = Rule(
    "suggestions.still_public",
    Article(Instrument.LISTING_RULES, 7),
    "签发时记录仍应可以公开查询；已删除、解除或者届满的，不得再据此建议。",
    "The record is public still when the letter is signed; nothing is suggested for what is "
    "removed, lifted or over.",
)
PRESIDENT_SIGNS = Rule(
    "suggestions.president_signs",
    Article(Instrument.REGISTER_RULES, 94),
    "司法建议书由院长签发。",
    "A judicial suggestion letter is signed by the president of the court.",
)
NUMBER = Computation(
    "suggestions.number",
    Article(Instrument.REGISTER_RULES, 95),
    "司法建议书签发时按法院和年度连续编号，类型代字由法院自定。",
    "A letter is numbered when it is signed, without gaps for a court and a year; the word of its "
    "type is set by the court.",
)
COURTS_SEE = Computation(
    "suggestions.courts_see",
    Article(Instrument.REGISTER_RULES, 98),
    "单位提交名单时同意的，执行法院可以查看涉及其案件、号码和姓名一致并且仍然公开的命中，据此发出"
    "司法建议书；名单的其余各行、单位自己的备注不得查看。",
    "Where an agency agrees, the court of a case sees the hits about it by number and name that "
    "are public still, and may write about them; it sees no other row, nor what the agency noted.",
)
RULES = (IDENTIFIED, STILL_PUBLIC, PRESIDENT_SIGNS)
COMPUTATIONS = (NUMBER, COURTS_SEE)


def about(how: Match, *, is_public: bool) -> tuple[Finding, ...]:
    """Return whether a letter may be written about a hit.

    :param is_public: whether the public may see the record on the day.
    """
    return (
        IDENTIFIED.finding(how is Match.IDENTIFIED, match=how),
        STILL_PUBLIC.finding(is_public, public=yes_or_no(is_public)),
    )


def courts_see(how: Match, *, is_shared: bool, is_own_case: bool, is_public: bool) -> bool:
    """Tell whether a court sees a hit of an agency's list.

    :param is_shared: whether the agency agreed to that.
    :param is_own_case: whether the record is of a case of the court.
    :param is_public: whether the public may see the record on the day.
    """
    return how is Match.IDENTIFIED and is_shared and is_own_case and is_public


def signatory(role: Role) -> Finding:
    """Return whether somebody of this role signs letters."""
    return PRESIDENT_SIGNS.finding(role is Role.PRESIDENT, role=role)


def number(court: str, type_word: str, serial: int, *, on: date) -> str:
    """Return the number of the letter that a court signs on a day."""
    return f"（{on.year}）{court}{type_word}{serial}号"
