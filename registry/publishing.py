"""Publishing: which number a document gets, and when it may not have the one asked for."""

from dataclasses import dataclass, replace
from datetime import datetime

from compatibility import Bump, Verdict
from compatibility.identity import compare
from registry import errors, numbers
from registry.access import Caller
from registry.model import Api, Document, Scope, Version
from registry.numbers import LATEST, Number, Selector
from registry.ports import Store


@dataclass(frozen=True, slots=True)
class Published:
    """The version a document has; `new` where publishing made it."""

    version: Version
    new: bool


def publish(store: Store, name: str, document: Document, *, by: Caller, at: datetime) -> Published:
    """Publish a document under the number the registry decides; the content of the latest version is that version."""
    by.require(Scope.PUBLISH, name)
    api = _claim(store, name, document, at)
    baseline = store.newest(name, LATEST)
    if baseline is not None and _same(baseline, document):
        return Published(baseline, new=False)
    number = _first(store, name, document) if baseline is None else baseline.number.next_minor()
    return _add(store, api, number, document, by=by, at=at)


def publish_as(store: Store, name: str, number: Number, document: Document, *, by: Caller, at: datetime) -> Published:
    """Publish a document under a number of the caller's choice.

    Raises VersionExists, VersionDoesNotFollow, VersionSpent.
    """
    by.require(Scope.PUBLISH, name)
    api = _claim(store, name, document, at)
    existing = store.version(name, number)
    if existing is not None and _same(existing, document):
        return Published(existing, new=False)
    if existing is not None:
        raise errors.VersionExists(name, str(number), existing.sha256)
    _must_follow(store, name, number)
    _must_be_unspent(store, name, number, document)
    return _add(store, api, number, document, by=by, at=at)


def _claim(store: Store, name: str, document: Document, at: datetime) -> Api:
    """Hold the API's row, so that nobody else publishes to it until this transaction ends."""
    analysis = document.analysis
    return store.claim_api(Api(name, analysis.title or name, analysis.description, None, {}, at, at))


def _same(version: Version, document: Document) -> bool:
    return compare(version.content_digest, document.analysis.content_digest).bump is Bump.NONE


def _first(store: Store, name: str, document: Document) -> Number:
    """Choose the first number: what the document says where that is semver, after every number spent before."""
    said = numbers.parse(document.analysis.info_version or "") or numbers.FIRST
    last = max((number for number, _ in store.spent(name)), key=lambda number: number.precedence, default=None)
    return said if last is None or said.follows(last) else last.next_minor()


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


def _add(store: Store, api: Api, number: Number, document: Document, *, by: Caller, at: datetime) -> Published:
    analysis = document.analysis
    version = Version(
        api=api.name,
        number=number,
        verdict=Verdict.UNCHECKED,
        sha256=analysis.sha256,
        content_digest=analysis.content_digest,
        syntax=analysis.syntax,
        size=len(document.content),
        specification=analysis.specification,
        title=analysis.title,
        info_version=analysis.info_version,
        operation_count=analysis.operation_count,
        problem_count=analysis.problem_count,
        published_at=at,
        published_by=by.name,
    )
    store.add_version(version, document)
    store.replace_api(replace(api, updated_at=at))
    return Published(version, new=True)
