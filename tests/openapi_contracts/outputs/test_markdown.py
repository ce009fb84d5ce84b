"""Markdown, parsed by markdown-it and Python's parser of HTML."""

from collections.abc import Iterator

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from openapi_contracts.outputs import markdown
from openapi_contracts.outputs.visible import one_line, visible
from tests.openapi_contracts.outputs.reading_back import Page
from tests.openapi_contracts.report.reports import HOSTILE, finding, of_every_kind, report, witness

GITHUB = MarkdownIt("commonmark").enable(["table", "strikethrough"])
OWN_ELEMENTS = {
    *("h2", "h3", "p", "ul", "li", "code", "pre", "strong", "details", "summary"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}


def tokens(text: str) -> Iterator[Token]:
    """Go through all that markdown-it finds."""
    waiting = GITHUB.parse(text)
    while waiting:
        token = waiting.pop(0)
        yield token
        waiting[:0] = token.children or []


@pytest.mark.parametrize("said", ["plain", HOSTILE])
def test_a_document_writes_no_markup(said: str) -> None:
    page = Page(GITHUB.render(markdown.write(of_every_kind(said))))
    assert {name for name, _ in page.elements} <= OWN_ELEMENTS
    assert (page.open, page.unbalanced) == ([], [])


def test_what_a_document_says_is_read_as_it_is() -> None:
    page = Page(GITHUB.render(markdown.write(of_every_kind(HOSTILE))))
    assert f"The field {one_line(HOSTILE)} went." in page.text
    assert visible(HOSTILE) in page.text


def test_what_a_message_quotes_is_code() -> None:
    written = markdown.write(report(finding("grave", "`GET /a_b`")))
    assert [token.content for token in tokens(written) if token.type == "code_inline"][1] == "GET /a_b"


@pytest.mark.parametrize("text", ["`", "``", "a`b", "`a``b`", "`<b>`", "`*a*` and *b*", "`a` `b`"])
def test_odd_backticks_are_shown_as_they_are(text: str) -> None:
    page = Page(GITHUB.render(markdown.prose(text)))
    assert page.text.strip().replace("`", "") == text.replace("`", "")
    assert {name for name, _ in page.elements} <= {"p", "code"}


def test_the_message_of_a_witness_stays_in_its_block() -> None:
    blocks = [token for token in tokens(markdown.write(of_every_kind(HOSTILE))) if token.type == "fence"]
    assert [(block.info, block.content) for block in blocks] == [("http", visible(HOSTILE) + "\n")]


def test_nobody_is_mentioned() -> None:
    texts = [token.content for token in tokens(markdown.write(of_every_kind("hi @someone"))) if token.type == "text"]
    assert any("hi @" in text for text in texts)
    assert not any("@someone" in text for text in texts)


def test_what_must_not_land_is_in_full_and_the_rest_is_folded() -> None:
    written = markdown.write(of_every_kind())
    in_full, _, folded = written.partition("<details>")
    assert [line for line in in_full.splitlines() if line.startswith("###")] == [
        "### breaking: `grave`",
        "### undecided: `doubtful`",
    ]
    assert "<summary>4 other changes</summary>" in folded
    assert "ignored: plain" in folded


@pytest.mark.parametrize("text", ["`", "``", "a`b", "```\n", "", " ", "\\`"])
def test_code_is_closed_by_nothing_in_it(text: str) -> None:
    (span,) = (token for token in tokens(f"x {markdown.code(text)} y") if token.type == "code_inline")
    assert span.content.strip() == one_line(text).strip()
    (block,) = (token for token in tokens(markdown.fenced(text, "http")) if token.type == "fence")
    assert block.content == text + "\n"


def test_a_comment_is_never_longer_than_a_comment_may_be() -> None:
    found = [finding("grave", f"{n}", evidence=witness("x" * 900)) for n in range(200)]
    found += [finding("told", f"{n}") for n in range(200)]
    written = markdown.write(report(*found))
    assert len(written) <= 65_536
    told = written.count("\n### ") + written.count("\n* **")
    assert f"{400 - told} more changes are in the full report." in written


def test_one_change_too_long_for_a_comment_hides_no_other() -> None:
    written = markdown.write(report(finding("grave", evidence=witness("x" * 100_000)), finding("noted")))
    assert "**warning**" in written
    assert "1 more changes" in written
