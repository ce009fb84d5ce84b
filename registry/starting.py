"""First start: issues an admin token if there is none, and publishes the registry's own contract."""

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
    """Issue a first admin token and return its credential; None if an admin token exists."""
    if store.has_admin():
        return None
    _, credential = access.issue(
        store, name="first admin", scopes=[Scope.ADMIN], by=REGISTRY, at=at, randomness=randomness
    )
    return credential


def publish_own_contract(
    storage: Storage, analysts: Analysts, content: bytes, *, major: int | None = None, at: datetime
) -> None:
    """Publish the registry's own contract as a version of the API `contract-registry`, if it has changed.

    Each `major` of the contract is a line. The document is trusted, so it is analysed in this process. If it breaks its
    line, as the contract of an older release does, the catalog stays unchanged.
    """
    document = Document(content, *prepare(content, Limits()))
    try:
        publishing.publish(storage, analysts, OWN_API, document, major=major, by=REGISTRY, at=at)
    except (BreakingChange, VersionDoesNotFollow) as refused:
        log.warning("the registry's own contract is not published: %s", refused)
