"""Which files `cf push` uploads: its rules for .cfignore, restated from the cf CLI (actor/sharedaction/resource.go).

They are not git's: the CLI makes regular expressions of the patterns (sabhiram/go-gitignore of 2017).
"""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

# Left out whatever .cfignore says: these lines come after its own.
ALWAYS = (".cfignore", ".DS_Store", ".git", ".gitignore", ".hg", ".svn", "_darcs", "manifest.yaml", "manifest.yml")

# What becomes of a pattern, in this order; STAR stands for a star that is to stay one.
STAR = "#$~"
REWRITTEN = (
    (r"\.", r"\\."),
    (r"^/\*\*/", "**/"),
    (r"/\*\*/", "(/|/.+/)"),
    (r"\*\*/", f"(|.{STAR}/)"),
    (r"/\*\*", f"(|/.{STAR})"),
    (r"\\\*", rf"\\{STAR}"),
    (r"\*", "([^/]*)"),
    (r"\?", r"\\?"),
    (re.escape(STAR), "*"),
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One line: what it matches, and whether that is ignored or brought back."""

    pattern: re.Pattern[str]
    ignores: bool


def rules(lines: Iterable[str]) -> list[Rule]:
    """Read the lines of a .cfignore, with what is always ignored after them."""
    return [rule for line in (*lines, *ALWAYS) for rule in _rule(line.rstrip("\r"))]


def ignored(path: str, by: Iterable[Rule]) -> bool:
    """Say whether a path, relative to the root, stays behind: the last rule that matches decides."""
    matching = [rule for rule in by if rule.pattern.search(path)]
    return bool(matching) and matching[-1].ignores


def uploaded(root: Path) -> Iterator[Path]:
    """Walk a folder as `cf push` does and give what it uploads, relative to it; a folder comes before what it holds."""
    ignore = root / ".cfignore"
    known = rules(ignore.read_text(encoding="utf-8").split("\n") if ignore.exists() else ())
    for folder, folders, files in os.walk(root):
        for name in sorted([*folders, *files]):
            path = Path(folder, name).relative_to(root)
            if not ignored(path.as_posix(), known):
                yield path


def _rule(line: str) -> Iterator[Rule]:
    line = line.strip(" ")
    if not line or line.startswith("#"):
        return
    ignores = not line.startswith("!")
    line = line.removeprefix("!")
    if not line.startswith("/") and re.search(r"[^/+]/.*\*\.", line):
        line = f"/{line}"
    for old, new in REWRITTEN:
        line = re.sub(old, new, line)
    end = "(|.*)$" if line.endswith("/") else "(|/.*)$"
    start = "^(|/)" if line.startswith("/") else "^(|.*/)"
    yield Rule(re.compile(start + line.removeprefix("/") + end), ignores)
