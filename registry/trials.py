"""Tries a policy: which published versions of an API it would have refused."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from openapi_contracts import Analysts, Report, Verdict
from registry import browsing, comparing, policies, waiving
from registry.access import Caller
from registry.judging import REFUSED
from registry.model import Mode, OwnPolicy, Scope, Version
from registry.numbers import Number
from registry.ports import Storage

MOST = 100  # newest versions that are tried
PATIENCE = timedelta(
    seconds=20
)  # after this no comparison starts; a repeated trial continues, since reports are stored


@dataclass(frozen=True, slots=True)
class Refused:
    """A version that would have been refused; `breaking` counts its breaking and undecided changes since `baseline`."""

    version: Number
    baseline: Number
    verdict: Verdict
    breaking: int


@dataclass(frozen=True, slots=True)
class Trial:
    """The result of a trial: `judged` of `pairs` were compared; `refused` lists the highest version first."""

    api: str
    pairs: int
    judged: int
    refused: tuple[Refused, ...]


def try_policy(
    storage: Storage, analysts: Analysts, api: str, own: OwnPolicy, *, by: Caller, now: Callable[[], datetime]
) -> Trial:
    """Judge the newest versions of an API by a policy, each against the previous release of its line.

    Mode `warn` is tried like `enforce`. Raises ApiNotFound, RuleUnknown, AnalysisBusy.
    """
    by.require(Scope.ADMIN, api)
    at = now()
    with storage.reading() as store:
        browsing.show(store, api, by=by)
        policy = policies.proposed(store, own)
        waivers = waiving.waivers_in_force(store, api, at)
        pairs = list(_neighbours(store.versions(api, limit=MOST, after=None).items))
    if policy.mode is Mode.OFF:
        return Trial(api, len(pairs), len(pairs), ())
    judged, refused, content_model = 0, [], policy.content_model
    for baseline, version in pairs:
        if now() - at > PATIENCE:
            break
        report = comparing.between(storage, analysts, baseline, version, content_model=content_model, at=at)
        report = comparing.under(report, policy, waivers, at=at)
        judged += 1
        if report.verdict in REFUSED:
            refused.append(_refused(version, baseline, report))
    return Trial(api, len(pairs), judged, tuple(refused))


def _refused(version: Version, baseline: Version, report: Report) -> Refused:
    breaking = report.counts["breaking"] + report.counts["undecided"]
    return Refused(version.number, baseline.number, report.verdict, breaking)


def _neighbours(versions: Sequence[Version]) -> Iterator[tuple[Version, Version]]:
    """Yield each version with the previous release of its line; `versions` has the highest first."""
    waiting: list[Version] = []
    for version in versions:
        if waiting and waiting[0].number.major != version.number.major:
            waiting.clear()
        if version.number.prerelease is None:
            yield from ((version, after) for after in waiting)
            waiting.clear()
        waiting.append(version)
