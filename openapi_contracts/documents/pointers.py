"""JSON Pointers (RFC 6901): written, read, and followed one step at a time."""

from collections.abc import Iterable
from typing import Any

_LONGEST_INDEX = 7  # digits; no list is longer, and long digits cost time to convert


def escape(step: str | int) -> str:
    """Write one step of a pointer."""
    text = str(step)
    return text.replace("~", "~0").replace("/", "~1") if "~" in text or "/" in text else text


def unescape(token: str) -> str:
    """Read one step of a pointer."""
    return token.replace("~1", "/").replace("~0", "~") if "~" in token else token


def join(steps: Iterable[str | int]) -> str:
    """Write steps as a pointer."""
    return "".join(f"/{escape(step)}" for step in steps)


def split(pointer: str) -> list[str]:
    """Read the steps of a pointer."""
    tokens = pointer.split("/")[1:]
    return [unescape(token) for token in tokens] if "~" in pointer else tokens


def child(value: Any, step: str) -> Any:
    """Return the member or item of a value that a step leads to; KeyError where there is none."""
    if isinstance(value, dict):
        return value[step]
    if isinstance(value, list) and step.isascii() and step.isdigit() and len(step) <= _LONGEST_INDEX:
        index = int(step)
        if index < len(value):
            return value[index]
    raise KeyError(step)


def resolve(document: Any, pointer: str) -> Any:
    """Return the value a pointer leads to, through no reference; KeyError where it leads nowhere."""
    if pointer and not pointer.startswith("/"):
        raise KeyError(pointer)
    value = document
    for token in pointer.split("/")[1:]:
        step = unescape(token) if "~" in token else token
        value = value[step] if isinstance(value, dict) else child(value, step)  # most steps lead into an object
    return value
