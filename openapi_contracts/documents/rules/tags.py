"""Checks tags with openapi-spec-validator's rules: unique names and, since OpenAPI 3.2, valid parents."""

from collections.abc import Iterable, Iterator
from typing import Any

from openapi_contracts.documents.problems import Problem
from openapi_contracts.documents.rules.cursor import DocumentCursor
from openapi_contracts.documents.rules.guarding import Guarded
from openapi_contracts.documents.syntaxes.parsed import pointer, quoted


class Tags(Guarded):
    """Wraps the original TagsValidator, whose only error is a duplicate name."""

    def __call__(self, *arguments: Any, **options: Any) -> Iterator[Problem]:
        """Yield the duplicate names of tags. The original does not locate them; `_repeated` does."""
        repeated = _repeated(arguments[0])
        for problem in super().__call__(*arguments, **options):
            yield next(repeated, problem) if problem.code == "duplicate-tag" else problem

    def explain(self, _: Exception, *arguments: Any) -> Iterable[Problem]:
        """Convert an error of the original validator to problems."""
        return [Problem("duplicate-tag", "A tag is declared twice.", arguments[0].pointer)]


class TagHierarchy(Tags):
    """Adds the rules for `parent` (OAS 3.2.0, 4.22) in linear time; the original is quadratic in nested tags."""

    def __call__(self, *arguments: Any, **options: Any) -> Iterator[Problem]:
        """Yield the problems of names and parents of tags."""
        yield from super().__call__(*arguments, **options)
        tags = {tag.node["name"]: tag for tag in arguments[0] if isinstance(tag.node, dict) and _named(tag.node)}
        passed: set[str] = set()
        for name, tag in tags.items():
            if (parent := tag.node.get("parent")) is not None and parent not in tags:
                sentence = f"The parent {quoted(str(parent))} of this tag is not declared."
                yield Problem("unknown-parent-tag", sentence, pointer((*tag.parts, "parent")))
            if (closing := _cycle(name, tags, passed)) is not None:
                sentence = f"The parents of the tag {quoted(closing)} form a cycle."
                yield Problem("circular-tags", sentence, pointer((*tags[closing].parts, "parent")))


def _named(tag: dict[str, Any]) -> bool:
    return isinstance(tag.get("name"), str) and isinstance(tag.get("parent", ""), str)


def _cycle(start: str, tags: dict[str, DocumentCursor], passed: set[str]) -> str | None:
    """Follow the parents of `start`; return the tag where a new cycle closes, or None."""
    trail: set[str] = set()
    name: str | None = start
    while name in tags and name not in passed:
        passed.add(name)
        trail.add(name)
        name = tags[name].node.get("parent")
    return name if name in trail else None


def _repeated(tags: DocumentCursor) -> Iterator[Problem]:
    seen: set[Any] = set()
    for tag in tags:
        name = tag.node["name"]
        if name in seen:
            yield Problem("duplicate-tag", f"The tag {quoted(name)} is already declared.", tag.pointer)
        seen.add(name)
