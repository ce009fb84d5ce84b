"""YAML anchors: the values that aliases repeat, and the limit of their expansion."""

from dataclasses import dataclass
from typing import Any

from openapi_contracts.documents.limits import Limits
from openapi_contracts.documents.syntaxes.yaml_scalars import Unrepresentable

_FLOOR = 64 * 1024  # bytes that aliases of any document may expand to, so that small documents are not restricted


@dataclass(frozen=True, slots=True)
class AnchoredValue:
    """The value of an anchor, and the cost of each alias of it; `key` is the text of a scalar, else None."""

    value: Any
    key: str | None
    nodes: int
    bytes: int
    height: int


@dataclass(frozen=True, slots=True)
class OpenAnchor:
    """An anchor whose node is not complete: its offset, and the totals counted before it."""

    name: str
    offset: int
    nodes: int
    expanded: int


class Anchors:
    """The anchors of one document; `expanded` counts the bytes that its aliases expand to."""

    def __init__(self, text: str, limits: Limits) -> None:
        self.expanded = 0
        self._text = text
        self._ascii = text.isascii()
        self._times = limits.alias_expansion
        self._budget = max(_FLOOR, limits.alias_expansion * len(text))
        self._known: dict[str, AnchoredValue | None] = {}  # None while the node is incomplete

    def begin(self, name: str, offset: int, nodes: int) -> OpenAnchor:
        """Record the start of an anchor's node."""
        self._known[name] = None
        return OpenAnchor(name, offset, nodes, self.expanded)

    def end(self, open_anchor: OpenAnchor, end: int, nodes: int, value: Any, *, key: str | None, height: int) -> None:
        """Store the value of an anchor whose node ends at offset `end`; `nodes` is the total count so far."""
        size = end - open_anchor.offset if self._ascii else len(self._text[open_anchor.offset : end].encode())
        size += self.expanded - open_anchor.expanded
        self._known[open_anchor.name] = AnchoredValue(value, key, nodes - open_anchor.nodes, size, height)

    def use(self, name: str) -> AnchoredValue:
        """Return the value of an alias and count its cost. Raises Unrepresentable: unknown, recursive, too large."""
        anchored = self._known.get(name)
        if anchored is None:
            raise self._unusable(name)
        self.expanded += anchored.bytes
        if self.expanded > self._budget:
            sentence = f"The aliases expand the document to more than {self._times} times its size"
            raise Unrepresentable("alias-expansion", f"{sentence}; use $ref for repeated parts")
        return anchored

    def _unusable(self, name: str) -> Unrepresentable:
        shown = f"The alias *{name[:80]}"
        if name in self._known:
            return Unrepresentable("recursive-alias", f"{shown} is inside its own anchor; use $ref for recursion")
        return Unrepresentable(
            "unknown-alias", f"{shown} has no anchor before it; add &{name[:80]} or remove the alias"
        )
