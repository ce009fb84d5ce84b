"""Checking: what publishing a document would do, and what changed between two documents; nothing is stored.

These functions open their transactions themselves, since documents are compared outside of any.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from openapi_contracts import Analysts, Report, Tally
from registry import browsing, comparing, histories, judging, policies
from registry.access import Caller
from registry.comparing import Source
from registry.judging import AS_SENT, REFUSED, Entrance, Judgement, Situation
from registry.model import Document, Mode, OwnPolicy, Version
from registry.numbers import Number
from registry.ports import Storage


class FailOn(StrEnum):
    """Which judgements fail a build."""

    BREAKING = "breaking"  # those of documents that their line must not take
    WARNING = "warning"  # also those with a warning
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Check:
    """What publishing a document would do: `report` is the one that decides, of those with each of `baselines`.

    `number` is what publishing would give it, `required` the least it may have; neither is known where the document
    was compared with a version of the caller's choice. `broken` says whether its line must not take it, refused or not.
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
        """Say whether it fails a build."""
        return on is not FailOn.NEVER and (self.broken or (on is FailOn.WARNING and self.warned))


def check(
    storage: Storage,
    analysts: Analysts,
    name: str,
    document: Document,
    *,
    against: str | None,
    major: int | None,
    by: Caller,
    at: datetime,
) -> Check:
    """Judge a document as publishing it would, or as a line would whose latest version is the one `against` picks.

    Raises ApiNotFound, VersionNotFound, VersionDoesNotFollow, AnalysisBusy.
    """
    by.require_read(name)
    with storage.reading() as store:
        seen = judging.situation(store, name, major=major, at=at)
        chosen = browsing.version(store, name, against, by=by) if against is not None else None
    held = None if chosen else seen.holds(document)
    asked = _asked(seen, chosen or held)
    judgement = judging.judge(asked, document, judging.compared(storage, analysts, asked, document), at=at)
    number = None if chosen else held.number if held else _number(seen, judgement, document, at)
    return Check(
        api=name,
        mode=seen.policy.mode,
        report=_deciding(judgement, document),
        baselines=tuple(version.number for version in asked.baselines),
        refused=judgement.refused,
        broken=judgement.verdict in REFUSED and (chosen is not None or asked.promised),
        warned=any(report.counts[Tally.WARNING] for report in judgement.reports),
        number=None if judgement.refused else number,
        required=number,
    )


def compare(
    storage: Storage, analysts: Analysts, base: Source, revision: Source, *, own: OwnPolicy, at: datetime
) -> Report:
    """Compare two documents under a policy, and under that of the registry where it says nothing.

    Raises RuleUnknown, AnalysisBusy.
    """
    with storage.reading() as store:
        policy = policies.proposed(store, own, at="/policy")
    report = comparing.compare(analysts, base, revision, content_model=policy.content_model)
    return comparing.under(report, policy, {}, at=at)


def _asked(seen: Situation, alone: Version | None) -> Situation:
    """Have a document judged by one version, or by those that publishing compares with, whatever the mode is."""
    if seen.policy.mode is Mode.OFF:  # who checks wants to know what who publishes does not
        seen = replace(seen, policy=replace(seen.policy, mode=Mode.WARN))
    if alone is None:
        return seen
    return replace(seen, entrance=Entrance.JOINS, major=alone.number.major, latest=alone, first=None)


def _number(seen: Situation, judgement: Judgement, document: Document, at: datetime) -> Number:
    """Find the least number the document may have: where it would not be judged, that which publishing gives it."""
    return (judging.judge(seen, document, (), at=at) if seen.policy.mode is Mode.OFF else judgement).number


def _deciding(judgement: Judgement, document: Document) -> Report:
    """Choose the report that says most: the first of the gravest, which is against the latest where all are alike."""
    if not judgement.reports:
        seen = judgement.situation
        name, model = f"{seen.api} {AS_SENT}", seen.policy.content_model
        return histories.nothing_before(document.analysis, name=name, content_model=model)
    return next(report for report in judgement.reports if report.verdict is judgement.verdict)
