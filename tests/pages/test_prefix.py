"""A registry behind a proxy that serves it under a prefix: every place it names is one that the client can reach."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import expect

from tests.pages.conftest import Visit
from tests.pages.proxy import PREFIX, prefixing
from tests.service import ADMIN, YAML, running

DOCUMENT = (
    "openapi: 3.0.3\ninfo: {title: Behind, version: 1.0.0}\npaths: {/a: {get: {responses: {200: {description: A}}}}}\n"
)
HTML = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the registry is, behind the proxy."""
    with running(tmp_path_factory.mktemp("behind"), REGISTRY_PROXIES="1") as started, prefixing(started.url) as where:
        yield where


@pytest.fixture(scope="module")
def origin(place: str) -> str:
    return place.removesuffix(PREFIX)


@pytest.fixture(scope="module", autouse=True)
def published(place: str) -> httpx.Response:
    """An API with a version, published through the proxy."""
    return httpx.post(f"{place}/v1/apis/behind/versions", content=DOCUMENT, headers={**ADMIN, **YAML})


def test_what_is_created_and_linked_to_is_behind_the_prefix(origin: str, published: httpx.Response) -> None:
    assert published.status_code == 201
    assert published.headers["location"] == f"{PREFIX}/v1/apis/behind/versions/1.0.0"
    places = [published.headers["location"], *published.json()["links"].values()]
    assert len(places) > 3
    for link in places:
        assert httpx.get(origin + link, headers={"Accept": "*/*"}).status_code == 200, link


def test_the_type_of_a_problem_and_the_next_page_are_behind_the_prefix(place: str, origin: str) -> None:
    problem = httpx.get(f"{place}/v1/apis/nobody").json()
    assert problem["type"] == f"{PREFIX}/problems#api-not-found"
    assert httpx.get(origin + problem["type"]).status_code == 200
    page = httpx.get(f"{place}/v1/apis?limit=1")
    (link,) = re.findall(r'<([^>]+)>; rel="next"', page.headers["link"])
    assert httpx.get(origin + link).json()["items"]


@pytest.mark.parametrize("syntax", ["json", "yaml"])
def test_the_server_of_the_contract_is_behind_the_prefix(place: str, syntax: str) -> None:
    assert f"{PREFIX}/v1" in httpx.get(f"{place}/v1/openapi.{syntax}").text.partition("paths")[0]


def test_all_that_machines_discover_is_behind_the_prefix(place: str, origin: str) -> None:
    root = httpx.get(f"{place}/", headers={"Accept": "application/json"})
    catalog = httpx.get(f"{place}/.well-known/api-catalog")
    major = httpx.get(f"{place}/v1")
    links = [link for each in (root, catalog, major) for link in re.findall(r"<([^>]+)>", each.headers["link"])]
    links += re.findall(r'"(/[^"]*)"', root.text + catalog.text + major.text)
    assert len(links) > 15
    for link in links:
        assert httpx.get(origin + link).status_code == 200, link


def test_the_line_to_publish_names_the_scheme_and_the_prefix(place: str) -> None:
    page = httpx.get(f"{place}/", headers=HTML).text
    assert f"{place.replace('http:', 'https:')}/v1/apis/petstore/versions" in page


@pytest.mark.parametrize("path", ["/", "/problems", "/v1/ui/", "/apis/behind/versions/latest/ui/"])
def test_every_link_of_a_page_leads_somewhere(place: str, visit: Visit, path: str) -> None:
    visit.page.goto(place + path)
    links = visit.page.locator("nav a, body > main a").evaluate_all("links => links.map(link => link.href)")
    assert links
    for link in links:
        assert urlsplit(link).path.startswith(f"{PREFIX}/"), link
        assert visit.page.request.get(link).status == 200, link
    visit.page.wait_for_load_state("networkidle")
    assert visit.complaints == []


def test_swagger_ui_calls_behind_the_prefix(place: str, visit: Visit) -> None:
    visit.page.goto(f"{place}/v1/ui/")
    block = visit.page.locator(".opblock", has=visit.page.locator('[data-path="/whoami"]'))
    block.locator(".opblock-summary-control").click()
    block.get_by_role("button", name="Try it out").click()
    block.get_by_role("button", name="Execute").click()
    called = block.locator(".live-responses-table tbody .response-col_description").first
    expect(called).to_contain_text("anonymous")
    assert visit.complaints == []


def test_a_page_without_its_last_slash_leads_to_the_one_behind_the_prefix(place: str) -> None:
    moved = httpx.get(f"{place}/v1/ui")
    assert (moved.status_code, moved.headers["location"]) == (308, f"{PREFIX}/v1/ui/")
