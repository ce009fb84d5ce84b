"""The result of parsing: the data and the duplicate keys; and constructors of problems and refusals."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from openapi_contracts.documents.pointers import escape
from openapi_contracts.documents.problems import Problem, Unreadable
from openapi_contracts.documents.syntaxes.places import TextPlace
from openapi_contracts.vocabulary import ProblemSeverity

_LONGEST_QUOTED = 80  # characters of the document quoted in a sentence
_LONGEST_POINTER = 2_000  # characters; a hundred pointers through a key of 8 MB would exhaust memory


@dataclass(frozen=True, slots=True)
class Parsed:
    """The data of one document; `problems` lists its first problems, and `counts` has the number of all, by code."""

    data: Any
    problems: tuple[Problem, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def problem_count(self) -> int:
        """The number of all problems."""
        return sum(self.counts.values())


DUPLICATE_KEY, MERGE_KEY = "duplicate-key", "merge-key"


def duplicate_key(key: str, path: Iterable[str | int], place: TextPlace, *, first_line: int) -> Problem:
    """Build the problem of a duplicate key, the last step of `path`; it occurs first on `first_line`."""
    sentence = (
        f"The key {quoted(key)} on line {place.line} was already given on line {first_line}; "
        "the last value is used. Remove or rename one of them."
    )
    return Problem(DUPLICATE_KEY, sentence, pointer(path), place.line, place.column)


def merge_key(path: Iterable[str | int], place: TextPlace) -> Problem:
    """Build the notice of a merge key, whose mapping is at `path`."""
    sentence = (
        f"The merge key << on line {place.line} is expanded; YAML 1.2 does not define it, so other readers may not. "
        "Write out the members, or use $ref."
    )
    return Problem(MERGE_KEY, sentence, pointer(path), place.line, place.column, ProblemSeverity.WARNING)


def unreadable(code: str, detail: str, place: TextPlace | None = None) -> Unreadable:
    """Build the refusal of a document, with a place if it is known."""
    if place is None:
        return Unreadable(Problem(code, detail))
    return Unreadable(Problem(code, detail, line=place.line, column=place.column))


def too_deep(limit: int, place: TextPlace | None = None) -> Unreadable:
    """Build the refusal of a document nested deeper than `limit` levels."""
    where = f" at {place}" if place else ""
    sentence = f"The document is nested more than {limit} levels deep{where}; move inner parts to `components`."
    return unreadable("document-too-deep", sentence, place)


def too_many_nodes(limit: int) -> Unreadable:
    """Build the refusal of a document with more than `limit` values; an alias counts all values of its anchor."""
    sentence = f"The document has more than {limit:,} values, aliases expanded; split it into several APIs."
    return unreadable("document-too-many-nodes", sentence)


def nul_character(place: TextPlace) -> Unreadable:
    """Build the refusal of U+0000, which PostgreSQL cannot store in text."""
    sentence = f"The text at {place} contains the character NUL (U+0000), which cannot be stored; remove it."
    return unreadable("nul-character", sentence, place)


def quoted(text: str) -> str:
    """Return a quoted, shortened piece of the document for a sentence."""
    return repr(text if len(text) <= _LONGEST_QUOTED else text[:_LONGEST_QUOTED] + "…")


def pointer(path: Iterable[str | int]) -> str:
    """Return `path` as a JSON Pointer (RFC 6901); a too long pointer is cut to an ancestor."""
    written = ""
    for step in path:
        longer = f"{written}/{escape(step)}"
        if len(longer) > _LONGEST_POINTER:
            break
        written = longer
    return written
