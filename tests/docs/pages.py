"""The pages of the documentation, and their fenced blocks."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

from tests.service import ROOT

PAGES = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("docs/decisions/*.md")],
    key=lambda path: path.relative_to(ROOT).as_posix(),
)
GENERATED = (ROOT / "docs/rules.md", ROOT / "docs/validity.md")
PARSER = MarkdownIt("commonmark").enable("table")

PASTED = ("sh", "python")  # run by test_pages.py, one after the other
OUTPUT = "text output"  # what the pasted block before it prints
BY_HAND = "sh by-hand"  # holds values of the reader, or installs something
MAKE = "sh make"  # targets of the Makefile
CF = "sh cf"  # commands for a foundation: tests/rehearsal/test_instructions.py
GITHUB, GITLAB = "yaml github", "yaml gitlab"  # files for CI: test_ci_files.py
ILLUSTRATIONS = ("text", "yaml")
KINDS = {*PASTED, OUTPUT, BY_HAND, MAKE, CF, GITHUB, GITLAB, *ILLUSTRATIONS}


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: the words after its fence, its text, and its line in the page."""

    kind: str
    text: str
    line: int


def blocks(page: Path) -> Iterator[Block]:
    """Return the fenced blocks of a page, in order."""
    for token in PARSER.parse(page.read_text(encoding="utf-8")):
        if token.type == "fence":
            assert token.map is not None
            yield Block(token.info.strip(), token.content, token.map[0] + 1)


def named(page: Path) -> str:
    """Name a page by its path in the project."""
    return page.relative_to(ROOT).as_posix()
