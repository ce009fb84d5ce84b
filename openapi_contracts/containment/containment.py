"""Decides whether every instance of one JSON Schema is an instance of another, with a witness."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from openapi_contracts.containment.prover import Dialect, Empty, Found, RawGraph, SchemaReading, Theory, Unknown
from openapi_contracts.containment.prover.confirmation import Unconfirmed, Validator
from openapi_contracts.containment.prover.values import Malformed, Value, freeze, thaw
from openapi_contracts.containment.steps import STEPS

UNCONFIRMED = "the validator does not confirm the witness"


class Containment(StrEnum):
    """Whether every instance of one schema is an instance of another; `UNDECIDED` where no proof was found."""

    CONTAINED = "contained"
    NOT_CONTAINED = "not-contained"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Answer:
    """A verdict, with a witness if it is `NOT_CONTAINED` and a reason if it is `UNDECIDED`.

    `witness` is an instance of the first schema that is not an instance of the second: parsed JSON, with
    `decimal.Decimal` for a number that no float equals exactly. It may be None, the JSON null; check `verdict` to know
    whether there is a witness. `reason` is a sentence without a final full stop.
    """

    verdict: Containment
    witness: Any = None
    reason: str | None = None


def contains(
    sub: Any, sup: Any, *, dialect: Dialect | str = Dialect.DRAFT2020, formats: bool = False, budget: int = STEPS
) -> Answer:
    """Decide whether every instance of `sub` is an instance of `sup`, two JSON Schemas of one dialect.

    Each schema may contain definitions; references to other documents are not followed. `dialect` decides how both are
    read, and `$schema` is ignored. `formats` makes `format` an assertion; otherwise it is an annotation. `budget`
    bounds the work in steps rather than seconds, so that every machine gives the same answer.
    An independent validator confirms each witness: valid against `sub`, invalid against `sup`. Raises ValueError for an
    unknown dialect.
    """
    question = _Question(sub, sup, Dialect(dialect), formats=formats)
    try:
        return question.answer(budget)
    except RecursionError:
        return Answer(Containment.UNDECIDED, reason="the schemas nest too deeply")


def first_witness(
    values: Iterable[Value], validators: Callable[[], tuple[Validator, Validator]], reason: str
) -> Answer:
    """Return NOT_CONTAINED with the first value that only the first validator accepts, else UNDECIDED with `reason`."""
    try:
        return _refuted(values, *validators()) or Answer(Containment.UNDECIDED, reason=reason)
    except Unconfirmed as error:
        return Answer(Containment.UNDECIDED, reason=f"the witness is not confirmed: {error}")


def _refuted(values: Iterable[Value], sub: Validator, sup: Validator) -> Answer | None:
    """Return the first value that `sub` accepts and `sup` rejects, as an answer. Raises Unconfirmed."""
    for value in values:
        if sub.accepts(value) and not sup.accepts(value):
            return Answer(Containment.NOT_CONTAINED, witness=thaw(value))
    return None


class _Question:
    def __init__(self, sub: Any, sup: Any, dialect: Dialect, *, formats: bool) -> None:
        self.schemas = (sub, sup)
        self.dialect = dialect
        self.formats = formats

    def answer(self, budget: int) -> Answer:
        raw_graph = RawGraph()
        readings = [SchemaReading(raw_graph, schema, self.dialect, formats=self.formats) for schema in self.schemas]
        sub, sup = (reading.at() for reading in readings)
        for reading in readings:
            if reading.problems:
                return Answer(Containment.UNDECIDED, reason=reading.problems[0])
        theory = Theory(raw_graph)
        result = theory.contains(sub, sup, steps=budget)
        if isinstance(result, Empty):
            return Answer(Containment.CONTAINED)
        if isinstance(result, Found):
            return self._confirmed((result.value,), UNCONFIRMED)
        return self._decided_by_validators(result, theory.finite(sub))

    def _confirmed(self, values: tuple[Value, ...], reason: str) -> Answer:
        return first_witness(values, self._validators, reason)

    def _decided_by_validators(self, result: Unknown, finite: list[Value] | None) -> Answer:
        """Validate the candidates, or all values of an enum: the prover does not model a keyword of the schemas."""
        if finite is None:
            answer = self._confirmed(result.candidates, result.reason) if result.candidates else None
        else:
            answer = self._enumerated(finite)
        if answer is not None and answer.verdict is not Containment.UNDECIDED:
            return answer
        if self._same():
            return Answer(Containment.CONTAINED)
        return Answer(Containment.UNDECIDED, reason=result.reason)

    def _enumerated(self, values: list[Value]) -> Answer | None:
        try:
            return _refuted(values, *self._validators()) or Answer(Containment.CONTAINED)
        except Unconfirmed:
            return None

    def _same(self) -> bool:
        """Say whether both schemas have the same text, which implies the same meaning.

        This does not hold for normalized schemas: `x-unclear` replaces the text of a part by the reason why it is
        unclear.
        """
        try:
            return self.dialect is not Dialect.NORMALIZED and freeze(self.schemas[0]) == freeze(self.schemas[1])
        except Malformed:
            return False

    def _validators(self) -> tuple[Validator, Validator]:
        sub, sup = (Validator(schema, self.dialect, formats=self.formats) for schema in self.schemas)
        return sub, sup
