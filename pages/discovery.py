"""What machines start from: the root in JSON, and the catalog of every API (RFC 9727), both without a token."""

from collections.abc import Mapping, Sequence

import orjson
from flask import Response

from edge.answers import media, negotiation, paging, responses
from edge.answers.responses import JSON
from edge.contract.contracts import Contract
from edge.contract.publication import about, links
from edge.exchange import current, located, services
from edge.stations.validation.parameters import compile_parameters
from pages.answers import HTML, as_flask
from pages.places import Places
from registry import browsing
from registry.access import ANONYMOUS, Reads
from registry.model import Api, ApiFilter, Page

CATALOG = "/.well-known/api-catalog"
LINKSET = "application/linkset+json"  # RFC 9264, section 4.2
PROFILE = f'{LINKSET}; profile="https://www.rfc-editor.org/info/rfc9727"'
LISTED = 500  # APIs in one page of the catalog
PARAMETERS = compile_parameters([{"name": "cursor", "in": "query", "schema": {"type": "string", "maxLength": 1000}}])
NO_APIS: Page[Api] = Page((), None)

Context = Mapping[str, object]


def root(contracts: Sequence[Contract]) -> Response:
    """Say to a machine what is here."""
    own = {"self": "/", "catalog": CATALOG, "problems": "/problems", "status": "/healthz"}
    body = {
        "name": contracts[-1].data["info"]["title"],
        "versions": [about(contract) for contract in contracts],
        "links": {name: located(path) for name, path in own.items()},
    }
    return as_flask(responses.answer(body, headers={"Link": catalog_link()}))


def catalog_link() -> str:
    """Link to the catalog (RFC 9727, section 3)."""
    return f'<{located(CATALOG)}>; rel="api-catalog"; type="{LINKSET}"'


def catalog(contracts: Sequence[Contract], places: Places) -> Response:
    """List the service's own majors and the APIs that everyone may read, in pages that lead from one to the next.

    Raises InvalidRequest, CursorInvalid, NotAcceptable.
    """
    negotiation.chosen((LINKSET,))
    cursor = PARAMETERS.read(current(), {}).get("cursor")
    after = paging.after(cursor)
    listed = NO_APIS if services().reads is Reads.TOKEN else _listed(after)
    majors = [] if cursor else [_major(contract) for contract in contracts]
    apis = [(places.find("apis.show", api=api.name), api) for api in listed.items]
    items = [{"href": context["anchor"]} for context in majors] + [{"href": place} for place, _ in apis]
    own: dict[str, object] = {"anchor": located(CATALOG), "item": items}
    if page := paging.next_page(listed.after):
        own["api-catalog"] = [{"href": page, "type": LINKSET}]
    described = [_api(place, api, places) for place, api in apis if api.latest]
    content = orjson.dumps({"linkset": [own, *majors, *described]})
    link = ", ".join([catalog_link(), *paging.next_link(listed.after).values()])
    return as_flask(responses.written(content, PROFILE, headers={"Link": link}))


def _listed(after: tuple[str, ...] | None) -> Page[Api]:
    with services().storage.reading() as store:
        return browsing.search(store, ApiFilter(), by=ANONYMOUS, limit=LISTED, after=after)


def _major(contract: Contract) -> Context:
    place = {name: located(path) for name, path in links(contract).items()}
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
    """Describe a registered API; its document is offered in more than one media type."""
    return {
        "anchor": place,
        "service-desc": [{"href": places.find("versions.document", api=api.name, version="latest")}],
        "service-doc": [{"href": places.ui(api.name, "latest"), "type": HTML}],
    }
