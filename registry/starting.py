"""The first start: an admin token where there is none, and the registry's own contract in its catalog."""

import logging
from datetime import datetime

from openapi_contracts import Analysts, Limits, prepare
from registry import access, publishing
from registry.access import REGISTRY
from registry.errors import VersionDoesNotFollow
from registry.judgement_errors import BreakingChange
from registry.model import Document, Scope
from registry.ports import Storage, Store

log = logging.getLogger("registry.starting")
OWN_API = "contract-registry"


def first_admin(store: Store, *, at: datetime, randomness: bytes) -> str | None:
    """Issue a first admin token and return its credential; None where an admin token is there already."""
    if store.has_admin():
        return None
    _, credential = access.issue(
        store, name="first admin", scopes=[Scope.ADMIN], by=REGISTRY, at=at, randomness=randomness
    )
    return credential


def publish_own_contract(
    storage: Storage, analysts: Analysts, content: bytes, *, major: int | None = None, at: datetime
) -> None:
    """Publish a contract of the registry's own, as a new version where it has changed, judged like every other.

    Each `major` is a line, so that one need not be compatible with another. It is a document of ours and trusted, so it
    is analysed here and not in a child. Where it breaks the one there is, as that of an older release does, the catalog
    keeps what it has.
    """
    document = Document(content, *prepare(content, Limits()))
    try:
        publishing.publish(storage, analysts, OWN_API, document, major=major, by=REGISTRY, at=at)
    except (BreakingChange, VersionDoesNotFollow) as refused:
        log.warning("the catalog keeps the contract of this registry as it is: %s", refused)
