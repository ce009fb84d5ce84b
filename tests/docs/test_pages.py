"""Every block of the documentation that is meant to be pasted, pasted; what it prints is what the page shows.

One service is shared by all pages. Each page makes the files and the APIs it needs, so pages are independent.
"""

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import service
from tests.docs.pages import BY_HAND, GENERATED, KINDS, MAKE, OUTPUT, PAGES, PASTED, Block, blocks, named
from tests.service import ROOT, Service

WRITTEN = [page for page in PAGES if page not in GENERATED and page.parent.name != "decisions"]
RUNNING = [page for page in WRITTEN if any(block.kind in PASTED for block in blocks(page))]
LONGEST_README = 160
MARK = "--- end of a block ---"
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service.running(tmp_path_factory.mktemp("service")) as started:
        yield started


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A search path that has the command `contracts`, as an installed wheel would put it there."""
    folder = tmp_path_factory.mktemp("bin")
    command = folder / "contracts"
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m openapi_contracts "$@"\n')
    command.chmod(0o755)
    return f"{folder}:{os.environ['PATH']}"


def script(page: Path) -> str:
    """Join the pasted blocks of a page to one script that marks where the output of each ends."""
    lines = ["set -eu"]
    for block in blocks(page):
        if block.kind == "sh":
            lines += [block.text]
        elif block.kind == "python":
            lines += [f"{shlex.quote(sys.executable)} - <<'END OF PYTHON'\n{block.text}END OF PYTHON"]
        if block.kind in PASTED:
            lines += [f"printf '\\n%s\\n' '{MARK}'"]
    return "\n".join(lines)


def shown(page: Path) -> Iterator[tuple[Block, str | None]]:
    """Return each pasted block of a page, with the output that the page shows for it, if any."""
    listed = list(blocks(page))
    for block, following in zip(listed, [*listed[1:], None], strict=True):
        if block.kind in PASTED:
            yield block, following.text if following is not None and following.kind == OUTPUT else None


def matches(output: str, expected: str) -> bool:
    """Compare output with what a page shows: `...` stands for anything, and so does what follows the last line."""
    pattern = ".*".join(re.escape(piece) for piece in expected.strip().split("..."))
    return re.match(rf"\s*{pattern}", output, re.DOTALL) is not None


@pytest.mark.timeout(240)
@pytest.mark.parametrize("page", RUNNING, ids=named)
def test_the_blocks_of_a_page_work_when_pasted(page: Path, running: Service, path: str, tmp_path: Path) -> None:
    environ = {
        "PATH": path,
        "PYTHONPATH": str(ROOT),
        "HOME": str(tmp_path),
        "REGISTRY": running.url,
        "TOKEN": service.ADMIN_TOKEN,
    }
    finished = subprocess.run(
        ["bash", "-c", script(page)],
        cwd=tmp_path, env=environ, capture_output=True, text=True, check=False, timeout=200,
    )  # fmt: skip
    assert finished.returncode == 0, finished.stdout + finished.stderr
    outputs = finished.stdout.split(MARK)[:-1]
    for (block, expected), output in zip(shown(page), outputs, strict=True):
        assert expected is None or matches(output, expected), f"{named(page)}:{block.line} prints\n{output}"
    noise = [line for line in running.log.read_text().splitlines() if json.loads(line)["level"] != "info"]
    assert noise == [], "the service logs what nobody can act on"


def test_the_pages_with_commands_are_among_those_run() -> None:
    names = {"publishing", "policies-and-waivers", "ci", "engine", "contract", "operating"}
    assert {named(page) for page in RUNNING} == {"README.md", *(f"docs/{name}.md" for name in names)}


@pytest.mark.parametrize("page", WRITTEN, ids=named)
def test_a_fence_says_what_its_block_is(page: Path) -> None:
    assert {block.kind for block in blocks(page)} <= KINDS


@pytest.mark.parametrize("page", WRITTEN, ids=named)
def test_shown_output_follows_a_pasted_block(page: Path) -> None:
    kinds = [block.kind for block in blocks(page)]
    assert all(before in PASTED for before, kind in zip(["", *kinds], kinds, strict=False) if kind == OUTPUT)


@pytest.mark.parametrize("page", WRITTEN, ids=named)
def test_a_command_of_make_is_a_target(page: Path) -> None:
    commands = [line for block in blocks(page) if block.kind == MAKE for line in block.text.splitlines()]
    assert {line.split("#")[0].strip() for line in commands} <= {"make", *(f"make {target}" for target in TARGETS)}


def test_the_readme_is_short_and_has_the_two_commands() -> None:
    readme = ROOT / "README.md"
    assert len(readme.read_text(encoding="utf-8").splitlines()) <= LONGEST_README
    assert {block.text.strip() for block in blocks(readme) if block.kind == MAKE} >= {"make run", "make test"}
    assert [block.text.split("=")[0] for block in blocks(readme) if block.kind == BY_HAND] == ["export REGISTRY"]


@pytest.mark.parametrize(
    ("output", "expected", "same"),
    [
        ('{"a":1,"b":2}\n', '{"a":1,...\n', True),
        ("first\nsecond\nthird\n", "first\n...\nthird\n", True),
        ("first\nsecond\nthird\n", "first\nthird\n", False),
        ("\nfirst\n", "first\n", True),
        ("before first\n", "first\n", False),
    ],
)
def test_an_ellipsis_stands_for_anything(output: str, expected: str, same: bool) -> None:
    assert matches(output, expected) is same
