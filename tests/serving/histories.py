"""Real histories, published one version after the other as a team would: what breaks opens the next major."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

import httpx

from tests.corpus import specs
from tests.serving.publishers import patiently

MEDIA_TYPES = {".json": "application/json", ".yaml": "application/yaml"}


@dataclass(frozen=True, slots=True)
class Step:
    """One version: how long the first answer took, the version it became, and the refusal before it, if any."""

    path: Path
    seconds: float
    version: dict[str, Any]
    refusal: dict[str, Any] | None


def histories() -> dict[str, list[Path]]:
    """Return the versions of every API of the corpus, oldest first; nothing where there is no corpus."""
    found = sorted(specs())
    return {folder.name: list(paths) for folder, paths in groupby(found, key=lambda path: path.parent)}


def replay(client: httpx.Client, api: str, paths: list[Path]) -> Iterator[Step]:
    """Publish a history under a name, each version as it comes."""
    for path in paths:
        send = partial(_post, client, api, path)
        started = time.perf_counter()
        answer = patiently(send)
        seconds = time.perf_counter() - started
        refusal = answer.json() if answer.status_code == 409 else None
        if refusal:
            major = refusal["required"].partition(".")[0]
            answer = patiently(partial(send, major=major))
        answer.raise_for_status()
        yield Step(path, seconds, answer.json(), refusal)


def _post(client: httpx.Client, api: str, path: Path, **parameters: str) -> httpx.Response:
    return client.post(
        f"/v1/apis/{api}/versions",
        params={"validity": "warn", **parameters},
        content=path.read_bytes(),
        headers={"Content-Type": MEDIA_TYPES[path.suffix]},
    )
