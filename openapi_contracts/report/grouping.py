"""One cause, one change: findings of several operations that have the same cause become one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain

from openapi_contracts.findings import Finding
from openapi_contracts.report.fingerprints import Known, of_group
from openapi_contracts.rules import Rule


def grouped(known: Sequence[Known], rules: Mapping[str, Rule]) -> list[Known]:
    """Return the changes, those of one cause together; the evidence is that of the first operation by name."""
    found: dict[tuple[object, ...], list[Known]] = {}
    for one in known:
        found.setdefault(_cause(one, rules[one.finding.rule]), []).append(one)
    return [_together(several) for several in found.values()]


def _cause(one: Known, rule: Rule) -> tuple[object, ...]:
    """Return what the findings of one cause have in common."""
    finding = one.finding
    same = (rule.id, type(finding.evidence), finding.values.get("sunset"))
    if finding.cause is not None:
        return (*same, finding.cause)
    places = () if rule.one_cause else (one.fingerprint, finding.base, finding.revision)
    return (*same, *sorted(finding.values.items()), *places)


def _together(several: Sequence[Known]) -> Known:
    several = sorted(several, key=lambda one: one.finding.operations)
    first = several[0]
    if len(several) == 1:
        return replace(first, finding=replace(first.finding, cause=None))
    operations = tuple(sorted({label for one in several for label in one.finding.operations}))
    members = tuple(dict.fromkeys(chain.from_iterable(one.members or (one.fingerprint,) for one in several)))
    names = {one.fingerprint for one in several}
    fingerprint = first.fingerprint if len(names) == 1 else of_group(first.finding.rule, sorted(names))
    return Known(replace(first.finding, operations=operations), fingerprint, members)


def sentence(finding: Finding, rule: Rule) -> str:
    """Say what changed."""
    if finding.cause is not None:
        return finding.cause.format(count=f"{len(finding.operations):,}")
    return rule.sentence.format_map(finding.values)
