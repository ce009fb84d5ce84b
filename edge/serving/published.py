"""Each contract as it is published, and the root of its major, which leads to it."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import lru_cache, partial

from edge import health, negotiation
from edge.answers import Answer
from edge.contracts import Contract, ContractError
from edge.exchange import current, located
from edge.media import DOCUMENTS
from edge.responses import JSON, Caching, answer, etag_of_bytes, stored
from openapi_contracts import Syntax

PREFIXES = 16  # whose contracts are kept
SERVER = {
    Syntax.JSON: re.compile(rb'("servers":\[\{"url":")(/v)'),
    Syntax.YAML: re.compile(rb"(?m)(^servers:\n +- url: |^servers:\n- url: )(/v)"),
}
"""Where the server of a contract is written, as the root of its major."""
STATUS = "/healthz"
MEDIA_TYPES = {
    syntax: tuple(media_type for media_type, written in DOCUMENTS.items() if written is syntax) for syntax in Syntax
}


def published(contract: Contract) -> Mapping[str, Callable[[], Answer]]:
    """Give what answers at each path where a contract is published, and at the root of its major.

    Raises ContractError for a server that is not written as it is looked for.
    """
    if not SERVER[Syntax.YAML].search(contract.as_yaml):
        raise ContractError(f"specs/{contract.name}.yaml: below `servers:` has to be `- url: {contract.base_path}`")
    make = lru_cache(maxsize=PREFIXES)(partial(_written, contract))
    places = links(contract)
    return {
        contract.base_path: partial(_root, contract),
        places["contract_json"]: lambda: _answer(make, Syntax.JSON),
        places["contract_yaml"]: lambda: _answer(make, Syntax.YAML),
    }


def links(contract: Contract) -> dict[str, str]:
    """Give the paths of what is said about a major, without the prefix of a proxy."""
    base = contract.base_path
    return {
        "self": base,
        "contract_json": f"{base}/openapi.json",
        "contract_yaml": f"{base}/openapi.yaml",
        "ui": f"{base}/ui/",
        "status": STATUS,
    }


def about(contract: Contract) -> Mapping[str, object]:
    """Show a major in JSON."""
    whole = contract.lifecycles.whole
    return {
        "name": contract.name,
        "title": contract.data["info"]["title"],
        "version": contract.version,
        "deprecated": _time(whole.deprecated) if whole else None,
        "sunset": _time(whole.sunset) if whole else None,
        "links": {name: located(path) for name, path in links(contract).items()},
    }


def _root(contract: Contract) -> Answer:
    """Answer at the root of a major, with links to what describes it (RFC 8631, section 2)."""
    negotiation.chosen((JSON,))
    place = {name: located(path) for name, path in links(contract).items()}
    link = (
        f'<{place["contract_json"]}>; rel="service-desc"; type="{JSON}", '
        f'<{place["ui"]}>; rel="service-doc"; type="text/html", '
        f'<{place["status"]}>; rel="status"; type="{health.MEDIA_TYPE}"'
    )
    return answer(about(contract), caching=Caching.SHORT, headers={"Link": link})


def _answer(make: Callable[[str, Syntax], tuple[bytes, str]], syntax: Syntax) -> Answer:
    media_type = negotiation.chosen(MEDIA_TYPES[syntax])
    content, tag = make(current().prefix, syntax)
    return stored(content, media_type=media_type, etag=tag, caching=Caching.SHORT)


def _written(contract: Contract, prefix: str, syntax: Syntax) -> tuple[bytes, str]:
    """Write a contract whose server is behind a prefix, and its ETag."""
    content = contract.as_json if syntax is Syntax.JSON else contract.as_yaml
    if prefix:
        content = SERVER[syntax].sub(rb"\g<1>%b\2" % prefix.encode(), content, count=1)
    return content, etag_of_bytes(content)


def _time(value: datetime | None) -> str | None:
    """Write a time as RFC 3339 does, in UTC."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if value else None
