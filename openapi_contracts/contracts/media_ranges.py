"""Media types and media ranges, compared as HTTP compares them (RFC 9110, 8.3.1 and 12.5.1)."""

import re
from dataclasses import dataclass
from functools import lru_cache

_NAME = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_ESSENCE = re.compile(rf"\s*({_NAME})/({_NAME})\s*(;|$)")
# A value is left out where real contracts do so (`application/json;simple`), though RFC 9110, 5.6.6, asks for one.
_PARAMETER = re.compile(rf'\s*({_NAME})\s*(?:=\s*("(?:[^"\\]|\\.)*"|[^;"\s]*)\s*)?(?:;|$)|\s*(?:;|$)')


@dataclass(frozen=True, slots=True, order=True)
class MediaRange:
    """A media type, or a range with `*`; names in lower case, parameters sorted."""

    type: str
    subtype: str
    parameters: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return f"{self.type}/{self.subtype}" + "".join(f"; {name}={value}" for name, value in self.parameters)

    def covers(self, other: "MediaRange") -> bool:
        """Say whether every media type of the other range is in this one."""
        if self.type not in ("*", other.type) or self.subtype not in ("*", other.subtype):
            return False
        return set(self.parameters) <= set(other.parameters)


ANYTHING = MediaRange("*", "*")
URLENCODED = MediaRange("application", "x-www-form-urlencoded")
MULTIPART = MediaRange("multipart", "form-data")


@lru_cache(maxsize=1024)
def media_range(text: str) -> MediaRange | None:
    """Read a media type or range; None if it is neither."""
    essence = _ESSENCE.match(text)
    if essence is None or (essence[1] == "*" and essence[2] != "*"):
        return None
    found: dict[str, str] = {}
    position = essence.end()
    while position < len(text):
        parameter = _PARAMETER.match(text, position)
        if parameter is None or parameter.end() == position:
            return None
        if parameter[1]:
            found[parameter[1].lower()] = _value(parameter[1].lower(), parameter[2] or "")
        position = parameter.end()
    return MediaRange(essence[1].lower(), essence[2].lower(), tuple(sorted(found.items())))


def is_xml(media: MediaRange) -> bool:
    """Say whether a media type is XML (RFC 7303, 4.2)."""
    return media.subtype == "xml" or media.subtype.endswith("+xml")


def _value(name: str, text: str) -> str:
    bare = re.sub(r"\\(.)", r"\1", text[1:-1]) if text.startswith('"') else text
    return bare.lower() if name == "charset" else bare  # a charset's name has no case (RFC 9110, 8.3.2)
