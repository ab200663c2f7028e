"""Authority: the roles of each act, the enforcing court, and two persons behind a decision."""

from functools import partial
from itertools import product

import pytest

from registry.rules import authority
from registry.rules.assessment import assess
from registry.rules.authority import Act, ActingPerson
from registry.rules.findings import Finding
from schemas.codes import RemovalGround, Role
from tests.rules.cases import Case, check_case

COURT, OTHER_COURT = "川0199", "川0198"


def found(
    act: Act,
    role: Role,
    *,
    court: str = COURT,
    drafter: str | None = None,
) -> tuple[Finding, ...]:
    actor = ActingPerson("wang", role, court)
    return authority.act_findings(act, actor, case_court_code=COURT, drafter=drafter)


CASES = (
    Case(
        authority.PRESIDENT_SIGNS_LISTING,
        "the president",
        True,
        lambda: found(Act.SIGN_LISTING, Role.PRESIDENT),
    ),
    Case(
        authority.PRESIDENT_SIGNS_LISTING,
        "a judge",
        False,
        lambda: found(Act.SIGN_LISTING, Role.JUDGE),
    ),
    Case(
        authority.PRESIDENT_SIGNS_LISTING,
        "a clerk",
        False,
        lambda: found(Act.SIGN_LISTING, Role.CLERK),
    ),
    Case(
        authority.PRESIDENT_SIGNS_RESTRICTION,
        "the president",
        True,
        lambda: found(Act.SIGN_RESTRICTION, Role.PRESIDENT),
    ),
    Case(
        authority.PRESIDENT_SIGNS_RESTRICTION,
        "a judge",
        False,
        lambda: found(Act.SIGN_RESTRICTION, Role.JUDGE),
    ),
    Case(
        authority.PRESIDENT_DECIDES_EARLY_REMOVAL,
        "the president",
        True,
        lambda: found(Act.SIGN_EARLY_REMOVAL, Role.PRESIDENT),
    ),
    Case(
        authority.PRESIDENT_DECIDES_EARLY_REMOVAL,
        "a judge",
        False,
        lambda: found(Act.SIGN_EARLY_REMOVAL, Role.JUDGE),
    ),
    Case(
        authority.PRESIDENT_APPROVES_SUSPENSION,
        "the president",
        True,
        lambda: found(Act.GRANT_SUSPENSION, Role.PRESIDENT),
    ),
    Case(
        authority.PRESIDENT_APPROVES_SUSPENSION,
        "a judge",
        False,
        lambda: found(Act.GRANT_SUSPENSION, Role.JUDGE),
    ),
    Case(
        authority.PRESIDENT_APPROVES_SANCTION,
        "the president",
        True,
        lambda: found(Act.IMPOSE_SANCTION, Role.PRESIDENT),
    ),
    Case(
        authority.PRESIDENT_APPROVES_SANCTION,
        "a judge",
        False,
        lambda: found(Act.IMPOSE_SANCTION, Role.JUDGE),
    ),
    Case(
        authority.PRESIDENT_SIGNS_EXTENSION,
        "the president",
        True,
        lambda: found(Act.SIGN_EXTENSION, Role.PRESIDENT),
    ),
    Case(
        authority.PRESIDENT_SIGNS_EXTENSION,
        "a judge",
        False,
        lambda: found(Act.SIGN_EXTENSION, Role.JUDGE),
    ),
    *(
        Case(
            authority.PRESIDENT_SIGNS_WHAT_WEIGHS_AS_MUCH,
            f"{act} by the {role}",
            role is Role.PRESIDENT,
            partial(found, act, role),
        )
        for act in (Act.SIGN_EXIT_RESTRICTION, Act.REFER_FOR_PROSECUTION)
        for role in (Role.PRESIDENT, Role.JUDGE)
    ),
    Case(
        authority.JOBS_END_BURDENS,
        "a term that is over",
        True,
        lambda: authority.job_findings(Act.END_TERM),
    ),
    Case(
        authority.JOBS_END_BURDENS,
        "a suspension that is over",
        True,
        lambda: authority.job_findings(Act.RESUME_RESTRICTION),
    ),
    Case(
        authority.JOBS_END_BURDENS,
        "a grace period that is over publishes nothing by itself",
        False,
        lambda: authority.job_findings(Act.PUBLISH_LISTING),
    ),
    Case(
        authority.ROLE_FITS_ACT,
        "a judge signs a removal",
        True,
        lambda: found(Act.SIGN_REMOVAL, Role.JUDGE),
    ),
    Case(
        authority.ROLE_FITS_ACT,
        "a clerk does not sign a removal",
        False,
        lambda: found(Act.SIGN_REMOVAL, Role.CLERK),
    ),
    Case(
        authority.TWO_PERSONS,
        "another person signs",
        True,
        lambda: found(Act.SIGN_LISTING, Role.PRESIDENT, drafter="li"),
    ),
    Case(
        authority.TWO_PERSONS,
        "the drafter signs",
        False,
        lambda: found(Act.SIGN_LISTING, Role.PRESIDENT, drafter="wang"),
    ),
    Case(
        authority.ENFORCING_COURT_ACTS,
        "the court of the case number",
        True,
        lambda: found(Act.DRAFT_LISTING, Role.CLERK),
    ),
    Case(
        authority.ENFORCING_COURT_ACTS,
        "another court",
        False,
        lambda: found(Act.DRAFT_LISTING, Role.CLERK, court=OTHER_COURT),
    ),
    *(
        Case(
            authority.ROLE_FITS_ACT,
            f"any act at all, by a {role}",
            role is not Role.AUDITOR,
            partial(authority.auditor_findings, role),
        )
        for role in Role
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_authority_is_found_as_its_rule_says(case: Case) -> None:
    check_case(case)


@pytest.mark.parametrize("act", Act)
def test_an_auditor_never_acts(act: Act) -> None:
    assert not authority.role_fits(act, Role.AUDITOR).satisfied


@pytest.mark.parametrize("act", [act for act in Act if act.startswith("draft_")])
def test_clerks_and_judges_draft(act: Act) -> None:
    assert authority.ROLES[act] == {Role.CLERK, Role.JUDGE}


def test_a_job_does_nothing_that_begins_or_decides_anything() -> None:
    alone = {act for act in Act if authority.job_findings(act)[0].satisfied}
    assert alone == {
        Act.END_TERM,
        Act.END_PERMISSION,
        Act.END_RESTRICTION,
        Act.RESUME_RESTRICTION,
    }


@pytest.mark.parametrize("act", sorted(set(Act) - authority.JOB_ACTS))
def test_every_act_that_is_not_left_to_time_is_somebodys(act: Act) -> None:
    assert authority.ROLES[act]


def test_whatever_is_signed_or_decided_is_never_a_clerks() -> None:
    words = ("sign", "grant", "confirm", "dismiss", "uphold", "order", "correct", "drop")
    decided = [act for act in Act if act.partition("_")[0] in words]
    assert len(decided) > 20
    assert not any(Role.CLERK in authority.ROLES[act] for act in decided)


@pytest.mark.parametrize(("act", "role"), list(product(Act, Role)))
def test_every_act_has_its_roles(act: Act, role: Role) -> None:
    finding = authority.role_fits(act, role)
    assert finding.satisfied is (role in authority.ROLES[act])
    assert finding.facts["act"] == act.value


@pytest.mark.parametrize("act", Act)
def test_no_act_is_done_on_another_courts_case(act: Act) -> None:
    for role in Role:
        assert not assess(found(act, role, court=OTHER_COURT)).allowed


@pytest.mark.parametrize("ground", RemovalGround)
def test_the_president_signs_early_removals_and_a_judge_may_sign_the_rest(
    ground: RemovalGround,
) -> None:
    may_judge = Role.JUDGE in authority.ROLES[authority.signing_act(ground)]
    assert may_judge is (ground is not RemovalGround.EARLY)
    assert Role.PRESIDENT in authority.ROLES[authority.signing_act(ground)]
