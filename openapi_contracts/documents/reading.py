"""Parses JSON and YAML to the same plain data, and refuses documents that exceed the limits."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from openapi_contracts.documents.limits import Limits
from openapi_contracts.documents.problems import Problem, Unreadable
from openapi_contracts.documents.syntaxes import json_reader, yaml_reader
from openapi_contracts.documents.syntaxes.parsed import Parsed, nul_character, unreadable
from openapi_contracts.documents.syntaxes.places import place

BOM = b"\xef\xbb\xbf"
_WHITE = " \t\r\n"


class Syntax(StrEnum):
    """The syntax of a document."""

    JSON = "json"
    YAML = "yaml"


@dataclass(frozen=True, slots=True)
class Reading:
    """A parsed document: `data` has only dict with str keys, list, str, int, float, bool and None.

    In both syntaxes, numbers are as `orjson.loads` returns them: an integer beyond 64 bits is a float. A YAML alias
    shares the object of its anchor. `problems` lists duplicate keys and merge keys in document order, at most
    `Limits.problems`; `counts` has the number of all, by code.
    """

    data: Any
    syntax: Syntax
    problems: tuple[Problem, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def problem_count(self) -> int:
        """The number of all problems."""
        return sum(self.counts.values())


def read(content: bytes, limits: Limits, *, declared: Syntax | None = None) -> Reading:
    """Parse a document in the declared syntax, or in the syntax its first character suggests. Raises Unreadable."""
    if len(content) > limits.bytes:
        size = f"{len(content):,} bytes, more than the {limits.bytes:,} allowed"
        raise unreadable("document-too-large", f"The document has {size}; split it into several APIs.")
    content = content.removeprefix(BOM)
    text = _decoded(content)
    if (start := text.lstrip(_WHITE)[:1]) == "":
        raise unreadable("empty-document", "The document is empty; send an OpenAPI document in JSON or YAML.")
    if declared is Syntax.JSON or start in "{[":
        return _read_json_first(content, text, limits, declared)
    return _reading(yaml_reader.parse(content, text, limits), Syntax.YAML)


def _read_json_first(content: bytes, text: str, limits: Limits, declared: Syntax | None) -> Reading:
    """Parse text as JSON, and if that fails as YAML, whose flow style begins like JSON.

    If both fail, the error is that of the declared syntax, else that of JSON.
    """
    try:
        return _reading(json_reader.parse(content, text, limits), Syntax.JSON)
    except Unreadable as refusal:
        if declared is Syntax.JSON or refusal.problem.code != "json-syntax":
            raise
        as_json = refusal
    try:
        return _reading(yaml_reader.parse(content, text, limits), Syntax.YAML)
    except Unreadable:
        if declared is Syntax.YAML:
            raise
        raise as_json from None


def _reading(parsed: Parsed, syntax: Syntax) -> Reading:
    return Reading(parsed.data, syntax, parsed.problems, parsed.counts)


def _decoded(content: bytes) -> str:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        where = place(before, len(before))
        sentence = f"The document is not UTF-8: byte 0x{content[error.start]:02x} at {where}; save it as UTF-8."
        raise unreadable("not-utf-8", sentence, where) from None
    if (nul := text.find("\0")) < 0:
        return text
    if "\0" in text[:4]:  # ASCII in UTF-16 or UTF-32 without a byte order mark
        raise unreadable("not-utf-8", "The document looks like UTF-16 or UTF-32; save it as UTF-8.")
    raise nul_character(place(text, nul))
