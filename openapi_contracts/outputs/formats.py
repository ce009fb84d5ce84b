"""The table of output formats, by name: their media types and writers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from openapi_contracts.outputs import github, html, json, junit, markdown, sarif, text
from openapi_contracts.report.model import Report


@dataclass(frozen=True, slots=True)
class Format:
    """One output format; `write` returns the whole text, which ends with a newline."""

    media_type: str
    write: Callable[[Report], str]


FORMATS: Mapping[str, Format] = {
    "text": Format("text/plain", text.write),
    "json": Format("application/json", json.write),
    "markdown": Format("text/markdown", markdown.write),
    "github": Format("text/plain", github.write),
    "sarif": Format("application/sarif+json", sarif.write),
    "junit": Format("application/xml", junit.write),
    "html": Format("text/html", html.write),
}
"""By the name that a caller chooses it by; every text is to be encoded as UTF-8 by `visible.encoded`."""
