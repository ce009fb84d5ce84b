"""Links between pages lead to files and headings that exist."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from tests.docs.pages import PAGES, PARSER, named
from tests.service import ROOT


def links(page: Path) -> list[str]:
    """Return the targets of a page's links, except those to other sites."""
    inline = [child for token in PARSER.parse(page.read_text(encoding="utf-8")) for child in token.children or ()]
    targets = [str(token.attrs["href"]) for token in inline if token.type == "link_open"]
    return [target for target in targets if not re.match(r"[a-z]+:", target)]


def anchors(page: Path) -> set[str]:
    """Return the anchors that GitHub gives the headings of a page."""
    tokens = PARSER.parse(page.read_text(encoding="utf-8"))
    headings = [after.content for token, after in pairwise(tokens) if token.type == "heading_open"]
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_link_leads_to_something_that_exists(page: Path) -> None:
    for link in links(page):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_the_index_leads_to_every_page() -> None:
    listed = {link.partition("#")[0] for link in links(ROOT / "docs/README.md")}
    there = {path.name for path in (ROOT / "docs").iterdir() if path.name != "README.md"}
    assert there <= listed
