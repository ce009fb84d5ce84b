"""Locates values in a JSON text, and skips all other text quickly."""

import json
import re
from json.decoder import scanstring  # type: ignore[attr-defined]  # typeshed leaves it out

from openapi_contracts.documents.syntaxes.pointer_tree import PointerTree

_WHITE = re.compile(r"[ \t\r\n]*")
_COLON = re.compile(r"[ \t\r\n]*:[ \t\r\n]*")
_COMMA = re.compile(r"[ \t\r\n]*,?[ \t\r\n]*")
_skip = json.JSONDecoder(parse_int=bool, parse_float=bool).raw_decode  # the values of numbers are not used


class _JsonCollection:
    """An open collection that contains a value to locate."""

    __slots__ = ("index", "is_object", "wanted")

    def __init__(self, wanted: PointerTree, *, is_object: bool) -> None:
        self.wanted = wanted
        self.is_object = is_object
        self.index = 0

    def next(self, text: str, at: int) -> tuple[str, int]:
        """Return the key or index of the member that begins at `at`, and the offset of its value."""
        if self.is_object:
            key, end = scanstring(text, at + 1)
            return key, _after(_COLON, text, end)
        self.index += 1
        return str(self.index - 1), at


def find(text: str, wanted: PointerTree) -> None:
    """Record the offsets of all values in `wanted`, in well-formed `text`."""
    stack = [
        _JsonCollection(PointerTree(inside={"0": wanted}), is_object=False)
    ]  # treats the text as a list of one value
    at = _after(_WHITE, text, 0)
    while stack:
        if at == len(text) or text[at] in "}]":
            stack.pop()
            at = _after(_COMMA, text, at + 1)
            continue
        step, value = stack[-1].next(text, at)
        member = stack[-1].wanted.inside.get(step)
        if member is not None:
            member.found(at)
        if member is not None and member.inside and text[value] in "{[":
            stack.append(_JsonCollection(member, is_object=text[value] == "{"))
            at = _after(_WHITE, text, value + 1)
        else:
            at = _after(_COMMA, text, _skip(text, value)[1])


def _after(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return at if match is None else match.end()
