"""The composition root: the only module that imports every part of the service."""

import logging
import os
import warnings
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

with warnings.catch_warnings():  # Connexion 3.3 imports a test client that warns about httpx
    warnings.simplefilter("ignore")
    from edge.stations.application import Application, Station, compose

from edge.coding.middleware import CodingMiddleware
from edge.contract import contracts
from edge.contract.contracts import Contract
from edge.limiting.limiter import Limiter
from edge.observing import metrics, requests
from edge.services import Services
from edge.stations.authentication import Authenticate
from edge.stations.cors import Cors
from edge.stations.envelope import Envelope
from edge.stations.forwarding import Forwarding
from edge.stations.health import Health
from edge.worker.bounds import BodyMemory, Bounds, DocumentSlots
from edge.worker.stopping import Stopping
from edge.worker.threads import Threads
from openapi_contracts import Analysts, Limits
from pages.blueprint import create_pages
from registry import access, comparing, starting
from registry.access import Caller, Reads
from settings import Settings
from storage import migrate, open_storage

# Connexion warns on each upload that a document has several media types, which is intended
logging.getLogger("connexion.operations.openapi3").setLevel(logging.ERROR)

log = logging.getLogger("registry")

BODIES_AT_ONCE = 16  # bodies of the largest size; more of smaller ones
HANDLERS_AT_ONCE = 10  # handler threads per worker
DOCUMENTS_AT_ONCE = 6  # handler threads that documents may occupy

WORK = (comparing.__name__,)  # modules the analysis processes load beside the analysis itself
SPECS = Path(__file__).parent / "specs"


def create_app(settings: Settings, *, specs: Path = SPECS, handlers: str = "handlers") -> Application:
    """Compose and build the service; a broken contract stops the process here, not a later request.

    `specs` is the folder of contracts, `handlers` the package with one subpackage per contract. Raises ContractError.
    """
    services = _services(settings)
    loaded = contracts.load(specs, open_reads=services.reads is Reads.OPEN)
    authenticate = _authenticator(services, settings.admin_token)
    stopping = Stopping()
    app = compose(
        loaded,
        services=services,
        pages=create_pages(loaded),
        outer=_outer(settings, services, loaded, stopping),
        inner=[partial(Health, ready=services.storage.ready, authenticate=authenticate)],
        authenticate=authenticate,
        limiter=Limiter.create(
            address=settings.limit_address,
            token=settings.limit_token,
            wrong_tokens=settings.limit_wrong_tokens,
            storage=settings.limits_storage,
        ),
        stopping=stopping,
        bounds=Bounds(
            settings.document_bytes,
            BodyMemory(BODIES_AT_ONCE * settings.document_bytes),
            DocumentSlots(DOCUMENTS_AT_ONCE, settings.analysis_patience),
        ),
        threads=Threads(HANDLERS_AT_ONCE),
        handlers=handlers,
    )
    _start(services, settings, loaded)
    return app


def _outer(settings: Settings, services: Services, loaded: tuple[Contract, ...], stopping: Stopping) -> list[Station]:
    """Return the stations that see every response."""
    versions = {each.base_path: each.version for each in loaded}
    lifecycles = {each.base_path: each.lifecycles.whole for each in loaded if each.lifecycles.whole}
    forwarding = Forwarding(settings.proxies)
    cors = [partial(Cors, origins=settings.cors_origins)] if settings.cors_origins else []
    observers = (metrics.observe, requests.record)
    envelope = partial(
        Envelope,
        services=services,
        versions=versions,
        lifecycles=lifecycles,
        forwarding=forwarding,
        stopping=stopping,
        observers=observers,
    )
    return [envelope, *cors, CodingMiddleware]


def _services(settings: Settings) -> Services:
    limits = Limits(
        bytes=settings.document_bytes,
        depth=settings.document_depth,
        nodes=settings.document_nodes,
        alias_expansion=settings.alias_expansion,
        seconds=settings.analysis_seconds,
        memory=settings.analysis_memory,
    )
    if settings.embedded:
        migrate(settings.database_url)  # the SQLite file is migrated here, PostgreSQL by the process `migrate`
    return Services(
        storage=open_storage(settings.database_url, pool_size=settings.database_connections),
        analysts=Analysts(limits, children=settings.analysts, patience=settings.analysis_patience, work=WORK),
        reads=Reads(settings.reads),
        now=partial(datetime.now, UTC),
        randomness=os.urandom,
    )


def _authenticator(services: Services, admin_token: str | None) -> Authenticate:
    def authenticate(credential: str) -> Caller:
        with services.storage.reading() as store:
            return access.authenticate(
                store, credential, reads=services.reads, admin_token=admin_token, at=services.now()
            )

    return authenticate


def _start(services: Services, settings: Settings, loaded: tuple[Contract, ...]) -> None:
    """Publish the service's own contracts, and issue a first admin token for a new embedded database.

    A database that is not ready is left alone: its migrations run first.
    """
    if services.storage.ready() is not None:
        return
    for each in loaded:
        major, at = each.number.major, services.now()
        starting.publish_own_contract(services.storage, services.analysts, each.as_yaml, major=major, at=at)
    services.analysts.close()  # each worker starts its own
    if not settings.embedded or settings.admin_token is not None:
        return
    with services.storage.writing() as store:
        token = starting.first_admin(store, at=services.now(), randomness=services.randomness(access.RANDOM_BYTES))
    if token:
        log.warning("%s is the first admin token of this registry. It is not shown again.", token)
