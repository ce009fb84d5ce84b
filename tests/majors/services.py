"""Services of copied trees that serve two majors."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.majors.trees import add_second, announce, copied
from tests.service import JSON, Service, running

PETS = {"title": "Pets", "owner": "payments"}


@contextmanager
def deprecated(folder: Path) -> Iterator[Service]:
    """A service whose first major is deprecated and ends in 2099, with an API `pets` described through it."""
    tree = copied(folder / "tree")
    add_second(tree)
    announce(tree, deprecated="2026-01-01", sunset="2099-01-31T12:00:00Z")
    with running(folder, tree=tree) as started, started.client() as client:
        assert client.put("/v1/apis/pets", json=PETS, headers=JSON).status_code == 201
        yield started


@contextmanager
def ended(folder: Path) -> Iterator[Service]:
    """A service whose first major has ended."""
    tree = copied(folder / "tree")
    add_second(tree)
    announce(tree, deprecated="2025-01-01", sunset="2026-01-01", guide="/v2/ui/")
    with running(folder, tree=tree, REGISTRY_WORKERS="1") as started:
        yield started
