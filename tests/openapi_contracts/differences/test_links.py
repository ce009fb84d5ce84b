"""Links: where they lead and what they take along."""

from typing import Any

import pytest

from openapi_contracts.differences.responses import links
from openapi_contracts.findings import Doubt
from openapi_contracts.rules.links import RULES
from tests.openapi_contracts.differences.outlines import Document, found, ids, outline, said


def linking(link: Any, *, names: tuple[str, str] = ("listPets", "makePet")) -> Document:
    """Write a document whose two operations are named, the first with one link."""
    responses = {"200": {"description": "Pets.", "links": {} if link is None else {"next": link}}}
    document = outline(operation={"operationId": names[0], "responses": responses})
    document["paths"]["/pets"]["post"]["operationId"] = names[1]
    return document


LIST, MAKE = {"operationId": "listPets"}, {"operationId": "makePet"}
ID = {**MAKE, "parameters": {"id": "$response.body#/id"}}
CASES = [
    ("link-removed", linking(LIST), linking(None), "The link `next` was removed"),
    ("link-added", linking(None), linking(LIST), "The link `next` was added"),
    (
        "link-target-changed",
        linking(LIST),
        linking(MAKE),
        "The link `next` leads to `POST /pets` instead of `GET /pets`",
    ),
    (
        "link-target-changed",
        linking(LIST),
        linking(LIST, names=("getPets", "listPets")),
        "The link `next` leads to `POST /pets` instead of `GET /pets`",
    ),
    ("link-parameters-changed", linking(MAKE), linking(ID), "The link `next` passes other values"),
    (
        "link-parameters-changed",
        linking(MAKE),
        linking({**MAKE, "requestBody": "$request.body"}),
        "The link `next` passes other values",
    ),
    (
        "link-server-changed",
        linking({**LIST, "server": {"url": "https://a.example"}}),
        linking({**LIST, "server": {"url": "https://b.example"}}),
        "The link `next` leads to the server `https://b.example` instead of the server `https://a.example`",
    ),
    (
        "link-server-changed",
        linking(LIST),
        linking({**LIST, "server": {"url": "https://b.example"}}),
        "The link `next` leads to the server `https://b.example` instead of the operation's own servers",
    ),
    (
        "link-undecided",
        linking(LIST),
        linking({}),
        "The link `next` cannot be compared",
    ),
]


@pytest.mark.parametrize(("rule", "old", "new", "sentence"), CASES)
def test_a_change_of_links_is_found_and_said(rule: str, old: Document, new: Document, sentence: str) -> None:
    (finding,) = found(links.compare, old, new)
    assert (finding.rule, said(RULES, finding)) == (rule, sentence)
    assert finding.operations == ("GET /pets",)
    assert isinstance(finding.evidence, Doubt) is (rule == "link-undecided")


def test_every_rule_has_a_case() -> None:
    assert {case[0] for case in CASES} == {rule.id for rule in RULES}


SAME = [
    (linking(MAKE), linking({"operationRef": "#/paths/~1pets/post"})),
    (linking(MAKE), linking({"operationId": "createPet"}, names=("listPets", "createPet"))),
    (linking({}), linking({})),
    (linking({"operationId": "elsewhere"}), linking({"operationId": "elsewhere"})),
    (linking(ID), linking({**ID, "description": "The one that was made."})),
]


@pytest.mark.parametrize(("old", "new"), SAME)
def test_a_link_that_leads_where_it_led_is_no_change_however_it_is_written(old: Document, new: Document) -> None:
    assert ids(found(links.compare, old, new)) == []


def test_a_link_of_a_shared_response_is_found_once() -> None:
    documents = []
    for target in (LIST, MAKE):
        document = linking(None)
        document["components"]["responses"] = {"Pets": {"description": "Pets.", "links": {"next": target}}}
        for operation in document["paths"]["/pets"].values():
            operation["responses"] = {"200": {"$ref": "#/components/responses/Pets"}}
        documents.append(document)
    (finding,) = found(links.compare, documents[0], documents[1])
    assert finding.operations == ("GET /pets", "POST /pets")
    assert finding.base == "/components/responses/Pets/links/next"
