"""The first start: an admin token where there is none, and the registry's own contract in its catalog."""

from datetime import datetime

from documents.analysis import analyse
from documents.limits import Limits
from registry import access, publishing
from registry.access import REGISTRY
from registry.model import Document, Scope
from registry.ports import Store

OWN_API = "contract-registry"


def first_admin(store: Store, *, at: datetime, randomness: bytes) -> str | None:
    """Issue a first admin token and return its credential; None where an admin token is there already."""
    if store.has_admin():
        return None
    _, credential = access.issue(
        store, name="first admin", scopes=[Scope.ADMIN], by=REGISTRY, at=at, randomness=randomness
    )
    return credential


def publish_own_contract(store: Store, content: bytes, *, at: datetime) -> None:
    """Publish the registry's own contract, as a new version where it has changed.

    It is our own document and trusted, so it is analysed here and not in a child.
    """
    document = Document(content, analyse(content, Limits()))
    publishing.publish(store, OWN_API, document, by=REGISTRY, at=at)
