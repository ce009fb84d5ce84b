"""A client at the level of bytes: it sends whatever it is given, and reads each answer as RFC 9112 frames it."""

import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

import h11

SECONDS = 5  # the longest that any answer may take
PIECE = 65536


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, and the statuses sent before its own; names of fields in lower case, each with its last value."""

    status: int
    fields: Mapping[str, str]
    body: bytes
    interim: tuple[int, ...] = ()


@dataclass(slots=True)
class Wire:
    """A connection; `unread` holds what has come of the next answer."""

    socket: socket.socket
    unread: bytes = b""

    def send(self, data: bytes, *, end: bool = False) -> None:
        """Send bytes, as many as the server takes, and with `end` nothing after them."""
        with suppress(ConnectionError):  # the server may answer and close before it has read all
            self.socket.sendall(data)
            if end:
                self.socket.shutdown(socket.SHUT_WR)

    def answer(self, *, to_head: bool = False) -> Answer | None:
        """Read the next answer; None where the connection ends before one begins. Raises TimeoutError, h11's errors."""
        parser = h11.Connection(h11.CLIENT)
        parser.send(h11.Request(method="HEAD" if to_head else "GET", target="/", headers=[("Host", "h")]))
        parser.send(h11.EndOfMessage())
        if self.unread:
            parser.receive_data(self.unread)
        interim, body = [], b""
        response = None
        while not isinstance(event := self._event(parser), h11.EndOfMessage):
            if event is None:
                return None
            if isinstance(event, h11.InformationalResponse):
                interim.append(event.status_code)
            elif isinstance(event, h11.Response):
                response = event
            elif isinstance(event, h11.Data):
                body += event.data
        assert response is not None
        self.unread = parser.trailing_data[0]
        fields = {name.decode(): value.decode("latin-1") for name, value in response.headers}
        return Answer(response.status_code, fields, body, tuple(interim))

    def _event(self, parser: h11.Connection) -> h11.Event | None:
        """Read until the parser has something to tell; None where the connection ended between two answers."""
        while (event := parser.next_event()) is h11.NEED_DATA:
            received = self._receive()
            if not received and parser.their_state is h11.SEND_RESPONSE and not parser.trailing_data[0]:
                return None
            parser.receive_data(received)
        assert isinstance(event, h11.Event)
        return event

    def _receive(self) -> bytes:
        try:
            return self.socket.recv(PIECE)
        except ConnectionError:
            return b""


@contextmanager
def connected(url: str, *, seconds: float = SECONDS) -> Iterator[Wire]:
    """Connect to a service until the block ends; it is waited so many seconds for each piece of an answer."""
    address = urlsplit(url)
    with socket.create_connection((address.hostname, address.port), timeout=seconds) as connection:
        yield Wire(connection)
