"""Rules for names and addresses: headers, components, statuses and URLs."""

import re
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import urlsplit

from openapi_contracts.documents.problems import Problem
from openapi_contracts.documents.rules.objects import DocumentObject, Objects
from openapi_contracts.documents.rules.sentences import listed, shortened
from openapi_contracts.documents.syntaxes.parsed import quoted

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # RFC 9110, 5.6.2
_COMPONENT = re.compile(r"[a-zA-Z0-9._-]+")
_NOT_IN_URLS = re.compile(r"[\x00-\x20\x7f\"<>\\^`{|}]|%(?![0-9A-Fa-f]{2})")  # RFC 3986, 2
_VARIABLE = re.compile(r"\{([^{}]*)\}")
_RANGE = re.compile(r"[1-5]XX")
_STATUS = re.compile(r"[1-5][0-9]{2}")
_URLS: dict[str, tuple[str, ...]] = {
    "Info": ("termsOfService",),
    "Contact": ("url",),
    "License": ("url",),
    "ExternalDocumentation": ("url",),
    "SecurityScheme": ("authorizationUrl", "tokenUrl", "openIdConnectUrl", "oauth2MetadataUrl"),
    "OAuthFlow": ("authorizationUrl", "tokenUrl", "refreshUrl", "deviceAuthorizationUrl"),
    "Server": ("url",),
}
WITH_URLS = tuple(_URLS)


def parameter_name(here: DocumentObject, _: Objects) -> Iterator[Problem]:
    """Yield a header or cookie whose name cannot be sent; also of a security scheme."""
    name = here.node.get("name")
    if here.node.get("in") in ("header", "cookie") and isinstance(name, str) and not _TOKEN.fullmatch(name):
        yield _no_token(name, here.node["in"], here.at("name"))


def header_names(here: DocumentObject, _: Objects) -> Iterator[Problem]:
    """Yield the headers of a response or of a part whose names cannot be sent."""
    headers = here.node.get("headers")
    for name in headers if isinstance(headers, dict) else ():
        if not _TOKEN.fullmatch(name):
            yield _no_token(name, "header", here.at("headers", name))


def component_names(here: DocumentObject, objects: Objects) -> Iterator[Problem]:
    """Yield components whose names have other characters than those allowed."""
    for kind, named in here.node.items():
        if kind not in objects.fields_of(here.kind) or not isinstance(named, dict):
            continue
        for name in named:
            if not _COMPONENT.fullmatch(name):
                sentence = f"The name {quoted(name)} of a component may have only letters, digits, `.`, `-` and `_`."
                yield Problem("component-name", shortened(sentence), here.at(kind, name))


def statuses(here: DocumentObject, objects: Objects) -> Iterator[Problem]:
    """Yield the keys of responses that are neither statuses nor ranges of them."""
    has_ranges = objects.version != "2.0"
    for name in here.node:
        if name == "default" or name.startswith("x-") or _STATUS.fullmatch(name):
            continue
        if has_ranges and _RANGE.fullmatch(name):
            continue
        advice = f"use a status from 100 to 599, {'a range such as `4XX`, ' if has_ranges else ''}or `default`"
        if has_ranges and _RANGE.fullmatch(name.upper()):
            advice = f"write `{name.upper()}`"
        sentence = f"{quoted(name)} is no status; {advice}."
        yield Problem("invalid-status", shortened(sentence), here.at(name))


def urls(here: DocumentObject, _: Objects) -> Iterator[Problem]:
    """Yield texts that are no URLs where one is expected; the variables of servers may stand in theirs."""
    for field in _URLS[here.kind]:
        value = here.node.get(field)
        if isinstance(value, str) and not _is_url(_VARIABLE.sub("1", value) if here.kind == "Server" else value):
            sentence = f"The `{field}` {quoted(value)} is not a URL."
            yield Problem("invalid-url", shortened(sentence), here.at(field))


def server_variables(here: DocumentObject, _: Objects) -> Iterator[Problem]:
    """Yield the variables of a server's URL that are not declared."""
    url, variables = here.node.get("url"), here.node.get("variables")
    declared = variables if isinstance(variables, dict) else {}
    missing = [name for name in _VARIABLE.findall(url if isinstance(url, str) else "") if name not in declared]
    if missing:
        sentence = f"The URL of this server has a variable {listed(missing)} that `variables` does not declare."
        yield Problem("undeclared-server-variable", shortened(sentence), here.at("url"))


def server_default(here: DocumentObject, _: Objects) -> Iterator[Problem]:
    """Yield a default of a server variable that is not among its values."""
    values, default = here.node.get("enum"), here.node.get("default")
    if isinstance(values, list) and values and isinstance(default, str) and default not in values:
        sentence = f"The default {quoted(default)} of this server variable is not in its `enum`: {listed(values)}."
        yield Problem("server-default-not-in-enum", shortened(sentence), here.at("default"))


def _no_token(name: str, where: str, at: str) -> Problem:
    sentence = f"{quoted(name)} cannot be the name of a {where}; use letters, digits, `-` and the like."
    return Problem("invalid-header-name", shortened(sentence), at)


def _is_url(text: str) -> bool:
    if not text or _NOT_IN_URLS.search(text):
        return False
    with suppress(ValueError):  # raised for brackets or a port that are malformed
        return (urlsplit(text).port or 0) >= 0
    return False
