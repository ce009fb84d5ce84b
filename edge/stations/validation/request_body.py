"""The body an operation declares: none, a document, JSON, or a multipart form.

Handlers receive it by these names: `content` and `media_type` of a document, `fields` of JSON, `parts` and `fields`
of a form.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from connexion.operations import AbstractOperation
from jsonschema_rs import Draft4Validator
from starlette.types import Receive

from edge.stations.validation import bodies, forms
from edge.stations.validation.forms import CompiledForm
from edge.stations.validation.schemas import compile_schema
from edge.worker.bounds import BodyAllowance

PARSED = re.compile(rf"application/([a-z0-9.-]+\+)?json|{forms.MEDIA_TYPE}")  # the +json suffix: RFC 6839
Arguments = Mapping[str, Any]


class ExpectedBody(Protocol):
    """A kind of request body."""

    carries_documents: ClassVar[bool]
    supplies: ClassVar[frozenset[str]]  # arguments a required body always supplies

    async def read(self, headers: Mapping[str, str], receive: Receive, allowance: BodyAllowance) -> Arguments:
        """Receive and validate a body; return the handler's arguments."""


@dataclass(frozen=True, slots=True)
class DocumentBody:
    """One OpenAPI document, kept as bytes: the registry's own reader parses it."""

    limit: int
    carries_documents: ClassVar[bool] = True
    supplies: ClassVar[frozenset[str]] = frozenset({"media_type", "content"})

    async def read(self, headers: Mapping[str, str], receive: Receive, allowance: BodyAllowance) -> Arguments:
        """Receive the bytes."""
        return {"content": await bodies.read(headers, receive, self.limit, allowance)}


@dataclass(frozen=True, slots=True)
class JsonBody:
    """JSON, validated against its schema."""

    validator: Draft4Validator
    required: bool
    carries_documents: ClassVar[bool] = False
    supplies: ClassVar[frozenset[str]] = frozenset({"media_type", "fields"})

    async def read(self, headers: Mapping[str, str], receive: Receive, allowance: BodyAllowance) -> Arguments:
        """Receive, parse and validate the JSON; an optional body that is empty counts as absent."""
        content = await bodies.read(headers, receive, bodies.JSON_BYTES, allowance)
        if not content and not self.required:
            return {}
        return {"fields": bodies.resource(content, self.validator)}


@dataclass(frozen=True, slots=True)
class FormBody:
    """Documents and JSON as the parts of a form."""

    form: CompiledForm
    carries_documents: ClassVar[bool] = True
    supplies: ClassVar[frozenset[str]] = frozenset({"media_type", "fields", "parts"})

    async def read(self, headers: Mapping[str, str], receive: Receive, allowance: BodyAllowance) -> Arguments:
        """Receive all parts; parse and validate those that are JSON."""
        parts = await forms.read(self.form, headers, receive, allowance)
        return {"parts": parts, "fields": forms.values(self.form, parts)}


def compile_body(operation: AbstractOperation, *, document_bytes: int) -> ExpectedBody | None:
    """Compile the body an operation declares; None where it has none."""
    if not operation.consumes or not operation.request_body:
        return None
    if operation.request_body.get("x-document"):
        return DocumentBody(document_bytes)
    media_type, *others = operation.consumes
    if others or not PARSED.fullmatch(media_type):
        raise ValueError(
            f"{operation.operation_id}: a body other than a document must be JSON or {forms.MEDIA_TYPE}, not both"
        )
    schema = operation.body_schema(media_type)
    if media_type == forms.MEDIA_TYPE:
        return FormBody(forms.compile_form(schema, document_bytes))
    return JsonBody(compile_schema(schema), bool(operation.request_body.get("required")))
