"""Who is not shown to the public in a case (不予公开的被执行人): as the last listing that took
effect says, whatever became of it.
"""

from functools import partial

from registry.rules import publication
from registry.rules.publication import Decided
from schemas.codes import ListingState
from tests.rules.cases import Value

S = ListingState
WITHHELD, PUBLISHED = True, False
# What has not taken effect says nothing, on either side of what has.
NOT_YET = (S.DRAFT, S.SIGNED, S.IN_GRACE, S.DROPPED)
LISTINGS: tuple[tuple[str, tuple[tuple[ListingState, bool], ...], bool], ...] = (
    ("no listing", (), False),
    ("listed without publication", ((S.UNPUBLISHED, WITHHELD),), True),
    ("suspended without publication", ((S.SUSPENDED, WITHHELD),), True),
    ("listed without publication, and removed", ((S.REMOVED, WITHHELD),), True),
    ("listed without publication, and revoked", ((S.REVOKED, WITHHELD),), True),
    ("published", ((S.PUBLISHED, PUBLISHED),), False),
    ("imported, to be removed", ((S.UNPUBLISHED, PUBLISHED),), False),
    ("published later", ((S.REMOVED, WITHHELD), (S.PUBLISHED, PUBLISHED)), False),
    ("published later, suspended", ((S.REMOVED, WITHHELD), (S.SUSPENDED, PUBLISHED)), False),
    ("published later, and removed", ((S.REMOVED, WITHHELD), (S.REMOVED, PUBLISHED)), False),
    ("unsuitable later", ((S.REMOVED, PUBLISHED), (S.UNPUBLISHED, WITHHELD)), True),
    ("revoked as unsuitable", ((S.REVOKED, PUBLISHED), (S.UNPUBLISHED, WITHHELD)), True),
    ("published later, revoked", ((S.REMOVED, WITHHELD), (S.REVOKED, PUBLISHED)), True),
    ("imported later", ((S.REMOVED, WITHHELD), (S.UNPUBLISHED, PUBLISHED)), True),
    *((f"withheld, {state}", ((state, WITHHELD),), False) for state in NOT_YET),
    *(
        (f"withheld, then {state}", ((S.REMOVED, WITHHELD), (state, PUBLISHED)), True)
        for state in NOT_YET
    ),
    *(
        (f"published, then {state}", ((S.REMOVED, PUBLISHED), (state, WITHHELD)), False)
        for state in NOT_YET
    ),
)
VALUES = tuple(
    Value(
        publication.IS_KEPT_BACK,
        says,
        partial(publication.is_kept_back, tuple(Decided(*listing) for listing in listings)),
        kept_back,
    )
    for says, listings, kept_back in LISTINGS
)
