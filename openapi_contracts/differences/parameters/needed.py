"""Compares which parameters a request needs beside another: those that an optional object of a query requires."""

from openapi_contracts.containment.containment import Containment
from openapi_contracts.contracts.message_parts import Parameter, ParameterKey
from openapi_contracts.differences.compared_operation import ComparedOperation, sending
from openapi_contracts.differences.parameters.fields import NAMES, FieldPlace
from openapi_contracts.findings import Doubt, Evidence
from openapi_contracts.vocabulary import Side


def compare(operation: ComparedOperation, place: FieldPlace, old: Parameter, new: Parameter) -> None:
    """Record the parameters that the receiver wants beside one, where the sender may leave them out."""
    side = sending(place.direction)
    sender, receiver = (old, new) if side is Side.BASE else (new, old)
    sent = (operation.old if side is Side.BASE else operation.new).parameters
    for name in sorted(receiver.needs - sender.needs):
        missed = sent.get(ParameterKey(place.location, name))
        if isinstance(missed, Parameter) and missed.required:
            continue
        answer = operation.values.among(side, sender.schema, {})
        if answer.verdict is Containment.CONTAINED:
            return
        called = f"the {place.location} parameter `{name}`"
        evidence: Evidence = Doubt(answer.reason or "it is not known whether it is ever sent")
        if answer.verdict is Containment.NOT_CONTAINED:
            given, omitted = {place.part: answer.witness}, frozenset((("parameter", place.location, name),))
            refused = f"{called} is missing beside {place.called}"
            evidence = operation.shown(place.direction, place.kind, refused, given=given, omitted=omitted)
        rule, values = NAMES[place.kind, place.direction].became_required, {"field": called[0].upper() + called[1:]}
        operation.record(rule, (old.origin, new.origin), (*place.part, name), values, evidence)
