"""Escapes text for its place in a message, so that a contract cannot inject lines, headers or invisible text."""

import re
from urllib.parse import quote

_IN_NAMES = "!#$%&'*+-.^_`|~"  # characters of a token beside letters and digits (RFC 9110, 5.6.2)
# Reserved characters (RFC 3986, 2.2) allowed in a query, except those that separate pairs.
_RESERVED = ":/?@!$'()*,;="
_PATH = "/:@!$&'()*+,;=?%{}"  # characters of a path template (RFC 3986, 3.3), with `%` and braces
# Controls, invisible characters, bidirectional marks and lone surrogates.
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_UNFIT = re.compile(r"[^\x20-\x7e]|^ | \Z")  # for the value of a header (RFC 9110, 5.5)


def component(text: str) -> str:
    """Percent-encode everything but unreserved characters (RFC 3986, 2.3), as RFC 6570 does."""
    return quote(text, safe="", errors="surrogatepass")


def reserved(text: str) -> str:
    """Percent-encode all but unreserved and reserved characters, as `allowReserved` does (OAS 3.1.1, 4.8.12.2.2)."""
    return quote(text, safe=_RESERVED, errors="surrogatepass")


def template(text: str) -> str:
    """Percent-encode the literal part of a path template, or an expression."""
    return quote(text, safe=_PATH, errors="surrogatepass")


def host(text: str) -> str:
    """Percent-encode the host and port of a server."""
    return quote(text, safe="[]:!$&'()*+,;=%", errors="surrogatepass")


def token(text: str) -> str:
    """Return text as a token (RFC 9110, 5.6.2): a header's name, or a method."""
    return quote(text, safe=_IN_NAMES, errors="surrogatepass") or "_"


def field(text: str) -> str:
    """Return text as a header's value: characters other than printable ASCII are percent-encoded."""
    return _UNFIT.sub(lambda found: quote(found[0], safe="", errors="surrogatepass"), text)


def plain(text: str) -> str:
    """Return the text unchanged."""
    return text


def visible(text: str, *, lines: bool = False) -> str:
    r"""Write what cannot be seen as `\\u001b`; `lines` keeps line feeds and tabs."""
    kept = "\n\t" if lines else ""
    return _UNSEEN.sub(lambda found: found[0] if found[0] in kept else f"\\u{ord(found[0]):04x}", text)
