"""Judges a document: which versions it is compared with, whether it is refused, and which number it gets.

The judgement depends only on a `Situation` and the reports. So a caller may compare outside a transaction, and check in
a later transaction that the situation is unchanged.
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

AS_SENT = "as sent"  # in reports, follows the name of the API for a document that is not published
REFUSED = (Verdict.BREAKING, Verdict.UNDECIDED)  # most severe first
NEXT = {Bump.NONE: Number.next_patch, Bump.PATCH: Number.next_patch}  # other bumps give a minor version, or are refused


class Entrance(StrEnum):
    """Whether the document's line and API have versions already."""

    JOINS = "joins"  # the line has versions
    OPENS = "opens"  # only other lines of the API have versions
    FIRST = "first"  # the API has no versions


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything that a judgement depends on, as read in one transaction. Two are equal if nothing relevant changed.

    `major` identifies the line of the document; None lets the document decide. `latest` is the latest version of that
    line (a release, if it has any), or of the API if the line is new. `first` is the first release of the line, if it
    is not the latest and the policy compares with it. `spent` are version numbers of a removed API of this name, which
    are not reused.
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
        """The versions to compare with, the latest first; none if the mode is OFF."""
        if self.policy.mode is Mode.OFF:
            return ()
        return tuple(version for version in (self.latest, self.first) if version is not None)

    @property
    def promised(self) -> bool:
        """Whether the line promises compatibility: pre-releases do not (Semantic Versioning 2.0.0, section 9)."""
        return self.entrance is Entrance.JOINS and self.latest is not None and self.latest.number.prerelease is None

    def holds(self, document: Document) -> Version | None:
        """Return the latest version of the line if it has the content of this document, else None."""
        joined = self.latest if self.entrance is Entrance.JOINS else None
        return joined if joined and joined.content_digest == document.analysis.content_digest else None


@dataclass(frozen=True, slots=True)
class Judgement:
    """The judgement of a document: the graded reports, one per baseline, and the lowest number it may have.

    `verdict` is the most severe of the reports, UNCHECKED if there are none. `bump` is that of the changes since the
    latest version, None if there is none.
    """

    situation: Situation
    reports: tuple[Report, ...]
    verdict: Verdict
    bump: Bump | None
    number: Number

    @property
    def enforced(self) -> bool:
        """Whether the policy enforces compatibility with the line."""
        return self.situation.policy.mode is Mode.ENFORCE and self.situation.promised

    @property
    def refused(self) -> bool:
        """Whether the policy forbids the document in this line."""
        return self.enforced and self.verdict in REFUSED

    @property
    def refusing(self) -> tuple[Report, ...]:
        """The reports that cause a refusal."""
        return tuple(report for report in self.reports if report.verdict in REFUSED)

    @property
    def excused(self) -> tuple[str, ...]:
        """The sorted fingerprints of breaking changes that are published because of a waiver or the mode."""
        if self.refused or not self.situation.promised:
            return ()
        return tuple(
            sorted({change.fingerprint for report in self.reports for change in report.changes if _is_breaking(change)})
        )


def situation(store: Store, api: str, *, major: int | None, at: datetime) -> Situation:
    """Read the situation of a document of an API. The API and the line `major` need not exist."""
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
    """Compare a document with its baselines, outside of transactions. The reports are not graded.

    Raises AnalysisBusy.
    """
    name, content_model = f"{seen.api} {AS_SENT}", seen.policy.content_model
    return tuple(
        comparing.against(storage, analysts, baseline, document, name=name, content_model=content_model)
        for baseline in seen.baselines
    )


def judge(seen: Situation, document: Document, reports: tuple[Report, ...], *, at: datetime) -> Judgement:
    """Judge a document by the reports of `compared`. Raises VersionDoesNotFollow if its line cannot be opened."""
    graded = tuple(
        replace(comparing.under(report, seen.policy, seen.waivers, at=at), baseline=str(baseline.number))
        for report, baseline in zip(reports, seen.baselines, strict=True)
    )
    verdict = _most_severe([report.verdict for report in graded])
    judgement = Judgement(seen, graded, verdict, graded[0].bump if graded else None, numbers.FIRST)
    number = _number(judgement, document)
    if max(number.major, number.minor, number.patch) > numbers.LARGEST:
        raise errors.VersionDoesNotFollow(str(number), str(seen.highest))
    return replace(judgement, number=number)


def _is_breaking(change: Change) -> bool:
    return change.severity is Severity.BREAKING


def _most_severe(verdicts: list[Verdict]) -> Verdict:
    severe = next((verdict for verdict in REFUSED if verdict in verdicts), Verdict.COMPATIBLE)
    return severe if verdicts else Verdict.UNCHECKED


def _line(major: int | None) -> Selector:
    return LATEST if major is None else Selector(major=major)


def _first_release(store: Store, seen: Situation) -> Version | None:
    """Return the first release of the line that a document joins, if it is not the latest version."""
    if not seen.promised or seen.latest is None:
        return None
    first = store.oldest(seen.api, seen.latest.number.major)
    return first if first != seen.latest else None


def _number(judgement: Judgement, document: Document) -> Number:
    """Return the next number of the line, or the next major of the API if the document is refused in its line."""
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
    """Return the first number: `info.version` if that is semver, but higher than all spent numbers."""
    stated = numbers.parse(document.analysis.info_version or "")
    if seen.major is not None and (stated is None or stated.major != seen.major):
        stated = Number(seen.major, 0, 0)
    spent = [number for number in seen.spent if seen.major in (None, number.major)]
    last = max(spent, key=lambda number: number.precedence, default=None)
    first = stated or numbers.FIRST
    return first if last is None or first.follows(last) else last.next_minor()


def _unspent(number: Number, seen: Situation) -> Number:
    """Return the number, or the next one higher than all spent numbers of its line."""
    spent = [other for other in seen.spent if other.major == number.major and not number.follows(other)]
    return max(spent, key=lambda other: other.precedence).next_minor() if spent else number
