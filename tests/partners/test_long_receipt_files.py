"""Files of receipts that are read in several groups: each line counts as in a short file."""

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from flask.testing import FlaskCliRunner
from sqlalchemy.orm import Session

from tests.clocks import SetClock
from tests.partners.test_receipt_files import LISTED, Told, import_file, kept, lines_of, told

__all__ = ("told",)


@pytest.mark.parametrize("outcomes", ["applied lifted applied", "lifted applied lifted"])
@pytest.mark.parametrize("apart", [(1, 2), (2,)])
def test_a_word_that_a_long_file_says_once_more_is_kept_wherever_it_stands(
    told: Told,
    session: Session,
    runner: FlaskCliRunner,
    clock: SetClock,
    tmp_path: Path,
    outcomes: str,
    apart: tuple[int, ...],
) -> None:
    file, said = tmp_path / "receipts.csv", outcomes.split()
    first, second, third = lines_of(told, said)
    # Lines that say nothing of it, so that the file is read in several groups.
    others = f"{uuid4()},{LISTED},applied\n"
    grown = [first, second, third]
    for place in sorted(apart, reverse=True):
        grown.insert(place, others * 2_000)
    for lines in ([first, second], grown, grown):
        file.write_text(f"notice,measure,outcome\n{''.join(lines)}")
        import_file(runner, file)
        clock.forward(timedelta(minutes=1))
    assert [outcome for outcome, _ in kept(session)] == said


def test_a_word_that_stands_on_both_sides_of_a_group_is_said_once(
    told: Told, session: Session, runner: FlaskCliRunner, tmp_path: Path
) -> None:
    file = tmp_path / "receipts.csv"
    [line] = lines_of(told, ["lifted"])
    file.write_text(f"notice,measure,outcome\n{line * 4_001}")
    for _ in range(2):
        assert import_file(runner, file)[0] == 0
    assert kept(session) == [("lifted", "")]
