"""Discovery for programs: the root in JSON, and the catalog of APIs (RFC 9727). Neither needs a token."""

from collections.abc import Mapping, Sequence

import orjson
from flask import Response

from edge.answers import media, negotiation, paging, responses
from edge.answers.responses import JSON
from edge.contract.contracts import Contract
from edge.contract.publication import links, summary
from edge.exchange import client_path, current, services
from edge.stations.validation.parameters import compile_parameters
from pages.answers import HTML, as_flask
from pages.places import Places
from registry import browsing
from registry.access import ANONYMOUS, Reads
from registry.model import Api, ApiFilter, Page

CATALOG = "/.well-known/api-catalog"
LINKSET = "application/linkset+json"  # RFC 9264, section 4.2
PROFILE = f'{LINKSET}; profile="https://www.rfc-editor.org/info/rfc9727"'
PAGE_APIS = 500  # APIs per page
PARAMETERS = compile_parameters([{"name": "cursor", "in": "query", "schema": {"type": "string", "maxLength": 1000}}])
NO_APIS: Page[Api] = Page((), None)

Context = Mapping[str, object]


def root(contracts: Sequence[Contract]) -> Response:
    """Describe the service in JSON."""
    own = {"self": "/", "catalog": CATALOG, "problems": "/problems", "status": "/healthz"}
    body = {
        "name": contracts[-1].data["info"]["title"],
        "versions": [summary(contract) for contract in contracts],
        "links": {name: client_path(path) for name, path in own.items()},
    }
    return as_flask(responses.answer(body, headers={"Link": catalog_link()}))


def catalog_link() -> str:
    """Return the Link to the catalog (RFC 9727, section 3)."""
    return f'<{client_path(CATALOG)}>; rel="api-catalog"; type="{LINKSET}"'


def catalog(contracts: Sequence[Contract], places: Places) -> Response:
    """List the service's major versions and the APIs everyone may read, page by page.

    Raises InvalidRequest, CursorInvalid, NotAcceptable.
    """
    negotiation.negotiate((LINKSET,))
    cursor = PARAMETERS.read(current(), {}).get("cursor")
    after = paging.after(cursor)
    listed = NO_APIS if services().reads is Reads.TOKEN else _public_apis(after)
    majors = [] if cursor else [_major(contract) for contract in contracts]
    apis = [(places.find("apis.show", api=api.name), api) for api in listed.items]
    items = [{"href": context["anchor"]} for context in majors] + [{"href": place} for place, _ in apis]
    own: dict[str, object] = {"anchor": client_path(CATALOG), "item": items}
    if page := paging.next_page(listed.after):
        own["api-catalog"] = [{"href": page, "type": LINKSET}]
    described = [_api(place, api, places) for place, api in apis if api.latest]
    content = orjson.dumps({"linkset": [own, *majors, *described]})
    link = ", ".join([catalog_link(), *paging.next_link(listed.after).values()])
    return as_flask(responses.representation(content, PROFILE, headers={"Link": link}))


def _public_apis(after: tuple[str, ...] | None) -> Page[Api]:
    with services().storage.reading() as store:
        return browsing.search(store, ApiFilter(), by=ANONYMOUS, limit=PAGE_APIS, after=after)


def _major(contract: Contract) -> Context:
    place = {name: client_path(path) for name, path in links(contract).items()}
    return {
        "anchor": place["self"],
        "service-desc": [
            {"href": place["contract_json"], "type": JSON},
            {"href": place["contract_yaml"], "type": "application/yaml"},
        ],
        "service-doc": [{"href": place["ui"], "type": HTML}],
        "status": [{"href": place["status"], "type": media.HEALTH}],
    }


def _api(place: str, api: Api, places: Places) -> Context:
    """Describe a registered API; the media type is left out because its document has several."""
    return {
        "anchor": place,
        "service-desc": [{"href": places.find("versions.document", api=api.name, version="latest")}],
        "service-doc": [{"href": places.ui(api.name, "latest"), "type": HTML}],
    }
