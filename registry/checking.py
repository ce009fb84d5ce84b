"""Dry runs: the result of publishing a document, and the comparison of two documents. Nothing is stored.

These functions open their own transactions, since documents are compared outside of transactions.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from openapi_contracts import Analysts, Report, Tally
from registry import browsing, comparing, examining, histories, judging, policies
from registry.access import Caller
from registry.comparing import Source
from registry.judging import AS_SENT, REFUSED, Entrance, Judgement, Situation
from registry.model import Document, Mode, OwnPolicy, Validity, Version
from registry.numbers import Number
from registry.ports import Storage


class FailOn(StrEnum):
    """Which results fail a build."""

    BREAKING = "breaking"  # breaking changes within a line, and undecided ones
    WARNING = "warning"  # also warnings
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Check:
    """The result that publishing a document would have.

    `report` is the most severe of the comparisons with `baselines`. `number` is the number that publishing would
    assign, None if it would be refused, and `required` the lowest number allowed; both are None if the caller chose
    the baseline.
    `broken` tells whether the document breaks its line, even if the policy does not refuse it.
    """

    api: str
    mode: Mode
    report: Report
    baselines: tuple[Number, ...]
    refused: bool
    broken: bool
    warned: bool
    number: Number | None
    required: Number | None

    def fails(self, on: FailOn) -> bool:
        """Say whether the result fails a build."""
        return on is not FailOn.NEVER and (self.broken or (on is FailOn.WARNING and self.warned))


def check(
    storage: Storage,
    analysts: Analysts,
    name: str,
    document: Document,
    *,
    against: str | None,
    major: int | None,
    validity: Validity = Validity.ENFORCE,
    by: Caller,
    at: datetime,
) -> Check:
    """Judge a document as publishing would, or, with `against`, as if the selected version were the latest of its line.

    Raises DocumentInvalid, ApiNotFound, VersionNotFound, VersionDoesNotFollow, AnalysisBusy.
    """
    by.require_read(name)
    with storage.reading() as store:
        seen = judging.situation(store, name, major=major, at=at)
        document = examining.admitted(document, seen.policy, validity)
        chosen = browsing.version(store, name, against, by=by) if against is not None else None
    existing = None if chosen else seen.holds(document)
    compared_situation = _compared_situation(seen, chosen or existing)
    judgement = judging.judge(
        compared_situation, document, judging.compared(storage, analysts, compared_situation, document), at=at
    )
    number = None if chosen else existing.number if existing else _number(seen, judgement, document, at)
    return Check(
        api=name,
        mode=seen.policy.mode,
        report=_deciding(judgement, document),
        baselines=tuple(version.number for version in compared_situation.baselines),
        refused=judgement.refused,
        broken=judgement.verdict in REFUSED and (chosen is not None or compared_situation.promised),
        warned=any(report.counts[Tally.WARNING] for report in judgement.reports),
        number=None if judgement.refused else number,
        required=number,
    )


def compare(
    storage: Storage, analysts: Analysts, base: Source, revision: Source, *, own: OwnPolicy, at: datetime
) -> Report:
    """Compare two documents under a policy, which inherits unset members from the policy of the registry.

    Raises RuleUnknown, AnalysisBusy.
    """
    with storage.reading() as store:
        policy = policies.proposed(store, own, at="/policy")
    report = comparing.compare(analysts, base, revision, content_model=policy.content_model)
    return comparing.under(report, policy, {}, at=at)


def _compared_situation(seen: Situation, alone: Version | None) -> Situation:
    """Return the situation with only the baseline `alone`, if given, and with mode OFF replaced by WARN."""
    if seen.policy.mode is Mode.OFF:  # a dry run compares even if publishing does not
        seen = replace(seen, policy=replace(seen.policy, mode=Mode.WARN))
    if alone is None:
        return seen
    return replace(seen, entrance=Entrance.JOINS, major=alone.number.major, latest=alone, first=None)


def _number(seen: Situation, judgement: Judgement, document: Document, at: datetime) -> Number:
    """Return the lowest number the document may have. With mode OFF, the comparison is ignored, as in publishing."""
    return (judging.judge(seen, document, (), at=at) if seen.policy.mode is Mode.OFF else judgement).number


def _deciding(judgement: Judgement, document: Document) -> Report:
    """Return the report with the most severe verdict; of equal ones the first, which is against the latest version."""
    if not judgement.reports:
        seen = judgement.situation
        name, model = f"{seen.api} {AS_SENT}", seen.policy.content_model
        return histories.nothing_before(document.analysis, name=name, content_model=model)
    return next(report for report in judgement.reports if report.verdict is judgement.verdict)
