"""Decides whether every instance of one JSON Schema is an instance of another, with a witness."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from openapi_contracts.containment.prover import Dialect, Empty, Found, SchemaReading, Sketch, Theory, Unknown
from openapi_contracts.containment.prover.confirmation import Unconfirmed, Validator
from openapi_contracts.containment.prover.values import Malformed, Value, freeze, thaw
from openapi_contracts.containment.steps import STEPS

UNCONFIRMED = "witness not confirmed by the validator"


class Containment(StrEnum):
    """The relation of two schemas, as far as it is decided."""

    CONTAINED = "contained"
    NOT_CONTAINED = "not-contained"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Answer:
    """A verdict; `witness` is an instance of the first schema alone, `reason` why there is no verdict.

    The witness is parsed JSON in Python's own types; a number that no float equals is a `decimal.Decimal`. None is
    a possible witness, the JSON null: `verdict` says whether there is a witness.
    """

    verdict: Containment
    witness: Any = None
    reason: str | None = None


def contains(
    sub: Any, sup: Any, *, dialect: Dialect | str = Dialect.DRAFT2020, formats: bool = False, budget: int = STEPS
) -> Answer:
    """Say whether every instance of `sub` is an instance of `sup`, two JSON Schemas of one dialect.

    Each may carry its own definitions; a reference out of it is not followed. `dialect` decides, not `$schema`. Formats
    are annotations unless asked for.
    A witness is confirmed by an independent validator: valid against `sub`, invalid against `sup`. `budget` bounds the
    work in steps, not in time: the same question has the same answer everywhere. ValueError for an unknown dialect.
    """
    question = _Question(sub, sup, Dialect(dialect), formats=formats)
    try:
        return question.answer(budget)
    except RecursionError:
        return Answer(Containment.UNDECIDED, reason="the schemas nest too deeply")


def witnessed(values: Iterable[Value], validators: Callable[[], tuple[Validator, Validator]], reason: str) -> Answer:
    """Return the first of the values that is valid for the first validator alone; or undecided, with a reason."""
    try:
        return _refuted(values, *validators()) or Answer(Containment.UNDECIDED, reason=reason)
    except Unconfirmed as error:
        return Answer(Containment.UNDECIDED, reason=f"witness not confirmed: {error}")


def _refuted(values: Iterable[Value], sub: Validator, sup: Validator) -> Answer | None:
    """Search for a value that only the first validator accepts. Raises Unconfirmed."""
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
        sketch = Sketch()
        readings = [SchemaReading(sketch, schema, self.dialect, formats=self.formats) for schema in self.schemas]
        sub, sup = (reading.at() for reading in readings)
        for reading in readings:
            if reading.problems:
                return Answer(Containment.UNDECIDED, reason=reading.problems[0])
        theory = Theory(sketch)
        result = theory.contains(sub, sup, steps=budget)
        if isinstance(result, Empty):
            return Answer(Containment.CONTAINED)
        if isinstance(result, Found):
            return self._confirmed((result.value,), UNCONFIRMED)
        return self._doubted(result, theory.finite(sub))

    def _confirmed(self, values: tuple[Value, ...], reason: str) -> Answer:
        return witnessed(values, self._validators, reason)

    def _doubted(self, result: Unknown, finite: list[Value] | None) -> Answer:
        """Decide with the validators where a keyword is not modelled: a candidate, or every value of an enum."""
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
        """Say whether both schemas have the same text, and so the same meaning.

        Normalized schemas are excluded: `x-unclear` has the reason of an unclear part, not its text.
        """
        try:
            return self.dialect is not Dialect.LOWERED and freeze(self.schemas[0]) == freeze(self.schemas[1])
        except Malformed:
            return False

    def _validators(self) -> tuple[Validator, Validator]:
        sub, sup = (Validator(schema, self.dialect, formats=self.formats) for schema in self.schemas)
        return sub, sup
