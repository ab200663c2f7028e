"""Free text (自由文本) of a record, such as its obligation, in which nobody's number may be read.

Masked are resident numbers (also in pieces, in full width, or masked by somebody else in a weaker
form), other runs of 15 and more digits such as bank cards, mobile numbers, passports and travel
permits. Sums of money, dates, case numbers and credit codes stay.
"""

import re
import unicodedata
from collections.abc import Iterator

from schemas.characters import compact
from schemas.codes import SubjectKind
from schemas.credit_codes import parse_credit_code
from schemas.masking import DEFAULT_FORM, MaskForm, mask_number
from schemas.refusals import IdentifierError

_DIGIT = "[0-9\uff10-\uff19]"
_OTHER_DIGIT = re.compile(r"[^\D0-9\uff10-\uff19]")
_GAP = "[ \t\xa0\u2002-\u200b\u3000.·\u2010-\u2015-]"
_X = "[Xx\uff38\uff58]"
_LETTER = "[A-Za-z\uff21-\uff3a\uff41-\uff5a]"

# Most texts hold no more than a sum of money: seven digits and a letter, or eight digits, are the
# least that is looked at.
_WORTH_A_LOOK = re.compile(
    rf"{_DIGIT}(?:{_GAP}?[0-9\uff10-\uff19*\uff0a]){{7}}|{_LETTER}{_DIGIT}{{7}}|[*\uff0a]{{2}}{_DIGIT}{{3}}"
)
_RUN = re.compile(rf"{_DIGIT}{{15,}}{_LETTER}?")
_HALF_MASKED = re.compile(
    rf"(?<![0-9\uff10-\uff19*\uff0a])(?=[*\uff0a]*{_DIGIT}+[*\uff0a]|[*\uff0a]+{_DIGIT})[0-9\uff10-\uff19*\uff0a]{{8,24}}{_X}?"
)
_PIECES = re.compile(
    rf"(?<!{_DIGIT}){_DIGIT}(?:{_GAP}?{_DIGIT}){{10,}}(?:{_GAP}?{_X}(?!{_LETTER}))?"
)
_PIECE = re.compile(rf"{_DIGIT}+{_X}?|{_X}")
_DOCUMENT = re.compile(
    rf"(?<![0-9\uff10-\uff19A-Za-z])(?:[DEGPS][A-Z]?{_DIGIT}{{7,8}}|[HM](?:{_DIGIT}{{10}}|{_DIGIT}{{8}}))(?![0-9\uff10-\uff19A-Za-z])"
)

_DAY = "(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
_RESIDENT = re.compile(
    rf"[0-9]{{6}}(?:19|20)[0-9]{{2}}{_DAY}[0-9]{{3}}[0-9X]|[0-9]{{8}}{_DAY}[0-9]{{3}}"
)
_MOBILE = re.compile(r"(?:0|0?086|86)?1[3-9][0-9]{9}")
_MONEY = re.compile(r"(?:\.[0-9]+)?\s*[百千万亿]*[余多]?[元圆]")
_CARD_GROUP = 4
_CARD_LENGTHS = range(16, 20)
_LONGEST = max(_CARD_LENGTHS)
_CREDIT_CODE_LENGTH = 18


def mask_numbers_in_text(text: str, form: MaskForm = DEFAULT_FORM) -> str:
    """Return a free text with every personal number in it masked.

    Digits of other scripts are written as ours, for a number in them can be read as well.
    """
    text = _OTHER_DIGIT.sub(lambda found: str(unicodedata.decimal(found[0])), text)
    if _WORTH_A_LOOK.search(text) is None:
        return text
    text = _RUN.sub(lambda found: _mask_run(found[0], form), text)
    text = _HALF_MASKED.sub(lambda found: _mask(found[0], form), text)
    text = _PIECES.sub(lambda found: _mask_pieces(found, form), text)
    return _DOCUMENT.sub(lambda found: _mask(found[0], form), text)


def _mask(number: str, form: MaskForm) -> str:
    return mask_number(compact(number), SubjectKind.NATURAL, form)


def _mask_run(run: str, form: MaskForm) -> str:
    plain = compact(run)
    if (
        len(plain) == _CREDIT_CODE_LENGTH
        and not _RESIDENT.fullmatch(plain)
        and _is_credit_code(plain)
    ):
        return run
    if plain[-1].isdecimal() or plain[-1] == "X":
        return mask_number(plain, SubjectKind.NATURAL, form)
    return mask_number(plain[:-1], SubjectKind.NATURAL, form) + run[-1]


def _is_credit_code(plain: str) -> bool:
    try:
        parse_credit_code(plain)
    except IdentifierError:
        return False
    return True


def _mask_pieces(found: re.Match[str], form: MaskForm) -> str:
    """Mask the numbers in a row of digits with single gaps, and leave what is between them."""
    text, written, position = found.string, [], found.start()
    pieces = list(_PIECE.finditer(text, found.start(), found.end()))
    for first, last in _numbers(pieces):
        start, end = pieces[first].start(), pieces[last].end()
        written += [text[position:start], _mask(_joined(pieces[first : last + 1]), form)]
        position = end
    return "".join([*written, text[position : found.end()]])


def _numbers(pieces: list[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """Find the pieces that together are a personal number, as first and last index."""
    first = 0
    while first < len(pieces):
        ends = [
            last
            for last in _ends_within_reach(pieces, first)
            if _is_number(pieces[first : last + 1])
        ]
        if ends:
            yield first, ends[-1]
        first = ends[-1] + 1 if ends else first + 1


def _ends_within_reach(pieces: list[re.Match[str]], first: int) -> Iterator[int]:
    length = 0
    for last in range(first, len(pieces)):
        length += len(pieces[last][0])
        if length > _LONGEST:
            return
        yield last


def _is_number(pieces: list[re.Match[str]]) -> bool:
    number = _joined(pieces)
    if _RESIDENT.fullmatch(number):
        return True
    if _MOBILE.fullmatch(number):
        return _MONEY.match(pieces[-1].string, pieces[-1].end()) is None
    sizes = [len(piece[0]) for piece in pieces]
    return (
        len(number) in _CARD_LENGTHS
        and len(sizes) > 1
        and set(sizes[:-1]) == {_CARD_GROUP}
        and sizes[-1] <= _CARD_GROUP
    )


def _joined(pieces: list[re.Match[str]]) -> str:
    return compact("".join(piece[0] for piece in pieces))
