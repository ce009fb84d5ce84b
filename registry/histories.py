"""Histories: what changed between the versions of an API, under the policy and the waivers now in force.

These functions open their transactions themselves, since documents are compared outside of any.
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

MOST_NAMED = 10  # changes of one version, in a list of versions
MOST_COMPUTED = 3  # comparisons that listing a changelog may cost; each is kept


@dataclass(frozen=True, slots=True)
class Summary:
    """The summary of a report in a list: its counts, and its most severe changes, without ignored ones."""

    counts: Mapping[str, int]
    gravest: tuple[Change, ...]

    @property
    def left_out(self) -> int:
        """How many more there are."""
        return sum(self.counts.values()) - len(self.gravest)


@dataclass(frozen=True, slots=True)
class Step:
    """What a version changed since another, None where it follows none; `summary` is None until they are compared."""

    version: Version
    since: Version | None
    summary: Summary | None = None


@dataclass(frozen=True, slots=True)
class Changelog:
    """One page of what the versions of an API changed, highest first."""

    api: Api
    steps: Page[Step]


@dataclass(frozen=True, slots=True)
class _Grading:
    """By what reports are graded when they are read."""

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
    """Compare the version a selector picks with the one that `since` picks, or with the one it followed.

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
    """List what the versions of an API changed, highest first; a few that were never compared are compared now.

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
    """Find the version that one followed: its baseline, or else the latest before it of its line, or of all."""
    judged_by = store.version(version.api, version.baseline) if version.baseline else None
    line = Selector(major=version.number.major)
    return (
        judged_by
        or store.newest(version.api, line, below=version.number)
        or store.newest(version.api, LATEST, below=version.number)
    )


def nothing_before(this: Version | Analysis, *, name: str, content_model: ContentModel) -> Report:
    """Report of a document that follows none: nothing has changed."""
    said = this.title or "", this.info_version or "", this.specification
    base = Described("", "", "", name="nothing")
    revision = Described(*said, name=name)
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
    """Compare what was never compared, unless too much else is being compared."""
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
