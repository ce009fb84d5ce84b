"""What surrounds schemas: parameters, bodies, responses, security, servers, callbacks, and what is unclear of them."""

from typing import Any

import pytest

from openapi_contracts.contracts import Direction, Operation, SchemaAt, Unclear, normalize
from openapi_contracts.contracts.media_ranges import MediaRange, media_range
from openapi_contracts.contracts.message_parts import Link, MediaType, Parameter, ParameterKey, RequestBody, Response
from openapi_contracts.contracts.model import CallbackKey, Contract, OperationKey, Requirement, SecurityScheme, Server
from openapi_contracts.contracts.styles import Style, Styled

JSON = MediaRange("application", "json")
TEXT = {"schema": {"type": "string"}}


def contract(operation: Any = None, *, version: str = "3.1.0", **root: Any) -> Contract:
    """A contract of one operation, `PUT /a/{b}`, in a document that may say more."""
    named = {"swagger": version} if version == "2.0" else {"openapi": version}
    return normalize(
        {**named, "info": {}, "paths": {"/a/{b}": {"put": {} if operation is None else operation}}, **root}
    )


def put(operation: Any, *, version: str = "3.1.0", **root: Any) -> Operation:
    found = contract(operation, version=version, **root).operations[OperationKey("/a/{}", "PUT")]
    assert isinstance(found, Operation)
    return found


def parameter(given: dict[str, Any], *, version: str = "3.1.0") -> Parameter:
    """The one parameter of an operation that is not the path's."""
    found = put({"parameters": [given]}, version=version).parameters
    value = next(value for key, value in found.items() if key.location != "path")
    assert isinstance(value, Parameter)
    return value


def test_a_value_says_where_it_stands_and_where_it_is_used() -> None:
    used = {"parameters": [{"$ref": "#/components/parameters/p~1q"}]}
    document: dict[str, Any] = {"components": {"parameters": {"p/q": {"name": "p", "in": "query", **TEXT}}}}
    found = put(used, **document).parameters[ParameterKey("query", "p")]
    assert isinstance(found, Parameter)
    assert found.origin.pointer == "/components/parameters/p~1q"
    assert found.origin.used_at == "/paths/~1a~1{b}/put/parameters/0"
    assert found.schema is not None
    assert found.schema.pointer == "/components/parameters/p~1q/schema"


def test_a_schema_is_the_documents_own_not_a_copy() -> None:
    schema = {"type": "string"}
    found = parameter({"name": "q", "in": "query", "schema": schema}).schema
    assert found is not None
    assert found.schema is schema


STYLES: dict[str, tuple[dict[str, Any], Styled]] = {
    "a query": ({"in": "query"}, Styled(Style.FORM, explode=True)),
    "a path": ({"in": "path", "name": "b"}, Styled(Style.SIMPLE, explode=False)),
    "a header": ({"in": "header"}, Styled(Style.SIMPLE, explode=False)),
    "a cookie": ({"in": "cookie"}, Styled(Style.FORM, explode=True)),
    "a deep object": ({"in": "query", "style": "deepObject"}, Styled(Style.DEEP, explode=False)),
    "a matrix": ({"in": "path", "name": "b", "style": "matrix", "explode": True}, Styled(Style.MATRIX, explode=True)),
    "reserved characters": (
        {"in": "query", "allowReserved": True, "allowEmptyValue": True},
        Styled(Style.FORM, explode=True, allow_reserved=True, allow_empty_value=True),
    ),
    "reserved characters where they mean nothing": (
        {"in": "header", "allowReserved": True},
        Styled(Style.SIMPLE, explode=False),
    ),
}


@pytest.mark.parametrize("row", STYLES)
def test_a_style_has_the_defaults_of_its_place(row: str) -> None:
    given, wanted = STYLES[row]
    found = put({"parameters": [{"name": "n", **TEXT, **given}]}).parameters
    key = ParameterKey("path", "0") if given["in"] == "path" else ParameterKey(given["in"], "n")
    styled = found[key]
    assert isinstance(styled, Parameter)
    assert styled.form == wanted


COLLECTIONS: dict[str, tuple[dict[str, Any], Styled]] = {
    "a value that is no array": ({"type": "string"}, Styled(Style.FORM, explode=True)),
    "csv by default": ({"type": "array"}, Styled(Style.FORM, explode=False)),
    "multi": ({"type": "array", "collectionFormat": "multi"}, Styled(Style.FORM, explode=True)),
    "tsv": ({"type": "array", "collectionFormat": "tsv"}, Styled(Style.TAB, explode=False)),
    "arrays in arrays": (
        {"type": "array", "collectionFormat": "multi", "items": {"type": "array", "collectionFormat": "pipes"}},
        Styled(Style.FORM, explode=True, inner=(Style.PIPE,)),
    ),
}


@pytest.mark.parametrize("row", COLLECTIONS)
def test_a_collection_format_is_a_style(row: str) -> None:
    given, wanted = COLLECTIONS[row]
    found = put({"parameters": [{"name": "q", "in": "query", **given}]}, version="2.0")
    styled = found.parameters[ParameterKey("query", "q")]
    assert isinstance(styled, Parameter)
    assert styled.form == wanted


def test_an_operations_parameter_overrides_its_paths_by_place_and_name() -> None:
    path = [{"name": "q", "in": "query", "required": True, **TEXT}, {"name": "q", "in": "cookie", **TEXT}]
    item = {"parameters": path, "put": {"parameters": [{"name": "q", "in": "query", **TEXT}]}}
    found = normalize({"openapi": "3.0.0", "paths": {"/a": item}}).operations[OperationKey("/a", "PUT")]
    assert isinstance(found, Operation)
    assert {key: value.required for key, value in found.parameters.items() if isinstance(value, Parameter)} == {
        ParameterKey("query", "q"): False,
        ParameterKey("cookie", "q"): False,
    }


def test_headers_that_are_described_elsewhere_are_no_parameters() -> None:
    names = ("Accept", "content-type", "AUTHORIZATION", "X-Own")
    given = [{"name": name, "in": "header", **TEXT} for name in names]
    assert {key.name for key in put({"parameters": given}).parameters if key.location == "header"} == {"x-own"}


def test_an_expression_of_the_path_is_a_parameter_if_nothing_describes_it_too() -> None:
    found = put({}).parameters[ParameterKey("path", "0")]
    assert isinstance(found, Parameter)
    assert (found.name, found.required, found.schema) == ("b", True, None)


def test_a_parameter_may_have_a_media_type_for_its_form() -> None:
    found = parameter({"name": "q", "in": "query", "content": {"application/json": TEXT}})
    assert isinstance(found.form, MediaType)
    assert (found.form.media, found.schema) == (JSON, found.form.schema)


def test_a_body_of_2_0_is_of_the_media_types_consumed() -> None:
    given = {"parameters": [{"name": "x", "in": "body", **TEXT}], "consumes": ["text/plain", "text/*"]}
    body = put(given, version="2.0", consumes=["application/json"]).body
    assert isinstance(body, RequestBody)
    assert [str(known) for known in body.content] == ["text/plain", "text/*"]


def test_a_form_of_2_0_with_a_file_is_multipart_and_knows_where_its_fields_stand() -> None:
    given = [{"name": "f", "in": "formData", "type": "file"}, {"name": "n", "in": "formData", "type": "string"}]
    body = put({"parameters": given}, version="2.0", consumes=["application/json"]).body
    assert isinstance(body, RequestBody)
    ((known, media),) = body.content.items()
    assert str(known) == "multipart/form-data"
    assert isinstance(media, MediaType)
    assert media.schema is not None
    at = "/paths/~1a~1{b}/put/parameters"
    assert media.schema.properties_at == (("f", f"{at}/0"), ("n", f"{at}/1"))


def test_a_response_of_2_0_without_a_schema_has_no_content() -> None:
    responses = put({"responses": {"200": {"schema": {}}, "204": {}}}, version="2.0").responses
    assert [bool(found.content) for found in responses.values() if isinstance(found, Response)] == [True, False]


def test_statuses_are_codes_ranges_and_the_default() -> None:
    given: dict[str, Any] = {"200": {}, "4xx": {}, "default": {}, "x-own": {}, "600": {}, "ok": {}}
    found = put({"responses": given}).responses
    assert {status: isinstance(value, Unclear) for status, value in found.items()} == {
        "200": False,
        "4XX": False,
        "default": False,
        "600": True,
        "ok": True,
    }


def test_a_response_has_headers_and_links_whatever_their_names() -> None:
    given = {
        "headers": {"x-a": TEXT, "X-B": {"required": True, **TEXT}, "Content-Type": TEXT},
        "links": {"next": {"operationId": "b", "parameters": {"q": "$response.body#/q"}}, "none": {}},
    }
    found = put({"responses": {"200": given}}).responses["200"]
    assert isinstance(found, Response)
    assert {name: header.required for name, header in found.headers.items() if not isinstance(header, Unclear)} == {
        "x-a": False,
        "x-b": True,
    }
    following = found.links["next"]
    assert isinstance(following, Link)
    assert following.target == "b"
    assert isinstance(found.links["none"], Unclear)


def test_an_encoding_that_says_nothing_is_left_out() -> None:
    encoding = {"a": {"style": "form"}, "b": {"contentType": "image/png, image/*"}, "c": {"explode": False}}
    body = put({"requestBody": {"content": {"multipart/form-data": {"encoding": encoding, **TEXT}}}}).body
    assert isinstance(body, RequestBody)
    (media,) = body.content.values()
    assert isinstance(media, MediaType)
    assert set(media.encoding) == {"b", "c"}


MEDIA = {
    "application/json": "application/json",
    "Application/JSON ; Charset=UTF-8": "application/json; charset=utf-8",
    'a/b; z="x;y"; a=1': "a/b; a=1; z=x;y",
    "application/json;simple": "application/json; simple=",
    "*/*": "*/*",
    "text/*": "text/*",
    "*/json": None,
    "json": None,
    "": None,
    "a/b; =": None,
}


@pytest.mark.parametrize("text", MEDIA)
def test_media_types_are_read_as_http_does(text: str) -> None:
    found = media_range(text)
    assert (None if found is None else str(found)) == MEDIA[text]


def test_a_range_covers_what_is_in_it() -> None:
    names = ("*/*", "text/*", "text/plain", "text/plain; charset=utf-8")
    ranges = [found for name in names if (found := media_range(name))]
    assert [[wide.covers(narrow) for narrow in ranges] for wide in ranges] == [
        [True, True, True, True],
        [False, True, True, True],
        [False, False, True, True],
        [False, False, False, True],
    ]


SCHEMES = {"k": {"type": "apiKey", "in": "header", "name": "X-Key"}, "b": {"type": "http", "scheme": "Bearer"}}


def test_security_is_a_choice_of_credentials_that_are_all_needed() -> None:
    given = [{"k": [], "b": ["w", "r"]}, {}, {"b": ["r", "w", "r"], "k": []}]
    found = put({"security": given}, components={"securitySchemes": SCHEMES}).security
    choices = [choice.credentials for choice in found if isinstance(choice, Requirement)]
    named = [[(getattr(one.scheme, "type", None), one.scopes) for one in choice] for choice in choices]
    assert sorted(named) == [[], [("apiKey", ()), ("http", ("r", "w"))]]


def test_without_security_a_client_is_anonymous() -> None:
    unsaid: tuple[dict[str, Any], ...] = ({}, {"security": []})
    for security in unsaid:
        (requirement,) = put({}, **security).security
        assert isinstance(requirement, Requirement)
        assert requirement.credentials == ()


def test_a_scheme_that_is_not_declared_is_unclear() -> None:
    (requirement,) = put({"security": [{"none": []}]}).security
    assert isinstance(requirement, Requirement)
    assert isinstance(requirement.credentials[0].scheme, Unclear)


SERVERS: dict[str, tuple[list[Any], list[str]]] = {
    "none": ([], [""]),
    "a path": ([{"url": "/v1/"}], ["/v1"]),
    "a path relative to the document": ([{"url": "v1"}], ["/v1"]),
    "a host": ([{"url": "https://a.example"}], [""]),
    "variables": ([{"url": "https://a/{v}/b", "variables": {"v": {"default": "v2"}}}], ["/v2/b"]),
    "several": ([{"url": "//a/x"}, {"url": "//b/y"}], ["/x", "/y"]),
}


@pytest.mark.parametrize("row", SERVERS)
def test_a_server_has_a_base_path(row: str) -> None:
    given, wanted = SERVERS[row]
    assert [server.base for server in put({}, servers=given).servers if isinstance(server, Server)] == wanted


def test_servers_of_2_0_are_its_schemes_host_and_base_path() -> None:
    found = put({}, version="2.0", schemes=["http", "https"], host="a.example", basePath="/v1")
    assert [str(getattr(server, "url", "")) for server in found.servers] == [
        "http://a.example/v1",
        "https://a.example/v1",
    ]


def test_callbacks_and_webhooks_swap_who_sends_the_request() -> None:
    called = {"post": {"requestBody": {"content": {"a/b": TEXT}}, "responses": {"200": {"content": {"a/b": TEXT}}}}}
    found = contract({"callbacks": {"done": {"{$url}": called}}}, webhooks={"gone": called})
    operation = found.operations[OperationKey("/a/{}", "PUT")]
    assert isinstance(operation, Operation)
    assert operation.direction is Direction.REQUEST
    for swapped in (
        operation.callbacks[CallbackKey("done", "{$url}", "POST")],
        found.webhooks[OperationKey("gone", "POST")],
    ):
        assert isinstance(swapped, Operation)
        assert isinstance(swapped.body, RequestBody)
        response = swapped.responses["200"]
        assert isinstance(response, Response)
        directions = [
            _schema(body).direction for content in (swapped.body.content, response.content) for body in content.values()
        ]
        assert directions == [Direction.RESPONSE, Direction.REQUEST]


def _schema(body: MediaType | Unclear) -> SchemaAt:
    assert isinstance(body, MediaType)
    assert body.schema is not None
    return body.schema


def test_callbacks_that_lead_back_to_themselves_end() -> None:
    calls = {"c": {"{$url}": {"post": {"callbacks": {"again": {"$ref": "#/components/callbacks/c"}}}}}}
    found = contract({"callbacks": {"first": {"$ref": "#/components/callbacks/c"}}}, components={"callbacks": calls})
    assert [unclear.reason[:9] for unclear in found.unclear] == ["callbacks"]


def test_methods_of_3_2_are_read() -> None:
    item = {"query": {}, "additionalOperations": {"LINK": {}}, "parameters": []}
    found = normalize({"openapi": "3.2.0", "paths": {"/a": item}}).operations
    assert {key.method for key in found} == {"QUERY", "LINK"}


def test_paths_that_differ_in_names_only_are_both_kept() -> None:
    found = normalize(
        {"openapi": "3.0.0", "paths": {"/a/{b}": {"get": {}}, "/a/{c}": {"get": {}, "put": {}}}}
    ).operations
    assert set(found) == {("/a/{}", "GET"), ("/a/{c}", "GET"), ("/a/{}", "PUT")}


def ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/{name}"}


LOOP = {"components": {"responses": {"a": ref("responses/b"), "b": ref("responses/a")}}}
UNCLEAR: dict[str, tuple[Any, dict[str, Any], str | None]] = {
    "an operation that is text": ("get it", {}, ""),
    "a parameter that is text": ({"parameters": ["q"]}, {}, "/parameters/0"),
    "a parameter without a place": ({"parameters": [{"name": "q"}]}, {}, "/parameters/0"),
    "a parameter of 2.0 in 3.1": ({"parameters": [{"name": "q", "in": "body"}]}, {}, "/parameters/0"),
    "a parameter given twice": (
        {"parameters": [{"name": "q", "in": "query"}, {"name": "q", "in": "query"}]},
        {},
        "/parameters/1",
    ),
    "an unknown style": ({"parameters": [{"name": "q", "in": "query", "style": "wavy"}]}, {}, "/parameters/0"),
    "a style of another place": ({"parameters": [{"name": "q", "in": "header", "style": "form"}]}, {}, "/parameters/0"),
    "a form of two media types": (
        {"parameters": [{"name": "q", "in": "query", "content": {"a/b": {}, "a/c": {}}}]},
        {},
        "/parameters/0",
    ),
    "parameters that are an object": ({"parameters": {}}, {}, "/parameters"),
    "a reference out of the document": ({"requestBody": {"$ref": "b.yaml"}}, {}, "/requestBody"),
    "a reference to nowhere": ({"responses": {"200": ref("responses/none")}}, {}, "/responses/200"),
    "a reference to text": ({"responses": {"200": {"$ref": "#/openapi"}}}, {}, None),
    "references in a circle": ({"responses": {"200": ref("responses/a")}}, LOOP, "/responses/200"),
    "a reference that is a number": ({"responses": {"200": {"$ref": 1}}}, {}, "/responses/200"),
    "a body of no media type": ({"requestBody": {"content": {"json": {}}}}, {}, "/requestBody/content/json"),
    "responses that are a list": ({"responses": []}, {}, "/responses"),
    "a flag that is text": ({"deprecated": "yes"}, {}, "/deprecated"),
    "an operationId that is a number": ({"operationId": 1}, {}, "/operationId"),
    "security that is text": ({"security": ["key"]}, {}, "/security/0"),
    "scopes that are text": (
        {"security": [{"k": "r"}]},
        {"components": {"securitySchemes": SCHEMES}},
        "/security/0/k",
    ),
    "a server without a URL": ({"servers": [{}]}, {}, "/servers/0"),
    "a variable without a default": ({"servers": [{"url": "/{v}"}]}, {}, "/servers/0"),
    "a URL that is none": ({"servers": [{"url": "http://[a"}]}, {}, "/servers/0"),
}


@pytest.mark.parametrize("row", UNCLEAR)
def test_what_is_not_understood_is_unclear_with_its_place(row: str) -> None:
    operation, root, where = UNCLEAR[row]
    (unclear,) = contract(operation, **root).unclear
    assert unclear.pointer == ("/openapi" if where is None else f"/paths/~1a~1{{b}}/put{where}")
    assert unclear.reason


NO_CONTRACT: list[dict[str, Any]] = [
    {},
    {"openapi": "4.0.0"},
    {"openapi": "3.1.0", "paths": []},
    {"openapi": "3.0.0", "paths": {"/a": 1}},
    {"openapi": "3.0.0", "paths": {"/a": {"$ref": "#/paths/~1a"}}},
    {"openapi": "3.0.0", "paths": {"/a": {"$ref": "#/paths/~1b", "get": {}}, "/b": {"get": {"deprecated": True}}}},
    {"openapi": "3.1.0", "jsonSchemaDialect": "http://json-schema.org/draft-07/schema#"},
    {"openapi": "3.0.0", "components": {"securitySchemes": {"k": {"type": "apiKey"}, "o": {"type": "other"}}}},
    {"swagger": "2.0", "securityDefinitions": {"o": {"type": "oauth2", "flow": "dance"}}},
    {"swagger": "2.0", "paths": {"/a": {"get": {"responses": {"200": {"schema": {}}}, "produces": ["json"]}}}},
]


@pytest.mark.parametrize("document", NO_CONTRACT, ids=str)
def test_a_document_that_is_no_contract_is_lowered_and_says_why(document: dict[str, Any]) -> None:
    assert normalize(document).unclear


def test_a_path_item_that_is_unclear_stands_for_any_method() -> None:
    found = normalize({"openapi": "3.0.0", "paths": {"/a/{b}": {"$ref": "a.yaml"}}}).operations
    assert isinstance(found[OperationKey("/a/{}", "*")], Unclear)


def test_an_api_key_in_a_header_has_no_case() -> None:
    scheme = contract(components={"securitySchemes": SCHEMES}).security_schemes["k"]
    assert isinstance(scheme, SecurityScheme)
    assert scheme.key == "x-key"
