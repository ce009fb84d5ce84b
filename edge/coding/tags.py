"""Entity tags of coded answers: each coding has a strong tag of its own (RFC 9110, section 8.8.3.3).

`"abc"` is `"abc-gzip"` when coded; inside of this layer only `"abc"` is known.
"""

import re

from edge.coding.codings import CODINGS, Coding

SUFFIX = re.compile(b'-(?:%b)"' % b"|".join(coding.name for coding in CODINGS))


def is_strong(tag: bytes) -> bool:
    """Whether a tag says byte for byte what it is of (RFC 9110, section 8.8.1)."""
    return tag.startswith(b'"')


def coded(tag: bytes, coding: Coding) -> bytes:
    """Make the tag of the coded representation; a weak one holds for every coding."""
    return tag[:-1] + b'-%b"' % coding.name if is_strong(tag) else tag


def uncoded(tags: bytes) -> bytes:
    """Name in a list of tags the uncoded representations: whoever has one coded has it."""
    return SUFFIX.sub(b'"', tags)


def as_named(tag: bytes, named: bytes, preferred: Coding | None) -> bytes:
    """Find how a client's list names a representation that it has: as coded in the way it prefers, else in another."""
    candidates = [coded(tag, coding) for coding in (preferred, *CODINGS) if coding]
    return next((each for each in candidates if each in named), tag)
