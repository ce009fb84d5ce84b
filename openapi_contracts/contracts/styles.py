"""The serialization styles of parameters (OAS 3.1.0, 4.8.12.3); `collectionFormat` of 2.0 becomes a style."""

from dataclasses import dataclass
from enum import StrEnum

from openapi_contracts.contracts.places import Node, Unclear
from openapi_contracts.contracts.source_document import Source


class Style(StrEnum):
    """A serialization style; `tabDelimited` is `tsv` of OpenAPI 2.0."""

    MATRIX = "matrix"
    LABEL = "label"
    SIMPLE = "simple"
    FORM = "form"
    SPACE = "spaceDelimited"
    PIPE = "pipeDelimited"
    TAB = "tabDelimited"
    DEEP = "deepObject"
    COOKIE = "cookie"


@dataclass(frozen=True, slots=True)
class Styled:
    """A style with its options; `inner` are the styles of nested arrays, which only OpenAPI 2.0 has."""

    style: Style
    explode: bool
    allow_reserved: bool = False
    allow_empty_value: bool = False
    inner: tuple[Style, ...] = ()

    @classmethod
    def default(cls) -> "Styled":
        """Return the default style of a query parameter or a form field."""
        return cls(Style.FORM, explode=True)


_QUERY = (Style.FORM, Style.SPACE, Style.PIPE, Style.DEEP)
_ALLOWED = {  # the first is the default
    "path": (Style.SIMPLE, Style.LABEL, Style.MATRIX),
    "query": _QUERY,
    "header": (Style.SIMPLE,),
    "cookie": (Style.FORM, Style.COOKIE),
}
_COLLECTIONS = {"ssv": Style.SPACE, "tsv": Style.TAB, "pipes": Style.PIPE}  # csv and multi depend on the place


def styled(source: Source, node: Node, location: str) -> Styled | Unclear:
    """Read the style of a parameter, header or encoding of OpenAPI 3 at `location`."""
    allowed = _ALLOWED[location]
    named = node.raw.get("style", allowed[0].value)
    style = next((style for style in allowed if style.value == named), None)
    if style is None:
        return source.unclear(node, f"no style {named!r:.40} is known in {location}")
    explode = source.flag(node, "explode", default=style in (Style.FORM, Style.COOKIE))
    in_query = location == "query"
    return Styled(
        style,
        explode,
        allow_reserved=in_query and source.flag(node, "allowReserved"),
        allow_empty_value=in_query and source.flag(node, "allowEmptyValue"),
    )


def collected(source: Source, node: Node, location: str) -> Styled | Unclear:
    """Read `collectionFormat` of a parameter or header of OpenAPI 2.0 (4.3.7, 4.3.8) as a style."""
    default = _ALLOWED[location][0]
    empty = location == "query" and source.flag(node, "allowEmptyValue")
    arrays: list[Style] = []
    explode = default is Style.FORM
    items = node.raw
    while isinstance(items, dict) and items.get("type") == "array":
        named = str(items.get("collectionFormat", "csv"))
        if named == "multi" and location == "query" and not arrays:
            arrays.append(default)
        elif named == "csv" or named in _COLLECTIONS:
            arrays.append(_COLLECTIONS.get(named, default))
            explode = explode and len(arrays) > 1
        else:
            return source.unclear(node, f"no collectionFormat {named!r:.40} is known in {location}")
        items = items.get("items")
    style, *inner = arrays or [default]
    return Styled(style, explode, allow_empty_value=empty, inner=tuple(inner))
