"""The body an operation expects, by its contract: none, a document, JSON, or documents in the parts of a form.

What is read is handed to the handler by these names: `content` and `media_type` of a document, `fields` of JSON,
`parts` and `fields` of a form.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from connexion.operations import AbstractOperation
from jsonschema_rs import Draft4Validator
from starlette.types import Receive

from edge.stations.validation import bodies, forms
from edge.stations.validation.forms import FormSchema
from edge.stations.validation.schemas import compile_schema
from edge.worker.bounds import Guest

PARSED = re.compile(rf"application/([a-z0-9.-]+\+)?json|{forms.MEDIA_TYPE}")  # +json is of RFC 6839
Read = Mapping[str, Any]


class Expected(Protocol):
    """A kind of body."""

    has_documents: ClassVar[bool]
    gives: ClassVar[frozenset[str]]  # what the handler always gets of a body that is required

    async def read(self, headers: Mapping[str, str], receive: Receive, guest: Guest) -> Read:
        """Read and check a body; give what the handler is to get."""


@dataclass(frozen=True, slots=True)
class Document:
    """The bytes of one document, which the registry's own reader parses."""

    limit: int
    has_documents: ClassVar[bool] = True
    gives: ClassVar[frozenset[str]] = frozenset({"media_type", "content"})

    async def read(self, headers: Mapping[str, str], receive: Receive, guest: Guest) -> Read:
        """Read the bytes."""
        return {"content": await bodies.read(headers, receive, self.limit, guest)}


@dataclass(frozen=True, slots=True)
class Resource:
    """JSON of ours."""

    validator: Draft4Validator
    required: bool
    has_documents: ClassVar[bool] = False
    gives: ClassVar[frozenset[str]] = frozenset({"media_type", "fields"})

    async def read(self, headers: Mapping[str, str], receive: Receive, guest: Guest) -> Read:
        """Read, parse and check it; one that may be left out is not there where it is empty."""
        content = await bodies.read(headers, receive, bodies.JSON_BYTES, guest)
        if not content and not self.required:
            return {}
        return {"fields": bodies.resource(content, self.validator)}


@dataclass(frozen=True, slots=True)
class Parts:
    """Documents and JSON of ours, as the parts of a form."""

    form: FormSchema
    has_documents: ClassVar[bool] = True
    gives: ClassVar[frozenset[str]] = frozenset({"media_type", "fields", "parts"})

    async def read(self, headers: Mapping[str, str], receive: Receive, guest: Guest) -> Read:
        """Read all parts, and parse and check those that are JSON."""
        parts = await forms.read(self.form, headers, receive, guest)
        return {"parts": parts, "fields": forms.values(self.form, parts)}


def expected(operation: AbstractOperation, *, document_bytes: int) -> Expected | None:
    """Compile what body an operation expects; None where it takes none."""
    if not operation.consumes or not operation.request_body:
        return None
    if operation.request_body.get("x-document"):
        return Document(document_bytes)
    media_type, *others = operation.consumes
    if others or not PARSED.fullmatch(media_type):
        raise ValueError(f"{operation.operation_id}: a body that is no document is one of JSON, or {forms.MEDIA_TYPE}")
    schema = operation.body_schema(media_type)
    if media_type == forms.MEDIA_TYPE:
        return Parts(forms.compile_form(schema, document_bytes))
    return Resource(compile_schema(schema), bool(operation.request_body.get("required")))
