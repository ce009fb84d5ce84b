"""Whether a receiver accepts every value of a parameter or header as it is serialized, whatever its type was."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from openapi_contracts.containment.containment import Answer, Containment, contains
from openapi_contracts.containment.prover import Dialect
from openapi_contracts.contracts import SchemaAt
from openapi_contracts.contracts.styles import Styled
from openapi_contracts.schemas.values import SchemaValues
from openapi_contracts.serialization.coercion import SCALAR, Reader, Schema, kinds, lifted, resolved
from openapi_contracts.serialization.parsing import readings
from openapi_contracts.vocabulary import Side

_UNTOLD = "values are sent as text, and it is unknown whether the receiver accepts each text"
_NO_SEGMENT: Schema = {"not": {"enum": ["", [], [""]]}}  # in a path, an empty text changes the path
_NO_ITEM: Schema = {"not": {"enum": [[], [""]]}}  # elsewhere, empty values may be parsed as each other
_EMPTY: Mapping[bool, tuple[Schema, tuple[Any, ...]]] = {  # values without text, by whether they are in the path
    True: (_NO_SEGMENT, ("", [], [""])),
    False: ({"not": {"const": [""]}}, ([""],)),
}
_PROBES: tuple[Schema, ...] = (  # kinds of text, of which a receiver may accept the first alone
    {"type": "number", "minimum": 1_000_000},
    {"type": "string", "pattern": "[a-z]"},
    {"type": "string", "minLength": 21},
    {"type": "array", "minItems": 2},
    {"type": "array", "minItems": 9},
    {"type": "array", "items": {"type": "string", "pattern": "[a-z]"}, "minItems": 1},
)
_DEEPEST = 3  # nesting depth of lists
_MOST_MEMBERS = 8  # members of an object, for which all parsings are tried
_ANYTHING: tuple[Any, ...] = (True, {})
_STEPS = 5_000  # steps for one question: a tenth of the budget of a message
_UNTYPED = frozenset(("enum", "const", "allOf", "anyOf", "oneOf", "not", "if", "$ref"))


@dataclass(frozen=True, slots=True)
class Written:
    """One parameter or header with one serialization on both sides, and the schemas of its sender and receiver."""

    values: SchemaValues
    sender: tuple[Side, SchemaAt | None]
    receiver: tuple[Side, SchemaAt | None]
    form: Styled
    location: str

    def answer(self) -> Answer | None:
        """Say whether the receiver accepts everything that is sent; None where the schemas alone decide."""
        sub, sup = (self.values.normalized(*one) for one in (self.sender, self.receiver))
        if sub is None or sup is None or sub == sup or _are_one(sub, sup):
            return None
        sending, reading = (Reader(one.get("$defs", {}), self.form) for one in (sub, sup))
        sent = resolved(sub, sending)
        if resolved(sup, reading) in _ANYTHING:
            return None
        if not self.crosses:
            return self._empty(sub, sup)
        wide = lifted(sup, reading)
        wide = {**wide, "$defs": reading.definitions} if isinstance(wide, dict) else wide
        return self._judged(sub, wide, list(_limits(sent, resolved(sup, reading), self.location)))

    @property
    def is_of_texts(self) -> bool:
        """Say whether only types differ, and no members of objects."""
        sub = self.values.normalized(*self.sender)
        return self.crosses and "object" not in kinds(resolved(sub, Reader((sub or {}).get("$defs", {}), self.form)))

    @property
    def crosses(self) -> bool:
        """Say whether types differ, so that a text may be parsed as another value."""
        sub, sup = (self.values.normalized(*one) for one in (self.sender, self.receiver))
        return crosses(*((one, Reader((one or {}).get("$defs", {}), self.form)) for one in (sub, sup)))

    def _empty(self, sub: Schema, sup: Schema) -> Answer | None:
        """Exclude values without text where they would decide."""
        limit, empty = _EMPTY[self.location == "path"]
        sent = [one for one in empty if self.values.accepts(*self.sender, one)]
        decides = not all(self.values.accepts(*self.receiver, one) for one in sent)
        return within(_all(sub, limit), sup) if decides else None

    def _judged(self, sub: Schema, wide: Any, limits: list[Schema]) -> Answer:
        """Search for a value that the sender may send and the receiver rejects, however it parses the text."""
        found = within(_all(sub, *limits), wide)
        if found.verdict is Containment.CONTAINED:
            return found
        for probe in ({}, *_PROBES):
            if found.verdict is Containment.NOT_CONTAINED and self._is_refused(found.witness):
                return found
            found = within(_all(sub, *limits, probe), wide)
        if found.verdict is Containment.NOT_CONTAINED and self._is_refused(found.witness):
            return found
        return Answer(Containment.UNDECIDED, reason=_UNTOLD)

    def _is_refused(self, value: Any) -> bool:
        """Say whether the receiver rejects every value that this one may be parsed as; False where that is unknown."""
        if isinstance(value, dict) and (len(value) > _MOST_MEMBERS or any(_is_deep(one) for one in value.values())):
            return False
        side, at = self.receiver
        return not any(self.values.accepts(side, at, one) for one in readings(value, self.form))


def crosses(sender: tuple[Any, Reader], receiver: tuple[Any, Reader]) -> bool:
    """Say whether types differ, those of items and members included, so that a text may be parsed as another value."""
    pending = [(sender[0], receiver[0], 0)]
    for sent, read, depth in pending:
        sub, sup = resolved(sent, sender[1]), resolved(read, receiver[1])
        types, known = set(kinds(sub)), set(kinds(sup))
        if not types <= known | ({"integer"} if "number" in known else set()) or bool(known) > bool(types):
            return True
        if depth < _DEEPEST and "array" in types:
            pending.append((sub.get("items", {}), sup.get("items", {}), depth + 1))
        if depth < _DEEPEST and "object" in types:
            named = sub.get("properties", {})
            pending += [(named.get(name, {}), one, depth + 1) for name, one in sup.get("properties", {}).items()]
    return False


def _are_one(sub: Schema, sup: Schema) -> bool:
    """Say whether two schemas are proved to allow the same values."""
    return all(within(*both).verdict is Containment.CONTAINED for both in ((sub, sup), (sup, sub)))


def _is_deep(value: Any) -> bool:
    return isinstance(value, dict | list)


def _limits(sent: Any, read: Any, location: str) -> Iterator[Schema]:
    """List the values that no sender produces: undeclared lists, and values without text."""
    yield _NO_SEGMENT if location == "path" else _NO_ITEM
    if not isinstance(sent, dict):
        yield SCALAR
        return
    if not (kinds(sent) or _UNTYPED & sent.keys()):
        yield SCALAR
    if sent.get("items", True) in _ANYTHING:
        yield {"items": SCALAR}
    if isinstance(read, dict):
        others = read.get("properties", {}).keys() - sent.get("properties", {}).keys()
        yield {"properties": dict.fromkeys(sorted(others), SCALAR)}


def _all(schema: Schema, *others: Schema) -> Schema:
    root = {key: value for key, value in schema.items() if key not in ("$schema", "$defs")}
    return {"allOf": [root, *others], "$defs": schema.get("$defs", {})}


def within(sub: Schema, sup: Any) -> Answer:
    """Ask whether every value of one normalized schema is a value of another."""
    return contains(sub, sup, dialect=Dialect.NORMALIZED, budget=_STEPS)
