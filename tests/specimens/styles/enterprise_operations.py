"""The operations of a resource in OpenAPI 2.0: lists, objects, actions, uploads, exports, and searches by form."""

from random import Random

from tests.specimens.dialects import SWAGGER
from tests.specimens.model import Domain, Json, Resource
from tests.specimens.words import a, camel, pascal, spoken

_READ_ERRORS = {"401": "Unauthorized", "403": "Forbidden", "500": "InternalError"}
_WRITE_ERRORS = {"400": "BadRequest", **_READ_ERRORS}
_TRACE = {"$ref": "#/parameters/correlationId"}


def collection(domain: Domain, resource: Resource, chance: Random) -> Json:
    """Write the path of all objects of a resource: list and create."""
    plural = pascal(resource.segment)
    listed = _operation(resource, f"list{plural}", f"List {spoken(resource.segment)}", _READ_ERRORS) | {
        "description": f"Gives {spoken(resource.segment)} page by page, the newest first unless `sort` says otherwise.",
        "parameters": [
            {"$ref": "#/parameters/page"},
            {"$ref": "#/parameters/size"},
            _multiple("sort", ["id", "-id", "createdAt", "-createdAt"], "multi", "Members to sort by."),
            *_filters(domain, resource),
            _TRACE,
        ],
    }
    listed["responses"] = {
        "200": {
            "description": "One page.",
            "schema": SWAGGER.to(f"{plural}Page"),
            "headers": {
                "X-Total-Count": {"type": "integer", "format": "int64", "description": "Objects on all pages."},
                "X-Rate-Limit-Remaining": {"type": "integer", "description": "Requests left in this minute."},
            },
        },
        **listed["responses"],
    }
    created = _operation(resource, f"create{resource.entity}", f"Create {a(resource.entity)}", _WRITE_ERRORS) | {
        "parameters": [_body(resource.entity), _TRACE],
        "security": [{"corporateLogin": [f"{resource.tag}:write"]}, {"partnerKey": []}],
        "x-idempotent": chance.random() < 0.5,
    }
    made = {"description": "It was created.", "schema": SWAGGER.to(resource.entity)}
    made["headers"] = {"Location": {"type": "string", "description": "Where the new object is."}}
    created["responses"] = {"201": made, "409": {"$ref": "#/responses/Conflict"}, **created["responses"]}
    return {f"/{resource.segment}": {"get": listed, "post": created}}


def item(domain: Domain, resource: Resource) -> Json:
    """Write the path of one object, and those of the actions on it."""
    name, one = resource.entity, {"description": "The object.", "schema": SWAGGER.to(resource.entity)}
    writes = {"security": [{"corporateLogin": [f"{resource.tag}:write"]}]}
    found = _operation(resource, f"get{name}", f"Read {a(name)}", {**_READ_ERRORS, "404": "NotFound"})
    found["responses"] = {"200": one, **found["responses"]}
    replaced = _operation(resource, f"update{name}", f"Replace {a(name)}", {**_WRITE_ERRORS, "404": "NotFound"})
    replaced |= {"parameters": [{"$ref": "#/parameters/ifMatch"}, _body(name)], **writes}
    replaced["responses"] = {"200": one, "409": {"$ref": "#/responses/Conflict"}, **replaced["responses"]}
    removed = _operation(resource, f"delete{name}", f"Delete {a(name)}", {**_READ_ERRORS, "404": "NotFound"}) | writes
    removed["responses"] = {"204": {"description": "It is gone."}, **removed["responses"]}
    at = f"/{resource.segment}/{{{camel(name)}Id}}"
    shared = {"parameters": [_identifier(name), _TRACE]}
    paths = {at: {**shared, "get": found, "put": replaced, "delete": removed}}
    for action in resource.actions:
        acted = _operation(resource, f"{camel(action)}{name}", f"{pascal(action)} {a(name)}", _WRITE_ERRORS) | writes
        acted["parameters"] = [_body("ActionRequest")]
        acted["responses"] = {"200": one, "202": {"description": "It will be done tonight."}, **acted["responses"]}
        paths[f"{at}/{action}"] = {**shared, "post": acted}
    return paths


def forms(domain: Domain, resource: Resource, chance: Random) -> Json:
    """Write what is no JSON: the upload of a file, a search by form, and an export for spreadsheets."""
    name, plural = resource.entity, pascal(resource.segment)
    upload = _operation(resource, f"attach{name}File", f"Attach a file to {a(name)}", _WRITE_ERRORS) | {
        "consumes": ["multipart/form-data"],
        "parameters": [
            {"name": "file", "in": "formData", "type": "file", "required": True, "description": "The file."},
            _form("title", {"type": "string", "maxLength": 120}, "What the file shows."),
            _form("confidential", {"type": "boolean", "default": False}, "Whether others may read it."),
            _form("pages", {"type": "array", "items": {"type": "integer"}, "collectionFormat": "csv"}, "Which pages."),
        ],
    }
    upload["responses"] = {"201": {"description": "Kept.", "schema": SWAGGER.to("Document")}, **upload["responses"]}
    search = _operation(resource, f"search{plural}", f"Search {spoken(resource.segment)}", _WRITE_ERRORS) | {
        "consumes": ["application/x-www-form-urlencoded"],
        "parameters": [
            _form("text", {"type": "string", "minLength": 2}, "Words to look for.") | {"required": True},
            _form("ids", _numbers("pipes", chance.choice((20, 50, 100))), "Look among these alone."),
            _form("changedSince", {"type": "string", "format": "date"}, "Leave out what is older."),
        ],
    }
    search["responses"] = {
        "200": {"description": "What was found.", "schema": {"type": "array", "items": SWAGGER.to(name)}},
        **search["responses"],
    }
    export = _operation(resource, f"export{plural}", f"Export {spoken(resource.segment)}", _READ_ERRORS) | {
        "produces": ["text/csv", "application/vnd.ms-excel"],
        "parameters": [_multiple("columns", ["id", "externalId", "audit", "labels"], "csv", "Columns, in order.")],
        "deprecated": chance.random() < 0.2,
    }
    export["responses"] = {"200": {"description": "A table.", "schema": {"type": "file"}}, **export["responses"]}
    at = f"/{resource.segment}/{{{camel(name)}Id}}/files"
    return {
        at: {"parameters": [_identifier(name)], "post": upload},
        f"/{resource.segment}-search": {"post": search},
        f"/{resource.segment}-export": {"get": export},
    }


def _operation(resource: Resource, operation_id: str, summary: str, errors: dict[str, str]) -> Json:
    return {
        "tags": [resource.tag],
        "operationId": operation_id,
        "summary": f"{summary}.",
        "x-java-controller": f"com.northharbour.core.{pascal(resource.tag)}Resource",
        "responses": {status: {"$ref": f"#/responses/{name}"} for status, name in errors.items()},
    }


def _filters(domain: Domain, resource: Resource) -> list[Json]:
    """Filter by the enumerations an object has."""
    fields = [field for each in domain.lineage(resource.entity) for field in each.fields]
    enumerations = {field.name: domain.entities[field.kind].values for field in fields if field.kind in domain.entities}
    return [
        _multiple(name, list(values), "multi", f"Leave out what has another {spoken(name)}.")
        for name, values in enumerations.items()
        if values
    ]


def _multiple(name: str, values: list[str], form: str, said: str) -> Json:
    items = {"type": "string", "enum": values}
    return {
        "name": name, "in": "query", "description": said, "type": "array", "items": items, "collectionFormat": form,
    }  # fmt: skip


def _numbers(form: str, most: int) -> Json:
    items = {"type": "integer", "format": "int64"}
    return {"type": "array", "items": items, "collectionFormat": form, "maxItems": most}


def _form(name: str, schema: Json, said: str) -> Json:
    return {"name": name, "in": "formData", "description": said, **schema}


def _body(name: str) -> Json:
    return {"name": "body", "in": "body", "required": True, "schema": SWAGGER.to(name)}


def _identifier(name: str) -> Json:
    return {
        "name": f"{camel(name)}Id", "in": "path", "required": True, "type": "integer", "format": "int64",
        "minimum": 1, "description": f"Which {spoken(name)}.",
    }  # fmt: skip
