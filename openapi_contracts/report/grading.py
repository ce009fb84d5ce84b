"""Turn findings into a report: each gets its fingerprint, and its severity by its rule and the policy."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from openapi_contracts.contracts.sunsets import after_sunset
from openapi_contracts.findings import Doubt, Finding, Proof, Shown
from openapi_contracts.options import Options
from openapi_contracts.policy import ALLOWED, Exemption
from openapi_contracts.report.fingerprints import Known, fingerprinted
from openapi_contracts.report.grouping import grouped, sentence
from openapi_contracts.report.model import Change, Described, Ignored, Place, Report
from openapi_contracts.report.tallies import GRAVEST_FIRST, counts, required_bump, tally, verdict
from openapi_contracts.rules import RULES, Rule
from openapi_contracts.vocabulary import Bump, Severity, Side, Verdict

_UNKNOWN: Mapping[Side, Any] = MappingProxyType({})
ENGINE = "2"  # raised whenever the same documents may get another report; stored reports carry it
_GRAVITY = {Severity.BREAKING: 3, Severity.WARNING: 2, Severity.INFO: 1, Severity.OFF: 0}


def graded(
    findings: Iterable[Finding],
    *,
    base: Described,
    revision: Described,
    options: Options,
    documents: Mapping[Side, Any] = _UNKNOWN,
    rules: Mapping[str, Rule] = RULES,
) -> Report:
    """Grade findings by their rules and the policy, and return the report.

    Every finding must have a rule in `rules` and all values of the rule's sentence. `documents` are those that its
    places are in. Raises TypeError for evidence that is still a `Shown`.
    """
    known = grouped(fingerprinted(list(findings), documents), rules)
    changes = tuple(_noted(one, rules) for one in known)
    content_model = options.content_model.value
    noted = Report(Verdict.UNCHECKED, Bump.NONE, base, revision, ENGINE, content_model, counts(changes), changes)
    return regraded(noted, options=options, rules=rules)


def regraded(report: Report, *, options: Options, rules: Mapping[str, Rule] = RULES) -> Report:
    """Grade the changes of a report again by another policy; changes that the first policy left out stay out.

    Raises ValueError if a change has a rule that is not in `rules`, as the report of another engine may.
    """
    grading = _Grading(rules, options, options.policy.in_force(options.today))
    every = map(grading.change, report.changes)
    changes = tuple(sorted((change for change in every if change.severity is not Severity.OFF), key=_order))
    return replace(
        report, verdict=verdict(changes), bump=required_bump(changes), counts=counts(changes), changes=changes
    )


def _noted(known: Known, rules: Mapping[str, Rule]) -> Change:
    """Turn a finding into a change with the default severity of its rule, to be graded by the policy."""
    finding = known.finding
    rule, evidence = rules[finding.rule], finding.evidence
    if isinstance(evidence, Shown):
        raise TypeError(f"the message of {finding.rule} is not written yet")
    return Change(
        id=rule.id,
        fingerprint=known.fingerprint,
        severity=rule.severity,
        verdict=Verdict.UNCHECKED,
        effect=rule.effect,
        direction=rule.direction,
        bump=rule.bump,
        message=sentence(finding, rule),
        base=_place(finding.base),
        revision=_place(finding.revision),
        operations=finding.operations,
        evidence=evidence,
        sunset=finding.values.get("sunset"),
        members=known.members,
    )


def _order(change: Change) -> tuple[object, ...]:
    pointers = [place.pointer if place else "" for place in (change.base, change.revision)]
    return (
        change.ignored is not None,
        GRAVEST_FIRST[tally(change)],
        change.operations,
        change.id,
        *pointers,
        change.message,
        change.fingerprint,
    )


@dataclass(frozen=True, slots=True)
class _Grading:
    rules: Mapping[str, Rule]
    options: Options
    exemptions: Mapping[str, Exemption]

    def change(self, change: Change) -> Change:
        rule = self.rules.get(change.id)
        if rule is None:
            raise ValueError(f"there is no rule {change.id!r}")
        severity, judged = self.judged(change, rule)
        ignored = self.ignored(change)
        counted = severity is Severity.BREAKING and ignored is None
        bump = Bump.MAJOR if counted else rule.bump
        return replace(change, severity=severity, verdict=judged, bump=bump, ignored=ignored)

    def judged(self, change: Change, rule: Rule) -> tuple[Severity, Verdict]:
        """Return the severity and the verdict of a change."""
        if isinstance(change.evidence, Doubt):
            grade = self.options.policy.severities.get(rule.id, Severity.BREAKING)
            return min(grade, self.options.policy.undecided, key=_GRAVITY.__getitem__), Verdict.UNDECIDED
        severity = self.graded(change, rule)
        if isinstance(change.evidence, Proof):
            return min(severity, Severity.INFO, key=_GRAVITY.__getitem__), Verdict.COMPATIBLE
        return severity, Verdict.BREAKING if severity is Severity.BREAKING else Verdict.COMPATIBLE

    def graded(self, change: Change, rule: Rule) -> Severity:
        """Return the severity by the policy, else by the rule; a removal after its sunset may be a warning."""
        policy = self.options.policy
        severity = policy.severities.get(rule.id, rule.severity)
        if severity is not Severity.BREAKING or policy.removal_after_sunset is not ALLOWED:
            return severity
        announced = rule.announceable and after_sunset(change.sunset, self.options.today)
        return Severity.WARNING if announced else severity

    def ignored(self, change: Change) -> Ignored | None:
        """Return why a change is set aside: by its fingerprint, or by those of all that it stands for."""
        singly = [self.exemptions.get(member) for member in change.members]
        exemption = self.exemptions.get(change.fingerprint) or (singly[0] if singly and all(singly) else None)
        return Ignored(exemption.reason, exemption.until) if exemption else None


def _place(pointer: str | None) -> Place | None:
    return None if pointer is None else Place(pointer)
