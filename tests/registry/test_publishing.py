"""Publishing: the registry decides the number, and a number once given never means anything else."""

import pytest

from compatibility import Verdict
from registry import browsing, describing, errors
from registry.access import Caller
from registry.model import Document, Scope
from registry.numbers import LATEST, parse
from registry.ports import Store
from registry.publishing import Published, publish, publish_as
from tests.registry.documents import ADMIN, NOW, TEAM, petstore


def post(store: Store, document: Document, *, by: Caller = TEAM) -> Published:
    return publish(store, "petstore", document, by=by, at=NOW)


def put(store: Store, number: str, document: Document) -> Published:
    parsed = parse(number)
    assert parsed is not None
    return publish_as(store, "petstore", parsed, document, by=TEAM, at=NOW)


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
def test_the_first_number_is_what_the_document_says_where_that_is_semver(store: Store, said: str, given: str) -> None:
    assert str(post(store, petstore(said)).version.number) == given


def test_the_first_version_creates_the_api_with_the_title_of_the_document(store: Store) -> None:
    post(store, petstore())
    api = browsing.show(store, "petstore", by=TEAM)
    assert (api.title, str(api.latest)) == ("Petstore", "1.0.0")


def test_a_changed_document_gets_the_next_minor_and_no_verdict(store: Store) -> None:
    post(store, petstore())
    changed = post(store, petstore(pets="all"))
    assert (str(changed.version.number), changed.version.verdict, changed.new) == ("1.1.0", Verdict.UNCHECKED, True)


def test_after_a_prerelease_comes_its_release(store: Store) -> None:
    post(store, petstore("2.0.0-rc.1"))
    assert str(post(store, petstore("2.0.0-rc.1", pets="all")).version.number) == "2.0.0"


def test_the_same_content_in_another_formatting_is_the_version_there_is(store: Store) -> None:
    first = post(store, petstore(pets="all"))
    again = post(store, petstore(pets="all", indent=4))
    assert (again.version, again.new) == (first.version, False)


def test_content_of_an_older_version_is_a_new_version(store: Store) -> None:
    for document in (petstore(), petstore(pets="all")):
        post(store, document)
    assert str(post(store, petstore()).version.number) == "1.2.0"


def test_a_chosen_number_is_kept_and_repeating_it_changes_nothing(store: Store) -> None:
    assert put(store, "3.1.4", petstore()).new
    assert not put(store, "3.1.4", petstore(indent=2)).new


def test_a_number_with_other_content_is_refused(store: Store) -> None:
    put(store, "1.0.0", petstore())
    with pytest.raises(errors.VersionExists) as refused:
        put(store, "1.0.0", petstore(pets="all"))
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
def test_a_number_that_does_not_follow_is_refused(store: Store, published: list[str], number: str) -> None:
    for index, each in enumerate(published):
        put(store, each, petstore(pets=str(index)))
    with pytest.raises(errors.VersionDoesNotFollow):
        put(store, number, petstore(pets="other"))


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
def test_a_number_that_follows_its_line_is_taken(store: Store, published: list[str], number: str) -> None:
    for index, each in enumerate(published):
        put(store, each, petstore(pets=str(index)))
    assert put(store, number, petstore(pets="other")).new


def test_the_latest_of_an_api_is_its_highest_release(store: Store) -> None:
    for index, each in enumerate(["1.0.0", "2.0.0", "1.1.0", "3.0.0-rc.1"]):
        put(store, each, petstore(pets=str(index)))
    newest = store.newest("petstore", LATEST)
    assert newest is not None
    assert str(newest.number) == str(browsing.show(store, "petstore", by=TEAM).latest) == "2.0.0"


def test_numbers_of_a_removed_api_are_never_given_to_other_content(store: Store) -> None:
    post(store, petstore())
    describing.remove(store, "petstore", by=ADMIN, at=NOW, precondition=lambda stored: None)
    with pytest.raises(errors.VersionSpent):
        put(store, "1.0.0", petstore(pets="all"))
    assert str(post(store, petstore(pets="all")).version.number) == "1.1.0"


def test_a_removed_document_may_come_back_under_its_number(store: Store) -> None:
    post(store, petstore())
    describing.remove(store, "petstore", by=ADMIN, at=NOW, precondition=lambda stored: None)
    assert put(store, "1.0.0", petstore()).new


@pytest.mark.parametrize("scopes", [frozenset({Scope.READ}), frozenset()])
def test_publishing_needs_its_scope(store: Store, scopes: frozenset[Scope]) -> None:
    with pytest.raises(errors.InsufficientScope):
        post(store, petstore(), by=Caller("reader", scopes))
    assert store.api("petstore") is None
