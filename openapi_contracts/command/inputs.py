"""Read the documents named on the command line: files, standard input, or files in a git revision."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from tempfile import TemporaryFile
from threading import Timer
from typing import IO, Any

from openapi_contracts.documents.limits import Limits
from openapi_contracts.documents.problems import Problem, Unreadable
from openapi_contracts.documents.reading import Reading, Syntax, read

STDIN = "-"
_PATIENCE = 60  # seconds git may take: a large repository on a slow disk
_GIT_SAYS = 4_096  # bytes read of git's error message


class InputError(Exception):
    """A document that cannot be read or is not OpenAPI; the message says what is wrong, where, and how to fix it."""


@dataclass(frozen=True, slots=True)
class Input:
    """A document named on the command line; `path` is its file, None for standard input, without any git revision."""

    name: str
    path: str | None
    content: bytes
    syntax: Syntax
    document: Mapping[str, Any]
    notes: tuple[Problem, ...] = ()

    @property
    def source(self) -> tuple[bytes, Syntax]:
        """The bytes and syntax, from which `locate` finds lines and columns."""
        return self.content, self.syntax


def load(name: str, *, stdin: int, limits: Limits) -> Input:
    """Read a document: `-`, a file, or `revision:path` in git; an existing file of that name takes precedence.

    `stdin` is the file descriptor read for `-`. Raises InputError.
    """
    shown, path, content = _bytes(name, stdin, limits)
    try:
        reading = read(content, limits)
    except Unreadable as error:
        raise InputError(f"{_at(shown, error.problem)}: {error.problem.detail}") from None
    return Input(shown, path, content, reading.syntax, _document(shown, reading), reading.problems)


def _bytes(name: str, stdin: int, limits: Limits) -> tuple[str, str | None, bytes]:
    """Return the document's name for messages, its path, and at most one byte more than the limit."""
    if name == STDIN:
        return "standard input", None, _in_file(stdin, limits)
    revision, colon, path = name.partition(":")
    if colon and revision and path and not Path(name).exists():
        return name, path.removeprefix("./"), _in_git(name, limits)
    return name, name, _in_file(name, limits)


def _in_file(name: str | int, limits: Limits) -> bytes:
    try:
        with open(name, "rb", closefd=isinstance(name, str)) as file:
            return file.read(limits.bytes + 1)
    except IsADirectoryError:
        raise InputError(f"{name} is a directory; name the document in it.") from None
    except FileNotFoundError:
        sentence = f"There is no file {name}; name a file, `revision:path` in git, or - for standard input."
        raise InputError(sentence) from None
    except (OSError, ValueError) as error:  # ValueError: the name contains NUL
        raise InputError(f"{name} cannot be read: {_reason(error)}.") from None


def _reason(error: Exception) -> str:
    return (isinstance(error, OSError) and error.strerror) or str(error)


def _in_git(name: str, limits: Limits) -> bytes:
    """Read a file of a git revision; the name is passed as one argument, never as an option or through a shell."""
    if name.startswith("-"):
        raise InputError(f"{name} starts with a dash, which no revision does; for a file write ./{name}.")
    try:
        with TemporaryFile() as complaint:
            content, code = _blob(name, complaint, limits)
            complaint.seek(0)
            message = complaint.read(_GIT_SAYS).decode("utf-8", "replace").partition("\n")[0]
    except FileNotFoundError:
        raise InputError(f"There is no file {name}, and git is not installed to read it from a revision.") from None
    except (OSError, ValueError) as error:
        raise InputError(f"{name} cannot be read by git: {_reason(error)}.") from None
    if code and len(content) <= limits.bytes:
        reason = message.removeprefix("fatal: ").rstrip(".") or f"git exited with {code}"
        raise InputError(f"There is no file {name}, and git cannot show it: {reason}.")
    return content


def _blob(name: str, complaint: IO[bytes], limits: Limits) -> tuple[bytes, int]:
    """Return git's output, at most one byte more than the limit, and its exit code; kill git after a minute."""
    command = ["git", "cat-file", "blob", name]  # git is looked up in PATH
    with Popen(command, stdin=DEVNULL, stdout=PIPE, stderr=complaint) as git:  # noqa: S603 - no shell, one argument
        watch = Timer(_PATIENCE, git.kill)
        watch.daemon = True
        watch.start()
        try:
            content = git.stdout.read(limits.bytes + 1) if git.stdout else b""
        finally:
            watch.cancel()
        if len(content) > limits.bytes:
            git.kill()
    return content, git.returncode


def _document(shown: str, reading: Reading) -> Mapping[str, Any]:
    """Return the parsed document if it is an object with `openapi` or `swagger`; the version is not checked here."""
    if not isinstance(reading.data, dict):
        raise InputError(f"{shown} is not an OpenAPI document: it holds {_kind(reading.data)}, not an object.")
    if not {"openapi", "swagger"} & reading.data.keys():
        raise InputError(f"{shown} is not an OpenAPI document: it has neither `openapi` nor `swagger` at its root.")
    return reading.data


def _kind(data: Any) -> str:
    if isinstance(data, list):
        return "a list"
    return "nothing" if data is None else "a single value"


def _at(shown: str, problem: Problem) -> str:
    return shown if problem.line is None else f"{shown}:{problem.line}:{problem.column}"
