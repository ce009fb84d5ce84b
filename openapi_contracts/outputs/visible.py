"""Characters nobody sees, made visible: documents are hostile, and terminals, XML and readers obey some of them."""

import re

# C0 and C1 but tab and line feed; marks that turn the direction of a text; line ends no editor counts; a byte order
# mark; halves of surrogate pairs, and what XML 1.0 (2.2) has no way to write
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)


def visible(text: str) -> str:
    """Write what cannot be seen as Python escapes it; tabs and line feeds stay."""
    return _UNSEEN.sub(_escaped, text)


def one_line(text: str) -> str:
    """Write a text so that it stays on its line."""
    return visible(text).replace("\n", "\\n").replace("\t", "\\t")


def encoded(text: str) -> bytes:
    """Return a text as UTF-8; half a surrogate pair becomes an escape, which is what JSON too would write."""
    return text.encode("utf-8", "backslashreplace")


def _escaped(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode("ascii")
