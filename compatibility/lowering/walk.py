"""One schema of a document, rewritten as JSON Schema 2020-12 for one direction; references become those of `$defs`."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, TypeAlias

from compatibility.lowering.keywords import Rules
from compatibility.lowering.places import Node, Unclear
from compatibility.lowering.rewriting import HANDLERS
from compatibility.lowering.sources import Source
from compatibility.lowering.unsent import Composed, Names, Unsent

UNCLEAR = "x-unclear"  # the member, of no meaning to a validator, that marks what is not understood: the reason
MEANT = "x-unclear-text"  # beside it, unless the schema speaks of others: tells whether two are the same text
Lowered: TypeAlias = dict[str, Any] | bool


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a schema is met: what is known of it from outside. `unsent` are properties another part marks."""

    pointer: str
    unsent: tuple[Names, ...] = ()
    in_place: bool = True  # does it apply to the same value as the schema the walk began with?

    def sends(self, name: str) -> bool:
        """Say whether a property is sent, as far as is known."""
        return not any(name in names for names in self.unsent)


class Walk:
    """Rewrites one schema, without what its references lead to: those are listed in `references`, by pointer.

    The value of a reference says whether it applies in place. `unclear` lists what is not understood.
    """

    def __init__(self, source: Source, rules: Rules, unsent: Unsent, name: Callable[[Node], str]) -> None:
        self.rules = rules
        self.flag = unsent.flag
        self.references: dict[str, bool] = {}
        self.unclear: list[Unclear] = []
        self._source, self._unsent, self._name = source, unsent, name
        self._pending: list[tuple[Any, str | int, Any, Spot]] = []

    def rewrite(self, schema: Any, pointer: str) -> Lowered:
        """Return the schema, rewritten; no recursion, so no schema is too deep."""
        holder: dict[str, Lowered] = {}
        self.later(holder, "schema", schema, Spot(pointer))
        while self._pending:
            into, key, raw, spot = self._pending.pop()
            into[key] = self._schema(raw, spot)
        return holder["schema"]

    def later(self, into: Any, key: str | int, raw: Any, spot: Spot) -> None:
        """Rewrite a schema when its turn comes, and put it there."""
        self._pending.append((into, key, raw, spot))

    def reference(self, out: dict[str, Any], reference: Any, spot: Spot) -> None:
        """Write a reference as one to the definition of the place it leads to."""
        target = self._source.target(reference)
        if isinstance(target, str):
            self.mark(out, f"{spot.pointer}/$ref", target)
        else:
            out["$ref"] = f"#/$defs/{self._name(target)}"
            self.references[target.pointer] = self.references.get(target.pointer, False) or spot.in_place

    def mark(self, out: dict[str, Any], pointer: str, reason: str) -> None:
        """Say that a part of a schema is not understood."""
        self.unclear.append(Unclear(pointer, reason))
        out.setdefault(UNCLEAR, reason)

    def _schema(self, raw: Any, spot: Spot) -> Lowered:
        if isinstance(raw, bool) and self.rules.modern:
            return raw
        out: dict[str, Any] = {}
        if not isinstance(raw, dict):
            self.mark(out, spot.pointer, f"a schema is an object, not {type(raw).__name__}")
        elif "$ref" in raw and not self.rules.modern:
            self.reference(out, raw["$ref"], spot)
        else:
            inside = self._inside(out, raw, spot)
            for keyword in raw:
                if keyword in self.rules.keywords:
                    HANDLERS[keyword](self, out, raw, keyword, inside)
        if UNCLEAR in out and (text := _alone(raw)):
            read_as = f"{self.rules.components} {self.rules.modern} {self.flag} {text}"
            out[MEANT] = sha256(read_as.encode("utf-8", "surrogatepass")).hexdigest()
        return out

    def _inside(self, out: dict[str, Any], raw: dict[str, Any], spot: Spot) -> Spot:
        """Add what the schema itself marks to what is known from outside."""
        try:
            own = self._unsent.names(raw)
        except Composed:
            self.mark(out, spot.pointer, f"composed of too many schemas to be searched for `{self.flag}`")
            return spot
        return replace(spot, unsent=spot.unsent + own) if own else spot


def _alone(raw: Any) -> str | None:
    """Return the text of a schema that refers to nothing, and so means the same in every document; else None."""
    try:
        text = json.dumps(raw, sort_keys=True)
    except (TypeError, ValueError, RecursionError):
        return None
    return None if '"$' in text else text
