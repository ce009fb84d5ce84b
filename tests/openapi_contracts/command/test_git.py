"""Documents in revisions of a git repository."""

import json
import subprocess
from pathlib import Path

import pytest

from openapi_contracts.command.main import ACCEPTED, REFUSED, UNREADABLE, main
from tests.openapi_contracts.command.documents import BROKEN, OLD, written

Captured = pytest.CaptureFixture[bytes]


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=A Team", "-c", "user.email=team@example.com", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Provide a repository whose first revision has the old document, and whose tree the broken one."""
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    git(tmp_path, "init")
    (tmp_path / "specs").mkdir()
    written(tmp_path / "specs", v1=OLD)
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "first")
    written(tmp_path / "specs", v1=BROKEN)
    return tmp_path


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize("name", ["main:specs/v1.json", "HEAD:specs/v1.json", "HEAD:./specs/v1.json"])
def test_a_file_of_a_revision_is_compared(name: str) -> None:
    assert main(["diff", name, "specs/v1.json"]) == REFUSED
    assert main(["diff", name, name]) == ACCEPTED


def test_a_file_of_the_previous_revision_is_compared(repository: Path) -> None:
    git(repository, "commit", "-am", "second")
    assert main(["diff", "HEAD~1:specs/v1.json", "HEAD:specs/v1.json"]) == REFUSED


@pytest.mark.usefixtures("repository")
def test_annotations_name_the_file_and_not_the_revision(capfdbinary: Captured) -> None:
    main(["diff", "specs/v1.json", "main:specs/v1.json", "--format", "github"])
    assert b"file=specs/v1.json" in capfdbinary.readouterr().out


def test_a_file_of_that_name_goes_first(repository: Path) -> None:
    (repository / "main:specs").mkdir()
    written(repository / "main:specs", v1=BROKEN)
    assert main(["diff", "main:specs/v1.json", "specs/v1.json"]) == ACCEPTED


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("gone:specs/v1.json", "invalid object name 'gone'"),
        ("main:specs/v2.json", "does not exist in 'main'"),
        ("main:specs", "git cannot show it"),
        ("main:", "There is no file main:"),
        (":specs/v1.json", "There is no file :specs/v1.json"),
        ("main:../v1.json", "git cannot show it"),
        ("$(touch pwned):x", "git cannot show it"),
        ("main\0:x", "cannot be"),
    ],
)
def test_what_git_does_not_have_is_said(name: str, sentence: str, capfdbinary: Captured) -> None:
    assert main(["diff", name, "specs/v1.json"]) == UNREADABLE
    (line,) = capfdbinary.readouterr().err.decode().splitlines()
    assert sentence in line
    assert not Path("pwned").exists()


@pytest.mark.usefixtures("repository")
def test_a_revision_is_never_an_option_of_git(capfdbinary: Captured) -> None:
    assert main(["diff", "--", "--textconv:specs/v1.json", "specs/v1.json"]) == UNREADABLE
    assert b"starts with a dash" in capfdbinary.readouterr().err


def test_outside_of_a_repository_git_is_not_to_blame(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: Captured
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    written(tmp_path, new=OLD)
    assert main(["diff", "main:old.json", "new.json"]) == UNREADABLE
    assert b"not a git repository" in capfdbinary.readouterr().err


def test_without_git_a_revision_is_no_file(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: Captured
) -> None:
    monkeypatch.setenv("PATH", str(repository))
    assert main(["diff", "main:specs/v1.json", "specs/v1.json"]) == UNREADABLE
    assert b"git is not installed" in capfdbinary.readouterr().err


def test_a_file_too_large_is_read_no_further_than_its_limit(repository: Path, capfdbinary: Captured) -> None:
    large = {**OLD, "x-large": "x" * (17 * 1024 * 1024)}
    (repository / "large.json").write_text(json.dumps(large))
    git(repository, "add", ".")
    git(repository, "commit", "-m", "large")
    (repository / "large.json").unlink()
    assert main(["diff", "main:large.json", "specs/v1.json"]) == UNREADABLE
    assert b"16,777,217 bytes" in capfdbinary.readouterr().err
