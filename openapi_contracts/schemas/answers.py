"""Answers made of the prover's results, with or without a validator that confirms the witness."""

from collections.abc import Callable
from dataclasses import replace

from openapi_contracts.containment.containment import UNCONFIRMED, Answer, Containment, first_witness
from openapi_contracts.containment.prover import Empty, Found, Result
from openapi_contracts.containment.prover.confirmation import Validator
from openapi_contracts.containment.prover.values import thaw


def plain(result: Result) -> Answer:
    """Return an answer whose witness is not confirmed."""
    if isinstance(result, Empty):
        return Answer(Containment.CONTAINED)
    if isinstance(result, Found):
        return Answer(Containment.NOT_CONTAINED, witness=thaw(result.value))
    return Answer(Containment.UNDECIDED, reason=result.reason)


def confirmed(result: Result, validators: Callable[[], tuple[Validator, Validator]]) -> Answer:
    """Return an answer whose witness the validator of the sender accepts and that of the receiver rejects."""
    if isinstance(result, Empty):
        return Answer(Containment.CONTAINED)
    if isinstance(result, Found):
        return first_witness((result.value,), validators, UNCONFIRMED)
    answer = first_witness(result.candidates, validators, result.reason)
    return answer if answer.verdict is Containment.NOT_CONTAINED else replace(answer, reason=result.reason)
