"""A browser, and a page of it that remembers all it asked for and complained of."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect, sync_playwright

from tests.missing import missing
from tests.service import Service, running

QUIET = (
    "--no-sandbox",  # which root needs
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",  # this and the others: the browser itself asks nobody for anything
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 30_000  # milliseconds, with a page on a busy machine


@dataclass(slots=True)
class Visit:
    """A page, the addresses it asked for and those that answered, and what went wrong on it."""

    page: Page
    requested: list[str] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def hosts(self) -> set[str]:
        """Name the hosts that were asked for anything; `data:` and `blob:` are none."""
        return {urlsplit(url).netloc for url in self.requested if not url.startswith(("data:", "blob:"))}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's chromium without a window; no longer than a module, since it leaves an event loop running."""
    path = shutil.which("chromium")
    if path is None:
        missing("chromium is not installed: on Debian, apt-get install chromium")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield started
        started.close()


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service on an SQLite file of its own."""
    with running(tmp_path_factory.mktemp("service")) as started:
        yield started


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """A page in a fresh session of the browser."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    found = Visit(page)
    page.on("request", lambda request: found.requested.append(request.url))
    page.on("response", lambda response: found.answered.append(response.url))
    page.on("requestfailed", lambda request: found.complaints.extend(_failure(request)))
    page.on("pageerror", lambda error: found.complaints.append(f"uncaught: {error}"))
    page.on("console", lambda message: found.complaints.extend(_complaint(message)))
    yield found
    context.close()


def _failure(request: Request) -> list[str]:
    """Take what failed, but for what the browser gave up because the page was left."""
    return [] if request.failure == "net::ERR_ABORTED" else [f"{request.failure}: {request.method} {request.url}"]


def _complaint(message: ConsoleMessage) -> list[str]:
    """Take errors and warnings; a violation of the Content-Security-Policy is an error."""
    return [f"{message.type}: {message.text}"] if message.type in {"error", "warning"} else []
