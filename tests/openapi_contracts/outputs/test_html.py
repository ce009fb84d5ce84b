"""HTML, parsed by Python's own parser."""

import re

import pytest

from openapi_contracts.outputs import html
from openapi_contracts.outputs.visible import visible
from tests.openapi_contracts.outputs.reading_back import Page
from tests.openapi_contracts.report.reports import HOSTILE, RULES, of_every_kind, report

OWN_ELEMENTS = {
    *("html", "head", "meta", "title", "style", "body", "h1", "dl", "dt", "dd", "ul", "li", "b", "main"),
    *("details", "summary", "code", "pre", "p", "footer"),
}
LOADING = {"src", "href", "srcset", "style", "data", "action"}


@pytest.mark.parametrize("said", ["plain", HOSTILE])
def test_a_page_holds_nothing_but_its_own_elements(said: str) -> None:
    page = Page(html.write(of_every_kind(said), RULES))
    assert {name for name, _ in page.elements} == OWN_ELEMENTS
    assert (page.open, page.unbalanced) == ([], [])


def test_a_page_loads_nothing_and_runs_nothing() -> None:
    text = html.write(of_every_kind(HOSTILE), RULES)
    for _, attributes in Page(text).elements:
        assert not LOADING & attributes.keys()
        assert not [name for name in attributes if name.startswith("on")]
    style = re.search("<style>(.*?)</style>", text, re.DOTALL)
    assert style
    assert "url(" not in style[1]
    assert "default-src 'none'" in text


def test_what_a_document_says_is_read_as_it_is() -> None:
    page = Page(html.write(of_every_kind(HOSTILE), RULES))
    assert f"The field {visible(HOSTILE)} went." in page.text
    assert page.text.count(visible(HOSTILE)) > 6


def test_what_must_not_land_is_unfolded() -> None:
    page = Page(html.write(of_every_kind(), RULES))
    details = [attributes for name, attributes in page.elements if name == "details"]
    assert [(each["class"], "open" in each) for each in details] == [
        ("breaking", True),
        ("undecided", True),
        ("warning", False),
        ("info", False),
        ("info", False),
        ("ignored", False),
    ]


def test_a_page_is_for_phones_and_for_the_dark() -> None:
    text = html.write(report(), RULES)
    assert '<meta name="viewport" content="width=device-width, initial-scale=1">' in text
    assert "@media (prefers-color-scheme: dark)" in text
