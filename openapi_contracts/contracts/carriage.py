"""How a message carries a value outside JSON: as text, as the fields of a form, as parts, or as XML."""

from dataclasses import dataclass
from enum import StrEnum


class Mode(StrEnum):
    """What one schema describes on the wire: of a whole body, and of what is inside it."""

    TEXT = "text"  # the body is one text
    FORM = "form"  # an object whose properties are the fields of a form
    PARTS = "parts"  # an object whose properties are the parts of a multipart body
    XML = "xml"  # an element, with everything inside it
    FIELD = "field"  # one field: a text, or a text for each item of an array
    PART = "part"  # one part, which may be binary
    STYLED = "styled"  # one field or part that an Encoding Object serializes
    ITEM = "item"  # an item of an array in a field
    PART_ITEM = "partitem"
    JSON = "json"  # a value with types


@dataclass(frozen=True, slots=True)
class Carriage:
    """How a body is carried; `as_json` are the properties of a form that are JSON, `styled` have another style."""

    mode: Mode
    as_json: frozenset[str] = frozenset()
    styled: frozenset[str] = frozenset()
