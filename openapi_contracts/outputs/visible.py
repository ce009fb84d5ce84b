"""Escape invisible and control characters, with which a hostile document could deceive terminals and people."""

import re

# C0 and C1 controls but tab and line feed; bidirectional marks; line and paragraph separators; byte order mark;
# lone surrogates; and characters that XML 1.0 (2.2) forbids
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)


def visible(text: str) -> str:
    """Replace invisible characters by Python escapes; tabs and line feeds stay."""
    return _UNSEEN.sub(_escaped, text)


def one_line(text: str) -> str:
    """Escape invisible characters, tabs and line feeds, so that the text stays on one line."""
    return visible(text).replace("\n", "\\n").replace("\t", "\\t")


def encoded(text: str) -> bytes:
    """Encode a text as UTF-8; a lone surrogate becomes a `\\\\u` escape, as in JSON."""
    return text.encode("utf-8", "backslashreplace")


def _escaped(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode("ascii")
