"""What `cf push` uploads: all that runs, and nothing that only develops."""

import os
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.rehearsal import platform
from tests.rehearsal.cfignore import ignored, rules, uploaded
from tests.rehearsal.droplet import Droplet
from tests.service import ROOT
from tests.test_architecture import MAY_IMPORT

# What the CLI makes of a line: a path, the only line of .cfignore, and whether the path stays behind.
PROBES = [
    ("a/b.pyc", "*.py[cod]", True),
    ("x$py.class", "*$py.class", False),
    ("handlers/lib/a.py", "lib/", True),
    ("lib", "lib/", False),
    ("x/docs/_build/y", "docs/_build/", True),
    ("venv/a", "/venv", True),
    ("sub/venv/a", "/venv", False),
    ("tests/a.py", "tests/", True),
    ("foo1.txt", "foo?.txt", False),
    ("foo?.txt", "foo?.txt", True),
    ("a/x/y/b", "a/**/b", True),
    ("x/y/b", "**/b", True),
    ("a/x/y", "a/**", True),
    ("axb", "a.b", False),
    (".github/w.yml", "", False),
    (".gitattributes", "", False),
    ("a/.DS_Store", "", True),
    (".git/config", "", True),
    ("deploy/manifest.yml", "", True),
    ("manifest.yml", "!manifest.yml", True),
    ("tests/a.py", "/(tests|docs)", True),
    ("tests", "/(tests|docs)", True),
    ("sub/tests/a.py", "/(tests|docs)", False),
    ("test_readme.py", "/(tests|docs)", False),
]
NEEDED = {"wsgi.py", "gunicorn.conf.py", "Procfile", "requirements.txt", "runtime.txt", "specs/v1.yaml"}
LEFT = {"tests", "docs", "bench", ".git", ".gitignore", ".cfignore", "manifest.yml", "vendor", ".env"}


@pytest.mark.parametrize(("path", "line", "left"), PROBES)
def test_a_line_of_cfignore_means_what_the_cli_makes_of_it(path: str, line: str, left: bool) -> None:
    assert ignored(path, rules([line])) is left


def test_the_last_line_that_matches_decides_even_inside_an_ignored_folder() -> None:
    assert not ignored("tests/keep.py", rules(["tests/", "!tests/keep.py"]))
    assert ignored("tests/keep.py", rules(["!tests/keep.py", "tests/"]))


def test_cfignore_is_gitignore_and_takes_nothing_from_git() -> None:
    assert os.readlink(ROOT / ".cfignore") == ".gitignore"
    git = ["git", "-C", str(ROOT)]
    tracked = subprocess.run(
        [*git, "ls-files", "-ci", "--exclude-standard"], capture_output=True, text=True, check=True
    )
    assert tracked.stdout == "", "git tracks files that .gitignore names"
    new = [f"{folder}/never_seen.py" for folder in ("tests", "docs", "bench", "tests/rehearsal")]
    seen = subprocess.run([*git, "check-ignore", "--no-index", *new], capture_output=True, text=True, check=False)
    assert seen.stdout == "", "git would not see a new file there"


def test_everything_that_runs_is_uploaded(droplet: Droplet) -> None:
    there = {path.relative_to(droplet.app).as_posix() for path in droplet.app.rglob("*")}
    tracked = subprocess.run(["git", "ls-files", "*.py"], cwd=ROOT, capture_output=True, text=True, check=True)
    served = {line for line in tracked.stdout.splitlines() if line.split("/")[0].removesuffix(".py") in MAY_IMPORT}
    assert there >= NEEDED
    assert there >= {line for line in served if (ROOT / line).exists()}


def test_what_only_develops_stays_behind(droplet: Droplet) -> None:
    assert not LEFT & {path.name for path in droplet.app.iterdir()}
    names = {part for path in droplet.app.rglob("*") for part in path.relative_to(droplet.app).parts}
    assert not names & {"__pycache__", "site-packages", "registry.db"}


def test_a_link_in_the_upload_leads_somewhere_in_it(droplet: Droplet) -> None:
    links = [path for path in droplet.app.rglob("*") if path.is_symlink()]
    assert all(link.resolve().is_relative_to(droplet.app) and link.exists() for link in links)


def test_the_upload_is_small(droplet: Droplet, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "package.zip", "w", zipfile.ZIP_DEFLATED) as package:
        for path in uploaded(droplet.app):
            package.write(droplet.app / path, path)
    assert (tmp_path / "package.zip").stat().st_size < platform.PACKAGE_BYTES
