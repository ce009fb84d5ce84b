"""Publishing: the registry decides the number, and refuses what breaks a line; a number never means anything else."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from openapi_contracts import ContentModel
from openapi_contracts.documents.isolation import Analysts
from openapi_contracts.vocabulary import Bump, Verdict
from registry import auditing, browsing, comparing, describing, errors, policies, waiving
from registry.access import Caller
from registry.judgement_errors import BreakingChange, VersionTooSmall
from registry.model import Action, Document, Entry, Mode, OwnPolicy, Reach, Scope, Version
from registry.numbers import LATEST, parse
from registry.ports import Storage, Store
from registry.publishing import ATTEMPTS, Published, publish, publish_as
from tests.registry.documents import ADMIN, NOW, TEAM, petstore

ONE = petstore(pets="ok")
TWO = petstore(pets="ok", toys="ok")  # adds to ONE
OTHER = petstore(toys="ok")  # breaks both
SAID = petstore(pets="All pets.")  # says more than ONE


@pytest.fixture
def registry(storage: Storage, analysts: Analysts) -> "Registry":
    """An empty registry to publish to."""
    return Registry(storage, analysts)


class Registry:
    """One API, `petstore`, of a registry."""

    def __init__(self, storage: Storage, analysts: Analysts) -> None:
        self.storage, self.analysts = storage, analysts

    def post(self, document: Document, *, major: int | None = None, by: Caller = TEAM) -> Published:
        return publish(self.storage, self.analysts, "petstore", document, major=major, by=by, at=NOW)

    def put(self, number: str, document: Document) -> Published:
        parsed = parse(number)
        assert parsed is not None
        return publish_as(self.storage, self.analysts, "petstore", parsed, document, by=TEAM, at=NOW)

    def given(self, document: Document, *, major: int | None = None) -> str:
        return str(self.post(document, major=major).version.number)

    def history(self, numbers: list[str]) -> None:
        """Publish other content under each number, which breaks nothing and adds nothing."""
        for index, number in enumerate(numbers):
            self.put(number, petstore(pets=str(index)))

    def adopt(self, **said: object) -> None:
        with self.storage.writing() as store:
            own = OwnPolicy(**said)  # type: ignore[arg-type]
            policies.adopt(store, "petstore", own, by=ADMIN, at=NOW, precondition=lambda stored: None)

    def waive(self, fingerprint: str) -> None:
        with self.storage.writing() as store:
            waiving.grant(
                store,
                "petstore",
                fingerprint,
                reason="Nobody calls it.",
                expires_at=None,
                by=ADMIN,
                at=NOW,
                precondition=lambda stored: None,
            )

    def remove(self) -> None:
        with self.storage.writing() as store:
            describing.remove(store, "petstore", by=ADMIN, at=NOW, precondition=lambda stored: None)

    def numbers(self) -> list[str]:
        with self.storage.reading() as store:
            return [str(version.number) for version in store.versions("petstore", limit=100, after=None).items]

    def audit(self, action: Action) -> list[Entry]:
        with self.storage.reading() as store:
            entries = auditing.browse(store, "petstore", by=ADMIN, limit=100, after=None).items
        return [entry for entry in entries if entry.action is action]


def judged(version: Version) -> tuple[Verdict, Bump | None, str | None]:
    return version.verdict, version.bump, str(version.baseline) if version.baseline else None


@pytest.mark.parametrize(
    ("said", "given"),
    [
        ("2.3.4", "2.3.4"),
        ("0.1.0", "0.1.0"),
        ("1.0.0-rc.1", "1.0.0-rc.1"),
        ("1.2.3+build.5", "1.2.3"),
        ("v1", "1.0.0"),
        ("2024-04-05", "1.0.0"),
        ("1.0", "1.0.0"),
        ("1.0.01", "1.0.0"),
        ("9999999999.0.0", "1.0.0"),
    ],
)
def test_the_first_number_is_what_the_document_says_where_that_is_semver(
    registry: Registry, said: str, given: str
) -> None:
    first = registry.post(petstore(said)).version
    assert str(first.number) == given
    assert judged(first) == (Verdict.UNCHECKED, None, None)


@pytest.mark.parametrize(("said", "major", "given"), [("2.3.4", 2, "2.3.4"), ("2.3.4", 5, "5.0.0"), ("v1", 0, "0.0.0")])
def test_the_first_number_is_of_the_major_that_is_named(registry: Registry, said: str, major: int, given: str) -> None:
    assert registry.given(petstore(said), major=major) == given


def test_the_first_version_creates_the_api_with_the_title_of_the_document(registry: Registry) -> None:
    registry.post(petstore())
    with registry.storage.reading() as store:
        api = browsing.show(store, "petstore", by=TEAM)
    assert (api.title, str(api.latest)) == ("Petstore", "1.0.0")


@pytest.mark.parametrize(
    ("changed", "number", "bump"),
    [(TWO, "1.1.0", Bump.MINOR), (SAID, "1.0.1", Bump.PATCH), (petstore("7", pets="ok"), "1.0.1", Bump.PATCH)],
    ids=["an addition", "an annotation", "what no rule speaks of"],
)
def test_a_changed_document_gets_the_number_its_changes_ask_for(
    registry: Registry, changed: Document, number: str, bump: Bump
) -> None:
    registry.post(ONE)
    version = registry.post(changed).version
    assert str(version.number) == number
    assert version.verdict is Verdict.COMPATIBLE
    assert version.bump in (bump, Bump.NONE)
    assert str(version.baseline) == "1.0.0"


def test_what_breaks_is_refused_with_the_report_and_stored_nowhere(registry: Registry) -> None:
    registry.post(TWO)
    with pytest.raises(BreakingChange) as refused:
        registry.post(ONE)
    details = refused.value.details()
    report = details["report"]
    assert isinstance(report, dict)
    assert details["required"] == "2.0.0"
    assert (report["verdict"], report["baseline"], report["counts"]["breaking"]) == ("breaking", "1.0.0", 1)
    (change,) = report["changes"]
    assert str(refused.value) == (
        f"The document breaks version 1.0.0 by 1 change, namely: {change['message']}. "
        f"Publish it as 2.0.0 with ?major=2, correct the document, or ask an admin to waive {change['fingerprint']}."
    )
    assert registry.numbers() == ["1.0.0"]


def test_the_first_release_of_the_line_counts_too_unless_the_policy_says_otherwise(registry: Registry) -> None:
    registry.post(TWO)
    registry.adopt(mode=Mode.WARN)
    registry.post(ONE)  # 1.1.0 has no toys
    registry.adopt(mode=Mode.ENFORCE)
    with pytest.raises(BreakingChange) as refused:
        registry.post(SAID)
    assert [report.baseline for report in refused.value.reports] == ["1.0.0"]
    registry.adopt(reach=Reach.LATEST)
    assert registry.given(SAID) == "1.1.1"


def test_what_breaks_two_versions_is_reported_for_both(registry: Registry) -> None:
    registry.post(TWO)
    registry.post(petstore(pets="ok", toys="ok", food="ok"))
    with pytest.raises(BreakingChange) as refused:
        registry.post(ONE)
    reports = refused.value.details()["reports"]
    assert isinstance(reports, list)
    assert [report["baseline"] for report in reports] == ["1.1.0", "1.0.0"]


def test_a_major_opens_a_line_on_purpose(registry: Registry) -> None:
    registry.post(ONE)
    opened = registry.post(OTHER, major=2).version
    assert str(opened.number) == "2.0.0"
    assert judged(opened) == (Verdict.BREAKING, Bump.MAJOR, "1.0.0")
    (entry,) = registry.audit(Action.MAJOR_OPENED)
    assert (entry.subject, entry.details) == ("2.0.0", {"baseline": "1.0.0", "verdict": "breaking"})


def test_a_major_that_is_there_is_joined(registry: Registry) -> None:
    registry.post(ONE)
    registry.post(OTHER, major=2)
    joined = registry.post(TWO, major=1).version
    assert (str(joined.number), judged(joined)) == ("1.1.0", (Verdict.COMPATIBLE, Bump.MINOR, "1.0.0"))
    assert registry.given(petstore(toys="ok", food="ok")) == "2.1.0"
    with pytest.raises(BreakingChange) as refused:
        registry.post(OTHER, major=1)
    assert str(refused.value.required) == "3.0.0"


def test_a_major_below_another_cannot_be_opened(registry: Registry) -> None:
    registry.history(["1.0.0", "3.0.0"])
    with pytest.raises(errors.VersionDoesNotFollow):
        registry.post(OTHER, major=2)


def test_a_line_that_has_only_a_prerelease_refuses_nothing(registry: Registry) -> None:
    registry.post(petstore("2.0.0-rc.1", pets="ok"))
    released = registry.post(OTHER).version
    assert (str(released.number), released.verdict, released.bump) == ("2.0.0", Verdict.BREAKING, Bump.MAJOR)
    with pytest.raises(BreakingChange):
        registry.post(ONE)


def test_a_prerelease_is_judged_by_the_release_before_it(registry: Registry) -> None:
    registry.post(ONE)
    assert registry.put("1.1.0-rc.1", TWO).new
    with pytest.raises(BreakingChange):
        registry.put("1.1.0-rc.2", OTHER)
    assert registry.given(petstore(pets="ok", food="ok")) == "1.1.0"


def test_line_0_is_a_line_like_every_other(registry: Registry) -> None:
    registry.post(petstore("0.1.0", pets="ok"))
    assert registry.given(TWO) == "0.2.0"
    with pytest.raises(BreakingChange) as refused:
        registry.post(OTHER)
    assert str(refused.value.required) == "1.0.0"


def test_mode_warn_publishes_what_breaks_and_tells_the_audit(registry: Registry) -> None:
    registry.post(TWO)
    registry.adopt(mode=Mode.WARN)
    published = registry.post(ONE).version
    assert (str(published.number), judged(published)) == ("1.1.0", (Verdict.BREAKING, Bump.MAJOR, "1.0.0"))
    (entry,) = registry.audit(Action.VERSION_PUBLISHED)
    assert entry.subject == "1.1.0"
    assert entry.details["fingerprint_count"] == 1


def test_mode_off_compares_nothing(registry: Registry) -> None:
    registry.post(TWO)
    registry.adopt(mode=Mode.OFF)
    published = registry.post(ONE).version
    assert (str(published.number), judged(published)) == ("1.1.0", (Verdict.UNCHECKED, None, None))
    assert registry.audit(Action.VERSION_PUBLISHED) == []


def test_what_is_waived_is_published_and_told_the_audit(registry: Registry) -> None:
    registry.post(TWO)
    with pytest.raises(BreakingChange) as refused:
        registry.post(ONE)
    (change,) = refused.value.reports[0].changes
    registry.waive(change.fingerprint)
    published = registry.post(ONE).version
    assert (str(published.number), published.verdict) == ("1.1.0", Verdict.COMPATIBLE)
    (entry,) = registry.audit(Action.VERSION_PUBLISHED)
    assert entry.details["fingerprints"] == [change.fingerprint]


def test_the_report_of_a_publish_is_kept(registry: Registry) -> None:
    before, after = registry.post(ONE).version, registry.post(TWO).version
    with registry.storage.reading() as store:
        kept = comparing.kept(store, before.sha256, after.sha256, ContentModel.DECLARED)
    assert kept is not None
    assert (kept.base.name, kept.revision.name, kept.baseline) == (None, None, None)


def test_after_a_prerelease_comes_its_release(registry: Registry) -> None:
    registry.post(petstore("2.0.0-rc.1"))
    assert registry.given(petstore("2.0.0-rc.1", pets="all")) == "2.0.0"


class Meanwhile:
    """A storage, with something done before each transaction of a kind: what others do between two of ours."""

    def __init__(self, storage: Storage, *, before: str, act: Callable[[], object]) -> None:
        self.storage, self.before, self.act, self.opened = storage, before, act, 0

    def reading(self) -> AbstractContextManager[Store]:
        self.opened += 1
        if self.before == f"reading {self.opened}":
            self.act()
        return self.storage.reading()

    def writing(self) -> AbstractContextManager[Store]:
        if self.before == "writing":
            self.act()
        return self.storage.writing()

    def ready(self) -> str | None:
        return self.storage.ready()


@pytest.mark.parametrize("before", ["reading 2", "reading 3", "writing"])
def test_a_baseline_that_is_removed_meanwhile_counts_no_more(registry: Registry, before: str) -> None:
    registry.post(TWO)
    removals = iter([registry.remove])
    meanwhile = Meanwhile(registry.storage, before=before, act=lambda: next(removals, lambda: None)())
    added = petstore(pets="ok", toys="ok", food="ok")
    published = publish(meanwhile, registry.analysts, "petstore", added, by=TEAM, at=NOW)
    assert judged(published.version) == (Verdict.UNCHECKED, None, None)
    assert registry.numbers() == ["1.1.0"]


def test_whoever_is_always_overtaken_is_told_to_try_again(registry: Registry) -> None:
    registry.post(ONE)
    said = map(str, range(100))
    meanwhile = Meanwhile(registry.storage, before="writing", act=lambda: registry.post(petstore(pets=next(said))))
    with pytest.raises(errors.AnalysisBusy):
        publish(meanwhile, registry.analysts, "petstore", TWO, by=TEAM, at=NOW)
    assert len(registry.numbers()) == 1 + ATTEMPTS


def test_the_same_content_in_another_formatting_is_the_version_there_is(registry: Registry) -> None:
    first = registry.post(petstore(pets="all"))
    again = registry.post(petstore(pets="all", indent=4))
    assert (again.version, again.new) == (first.version, False)


def test_content_of_an_older_version_is_a_new_version(registry: Registry) -> None:
    registry.post(ONE)
    registry.post(SAID)
    assert registry.given(ONE) == "1.0.2"


def test_content_of_the_latest_version_may_open_a_line(registry: Registry) -> None:
    registry.post(ONE)
    assert registry.given(ONE, major=2) == "2.0.0"


def test_a_chosen_number_is_kept_and_repeating_it_changes_nothing(registry: Registry) -> None:
    assert registry.put("3.1.4", petstore()).new
    assert not registry.put("3.1.4", petstore(indent=2)).new


def test_a_chosen_number_may_be_greater_than_the_changes_ask_for(registry: Registry) -> None:
    registry.put("1.0.0", ONE)
    version = registry.put("1.7.0", SAID).version
    assert judged(version) == (Verdict.COMPATIBLE, Bump.PATCH, "1.0.0")


@pytest.mark.parametrize("number", ["1.0.1", "1.0.1-rc.1", "1.0.99"])
def test_a_chosen_number_that_is_too_small_is_refused(registry: Registry, number: str) -> None:
    registry.put("1.0.0", ONE)
    with pytest.raises(VersionTooSmall) as refused:
        registry.put(number, TWO)
    assert refused.value.details()["required"] == "1.1.0"
    assert registry.numbers() == ["1.0.0"]


def test_a_chosen_number_excuses_no_break_in_its_line(registry: Registry) -> None:
    registry.put("1.0.0", ONE)
    with pytest.raises(BreakingChange) as refused:
        registry.put("1.9.0", OTHER)
    assert str(refused.value.required) == "2.0.0"
    assert registry.put("2.0.0", OTHER).version.verdict is Verdict.BREAKING


def test_a_number_with_other_content_is_refused(registry: Registry) -> None:
    registry.put("1.0.0", petstore())
    with pytest.raises(errors.VersionExists) as refused:
        registry.put("1.0.0", petstore(pets="all"))
    assert refused.value.details()["version"] == "1.0.0"


@pytest.mark.parametrize(
    ("published", "number"),
    [
        (["1.4.0"], "1.3.9"),
        (["1.4.0"], "1.4.0-rc.1"),
        (["1.0.0", "2.0.0"], "1.0.0-alpha"),
        (["2.0.0"], "1.9.0"),
        (["1.0.0", "3.0.0"], "2.0.0"),
        (["2.0.0-rc.2"], "2.0.0-rc.1"),
    ],
)
def test_a_number_that_does_not_follow_is_refused(registry: Registry, published: list[str], number: str) -> None:
    registry.history(published)
    with pytest.raises(errors.VersionDoesNotFollow):
        registry.put(number, petstore(pets="other"))


@pytest.mark.parametrize(
    ("published", "number"),
    [
        (["1.4.0"], "1.4.1"),
        (["1.0.0", "2.0.0"], "1.1.0"),
        (["1.0.0"], "5.0.0"),
        (["1.0.0", "2.0.0-rc.1"], "2.0.0"),
        (["1.2.0", "1.3.0-rc.1"], "1.2.1"),
    ],
)
def test_a_number_that_follows_its_line_is_taken(registry: Registry, published: list[str], number: str) -> None:
    registry.history(published)
    assert registry.put(number, petstore(pets="other")).new


def test_a_number_that_is_too_large_to_be_stored_is_never_given(registry: Registry) -> None:
    registry.put("1.999999999.0", ONE)
    with pytest.raises(errors.VersionDoesNotFollow):
        registry.post(TWO)


def test_the_latest_of_an_api_is_its_highest_release(registry: Registry) -> None:
    registry.history(["1.0.0", "2.0.0", "1.1.0", "3.0.0-rc.1"])
    with registry.storage.reading() as store:
        newest = store.newest("petstore", LATEST)
        assert newest is not None
        assert str(newest.number) == str(browsing.show(store, "petstore", by=TEAM).latest) == "2.0.0"


def test_numbers_of_a_removed_api_are_never_given_to_other_content(registry: Registry) -> None:
    registry.post(petstore())
    registry.remove()
    with pytest.raises(errors.VersionSpent):
        registry.put("1.0.0", petstore(pets="all"))
    assert registry.given(petstore(pets="all")) == "1.1.0"


def test_a_line_is_opened_after_the_numbers_that_were_spent_in_it(registry: Registry) -> None:
    registry.history(["1.0.0", "2.0.0", "2.1.0"])
    registry.remove()
    registry.put("1.1.0", ONE)
    assert registry.given(OTHER, major=2) == "2.2.0"


def test_a_removed_document_may_come_back_under_its_number(registry: Registry) -> None:
    registry.post(petstore())
    registry.remove()
    assert registry.put("1.0.0", petstore()).new


@pytest.mark.parametrize("scopes", [frozenset({Scope.READ}), frozenset()])
def test_publishing_needs_its_scope(registry: Registry, scopes: frozenset[Scope]) -> None:
    with pytest.raises(errors.InsufficientScope):
        registry.post(petstore(), by=Caller("reader", scopes))
    with registry.storage.reading() as store:
        assert store.api("petstore") is None
