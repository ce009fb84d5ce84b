"""Whether a body is one that a request body or a response describes."""

from collections.abc import Mapping
from typing import Any

from tests.openapi_contracts.acceptance.judging import Refused
from tests.openapi_contracts.acceptance.places import Place
from tests.openapi_contracts.acceptance.schemas import refusal


def check_body(owner: Place | None, data: Mapping[str, Any], unsent: str, *, what: str) -> None:
    """Raise Refused where the body is none of those the owner describes."""
    media = data["media_type"]
    content = owner.at("content") if owner else None
    if media is None:
        if owner is not None and owner.get("required"):
            raise Refused(f"the {what} is missing")
        return
    if content is None or not content.raw:
        raise Refused(f"there is no {what}")
    described = chosen(content, media)
    schema = of_body(described)
    reason = refusal(schema, data["body"], unsent) if schema else None
    if reason:
        raise Refused(f"the {what}: {reason}")


def of_body(described: Place) -> Place | None:
    """Return the schema of a body; of a stream that of its items, since a witness shows one of them (OAS 3.2.0)."""
    return described.at("schema") or described.at("itemSchema")


def chosen(content: Place, media: str) -> Place:
    """Return the most specific range that a media type is of."""
    fitting = [(range_, place) for range_, place in content.children() if covers(range_, media)]
    if not fitting:
        raise Refused(f"no media type is like {media}")
    return min(fitting, key=lambda found: (found[0].count("*"), -found[0].count(";")))[1]


def covers(range_: str, media: str) -> bool:
    wanted, given = split(range_), split(media)
    if not set(wanted[1]) <= set(given[1]) and not wanted[0].endswith("json"):
        return False
    kind, _, subkind = wanted[0].partition("/")
    return all(one in ("*", other) for one, other in zip((kind, subkind), given[0].split("/", 1), strict=True))


def split(media: str) -> tuple[str, list[str]]:
    name, *parameters = (part.strip().lower() for part in media.split(";"))
    return name, [parameter for parameter in parameters if not parameter.startswith("boundary=")]
