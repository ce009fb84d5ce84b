"""A listener on the loopback interface that counts who connects, and answers nobody."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass


@dataclass(slots=True)
class Listener:
    """Where it listens, and how many have connected."""

    port: int
    connections: int = 0


@contextmanager
def listening() -> Iterator[Listener]:
    """Listen on a free port until the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        listener = Listener(server.getsockname()[1])
        thread = threading.Thread(target=_count, args=(server, listener))
        thread.start()
        try:
            yield listener
        finally:
            server.shutdown(socket.SHUT_RDWR)
            thread.join()


def _count(server: socket.socket, listener: Listener) -> None:
    with suppress(OSError):  # the end: the socket is shut down
        while True:
            connection, _ = server.accept()
            listener.connections += 1
            connection.close()
