"""The services a request uses: storage, document analysis, the clock and randomness."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from openapi_contracts import Analysts
from registry.access import Reads
from registry.ports import Storage


@dataclass(frozen=True, slots=True)
class Services:
    """What handlers and pages use of the registry. Clock and randomness are passed in so that tests can set them."""

    storage: Storage
    analysts: Analysts
    reads: Reads
    now: Callable[[], datetime]
    randomness: Callable[[int], bytes]
