"""Headers of a response."""

from compatibility.findings import Kind
from compatibility.lowering import Direction, Unclear
from compatibility.lowering.messages import Header, Response
from compatibility.surface import fields
from compatibility.surface.crossing import Crossing


def compare(crossing: Crossing, direction: Direction, status: str, old: Response, new: Response) -> None:
    """Compare the headers of two responses; `status` is that of the side which sends."""
    for name in fields.keys(old.headers, new.headers):
        called = f"the header `{written(name, new.headers.get(name), old.headers.get(name))}` of response {status}"
        place = fields.Place(("header", status, name), "header", Kind.RESPONSE, direction, called, status)
        fields.compare(crossing, place, old.headers.get(name), new.headers.get(name))


def written(name: str, *headers: Header | Unclear | None) -> str:
    """Return the name of a header as the first document that has it writes it."""
    for header in headers:
        last = header.origin.used_at.rpartition("/")[2] if isinstance(header, Header) else ""
        last = last.replace("~1", "/").replace("~0", "~")
        if last.lower() == name:
            return last
    return name
