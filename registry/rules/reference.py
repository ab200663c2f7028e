"""The reference of the law (规则参考), written from the rules: ``python -m registry.rules.reference
FILE``.
"""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from registry.rules import deadlines, law, states
from registry.rules.articles import Instrument
from registry.rules.clock import Clock
from registry.rules.findings import Computation, Rule
from registry.rules.law import Subject
from registry.rules.policy import DEFAULT, MEANINGS
from schemas.labels import label

_HEAD = """\
<!-- Written from registry/rules by `python -m registry.rules.reference`; not edited by hand. -->
# The law of the register · 规则参考

Every rule that the register applies, with the article it follows, in the order in which a case
meets them. A rule answers with a finding: satisfied or not, on which facts, and who may set it
aside with a recorded reason. A computation gives a value. Each subject is one file of
`registry/rules`, tested in the file that it names with cases for and against.

How sure the wording is: *confirmed* was read in a published source, *likely* is standard text that
was not, or whose article number was not, *derived* follows from texts that were, and *policy* is
set by the register or a court and is not law.
"""


def render() -> str:
    """Return the whole reference as Markdown."""
    parts = [_HEAD, _instruments()]
    parts.extend(_subject(subject) for subject in law.SUBJECTS)
    parts.extend((_clocks(), _states(), _policy()))
    return "\n".join(parts)


def _instruments() -> str:
    rows = [
        "## Instruments · 依据",
        "",
        "| Short | 名称 | Title |",
        "|---|---|---|",
        *(
            f"| {instrument.short} | {instrument.title_zh} | {instrument.title_en} |"
            for instrument in Instrument
        ),
        "",
    ]
    return "\n".join(rows)


def _subject(subject: Subject) -> str:
    return "\n".join(
        [
            f"## {subject.en} · {subject.zh}",
            "",
            f"`registry/rules/{subject.module}.py`, tested in "
            f"`tests/rules/test_{subject.module}.py`.",
            "",
            "| Name | Article | 规则 | Rule | Set aside by | Sure |",
            "|---|---|---|---|---|---|",
            *_rows(subject),
            "",
        ]
    )


def _rows(subject: Subject) -> Iterator[str]:
    for rule in subject.rules:
        yield _row(rule, rule.overridable_by.value if rule.overridable_by else "nobody")
    for computation in subject.computations:
        yield _row(computation, "(a value)")


def _sure(entry: Rule | Computation | Clock) -> str:
    return "policy" if entry.article.instrument is Instrument.REGISTER_RULES else entry.mark.value


def _row(entry: Rule | Computation, set_aside_by: str) -> str:
    sure = _sure(entry)
    return (
        f"| `{entry.name}` | {entry.article} | {entry.zh} | {entry.en} | {set_aside_by} | {sure} |"
    )


def _clocks() -> str:
    rows = [
        "## Clocks · 期限",
        "",
        "Each runs from the day after its trigger. A *period* moves off a holiday, a *fixed* one "
        "never does, and what is to be *exceeded* ends the day before. Numbers 19 to 24 are other "
        "bodies' and only recorded; 0 stands for a clock beside the table, which the article named "
        "sets or, where that is a Register Rule, the register itself. What is said of days *then*, "
        "those that a person has after the last day, is policy.",
        "",
        "| No. | Name | 起算 | Trigger | 事项 | Duty | Limit | Reckoning | Whose | Article "
        "| By itself | Sure |",
        "|---|---|---|---|---|---|---|---|---|---|---|---|",
        *(_clock(clock) for clock in sorted(deadlines.ALL, key=lambda clock: clock.number)),
        "",
    ]
    return "\n".join(rows)


def _clock(clock: Clock) -> str:
    limit = f"{clock.limit} to {clock.longest}" if clock.longest else str(clock.limit)
    unit = clock.unit.removesuffix("s") if limit == "1" else clock.unit.value
    then = f", then {clock.then_working_days} working days" if clock.then_working_days else ""
    cells = (
        str(clock.number),
        f"`{clock.name}`",
        clock.trigger.zh,
        clock.trigger.en,
        clock.duty.zh,
        clock.duty.en,
        f"{limit} {unit}{then}",
        clock.reckoning.value,
        label(clock.bearer, "en").lower(),
        str(clock.article),
        clock.effect.value,
        _sure(clock),
    )
    return f"| {' | '.join(cells)} |"


def _states() -> str:
    parts = ["## States · 状态", ""]
    for kind, machine in states.MACHINES.items():
        parts.extend(
            (f"### {kind.__name__}", "", "| State | 状态 | Act | Becomes |", "|---|---|---|---|")
        )
        for state in machine:
            words = f"{label(state, 'en')} | {label(state, 'zh')}"
            parts.extend(
                f"| {words} | `{act}` | {label(becomes, 'en')} |"
                for act, becomes in machine[state].items()
            )
            if not machine[state]:
                parts.append(f"| {words} | (nothing more) | |")
        parts.append("")
    return "\n".join(parts)


def _policy() -> str:
    rows = [
        "## Policy · 自定政策",
        "",
        "What no instrument sets and a court configures. None of it is law.",
        "",
        "| Value | Default | 说明 | Meaning |",
        "|---|---|---|---|",
        *(
            f"| `{name}` | {_written(getattr(DEFAULT, name))} | {meaning.zh} | {meaning.en} |"
            for name, meaning in MEANINGS.items()
        ),
        "",
    ]
    return "\n".join(rows)


def _written(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {item}" for key, item in value.items())
    if isinstance(value, frozenset):
        return ", ".join(sorted(map(str, value))) or "none"
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def main(arguments: list[str]) -> int:
    """Write the reference to the file named, or to standard output; return the exit status."""
    if len(arguments) > 1:
        sys.stderr.write("usage: python -m registry.rules.reference [FILE]\n")
        return 2
    if arguments:
        Path(arguments[0]).write_text(render(), encoding="utf-8")
    else:
        sys.stdout.write(render())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
