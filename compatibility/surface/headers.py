"""Headers of a response."""

from compatibility.findings import Kind
from compatibility.lowering import Direction
from compatibility.lowering.messages import Response
from compatibility.surface import fields
from compatibility.surface.crossing import Crossing


def compare(crossing: Crossing, direction: Direction, status: str, old: Response, new: Response) -> None:
    """Compare the headers of two responses; `status` is that of the side which sends."""
    for name in fields.keys(old.headers, new.headers):
        called = f"the header `{name}` of response {status}"
        place = fields.Place(("header", status, name), "header", Kind.RESPONSE, direction, called, status)
        fields.compare(crossing, place, old.headers.get(name), new.headers.get(name))
