"""Publishes documents: assigns a version number, or refuses a document that breaks its line.

Documents are compared outside of transactions, since that may take seconds. So publishing opens two transactions: the
first reads the situation of the document; the second locks the API, checks that the situation is unchanged, and stores
the version. If it has changed, publishing starts again.
"""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from openapi_contracts import Analysts, Report
from registry import auditing, comparing, errors, examining, judging
from registry.access import Caller
from registry.judgement_errors import BreakingChange, VersionTooSmall
from registry.judging import Entrance, Judgement, Situation
from registry.model import Action, Api, Document, Scope, Validity, Version
from registry.numbers import Number, Selector
from registry.ports import Storage, Store

ATTEMPTS = 5  # before giving up because others publish to the same API
MOST_NAMED = 100  # fingerprints in an audit entry


@dataclass(frozen=True, slots=True)
class Published:
    """The version of a document; `new` if publishing created it."""

    version: Version
    new: bool


def publish(
    storage: Storage,
    analysts: Analysts,
    name: str,
    document: Document,
    *,
    major: int | None = None,
    validity: Validity = Validity.ENFORCE,
    by: Caller,
    at: datetime,
) -> Published:
    """Publish a document in the latest line, or in the line `major`, under a number that the registry chooses.

    Returns the latest version of the line if it has the same content. Raises DocumentInvalid, BreakingChange,
    VersionDoesNotFollow, AnalysisBusy.
    """
    by.require(Scope.PUBLISH, name)
    return _published(_Attempt(storage, analysts, name, document, major, None, validity, by, at))


def publish_as(
    storage: Storage,
    analysts: Analysts,
    name: str,
    number: Number,
    document: Document,
    *,
    validity: Validity = Validity.ENFORCE,
    by: Caller,
    at: datetime,
) -> Published:
    """Publish a document under a number that the caller chooses.

    Raises DocumentInvalid, VersionExists, VersionDoesNotFollow, VersionSpent, VersionTooSmall, BreakingChange,
    AnalysisBusy.
    """
    by.require(Scope.PUBLISH, name)
    return _published(_Attempt(storage, analysts, name, document, number.major, number, validity, by, at))


class _Overtaken(Exception):
    """The situation changed between the two transactions."""


@dataclass(frozen=True, slots=True)
class _Attempt:
    """One attempt to publish; `chosen` is the requested number, if any."""

    storage: Storage
    analysts: Analysts
    name: str
    document: Document
    major: int | None
    chosen: Number | None
    validity: Validity
    by: Caller
    at: datetime

    def run(self) -> Published:
        """Judge and publish. Raises _Overtaken, and stores nothing, if the situation has changed in the meantime."""
        with self.storage.reading() as store:
            seen = self.seen(store)
            admitted = examining.admitted(self.document, seen.policy, self.validity)
            known = self.known(store, seen)
        if known is not None:
            return Published(known, new=False)
        try:
            reports = judging.compared(self.storage, self.analysts, seen, self.document)
        except errors.NotFound:  # the API was removed, and its baselines with it
            raise _Overtaken from None
        judgement = judging.judge(seen, self.document, reports, at=self.at)
        number = self.number(judgement)
        with self.storage.writing() as store:
            api = _claim(store, self.name, self.document, self.at)
            if self.seen(store) != seen or self.known(store, seen) is not None:
                raise _Overtaken
            return replace(self, document=admitted).stored(store, api, number, judgement, reports)

    def seen(self, store: Store) -> Situation:
        return judging.situation(store, self.name, major=self.major, at=self.at)

    def known(self, store: Store, seen: Situation) -> Version | None:
        """Return the version that already has the document, or None. Raises if the chosen number is not allowed."""
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
        """Return the number to publish under. Raises BreakingChange, VersionTooSmall."""
        if judgement.refused:
            raise BreakingChange(judgement.number, judgement.refusing)
        if self.chosen is None:
            return judgement.number
        if judgement.enforced and not self.chosen.announces(judgement.number):
            raise VersionTooSmall(self.chosen, judgement.number, judgement.reports[0])
        return self.chosen

    def stored(
        self, store: Store, api: Api, number: Number, judgement: Judgement, reports: tuple[Report, ...]
    ) -> Published:
        """Store the version, its prepared data and its report, and record it in the audit log."""
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
        """Add audit entries for a new line and for breaking changes that are published."""
        before, excused = judgement.situation.latest, judgement.excused
        details: dict[str, object] = {"baseline": str(before.number) if before else None, "verdict": judgement.verdict}
        if judgement.situation.entrance is Entrance.OPENS:
            self._audit(store, Action.MAJOR_OPENED, number, details)
        if excused:
            named = {**details, "fingerprints": list(excused[:MOST_NAMED]), "fingerprint_count": len(excused)}
            self._audit(store, Action.VERSION_PUBLISHED, number, named)

    def _audit(self, store: Store, action: Action, number: Number, details: dict[str, object]) -> None:
        auditing.record(store, action, api=self.name, subject=str(number), details=details, by=self.by, at=self.at)


def _published(attempt: _Attempt) -> Published:
    for _ in range(ATTEMPTS):
        with suppress(_Overtaken):
            return attempt.run()
    raise errors.AnalysisBusy(
        f"Other documents were published to API {attempt.name!r} during each comparison of this document; try again."
    )


def _claim(store: Store, name: str, document: Document, at: datetime) -> Api:
    """Create the API if needed, and lock its row, so that no other transaction publishes to it."""
    analysis = document.analysis
    return store.claim_api(Api(name, analysis.title or name, analysis.description, None, {}, at, at))


def _must_follow(store: Store, name: str, number: Number) -> None:
    """Check that a number is higher than those of its line, or, for a new line, than all others (semver, section 11).

    A release must be higher than the releases of its line, a pre-release also than its pre-releases. Raises
    VersionDoesNotFollow.
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
        error_count=analysis.error_count,
        published_at=attempt.at,
        published_by=attempt.by.name,
    )
