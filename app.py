"""The composition root: the only module that knows every part of the service."""

import logging
import os
import warnings
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

with warnings.catch_warnings():  # Connexion 3.3 imports a test client that warns of httpx, which we do not use
    warnings.simplefilter("ignore")
    from edge.serving.application import Application, Station, compose

from edge import contracts
from edge.coding.middleware import Coded
from edge.contracts import Contract
from edge.cors import Cors
from edge.envelope import Envelope
from edge.forwarding import Forwarding
from edge.health import Health
from edge.limiting.limiter import Limiter
from edge.observing import metrics, requests
from edge.services import Services
from edge.serving.authentication import Authenticate
from edge.serving.bounds import Bounds, Room, Turns
from edge.serving.threads import Threads
from edge.stopping import Stopping
from openapi_contracts import Analysts, Limits
from pages.blueprint import create_pages
from registry import access, comparing, starting
from registry.access import Caller, Reads
from settings import Settings
from storage import migrate, open_storage

# Connexion warns at each upload that a document may come in several media types, which is as meant
logging.getLogger("connexion.operations.openapi3").setLevel(logging.ERROR)

log = logging.getLogger("registry")

BODIES_AT_ONCE = 16  # of the largest size; smaller ones the more
HANDLERS_AT_ONCE = 10  # threads of a worker
DOCUMENTS_AT_ONCE = 6  # of these

WORK = (comparing.__name__,)  # what child processes do beside analysing documents
SPECS = Path(__file__).parent / "specs"


def create_app(settings: Settings, *, specs: Path = SPECS, handlers: str = "handlers") -> Application:
    """Compose the service, and build it at once: a broken contract ends the process and not a request.

    `specs` is the folder of its contracts, `handlers` the package that has a package for each. Raises ContractError.
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
            Room(BODIES_AT_ONCE * settings.document_bytes),
            Turns(DOCUMENTS_AT_ONCE, settings.analysis_patience),
        ),
        threads=Threads(HANDLERS_AT_ONCE),
        handlers=handlers,
    )
    _start(services, settings, loaded)
    return app


def _outer(settings: Settings, services: Services, loaded: tuple[Contract, ...], stopping: Stopping) -> list[Station]:
    """List the stations that see every answer."""
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
    return [envelope, *cors, Coded]


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
        migrate(settings.database_url)  # a file of our own; PostgreSQL is migrated by the process `migrate`
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
    """Put into a registry that is ready what it should not be without; elsewhere the migrations come first."""
    if services.storage.ready() is not None:
        return
    for each in loaded:
        major, at = each.number.major, services.now()
        starting.publish_own_contract(services.storage, services.analysts, each.as_yaml, major=major, at=at)
    services.analysts.close()  # each worker has its own
    if not settings.embedded or settings.admin_token is not None:
        return
    with services.storage.writing() as store:
        token = starting.first_admin(store, at=services.now(), randomness=services.randomness(access.RANDOM_BYTES))
    if token:
        log.warning("%s is the first admin token of this registry; it is shown only now.", token)
