"""The contracts as they are published: bytes made ready, with their ETag, and with the prefix of a proxy."""

from collections.abc import Callable, Mapping
from functools import lru_cache, partial

import orjson
import yaml

from edge.answers import Answer
from edge.contracts import Contract, etag
from edge.exchange import current
from edge.responses import JSON, Caching, stored

YAML = "application/yaml"  # RFC 9512
PREFIXES = 16  # whose contracts are kept


def published(contract: Contract) -> Mapping[str, Callable[[], Answer]]:
    """Give what answers at each path where a contract is published."""
    make = lru_cache(maxsize=PREFIXES)(partial(_written, contract))
    return {
        f"{contract.base_path}/openapi.json": lambda: _answer(make(current().prefix, JSON), JSON),
        f"{contract.base_path}/openapi.yaml": lambda: _answer(make(current().prefix, YAML), YAML),
    }


def _answer(made: tuple[bytes, str], media_type: str) -> Answer:
    content, tag = made
    return stored(content, media_type=media_type, etag=tag, caching=Caching.SHORT)


def _written(contract: Contract, prefix: str, media_type: str) -> tuple[bytes, str]:
    """Write a contract whose server is behind a prefix, and its ETag."""
    content = contract.as_json if media_type == JSON else contract.as_yaml
    if prefix:
        data = {**contract.data, "servers": [{"url": prefix + contract.base_path}]}
        said = yaml.safe_dump(data, sort_keys=False, allow_unicode=True).encode()
        content = orjson.dumps(data) if media_type == JSON else said
    return content, etag(content)
