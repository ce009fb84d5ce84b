"""The command: what it answers, and how it ends."""

import json
from pathlib import Path

import pytest

from openapi_contracts.command.main import ACCEPTED, REFUSED, UNREADABLE, main
from openapi_contracts.outputs import FORMATS
from openapi_contracts.version import VERSION
from tests.openapi_contracts.command.documents import BROKEN, OLD, RENAMED, ROOT, UNCLEAR, petstore, ran, run, written

Captured = pytest.CaptureFixture[bytes]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Provide a folder of documents, in which the command runs."""
    written(tmp_path, old=OLD, same=OLD, broken=BROKEN, renamed=RENAMED, unclear=UNCLEAR)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("new", "fail_on", "code"),
    [
        ("same", "breaking", ACCEPTED),
        ("same", "warning", ACCEPTED),
        ("broken", "breaking", REFUSED),
        ("broken", "warning", REFUSED),
        ("broken", "never", ACCEPTED),
        ("renamed", "breaking", ACCEPTED),
        ("renamed", "warning", REFUSED),
        ("unclear", "breaking", REFUSED),
        ("unclear", "never", ACCEPTED),
    ],
)
def test_a_change_is_refused_from_the_gravity_that_is_asked_for(new: str, fail_on: str, code: int) -> None:
    assert main(["diff", "old.json", f"{new}.json", "--fail-on", fail_on]) == code


@pytest.mark.usefixtures("folder")
def test_breaking_changes_are_refused_by_default() -> None:
    assert [main(["diff", "old.json", f"{new}.json"]) for new in ("same", "renamed", "broken")] == [
        ACCEPTED,
        ACCEPTED,
        REFUSED,
    ]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", FORMATS)
def test_a_report_is_written_in_every_format(name: str, capfdbinary: Captured) -> None:
    assert main(["diff", "old.json", "broken.json", "--format", name]) == REFUSED
    output, noise = capfdbinary.readouterr()
    assert b"operation-removed" in output
    assert noise == b""


@pytest.mark.usefixtures("folder")
def test_places_have_lines_and_documents_their_names(capfdbinary: Captured) -> None:
    main(["diff", "old.json", "broken.json", "--format", "json"])
    report = json.loads(capfdbinary.readouterr().out)
    (change,) = (change for change in report["changes"] if change["id"] == "operation-removed")
    line = json.dumps(OLD, indent=1).splitlines().index('   "delete": {') + 1
    assert change["base"]["line"] == line
    assert (report["base"]["name"], report["revision"]["name"]) == ("old.json", "broken.json")


def test_a_report_goes_to_a_file(folder: Path, capfdbinary: Captured) -> None:
    assert main(["diff", "old.json", "broken.json", "--format", "json", "--output", "report.json"]) == REFUSED
    assert json.loads((folder / "report.json").read_bytes())["verdict"] == "breaking"
    assert capfdbinary.readouterr() == (b"", b"")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(("choice", "coloured"), [("auto", False), ("always", True), ("never", False)])
def test_colour_is_for_terminals(choice: str, coloured: bool, capfdbinary: Captured) -> None:
    main(["diff", "old.json", "broken.json", "--color", choice])
    assert (b"\x1b[" in capfdbinary.readouterr().out) is coloured


def test_a_policy_decides(folder: Path) -> None:
    (folder / "policy.yaml").write_text("severities: {operation-removed: warning}\n")
    assert main(["diff", "old.json", "broken.json", "--policy", "policy.yaml"]) == ACCEPTED
    assert main(["diff", "old.json", "broken.json", "--policy", "policy.yaml", "--fail-on", "warning"]) == REFUSED


def test_a_change_is_ignored_until_its_day(folder: Path, capfdbinary: Captured) -> None:
    main(["diff", "old.json", "broken.json", "--format", "json"])
    grave = [each for each in json.loads(capfdbinary.readouterr().out)["changes"] if each["severity"] == "breaking"]
    ignore = [{"fingerprint": each["fingerprint"], "reason": "Unused.", "until": "2026-07-01"} for each in grave]
    (folder / "policy.json").write_text(json.dumps({"ignore": ignore}))
    asked = ["old.json", "broken.json", "--policy", "policy.json"]
    assert main(["diff", *asked, "--today", "2026-07-01"]) == ACCEPTED
    assert main(["diff", *asked, "--today", "2026-07-02"]) == REFUSED


def test_the_content_model_is_the_callers_or_the_policys_or_declared(folder: Path, capfdbinary: Captured) -> None:
    (folder / "policy.yaml").write_text("content-model: strict\n")
    models = []
    for more in ([], ["--strict"], ["--policy", "policy.yaml"]):
        main(["diff", "old.json", "same.json", "--format", "json", *more])
        models.append(json.loads(capfdbinary.readouterr().out)["content_model"])
    assert models == ["declared", "strict", "strict"]


@pytest.mark.parametrize(
    ("name", "content", "sentences"),
    [
        ("gone.json", None, ["There is no file gone.json", "- for standard input"]),
        ("folder", None, ["folder is a directory"]),
        ("empty.yaml", b"", ["empty.yaml: The document is empty"]),
        ("latin.yaml", b"openapi: 3.0.3\ninfo: {title: \xe9}\n", ["latin.yaml:2:", "not UTF-8", "save it as UTF-8"]),
        ("odd.yaml", b"openapi: 3.0.3\n  paths: {}\n", ["odd.yaml:2:", "not well formed"]),
        ("list.yaml", b"- openapi\n", ["list.yaml is not an OpenAPI document", "a list"]),
        ("null.yaml", b"null\n", ["null.yaml is not an OpenAPI document", "nothing"]),
        ("schema.json", b'{"type": "object"}', ["schema.json is not an OpenAPI document", "`openapi`"]),
        ("deep.json", b'{"openapi": ' + b"[" * 100_000, ["deep.json", "nested"]),
        ("deep.yaml", b"openapi:\n" + b"".join(b" " * n + b"-\n" for n in range(600)), ["deep.yaml", "nested"]),
        ("big.yaml", b"x" * (16 * 1024 * 1024 + 1), ["big.yaml", "16,777,217 bytes", "split it"]),
        ("nul\0.yaml", None, ["cannot be read"]),
        ("a\nb.yaml", None, ["There is no file a\\nb.yaml"]),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(
    name: str, content: bytes | None, sentences: list[str], folder: Path, capfdbinary: Captured
) -> None:
    (folder / "folder").mkdir()
    if content is not None:
        (folder / name).write_bytes(content)
    assert main(["diff", "old.json", name]) == UNREADABLE
    output, noise = capfdbinary.readouterr()
    (line,) = noise.decode().splitlines()
    assert output == b""
    assert all(sentence in line for sentence in sentences), line


@pytest.mark.parametrize(
    ("policy", "sentences"),
    [
        ("severities: {operation-remove: off}\n", ["policy.yaml:1: ", "did you mean 'operation-removed'?"]),
        ("undecided: [\n", ["policy.yaml:", "not well formed"]),
        (None, ["The policy policy.yaml cannot be read"]),
    ],
)
def test_a_policy_that_cannot_be_followed_is_said(
    policy: str | None, sentences: list[str], folder: Path, capfdbinary: Captured
) -> None:
    if policy is not None:
        (folder / "policy.yaml").write_text(policy)
    assert main(["diff", "old.json", "same.json", "--policy", "policy.yaml"]) == UNREADABLE
    noise = capfdbinary.readouterr().err.decode()
    assert all(sentence in noise for sentence in sentences), noise


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "the following arguments are required: COMMAND"),
        (["diff", "old.json"], "the following arguments are required: NEW"),
        (["diff", "old.json", "same.json", "third.json"], "unrecognized arguments: third.json"),
        (["diff", "old.json", "same.json", "--format", "pdf"], "invalid choice: 'pdf'"),
        (["diff", "old.json", "same.json", "--today", "soon"], "'soon' is not a date"),
    ],
)
def test_bad_usage_is_explained(arguments: list[str], sentence: str, capfdbinary: Captured) -> None:
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == UNREADABLE
    assert sentence in capfdbinary.readouterr().err.decode()


@pytest.mark.usefixtures("folder")
def test_standard_input_holds_one_document(capfdbinary: Captured) -> None:
    assert main(["diff", "-", "-"]) == UNREADABLE
    assert b"holds one document" in capfdbinary.readouterr().err


@pytest.mark.usefixtures("folder")
def test_a_report_that_cannot_be_written_is_said(capfdbinary: Captured) -> None:
    assert main(["diff", "old.json", "broken.json", "--output", "none/report"]) == UNREADABLE
    assert b"cannot be written" in capfdbinary.readouterr().err


def test_a_key_given_twice_is_noted_beside_the_report(folder: Path, capfdbinary: Captured) -> None:
    (folder / "twice.yaml").write_text("openapi: 3.0.3\npaths: {}\npaths: {}\n")
    assert main(["diff", "twice.yaml", "twice.yaml"]) == ACCEPTED
    assert b"twice.yaml:3:1: error: The key" in capfdbinary.readouterr().err


def test_majors_of_openapi_are_compared_all_the_same(folder: Path, capfdbinary: Captured) -> None:
    older = petstore() | {"swagger": "2.0"}
    del older["openapi"]
    written(folder, older=older)
    assert main(["diff", "older.json", "broken.json", "--format", "json"]) == REFUSED
    report = json.loads(capfdbinary.readouterr().out)
    assert (report["base"]["openapi"], report["revision"]["openapi"]) == ("2.0", "3.0.3")


def test_a_document_comes_from_standard_input(folder: Path) -> None:
    finished = run(folder, "-", "broken.json", given=json.dumps(OLD).encode())
    assert finished.returncode == REFUSED
    assert b"standard input:1:" in finished.stdout


def test_a_closed_pipe_ends_it_without_a_traceback(folder: Path) -> None:
    finished = ran(folder, "rules", shell="| true; exit ${PIPESTATUS[0]}")
    assert finished.returncode == UNREADABLE
    assert finished.stderr == b"contracts: The report cannot be written: the pipe is closed.\n"


@pytest.mark.parametrize(("shell", "sentence"), [(">&-", b"cannot be written"), ("<&- 2>&1", b"cannot be read")])
def test_closed_descriptors_end_it_without_a_traceback(shell: str, sentence: bytes, folder: Path) -> None:
    finished = run(folder, "-", "same.json", shell=shell, given=json.dumps(OLD).encode())
    assert finished.returncode == UNREADABLE
    assert sentence in finished.stdout + finished.stderr
    assert b"Traceback" not in finished.stdout + finished.stderr


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_documents_give_the_same_bytes_in_every_process(name: str, folder: Path) -> None:
    seen = {
        run(folder, "old.json", new, "--format", name, "--today", "2026-07-01", PYTHONHASHSEED=seed).stdout
        for seed in ("1", "2")
        for new in ("broken.json",)
    }
    assert len(seen) == 1
    assert seen != {b""}


def test_it_names_its_version(folder: Path) -> None:
    finished = ran(folder, "--version")
    assert (finished.returncode, finished.stdout) == (0, f"contracts {VERSION}\n".encode())


def test_a_crash_is_no_refusal(folder: Path) -> None:
    """1 would say that a change is refused, where nobody has looked at it."""
    broken = folder / "broken-installation"
    broken.mkdir()
    (broken / "orjson.py").write_text("raise OSError('this file is damaged')", encoding="utf-8")
    finished = ran(folder, "diff", "old.json", "same.json", PYTHONPATH=f"{broken}:{ROOT}")
    assert finished.returncode == UNREADABLE
    assert b"this file is damaged" in finished.stderr
    assert finished.stderr.endswith(b"contracts: the command crashed; please report it with both documents.\n")
