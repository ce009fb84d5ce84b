"""Normalizes one schema to JSON Schema 2020-12 for one direction; references point into `$defs`."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from openapi_contracts.contracts.discriminators import Tag
from openapi_contracts.contracts.keyword_normalization import HANDLERS
from openapi_contracts.contracts.keywords import IN_PLACE, READ_WITH, UNEVALUATED, KeywordRules
from openapi_contracts.contracts.places import Node, Unclear
from openapi_contracts.contracts.readings import AMBIGUOUS, INNER, Readings
from openapi_contracts.contracts.source_document import Source
from openapi_contracts.contracts.unsent_properties import Composed, Names, Unsent

UNCLEAR = "x-unclear"  # a member that validators ignore: why this part of the schema cannot be interpreted
MEANT = "x-unclear-text"  # beside `x-unclear`, if known: equal for equal text and referenced texts
BASE = "~base"  # suffix of a pointer, invalid in pointers (RFC 6901, 3): the schema there without its alternatives
_SAME_OBJECT = frozenset(("allOf", "anyOf", "oneOf"))  # apply to the same object
_CONDITIONS = frozenset(
    ("not", "if", "then", "else", "dependentSchemas")
)  # their subschemas need not hold for a valid value
Lowered: TypeAlias = dict[str, Any] | bool


@dataclass(frozen=True, slots=True)
class Spot:
    """The context of a schema; `unsent` are properties that another part of a composition marks as not sent."""

    pointer: str
    unsent: tuple[Names, ...] = ()
    in_place: bool = True  # whether it applies to the same value as the outermost schema
    is_condition: bool = False  # whether it is inside `not`, `if` or similar

    def at(self, pointer: str) -> "Spot":
        """Return the context of a schema that applies to the same value."""
        return Spot(pointer, self.unsent, self.in_place, self.is_condition)

    def below(self, keyword: str) -> "Spot":
        """Return the context of a schema under a keyword."""
        unsent = self.unsent if keyword in _SAME_OBJECT else ()
        in_place, is_condition = self.in_place and keyword in IN_PLACE, self.is_condition or keyword in _CONDITIONS
        return Spot(f"{self.pointer}/{keyword}", unsent, in_place, is_condition)

    def sends(self, name: str) -> bool:
        """Say whether a property is sent in this direction."""
        return not any(name in names for names in self.unsent)


class Normalization:
    """Normalizes one schema, without its referenced schemas, which `references` lists by pointer.

    The value of a reference says whether it applies in place. `unclear` lists the parts that cannot be interpreted.
    """

    def __init__(
        self,
        source: Source,
        rules: KeywordRules,
        unsent: Unsent,
        name: Callable[[str], str],
        readings: Readings | None = None,
    ) -> None:
        self.rules = rules
        self.flag = unsent.flag
        self.references: dict[str, bool] = {}
        self.unclear: list[Unclear] = []
        self._source, self._unsent, self._name, self._readings = source, unsent, name, readings
        self._pending: list[tuple[Any, str | int, Any, Spot]] = []
        self._root = ""
        self._read_as = (rules.components, rules.modern, self.flag)
        self._identities: list[str | None] = []  # identities of uninterpretable parts of the current schema
        self._spoiled: set[str] = set()  # keywords of the current schema that are left out

    def rewrite(self, schema: Any, pointer: str) -> Lowered:
        """Return the normalized schema; without recursion, so no schema nests too deeply."""
        holder: dict[str, Lowered] = {}
        self._root = pointer
        self.later(holder, "schema", schema, Spot(pointer))
        while self._pending:
            into, key, raw, spot = self._pending.pop()
            into[key] = self._schema(raw, spot)
        return holder["schema"]

    def later(self, into: Any, key: str | int, raw: Any, spot: Spot) -> None:
        """Queue a schema for normalization, and the place to put the result."""
        self._pending.append((into, key, raw, spot))

    def reference(self, out: dict[str, Any], reference: Any, spot: Spot) -> None:
        """Return a reference to the definition of its target."""
        target = self._source.target(reference)
        if isinstance(target, str):
            self.mark(out, f"{spot.pointer}/$ref", target, {"$ref": reference})
        else:
            pointer = target.pointer + (BASE if spot.in_place and self._is_within(target) else "")
            out["$ref"] = f"#/$defs/{self._name(pointer)}"
            self.references[pointer] = self.references.get(pointer, False) or spot.in_place

    def has_target(self, reference: Any) -> bool:
        """Say whether a reference leads to a schema of the document, and to one alone."""
        return not isinstance(self._source.target(reference), str)

    def _is_within(self, parent: Node) -> bool:
        """Say whether the current schema is an alternative of a parent, which it then includes without alternatives."""
        if self._root in self._source.variants(parent):
            return True
        return self._readings is not None and self._readings.is_heir(self._root, parent)

    def tags(self, raw: dict[str, Any], keyword: str, spot: Spot) -> list[Tag | None]:
        """Return the discriminator value of each branch of a union, None for a branch without one."""
        branches = raw[keyword]
        if self._readings is None or "discriminator" not in raw:
            return [None] * len(branches)
        tags = self._readings.discriminators.of_branches(raw, branches)
        return [self._sent(tag, branch, spot) for tag, branch in zip(tags, branches, strict=True)]

    def _sent(self, tag: Tag | None, branch: Any, spot: Spot) -> Tag | None:
        """Return a tag whose property is sent in this direction; None for any other."""
        if tag is None or not spot.sends(tag.name) or not is_tag_sent(tag, branch, self._unsent):
            return None
        return tag

    def mark(self, out: dict[str, Any], pointer: str, reason: str, related: Any) -> None:
        """Mark a part of a schema that cannot be interpreted; `related` is that part and the keywords it depends on."""
        identity = self._source.identities.of(self._read_as, related)
        self.unclear.append(Unclear(pointer, reason, identity))
        self._identities.append(identity)
        out.setdefault(UNCLEAR, reason)

    def misread(self, out: dict[str, Any], raw: dict[str, Any], keyword: str, spot: Spot, reason: str) -> None:
        """Mark a keyword that cannot be interpreted, and the keywords that depend on it."""
        group = {keyword, *READ_WITH.get(keyword, ())} & raw.keys()
        self.mark(out, f"{spot.pointer}/{keyword}", reason, {one: raw[one] for one in group})
        self._spoiled |= group

    def _schema(self, raw: Any, spot: Spot) -> Lowered:
        if isinstance(raw, bool) and self.rules.modern:
            return raw
        out: dict[str, Any] = {}
        if self._identities or self._spoiled:
            self._identities, self._spoiled = [], set()
        if not isinstance(raw, dict):
            self.mark(out, spot.pointer, f"a schema is an object, not {type(raw).__name__}", raw)
        elif "$ref" in raw and not self.rules.modern:
            self.reference(out, raw["$ref"], spot)
        elif self._readings is not None and self._readings.has_outer_null(raw):
            self._with_null(out, raw, spot, self._readings)
        else:
            self._object(out, raw, spot)
        if UNCLEAR in out and (identity := self._identity(spot)):
            out[MEANT] = identity
        return out

    def _object(self, out: dict[str, Any], raw: dict[str, Any], spot: Spot) -> None:
        if self._readings is not None and not spot.is_condition:
            raw = self._readings.typed(raw)
        spot = self._inside(out, raw, spot)
        self._keywords(out, raw, spot)

    def _with_null(self, out: dict[str, Any], raw: dict[str, Any], spot: Spot, readings: Readings) -> None:
        """Normalize a composition with `nullable` beside it."""
        rest = {keyword: value for keyword, value in raw.items() if keyword != self.rules.nullable}
        if readings.admits_null(self._unsent.direction):
            out |= {"anyOf": [True, {"type": "null"}], INNER: "anyOf"}
            self.later(out["anyOf"], 0, rest, spot)
        else:
            self._object(out, rest, spot)
        if readings.is_null_ambiguous:
            out[AMBIGUOUS] = True

    def _keywords(self, out: dict[str, Any], raw: dict[str, Any], spot: Spot) -> None:
        first = len(self._pending)
        for keyword in raw:
            if keyword in self.rules.keywords:
                HANDLERS[keyword](self, out, raw, keyword, spot)
        if self._identities and not UNEVALUATED.isdisjoint(raw):
            self._identities.append(self._source.identities.of(raw))
            self._spoiled |= UNEVALUATED
        if self._spoiled:
            later = self._pending[first:]
            self._pending[first:] = [one for one in later if one[0] is not out or one[1] not in self._spoiled]
            for keyword in self._spoiled & out.keys():
                del out[keyword]

    def _identity(self, spot: Spot) -> str | None:
        related = {one for one in self._identities if one}
        unsent = {name for names in spot.unsent for name in names}
        return self._source.identities.of(sorted(related), sorted(unsent)) if None not in self._identities else None

    def _inside(self, out: dict[str, Any], raw: dict[str, Any], spot: Spot) -> Spot:
        """Add the properties that the schema itself marks as not sent to the context."""
        try:
            own = self._unsent.names(raw)
        except Composed:
            self.mark(out, spot.pointer, f"composed of too many schemas to be searched for `{self.flag}`", raw)
            self._spoiled |= self.rules.keywords
            return spot
        return replace(spot, unsent=spot.unsent + own) if own else spot


def is_tag_sent(tag: Tag, branch: Any, unsent: Unsent) -> bool:
    """Say whether a schema marks the property of a tag as sent in the direction of `unsent`."""
    try:
        return not any(tag.name in names for names in unsent.names(branch))
    except Composed:
        return False
