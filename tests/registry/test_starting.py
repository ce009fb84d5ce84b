"""The first start: an admin token once, and the registry's own contract in its catalog."""

from pathlib import Path

from registry import access, browsing, starting
from registry.access import ANONYMOUS, RANDOM_BYTES, Reads
from registry.model import Scope
from registry.ports import Store
from tests.registry.documents import NOW

OWN = Path(__file__).resolve().parents[2] / "specs" / "v1.yaml"


def test_the_first_admin_token_is_given_once(store: Store) -> None:
    credential = starting.first_admin(store, at=NOW, randomness=bytes(RANDOM_BYTES))
    assert credential is not None
    access.authenticate(store, credential, reads=Reads.OPEN, admin_token=None, at=NOW).require(Scope.ADMIN)
    assert starting.first_admin(store, at=NOW, randomness=bytes(RANDOM_BYTES)) is None


def test_the_registrys_own_contract_is_valid_and_published_once(store: Store) -> None:
    for _ in range(2):
        starting.publish_own_contract(store, OWN.read_bytes(), at=NOW)
    (version,) = browsing.versions(store, starting.OWN_API, by=ANONYMOUS, limit=10, after=None).items
    assert version.problem_count == 0
