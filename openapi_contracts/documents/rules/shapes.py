"""The objects of each version of OpenAPI: their fields, and the kinds of objects in them.

A field is written `name`, or `name:Kind` if its value is an object, `name:[Kind]` if a list of objects, and
`name:{Kind}` if a mapping of names to objects. `*` stands for every other field that is not an extension.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class ObjectShape:
    """The fields of a kind of object; `children` has those that hold objects, with the kind in its brackets."""

    fields: frozenset[str]
    children: Mapping[str, str]

    @property
    def others(self) -> str | None:
        """The kind of the values of fields that are not named, if they may have any name."""
        return self.children.get("*")


_BOUNDS = (
    "multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems minItems "
    "uniqueItems enum"
)
_METHODS = " ".join(f"{each}:Operation" for each in ("get", "put", "post", "delete", "options", "head", "patch"))
_SHARED = {
    "Info": "title description termsOfService contact:Contact license:License version",
    "Contact": "name url email",
    "License": "name url",
    "Paths": "*:PathItem",
    "Responses": "default:Response *:Response",
    "Tag": "name description externalDocs:ExternalDocumentation",
    "ExternalDocumentation": "description url",
    "XML": "name namespace prefix attribute wrapped",
    "SecurityRequirement": "*",
}
_VALUE = f"type format items:Items collectionFormat default {_BOUNDS}"
_OAS_2 = _SHARED | {
    "OpenAPI": (
        "swagger info:Info host basePath schemes consumes produces paths:Paths definitions:{Schema} "
        "parameters:{Parameter} responses:{Response} securityDefinitions:{SecurityScheme} "
        "security:[SecurityRequirement] tags:[Tag] externalDocs:ExternalDocumentation"
    ),
    "PathItem": f"$ref parameters:[Parameter] {_METHODS}",
    "Operation": (
        "tags summary description externalDocs:ExternalDocumentation operationId consumes produces "
        "parameters:[Parameter] responses:Responses schemes deprecated security:[SecurityRequirement]"
    ),
    "Parameter": f"name in description required schema:Schema allowEmptyValue {_VALUE}",
    "Items": _VALUE,
    "Header": f"description {_VALUE}",
    "Response": "description schema:Schema headers:{Header} examples",
    "Schema": (
        f"format title description default {_BOUNDS} maxProperties minProperties required type items:Schema "
        "allOf:[Schema] properties:{Schema} additionalProperties:Schema discriminator readOnly xml:XML "
        "externalDocs:ExternalDocumentation example"
    ),
    "SecurityScheme": "type description name in flow authorizationUrl tokenUrl scopes",
}
_OAS_30 = _SHARED | {
    "OpenAPI": (
        "openapi info:Info servers:[Server] paths:Paths components:Components security:[SecurityRequirement] "
        "tags:[Tag] externalDocs:ExternalDocumentation"
    ),
    "Server": "url description variables:{ServerVariable}",
    "ServerVariable": "enum default description",
    "Components": (
        "schemas:{Schema} responses:{Response} parameters:{Parameter} examples:{Example} requestBodies:{RequestBody} "
        "headers:{Header} securitySchemes:{SecurityScheme} links:{Link} callbacks:{Callback}"
    ),
    "PathItem": f"$ref summary description servers:[Server] parameters:[Parameter] {_METHODS} trace:Operation",
    "Operation": (
        "tags summary description externalDocs:ExternalDocumentation operationId parameters:[Parameter] "
        "requestBody:RequestBody responses:Responses callbacks:{Callback} deprecated security:[SecurityRequirement] "
        "servers:[Server]"
    ),
    "Parameter": (
        "name in description required deprecated allowEmptyValue style explode allowReserved schema:Schema example "
        "examples:{Example} content:{MediaType}"
    ),
    "RequestBody": "description content:{MediaType} required",
    "MediaType": "schema:Schema example examples:{Example} encoding:{Encoding}",
    "Encoding": "contentType headers:{Header} style explode allowReserved",
    "Response": "description headers:{Header} content:{MediaType} links:{Link}",
    "Callback": "*:PathItem",
    "Example": "summary description value externalValue",
    "Link": "operationRef operationId parameters requestBody description server:Server",
    "Header": (
        "description required deprecated allowEmptyValue style explode allowReserved schema:Schema example "
        "examples:{Example} content:{MediaType}"
    ),
    "Schema": (
        f"title {_BOUNDS} maxProperties minProperties required type allOf:[Schema] oneOf:[Schema] anyOf:[Schema] "
        "not:Schema items:Schema properties:{Schema} additionalProperties:Schema description format default nullable "
        "discriminator:Discriminator readOnly writeOnly xml:XML externalDocs:ExternalDocumentation example deprecated"
    ),
    "Discriminator": "propertyName mapping",
    "SecurityScheme": "type description name in scheme bearerFormat flows:OAuthFlows openIdConnectUrl",
    "OAuthFlows": "implicit:OAuthFlow password:OAuthFlow clientCredentials:OAuthFlow authorizationCode:OAuthFlow",
    "OAuthFlow": "authorizationUrl tokenUrl refreshUrl scopes",
}
_SINCE_31 = {
    "OpenAPI": "jsonSchemaDialect webhooks:{PathItem}",
    "Info": "summary",
    "License": "identifier",
    "Components": "pathItems:{PathItem}",
    "Schema": (
        "$schema $id $anchor $dynamicAnchor $ref $dynamicRef $vocabulary $comment $defs:{Schema} definitions:{Schema} "
        "prefixItems:[Schema] contains:Schema minContains maxContains patternProperties:{Schema} propertyNames:Schema "
        "unevaluatedProperties:Schema unevaluatedItems:Schema dependentSchemas:{Schema} dependentRequired if:Schema "
        "then:Schema else:Schema contentSchema:Schema contentMediaType contentEncoding const examples"
    ),
}
_SINCE_32 = {
    "OpenAPI": "$self",
    "Server": "name",
    "Components": "mediaTypes:{MediaType}",
    "PathItem": "query:Operation additionalOperations:{Operation}",
    "MediaType": "description itemSchema:Schema prefixEncoding:[Encoding] itemEncoding:Encoding",
    "Encoding": "encoding:{Encoding} prefixEncoding:[Encoding] itemEncoding:Encoding",
    "Response": "summary",
    "Example": "dataValue serializedValue",
    "Tag": "summary parent kind",
    "Discriminator": "defaultMapping",
    "XML": "nodeType",
    "SecurityScheme": "oauth2MetadataUrl deprecated",
    "OAuthFlows": "deviceAuthorization:OAuthFlow",
    "OAuthFlow": "deviceAuthorizationUrl",
}
_LAYERS: Mapping[str, tuple[Mapping[str, str], ...]] = {
    "2.0": (_OAS_2,),
    "3.0": (_OAS_30,),
    "3.1": (_OAS_30, _SINCE_31),
    "3.2": (_OAS_30, _SINCE_31, _SINCE_32),
}


@cache
def shapes(version: str) -> Mapping[str, ObjectShape]:
    """Return the objects of a version, such as "3.0", by kind."""
    written: dict[str, list[str]] = {}
    for layer in _LAYERS[version]:
        for kind, fields in layer.items():
            written.setdefault(kind, []).extend(fields.split())
    return {kind: _shape(fields) for kind, fields in written.items()}


def _shape(fields: list[str]) -> ObjectShape:
    pairs = [field.partition(":") for field in fields]
    return ObjectShape(
        fields=frozenset(name for name, _, _ in pairs if name != "*"),
        children={name: kind for name, _, kind in pairs if kind},
    )
