"""Reports as pages in a real browser: styled, complete, and without asking anybody for anything."""

from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.pages.conftest import Visit
from tests.service import ADMIN, JSON, Service

BEFORE, AFTER = (
    f'{{"openapi": "3.0.3", "info": {{"title": "P", "version": "1"}}, "paths": {{"/pets": {{"{method}": '
    f'{{"responses": {{"200": {{"description": "<script>alert(1)</script>"}}}}}}}}}}}}'
    for method in ("get", "post")
)


def test_the_page_of_a_version_leads_to_what_it_changed(service: Service, visit: Visit, tmp_path: Path) -> None:
    with service.client(**ADMIN, **JSON) as client:
        for document, query in ((BEFORE, ""), (AFTER, "?major=2")):
            assert client.post(f"/v1/apis/changed/versions{query}", content=document).status_code == 201
    visit.page.goto(f"{service.url}/apis/changed/versions/2.0.0/ui/")
    visit.page.get_by_role("link", name="changes", exact=True).click()
    expect(visit.page.get_by_role("heading", level=1)).to_have_text("Breaking: requires a new major version.")
    expect(visit.page.locator("details[open]")).to_contain_text("GET /pets HTTP/1.1")
    assert visit.page.locator("body").evaluate("body => getComputedStyle(body).maxWidth") == "960px"
    visit.page.screenshot(path=tmp_path / "changes.png", full_page=True)
    visit.page.wait_for_load_state("networkidle")
    assert visit.complaints == []
    assert visit.hosts() == {urlsplit(service.url).netloc}
