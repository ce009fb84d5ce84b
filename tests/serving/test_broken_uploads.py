"""Uploads that break off: what came is never published, however valid it reads."""

import socket
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests import service
from tests.service import ADMIN_TOKEN, Service

WHOLE = b"openapi: 3.0.3\ninfo: {title: Half, version: 1.0.0}\npaths: {}\n"
HEAD = (
    "POST /v1/apis/half/versions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/yaml\r\n"
    f"Authorization: Bearer {ADMIN_TOKEN}\r\n"
)


def chunked(content: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(content), content)


BROKEN = {
    "fewer bytes than said": f"{HEAD}Content-Length: {len(WHOLE) + 10}\r\n\r\n".encode() + WHOLE,
    "no last chunk": f"{HEAD}Transfer-Encoding: chunked\r\n\r\n".encode() + chunked(WHOLE),
    "half a chunk": f"{HEAD}Transfer-Encoding: chunked\r\n\r\n".encode() + chunked(WHOLE) + b"ff\r\n# more",
}


def send(running: Service, request: bytes, *, end: bool) -> bytes:
    """Send the beginning of a request, then nothing or the end of the connection; give what is answered."""
    address = urlsplit(running.url)
    with socket.create_connection((address.hostname, address.port), timeout=20) as connection:
        connection.sendall(request)
        if end:
            connection.shutdown(socket.SHUT_WR)
        return connection.recv(65536)


@pytest.mark.parametrize("end", [True, False], ids=["the connection ends", "nothing more comes"])
@pytest.mark.parametrize("how", BROKEN)
def test_what_came_of_an_upload_that_broke_off_is_not_published(tmp_path: Path, how: str, end: bool) -> None:
    patience: dict[str, Any] = {"GUNICORN_CMD_ARGS": "--timeout 2"}  # how long the server waits for more of a body
    with service.running(tmp_path, **patience) as running, running.client() as client:
        answer = send(running, BROKEN[how], end=end)
        assert end or b'"code":"body-incomplete"' in answer
        assert client.get("/v1/apis/half").status_code == 404
        published = client.post("/v1/apis/half/versions", content=WHOLE, headers=service.YAML)
        assert published.status_code == 201, "the same bytes, whole, are valid"
