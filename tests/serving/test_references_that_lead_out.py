"""No reference ever leaves its document: nobody is contacted and no file is read, wherever it stands."""

import json
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import httpx
import pytest

from tests.service import JSON, Service
from tests.serving.listener import Listener, listening
from tests.serving.publishers import patiently
from tests.serving.references import ADDRESSES, REFERENCES, targets

SECRET = "the-secret-of-the-file"


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    """What nobody may contact."""
    with listening() as started:
        yield started


@pytest.fixture(scope="module")
def to(listener: Listener, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Every way to name the listener, and a file with a secret in it."""
    file = tmp_path_factory.mktemp("secrets") / "secret.json"
    file.write_text(json.dumps({"type": "string", "description": SECRET}))
    return list(targets(listener.port, str(file)))


@pytest.mark.parametrize("place", REFERENCES)
def test_a_reference_that_leads_out_is_refused_and_named(service: Service, to: list[str], place: str) -> None:
    for answer in _published(service, place, [REFERENCES[place](target) for target in to], "enforce"):
        assert answer.status_code == 422, answer.text
        wrong = answer.json()["errors"]
        assert any("refers to another document" in each["detail"] for each in wrong), wrong
        assert SECRET not in answer.text


@pytest.mark.parametrize("place", REFERENCES)
def test_a_reference_that_leads_out_is_published_as_it_is_where_validity_only_warns(
    service: Service, to: list[str], place: str
) -> None:
    for answer in _published(service, place, [REFERENCES[place](target) for target in to], "warn"):
        assert answer.status_code in {200, 201}, answer.text
        assert answer.json()["problem_count"] > 0
        assert SECRET not in _shown(service, answer)


@pytest.mark.parametrize("place", ADDRESSES)
def test_an_address_in_a_document_is_not_visited(service: Service, to: list[str], place: str) -> None:
    for validity in ("enforce", "warn"):
        for answer in _published(service, f"{place}-{validity}", [ADDRESSES[place](each) for each in to], validity):
            assert answer.status_code in {200, 201, 422}, answer.text
            assert SECRET not in _shown(service, answer)


def test_nobody_has_contacted_the_listener(listener: Listener) -> None:
    assert listener.connections == 0
    with socket.create_connection(("127.0.0.1", listener.port)) as visitor:
        assert visitor.recv(1) == b""  # the listener has closed the connection, and so has counted it
    assert listener.connections == 1, "the listener does not count"


def _published(service: Service, place: str, documents: list[Any], validity: str) -> list[httpx.Response]:
    """Publish documents, two at a time, each as an API of its own."""
    with service.client() as client, ThreadPoolExecutor(2) as threads:
        sends = [
            partial(
                client.post,
                f"/v1/apis/{place}-{number}/versions",
                params={"validity": validity},
                content=json.dumps(document),
                headers=JSON,
            )
            for number, document in enumerate(documents)
        ]
        return list(threads.map(patiently, sends))


def _shown(service: Service, answer: httpx.Response) -> str:
    """Read all that is shown of a document: the answer to its publishing, its document as YAML, and its page."""
    if answer.status_code == 422:
        return answer.text
    links = answer.json()["links"]
    with service.client() as client:
        document = client.get(links["document"], headers={"Accept": "application/yaml"})
        return "".join(each.raise_for_status().text for each in (answer, document, client.get(links["ui"])))
