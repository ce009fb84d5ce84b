"""Finds duplicate keys of a JSON text: counts them quickly, and locates them only if there are any."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from openapi_contracts.documents.problems import Problem
from openapi_contracts.documents.syntaxes.parsed import duplicate_key
from openapi_contracts.documents.syntaxes.places import places

# Possessive quantifiers, so that a string of a million escapes needs no backtracking memory.
TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[\[\]{},]', re.DOTALL)


def count_duplicates(text: str) -> int:
    """Count the duplicate keys of well-formed `text`. Raises RecursionError near a depth of 900."""
    count = 0

    def visit(pairs: list[tuple[str, Any]]) -> None:
        nonlocal count
        count += len(pairs) - len(dict(pairs))

    # Numbers are parsed as booleans: they are not used, and parsing a long integer is slow.
    json.JSONDecoder(object_pairs_hook=visit, parse_int=bool, parse_float=bool).decode(text)
    return count


def duplicates(text: str, limit: int) -> list[Problem]:
    """Return a problem for each of the first `limit` duplicate keys of well-formed `text`, in its order."""
    found = list(islice(_repeated(text), limit))
    where = places(text, (offset for repeat in found for offset in (repeat.offset, repeat.first)))
    return [
        duplicate_key(repeat.key, repeat.path, where[repeat.offset], first_line=where[repeat.first].line)
        for repeat in found
    ]


@dataclass(frozen=True, slots=True)
class _Repeat:
    key: str
    path: tuple[str | int, ...]
    offset: int
    first: int


@dataclass(slots=True)
class _OpenJson:
    """A collection that is not closed yet; `step` is the key or index of the current value."""

    step: str | int
    awaits_key: bool
    keys: dict[str, int] = field(default_factory=dict)

    def next(self) -> None:
        """Advance past a comma."""
        if isinstance(self.step, int):
            self.step += 1
        else:
            self.awaits_key = True


def _repeated(text: str) -> Iterator[_Repeat]:
    stack = [_OpenJson(0, awaits_key=False)]
    for token in TOKEN.finditer(text):
        mark, here = token[0], stack[-1]
        if mark == "{":
            stack.append(_OpenJson("", awaits_key=True))
        elif mark == "[":
            stack.append(_OpenJson(0, awaits_key=False))
        elif mark == ",":
            here.next()
        elif mark[0] != '"':
            stack.pop()
        elif here.awaits_key:
            here.step, here.awaits_key = (key := json.loads(mark)), False
            if here.keys.setdefault(key, token.start()) != token.start():
                path = tuple(each.step for each in stack[1:])
                yield _Repeat(key, path, token.start(), here.keys[key])
