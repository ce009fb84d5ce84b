"""The pages of the registry, as a Flask blueprint."""

from collections.abc import Sequence
from functools import partial
from importlib import resources

from flask import Blueprint, Response, request, send_from_directory

from edge.answers import negotiation, problems
from edge.answers.responses import JSON
from edge.contract.contracts import Contract
from edge.contract.publication import links
from edge.exchange import client_path, services
from pages import discovery, majors
from pages.answers import HTML, PLAIN, SWAGGER, page
from pages.places import Places
from registry import browsing
from registry.access import ANONYMOUS, Reads
from registry.model import ApiFilter, Sort

HOME_PAGE_APIS = 100  # APIs on the home page at most
SWAGGER_UI = str(resources.files("flask_swagger_ui") / "dist")


def create_pages(contracts: Sequence[Contract]) -> Blueprint:
    """Make the pages of a service with these contracts."""
    places = Places(contracts)
    pages = Blueprint("pages", __name__, template_folder="templates", static_folder="static")
    pages.add_url_rule("/", "home", partial(home, contracts, places))
    pages.add_url_rule(discovery.CATALOG, "catalog", partial(discovery.catalog, contracts, places))
    pages.add_url_rule("/problems", view_func=problem_types)
    pages.add_url_rule("/static/swagger-ui/<name>", view_func=swagger_file)
    pages.add_url_rule("/apis/<api>/versions/<version>/ui/", "version_ui", partial(version_ui, places))
    for contract in contracts:
        show = partial(contract_ui, contract, contracts)
        pages.add_url_rule(links(contract)["ui"], f"{contract.name}_ui", show)
    return pages


def home(contracts: Sequence[Contract], places: Places) -> Response:
    """List the APIs for people; respond in JSON to clients that prefer it.

    Raises NotAcceptable.
    """
    if negotiation.negotiate((HTML, JSON)) == JSON:
        return discovery.root(contracts)
    listed = None
    if services().reads is Reads.OPEN:
        with services().storage.reading() as store:
            which = ApiFilter(sort=Sort.UPDATED_DESCENDING)
            listed = browsing.search(store, which, by=ANONYMOUS, limit=HOME_PAGE_APIS, after=None)
    publish = request.host_url.rstrip("/") + places.find("versions.publish", api="petstore")
    shown = majors.describe_all(contracts)
    link = discovery.catalog_link()
    return page("home.html", PLAIN, link=link, listed=listed, majors=shown, places=places, publish=publish)


def problem_types() -> Response:
    """Explain each kind of problem; the `type` of a problem links to this page."""
    kinds = [(error.code, kind, error.__doc__) for error, kind in problems.PROBLEM_TYPES.items()]
    return page("problems.html", PLAIN, kinds=sorted(kinds, key=lambda each: each[0]))


def version_ui(places: Places, api: str, version: str) -> Response:
    """Show a version's document in Swagger UI; the browser loads it, with a token where reading needs one.

    Raises VersionNotFound and ApiNotFound, where everyone may read.
    """
    if services().reads is Reads.OPEN:
        with services().storage.reading() as store:
            browsing.version(store, api, version, by=ANONYMOUS)
    source = places.find("versions.document", api=api, version=version)
    linked = (
        (f"{api} {version}", places.find("versions.show", api=api, version=version)),
        ("document", source),
        ("changes", places.find("changes.show", api=api, version=version)),  # browsers get this as an HTML page
        ("versions", places.find("versions.browse", api=api)),
    )
    return page("swagger.html", SWAGGER, title=f"{api} {version}", source=source, try_it=False, links=linked)


def contract_ui(contract: Contract, contracts: Sequence[Contract]) -> Response:
    """Show the contract of one major version in Swagger UI, with links to the others."""
    shown = majors.describe_all(contracts)
    current = next(each for each in shown if each.name == contract.name)
    place = links(contract)
    return page(
        "swagger.html",
        SWAGGER,
        title=f"{contract.data['info']['title']} {contract.name}",
        source=client_path(place["contract_json"]),
        try_it=True,
        links=[("contract", client_path(place["contract_yaml"]))],
        majors=shown,
        current=current,
    )


def swagger_file(name: str) -> Response:
    """Serve a file of Swagger UI."""
    return send_from_directory(SWAGGER_UI, name, max_age=86400)
