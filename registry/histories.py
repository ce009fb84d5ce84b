"""The changes between versions of an API, graded by the current policy and active waivers.

These functions open their own transactions, since documents are compared outside of transactions.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from openapi_contracts import Analysis, Analysts, Change, ContentModel, Described, Report, unchanged
from registry import browsing, comparing, policies, waiving
from registry.access import Caller
from registry.errors import AnalysisBusy
from registry.model import Api, Page, Policy, Version, Waiver
from registry.numbers import LATEST, Selector
from registry.ports import Storage, Store

MOST_NAMED = 10  # changes listed per version of a changelog
MOST_COMPUTED = 3  # comparisons computed per page of a changelog; their reports are stored


@dataclass(frozen=True, slots=True)
class Summary:
    """A report in a list: its counts, and its most severe changes that are not ignored."""

    counts: Mapping[str, int]
    gravest: tuple[Change, ...]

    @property
    def left_out(self) -> int:
        """The number of changes that are not listed."""
        return sum(self.counts.values()) - len(self.gravest)


@dataclass(frozen=True, slots=True)
class Step:
    """A version, its predecessor `since`, if any, and the changes between them, if compared."""

    version: Version
    since: Version | None
    summary: Summary | None = None


@dataclass(frozen=True, slots=True)
class Changelog:
    """One page of the changes of an API's versions, highest version first."""

    api: Api
    steps: Page[Step]


@dataclass(frozen=True, slots=True)
class _Grading:
    """The policy and waivers that grade reports."""

    policy: Policy
    waivers: Mapping[str, Waiver]
    at: datetime

    def of(self, report: Report) -> Report:
        return comparing.under(report, self.policy, self.waivers, at=self.at)

    def summary(self, report: Report) -> Summary:
        graded = self.of(report)
        counted = (change for change in graded.changes if change.ignored is None)
        return Summary(graded.counts, tuple(islice(counted, MOST_NAMED)))


def changes(
    storage: Storage, analysts: Analysts, name: str, selector: str, *, since: str | None, by: Caller, at: datetime
) -> tuple[Version, Report]:
    """Compare the selected version with the version `since`, or else with its predecessor.

    Raises ApiNotFound, VersionNotFound, AnalysisBusy.
    """
    with storage.reading() as store:
        version = browsing.version(store, name, selector, by=by)
        base = browsing.version(store, name, since, by=by) if since else before(store, version)
        grading = _grading(store, name, at)
    model = grading.policy.content_model
    if base is None:
        return version, nothing_before(version, name=f"{name} {version.number}", content_model=model)
    report = comparing.between(storage, analysts, base, version, content_model=model, at=at)
    return version, replace(grading.of(report), baseline=str(base.number))


def changelog(
    storage: Storage,
    analysts: Analysts,
    name: str,
    *,
    by: Caller,
    at: datetime,
    limit: int,
    after: tuple[str, ...] | None,
) -> Changelog:
    """List the changes of an API's versions, highest first; compares a few pairs that have no stored report.

    Raises ApiNotFound.
    """
    with storage.reading() as store:
        api = browsing.show(store, name, by=by)
        page = browsing.versions(store, name, by=by, limit=limit, after=after)
        grading = _grading(store, name, at)
        steps = [_kept(store, version, grading) for version in page.items]
    missing = [index for index, step in enumerate(steps) if step.summary is None and step.since is not None]
    for index in missing[:MOST_COMPUTED]:
        steps[index] = _computed(storage, analysts, steps[index], grading)
    return Changelog(api, Page(tuple(steps), page.after))


def before(store: Store, version: Version) -> Version | None:
    """Return the predecessor of a version: its baseline, or else the next lower version of its line, or of the API."""
    judged_by = store.version(version.api, version.baseline) if version.baseline else None
    line = Selector(major=version.number.major)
    return (
        judged_by
        or store.newest(version.api, line, below=version.number)
        or store.newest(version.api, LATEST, below=version.number)
    )


def nothing_before(this: Version | Analysis, *, name: str, content_model: ContentModel) -> Report:
    """Return the report of a document without predecessor, which has no changes."""
    described = this.title or "", this.info_version or "", this.specification
    base = Described("", "", "", name="nothing")
    revision = Described(*described, name=name)
    return unchanged(base, revision, content_model=content_model)


def _grading(store: Store, name: str, at: datetime) -> _Grading:
    return _Grading(policies.policy_in_force(store, name), waiving.waivers_in_force(store, name, at), at)


def _kept(store: Store, version: Version, grading: _Grading) -> Step:
    """Read the stored report of a version and its predecessor."""
    base = before(store, version)
    if base is None:
        return Step(version, None)
    report = comparing.kept(store, base.sha256, version.sha256, grading.policy.content_model)
    return Step(version, base, grading.summary(report) if report else None)


def _computed(storage: Storage, analysts: Analysts, step: Step, grading: _Grading) -> Step:
    """Compare a version with its predecessor, unless all child processes are busy."""
    if step.since is None:
        return step
    try:
        report = comparing.between(
            storage,
            analysts,
            step.since,
            step.version,
            content_model=grading.policy.content_model,
            at=grading.at,
        )
    except AnalysisBusy:
        return step
    return replace(step, summary=grading.summary(report))
