"""Compares fields, that is parameters and headers: presence, requiredness, serialization and schema."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TypeAlias

from openapi_contracts.containment.containment import Containment
from openapi_contracts.contracts import Direction, SchemaAt, Unclear
from openapi_contracts.contracts.message_parts import Header, Parameter
from openapi_contracts.contracts.styles import Styled
from openapi_contracts.contracts.sunsets import announcement
from openapi_contracts.differences.compared_operation import ComparedOperation, not_allowed, sending
from openapi_contracts.findings import Doubt, Evidence, Kind, Part, Proof
from openapi_contracts.schemas import acceptance, equivalence
from openapi_contracts.serialization import written_forms
from openapi_contracts.vocabulary import Side

Field: TypeAlias = Parameter | Header
_Forms: TypeAlias = tuple[written_forms.Form, written_forms.Form]


@dataclass(frozen=True, slots=True)
class FieldRules:
    """The rules of one kind of field in one direction."""

    required_added: str
    optional_added: str
    required_removed: str
    optional_removed: str
    became_required: str
    became_optional: str
    form_changed: str
    empty_changed: str
    empty_eased: str


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """A field's message part, location, message kind, and name for people."""

    part: Part
    location: str
    kind: Kind
    direction: Direction
    called: str
    status: str | None = None


NAMES: Mapping[tuple[Kind, Direction], FieldRules] = {
    (Kind.REQUEST, Direction.REQUEST): FieldRules(
        "required-parameter-added",
        "optional-parameter-added",
        "parameter-removed",
        "parameter-removed",
        "parameter-became-required",
        "parameter-became-optional",
        "parameter-form-changed",
        "parameter-empty-value-refused",
        "parameter-empty-value-allowed",
    ),
    (Kind.REQUEST, Direction.RESPONSE): FieldRules(
        "webhook-parameter-added",
        "webhook-parameter-added",
        "required-webhook-parameter-removed",
        "optional-webhook-parameter-removed",
        "webhook-parameter-became-required",
        "webhook-parameter-became-optional",
        "webhook-parameter-form-changed",
        "webhook-parameter-empty-value-sent",
        "webhook-parameter-empty-value-unsent",
    ),
    (Kind.RESPONSE, Direction.RESPONSE): FieldRules(
        "response-header-added",
        "response-header-added",
        "required-response-header-removed",
        "optional-response-header-removed",
        "response-header-became-required",
        "response-header-became-optional",
        "response-header-form-changed",
        "",
        "",
    ),
    (Kind.RESPONSE, Direction.REQUEST): FieldRules(
        "required-webhook-response-header-added",
        "optional-webhook-response-header-added",
        "webhook-response-header-removed",
        "webhook-response-header-removed",
        "webhook-response-header-became-required",
        "webhook-response-header-became-optional",
        "webhook-response-header-form-changed",
        "",
        "",
    ),
}


def compare(
    operation: ComparedOperation, place: FieldPlace, old: Field | Unclear | None, new: Field | Unclear | None
) -> None:
    """Compare one field; a side without it is None."""
    if isinstance(old, Unclear) or isinstance(new, Unclear):
        operation.record_unclear(place.called, old, new)
    elif old is None or new is None:
        _come_or_gone(operation, place, old, new)
    else:
        if old.required is not new.required:
            _requirement(operation, place, old, new)
        _contents(operation, place, old, new)


def _come_or_gone(operation: ComparedOperation, place: FieldPlace, old: Field | None, new: Field | None) -> None:
    names = NAMES[place.kind, place.direction]
    required = any(field.required for field in (old, new) if field)
    if new is not None:
        rule = names.required_added if required else names.optional_added
        asked_for = place.direction is Direction.REQUEST
    else:
        rule = names.required_removed if required else names.optional_removed
        asked_for = place.direction is Direction.RESPONSE
    evidence = _missing(operation, place) if required and asked_for else None
    announced = announcement(old.sunset) if isinstance(old, Parameter) else {}
    _note(operation, place, rule, old, new, evidence, announced)


def _requirement(operation: ComparedOperation, place: FieldPlace, old: Field, new: Field) -> None:
    names = NAMES[place.kind, place.direction]
    rule = names.became_required if new.required else names.became_optional
    receiver = new if place.direction is Direction.REQUEST else old
    _note(operation, place, rule, old, new, _missing(operation, place) if receiver.required else None)


def _missing(operation: ComparedOperation, place: FieldPlace) -> Evidence:
    refused = f"{place.called} is missing"
    omitted = frozenset((place.part,))
    return operation.shown(place.direction, place.kind, refused, omitted=omitted, status=place.status)


def _note(
    operation: ComparedOperation,
    place: FieldPlace,
    rule: str,
    old: Field | None,
    new: Field | None,
    evidence: Evidence = None,
    values: Mapping[str, str] = MappingProxyType({}),
) -> None:
    nodes = (old.origin if old else None, new.origin if new else None)
    called = place.called[:1].upper() + place.called[1:]
    operation.record(rule, nodes, place.part, {"field": called, **values}, evidence)


def _contents(operation: ComparedOperation, place: FieldPlace, old: Field, new: Field) -> None:
    if isinstance(old.form, Unclear) or isinstance(new.form, Unclear):
        operation.record_unclear(f"the serialization of {place.called}", old.form, new.form)
    elif old.form != new.form or (place.location == "path" and _name(old) != _name(new)):
        _form(operation, place, old, new, (old.form, new.form))
    _schemas(operation, place, old, new)


def _form(operation: ComparedOperation, place: FieldPlace, old: Field, new: Field, forms: _Forms) -> None:
    """Search for a value that the sender serializes in another way than the receiver expects."""
    names, side = NAMES[place.kind, place.direction], sending(place.direction)
    _empty(operation, place, old, new, forms)
    sent, read = (0, 1) if side is Side.BASE else (1, 0)
    called = (_name(old), _name(new))
    unlike = written_forms.unlike(forms[sent], forms[read], place.location, (called[sent], called[read]))
    if unlike is None:
        return
    answer = operation.values.among(side, (old if side is Side.BASE else new).schema, unlike)
    if answer.verdict is Containment.CONTAINED:
        return
    evidence: Evidence = Doubt(f"{place.called} is serialized in another way, perhaps for no value: {answer.reason}")
    if answer.verdict is Containment.NOT_CONTAINED:
        evidence = _written(operation, place, forms, answer.witness)
    values = {"old": written_forms.called(forms[0]), "new": written_forms.called(forms[1])}
    _note(operation, place, names.form_changed, old, new, evidence, values)


def _written(operation: ComparedOperation, place: FieldPlace, forms: _Forms, value: object) -> Evidence:
    receiver = forms[1] if place.direction is Direction.REQUEST else forms[0]
    refused = f"{place.called} must be serialized in another way: {written_forms.called(receiver)}"
    given = {place.part: value}
    return replace(operation.shown(place.direction, place.kind, refused, given=given, status=place.status), value=value)


def _empty(operation: ComparedOperation, place: FieldPlace, old: Field, new: Field, forms: _Forms) -> None:
    """Compare `allowEmptyValue` (OAS 3.1.0, 4.8.12.2); a schema that accepts the empty string equals it."""
    receiver = old if place.direction is Direction.RESPONSE else new
    written, read = forms[::-1] if place.direction is Direction.RESPONSE else forms
    if not (isinstance(written, Styled) and isinstance(read, Styled)):
        return
    if written.allow_empty_value is read.allow_empty_value:
        return
    names = NAMES[place.kind, place.direction]
    if read.allow_empty_value:
        _note(operation, place, names.empty_eased, old, new)
        return
    if operation.values.accepts(sending(place.direction).other, receiver.schema, ""):
        return
    refused = f"{place.called} is empty, which is not allowed"
    shown = operation.shown(place.direction, place.kind, refused, given={place.part: ""}, status=place.status)
    _note(operation, place, names.empty_changed, old, new, shown)


def _name(field: Field) -> str:
    return field.name if isinstance(field, Parameter) else ""


def _schemas(operation: ComparedOperation, place: FieldPlace, old: Field, new: Field) -> None:
    """Compare the schemas, or record that the receiver accepts the text although the schemas differ."""
    direction, side = place.direction, sending(place.direction)
    sender, receiver = (old, new) if side is Side.BASE else (new, old)
    taken, known_answer = receiver.schema, None
    if _may_differ(sender.schema, taken) and isinstance(sender.form, Styled) and isinstance(receiver.form, Styled):
        sent, at = (side, sender.schema), (side.other, taken)
        items = equivalence.as_list(operation.values, sent, at, (sender.form, receiver.form), place.location)
        taken = items or taken
        if items is not None:
            _note(operation, place, "value-reads-as-list", old, new, None, _types(operation, old, new))
        written = acceptance.Written(operation.values, sent, (side.other, taken), receiver.form, place.location)
        known_answer = written.answer() if _is_equal(sender.form, receiver.form) or items is not None else None
        if known_answer is not None and known_answer.verdict is Containment.CONTAINED and written.is_of_texts:
            proof = Proof("every value is sent as text, and the receiver accepts each text")
            _note(operation, place, "value-reads-as-text", old, new, proof, _types(operation, old, new))
            return
    shown = operation.shown(direction, place.kind, not_allowed(direction), status=place.status)
    old_first = (sender.schema, taken) if side is Side.BASE else (taken, sender.schema)
    operation.ask(place.part, direction, *old_first, shown, known_answer=known_answer)


def _may_differ(old: SchemaAt | None, new: SchemaAt | None) -> bool:
    """Say whether two schemas may differ: equal text may refer to different schemas."""
    return old != new or (old is not None and equivalence.has_reference(old.schema))


def _is_equal(sent: Styled, read: Styled) -> bool:
    return (sent.style, sent.explode, sent.inner) == (read.style, read.explode, read.inner)


def _types(operation: ComparedOperation, old: Field, new: Field) -> dict[str, str]:
    sides = (("old", Side.BASE, old), ("new", Side.REVISION, new))
    return {key: equivalence.called(operation.values, side, field.schema) for key, side, field in sides}
