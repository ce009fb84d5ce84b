"""OpenAPI 3.0.2 as FastAPI writes it from functions: `create_patient_patients_post`, titles, `HTTPValidationError`."""

from random import Random

from tests.specimens.dialects import OPENAPI_3_0
from tests.specimens.model import Domain, Entity, Field, Json, Resource
from tests.specimens.words import a, pascal, snake, spoken

_JSON = "application/json"


def document(domain: Domain, chance: Random) -> Json:
    """Write a domain as one document."""
    paths: Json = {}
    for resource in domain.resources:
        paths |= _collection(domain, resource, chance) | _item(resource, chance)
    login = {"password": {"scopes": {"staff": "Clinic staff.", "lab": "The laboratory."}, "tokenUrl": "token"}}
    return {
        "openapi": "3.0.2",
        "info": {"title": "Clinic Booking", "description": "Bookings of the *Elm Street* clinics.", "version": "1.0.0"},
        "paths": paths,
        "components": {
            "schemas": _schemas(domain, chance),
            "securitySchemes": {
                "OAuth2PasswordBearer": {"type": "oauth2", "flows": login},
                "APIKeyHeader": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
            },
        },
        "tags": [{"name": name, "description": said} for name, said in domain.tags.items()],
    }


def _collection(domain: Domain, resource: Resource, chance: Random) -> Json:
    name, one, many = resource.entity, snake(resource.entity), snake(resource.segment)
    plain = {"type": "integer", "minimum": 0}
    parameters = [
        _parameter("skip", "query", plain | {"default": 0}),
        _parameter("limit", "query", plain | {"maximum": chance.choice((100, 200)), "default": 50}),
        _parameter("q", "query", {"type": "string", "maxLength": 50}, "Search in names"),
        _parameter("fields", "query", {"type": "array", "items": {"type": "string"}, "uniqueItems": True}),
        *(
            _parameter(field.name, "query", {"allOf": [OPENAPI_3_0.to(field.kind)]})
            for field in domain.entities[name].fields
            if field.kind in domain.entities and domain.entities[field.kind].values
        ),
        _parameter("x-clinic", "header", {"type": "string"}),
    ]
    many_of = {"title": f"Response List {pascal(many)}", "type": "array", "items": OPENAPI_3_0.to(f"{name}Read")}
    listed = _operation(resource, f"List {pascal(many)}", f"list_{many}_{many}__get", many_of)
    created = _operation(resource, f"Create {name}", f"create_{one}_{many}__post", OPENAPI_3_0.to(f"{name}Read"), "201")
    created["requestBody"] = _body(f"{name}Create")
    return {f"/{many}/": {"get": listed | {"parameters": parameters}, "post": created}}


def _item(resource: Resource, chance: Random) -> Json:
    name, one, many = resource.entity, snake(resource.entity), snake(resource.segment)
    key, at = f"{one}_id", f"/{many}/{{{one}_id}}"
    identifier = _parameter(key, "path", {"anyOf": [{"type": "string", "format": "uuid"}, {"type": "integer"}]})
    read = OPENAPI_3_0.to(f"{name}Read")
    end = f"{many}__{key}_"
    found = _operation(resource, f"Read {name}", f"read_{one}_{end}_get", read)
    found["responses"]["404"] = {"description": f"No such {spoken(name)}", "content": _content("Message")}
    changed = _operation(resource, f"Update {name}", f"update_{one}_{end}_patch", read)
    changed["requestBody"] = _body(f"{name}Update")
    removed = _operation(resource, f"Delete {name}", f"delete_{one}_{end}_delete", None, "204")
    upload = _operation(resource, "Upload Files", f"upload_files_{end}_files_post", {})
    form = f"Body_upload_files_{end}_files_post"
    upload["requestBody"] = {"content": {"multipart/form-data": {"schema": OPENAPI_3_0.to(form)}}, "required": True}
    operations = {"get": found, "patch": changed, "delete": removed}
    paths = {at: operations, f"{at}/files": {"post": upload}}
    for action in resource.actions:
        acted = _operation(resource, f"{pascal(action)} {name}", f"{action}_{one}_{end}_{action}_post", read)
        acted["requestBody"] = {"content": _content("ActionIn")}
        acted["deprecated"] = chance.random() < 0.2
        paths[f"{at}/{action}"] = {"post": acted}
    for item in paths.values():
        for operation in item.values():
            operation["parameters"] = [identifier]
    return paths


def _schemas(domain: Domain, chance: Random) -> Json:
    found: Json = {}
    tops = {resource.entity for resource in domain.resources}
    for name, entity in domain.entities.items():
        if entity.values:
            found[name] = {"title": name, **OPENAPI_3_0.enumeration(entity) | {"description": "An enumeration."}}
        elif name in tops:
            found |= _variants(entity, chance)
        else:
            found[name] = _model(name, entity.fields, chance) | {"description": entity.description}
    uploads = {
        f"Body_upload_files_{snake(one.segment)}__{snake(one.entity)}_id__files_post": _UPLOAD
        for one in domain.resources
    }
    return found | uploads | _MODELS


def _variants(entity: Entity, chance: Random) -> Json:
    """Write what is sent to create an object, what may be changed of it, and what is read."""
    name, written = entity.name, tuple(field for field in entity.fields if not field.read_only)
    read = tuple(field for field in entity.fields if not field.write_only)
    update = _model(f"{name}Update", written, chance)
    update.pop("required", None)
    return {
        f"{name}Create": _model(f"{name}Create", written, chance) | {"description": entity.description},
        f"{name}Update": update,
        f"{name}Read": _model(f"{name}Read", read, chance) | {"description": entity.description},
    }


def _model(title: str, fields: tuple[Field, ...], chance: Random) -> Json:
    required = [field.name for field in fields if field.required or field.read_only]
    properties: Json = {}
    for field in fields:
        schema = OPENAPI_3_0.value(field.kind, chance)
        if "$ref" in schema and not field.required:
            schema = {"allOf": [schema]}
        titled = {} if "$ref" in schema else {"title": pascal(field.name).replace("_", " "), **schema}
        properties[field.name] = titled | {"description": field.description} if titled else schema
    return {"title": title, **({"required": required} if required else {}), "type": "object", "properties": properties}


_UPLOAD: Json = {
    "title": "Body_upload_files",
    "required": ["files"],
    "type": "object",
    "properties": {
        "files": {"title": "Files", "type": "array", "items": {"type": "string", "format": "binary"}},
        "note": {"title": "Note", "type": "string"},
    },
}
_MODELS: Json = {
    "ValidationError": {
        "title": "ValidationError",
        "required": ["loc", "msg", "type"],
        "type": "object",
        "properties": {
            "loc": {
                "title": "Location",
                "type": "array",
                "items": {"anyOf": [{"type": "string"}, {"type": "integer"}]},
            },
            "msg": {"title": "Message", "type": "string"},
            "type": {"title": "Error Type", "type": "string"},
        },
    },
    "HTTPValidationError": {
        "title": "HTTPValidationError",
        "type": "object",
        "properties": {"detail": {"title": "Detail", "type": "array", "items": OPENAPI_3_0.to("ValidationError")}},
    },
    "Message": {
        "title": "Message",
        "required": ["message"],
        "type": "object",
        "properties": {"message": {"title": "Message", "type": "string"}},
    },
    "ActionIn": {
        "title": "ActionIn",
        "type": "object",
        "properties": {
            "comment": {"title": "Comment", "maxLength": 500, "type": "string"},
            "actor": {"title": "Actor", "anyOf": [OPENAPI_3_0.to("EmergencyContact"), {"type": "string"}]},
        },
    },
}


def _operation(resource: Resource, summary: str, name: str, answer: Json | None, status: str = "200") -> Json:
    content = {} if answer is None else {"content": {_JSON: {"schema": answer}}}
    invalid = {"description": "Validation Error", "content": _content("HTTPValidationError")}
    return {
        "tags": [resource.tag],
        "summary": summary,
        "description": f"{summary}, for staff that may see {a(resource.entity)}.",
        "operationId": name,
        "responses": {status: {"description": "Successful Response", **content}, "422": invalid},
        "security": [{"OAuth2PasswordBearer": ["lab" if resource.tag == "lab" else "staff"]}, {"APIKeyHeader": []}],
    }


def _parameter(name: str, where: str, schema: Json, said: str = "") -> Json:
    described = {"description": said} if said else {}
    titled = {"title": pascal(name), **schema}
    return {"required": where == "path", **described, "schema": titled, "name": name, "in": where}


def _content(name: str) -> Json:
    return {_JSON: {"schema": OPENAPI_3_0.to(name)}}


def _body(name: str) -> Json:
    return {"content": _content(name), "required": True}
