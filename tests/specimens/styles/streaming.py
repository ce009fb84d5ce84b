"""OpenAPI 3.2: event streams, the method QUERY, methods of one's own, a whole query as one value, tags in a tree."""

from random import Random

from tests.specimens.dialects import OPENAPI_3_1
from tests.specimens.model import Domain, Entity, Json, Resource
from tests.specimens.styles.streaming_components import MEDIA_TYPES, MODELS, PARAMETERS, SECURITY, problem, stream
from tests.specimens.words import a, camel, pascal, spoken

_JSON = "application/json"
_TREE = {"devices": "sites", "commands": "devices", "readings": "devices", "alerts": "devices"}


def document(domain: Domain, chance: Random) -> Json:
    """Write a domain as one document."""
    return {
        "openapi": "3.2.0",
        "$self": "https://api.gridwatch.example/openapi.json",
        "info": {
            "title": "Gridwatch API",
            "summary": "Meters, chargers and batteries, as they report.",
            "description": "Everything Gridwatch knows of a site. What changes can be followed as a stream.",
            "version": "1.0.0",
        },
        "servers": [
            {"url": "https://api.gridwatch.example", "name": "production"},
            {"url": "https://api.staging.gridwatch.example", "name": "staging"},
        ],
        "security": [{"login": ["grid:read"]}],
        "tags": [
            {"name": name, "summary": name.title(), "description": said, "kind": "nav"}
            | ({"parent": _TREE[name]} if name in _TREE else {})
            for name, said in domain.tags.items()
        ],
        "paths": _paths(domain, chance),
        "webhooks": {"alert": {"post": _webhook()}},
        "components": {
            "schemas": _schemas(domain, chance) | MODELS,
            "parameters": PARAMETERS,
            "responses": {name: problem(name) for name in ("Unauthenticated", "Missing", "Refused")},
            "mediaTypes": MEDIA_TYPES,
            "securitySchemes": SECURITY,
        },
    }


def _paths(domain: Domain, chance: Random) -> Json:
    found: Json = {}
    for resource in domain.resources:
        at, key = f"/{resource.segment}", f"{camel(resource.entity)}Id"
        identifier = {"name": key, "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}
        found[at] = {
            "get": _listed(resource),
            "query": _queried(domain, resource, chance),
            "post": _created(resource),
            "additionalOperations": {"PURGE": _purged(resource)},
        }
        found[f"{at}/{{{key}}}"] = {
            "parameters": [identifier],
            "get": _operation(resource, f"get{resource.entity}", _answer(resource.entity), "Missing"),
            "patch": _patched(resource),
            "delete": _operation(resource, f"delete{resource.entity}", {"204": {"summary": "Gone"}}, "Missing"),
            "additionalOperations": {"COPY": _copied(resource)},
        }
        found[f"{at}/stream"] = {"get": _followed(resource)}
        for action in resource.actions:
            acted = _operation(resource, f"{camel(action)}{resource.entity}", _answer(resource.entity), "Missing")
            found[f"{at}/{{{key}}}/{action}"] = {"parameters": [identifier], "post": acted}
    return found


def _operation(resource: Resource, name: str, answers: Json, *refusals: str) -> Json:
    statuses = {"Missing": "404", "Refused": "422"}
    refused = {statuses[one]: {"$ref": f"#/components/responses/{one}"} for one in refusals}
    unknown = {"401": {"$ref": "#/components/responses/Unauthenticated"}}
    return {"operationId": name, "tags": [resource.tag], "responses": {**answers, **unknown, **refused}}


def _answer(name: str, status: str = "200") -> Json:
    content = {_JSON: {"schema": OPENAPI_3_1.to(name)}}
    return {status: {"summary": spoken(name).capitalize(), "content": content}}


def _listed(resource: Resource) -> Json:
    rows = {"type": "array", "items": OPENAPI_3_1.to(resource.entity)}
    many = {
        "summary": f"All {spoken(resource.segment)}",
        "content": {
            _JSON: {"schema": rows},
            "application/jsonl": {"itemSchema": OPENAPI_3_1.to(resource.entity)},
        },
    }
    return _operation(resource, f"list{pascal(resource.segment)}", {"200": many}, "Refused") | {
        "parameters": [{"$ref": "#/components/parameters/Selection"}, {"$ref": "#/components/parameters/Session"}]
    }


def _queried(domain: Domain, resource: Resource, chance: Random) -> Json:
    """Search by a body, which the method QUERY has and GET has not."""
    fields = domain.entities[resource.entity].fields
    where = {
        field.name: {"type": "array", "items": OPENAPI_3_1.value(field.kind, chance), "maxItems": 50}
        for field in fields
        if not field.kind.startswith(("[", "{")) and not field.write_only
    }
    schema = {
        "type": "object",
        "properties": {
            "where": {"type": "object", "properties": where, "additionalProperties": False},
            "order": {"type": "array", "items": {"enum": [field.name for field in fields]}, "uniqueItems": True},
            "limit": {"type": "integer", "minimum": 1, "maximum": chance.choice((500, 1000)), "default": 100},
        },
        "additionalProperties": False,
    }
    rows = {"200": {"summary": "What was found", "content": {_JSON: {"$ref": "#/components/mediaTypes/Rows"}}}}
    return _operation(resource, f"query{pascal(resource.segment)}", rows, "Refused") | {
        "requestBody": {"required": True, "content": {_JSON: {"schema": schema}}}
    }


def _created(resource: Resource) -> Json:
    name = resource.entity
    return _operation(resource, f"create{name}", _answer(name, "201"), "Refused") | {
        "summary": f"Create {a(name)}.",
        "requestBody": {"required": True, "content": {_JSON: {"schema": OPENAPI_3_1.to(name)}}},
        "security": [{"login": ["grid:write"]}],
    }


def _patched(resource: Resource) -> Json:
    change = {"$ref": "#/components/mediaTypes/Change"}
    return _operation(resource, f"change{resource.entity}", _answer(resource.entity), "Missing", "Refused") | {
        "requestBody": {"required": True, "content": {"application/json-patch+json": change}}
    }


def _purged(resource: Resource) -> Json:
    before = {"name": "before", "in": "query", "required": True, "schema": {"type": "string", "format": "date"}}
    done = {"202": {"summary": "It will be done"}}
    return _operation(resource, f"purge{pascal(resource.segment)}", done, "Refused") | {"parameters": [before]}


def _copied(resource: Resource) -> Json:
    target = {"name": "Destination", "in": "header", "required": True, "schema": {"type": "string", "format": "uri"}}
    copied = _operation(resource, f"copy{resource.entity}", _answer(resource.entity, "201"), "Missing")
    return copied | {"parameters": [target]}


def _followed(resource: Resource) -> Json:
    events = {
        "summary": "Changes, as they happen",
        "content": {
            "text/event-stream": {"itemSchema": stream(OPENAPI_3_1.to(resource.entity))},
            "application/json-seq": {"itemSchema": OPENAPI_3_1.to(resource.entity)},
        },
    }
    since = {"name": "Last-Event-ID", "in": "header", "schema": {"type": "string", "minLength": 1}}
    return _operation(resource, f"follow{pascal(resource.segment)}", {"200": events}) | {"parameters": [since]}


def _webhook() -> Json:
    return {
        "summary": "An alert was raised.",
        "requestBody": {"required": True, "content": {_JSON: {"schema": OPENAPI_3_1.to("Alert")}}},
        "responses": {"2XX": {"summary": "Seen"}},
    }


def _schemas(domain: Domain, chance: Random) -> Json:
    found: Json = {}
    for name, entity in domain.entities.items():
        found[name] = OPENAPI_3_1.enumeration(entity) if entity.values else _described(entity, chance)
        if heirs := domain.heirs(name):
            found[f"Generic{name}"] = found[name]
            found[name] = _union(name, heirs)
    return found


def _described(entity: Entity, chance: Random) -> Json:
    own = OPENAPI_3_1.members(entity, chance) | {"description": entity.description}
    if not entity.base:
        return own
    kind = {"deviceType": {"const": entity.name.lower()}}
    properties = own["properties"] | kind
    return {"allOf": [OPENAPI_3_1.to(f"Generic{entity.base}")], **own, "properties": properties}


def _union(name: str, heirs: list[str]) -> Json:
    """Choose by the type, and take what has an unknown one for a generic object (`defaultMapping`)."""
    return {
        "anyOf": [OPENAPI_3_1.to(one) for one in (*heirs, f"Generic{name}")],
        "discriminator": {
            "propertyName": "deviceType",
            "mapping": {one.lower(): OPENAPI_3_1.to(one)["$ref"] for one in heirs},
            "defaultMapping": f"Generic{name}",
        },
    }
