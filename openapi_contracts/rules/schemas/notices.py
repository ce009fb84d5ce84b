"""Schema annotations, defaults, discriminators and sunsets: the same rules in both directions."""

from openapi_contracts.rules.model import Rule
from openapi_contracts.vocabulary import Bump, Effect, Severity

_TYPES = "Generated clients choose the type of a value by the discriminator."
_PROMISE = "A sunset announces when the schema may be removed (RFC 8594)."
_TABLE = (
    (
        "schema-default-changed",
        Severity.WARNING,
        "{where}: the default was changed from {old} to {new}",
        "default: 10",
        "default: 20",
        "No message becomes invalid, but omitting the value means something else.",
    ),
    (
        "discriminator-added",
        Severity.INFO,
        "{where}: the discriminator {value} was added",
        "",
        "discriminator: {propertyName: kind}",
        _TYPES,
    ),
    (
        "discriminator-removed",
        Severity.BREAKING,
        "{where}: the discriminator {value} was removed",
        "discriminator: {propertyName: kind}",
        "",
        _TYPES,
    ),
    (
        "discriminator-property-changed",
        Severity.BREAKING,
        "{where}: the discriminator was changed from {old} to {new}",
        "discriminator: {propertyName: kind}",
        "discriminator: {propertyName: type}",
        _TYPES,
    ),
    (
        "discriminator-mapping-added",
        Severity.INFO,
        "{where}: the discriminator's value {value} was mapped to {new}",
        "mapping: {}",
        "mapping: {cat: Cat}",
        _TYPES,
    ),
    (
        "discriminator-mapping-removed",
        Severity.BREAKING,
        "{where}: the discriminator's value {value} is no longer mapped to {old}",
        "mapping: {cat: Cat}",
        "mapping: {}",
        _TYPES,
    ),
    (
        "discriminator-mapping-changed",
        Severity.BREAKING,
        "{where}: the discriminator's value {value} was mapped to {old}, and is mapped to {new} now",
        "mapping: {cat: Cat}",
        "mapping: {cat: Lion}",
        _TYPES,
    ),
    (
        "schema-deprecated",
        Severity.INFO,
        "{where} was deprecated",
        "",
        "deprecated: true",
        "The schema still applies; clients should stop using it.",
    ),
    (
        "schema-undeprecated",
        Severity.INFO,
        "{where} is no longer deprecated",
        "deprecated: true",
        "",
        "Clients need not change.",
    ),
    (
        "schema-sunset-added",
        Severity.INFO,
        "{where} may be removed from {new}",
        "",
        "x-sunset: 2030-01-01",
        _PROMISE,
    ),
    (
        "schema-sunset-later",
        Severity.INFO,
        "{where} may be removed from {new}, no longer from {old}",
        "x-sunset: 2030-01-01",
        "x-sunset: 2031-01-01",
        _PROMISE,
    ),
    (
        "schema-sunset-earlier",
        Severity.WARNING,
        "{where} may be removed from {new}, earlier than {old}",
        "x-sunset: 2031-01-01",
        "x-sunset: 2030-01-01",
        _PROMISE,
    ),
    (
        "schema-sunset-removed",
        Severity.WARNING,
        "{where}: the removal from {old} is no longer announced",
        "x-sunset: 2030-01-01",
        "",
        _PROMISE,
    ),
)
RULES = (
    *(
        Rule(
            id=name,
            effect=Effect.NEITHER,
            direction=None,
            severity=severity,
            sentence=sentence,
            before=before,
            after=after,
            why=why,
        )
        for name, severity, sentence, before, after, why in _TABLE
    ),
    Rule(
        id="schema-annotations-changed",
        effect=Effect.NEITHER,
        direction=None,
        severity=Severity.INFO,
        bump=Bump.PATCH,
        sentence="{where}: {keywords} changed",
        before="description: a pet",
        after="description: an animal",
        why="Annotations inform people and do not affect messages.",
    ),
)
