"""The contracts this service answers by: every specs/vN.yaml, checked, mounted, and published as it is."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
import yaml


class ContractError(Exception):
    """A contract of this service cannot be served; the message names the file and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Contract:
    """One major of this service: its name (v1), its data, and its bytes as published."""

    name: str
    data: Mapping[str, Any]
    as_json: bytes
    as_yaml: bytes

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
    return tuple(_load(path, open_reads=open_reads) for path in sorted(folder.glob("v*.yaml")))


def etag(content: bytes) -> str:
    """Make the strong ETag of a published contract, without quotes."""
    return hashlib.sha256(content).hexdigest()[:32]


def _load(path: Path, *, open_reads: bool) -> Contract:
    try:
        content = path.read_bytes()
        data = yaml.safe_load(content)
        server, version = data["servers"][0]["url"], str(data["info"]["version"])
    except (OSError, yaml.YAMLError, LookupError, TypeError) as error:
        raise ContractError(f"{path}: cannot be read: {error}") from error
    if server != f"/{path.stem}" or f"v{version.split('.')[0]}" != path.stem:
        raise ContractError(f"{path}: file name, servers[0].url {server!r} and info.version {version!r} disagree")
    if not open_reads:
        _close(data)
        content = yaml.safe_dump(data, sort_keys=False, allow_unicode=True).encode()
    return Contract(path.stem, data, orjson.dumps(data), content)


def _close(data: dict[str, Any]) -> None:
    """Ask for a token everywhere: the contract says what holds where it is served."""
    operations = (each for item in data["paths"].values() for each in item.values() if isinstance(each, dict))
    for place in (data, *operations):
        if {} in place.get("security", []):
            place["security"] = [each for each in place["security"] if each]
