"""The pages of the registry, as a Flask blueprint."""

from collections.abc import Sequence
from importlib import resources

from flask import Blueprint, Response, render_template, send_from_directory

from edge import problems
from edge.contracts import Contract
from edge.exchange import services
from registry import browsing
from registry.access import ANONYMOUS, Reads
from registry.model import ApiFilter, Sort

MAJOR = "/v1"  # the major whose documents the pages show
SHOWN = 100  # APIs on the home page
SWAGGER_UI = str(resources.files("flask_swagger_ui") / "dist")
PLAIN = "default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'none'"
SWAGGER = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; frame-ancestors 'none'"
)


def create_pages(contracts: Sequence[Contract]) -> Blueprint:
    """Make the pages of a service that answers by these contracts."""
    pages = Blueprint("pages", __name__, template_folder="templates", static_folder="static")
    pages.add_url_rule("/", view_func=home)
    pages.add_url_rule("/problems", view_func=problem_kinds)
    pages.add_url_rule("/static/swagger-ui/<name>", view_func=swagger_file)
    pages.add_url_rule("/apis/<api>/versions/<version>/ui/", view_func=version_ui)
    for contract in contracts:
        _add_contract(pages, contract, contracts)
    return pages


def home() -> Response:
    """List the APIs for a person."""
    if services().reads is Reads.TOKEN:
        return _page("home.html", PLAIN, listed=None, major=MAJOR)
    with services().storage.reading() as store:
        which = ApiFilter(sort=Sort.UPDATED_DESCENDING)
        listed = browsing.search(store, which, by=ANONYMOUS, limit=SHOWN, after=None)
    return _page("home.html", PLAIN, listed=listed, major=MAJOR)


def problem_kinds() -> Response:
    """Say what each kind of problem means; the `type` of a problem leads here."""
    kinds = [(error.code, kind, error.__doc__) for error, kind in problems.KINDS.items()]
    return _page("problems.html", PLAIN, kinds=sorted(kinds, key=lambda each: each[0]))


def version_ui(api: str, version: str) -> Response:
    """Show the document of a version in Swagger UI; the browser asks for it, with a token where reading needs one.

    Raises VersionNotFound, ApiNotFound, where everyone may know.
    """
    if services().reads is Reads.OPEN:
        with services().storage.reading() as store:
            browsing.version(store, api, version, by=ANONYMOUS)
    versions = f"{MAJOR}/apis/{api}/versions"
    source = f"{versions}/{version}/document"
    links = (
        (f"{api} {version}", f"{versions}/{version}"),
        ("document", source),
        ("changes", f"{versions}/{version}/changes"),  # as a page, which is what a browser asks for
        ("versions", versions),
    )
    return _page("swagger.html", SWAGGER, title=f"{api} {version}", source=source, try_it=False, links=links)


def swagger_file(name: str) -> Response:
    """Serve a file of Swagger UI."""
    return send_from_directory(SWAGGER_UI, name, max_age=86400)


def _add_contract(pages: Blueprint, contract: Contract, contracts: Sequence[Contract]) -> None:
    """Show the contract of one major in Swagger UI."""
    title, source = f"{contract.data['info']['title']} {contract.name}", f"{contract.base_path}/openapi.json"
    links = [(each.name, f"{each.base_path}/ui/") for each in contracts]
    links.append(("contract", f"{contract.base_path}/openapi.yaml"))

    def ui() -> Response:
        return _page("swagger.html", SWAGGER, title=title, source=source, try_it=True, links=links)

    pages.add_url_rule(f"{contract.base_path}/ui/", f"{contract.name}_ui", ui)


def _page(template: str, policy: str, **values: object) -> Response:
    response = Response(render_template(template, **values), mimetype="text/html")
    response.headers["Content-Security-Policy"] = policy
    return response
