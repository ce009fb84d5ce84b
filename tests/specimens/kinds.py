"""Scalars of business documents: the schema of each as OpenAPI 2.0 and later can write it, and an example."""

from random import Random

from tests.specimens.model import Json

_TEXT = {"type": "string"}
KINDS: dict[str, Json] = {
    "string": _TEXT | {"example": "as agreed"},
    "name": _TEXT | {"minLength": 1, "maxLength": 120, "example": "Harbour Street"},
    "text": _TEXT | {"maxLength": 4000, "example": "The second delivery arrived without its packing list."},
    "code": _TEXT | {"pattern": "^[A-Z0-9_]{2,32}$", "example": "WINTER_24"},
    "date": _TEXT | {"format": "date", "example": "2024-03-18"},
    "time": _TEXT | {"format": "date-time", "example": "2024-03-18T09:30:00Z"},
    "uuid": _TEXT | {"format": "uuid", "example": "7c1f3a52-0d5e-4c8b-9a51-2f3d7c6b1e90"},
    "uri": _TEXT | {"format": "uri", "example": "https://files.example.com/f/8123"},
    "email": _TEXT | {"format": "email", "maxLength": 254, "example": "kim.larsen@example.com"},
    "password": _TEXT | {"format": "password", "minLength": 12, "example": "correct horse battery"},
    "phone": _TEXT | {"pattern": "^\\+[1-9][0-9]{6,14}$", "example": "+4512345678"},
    "country": _TEXT | {"pattern": "^[A-Z]{2}$", "example": "DK"},
    "currency": _TEXT | {"pattern": "^[A-Z]{3}$", "example": "EUR"},
    "language": _TEXT | {"pattern": "^[a-z]{2}(-[A-Z]{2})?$", "example": "da-DK"},
    "iban": _TEXT | {"pattern": "^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$", "example": "DK5000400440116243"},
    "vin": _TEXT | {"pattern": "^[A-HJ-NPR-Z0-9]{17}$", "example": "WVWZZZ1JZXW000001"},
    "plate": _TEXT | {"minLength": 2, "maxLength": 10, "example": "AB 12 345"},
    "sku": _TEXT | {"pattern": "^[A-Z]{2}-[0-9]{4,8}$", "example": "LA-20417"},
    "gtin": _TEXT | {"pattern": "^[0-9]{8,14}$", "example": "5701234567899"},
    "policy-number": _TEXT | {"pattern": "^P[0-9]{9}$", "example": "P004512377"},
    "claim-number": _TEXT | {"pattern": "^C[0-9]{4}-[0-9]{6}$", "example": "C2024-001734"},
    "tracking-number": _TEXT | {"pattern": "^[A-Z0-9]{8,35}$", "example": "JD014600006281230704"},
    "un-number": _TEXT | {"pattern": "^UN[0-9]{4}$", "example": "UN3481"},
    "meter-number": _TEXT | {"pattern": "^[0-9]{18}$", "example": "571313174112345678"},
    "long": {"type": "integer", "format": "int64", "example": 48213},
    "id": {"type": "integer", "format": "int64", "minimum": 1, "example": 48213},
    "int": {"type": "integer", "format": "int32", "example": 7},
    "count": {"type": "integer", "format": "int32", "minimum": 0, "example": 3},
    "year": {"type": "integer", "format": "int32", "minimum": 1900, "maximum": 2100, "example": 2019},
    "percent": {"type": "number", "format": "double", "minimum": 0, "maximum": 100, "example": 12.5},
    "number": {"type": "number", "format": "double", "example": 17.25},
    "amount": {"type": "number", "format": "double", "minimum": 0, "example": 1249.5},
    "latitude": {"type": "number", "format": "double", "minimum": -90, "maximum": 90, "example": 55.676},
    "longitude": {"type": "number", "format": "double", "minimum": -180, "maximum": 180, "example": 12.568},
    "bool": {"type": "boolean", "example": True},
    "any": {"type": "object", "example": {"source": "import"}},
}
_LENGTHS = (40, 60, 80, 120, 200, 255)


def scalar(kind: str, chance: Random) -> Json:
    """Return the schema of a scalar; enumerations are written in the kind, and a plain text gets some length."""
    if "|" in kind:
        values = kind.split("|")
        return {"type": "string", "enum": values, "example": chance.choice(values)}
    found = dict(KINDS[kind])
    return found if kind != "string" else found | {"maxLength": chance.choice(_LENGTHS)}
