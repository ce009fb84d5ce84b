"""References: every `$ref` of a document, resolved within it or reported. Nothing is ever fetched."""

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import unquote

from openapi_contracts.documents.pointers import child, split
from openapi_contracts.documents.problems import Problem
from openapi_contracts.documents.rules.survey import Target, Visit, address_of, survey
from openapi_contracts.documents.syntaxes.parsed import pointer, quoted

LONGEST_CHAIN = 200  # references that lead to references; real documents have chains of at most 3


class References:
    """The references of one document; `problems` lists the broken ones. Linear in the size of the document."""

    def __init__(self, document: Any, *, identifiers: bool = True) -> None:
        """Resolve all; `identifiers` says whether `$id` and `$anchor` name schemas, as since OpenAPI 3.1."""
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
        """Tell whether `node`, a part of the document, is a reference and not data that looks like one."""
        return id(node) in self._settled

    def target(self, node: Any) -> Target | None:
        """Say where the reference `node` leads in the end, or None if it is broken."""
        return self._settled[id(node)]

    def lookup(self, text: str) -> Target | None:
        """Find what `text` refers to from the root of the document, or None."""
        found = self._lookup(text, "")
        return self._settled[id(found.node)] if found and self.follows(found.node) else found

    def _written(self, visits: Iterable[Visit], keyword: str) -> Iterator[Visit]:
        """Give the references that are strings, reporting the others."""
        for visit in visits:
            if isinstance(visit.node[keyword], str):
                yield visit
            else:
                said = f"The value of `{keyword}` must be a string."
                self._report("invalid-reference", said, (*visit.parts, keyword))

    def _hop(self, visit: Visit, keyword: str) -> Target | None:
        """Follow one reference one step, reporting why if that fails."""
        text = visit.node[keyword]
        if (target := self._lookup(text, visit.base)) is not None:
            return target
        if text[:1] in ("#", ""):
            said = f"The reference {quoted(text)} leads nowhere: this document has nothing at that place."
            self._report("unresolved-reference", said, (*visit.parts, keyword))
        else:
            said = (
                f"The reference {quoted(text)} leads out of this document, and the registry never fetches; "
                "bundle the documents into one first."
            )
            self._report("external-reference", said, (*visit.parts, keyword))
        return None

    def _lookup(self, text: str, base: str) -> Target | None:
        key = (base, text)
        if key not in self._resolved:
            self._resolved[key] = self._find(text, base)
        return self._resolved[key]

    def _find(self, text: str, base: str) -> Target | None:
        """Resolve against the enclosing resource first, then, as OpenAPI documents do, against the root."""
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
        """Note for a reference, and for all on its way, where they lead and through how many."""
        trail, end, length = self._trail(visit)
        known = length
        for step in reversed(trail):
            length += 1
            self._lengths[step] = length
            self._settled[step] = end if length <= LONGEST_CHAIN else None
        if end is not None and known <= LONGEST_CHAIN < length:
            said = f"This reference leads to its end through more than {LONGEST_CHAIN} others; refer to it directly."
            self._report("reference-chain", said, (*visit.parts, "$ref"))

    def _trail(self, visit: Visit) -> tuple[list[int], Target | None, int]:
        """Follow a reference to one settled before, or to its end; each is passed once however many lead to it."""
        trail: dict[int, None] = {}  # a set that keeps its order
        current = id(visit.node)
        while current not in self._settled:
            if current in trail:
                said = "This reference leads back to itself through references only, so it describes nothing."
                self._report("reference-cycle", said, (*visit.parts, "$ref"))
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
    """Follow a JSON Pointer (RFC 6901) from `start`, through no reference."""
    node, parts = start.node, list(start.parts)
    for step in split(fragment):
        try:
            node = child(node, step)
        except KeyError:
            return None
        parts.append(step)
    return Target(node, tuple(parts))
