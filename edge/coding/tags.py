"""ETags of coded responses: each coding has its own strong tag (RFC 9110, section 8.8.3.3).

`"abc"` becomes `"abc-gzip"` when coded; inside this layer only `"abc"` is known.
"""

import re

from edge.coding.codings import CODINGS, Coding

SUFFIX = re.compile(b'-(?:%b)"' % b"|".join(coding.name for coding in CODINGS))


def is_strong(tag: bytes) -> bool:
    """Whether a tag is strong: it promises identical bytes (RFC 9110, section 8.8.1)."""
    return tag.startswith(b'"')


def coded(tag: bytes, coding: Coding) -> bytes:
    """Return the tag of the coded representation; a weak tag holds for every coding."""
    return tag[:-1] + b'-%b"' % coding.name if is_strong(tag) else tag


def uncoded(tags: bytes) -> bytes:
    """Replace coded tags by uncoded ones: a client with a coded copy has the representation."""
    return SUFFIX.sub(b'"', tags)


def as_named(tag: bytes, conditions: bytes, preferred: Coding | None) -> bytes:
    """Return the tag under which a client holds a representation: of its preferred coding, else of another."""
    candidates = [coded(tag, coding) for coding in (preferred, *CODINGS) if coding]
    return next((each for each in candidates if each in conditions), tag)
