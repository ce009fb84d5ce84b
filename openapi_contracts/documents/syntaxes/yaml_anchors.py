"""YAML's anchors: values that aliases repeat, and the budget of what they expand to."""

from dataclasses import dataclass
from typing import Any

from openapi_contracts.documents.limits import Limits
from openapi_contracts.documents.syntaxes.yaml_scalars import Unfit

_FLOOR = 64 * 1024  # bytes any document may expand by, so that a small one may use its aliases freely


@dataclass(frozen=True, slots=True)
class Anchored:
    """A value that aliases repeat, and what each costs; `key` is the text of a scalar, else None."""

    value: Any
    key: str | None
    nodes: int
    bytes: int
    height: int


@dataclass(frozen=True, slots=True)
class Begun:
    """What was counted when the node of an anchor began: its offset, and the totals before it."""

    name: str
    offset: int
    nodes: int
    expanded: int


class Anchors:
    """The anchors of one document; `expanded` counts the bytes its aliases stand for."""

    def __init__(self, text: str, limits: Limits) -> None:
        self.expanded = 0
        self._text = text
        self._ascii = text.isascii()
        self._times = limits.alias_expansion
        self._budget = max(_FLOOR, limits.alias_expansion * len(text))
        self._known: dict[str, Anchored | None] = {}  # None while the node is open

    def begin(self, name: str, offset: int, nodes: int) -> Begun:
        """Note that the node of an anchor begins, until `end`."""
        self._known[name] = None
        return Begun(name, offset, nodes, self.expanded)

    def end(self, begun: Begun, end: int, nodes: int, value: Any, *, key: str | None, height: int) -> None:
        """Keep the value of an anchor, which ends at `end`; `nodes` is the total by now."""
        size = end - begun.offset if self._ascii else len(self._text[begun.offset : end].encode())
        size += self.expanded - begun.expanded
        self._known[begun.name] = Anchored(value, key, nodes - begun.nodes, size, height)

    def use(self, name: str) -> Anchored:
        """Find what an alias stands for and count it; Unfit if it is unknown, recursive or too much."""
        anchored = self._known.get(name)
        if anchored is None:
            raise self._unusable(name)
        self.expanded += anchored.bytes
        if self.expanded > self._budget:
            sentence = f"The aliases expand the document to more than {self._times} times its size"
            raise Unfit("alias-expansion", f"{sentence}; use $ref for what is repeated")
        return anchored

    def _unusable(self, name: str) -> Unfit:
        shown = f"The alias *{name[:80]}"
        if name in self._known:
            return Unfit("recursive-alias", f"{shown} is inside what it stands for; use $ref for recursion")
        return Unfit("unknown-alias", f"{shown} stands for no anchor before it; add &{name[:80]} or remove it")
