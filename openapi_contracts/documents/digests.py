"""The two digests of a document: of its exact bytes, and of its content independent of formatting."""

import hashlib
import json
import re
from typing import Any

import orjson

# An integral float as orjson writes it: 3.0, 1e+16, 1.5e+300. A match inside a string only costs an unneeded
# conversion.
_INTEGRAL = re.compile(rb"[:,\[]-?\d+(?:\.0|(?:\.\d+)?e\+\d+)[,\]}]")
_LEAST, _GREATEST = (
    -(2**63),
    2**64 - 1,
)  # the integers that orjson writes; the reader turns larger ones into floats


def sha256_hex(content: bytes) -> str:
    """Return the SHA-256 hex digest of bytes."""
    return hashlib.sha256(content).hexdigest()


def content_digest(data: Any) -> str:
    """Return the digest of the canonical form of an object: keys sorted, annotations kept, numbers by value.

    1.0 and 1 are the same number (JSON Schema 2020-12 core, 4.2.3), so their digests are equal; so are those of -0.0
    and 0.
    """
    canonical = _sorted_json(data)
    if _INTEGRAL.search(canonical):
        canonical = _sorted_json(_with_integers(data))
    return sha256_hex(canonical)


def _sorted_json(data: Any) -> bytes:
    try:
        return orjson.dumps(data, option=orjson.OPT_SORT_KEYS)
    except orjson.JSONEncodeError:  # deeper than the 254 levels that orjson writes; Limits.depth may allow more
        return json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def _with_integers(data: Any) -> Any:
    """Copy the data with integral floats replaced by integers. Limits.depth bounds the recursion."""
    if isinstance(data, dict):
        return {key: _with_integers(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_with_integers(value) for value in data]
    if isinstance(data, float) and data.is_integer() and _LEAST <= data <= _GREATEST:
        return int(data)
    return data
