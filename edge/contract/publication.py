"""Serves each contract as JSON and YAML, and the root of its major version, which links to them."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import lru_cache, partial

from edge.answers import media, negotiation
from edge.answers.answer import Answer
from edge.answers.media import DOCUMENTS
from edge.answers.responses import JSON, Caching, answer, etag_of_bytes, stored
from edge.contract.contracts import Contract, ContractError
from edge.exchange import client_path, current
from openapi_contracts import Syntax

PREFIXES = 16  # proxy prefixes whose contracts are cached
SERVER = {
    Syntax.JSON: re.compile(rb'("servers":\[\{"url":")(/v)'),
    Syntax.YAML: re.compile(rb"(?m)(^servers:\n +- url: |^servers:\n- url: )(/v)"),
}
"""Matches the server URL in the published bytes."""
STATUS = "/healthz"
MEDIA_TYPES = {
    syntax: tuple(media_type for media_type, written in DOCUMENTS.items() if written is syntax) for syntax in Syntax
}


def publication(contract: Contract) -> Mapping[str, Callable[[], Answer]]:
    """Return a function that answers at each path: those of the contract, and the root of its major version.

    Raises ContractError where the server URL is not written in the expected form.
    """
    if not SERVER[Syntax.YAML].search(contract.as_yaml):
        raise ContractError(f"specs/{contract.name}.yaml: `servers:` must be followed by `- url: {contract.base_path}`")
    make = lru_cache(maxsize=PREFIXES)(partial(_written, contract))
    places = links(contract)
    return {
        contract.base_path: partial(_root, contract),
        places["contract_json"]: lambda: _answer(make, Syntax.JSON),
        places["contract_yaml"]: lambda: _answer(make, Syntax.YAML),
    }


def links(contract: Contract) -> dict[str, str]:
    """Return the paths that describe a major version, without the prefix of a proxy."""
    base = contract.base_path
    return {
        "self": base,
        "contract_json": f"{base}/openapi.json",
        "contract_yaml": f"{base}/openapi.yaml",
        "ui": f"{base}/ui/",
        "status": STATUS,
    }


def summary(contract: Contract) -> Mapping[str, object]:
    """Describe a major version in JSON."""
    whole = contract.lifecycles.whole
    return {
        "name": contract.name,
        "title": contract.data["info"]["title"],
        "version": contract.version,
        "deprecated": _time(whole.deprecated) if whole else None,
        "sunset": _time(whole.sunset) if whole else None,
        "links": {name: client_path(path) for name, path in links(contract).items()},
    }


def _root(contract: Contract) -> Answer:
    """Answer at the root of a major version, with links to its descriptions (RFC 8631, section 2)."""
    negotiation.negotiate((JSON,))
    place = {name: client_path(path) for name, path in links(contract).items()}
    link = (
        f'<{place["contract_json"]}>; rel="service-desc"; type="{JSON}", '
        f'<{place["ui"]}>; rel="service-doc"; type="text/html", '
        f'<{place["status"]}>; rel="status"; type="{media.HEALTH}"'
    )
    return answer(summary(contract), caching=Caching.SHORT, headers={"Link": link})


def _answer(make: Callable[[str, Syntax], tuple[bytes, str]], syntax: Syntax) -> Answer:
    media_type = negotiation.negotiate(MEDIA_TYPES[syntax])
    content, tag = make(current().prefix, syntax)
    return stored(content, media_type=media_type, etag=tag, caching=Caching.SHORT)


def _written(contract: Contract, prefix: str, syntax: Syntax) -> tuple[bytes, str]:
    """Return the contract with its server URL below the prefix, and its ETag."""
    content = contract.as_json if syntax is Syntax.JSON else contract.as_yaml
    if prefix:
        content = SERVER[syntax].sub(rb"\g<1>%b\2" % prefix.encode(), content, count=1)
    return content, etag_of_bytes(content)


def _time(value: datetime | None) -> str | None:
    """Format a time as RFC 3339, in UTC."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if value else None
