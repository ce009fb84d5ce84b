"""One request and its response: the record that all stations share."""

from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field

from edge.services import Services
from edge.traces import Trace
from registry.access import Caller

Field = tuple[bytes, bytes]  # lower-case name and value of a header field


@dataclass(slots=True)
class Exchange:
    """What is known of one request. Stations fill it in on the way in and read it on the way out.

    `began` is a reading of `time.perf_counter()`; `size` counts the bytes of the response body as they are sent.
    `fields` are added to the response whatever its status, so a station adds to them as soon as it knows them.
    """

    services: Services
    method: str
    path: str
    query: bytes
    headers: Mapping[str, str]  # by lower-case name
    address: str  # address of the client, as trusted proxies report it
    request_id: str
    trace: Trace
    began: float
    prefix: str = ""  # path under which a proxy publishes the service, such as /registry
    scheme: str = "http"  # scheme the client used
    base_path: str | None = None  # of the major version, such as /v1
    operation_id: str | None = None
    deprecated: bool = False  # whether this operation, or its whole major version, is deprecated
    query_parameters: Mapping[str, str] = field(default_factory=dict)  # query parameters, once they are parsed
    caller: Caller | None = None
    fields: list[Field] = field(default_factory=list)
    status: int = 0
    code: str | None = None  # problem code of an error response
    size: int = 0


_EXCHANGE: ContextVar[Exchange] = ContextVar("exchange")


def join_headers(raw: Iterable[Field]) -> dict[str, str]:
    """Read header fields; several fields of one name are joined with commas (RFC 9110, section 5.2)."""
    headers: dict[str, str] = {}
    for raw_name, raw_value in raw:
        name, value = raw_name.decode("latin-1"), raw_value.decode("latin-1")
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return headers


def enter(exchange: Exchange) -> None:
    """Make this the current exchange of this task and of the threads it calls."""
    _EXCHANGE.set(exchange)


def current() -> Exchange:
    """Return the current exchange. Raises LookupError outside of a request."""
    return _EXCHANGE.get()


def services() -> Services:
    """Return the services the current request may use."""
    return _EXCHANGE.get().services


def client_path(path: str) -> str:
    """Return a path of this service as the client sees it: with the prefix a proxy strips."""
    return _EXCHANGE.get().prefix + path
