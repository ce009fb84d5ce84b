"""Compares annotations outside schemas: texts for people, which no message carries."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openapi_contracts.contracts import Contract
from openapi_contracts.contracts.places import Node
from openapi_contracts.contracts.source_document import lookup
from openapi_contracts.differences import wording
from openapi_contracts.differences.notices.annotated_objects import (
    EXTENSIONS,
    Annotated,
    members,
    of_contract,
    of_operation,
)
from openapi_contracts.differences.operation_matching import OperationPair
from openapi_contracts.differences.recording import FindingRecorder, owner
from openapi_contracts.differences.same_text import is_equal
from openapi_contracts.documents.pointers import escape

RULES = {  # by the members that each is about
    "summary": "summary-changed",
    "description": "description-changed",
    "externalDocs": "external-docs-changed",
    "example": "examples-changed",
    "examples": "examples-changed",
    "title": "title-changed",
    "contact": "contact-changed",
    "license": "license-changed",
    "termsOfService": "terms-of-service-changed",
    "bearerFormat": "bearer-format-changed",
    "tags": "tags-changed",
    "$self": "document-uri-changed",
    "oauth2MetadataUrl": "oauth-metadata-url-changed",
    "name": "server-name-changed",
}
_ANNOUNCED = "x-sunset"  # has rules of its own


@dataclass(frozen=True, slots=True)
class _AnnotationChange:
    rule: str
    how: str
    names: str
    base: str | None
    revision: str | None
    called: str | None = None  # where it is about another object than the one that has it


class Annotations:
    """The annotations of two contracts; an object that many operations refer to is compared once."""

    def __init__(self, base: Contract, revision: Contract, recorder: FindingRecorder) -> None:
        self._base = base
        self._revision = revision
        self._recorder = recorder
        self._known: dict[tuple[str, str, tuple[str, ...]], list[_AnnotationChange]] = {}

    def compare(self, shared: Sequence[OperationPair]) -> None:
        """Record every changed annotation of the API and of the operations both contracts have."""
        for annotated in of_contract(self._base, self._revision):
            self._add(annotated, None)
        for pair in shared:
            for annotated in of_operation(pair, self._base, self._revision):
                self._add(annotated, pair)

    def _add(self, annotated: Annotated, pair: OperationPair | None) -> None:
        key = annotated.old.pointer, annotated.new.pointer, annotated.members
        if key not in self._known:
            self._known[key] = [*_changes(annotated), *self._shared_examples(annotated)]
        for change in self._known[key]:
            places = change.base, change.revision
            within = owner(pair, *places) if pair else ()
            values = {"what": change.called or annotated.called, "how": change.how, "names": change.names}
            subject = (*within, values["what"], change.names)
            self._recorder.add(change.rule, values, *places, subject=subject, label=pair.label if pair else None)

    def _shared_examples(self, annotated: Annotated) -> Iterator[_AnnotationChange]:
        """Compare the examples that both objects refer to, which are components."""
        if "examples" not in annotated.members:
            return
        for was, now in members(annotated.old, annotated.new, "examples"):
            if not is_equal(was.raw, now.raw) or "$ref" not in was.raw:
                continue
            old, new = (lookup(side.origin.raw, str(was.raw["$ref"])) for side in (self._base, self._revision))
            if isinstance(old, Node) and isinstance(new, Node) and not is_equal(old.raw, new.raw):
                called = f"the component {wording.quoted(old.pointer.rpartition('/')[2])}"
                yield _AnnotationChange("examples-changed", "changed", "examples", old.pointer, new.pointer, called)


def _changes(annotated: Annotated) -> Iterator[_AnnotationChange]:
    """Compare the annotations of two objects; several members under one rule make one change."""
    old, new = annotated.old, annotated.new
    if EXTENSIONS in annotated.members:
        yield from _extensions(old, new)
    met: set[str] = set()
    for member in annotated.members:
        rule = annotated.rule or RULES.get(member)
        if rule is not None and rule not in met and _differs(old, new, member):
            met.add(rule)
            yield _change(rule, old, new, member, member)


def _extensions(old: Node, new: Node) -> Iterator[_AnnotationChange]:
    names = sorted(str(name) for name in old.raw.keys() | new.raw.keys() if str(name).startswith(EXTENSIONS))
    changed = [name for name in names if name != _ANNOUNCED and _differs(old, new, name)]
    if changed:
        yield _change("extensions-changed", old, new, changed[0], wording.scopes(changed))


def _differs(old: Node, new: Node, member: str) -> bool:
    if member not in old.raw and member not in new.raw:
        return False
    return (member in old.raw) != (member in new.raw) or not is_equal(old.raw.get(member), new.raw.get(member))


def _change(rule: str, old: Node, new: Node, member: str, names: str) -> _AnnotationChange:
    how = "was added" if member not in old.raw else "was removed" if member not in new.raw else "changed"
    return _AnnotationChange(rule, how, names, _at(old, member), _at(new, member))


def _at(node: Node, member: str) -> str | None:
    return f"{node.pointer}/{escape(member)}" if member in node.raw else None
