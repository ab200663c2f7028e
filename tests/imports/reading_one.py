"""Reading one record in tests (读取单条记录)."""

from collections.abc import Mapping

from registry.imports.candidates import Candidate, CandidateReader
from registry.imports.fields import Rejection


def taken(reader: CandidateReader, record: Mapping[str, object]) -> Candidate:
    """Read a record that is to be taken in."""
    found = reader.read({**record})
    assert isinstance(found, Candidate), found
    return found


def refused(reader: CandidateReader, record: Mapping[str, object]) -> Rejection:
    """Read a record that is to be refused."""
    found = reader.read({**record})
    assert isinstance(found, Rejection), found
    return found
