"""The version of a contract that a request may ask for at least: its floor, in API-Version."""

import re
from collections.abc import Collection
from functools import lru_cache

from edge.answers.refusals import UnsupportedApiVersion
from edge.exchange import located
from registry.numbers import Number

FIELD = "api-version"
FLOOR = re.compile(r"(0|[1-9][0-9]{0,8})(?:\.(0|[1-9][0-9]{0,8}))?(?:\.(0|[1-9][0-9]{0,8}))?")
LONGEST = 64  # characters of a field that is read
REMEMBERED = 256


def check(said: str, served: Number, *, majors: Collection[int]) -> None:
    """Ask that the version served is of the major that API-Version says, and not below it; `majors` are all there are.

    Raises UnsupportedApiVersion.
    """
    floor = _read(said) if len(said) <= LONGEST else None
    if floor is not None and floor[0] == served.major and floor <= (served.major, served.minor, served.patch):
        return
    raise UnsupportedApiVersion(_sentence(floor, served, majors), served.major, served.minor)


def _sentence(floor: tuple[int, int, int] | None, served: Number, majors: Collection[int]) -> str:
    if floor is None:
        return "API-Version is not one number such as 1, 1.2 or 1.2.0."
    asked = ".".join(map(str, floor))
    if floor[0] != served.major and floor[0] in majors:
        return f"This is version {served}, of another major than {asked}: use {located(f'/v{floor[0]}')}."
    return f"This is version {served}, and not {asked} or a later one of its major."


@lru_cache(maxsize=REMEMBERED)
def _read(said: str) -> tuple[int, int, int] | None:
    """Read a floor, what it leaves out being 0; None for what is none, or two that differ (RFC 9110, section 5.3)."""
    first, *others = {each.strip() for each in said.split(",")}
    found = FLOOR.fullmatch(first)
    if found is None or others:
        return None
    major, minor, patch = (int(part or 0) for part in found.groups())
    return major, minor, patch
