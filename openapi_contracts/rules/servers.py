"""Servers and their base paths."""

from dataclasses import replace

from openapi_contracts.contracts import Direction
from openapi_contracts.rules.model import Rule
from openapi_contracts.vocabulary import Effect, Severity

REQUEST = Direction.REQUEST

_ROWS = (
    Rule(
        id="server-base-path-changed",
        effect=Effect.NARROWS,
        direction=REQUEST,
        severity=Severity.BREAKING,
        sentence="The operation is no longer served under {old}, but under {new}",
        before="servers: [{url: https://api.example.com/v1}]",
        after="servers: [{url: https://api.example.com/v2}]",
        why="Clients append the path to the old server URL (OAS 3.1.0, 4.8.5), which no longer serves it.",
    ),
    Rule(
        id="server-removed",
        effect=Effect.NARROWS,
        direction=REQUEST,
        severity=Severity.WARNING,
        sentence="The server {url} is no longer listed",
        before="servers: [{url: https://eu.example.com}, {url: https://us.example.com}]",
        after="servers: [{url: https://us.example.com}]",
        why="Documents list different hosts per stage and region, so an unlisted host may still be served.",
    ),
    Rule(
        id="server-added",
        effect=Effect.WIDENS,
        direction=REQUEST,
        severity=Severity.INFO,
        sentence="The server {url} was added",
        before="servers: [{url: https://us.example.com}]",
        after="servers: [{url: https://us.example.com}, {url: https://eu.example.com}]",
        why="Clients may continue to use the old servers.",
    ),
    Rule(
        id="server-undecided",
        effect=Effect.UNKNOWN,
        direction=REQUEST,
        severity=Severity.BREAKING,
        sentence="It is undecided whether the operation is still served at its address: {reason}",
        before="servers: [{url: 'https://{host}', variables: {host: {}}}]",
        after="servers: [{url: 'https://{name}', variables: {name: {}}}]",
        why="The engine cannot interpret the address, so the change may break clients.",
    ),
)

RULES: tuple[Rule, ...] = tuple(replace(row, one_cause=True) for row in _ROWS)
