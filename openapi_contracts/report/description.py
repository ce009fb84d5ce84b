"""What a document says of itself, as far as it can be said in a line."""

from collections.abc import Mapping
from typing import Any

from openapi_contracts.report.model import Described

_LONGEST = 200  # characters of a title that a line has room for


def described(document: Mapping[str, Any], *, name: str | None = None, path: str | None = None) -> Described:
    """Describe a document, whatever stands where its title, version and `openapi` should; `name` is the caller's."""
    info = document.get("info")
    stated = info if isinstance(info, Mapping) else {}
    openapi = document.get("openapi", document.get("swagger"))
    return Described(_line(stated.get("title")), _line(stated.get("version")), _line(openapi), name=name, path=path)


def _line(value: Any) -> str:
    """Return a value as text; nothing for what is no text or number."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    text = str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
