"""Compares how the properties of a form are serialized (OAS 3.1.0, 4.8.15)."""

from dataclasses import replace
from typing import Any

from openapi_contracts.containment.containment import Containment
from openapi_contracts.contracts import Unclear
from openapi_contracts.contracts.message_parts import Encoding, Header, MediaType
from openapi_contracts.contracts.styles import Styled
from openapi_contracts.differences.bodies import media_types as media
from openapi_contracts.differences.compared_operation import ComparedOperation
from openapi_contracts.findings import Doubt, Evidence, Part, Shown
from openapi_contracts.serialization import written_forms
from openapi_contracts.vocabulary import Side

_COMPOSED = frozenset(("allOf", "anyOf", "oneOf", "if"))


def compare(
    operation: ComparedOperation, shown: Shown, part: Part, called: str, bodies: tuple[MediaType, MediaType]
) -> None:
    """Compare the serialization of each property; `shown` is a message of the sender."""
    old, new = bodies
    for name in sorted(old.encoding.keys() | new.encoding.keys()):
        was, now = old.encoding.get(name), new.encoding.get(name)
        if was == now or not _is_declared(operation, shown.side, old if shown.side is Side.BASE else new, name):
            continue
        if isinstance(was, Unclear) or isinstance(now, Unclear):
            operation.record_unclear(f"the serialization of `{name}` of the {called}", was, now)
            continue
        evidence = _refused(operation, shown, part, name, bodies)
        rule = "form-part-changed" if evidence else "form-part-written-alike"
        nodes = ((was.origin if was else old.origin), (now.origin if now else new.origin))
        operation.record(rule, nodes, (*part, name), {"property": name, "message": called}, evidence)


def _refused(
    operation: ComparedOperation, shown: Shown, part: Part, name: str, bodies: tuple[MediaType, MediaType]
) -> Evidence:
    """Return the serialization that the receiver does not accept; None where there is none."""
    sender, receiver = bodies if shown.side is Side.BASE else bodies[::-1]
    sent, taken = _encoding(sender, name), _encoding(receiver, name)
    if not types_understood(sent, taken):
        refused = f"`{name}` does not have a media type that the receiver accepts"
        return _with_property(operation, shown, part, name, sender, {}, refused)
    if not headers_sent(sent, taken):
        return _with_property(operation, shown, part, name, sender, {}, f"a header of `{name}` is missing")
    forms = [one.form if one and one.form else Styled.default() for one in (sent, taken)]
    return _written(operation, shown, part, name, sender, forms)


def _written(
    operation: ComparedOperation, shown: Shown, part: Part, name: str, sender: MediaType, forms: list[Any]
) -> Evidence:
    for form in forms:
        if isinstance(form, Unclear):
            return Doubt(form.reason) if forms[0] != forms[1] else None
    unlike = written_forms.unlike(forms[0], forms[1], "query", (name, name))
    if unlike is None:
        return None
    refused = f"`{name}` must be serialized in another way: {written_forms.called(forms[1])}"
    return _with_property(operation, shown, part, name, sender, unlike, refused)


def _with_property(
    operation: ComparedOperation,
    shown: Shown,
    part: Part,
    name: str,
    sender: MediaType,
    value: written_forms.Schema,
    refused: str,
) -> Evidence:
    """Return the message with a body that has the property; None where no body has it."""
    wanted = {"type": "object", "required": [name], "properties": {name: value}}
    answer = operation.values.among(shown.side, sender.schema, wanted)
    if answer.verdict is Containment.CONTAINED:
        return None
    if answer.verdict is Containment.UNDECIDED:
        return Doubt(f"`{name}` is serialized in another way, which may affect no body: {answer.reason}")
    return replace(shown, refused=refused, given={**shown.given, part: answer.witness}, value=answer.witness)


def _is_declared(operation: ComparedOperation, side: Side, body: MediaType, name: str) -> bool:
    """Say whether the sender declares a property; True for a composed schema, which only the prover can decide."""
    node = operation.values.resolved(side, body.schema)
    properties = node.raw.get("properties", {}) if node else None
    if node is None or not isinstance(properties, dict) or _COMPOSED & node.raw.keys():
        return True
    return name in properties


def _encoding(body: MediaType, name: str) -> Encoding | None:
    found = body.encoding.get(name)
    return found if isinstance(found, Encoding) else None


def types_understood(sent: Encoding | None, taken: Encoding | None) -> bool:
    """Compare media types; a property without one gets it from its schema, which equals no explicit media type."""
    named, known = (one.content_types if one else () for one in (sent, taken))
    if not named or not known:
        return named == known
    return all(media.most_specific(known, one) for one in named)


def headers_sent(sent: Encoding | None, taken: Encoding | None) -> bool:
    """Say whether the sender sends every header that the receiver requires."""
    required = [_required(one) for one in (sent, taken)]
    return required[1] <= required[0]


def _required(encoding: Encoding | None) -> set[str]:
    headers = encoding.headers if encoding else {}
    return {name for name, one in headers.items() if not isinstance(one, Header) or one.required}
