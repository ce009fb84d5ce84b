"""What a request is served with: the parts of the registry, and the identity of the request."""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime

from flask import current_app

from documents.isolation import Analysts
from registry.access import Reads
from registry.ports import Storage

EXTENSION = "registry"
REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="00000000-0000-0000-0000-000000000000")


@dataclass(frozen=True, slots=True)
class Services:
    """The parts of the registry that handlers and pages ask; time and randomness are parts too."""

    storage: Storage
    analysts: Analysts
    reads: Reads
    now: Callable[[], datetime]
    randomness: Callable[[int], bytes]


def services() -> Services:
    """Give the parts that the application was composed of."""
    found: Services = current_app.extensions[EXTENSION]
    return found
