"""The first start: an admin token once, and the registry's own contract in its catalog."""

from pathlib import Path

from openapi_contracts.documents.isolation import Analysts
from registry import access, browsing, starting
from registry.access import ANONYMOUS, RANDOM_BYTES, Reads
from registry.model import Scope, Version
from registry.ports import Storage, Store
from tests.registry.documents import NOW, petstore

OWN = Path(__file__).resolve().parents[2] / "specs" / "v1.yaml"


def test_the_first_admin_token_is_given_once(store: Store) -> None:
    credential = starting.first_admin(store, at=NOW, randomness=bytes(RANDOM_BYTES))
    assert credential is not None
    access.authenticate(store, credential, reads=Reads.OPEN, admin_token=None, at=NOW).require(Scope.ADMIN)
    assert starting.first_admin(store, at=NOW, randomness=bytes(RANDOM_BYTES)) is None


def published(storage: Storage, analysts: Analysts, *contents: bytes) -> list[Version]:
    """Start a registry with each of these contracts, one after the other, and list what its catalog has of them."""
    for content in contents:
        starting.publish_own_contract(storage, analysts, content, at=NOW)
    with storage.reading() as store:
        return list(browsing.versions(store, starting.OWN_API, by=ANONYMOUS, limit=10, after=None).items)


def test_the_registrys_own_contract_is_valid_and_published_once(storage: Storage, analysts: Analysts) -> None:
    (version,) = published(storage, analysts, OWN.read_bytes(), OWN.read_bytes())
    assert version.problem_count == 0


def test_a_contract_that_grew_is_the_next_minor(storage: Storage, analysts: Analysts) -> None:
    after, before = published(storage, analysts, petstore().content, petstore(pets="ok").content)
    assert (str(before.number), str(after.number)) == ("1.0.0", "1.1.0")


def test_a_contract_that_breaks_the_one_there_is_leaves_the_catalog_as_it_is(
    storage: Storage, analysts: Analysts
) -> None:
    assert len(published(storage, analysts, petstore(pets="ok").content, petstore().content)) == 1


def test_each_major_is_a_line_of_its_own(storage: Storage, analysts: Analysts) -> None:
    for _ in range(2):
        for major, content in ((1, petstore(pets="ok").content), (2, petstore().content)):
            starting.publish_own_contract(storage, analysts, content, major=major, at=NOW)
    with storage.reading() as store:
        lines = browsing.versions(store, starting.OWN_API, by=ANONYMOUS, limit=10, after=None).items
    assert [str(version.number) for version in lines] == ["2.0.0", "1.0.0"]
