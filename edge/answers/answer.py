"""An HTTP response: status, header fields and body, independent of any framework."""

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.types import Send

from edge.exchange import Field


@dataclass(frozen=True, slots=True)
class Answer:
    """A response. `edge/stations/envelope.py` adds the fields every response carries."""

    status: int
    fields: tuple[Field, ...]
    body: bytes = b""

    async def send(self, send: Send) -> None:
        """Send it as ASGI messages; 204 and 304 have no body and no Content-Length."""
        fields = list(self.fields)
        if self.status not in {204, 304}:
            fields.append((b"content-length", b"%d" % len(self.body)))
        await send({"type": "http.response.start", "status": self.status, "headers": fields})
        await send({"type": "http.response.body", "body": self.body})


def fields(headers: Mapping[str, str]) -> tuple[Field, ...]:
    """Encode header fields."""
    return tuple((name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items())
