"""A closed loop of keep-alive connections over one thread: the load, light enough for one core."""

import re
import selectors
import socket

from bench.http.cases import HOST, Case

CONNECTIONS = 8
AT_ONCE = 1 << 18  # bytes asked of the kernel at once, more than any answer has
SECONDS = 30  # so long is an answer waited for
HEAD = re.compile(rb"HTTP/1\.1 (\d{3}) .*?\r\n\r\n", re.DOTALL)
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)\r\n", re.IGNORECASE)
BODILESS = {204, 304}  # RFC 9110, section 6.4.1
LAST_CHUNK = b"\r\n0\r\n\r\n"


class LoadError(Exception):
    """A stack did not answer as the case says; the message shows how."""


class Connection:
    """One connection, and what has arrived of its answer."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection((HOST, port), timeout=SECONDS)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._arrived = b""
        self._missing: int | None = None  # bytes until the answer is whole; None where only its last chunk says so
        self._status = 0

    def send(self, request: bytes) -> None:
        """Ask for something; the answer before has been read to its end."""
        self._arrived, self._missing, self._status = b"", None, 0
        self.socket.sendall(request)

    def receive(self) -> int:
        """Read what is there, and give the status of the answer when it is whole, else 0."""
        arrived = self.socket.recv(AT_ONCE)
        if not arrived:
            raise LoadError(f"the connection was closed after {self._arrived[:200]!r}")
        if self._status and self._missing is not None:
            self._missing -= len(arrived)
            return 0 if self._missing else self._status
        self._arrived += arrived
        self._read_head()
        whole = self._missing == 0 if self._missing is not None else self._arrived.endswith(LAST_CHUNK)
        return self._status if self._status and whole else 0

    def _read_head(self) -> None:
        head = None if self._status else HEAD.match(self._arrived)
        if head is None:
            return
        self._status = int(head[1])
        length = LENGTH.search(head[0])
        if self._status in BODILESS:
            self._missing = 0
        elif length is not None:
            self._missing = head.end() + int(length[1]) - len(self._arrived)


class Load:
    """The connections to one server, which stay open between its turns."""

    def __init__(self, port: int) -> None:
        self._connections = [Connection(port) for _ in range(CONNECTIONS)]
        self._selector = selectors.DefaultSelector()
        for each in self._connections:
            self._selector.register(each.socket, selectors.EVENT_READ, each)

    def run(self, case: Case, count: int) -> None:
        """Ask so many times, each connection again as soon as it has its answer. Raises LoadError."""
        request, asked, answered = case.request(), 0, 0
        for each in self._connections[:count]:
            each.send(request)
            asked += 1
        while answered < count:
            ready = self._selector.select(SECONDS)
            if not ready:
                raise LoadError(f"{case.name}: no answer in {SECONDS} s")
            for key, _ in ready:
                status = key.data.receive()
                if not status:
                    continue
                if status not in case.statuses:
                    raise LoadError(f"{case.name}: {status} where {sorted(case.statuses)} is expected")
                answered += 1
                if asked < count:
                    key.data.send(request)
                    asked += 1

    def close(self) -> None:
        """Close the connections."""
        self._selector.close()
        for each in self._connections:
            each.socket.close()
