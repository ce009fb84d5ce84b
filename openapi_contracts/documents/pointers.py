"""JSON Pointers (RFC 6901): escaping, parsing and resolving."""

from collections.abc import Iterable
from typing import Any

_LONGEST_INDEX = 7  # digits; no list is longer, and int() is slow for many digits


def escape(step: str | int) -> str:
    """Return the escaped reference token for a step."""
    text = str(step)
    return text.replace("~", "~0").replace("/", "~1") if "~" in text or "/" in text else text


def unescape(token: str) -> str:
    """Return the step of an escaped reference token."""
    return token.replace("~1", "/").replace("~0", "~") if "~" in token else token


def join(steps: Iterable[str | int]) -> str:
    """Return the pointer of steps from the root."""
    return "".join(f"/{escape(step)}" for step in steps)


def split(pointer: str) -> list[str]:
    """Return the unescaped steps of a pointer."""
    tokens = pointer.split("/")[1:]
    return [unescape(token) for token in tokens] if "~" in pointer else tokens


def child(value: Any, step: str) -> Any:
    """Return the member or item of a value at a step. Raises KeyError if there is none."""
    if isinstance(value, dict):
        return value[step]
    if isinstance(value, list) and step.isascii() and step.isdigit() and len(step) <= _LONGEST_INDEX:
        index = int(step)
        if index < len(value):
            return value[index]
    raise KeyError(step)


def resolve(document: Any, pointer: str) -> Any:
    """Return the value at a pointer; `$ref` is not followed. Raises KeyError if there is none."""
    if pointer and not pointer.startswith("/"):
        raise KeyError(pointer)
    value = document
    for token in pointer.split("/")[1:]:
        step = unescape(token) if "~" in token else token
        value = value[step] if isinstance(value, dict) else child(value, step)  # the common case first
    return value
