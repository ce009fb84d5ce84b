"""Compares the headers of a response."""

from openapi_contracts.contracts import Direction, Unclear
from openapi_contracts.contracts.message_parts import Header, Response
from openapi_contracts.differences.compared_operation import ComparedOperation
from openapi_contracts.differences.parameters import fields
from openapi_contracts.findings import Kind


def compare(operation: ComparedOperation, direction: Direction, status: str, old: Response, new: Response) -> None:
    """Compare the headers of two responses; `status` is the sender's."""
    for name in sorted(old.headers.keys() | new.headers.keys()):
        called = f"the header `{written(name, new.headers.get(name), old.headers.get(name))}` of response {status}"
        place = fields.FieldPlace(("header", status, name), "header", Kind.RESPONSE, direction, called, status)
        fields.compare(operation, place, old.headers.get(name), new.headers.get(name))


def written(name: str, *headers: Header | Unclear | None) -> str:
    """Return a header's name as spelled by the first document that has it."""
    return next((header.name for header in headers if isinstance(header, Header)), name)
