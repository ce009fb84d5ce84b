"""Whether a contract promises a response: its status, headers and body."""

from collections.abc import Mapping
from typing import Any

from tests.openapi_contracts.acceptance.bodies import check_body
from tests.openapi_contracts.acceptance.judging import Refused
from tests.openapi_contracts.acceptance.places import Contract, Place
from tests.openapi_contracts.acceptance.routing import Operation, labelled
from tests.openapi_contracts.acceptance.schemas import refusal
from tests.openapi_contracts.acceptance.texts import as_json, readings


def check(contract: Contract, message: Mapping[str, Any]) -> None:
    """Raise Refused where the contract does not promise a response."""
    data, label = message["response"], message["operation"]
    response = promised(labelled(contract, label), data["status"])
    unsent = "readOnly" if label.startswith("WEBHOOK ") or " callback " in label else "writeOnly"
    given = {name.lower(): text for name, text in data["headers"]}
    for name, header in (response.at("headers") or Place(contract, "", {})).children():
        check_header(name, header, given.get(name.lower()), unsent)
    check_body(response, data, unsent, what="body of the response")


def promised(operation: Operation, status: int) -> Place:
    """Return what a status is described by: its code, its range or the default."""
    responses = operation.place.at("responses")
    known = {key.upper(): place for key, place in responses.children()} if responses else {}
    for key in (str(status), f"{status // 100}XX", "DEFAULT"):
        if key in known:
            return known[key]
    raise Refused(f"the status {status} is not described")


def check_header(name: str, header: Place, text: str | None, unsent: str) -> None:
    if name.lower() == "content-type":
        return
    if text is None:
        if header.get("required"):
            raise Refused(f"the header {name} is missing")
        return
    schema = header.at("schema")
    content = header.at("content")
    if schema is None and content is not None:
        schema = next((one.at("schema") for _, one in content.children()), None)
        values = as_json(text)
    else:
        values = list(readings([text], "simple", explode=bool(header.get("explode"))))
    refused = [refusal(schema, value, unsent) for value in values] if schema else [None]
    if all(refused):
        raise Refused(f"the header {name}: {refused[0] if refused else 'it is not JSON'}")
