"""Real descriptions through the whole service: served back byte for byte, or refused with what is wrong where."""

import base64
import hashlib
import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.corpus import specs
from tests.service import Service
from tests.serving.publishers import patiently

pytestmark = pytest.mark.corpus

log = logging.getLogger(__name__)  # shown with --log-cli-level=INFO
AT_ONCE = 2
MEDIA_TYPES = {".json": "application/json", ".yaml": "application/yaml"}
SHOWN = 100  # problems that an answer lists at most
CONVERTED = 5  # documents sent back in the other syntax
MIDDLE = range(100_000, 1_500_000)  # bytes of those


@dataclass(frozen=True, slots=True)
class Passage:
    """How a document fared: refused under enforce or not, then published and read."""

    refusal: httpx.Response | None
    published: httpx.Response
    read: httpx.Response
    known: httpx.Response  # read again with the ETag


DOCUMENTS = sorted(specs(), key=lambda path: path.parent)  # those of an API together, smallest first


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


@pytest.fixture(scope="module")
def passages(service: Service) -> dict[Path, Passage]:
    """Every document sent through one service that judges none, those of an API one after the other."""
    folders = [list(paths) for _, paths in groupby(DOCUMENTS, key=lambda path: path.parent)]
    with service.client() as client, ThreadPoolExecutor(AT_ONCE) as threads:
        client.put("/v1/policy", json={"mode": "off"}, headers={"If-Match": "*"}).raise_for_status()
        found = threads.map(lambda paths: [(path, _pass(client, path)) for path in paths], folders)
        passages = dict(passage for folder in found for passage in folder)
    _report(passages)
    return passages


def test_there_is_a_corpus_to_send() -> None:
    assert specs()


@pytest.mark.parametrize("path", DOCUMENTS, ids=_name)
def test_a_real_document_is_served_back_byte_for_byte(passages: dict[Path, Passage], path: Path) -> None:
    passage, content = passages[path], path.read_bytes()
    sha256 = hashlib.sha256(content)
    assert passage.published.status_code == 201, passage.published.text[:500]
    assert passage.read.content == content
    assert passage.read.headers["Content-Type"] == MEDIA_TYPES[path.suffix]
    assert passage.read.headers["ETag"] == f'"{sha256.hexdigest()}"'
    digest = base64.b64encode(sha256.digest()).decode()
    assert passage.read.headers["Repr-Digest"] == f"sha-256=:{digest}:"
    assert (passage.known.status_code, passage.known.content) == (304, b"")


@pytest.mark.parametrize("path", DOCUMENTS, ids=_name)
def test_what_is_wrong_with_a_real_document_has_a_place_in_it(passages: dict[Path, Passage], path: Path) -> None:
    refusal, version = passages[path].refusal, passages[path].published.json()
    if refusal is None:
        assert (version["valid"], version["error_count"]) == (True, 0)
        assert all(each["severity"] == "warning" for each in version["problems"])
        return
    assert refusal.status_code == 422, refusal.text[:500]
    problem, lines = refusal.json(), path.read_text(encoding="utf-8").splitlines()
    assert 0 < len(problem["errors"]) <= min(problem["error_count"], SHOWN)
    for error in problem["errors"]:
        _check_place(error, lines)
    assert (version["valid"], version["error_count"]) == (False, problem["error_count"])
    assert [each for each in version["problems"] if each["severity"] == "error"] == problem["errors"]


def test_a_real_document_in_the_other_syntax_is_the_version_it_was(
    service: Service, passages: dict[Path, Passage]
) -> None:
    latest = {path.parent: path for path in passages}  # the last of each API
    chosen = [path for path in latest.values() if path.stat().st_size in MIDDLE][:CONVERTED]
    with service.client() as client:
        for path in chosen:
            published = passages[path].published.json()
            other = next(media for suffix, media in MEDIA_TYPES.items() if suffix != path.suffix)
            converted = client.get(published["links"]["document"], headers={"Accept": other}).raise_for_status()
            assert converted.headers["Content-Type"] == other
            assert converted.content != path.read_bytes()
            answer = _publish(client, published["api"], converted.content, other, "warn")
            assert (answer.status_code, answer.json()["version"]) == (200, published["version"])
    assert chosen


def _check_place(error: dict[str, Any], lines: list[str]) -> None:
    assert error["code"]
    assert error["detail"]
    assert error["pointer"] is not None
    assert 1 <= error["line"] <= len(lines)
    assert 1 <= error["column"] <= len(lines[error["line"] - 1]) + 1


def _pass(client: httpx.Client, path: Path) -> Passage:
    api, content, media_type = path.parent.name, path.read_bytes(), MEDIA_TYPES[path.suffix]
    published, refusal = _publish(client, api, content, media_type, "enforce"), None
    if published.status_code >= 400:
        refusal, published = published, _publish(client, api, content, media_type, "warn")
    place = f"/v1/apis/{api}/versions/{published.json().get('version', 'latest')}/document"
    read = client.get(place, headers={"Accept-Encoding": "identity"})
    known = client.get(place, headers={"If-None-Match": read.headers.get("ETag", "")})
    return Passage(refusal, published, read, known)


def _publish(client: httpx.Client, api: str, content: bytes, media_type: str, validity: str) -> httpx.Response:
    return patiently(
        lambda: client.post(
            f"/v1/apis/{api}/versions",
            params={"validity": validity},
            content=content,
            headers={"Content-Type": media_type},
        )
    )


def _report(passages: dict[Path, Passage]) -> None:
    """Log how many documents were valid, and how many problems the others have."""
    refused = {path: passage.refusal.json() for path, passage in passages.items() if passage.refusal}
    log.info("%s documents, %s published under enforce", len(passages), len(passages) - len(refused))
    for path, problem in refused.items():
        log.info("%s: %s, %s problems", _name(path), problem["code"], problem.get("error_count"))
