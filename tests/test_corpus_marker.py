"""Tests that need the corpus: without it each is skipped with one line, however it takes the documents."""

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.service import ROOT

TESTS = """
import pytest
from tests import corpus

@pytest.fixture
def first():
    return corpus.specs()[0]

@pytest.mark.corpus
@pytest.mark.parametrize("path", corpus.specs())
def test_one_name(path): assert path.is_file()

@pytest.mark.corpus
@pytest.mark.parametrize(("path", "how"), [(path, "as it is") for path in corpus.specs()])
def test_two_names_in_a_tuple(path, how): assert path.is_file()

@pytest.mark.corpus
@pytest.mark.parametrize("path, how", [pytest.param(path, "as it is", id=path.stem) for path in corpus.specs()])
def test_two_names_in_a_string(path, how): assert path.is_file()

@pytest.mark.corpus
@pytest.mark.parametrize("how", ["as it is", "reordered"])
@pytest.mark.parametrize("path", corpus.specs())
def test_two_lists(path, how): assert path.is_file()

@pytest.mark.corpus("specs")
def test_a_fixture(first): assert first.is_file()

@pytest.mark.corpus("peers")
def test_another_part(): assert corpus.peers().is_dir()
"""
COUNT = TESTS.count("def test_")
SPECS = "no corpus: set REGISTRY_CORPUS to a folder with specs/<api>/<version>.json or .yaml"
PEERS = "no corpus: set REGISTRY_CORPUS to a folder with peers/cases.jsonl"


def ran(folder: Path, **corpus: str) -> tuple[int, list[str], str]:
    """Run the tests, and return the exit code, the reasons of what was skipped, and the last line."""
    module = folder / "test_documents.py"
    module.write_text(TESTS, encoding="utf-8")
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "REGISTRY_CORPUS"))}
    options = ["--config-file=/dev/null", f"--rootdir={folder}", "--import-mode=importlib", "-ra", "-p", "tests.corpus"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, "-p", "no:cacheprovider", "-m", "corpus", str(module)],
        cwd=ROOT,
        env={**environ, **corpus, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},  # which would take seconds
        capture_output=True,
        text=True,
        check=False,
    )
    reasons = re.findall(r"^SKIPPED \[\d+\] .*?\d+: (.*)$", done.stdout, re.MULTILINE)
    return done.returncode, reasons, done.stdout.splitlines()[-1]


def test_without_a_corpus_each_is_skipped_with_one_line(tmp_path: Path) -> None:
    code, reasons, last = ran(tmp_path)
    assert (code, sorted(reasons)) == (0, [PEERS] + [SPECS] * (COUNT - 1)), last


def test_with_a_corpus_those_run_whose_part_it_has(tmp_path: Path) -> None:
    document = tmp_path / "corpus" / "specs" / "pets" / "1.0.0.json"
    document.parent.mkdir(parents=True)
    document.write_text("{}", encoding="utf-8")
    code, reasons, last = ran(tmp_path, REGISTRY_CORPUS=str(tmp_path / "corpus"))
    assert (code, reasons) == (0, [PEERS]), last
    assert f"{COUNT} passed, 1 skipped" in last


def test_a_corpus_that_is_not_there_is_none(tmp_path: Path) -> None:
    code, reasons, last = ran(tmp_path, REGISTRY_CORPUS=str(tmp_path / "nowhere"))
    assert (code, len(reasons)) == (0, COUNT), last
