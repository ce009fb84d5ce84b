"""The specimens: five APIs as real teams write them, version by version; a seed always gives the same bytes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from random import Random

from openapi_contracts.documents.reading import Syntax
from openapi_contracts.documents.rendering import render
from tests.specimens.edits import edited
from tests.specimens.model import Domain, Json
from tests.specimens.releases import CLAIMS, CLINIC, FREIGHT, GRID, STORE, Release
from tests.specimens.styles import design_first, enterprise, fastapi, spring, streaming
from tests.specimens.tables import domain
from tests.specimens.vocabulary import clinic, energy, freight, insurance, retail

SEED = 2024


@dataclass(frozen=True, slots=True)
class Api:
    """A style of writing, the vocabulary it is given, what was released later, and the syntax of its files."""

    write: Callable[[Domain, Random], Json]
    table: str
    releases: tuple[Release, ...]
    syntax: Syntax = Syntax.JSON


APIS = {
    "claims-2.0": Api(enterprise.document, insurance.TABLE, CLAIMS),
    "store-3.0-spring": Api(spring.document, retail.TABLE, STORE),
    "clinic-3.0-fastapi": Api(fastapi.document, clinic.TABLE, CLINIC),
    "freight-3.1": Api(design_first.document, freight.TABLE, FREIGHT, Syntax.YAML),
    "grid-3.2": Api(streaming.document, energy.TABLE, GRID, Syntax.YAML),
}


@dataclass(frozen=True, slots=True)
class Specimen:
    """One version of one API; `breaks` if it breaks clients of the version before."""

    api: str
    version: str
    breaks: bool
    data: Json = field(repr=False)

    def __str__(self) -> str:
        return f"{self.api}-{self.version}"

    @property
    def filename(self) -> str:
        """The file it is kept in."""
        return f"{self.version}.{APIS[self.api].syntax}"

    def content(self) -> bytes:
        """Return the document as a file has it."""
        return render(self.data, APIS[self.api].syntax)


@cache
def history(api: str, seed: int = SEED) -> tuple[Specimen, ...]:
    """Return every version of an API, oldest first."""
    known = APIS[api]
    found = [Specimen(api, "1.0.0", False, known.write(domain(known.table), Random(f"{api} {seed}")))]
    for release in known.releases:
        data = edited(found[-1].data, release.edits)
        data["info"]["version"] = release.version
        found.append(Specimen(api, release.version, release.breaks, data))
    return tuple(found)


def specimens() -> list[Specimen]:
    """Return every version of every API."""
    return [one for api in APIS for one in history(api)]


def neighbours() -> list[tuple[Specimen, Specimen]]:
    """Return every version with the one after it."""
    return [pair for api in APIS for pair in pairwise(history(api))]
