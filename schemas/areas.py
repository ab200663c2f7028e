"""Areas (行政区划): which areas GB/T 2260 has had, so that a number from nowhere can be flagged.

The table goes down to the second level (地级), over all editions of the standard since 1980,
because a number keeps the area of the day it was issued. The third level is tested by range only:
an unknown area is a warning, never a refusal, and districts are founded and merged every year.
"""

from types import MappingProxyType


def _numbers(ranges: str) -> frozenset[str]:
    """Spell out ranges such as ``1-11 21-30 90`` as pairs of digits."""
    spans = (part.partition("-") for part in ranges.split())
    return frozenset(
        f"{number:02}"
        for first, _, last in spans
        for number in range(int(first), int(last or first) + 1)
    )


# By province: 01 and up are cities, 21 to 50 prefectures, leagues and autonomous prefectures, 51
# and up further cities, 90 counties directly under the province.
_SECOND_LEVEL = MappingProxyType(
    {
        province: _numbers(ranges)
        for province, ranges in {
            "11": "1-2",
            "12": "1-2",
            "13": "1-11 21-30 90",
            "14": "1-11 21-27 90",
            "15": "1-9 21-29",
            "21": "1-14 21-22 90",
            "22": "1-8 21-26 90",
            "23": "1-12 21-27 90",
            "31": "1-2",
            "32": "1-13 21-27 90",
            "33": "1-11 21-28 90",
            "34": "1-18 21-29 90",
            "35": "1-9 21-28 90",
            "36": "1-11 21-26 90",
            "37": "1-17 21-29 90",
            "41": "1-17 21-30 90",
            "42": "1-13 21-29 90",
            "43": "1-13 21-31 90",
            "44": "1-20 21-29 51-53 90",
            "45": "1-14 21-28",
            "46": "1-4 90",
            "50": "1-3",
            "51": "1-20 21-39 70 90",
            "52": "1-6 21-27",
            "53": "1-9 21-35",
            "54": "1-6 21-27",
            "61": "1-10 21-27 90",
            "62": "1-12 21-30",
            "63": "1-2 21-28",
            "64": "1-5 21-22",
            "65": "1-5 21-32 40-43 90",
        }.items()
    }
)
# Residence permits of people from Taiwan, Hong Kong and Macao carry an area of their own (710000 in
# older data).
_RESIDENCE_PERMITS = frozenset({"710000", "810000", "820000", "830000"})
_HIGHEST_COUNTY = "89"


def is_known_area(area: str) -> bool:
    """Tell whether GB/T 2260 has or had such an area, for the first six digits of a number.

    Permanent residence cards of foreigners state ``9``, two digits of the province and three of the
    nationality.
    """
    if area[0] == "9":
        return area[1:3] in _SECOND_LEVEL
    if area in _RESIDENCE_PERMITS:
        return True
    return area[2:4] in _SECOND_LEVEL.get(area[:2], ()) and "01" <= area[4:] <= _HIGHEST_COUNTY
