"""Judicial suggestion letters (司法建议书): about whom a court may write one to a body, who signs
it, and what number it bears.
"""

from datetime import date

from registry.rules.articles import Article, Instrument
from registry.rules.findings import Computation, Finding, Rule
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
RULES = (IDENTIFIED, STILL_PUBLIC, PRESIDENT_SIGNS)
COMPUTATIONS = (NUMBER,)


def about(how: Match, *, is_public: bool) -> tuple[Finding, ...]:
    """Return whether a letter may be written about a hit.

    :param is_public: whether the public may see the record on the day.
    """
    return (
        IDENTIFIED.finding(how is Match.IDENTIFIED, match=how),
        STILL_PUBLIC.finding(is_public, public="yes" if is_public else "no"),
    )


def signatory(role: Role) -> Finding:
    """Return whether somebody of this role signs letters."""
    return PRESIDENT_SIGNS.finding(role is Role.PRESIDENT, role=role)


def number(court: str, type_word: str, serial: int, *, on: date) -> str:
    """Return the number of the letter that a court signs on a day."""
    return f"（{on.year}）{court}{type_word}{serial}号"
