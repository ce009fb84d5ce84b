"""Whether a parameter of a request is there, is written in its style, and has a value that is allowed."""

from typing import Any
from urllib.parse import unquote

from tests.openapi_contracts.acceptance.judging import Refused, Unjudged
from tests.openapi_contracts.acceptance.message import Request
from tests.openapi_contracts.acceptance.places import Place
from tests.openapi_contracts.acceptance.schemas import refusal
from tests.openapi_contracts.acceptance.texts import as_json, deep, members, readings

DEFAULT = {"path": "simple", "query": "form", "header": "simple", "cookie": "form"}
NO_PARAMETERS = {"accept", "content-type", "authorization"}  # headers (OAS 3.1.0, 4.8.12.1)


class Parameter:
    """A parameter as the document describes it, and the texts of the path it may be in."""

    def __init__(self, place: Place, path: dict[str, str]) -> None:
        self.name, self.location = str(place.get("name")), str(place.get("in"))
        self.style = str(place.get("style", DEFAULT.get(self.location, "")))
        self.explode = bool(place.get("explode", self.style == "form"))
        self.required = bool(place.get("required"))
        self.may_be_empty = bool(place.get("allowEmptyValue"))
        content = place.at("content")
        self.content = next((one for _, one in content.children()), None) if content else None
        self.schema = self.content.at("schema") if self.content else place.at("schema")
        self.path = path

    @property
    def is_none(self) -> bool:
        """Whether it says nothing: of a webhook's path, one the path has no place for, or a header of HTTP itself."""
        is_lost = self.location == "path" and self.name not in self.path
        return is_lost or (self.location == "header" and self.name.lower() in NO_PARAMETERS)

    def check(self, request: Request, unsent: str) -> None:
        """Raise Refused where a request lacks it, or has it with a value that is not allowed."""
        values = self.values(request)
        if values is None:
            if self.required:
                raise Refused(f"the {self.location} parameter {self.name} is missing")
            return
        if self.may_be_empty and "" in values:
            return
        refused = [refusal(self.schema, value, unsent) if self.schema else None for value in values]
        if all(refused):
            why = refused[0] if refused else f"it is not written as {self.style}"
            raise Refused(f"the {self.location} parameter {self.name}: {why}")

    def values(self, request: Request) -> list[Any] | None:
        """List the values that a request may give it; None where it gives none."""
        if self.style == "deepObject" and self.location == "query":
            return list(deep(request.query, self.name)) or None
        if self.location == "querystring":
            return list(members(request.query)) if request.query else None
        texts = self.texts(request)
        if not texts:
            return self.spread(request)
        if self.content:
            return as_json(unquote(texts[0]))
        if self.style == "matrix" and self.explode:
            raise Unjudged("a parameter is written as matrix, exploded")
        return list(readings(texts, self.style, explode=self.explode))

    def texts(self, request: Request) -> list[str]:
        """List the texts under its name."""
        if self.location == "path":
            return [self.unprefixed(self.path[self.name])]
        if self.location == "header":
            return [text for name, text in request.headers.items() if name == self.name.lower()]
        known = {"query": request.query, "cookie": request.cookies}.get(self.location, [])
        return [text for name, text in known if unquote(name) == self.name]

    def unprefixed(self, text: str) -> str:
        prefix = {"label": ".", "matrix": f";{self.name}="}.get(self.style, "")
        if not text.startswith(prefix):
            raise Refused(f"the path parameter {self.name} is not written as {self.style}")
        return text.removeprefix(prefix)

    def spread(self, request: Request) -> list[Any] | None:
        """List the objects whose members stand in the query under names of their own (form, exploded)."""
        if (self.location, self.style, self.explode) != ("query", "form", True) or not self.schema:
            return None
        known = set(self.schema.get("properties", ()))
        found = [pair for pair in request.query if unquote(pair[0]) in known]
        if not found and not known and self.required and request.query:
            raise Unjudged(f"the members of {self.name} are not told from other parameters")
        return list(members(found)) if found else None
