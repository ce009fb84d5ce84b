"""Questions of containment about the schemas of two documents; one prover with one memory answers them."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from openapi_contracts.containment.containment import Answer, Containment
from openapi_contracts.containment.prover import ContentModel, Empty, Found, RawGraph, Theory
from openapi_contracts.containment.prover.atoms import Literal
from openapi_contracts.containment.prover.confirmation import Unconfirmed, Validator
from openapi_contracts.containment.prover.values import DEEPEST_MESSAGE, Malformed, Value, freeze, thaw
from openapi_contracts.contracts import Direction, SchemaAt, Schemas
from openapi_contracts.contracts.carriage import Carriage
from openapi_contracts.contracts.unchanged_text import Texts
from openapi_contracts.findings import SchemaQuestion
from openapi_contracts.schemas.answers import confirmed, plain
from openapi_contracts.schemas.normalized import NormalizedSchemas
from openapi_contracts.schemas.read_schemas import read_changed
from openapi_contracts.schemas.reasons import located
from openapi_contracts.schemas.sampling.parts import NoSample
from openapi_contracts.vocabulary import Side

_FOREIGN = "the dialect of a schema is not supported"
_UNDECLARED = "the rejected value has a property that its sender does not declare or does not send"
_Place: TypeAlias = tuple[Direction, str | None, str | None, Carriage | None]
_SAMPLE_STEPS = 5_000  # steps for a sample: a tenth of a question, since samples only serve as examples


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
        schema_questions: Sequence[SchemaQuestion],
        *,
        content_model: ContentModel,
        budget: int,
    ) -> None:
        self.content_model = content_model
        self._texts = texts
        self._unchanged: dict[_Place, bool] = {}
        distinct = {_key(question): question for question in schema_questions}.values()
        self._texts.read(at for question in distinct for at in (question.old, question.new) if at)
        changed = [question for question in schema_questions if not self.is_unchanged(question)]
        raw_graph = RawGraph()
        self._schemas = read_changed(documents, schemas, changed, raw_graph, content_model)
        self._true, self._false = raw_graph.true, raw_graph.false
        self._read = len(raw_graph.atoms)
        self._theory = Theory(raw_graph, content_model=content_model)
        self._budget = budget
        self._answers: dict[_Place, Answer] = {}
        self._known: dict[tuple[Literal, Literal], Answer] = {}
        self._empty: dict[Literal, bool] = {}
        self._between: dict[tuple[Literal, Literal, ContentModel | None], Answer] = {}

    def is_unchanged(self, question: SchemaQuestion) -> bool:
        """Say whether a schema has the same text in both documents, referenced schemas included."""
        key = _key(question)
        if key not in self._unchanged:
            self._unchanged[key] = self._is_unchanged(question.old, question.new)
        return self._unchanged[key]

    def answer(self, question: SchemaQuestion) -> Answer:
        """Say whether the receiver accepts every message of the sender; a witness is confirmed."""
        place = _key(question)
        if place not in self._answers:
            self._answers[place] = self._answer(question)
        return self._answers[place]

    def _answer(self, question: SchemaQuestion) -> Answer:
        if self.is_unchanged(question):
            return Answer(Containment.CONTAINED)
        if question.known_answer is not None:
            return question.known_answer
        old, new = self._root(Side.BASE, question), self._root(Side.REVISION, question)
        if old is None or new is None:
            return Answer(Containment.UNDECIDED, reason=_FOREIGN)
        sub, sup = (old, new) if question.direction is Direction.REQUEST else (new, old)
        key = (self._theory.literal(sub), self._theory.literal(sup))
        if key not in self._known:
            result = self._theory.contains(sub, sup, steps=self._budget)
            answer = confirmed(result, lambda: self._validators(question))
            if answer.verdict is Containment.NOT_CONTAINED and not self._is_declared(sub, answer.witness):
                answer = Answer(Containment.UNDECIDED, reason=_UNDECLARED)
            self._known[key] = self._located(answer)
        return self._known[key]

    def is_empty(self, question: SchemaQuestion) -> bool:
        """Say whether the sender is proved to have no message at all: what is proved of none says nothing."""
        side = Side.BASE if question.direction is Direction.REQUEST else Side.REVISION
        literal = None if self.is_unchanged(question) else self._root(side, question)
        if literal is None:
            return False
        if literal not in self._empty:
            result = self._theory.contains(literal, self._false, steps=_SAMPLE_STEPS)
            self._empty[literal] = isinstance(result, Empty)
        return self._empty[literal]

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
        sub, sup = (
            [question for question in subs if question is not None],
            [question for question in sups if question is not None],
        )
        if len(sub) < len(subs) or len(sup) < len(sups):
            return Answer(Containment.UNDECIDED, reason=_FOREIGN)
        return self._located(plain(self._theory.contains_all(sub, sup, steps=steps, content_model=ContentModel.STRICT)))

    def is_same_set(self, direction: Direction, old_place: str | None, new_place: str | None) -> bool:
        """Say whether two schemas are proved to allow the same values, as plain JSON Schema."""
        places = ((Side.BASE, old_place), (Side.REVISION, new_place))
        old, new = (self._literal(side, direction, place, as_written=True) for side, place in places)
        ways = (self._answered(question, other, ContentModel.STRICT) for question, other in ((old, new), (new, old)))
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

    def refutes(self, question: SchemaQuestion, value: Any) -> bool:
        """Say whether the sender may send a value that a validator rejects for the receiver."""
        side = Side.BASE if question.direction is Direction.REQUEST else Side.REVISION
        try:
            sub, sup = self._validators(question)
            frozen = freeze(value, deepest=DEEPEST_MESSAGE)
            return sub.accepts(frozen) and not sup.accepts(frozen) and self._declares(side, question, frozen)
        except (Unconfirmed, Malformed):
            return False

    def allows(self, side: Side, question: SchemaQuestion, value: Any) -> bool:
        """Say whether one side may send a value: a validator accepts it, and all its properties are declared."""
        try:
            at, frozen = question.old if side is Side.BASE else question.new, freeze(value, deepest=DEEPEST_MESSAGE)
            is_valid = self._validator(side, question.direction, at).accepts(frozen)
            return is_valid and self._declares(side, question, frozen)
        except (Unconfirmed, Malformed):
            return False

    def _is_declared(self, sub: Literal, message: Any) -> bool:
        try:
            return self._theory.declares(sub, freeze(message, deepest=DEEPEST_MESSAGE))
        except Malformed:
            return False

    def _declares(self, side: Side, question: SchemaQuestion, value: Value) -> bool:
        literal = self._root(side, question)
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
                plain(self._theory.contains(sub, sup, steps=self._budget, content_model=content_model))
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

    def _root(self, side: Side, question: SchemaQuestion) -> Literal | None:
        at = question.old if side is Side.BASE else question.new
        if at is None:
            return self._true
        place = self.normalized(side, question.direction).place(at)
        return None if place is None else self._literal(side, question.direction, place)

    def _literal(
        self, side: Side, direction: Direction, place: str | None, *, as_written: bool = False
    ) -> Literal | None:
        """Return a schema of the prover; `as_written` that of the document, however its values are carried."""
        if place is None:
            return self._true
        read = self._schemas[side, direction]
        literal = read.literal(place, as_written=as_written)
        return literal if literal >> 2 < self._read else None  # the schema was not among those read in advance

    def _validators(self, question: SchemaQuestion) -> tuple[Validator, Validator]:
        """Return the validators of the sender and the receiver. Raises Unconfirmed."""
        old = self._validator(Side.BASE, question.direction, question.old)
        new = self._validator(Side.REVISION, question.direction, question.new)
        return (old, new) if question.direction is Direction.REQUEST else (new, old)

    def _validator(self, side: Side, direction: Direction, at: SchemaAt | None) -> Validator:
        read = self._schemas[side, direction]
        return read.validator(read.normalized.place(at) if at else None)


def _key(question: SchemaQuestion) -> _Place:
    """Return the key of a pair of schemas: their pointers, since many messages share a schema."""
    return (
        question.direction,
        question.old.pointer if question.old else None,
        question.new.pointer if question.new else None,
        next((at.carriage for at in (question.old, question.new) if at), None),
    )
