"""Reads every specs/vN.yaml and checks it: one contract for each major version."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
import yaml

from edge.contract.lifecycle import Lifecycles, compile_lifecycles, operations
from registry import numbers
from registry.numbers import Number


class ContractError(Exception):
    """A contract cannot be served; the message names the file and the fault."""


@dataclass(frozen=True, slots=True)
class Contract:
    """One major version: its name (v1), its parsed contract, the bytes to publish, and its deprecations."""

    name: str
    number: Number
    data: Mapping[str, Any]
    as_json: bytes
    as_yaml: bytes
    lifecycles: Lifecycles

    @property
    def base_path(self) -> str:
        """The path it is mounted at."""
        return f"/{self.name}"

    @property
    def version(self) -> str:
        """Its `info.version`, sent as API-Version."""
        return str(self.data["info"]["version"])


def load(folder: Path, *, open_reads: bool) -> tuple[Contract, ...]:
    """Load every contract of a folder, lowest major version first. Raises ContractError."""
    loaded = [_load(path, open_reads=open_reads) for path in folder.glob("v[0-9]*.yaml")]
    if not loaded:
        raise ContractError(f"{folder}: there is no contract, such as v1.yaml, in this folder")
    return tuple(sorted(loaded, key=lambda each: each.number.major))


def operation_paths(contracts: Sequence[Contract]) -> Mapping[str, str]:
    """Map each operation id to its path, in the newest major version that has it; parameters stay in braces."""
    return {
        str(operation.get("operationId")): f"{contract.base_path}{path}"
        for contract in contracts
        for path, item in contract.data["paths"].items()
        for operation in operations({"paths": {path: item}})
    }


def _load(path: Path, *, open_reads: bool) -> Contract:
    try:
        content = path.read_bytes()
        data = yaml.load(content, yaml.CSafeLoader)  # ten times as fast as `safe_load`, and as safe
        server, version = data["servers"][0]["url"], str(data["info"]["version"])
        lifecycles = compile_lifecycles(data)
    except (OSError, yaml.YAMLError, LookupError, TypeError, ValueError) as error:
        raise ContractError(f"{path}: cannot be read: {error}") from error
    number = numbers.parse(version)
    if number is None or server != f"/{path.stem}" or f"v{number.major}" != path.stem:
        raise ContractError(f"{path}: file name, servers[0].url {server!r} and info.version {version!r} disagree")
    if _adapt(data, lifecycles, open_reads=open_reads):
        content = yaml.safe_dump(data, sort_keys=False, allow_unicode=True).encode()
    return Contract(path.stem, number, data, orjson.dumps(data), content, lifecycles)


def _adapt(data: dict[str, Any], lifecycles: Lifecycles, *, open_reads: bool) -> bool:
    """Adapt a contract to how this service is configured; return whether anything changed.

    Without open reads every operation needs a token. A deprecated contract deprecates each operation.
    """
    if not open_reads:
        _require_token(data)
    deprecated = lifecycles.whole is not None and lifecycles.whole.deprecated is not None
    if deprecated:
        for operation in operations(data):
            operation["deprecated"] = True
    return deprecated or not open_reads


def _require_token(data: dict[str, Any]) -> None:
    """Require a token for every operation."""
    for place in (data, *operations(data)):
        if {} in place.get("security", []):
            place["security"] = [each for each in place["security"] if each]
