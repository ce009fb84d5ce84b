"""Servers and their base paths."""

from openapi_contracts.contracts import Direction
from openapi_contracts.rules.model import Rule
from openapi_contracts.vocabulary import Bump, Effect, Severity

REQUEST = Direction.REQUEST

RULES: tuple[Rule, ...] = (
    Rule(
        "server-base-path-changed",
        Effect.NARROWS,
        REQUEST,
        Severity.BREAKING,
        Bump.MAJOR,
        "The operation is no longer served under {old}, but under {new}",
        "servers: [{url: https://api.example.com/v1}]",
        "servers: [{url: https://api.example.com/v2}]",
        "A path is appended to the server's URL (OAS 3.1.0, 4.8.5), so requests go to where nothing is served.",
    ),
    Rule(
        "server-removed",
        Effect.NARROWS,
        REQUEST,
        Severity.WARNING,
        Bump.MINOR,
        "The server {url} is no longer listed",
        "servers: [{url: https://eu.example.com}, {url: https://us.example.com}]",
        "servers: [{url: https://us.example.com}]",
        "Documents list other hosts for each stage and region, so a host that is not listed need not be gone.",
    ),
    Rule(
        "server-added",
        Effect.WIDENS,
        REQUEST,
        Severity.INFO,
        Bump.MINOR,
        "The server {url} is listed",
        "servers: [{url: https://us.example.com}]",
        "servers: [{url: https://us.example.com}, {url: https://eu.example.com}]",
        "Clients may go on to use the servers they know.",
    ),
    Rule(
        "server-undecided",
        Effect.UNKNOWN,
        REQUEST,
        Severity.BREAKING,
        Bump.MAJOR,
        "It is not known whether the operation is still served where it was: {reason}",
        "servers: [{url: 'https://{host}', variables: {host: {}}}]",
        "servers: [{url: 'https://{name}', variables: {name: {}}}]",
        "What is unclear in a document may mean anything.",
    ),
)
