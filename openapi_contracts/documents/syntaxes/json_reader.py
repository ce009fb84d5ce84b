"""Parses JSON (RFC 8259) within limits: data by orjson, and a second scan for duplicate keys and NUL."""

import re
from typing import Any

import orjson

from openapi_contracts.documents.limits import Limits
from openapi_contracts.documents.problems import Unreadable
from openapi_contracts.documents.syntaxes.json_duplicates import TOKEN, count_duplicates, duplicates
from openapi_contracts.documents.syntaxes.parsed import (
    DUPLICATE_KEY,
    Parsed,
    nul_character,
    too_deep,
    too_many_nodes,
    unreadable,
)
from openapi_contracts.documents.syntaxes.places import TextPlace, place

_ESCAPED_NUL = re.compile(r"(?<!\\)(?:\\\\)*+\\u0000")
_NOT_FINITE = re.compile(r"-?(?:NaN|Infinity)")


def parse(content: bytes, text: str, limits: Limits) -> Parsed:
    """Parse `content`, decoded as `text`. Raises Unreadable if it is not JSON or exceeds the limits."""
    try:
        data = loaded(content)
    except orjson.JSONDecodeError as error:
        raise _refusal(error, text, limits) from None
    _measure(data, text, limits)
    if b"\\u0000" in content and (nul := _ESCAPED_NUL.search(text)) is not None:
        raise nul_character(place(text, nul.start()))
    try:
        count = count_duplicates(text)
    except RecursionError:  # only if Limits.depth is near the interpreter's recursion limit
        raise too_deep(limits.depth) from None
    return Parsed(
        data, tuple(duplicates(text, limits.problems)) if count else (), {DUPLICATE_KEY: count} if count else {}
    )


def loaded(content: bytes) -> Any:
    """Parse JSON. Raises orjson.JSONDecodeError, or MemoryError, which orjson reports as a decode error."""
    try:
        return orjson.loads(content)
    except orjson.JSONDecodeError as error:
        if error.msg.startswith("Not enough memory"):
            raise MemoryError from None
        raise


def _refusal(error: orjson.JSONDecodeError, text: str, limits: Limits) -> Unreadable:
    where = place(text, error.pos)
    if "depth limit" in error.msg:
        return too_deep(limits.depth, _place_of_depth(text, limits.depth + 1))
    if "surrogate" in error.msg:
        sentence = f"The string at {where} contains a lone surrogate, which is not a character; remove it."
        return unreadable("lone-surrogate", sentence, where)
    if "infinity" in error.msg:
        sentence = (
            f"The number at {where} is too large for a 64-bit float; write it as a string or use a smaller number."
        )
        return unreadable("number-too-large", sentence, where)
    if _NOT_FINITE.match(text, error.pos) or _NOT_FINITE.match(text, max(0, error.pos - 1)):
        sentence = f"The value at {where} is NaN or Infinity, which JSON does not have; remove it or write a string."
        return unreadable("number-not-finite", sentence, where)
    return unreadable("json-syntax", f"The JSON is not well formed at {where}: {error.msg}.", where)


def _measure(data: Any, text: str, limits: Limits) -> None:
    """Raise Unreadable for data with too many levels or values; works level by level, without recursion."""
    level = [data]
    nodes, depth = 1, 0
    while level := [value for value in level if type(value) is dict or type(value) is list]:
        depth += 1
        if depth > limits.depth:
            raise too_deep(limits.depth, _place_of_depth(text, depth))
        nodes += sum(map(len, level))
        if nodes > limits.nodes:
            raise too_many_nodes(limits.nodes)
        below: list[Any] = []
        for collection in level:
            below.extend(collection.values() if type(collection) is dict else collection)
        level = below


def _place_of_depth(text: str, wanted: int) -> TextPlace | None:
    depth = 0
    for token in TOKEN.finditer(text):
        mark = token[0]
        if mark in "[{":
            depth += 1
            if depth == wanted:
                return place(text, token.start())
        elif mark in "]}":
            depth -= 1
    return None
