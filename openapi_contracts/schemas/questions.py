"""Questions of containment about the schemas of two documents; one prover with one memory answers them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from openapi_contracts.containment.containment import UNCONFIRMED, Answer, Containment, first_witness
from openapi_contracts.containment.prover import ContentModel, Empty, Found, RawGraph, Result, Theory
from openapi_contracts.containment.prover.atoms import Literal
from openapi_contracts.containment.prover.confirmation import Unconfirmed, Validator
from openapi_contracts.containment.prover.values import Malformed, Value, freeze, thaw
from openapi_contracts.contracts import Direction, SchemaAt, Schemas
from openapi_contracts.contracts.carriage import Carriage
from openapi_contracts.contracts.unchanged_text import Texts
from openapi_contracts.findings import Asked
from openapi_contracts.schemas.normalized import NormalizedSchemas
from openapi_contracts.schemas.read_schemas import read_changed
from openapi_contracts.schemas.reasons import located
from openapi_contracts.schemas.sampling.parts import NoSample
from openapi_contracts.vocabulary import Side

_FOREIGN = "the dialect of a schema is not modelled"
_UNDECLARED = "what was found to be refused has a property that its sender does not declare, or does not send"
_Place: TypeAlias = tuple[Direction, str | None, str | None, Carriage | None]
_SAMPLE_STEPS = 5_000  # a tenth of a question: a sample is only there to be read


class Questions:
    """Answers containment for every schema that two contracts share.

    Each distinct pair of schemas is decided once. A witness that no validator confirms leaves the pair undecided.
    `budget` bounds each question in steps.
    """

    def __init__(
        self,
        documents: Mapping[Side, Mapping[str, Any]],
        schemas: Mapping[Side, Schemas],
        texts: Texts,
        asked: Sequence[Asked],
        *,
        content_model: ContentModel,
        budget: int,
    ) -> None:
        self.content_model = content_model
        self._texts = texts
        self._unchanged: dict[_Place, bool] = {}
        distinct = {_key(one): one for one in asked}.values()
        self._texts.read(at for one in distinct for at in (one.old, one.new) if at)
        changed = [one for one in asked if not self.is_unchanged(one)]
        raw_graph = RawGraph()
        as_json = content_model is ContentModel.STRICT
        self._schemas = read_changed(documents, schemas, changed, raw_graph, as_json=as_json)
        self._true, self._false = raw_graph.true, raw_graph.false
        self._read = len(raw_graph.atoms)
        self._theory = Theory(raw_graph, content_model=content_model)
        self._budget = budget
        self._answers: dict[_Place, Answer] = {}
        self._known: dict[tuple[Literal, Literal], Answer] = {}
        self._between: dict[tuple[Literal, Literal, ContentModel | None], Answer] = {}

    def is_unchanged(self, asked: Asked) -> bool:
        """Say whether a schema has the same text in both documents, referenced schemas included."""
        key = _key(asked)
        if key not in self._unchanged:
            self._unchanged[key] = self._is_unchanged(asked.old, asked.new)
        return self._unchanged[key]

    def answer(self, asked: Asked) -> Answer:
        """Say whether the receiver accepts every message of the sender; a witness is confirmed."""
        place = _key(asked)
        if place not in self._answers:
            self._answers[place] = self._answer(asked)
        return self._answers[place]

    def _answer(self, asked: Asked) -> Answer:
        if self.is_unchanged(asked):
            return Answer(Containment.CONTAINED)
        if asked.told is not None:
            return asked.told
        old, new = self._root(Side.BASE, asked), self._root(Side.REVISION, asked)
        if old is None or new is None:
            return Answer(Containment.UNDECIDED, reason=_FOREIGN)
        sub, sup = (old, new) if asked.direction is Direction.REQUEST else (new, old)
        key = (self._theory.literal(sub), self._theory.literal(sup))
        if key not in self._known:
            result = self._theory.contains(sub, sup, steps=self._budget)
            answer = _confirmed(result, lambda: self._validators(asked))
            if answer.verdict is Containment.NOT_CONTAINED and not self._theory.declares(sub, freeze(answer.witness)):
                answer = Answer(Containment.UNDECIDED, reason=_UNDECLARED)
            self._known[key] = self._located(answer)
        return self._known[key]

    def normalized(self, side: Side, direction: Direction) -> NormalizedSchemas:
        """Return the schemas of one contract and direction that changed."""
        return self._schemas[side, direction].normalized

    def between(self, direction: Direction, old_place: str | None, new_place: str | None) -> Answer:
        """Compare two schemas in a direction; None allows anything. Witnesses are not confirmed."""
        sub, sup = self._oriented(direction, old_place, new_place)
        return self._answered(sub, sup, None)

    def between_all(
        self, direction: Direction, old_places: Sequence[str], new_places: Sequence[str], *, steps: int
    ) -> Answer:
        """Compare two conjunctions of schemas in a direction, as plain JSON Schema. Witnesses are not confirmed."""
        sides = ((Side.BASE, old_places), (Side.REVISION, new_places))
        old, new = ([self._literal(side, direction, place) for place in places] for side, places in sides)
        subs, sups = (old, new) if direction is Direction.REQUEST else (new, old)
        sub, sup = [one for one in subs if one is not None], [one for one in sups if one is not None]
        if len(sub) < len(subs) or len(sup) < len(sups):
            return Answer(Containment.UNDECIDED, reason=_FOREIGN)
        return self._located(
            _plain(self._theory.contains_all(sub, sup, steps=steps, content_model=ContentModel.STRICT))
        )

    def is_same_set(self, direction: Direction, old_place: str | None, new_place: str | None) -> bool:
        """Say whether two schemas are proved to allow the same values, as plain JSON Schema."""
        places = ((Side.BASE, old_place), (Side.REVISION, new_place))
        old, new = (self._literal(side, direction, place, as_written=True) for side, place in places)
        ways = (self._answered(one, other, ContentModel.STRICT) for one, other in ((old, new), (new, old)))
        return all(answer.verdict is Containment.CONTAINED for answer in ways)

    def is_equal(self, direction: Direction, old_place: str, new_place: str) -> bool:
        """Say whether two schemas are equal by construction, annotations aside."""
        places = ((Side.BASE, old_place), (Side.REVISION, new_place))
        old, new = (self._literal(side, direction, place, as_written=True) for side, place in places)
        if old is None or new is None:
            return False
        return self._theory.literal(old) == self._theory.literal(new)

    def is_same_text(self, old: Any, new: Any) -> bool:
        """Say whether two schemas have the same text in the documents, referenced schemas included."""
        return self._texts.is_unchanged(old, new)

    def sample(self, side: Side, direction: Direction, place: str) -> Any:
        """Return a small, unconfirmed value of a schema. Raises NoSample."""
        literal = self._literal(side, direction, place)
        if literal is None:
            raise NoSample(_FOREIGN)
        result = self._theory.contains(literal, self._false, steps=_SAMPLE_STEPS)
        if not isinstance(result, Found):
            raise NoSample("the schema has no value" if isinstance(result, Empty) else result.reason)
        return thaw(result.value)

    def refutes(self, asked: Asked, value: Any) -> bool:
        """Say whether the sender may send a value that a validator rejects for the receiver."""
        side = Side.BASE if asked.direction is Direction.REQUEST else Side.REVISION
        try:
            sub, sup = self._validators(asked)
            frozen = freeze(value)
            return sub.accepts(frozen) and not sup.accepts(frozen) and self._declares(side, asked, frozen)
        except (Unconfirmed, Malformed):
            return False

    def allows(self, side: Side, asked: Asked, value: Any) -> bool:
        """Say whether one side may send a value: a validator accepts it, and all its properties are declared."""
        try:
            at, frozen = asked.old if side is Side.BASE else asked.new, freeze(value)
            is_valid = self._validator(side, asked.direction, at).accepts(frozen)
            return is_valid and self._declares(side, asked, frozen)
        except (Unconfirmed, Malformed):
            return False

    def _declares(self, side: Side, asked: Asked, value: Value) -> bool:
        literal = self._root(side, asked)
        return literal is not None and self._theory.declares(literal, value)

    def _is_unchanged(self, old: SchemaAt | None, new: SchemaAt | None) -> bool:
        if old is None or new is None:
            return old is new
        if (old.direction, old.dialect, old.properties_at) != (new.direction, new.dialect, new.properties_at):
            return False
        return self._texts.is_unchanged(old.schema, new.schema)

    def _answered(self, sub: Literal | None, sup: Literal | None, content_model: ContentModel | None) -> Answer:
        if sub is None or sup is None:
            return Answer(Containment.UNDECIDED, reason=_FOREIGN)
        key = (self._theory.literal(sub), self._theory.literal(sup), content_model)
        if key not in self._between:
            self._between[key] = self._located(
                _plain(self._theory.contains(sub, sup, steps=self._budget, content_model=content_model))
            )
        return self._between[key]

    def _located(self, answer: Answer) -> Answer:
        return located(answer, (read.normalized for read in self._schemas.values()))

    def _oriented(
        self, direction: Direction, old: str | None, new: str | None
    ) -> tuple[Literal | None, Literal | None]:
        """Return the literals of the sender and the receiver."""
        places = ((Side.BASE, old), (Side.REVISION, new))
        before, after = (self._literal(side, direction, place) for side, place in places)
        return (before, after) if direction is Direction.REQUEST else (after, before)

    def _root(self, side: Side, asked: Asked) -> Literal | None:
        at = asked.old if side is Side.BASE else asked.new
        if at is None:
            return self._true
        place = self.normalized(side, asked.direction).place(at)
        return None if place is None else self._literal(side, asked.direction, place)

    def _literal(
        self, side: Side, direction: Direction, place: str | None, *, as_written: bool = False
    ) -> Literal | None:
        """Return a schema of the prover; `as_written` that of the document, however its values are carried."""
        if place is None:
            return self._true
        read = self._schemas[side, direction]
        literal = read.literal(place, as_written=as_written)
        return literal if literal >> 2 < self._read else None  # what no schema leads to was not read in time

    def _validators(self, asked: Asked) -> tuple[Validator, Validator]:
        """Return the validators of the sender and the receiver. Raises Unconfirmed."""
        old = self._validator(Side.BASE, asked.direction, asked.old)
        new = self._validator(Side.REVISION, asked.direction, asked.new)
        return (old, new) if asked.direction is Direction.REQUEST else (new, old)

    def _validator(self, side: Side, direction: Direction, at: SchemaAt | None) -> Validator:
        read = self._schemas[side, direction]
        return read.validator(read.normalized.place(at) if at else None)


def _key(asked: Asked) -> _Place:
    """Return the key of a pair of schemas: their pointers, since many messages share a schema."""
    carriage = next((at.carriage for at in (asked.old, asked.new) if at), None)
    return asked.direction, asked.old.pointer if asked.old else None, asked.new.pointer if asked.new else None, carriage


def _plain(result: Result) -> Answer:
    if isinstance(result, Empty):
        return Answer(Containment.CONTAINED)
    if isinstance(result, Found):
        return Answer(Containment.NOT_CONTAINED, witness=thaw(result.value))
    return Answer(Containment.UNDECIDED, reason=result.reason)


def _confirmed(result: Result, validators: Callable[[], tuple[Validator, Validator]]) -> Answer:
    if isinstance(result, Empty):
        return Answer(Containment.CONTAINED)
    if isinstance(result, Found):
        return first_witness((result.value,), validators, UNCONFIRMED)
    answer = first_witness(result.candidates, validators, result.reason)
    return answer if answer.verdict is Containment.NOT_CONTAINED else replace(answer, reason=result.reason)
