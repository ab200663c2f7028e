"""The repository (仓库): names no machine, no package host, no real person; pins its packages."""

import re
from datetime import date
from importlib.metadata import requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture import source

NOT_TEXT = {".png", ".mo", ".gz", ".ico", ".woff2"}
MACHINE = re.compile(r"(?<![\w./-])/(?:root|home|Users|work)/[\w.-]")
PACKAGE_HOSTS = re.compile(r"py[p]i\.(?:org|python)|pythonhoste[d]|npmj[s]\.|index-ur[l]")
RESIDENT_NUMBER = re.compile(r"(?<![0-9A-Za-z])[0-9]{17}[0-9Xx](?![0-9A-Za-z])")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "10X98765432"
IMPOSSIBLE_AREA = "99"
# Printed in GB 11643-1999 as its own examples.
SAMPLES = {"11010519491231002X", "440524188001010014"}
CONSTRAINTS = "requirements/constraints.txt"
PROJECT = "dishonest-debtor-register"


def texts() -> list[tuple[str, str]]:
    """Return every text file of the repository with what is written in it."""
    paths = [path for path in source.tracked() if Path(path).suffix not in NOT_TEXT]
    return [(path, (source.ROOT / path).read_text(encoding="utf-8-sig")) for path in paths]


def check_character(body: str) -> str:
    """Return the last character of the number that begins with these 17 digits."""
    total = sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True))
    return CHECK_CHARACTERS[total % 11]


def could_be_a_person(number: str) -> bool:
    """Tell whether a number of 18 characters could belong to somebody."""
    if check_character(number[:17]) != number[-1].upper():
        return False
    if number[2:4] == IMPOSSIBLE_AREA or number[4:6] == IMPOSSIBLE_AREA:
        return False
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return 1850 <= born.year <= 2100 and number not in SAMPLES


def test_there_are_files_to_look_at() -> None:
    assert len(texts()) > 100


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    assert [path for path, text in texts() if MACHINE.search(text)] == []


def test_no_file_names_a_host_of_packages() -> None:
    assert [path for path, text in texts() if PACKAGE_HOSTS.search(text)] == []


def test_no_identity_number_could_belong_to_a_person() -> None:
    found = {
        (path, number)
        for path, text in texts()
        for number in RESIDENT_NUMBER.findall(text)
        if could_be_a_person(number)
    }
    assert found == set()


def test_a_number_of_a_possible_person_would_be_found() -> None:
    possible, impossible = "110101" + "19900101" + "001", "110199" + "19900101" + "001"
    assert could_be_a_person(possible + check_character(possible))
    assert not could_be_a_person(impossible + check_character(impossible))


def pins() -> dict[str, str]:
    lines = (source.ROOT / CONSTRAINTS).read_text(encoding="utf-8").splitlines()
    pairs = [line.split("==") for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(name): version for name, version in pairs}


def applies(wanted: Requirement, extras: set[str]) -> bool:
    """Tell whether a requirement counts here, for a package asked for with these extras."""
    return wanted.marker is None or any(wanted.marker.evaluate({"extra": name}) for name in extras)


def test_every_package_is_pinned_with_all_it_brings() -> None:
    pinned, seen = pins(), set()
    waiting = [(PROJECT, {"", "test"})]
    while waiting:
        owner, extras = waiting.pop()
        for wanted in map(Requirement, requires(owner) or ()):
            name = canonicalize_name(wanted.name)
            if not applies(wanted, extras):
                continue
            assert name in pinned, f"{name} is not pinned: run make pins"
            assert wanted.specifier.contains(pinned[name]), f"{owner} needs {wanted}"
            if (name, *wanted.extras) not in seen:
                seen.add((name, *wanted.extras))
                waiting.append((name, {"", *wanted.extras}))
    assert len(seen) > 60
