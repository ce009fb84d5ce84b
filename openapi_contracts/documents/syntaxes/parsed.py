"""The result of a reader: the data, the repeated keys, or the refusal of an unreadable document."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from openapi_contracts.documents.pointers import escape
from openapi_contracts.documents.problems import Problem, Unreadable
from openapi_contracts.documents.syntaxes.places import TextPlace

_LONGEST_QUOTED = 80  # characters of the document repeated in a sentence
_LONGEST_POINTER = 2_000  # a hundred pointers through one key of 8 MB would fill the memory


@dataclass(frozen=True, slots=True)
class Parsed:
    """The data of one document; `problems` lists the first keys written twice, `problem_count` counts all."""

    data: Any
    problems: tuple[Problem, ...] = ()
    problem_count: int = 0


def duplicate_key(key: str, path: Iterable[str | int], place: TextPlace, *, first_line: int) -> Problem:
    """Build the problem that `key`, the last step of `path`, repeats a key of `first_line`."""
    sentence = (
        f"The key {quoted(key)} on line {place.line} was already given on line {first_line}; "
        "the last value is used. Remove or rename one of them."
    )
    return Problem("duplicate-key", sentence, pointer(path), place.line, place.column)


def unreadable(code: str, detail: str, place: TextPlace | None = None) -> Unreadable:
    """Build the refusal of a document, at `place` if there is one."""
    if place is None:
        return Unreadable(Problem(code, detail))
    return Unreadable(Problem(code, detail, line=place.line, column=place.column))


def too_deep(limit: int, place: TextPlace | None = None) -> Unreadable:
    """Build the refusal of a document nested further than `limit`."""
    where = f" at {place}" if place else ""
    sentence = f"The document is nested more than {limit} levels deep{where}; move inner parts to components."
    return unreadable("document-too-deep", sentence, place)


def too_many_nodes(limit: int) -> Unreadable:
    """Build the refusal of a document of more than `limit` values, aliases counted as often as used."""
    sentence = f"The document has more than {limit:,} values, aliases expanded; split it into several APIs."
    return unreadable("document-too-many-nodes", sentence)


def nul_character(place: TextPlace) -> Unreadable:
    """Build the refusal of U+0000, which PostgreSQL stores in no text."""
    sentence = f"The text at {place} holds the character NUL (U+0000), which cannot be stored; remove it."
    return unreadable("nul-character", sentence, place)


def quoted(text: str) -> str:
    """Quote a piece of the document for a sentence, shortened."""
    return repr(text if len(text) <= _LONGEST_QUOTED else text[:_LONGEST_QUOTED] + "…")


def pointer(path: Iterable[str | int]) -> str:
    """Write `path` as a JSON Pointer (RFC 6901), stopping at the last ancestor that keeps it short."""
    written = ""
    for step in path:
        longer = f"{written}/{escape(step)}"
        if len(longer) > _LONGEST_POINTER:
            break
        written = longer
    return written
