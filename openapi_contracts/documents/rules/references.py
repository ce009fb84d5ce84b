"""Resolves every `$ref` within its document, and reports the broken ones. Other documents are never fetched."""

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import unquote

from openapi_contracts.documents.pointers import child, split
from openapi_contracts.documents.problems import Problem
from openapi_contracts.documents.rules.survey import Target, Visit, address_of, survey
from openapi_contracts.documents.syntaxes.parsed import pointer, quoted

LONGEST_CHAIN = 200  # references to references; real documents have chains of at most 3


class References:
    """The references of one document; `problems` lists the broken ones. Takes time linear in its size."""

    def __init__(self, document: Any, *, identifiers: bool = True) -> None:
        """Resolve all references; `identifiers` enables `$id` and `$anchor`, which exist since OpenAPI 3.1."""
        self.document = document
        self.problems: list[Problem] = []
        self._found = survey(document, identifiers=identifiers)
        self._hops: dict[int, Target | None] = {}
        self._settled: dict[int, Target | None] = {}
        self._lengths: dict[int, int] = {}
        self._resolved: dict[tuple[str, str], Target | None] = {}
        for visit in self._written(self._found.references, "$ref"):
            self._hops[id(visit.node)] = self._hop(visit, "$ref")
        for visit in self._written(self._found.dynamic, "$dynamicRef"):
            self._hop(visit, "$dynamicRef")
        for visit in self._found.references:
            if id(visit.node) in self._hops:
                self._settle(visit)

    def follows(self, node: Any) -> bool:
        """Say whether `node`, a value of the document, is a reference and not data that looks like one."""
        return id(node) in self._settled

    def target(self, node: Any) -> Target | None:
        """Return the final target of the reference `node`; None if it is broken."""
        return self._settled[id(node)]

    def lookup(self, text: str) -> Target | None:
        """Return the final target of a reference that is resolved from the root of the document; None if broken."""
        found = self._lookup(text, "")
        return self._settled[id(found.node)] if found and self.follows(found.node) else found

    def _written(self, visits: Iterable[Visit], keyword: str) -> Iterator[Visit]:
        """Yield the references that are strings, and report the others."""
        for visit in visits:
            if isinstance(visit.node[keyword], str):
                yield visit
            else:
                sentence = f"The value of `{keyword}` must be a string."
                self._report("invalid-reference", sentence, (*visit.parts, keyword))

    def _hop(self, visit: Visit, keyword: str) -> Target | None:
        """Return the direct target of a reference; if there is none, report why and return None."""
        text = visit.node[keyword]
        if (target := self._lookup(text, visit.base)) is not None:
            return target
        if text[:1] in ("#", ""):
            sentence = f"The reference {quoted(text)} refers to nothing: the document has no value at that place."
            self._report("unresolved-reference", sentence, (*visit.parts, keyword))
        else:
            sentence = (
                f"The reference {quoted(text)} refers to another document, which is never fetched; "
                "bundle the documents into one."
            )
            self._report("external-reference", sentence, (*visit.parts, keyword))
        return None

    def _lookup(self, text: str, base: str) -> Target | None:
        key = (base, text)
        if key not in self._resolved:
            self._resolved[key] = self._find(text, base)
        return self._resolved[key]

    def _find(self, text: str, base: str) -> Target | None:
        """Resolve a reference against the enclosing schema resource, else, as is common in OpenAPI, the root."""
        root = Target(self.document, ())
        if text[:1] in ("#", ""):
            resources = [self._found.resources.get(base), root] if base else [root]
            scopes = [base, ""]
            fragment = text[1:]
        else:
            address, fragment = address_of(base, text)
            resources, scopes = [self._found.resources.get(address)], [address]
        fragment = unquote(fragment)
        if fragment and not fragment.startswith("/"):
            return next(
                (self._found.anchors[s, fragment] for s in scopes if (s, fragment) in self._found.anchors),
                None,
            )
        found = (_descend(resource, fragment) for resource in resources if resource is not None)
        return next((target for target in found if target is not None), None)

    def _settle(self, visit: Visit) -> None:
        """Store the final target and the chain length of a reference, and of all references on its way."""
        trail, end, length = self._trail(visit)
        known = length
        for step in reversed(trail):
            length += 1
            self._lengths[step] = length
            self._settled[step] = end if length <= LONGEST_CHAIN else None
        if end is not None and known <= LONGEST_CHAIN < length:
            sentence = f"This reference has its target behind more than {LONGEST_CHAIN} others; refer to it directly."
            self._report("reference-chain", sentence, (*visit.parts, "$ref"))

    def _trail(self, visit: Visit) -> tuple[list[int], Target | None, int]:
        """Follow a reference to its target or a settled one; return the passed ones, target and length."""
        trail: dict[int, None] = {}  # a set that keeps its order
        current = id(visit.node)
        while current not in self._settled:
            if current in trail:
                sentence = "This reference refers back to itself through references only, so it has no target."
                self._report("reference-cycle", sentence, (*visit.parts, "$ref"))
                return list(trail), None, 0
            trail[current] = None
            hop = self._hops[current]
            if hop is None or id(hop.node) not in self._hops:
                return list(trail), hop, 0
            current = id(hop.node)
        return list(trail), self._settled[current], self._lengths[current]

    def _report(self, code: str, detail: str, parts: Iterable[str]) -> None:
        self.problems.append(Problem(code, detail, pointer(parts)))


def _descend(start: Target, fragment: str) -> Target | None:
    """Resolve a JSON Pointer (RFC 6901) from `start`, without following references; None if nothing is there."""
    node, parts = start.node, list(start.parts)
    for step in split(fragment):
        try:
            node = child(node, step)
        except KeyError:
            return None
        parts.append(step)
    return Target(node, tuple(parts))
