"""The API-Version request field: the lowest contract version a client accepts."""

import re
from collections.abc import Collection
from functools import lru_cache

from edge.answers.refusals import UnsupportedApiVersion
from edge.exchange import client_path
from registry.numbers import Number

FIELD = "api-version"
FLOOR = re.compile(r"(0|[1-9][0-9]{0,8})(?:\.(0|[1-9][0-9]{0,8}))?(?:\.(0|[1-9][0-9]{0,8}))?")
LONGEST = 64  # characters; a longer field is not parsed
REMEMBERED = 256


def check(value: str, served: Number, *, majors: Collection[int]) -> None:
    """Check that the version served satisfies API-Version: the same major version, and not lower.

    `majors` are the major versions served. Raises UnsupportedApiVersion.
    """
    floor = _read(value) if len(value) <= LONGEST else None
    if floor is not None and floor[0] == served.major and floor <= (served.major, served.minor, served.patch):
        return
    raise UnsupportedApiVersion(_sentence(floor, served, majors), served.major, served.minor)


def _sentence(floor: tuple[int, int, int] | None, served: Number, majors: Collection[int]) -> str:
    if floor is None:
        return "API-Version must be a single version such as 1, 1.2 or 1.2.0."
    asked = ".".join(map(str, floor))
    if floor[0] != served.major and floor[0] in majors:
        return f"This is version {served}, a different major version than {asked}. Use {client_path(f'/v{floor[0]}')}."
    return f"This is version {served}, which is not {asked} or a later version of the same major."


@lru_cache(maxsize=REMEMBERED)
def _read(value: str) -> tuple[int, int, int] | None:
    """Parse API-Version, missing parts being 0. None where it is malformed or has two values (RFC 9110, 5.3)."""
    first, *others = {each.strip() for each in value.split(",")}
    found = FLOOR.fullmatch(first)
    if found is None or others:
        return None
    major, minor, patch = (int(part or 0) for part in found.groups())
    return major, minor, patch
