"""What a request is served with: the parts of the registry."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from openapi_contracts import Analysts
from registry.access import Reads
from registry.ports import Storage


@dataclass(frozen=True, slots=True)
class Services:
    """The parts of the registry that handlers and pages ask; time and randomness are parts too."""

    storage: Storage
    analysts: Analysts
    reads: Reads
    now: Callable[[], datetime]
    randomness: Callable[[int], bytes]
