"""Annotations, deprecations and sunsets outside schemas: no message proves these changes, but people rely on them."""

from openapi_contracts.rules.model import Rule
from openapi_contracts.vocabulary import Bump, Effect, Severity

_PROMISED = "A sunset is the day from which the announced part may be removed (RFC 8594, 3)"
_IN_CODE = "Generated clients name methods after the operationId"
_FOR_PEOPLE = "An annotation informs people and does not affect messages."

_DATE, _LATER = "x-sunset: 2031-06-30", "x-sunset: 2031-12-31"


def _warning(name: str, sentence: str, before: str, after: str, why: str) -> Rule:
    return Rule(
        id=name,
        effect=Effect.NEITHER,
        direction=None,
        severity=Severity.WARNING,
        sentence=sentence,
        before=before,
        after=after,
        why=why,
    )


def _info(name: str, sentence: str, before: str, after: str, why: str, bump: Bump = Bump.PATCH) -> Rule:
    return Rule(
        id=name,
        effect=Effect.NEITHER,
        direction=None,
        severity=Severity.INFO,
        bump=bump,
        sentence=sentence,
        before=before,
        after=after,
        why=why,
    )


def _deprecations(kind: str) -> tuple[Rule, ...]:
    return (
        _info(
            f"{kind}-deprecated",
            "The {what} is deprecated",
            "deprecated: false",
            "deprecated: true",
            "It still works; clients should stop using it (RFC 9745, 1; OAS 3.1.0, 4.8.10.1 and 4.8.12.2).",
            Bump.MINOR,
        ),
        _info(
            f"{kind}-undeprecated",
            "The {what} is no longer deprecated",
            "deprecated: true",
            "deprecated: false",
            "Clients need not change.",
        ),
    )


def _sunsets(kind: str) -> tuple[Rule, ...]:
    return (
        _info(f"{kind}-sunset-added", "The {what} may be removed from {new}", "", _DATE, f"{_PROMISED}.", Bump.MINOR),
        _warning(
            f"{kind}-sunset-past",
            "The {what} may be removed from {new}, which has passed",
            "",
            "x-sunset: 2001-01-01",
            f"{_PROMISED}; clients got no time to prepare.",
        ),
        _warning(
            f"{kind}-sunset-removed",
            "The sunset {old} of the {what} was withdrawn",
            _DATE,
            "",
            f"{_PROMISED}; clients may have planned for that day.",
        ),
        _warning(
            f"{kind}-sunset-earlier",
            "The sunset of the {what} was changed from {old} to {new}, which is earlier",
            _LATER,
            _DATE,
            f"{_PROMISED}; clients have less time to prepare.",
        ),
        _info(
            f"{kind}-sunset-later",
            "The sunset of the {what} was changed from {old} to {new}, which is later",
            _DATE,
            _LATER,
            f"{_PROMISED}; clients have more time to prepare.",
        ),
        _warning(
            f"{kind}-sunset-unreadable",
            "The sunset {new} of the {what} is not a date",
            _DATE,
            "x-sunset: soon",
            f"{_PROMISED}, written as a date of RFC 3339 or RFC 9110, 5.6.7.",
        ),
    )


def _annotation(name: str, subject: str, before: str, after: str) -> Rule:
    return _info(name, f"{subject} {{how}}", before, after, _FOR_PEOPLE)


RULES: tuple[Rule, ...] = (
    _warning(
        "operation-id-changed",
        "The operationId changed from {old} to {new}",
        "operationId: listPets",
        "operationId: pets",
        f"{_IN_CODE} (OAS 3.1.0, 4.8.10.1 `operationId`), so code that calls the old method fails to compile.",
    ),
    _warning(
        "operation-id-removed",
        "The operationId {old} was removed",
        "operationId: listPets",
        "",
        f"{_IN_CODE}; without one they choose another name.",
    ),
    _info(
        "operation-id-added",
        "The operationId {new} was added",
        "",
        "operationId: listPets",
        f"{_IN_CODE}; before, there was none to rely on.",
    ),
    *_deprecations("operation"),
    *_sunsets("operation"),
    *_deprecations("parameter"),
    *_sunsets("parameter"),
    *_deprecations("header"),
    _info(
        "operation-tags-changed", "The tags changed from {old} to {new}", "tags: [pets]", "tags: [animals]", _FOR_PEOPLE
    ),
    _annotation("summary-changed", "The summary of {what}", "summary: List pets", "summary: List all pets"),
    _annotation(
        "description-changed", "The description of {what}", "description: Lists pets.", "description: Lists all pets."
    ),
    _annotation(
        "external-docs-changed", "The external documentation of {what}", "", "externalDocs: {url: https://example.com}"
    ),
    _annotation("examples-changed", "An example of {what}", "example: 1", "example: 2"),
    _annotation("title-changed", "The title of {what}", "title: Pets", "title: Petstore"),
    _annotation("contact-changed", "The contact of {what}", "", "contact: {name: Pets team}"),
    _annotation("license-changed", "The license of {what}", "license: {name: MIT}", "license: {name: Apache 2.0}"),
    _annotation(
        "terms-of-service-changed",
        "The address of the terms of service of {what}",
        "",
        "termsOfService: https://example.com/terms",
    ),
    _annotation(
        "tags-changed",
        "The list of tags of {what}",
        "tags: [{name: pets}]",
        "tags: [{name: pets, description: All pets}]",
    ),
    _annotation("bearer-format-changed", "The bearer format of {what}", "bearerFormat: JWT", "bearerFormat: opaque"),
    *_deprecations("security-scheme"),
    _info(
        "unused-component-changed",
        "The component {component} in {kind}, which no operation uses, was {what}",
        "components: {schemas: {Pet: {type: object}}}",
        "components: {schemas: {Pet: {type: string}}}",
        "A component has no effect on the API unless it is referenced (OAS 3.1.0, 4.8.7), so no message tells.",
    ),
    _annotation("server-name-changed", "The name of {what}", "name: production", "name: live"),
    _annotation(
        "document-uri-changed",
        "The URI `$self` of {what}",
        "$self: https://example.com/a",
        "$self: https://example.com/b",
    ),
    _info(
        "oauth-metadata-url-changed",
        "The address of the OAuth 2.0 metadata of {what} {how}",
        "oauth2MetadataUrl: https://a.example/metadata",
        "oauth2MetadataUrl: https://b.example/metadata",
        "Clients find the addresses of the authorization server there (OAS 3.2.0, 4.27.1 `oauth2MetadataUrl`).",
    ),
    _info(
        "reserved-characters-changed",
        "Reserved characters in the {what} {how}",
        "allowReserved: false",
        "allowReserved: true",
        "Escaped characters mean the same as before, so whoever reads them understands both (OAS 3.1.0, 4.8.12.2).",
        Bump.MINOR,
    ),
    _annotation("extensions-changed", "The extension {names} of {what}", "x-team: a", "x-team: b"),
)
