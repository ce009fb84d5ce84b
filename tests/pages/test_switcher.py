"""Swagger UI of two majors in a real browser: one page each, which lead to one another."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.majors import services
from tests.pages.conftest import Visit
from tests.service import Service


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service whose first major is deprecated."""
    with services.deprecated(tmp_path_factory.mktemp("deprecated")) as started:
        yield started


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service whose first major has ended."""
    with services.ended(tmp_path_factory.mktemp("ended")) as started:
        yield started


def test_each_major_has_a_page_of_its_own_that_leads_to_the_other(both: Service, visit: Visit, tmp_path: Path) -> None:
    page = visit.page
    page.goto(f"{both.url}/v1/ui/")
    expect(page.locator(".opblock").nth(5)).to_be_visible()
    expect(page.locator(".opblock-deprecated").first).to_be_visible()
    expect(switcher(page).locator("[aria-current=page]")).to_have_text("v1 deprecated")
    expect(page.locator(".notice")).to_contain_text("v1 was deprecated on 2026-01-01 and ends on 2099-01-31.")
    page.screenshot(path=tmp_path / "v1.png")
    switcher(page).get_by_role("link", name="v2").click()
    page.wait_for_url(f"{both.url}/v2/ui/")
    expect(page.locator(".opblock")).to_have_count(1)
    expect(page.locator(".opblock-deprecated")).to_have_count(0)
    expect(switcher(page).locator("[aria-current=page]")).to_have_text("v2")
    expect(page.locator(".notice")).to_have_count(0)
    page.screenshot(path=tmp_path / "v2.png")
    page.wait_for_load_state("networkidle")
    assert visit.complaints == []
    assert visit.hosts() == {urlsplit(both.url).netloc}


def test_the_home_page_leads_to_every_major_and_marks_the_deprecated(both: Service, visit: Visit) -> None:
    visit.page.goto(both.url)
    expect(switcher(visit.page).get_by_role("link")).to_have_text(["v2", "v1 deprecated"])
    switcher(visit.page).get_by_role("link", name="v1").click()
    visit.page.wait_for_url(f"{both.url}/v1/ui/")


def test_a_major_that_has_ended_is_marked_so(ended: Service, visit: Visit) -> None:
    visit.page.goto(f"{ended.url}/v1/ui/")
    expect(switcher(visit.page).locator("[aria-current=page]")).to_have_text("v1 ended")
    visit.page.locator(".notice").get_by_role("link").click()
    visit.page.wait_for_url(f"{ended.url}/v2/ui/")


def switcher(page: Page) -> Locator:
    return page.get_by_role("group", name="Major versions")
