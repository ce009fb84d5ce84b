"""The trace context of a request: the client's, or a new one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from random import getrandbits

TRACE = r"(?!0+-)([0-9a-f]{32})"  # lower case, and not all zeros
SPAN = r"(?!0+(?:-|$))([0-9a-f]{16})"
TRACEPARENT = re.compile(rf"(?!ff)[0-9a-f]{{2}}-{TRACE}-{SPAN}-[0-9a-f]{{2}}(-.*)?")
B3 = re.compile(rf"(?!0+-)([0-9a-f]{{16}}|[0-9a-f]{{32}})-{SPAN}(?:-[01d](?:-[0-9a-f]{{16}})?)?")


@dataclass(frozen=True, slots=True)
class Trace:
    """A trace id and the id of the client's span, in lower-case hexadecimal digits."""

    trace_id: str
    span_id: str


def read(headers: Mapping[str, str]) -> Trace:
    """Read the trace from `traceparent` (W3C Trace Context, section 3.2), else from B3, else make a new one.

    A `traceparent` of a future version is read as far as version 00 defines it (section 4.3). A field that is sent
    twice is ignored: its values, joined by a comma, do not match. `headers` have lower-case names.
    """
    return _w3c(headers) or _b3(headers) or Trace(f"{getrandbits(128):032x}", f"{getrandbits(64):016x}")


def _w3c(headers: Mapping[str, str]) -> Trace | None:
    if (value := headers.get("traceparent")) is None:
        return None
    found = TRACEPARENT.fullmatch(value)
    if found is None or (found[3] and value.startswith("00")):
        return None
    return Trace(found[1], found[2])


def _b3(headers: Mapping[str, str]) -> Trace | None:
    """Read B3, in a single header or in several (openzipkin/b3-propagation)."""
    single, trace_id = headers.get("b3"), headers.get("x-b3-traceid")
    if single is None and trace_id is None:
        return None
    found = B3.fullmatch(single or "") or B3.fullmatch(f"{trace_id}-{headers.get('x-b3-spanid')}")
    return Trace(found[1], found[2]) if found else None
