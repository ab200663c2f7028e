"""What usually follows what (常见办理流程): courses that people take up about records that are fit
for them, a step at a time, while others take theirs.

Chance alone seldom asks for the next thing that is possible: most of what it tries is refused.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.flows.acts import ACTS as ACTS_OF_LISTS
from tests.flows.acts import Sent
from tests.flows.acts_of_cases import ACTS_OF_CASES
from tests.flows.acts_of_orders import ACTS_OF_ORDERS
from tests.flows.acts_of_remedies import ACTS_OF_REMEDIES
from tests.flows.acts_of_sanctions import ACTS_OF_SANCTIONS

ACTS = (
    *(*ACTS_OF_LISTS, *ACTS_OF_ORDERS, *ACTS_OF_CASES),
    *(*ACTS_OF_REMEDIES, *ACTS_OF_SANCTIONS),
)
# A line is a course: the kind of record that it begins with, how that has to stand ("any": however
# it may), and the acts. ".signature" is one about the record that came last and has such an act;
# "#2" names the one variant that leads on. An indented line goes on with the course before it.
COURSES_OF_LISTINGS = """
debtors natural unlisted: listings .signature .service .publication
debtors organisation unlisted: listings#1 .signature .service .publication
debtors natural unlisted: listings#0 .signature .service .grace
debtors natural unlisted: listings#1 .signature .service .grace
debtors natural unlisted: listings .signature .own-code .drop
debtors natural unlisted: listings .withdrawal
debtors natural unlisted: listings#9 .signature .service .publication .unit-notices#0
debtors natural unlisted: listings#8 .signature .service .withholding .unit-notices#0
debtors natural unlisted: listing-applications listings .signature .service .publication
debtors natural: listing-applications .refusal
listings in_grace: .grace/outcome#1 .publication
listings published: amendments .signature
listings published: amendments .withdrawal
listings published: extensions .signature
listings published: extensions .withdrawal
listings published: revocations .signature
listings published: revocations .withdrawal
listings published: removals#2 .signature
listings published: removals#2 .withdrawal
listings published: objections .decision#1 .signature .service reviews .dismissal .signature
listings published: objections .decision#0 .signature
listings published: objections .withdrawal
listings published: objections .decision#1 .signature .service reviews .withdrawal
listings published: repairs#1 .documents .draft#1 .decision
listings published: repairs#4 .draft#2 .decision .resumption
listings published: repairs#1 .withdrawal
listings published: corrections#1 .signature
listings published: corrections#0 .withdrawal
"""
COURSES_OF_ORDERS = """
debtors natural unrestricted: restrictions .signature .imposition
debtors organisation unrestricted: restrictions .persons .signature .imposition .replacements
  .signature
debtors organisation unrestricted: restrictions .persons .signature .imposition .replacements
  .refusal
debtors natural unrestricted: restrictions .signature .drop
debtors natural unrestricted: restrictions .signature .grace
restrictions in_grace: .grace/outcome#1 .imposition
restrictions in_force: permissions/suspensions#5 .grant .withdrawal
restrictions in_force: permissions/suspensions#5 .refusal
restrictions in_force: permissions/exemptions#5 .grant
restrictions in_force: lifts#2 .signature
restrictions in_force: lifts#1 .withdrawal
restrictions in_force: .amendments#0 .signature
restrictions in_force: .amendments#0 .withdrawal
restrictions in_force: .revocations#0 .signature
restrictions in_force: objections .decision#1 .signature .service
restrictions in_force: corrections#0 .signature
restrictions in_force: breaches .verification#0 sanctions#0 .signature .service appeals .decision
  .signature
restrictions in_force: breaches .verification#0 sanctions#0 .signature breaches .verification#0
  sanctions#4 .signature .closing
restrictions in_force: breaches .verification#0 sanctions#0 .withdrawal
debtors any: exit-restrictions .signature .imposition .service .lifts#0 .signature
debtors any: exit-restrictions .signature .imposition .service appeals .decision .signature
debtors any: exit-restrictions .signature .imposition .service .revocations#0 .signature
debtors any: exit-restrictions .signature .drop
debtors any: exit-restrictions .withdrawal
exit-restrictions in_force: .lifts#1 .withdrawal
exit-restrictions in_force: appeals .withdrawal
"""
COURSES_OF_CASES = """
debtors any: payments#1 .confirmation
debtors any: payments#0 .confirmation certificates#0 .voiding
debtors any: payments/claims#1 .entry .creditor-answer#0 .confirmation
debtors any: payments/claims#1 .rejection
debtors natural: evidence#0 capacity-assessments#0 .signature
debtors natural: evidence#1 capacity-assessments#2 .signature
debtors natural: evidence#1 capacity-assessments#2 .withdrawal
debtors natural: evidence#2 .withdrawal
debtors any: evasion-signs .withdrawal
debtors natural listed: evidence#0 capacity-assessments#0 .signature
capacity-proposals any: .answer
debtors any: property-reports#9 .receipt .verification .supplements .receipt
debtors any: property-reports#9 .receipt .breach#1
cases any: .enforcement-notice#0
cases any: .clues .verification#1
cases any: .inquiries#2 .answer#0
cases any: .rulings#0 .signature .rulings#1 .signature
cases any: .rulings#0 .withdrawal
debtors alone unrestricted: restrictions .signature .imposition .round-closings
  round-closings/{}/signature
cases any: .bankruptcy-referrals#5 .signature .receipt .answer#1
cases any: deadlines#2 .closing
cases any: deadlines/others deadlines/others/{}/closing
cases any: transfers#0 .receipt
"""
# One step: an act, and which of its variants where only one leads on.
Step = tuple[Sent, int | None]


@dataclass(frozen=True, slots=True)
class Course:
    """What follows what, about a record of a kind that stands as it has to."""

    about: str
    stands: frozenset[str]
    steps: Sequence[Step]


@dataclass(slots=True)
class Going:
    """A course that somebody has taken up, and the records that it has come to by now."""

    course: Course
    ids: dict[str, str]
    done: int = 0

    @property
    def step(self) -> Step:
        """Return what comes next."""
        return self.course.steps[self.done]

    @property
    def is_over(self) -> bool:
        """Tell whether nothing comes next."""
        return self.done == len(self.course.steps)


def _course(line: str) -> Course:
    beginning, _, words = line.partition(": ")
    about, *stands = beginning.split()
    known, steps = ["cases", about], []
    for word in words.split():
        name, _, variant = word.partition("#")
        act = _act(name, known)
        known += [act.makes] if act.makes else []
        steps.append((act, int(variant) if variant else None))
    return Course(about, frozenset(stands), tuple(steps))


def _act(name: str, known: Sequence[str]) -> Sent:
    """Return the act of a name about the latest of the records that are known."""
    for about in reversed(known):
        path = f"/{about}/{{}}/{name[1:]}" if name.startswith(".") else f"/{name}"
        for act in ACTS:
            if (act.about, act.path) == (about, path):
                return act
    raise LookupError(name)


COURSES = tuple(
    _course(line)
    for table in (COURSES_OF_LISTINGS, COURSES_OF_ORDERS, COURSES_OF_CASES)
    for line in table.replace("\n  ", " ").strip().splitlines()
)
