"""Validates a value against one keyword alone."""

import json
from functools import lru_cache
from typing import Any

import jsonschema_rs

from openapi_contracts.contracts import Direction
from openapi_contracts.differences.schemas.model import Difference
from openapi_contracts.differences.schemas.wording import value_text

LONGEST = 300  # characters of a validator's message: it repeats the value, which may be of millions


def refusal(schema: Any, value: Any) -> str | None:
    """Return a validator's message for a value that a keyword alone rejects; None where it accepts."""
    try:
        found = next(iter(_validator(json.dumps(schema)).iter_errors(value)), None)
    except (ValueError, TypeError, OverflowError, RecursionError):
        return None
    return None if found is None else found.message


@lru_cache(maxsize=1_000)
def _validator(text: str) -> jsonschema_rs.Draft202012Validator:
    schema = json.loads(text)
    return jsonschema_rs.Draft202012Validator(schema, pattern_options=jsonschema_rs.RegexOptions())


def why(difference: Difference, direction: Direction, value: Any, at: str) -> str:
    """Say why a value fails, in a validator's words where one keyword decides."""
    alone = difference.alone(direction)[1]
    message = refusal(alone, value) if alone is not None else None
    if message is None and difference.name is not None and isinstance(value, dict) and difference.name in value:
        message = f"{value_text(value[difference.name])} is not allowed as `{difference.name}`"
    sentence = message if message and len(message) <= LONGEST else f"{value_text(value)} is not allowed"
    return f"{sentence} at {at}" if at else sentence
