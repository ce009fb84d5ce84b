"""Judging: what a document is compared with, what it may not be published as, and which number it gets.

The judgement depends on a `Situation` and its reports alone, so that a caller that compares outside a transaction can
check inside one whether the judgement still applies.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from openapi_contracts import Analysts, Bump, Change, Report, Severity, Verdict
from registry import comparing, errors, numbers, policies, waiving
from registry.model import Document, Mode, Policy, Reach, Version, Waiver
from registry.numbers import LATEST, Number, Selector
from registry.ports import Storage, Store

AS_SENT = "as sent"  # how a report calls the document that is not published yet, after the name of its API
REFUSED = (Verdict.BREAKING, Verdict.UNDECIDED)  # the gravest first
NEXT = {Bump.NONE: Number.next_patch, Bump.PATCH: Number.next_patch}  # anything else is a minor, or refused


class Entrance(StrEnum):
    """How a document comes to its line."""

    JOINS = "joins"  # the line has versions
    OPENS = "opens"  # other lines have
    FIRST = "first"  # the API has none


@dataclass(frozen=True, slots=True)
class Situation:
    """What a document of an API is judged by, as one transaction sees it; equal as long as nothing of it changed.

    `major` is that of the line the document comes to, None where the document may say it. `latest` is the latest
    version of that line (a release, if it has any), or of the API where the line is opened. `first` is the first
    release of the line, where that is another and the policy asks for it. `spent` are the numbers of an API of this
    name that was removed.
    """

    api: str
    policy: Policy
    waivers: Mapping[str, Waiver]
    entrance: Entrance
    major: int | None
    latest: Version | None
    first: Version | None
    highest: Number | None
    spent: tuple[Number, ...]

    @property
    def baselines(self) -> tuple[Version, ...]:
        """The versions to compare with, the latest first; none where the policy does not ask."""
        if self.policy.mode is Mode.OFF:
            return ()
        return tuple(version for version in (self.latest, self.first) if version is not None)

    @property
    def promised(self) -> bool:
        """Whether the line has promised anything: a pre-release has not (Semantic Versioning 2.0.0, section 9)."""
        return self.entrance is Entrance.JOINS and self.latest is not None and self.latest.number.prerelease is None

    def holds(self, document: Document) -> Version | None:
        """Find the version that has this document already: the latest of its line, where the content is equal."""
        joined = self.latest if self.entrance is Entrance.JOINS else None
        return joined if joined and joined.content_digest == document.analysis.content_digest else None


@dataclass(frozen=True, slots=True)
class Judgement:
    """The judgement of a document: `reports` are graded, one per baseline; `number` is the lowest it may have.

    `verdict` is the gravest of the reports, `bump` that of the changes since the latest; both say where nothing was
    compared that nothing was.
    """

    situation: Situation
    reports: tuple[Report, ...]
    verdict: Verdict
    bump: Bump | None
    number: Number

    @property
    def enforced(self) -> bool:
        """Whether the policy enforces compatibility within the line."""
        return self.situation.policy.mode is Mode.ENFORCE and self.situation.promised

    @property
    def refused(self) -> bool:
        """Whether the policy forbids the document in this line."""
        return self.enforced and self.verdict in REFUSED

    @property
    def refusing(self) -> tuple[Report, ...]:
        """The reports that say why, if it is refused."""
        return tuple(report for report in self.reports if report.verdict in REFUSED)

    @property
    def excused(self) -> tuple[str, ...]:
        """The fingerprints of breaking changes that are published nevertheless, sorted."""
        if self.refused or not self.situation.promised:
            return ()
        return tuple(
            sorted({change.fingerprint for report in self.reports for change in report.changes if _grave(change)})
        )


def situation(store: Store, api: str, *, major: int | None, at: datetime) -> Situation:
    """See what a document of an API is judged by, the API known or not; `major` names a line, there or not."""
    latest, newest = store.newest(api, _line(major)), store.newest(api, LATEST)
    policy = policies.policy_in_force(store, api)
    entrance = Entrance.JOINS if latest else Entrance.OPENS if newest else Entrance.FIRST
    highest = store.newest(api, Selector(prereleases=True))
    seen = Situation(
        api=api,
        policy=policy,
        waivers=waiving.waivers_in_force(store, api, at),
        entrance=entrance,
        major=latest.number.major if latest else major,
        latest=latest or newest,
        first=None,
        highest=highest.number if highest else None,
        spent=tuple(number for number, _ in store.spent(api)),
    )
    return replace(seen, first=_first_release(store, seen)) if policy.reach is Reach.TRANSITIVE else seen


def compared(storage: Storage, analysts: Analysts, seen: Situation, document: Document) -> tuple[Report, ...]:
    """Compare a document with its baselines, outside any transaction; the reports are still to be graded.

    Raises AnalysisBusy.
    """
    name, content_model = f"{seen.api} {AS_SENT}", seen.policy.content_model
    return tuple(
        comparing.against(storage, analysts, baseline, document, name=name, content_model=content_model)
        for baseline in seen.baselines
    )


def judge(seen: Situation, document: Document, reports: tuple[Report, ...], *, at: datetime) -> Judgement:
    """Judge a document by the reports of `compared`. Raises VersionDoesNotFollow where no such line can be opened."""
    graded = tuple(
        replace(comparing.under(report, seen.policy, seen.waivers, at=at), baseline=str(baseline.number))
        for report, baseline in zip(reports, seen.baselines, strict=True)
    )
    verdict = _gravest([report.verdict for report in graded])
    judgement = Judgement(seen, graded, verdict, graded[0].bump if graded else None, numbers.FIRST)
    number = _number(judgement, document)
    if max(number.major, number.minor, number.patch) > numbers.LARGEST:
        raise errors.VersionDoesNotFollow(str(number), str(seen.highest))
    return replace(judgement, number=number)


def _grave(change: Change) -> bool:
    return change.severity is Severity.BREAKING


def _gravest(verdicts: list[Verdict]) -> Verdict:
    graver = next((verdict for verdict in REFUSED if verdict in verdicts), Verdict.COMPATIBLE)
    return graver if verdicts else Verdict.UNCHECKED


def _line(major: int | None) -> Selector:
    return LATEST if major is None else Selector(major=major)


def _first_release(store: Store, seen: Situation) -> Version | None:
    """Find the first release of the line that a document joins, if it is not the latest."""
    if not seen.promised or seen.latest is None:
        return None
    first = store.oldest(seen.api, seen.latest.number.major)
    return first if first != seen.latest else None


def _number(judgement: Judgement, document: Document) -> Number:
    """Choose the number: the next of the line, or of the API where the line may not have the document."""
    seen = judgement.situation
    if seen.entrance is Entrance.FIRST or seen.latest is None or seen.highest is None:
        return _first_number(seen, document)
    if judgement.refused:
        return _unspent(Number(seen.highest.major + 1, 0, 0), seen)
    if seen.entrance is Entrance.OPENS:
        return _opening(seen)
    if judgement.bump is None or judgement.verdict in REFUSED:
        return _unspent(seen.latest.number.next_minor(), seen)
    return _unspent(NEXT.get(judgement.bump, Number.next_minor)(seen.latest.number), seen)


def _opening(seen: Situation) -> Number:
    number = Number(seen.major or 0, 0, 0)
    if seen.highest is not None and number.major <= seen.highest.major:
        raise errors.VersionDoesNotFollow(str(number), str(seen.highest))
    return _unspent(number, seen)


def _first_number(seen: Situation, document: Document) -> Number:
    """Choose the first number: what the document says where that is semver, after every number spent before."""
    said = numbers.parse(document.analysis.info_version or "")
    if seen.major is not None and (said is None or said.major != seen.major):
        said = Number(seen.major, 0, 0)
    spent = [number for number in seen.spent if seen.major in (None, number.major)]
    last = max(spent, key=lambda number: number.precedence, default=None)
    first = said or numbers.FIRST
    return first if last is None or first.follows(last) else last.next_minor()


def _unspent(number: Number, seen: Situation) -> Number:
    """Step over the numbers of this line that were spent before."""
    spent = [each for each in seen.spent if each.major == number.major and not number.follows(each)]
    return max(spent, key=lambda each: each.precedence).next_minor() if spent else number
