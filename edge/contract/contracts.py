"""The contracts this service answers by: every specs/vN.yaml, checked, mounted, and published as it is."""

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
    """A contract of this service cannot be served; the message names the file and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Contract:
    """One major of this service: its name (v1), its data, its bytes as published, and what it announces."""

    name: str
    number: Number
    data: Mapping[str, Any]
    as_json: bytes
    as_yaml: bytes
    lifecycles: Lifecycles

    @property
    def base_path(self) -> str:
        """Where it is mounted."""
        return f"/{self.name}"

    @property
    def version(self) -> str:
        """Its `info.version`, which answers as API-Version."""
        return str(self.data["info"]["version"])


def load(folder: Path, *, open_reads: bool) -> tuple[Contract, ...]:
    """Load every contract of a folder, lowest major first. Raises ContractError."""
    loaded = [_load(path, open_reads=open_reads) for path in folder.glob("v[0-9]*.yaml")]
    if not loaded:
        raise ContractError(f"{folder}: holds no contract, such as v1.yaml")
    return tuple(sorted(loaded, key=lambda each: each.number.major))


def places(contracts: Sequence[Contract]) -> Mapping[str, str]:
    """Find the path of each operation by its id, in the newest major that has it; parameters are in braces."""
    return {
        str(operation.get("operationId")): f"{contract.base_path}{path}"
        for contract in contracts
        for path, item in contract.data["paths"].items()
        for operation in operations({"paths": {path: item}})
    }


def _load(path: Path, *, open_reads: bool) -> Contract:
    try:
        content = path.read_bytes()
        data = yaml.safe_load(content)
        server, version = data["servers"][0]["url"], str(data["info"]["version"])
        lifecycles = compile_lifecycles(data)
    except (OSError, yaml.YAMLError, LookupError, TypeError, ValueError) as error:
        raise ContractError(f"{path}: cannot be read: {error}") from error
    number = numbers.parse(version)
    if number is None or server != f"/{path.stem}" or f"v{number.major}" != path.stem:
        raise ContractError(f"{path}: file name, servers[0].url {server!r} and info.version {version!r} disagree")
    if _changed(data, lifecycles, open_reads=open_reads):
        content = yaml.safe_dump(data, sort_keys=False, allow_unicode=True).encode()
    return Contract(path.stem, number, data, orjson.dumps(data), content, lifecycles)


def _changed(data: dict[str, Any], lifecycles: Lifecycles, *, open_reads: bool) -> bool:
    """Have a contract say what holds where it is served; give whether that is more than its file says."""
    if not open_reads:
        _close(data)
    deprecated = lifecycles.whole is not None and lifecycles.whole.deprecated is not None
    if deprecated:
        for operation in operations(data):
            operation["deprecated"] = True
    return deprecated or not open_reads


def _close(data: dict[str, Any]) -> None:
    """Ask for a token everywhere."""
    for place in (data, *operations(data)):
        if {} in place.get("security", []):
            place["security"] = [each for each in place["security"] if each]
