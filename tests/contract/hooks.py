"""What schemathesis has to be told of this service: its media types, its documents, and what every answer carries."""

import json
import uuid
from collections.abc import Mapping
from typing import Any

import schemathesis
import yaml
from hypothesis import strategies as st
from schemathesis import (
    Case,
    CheckContext,
    DeserializationContext,
    HookContext,
    Response,
    SerializationContext,
)
from schemathesis.core.failures import Failure
from schemathesis.generation.value import GeneratedValue
from schemathesis.openapi.checks import RejectedPositiveData, UseAfterFree

from tests.contract.documents import documents, pairs

PROBLEM = "application/problem+json"
YAML_DOCUMENT = "application/vnd.oai.openapi"  # its name does not say that it is YAML
OPEN = {"Problem", "InputError", "Document"}  # members of the first depend on the code; the last is any document
DOCUMENT_OPERATIONS = {"versions.publish", "versions.publish_as", "validations.validate", "checks.check"}
PAIR_OPERATIONS = {"comparisons.compare"}  # whose body is a form with two documents
JUDGEMENTS = {"checks.check"}  # whose 409 may be a judgement, as its caller asked, and no problem

# Refusals of requests that are of the contract's shape, by their code, each with the reason why a schema cannot say it.
FAIR_REFUSALS: Mapping[str, str] = {
    "cursor-invalid": "a cursor is opaque; which ones there are, the service alone knows",
    "document-invalid": "what makes a document valid is its own specification, not a JSON Schema of ours",
    "document-unreadable": "a part of a form is a file, and no schema says what is in it",
    "expiry-passed": "which times have passed depends on the time",
    "precondition-failed": "which ETag is current is state",
    "precondition-required": "whether a precondition is needed depends on whether the API is there",
    "rule-unknown": "rules come with the engine, and are no part of the contract",
}

# What is there after a removal, each with the reason.
NEVER_GONE: Mapping[str, str] = {
    "policies.show": "what an API no longer says of its policy itself, the registry says",
    "policies.show_for_all": "what the registry no longer says, the defaults say",
    "audit.browse": "the audit outlives its API",
}

LASTING_NEEDED = ("policies.", "waivers.", "changes.", "changelog.", "checks.")
EXAMPLE, LASTING = "petstore", "contract-registry"  # the API of the examples, and the one every registry has

PUBLISHED_AGAIN: set[object] = set()  # names of APIs that were published and not removed since


@schemathesis.serializer(YAML_DOCUMENT)
def write_yaml(context: SerializationContext, value: object) -> bytes:
    """Write a body of the one document media type that schemathesis does not know for YAML."""
    return value if isinstance(value, bytes) else yaml.safe_dump(value).encode()


@schemathesis.deserializer(YAML_DOCUMENT)
def read_yaml(context: DeserializationContext, response: Response) -> object:
    """Read a document answered in that media type."""
    return yaml.safe_load(response.content)


@schemathesis.hook
def before_load_schema(context: HookContext, raw_schema: dict[str, Any]) -> None:
    """Close what answers hold: a later v1 may add members, but this one answers with none that it does not declare."""
    for name, schema in raw_schema["components"]["schemas"].items():
        if "properties" in schema and name not in OPEN:
            schema.setdefault("additionalProperties", False)


@schemathesis.hook
def before_generate_body(context: HookContext, strategy: st.SearchStrategy) -> st.SearchStrategy:
    """Let three of four documents that are meant to be taken be valid ones."""
    operation = context.operation
    named = operation.definition.raw.get("operationId") if operation else None
    if named not in DOCUMENT_OPERATIONS | PAIR_OPERATIONS:
        return strategy
    valid = pairs() if named in PAIR_OPERATIONS else documents()

    @st.composite
    def mixed(draw: st.DrawFn) -> object:
        value = draw(strategy)
        is_negative = isinstance(value, GeneratedValue) and value.meta is not None
        return value if is_negative or draw(st.integers(0, 3)) == 3 else draw(valid)

    return mixed()


@schemathesis.hook
def before_call(context: HookContext, case: Case[Any], kwargs: dict[str, object]) -> None:
    """Keep one API, and ask it for what is in an API: schemathesis removes that of the examples before its waivers."""
    named, api = case.operation.definition.raw["operationId"], case.path_parameters.get("api")
    if named == "apis.remove" and api == LASTING:
        case.path_parameters["api"] = EXAMPLE
    elif named.startswith(LASTING_NEEDED) and api == EXAMPLE:
        case.path_parameters["api"] = LASTING


@schemathesis.hook
def after_call(context: HookContext, case: Case[Any], response: Response) -> None:
    """Note what makes and removes APIs: publishing creates an API again, which schemathesis cannot know."""
    if case.method == "DELETE" and response.status_code == 204:
        PUBLISHED_AGAIN.discard(case.path_parameters.get("api"))
    elif case.path.startswith("/apis/{api}/versions") and response.status_code == 201:
        PUBLISHED_AGAIN.add(case.path_parameters["api"])


@schemathesis.hook
def filter_failure(context: HookContext, failure: Failure, case: Case[Any], response: Response) -> bool:
    """Drop what is no failure: a fair refusal, or what is found after its removal because it may be."""
    if isinstance(failure, UseAfterFree):
        never_gone = case.operation.definition.raw["operationId"] in NEVER_GONE
        return not never_gone and case.path_parameters.get("api") not in PUBLISHED_AGAIN
    if isinstance(failure, RejectedPositiveData):
        return json.loads(response.content)["code"] not in FAIR_REFUSALS
    return True


@schemathesis.check
def answer_is_in_its_envelope(ctx: CheckContext, response: Response, case: Case[Any]) -> None:
    """Check what every answer carries, whatever it says."""
    version = case.operation.schema.raw_schema["info"]["version"]
    assert response.headers.get("api-version") == [version], "API-Version is not info.version"
    assert response.headers.get("x-request-id", [""])[0], "X-Request-Id is missing"
    assert response.headers.get("x-content-type-options") == ["nosniff"], "X-Content-Type-Options is missing"
    assert response.status_code < 300 or response.status_code >= 400 or response.status_code == 304, "a redirect"


@schemathesis.check
def refusal_is_a_problem(ctx: CheckContext, response: Response, case: Case[Any]) -> None:
    """Check that a refusal is problem details (RFC 9457) and carries the fields its status asks for (RFC 9110)."""
    status = response.status_code
    judged = status == 409 and case.operation.definition.raw["operationId"] in JUDGEMENTS
    if status < 400 or (judged and response.headers["content-type"] != [PROBLEM]):
        return
    assert response.headers["content-type"] == [PROBLEM], "a refusal is not application/problem+json"
    problem = json.loads(response.content)
    schema = case.operation.schema.raw_schema["components"]["schemas"]
    _conforms(problem, schema, "Problem")
    for error in problem.get("errors", []):
        _conforms(error, schema, "InputError")
    assert problem["status"] == status, "`status` is not that of the answer"
    assert problem["type"] == f"/problems#{problem['code']}", "`type` does not lead to the problem's kind"
    assert uuid.UUID(problem["instance"].removeprefix("urn:uuid:")), "`instance` is no urn:uuid"
    assert "Traceback" not in problem["detail"], "`detail` shows internals"
    assert problem["detail"].endswith((".", "!", "?")), "`detail` is not a sentence"
    for field in {401: ["www-authenticate"], 405: ["allow"], 415: ["accept"], 503: ["retry-after"]}.get(status, []):
        assert response.headers.get(field, [""])[0], f"a {status} without {field}"


def _conforms(value: Mapping[str, object], schemas: Mapping[str, dict[str, Any]], name: str) -> None:
    """Check required fields and types, in the little of JSON Schema that these two schemas use."""
    types = {"string": str, "integer": int, "array": list}
    schema = schemas[name]
    missing = [field for field in schema["required"] if field not in value]
    assert not missing, f"{name} lacks {missing}"
    for field, said in schema["properties"].items():
        given = value.get(field)
        said = schemas[said["$ref"].rpartition("/")[2]] if "$ref" in said else said
        allowed = isinstance(given, types[said["type"]]) or (given is None and said.get("nullable"))
        assert field not in value or allowed, f"{name}.{field} is {given!r}"
