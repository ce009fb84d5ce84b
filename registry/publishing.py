"""Publishing: which number a document gets, and when it may not have one in its line.

Comparing takes as long as it takes and happens outside any transaction. So a publish opens two itself: one that reads
what the document is judged by, and one that holds the API, sees that all of it still is so, and stores the version.
"""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from openapi_contracts import Analysts, Report
from registry import auditing, comparing, errors, judging
from registry.access import Caller
from registry.judgement_errors import BreakingChange, VersionTooSmall
from registry.judging import Entrance, Judgement, Situation
from registry.model import Action, Api, Document, Scope, Version
from registry.numbers import Number, Selector
from registry.ports import Storage, Store

ATTEMPTS = 5  # to judge by what is still so in the end; so often may others publish to the API meanwhile
MOST_NAMED = 100  # fingerprints in an entry of the audit


@dataclass(frozen=True, slots=True)
class Published:
    """The version a document has; `new` where publishing made it."""

    version: Version
    new: bool


def publish(
    storage: Storage,
    analysts: Analysts,
    name: str,
    document: Document,
    *,
    major: int | None = None,
    by: Caller,
    at: datetime,
) -> Published:
    """Publish a document under the number the registry decides, in its latest line, or in the one `major` names.

    The content of the latest version of the line is that version. Raises BreakingChange, VersionDoesNotFollow,
    AnalysisBusy.
    """
    by.require(Scope.PUBLISH, name)
    return _published(_Attempt(storage, analysts, name, document, major, None, by, at))


def publish_as(
    storage: Storage, analysts: Analysts, name: str, number: Number, document: Document, *, by: Caller, at: datetime
) -> Published:
    """Publish a document under a number of the caller's choice.

    Raises VersionExists, VersionDoesNotFollow, VersionSpent, VersionTooSmall, BreakingChange, AnalysisBusy.
    """
    by.require(Scope.PUBLISH, name)
    return _published(_Attempt(storage, analysts, name, document, number.major, number, by, at))


class _Overtaken(Exception):
    """Others have changed what a document was judged by."""


@dataclass(frozen=True, slots=True)
class _Attempt:
    """One attempt to publish; `chosen` is the requested number, if any."""

    storage: Storage
    analysts: Analysts
    name: str
    document: Document
    major: int | None
    chosen: Number | None
    by: Caller
    at: datetime

    def made(self) -> Published:
        """Judge and publish; _Overtaken, and nothing is stored, where what it was judged by has changed meanwhile."""
        with self.storage.reading() as store:
            seen = self.seen(store)
            known = self.known(store, seen)
        if known is not None:
            return Published(known, new=False)
        try:
            reports = judging.compared(self.storage, self.analysts, seen, self.document)
        except errors.NotFound:  # the API, and so a baseline, was removed
            raise _Overtaken from None
        judgement = judging.judge(seen, self.document, reports, at=self.at)
        number = self.number(judgement)
        with self.storage.writing() as store:
            api = _claim(store, self.name, self.document, self.at)
            if self.seen(store) != seen or self.known(store, seen) is not None:
                raise _Overtaken
            return self.added(store, api, number, judgement, reports)

    def seen(self, store: Store) -> Situation:
        return judging.situation(store, self.name, major=self.major, at=self.at)

    def known(self, store: Store, seen: Situation) -> Version | None:
        """Find the version that the document is already. Refuses a number that it cannot have."""
        if self.chosen is None:
            return seen.holds(self.document)
        existing = store.version(self.name, self.chosen)
        if existing is not None and existing.content_digest != self.document.analysis.content_digest:
            raise errors.VersionExists(self.name, str(self.chosen), existing.sha256)
        if existing is None:
            _must_follow(store, self.name, self.chosen)
            _must_be_unspent(store, self.name, self.chosen, self.document)
        return existing

    def number(self, judgement: Judgement) -> Number:
        """Give the number that the document is published under. Raises BreakingChange, VersionTooSmall."""
        if judgement.refused:
            raise BreakingChange(judgement.number, judgement.refusing)
        if self.chosen is None:
            return judgement.number
        if judgement.enforced and not self.chosen.announces(judgement.number):
            raise VersionTooSmall(self.chosen, judgement.number, judgement.reports[0])
        return self.chosen

    def added(
        self, store: Store, api: Api, number: Number, judgement: Judgement, reports: tuple[Report, ...]
    ) -> Published:
        """Store the version, and what comparing with it will need."""
        version = _version(self, number, judgement)
        store.add_version(version, self.document)
        if self.document.prepared:
            store.keep_prepared(version.sha256, comparing.FORM, self.document.prepared)
        for report, baseline in zip(reports[:1], judgement.situation.baselines, strict=False):
            comparing.keep(store, baseline.sha256, version.sha256, report, at=self.at)
        self.record(store, number, judgement)
        store.replace_api(replace(api, updated_at=self.at))
        return Published(version, new=True)

    def record(self, store: Store, number: Number, judgement: Judgement) -> None:
        """Record in the audit a new line, and breaking changes that are published nevertheless."""
        before, excused = judgement.situation.latest, judgement.excused
        details: dict[str, object] = {"baseline": str(before.number) if before else None, "verdict": judgement.verdict}
        if judgement.situation.entrance is Entrance.OPENS:
            self.told(store, Action.MAJOR_OPENED, number, details)
        if excused:
            named = {**details, "fingerprints": list(excused[:MOST_NAMED]), "fingerprint_count": len(excused)}
            self.told(store, Action.VERSION_PUBLISHED, number, named)

    def told(self, store: Store, action: Action, number: Number, details: dict[str, object]) -> None:
        auditing.record(store, action, api=self.name, subject=str(number), details=details, by=self.by, at=self.at)


def _published(attempt: _Attempt) -> Published:
    for _ in range(ATTEMPTS):
        with suppress(_Overtaken):
            return attempt.made()
    raise errors.AnalysisBusy(
        f"Others were published to API {attempt.name!r} each time this document had been compared; try again."
    )


def _claim(store: Store, name: str, document: Document, at: datetime) -> Api:
    """Lock the API's row, so that nobody else publishes to it until this transaction ends."""
    analysis = document.analysis
    return store.claim_api(Api(name, analysis.title or name, analysis.description, None, {}, at, at))


def _must_follow(store: Store, name: str, number: Number) -> None:
    """Ask that a number comes after its line, and that a new line opens above all others (semver section 11).

    A release follows the releases of its line; a pre-release follows its pre-releases too.
    """
    line = store.newest(name, Selector(major=number.major, prereleases=number.prerelease is not None))
    last = line or store.newest(name, Selector(prereleases=True))
    if last is not None and not number.follows(last.number):
        raise errors.VersionDoesNotFollow(str(number), str(last.number))


def _must_be_unspent(store: Store, name: str, number: Number, document: Document) -> None:
    for spent, sha256 in store.spent(name):
        if spent == number and sha256 != document.analysis.sha256:
            raise errors.VersionSpent(name, str(number))


def _version(attempt: _Attempt, number: Number, judgement: Judgement) -> Version:
    analysis, compared = attempt.document.analysis, judgement.situation.baselines
    return Version(
        api=attempt.name,
        number=number,
        verdict=judgement.verdict,
        bump=judgement.bump,
        baseline=compared[0].number if compared else None,
        sha256=analysis.sha256,
        content_digest=analysis.content_digest,
        syntax=analysis.syntax,
        size=len(attempt.document.content),
        specification=analysis.specification,
        title=analysis.title,
        info_version=analysis.info_version,
        operation_count=analysis.operation_count,
        problem_count=analysis.problem_count,
        published_at=attempt.at,
        published_by=attempt.by.name,
    )
