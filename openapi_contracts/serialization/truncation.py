"""Truncates long values, so that a report stays small whatever length a contract requires.

A string with a run of 60 equal characters, or longer than 1,000, is shown by its start and its length; so is
an array of more than 50 items and an object of more than 200 members.
"""

import re
from dataclasses import dataclass
from typing import Any

_RUN = re.compile(r"(.)\1{59}", re.DOTALL)
_LONGEST_TEXT = 1_000
_LONGEST_LIST = 50
_LONGEST_OBJECT = 200
_SHOWN_OF_TEXT, _SHOWN_OF_RUN, _SHOWN_OF_MANY = 60, 4, 3
_DEEPEST = 60  # levels shown; samples and witnesses of real contracts have at most a dozen


@dataclass(frozen=True, slots=True)
class Elided:
    """A string, list or object that is shown by its start; `unit` names what is counted."""

    start: Any
    count: int
    unit: str


@dataclass(frozen=True, slots=True)
class Missing:
    """A placeholder for a value that was not found."""

    name: str


def briefly(value: Any, depth: int = 0) -> Any:
    """Return parsed JSON with every long value elided."""
    if isinstance(value, str):
        return _short(value)
    if isinstance(value, list | dict) and depth == _DEEPEST:
        return Elided("", len(value), "items" if isinstance(value, list) else "members")
    if isinstance(value, list):
        if len(value) > _LONGEST_LIST:
            return Elided([briefly(item, depth + 1) for item in value[:_SHOWN_OF_MANY]], len(value), "items")
        return [briefly(item, depth + 1) for item in value]
    if isinstance(value, dict):
        return _few(value, depth)
    return value


def cut(text: str, most: int) -> str:
    """Return text, cut where it is too long."""
    return text if len(text) <= most else f"{text[:most]}...({len(text)}-characters)"


def _short(text: str) -> str | Elided:
    run = _RUN.search(text)
    if run is not None:
        shown = min(run.start() + _SHOWN_OF_RUN, _SHOWN_OF_TEXT)
    elif len(text) > _LONGEST_TEXT:
        shown = _SHOWN_OF_TEXT
    else:
        return text
    return Elided(text[:shown], len(text), "characters")


def _few(value: dict[str, Any], depth: int) -> dict[str, Any] | Elided:
    names = list(value)
    if any(len(name) > _LONGEST_TEXT for name in names) or len(names) > _LONGEST_OBJECT:
        shown = {name: briefly(value[name], depth + 1) for name in names[:_SHOWN_OF_MANY] if len(name) <= _LONGEST_TEXT}
        return Elided(shown, len(names), "members")
    return {name: briefly(item, depth + 1) for name, item in value.items()}
