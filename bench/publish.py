"""What publishing a document costs, by size.

    make bench            # or: python -m bench.publish [folder of OpenAPI documents]

Processor time and memory are those of the process that reads, checks and digests it; `HTTP` is how long the publish
takes from request to answer, on the real service with SQLite. Documents of 10 kB to 12 MB, JSON and YAML, are made,
dense on purpose: two operations and a schema for each 1.1 kB. A folder of real ones may be named instead.
The peer is the stock openapi-spec-validator on the same document in the same run, parsed by PyYAML's CSafeLoader or by
json. Neither time includes starting Python; the highest of five rounds stands for the 95th percentile.
"""

import argparse
import json
import statistics
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from bench import costs
from bench.costs import Cost
from openapi_contracts.documents.isolation import AnalysisError, Analysts
from openapi_contracts.documents.limits import Limits
from openapi_contracts.documents.problems import TooCostly
from tests import service

ROUNDS = 5
SIZES = {"10 kB": 8, "100 kB": 80, "1 MB": 800, "12 MB": 10_500}  # label -> resources, each about 1.1 kB of JSON
PEER_SECONDS = 120  # so long is a child waited for; then it counts as having failed
PEER_MEMORY = 8 * 2**30


def made(resources: int) -> dict[str, Any]:
    """Make a document of so many resources, each with a schema and two operations that share it."""
    schemas = {f"Thing{index}": _schema(index) for index in range(resources)}
    paths = {f"/things{index}/{{id}}": _item(index) for index in range(resources)}
    info = {"title": "Made", "version": "1.0.0"}
    return {"openapi": "3.0.3", "info": info, "paths": paths, "components": {"schemas": schemas}}


def _schema(index: int) -> dict[str, Any]:
    whole = {"$ref": f"#/components/schemas/Thing{index // 2}"}
    properties = {f"field{each}": {"type": "string", "description": f"Field {each}."} for each in range(6)}
    return {"type": "object", "required": ["field0"], "properties": {**properties, "part_of": whole}}


def _item(index: int) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/Thing{index}"}}}
    parameter = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
    answer = {"200": {"description": "The thing.", "content": content}}
    get = {"operationId": f"get_{index}", "parameters": [parameter], "responses": answer}
    put = {"operationId": f"put_{index}", "parameters": [parameter], "requestBody": {"content": content}}
    return {"get": get, "put": {**put, "responses": answer}}


def measured(analysts: Analysts, task: Callable[[bytes], Cost], content: bytes) -> Cost | None:
    """Run a task in a child as the service's own, and say what it cost; None where it failed or took too long."""
    try:
        return analysts.run(task, content)
    except (TooCostly, AnalysisError):
        return None


def documents(folder: Path | None) -> Iterator[tuple[str, bytes]]:
    """Give documents with a label each: made by size and syntax, or the files of a folder."""
    if folder is not None:
        for path in sorted(path for path in folder.rglob("*") if path.suffix in {".json", ".yaml", ".yml"}):
            yield str(path.relative_to(folder)), path.read_bytes()
        return
    for label, resources in SIZES.items():
        data = made(resources)
        yield f"{label} JSON", json.dumps(data).encode()
        yield f"{label} YAML", yaml.dump(data, Dumper=yaml.CSafeDumper, sort_keys=False).encode()


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", help="a folder of OpenAPI documents")
    parser.add_argument("--without-peer", action="store_true", help="leave out the stock validator")
    chosen = parser.parse_args()
    analysts = Analysts(Limits(seconds=PEER_SECONDS, memory=PEER_MEMORY))
    columns = ("document", "bytes", "median", "p95", "memory", "HTTP", "stock", "stock/ours")
    print("{:34} {:>11} {:>9} {:>9} {:>9} {:>9} {:>9} {:>10}".format(*columns))
    with tempfile.TemporaryDirectory() as folder, service.running(Path(folder), REGISTRY_WORKERS="1") as running:
        for label, content in documents(chosen.folder):
            runs = [cost for _ in range(ROUNDS) if (cost := measured(analysts, costs.ours, content))]
            peer = None if chosen.without_peer else measured(analysts, costs.stock, content)
            times = [published(running, content) for _ in range(ROUNDS)]
            _print(label, len(content), runs, times, peer, without_peer=chosen.without_peer)
    analysts.close()


def published(running: service.Service, content: bytes) -> float:
    """Publish a document to an API of its own and give the seconds from request to answer."""
    name = f"bench-{uuid.uuid4().hex}"
    syntax = service.JSON if content[:1] == b"{" else service.YAML
    with running.client(**service.ADMIN, **syntax) as client:
        client.get("/healthz")  # connects
        start = time.perf_counter()
        response = client.post(f"/v1/apis/{name}/versions?validity=warn", content=content)
        spent = time.perf_counter() - start
    response.raise_for_status()
    return spent


def _print(
    label: str, size: int, runs: list[Cost], times: list[float], peer: Cost | None, *, without_peer: bool
) -> None:
    seconds = sorted(run.seconds for run in runs)
    middle, high = statistics.median(seconds), seconds[-1]
    memory = max(run.memory for run in runs) / 2**20
    stock_ms = "-" if without_peer else f"{peer.seconds * 1000:.0f} ms" if peer else "fails"
    ratio = f"{peer.seconds / middle:.1f}" if peer else "-"
    figures = " ".join(f"{value * 1000:6.0f} ms" for value in (middle, high))
    http = f"{statistics.median(times) * 1000:6.0f} ms"
    print(f"{label:34} {size:11,} {figures} {memory:5.0f} MiB {http} {stock_ms:>9} {ratio:>10}", flush=True)


if __name__ == "__main__":
    main()
