"""The title, version and OpenAPI version of a document, each shortened to one line."""

from collections.abc import Mapping
from typing import Any

from openapi_contracts.report.model import Described

_LONGEST = 200  # characters kept of each value


def described(document: Mapping[str, Any], *, name: str | None = None, path: str | None = None) -> Described:
    """Describe a document, valid or not; `name` is the caller's name for it, `path` its file in the source tree."""
    info = document.get("info")
    stated = info if isinstance(info, Mapping) else {}
    openapi = document.get("openapi", document.get("swagger"))
    return Described(_line(stated.get("title")), _line(stated.get("version")), _line(openapi), name=name, path=path)


def _line(value: Any) -> str:
    """Return a string or number as shortened text, any other value as an empty string."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    text = str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
