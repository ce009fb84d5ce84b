"""A proxy that serves a registry under a prefix, as one before several services does, and that says https."""

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

PREFIX = "/registry"
HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding"}  # RFC 9110, section 7.6.1


class Prefixed(BaseHTTPRequestHandler):
    """Passes on what is asked under the prefix, without it; everything else is not found."""

    protocol_version = "HTTP/1.1"
    upstream = ""

    def do_GET(self) -> None:
        if not self.path.startswith(f"{PREFIX}/"):
            self.send_error(404, "outside of the prefix")
            return
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        said = {**self.headers, "X-Forwarded-Prefix": PREFIX, "X-Forwarded-Proto": "https"}
        said["X-Forwarded-For"] = "192.0.2.7"
        connection = http.client.HTTPConnection(self.upstream, timeout=60)
        connection.request(self.command, self.path.removeprefix(PREFIX), body, said)
        answer = connection.getresponse()
        content = answer.read()
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in {*HOP_BY_HOP, "content-length"}:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
        connection.close()

    do_POST = do_GET  # noqa: N815 - http.server names them so

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def prefixing(url: str) -> Iterator[str]:
    """Start a proxy before a service; gives where the service is then."""
    handler = type("Before", (Prefixed,), {"upstream": urlsplit(url).netloc})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{PREFIX}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
