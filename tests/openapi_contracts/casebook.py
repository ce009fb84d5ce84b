"""The case files: for each rule two small documents, and word for word all that is found between them."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from openapi_contracts.comparison import compare
from openapi_contracts.options import Options
from openapi_contracts.report.model import Report
from openapi_contracts.vocabulary import ContentModel

FOLDER = Path(__file__).parent / "cases"
NAMES = sorted(path.stem for path in FOLDER.glob("*.yaml"))


@dataclass(frozen=True)
class Case:
    """One file; `today` where a day decides, `content_model` where the letter does."""

    base: dict[str, Any]
    revision: dict[str, Any]
    verdict: str
    bump: str
    changes: list[dict[str, Any]]
    today: str | None = None
    content_model: ContentModel = ContentModel.DECLARED

    @property
    def options(self) -> Options:
        today = date.fromisoformat(self.today) if self.today else None
        return Options(ContentModel(self.content_model), today=today)


@cache
def case(name: str) -> Case:
    """Read the case of a rule."""
    return Case(**yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8")))


@cache
def report(name: str) -> Report:
    """Compare the documents of a case."""
    return compare(case(name).base, case(name).revision, options=case(name).options)


def told(change: dict[str, Any]) -> dict[str, Any]:
    """Return what a case says of a change, of all that a report does."""
    same = ("id", "severity", "verdict", "effect", "direction", "message", "operations", "proof", "reason")
    found = {name: change[name] for name in same if name in change}
    for side in ("base", "revision"):
        found[side] = change[side] and change[side]["pointer"]
    if "witness" in change:
        witness = change["witness"]
        found["witness"] = {name: witness[name] for name in ("accepted_by", "confirmed", "failure")}
        found["witness"]["text"] = witness["text"].rstrip("\n")
    return found
