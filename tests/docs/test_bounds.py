"""The bounds that SECURITY.md promises are those of the code."""

import ast
from dataclasses import fields
from typing import Any

import pytest

import app
from edge.limiting import counters
from edge.stations.validation import bodies, parameters
from openapi_contracts.containment.steps import STEPS
from openapi_contracts.documents.limits import Limits
from settings import Settings
from storage import engines
from tests.service import ROOT

MIB, KIB = 1024 * 1024, 1024
SETTINGS, LIMITS = Settings(), Limits()
PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8").splitlines()


def gunicorn(name: str) -> Any:
    """Read a constant of gunicorn.conf.py, which configures the log of the process that imports it."""
    for statement in ast.parse((ROOT / "gunicorn.conf.py").read_text(encoding="utf-8")).body:
        if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == name:
            return ast.literal_eval(statement.value)
    raise AssertionError(name)


BOUNDS = {
    "size": (f"{SETTINGS.document_bytes // MIB} MiB", "document_bytes"),
    "nesting": (f"{SETTINGS.document_depth} levels", "document_depth"),
    "values": (f"{SETTINGS.document_nodes:,}", "document_nodes"),
    "growth by YAML aliases": (f"{SETTINGS.alias_expansion} times its size", "alias_expansion"),
    "time of an analysis or a comparison": (f"{SETTINGS.analysis_seconds} s", "analysis_seconds"),
    "memory of an analysis or a comparison": (f"{SETTINGS.analysis_memory // MIB:,} MiB", "analysis_memory"),
    "work on one question of a comparison": (f"{STEPS:,} steps", None),
    "problems listed": (f"{LIMITS.problems}", None),
    "documents analysed at once": (f"{SETTINGS.analysts}", "analysts"),
    "wait for a turn to be analysed": (f"{SETTINGS.analysis_patience} s", "analysis_patience"),
    "handler threads": (f"{app.HANDLERS_AT_ONCE}", None),
    "handler threads that documents occupy": (f"{app.DOCUMENTS_AT_ONCE}", None),
    "bodies in memory": (f"{app.BODIES_AT_ONCE} of the largest size", None),
    "PostgreSQL connections": (f"{SETTINGS.database_connections}", "database_connections"),
    "wait for a database lock or connection": (f"{engines.WAIT} s", None),
    "callers counted in memory": (f"{counters.CALLERS:,}", None),
    "JSON body that is not a document": (f"{bodies.JSON_BYTES // KIB} KiB", None),
    "nesting of such a body": (f"{bodies.JSON_DEPTH} levels", None),
    "parameters in a query": (f"{parameters.MAX_PAIRS}", None),
    "header field": (f"{gunicorn('limit_request_field_size'):,} bytes", None),
    "requests without a token, per address": (f"{SETTINGS.limit_address:,} a minute", "limit_address"),
    "requests per token": (f"{SETTINGS.limit_token:,} a minute", "limit_token"),
    "wrong tokens, per address": (f"{SETTINGS.limit_wrong_tokens} a minute", "limit_wrong_tokens"),
    "time to finish after SIGTERM": (f"{gunicorn('graceful_timeout')} s", None),
}
VARIABLES = {each.name: each.metadata["variable"] for each in fields(Settings)}


@pytest.mark.parametrize("what", BOUNDS)
def test_a_bound_is_that_of_the_code(what: str) -> None:
    bound, setting = BOUNDS[what]
    named = f"`{VARIABLES[setting]}` " if setting else ""
    assert f"| {what} | {bound} | {named}|" in PAGE


def test_the_page_has_no_other_bounds() -> None:
    rows = [line.split("|")[1].strip() for line in PAGE if line.startswith("| ") and not line.startswith("| what |")]
    assert rows == list(BOUNDS)


def test_the_defaults_of_the_library_are_those_of_the_settings() -> None:
    configured = Limits(
        bytes=SETTINGS.document_bytes,
        depth=SETTINGS.document_depth,
        nodes=SETTINGS.document_nodes,
        alias_expansion=SETTINGS.alias_expansion,
        seconds=SETTINGS.analysis_seconds,
        memory=SETTINGS.analysis_memory,
    )
    assert configured == LIMITS
