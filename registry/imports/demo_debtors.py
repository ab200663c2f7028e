"""Debtors of demo records (演示被执行人): persons and organisations that nobody is."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from random import Random

from registry.imports.demo_names import Names
from schemas.codes import Sex
from schemas.credit_codes import ALPHABET, check_digit_credit_code, check_digit_organisation_code
from schemas.provinces import Province
from schemas.resident_ids import check_digit_resident_id

_ORGANISATIONS = 0.17
_MASKED = 0.01
_OLD_NUMBERS = 0.004
_WIDE = 0.01
_ADULT, _OLDEST = 19, 76
_AREAS = 40
_YEAR = 365.25
_SEX = {Sex.MALE: "男性", Sex.FEMALE: "女性"}


@dataclass(frozen=True, slots=True)
class DemoDebtor:
    """A debtor as records state him; ``born`` is the ordinal of a person's day of birth."""

    name: str
    party_type: str
    sex: str
    number: str
    representative: str
    born: int | None

    def age(self, on: int) -> str:
        """Return the age on the day of an ordinal; 0 for organisations."""
        return "0" if self.born is None else str(_years(self.born, on))

    def is_of_age(self, on: int) -> bool:
        """Tell whether the debtor could be listed on a day."""
        return self.born is None or _years(self.born, on) >= _ADULT


class DemoDebtors:
    """Draws debtors."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._names = Names(random)

    def new(self, province: Province, published: int) -> DemoDebtor:
        """Return a debtor of a province, of age on the day of publication."""
        code = province.gb_code or "11"
        area = f"{code}{1 + int(self._random.random() * _AREAS):02}99"
        if self._random.random() < _ORGANISATIONS:
            return self._organisation(area, province)
        return self._person(area, published)

    def _person(self, area: str, published: int) -> DemoDebtor:
        random = self._random.random
        years = _ADULT + (_OLDEST - _ADULT) * (random() + random()) / 2
        born = published - int(years * _YEAR) - 2
        sex = Sex.FEMALE if random() < 0.3 else Sex.MALE
        name = self._names.person(sex, int(compact_day(born)[:4]))
        sequence = 1 + 2 * int(random() * 499) - (sex is Sex.FEMALE)
        number = _number(area, born, max(sequence, 2 - (sex is Sex.MALE)))
        return DemoDebtor(self._spelled(name), "0", _SEX[sex], self._written(number), "", born)

    def _organisation(self, area: str, province: Province) -> DemoDebtor:
        random = self._random.random
        name = self._names.organisation(province.short_name)
        born = int(1950 + random() * 45)
        representative = self._names.person(Sex.MALE if random() < 0.8 else Sex.FEMALE, born)
        body = "".join(self._random.choices(ALPHABET, k=8))
        code = f"91{area}{body}{check_digit_organisation_code(body)}"
        number = code + check_digit_credit_code(code)
        return DemoDebtor(self._spelled(name), "1", "", number, representative, None)

    def _spelled(self, name: str) -> str:
        """Write some names as untidy sources do."""
        return f" {name}\u3000" if self._random.random() < _WIDE else name

    def _written(self, number: str) -> str:
        """Mask some numbers as published lists do, and write some in the form before 1999."""
        chance = self._random.random()
        if chance < _MASKED:
            return f"{number[:10]}****{number[14:]}"
        if chance < _MASKED + _OLD_NUMBERS and number[6:8] == "19":
            return number[:6] + number[8:17]
        return number


def _number(area: str, born: int, sequence: int) -> str:
    body = f"{area}{compact_day(born)}{sequence:03}"
    return body + check_digit_resident_id(body)


def _years(born: int, on: int) -> int:
    # As digits of year, month and day, dates differ by ten thousand a year.
    return (int(compact_day(on)) - int(compact_day(born))) // 10_000


@lru_cache(maxsize=65_536)
def compact_day(ordinal: int) -> str:
    """Return the day of an ordinal as eight digits."""
    return date.fromordinal(ordinal).strftime("%Y%m%d")
