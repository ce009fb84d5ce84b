"""One request on its way in and its answer on the way out: what the stations of the edge tell each other of it."""

from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field

from edge.services import Services
from edge.traces import Trace
from registry.access import Caller

Field = tuple[bytes, bytes]  # the name of a header field, in lower case, and its value


@dataclass(slots=True)
class Exchange:
    """What is known of one request; filled in station by station, and read by those on the way out.

    `began` is of `time.perf_counter()`, in seconds; `size` counts the bytes of the answer's body as they are sent.
    `fields` go with the answer whatever it will be, so a station adds to them as soon as it knows.
    """

    services: Services
    method: str
    path: str
    query: bytes
    headers: Mapping[str, str]  # by name in lower case
    address: str  # of the client, behind the proxies that are trusted
    request_id: str
    trace: Trace
    began: float
    prefix: str = ""  # where a proxy has put the service, such as /registry
    scheme: str = "http"  # by which the client reached the first proxy, or the service
    base_path: str | None = None  # of the major, such as /v1
    operation_id: str | None = None
    deprecated: bool = False  # the operation, or all of its major
    asked: Mapping[str, str] = field(default_factory=dict)  # by the query, once it has been read
    caller: Caller | None = None
    fields: list[Field] = field(default_factory=list)
    status: int = 0
    code: str | None = None  # of the problem, where it was refused
    size: int = 0


_EXCHANGE: ContextVar[Exchange] = ContextVar("exchange")


def read_headers(said: Iterable[Field]) -> dict[str, str]:
    """Read header fields; the values of one that is said more than once are joined (RFC 9110, section 5.2)."""
    headers: dict[str, str] = {}
    for raw_name, raw_value in said:
        name, value = raw_name.decode("latin-1"), raw_value.decode("latin-1")
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return headers


def begin(exchange: Exchange) -> None:
    """Make an exchange the one that this task, and the threads it hands work to, speak of."""
    _EXCHANGE.set(exchange)


def current() -> Exchange:
    """Give the exchange being served. Raises LookupError outside of any."""
    return _EXCHANGE.get()


def services() -> Services:
    """Give the parts that the request being served may ask."""
    return _EXCHANGE.get().services


def located(path: str) -> str:
    """Give the place of a path of ours as a client sees it: behind the prefix that a proxy has put before it."""
    return _EXCHANGE.get().prefix + path
