"""Pages in a real browser: contracts are really rendered, and nobody outside is asked for anything."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from playwright.sync_api import Dialog, Locator, Page, expect

from tests.pages.conftest import Visit
from tests.pages.documents import OPENAPI_3_0, OPENAPI_3_1, SWAGGER_2_0
from tests.service import ADMIN_TOKEN, ROOT, YAML, Service, running

METHODS = {"get", "put", "post", "delete", "options", "head", "patch", "trace"}
PUBLISHED = {
    "pets-in-json": ("application/json", OPENAPI_3_0, "OAS 3.0"),
    "pets-in-yaml": ("application/yaml", OPENAPI_3_1, "OAS 3.1"),
    "pets-of-old": ("application/yaml", SWAGGER_2_0, "OAS 2.0"),
}


@pytest.fixture(scope="module", autouse=True)
def published(service: Service) -> None:
    """The documents, published."""
    _publish(service)


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service that only callers with a token may read, with the same documents."""
    with running(tmp_path_factory.mktemp("closed"), REGISTRY_READS="token") as started:
        _publish(started)
        yield started


@pytest.mark.parametrize("api", PUBLISHED)
def test_the_page_of_a_version_renders_each_operation(service: Service, visit: Visit, tmp_path: Path, api: str) -> None:
    _, content, badge = PUBLISHED[api]
    document = yaml.safe_load(content)
    visit.page.goto(f"{service.url}/apis/{api}/versions/latest/ui/")
    _expect_operations(visit.page, document)
    expect(visit.page.locator(".info .title")).to_contain_text(document["info"]["title"])
    assert badge in visit.page.locator(".info .title").inner_text().replace("\n", " ")
    _open_all(visit.page)
    visit.page.screenshot(path=tmp_path / f"{api}.png", full_page=True)
    _nothing_left_the_host(visit, service)


@pytest.mark.parametrize("api", PUBLISHED)
def test_the_page_of_a_version_shows_the_document_as_it_was_published(service: Service, visit: Visit, api: str) -> None:
    with visit.page.expect_response(lambda response: response.url.endswith("/document")) as asked:
        visit.page.goto(f"{service.url}/apis/{api}/versions/latest/ui/")
    assert asked.value.body() == PUBLISHED[api][1].encode()


def test_the_page_of_a_version_offers_no_call_to_its_servers(service: Service, visit: Visit) -> None:
    visit.page.goto(f"{service.url}/apis/pets-in-json/versions/latest/ui/")
    _open_all(visit.page)
    expect(visit.page.get_by_role("button", name="Try it out")).to_have_count(0)


def test_a_reference_to_another_host_is_not_followed_by_the_browser(service: Service, visit: Visit) -> None:
    with service.client() as client:
        away = "openapi: 3.0.3\ninfo: {title: Away, version: 1.0.0}\npaths: {/a: {$ref: 'http://example.com/a.json'}}\n"
        answer = client.post("/v1/apis/away/versions?validity=warn", content=away, headers=YAML)
        assert answer.status_code == 201
    visit.page.goto(f"{service.url}/apis/away/versions/latest/ui/")
    expect(visit.page.locator(".info .title")).to_contain_text("Away")
    visit.page.wait_for_load_state("networkidle")
    answered = {urlsplit(url).netloc for url in visit.answered}
    assert answered == {urlsplit(service.url).netloc}


def test_our_own_contract_is_rendered_with_each_operation(service: Service, visit: Visit, tmp_path: Path) -> None:
    visit.page.goto(f"{service.url}/v1/ui/")
    _expect_operations(visit.page, yaml.safe_load((ROOT / "specs" / "v1.yaml").read_text(encoding="utf-8")))
    visit.page.screenshot(path=tmp_path / "own.png", full_page=True)
    _nothing_left_the_host(visit, service)


def test_who_authorizes_in_swagger_ui_calls_with_the_token(service: Service, visit: Visit, tmp_path: Path) -> None:
    page = visit.page
    page.goto(f"{service.url}/v1/ui/")
    page.locator(".auth-wrapper .authorize").first.click()
    page.locator(".dialog-ux input").fill(ADMIN_TOKEN)
    page.locator(".dialog-ux .auth-btn-wrapper .authorize").click()
    page.locator(".dialog-ux .btn-done").click()
    called = _call(page, "/whoami")
    expect(called.locator("tbody .response-col_status").first).to_have_text("200")
    expect(called.locator("tbody .response-col_description").first).to_contain_text("admin")
    page.screenshot(path=tmp_path / "authorized.png", full_page=True)
    _nothing_left_the_host(visit, service)


def test_who_does_not_authorize_calls_without_a_token(service: Service, visit: Visit) -> None:
    visit.page.goto(f"{service.url}/v1/ui/")
    called = _call(visit.page, "/whoami")
    expect(called.locator("tbody .response-col_description").first).to_contain_text("anonymous")


def test_where_reading_needs_a_token_the_page_of_a_version_asks_for_it(closed: Service, visit: Visit) -> None:
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.accept(ADMIN_TOKEN)

    visit.page.on("dialog", answer)
    visit.page.goto(f"{closed.url}/apis/pets-in-yaml/versions/latest/ui/")
    _expect_operations(visit.page, yaml.safe_load(OPENAPI_3_1))
    assert len(asked) == 1
    assert "token" in asked[0]
    visit.complaints = [each for each in visit.complaints if "401" not in each]  # the answer that made it ask
    _nothing_left_the_host(visit, closed)


def test_where_reading_needs_a_token_and_none_is_given_nothing_is_shown(closed: Service, visit: Visit) -> None:
    visit.page.on("dialog", lambda dialog: dialog.dismiss())
    visit.page.goto(f"{closed.url}/apis/pets-in-yaml/versions/latest/ui/")
    expect(visit.page.locator(".errors-wrapper")).to_contain_text("Unauthorized")
    visit.page.goto(f"{closed.url}/")
    expect(visit.page.locator("main")).to_contain_text("needs a token")
    assert "pets-in-yaml" not in visit.page.content()


def test_the_home_page_lists_the_apis_and_leads_to_them(service: Service, visit: Visit, tmp_path: Path) -> None:
    visit.page.goto(service.url)
    for api in (*PUBLISHED, "contract-registry"):
        expect(visit.page.get_by_role("link", name=api, exact=True)).to_be_visible()
    visit.page.screenshot(path=tmp_path / "home.png", full_page=True)
    visit.page.get_by_role("link", name="pets-in-yaml", exact=True).click()
    _expect_operations(visit.page, yaml.safe_load(OPENAPI_3_1))
    _nothing_left_the_host(visit, service)


def test_every_link_of_the_pages_leads_somewhere(service: Service, visit: Visit) -> None:
    for path in ("/", "/problems", "/v1/ui/", "/apis/pets-in-json/versions/latest/ui/"):
        visit.page.goto(service.url + path)
        links = visit.page.locator("nav a, body > main a").evaluate_all("links => links.map(link => link.href)")
        assert links
        for link in links:
            assert visit.page.request.get(link).status == 200, link


def test_the_type_of_a_problem_leads_to_what_it_means(service: Service, visit: Visit) -> None:
    with service.client() as client:
        problem = client.get("/v1/apis/nothing").json()
    visit.page.goto(service.url + problem["type"])
    expect(visit.page.locator("dt:target")).to_contain_text(problem["title"])
    _nothing_left_the_host(visit, service)


def _publish(service: Service) -> None:
    with service.client() as client:
        for api, (media_type, content, _) in PUBLISHED.items():
            answer = client.post(f"/v1/apis/{api}/versions", content=content, headers={"Content-Type": media_type})
            assert answer.status_code == 201, answer.text


def _expect_operations(page: Page, document: dict[str, Any]) -> None:
    """Wait until the page shows exactly the operations of a document."""
    expected = [
        (method.upper(), path) for path, item in document["paths"].items() for method in item if method in METHODS
    ]
    blocks = page.locator(".opblock")
    expect(blocks).to_have_count(len(expected))
    shown = [
        (
            block.locator(".opblock-summary-method").inner_text(),
            block.locator("[data-path]").get_attribute("data-path"),
        )
        for block in blocks.all()
    ]
    assert sorted(shown) == sorted(expected)


def _open_all(page: Page) -> None:
    """Open every operation; each then shows its responses."""
    blocks = page.locator(".opblock")
    expect(blocks.first).to_be_visible()
    for block in blocks.all():
        block.locator(".opblock-summary-control").click()
        expect(block.locator(".responses-table").first).to_be_visible()


def _call(page: Page, path: str) -> Locator:
    """Try an operation out; gives the table of what was answered."""
    block = page.locator(".opblock", has=page.locator(f'[data-path="{path}"]'))
    block.locator(".opblock-summary-control").click()
    block.get_by_role("button", name="Try it out").click()
    block.get_by_role("button", name="Execute").click()
    return block.locator(".live-responses-table")


def _nothing_left_the_host(visit: Visit, service: Service) -> None:
    visit.page.wait_for_load_state("networkidle")
    assert visit.complaints == []
    assert visit.hosts() == {urlsplit(service.url).netloc}
