"""Rules for fields of one object: those that exclude each other, arrays without items, and the targets of links."""

from collections.abc import Iterator

from openapi_contracts.documents.problems import Problem
from openapi_contracts.documents.rules.objects import DocumentObject, Objects
from openapi_contracts.documents.rules.sentences import shortened
from openapi_contracts.documents.syntaxes.parsed import quoted

# Fields that exclude each other, by kind of object: those that decide over messages, and those of texts.
_EXCLUSIVE: dict[str, tuple[tuple[str, str], ...]] = {
    "Parameter": (("schema", "content"),),
    "Header": (("schema", "content"),),
    "MediaType": (("encoding", "prefixEncoding"), ("encoding", "itemEncoding")),
    "Encoding": (("encoding", "prefixEncoding"), ("encoding", "itemEncoding")),
    "XML": (("attribute", "nodeType"), ("wrapped", "nodeType")),
}
_EXCLUSIVE_TEXTS: dict[str, tuple[tuple[str, str], ...]] = {
    "Parameter": (("example", "examples"),),
    "Header": (("example", "examples"),),
    "MediaType": (("example", "examples"),),
    "Example": (
        ("value", "externalValue"),
        ("value", "dataValue"),
        ("value", "serializedValue"),
        ("serializedValue", "externalValue"),
    ),
    "Link": (("operationRef", "operationId"),),
    "License": (("identifier", "url"),),
}
EXCLUSIVE_KINDS = tuple(dict.fromkeys((*_EXCLUSIVE, *_EXCLUSIVE_TEXTS)))


def exclusive(here: DocumentObject, objects: Objects) -> Iterator[Problem]:
    """Yield fields that exclude each other."""
    for code, table in (("excluded-combination", _EXCLUSIVE), ("excluded-texts", _EXCLUSIVE_TEXTS)):
        for first, second in table.get(here.kind, ()):
            if first in here.node and second in here.node and second in objects.fields_of(here.kind):
                sentence = f"The fields `{first}` and `{second}` exclude each other; keep one of them."
                yield Problem(code, sentence, here.at())


def array_items(here: DocumentObject, _: Objects) -> Iterator[Problem]:
    """Yield an array that does not say of what."""
    if here.node.get("type") == "array" and "items" not in here.node:
        yield Problem("array-without-items", "An array must say in `items` of what it is.", here.at())


def read_and_write_only(here: DocumentObject, _: Objects) -> Iterator[Problem]:
    """Yield a property that is both for requests only and for responses only."""
    if here.node.get("readOnly") is True and here.node.get("writeOnly") is True:
        sentence = "`readOnly` and `writeOnly` exclude each other; with both, no message may have this property."
        yield Problem("read-and-write-only", sentence, here.at())


def link_target(here: DocumentObject, objects: Objects) -> Iterator[Problem]:
    """Yield a link to an operation that does not exist; one in another document is not looked for."""
    name, reference = here.node.get("operationId"), here.node.get("operationRef")
    if isinstance(name, str) and name not in objects.operation_ids:
        sentence = f"No operation has the operationId {quoted(name)} that this link names."
        yield Problem("unknown-link-target", shortened(sentence), here.at("operationId"))
    if isinstance(reference, str) and reference[:1] in ("#", "") and objects.references.lookup(reference) is None:
        sentence = f"The operationRef {quoted(reference)} of this link refers to nothing."
        yield Problem("unknown-link-target", shortened(sentence), here.at("operationRef"))


def mapping_targets(here: DocumentObject, objects: Objects) -> Iterator[Problem]:
    """Yield the values of a discriminator's mapping that name no schema of the document."""
    mapping = here.node.get("mapping")
    names = objects.component_names("schemas")
    for value, name in mapping.items() if isinstance(mapping, dict) else ():
        if not isinstance(name, str) or name in names:
            continue
        is_local = name.startswith("#") or not any(character in name for character in "/.:")
        if is_local and (not name.startswith("#") or objects.references.lookup(name) is None):
            sentence = f"The mapping of {quoted(value)} names {quoted(name)}, which is no schema of the document."
            yield Problem("unknown-mapping-target", shortened(sentence), here.at("mapping", value))
