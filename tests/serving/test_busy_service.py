"""A service busy with documents: readers are served meanwhile, and who has to wait too long is told to come back."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx

from tests import service
from tests.openapi_contracts.documents.hostile import BODIES

CLIENTS = 16  # more than a worker has handler threads


def test_readers_are_served_while_costly_documents_fill_every_turn(tmp_path: Path) -> None:
    (costly,) = [body for body in BODIES if body.name == "flat-yaml-1m"]
    content = costly.build()
    settings: dict[str, Any] = {"REGISTRY_WORKERS": "1", "REGISTRY_ANALYSTS": "1", "REGISTRY_ANALYSIS_PATIENCE": "12"}

    def send(_: int) -> httpx.Response:
        with running.client() as client:
            return client.post("/v1/validations", content=content, headers=service.YAML)

    with service.running(tmp_path, **settings) as running, ThreadPoolExecutor(CLIENTS) as threads:
        sent = [threads.submit(send, number) for number in range(CLIENTS)]
        time.sleep(2)  # all of them have been read by now, and wait
        with running.client() as client:
            started = time.monotonic()
            assert client.get("/v1/apis").status_code == 200
            waited = time.monotonic() - started
        answers = [each.result() for each in sent]
    assert waited < 4, "a reader waits for a thread, not for the documents before it"
    assert {answer.status_code for answer in answers} <= {200, 422, 503}
    assert all("retry-after" in answer.headers for answer in answers if answer.status_code == 503)
